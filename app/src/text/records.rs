//! Words of the audit log and of the mails.

use super::Text;

/// What is done to something: its code in the log, and its name.
const VERBS: &[(&str, Text)] = &[
    ("accept", Text { ja: "受理", en: "accepted" }),
    ("add", Text { ja: "追加", en: "added" }),
    ("ask_approval", Text { ja: "決裁依頼", en: "approval asked" }),
    ("attach", Text { ja: "ファイルの追加", en: "file added" }),
    ("change", Text { ja: "変更", en: "changed" }),
    ("change_password", Text { ja: "パスワードの変更", en: "password changed" }),
    ("close", Text { ja: "終了・廃止", en: "closed" }),
    ("confirm", Text { ja: "確認", en: "confirmed" }),
    ("confirm_password", Text { ja: "パスワードの確認", en: "password asked" }),
    ("copy", Text { ja: "複写", en: "copied" }),
    ("create", Text { ja: "作成", en: "created" }),
    ("delete", Text { ja: "削除", en: "deleted" }),
    ("disable", Text { ja: "利用停止", en: "disabled" }),
    ("discard", Text { ja: "破棄", en: "discarded" }),
    ("download", Text { ja: "ダウンロード", en: "downloaded" }),
    ("enable", Text { ja: "利用再開", en: "enabled" }),
    ("end", Text { ja: "端末のログアウト", en: "ended" }),
    ("end_sessions", Text { ja: "全端末のログアウトとトークンの無効化", en: "all sessions and tokens ended" }),
    ("export", Text { ja: "一覧の出力", en: "exported" }),
    ("first_administrator", Text { ja: "最初の管理者の登録", en: "first administrator" }),
    ("import", Text { ja: "一覧の取込み", en: "list taken in" }),
    ("invite", Text { ja: "招待", en: "invited" }),
    ("label", Text { ja: "説明の変更", en: "relabelled" }),
    ("leave", Text { ja: "団体からの除外", en: "removed from the body" }),
    ("log_in", Text { ja: "ログイン", en: "signed in" }),
    ("log_out", Text { ja: "ログアウト", en: "signed out" }),
    ("message", Text { ja: "書き込み", en: "message posted" }),
    ("move", Text { ja: "並べ替え", en: "moved" }),
    ("open", Text { ja: "閲覧", en: "opened" }),
    ("publish", Text { ja: "公開・発出", en: "published" }),
    ("raise", Text { ja: "並べ替え", en: "moved up" }),
    ("read_link", Text { ja: "リンクの閲覧", en: "link read" }),
    ("refused", Text { ja: "権限による拒否", en: "refused" }),
    ("remind", Text { ja: "督促", en: "reminded" }),
    ("remove", Text { ja: "削除", en: "removed" }),
    ("reopen", Text { ja: "廃止の取消し", en: "reopened" }),
    ("request_reset", Text { ja: "再設定の申込み", en: "reset asked" }),
    ("retry", Text { ja: "再送", en: "sent again" }),
    ("revoke", Text { ja: "無効化", en: "revoked" }),
    ("save", Text { ja: "保存", en: "saved" }),
    ("send_back", Text { ja: "差戻し", en: "sent back" }),
    ("send_link", Text { ja: "リンクの送付", en: "link sent" }),
    ("set_password", Text { ja: "パスワードの設定", en: "password set" }),
    ("submit", Text { ja: "提出", en: "submitted" }),
    ("switch_body", Text { ja: "団体の切替え", en: "body switched" }),
    ("take_back", Text { ja: "取戻し", en: "taken back" }),
    ("verify", Text { ja: "検証", en: "verified" }),
    ("withdraw", Text { ja: "取下げ", en: "withdrawn" }),
];

/// What something is done to: its code in the log, and its name.
const NOUNS: &[(&str, Text)] = &[
    ("access", Text { ja: "アクセス", en: "Access" }),
    ("account", Text { ja: "利用者", en: "Account" }),
    ("answers", Text { ja: "回答", en: "Answers" }),
    ("attachment", Text { ja: "添付ファイル", en: "File" }),
    ("audit", Text { ja: "操作の記録", en: "Audit log" }),
    ("body", Text { ja: "団体", en: "Body" }),
    ("contact", Text { ja: "担当者", en: "Contact" }),
    ("group", Text { ja: "送付先グループ", en: "List of bodies" }),
    ("mail", Text { ja: "メール", en: "Mail" }),
    ("notice", Text { ja: "通知", en: "Notice" }),
    ("session", Text { ja: "認証", en: "Session" }),
    ("survey", Text { ja: "調査", en: "Survey" }),
    ("token", Text { ja: "トークン", en: "Token" }),
];

/// Thing and deed in one.
const ACTION: Text = Text { ja: "{noun}：{verb}", en: "{noun}: {verb}" };

/// The words for an action such as `notice.publish`; its code where it has none yet.
pub fn action(code: &str, lang: super::Lang) -> String {
    let named = |words: &[(&str, Text)], part: &str| {
        words.iter().find(|(known, _)| *known == part).map(|(_, text)| text.get(lang))
    };
    let words = code.split_once('.').and_then(|(noun, verb)| Some((named(NOUNS, noun)?, named(VERBS, verb)?)));
    words.map_or_else(|| code.to_owned(), |(noun, verb)| ACTION.fill(lang, &[("noun", noun), ("verb", verb)]))
}

/// Heading of the filters.
pub const FILTER: Text = Text { ja: "絞り込み", en: "Filters" };
/// Part of the code of an action.
pub const ACTION_PART: Text = Text { ja: "操作の記号", en: "Code of the action" };
/// What is typed there.
pub const ACTION_HINT: Text =
    Text { ja: "例：notice.publish、log_in、export", en: "Such as notice.publish, log_in, export" };
