//! Lists of notices.

use super::super::Text;

/// Name of the tabs.
pub const LISTS: Text = Text { ja: "通知の一覧", en: "Lists of notices" };
/// Everything that came.
pub const LIST_ALL: Text = Text { ja: "全て", en: "All" };
/// What nobody of the body has opened.
pub const LIST_UNREAD: Text = Text { ja: "未読", en: "Unread" };
/// What nobody of the body has confirmed.
pub const LIST_UNCONFIRMED: Text = Text { ja: "未確認", en: "To confirm" };
/// What was published.
pub const LIST_PUBLISHED: Text = Text { ja: "発出済み", en: "Published" };
/// What is still being written.
pub const LIST_DRAFTS: Text = Text { ja: "下書き", en: "Drafts" };
/// Narrows a list.
pub const NARROW: Text = Text { ja: "絞り込む", en: "Narrow down" };
/// Shows the whole list again.
pub const NARROW_NOT: Text = Text { ja: "条件を外す", en: "Clear" };
/// No condition.
pub const ANY: Text = Text { ja: "全て", en: "Any" };
/// 年度.
pub const YEAR: Text = Text { ja: "年度", en: "Fiscal year" };
/// Tag.
pub const TAG: Text = Text { ja: "タグ", en: "Tag" };
/// An empty list.
pub const EMPTY_TITLE: Text = Text { ja: "該当する通知はありません（0件）", en: "No notices here (0)" };
/// What to do about it.
pub const EMPTY_TEXT: Text = Text {
    ja: "別の一覧を見るか、条件を変えてください。",
    en: "Please look at another list or change the conditions.",
};
/// An empty list of drafts.
pub const NO_DRAFTS: Text = Text { ja: "下書きはありません", en: "There are no drafts" };
/// How one comes to be.
pub const NO_DRAFTS_TEXT: Text = Text {
    ja: "「通知を作る」から書き始めて保存すると、発出するまでここに並びます。",
    en: "A notice that you begin to write and save stays here until it goes out.",
};
/// Ticks a notice.
pub const TICK: Text = Text { ja: "「{title}」を選ぶ", en: "Choose \"{title}\"" };
/// The same beside the box, where the title is above it.
pub const TICK_IT: Text = Text { ja: "選ぶ", en: "Choose" };
/// Confirms the ticked notices.
pub const CONFIRM_TICKED: Text =
    Text { ja: "選んだ通知を確認済みにする", en: "Confirm the chosen notices" };
/// Number of files.
pub const FILES_COUNT: Text = Text { ja: "添付{n}件", en: "{n} file(s)" };
/// How many bodies have confirmed.
pub const PROGRESS: Text = Text { ja: "確認 {n}／{all}団体", en: "{n} of {all} bodies confirmed" };
/// Progress of the bodies.
pub const PROGRESS_LABEL: Text = Text { ja: "確認した団体", en: "Bodies that have confirmed" };
/// How many bodies have opened what need not be confirmed.
pub const OPENED: Text = Text { ja: "閲覧 {n}／{all}団体", en: "{n} of {all} bodies opened it" };
/// Progress of the bodies where nothing is to be confirmed.
pub const OPENED_LABEL: Text = Text { ja: "閲覧した団体", en: "Bodies that have opened it" };
/// By when it is to be confirmed.
pub const CONFIRM_UNTIL: Text = Text { ja: "確認期限：", en: "Confirm by: " };
/// Nothing is to be confirmed.
pub const NO_CONFIRM: Text = Text { ja: "確認不要", en: "No confirmation needed" };
/// A law that the notices of the list rest on.
pub const LAW: Text = Text { ja: "法令", en: "Law" };
