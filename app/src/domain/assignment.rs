//! 割当: a survey at one body, and the states it passes through.
//!
//! 未着手 → 作成中 → 庁内照会中 → 決裁待ち → 提出済 → (差戻し → 再提出) → 受理. Who may cause an event is decided in
//! [`super::policy`]; here is only what can follow what.

use chrono::{DateTime, Utc};

use super::{
    coded::coded,
    error::{AppError, ConflictReason},
    lang::Text,
    policy::AnswerStage,
};

/// Longest remark of a body to the collector, in characters.
pub const REMARK_MAX: usize = 2000;

coded! {
    /// State of a survey at one body.
    AssignmentState {
        /// 未着手: nothing is filled in.
        NotStarted = "not_started", "未着手", "Not started";
        /// 作成中: being filled in.
        Drafting = "drafting", "作成中", "Being filled in";
        /// 庁内照会中: parts are with other sections.
        Consulting = "consulting", "庁内照会中", "With other sections";
        /// 決裁待ち: waits for approval inside the body.
        AwaitingApproval = "awaiting_approval", "決裁待ち", "Awaiting approval";
        /// 提出済: the first revision is with the collector.
        Submitted = "submitted", "提出済", "Submitted";
        /// 差戻し: sent back by the collector and not yet touched.
        SentBack = "sent_back", "差戻し", "Sent back";
        /// 再提出: a later revision is with the collector.
        Resubmitted = "resubmitted", "再提出", "Submitted again";
        /// 受理: accepted by the collector.
        Accepted = "accepted", "受理", "Accepted";
    }
}

coded! {
    /// What happens to a survey at one body. The texts stand in its history.
    AssignmentEvent {
        /// A field is saved.
        Save = "save", "入力した", "filled in";
        /// Parts are handed to other sections.
        Consult = "consult", "庁内照会を始めた", "asked other sections";
        /// The parts are back, or taken back.
        Collect = "collect", "庁内照会を終えた", "collected the parts";
        /// Approval is asked for.
        RequestApproval = "request_approval", "決裁に回した", "asked for approval";
        /// The answers come back from approval: taken back by the editor or returned by the approver.
        TakeBack = "take_back", "決裁から戻した", "took back from approval";
        /// The answers go to the collector. What waits for approval is thereby approved.
        Submit = "submit", "提出した", "submitted";
        /// The body takes its submission back to correct it.
        Withdraw = "withdraw", "提出を取り下げた", "withdrew the submission";
        /// The collector sends the answers back, with a reason.
        SendBack = "send_back", "差し戻した", "sent back";
        /// The collector accepts the answers.
        Accept = "accept", "受理した", "accepted";
        /// The form is replaced by a version that asks something else of what was submitted.
        ReplaceForm = "replace_form", "様式が差し替えられた", "had its form replaced";
    }
}

coded! {
    /// What else is shown beside the state.
    AssignmentFlag {
        /// 該当なし: the body has nothing to report, which is an answer.
        NotApplicable = "not_applicable", "該当なし", "Not applicable";
        /// 延長: the body has a later deadline of its own.
        Extended = "extended", "延長", "Extended";
        /// 期限超過: the deadline is over without a submission.
        Overdue = "overdue", "期限超過", "Overdue";
        /// 要再確認: the form has changed since.
        NeedsReview = "needs_review", "要再確認", "To be reviewed";
        /// 代理入力: filled in by the collector.
        Proxy = "proxy", "代理入力", "Entered by proxy";
    }
}

/// An event that cannot happen in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} is not possible in state {state}")]
pub struct StateError {
    /// The state.
    pub state: AssignmentState,
    /// The event.
    pub event: AssignmentEvent,
}

impl From<StateError> for AppError {
    fn from(_: StateError) -> Self {
        Self::Conflict { reason: ConflictReason::State }
    }
}

/// The state after an event. `revisions` is how many revisions the body submitted before, which tells 提出 from 再提出.
///
/// # Errors
/// [`StateError`] when the event cannot happen in this state.
pub const fn apply(
    state: AssignmentState,
    event: AssignmentEvent,
    revisions: u32,
) -> Result<AssignmentState, StateError> {
    use {AssignmentEvent as E, AssignmentState as S};
    Ok(match (state, event) {
        (S::NotStarted | S::Drafting | S::SentBack, E::Save)
        | (S::Consulting, E::Collect)
        | (S::AwaitingApproval, E::TakeBack)
        | (S::Submitted | S::Resubmitted, E::Withdraw) => S::Drafting,
        (S::Consulting, E::Save) | (S::NotStarted | S::Drafting | S::SentBack | S::Consulting, E::Consult) => {
            S::Consulting
        }
        (S::NotStarted | S::Drafting | S::SentBack | S::Consulting, E::RequestApproval) => S::AwaitingApproval,
        (S::NotStarted | S::Drafting | S::SentBack | S::Consulting | S::AwaitingApproval, E::Submit) => {
            if revisions > 0 { S::Resubmitted } else { S::Submitted }
        }
        (S::Submitted | S::Resubmitted | S::Accepted, E::SendBack | E::ReplaceForm) => S::SentBack,
        (S::Submitted | S::Resubmitted, E::Accept) => S::Accepted,
        // Whoever has not submitted just gets the new version.
        (unsubmitted, E::ReplaceForm) => unsubmitted,
        _ => return Err(StateError { state, event }),
    })
}

impl AssignmentState {
    /// Whether the answers are with the collector.
    pub const fn is_submitted(self) -> bool {
        matches!(self, Self::Submitted | Self::Resubmitted | Self::Accepted)
    }

