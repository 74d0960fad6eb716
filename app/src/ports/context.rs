//! The request as pages and server functions see it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::use_context;

use super::{
    accounts::AccountService, answers::AnswerService, audit::AuditService, bodies::BodyService,
    contacts::ContactService, files::FileService, mails::MailService, notices::NoticeService, reach::ReachService,
    search::SearchService, session::SessionService, surveys::SurveyService, tokens::TokenService,
};
use crate::domain::{actor::Actor, error::AppError, lang::Lang};

/// Everything that the server provides.
pub struct Services {
    /// Log-in, log-out, own account.
    pub session: Arc<dyn SessionService>,
    /// Bodies and saved lists of them.
    pub bodies: Arc<dyn BodyService>,
    /// Notices.
    pub notices: Arc<dyn NoticeService>,
    /// How far notices have come.
    pub reach: Arc<dyn ReachService>,
    /// Files of notices.
    pub files: Arc<dyn FileService>,
    /// Full-text search.
    pub search: Arc<dyn SearchService>,
    /// Surveys, for those who collect.
    pub surveys: Arc<dyn SurveyService>,
    /// Surveys, for those who answer.
    pub answers: Arc<dyn AnswerService>,
    /// Directory.
    pub contacts: Arc<dyn ContactService>,
    /// The people who sign in.
    pub accounts: Arc<dyn AccountService>,
    /// Tokens for REST.
    pub tokens: Arc<dyn TokenService>,
    /// Audit log.
    pub audit: Arc<dyn AuditService>,
    /// Mails.
    pub mails: Arc<dyn MailService>,
}

/// Where a request came from, as the audit log keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Address of the client.
    pub ip: String,
    /// Its program.
    pub agent: String,
    /// The request in the log.
    pub request_id: String,
    /// Name of the session or token that it came with, by which it can be told from others but not used; blank without
    /// one.
    pub session: String,
    /// Whether that is a REST token, for which the password was shown when it was made.
    pub token: bool,
}

/// Somebody who is signed in, and from where.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who, for which body, in which role.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// In which language the answer is read.
    pub lang: Lang,
}

/// The request: who, from where, in which language, and what the server provides.
#[derive(Clone)]
pub struct RequestContext {
    /// What the server provides.
    pub services: Arc<Services>,
    /// Who is signed in, if anybody.
    pub actor: Option<Actor>,
    /// From where.
    pub origin: Origin,
    /// Language of the answer.
    pub lang: Lang,
    /// Path and query of the page.
    pub path: String,
    /// When the request came, by the server's clock.
    pub now: DateTime<Utc>,
    /// The session token of the browser, to end that session.
    pub session_token: Option<String>,
    /// Whether cookies must be `Secure` (the public address is https).
    pub secure: bool,
}

impl RequestContext {
    /// The request that is being answered.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] outside a request: route listing at start-up runs the app without one.
    pub fn current() -> Result<Self, AppError> {
        use_context::<Self>().ok_or(AppError::Unavailable)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] when nobody is.
    pub fn caller(&self) -> Result<Caller, AppError> {
        let actor = self.actor.clone().ok_or(AppError::Unauthenticated)?;
        Ok(Caller { actor, origin: self.origin.clone(), lang: self.lang })
    }
}
