//! Passwords: what is accepted (C-30, C-31) and how they are kept (C-32).

use std::time::Duration;

use app::domain::{
    body::BodyKind,
    calendar::FiscalYear,
    error::{AppError, FieldError},
    problem::FieldProblem,
};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version, password_hash::SaltString,
};
use unicode_normalization::UnicodeNormalization;

use super::Core;
use crate::{
    clock::IdSource,
    gate::{Gate, Limit},
    store::{
        accounts::{self, Credentials},
        bodies,
    },
    telemetry,
};

/// Characters needed.
pub const MIN: usize = 12;
/// Characters allowed.
pub const MAX: usize = 128;
/// Hashes computed at once; each takes some 47 MiB.
const TURNS: Limit = Limit { running: 2, waiting: 50, patience: Duration::from_secs(30) };
/// Guesses needed, as powers of ten in zxcvbn's score: 3 means more than 10^8.
const SCORE: u8 = 3;

/// What names of bodies end in, and people leave out.
const SUFFIXES: [&str; 12] = ["都", "道", "府", "県", "市", "区", "町", "村", "けん", "し", "まち", "むら"];

/// Computes and checks hashes, a few at a time.
pub struct Hasher {
    params: Params,
    gate: Gate,
}

impl Hasher {
    /// A hasher with `kib` of memory and `passes` passes, one lane.
    pub fn new(kib: u32, passes: u32) -> Self {
        let params = Params::new(kib, passes, 1, None).unwrap_or_default();
        Self { params, gate: Gate::new("password", TURNS) }
    }

    /// The hash of a password in PHC form.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn hash(&self, password: &str, ids: &dyn IdSource) -> Result<String, AppError> {
        let mut salt = [0_u8; 16];
        ids.fill(&mut salt);
        let salt = SaltString::encode_b64(&salt).map_err(|_| AppError::Unavailable)?;
        let (argon2, password) = (self.argon2(), normal(password));
        self.in_turn(move || argon2.hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string()))
            .await?
            .map_err(|error| internal(&error))
    }

    /// Whether the password fits the hash. Without a hash it takes as long and says no (C-40).
    ///
    /// # Errors
    /// [`AppError::Unavailable`] when too many wait already.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, AppError> {
        let (argon2, password, hash) = (self.argon2(), normal(password), hash.map(str::to_owned));
        self.in_turn(move || {
            if let Some(Ok(hash)) = hash.as_deref().map(PasswordHash::new) {
                return argon2.verify_password(password.as_bytes(), &hash).is_ok();
            }
            let mut spent = [0_u8; 32];
            let wasted = argon2.hash_password_into(password.as_bytes(), b"nobody has this salt", &mut spent);
            wasted.is_err() && spent.is_empty()
        })
        .await
    }

    /// Whether the hash was made with less memory or fewer passes than are asked for today.
    pub fn is_outdated(&self, hash: &str) -> bool {
        let made = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        made.is_none_or(|made| made.m_cost() < self.params.m_cost() || made.t_cost() < self.params.t_cost())
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let turn = self.gate.enter().await?;
        let work = move || {
            let done = work();
            // A request that is cut off leaves the thread running, and its memory taken.
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Unavailable)
    }
}

/// NFC, once, on every way in: the same password typed on another keyboard is the same.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

fn internal(error: &argon2::password_hash::Error) -> AppError {
    let reference = telemetry::reference();
    tracing::error!(%reference, %error, "password hash");
    AppError::Internal { reference }
}

/// What a stranger would try first for this account (C-31): the person, the bodies it acts for and the prefecture, and the
/// fiscal year with the ones beside it.
///
/// # Errors
/// A fault of the database.
pub(super) async fn context(core: &Core, account: &Credentials) -> Result<Vec<String>, AppError> {
    let db = core.store.read();
    let own: Vec<_> = accounts::memberships(&db, account.id).await?.into_iter().map(|(body, ..)| body).collect();
    let mut words = vec![account.email.clone(), account.name.clone()];
    for body in bodies::register(&db).await? {
        if body.kind == BodyKind::Prefecture || own.contains(&body.id) {
            words.extend([body.name, body.reading, body.name_en]);
        }
    }
    let year = FiscalYear::at(core.clock.now()).year();
    words.extend((year - 1..=year + 1).flat_map(year_words));
    Ok(words)
}

/// How people write a fiscal year: 2026 is 令和8年度.
fn year_words(year: i32) -> [String; 4] {
    let reiwa = year - 2018;
    [format!("令和{reiwa}年度"), format!("{year}年度"), format!("reiwa{reiwa}"), format!("{year}nendo")]
}

