//! How a notice climbs at each body: since when its confirmation is waited for, and what happened there, when and by whom.

use sea_orm_migration::{
    prelude::*,
    schema::{string, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
    sea_orm::DbBackend,
};

/// How a notice climbs at each body: since when its confirmation is waited for, and what happened there, when and by whom.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pending = timestamp_with_time_zone_null("pending_since");
        manager.alter_table(Table::alter().table("delivery").add_column(pending).to_owned()).await?;
        let waits = "UPDATE delivery SET pending_since = published_at \
                     WHERE confirmed_at IS NULL AND withdrawn_at IS NULL AND EXISTS \
                     (SELECT 1 FROM notice n WHERE n.id = delivery.notice_id AND n.needs_confirm)";
        manager.get_connection().execute_unprepared(waits).await?;
        manager.drop_index(Index::drop().name("ix_delivery_unconfirmed").table("delivery").to_owned()).await?;
        let mut index = inbox("ix_delivery_pending");
        index.and_where(Expr::col("pending_since").is_not_null());
        manager.create_index(index).await?;
        create_event(manager).await?;
        remember(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("delivery_event").to_owned()).await?;
        manager.drop_index(Index::drop().name("ix_delivery_pending").table("delivery").to_owned()).await?;
        let mut index = inbox("ix_delivery_unconfirmed");
        index.and_where(Expr::col("confirmed_at").is_null()).and_where(Expr::col("withdrawn_at").is_null());
        manager.create_index(index).await?;
        manager.alter_table(Table::alter().table("delivery").drop_column("pending_since").to_owned()).await
    }
}

/// A part of the inbox of a body, as an index of its own.
fn inbox(name: &str) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table("delivery").col("body_id").col("published_at").col("notice_id");
    index
}

async fn create_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("delivery_event")
        .col(uuid("id").primary_key())
        .col(uuid("notice_id"))
        .col(uuid("body_id"))
        .col(timestamp_with_time_zone("at"))
        .col(string("event"))
        .col(uuid_null("account_id"))
        .col(string("name"))
        .col(text("detail"))
        .foreign_key(
            ForeignKey::create()
                .from("delivery_event", "notice_id")
                .to("notice", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("delivery_event", "body_id")
                .to("body", "id")
                .on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    let mut index = Index::create();
    index.name("ix_delivery_event_notice_id_body_id_at").table("delivery_event");
    manager.create_index(index.col("notice_id").col("body_id").col("at").to_owned()).await
}

/// Writes down what is known of the past. Who published or withdrew is told by the audit log alone.
async fn remember(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let id = match manager.get_database_backend() {
        DbBackend::Postgres => "gen_random_uuid()",
        _ => "randomblob(16)",
    };
    let known = [
        ("publish", "d.published_at", "NULL", "''", "''"),
        ("open", "d.opened_at", "d.opened_by", "COALESCE(d.opened_name, '')", "''"),
        ("confirm", "d.confirmed_at", "d.confirmed_by", "COALESCE(d.confirmed_name, '')", "''"),
        ("withdraw", "d.withdrawn_at", "NULL", "''", "COALESCE(n.withdrawal_reason, '')"),
    ];
    for (event, at, account, name, detail) in known {
        let statement = format!(
            "INSERT INTO delivery_event (id, notice_id, body_id, at, event, account_id, name, detail) \
             SELECT {id}, d.notice_id, d.body_id, {at}, '{event}', {account}, {name}, {detail} \
             FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE {at} IS NOT NULL"
        );
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
