//! How the hub is reached.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use axum::http::Uri;
use serde::Deserialize;

/// How the hub is reached.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Http {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// The address that people type, for links in mails; `https://…` makes cookies `Secure`.
    pub public_url: String,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// More host names that the hub answers to, beside that of `public_url` and loopback.
    pub allowed_hosts: Vec<String>,
    /// Folder of the built site: style, script, wasm, fonts.
    pub site_dir: PathBuf,
    /// Address of `/metrics`; none by default.
    pub metrics_listen: Option<SocketAddr>,
    /// Requests that one account may make in a second in the long run (C-53); 0 is no limit.
    pub requests_per_second: u32,
    /// Requests that it may make at once after a pause.
    pub request_burst: u32,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: "http://127.0.0.1:3000".to_owned(),
            trusted_proxies: Vec::new(),
            allowed_hosts: Vec::new(),
            site_dir: PathBuf::from("target/site"),
            metrics_listen: None,
            requests_per_second: 50,
            request_burst: 200,
        }
    }
}

impl Http {
    /// Whether cookies must be `Secure`.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether `public_url` is a scheme and a host alone: links are made by putting paths behind it.
    pub(super) fn has_plain_address(&self) -> bool {
        let Ok(uri) = self.public_url.parse::<Uri>() else { return false };
        let plain = uri.scheme_str().zip(uri.authority()).map(|(scheme, host)| format!("{scheme}://{host}"));
        matches!(uri.scheme_str(), Some("http" | "https")) && plain.as_ref() == Some(&self.public_url)
    }
}
