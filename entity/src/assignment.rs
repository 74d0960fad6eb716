//! A survey at one body (割当).

use sea_orm::entity::prelude::*;

/// A survey at one body (割当).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The survey.
    pub survey_id: Uuid,
    /// The body.
    pub body_id: Uuid,
    /// Code of the state, such as `not_started`.
    pub state: String,
    /// 該当なし.
    pub not_applicable: bool,
    /// 要再確認: the form has changed.
    pub needs_review: bool,
    /// 代理入力 by the collector.
    pub proxy: bool,
    /// 延長 granted.
    pub extended_until: Option<DateTimeUtc>,
    /// Version of the form it is filled in on.
    pub form_version: i32,
    /// How often it was sent.
    pub revision: i32,
    /// Questions with a value.
    pub answered: i32,
    /// Remark of the body to the collector.
    pub note: String,
    /// Why it was sent back last.
    pub return_reason: Option<String>,
    /// When the body first opened it.
    pub first_opened_at: Option<DateTimeUtc>,
    /// Last sent.
    pub submitted_at: Option<DateTimeUtc>,
    /// By whom.
    pub submitted_by: Option<Uuid>,
    /// Name at that time.
    pub submitted_name: Option<String>,
    /// Accepted or sent back.
    pub decided_at: Option<DateTimeUtc>,
    /// Last change.
    pub updated_at: DateTimeUtc,
    /// Counts changes of state.
    pub version: i32,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `survey_id` refers to `survey`.
    #[sea_orm(belongs_to = "super::survey::Entity", from = "Column::SurveyId", to = "super::survey::Column::Id")]
    Survey,
    /// `body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::BodyId", to = "super::body::Column::Id")]
    Body,
}

impl Related<super::survey::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Survey.def()
    }
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Body.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