    /// Whether the body can change its answers.
    pub const fn is_editable(self) -> bool {
        matches!(self.stage(), AnswerStage::Writing)
    }

    /// The state as far as permission depends on it.
    pub const fn stage(self) -> AnswerStage {
        match self {
            Self::NotStarted | Self::Drafting | Self::Consulting | Self::SentBack => AnswerStage::Writing,
            Self::AwaitingApproval => AnswerStage::Approval,
            Self::Submitted | Self::Resubmitted => AnswerStage::Submitted,
            Self::Accepted => AnswerStage::Accepted,
        }
    }

    /// The name, which is 修正中 for what is filled in after a submission.
    pub const fn text_after(self, revisions: u32) -> Text {
        match self {
            Self::Drafting if revisions > 0 => Text { ja: "修正中", en: "Being corrected" },
            _ => self.text(),
        }
    }
}

/// Whether the deadline is over and the answers are not with the collector. What arrives at the deadline is in time.
pub fn is_overdue(deadline: DateTime<Utc>, now: DateTime<Utc>, state: AssignmentState) -> bool {
    now > deadline && !state.is_submitted()
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssignmentEvent as E;
    use AssignmentState as S;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Follows events from 未着手, counting revisions as the service does.
    fn follow(events: &[E]) -> Result<S, StateError> {
        let mut revisions = 0;
        events.iter().try_fold(S::NotStarted, |state, event| {
            let next = apply(state, *event, revisions)?;
            revisions += u32::from(*event == E::Submit);
            Ok(next)
        })
    }

    #[rstest]
    #[case::whole_way(&[E::Save, E::Consult, E::Save, E::Collect, E::RequestApproval, E::Submit, E::Accept], S::Accepted)]
    #[case::at_once_as_not_applicable(&[E::Submit], S::Submitted)]
    #[case::sent_back(&[E::Submit, E::SendBack], S::SentBack)]
    #[case::corrected(&[E::Submit, E::SendBack, E::Save], S::Drafting)]
    #[case::again(&[E::Submit, E::SendBack, E::Save, E::RequestApproval, E::Submit], S::Resubmitted)]
    #[case::again_untouched(&[E::Submit, E::SendBack, E::Submit], S::Resubmitted)]
    #[case::withdrawn(&[E::Submit, E::Withdraw, E::Submit], S::Resubmitted)]
    #[case::approver_returns(&[E::Save, E::RequestApproval, E::TakeBack], S::Drafting)]
    #[case::new_form_before(&[E::Save, E::Consult, E::ReplaceForm], S::Consulting)]
    #[case::new_form_after(&[E::Submit, E::Accept, E::ReplaceForm], S::SentBack)]
    fn leads_to(#[case] events: &[E], #[case] state: S) {
        assert_eq!(follow(events), Ok(state));
    }

    #[rstest]
    #[case::accept_a_draft(&[E::Save, E::Accept])]
    #[case::change_after_submission(&[E::Submit, E::Save])]
    #[case::change_during_approval(&[E::RequestApproval, E::Save])]
    #[case::submit_twice(&[E::Submit, E::Submit])]
    #[case::accept_twice(&[E::Submit, E::Accept, E::Accept])]
    #[case::send_back_twice(&[E::Submit, E::SendBack, E::SendBack])]
    #[case::withdraw_what_is_accepted(&[E::Submit, E::Accept, E::Withdraw])]
    #[case::withdraw_a_draft(&[E::Save, E::Withdraw])]
    #[case::collect_nothing(&[E::Save, E::Collect])]
    fn is_refused(#[case] events: &[E]) {
        let (last, before) = events.split_last().unwrap();
        let state = follow(before).unwrap();
        assert_eq!(follow(events), Err(StateError { state, event: *last }));
    }

    #[test]
    fn overdue_only_while_it_is_not_sent() {
        let deadline: DateTime<Utc> = "2026-04-01T08:15:00Z".parse().unwrap();
        let later = deadline + chrono::Duration::seconds(1);
        let overdue: Vec<S> = S::ALL.iter().copied().filter(|s| is_overdue(deadline, later, *s)).collect();
        assert_eq!(overdue, [S::NotStarted, S::Drafting, S::Consulting, S::AwaitingApproval, S::SentBack]);
        assert!(!S::ALL.iter().any(|s| is_overdue(deadline, deadline, *s)));
    }

    #[test]
    fn names_and_conflict() {
        assert_eq!(S::Drafting.text_after(0).ja, "作成中");
        assert_eq!(S::Drafting.text_after(1).ja, "修正中");
        let error: AppError = apply(S::Accepted, E::Save, 1).unwrap_err().into();
        assert_eq!(error.code(), "conflict_state");
    }

    proptest! {
        #[test]
        fn no_state_is_a_dead_end_and_only_submitting_submits(events in prop::collection::vec(0..E::ALL.len(), 0..40)) {
            let (mut state, mut revisions) = (S::NotStarted, 0);
            for event in events.into_iter().map(|index| E::ALL[index]) {
                let Ok(next) = apply(state, event, revisions) else { continue };
                prop_assert!(!next.is_submitted() || state.is_submitted() || event == E::Submit);
                prop_assert_eq!(next == S::Resubmitted && event == E::Submit, event == E::Submit && revisions > 0);
                revisions += u32::from(event == E::Submit);
                state = next;
            }
            let open = E::ALL.iter().any(|event| apply(state, *event, revisions).is_ok_and(|next| next != state));
            prop_assert!(open, "nothing leads out of {}", state);
        }
    }
}
