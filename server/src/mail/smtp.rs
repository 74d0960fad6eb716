//! The way to the mail server: lettre over rustls, one connection per lane.
//!
//! Lettre's own pool is not used: its asynchronous connections know no time-out once they are open, and a send that is
//! cut off from outside would hand its half-used connection to the next mail. Here such a connection is dropped.

use std::time::Duration;

use lettre::{
    message::Mailbox,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters, TlsParametersBuilder},
        extension::ClientId,
    },
};

use super::message::{build, plain};
use crate::{
    config::{Mail, MailTls},
    store::mails::Taken,
};

/// Time for one mail, from the first command to the last answer, and for opening a connection.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);
/// Longest answer of a mail server that is kept, in characters.
const ANSWER_MAX: usize = 300;
/// Refusals that are about the log-in of the hub, not about the mail: 530, 534, 535, 538 (RFC 4954 §6).
const ABOUT_LOG_IN: [u16; 4] = [530, 534, 535, 538];

/// Where and how mail is handed over.
pub struct Relay {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    from: Mailbox,
    hello: ClientId,
    limit: Duration,
}

enum Security {
    StartTls(TlsParameters),
    Implicit(TlsParameters),
    None,
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server took the mail.
    Sent,
    /// It refused for now, fell silent or hung up.
    Later(String),
    /// It refused for good.
    Refused(String),
    /// It could not be reached, which says nothing about the mail.
    Unreachable(String),
}

impl Relay {
    /// The relay of the configuration; none when no mail server is configured.
    ///
    /// # Errors
    /// A sentence for the administrator.
    pub fn new(mail: &Mail, limit: Duration) -> Result<Option<Self>, String> {
        let from: Mailbox = mail.from.parse().map_err(|error| format!("mail.from {:?}: {error}", mail.from))?;
        let Some(host) = mail.host.clone() else { return Ok(None) };
        let security = match mail.tls {
            MailTls::Required => Security::StartTls(tls(&host, mail)?),
            MailTls::Implicit => Security::Implicit(tls(&host, mail)?),
            MailTls::None => Security::None,
        };
        let hello = ClientId::Domain(from.email.domain().to_owned());
        Ok(Some(Self { host, port: mail.port, security, credentials: credentials(mail)?, from, hello, limit }))
    }

    /// A lane to the mail server; it connects with its first mail.
    pub const fn lane(&self) -> Lane<'_> {
        Lane { relay: self, connection: None }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let wrapper = if let Security::Implicit(tls) = &self.security { Some(tls.clone()) } else { None };
        let address = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.limit), &self.hello, wrapper, None).await?;
        if let Security::StartTls(tls) = &self.security {
            // Refuses a server that does not offer it: somebody on the way may have taken the offer out (C-52).
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }
}

fn tls(host: &str, mail: &Mail) -> Result<TlsParameters, String> {
    let mut builder = TlsParametersBuilder::new(host.to_owned());
    if let Some(file) = &mail.ca_file {
        let named = |error: &dyn std::fmt::Display| format!("mail.ca_file {}: {error}", file.display());
        let pem = std::fs::read(file).map_err(|error| named(&error))?;
        let authority = Certificate::from_pem(&pem).map_err(|error| named(&error))?;
        // An authority of one's own is named to be the only one.
        builder = builder.certificate_store(CertificateStore::None).add_root_certificate(authority);
    }
    builder.build().map_err(|error| format!("mail.tls: {error}"))
}

fn credentials(mail: &Mail) -> Result<Option<Credentials>, String> {
    let (Some(user), Some(file)) = (&mail.user, &mail.password_file) else { return Ok(None) };
    let password =
        std::fs::read_to_string(file).map_err(|error| format!("mail.password_file {}: {error}", file.display()))?;
    Ok(Some(Credentials::new(user.clone(), password.trim_end_matches(['\r', '\n']).to_owned())))
}

/// One connection, opened when it is needed and used for one mail after another.
pub struct Lane<'a> {
    relay: &'a Relay,
    connection: Option<AsyncSmtpConnection>,
}

impl Lane<'_> {
    /// Hands one mail over.
    pub async fn send(&mut self, mail: &Taken) -> Outcome {
        let message = match build(&self.relay.from, mail) {
            Ok(message) => message,
            Err(reason) => return Outcome::Refused(reason),
        };
        let mut connection = match self.open().await {
            Ok(connection) => connection,
            Err(reason) => return Outcome::Unreachable(reason),
        };
        let formatted = message.formatted();
        let sending = connection.send(message.envelope(), &formatted);
        match tokio::time::timeout(self.relay.limit, sending).await {
            Ok(Ok(_)) => {
                self.connection = Some(connection);
                Outcome::Sent
            }
            Ok(Err(error)) => refusal(&error),
            Err(_) => Outcome::Later(format!("no answer within {} s", self.relay.limit.as_secs())),
        }
    }

    async fn open(&mut self) -> Result<AsyncSmtpConnection, String> {
        let limit = self.relay.limit;
        if let Some(mut idle) = self.connection.take()
            && tokio::time::timeout(limit, idle.test_connected()).await == Ok(true)
        {
            return Ok(idle);
        }
        match tokio::time::timeout(limit, self.relay.connect()).await {
            Ok(connected) => connected.map_err(|error| answer(&error)),
            Err(_) => Err(format!("no connection within {} s", limit.as_secs())),
        }
    }

    /// Says good-bye.
    pub async fn close(mut self) {
        if let Some(mut connection) = self.connection.take() {
            // Whether the server hears it changes nothing.
            drop(tokio::time::timeout(Duration::from_secs(2), connection.quit()).await);
        }
    }
}

fn refusal(error: &lettre::transport::smtp::Error) -> Outcome {
    let about_log_in = error.status().is_some_and(|code| ABOUT_LOG_IN.contains(&code.into()));
    if error.is_permanent() && !about_log_in { Outcome::Refused(answer(error)) } else { Outcome::Later(answer(error)) }
}

/// What went wrong, with its causes, as one short line.
fn answer(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !line.contains(&text) {
            line = format!("{line}: {text}");
        }
        cause = inner.source();
    }
    plain(&line).chars().take(ANSWER_MAX).collect()
}
