//! Words of every form.

use super::Text;

/// Beside the label of a field that must be filled in.
pub const REQUIRED: Text = Text { ja: "※必須", en: "*required" };
/// Beside the label of a field that may stay empty, where the others must be filled in.
pub const OPTIONAL: Text = Text { ja: "任意", en: "optional" };
/// Heading of the list of errors.
pub const SUMMARY: Text =
    Text { ja: "入力内容に問題があります（{n}件）", en: "There is a problem ({n})" };
/// A form was sent after the session had ended, and is there again.
pub const KEPT: Text = Text {
    ja: "入力した内容は残っていますが、まだ送られていません。内容を確かめて、もう一度ボタンを押してください。",
    en: "What you typed is kept but has not been sent yet. Please check it and press the button again.",
};
/// Somebody else has saved meanwhile.
pub const STALE: Text = Text { ja: "ほかの人が先に変更しました", en: "Somebody else changed this first" };
/// What to do then.
pub const STALE_HINT: Text = Text {
    ja: "あなたの入力と違う欄には、今保存されている内容を示しています。見比べて欄を直してから、保存してください。",
    en: "Where it differs from what you typed, each field shows what is saved now. Compare, correct the fields, then save.",
};
/// Not yet.
pub const STALE_WAIT: Text = Text { ja: "まだ置き換えない", en: "Do not replace it yet" };
/// Replaces it.
pub const STALE_REPLACE: Text = Text {
    ja: "この画面の内容で保存し、ほかの人の変更と置き換える",
    en: "Save what this page shows in place of the other change",
};
/// Before what is saved in a field.
pub const SAVED_NOW: Text = Text { ja: "今保存されている内容：", en: "Saved now: " };
/// A field in which nothing is saved.
pub const NOTHING: Text = Text { ja: "（空欄）", en: "(blank)" };
/// One error in that list.
pub const SUMMARY_ITEM: Text = Text { ja: "{label}：{message}", en: "{label}: {message}" };
/// How a date is typed.
pub const DATE_HINT: Text =
    Text { ja: "例：令和8年11月24日、R8.11.24、2026/11/24", en: "For example 2026-11-24 or R8.11.24" };
/// The choice of a select that chooses nothing.
pub const CHOOSE: Text = Text { ja: "選んでください", en: "Please choose" };
/// How many characters fit.
pub const MAX_CHARS: Text = Text { ja: "{max}文字まで", en: "Up to {max} characters" };
/// How far a file has been sent.
pub const UPLOAD_PROGRESS: Text = Text { ja: "送信の進み具合", en: "Sending" };
/// Stops sending.
pub const UPLOAD_STOP: Text = Text { ja: "送信をやめる", en: "Stop sending" };
/// While it is sent.
pub const UPLOAD_WAIT: Text = Text {
    ja: "送り終わるまで、ほかの欄は変えられません。",
    en: "The other fields cannot be changed until it has been sent.",
};
/// The connection broke.
pub const UPLOAD_FAILED: Text = Text {
    ja: "送れませんでした。通信を確かめて、もう一度押してください。",
    en: "Could not be sent. Please check the connection and try again.",
};
/// A file was refused.
pub const FILE_PROBLEM: Text = Text { ja: "添付できませんでした", en: "Could not be attached" };
/// What is wrong with the name of a file, before the problem itself.
pub const FILE_NAME_PROBLEM: Text = Text {
    ja: "ファイルの名前を直して、もう一度選んでください。{problem}",
    en: "Please rename the file and choose it again. {problem}",
};
/// What a drop area is for.
pub const DROP: Text = Text { ja: "ファイルを選んでください", en: "Choose files" };
