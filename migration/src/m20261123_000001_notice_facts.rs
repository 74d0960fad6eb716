//! The whole card of a notice: when it applies and was received, its seal, the laws it rests on, whom to ask, whether and
//! by when it is to be confirmed, and how long it is kept.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, date_null, integer, string, uuid, uuid_null},
};

/// The whole card of a notice: when it applies and was received, its seal, the laws it rests on, whom to ask, whether and
/// by when it is to be confirmed, and how long it is kept.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 7] =
    ["effective_on", "received_on", "seal", "contact_id", "needs_confirm", "confirm_by", "retention"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time. What is there already asked for a confirmation and said nothing of a seal.
        for column in [
            date_null("effective_on"),
            date_null("received_on"),
            string("seal").default("none").take(),
            uuid_null("contact_id"),
            boolean("needs_confirm").default(true).take(),
            date_null("confirm_by"),
            string("retention").default("y5").take(),
        ] {
            manager.alter_table(Table::alter().table("notice").add_column(column).to_owned()).await?;
        }
        let mut table = Table::create();
        table
            .table("notice_law")
            .col(uuid("notice_id"))
            .col(integer("position"))
            .col(string("text"))
            .col(string("law_key"))
            .primary_key(Index::create().col("notice_id").col("position"))
            .foreign_key(
                ForeignKey::create()
                    .from("notice_law", "notice_id")
                    .to("notice", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            );
        manager.create_table(table).await?;
        let mut index = Index::create();
        index.name("ix_notice_law_law_key_notice_id").table("notice_law").col("law_key").col("notice_id");
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("notice_law").to_owned()).await?;
        for column in COLUMNS {
            manager.alter_table(Table::alter().table("notice").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
