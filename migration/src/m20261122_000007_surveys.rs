//! Surveys (調査), assignments and values.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, string, string_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

/// Surveys (調査), assignments and values.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_survey(manager).await?;
        create_survey_form(manager).await?;
        create_survey_audience(manager).await?;
        create_assignment(manager).await?;
        create_assignment_event(manager).await?;
        create_answer_value(manager).await?;
        create_answer_revision(manager).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("answer_revision").to_owned()).await?;
        manager.drop_table(Table::drop().table("answer_value").to_owned()).await?;
        manager.drop_table(Table::drop().table("assignment_event").to_owned()).await?;
        manager.drop_table(Table::drop().table("assignment").to_owned()).await?;
        manager.drop_table(Table::drop().table("survey_audience").to_owned()).await?;
        manager.drop_table(Table::drop().table("survey_form").to_owned()).await?;
        manager.drop_table(Table::drop().table("survey").to_owned()).await?;
        Ok(())
    }
}

async fn create_survey(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("survey")
        .col(uuid("id").primary_key())
        .col(uuid("owner_body_id"))
        .col(string("state"))
        .col(string("title"))
        .col(string_null("number"))
        .col(text("description_markdown"))
        .col(string_null("contact"))
        .col(timestamp_with_time_zone("deadline_at"))
        .col(integer("fiscal_year"))
        .col(boolean("needs_approval"))
        .col(boolean("audience_all"))
        .col(integer("form_version"))
        .col(uuid("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create().from("survey", "owner_body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        )
        .foreign_key(
            ForeignKey::create().from("survey", "created_by").to("account", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_survey_state_published_at_id")
                .table("survey")
                .col("state")
                .col(("published_at", IndexOrder::Desc))
                .col("id")
                .to_owned(),
        )
        .await
}

async fn create_survey_form(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("survey_form")
        .col(uuid("survey_id"))
        .col(integer("form_version"))
        .col(text("definition"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("survey_id").col("form_version"))
        .foreign_key(
            ForeignKey::create()
                .from("survey_form", "survey_id")
                .to("survey", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}

async fn create_survey_audience(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("survey_audience")
        .col(uuid("survey_id"))
        .col(string("target_kind"))
        .col(uuid("target_id"))
        .primary_key(Index::create().col("survey_id").col("target_kind").col("target_id"))
        .foreign_key(
            ForeignKey::create()
                .from("survey_audience", "survey_id")
                .to("survey", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}

async fn create_assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("assignment")
        .col(uuid("id").primary_key())
        .col(uuid("survey_id"))
        .col(uuid("body_id"))
        .col(string("state"))
        .col(boolean("not_applicable"))
        .col(boolean("needs_review"))
        .col(boolean("proxy"))
        .col(timestamp_with_time_zone_null("extended_until"))
        .col(integer("form_version"))
        .col(integer("revision"))
        .col(integer("answered"))
        .col(string("note"))
        .col(string_null("return_reason"))
        .col(timestamp_with_time_zone_null("first_opened_at"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(uuid_null("submitted_by"))
        .col(string_null("submitted_name"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create()
                .from("assignment", "survey_id")
                .to("survey", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create().from("assignment", "body_id").to("body", "id").on_delete(ForeignKeyAction::Restrict),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_assignment_survey_id_body_id")
                .table("assignment")
                .unique()
                .col("survey_id")
                .col("body_id")
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("ix_assignment_body_id_state")
                .table("assignment")
                .col("body_id")
                .col("state")
                .to_owned(),
        )
        .await
}

async fn create_assignment_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("assignment_event")
        .col(uuid("id").primary_key())
        .col(uuid("assignment_id"))
        .col(string("from_state"))
        .col(string("to_state"))
        .col(uuid_null("account_id"))
        .col(string("account_name"))
        .col(string("note"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(
            ForeignKey::create()
                .from("assignment_event", "assignment_id")
                .to("assignment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await?;
    manager
        .create_index(
            Index::create()
                .name("ix_assignment_event_assignment_id_at")
                .table("assignment_event")
                .col("assignment_id")
                .col("at")
                .to_owned(),
        )
        .await
}

async fn create_answer_value(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("answer_value")
        .col(uuid("assignment_id"))
        .col(string("question_key"))
        .col(text_null("value"))
        .col(integer("version"))
        .col(uuid("account_id"))
        .col(string("account_name"))
        .col(timestamp_with_time_zone("saved_at"))
        .primary_key(Index::create().col("assignment_id").col("question_key").col("version"))
        .foreign_key(
            ForeignKey::create()
                .from("answer_value", "assignment_id")
                .to("assignment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}

async fn create_answer_revision(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("answer_revision")
        .col(uuid("assignment_id"))
        .col(integer("revision"))
        .col(integer("form_version"))
        .col(uuid("client_key").unique_key())
        .col(boolean("not_applicable"))
        .col(text("answers"))
        .col(uuid("submitted_by"))
        .col(string("submitted_name"))
        .col(timestamp_with_time_zone("submitted_at"))
        .primary_key(Index::create().col("assignment_id").col("revision"))
        .foreign_key(
            ForeignKey::create()
                .from("answer_revision", "assignment_id")
                .to("assignment", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(table).await
}
