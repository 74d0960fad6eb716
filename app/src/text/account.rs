//! Words of log-in, links and the own account.

use super::Text;

/// What the page of log-in is for.
pub const LOGIN_LEAD: Text = Text {
    ja: "県と市町村の通知、調査及び担当者名簿を扱います。",
    en: "Notices, surveys and the directory of the prefecture and its municipalities.",
};
/// A form was sent after the session had ended.
pub const SESSION_ENDED: Text = Text {
    ja: "ログインの有効時間が過ぎました",
    en: "You were signed out because your session has ended",
};
/// What becomes of the form.
pub const SESSION_ENDED_TEXT: Text = Text {
    ja: "入力した内容は残っています。もう一度ログインすると、続きから始められます。",
    en: "What you typed is kept. Sign in again to go on where you were.",
};
/// Mail address.
pub const EMAIL: Text = Text { ja: "メールアドレス", en: "Mail address" };
/// Password.
pub const PASSWORD: Text = Text { ja: "パスワード", en: "Password" };
/// To the page that sends a reset link.
pub const FORGOTTEN: Text = Text { ja: "パスワードを忘れたとき", en: "Forgot your password?" };
/// Who has no account.
pub const NO_ACCOUNT: Text = Text {
    ja: "利用者の登録は、所属する団体の管理者が行います。",
    en: "Accounts are made by the administrator of your body.",
};
/// Asks for a reset link.
pub const RESET: Text = Text { ja: "パスワードの再設定", en: "Reset your password" };
/// What becomes of it.
pub const RESET_LEAD: Text = Text {
    ja: "登録したメールアドレスに、再設定のリンクを送ります。リンクは15分間、1回だけ使えます。",
    en: "A link is sent to your registered mail address. It works once, within 15 minutes.",
};
/// Sends the link.
pub const RESET_SEND: Text = Text { ja: "リンクを送る", en: "Send the link" };
/// Nothing arrives.
pub const RESET_NOTHING: Text = Text {
    ja: "メールが届かないときは、迷惑メールの振り分けを確かめ、所属する団体の管理者に連絡してください。",
    en: "If no mail arrives, look into the junk folder and ask the administrator of your body.",
};
/// Back to log-in.
pub const TO_LOGIN: Text = Text { ja: "ログイン画面に戻る", en: "Back to sign-in" };
/// Sets the first password.
pub const INVITATION: Text = Text { ja: "パスワードの設定", en: "Set your password" };
/// For whom.
pub const LINK_LEAD: Text =
    Text { ja: "{email}のパスワードを設定します。", en: "This sets the password of {email}." };
/// Asks for the password once more.
pub const CONFIRM: Text = Text { ja: "パスワードの確認", en: "Confirm your password" };
/// Why.
pub const CONFIRM_LEAD: Text = Text {
    ja: "すべての団体の回答を保存する前に、離席中にほかの人が持ち出すことのないよう、パスワードを確認します。確認は5分間有効です。",
    en: "Before the answers of all bodies are saved, your password is asked once more, so that nobody takes them out while you are away. This holds for 5 minutes.",
};
/// Confirms it.
pub const CONFIRM_SEND: Text = Text { ja: "確認して進む", en: "Confirm and go on" };
/// Does nothing.
pub const CONFIRM_BACK: Text = Text { ja: "保存せずに戻る", en: "Back without saving" };
/// New password.
pub const NEW: Text = Text { ja: "新しいパスワード", en: "New password" };
/// The rule.
pub const NEW_HINT: Text = Text {
    ja: "12文字以上128文字以下。日本語や空白も使えます。推測されやすい言葉だけのものは使えません。",
    en: "12 to 128 characters; any script and spaces may be used. Passwords that are easy to guess are refused.",
};
/// Once more.
pub const REPEAT: Text =
    Text { ja: "新しいパスワード（確認のためもう一度）", en: "New password, once more" };
/// What a reset ends.
pub const RESET_ENDS: Text = Text {
    ja: "設定すると、すべての端末からログアウトし、API用のトークンもすべて無効になります。",
    en: "This ends all your sessions and makes all your API tokens void.",
};
/// Sets it.
pub const SET: Text = Text { ja: "パスワードを設定する", en: "Set the password" };
/// The link is over.
pub const EXPIRED: Text = Text { ja: "このリンクは使えません", en: "This link does not work any more" };
/// What to do.
pub const EXPIRED_TEXT: Text = Text {
    ja: "期限を過ぎたか、既に使われています。パスワードの再設定から、新しいリンクを受け取ってください。招待のリンクのときは、所属する団体の管理者に再送を頼んでください。",
    en: "It is too old or was used before. Ask for a new link. If it was an invitation, the administrator of your body can send another.",
};
/// A new link.
pub const NEW_LINK: Text = Text { ja: "新しいリンクを受け取る", en: "Get a new link" };
/// Who I am.
pub const WHO: Text = Text { ja: "登録の内容", en: "Who you are" };
/// Name.
pub const NAME: Text = Text { ja: "氏名", en: "Name" };
/// Body.
pub const BODY: Text = Text { ja: "団体", en: "Body" };
/// Role.
pub const ROLE: Text = Text { ja: "役割", en: "Role" };
/// Who changes that.
pub const WHO_NOTE: Text = Text {
    ja: "氏名や役割に誤りがあるときは、所属する団体の管理者に連絡してください。",
    en: "If something is wrong, ask the administrator of your body.",
};
/// Only one body.
pub const ONE_BODY: Text = Text {
    ja: "切り替えられる団体はほかにありません。",
    en: "There is no other body you can act for.",
};
/// Acts for it now.
pub const ACTING_NOW: Text = Text { ja: "操作中", en: "acting now" };
/// Switches to it.
pub const SWITCH: Text = Text { ja: "切り替える", en: "Act for it" };
/// Changes the password.
pub const CHANGE: Text = Text { ja: "パスワードの変更", en: "Change your password" };
/// What that does.
pub const CHANGE_NOTE: Text = Text {
    ja: "変更すると、この端末以外からはログアウトします。",
    en: "All your other sessions end when you change it.",
};
/// Current password.
pub const CURRENT: Text = Text { ja: "現在のパスワード", en: "Current password" };
/// Changes it.
pub const CHANGE_DO: Text = Text { ja: "パスワードを変更する", en: "Change the password" };
/// Own sessions.
pub const SESSIONS: Text = Text { ja: "ログイン中の端末", en: "Where you are signed in" };
/// What to do about strangers.
pub const SESSIONS_NOTE: Text = Text {
    ja: "覚えのない端末があるときは、ログアウトさせて、パスワードを変更してください。",
    en: "If you do not know one of these, end it and change your password.",
};
/// Program.
pub const AGENT: Text = Text { ja: "端末", en: "Program" };
/// Address.
pub const IP: Text = Text { ja: "接続元", en: "Address" };
/// Since when.
pub const SINCE: Text = Text { ja: "ログイン日時", en: "Signed in" };
/// Last use.
pub const SEEN: Text = Text { ja: "最後の操作", en: "Last used" };
/// What can be done.
pub const ACT: Text = Text { ja: "操作", en: "Actions" };
/// This one.
pub const THIS_ONE: Text = Text { ja: "この端末", en: "This one" };
/// Ends it.
pub const END: Text = Text { ja: "ログアウトさせる", en: "End" };
/// A program without a known name.
pub const OTHER_AGENT: Text = Text { ja: "その他のプログラム", en: "Another program" };
