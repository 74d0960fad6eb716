//! 送付先 as rows: notices and surveys keep it in tables of the same shape.

use app::domain::audience::Audience;
use uuid::Uuid;

const GROUP: &str = "group";
const BODY: &str = "body";

/// What an audience names: the kind of each target, and the target.
pub(super) fn targets(audience: &Audience) -> Vec<(&'static str, Uuid)> {
    let Audience::Chosen { groups, bodies } = audience else { return Vec::new() };
    let groups = groups.iter().map(|group| (GROUP, group.0));
    groups.chain(bodies.iter().map(|body| (BODY, body.0))).collect()
}

/// The audience that names these targets.
pub(super) fn of_targets(targets: &[(String, Uuid)]) -> Audience {
    let of = |kind: &str| targets.iter().filter(|(found, _)| found == kind).map(|(_, id)| *id).collect::<Vec<_>>();
    let groups = of(GROUP).into_iter().map(Into::into).collect();
    Audience::Chosen { groups, bodies: of(BODY).into_iter().map(Into::into).collect() }.tidied()
}

#[cfg(test)]
mod tests {
    use app::domain::ids::{BodyId, GroupId};

    use super::*;

    #[test]
    fn an_audience_comes_back_from_its_rows() {
        let (group, body) = (GroupId(Uuid::from_u128(1)), BodyId(Uuid::from_u128(2)));
        let audience = Audience::Chosen { groups: vec![group], bodies: vec![body] };
        let rows: Vec<(String, Uuid)> =
            targets(&audience).into_iter().rev().map(|(kind, id)| (kind.to_owned(), id)).collect();
        assert_eq!(of_targets(&rows), audience);
        assert!(targets(&Audience::All).is_empty());
    }
}
