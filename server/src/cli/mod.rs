//! The command line: what an administrator types.

mod demo;
mod serve;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{config::Config, telemetry};

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
    /// Brings the schema of the database up to date and ends.
    Migrate,
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
    match runtime.block_on(run(cli.command, config)) {
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
        Command::Migrate => serve::migrate(config).await,
        Command::Openapi => print_document(),
        Command::Extract { .. } => Err("extract runs by itself".to_owned()),
        Command::CheckConfig => {
            println!("ok");
            Ok(())
        }
    }
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
