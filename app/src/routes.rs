//! Addresses of the pages, so that a link cannot go stale.

use crate::domain::{
    ids::{AccountId, AttachmentId, BodyId, ContactId, GroupId, MailId, NoticeId, SurveyId},
    ladder::LadderFilter,
};

/// Home page.
pub const HOME: &str = "/";
/// Log-in.
pub const LOGIN: &str = "/login";
/// Ask for a reset link.
pub const RESET: &str = "/reset";
/// Set a password by a link; the token is in the query.
pub const LINK: &str = "/link";
/// Show the own password once more; where it leads is in the query.
pub const CONFIRM: &str = "/confirm";
/// Own account.
pub const ACCOUNT: &str = "/account";
/// Notices.
pub const NOTICES: &str = "/notices";
/// A new notice.
pub const NOTICE_NEW: &str = "/notices/new";
/// Drafts of notices.
pub const NOTICE_DRAFTS: &str = "/notices?list=drafts";
/// Surveys.
pub const SURVEYS: &str = "/surveys";
/// A new survey.
pub const SURVEY_NEW: &str = "/surveys/new";
/// Directory.
pub const DIRECTORY: &str = "/directory";
/// Search.
pub const SEARCH: &str = "/search";
/// Administration.
pub const ADMIN: &str = "/admin";
/// Help.
pub const HELP: &str = "/help";

/// A notice.
pub fn notice(id: NoticeId) -> String {
    format!("/notices/{id}")
}

/// Changing a draft.
pub fn notice_edit(id: NoticeId) -> String {
    format!("/notices/{id}/edit")
}

/// The last look at a draft before it goes out.
pub fn notice_preview(id: NoticeId) -> String {
    format!("/notices/{id}/preview")
}

/// A notice at every body.
pub fn notice_deliveries(id: NoticeId) -> String {
    format!("/notices/{id}/deliveries")
}

/// The bodies of a notice that are on one step.
pub fn notice_deliveries_at(id: NoticeId, filter: LadderFilter) -> String {
    match filter {
        LadderFilter::All => notice_deliveries(id),
        step => format!("/notices/{id}/deliveries?state={step}"),
    }
}

/// What happened to a notice at one body.
pub fn notice_history(id: NoticeId, body: BodyId) -> String {
    format!("/notices/{id}/deliveries/{body}")
}

/// Whom to call about a notice.
pub fn notice_call_sheet(id: NoticeId) -> String {
    format!("/notices/{id}/call-sheet")
}

/// The same as a file.
pub fn notice_deliveries_csv(id: NoticeId) -> String {
    format!("/notices/{id}/deliveries.csv")
}

/// The content of a file.
pub fn attachment(id: AttachmentId) -> String {
    format!("/attachments/{id}")
}

/// A survey.
pub fn survey(id: SurveyId) -> String {
    format!("/surveys/{id}")
}

/// The basics of a survey that is being designed.
pub fn survey_edit(id: SurveyId) -> String {
    format!("/surveys/{id}/edit")
}

/// The form of a survey that is being designed.
pub fn survey_form(id: SurveyId) -> String {
    format!("/surveys/{id}/form")
}

/// One question of it.
pub fn survey_question(id: SurveyId, key: &str) -> String {
    format!("/surveys/{id}/form?q={key}#{key}")
}

/// The form as a body will see it.
pub fn survey_preview(id: SurveyId) -> String {
    format!("/surveys/{id}/preview")
}

/// The merged table of a survey.
pub fn survey_table(id: SurveyId) -> String {
    format!("/surveys/{id}/table")
}

/// The merged table as a file: `xlsx` or `csv`.
pub fn survey_export(id: SurveyId, format: &str) -> String {
    format!("/surveys/{id}/export/{format}")
}

/// A file of an answer.
pub fn answer_file(id: AttachmentId) -> String {
    format!("/answer-files/{id}")
}

/// What a body has sent.
pub fn survey_sent(id: SurveyId, body: BodyId) -> String {
    format!("/surveys/{id}/bodies/{body}")
}

/// The page on which a body answers.
pub fn survey_answer(id: SurveyId) -> String {
    format!("/surveys/{id}/answer")
}

/// The page on which a body looks at all its answers before it sends them.
pub fn survey_check(id: SurveyId) -> String {
    format!("/surveys/{id}/check")
}

/// The directory of a body.
pub fn directory_body(id: BodyId) -> String {
    format!("/directory/{id}")
}

/// A new entry of a body.
pub fn contact_new(body: BodyId) -> String {
    format!("/directory/{body}/new")
}

