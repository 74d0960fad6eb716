//! Mails to people about their accounts: invited, given one more body, and what was done with the account (ASVS 6.3.7).

use app::domain::{calendar::format_instant, lang::Lang};
use app::ports::contacts::DirectoryBody;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::store::{accounts::Credentials, outbox::NewMail};

/// The link by which an invited person sets a password. `request` tells one invitation from the next.
pub fn invitation(account: &Credentials, body: &DirectoryBody, link: &str, request: Uuid) -> NewMail {
    NewMail {
        event_key: format!("invitation:{request}:{}", account.id),
        recipient: account.email.clone(),
        recipient_name: account.name.clone(),
        body: Some(body.id),
        kind: "invitation",
        subject: format!("【回覧】{}の利用者として招待されました", body.name),
        text: format!(
            "{} 様\n\n{}の利用者として招待されました。\n\
             次のリンクから、72時間以内にパスワードを設定してください。リンクは1回だけ使えます。\n{link}\n\n\
             期限が過ぎたときは、団体の管理者に新しい招待を頼んでください。\n\n\
             -- \nYou were invited to Kairan. Please set your password within 72 hours by the link above;\n\
             it works once. Afterwards, please ask your administrator for a new invitation.\n",
            account.name, body.name
        ),
    }
}

/// Somebody who has an account may act for one more body. `request` tells this time from one before: who has left can come
/// again.
pub fn joined(account: &Credentials, body: &DirectoryBody, home: &str, request: Uuid) -> NewMail {
    NewMail {
        event_key: format!("joined:{request}:{}", account.id),
        recipient: account.email.clone(),
        recipient_name: account.name.clone(),
        body: Some(body.id),
        kind: "joined",
        subject: format!("【回覧】{}としても操作できるようになりました", body.name),
        text: format!(
            "{} 様\n\n{}の利用者に加わりました。\n\
             ログインした後、画面の右上の「団体を切り替える」から選んでください。\n{home}\n\n\
             -- \nYou may now act for one more body in Kairan. Sign in and choose \"Act for another body\".\n",
            account.name, body.name
        ),
    }
}

/// The owner has changed the password.
pub fn password_changed(account: &Credentials, request: Uuid) -> NewMail {
    let ja =
        "あなたのパスワードが変更されました。ほかの端末からはログアウトしました。API用のトークンは有効のままです。";
    let en = "Your password was changed, and your other sessions have ended. API tokens stay valid.";
    about_account(account, "password_changed", request, "パスワードが変更されました", ja, en)
}

/// The password was set anew by a link, which has made `tokens` REST tokens void.
pub fn password_reset(account: &Credentials, tokens: u64, request: Uuid) -> NewMail {
    let ja = format!(
        "再設定のリンクから、あなたのパスワードが設定し直されました。\n\
         すべての端末からログアウトし、API用のトークン（{tokens}個）も無効になりました。"
    );
    let en = format!("Your password was set anew by a link. All your sessions and API tokens ({tokens}) have ended.");
    about_account(account, "password_reset", request, "パスワードが再設定されました", &ja, &en)
}

/// A token for REST was made, which lives until `expires_at`.
pub fn token_made(account: &Credentials, name: &str, expires_at: DateTime<Utc>, request: Uuid) -> NewMail {
    let [until, until_en] = [Lang::Ja, Lang::En].map(|lang| format_instant(expires_at, lang));
    let ja = format!("あなたの名前でAPI用のトークン「{name}」が作られました。期限は{until}です。");
    let en = format!("The API token \"{name}\" was made in your name. It lives until {until_en}.");
    about_account(account, "token_made", request, "API用のトークンが作られました", &ja, &en)
}

/// Something was done that only the owner of the account may do.
fn about_account(account: &Credentials, kind: &'static str, request: Uuid, title: &str, ja: &str, en: &str) -> NewMail {
    NewMail {
        event_key: format!("{kind}:{request}:{}", account.id),
        recipient: account.email.clone(),
        recipient_name: account.name.clone(),
        body: None,
        kind,
        subject: format!("【回覧】{title}"),
        text: format!(
            "{} 様\n\n{ja}\n\n\
             心当たりがないときは、すぐにログイン画面からパスワードを再設定し、所属する団体の管理者に連絡してください。\n\n\
             -- \n{en}\n\
             If this was not you, reset your password at once and tell the administrator of your body.\n",
            account.name
        ),
    }
}
