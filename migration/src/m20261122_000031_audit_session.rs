//! An event of the audit log names the session or token that it came with (C-58).

use sea_orm_migration::{prelude::*, schema::string};

/// An event of the audit log names the session or token that it came with (C-58).
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("audit_event").add_column(string("session").default("")).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("audit_event").drop_column("session").to_owned()).await
    }
}
