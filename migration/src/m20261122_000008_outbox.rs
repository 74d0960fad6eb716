//! The outbox (送信箱): side effects written with their cause.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, integer, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

/// The outbox (送信箱): side effects written with their cause.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_index_change(manager).await?;
        create_job(manager).await?;
        create_mail(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("mail").to_owned()).await?;
        manager.drop_table(Table::drop().table("job").to_owned()).await?;
        manager.drop_table(Table::drop().table("index_change").to_owned()).await?;
        Ok(())
    }
}

async fn create_index_change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("index_change")
        .col(big_integer("seq").primary_key())
        .col(string("document"))
        .col(timestamp_with_time_zone("at"));
    manager.create_table(table).await
}

async fn create_job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("job")
        .col(uuid("id").primary_key())
        .col(string("kind"))
        .col(string_null("unique_key").unique_key())
        .col(text("payload"))
        .col(timestamp_with_time_zone("run_at"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone_null("locked_until"))
        .col(string_null("last_error"))
        .col(timestamp_with_time_zone_null("done_at"))
        .col(timestamp_with_time_zone_null("failed_at"));
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_job_done_at_failed_at_run_at")
                .table("job")
                .col("done_at")
                .col("failed_at")
                .col("run_at")
                .to_owned(),
        )
        .await
}

async fn create_mail(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("mail")
        .col(uuid("id").primary_key())
        .col(string("event_key").unique_key())
        .col(string("recipient"))
        .col(string("recipient_name"))
        .col(uuid_null("body_id"))
        .col(string("kind"))
        .col(string("subject"))
        .col(text("text"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("next_at"))
        .col(integer("attempts"))
        .col(string("state"))
        .col(timestamp_with_time_zone_null("sent_at"))
        .col(string_null("last_error"));
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create().name("ix_mail_state_next_at").table("mail").col("state").col("next_at").to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create().name("ix_mail_created_at").table("mail").col(("created_at", IndexOrder::Desc)).to_owned(),
        )
        .await
}
