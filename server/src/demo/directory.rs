//! The directory: four to eight entries for each body, the account holders first.

use app::domain::actor::Role;
use app::domain::body::BodyKind;
use chrono::NaiveDate;

use super::calendar::{fiscal_year, in_fiscal_year, shift, working_day_until};
use super::dice::{Dice, SEED};
use super::model::{Account, Body, BodyIndex, Contact, SectionIndex};
use super::people::{Name, NameBook, internet_mail, lgwan_mail, local_part, sibling_number, telephone};
use super::places::Places;

const TITLES: [&str; 6] = ["主事", "主任", "主査", "係長", "課長補佐", "技術主査"];

/// What all entries of a body share.
struct Office<'a> {
    index: BodyIndex,
    body: &'a Body,
    phone: String,
    fax: String,
    verified_on: NaiveDate,
}

/// Makes the directory, in the order of the bodies and their sections.
pub(super) fn contacts(places: &Places, accounts: &[Account], names: &mut NameBook, today: NaiveDate) -> Vec<Contact> {
    let mut dice = Dice::new(SEED, "directory");
    let mut contacts = Vec::new();
    for (index, body) in places.bodies.iter().enumerate() {
        let phone = telephone(&mut dice, &body.area_code);
        let office = Office {
            index,
            body,
            fax: sibling_number(&mut dice, &phone),
            phone,
            verified_on: verified_on(&mut dice, today),
        };
        let first = contacts.len();
        for account in accounts.iter().filter(|account| account.body == index) {
            let name = Name { written: account.name.clone(), reading: account.reading.clone() };
            let primary = account.role != Role::Reader;
            let unit = units(places, account.section).first().cloned().unwrap_or_default();
            let person = Person { name, title: &account.title, primary };
            contacts.push(contact(&office, places, (account.section, unit), person, &mut dice));
        }
        for place in further_places(places, &office, contacts.len() - first, &mut dice) {
            let name = names.draw(&mut dice);
            let title = dice.pick(&TITLES).copied().unwrap_or("主事");
            contacts.push(contact(&office, places, place, Person { name, title, primary: true }, &mut dice));
        }
        if let Some(added) = contacts.get_mut(first..) {
            added.sort_by_key(|contact| contact.section);
        }
    }
    contacts
}

/// Who fills a post.
struct Person<'a> {
    name: Name,
    title: &'a str,
    primary: bool,
}

fn units(places: &Places, section: SectionIndex) -> &[String] {
    places.profiles.get(section).map_or(&[], |profile| profile.units.as_slice())
}

/// Sections and units for the remaining entries: every one of the prefecture, some of a body.
fn further_places(
    places: &Places,
    office: &Office<'_>,
    present: usize,
    dice: &mut Dice,
) -> Vec<(SectionIndex, String)> {
    let sections = (0..places.sections.len())
        .filter(|index| places.sections.get(*index).is_some_and(|section| section.body == office.index));
    let mut all: Vec<(SectionIndex, String)> =
        sections.flat_map(|section| units(places, section).iter().map(move |unit| (section, unit.clone()))).collect();
    let wanted = match office.body.kind {
        BodyKind::Prefecture => return all,
        BodyKind::City => 6 + dice.below(3),
        BodyKind::Town => 4 + dice.below(4),
        _ => 4 + dice.below(2),
    };
    dice.shuffle(&mut all);
    all.truncate(wanted.saturating_sub(present));
    all
}

fn contact(
    office: &Office<'_>,
    places: &Places,
    (section, unit): (SectionIndex, String),
    person: Person<'_>,
    dice: &mut Dice,
) -> Contact {
    let Person { name, title, primary } = person;
    let profile = places.profiles.get(section).cloned().unwrap_or_default();
    let reading = places.sections.get(section).map(|s| s.reading.as_str()).unwrap_or_default();
    let local = local_part(reading);
    let mut duties = profile.duties;
    // Whoever leads a section answers for all of it.
    if !title.ends_with('長') {
        dice.shuffle(&mut duties);
        duties.truncate(1 + dice.below(3));
    }
    Contact {
        body: office.index,
        section,
        unit,
        title: title.to_owned(),
        name: name.written,
        reading: name.reading,
        phone_main: office.phone.clone(),
        extension: dice.between(2101, 4899).to_string(),
        phone_direct: dice.chance(60).then(|| sibling_number(dice, &office.phone)),
        fax: office.fax.clone(),
        mail_lgwan: lgwan_mail(&local, office.body),
        // Small offices reach the internet from one terminal only.
        mail_internet: dice.chance(75).then(|| internet_mail(&local, office.body)),
        duties,
        primary,
        verified_on: office.verified_on,
    }
}

fn verified_on(dice: &mut Dice, today: NaiveDate) -> NaiveDate {
    let april = in_fiscal_year(fiscal_year(today), 4, 3);
    let day = shift(april, dice.between(0, 75));
    let latest = shift(today, -1);
    working_day_until(if day < today { day } else { shift(latest, -365).max(shift(april, -320)) })
}
