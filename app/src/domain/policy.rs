//! Who may do what: the one place where permission is decided.
//!
//! `may` is pure. Services call it inside the transaction that changes something, pages call it to leave out a button,
//! and `tests/golden/policy.txt` lists its whole outcome, so that a change of policy shows up as a diff of that file.
//! What is not allowed below is denied.

use super::{
    actor::{Actor, Role},
    error::AppError,
    ids::BodyId,
};

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Write a new notice.
    CreateNotice,
    /// See a notice and its attachments.
    ReadNotice,
    /// Change a notice, attach or detach files.
    EditNotice,
    /// Publish a notice.
    PublishNotice,
    /// Withdraw a published notice.
    WithdrawNotice,
    /// Record for the own body that it has seen the notice.
    ConfirmNotice,
    /// See the delivery of a notice at every body.
    ReadDeliveries,
    /// Remind the bodies that have not confirmed a notice.
    RemindBodies,
    /// Write in the thread of a notice.
    PostMessage,
    /// See the notices and surveys that the own body has received. Which those are is a filter of the query, not a rule
    /// for each row.
    ReadInbox,
    /// See the list of what the prefecture has sent out.
    ReadSent,
    /// Keep the saved lists of bodies.
    ManageGroups,
    /// Design a new survey.
    CreateSurvey,
    /// See a survey and its form.
    ReadSurvey,
    /// Change a survey that is not yet open.
    EditSurvey,
    /// Open a survey.
    PublishSurvey,
    /// Close a survey.
    CloseSurvey,
    /// Begin a new survey with everything of an earlier one.
    CopySurvey,
    /// See the board of all bodies, the merged table and the exports.
    ReadBoard,
    /// See what a body has filled in.
    ReadAnswers,
    /// Open the page on which the own body answers, with what it has not sent yet.
    OpenAnswers,
    /// Fill in, declare 該当なし.
    FillAnswers,
    /// Put the answers before whoever approves them.
    AskApproval,
    /// Take back what waits for approval.
    TakeBackAnswers,
    /// Send the answers to the collector.
    SubmitAnswers,
    /// Send answers back to the body or accept them.
    ReviewAnswers,
    /// See the directory.
    ReadContacts,
    /// Change the contacts of a body.
    EditContacts,
    /// Take the whole directory out.
    ExportContacts,
    /// Invite, change and disable accounts of a body.
    ManageAccounts,
    /// Add and change bodies.
    ManageBodies,
    /// Read the audit log and verify its chain.
    ReadAudit,
    /// See the mails that were or will be sent.
    ReadMails,
}

/// State of a notice as far as permission depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeStage {
    /// Not yet published.
    Draft,
    /// Published.
    Published,
    /// Published and withdrawn.
    Withdrawn,
}

/// State of a survey as far as permission depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SurveyStage {
    /// Being designed.
    Draft,
    /// Bodies may answer.
    Open,
    /// Bodies may no longer answer.
    Closed,
}

/// State of a survey at one body as far as permission depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerStage {
    /// In the hands of the body: 未着手, 作成中, 庁内照会中, 差戻し.
    Writing,
    /// 決裁待ち: waits for approval inside the body.
    Approval,
    /// 提出済: with the collector.
    Submitted,
    /// 受理: accepted.
    Accepted,
}

/// What it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Nothing in particular: the hub as a whole.
    Hub,
    /// A body, its contacts or its accounts.
    Body(BodyId),
    /// A notice.
    Notice {
        /// The body that wrote it.
        owner: BodyId,
        /// Its state.
        stage: NoticeStage,
        /// Whether it is addressed to the body of the actor.
        addressed: bool,
    },
    /// A survey.
    Survey {
        /// The body that collects.
        owner: BodyId,
        /// Its state.
        stage: SurveyStage,
        /// Whether it is addressed to the body of the actor.
        addressed: bool,
    },
    /// A survey at one body.
    Assignment {
        /// The body that collects.
        owner: BodyId,
        /// The body that answers.
        body: BodyId,
        /// State of the survey.
        survey: SurveyStage,
        /// State of the answers.
        answers: AnswerStage,
        /// Whether a submitted revision exists (it stays visible to the collector while the body corrects it).
        submitted_before: bool,
        /// Whether somebody of the body must approve the answers before they are sent (決裁).
        needs_approval: bool,
    },
}

/// Why something is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The actor may not even know that it exists: answered as "not found" (C-28).
    Hidden,
    /// The actor sees it, but not this.
    Forbidden,
}

impl From<Denied> for AppError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Hidden => Self::NotFound,
            Denied::Forbidden => Self::Forbidden,
        }
    }
}

/// Whether `actor` may do `action` to `resource`.
///
/// # Errors
/// [`Denied`] when not.
pub fn may(actor: &Actor, action: Action, resource: &Resource) -> Result<(), Denied> {
    if !is_visible(actor, resource) {
        return Err(Denied::Hidden);
    }
    if is_allowed(actor, action, resource) { Ok(()) } else { Err(Denied::Forbidden) }
}

