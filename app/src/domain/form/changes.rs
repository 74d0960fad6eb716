//! What changed between two versions of a form, so that only those who are concerned look again.

use serde::{Deserialize, Serialize};

use super::definition::{FormDefinition, Question};

/// A question that is not the same in both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum QuestionChange {
    /// New in the later version.
    Added {
        /// Key of the question.
        key: String,
    },
    /// No longer in the later version.
    Removed {
        /// Key of the question.
        key: String,
    },
    /// In both, but not the same.
    Changed {
        /// Key of the question.
        key: String,
        /// What differs.
        parts: Vec<ChangedPart>,
    },
}

/// What differs in a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangedPart {
    /// The question itself.
    Label,
    /// The hint.
    Help,
    /// Whether it must be answered.
    Required,
    /// What it takes: kind, limits, options, columns.
    Kind,
}

impl QuestionChange {
    /// Key of the question.
    pub fn key(&self) -> &str {
        match self {
            Self::Added { key } | Self::Removed { key } | Self::Changed { key, .. } => key,
        }
    }

    /// Whether an answer given before must be looked at again (要再確認). Another hint alone changes no answer.
    pub fn needs_review(&self) -> bool {
        match self {
            Self::Added { .. } => true,
            Self::Removed { .. } => false,
            Self::Changed { parts, .. } => parts.iter().any(|part| *part != ChangedPart::Help),
        }
    }
}

/// The questions that differ: those of the later version in its order, then the removed ones. Another order or another
/// section is no difference.
pub fn changes_between(earlier: &FormDefinition, later: &FormDefinition) -> Vec<QuestionChange> {
    let (before, after) = (earlier.by_key(), later.by_key());
    let present = later.questions().filter_map(|question| match before.get(question.key.as_str()) {
        None => Some(QuestionChange::Added { key: question.key.clone() }),
        Some(old) => {
            let parts = changed_parts(old, question);
            (!parts.is_empty()).then(|| QuestionChange::Changed { key: question.key.clone(), parts })
        }
    });
    let removed = earlier.questions().filter(|question| !after.contains_key(question.key.as_str()));
    present.chain(removed.map(|question| QuestionChange::Removed { key: question.key.clone() })).collect()
}

fn changed_parts(old: &Question, new: &Question) -> Vec<ChangedPart> {
    let differs = [
        (ChangedPart::Label, old.label != new.label),
        (ChangedPart::Help, old.help != new.help),
        (ChangedPart::Required, old.required != new.required),
        (ChangedPart::Kind, old.kind != new.kind),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::{FormSection, QuestionKind};

    fn question(key: &str) -> Question {
        let kind = QuestionKind::ShortText { max: 50 };
        Question { key: key.into(), label: key.into(), help: String::new(), required: false, kind }
    }

    fn form(sections: Vec<Vec<Question>>) -> FormDefinition {
        let section = |(index, questions): (usize, Vec<Question>)| FormSection {
            key: format!("s{index}"),
            title: "節".into(),
            description: String::new(),
            questions,
        };
        FormDefinition { sections: sections.into_iter().enumerate().map(section).collect() }
    }

    #[test]
    fn differences_by_key() {
        let earlier = form(vec![vec![question("a"), question("b"), question("c"), question("gone")]]);
        let hinted = Question { help: "半角で".into(), ..question("b") };
        let stricter = Question { required: true, kind: QuestionKind::ShortText { max: 10 }, ..question("c") };
        let later = form(vec![vec![stricter, question("a")], vec![hinted, question("new")]]);
        let changes = changes_between(&earlier, &later);
        let expected = [
            QuestionChange::Changed { key: "c".into(), parts: vec![ChangedPart::Required, ChangedPart::Kind] },
            QuestionChange::Changed { key: "b".into(), parts: vec![ChangedPart::Help] },
            QuestionChange::Added { key: "new".into() },
            QuestionChange::Removed { key: "gone".into() },
        ];
        assert_eq!(changes, expected);
        let review: Vec<&str> = changes.iter().filter(|c| c.needs_review()).map(QuestionChange::key).collect();
        assert_eq!(review, ["c", "new"]);
    }

    #[test]
    fn another_order_is_no_difference() {
        let one = form(vec![vec![question("a"), question("b")]]);
        let two = form(vec![vec![question("b")], vec![question("a")]]);
        assert_eq!(changes_between(&one, &two), []);
    }
}
