//! Whom a survey is addressed to, as chosen.

use sea_orm::entity::prelude::*;

/// Whom a survey is addressed to, as chosen.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_audience")]
pub struct Model {
    /// The survey.
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    /// `group` or `body`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub target_kind: String,
    /// The list or the body.
    #[sea_orm(primary_key, auto_increment = false)]
    pub target_id: Uuid,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `survey_id` refers to `survey`.
    #[sea_orm(belongs_to = "super::survey::Entity", from = "Column::SurveyId", to = "super::survey::Column::Id")]
    Survey,
}

impl Related<super::survey::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Survey.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
