//! The page of a draft, which carries its text and its files in one form: every button of it keeps both.

use app::{
    components::form::FormOutcome,
    domain::{
        error::{AppError, FileRefusal},
        form_design::Typed as Fields,
        ids::NoticeId,
        lang::Lang,
        notice::AttachmentRole,
    },
    ports::{
        Caller,
        files::{FileService, Label, Upload},
    },
    routes,
};
use async_trait::async_trait;
use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    AppState, Identity,
    files::refused,
    form_posts::{Typed, run_typed},
    pages::again,
    parts::{self, Sent, TakesFiles, read},
};

/// The server function whose form this is.
const SAVE: &str = "notices/save";
/// The field of new files.
const FILES: &str = "file";

/// The form of the page: with files if it comes in parts, else as any other form.
pub async fn send(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    parts::send(state.clone(), request, |identity, caller, request| async move {
        take(&state, identity, &caller, &id, request).await
    })
    .await
}

/// Attaches files to a draft.
struct Draft<'a> {
    files: &'a dyn FileService,
    caller: &'a Caller,
    notice: NoticeId,
}

#[async_trait]
impl TakesFiles for Draft<'_> {
    fn wants(&self, part: &str) -> bool {
        part == FILES
    }

    async fn take(&self, _: &str, typed: &Typed, upload: Upload) -> Result<(), AppError> {
        let fields = Fields(typed);
        let role = AttachmentRole::from_code(fields.text("file_role")).unwrap_or(AttachmentRole::Annex);
        let label = Label { role, description: fields.text("file_description").to_owned() };
        self.files.attach(self.caller, self.notice, label, upload).await.map(drop)
    }
}

async fn take(
    state: &AppState,
    identity: Identity,
    caller: &Caller,
    id: &str,
    request: Request,
) -> Result<Response, AppError> {
    let notice: NoticeId = id.parse().map_err(|_| AppError::NotFound)?;
    let lang: Lang = identity.lang;
    let (extensions, address) = (request.extensions().clone(), routes::notice_edit(notice));
    let sent = read(request, &Draft { files: state.services.files.as_ref(), caller, notice }).await?;
    let refused = file_problem(&sent, &address);
    // A form with nothing but files, as other programs send it, has no text to keep.
    let saved = if sent.fields.iter().any(|(name, _)| name == "version") {
        run_typed(state, identity, &extensions, SAVE, &sent.fields).await
    } else {
        Ok(None)
    };
    let next = match saved {
        Ok(next) => next.map(|next| next.to),
        Err(error) => {
            let values = without_new_file(sent);
            let outcome = FormOutcome { action: SAVE.to_owned(), values, error: Some(error) };
            return Ok(again(state, extensions, refused.as_ref().unwrap_or(&address), outcome, lang).await);
        }
    };
    let stays = matches!(Fields(&sent.fields).text("then"), "" | "save" | "attach");
    let to = match (refused, next) {
        (Some(refused), _) => refused,
        (None, Some(next)) if sent.taken.is_empty() || !stays => next,
        _ => format!("{}#files", routes::done(&address, "files_added")),
    };
    Ok(Redirect::to(&to).into_response())
}

/// The page with what is wrong with a file, or that there was none where one is to be attached.
fn file_problem(sent: &Sent, address: &str) -> Option<String> {
    if let Some((name, error)) = &sent.refused {
        return Some(refused(address, name, error));
    }
    let nothing = AppError::FileRefused { reason: FileRefusal::Empty };
    let asked =
        matches!(Fields(&sent.fields).text("then"), "attach") || sent.fields.iter().all(|(name, _)| name != "version");
    (asked && sent.taken.is_empty()).then(|| refused(address, "", &nothing))
}

/// What was typed, to be shown again. What was said about files that were taken is with them already.
fn without_new_file(sent: Sent) -> Typed {
    let done = !sent.taken.is_empty();
    sent.fields.into_iter().filter(|(name, _)| !(done && name == "file_description")).collect()
}
