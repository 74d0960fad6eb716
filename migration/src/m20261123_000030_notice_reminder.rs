//! Which body was reminded of which notice on which day: once a day at most.

use sea_orm_migration::{
    prelude::*,
    schema::{date, timestamp_with_time_zone, uuid},
};

/// Which body was reminded of which notice on which day: once a day at most.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("notice_reminder")
            .col(uuid("notice_id"))
            .col(uuid("body_id"))
            .col(date("day"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("notice_id").col("body_id").col("day"))
            .foreign_key(
                ForeignKey::create()
                    .from("notice_reminder", "notice_id")
                    .to("notice", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("notice_reminder", "body_id")
                    .to("body", "id")
                    .on_delete(ForeignKeyAction::Restrict),
            );
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("notice_reminder").to_owned()).await
    }
}
