//! Lists of contacts and bodies from a file, through the use cases, in the name of an account.

use std::path::Path;

use app::{
    domain::{
        actor::Actor,
        body::{BodyDraft, BodyKind},
        contact::ContactDraft,
        lang::Lang,
    },
    ports::{
        Caller, Origin,
        import::{ContactLine, Line, Outcome},
    },
};

use super::{
    table::{self, Cells},
    tell,
};
use crate::{Built, services::CONTACT_COLUMNS, store::accounts, telemetry};

/// Headings of a list of bodies.
pub const BODY_COLUMNS: [&str; 5] = ["団体コード", "種別", "団体名", "ふりがな", "英語名"];

/// What kind of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The directory, with the headings of its export.
    Contacts,
    /// The bodies, with the headings of [`BODY_COLUMNS`].
    Bodies,
}

/// Takes a list in, all of it or nothing; with `dry_run` it only tells what would become of it.
///
/// # Errors
/// A sentence for the administrator when the file or the account cannot be used.
pub async fn import(built: &Built, list: List, file: &Path, email: &str, dry_run: bool) -> Result<Outcome, String> {
    let caller = caller(built, email).await?;
    match list {
        List::Contacts => {
            let headings = CONTACT_COLUMNS.map(|(heading, _)| heading);
            let lines = table::read(file, &headings, &["団体コード", "課・室"])?;
            let lines = lines.into_iter().map(|line| Line { line: line.line, row: contact(line.row) }).collect();
            built.services.contacts.import(&caller, lines, dry_run).await.map_err(tell("the list was refused"))
        }
        List::Bodies => {
            let lines = table::read(file, &BODY_COLUMNS, &["種別", "団体名", "ふりがな"])?;
            let lines = lines.into_iter().map(|line| Line { line: line.line, row: body(line.row) }).collect();
            built.services.bodies.import(&caller, lines, dry_run).await.map_err(tell("the list was refused"))
        }
    }
}

/// The account in whose name it is done: as the administrator of the prefecture where it is one, else for its first body.
async fn caller(built: &Built, email: &str) -> Result<Caller, String> {
    let fault = tell("the accounts cannot be read");
    let db = built.core.store.read();
    let unknown = || format!("{email} is not the mail address of an account that may act");
    let account = accounts::by_email(&db, &email.trim().to_lowercase()).await.map_err(&fault)?.ok_or_else(unknown)?;
    let mut found = None;
    for (body, ..) in accounts::memberships(&db, account.id).await.map_err(&fault)? {
        let actor = accounts::actor(&db, account.id, body).await.map_err(&fault)?;
        if actor.as_ref().is_some_and(Actor::is_prefecture_administrator) || found.is_none() {
            found = actor;
        }
    }
    let agent = format!("kairan import {}", env!("CARGO_PKG_VERSION"));
    let ip = "command line".to_owned();
    let origin = Origin { ip, agent, request_id: telemetry::reference(), ..Origin::default() };
    found.map(|actor| Caller { actor, origin, lang: Lang::Ja }).ok_or_else(unknown)
}

fn contact(mut cells: Cells) -> ContactLine {
    let mut take = |heading: &str| cells.remove(heading).unwrap_or_default();
    ContactLine {
        body_code: take("団体コード"),
        body_name: take("団体名"),
        draft: ContactDraft {
            department: take("部"),
            section: take("課・室"),
            unit: take("係"),
            post: take("職名"),
            name: take("氏名"),
            reading: take("ふりがな"),
            phone: take("電話"),
            extension: take("内線"),
            direct_phone: take("直通"),
            fax: take("FAX"),
            lgwan_mail: take("LGWANメール"),
            internet_mail: take("インターネットメール"),
            duties: take("担当業務").split(['、', '\n']).map(str::to_owned).collect(),
            note: take("備考"),
        },
    }
}

fn body(mut cells: Cells) -> BodyDraft {
    let mut take = |heading: &str| cells.remove(heading).unwrap_or_default();
    let kind = take("種別");
    let named = |known: &&BodyKind| known.text().ja == kind.trim();
    let kind = BodyKind::ALL.iter().find(named).map_or(kind.clone(), |known| known.code().to_owned());
    BodyDraft {
        code: take("団体コード"),
        kind,
        name: take("団体名"),
        reading: take("ふりがな"),
        name_en: take("英語名"),
    }
}
