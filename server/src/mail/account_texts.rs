//! Mails to people who are given an account or one more body.

use app::ports::contacts::DirectoryBody;
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

/// Somebody who has an account may act for one more body.
pub fn joined(account: &Credentials, body: &DirectoryBody, home: &str) -> NewMail {
    NewMail {
        event_key: format!("joined:{}:{}", body.id, account.id),
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
