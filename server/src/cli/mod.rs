//! The command line: what an administrator types.

mod demo;
mod init_admin;
mod serve;
mod upkeep;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand, ValueEnum};

use crate::{
    config::Config,
    files::blobs::BlobStore,
    mail::smtp::{self, Relay},
    telemetry,
    upkeep::List,
};

/// Time for threads that still compute when everything else has ended; with the drain time less than ten seconds (B-17).
const LAST_WORDS: Duration = Duration::from_secs(1);

/// 回覧: notices, directory and surveys between a prefecture and its municipalities.
#[derive(Debug, Parser)]
#[command(name = "kairan", version, about)]
struct Cli {
    /// Configuration file (TOML). `KAIRAN_HTTP__LISTEN` and the like go before it.
    #[arg(long, global = true, env = "KAIRAN_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the hub.
    Serve {
        /// Address to listen on, in place of the configured one.
        #[arg(long)]
        addr: Option<SocketAddr>,
    },
    /// Makes the demo prefecture on first use and serves it.
    Demo {
        /// Folder of its data.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// Address to listen on.
        #[arg(long, default_value = "127.0.0.1:3000")]
        addr: SocketAddr,
    },
    /// Registers the first administrator of a fresh hub.
    ///
    /// A fresh hub has no account and no default password. This registers the prefecture (unless it is there) and one
    /// person, and writes a file, readable by its owner alone, with an address at which that person sets a password.
    /// The address works once, within 15 minutes; the same command makes a new one until a password was set.
    /// Afterwards the command refuses: further people are invited by the administrator.
    InitAdmin(init_admin::InitAdmin),
    /// Brings the schema of the database up to date and ends.
    Migrate,
    /// Throws the search index away and builds it anew from the database. The server must not be running.
    ///
    /// The index is a cache: nothing is lost. The server does the same by itself when it finds its index damaged, and
    /// goes on answering meanwhile; this command is for when it cannot start, or after a restored PostgreSQL.
    Reindex {
        /// Folder that holds everything, in place of the configured places.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Copies the database and all files into a new folder, while the server works.
    ///
    /// The folder holds `kairan.db`, `files/` and `manifest.json` with the SHA-256 of each. Nothing is ever overwritten: the
    /// folder must not exist. With PostgreSQL it says what to run instead.
    Backup {
        /// The new folder.
        #[arg(long)]
        to: PathBuf,
        /// Folder that holds everything, in place of the configured places.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Brings a backup back into an empty place, builds the index and verifies everything.
    ///
    /// Every checksum of the backup is checked before anything is written, and nothing that exists is touched.
    Restore {
        /// The folder of the backup.
        #[arg(long)]
        from: PathBuf,
        /// Empty folder to restore into, in place of the configured places.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Examines the database, the audit chain, every file and the index; ends with an error if anything is wrong.
    ///
    /// Changes nothing and may run beside the server. Reads every byte that is kept: best at night.
    Verify {
        /// Folder that holds everything, in place of the configured places.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Takes contacts or bodies in from CSV or xlsx.
    ///
    /// The first row holds the headings. Contacts have those of the directory's export (団体コード, 部, 課・室, 係, 職名, 氏名, …);
    /// an entry with the same body, section, post and name is changed, any other is new. Bodies have 団体コード, 種別,
    /// 団体名, ふりがな, 英語名. Nothing is ever taken out, and with one wrong row nothing is kept.
    Import {
        /// What the file holds.
        #[arg(value_enum)]
        list: Importable,
        /// The file.
        file: PathBuf,
        /// Mail address of the account in whose name it is done.
        #[arg(long = "as", value_name = "EMAIL")]
        email: String,
        /// Only tells what would become of each row.
        #[arg(long)]
        dry_run: bool,
        /// Folder that holds everything, in place of the configured places.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Prints the `OpenAPI` document.
    Openapi,
    /// Takes the text out of the file on the standard input. The server starts this for each file.
    #[command(hide = true)]
    Extract {
        /// Kind of the file.
        #[arg(long)]
        kind: String,
    },
    /// Reads the configuration, says what is wrong with it, and ends.
    CheckConfig,
}

/// What can be taken in.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Importable {
    /// The directory.
    Contacts,
    /// The bodies.
    Bodies,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Extract { kind } = &cli.command {
        // Before any thread is started and any file is opened: it gives both up.
        return crate::files::extract::child_main(kind);
    }
    let config = match Config::load(cli.config.as_deref()) {
        Ok(config) => config,
        Err(error) => return fail(&error),
    };
    telemetry::start(&config.log.filter, config.log.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    let outcome = runtime.block_on(run(cli.command, config));
    // A thread that computes (a search, a hash) would hold up the end as long as it likes.
    runtime.shutdown_timeout(LAST_WORDS);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn run(command: Command, mut config: Config) -> Result<(), String> {
    match command {
        Command::Serve { addr } => {
            config.http.listen = addr.unwrap_or(config.http.listen);
            serve::serve(config).await
        }
        Command::Demo { data, addr } => demo::run(config, &data, addr).await,
        Command::InitAdmin(given) => init_admin::run(config, given).await,
        Command::Migrate => serve::migrate(config).await,
        Command::Reindex { data } => upkeep::reindex(upkeep::placed(config, data)).await,
        Command::Backup { to, data } => upkeep::backup(upkeep::placed(config, data), &to).await,
        Command::Restore { from, data } => upkeep::restore(upkeep::placed(config, data), &from).await,
        Command::Verify { data } => upkeep::verify(upkeep::placed(config, data)).await,
        Command::Import { list, file, email, dry_run, data } => {
            let list = match list {
                Importable::Contacts => List::Contacts,
                Importable::Bodies => List::Bodies,
            };
            upkeep::import(upkeep::placed(config, data), list, &file, &email, dry_run).await
        }
        Command::Openapi => print_document(),
        Command::Extract { .. } => Err("extract runs by itself".to_owned()),
        Command::CheckConfig => {
            check(&config)?;
            println!("ok");
            Ok(())
        }
    }
}

/// What is read and built only when it is needed, for a mistake to be found before the server is started anew.
fn check(config: &Config) -> Result<(), String> {
    telemetry::check_filter(&config.log.filter)?;
    Relay::new(&config.mail, smtp::TIME_LIMIT)?;
    BlobStore::new(&config.files).prepare()
}

fn print_document() -> Result<(), String> {
    let json = crate::http::rest::document().to_pretty_json().map_err(|error| error.to_string())?;
    println!("{json}");
    Ok(())
}

fn fail(error: &str) -> ExitCode {
    eprintln!("kairan: {error}");
    ExitCode::FAILURE
}
