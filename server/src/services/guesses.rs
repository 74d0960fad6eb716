//! Slowing down those who guess passwords (C-33).
//!
//! A try counts as a failure before anybody looks at the password, and is taken back when it was right. So guesses that
//! are made at the same time cannot pass together: the tries are counted one after the other.

use app::{
    domain::{error::AppError, ids::AccountId},
    ports::{Caller, Origin},
};
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Core, credential_name};
use crate::store::{
    Db, Tx,
    accounts::{self, Credentials},
    audit::Event,
    sessions,
};

/// Window in which failures count, in minutes.
const WINDOW_MINUTES: i64 = 15;
/// Failures of one account before each next try has to wait, ever longer (C-33).
const ACCOUNT_FAILURES: u64 = 10;
/// Failures from one network before it has to wait. High: a whole town may sit behind one address.
const NETWORK_FAILURES: u64 = 100;
/// Failures at a hub of few accounts as a whole from which a guessing attack must be assumed.
const HUB_FAILURES: u64 = 1_000;
/// Of so many accounts one mistypes the password in the window when all come at half past eight: that is no attack.
const ACCOUNTS_PER_MISTAKE: u64 = 20;
/// Failures from one network before it has to wait while that lasts. The networks of those who do not guess stay free.
const NETWORK_FAILURES_UNDER_ATTACK: u64 = 30;
/// Reset links that one address may be sent before the next request has to wait.
const ACCOUNT_RESETS: u64 = 3;
/// Reset links that may be asked for from one network before the next request has to wait.
const NETWORK_RESETS: u64 = 30;
/// Subject under which all failures count.
const HUB: &str = "hub";
/// Longest wait in seconds: it slows guessing down to some thousand a day and locks nobody out.
const WAIT_MAX: u64 = 25;
/// Minutes for which a password that was shown is good for another action that needs it (C-08).
const CONFIRMED_MINUTES: i64 = 5;

/// What tries are counted by, and how many are free.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    name: String,
    free: u64,
}

/// A try that counts as a failure until it is taken back.
#[derive(Clone, Debug)]
pub(super) struct Try(Vec<Uuid>);

/// By what tries at the password of a mail address are counted. Only a hash of what was typed is kept: it may be long, or
/// a password in the wrong field.
fn address(kind: &str, email: &str) -> String {
    format!("{kind}:{}", hex::encode(&Sha256::digest(email.as_bytes())[..16]))
}

/// What a try at the password of an account counts for.
pub(super) async fn at_password(core: &Core, email: &str, origin: &Origin) -> Result<Vec<Subject>, AppError> {
    let (everywhere, _) = failures(&core.store.read(), HUB, core.clock.now()).await?;
    // Counted only when it matters.
    let accounts = if everywhere < HUB_FAILURES { 0 } else { accounts::enabled(&core.store.read()).await? };
    let free = free_of_network(everywhere, accounts);
    Ok(vec![
        Subject { name: address("account", email), free: ACCOUNT_FAILURES },
        Subject { name: format!("net:{}", network(&origin.ip)), free },
        Subject { name: HUB.to_owned(), free: u64::MAX },
    ])
}

/// How many failures one network has free while there are so many at a hub of so many accounts.
fn free_of_network(everywhere: u64, accounts: u64) -> u64 {
    let usual = HUB_FAILURES.max(accounts / ACCOUNTS_PER_MISTAKE);
    if everywhere < usual { NETWORK_FAILURES } else { NETWORK_FAILURES_UNDER_ATTACK }
}

/// What a request for a reset link counts for.
pub(super) fn at_reset(email: &str, origin: &Origin) -> Vec<Subject> {
    vec![
        Subject { name: address("reset", email), free: ACCOUNT_RESETS },
        Subject { name: format!("reset-net:{}", network(&origin.ip)), free: NETWORK_RESETS },
    ]
}

