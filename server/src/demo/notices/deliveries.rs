//! How a notice went round: when each body opened and confirmed it. Whatever would happen today or later has
//! not happened, so old notices are confirmed and the newest are partly unread.

use app::domain::actor::Role;
use app::domain::notice::DeliveryState;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::super::calendar::{day_of, office_instant, shift, working_day_from};
use super::super::dice::Dice;
use super::super::model::{Account, AccountIndex, BodyIndex, Delivery, Stamp};
use super::super::places::{Places, is_union};

/// What deliveries depend on besides the notice.
pub struct Readers<'a> {
    pub accounts: &'a [Account],
    pub today: NaiveDate,
    /// Percentage by which a body is slower than others, beside the bodies.
    pub slowness: Vec<usize>,
}

impl<'a> Readers<'a> {
    pub fn new(places: &'a Places, accounts: &'a [Account], today: NaiveDate, dice: &mut Dice) -> Self {
        let slowness = places
            .bodies
            .iter()
            .map(|body| if body.population < 20_000 || is_union(body.kind) { 12 } else { 0 } + dice.below(18))
            .collect();
        Self { accounts, today, slowness }
    }

    /// One delivery for each member, in their order.
    pub fn deliveries(&self, members: &[BodyIndex], published_at: DateTime<Utc>, dice: &mut Dice) -> Vec<Delivery> {
        members.iter().map(|body| self.delivery(*body, published_at, dice)).collect()
    }

    fn delivery(&self, body: BodyIndex, published_at: DateTime<Utc>, dice: &mut Dice) -> Delivery {
        let slow = self.slowness.get(body).copied().unwrap_or(0);
        let mut delivery = Delivery { body, state: DeliveryState::Unread, opened: None, confirmed: None };
        let forgotten = dice.below(1000) < 4;
        let opened = self.stamp(body, published_at, wait(dice, 58_usize.saturating_sub(slow)), dice);
        let confirmed_wait = wait(dice, 60_usize.saturating_sub(slow));
        let Some(opened) = opened.filter(|_| !forgotten) else { return delivery };
        delivery.opened = Some(opened);
        delivery.state = DeliveryState::Opened;
        let neglected = dice.below(1000) < 8;
        let confirmed = self.stamp(body, opened.at, confirmed_wait, dice);
        if let Some(mut confirmed) = confirmed.filter(|_| !neglected) {
            if dice.chance(70) {
                confirmed.account = opened.account;
            }
            delivery.confirmed = Some(confirmed);
            delivery.state = DeliveryState::Confirmed;
        }
        delivery
    }

    /// Somebody of the body, `days` working days after `after` or a little later the same day; nobody if that
    /// is not before today.
    fn stamp(&self, body: BodyIndex, after: DateTime<Utc>, days: i64, dice: &mut Dice) -> Option<Stamp> {
        let account = self.reader(body, dice)?;
        let mut day = day_of(after);
        for _ in 0..days {
            day = working_day_from(shift(day, 1));
        }
        let at = if days == 0 { after + TimeDelta::seconds(dice.between(90, 9000)) } else { office_instant(dice, day) };
        (day_of(at) < self.today).then_some(Stamp { account, at })
    }

    fn reader(&self, body: BodyIndex, dice: &mut Dice) -> Option<AccountIndex> {
        let people: Vec<AccountIndex> = (0..self.accounts.len())
            .filter(|index| self.accounts.get(*index).is_some_and(|a| a.body == body))
            .collect();
        let editor = people.iter().find(|index| {
            self.accounts.get(**index).is_some_and(|account| matches!(account.role, Role::Editor | Role::Administrator))
        });
        if dice.chance(62) { editor.copied() } else { dice.pick(&people).copied() }
    }
}

/// Of what need not be confirmed nobody presses the button.
pub fn only_opened(delivery: &mut Delivery) {
    if delivery.confirmed.take().is_some() {
        delivery.state = DeliveryState::Opened;
    }
}

/// Working days until somebody acts: mostly the same day (`prompt` percent), sometimes a week.
fn wait(dice: &mut Dice, prompt: usize) -> i64 {
    if dice.chance(prompt) {
        return 0;
    }
    match dice.below(10) {
        0..=4 => 1,
        5 | 6 => 2,
        7 => 3,
        8 => dice.between(4, 6),
        _ => dice.between(5, 12),
    }
}