/// Part of an object or a name.
pub const OBJECT_PART: Text = Text { ja: "対象又は氏名", en: "Object or person" };
/// Only what was refused.
pub const REFUSED_ONLY: Text = Text { ja: "拒否されたものだけ", en: "Only what was refused" };
/// Shows what the filters leave.
pub const SHOW: Text = Text { ja: "絞り込む", en: "Show" };
/// Takes the filters away.
pub const CLEAR: Text = Text { ja: "条件を消す", en: "Clear" };
/// Number of an event.
pub const SEQ: Text = Text { ja: "番号", en: "No." };
/// When.
pub const AT: Text = Text { ja: "日時", en: "When" };
/// Who.
pub const WHO: Text = Text { ja: "操作した人", en: "Who" };
/// Nobody signed in.
pub const NOBODY: Text = Text { ja: "（ログイン前）", en: "(not signed in)" };
/// From where.
pub const IP: Text = Text { ja: "接続元", en: "From" };
/// The session or token that it was done with.
pub const SESSION: Text = Text { ja: "識別番号 {id}", en: "Session {id}" };
/// What.
pub const WHAT: Text = Text { ja: "操作", en: "What" };
/// To what.
pub const OBJECT: Text = Text { ja: "対象", en: "Object" };
/// Result.
pub const RESULT: Text = Text { ja: "結果", en: "Result" };
/// Done.
pub const DONE: Text = Text { ja: "実行", en: "Done" };
/// Refused.
pub const REFUSED: Text = Text { ja: "拒否", en: "Refused" };
/// Details.
pub const DETAIL: Text = Text { ja: "詳細", en: "Details" };
/// Nothing found.
pub const NO_EVENTS: Text = Text {
    ja: "該当する記録はありません（0件）。条件を減らしてください。",
    en: "Nothing found (0). Please use fewer conditions.",
};
/// Follows the chain.
pub const VERIFY: Text = Text { ja: "記録を検証する", en: "Verify the log" };
/// Title of its report.
pub const VERIFIED: Text = Text { ja: "記録の検証", en: "Verification of the log" };
/// What is done.
pub const VERIFY_LEAD: Text = Text {
    ja: "記録は1件ごとに前の記録とつながる値（ハッシュ）を持っています。最初の記録から順に計算し直し、書き換えや抜き取りがないことを確かめます。",
    en: "Each event holds a hash that depends on the one before. All are computed again from the first one, to find events that were changed or taken out.",
};
/// It is whole.
pub const WHOLE: Text =
    Text { ja: "記録は全て正しくつながっています（{n}件）", en: "The log is whole ({n} events)" };
/// It is broken.
pub const BROKEN: Text = Text {
    ja: "番号{seq}の記録が、書き換えられたか抜き取られています",
    en: "Event no. {seq} was changed or taken out",
};
/// What to do then.
pub const BROKEN_TEXT: Text = Text {
    ja: "それより前の{n}件は正しくつながっています。データベースに直接触れた人がいないかを確かめ、控え（バックアップ）と比べてください。",
    en: "The {n} events before it are right. Please find out who has touched the database itself, and compare it with a backup.",
};
/// Back to the log.
pub const BACK: Text = Text { ja: "操作の記録に戻る", en: "Back to the log" };
/// All mails.
pub const ALL: Text = Text { ja: "全て", en: "All" };
/// Name of the tabs.
pub const STATES: Text = Text { ja: "状態", en: "State" };
/// Caption of the mails.
pub const MAILS: Text = Text { ja: "メール", en: "Mails" };
/// No mails.
pub const NO_MAILS: Text =
    Text { ja: "該当するメールはありません（0件）。", en: "There are no such mails (0)." };
/// Written.
pub const WRITTEN: Text = Text { ja: "作成日時", en: "Written" };
/// Recipient.
pub const RECIPIENT: Text = Text { ja: "宛先", en: "To" };
/// Subject.
pub const SUBJECT: Text = Text { ja: "件名", en: "Subject" };
/// Tries.
pub const ATTEMPTS: Text = Text { ja: "送信の試み", en: "Tries" };
/// How many.
pub const ATTEMPTS_COUNT: Text = Text { ja: "{n}回", en: "{n}" };
/// Next try.
pub const NEXT_TRY: Text = Text { ja: "次に送る日時", en: "Next try" };
/// Sent.
pub const SENT_AT: Text = Text { ja: "送信日時", en: "Sent" };
/// What the mail server said.
pub const LAST_ERROR: Text = Text { ja: "直前のエラー", en: "Last error" };
/// Text of a mail.
pub const TEXT: Text = Text { ja: "本文", en: "Text" };
/// Sends it again.
pub const RETRY: Text = Text { ja: "もう一度送る", en: "Send it again" };
/// Without a mail server.
pub const KEPT_NOTE: Text = Text {
    ja: "メールサーバーが設定されていないため、送らずに保管しています。本文のリンクは、宛先の本人に直接渡してください。見たことは記録に残ります。",
    en: "No mail server is configured, so this mail is kept. Please hand its link to the recipient yourself. That you have seen it is recorded.",
};

#[cfg(test)]
mod tests {
    use super::{super::Lang, action};

    #[test]
    fn actions_have_words_and_unknown_ones_keep_their_code() {
        assert_eq!(action("notice.publish", Lang::Ja), "通知：公開・発出");
        assert_eq!(action("session.log_in", Lang::En), "Session: signed in");
        assert_eq!(action("notice.explode", Lang::Ja), "notice.explode");
        assert_eq!(action("odd", Lang::Ja), "odd");
    }
}