/// Counts a try, unless one of its subjects has to wait.
///
/// # Errors
/// [`AppError::TooManyRequests`].
pub(super) async fn begin(core: &Core, subjects: Vec<Subject>) -> Result<Try, AppError> {
    // Whoever hammers costs no write.
    refuse_waiting(&core.store.read(), core.clock.now(), &subjects).await?;
    core.store.write(subjects, |tx, subjects| async move { note(tx, &subjects).await }.boxed()).await
}

/// The same inside a transaction.
///
/// # Errors
/// [`AppError::TooManyRequests`].
async fn note(tx: &Tx, subjects: &[Subject]) -> Result<Try, AppError> {
    tx.in_line().await?;
    refuse_waiting(&tx.db(), tx.now(), subjects).await?;
    let mut noted = Vec::with_capacity(subjects.len());
    for subject in subjects {
        noted.push(accounts::note_failure(tx, &subject.name).await?);
    }
    Ok(Try(noted))
}

/// Takes a try back: it was right.
pub(super) async fn take_back(tx: &Tx, made: &Try) -> Result<(), AppError> {
    accounts::take_back_failures(tx, &made.0).await
}

/// Forgets the failures of an account whose owner has come.
pub(super) async fn forget(tx: &Tx, email: &str) -> Result<(), AppError> {
    accounts::forget_failures(tx, &address("account", email)).await
}

/// Whether the password fits. A try that could not be looked at does not count.
///
/// # Errors
/// [`AppError::Unavailable`] when too many are looked at already.
pub(super) async fn verify(core: &Core, made: &Try, password: &str, hash: Option<&str>) -> Result<bool, AppError> {
    let fits = core.hasher.verify(password, hash).await;
    if fits.is_err() {
        core.store.write(made.clone(), |tx, made| async move { take_back(tx, &made).await }.boxed()).await?;
    }
    fits
}

/// That the caller has shown the own password, until it is another one.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    account: AccountId,
    hash: Option<String>,
}

impl Proof {
    /// Refuses what rests on the proof when the password has been changed, or the account disabled, since it was looked
    /// at: hashes take their time, and whoever had the account until then must not get through behind its owner.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`].
    pub(super) async fn still_holds(&self, tx: &Tx) -> Result<(), AppError> {
        // Or another server changes it between this look and the commit.
        tx.in_line().await?;
        let now = accounts::by_id(&tx.db(), self.account).await?;
        let same = now.is_some_and(|now| now.enabled && now.password_hash == self.hash);
        if same { Ok(()) } else { Err(AppError::Unauthenticated) }
    }
}

/// The proof that `password` is the caller's own, if it is. A wrong one counts like one at the log-in, and both outcomes
/// leave their traces: the right one in the session, the wrong one in the audit log.
///
/// # Errors
/// [`AppError::TooManyRequests`], [`AppError::Unavailable`].
pub(super) async fn own_password(core: &Core, caller: &Caller, password: &str) -> Result<Option<Proof>, AppError> {
    let account = accounts::by_id(&core.store.read(), caller.actor.account).await?.ok_or(AppError::NotFound)?;
    let proof = Proof { account: account.id, hash: account.password_hash.clone() };
    let subjects = at_password(core, &account.email, &caller.origin).await?;
    let made = begin(core, subjects).await?;
    let fits = verify(core, &made, password, account.password_hash.as_deref()).await?;
    core.store
        .write((caller.clone(), account, made), move |tx, (caller, account, made)| {
            async move { if fits { confirmed(tx, &caller, &made).await } else { wrong(tx, &caller, &account).await } }
                .boxed()
        })
        .await?;
    Ok(fits.then_some(proof))
}

async fn confirmed(tx: &Tx, caller: &Caller, made: &Try) -> Result<(), AppError> {
    take_back(tx, made).await?;
    match own_session(&tx.db(), caller).await? {
        Some(session) => sessions::confirm(tx, &session.hash).await,
        None => Ok(()),
    }
}