/// An entry, to be changed.
pub fn contact_edit(body: BodyId, id: ContactId) -> String {
    format!("/directory/{body}/{id}")
}

/// The directory as a file: `xlsx` or `csv`.
pub fn directory_export(format: &str) -> String {
    format!("/directory/export/{format}")
}

/// The bodies.
pub const ADMIN_BODIES: &str = "/admin/bodies";
/// A new body.
pub const ADMIN_BODY_NEW: &str = "/admin/bodies/new";
/// The saved lists of bodies.
pub const ADMIN_GROUPS: &str = "/admin/groups";
/// A new list.
pub const ADMIN_GROUP_NEW: &str = "/admin/groups/new";
/// The audit log.
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// The mails.
pub const ADMIN_MAILS: &str = "/admin/mails";

/// What following the chain of the audit log finds.
pub const ADMIN_AUDIT_VERIFY: &str = "/admin/audit/verify";
/// The accounts: bodies to choose from.
pub const ADMIN_ACCOUNTS: &str = "/admin/accounts";

/// A body, to be changed.
pub fn admin_body(id: BodyId) -> String {
    format!("/admin/bodies/{id}")
}

/// The accounts of a body.
pub fn admin_accounts(body: BodyId) -> String {
    format!("/admin/accounts/{body}")
}

/// A new account of a body.
pub fn admin_account_new(body: BodyId) -> String {
    format!("/admin/accounts/{body}/new")
}

/// An account of a body.
pub fn admin_account(body: BodyId, id: AccountId) -> String {
    format!("/admin/accounts/{body}/{id}")
}

/// A saved list of bodies.
pub fn admin_group(id: GroupId) -> String {
    format!("/admin/groups/{id}")
}

/// A mail.
pub fn admin_mail(id: MailId) -> String {
    format!("/admin/mails/{id}")
}

/// `path` with word of what was done, for the banner on that page.
pub fn done(path: &str, what: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}done={what}")
}

/// `path` without word of what has become of a form, for the next form that is posted there.
pub fn without_news(path: &str) -> String {
    const NEWS: [&str; 5] = ["done=", "problem=", "wrong=", "max=", "name="];
    let Some((page, query)) = path.split_once('?') else { return path.to_owned() };
    if !query.split('&').any(|pair| ["done=", "problem=", "wrong="].iter().any(|name| pair.starts_with(name))) {
        return path.to_owned();
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| !NEWS.iter().any(|name| pair.starts_with(name))).collect();
    if rest.is_empty() { page.to_owned() } else { format!("{page}?{}", rest.join("&")) }
}

/// The same with how many it was done to.
pub fn done_times(path: &str, what: &str, count: usize) -> String {
    done(path, &format!("{what}.{count}"))
}

/// The view of `page` that a form was posted from, with its filter; without word of what was done before.
pub fn same_view(posted_from: &str, page: &str) -> String {
    let (path, query) = posted_from.split_once('?').unwrap_or((posted_from, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("done=")).collect();
    if path != page || kept.is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) }
}

/// `next` when it is a path of this server, else home: a redirect never leaves the hub (C-17).
pub fn own_path(next: Option<&str>) -> String {
    next.filter(|path| is_own(path)).unwrap_or(HOME).to_owned()
}

fn is_own(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && path.chars().all(|c| !c.is_control() && c != '\\')
        && !path.starts_with("/api/")
}

#[cfg(test)]
mod tests {
    use super::{own_path, same_view, without_news};

    #[test]
    fn news_of_the_form_before_is_taken_off_an_address() {
        assert_eq!(without_news("/surveys/1/answer?more=q2&done=draft_saved"), "/surveys/1/answer?more=q2");
        assert_eq!(without_news("/notices/1/edit?problem=kind&name=a.exe"), "/notices/1/edit");
        assert_eq!(without_news("/search?name=x"), "/search?name=x");
        assert_eq!(without_news("/notices"), "/notices");
    }

    #[test]
    fn a_form_leads_back_to_the_view_it_was_posted_from() {
        assert_eq!(same_view("/notices?list=unread&tag=x&done=old", "/notices"), "/notices?list=unread&tag=x");
        assert_eq!(same_view("/notices?done=old", "/notices"), "/notices");
        assert_eq!(same_view("/api/fn/notices/confirm_many?list=unread", "/notices"), "/notices");
    }

    #[test]
    fn redirects_stay_on_this_server() {
        for foreign in
            ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/api/fn/x", "/a\nb"]
        {
            assert_eq!(own_path(Some(foreign)), "/", "{foreign:?}");
        }
        assert_eq!(own_path(Some("/notices?kind=x")), "/notices?kind=x");
    }
}
