//! Mails about notices: a title and a link, never the document. Japanese first, English below.

use app::domain::{calendar::format_date, lang::Lang};
use chrono::NaiveDate;

use crate::store::{addressees::Recipient, notices::Notice, outbox::NewMail};

/// A notice has come. `sender` is the body that sent it.
pub fn published(to: &Recipient, notice: &Notice, sender: &str, link: &str) -> NewMail {
    let (kind, title, number) = (notice.content.kind.text().ja, &notice.content.title, number(notice));
    let (by_ja, by_en) = confirm_by(notice);
    let (asks_ja, asks_en) = if notice.content.needs_confirm {
        ("次のリンクから内容を確かめ、「確認」を押してください。", format!(" and press \"Confirm\"{by_en}"))
    } else {
        ("次のリンクから内容を確かめてください。", String::new())
    };
    NewMail {
        event_key: format!("notice_published:{}:{}", notice.id, to.account),
        kind: "notice_published",
        subject: format!("【回覧】{title}"),
        text: format!(
            "{} 様\n\n{sender}から{kind}が届きました。\n\n件名: {title}\n{number}{by_ja}\n{asks_ja}\n{link}\n\n\
             -- \nA new notice from {sender} has arrived. Please read it by the link above{asks_en}.\n",
            to.name
        ),
        ..addressed(to)
    }
}

/// The body has not confirmed a notice. Once a day in Japan for each person.
pub fn reminder(to: &Recipient, notice: &Notice, day: NaiveDate, sender: &str, link: &str) -> NewMail {
    let (title, number) = (&notice.content.title, number(notice));
    let (by_ja, by_en) = confirm_by(notice);
    NewMail {
        event_key: format!("notice_reminder:{}:{day}:{}", notice.id, to.account),
        kind: "notice_reminder",
        subject: format!("【回覧】確認をお願いします：{title}"),
        text: format!(
            "{} 様\n\n{sender}からの次の通知が、まだ確認されていません。\n\n件名: {title}\n{number}{by_ja}\n\
             次のリンクから内容を確かめ、「確認」を押してください。\n{link}\n\n\
             行き違いで確認済みのときは、このメールは破棄してください。\n\n\
             -- \nYour body has not confirmed this notice from {sender} yet. Please read it by the link above and \
             press \"Confirm\"{by_en}.\nIf somebody has done so meanwhile, ignore this mail.\n",
            to.name
        ),
        ..addressed(to)
    }
}

fn number(notice: &Notice) -> String {
    notice.content.number.as_deref().map(|number| format!("番号: {number}\n")).unwrap_or_default()
}

/// By when it is to be confirmed, where a day is set: a line in Japanese, the end of a sentence in English.
fn confirm_by(notice: &Notice) -> (String, String) {
    let Some(day) = notice.content.confirm_by else { return (String::new(), String::new()) };
    (format!("確認期限: {}\n", format_date(day, Lang::Ja)), format!(" by {}", format_date(day, Lang::En)))
}

fn addressed(to: &Recipient) -> NewMail {
    NewMail {
        event_key: String::new(),
        recipient: to.email.clone(),
        recipient_name: to.name.clone(),
        body: Some(to.body),
        kind: "",
        subject: String::new(),
        text: String::new(),
    }
}
