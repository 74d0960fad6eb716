//! The whole outcome of the policy, compared with a file that people read (`UPDATE_GOLDEN=1` writes it anew).
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::fmt::Write;

use app::domain::{
    actor::{Actor, Role},
    ids::{AccountId, BodyId},
    policy::{Action, AnswerStage, Denied, NoticeStage, Resource, SurveyStage, may},
};
use uuid::Uuid;

const PREFECTURE: BodyId = BodyId(Uuid::from_u128(1));
const CITY: BodyId = BodyId(Uuid::from_u128(2));
const TOWN: BodyId = BodyId(Uuid::from_u128(3));

const ACTIONS: [Action; 33] = [
    Action::CreateNotice,
    Action::ReadNotice,
    Action::EditNotice,
    Action::PublishNotice,
    Action::WithdrawNotice,
    Action::ConfirmNotice,
    Action::ReadDeliveries,
    Action::RemindBodies,
    Action::PostMessage,
    Action::ReadInbox,
    Action::ReadSent,
    Action::ManageGroups,
    Action::CreateSurvey,
    Action::ReadSurvey,
    Action::EditSurvey,
    Action::PublishSurvey,
    Action::CloseSurvey,
    Action::CopySurvey,
    Action::ReadBoard,
    Action::ReadAnswers,
    Action::OpenAnswers,
    Action::FillAnswers,
    Action::AskApproval,
    Action::TakeBackAnswers,
    Action::SubmitAnswers,
    Action::ReviewAnswers,
    Action::ReadContacts,
    Action::EditContacts,
    Action::ExportContacts,
    Action::ManageAccounts,
    Action::ManageBodies,
    Action::ReadAudit,
    Action::ReadMails,
];

fn actor(prefecture: bool, role: Role) -> Actor {
    Actor {
        account: AccountId(Uuid::from_u128(9)),
        name: String::new(),
        body: if prefecture { PREFECTURE } else { CITY },
        body_name: String::new(),
        prefecture,
        role,
    }
}

fn resources() -> Vec<(String, Resource)> {
    let mut all = vec![
        ("hub".to_owned(), Resource::Hub),
        ("body prefecture".to_owned(), Resource::Body(PREFECTURE)),
        ("body city".to_owned(), Resource::Body(CITY)),
        ("body town".to_owned(), Resource::Body(TOWN)),
    ];
    for stage in [NoticeStage::Draft, NoticeStage::Published, NoticeStage::Withdrawn] {
        for addressed in [true, false] {
            let resource = Resource::Notice { owner: PREFECTURE, stage, addressed };
            all.push((format!("notice {stage:?} {}", if addressed { "addressed" } else { "not addressed" }), resource));
        }
    }
    for stage in [SurveyStage::Draft, SurveyStage::Open, SurveyStage::Closed] {
        for addressed in [true, false] {
            let resource = Resource::Survey { owner: PREFECTURE, stage, addressed };
            all.push((format!("survey {stage:?} {}", if addressed { "addressed" } else { "not addressed" }), resource));
        }
    }
    for survey in [SurveyStage::Draft, SurveyStage::Open, SurveyStage::Closed] {
        for answers in [AnswerStage::Writing, AnswerStage::Approval, AnswerStage::Submitted, AnswerStage::Accepted] {
            for (body, name) in [(CITY, "city"), (TOWN, "town")] {
                all.extend(answers_of(body, name, survey, answers));
            }
        }
    }
    all
}

fn answers_of(
    body: BodyId,
    name: &str,
    survey: SurveyStage,
    answers: AnswerStage,
) -> impl Iterator<Item = (String, Resource)> {
    let name = format!("answers of {name} {survey:?} {answers:?}");
    let cases = [(false, false), (true, false), (false, true), (true, true)];
    cases.into_iter().map(move |(submitted_before, needs_approval)| {
        let before = if submitted_before { " sent before" } else { "" };
        let approval = if needs_approval { " with approval" } else { "" };
        let resource =
            Resource::Assignment { owner: PREFECTURE, body, survey, answers, submitted_before, needs_approval };
        (format!("{name}{before}{approval}"), resource)
    })
}

fn matrix() -> String {
    let mut table = String::from(
        "# What `policy::may` allows. A change here is a change of policy.\n\
         # P = prefecture, C = city; the letters after it: a administrator, c collector, e editor, p approver, r reader.\n\
         # Whoever is not listed is denied; \"hidden from\" lists whom it does not even exist for.\n",
    );
    let letter = |role: Role| match role {
        Role::Administrator => 'a',
        Role::Collector => 'c',
        Role::Editor => 'e',
        Role::Approver => 'p',
        Role::Reader => 'r',
    };
    for (name, resource) in resources() {
        writeln!(table, "\n{name}").unwrap();
        let mut hidden = Vec::new();
        for action in ACTIONS {
            let mut allowed = String::new();
            for prefecture in [true, false] {
                let mut letters = String::new();
                for role in Role::ALL {
                    match may(&actor(prefecture, role), action, &resource) {
                        Ok(()) => letters.push(letter(role)),
                        Err(Denied::Hidden) => {
                            let who = format!("{}{}", if prefecture { 'P' } else { 'C' }, letter(role));
                            if !hidden.contains(&who) {
                                hidden.push(who);
                            }
                        }
                        Err(Denied::Forbidden) => {}
                    }
                }
                if !letters.is_empty() {
                    write!(allowed, " {}:{letters}", if prefecture { 'P' } else { 'C' }).unwrap();
                }
            }
            if !allowed.is_empty() {
                writeln!(table, "  {action:?}{allowed}").unwrap();
            }
        }
        if !hidden.is_empty() {
            writeln!(table, "  hidden from {}", hidden.join(" ")).unwrap();
        }
    }
    table
}

#[test]
fn the_policy_is_what_the_golden_file_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/policy.txt");
    let now = matrix();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap();
    assert!(now == golden, "the policy has changed; review it with UPDATE_GOLDEN=1 and `git diff`\n{now}");
}

#[test]
fn a_draft_answer_is_never_shown_to_the_collector() {
    for role in Role::ALL {
        for answers in [AnswerStage::Writing, AnswerStage::Approval] {
            let survey = SurveyStage::Open;
            let (submitted_before, needs_approval) = (false, false);
            let resource = Resource::Assignment {
                owner: PREFECTURE,
                body: CITY,
                survey,
                answers,
                submitted_before,
                needs_approval,
            };
            assert!(may(&actor(true, role), Action::ReadAnswers, &resource).is_err(), "{role:?} {answers:?}");
        }
    }
}
