//! Talk on the notices: a body asks, the collector answers, and others who wondered too.

use app::domain::actor::Role;
use app::domain::notice::NoticeKind;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::accounts::account_with;
use super::calendar::{day_of, office_instant, shift, working_day_from};
use super::dice::{Dice, SEED};
use super::model::{Account, AccountIndex, BodyIndex, Message, Notice, Stamp, Thread};
use super::notices::Archive;
use super::people::surname;
use super::places::Places;

/// Notices that have a thread.
const COUNT: usize = 42;

/// Makes the threads, in the order of the notices.
pub(super) fn threads(places: &Places, accounts: &[Account], archive: &Archive, today: NaiveDate) -> Vec<Thread> {
    let mut dice = Dice::new(SEED, "threads");
    let mut candidates: Vec<usize> = (0..archive.notices.len())
        .filter(|index| archive.notices.get(*index).is_some_and(|notice| is_asked_about(notice, today)))
        // The questions of a topic are about its first item.
        .filter(|index| archive.sources.get(*index).is_some_and(|(_, item)| *item == 0))
        .collect();
    dice.shuffle(&mut candidates);
    // People remember the newest talk, so half of it is on notices of the last months.
    candidates.sort_by_key(|index| usize::from(*index < archive.notices.len() * 3 / 4));
    let recent = candidates.len().min(COUNT / 2);
    let mut chosen: Vec<usize> = candidates.iter().take(recent).copied().collect();
    chosen.extend(candidates.iter().rev().take(COUNT - recent).copied());
    chosen.sort_unstable();
    chosen.dedup();
    let talk = Talk { places, accounts, today };
    chosen.into_iter().filter_map(|index| talk.thread(archive, index, &mut dice)).collect()
}

/// Notices that ask for something, and are a few days old.
fn is_asked_about(notice: &Notice, today: NaiveDate) -> bool {
    matches!(notice.kind, NoticeKind::Inquiry | NoticeKind::Request)
        && notice.follows.is_none()
        && notice.issued_on < shift(today, -4)
}

struct Talk<'a> {
    places: &'a Places,
    accounts: &'a [Account],
    today: NaiveDate,
}

impl Talk<'_> {
    fn thread(&self, archive: &Archive, index: usize, dice: &mut Dice) -> Option<Thread> {
        let notice = archive.notices.get(index)?;
        let topic = archive.topics.get(archive.sources.get(index)?.0)?;
        let mut askers: Vec<BodyIndex> = notice.deliveries.iter().map(|delivery| delivery.body).collect();
        dice.shuffle(&mut askers);
        let mut askers = askers.into_iter().filter_map(|body| self.clerk(body));
        let (first, second) = (askers.next()?, askers.next());
        let mut faq = topic.faq.clone();
        dice.shuffle(&mut faq);
        let mut questions = faq.into_iter();
        let (question, answer) = questions.next()?;
        let mut lines = vec![
            (first, self.question(first, &question, dice)),
            (notice.author, self.answer(notice.author, &answer, dice)),
        ];
        if dice.chance(65) {
            lines.push((first, thanks(dice)));
        }
        if let (Some(second), true) = (second, dice.chance(60)) {
            match questions.next() {
                Some((question, answer)) if dice.chance(60) => {
                    lines.push((second, self.question(second, &question, dice)));
                    lines.push((notice.author, self.answer(notice.author, &answer, dice)));
                }
                _ => lines.push((second, self.agreement(second))),
            }
        }
        let messages = self.messages(notice, lines, dice);
        (!messages.is_empty()).then_some(Thread { notice: index, messages })
    }

    /// Gives the lines their times; whatever would be said today or later is not said.
    fn messages(&self, notice: &Notice, lines: Vec<(AccountIndex, String)>, dice: &mut Dice) -> Vec<Message> {
        let first_day = working_day_from(shift(notice.issued_on, dice.between(1, 5)));
        let mut at = office_instant(dice, first_day);
        let mut messages = Vec::new();
        for (place, (account, text)) in lines.into_iter().enumerate() {
            if place > 0 {
                at = reply_time(at, dice);
            }
            if day_of(at) >= self.today {
                break;
            }
            messages.push(Message { stamp: Stamp { account, at }, text });
        }
        messages
    }

    fn clerk(&self, body: BodyIndex) -> Option<AccountIndex> {
        account_with(self.accounts, body, Role::Editor)
            .or_else(|| account_with(self.accounts, body, Role::Administrator))
    }

    /// 「石巻市総務課の佐藤」
    fn introduction(&self, account: AccountIndex) -> String {
        let Some(account) = self.accounts.get(account) else { return String::new() };
        let body = self.places.bodies.get(account.body).map_or("", |body| body.name.as_str());
        let section = self.places.sections.get(account.section).map_or("", |section| section.name.as_str());
        format!("{body}{section}の{}", surname(&account.name))
    }

    fn question(&self, account: AccountIndex, question: &str, dice: &mut Dice) -> String {
        let who = self.introduction(account);
        let please = [
            "御教示くださるようお願いします。",
            "お忙しいところ恐れ入りますが、御教示願います。",
            "御確認をお願いします。",
        ];
        let please = dice.pick(&please).copied().unwrap_or_default();
        format!("お世話になっております。{who}です。\n標記の件について、1点確認させてください。\n{question}\n{please}")
    }

    fn answer(&self, account: AccountIndex, answer: &str, dice: &mut Dice) -> String {
        let who = self.introduction(account);
        let close = ["引き続きよろしくお願いします。", "他の団体におかれましても、同様の取扱いとしてください。", ""];
        let close = dice.pick(&close).copied().unwrap_or_default();
        format!("{who}です。お問合せありがとうございます。\n{answer}\n{close}").trim_end().to_owned()
    }

    fn agreement(&self, account: AccountIndex) -> String {
        format!(
            "横から失礼します。{}です。\n当団体でも同じ点を確認しようとしていたところでした。大変参考になりました。ありがとうございます。",
            self.introduction(account)
        )
    }
}

fn thanks(dice: &mut Dice) -> String {
    let all = [
        "早速の御回答ありがとうございます。承知しました。",
        "御教示ありがとうございました。その内容で作成します。",
        "承知しました。関係課にも周知します。ありがとうございました。",
    ];
    dice.pick(&all).copied().unwrap_or_default().to_owned()
}

/// Later the same day, or on the next working day.
fn reply_time(after: DateTime<Utc>, dice: &mut Dice) -> DateTime<Utc> {
    let soon = after + TimeDelta::minutes(dice.between(12, 150));
    let closing = super::calendar::instant(day_of(after), 17 * 60 + 15);
    if soon < closing && dice.chance(70) {
        return soon;
    }
    office_instant(dice, working_day_from(shift(day_of(after), 1)))
}
