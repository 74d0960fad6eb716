//! The load that `make bench` puts on a server, in a process of its own, and the static answer that all rates are compared
//! with. Prints one line of JSON.

mod client;
mod report;
mod save;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use axum::{Router, routing::get};
use clap::{Parser, Subcommand};
use http::{HeaderName, HeaderValue};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves a short text on every path: what axum does when it does nothing.
    Static { addr: SocketAddr },
    /// Asks for one page again and again.
    Get {
        addr: SocketAddr,
        path: String,
        /// `Name: value`.
        #[arg(long)]
        header: Vec<String>,
        #[arg(long, default_value_t = 8)]
        clients: usize,
        #[arg(long, default_value_t = 5.0)]
        seconds: f64,
    },
    /// Saves values of questions, each client its own, and logs what was acknowledged.
    Save {
        addr: SocketAddr,
        /// One JSON object a line: `token`, `assignment`, `key`, `version`; a client for each.
        targets: PathBuf,
        /// Acknowledged saves, one JSON object a line.
        #[arg(long)]
        log: Option<PathBuf>,
        #[arg(long, default_value_t = 5.0)]
        seconds: f64,
    },
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match Arguments::parse().command {
        Command::Static { addr } => {
            let router = Router::new().fallback(get(async || "Kairan"));
            axum::serve(tokio::net::TcpListener::bind(addr).await?, router).await?;
        }
        Command::Get { addr, path, header, clients, seconds } => {
            let headers = header.iter().map(|line| parsed(line)).collect::<Result<Vec<_>, _>>()?;
            let report = client::get(addr, &path, &headers, clients, Duration::from_secs_f64(seconds)).await?;
            println!("{}", serde_json::to_string(&report)?);
        }
        Command::Save { addr, targets, log, seconds } => {
            let targets = std::fs::read_to_string(targets)?;
            let targets = targets.lines().map(serde_json::from_str).collect::<Result<Vec<save::Target>, _>>()?;
            let report = save::run(addr, targets, log, Duration::from_secs_f64(seconds)).await?;
            println!("{}", serde_json::to_string(&report)?);
        }
    }
    Ok(())
}

fn parsed(line: &str) -> Result<(HeaderName, HeaderValue), Failure> {
    let (name, value) = line.split_once(':').ok_or("a header is `Name: value`")?;
    Ok((name.trim().parse()?, value.trim().parse()?))
}
