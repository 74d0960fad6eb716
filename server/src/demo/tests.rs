//! The demo as a whole: the same each time, complete, and believable.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use app::domain::assignment::AssignmentState;
use app::domain::body_code::BodyCode;
use app::domain::form::{QuestionKind, check_complete};
use app::domain::notice::{DeliveryState, NoticeKind};
use app::domain::survey::SurveyState;
use chrono::NaiveDate;

use super::model::{Attachment, FileContent, Notice};
use super::office::Format;
use super::testing::{extracted, mojibake};
use super::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn day(year: i32, month: u32, date: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, date).unwrap_or_default()
}

/// Made once for all tests that only look.
static WORLD: LazyLock<Option<DemoWorld>> = LazyLock::new(|| generate(day(2026, 11, 22)).ok());

fn world() -> Result<&'static DemoWorld, &'static str> {
    WORLD.as_ref().ok_or("the demo cannot be made")
}

#[test]
fn the_same_day_gives_the_same_world() -> Outcome {
    let again = generate(day(2026, 11, 22))?;
    assert!(*world()? == again, "the same seed and day");
    assert!(generate(day(2026, 11, 25))? != again);
    Ok(())
}

#[test]
fn it_is_as_large_as_promised_on_any_day() -> Outcome {
    for today in [day(2026, 4, 1), day(2026, 8, 14), day(2027, 3, 31)] {
        let world = generate(today)?;
        assert_eq!(world.bodies.len(), 53, "{today}");
        assert_eq!(world.notices.len(), 400, "{today}");
        assert_eq!(world.surveys.len(), 30, "{today}");
        assert!((160..=190).contains(&world.accounts.len()), "{}", world.accounts.len());
        assert!((280..=360).contains(&world.contacts.len()), "{}", world.contacts.len());
        assert!((36..=42).contains(&world.threads.len()), "{today} {}", world.threads.len());
        assert!((25..=35).contains(&world.tags.len()), "{}", world.tags.len());
        let files: usize = world.notices.iter().map(|notice| notice.attachments.len()).sum();
        assert!((550..=800).contains(&files), "{today} {files}");
        let years: BTreeSet<i32> = world.notices.iter().map(|notice| notice.fiscal_year).collect();
        assert!(years.len() >= 2 && years.len() <= 3, "{today} {years:?}");
    }
    Ok(())
}

#[test]
fn bodies_are_those_of_the_prefecture() -> Outcome {
    let world = world()?;
    let codes: Vec<&str> = world.bodies.iter().filter_map(|body| body.code.as_deref()).collect();
    assert_eq!(codes.len(), 36);
    for code in &codes {
        assert_eq!(BodyCode::parse(code).map(|code| code.to_string()).as_deref(), Ok(*code));
    }
    for (code, name) in [("040002", "宮城県"), ("041009", "仙台市"), ("042021", "石巻市"), ("044245", "大衡村")]
    {
        assert!(world.bodies.iter().any(|body| body.code.as_deref() == Some(code) && body.name == name), "{name}");
    }
    assert!(world.bodies.is_sorted_by_key(|body| &body.sort_key));
    Ok(())
}

#[test]
fn nothing_happens_today_or_later() -> Outcome {
    let today = day(2026, 11, 22);
    let limit = calendar::instant(today, 0);
    let world = world()?;
    for notice in &world.notices {
        assert!(notice.published_at < limit, "{}", notice.key);
        for delivery in &notice.deliveries {
            let stamps = delivery.opened.iter().chain(&delivery.confirmed);
            assert!(stamps.clone().all(|stamp| stamp.at < limit && stamp.at > notice.published_at), "{}", notice.key);
        }
    }
    for assignment in world.surveys.iter().flat_map(|survey| &survey.assignments) {
        assert!(assignment.history.iter().all(|step| step.stamp.at < limit));
        assert!(assignment.history.is_sorted_by_key(|step| step.stamp.at));
    }
    assert!(world.threads.iter().flat_map(|thread| &thread.messages).all(|message| message.stamp.at < limit));
    Ok(())
}

#[test]
fn addresses_are_unique_and_nowhere_real() -> Outcome {
    let world = world()?;
    let emails: HashSet<&str> = world.accounts.iter().map(|account| account.email.as_str()).collect();
    assert_eq!(emails.len(), world.accounts.len());
    let mut addresses: Vec<String> = world.accounts.iter().map(|account| account.email.clone()).collect();
    for contact in &world.contacts {
        addresses.push(contact.mail_lgwan.clone());
        addresses.extend(contact.mail_internet.clone());
    }
    for address in &addresses {
        assert!(address.ends_with(".example"), "{address}");
        assert!(app::domain::person::email(address).is_ok_and(|email| email.is_some()), "{address}");
    }
    let texts = world.notices.iter().map(|notice| notice.body.clone()).chain(addresses);
    for text in texts {
        for (_, host) in text.match_indices('@').filter_map(|(at, _)| text.split_at_checked(at)) {
            let host: String =
                host.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || ".-".contains(*c)).collect();
            assert!(host.ends_with(".example"), "{host}");
        }
    }
    Ok(())
}