async fn wrong(tx: &Tx, caller: &Caller, account: &Credentials) -> Result<(), AppError> {
    let event = Event {
        actor: Some(&caller.actor),
        origin: &caller.origin,
        action: "account.confirm_password",
        object: format!("account:{}", account.id),
        done: false,
        detail: json!({}),
    };
    tx.audit(&event).await
}

/// Refuses what takes much out of the hub unless the caller has shown the own password a moment ago (C-08). A REST token
/// was made with it, for programs that nobody sits before.
///
/// # Errors
/// [`AppError::PasswordNeeded`].
pub(super) async fn need_confirmed(core: &Core, caller: &Caller) -> Result<(), AppError> {
    if caller.origin.token || is_confirmed(core, caller).await? { Ok(()) } else { Err(AppError::PasswordNeeded) }
}

/// Whether the session has seen the caller's password a moment ago: at the log-in, or since. A REST token never has.
pub(super) async fn is_confirmed(core: &Core, caller: &Caller) -> Result<bool, AppError> {
    let session = own_session(&core.store.read(), caller).await?;
    let since = core.clock.now() - TimeDelta::minutes(CONFIRMED_MINUTES);
    Ok(session.and_then(|session| session.confirmed_at).is_some_and(|at| at > since))
}

/// The session that the caller came with.
pub(super) async fn own_session(db: &Db<'_>, caller: &Caller) -> Result<Option<sessions::Kept>, AppError> {
    let own = sessions::of_account(db, caller.actor.account).await?;
    Ok(own.into_iter().find(|kept| credential_name(&kept.hash) == caller.origin.session))
}

/// Refuses while one of the subjects has failed too often.
async fn refuse_waiting(db: &Db<'_>, now: DateTime<Utc>, subjects: &[Subject]) -> Result<(), AppError> {
    for subject in subjects {
        let (count, last) = failures(db, &subject.name, now).await?;
        let (Some(over), Some(last)) = (count.checked_sub(subject.free), last) else { continue };
        // 5, 10, 15 … seconds.
        let wait = (over + 1).saturating_mul(5).min(WAIT_MAX);
        let left = (last + TimeDelta::seconds(wait.cast_signed()) - now).num_seconds();
        if left > 0 {
            return Err(AppError::TooManyRequests { retry_after: left.unsigned_abs() });
        }
    }
    Ok(())
}

/// Failures of a subject in the window, and the last of them.
async fn failures(db: &Db<'_>, subject: &str, now: DateTime<Utc>) -> Result<(u64, Option<DateTime<Utc>>), AppError> {
    accounts::failures(db, subject, now - TimeDelta::minutes(WINDOW_MINUTES)).await
}

/// The /24 or /48 of an address: what one office has.
fn network(ip: &str) -> String {
    match ip.parse() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}")
        }
        Ok(std::net::IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
        Err(_) => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_office_is_one_network() {
        assert_eq!(network("203.0.113.9"), "203.0.113");
        assert_eq!(network("2001:db8:1:2::3"), "2001:db8:1");
        assert_eq!(network("local"), "unknown");
    }

    #[test]
    fn many_people_may_mistype_at_once_and_few_may_not() {
        for (everywhere, accounts, free) in [
            (999, 0, NETWORK_FAILURES),
            (1_000, 3_000, NETWORK_FAILURES_UNDER_ATTACK),
            (4_999, 100_000, NETWORK_FAILURES),
            (5_000, 100_000, NETWORK_FAILURES_UNDER_ATTACK),
        ] {
            assert_eq!(free_of_network(everywhere, accounts), free, "{everywhere} among {accounts}");
        }
    }

    #[test]
    fn what_was_typed_is_not_kept() {
        let subject = address("account", "hanako@city.example.jp");
        assert!(!subject.contains("hanako") && subject.len() == 40, "{subject}");
        assert_eq!(address("account", &"x".repeat(2 << 20)).len(), 40);
    }
}
