//! Many people fill in at once: each client saves its own question again and again.

use std::{
    fs::File,
    io::Write as _,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::Full;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Failure, client::Client, report::Report};

/// A question at a body, and who fills it in.
#[derive(Clone, Debug, Deserialize)]
pub struct Target {
    token: String,
    assignment: String,
    key: String,
    version: i64,
}

type Log = Option<Arc<Mutex<File>>>;

/// Saves until the time is over or the server is gone. What was acknowledged is written before the next save is sent.
pub async fn run(
    addr: SocketAddr,
    targets: Vec<Target>,
    log: Option<PathBuf>,
    time: Duration,
) -> Result<Report, Failure> {
    let log: Log = log.map(File::create).transpose()?.map(|file| Arc::new(Mutex::new(file)));
    let begun = Instant::now();
    let tasks: Vec<_> =
        targets.into_iter().map(|target| tokio::spawn(fill(addr, target, log.clone(), begun + time))).collect();
    let mut report = Report::new(time);
    for task in tasks {
        report.add(task.await?);
    }
    Ok(report.done())
}

async fn fill(addr: SocketAddr, mut target: Target, log: Log, until: Instant) -> Vec<(bool, f64)> {
    let mut samples = Vec::new();
    let Ok(mut client) = Client::connect(addr).await else { return vec![(false, 0.0)] };
    while Instant::now() < until {
        let asked = Instant::now();
        let value = format!("回答 {} の {}", target.key, target.version + 1);
        let Ok(version) = save(&mut client, &target, &value).await else {
            samples.push((false, 0.0));
            break;
        };
        samples.push((true, asked.elapsed().as_secs_f64() * 1_000.0));
        target.version = version;
        note(&log, &target, &value);
    }
    samples
}

async fn save(client: &mut Client, target: &Target, value: &str) -> Result<i64, Failure> {
    let body = json!({ "base_version": target.version, "value": { "type": "text", "value": value } }).to_string();
    let request = Request::put(format!("/api/v1/assignments/{}/values/{}", target.assignment, target.key))
        .header(header::AUTHORIZATION, format!("Bearer {}", target.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::new(Bytes::from(body)))?;
    let (status, answer) = client.call(request).await?;
    if status != StatusCode::OK {
        return Err(format!("{status}: {}", String::from_utf8_lossy(&answer)).into());
    }
    let answer: Value = serde_json::from_slice(&answer)?;
    answer["version"].as_i64().ok_or_else(|| "a save without version".into())
}

fn note(log: &Log, target: &Target, value: &str) {
    let Some(log) = log else { return };
    let line = json!({ "assignment": target.assignment, "key": target.key, "version": target.version, "value": value });
    if let Ok(mut file) = log.lock() {
        // A log that cannot be written shows up as saves that are missing from it, never as saves that were lost.
        let _written = writeln!(file, "{line}");
    }
}