/// Whether the actor may know that the resource exists.
fn is_visible(actor: &Actor, resource: &Resource) -> bool {
    match *resource {
        Resource::Hub | Resource::Body(_) => true,
        Resource::Notice { owner, stage, addressed } => {
            owns(actor, owner) || stage != NoticeStage::Draft && (addressed || actor.prefecture)
        }
        Resource::Survey { owner, stage, addressed } => {
            owns(actor, owner) || stage != SurveyStage::Draft && (addressed || actor.prefecture)
        }
        Resource::Assignment { owner, body, survey, .. } => {
            owns(actor, owner) || actor.body == body && survey != SurveyStage::Draft
        }
    }
}

fn is_allowed(actor: &Actor, action: Action, resource: &Resource) -> bool {
    match *resource {
        Resource::Hub => on_hub(actor, action),
        Resource::Body(body) => on_body(actor, action, body),
        Resource::Notice { owner, stage, addressed } => on_notice(actor, action, owner, stage, addressed),
        Resource::Survey { owner, stage, .. } => on_survey(actor, action, owner, stage),
        Resource::Assignment { owner, body, survey, answers, submitted_before, needs_approval } => {
            if body == actor.body && answering(actor, action, survey, answers, needs_approval) {
                return true;
            }
            owns(actor, owner) && collecting(action, answers, submitted_before)
        }
    }
}

fn on_hub(actor: &Actor, action: Action) -> bool {
    match action {
        Action::CreateNotice | Action::CreateSurvey | Action::ManageGroups | Action::ExportContacts => {
            actor.is_collector()
        }
        Action::ManageBodies | Action::ReadAudit | Action::ReadMails => actor.is_prefecture_administrator(),
        Action::ReadContacts | Action::ReadInbox => true,
        Action::ReadSent => actor.prefecture,
        _ => false,
    }
}

fn on_body(actor: &Actor, action: Action, body: BodyId) -> bool {
    let own = actor.body == body;
    match action {
        Action::ReadContacts => true,
        Action::EditContacts => actor.is_prefecture_administrator() || own && actor.is_writer(),
        Action::ManageAccounts => actor.is_prefecture_administrator() || own && actor.role == Role::Administrator,
        _ => false,
    }
}

fn on_notice(actor: &Actor, action: Action, owner: BodyId, stage: NoticeStage, addressed: bool) -> bool {
    match action {
        Action::ReadNotice => true,
        Action::EditNotice | Action::PublishNotice => owns(actor, owner) && stage == NoticeStage::Draft,
        Action::WithdrawNotice | Action::RemindBodies => owns(actor, owner) && stage == NoticeStage::Published,
        Action::ReadDeliveries => owns(actor, owner) && stage != NoticeStage::Draft,
        Action::ConfirmNotice => addressed && stage == NoticeStage::Published,
        Action::PostMessage => stage == NoticeStage::Published,
        _ => false,
    }
}

fn on_survey(actor: &Actor, action: Action, owner: BodyId, stage: SurveyStage) -> bool {
    match action {
        Action::ReadSurvey => true,
        Action::EditSurvey | Action::PublishSurvey => owns(actor, owner) && stage == SurveyStage::Draft,
        Action::CloseSurvey => owns(actor, owner) && stage == SurveyStage::Open,
        Action::CopySurvey => owns(actor, owner),
        Action::ReadBoard => owns(actor, owner) && stage != SurveyStage::Draft,
        _ => false,
    }
}

/// What the members of the answering body may do. Where approval is needed, only those who approve may send.
fn answering(actor: &Actor, action: Action, survey: SurveyStage, answers: AnswerStage, needs_approval: bool) -> bool {
    let open = survey == SurveyStage::Open;
    let approves = matches!(actor.role, Role::Approver | Role::Administrator);
    match action {
        Action::ReadSurvey | Action::ReadAnswers | Action::OpenAnswers => true,
        Action::FillAnswers => open && actor.is_writer() && answers == AnswerStage::Writing,
        Action::AskApproval => open && actor.is_writer() && answers == AnswerStage::Writing && needs_approval,
        Action::TakeBackAnswers => open && answers == AnswerStage::Approval && (actor.is_writer() || approves),
        Action::SubmitAnswers => {
            open && match answers {
                AnswerStage::Writing => actor.is_writer() && (approves || !needs_approval),
                AnswerStage::Approval => approves,
                AnswerStage::Submitted | AnswerStage::Accepted => false,
            }
        }
        _ => false,
    }
}

/// What the collector may do with the answers of a body. Drafts stay with the body until they are sent.
fn collecting(action: Action, answers: AnswerStage, submitted_before: bool) -> bool {
    match action {
        Action::ReadSurvey => true,
        Action::ReadAnswers => submitted_before || matches!(answers, AnswerStage::Submitted | AnswerStage::Accepted),
        Action::ReviewAnswers => matches!(answers, AnswerStage::Submitted),
        _ => false,
    }
}

fn owns(actor: &Actor, owner: BodyId) -> bool {
    actor.is_collector() && actor.body == owner
}