/// What is wrong with a new password, typed twice, of somebody known by `words` (mail address, name, bodies, year).
pub fn problems<W: AsRef<str>>(new: &str, repeat: &str, words: &[W]) -> Vec<FieldError> {
    let length = normal(new).chars().count();
    let mut problems = Vec::new();
    if length < MIN {
        problems.push(FieldError::new("new", FieldProblem::TooShort { min: MIN }));
    } else if length > MAX {
        problems.push(FieldError::new("new", FieldProblem::TooLong { max: MAX }));
    } else if is_weak(new, words) {
        problems.push(FieldError::new("new", FieldProblem::WeakPassword));
    }
    if new != repeat {
        problems.push(FieldError::new("repeat", FieldProblem::Mismatch));
    }
    problems
}

fn is_weak<W: AsRef<str>>(password: &str, words: &[W]) -> bool {
    let mut known = vec!["kairan", "回覧", "prefecture", "password", "パスワード"];
    for word in words.iter().map(AsRef::as_ref) {
        known.push(word);
        known.extend(word.split(['@', '.', '-', ' ', '\u{3000}']).filter(|part| part.chars().count() > 2));
        // 宮城 of 宮城県, みやぎ of みやぎけん.
        known.extend(SUFFIXES.iter().filter_map(|suffix| word.strip_suffix(suffix)).filter(|stem| !stem.is_empty()));
    }
    is_made_of(password, &known) || u8::from(zxcvbn::zxcvbn(password, &known).score()) < SCORE
}

/// Whether little is left of the password without what is known: the estimate counts several known words as several
/// secrets.
fn is_made_of(password: &str, known: &[&str]) -> bool {
    let mut known: Vec<String> = known.iter().map(|word| word.to_lowercase()).filter(|word| !word.is_empty()).collect();
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = known.iter().fold(password.to_lowercase(), |rest, word| rest.replace(word.as_str(), ""));
    rest.chars().filter(|c| c.is_alphanumeric()).count() < MIN / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededIds;

    #[test]
    fn weak_and_short_passwords_are_refused() {
        let weak = |password: &str| problems(password, password, &["soumu@city.ishinomaki.example", "佐藤 花子"]);
        assert_eq!(weak("short")[0].problem, FieldProblem::TooShort { min: 12 });
        let long = "あ".repeat(129);
        assert_eq!(weak(&long)[0].problem, FieldProblem::TooLong { max: 128 });
        for bad in ["passwordpassword", "ishinomaki2026", "kairankairan", "qwertyuiop12", "aaaaaaaaaaaaaaaa"] {
            assert_eq!(weak(bad)[0].problem, FieldProblem::WeakPassword, "{bad}");
        }
        assert!(weak("灯台 鉛筆 みかん 七時").is_empty());
        assert_eq!(problems::<&str>("灯台 鉛筆 みかん 七時", "x", &[])[0].field, "repeat");
    }

    #[test]
    fn names_of_the_own_bodies_and_the_year_are_no_secret() {
        let year = year_words(2026);
        assert_eq!(year[0], "令和8年度");
        let words: Vec<&str> =
            ["鳥取県", "Tottori Prefecture"].into_iter().chain(year.iter().map(String::as_str)).collect();
        for password in ["鳥取県令和8年度鳥取県庁", "Tottori2026nendo", "令和8年度鳥取鳥取県令和"]
        {
            let found = problems(password, password, &words);
            assert_eq!(found.first().map(|error| &error.problem), Some(&FieldProblem::WeakPassword), "{password}");
        }
        let elsewhere = "鳥取県令和8年度鳥取県庁";
        assert!(problems::<&str>(elsewhere, elsewhere, &[]).is_empty(), "as good as any");
    }

    #[tokio::test]
    async fn a_hash_with_less_than_is_asked_for_is_outdated() {
        let (weak, strong) = (Hasher::new(64, 1), Hasher::new(128, 2));
        let old = weak.hash("灯台 鉛筆 みかん 七時", &SeededIds::new(1)).await.unwrap();
        assert!(!weak.is_outdated(&old) && strong.is_outdated(&old) && strong.is_outdated("no hash"));
        assert!(strong.verify("灯台 鉛筆 みかん 七時", Some(&old)).await.unwrap(), "and fits all the same");
        let new = strong.hash("灯台 鉛筆 みかん 七時", &SeededIds::new(1)).await.unwrap();
        assert!(!strong.is_outdated(&new) && !weak.is_outdated(&new));
    }

    #[tokio::test]
    async fn a_hash_fits_its_password_in_either_normal_form() {
        let hasher = Hasher::new(64, 1);
        let hash = hasher.hash("ガギグゲゴ ガギグゲゴ", &SeededIds::new(1)).await.unwrap();
        assert!(hasher.verify("カ\u{3099}ギグゲゴ ガギグゲゴ", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("ガギグゲゴ", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("ガギグゲゴ", None).await.unwrap());
    }
}
