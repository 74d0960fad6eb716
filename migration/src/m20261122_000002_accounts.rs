//! Accounts (利用者), their roles, sessions, tokens and links.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, integer, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

/// Accounts (利用者), their roles, sessions, tokens and links.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_account(manager).await?;
        create_membership(manager).await?;
        create_session(manager).await?;
        create_api_token(manager).await?;
        create_account_link(manager).await?;
        create_login_failure(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("login_failure").to_owned()).await?;
        manager.drop_table(Table::drop().table("account_link").to_owned()).await?;
        manager.drop_table(Table::drop().table("api_token").to_owned()).await?;
        manager.drop_table(Table::drop().table("session").to_owned()).await?;
        manager.drop_table(Table::drop().table("membership").to_owned()).await?;
        manager.drop_table(Table::drop().table("account").to_owned()).await?;
        Ok(())
    }
}

async fn create_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("account")
        .col(uuid("id").primary_key())
        .col(string("email").unique_key())
        .col(string("name"))
        .col(string("reading"))
        .col(string_null("password_hash"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("disabled_at"))
        .col(timestamp_with_time_zone_null("last_login_at"))
        .col(string_null("last_login_ip"))
        .col(integer("version"));
    manager.create_table(table).await
}

async fn create_membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("membership")
        .col(uuid("account_id"))
        .col(uuid("body_id"))
        .col(string("role"))
        .primary_key(Index::create().col("account_id").col("body_id"))
        .foreign_key(
            ForeignKey::create()
                .from("membership", "account_id")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("membership", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_membership_body_id").table("membership").col("body_id").to_owned())
        .await
}

async fn create_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("session")
        .col(blob("token_hash").primary_key())
        .col(uuid("account_id"))
        .col(uuid("body_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(string("ip"))
        .col(string("agent"))
        .foreign_key(
            ForeignKey::create().from("session", "account_id").to("account", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("session", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_session_account_id").table("session").col("account_id").to_owned())
        .await
}

async fn create_api_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("api_token")
        .col(uuid("id").primary_key())
        .col(blob("token_hash").unique_key())
        .col(uuid("account_id"))
        .col(uuid("body_id"))
        .col(string("name"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .foreign_key(
            ForeignKey::create()
                .from("api_token", "account_id")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("api_token", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_api_token_account_id").table("api_token").col("account_id").to_owned())
        .await
}

async fn create_account_link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("account_link")
        .col(blob("token_hash").primary_key())
        .col(uuid("account_id"))
        .col(string("purpose"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .foreign_key(
            ForeignKey::create()
                .from("account_link", "account_id")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}

async fn create_login_failure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("login_failure")
        .col(uuid("id").primary_key())
        .col(string("subject"))
        .col(timestamp_with_time_zone("at"));
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_login_failure_subject_at")
                .table("login_failure")
                .col("subject")
                .col("at")
                .to_owned(),
        )
        .await
}
