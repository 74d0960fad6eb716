//! Since when a content is without use, so that it can be removed a day later.

use sea_orm_migration::{prelude::*, schema::timestamp_with_time_zone_null};

/// Since when a content is without use, so that it can be removed a day later.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = timestamp_with_time_zone_null("unused_since");
        manager.alter_table(Table::alter().table("blob").add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("blob").drop_column("unused_since").to_owned()).await
    }
}
