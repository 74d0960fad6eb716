//! Who signs in: about 170 people, and the few log-ins that the demo tells its visitor.

use chrono::NaiveDate;

use super::DemoError;
use super::calendar::{office_instant, shift, working_day_until};
use super::dice::{Dice, SEED};
use super::model::{Account, AccountIndex, Body, BodyIndex, BodyKind, LogIn, Role, SectionIndex};
use super::people::{NameBook, internet_mail, local_part};
use super::places::Places;

/// Cities that have a second reader.
const LARGE_CITIES: [&str; 7] = ["石巻市", "気仙沼市", "名取市", "登米市", "栗原市", "大崎市", "仙台市"];

/// A post that gets an account: section by name (the first that exists), role, title, local part of the address.
type Post = (&'static [&'static str], &'static [Role], &'static str, Option<&'static str>);

const PREFECTURE_POSTS: &[Post] = &[
    (&["市町村課"], &[Role::PrefectureAdministrator], "主任主査", Some("kairan-kanri")),
    (&["市町村課"], &[Role::Collector], "主査", Some("shichoson-gyosei")),
    (&["市町村課"], &[Role::Collector], "主事", Some("shichoson-zaisei")),
    (&["復興・危機管理総務課"], &[Role::Collector], "主任主査", Some("kiki-taisaku")),
    (&["社会福祉課"], &[Role::Collector], "主査", Some("hofuku-renraku")),
];

const MUNICIPAL_POSTS: &[Post] = &[
    (&["デジタル推進課", "企画財政課"], &[Role::Administrator], "係長", None),
    (&["総務課"], &[Role::Editor], "主査", None),
    (&["総務課"], &[Role::Approver], "課長", Some("soumu-kachou")),
    (&["財政課", "税務課", "住民生活課"], &[Role::Reader], "主事", None),
];

const SECOND_READER: Post = (&["危機管理課"], &[Role::Reader], "主任", None);
const THIRD_READER: Post = (&["市民課"], &[Role::Reader], "主任", None);

const UNION_POST: Post = (&["総務課"], &[Role::Administrator, Role::Editor, Role::Approver], "総務係長", None);

/// Makes the accounts.
pub(super) fn accounts(places: &Places, names: &mut NameBook, today: NaiveDate) -> Result<Vec<Account>, DemoError> {
    let mut dice = Dice::new(SEED, "accounts");
    let mut accounts = Vec::new();
    for (index, body) in places.bodies.iter().enumerate() {
        for post in posts(body) {
            let section =
                find_section(places, index, post.0).ok_or_else(|| DemoError::content("sections.tsv", &body.name))?;
            let name = names.draw(&mut dice);
            let local = post.3.map_or_else(
                || places.sections.get(section).map(|s| local_part(&s.reading)).unwrap_or_default(),
                str::to_owned,
            );
            let last_day = working_day_until(shift(today, -dice.between(1, 40)));
            let seen = dice.chance(96);
            accounts.push(Account {
                body: index,
                section,
                roles: post.1.to_vec(),
                name: name.written,
                reading: name.reading,
                title: post.2.to_owned(),
                email: internet_mail(&local, body),
                last_seen: seen.then(|| office_instant(&mut dice, last_day)),
            });
        }
    }
    Ok(accounts)
}

fn posts(body: &Body) -> Vec<&'static Post> {
    match body.kind {
        BodyKind::Prefecture => PREFECTURE_POSTS.iter().collect(),
        BodyKind::Union | BodyKind::WideAreaUnion => vec![&UNION_POST],
        _ => {
            let mut posts: Vec<_> = MUNICIPAL_POSTS.iter().collect();
            if LARGE_CITIES.contains(&body.name.as_str()) {
                posts.push(&SECOND_READER);
            }
            if body.kind == BodyKind::DesignatedCity {
                posts.push(&THIRD_READER);
            }
            posts
        }
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
    accounts.iter().position(|account| account.body == body && account.roles.contains(&role))
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
    collector.roles.contains(&Role::Collector).then_some(place)
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
        ("宮城県", &[Role::Collector, Role::PrefectureAdministrator][..]),
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
