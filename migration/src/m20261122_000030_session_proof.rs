//! A session knows when its password was last shown (C-08), and what it may tell of the log-in before (C-10).

use sea_orm_migration::{
    prelude::*,
    schema::{string_null, timestamp_with_time_zone_null},
};

/// A session knows when its password was last shown (C-08), and what it may tell of the log-in before (C-10).
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for column in [
            timestamp_with_time_zone_null("confirmed_at"),
            timestamp_with_time_zone_null("previous_login_at"),
            string_null("previous_login_ip"),
        ] {
            manager.alter_table(Table::alter().table("session").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["confirmed_at", "previous_login_at", "previous_login_ip"] {
            manager.alter_table(Table::alter().table("session").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
