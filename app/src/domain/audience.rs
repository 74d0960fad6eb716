//! 送付先: the bodies that a notice or survey is for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    ids::{BodyId, GroupId},
    problem::FieldProblem,
};

/// Who is addressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Audience {
    /// Every body of the prefecture.
    All,
    /// The bodies of some groups, and some bodies by name, each once.
    Chosen {
        /// Saved groups; they stand for their members on the day of publishing.
        #[serde(default)]
        groups: Vec<GroupId>,
        /// Single bodies.
        #[serde(default)]
        bodies: Vec<BodyId>,
    },
}

impl Default for Audience {
    fn default() -> Self {
        Self::Chosen { groups: Vec::new(), bodies: Vec::new() }
    }
}

impl Audience {
    /// Only these groups.
    pub const fn groups(groups: Vec<GroupId>) -> Self {
        Self::Chosen { groups, bodies: Vec::new() }
    }

    /// Only these bodies.
    pub const fn bodies(bodies: Vec<BodyId>) -> Self {
        Self::Chosen { groups: Vec::new(), bodies }
    }

    /// The choice of a form: `all`, or anything else for the groups and bodies that are ticked.
    ///
    /// # Errors
    /// [`FieldProblem::AudienceBoth`] for `all` together with ticks: a few bodies may have been meant.
    pub fn typed(choice: &str, groups: Vec<GroupId>, bodies: Vec<BodyId>) -> Result<Self, FieldProblem> {
        let ticked = Self::Chosen { groups, bodies };
        match (choice, ticked.is_empty()) {
            ("all", true) => Ok(Self::All),
            ("all", false) => Err(FieldProblem::AudienceBoth),
            _ => Ok(ticked),
        }
    }

    /// Whether nobody is chosen.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Chosen { groups, bodies } if groups.is_empty() && bodies.is_empty())
    }

    /// The same choice without repetitions, in a fixed order.
    #[must_use]
    pub fn tidied(self) -> Self {
        match self {
            Self::All => Self::All,
            Self::Chosen { mut groups, mut bodies } => {
                groups.sort_unstable();
                groups.dedup();
                bodies.sort_unstable();
                bodies.dedup();
                Self::Chosen { groups, bodies }
            }
        }
    }

    /// The bodies addressed, each once. Of the bodies and members named, only those among `every` count, so a body that
    /// was closed since is left out.
    pub fn resolve<'m, M>(&self, every: &[BodyId], members: M) -> BTreeSet<BodyId>
    where
        M: Fn(GroupId) -> &'m [BodyId],
    {
        let every: BTreeSet<BodyId> = every.iter().copied().collect();
        match self {
            Self::All => every,
            Self::Chosen { groups, bodies } => {
                let of_groups = groups.iter().flat_map(|group| members(*group));
                of_groups.chain(bodies).copied().filter(|body| every.contains(body)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn body(n: u128) -> BodyId {
        BodyId(Uuid::from_u128(n))
    }

    fn group(n: u128) -> GroupId {
        GroupId(Uuid::from_u128(n))
    }

    #[test]
    fn groups_and_bodies_together_name_each_body_once() {
        let coast = [body(1), body(2), body(9)];
        let members = |id: GroupId| if id == group(7) { &coast[..] } else { &[] };
        let audience = Audience::Chosen { groups: vec![group(7), group(8)], bodies: vec![body(2), body(3), body(10)] };
        let every = [body(1), body(2), body(3), body(4)];
        assert_eq!(audience.resolve(&every, members), BTreeSet::from([body(1), body(2), body(3)]));
        assert_eq!(Audience::All.resolve(&every, members).len(), 4);
    }

    #[test]
    fn tidy_and_empty() {
        assert_eq!(Audience::typed("all", vec![], vec![]), Ok(Audience::All));
        assert_eq!(Audience::typed("all", vec![], vec![body(1)]), Err(FieldProblem::AudienceBoth));
        assert_eq!(Audience::typed("", vec![], vec![body(1)]), Ok(Audience::bodies(vec![body(1)])));
        assert!(Audience::default().is_empty());
        assert!(!Audience::All.is_empty());
        assert!(!Audience::groups(vec![group(1)]).is_empty());
        assert_eq!(
            Audience::bodies(vec![body(2), body(1), body(2)]).tidied(),
            Audience::bodies(vec![body(1), body(2)])
        );
    }

    #[test]
    fn travels_as_json() {
        let id = "00000000-0000-0000-0000-000000000001";
        let chosen: Audience = serde_json::from_str(&format!(r#"{{"type":"chosen","bodies":["{id}"]}}"#)).unwrap();
        assert_eq!(chosen, Audience::bodies(vec![body(1)]));
        assert_eq!(serde_json::to_string(&Audience::All).unwrap(), r#"{"type":"all"}"#);
        assert!(
            serde_json::from_str::<Audience>(r#"{"type":"chosen","body":[]}"#).is_err(),
            "a misspelt key is refused"
        );
    }
}
