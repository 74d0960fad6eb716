//! The directory.

#![expect(missing_docs, reason = "the macro makes a struct of the arguments, whose fields cannot carry docs")]

use leptos::prelude::*;

use super::Next;
use crate::domain::{
    error::AppError,
    ids::{BodyId, ContactId},
};
#[cfg(feature = "ssr")]
use crate::{domain::contact::ContactDraft, ports::RequestContext, routes};

/// What is typed about a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ContactForm {
    pub department: String,
    pub section: String,
    pub unit: String,
    pub post: String,
    pub name: String,
    pub reading: String,
    pub phone: String,
    pub extension: String,
    pub direct_phone: String,
    pub fax: String,
    pub lgwan_mail: String,
    pub internet_mail: String,
    /// One a line, or separated by 、 or commas.
    pub duties: String,
    pub note: String,
}

#[cfg(feature = "ssr")]
impl From<ContactForm> for ContactDraft {
    fn from(form: ContactForm) -> Self {
        Self {
            duties: form.duties.split(['\n', '\r', '、', ',', '，']).map(str::to_owned).collect(),
            department: form.department,
            section: form.section,
            unit: form.unit,
            post: form.post,
            name: form.name,
            reading: form.reading,
            phone: form.phone,
            extension: form.extension,
            direct_phone: form.direct_phone,
            fax: form.fax,
            lgwan_mail: form.lgwan_mail,
            internet_mail: form.internet_mail,
            note: form.note,
        }
    }
}

/// The form has one field for all duties, so their problems are told there.
#[cfg(feature = "ssr")]
fn of_form(error: AppError) -> AppError {
    match error {
        AppError::Invalid { mut errors } => {
            for error in &mut errors {
                if error.field.starts_with("duties.") {
                    "duties".clone_into(&mut error.field);
                }
            }
            errors.dedup();
            AppError::Invalid { errors }
        }
        other => other,
    }
}

/// Writes a new entry.
#[server(prefix = "/api/fn", endpoint = "contacts/create")]
pub async fn create_contact(body: BodyId, #[server(flatten)] contact: ContactForm) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    context.services.contacts.create(&context.caller()?, body, contact.into()).await.map_err(of_form)?;
    Ok(Next::to(routes::done(&routes::directory_body(body), "contact_saved")))
}

/// Changes an entry.
#[server(prefix = "/api/fn", endpoint = "contacts/save")]
pub async fn save_contact(
    id: ContactId,
    version: i32,
    #[server(flatten)] contact: ContactForm,
) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let caller = context.caller()?;
    context.services.contacts.change(&caller, id, version, contact.into()).await.map_err(of_form)?;
    let body = context.services.contacts.find(&caller, id).await?.body_id;
    Ok(Next::to(routes::done(&routes::directory_body(body), "contact_saved")))
}

/// Moves an entry one place up.
#[server(prefix = "/api/fn", endpoint = "contacts/raise")]
pub async fn raise_contact(id: ContactId) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let body = context.services.contacts.raise(&context.caller()?, id).await?;
    Ok(Next::to(routes::directory_body(body)))
}

/// Takes an entry out.
#[server(prefix = "/api/fn", endpoint = "contacts/remove")]
pub async fn remove_contact(id: ContactId, version: i32) -> Result<Next, AppError> {
    let context = RequestContext::current()?;
    let body = context.services.contacts.remove(&context.caller()?, id, version).await?;
    Ok(Next::to(routes::done(&routes::directory_body(body), "contact_removed")))
}
