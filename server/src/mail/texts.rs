//! The texts of mails: a title, a deadline and a link, never the document. Japanese first, English below.

use uuid::Uuid;

use crate::store::{accounts::Credentials, addressees::Recipient, notices::Notice, outbox::NewMail};

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

/// A notice has come. `sender` is the body that sent it.
pub fn notice_published(to: &Recipient, notice: &Notice, sender: &str, link: &str) -> NewMail {
    let content = &notice.content;
    let number = content.number.as_deref().map(|number| format!("番号: {number}\n")).unwrap_or_default();
    let kind = content.kind.text().ja;
    NewMail {
        event_key: format!("notice_published:{}:{}", notice.id, to.account),
        recipient: to.email.clone(),
        recipient_name: to.name.clone(),
        body: Some(to.body),
        kind: "notice_published",
        subject: format!("【回覧】{}", content.title),
        text: format!(
            "{} 様\n\n{sender}から{kind}が届きました。\n\n件名: {}\n{number}\n\
             次のリンクから内容を確かめ、「確認」を押してください。\n{link}\n\n\
             -- \nA new notice from {sender} has arrived. Please read it by the link above and press \"Confirm\".\n",
            to.name, content.title
        ),
    }
}
