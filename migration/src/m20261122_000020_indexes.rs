//! Indexes that queries ask for, in place of those that none does.

use sea_orm_migration::prelude::*;

/// Indexes that queries ask for, in place of those that none does.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Name, table and columns. The list of a collector, the surveys that are due, and what a body takes with it when it is
/// closed.
const WANTED: [(&str, &str, &[&str]); 5] = [
    ("ix_survey_owner_body_id_created_at_id", "survey", &["owner_body_id", "created_at", "id"]),
    ("ix_survey_owner_body_id_state_deadline_at_id", "survey", &["owner_body_id", "state", "deadline_at", "id"]),
    ("ix_survey_state_deadline_at", "survey", &["state", "deadline_at"]),
    ("ix_session_body_id", "session", &["body_id"]),
    ("ix_api_token_body_id", "api_token", &["body_id"]),
];

/// Mails and audit events are listed by their keys, and no list of surveys goes by the day of publishing.
const USELESS: [(&str, &str, &[&str], Option<&str>); 3] = [
    ("ix_survey_state_published_at_id", "survey", &["state", "published_at", "id"], Some("published_at")),
    ("ix_mail_created_at", "mail", &["created_at"], Some("created_at")),
    ("ix_audit_event_at", "audit_event", &["at"], Some("at")),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in WANTED {
            manager.create_index(index(name, table, columns, None)).await?;
        }
        for (name, table, ..) in USELESS {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns, newest_first) in USELESS {
            manager.create_index(index(name, table, columns, newest_first)).await?;
        }
        for (name, table, _) in WANTED {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
    newest_first: Option<&'static str>,
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table);
    for column in columns {
        if newest_first == Some(*column) {
            index.col((*column, IndexOrder::Desc));
        } else {
            index.col(*column);
        }
    }
    index
}