#[test]
fn notices_are_complete_sentences_of_their_year() -> Outcome {
    let world = world()?;
    for notice in &world.notices {
        let lines = notice.body.lines().count();
        assert!((5..=40).contains(&lines), "{} has {lines} lines", notice.key);
        for text in [&notice.title, &notice.body] {
            assert!(!text.contains(['{', '}']) && !mojibake(text), "{}: {text}", notice.key);
        }
        assert_eq!(notice.number.is_none(), notice.kind == NoticeKind::Memo, "{}", notice.key);
        assert!(!notice.tags.is_empty() && notice.tags.iter().all(|tag| world.tags.contains(tag)), "{}", notice.key);
        assert!(!notice.deliveries.is_empty(), "{}", notice.key);
        assert!(notice.due_on.is_none_or(|due| due > notice.issued_on), "{}", notice.key);
    }
    let subjects: HashSet<&str> = world.notices.iter().filter_map(|n| n.key.split('@').next()).collect();
    assert!(subjects.len() >= 120, "{}", subjects.len());
    let numbers: Vec<(i32, &String)> =
        world.notices.iter().filter_map(|n| Some((n.fiscal_year, n.number.as_ref()?))).collect();
    assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len(), "numbers repeat");
    Ok(())
}

#[test]
fn old_notices_are_confirmed_and_new_ones_partly_unread() -> Outcome {
    let world = world()?;
    let share = |notices: &[Notice], state| {
        let asked = notices.iter().filter(|notice| notice.card.needs_confirm);
        let all: Vec<_> = asked.flat_map(|notice| &notice.deliveries).collect();
        100 * all.iter().filter(|delivery| delivery.state == state).count() / all.len().max(1)
    };
    let (old, new) = world.notices.split_at(world.notices.len() - 4);
    assert!(share(old, DeliveryState::Confirmed) >= 95);
    assert!(share(new, DeliveryState::Unread) >= 5);
    assert!(share(new, DeliveryState::Confirmed) >= 20);
    Ok(())
}

#[test]
fn cards_are_believable() -> Outcome {
    let world = world()?;
    let all = || world.notices.iter().map(|notice| (notice, &notice.card));
    for (notice, card) in all() {
        let key = &notice.key;
        assert_eq!(card.received_on.is_some(), notice.origin.is_some(), "{key}");
        assert!(card.received_on.is_none_or(|day| day <= notice.issued_on), "{key}");
        assert!(card.effective_on.is_none_or(|day| day > notice.issued_on), "{key}");
        assert!(card.confirm_by.is_none_or(|day| card.needs_confirm && day > notice.issued_on), "{key}");
        assert!(card.needs_confirm || notice.deliveries.iter().all(|delivery| delivery.confirmed.is_none()), "{key}");
        assert!(card.laws.iter().all(|law| law.contains('法') && law.contains("法律第")), "{key}");
        let contact = world.contacts.get(card.contact).ok_or("no contact")?;
        assert_eq!((contact.body, contact.section), (0, notice.section), "{key}");
    }
    let share = |is: &dyn Fn(&super::model::Card) -> bool| all().filter(|(_, card)| is(card)).count() * 100 / 400;
    assert!((3..=30).contains(&share(&|card| !card.needs_confirm)));
    assert!((20..=70).contains(&share(&|card| card.confirm_by.is_some())));
    assert!((30..=90).contains(&share(&|card| !card.laws.is_empty())));
    Ok(())
}

/// Every ninth notice, and for every format the first notice that has it.
fn sample(world: &DemoWorld) -> Vec<&Attachment> {
    let all = || world.notices.iter().flat_map(|notice| &notice.attachments);
    let firsts = Format::ALL
        .iter()
        .filter_map(|format| all().find(|file| matches!(&file.content, FileContent::Single(own, _) if own == format)));
    let bundle = all().find(|file| matches!(file.content, FileContent::Bundle(_)));
    let ninths = world.notices.iter().step_by(9).flat_map(|notice| &notice.attachments);
    firsts.chain(bundle).chain(ninths).collect()
}

#[test]
fn files_hold_the_text_of_their_documents() -> Outcome {
    let world = world()?;
    for file in sample(world) {
        let found = extracted(&file.name, &file.bytes()?)?;
        assert!(!mojibake(&found), "{}", file.name);
        let FileContent::Single(format, document) = &file.content else {
            assert!(found.contains("団体コード"), "{}", file.name);
            continue;
        };
        let tabular = matches!(format, Format::Csv | Format::CsvCp932);
        let wanted = document.blocks.iter().filter_map(|block| match block {
            office::Block::Paragraph(text) | office::Block::Heading(text) if !tabular => Some(text.clone()),
            office::Block::Table(table) => table.header.last().cloned(),
            _ => None,
        });
        for text in wanted {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).take(20).collect();
            assert!(found.contains(&text), "{} lacks {text}", file.name);
        }
    }
    Ok(())
}

