//! How far a notice has come at the bodies (到達状況), and whom to call where nobody answers.

use super::{coded::coded, contact::ContactContent, fold::fold, notice::DeliveryState};

coded! {
    /// Something that happened to a notice at a body. In the order in which they happen at the same instant.
    LadderEvent {
        /// It was delivered.
        Publish = "publish", "到達", "Delivered";
        /// Somebody was the first to open it.
        Open = "open", "閲覧", "Opened";
        /// Somebody confirmed it.
        Confirm = "confirm", "確認", "Confirmed";
        /// The publisher asked again.
        Remind = "remind", "督促", "Reminded";
        /// The publisher took it back.
        Withdraw = "withdraw", "取下げ", "Withdrawn";
    }
}

coded! {
    /// Which bodies of a notice are shown.
    LadderFilter {
        /// Every one.
        All = "all", "全て", "All";
        /// Those whose confirmation is waited for.
        Unconfirmed = "unconfirmed", "未確認", "Not confirmed";
        /// Those where nobody has opened it.
        Unread = "unread", "未読", "Unread";
        /// Those that have opened it and no more.
        Opened = "opened", "閲覧のみ", "Opened only";
        /// Those that have confirmed it.
        Confirmed = "confirmed", "確認済み", "Confirmed";
    }
}

impl LadderFilter {
    /// Whether a body is shown that has come to `state`; `pending` while its confirmation is waited for.
    pub fn holds(self, state: DeliveryState, pending: bool) -> bool {
        match self {
            Self::All => true,
            Self::Unconfirmed => pending,
            Self::Unread => state == DeliveryState::Unread,
            Self::Opened => state == DeliveryState::Opened,
            Self::Confirmed => state.is_confirmed(),
        }
    }
}

coded! {
    /// Why just these people of a body are to be called.
    CallReason {
        /// One of their duties is a tag of the notice.
        Duty = "duty", "担当業務", "Duty";
        /// Their section has the name of the one that sends the notice.
        Section = "section", "同じ名の課", "Same section";
        /// They come first in the directory of the body.
        First = "first", "名簿の先頭", "First in the directory";
    }
}

/// People of one body on a call sheet at most.
pub const CALLED_MAX: usize = 2;

/// Whom of a body to call about a notice with these tags from this section: those with the duty, else those of the
/// section of that name, else whoever comes first, up to [`CALLED_MAX`]. `contacts` is in the order of the body; whoever
/// has no telephone is left out.
pub fn whom_to_call<'a>(
    tags: &[String],
    section: Option<&str>,
    contacts: &'a [ContactContent],
) -> Option<(CallReason, Vec<&'a ContactContent>)> {
    let tags: Vec<String> = tags.iter().map(|tag| fold(tag)).collect();
    let section = section.map(fold);
    let reachable = || contacts.iter().filter(|contact| !contact.phone.is_empty() || !contact.direct_phone.is_empty());
    let on_duty = |contact: &&ContactContent| contact.duties.iter().any(|duty| tags.contains(&fold(duty)));
    let of_section = |contact: &&ContactContent| section.as_ref().is_some_and(|name| fold(&contact.section) == *name);
    let some = |found: Vec<&'a ContactContent>| Some(found).filter(|found| !found.is_empty());
    let with = |reason, found| some(found).map(|found| (reason, found));
    with(CallReason::Duty, reachable().filter(on_duty).take(CALLED_MAX).collect())
        .or_else(|| with(CallReason::Section, reachable().filter(of_section).take(CALLED_MAX).collect()))
        .or_else(|| with(CallReason::First, reachable().take(1).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn contact(section: &str, name: &str, phone: &str, duties: &[&str]) -> ContactContent {
        ContactContent {
            section: section.into(),
            name: name.into(),
            direct_phone: phone.into(),
            duties: duties.iter().map(|duty| (*duty).into()).collect(),
            ..ContactContent::default()
        }
    }

    #[rstest]
    #[case(&["選挙", "地方交付税"], None, Some((CallReason::Duty, vec!["佐藤", "鈴木"])))]
    #[case(&["ﾁﾎｳ税"], None, Some((CallReason::Duty, vec!["高橋"])))]
    #[case(&["防災"], Some("財政課"), Some((CallReason::Section, vec!["佐藤", "鈴木"])))]
    #[case(&["防災"], Some("危機対策課"), Some((CallReason::First, vec!["佐藤"])))]
    #[case(&["統計"], None, Some((CallReason::First, vec!["佐藤"])))]
    fn the_duty_goes_before_the_section_and_that_before_the_order(
        #[case] tags: &[&str],
        #[case] section: Option<&str>,
        #[case] expected: Option<(CallReason, Vec<&str>)>,
    ) {
        let contacts = [
            contact("総務課", "電話のない人", "", &["統計", "地方交付税"]),
            contact("財政課", "佐藤", "022-000-0001", &["地方交付税"]),
            contact("財政課", "鈴木", "022-000-0002", &["地方交付税", "決算"]),
            contact("税務課", "高橋", "022-000-0003", &["チホウ税"]),
            contact("財政課", "三人目", "022-000-0004", &["地方交付税"]),
        ];
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).into()).collect();
        let found = whom_to_call(&tags, section, &contacts);
        let names =
            found.map(|(reason, people)| (reason, people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>()));
        assert_eq!(names, expected);
        assert_eq!(whom_to_call(&tags, section, contacts.get(..1).unwrap_or_default()), None);
    }

    #[test]
    fn every_body_is_on_just_one_step_and_may_wait_besides() {
        let steps = [LadderFilter::Unread, LadderFilter::Opened, LadderFilter::Confirmed];
        for state in DeliveryState::ALL {
            for pending in [true, false] {
                assert_eq!(steps.iter().filter(|step| step.holds(*state, pending)).count(), 1, "{state}");
                assert_eq!(LadderFilter::Unconfirmed.holds(*state, pending), pending);
            }
        }
    }
}
