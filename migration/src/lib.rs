//! Schema changes of Kairan, one a file, for SQLite and PostgreSQL. See `README.md` for how to add one.

pub use sea_orm_migration::prelude::*;

mod m20261122_000001_bodies;
mod m20261122_000002_accounts;
mod m20261122_000003_audit;
mod m20261122_000004_notices;
mod m20261122_000005_files;
mod m20261122_000006_contacts;
mod m20261122_000007_surveys;
mod m20261122_000008_outbox;
mod m20261122_000020_indexes;
mod m20261122_000030_session_proof;
mod m20261122_000031_audit_session;
mod m20261122_100000_body_version;
mod m20261122_100001_blob_unused;
mod m20261123_000001_notice_facts;
mod m20261123_000002_delivery_ladder;
mod m20261123_000030_notice_reminder;
mod triggers;

/// Runs the schema changes in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_bodies::Migration),
            Box::new(m20261122_000002_accounts::Migration),
            Box::new(m20261122_000003_audit::Migration),
            Box::new(m20261122_000004_notices::Migration),
            Box::new(m20261122_000005_files::Migration),
            Box::new(m20261122_000006_contacts::Migration),
            Box::new(m20261122_000007_surveys::Migration),
            Box::new(m20261122_000008_outbox::Migration),
            Box::new(m20261122_100000_body_version::Migration),
            Box::new(m20261122_100001_blob_unused::Migration),
            Box::new(m20261122_000030_session_proof::Migration),
            Box::new(m20261122_000031_audit_session::Migration),
            Box::new(m20261122_000020_indexes::Migration),
            Box::new(m20261123_000001_notice_facts::Migration),
            Box::new(m20261123_000002_delivery_ladder::Migration),
            Box::new(m20261123_000030_notice_reminder::Migration),
        ]
    }
}
