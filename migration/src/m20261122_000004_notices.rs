//! Notices (通知), audience, deliveries and talk.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, date, integer, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

/// Notices (通知), audience, deliveries and talk.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_notice(manager).await?;
        create_tag(manager).await?;
        create_notice_tag(manager).await?;
        create_notice_audience(manager).await?;
        create_delivery(manager).await?;
        create_message(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("message").to_owned()).await?;
        manager.drop_table(Table::drop().table("delivery").to_owned()).await?;
        manager.drop_table(Table::drop().table("notice_audience").to_owned()).await?;
        manager.drop_table(Table::drop().table("notice_tag").to_owned()).await?;
        manager.drop_table(Table::drop().table("tag").to_owned()).await?;
        manager.drop_table(Table::drop().table("notice").to_owned()).await?;
        Ok(())
    }
}

async fn create_notice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("notice")
        .col(uuid("id").primary_key())
        .col(uuid("owner_body_id"))
        .col(string("state"))
        .col(string("kind"))
        .col(string_null("number"))
        .col(string_null("number_key"))
        .col(string("title"))
        .col(text("body_markdown"))
        .col(date("issued_on"))
        .col(integer("fiscal_year"))
        .col(string_null("ministry"))
        .col(string_null("section"))
        .col(string_null("contact"))
        .col(boolean("audience_all"))
        .col(uuid("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(string_null("withdrawal_reason"))
        .col(text("tag_names"))
        .col(integer("attachment_count"))
        .col(integer("delivery_count"))
        .col(integer("opened_count"))
        .col(integer("confirmed_count"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create().from("notice", "owner_body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        )
        .foreign_key(
            ForeignKey::create().from("notice", "created_by").to("account", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    create_notice_indexes(manager).await
}

/// Every list is a range of one of these, read backwards from its newest end.
async fn create_notice_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let lists: [(&str, &[&str]); 5] = [
        ("ix_notice_published_at_id", &["published_at", "id"]),
        ("ix_notice_kind_published_at_id", &["kind", "published_at", "id"]),
        ("ix_notice_fiscal_year_published_at_id", &["fiscal_year", "published_at", "id"]),
        ("ix_notice_owner_body_id_state_updated_at_id", &["owner_body_id", "state", "updated_at", "id"]),
        ("ix_notice_number_key", &["number_key"]),
    ];
    for (name, columns) in lists {
        let mut index = Index::create();
        index.name(name).table("notice");
        for column in columns {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn create_tag(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("tag").col(uuid("id").primary_key()).col(string("name").unique_key());
    manager.create_table(table).await
}

async fn create_notice_tag(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("notice_tag")
        .col(uuid("notice_id"))
        .col(uuid("tag_id"))
        .primary_key(Index::create().col("notice_id").col("tag_id"))
        .foreign_key(
            ForeignKey::create()
                .from("notice_tag", "notice_id")
                .to("notice", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("notice_tag", "tag_id").to("tag", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(Index::create().name("ix_notice_tag_tag_id").table("notice_tag").col("tag_id").to_owned())
        .await
}

async fn create_notice_audience(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("notice_audience")
        .col(uuid("notice_id"))
        .col(string("target_kind"))
        .col(uuid("target_id"))
        .primary_key(Index::create().col("notice_id").col("target_kind").col("target_id"))
        .foreign_key(
            ForeignKey::create()
                .from("notice_audience", "notice_id")
                .to("notice", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}

async fn create_delivery(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("delivery")
        .col(uuid("notice_id"))
        .col(uuid("body_id"))
        .col(string("state"))
        .col(timestamp_with_time_zone("published_at"))
        .col(timestamp_with_time_zone_null("opened_at"))
        .col(uuid_null("opened_by"))
        .col(string_null("opened_name"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(uuid_null("confirmed_by"))
        .col(string_null("confirmed_name"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .primary_key(Index::create().col("notice_id").col("body_id"))
        .foreign_key(
            ForeignKey::create().from("delivery", "notice_id").to("notice", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("delivery", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    create_delivery_indexes(manager).await
}

/// The inbox of a body, and the two parts of it that still ask for something. Those parts are small whatever the
/// archive holds, and a row leaves them for good, so they are indexes of their own.
async fn create_delivery_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let inbox = |name: &str| {
        let mut index = Index::create();
        index.name(name).table("delivery").col("body_id").col("published_at").col("notice_id");
        index
    };
    manager.create_index(inbox("ix_delivery_body_id_published_at_notice_id")).await?;
    let mut unread = inbox("ix_delivery_unread");
    unread.and_where(Expr::col("opened_at").is_null()).and_where(Expr::col("withdrawn_at").is_null());
    manager.create_index(unread).await?;
    let mut unconfirmed = inbox("ix_delivery_unconfirmed");
    unconfirmed.and_where(Expr::col("confirmed_at").is_null()).and_where(Expr::col("withdrawn_at").is_null());
    manager.create_index(unconfirmed).await
}

async fn create_message(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("message")
        .col(uuid("id").primary_key())
        .col(uuid_null("notice_id"))
        .col(uuid_null("survey_id"))
        .col(uuid("body_id"))
        .col(uuid("account_id"))
        .col(string("author_name"))
        .col(text("text"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(
            ForeignKey::create().from("message", "notice_id").to("notice", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("message", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        )
        .foreign_key(
            ForeignKey::create()
                .from("message", "account_id")
                .to("account", "id")
                .on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_message_notice_id_created_at")
                .table("message")
                .col("notice_id")
                .col("created_at")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_message_survey_id_created_at")
                .table("message")
                .col("survey_id")
                .col("created_at")
                .to_owned(),
        )
        .await
}
