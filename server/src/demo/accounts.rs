//! Who signs in: about 180 people, and the few log-ins that the demo tells its visitor.

use app::domain::actor::Role;
use app::domain::body::BodyKind;
use chrono::NaiveDate;

use super::DemoError;
use super::calendar::{office_instant, shift, working_day_until};
use super::dice::{Dice, SEED};
use super::model::{Account, AccountIndex, Body, BodyIndex, LogIn, SectionIndex};
use super::people::{NameBook, internet_mail, local_part};
use super::places::{Places, is_union};

/// A post that gets an account.
struct Post {
    /// The first of these sections that the body has.
    sections: &'static [&'static str],
    role: Role,
    title: &'static str,
    /// Local part of the address; the section's if `None`.
    local: Option<&'static str>,
}

const PREFECTURE_POSTS: &[Post] = &[
    post(&["市町村課"], Role::Administrator, "主任主査", Some("kairan-kanri")),
    post(&["市町村課"], Role::Collector, "主査", Some("shichoson-gyosei")),
    post(&["市町村課"], Role::Collector, "主事", Some("shichoson-zaisei")),
    post(&["復興・危機管理総務課"], Role::Collector, "主任主査", Some("kiki-taisaku")),
    post(&["社会福祉課"], Role::Collector, "主査", Some("hofuku-renraku")),
];

const MUNICIPAL_POSTS: &[Post] = &[
    post(&["デジタル推進課", "企画財政課"], Role::Administrator, "係長", None),
    post(&["総務課"], Role::Editor, "主査", None),
    post(&["総務課"], Role::Approver, "課長", Some("soumu-kachou")),
    post(&["財政課", "税務課", "住民生活課"], Role::Reader, "主事", None),
];

/// A union has a clerk for everything and the one who approves.
const UNION_POSTS: &[Post] = &[
    post(&["総務課"], Role::Administrator, "総務係長", None),
    post(&["総務課"], Role::Approver, "事務局長", Some("jimukyokuchou")),
];

const fn post(sections: &'static [&'static str], role: Role, title: &'static str, local: Option<&'static str>) -> Post {
    Post { sections, role, title, local }
}

/// Makes the accounts.
pub(super) fn accounts(places: &Places, names: &mut NameBook, today: NaiveDate) -> Result<Vec<Account>, DemoError> {
    let mut dice = Dice::new(SEED, "accounts");
    let mut accounts = Vec::new();
    for (index, body) in places.bodies.iter().enumerate() {
        for post in posts(body) {
            let section = find_section(places, index, post.sections)
                .ok_or_else(|| DemoError::content("sections.tsv", &body.name))?;
            let name = names.draw(&mut dice);
            let local = post.local.map_or_else(
                || places.sections.get(section).map(|s| local_part(&s.reading)).unwrap_or_default(),
                str::to_owned,
            );
            let last_day = working_day_until(shift(today, -dice.between(1, 40)));
            let seen = dice.chance(96);
            accounts.push(Account {
                body: index,
                section,
                role: post.role,
                name: name.written,
                reading: name.reading,
                title: post.title.to_owned(),
                email: internet_mail(&local, body),
                last_seen: seen.then(|| office_instant(&mut dice, last_day)),
            });
        }
    }
    Ok(accounts)
}

fn posts(body: &Body) -> &'static [Post] {
    match body.kind {
        BodyKind::Prefecture => PREFECTURE_POSTS,
        kind if is_union(kind) => UNION_POSTS,
        _ => MUNICIPAL_POSTS,
    }
}

/// The first section of `body` that bears one of `names`.
pub(super) fn find_section(places: &Places, body: BodyIndex, names: &[&str]) -> Option<SectionIndex> {
    names
        .iter()
        .find_map(|name| places.sections.iter().position(|section| section.body == body && section.name == *name))
}

/// The first account of a body with a role.
pub(super) fn account_with(accounts: &[Account], body: BodyIndex, role: Role) -> Option<AccountIndex> {
    accounts.iter().position(|account| account.body == body && account.role == role)
}

/// The collector who publishes for a section of the prefecture.
pub(super) fn collector_for(places: &Places, accounts: &[Account], section: SectionIndex) -> Option<AccountIndex> {
    let section = places.sections.get(section)?;
    let place = match section.department.as_deref() {
        Some("総務部") | None => 1,
        Some("企画部") => 2,
        Some("復興・危機管理部" | "土木部" | "環境生活部") => 3,
        Some(_) => 4,
    };
    let collector = accounts.get(place)?;
    (collector.role == Role::Collector).then_some(place)
}

/// Words for passwords; a visitor types one of these by hand.
const WORDS: [&str; 32] = [
    "keyaki",
    "hirose",
    "zao",
    "matsushima",
    "kurikoma",
    "tanabata",
    "hagi",
    "kokeshi",
    "sasakama",
    "zunda",
    "hotate",
    "kaki",
    "naruko",
    "akiu",
    "sakunami",
    "abukuma",
    "kitakami",
    "kinkasan",
    "oshika",
    "izunuma",
    "gan",
    "suzume",
    "kamome",
    "iwana",
    "ayame",
    "tsutsuji",
    "momiji",
    "kaede",
    "buna",
    "sugi",
    "hinoki",
    "kuri",
];

const TOKEN_ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The log-ins of `demo-accounts.json`.
pub(super) fn log_ins(places: &Places, accounts: &[Account]) -> Result<Vec<LogIn>, DemoError> {
    let mut dice = Dice::new(SEED, "log-ins");
    let wanted = [
        ("宮城県", &[Role::Collector, Role::Administrator][..]),
        ("仙台市", &[Role::Editor, Role::Approver, Role::Reader]),
        ("石巻市", &[Role::Editor, Role::Approver, Role::Reader]),
        ("大衡村", &[Role::Reader]),
    ];
    let mut log_ins = Vec::new();
    for (name, roles) in wanted {
        let body = places.bodies.iter().position(|body| body.name == name);
        for role in roles {
            let account = body
                .and_then(|body| account_with(accounts, body, *role))
                .ok_or_else(|| DemoError::content("accounts", name))?;
            log_ins.push(LogIn {
                account,
                role: *role,
                password: password(&mut dice),
                api_token: format!("krn_{}", dice.letters(TOKEN_ALPHABET, 43)),
            });
        }
    }
    Ok(log_ins)
}

fn password(dice: &mut Dice) -> String {
    let mut words = WORDS;
    dice.shuffle(&mut words);
    let [first, second, third, ..] = words;
    format!("{first}-{second}-{}-{third}", dice.between(1000, 9999))
}