#[test]
fn all_formats_and_file_names_are_there() -> Outcome {
    let world = world()?;
    for notice in &world.notices {
        let names: HashSet<&str> = notice.attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names.len(), notice.attachments.len(), "{}", notice.key);
        assert!(names.iter().all(|name| !name.contains(['/', '\\', ':'])), "{}", notice.key);
    }
    let endings: BTreeSet<&str> = world
        .notices
        .iter()
        .flat_map(|notice| &notice.attachments)
        .filter_map(|file| file.name.rsplit('.').next())
        .collect();
    assert_eq!(endings.into_iter().collect::<Vec<_>>(), ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip"]);
    Ok(())
}

#[test]
fn surveys_are_in_every_state() -> Outcome {
    let world = world()?;
    let deadline = |days: i64| calendar::shift(world.today, days);
    let states: BTreeSet<_> = world.surveys.iter().map(|survey| survey.state.code()).collect();
    assert_eq!(states.len(), 3);
    let open: Vec<_> = world.surveys.iter().filter(|survey| survey.state == SurveyState::Open).collect();
    assert!(open.iter().any(|survey| survey.deadline.date < world.today), "overdue");
    assert!(open.iter().any(|survey| survey.deadline.date > world.today && survey.deadline.date <= deadline(3)));
    assert!(open.iter().any(|survey| survey.deadline.date > deadline(14)));
    let all = || world.surveys.iter().flat_map(|survey| &survey.assignments);
    for state in [
        AssignmentState::NotStarted,
        AssignmentState::Drafting,
        AssignmentState::Consulting,
        AssignmentState::AwaitingApproval,
        AssignmentState::Submitted,
        AssignmentState::SentBack,
        AssignmentState::Resubmitted,
        AssignmentState::Accepted,
    ] {
        assert!(all().any(|assignment| assignment.state == state), "{state}");
    }
    assert!(all().any(|assignment| assignment.not_applicable));
    assert!(all().any(|assignment| assignment.extended_until.is_some()));
    assert!(all().any(|assignment| !assignment.files.is_empty()));
    let returned = all().flat_map(|a| &a.history).filter(|step| step.to == AssignmentState::SentBack);
    assert!(returned.clone().count() >= 10 && returned.clone().all(|step| !step.note.is_empty()));
    Ok(())
}

#[test]
fn answers_fit_their_questions() -> Outcome {
    let world = world()?;
    for survey in &world.surveys {
        assert!(survey.form.check().is_empty(), "{}: {:?}", survey.key, survey.form.check());
        let count = survey.form.questions().count();
        assert!((5..=40).contains(&count), "{} has {count} questions", survey.key);
        assert!(!survey.title.contains('{') && !survey.description.contains('{'), "{}", survey.key);
        for assignment in survey.assignments.iter().filter(|a| !a.not_applicable) {
            let problems = if assignment.state.is_submitted() {
                check_complete(&survey.form, &assignment.values)
            } else {
                Vec::new()
            };
            assert!(problems.is_empty(), "{} {:?}", survey.key, problems);
            for (key, value) in assignment.values.iter() {
                let question = survey.form.question(key).ok_or("no such question")?;
                assert!(app::domain::form::validate_value(question, value).is_empty(), "{} {key}", survey.key);
            }
            let is_file =
                |key: &str| survey.form.question(key).is_some_and(|q| matches!(q.kind, QuestionKind::File { .. }));
            assert!(assignment.files.iter().all(|file| is_file(&file.question)), "{}", survey.key);
        }
    }
    Ok(())
}

#[test]
fn threads_are_talks() -> Outcome {
    let world = world()?;
    for thread in &world.threads {
        assert!((1..=5).contains(&thread.messages.len()));
        let bodies: HashSet<_> = thread
            .messages
            .iter()
            .filter_map(|message| world.accounts.get(message.stamp.account))
            .map(|account| account.body)
            .collect();
        assert!(thread.messages.len() < 2 || bodies.contains(&0), "the prefecture answers");
    }
    let talks = world.threads.iter().filter(|thread| thread.messages.len() >= 2).count();
    assert!(talks >= 35, "{talks}");
    Ok(())
}

#[test]
fn the_visitor_gets_log_ins() -> Outcome {
    let lines = accounts_json(world()?);
    let roles: Vec<(&str, &str)> = lines.iter().map(|line| (line.body_code.as_str(), line.role.as_str())).collect();
    assert_eq!(
        roles,
        [
            ("040002", "collector"),
            ("040002", "administrator"),
            ("041009", "editor"),
            ("041009", "approver"),
            ("041009", "reader"),
            ("042021", "editor"),
            ("042021", "approver"),
            ("042021", "reader"),
            ("044245", "reader"),
        ]
    );
    for line in &lines {
        assert!(line.password.len() >= 16, "{}", line.password);
        let token = line.api_token.strip_prefix("krn_").ok_or("prefix")?;
        assert!(token.len() == 43 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    }
    Ok(())
}
