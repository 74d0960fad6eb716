//! Files: blobs by content, attachments by place.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, integer, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

/// Files: blobs by content, attachments by place.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_blob(manager).await?;
        create_attachment(manager).await?;
        create_attachment_text(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("attachment_text").to_owned()).await?;
        manager.drop_table(Table::drop().table("attachment").to_owned()).await?;
        manager.drop_table(Table::drop().table("blob").to_owned()).await?;
        Ok(())
    }
}

async fn create_blob(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("blob")
        .col(string("sha256").primary_key())
        .col(big_integer("size"))
        .col(timestamp_with_time_zone("created_at"));
    manager.create_table(table).await
}

#[expect(clippy::too_many_lines, reason = "one statement: a table of many columns")]
async fn create_attachment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("attachment")
        .col(uuid("id").primary_key())
        .col(uuid_null("notice_id"))
        .col(uuid_null("assignment_id"))
        .col(string_null("question_key"))
        .col(string("sha256"))
        .col(string("name"))
        .col(string("media_type"))
        .col(big_integer("size"))
        .col(string("role"))
        .col(string("description"))
        .col(integer("position"))
        .col(uuid("uploaded_by"))
        .col(timestamp_with_time_zone("uploaded_at"))
        .col(timestamp_with_time_zone_null("removed_at"))
        .col(string("extract_state"))
        .foreign_key(
            ForeignKey::create()
                .from("attachment", "notice_id")
                .to("notice", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("attachment", "sha256")
                .to("blob", "sha256")
                .on_delete(ForeignKeyAction::Restrict),
        )
        .foreign_key(
            ForeignKey::create()
                .from("attachment", "uploaded_by")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_attachment_notice_id_position")
                .table("attachment")
                .col("notice_id")
                .col("position")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_attachment_assignment_id_question_key")
                .table("attachment")
                .col("assignment_id")
                .col("question_key")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(Index::create().name("ix_attachment_sha256").table("attachment").col("sha256").to_owned())
        .await
}

async fn create_attachment_text(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("attachment_text")
        .col(uuid("attachment_id").primary_key())
        .col(text("text"))
        .col(text("segments"))
        .foreign_key(
            ForeignKey::create()
                .from("attachment_text", "attachment_id")
                .to("attachment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}
