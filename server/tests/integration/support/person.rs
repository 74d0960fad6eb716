//! Somebody who uses the hub: over REST with a token, or in a browser with a cookie.

use app::domain::ids::BodyId;
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;

use super::{Answer, TestApp, app::PASSWORD};

/// Somebody who uses the hub.
pub struct Person<'a> {
    app: &'a TestApp,
    /// Its mail address.
    pub email: String,
    /// Its REST token.
    pub token: String,
    /// The body it acts for.
    pub body: BodyId,
    cookie: Option<String>,
}

impl<'a> Person<'a> {
    pub(super) const fn new(app: &'a TestApp, email: String, token: String, body: BodyId) -> Self {
        Self { app, email, token, body, cookie: None }
    }

    /// The same person with the same session at another server of the hub.
    pub fn at<'b>(&self, app: &'b TestApp) -> Person<'b> {
        let (email, token, cookie) = (self.email.clone(), self.token.clone(), self.cookie.clone());
        Person { app, email, token, body: self.body, cookie }
    }

    /// Calls REST.
    pub async fn call(&self, method: Method, path: &str, json: Option<&Value>) -> Answer {
        let builder = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        let request = match json {
            Some(json) => builder.header(header::CONTENT_TYPE, "application/json").body(Body::from(json.to_string())),
            None => builder.body(Body::empty()),
        };
        self.app.send(request.unwrap()).await
    }

    /// `GET` over REST.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    /// `POST` over REST.
    pub async fn post(&self, path: &str, json: &Value) -> Answer {
        self.call(Method::POST, path, Some(json)).await
    }

    /// `PUT` over REST.
    pub async fn put(&self, path: &str, json: &Value) -> Answer {
        self.call(Method::PUT, path, Some(json)).await
    }

    /// `DELETE` over REST.
    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// Sends bytes over REST.
    pub async fn upload(&self, method: Method, path: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, media_type)
            .body(Body::from(bytes));
        self.app.send(request.unwrap()).await
    }

    /// The value of the cookie: the token of the session.
    pub fn session_token(&self) -> &str {
        self.cookie().split_once('=').map_or("", |(_, token)| token)
    }

    /// Takes the cookie of an answer, as a browser does.
    pub fn take_cookie(&mut self, answer: &Answer) {
        self.cookie = Some(answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned());
    }

    /// Signs in as in a browser.
    pub async fn sign_in(&mut self) -> Answer {
        let answer =
            self.submit("/login", "session/log_in", &[("email", &self.email.clone()), ("password", PASSWORD)]).await;
        self.take_cookie(&answer);
        answer
    }

    /// The cookie of the browser.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Opens a page in the browser.
    pub async fn open(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, "127.0.0.1:3000").header(header::COOKIE, self.cookie());
        self.app.send(request.body(Body::empty()).unwrap()).await
    }

    /// Posts the form of a page, as a browser without scripts does.
    pub async fn submit(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![("_action", action)];
        pairs.extend_from_slice(fields);
        let request = Request::post(page)
            .header(header::HOST, "127.0.0.1:3000")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, self.cookie())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(serde_urlencoded::to_string(pairs).unwrap()));
        self.app.send(request.unwrap()).await
    }
}
