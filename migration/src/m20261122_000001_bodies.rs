//! Bodies (団体) and saved lists of them.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

/// Bodies (団体) and saved lists of them.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_body(manager).await?;
        create_body_group(manager).await?;
        create_body_group_member(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("body_group_member").to_owned()).await?;
        manager.drop_table(Table::drop().table("body_group").to_owned()).await?;
        manager.drop_table(Table::drop().table("body").to_owned()).await?;
        Ok(())
    }
}

async fn create_body(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("body")
        .col(uuid("id").primary_key())
        .col(string_null("code").unique_key())
        .col(string("kind"))
        .col(string("name"))
        .col(string("reading"))
        .col(string("name_en"))
        .col(string("sort_key"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("closed_at"));
    manager.create_table(table).await?;
    manager.create_index(Index::create().name("ix_body_sort_key").table("body").col("sort_key").to_owned()).await
}

async fn create_body_group(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("body_group").col(uuid("id").primary_key()).col(string("name").unique_key()).col(integer("position"));
    manager.create_table(table).await
}

async fn create_body_group_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("body_group_member")
        .col(uuid("group_id"))
        .col(uuid("body_id"))
        .primary_key(Index::create().col("group_id").col("body_id"))
        .foreign_key(
            ForeignKey::create()
                .from("body_group_member", "group_id")
                .to("body_group", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("body_group_member", "body_id")
                .to("body", "id")
                .on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await
}
