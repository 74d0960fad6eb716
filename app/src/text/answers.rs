//! Words of answering a survey.

use super::Text;

/// Page on which a body answers.
pub const HEADING: Text = Text { ja: "調査に回答する", en: "Answer the survey" };
/// Saves everything.
pub const SAVE_DRAFT: Text = Text { ja: "下書きを保存", en: "Save the draft" };
/// Goes on.
pub const GO_CHECK: Text = Text { ja: "確認して提出", en: "Check and submit" };
/// Page of all answers.
pub const CHECK: Text = Text { ja: "回答を確認する", en: "Check the answers" };
/// What the page is for.
pub const CHECK_LEAD: Text = Text {
    ja: "内容を確かめて提出してください。直すときは「変更」を押します。",
    en: "Look at everything, then submit. Press \"Change\" to correct an answer.",
};
/// Changes an answer.
pub const CHANGE: Text = Text { ja: "変更", en: "Change" };
/// Sends.
pub const SUBMIT: Text = Text { ja: "提出する", en: "Submit" };
/// Approves and sends.
pub const APPROVE: Text = Text { ja: "決裁して提出する", en: "Approve and submit" };
/// Asks for approval.
pub const ASK_APPROVAL: Text = Text { ja: "決裁に回す", en: "Ask for approval" };
/// Takes back.
pub const TAKE_BACK: Text = Text { ja: "決裁から戻す", en: "Take back from approval" };
/// Why.
pub const TAKE_BACK_REASON: Text = Text { ja: "戻す理由", en: "Reason" };
/// It waits for approval.
pub const WAITING: Text = Text {
    ja: "決裁待ちです。決裁者が提出すると、依頼元に届きます。",
    en: "Waiting for approval. It goes to the collector when the approver submits it.",
};
/// Remark.
pub const NOTE: Text = Text { ja: "依頼元への連絡", en: "Remark to the collector" };
/// What it is for.
pub const NOTE_HINT: Text = Text { ja: "補足があれば書きます。", en: "If there is something to add." };
/// 該当なし.
pub const NOT_APPLICABLE: Text = Text { ja: "該当なしで提出する", en: "Submit \"nothing to report\"" };
/// What it does.
pub const NOT_APPLICABLE_TEXT: Text = Text {
    ja: "報告することがないときは、設問に答えずに「該当なし」で提出できます。入力した下書きは送られません。",
    en: "If there is nothing to report, submit that without answering. The draft is not sent.",
};
/// Asks for approval of it.
pub const NOT_APPLICABLE_ASK: Text =
    Text { ja: "該当なしで決裁に回す", en: "Ask for approval of \"nothing to report\"" };
/// It waits for approval.
pub const NOT_APPLICABLE_ASKED: Text = Text {
    ja: "「該当なし」として決裁に回されています。設問への回答は送られません。",
    en: "\"Nothing to report\" awaits approval. No answers are sent.",
};
/// Approves and sends it.
pub const NOT_APPLICABLE_APPROVE: Text =
    Text { ja: "決裁して該当なしで提出する", en: "Approve and submit \"nothing to report\"" };
/// It was sent back.
pub const SENT_BACK: Text = Text {
    ja: "差し戻されました。直して、もう一度提出してください。",
    en: "This was sent back. Please correct it and submit again.",
};
/// It was sent.
pub const SUBMITTED: Text = Text { ja: "提出済みです", en: "Submitted" };
/// When and by whom.
pub const SUBMITTED_TEXT: Text = Text {
    ja: "{at}に{by}さんが提出しました。受付番号は{receipt}です。",
    en: "Submitted by {by} on {at}. Receipt number {receipt}.",
};
/// It is closed.
pub const CLOSED: Text = Text {
    ja: "この調査は受付を終了しました。回答は変えられません。",
    en: "This survey is closed. Answers cannot be changed.",
};
/// It cannot be changed.
pub const READ_ONLY: Text = Text {
    ja: "閲覧のみです。記入は取りまとめ担当が行います。",
    en: "You can read this. Editors of your body fill it in.",
};
/// Missing answers.
pub const MISSING: Text = Text { ja: "まだ提出できません（{n}件）", en: "Not ready to submit ({n})" };
/// Second looks.
pub const WARNINGS: Text =
    Text { ja: "念のため確かめてください（{n}件）", en: "Please look again ({n})" };
