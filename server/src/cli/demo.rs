//! `demo`: the demo prefecture, made on first use and served.

use std::{collections::HashMap, io::Write, net::SocketAddr, path::Path, sync::Arc};

use app::domain::{calendar::jst_date, error::AppError};
use futures::{FutureExt, StreamExt};
use sha2::{Digest, Sha256};

use super::serve;
use crate::{
    Built,
    config::Config,
    demo::{self, DemoWorld, model::Attachment},
    store::{
        demo::{Blob, FilePlace, Material, load},
        provision,
    },
    upkeep::Occupied,
};

/// Makes the demo prefecture in `data`, unless it is there, and serves it at `address`.
pub(super) async fn run(mut config: Config, data: &Path, address: SocketAddr) -> Result<(), String> {
    config.http.listen = address;
    config.http.public_url = format!("http://{address}");
    config.in_folder(data);
    let _index = Occupied::take(&config.files.index_dir)?;
    let built = serve::open(config).await?;
    let list = data.join("demo-accounts.json");
    if provision::is_empty(&built.core.store.read()).await.map_err(|error| error.to_string())? {
        make(&built, &list).await?;
    }
    print(&list, address)?;
    serve::run(built, address).await
}

async fn make(built: &Built, list: &Path) -> Result<(), String> {
    let today = jst_date(built.core.clock.now());
    let world = tokio::task::spawn_blocking(move || demo::generate(today))
        .await
        .map_err(|error| error.to_string())?
        .map_err(|error| error.to_string())?;
    let world = Arc::new(world);
    let blobs = files(built, &world).await?;
    let mut secrets = Vec::new();
    for log_in in &world.log_ins {
        let hash = built.core.hasher.hash(&log_in.password, built.core.ids.as_ref()).await;
        secrets.push((hash.map_err(|error| error.to_string())?, Sha256::digest(log_in.api_token.as_bytes()).to_vec()));
    }
    let accounts = demo::accounts_json(&world);
    let material = Material { world, blobs: Arc::new(blobs), secrets: Arc::new(secrets) };
    built
        .core
        .store
        .write(material, |tx, material| async move { load(tx, &material).await }.boxed())
        .await
        .map_err(|error| error.to_string())?;
    let json = serde_json::to_vec_pretty(&accounts).map_err(|error| error.to_string())?;
    std::fs::write(list, json).map_err(|error| format!("cannot write {}: {error}", list.display()))
}

async fn files(built: &Built, world: &DemoWorld) -> Result<HashMap<FilePlace, Blob>, String> {
    let mut places = Vec::new();
    for (index, notice) in world.notices.iter().enumerate() {
        places.extend(notice.attachments.iter().enumerate().map(|(at, file)| (FilePlace::Notice(index, at), file)));
    }
    for (index, survey) in world.surveys.iter().enumerate() {
        for (position, given) in survey.assignments.iter().enumerate() {
            let files = given.files.iter().enumerate();
            places.extend(files.map(|(at, file)| (FilePlace::Answer(index, position, at), &file.file)));
        }
    }
    let mut kept = HashMap::with_capacity(places.len());
    for (place, file) in places {
        kept.insert(place, keep(built, file).await?);
    }
    Ok(kept)
}

async fn keep(built: &Built, file: &Attachment) -> Result<Blob, String> {
    let bytes = bytes::Bytes::from(file.bytes().map_err(|error| error.to_string())?);
    let content = futures::stream::once(async move { Ok(bytes) }).boxed();
    let tell = |error: AppError| format!("{}: {error}", file.name);
    let incoming = built.core.blobs.receive(content).await.map_err(tell)?;
    let blob = Blob {
        sha256: incoming.sha256.clone(),
        size: i64::try_from(incoming.size).unwrap_or(i64::MAX),
        media_type: file.media_type().to_owned(),
    };
    built.core.blobs.keep(incoming).await.map_err(tell)?;
    Ok(blob)
}

/// Tells where it is and who may sign in.
fn print(list: &Path, address: SocketAddr) -> Result<(), String> {
    let json = std::fs::read(list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let accounts: Vec<HashMap<String, String>> = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    let mut out = std::io::stdout().lock();
    let mut tell = |line: String| writeln!(out, "{line}").map_err(|error| error.to_string());
    tell(format!("\nKairan (回覧) — http://{address}\n"))?;
    for account in &accounts {
        let field = |name: &str| account.get(name).map_or("", String::as_str);
        tell(format!(
            "  {:<14} {:<8} {:<44} {}",
            field("role"),
            field("body_name"),
            field("email"),
            field("password")
        ))?;
    }
    tell(String::new())
}
