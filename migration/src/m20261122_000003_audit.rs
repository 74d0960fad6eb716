//! The audit log: append-only with a hash chain (C-58 to C-60).

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, blob, integer, string, text, timestamp_with_time_zone, uuid_null},
};

/// The audit log: append-only with a hash chain (C-58 to C-60).
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_chain_head(manager).await?;
        create_audit_event(manager).await?;
        crate::triggers::create(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::triggers::drop(manager).await?;
        manager.drop_table(Table::drop().table("audit_event").to_owned()).await?;
        manager.drop_table(Table::drop().table("chain_head").to_owned()).await?;
        Ok(())
    }
}

async fn create_chain_head(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("chain_head")
        .col(integer("id").primary_key())
        .col(big_integer("seq"))
        .col(big_integer("audit_seq"))
        .col(blob("audit_hash"))
        .col(string("identity"));
    manager.create_table(table).await
}

async fn create_audit_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("audit_event")
        .col(big_integer("seq").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("account_id"))
        .col(string("account_name"))
        .col(uuid_null("body_id"))
        .col(string("ip"))
        .col(string("request_id"))
        .col(string("action"))
        .col(string("object"))
        .col(string("outcome"))
        .col(text("detail"))
        .col(blob("prev_hash"))
        .col(blob("hash"));
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_audit_event_at").table("audit_event").col(("at", IndexOrder::Desc)).to_owned(),
        )
        .await?;
    manager
        .create_index(Index::create().name("ix_audit_event_object").table("audit_event").col("object").to_owned())
        .await
}
