//! Mails about passwords. Japanese first, English below.

use uuid::Uuid;

use crate::store::{accounts::Credentials, outbox::NewMail};

/// The link that resets a password. `request` tells one request from the next.
pub fn reset(account: &Credentials, link: &str, request: Uuid) -> NewMail {
    NewMail {
        event_key: format!("reset:{request}:{}", account.id),
        recipient: account.email.clone(),
        recipient_name: account.name.clone(),
        body: None,
        kind: "reset",
        subject: "【回覧】パスワードの再設定".to_owned(),
        text: format!(
            "{} 様\n\n次のリンクから、15分以内に新しいパスワードを設定してください。\n{link}\n\n\
             心当たりがないときは、このメールは破棄してください。パスワードは変わりません。\n\n\
             -- \nPlease set a new password within 15 minutes by the link above.\n\
             If you did not ask for it, ignore this mail; nothing changes.\n",
            account.name
        ),
    }
}
