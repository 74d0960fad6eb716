//! A body (団体): prefecture, municipality, union.

use sea_orm::entity::prelude::*;

/// A body (団体): prefecture, municipality, union.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "body")]
pub struct Model {
    /// Identifier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// 全国地方公共団体コード with check digit, six characters; unions may have none.
    pub code: Option<String>,
    /// `prefecture`, `city`, `town`, `village`, `ward`, `union`, `wide_area_union`, `other`.
    pub kind: String,
    /// Name, such as 石巻市.
    pub name: String,
    /// Reading in hiragana.
    pub reading: String,
    /// Name in English.
    pub name_en: String,
    /// Orders bodies by 団体コード; unions after the municipalities.
    pub sort_key: String,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// When it ceased to exist.
    pub closed_at: Option<DateTimeUtc>,
    /// Counts changes.
    pub version: i32,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
