//! 利用者: a person who signs in, as an administrator enters it.

use serde::{Deserialize, Serialize};

use super::{
    actor::Role,
    checker::Checker,
    coded::coded,
    error::FieldError,
    person::{email, reading},
    problem::FieldProblem,
};

/// Longest name and reading.
pub const NAME_MAX: usize = 60;

coded! {
    /// How far an account has come.
    AccountState {
        /// The invitation is not used yet.
        Invited = "invited", "招待中", "Invited";
        /// May sign in.
        Active = "active", "利用中", "Active";
        /// May not sign in.
        Disabled = "disabled", "停止中", "Disabled";
    }
}

/// An account as it was typed or posted. The mail address is fixed once it is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AccountDraft {
    /// Mail address, the log-in name.
    pub email: String,
    /// Name.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// Code of the role in the body.
    pub role: String,
    /// The own password of whoever changes it, where the role gives power over others (C-08).
    pub current: String,
}

/// An account whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountContent {
    /// Mail address in lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Reading in hiragana; blank when there is none.
    pub reading: String,
    /// Role in the body.
    pub role: Role,
}

impl AccountDraft {
    /// The account, if every field is right for a body that is the prefecture or not.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(self, prefecture: bool) -> Result<AccountContent, Vec<FieldError>> {
        let mut checker = Checker::default();
        let address = email(&self.email).and_then(|email| email.ok_or(FieldProblem::Required));
        let role = match self.role.trim() {
            "" => Err(FieldProblem::Required),
            code => Role::from_code(code)
                .filter(|role| prefecture || *role != Role::Collector)
                .ok_or(FieldProblem::UnknownChoice),
        };
        let content = AccountContent {
            email: checker.take("email", address).to_lowercase(),
            name: checker.required_line("name", &self.name, NAME_MAX),
            reading: checker.take("reading", reading(&self.reading, NAME_MAX)).unwrap_or_default(),
            role: checker.take("role", role.map(Some)).unwrap_or(Role::Reader),
        };
        checker.finish(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(email: &str, role: &str) -> AccountDraft {
        let [email, role] = [email, role].map(str::to_owned);
        AccountDraft {
            email, role, name: "佐藤　花子".into(), reading: "サトウ ハナコ".into(), ..Default::default()
        }
    }

    #[test]
    fn a_right_draft_is_tidied() {
        let account = draft(" Hanako.Sato＠City.Example.jp ", "editor").check(false).unwrap();
        assert_eq!(account.email, "hanako.sato@city.example.jp");
        assert_eq!((account.reading.as_str(), account.role), ("さとう　はなこ", Role::Editor));
    }

    #[test]
    fn only_the_prefecture_has_collectors() {
        let collector = draft("a@b.jp", "collector");
        assert_eq!(collector.clone().check(true).unwrap().role, Role::Collector);
        assert_eq!(collector.check(false), Err(vec![FieldError::new("role", FieldProblem::UnknownChoice)]));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let wrong = AccountDraft { name: " ".into(), reading: "漢字".into(), ..draft("", "") };
        let fields: Vec<String> = wrong.check(true).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["email", "name", "reading", "role"]);
    }
}
