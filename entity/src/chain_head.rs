//! The last link of the chain and the last number given out; one row.

use sea_orm::entity::prelude::*;

/// The last link of the chain and the last number given out; one row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chain_head")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    /// Last number of the outbox sequence.
    pub seq: i64,
    /// Number of the last audit event.
    pub audit_seq: i64,
    /// Hash of the last audit event.
    pub audit_hash: Vec<u8>,
    /// Made with the database: tells an index of another one apart.
    pub identity: String,
}

/// Relations to other tables.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
