//! Counts the changes of a body, so that two administrators cannot overwrite each other.

use sea_orm_migration::{prelude::*, schema::integer};

/// Counts the changes of a body, so that two administrators cannot overwrite each other.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("body").add_column(integer("version").default(1)).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("body").drop_column("version").to_owned()).await
    }
}
