//! Configuration: one TOML file, and `KAIRAN_…` variables over it (`KAIRAN_HTTP__LISTEN=0.0.0.0:80`).

mod http;

use std::path::PathBuf;

pub use http::Http;
use serde::Deserialize;

use crate::store::DatabaseUrl;

/// Everything that can be configured. Every field has a default that works for one office on one machine.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How the hub is reached.
    pub http: Http,
    /// Where the data is.
    pub database: Database,
    /// Where the files are.
    pub files: Files,
    /// Log-in.
    pub auth: Auth,
    /// Audit log.
    pub audit: Audit,
    /// Mail server.
    pub mail: Mail,
    /// Log.
    pub log: Log,
}

/// Where the data is.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:data/kairan.db".to_owned() }
    }
}

impl Database {
    /// The database it names.
    ///
    /// # Errors
    /// A sentence for the administrator when it names none.
    pub fn parse(&self) -> Result<DatabaseUrl, String> {
        if self.url.starts_with("postgres://") || self.url.starts_with("postgresql://") {
            return Ok(DatabaseUrl::Postgres(self.url.clone()));
        }
        match self.url.strip_prefix("sqlite:") {
            Some(path) if !path.trim_start_matches('/').is_empty() => {
                Ok(DatabaseUrl::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))))
            }
            _ => Err(format!("database.url must be sqlite:PATH or postgres://…, not {:?}", self.url)),
        }
    }
}

/// Where the files and the search index are.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// Folder of the attachments, unless `s3` is set.
    pub dir: PathBuf,
    /// Folder of the search index. A cache: it can be deleted.
    pub index_dir: PathBuf,
    /// Largest file in bytes.
    pub max_bytes: u64,
    /// Object storage in place of the folder.
    pub s3: Option<S3>,
    /// The program that takes text out of files; this one, unless a test says otherwise.
    pub extract_program: Option<PathBuf>,
}

impl Files {
    /// The program that takes text out of files.
    pub fn program(&self) -> PathBuf {
        let own = || std::env::current_exe().unwrap_or_else(|_| PathBuf::from("kairan"));
        self.extract_program.clone().unwrap_or_else(own)
    }
}

impl Default for Files {
    fn default() -> Self {
        Self {
            dir: PathBuf::from("data/files"),
            index_dir: PathBuf::from("data/index"),
            max_bytes: 1 << 30,
            s3: None,
            extract_program: None,
        }
    }
}

/// An S3 bucket.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    /// Name of the bucket.
    pub bucket: String,
    /// Region.
    pub region: String,
    /// Address of the service, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// Access key; the secret comes from `secret_file`.
    pub access_key_id: String,
    /// File that holds the secret key.
    pub secret_file: PathBuf,
}

/// Log-in.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Auth {
    /// Minutes without use after which a session ends; at most 120 (C-04).
    pub idle_minutes: i64,
    /// The same for administrators, who can do more harm; at most as long.
    pub administrator_idle_minutes: i64,
    /// Hours after which a session ends in any case; at most 24.
    pub absolute_hours: i64,
    /// Sessions an account may have at once; the oldest is ended (C-10).
    pub parallel_sessions: usize,
    /// Memory of Argon2id in KiB (C-32).
    pub argon2_kib: u32,
    /// Passes of Argon2id.
    pub argon2_passes: u32,
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            idle_minutes: 30,
            administrator_idle_minutes: 15,
            absolute_hours: 12,
            parallel_sessions: 5,
            argon2_kib: 47_104,
            argon2_passes: 2,
        }
    }
}

impl Auth {
    /// Whether guessing costs what it should (C-32; OWASP ASVS 5.0, appendix C).
    const fn hashes_are_strong(&self) -> bool {
        let least = match self.argon2_passes {
            0 => return false,
            1 => 47_104,
            2 => 19_456,
            _ => 12_288,
        };
        self.argon2_kib >= least
    }
}

/// Audit log.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audit {
    /// File to which the signed end of the log is added once a day; `audit-heads.jsonl` beside the folder of the files.
    pub heads_file: Option<PathBuf>,
    /// File with the key that signs it, made by the first start; `audit-heads.key` beside the folder of the files.
    pub key_file: Option<PathBuf>,
}

/// Mail server. Without `host`, mails are kept and shown to the administrator.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// Host name of the SMTP server.
    pub host: Option<String>,
    /// Port.
    pub port: u16,
    /// `required` (STARTTLS), `implicit` (TLS from the start) or `none` (only towards loopback).
    pub tls: MailTls,
    /// File with the certificate of the server's authority, in PEM.
    pub ca_file: Option<PathBuf>,
    /// User name.
    pub user: Option<String>,
    /// File that holds the password.
    pub password_file: Option<PathBuf>,
    /// Sender.
    pub from: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: None,
            port: 587,
            tls: MailTls::Required,
            ca_file: None,
            user: None,
            password_file: None,
            from: "回覧 <kairan@localhost.localdomain>".to_owned(),
        }
    }
}

/// How mail is protected on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// STARTTLS, refused when the server does not offer it.
    Required,
    /// TLS from the start.
    Implicit,
    /// None; accepted only towards loopback.
    None,
}

/// Log.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// Filter in the syntax of `RUST_LOG`.
    pub filter: String,
    /// JSON for machines in place of text.
    pub json: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info,tantivy=warn,lettre=warn".to_owned(), json: false }
    }
}

