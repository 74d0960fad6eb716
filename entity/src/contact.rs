//! A directory entry of a body.

use sea_orm::entity::prelude::*;

/// A directory entry of a body.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The body.
    pub body_id: Uuid,
    /// 部.
    pub department: String,
    /// 課・室.
    pub section: String,
    /// 係.
    pub unit: String,
    /// 職名.
    pub post: String,
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// 代表電話.
    pub phone: String,
    /// 内線.
    pub extension: String,
    /// 直通.
    pub direct_phone: String,
    /// FAX.
    pub fax: String,
    /// LGWANメール.
    pub lgwan_mail: String,
    /// インターネットメール.
    pub internet_mail: String,
    /// Anything else.
    pub note: String,
    /// Order within the body.
    pub position: i32,
    /// Everything above and the duties, folded.
    #[sea_orm(column_type = "Text")]
    pub search_key: String,
    /// Counts changes.
    pub version: i32,
    /// Last change.
    pub updated_at: DateTimeUtc,
    /// By whom.
    pub updated_by: Option<Uuid>,
    /// Since when it is no longer shown.
    pub removed_at: Option<DateTimeUtc>,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// `body_id` refers to `body`.
    #[sea_orm(belongs_to = "super::body::Entity", from = "Column::BodyId", to = "super::body::Column::Id")]
    Body,
}

impl Related<super::body::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Body.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
