//! A version of the form of a survey; immutable once the survey is open.

use sea_orm::entity::prelude::*;

/// A version of the form of a survey; immutable once the survey is open.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey_form")]
pub struct Model {
    /// The survey.
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    /// Version, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub form_version: i32,
    /// The form, as JSON.
    #[sea_orm(column_type = "Text")]
    pub definition: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
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