/// Variables that hold several values, with commas between them.
const LISTS: [&str; 2] = ["KAIRAN_HTTP__TRUSTED_PROXIES", "KAIRAN_HTTP__ALLOWED_HOSTS"];

impl Config {
    /// Reads `file`, if given, and the variables, and checks what can be checked.
    ///
    /// # Errors
    /// A sentence for the administrator.
    pub fn load(file: Option<&std::path::Path>) -> Result<Self, String> {
        let mut builder = config::Config::builder();
        if let Some(file) = file {
            builder = builder.add_source(config::File::from(file));
        }
        // Settings are those with `__`; `KAIRAN_CONFIG` and the variables of the tests are none.
        let settings = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("KAIRAN_") && name.contains("__"))
            .map(
                |(name, value)| {
                    if LISTS.contains(&name.as_str()) { (name, value.replace(' ', "")) } else { (name, value) }
                },
            )
            .collect();
        let variables = config::Environment::with_prefix("KAIRAN")
            .prefix_separator("_")
            .separator("__")
            .try_parsing(true)
            .list_separator(",")
            .with_list_parse_key("http.trusted_proxies")
            .with_list_parse_key("http.allowed_hosts")
            .source(Some(settings));
        let mut loaded: Self = builder
            .add_source(variables.ignore_empty(true).keep_prefix(false))
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(|error| error.to_string())?;
        loaded.http.public_url.truncate(loaded.http.public_url.trim_end_matches('/').len());
        loaded.auth.idle_minutes = loaded.auth.idle_minutes.clamp(1, 120);
        loaded.auth.administrator_idle_minutes =
            loaded.auth.administrator_idle_minutes.clamp(1, loaded.auth.idle_minutes);
        loaded.auth.absolute_hours = loaded.auth.absolute_hours.clamp(1, 24);
        loaded.check()?;
        Ok(loaded)
    }

    /// Puts database, files and index into one folder.
    pub fn in_folder(&mut self, data: &std::path::Path) {
        self.database.url = format!("sqlite:{}", data.join("kairan.db").display());
        self.files.dir = data.join("files");
        self.files.index_dir = data.join("index");
    }

    /// Where the signed ends of the audit log are.
    pub fn audit_heads(&self) -> PathBuf {
        self.audit.heads_file.clone().unwrap_or_else(|| self.files.dir.with_file_name("audit-heads.jsonl"))
    }

    /// Where the key is that signs them.
    pub fn audit_key(&self) -> PathBuf {
        self.audit.key_file.clone().unwrap_or_else(|| self.files.dir.with_file_name("audit-heads.key"))
    }

    fn check(&self) -> Result<(), String> {
        self.database.parse()?;
        if !self.auth.hashes_are_strong() {
            return Err(format!(
                "auth.argon2_kib = {} with auth.argon2_passes = {} is too weak: at least 47104 with 1 pass, 19456 with 2, \
                 12288 with 3",
                self.auth.argon2_kib, self.auth.argon2_passes
            ));
        }
        if !self.http.has_plain_address() {
            return Err(format!(
                "http.public_url must be http:// or https:// with a host and no path, not {:?}",
                self.http.public_url
            ));
        }
        match (&self.mail.host, self.mail.tls) {
            (Some(host), MailTls::None) if !["localhost", "127.0.0.1", "::1"].contains(&host.as_str()) => {
                Err("mail.tls = \"none\" is accepted only towards loopback".to_owned())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_hashes_are_no_choice() {
        let with = |argon2_kib, argon2_passes| {
            Config { auth: Auth { argon2_kib, argon2_passes, ..Auth::default() }, ..Config::default() }.check()
        };
        for (kib, passes) in [(47_104, 2), (47_104, 1), (19_456, 2), (12_288, 3)] {
            assert_eq!(with(kib, passes), Ok(()), "{kib} KiB, {passes} passes");
        }
        for (kib, passes) in [(64, 1), (47_103, 1), (19_455, 2), (12_287, 9), (1 << 20, 0)] {
            assert!(with(kib, passes).is_err(), "{kib} KiB, {passes} passes");
        }
    }

    #[test]
    fn links_are_made_of_the_address_that_people_type() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kairan.toml");
        let load = |url: &str| {
            std::fs::write(&file, format!("[http]\npublic_url = \"{url}\"")).unwrap();
            Config::load(Some(&file)).map(|config| config.http.public_url)
        };
        for good in ["https://kairan.example", "https://kairan.example/", "https://kairan.example:8443//"] {
            assert_eq!(load(good), Ok(good.trim_end_matches('/').to_owned()));
        }
        for wrong in [
            "kairan.example",
            "ftp://kairan.example",
            "https://",
            "https://a.example/hub",
            "https://a.example?a",
            "https://a.example#a",
        ] {
            let refused = load(wrong);
            assert!(refused.as_ref().is_err_and(|why| why.contains("public_url")), "{wrong}: {refused:?}");
        }
    }

    #[test]
    fn what_belongs_to_the_log_lies_beside_the_files() {
        let mut config = Config::default();
        config.in_folder(std::path::Path::new("/srv/kairan"));
        assert_eq!(config.audit_heads(), PathBuf::from("/srv/kairan/audit-heads.jsonl"));
        assert_eq!(config.audit_key(), PathBuf::from("/srv/kairan/audit-heads.key"));
    }
}
