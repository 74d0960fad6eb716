//! `init-admin`: the first administrator of a fresh hub.

use std::{
    fs::{File, OpenOptions, Permissions},
    io::{ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use app::domain::{
    account::AccountDraft,
    body::BodyDraft,
    error::{AppError, ConflictReason},
    lang::Lang,
};
use clap::Args;

use super::serve;
use crate::{config::Config, services::first_run};

/// Readable by its owner alone.
const PRIVATE: u32 = 0o600;

/// Who the first administrator is, and of which prefecture.
#[derive(Debug, Args)]
pub(super) struct InitAdmin {
    /// 団体コード of the prefecture, such as 040002. Needed unless the prefecture is registered.
    #[arg(long, default_value = "")]
    code: String,
    /// Name of the prefecture, such as 宮城県. Needed unless the prefecture is registered.
    #[arg(long, default_value = "")]
    prefecture: String,
    /// Its reading in hiragana, such as みやぎけん. Needed unless the prefecture is registered.
    #[arg(long, default_value = "")]
    prefecture_reading: String,
    /// Mail address of the person: the log-in name.
    #[arg(long)]
    email: String,
    /// Name of the person.
    #[arg(long)]
    name: String,
    /// Reading of the name in hiragana.
    #[arg(long, default_value = "")]
    reading: String,
    /// File for the address at which the person sets a password; only its owner can read it.
    #[arg(long, default_value = "kairan-first-administrator.txt")]
    out: PathBuf,
}

/// Registers the person and writes the address.
pub(super) async fn run(config: Config, given: InitAdmin) -> Result<(), String> {
    // Opened first: an address that cannot be handed over must not be made.
    let (mut file, made) = open(&given.out, &config.http.public_url)?;
    let out = given.out.clone();
    let fault = |error: std::io::Error| format!("cannot write {}: {error}", out.display());
    let address = match begin(config, given).await {
        Ok(address) => address,
        Err(why) => {
            if made {
                drop(std::fs::remove_file(&out));
            }
            return Err(why);
        }
    };
    file.set_permissions(Permissions::from_mode(PRIVATE)).map_err(fault)?;
    file.set_len(0).and_then(|()| writeln!(file, "{address}")).map_err(fault)?;
    println!(
        "The address at which the first administrator sets a password is in {}.\n\
         It works once, within {} minutes. Run the same command again for a new one.",
        out.display(),
        first_run::MINUTES
    );
    Ok(())
}

/// The file for the address, and whether it is new. One that holds anything but an address of this hub is left alone.
fn open(out: &Path, public_url: &str) -> Result<(File, bool), String> {
    let fault = |error: std::io::Error| format!("cannot write {}: {error}", out.display());
    let mut options = OpenOptions::new();
    options.read(true).append(true).mode(PRIVATE);
    match options.clone().create_new(true).open(out) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        other => return other.map(|file| (file, true)).map_err(fault),
    }
    let mut file = options.open(out).map_err(fault)?;
    let mut begins = Vec::new();
    Read::by_ref(&mut file).take(public_url.len() as u64).read_to_end(&mut begins).map_err(fault)?;
    if begins.is_empty() || begins == public_url.as_bytes() {
        return Ok((file, false));
    }
    Err(format!("{} holds something else already; name another file with --out", out.display()))
}

async fn begin(config: Config, given: InitAdmin) -> Result<String, String> {
    let (built, _index) = serve::open_beside(config).await?;
    let InitAdmin { code, prefecture, prefecture_reading, email, name, reading, .. } = given;
    let body = BodyDraft { code, name: prefecture, reading: prefecture_reading, ..BodyDraft::default() };
    let person = AccountDraft { email, name, reading, ..AccountDraft::default() };
    first_run::begin(&built.core, body, person).await.map_err(|error| tell(&error))
}

/// What is wrong, in the words of the options.
fn tell(error: &AppError) -> String {
    match error {
        AppError::Conflict { reason: ConflictReason::State } => {
            "this hub has an administrator already; ask that person for an invitation".to_owned()
        }
        AppError::Invalid { errors } => {
            let lines = errors.iter().map(|error| format!("{}: {}", error.field, error.problem.message(Lang::En)));
            lines.collect::<Vec<_>>().join("\n        ")
        }
        other => other.message(Lang::En),
    }
}
