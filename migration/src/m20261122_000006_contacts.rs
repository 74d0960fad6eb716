//! The directory (担当者名簿).

use sea_orm_migration::{
    prelude::*,
    schema::{integer, string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

/// The directory (担当者名簿).
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_contact(manager).await?;
        create_contact_duty(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("contact_duty").to_owned()).await?;
        manager.drop_table(Table::drop().table("contact").to_owned()).await?;
        Ok(())
    }
}

async fn create_contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("contact")
        .col(uuid("id").primary_key())
        .col(uuid("body_id"))
        .col(string("department"))
        .col(string("section"))
        .col(string("unit"))
        .col(string("post"))
        .col(string("name"))
        .col(string("reading"))
        .col(string("phone"))
        .col(string("extension"))
        .col(string("direct_phone"))
        .col(string("fax"))
        .col(string("lgwan_mail"))
        .col(string("internet_mail"))
        .col(string("note"))
        .col(integer("position"))
        .col(text("search_key"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(uuid_null("updated_by"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .foreign_key(
            ForeignKey::create().from("contact", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_contact_body_id_position")
                .table("contact")
                .col("body_id")
                .col("position")
                .to_owned(),
        )
        .await
}

async fn create_contact_duty(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("contact_duty")
        .col(uuid("contact_id"))
        .col(string("duty"))
        .primary_key(Index::create().col("contact_id").col("duty"))
        .foreign_key(
            ForeignKey::create()
                .from("contact_duty", "contact_id")
                .to("contact", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_contact_duty_duty").table("contact_duty").col("duty").to_owned())
        .await
}
