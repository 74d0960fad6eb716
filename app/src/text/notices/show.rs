//! A notice as it is read, and at every body.

use super::super::Text;

/// Confirms.
pub const CONFIRM: Text = Text { ja: "確認する", en: "Confirm" };
/// What confirming means.
pub const CONFIRM_TEXT: Text = Text {
    ja: "内容を読んだら「確認する」を押してください。{body}として確認したことが県に伝わります。",
    en: "When you have read this, press \"Confirm\". The prefecture is told that {body} has confirmed it.",
};
/// Nothing needs to be confirmed.
pub const CONFIRM_NOTHING: Text =
    Text { ja: "この通知は、確認の操作は要りません。", en: "Nothing needs to be confirmed." };
/// Confirmed by and when.
pub const CONFIRMED_BY: Text = Text { ja: "{at} {name}さんが確認しました", en: "Confirmed by {name}, {at}" };
/// Opened by and when.
pub const OPENED_BY: Text =
    Text { ja: "最初に開いた人：{name}さん（{at}）", en: "First opened by {name}, {at}" };
/// Where a notice is at the own body.
pub const OWN_STATE: Text = Text { ja: "この団体の状態", en: "State at your body" };
/// The table of every body.
pub const DELIVERIES: Text = Text { ja: "団体ごとの状況", en: "State at every body" };
/// Draft: back to change it.
pub const CHANGE: Text = Text { ja: "下書きを直す", en: "Change the draft" };
/// Withdrawn.
pub const WITHDRAWN: Text = Text { ja: "この通知は取り下げられました", en: "This notice was withdrawn" };
/// When and why.
pub const WITHDRAWN_TEXT: Text = Text { ja: "{at}　理由：{reason}", en: "{at}. Reason: {reason}" };
/// Withdraws.
pub const WITHDRAW: Text = Text { ja: "取り下げる", en: "Withdraw" };
/// What happens then.
pub const WITHDRAW_TEXT: Text = Text {
    ja: "取り下げても、送付先の団体には取下げの印と理由を付けて残ります。",
    en: "Those who had the notice go on seeing it, marked as withdrawn, with the reason.",
};
/// Reason.
pub const REASON: Text = Text { ja: "理由", en: "Reason" };
/// Talk.
pub const THREAD: Text = Text { ja: "質問と連絡", en: "Questions and remarks" };
/// Who sees it.
pub const THREAD_TEXT: Text = Text {
    ja: "書いた内容は、県と送付先の全ての団体に見えます。",
    en: "What is written here is seen by the prefecture and every receiver.",
};
/// Who says something.
pub const BODY_PERSON: Text = Text { ja: "{body}　{name}", en: "{name}, {body}" };
/// A message.
pub const MESSAGE: Text = Text { ja: "書き込む内容", en: "Your message" };
/// Posts it.
pub const POST: Text = Text { ja: "書き込む", en: "Post" };
/// Nobody has written yet.
pub const THREAD_EMPTY: Text = Text { ja: "まだ書き込みはありません。", en: "Nobody has written yet." };

/// Body.
pub const COL_BODY: Text = Text { ja: "団体", en: "Body" };
/// Code.
pub const COL_CODE: Text = Text { ja: "団体コード", en: "Code" };
/// State.
pub const COL_STATE: Text = Text { ja: "状態", en: "State" };
/// Opened.
pub const COL_OPENED: Text = Text { ja: "閲覧", en: "Opened" };
/// Confirmed.
pub const COL_CONFIRMED: Text = Text { ja: "確認", en: "Confirmed" };
/// Opened at, in the file.
pub const COL_OPENED_AT: Text = Text { ja: "閲覧日時", en: "Opened at" };
/// Opened by, in the file.
pub const COL_OPENED_BY: Text = Text { ja: "閲覧者", en: "Opened by" };
/// Confirmed at, in the file.
pub const COL_CONFIRMED_AT: Text = Text { ja: "確認日時", en: "Confirmed at" };
/// Confirmed by, in the file.
pub const COL_CONFIRMED_BY: Text = Text { ja: "確認者", en: "Confirmed by" };
/// Saves the table.
pub const CSV: Text = Text { ja: "CSVで保存", en: "Save as CSV" };
/// A date and a name.
pub const AT_BY: Text = Text { ja: "{at}　{name}", en: "{at}, {name}" };
