//! 団体: the prefecture, its municipalities and their unions.

use serde::{Deserialize, Serialize};

use super::{
    body_code::BodyCode, checker::Checker, coded::coded, error::FieldError, person::reading, problem::FieldProblem,
};

coded! {
    /// Kind of a body.
    BodyKind {
        /// 都道府県.
        Prefecture = "prefecture", "都道府県", "Prefecture";
        /// 市.
        City = "city", "市", "City";
        /// 特別区.
        Ward = "ward", "特別区", "Special ward";
        /// 町.
        Town = "town", "町", "Town";
        /// 村.
        Village = "village", "村", "Village";
        /// 一部事務組合.
        Union = "union", "一部事務組合", "Union";
        /// 広域連合.
        WideAreaUnion = "wide_area_union", "広域連合", "Wide-area union";
        /// その他.
        Other = "other", "その他", "Other";
    }
}

/// Longest name of a body.
pub const NAME_MAX: usize = 100;

/// A body as it was typed or posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct BodyDraft {
    /// 団体コード in any form that [`BodyCode::parse`] reads; blank for unions that have none.
    pub code: String,
    /// Code of the [`BodyKind`].
    pub kind: String,
    /// Name.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// Name in English.
    pub name_en: String,
}

/// A body whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyContent {
    /// 団体コード.
    pub code: Option<BodyCode>,
    /// Kind.
    pub kind: BodyKind,
    /// Name.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Name in English; blank when there is none.
    pub name_en: String,
}

impl BodyKind {
    /// Whether every body of this kind has a 団体コード.
    pub const fn always_has_code(self) -> bool {
        matches!(self, Self::Prefecture | Self::City | Self::Ward | Self::Town | Self::Village)
    }
}

impl BodyDraft {
    /// The body, if every field is right.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(self) -> Result<BodyContent, Vec<FieldError>> {
        let mut checker = Checker::default();
        let kind = checker.code("kind", &self.kind);
        let code = match BodyCode::parse(&self.code) {
            Err(FieldProblem::Required) if !kind.is_some_and(BodyKind::always_has_code) => Ok(None),
            parsed => parsed.map(Some),
        };
        let content = BodyContent {
            code: checker.take("code", code),
            kind: kind.unwrap_or(BodyKind::Other),
            name: checker.required_line("name", &self.name, NAME_MAX),
            reading: checker.take("reading", reading(&self.reading, NAME_MAX)).unwrap_or_default(),
            name_en: checker.line("name_en", &self.name_en, NAME_MAX).unwrap_or_default(),
        };
        if self.reading.trim().is_empty() {
            checker.problem("reading", FieldProblem::Required);
        }
        checker.finish(content)
    }
}

impl BodyContent {
    /// Orders bodies by 団体コード; those without one come last, by reading.
    pub fn sort_key(&self) -> String {
        match &self.code {
            Some(code) => code.to_string(),
            None => format!("9{}", self.reading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(code: &str, kind: &str, name: &str, reading: &str) -> BodyDraft {
        let [code, kind, name, reading] = [code, kind, name, reading].map(str::to_owned);
        BodyDraft { code, kind, name, reading, name_en: String::new() }
    }

    #[test]
    fn a_city_has_a_code_and_a_union_may_have_none() {
        let city = draft("42021", "city", "石巻市", "イシノマキシ").check().unwrap();
        assert_eq!((city.code.as_ref().map(BodyCode::as_str), city.reading.as_str()), (Some("042021"), "いしのまきし"));
        let union = draft("", "union", "石巻地区広域行政事務組合", "いしのまきちくこういきぎょうせいじむくみあい")
            .check()
            .unwrap();
        assert_eq!(union.code, None);
        assert!(city.sort_key() < union.sort_key());
        let uncoded = draft("", "city", "石巻市", "いしのまきし").check();
        assert_eq!(uncoded, Err(vec![FieldError::new("code", FieldProblem::Required)]));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let fields: Vec<String> =
            draft("042022", "county", " ", "").check().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["kind", "code", "name", "reading"]);
    }
}
