//! Words that many pages share.

use super::Text;

/// Before a banner: it tells of a success.
pub const KIND_DONE: Text = Text { ja: "完了：", en: "Done: " };
/// Before a banner: it warns.
pub const KIND_WARNING: Text = Text { ja: "注意：", en: "Attention: " };
/// Before a banner: it tells of an error.
pub const KIND_ERROR: Text = Text { ja: "エラー：", en: "Error: " };
/// Before a banner: it informs.
pub const KIND_INFO: Text = Text { ja: "お知らせ：", en: "Note: " };
/// Before the title of a page that refused a form.
pub const ERROR_TITLE: Text = Text { ja: "エラー: {title}", en: "Error: {title}" };
/// How many steps are finished.
pub const STEPS: Text = Text { ja: "全{all}のうち{done}が済みました", en: "{done} of {all} finished" };
/// The deadline is over.
pub const OVERDUE: Text = Text { ja: "期限を過ぎました", en: "overdue" };
/// The deadline is today.
pub const DUE_TODAY: Text = Text { ja: "今日まで", en: "due today" };
/// Office days until the deadline.
pub const DAYS_LEFT: Text = Text { ja: "あと{days}開庁日", en: "{days} office day(s) left" };
/// Office days until the deadline: none but today.
pub const LAST_OFFICE_DAY: Text = Text { ja: "本日が最後の開庁日", en: "today is the last office day" };
/// Office days until the deadline: none at all.
pub const NO_OFFICE_DAY: Text = Text { ja: "期限までに開庁日はありません", en: "no office day left" };
/// Rows in a list.
pub const TOTAL: Text = Text { ja: "全{n}件", en: "{n} in all" };
/// Rows in a list that is counted up to a limit.
pub const TOTAL_OR_MORE: Text = Text { ja: "{n}件以上", en: "{n} or more" };
/// Name of the links through a list.
pub const PAGES: Text = Text { ja: "一覧の前後", en: "Through the list" };
/// To the first rows.
pub const FIRST_PAGE: Text = Text { ja: "最初に戻る", en: "Back to the first" };
/// To the next rows.
pub const NEXT_PAGE: Text = Text { ja: "続きを見る", en: "Next" };
/// A table without rows.
pub const NO_ROWS: Text = Text { ja: "該当するものはありません（0件）", en: "Nothing found (0)" };
/// Prints the page.
pub const PRINTED: Text = Text { ja: "印刷日時：{at}", en: "Printed: {at}" };
/// Address of the page, on paper.
pub const ADDRESS: Text = Text { ja: "画面：{path}", en: "Page: {path}" };
/// Saves a file.
pub const SAVE_FILE: Text = Text { ja: "保存", en: "Save" };
/// A version that was replaced.
pub const OLD_VERSION: Text = Text { ja: "旧版", en: "Old version" };
/// How many bodies have finished.
pub const BOARD_DONE: Text =
    Text { ja: "{done}／{all}団体が済みました", en: "{done} of {all} bodies have finished" };
/// Name of the bar of states.
pub const BOARD_BAR: Text = Text { ja: "状態ごとの団体の数", en: "Bodies by state" };
/// Answer of the office in a thread.
pub const ANSWER: Text = Text { ja: "回答", en: "Answer" };
