//! Words of the own tokens and log-ins.

use super::Text;

/// Heading of the tokens.
pub const TOKENS: Text = Text { ja: "REST APIのトークン", en: "Tokens for REST" };
/// What they are for.
pub const TOKENS_NOTE: Text = Text {
    ja: "ほかのシステムから回覧を使うための鍵です。あなたと同じ団体、同じ役割で操作できます。人に渡さないでください。",
    en: "Keys by which other systems use Kairan. They act as you do: same body, same role. Never hand them on.",
};
/// No tokens.
pub const NONE: Text = Text { ja: "有効なトークンはありません。", en: "You have no valid tokens." };
/// What it is for.
pub const NAME: Text = Text { ja: "用途の名前", en: "What it is for" };
/// For which body.
pub const BODY: Text = Text { ja: "団体", en: "Body" };
/// When it was made.
pub const MADE: Text = Text { ja: "作成日時", en: "Made" };
/// When it ends.
pub const ENDS: Text = Text { ja: "有効期限", en: "Ends" };
/// No end.
pub const NO_END: Text = Text { ja: "なし", en: "never" };
/// Makes it void.
pub const REVOKE: Text = Text { ja: "無効にする", en: "Make void" };
/// A new one.
pub const NEW: Text = Text { ja: "トークンを作る", en: "Make a token" };
/// How long it lives.
pub const DAYS: Text = Text { ja: "有効日数", en: "Days it lives" };
/// The range.
pub const DAYS_HINT: Text = Text { ja: "1日から366日まで", en: "1 to 366" };
/// The unit.
pub const DAYS_UNIT: Text = Text { ja: "日", en: "days" };
/// The own password.
pub const CURRENT: Text = Text { ja: "確認のため、現在のパスワード", en: "Your password, to confirm" };
/// It was made.
pub const CREATED: Text = Text { ja: "トークンを作りました", en: "The token was made" };
/// It is shown once.
pub const CREATED_NOTE: Text = Text {
    ja: "次の値はこの画面でしか見られません。今すぐ写して、安全な場所に保管してください。",
    en: "This value is shown here only. Please copy it now and keep it in a safe place.",
};
/// The secret.
pub const SECRET: Text = Text { ja: "トークンの値", en: "Value of the token" };
/// Heading of the log-ins.
pub const SIGN_INS: Text = Text { ja: "最近のログイン", en: "Recent sign-ins" };
/// What to do about strangers.
pub const SIGN_INS_NOTE: Text = Text {
    ja: "覚えのないログインがあるときは、パスワードを変更し、所属する団体の管理者に連絡してください。",
    en: "If you do not know one of these, change your password and tell the administrator of your body.",
};
/// The log-in before this one.
pub const LAST: Text =
    Text { ja: "前回のログイン：{at}（接続元 {ip}）", en: "Your sign-in before this one: {at} from {ip}" };
/// When.
pub const AT: Text = Text { ja: "日時", en: "When" };
/// From where.
pub const IP: Text = Text { ja: "接続元", en: "From" };
/// Result.
pub const RESULT: Text = Text { ja: "結果", en: "Result" };
/// Let in.
pub const LET_IN: Text = Text { ja: "成功", en: "Let in" };
/// Refused.
pub const REFUSED: Text = Text { ja: "失敗", en: "Refused" };