/// More rows.
pub const ADD_ROWS: Text = Text { ja: "行を増やす", en: "More rows" };
/// A cell.
pub const ROW_FIELD: Text = Text { ja: "{row}行目 {column}", en: "Row {row}: {column}" };
/// Text of 「その他」.
pub const OTHER_TEXT: Text = Text { ja: "「その他」の内容", en: "What else" };
/// Sends a file.
pub const UPLOAD: Text = Text { ja: "ファイルを送る", en: "Send the file" };
/// Chooses a file.
pub const UPLOAD_LABEL: Text = Text { ja: "加えるファイル", en: "File to add" };
/// What is taken.
pub const UPLOAD_HINT: Text = Text {
    ja: "Word、Excel、PowerPoint、PDF、テキスト、CSV、画像、zipを送れます。",
    en: "Word, Excel, PowerPoint, PDF, text, CSV, images and zip files.",
};
/// Chooses nothing.
pub const NO_CHOICE: Text = Text { ja: "選ばない", en: "No choice" };
/// The island saves.
pub const SAVING: Text = Text { ja: "保存しています…", en: "Saving…" };
/// The island has saved.
pub const SAVED: Text = Text { ja: "下書き保存済み", en: "Draft saved" };
/// The island cannot reach the server.
pub const OFFLINE: Text = Text {
    ja: "通信できません。入力した内容はこの端末に残っています。つながると自動で保存します。",
    en: "No connection. What you typed is kept on this machine and is saved as soon as the connection is back.",
};
/// The same, and the machine keeps nothing.
pub const OFFLINE_UNKEPT: Text = Text {
    ja: "通信できません。つながると自動で保存します。この端末には残せないので、それまで画面を閉じないでください。",
    en: "No connection. What you typed is saved as soon as the connection is back. This machine cannot keep it: please leave the page open until then.",
};
/// The session has ended.
pub const SIGNED_OUT: Text = Text {
    ja: "ログインの時間が過ぎました。別の画面でログインし直すと、入力した内容を保存します。",
    en: "Your session has ended. Sign in again in another window and what you typed is saved.",
};
/// It cannot be saved any more.
pub const LOCKED: Text = Text {
    ja: "状態が変わったため保存できません。画面を開き直してください。",
    en: "The state has changed, so this cannot be saved. Please reopen the page.",
};
/// The same, and the machine keeps nothing.
pub const LOCKED_UNKEPT: Text = Text {
    ja: "状態が変わったため保存できません。この端末には残せないので、必要な入力を書き写してから、画面を開き直してください。",
    en: "The state has changed, so this cannot be saved. This machine cannot keep what you typed: please copy what you need, then reopen the page.",
};
/// A field was refused.
pub const REFUSED: Text = Text { ja: "この欄はまだ保存されていません：", en: "Not saved yet: " };
/// Somebody else saved the field.
pub const CONFLICT: Text =
    Text { ja: "{at}に{by}さんがこの欄を保存しました：", en: "{by} saved this field at {at}: " };
/// Keeps what I typed.
pub const KEEP_MINE: Text = Text { ja: "自分の入力で保存する", en: "Save mine" };
/// Takes what the other saved.
pub const TAKE_THEIRS: Text = Text { ja: "相手の入力を使う", en: "Use theirs" };
/// Unsent values were put back.
pub const RESTORED: Text = Text {
    ja: "前回送れなかった入力を戻しました。",
    en: "What could not be sent last time was put back.",
};
/// What was typed and never sent, and has no field any more.
pub const LEFT: Text = Text { ja: "送れなかった入力", en: "What could not be sent" };
/// What to do with it.
pub const LEFT_TEXT: Text = Text {
    ja: "次の入力は、保存されたことを確かめられないまま、この端末に残っています。回答の内容と見比べて、必要なら書き写してください。",
    en: "It is not known whether this was saved; it is kept on this machine. Please compare it with the answers and copy what you still need.",
};
/// Throws it away.
pub const LEFT_DISCARD: Text = Text { ja: "破棄する", en: "Throw it away" };
/// Before signing out while something is not saved.
pub const SIGN_OUT_ANYWAY: Text = Text {
    ja: "まだ保存されていない入力があります。ログアウトすると、この端末から消えます。ログアウトしますか。",
    en: "Something is not saved yet. It is removed from this machine when you sign out. Sign out all the same?",
};
/// Somebody else saved the field; without scripts.
pub const CONFLICT_PAGE: Text = Text {
    ja: "入力している間に{by}さんが{at}に「{text}」と保存しました。このまま保存すると、あなたの入力に置き換わります。",
    en: "While you were typing, {by} saved \"{text}\" ({at}). Saving now puts yours in its place.",
};
/// How far.
pub const ANSWERED: Text = Text { ja: "記入した設問", en: "Questions answered" };
/// Back to the form.
pub const BACK_TO_FORM: Text = Text { ja: "回答画面に戻る", en: "Back to the form" };
/// Name of the list of sections.
pub const SECTIONS: Text = Text { ja: "節", en: "Sections" };
/// Approval is needed.
pub const APPROVAL_NOTE: Text = Text {
    ja: "この調査は、団体内の決裁を受けてから提出します。",
    en: "Answers to this survey are approved inside the body before they are sent.",
};
