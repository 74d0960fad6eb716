//! What keeps the audit log append-only inside the database itself (C-59), in the words of each database.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

const SQLITE_UP: [&str; 2] = [
    "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event \
     BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END",
    "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event \
     BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END",
];
const POSTGRES_UP: [&str; 2] = [
    "CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$",
    "CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event \
     FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()",
];
const SQLITE_DOWN: [&str; 2] = ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"];
const POSTGRES_DOWN: [&str; 2] =
    ["DROP TRIGGER audit_event_append_only ON audit_event", "DROP FUNCTION audit_event_refuse()"];
const FIRST_HEAD: &str = "INSERT INTO chain_head (id, seq, audit_seq, audit_hash, identity) VALUES (1, 0, 0, ";

/// Makes the triggers and the first link of the chain.
pub async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (statements, empty) = match manager.get_database_backend() {
        DbBackend::Postgres => (POSTGRES_UP, "''::bytea, gen_random_uuid()::text)"),
        _ => (SQLITE_UP, "x'', lower(hex(randomblob(16))))"),
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    manager.get_connection().execute_unprepared(&format!("{FIRST_HEAD}{empty}")).await?;
    Ok(())
}

/// Removes the triggers.
pub async fn drop(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DbBackend::Postgres => POSTGRES_DOWN,
        _ => SQLITE_DOWN,
    };
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
