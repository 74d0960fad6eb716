//! Mails about surveys: title, deadline and link. Japanese first, English below.

use app::domain::{calendar::Deadline, lang::Lang};

use crate::store::{addressees::Recipient, assignments::Case, outbox::NewMail, surveys::Survey};

/// A survey has been opened.
pub fn opened(survey: &Survey, owner: &str, to: &Recipient, link: &str) -> NewMail {
    let deadline = Deadline::from_instant(survey.deadline);
    let number = survey.number.as_deref().map(|number| format!("番号　{number}\n")).unwrap_or_default();
    NewMail {
        event_key: format!("survey_opened:{}:{}:{}", survey.id, to.body, to.account),
        kind: "survey_opened",
        subject: format!("【回覧】{}（回答期限 {}）", survey.title, deadline.format(Lang::Ja)),
        text: format!(
            "{} 様\n\n{owner}から調査の依頼が届きました。\n\n件名　{}\n{number}期限　{}\n\n次の画面で回答してください。\n{link}\n\n\
             -- \n{owner} asks for answers to \"{}\" by {}. Please answer on the page above.\n",
            to.name,
            survey.title,
            deadline.format(Lang::Ja),
            survey.title,
            deadline.format(Lang::En),
        ),
        ..addressed(to)
    }
}

/// The deadline is near and nothing was sent. `days` is how many days on which offices are open are left.
pub fn due(survey: &Survey, days: i64, to: &Recipient, link: &str) -> NewMail {
    let deadline = Deadline::from_instant(survey.deadline);
    NewMail {
        event_key: format!("survey_due:{}:{days}:{}:{}:{}", survey.id, deadline.date, to.body, to.account),
        kind: "survey_due",
        subject: format!("【回覧】回答期限まであと{days}開庁日です：{}", survey.title),
        text: format!(
            "{} 様\n\n次の調査の回答が、まだ提出されていません。\n\n件名　{}\n期限　{}\n\n次の画面で回答してください。\n{link}\n\n\
             行き違いで提出済みのときは、このメールは破棄してください。\n\n\
             -- \nThe answers to \"{}\" have not been submitted yet. They are due by {}.\n",
            to.name,
            survey.title,
            deadline.format(Lang::Ja),
            survey.title,
            deadline.format(Lang::En),
        ),
        ..addressed(to)
    }
}

/// Answers were sent back.
pub fn sent_back(case: &Case, reason: &str, to: &Recipient, link: &str) -> NewMail {
    let deadline = Deadline::from_instant(case.deadline);
    let assignment = &case.assignment;
    NewMail {
        event_key: format!("sent_back:{}:{}:{}", assignment.id, assignment.version, to.account),
        kind: "sent_back",
        subject: format!("【回覧】回答が差し戻されました：{}", case.title),
        text: format!(
            "{} 様\n\n提出された回答が差し戻されました。\n\n件名　{}\n理由　{reason}\n期限　{}\n\n\
             次の画面で直して、もう一度提出してください。\n{link}\n\n\
             -- \nThe answers to \"{}\" were sent back. Please correct them on the page above and submit them again.\n",
            to.name,
            case.title,
            deadline.format(Lang::Ja),
            case.title,
        ),
        ..addressed(to)
    }
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
