//! How far a notice has come at the bodies.

use super::Text;

/// Name of the tabs.
pub const STEPS: Text = Text { ja: "団体の絞り込み", en: "Which bodies" };
/// When the body was last reminded.
pub const COL_REMINDED: Text = Text { ja: "督促", en: "Reminded" };
/// No body is on that step.
pub const NOBODY: Text = Text { ja: "該当する団体はありません。", en: "There are no such bodies." };
/// Reminds.
pub const REMIND: Text =
    Text { ja: "未確認の{n}団体に督促する", en: "Remind those that have not confirmed ({n})" };
/// What that does.
pub const REMIND_TEXT: Text = Text {
    ja: "確認していない団体の利用者にだけ、メールで知らせます。同じ団体への督促は1日1回までです。",
    en: "Only the people of those bodies are told by mail, each body once a day at most.",
};
/// Everybody who is missing was reminded today.
pub const REMINDED_TODAY: Text = Text {
    ja: "未確認の団体には、今日すでに督促しました。明日からまた督促できます。",
    en: "The bodies that have not confirmed were reminded today. They can be reminded again from tomorrow on.",
};
/// The call sheet.
pub const CALL_SHEET: Text = Text { ja: "電話連絡票", en: "Call sheet" };
/// What it holds.
pub const CALL_SHEET_LEAD: Text = Text {
    ja: "まだ確認していない{n}団体です。電話番号は担当者名簿から載せています。",
    en: "Bodies that have not confirmed yet: {n}. The telephone numbers are those of the directory.",
};
/// How to get it on paper.
pub const CALL_SHEET_PRINT: Text = Text {
    ja: "ブラウザーの印刷で、A4の用紙に印刷できます。",
    en: "Print it on A4 with your browser.",
};
/// Nobody is missing.
pub const CALL_SHEET_EMPTY: Text =
    Text { ja: "電話をかける団体はありません。", en: "There is no body to call." };
/// Whom to call.
pub const COL_CALLEE: Text = Text { ja: "担当者", en: "Whom to call" };
/// The number.
pub const COL_PHONE: Text = Text { ja: "電話番号", en: "Telephone" };
/// Room to write.
pub const COL_RESULT: Text = Text { ja: "日時・相手・結果", en: "When, who, result" };
/// Direct line.
pub const DIRECT: Text = Text { ja: "直通 {phone}", en: "Direct {phone}" };
/// Switchboard.
pub const SWITCHBOARD: Text = Text { ja: "代表 {phone}", en: "Switchboard {phone}" };
/// Switchboard and extension.
pub const SWITCHBOARD_EXTENSION: Text =
    Text { ja: "代表 {phone}（内線 {extension}）", en: "Switchboard {phone}, extension {extension}" };
/// The directory knows no number.
pub const NO_PHONE: Text =
    Text { ja: "名簿に電話番号がありません", en: "The directory has no telephone number" };
/// What happened at a body.
pub const HISTORY: Text = Text { ja: "{body}の履歴", en: "History at {body}" };
/// The table of it.
pub const HISTORY_TABLE: Text = Text { ja: "履歴", en: "History" };
/// When.
pub const COL_AT: Text = Text { ja: "日時", en: "When" };
/// What.
pub const COL_EVENT: Text = Text { ja: "できごと", en: "What" };
/// Who.
pub const COL_WHO: Text = Text { ja: "誰が", en: "Who" };
/// Anything else.
pub const COL_DETAIL: Text = Text { ja: "内容", en: "Details" };
