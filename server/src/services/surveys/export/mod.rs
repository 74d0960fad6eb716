//! The merged table as a file.

mod csv;
mod limits;
mod xlsx;

use app::{
    domain::{
        calendar::{Deadline, format_instant, jst_date},
        error::AppError,
        ids::SurveyId,
        lang::Lang,
        tally::MergedTable,
    },
    ports::{
        Caller,
        surveys::{ExportFile, ExportFormat},
    },
};
use chrono::{DateTime, Utc};
use futures::FutureExt;
use serde_json::json;

use super::{Surveys, merged::Merged, record};
use crate::{services::guesses, store::surveys::Survey, telemetry};

/// Longest title in a file name, in characters: Windows takes 255 in all.
const NAME_MAX: usize = 60;

/// What stands above the table.
struct Heading {
    title: String,
    number: String,
    deadline: String,
    made: String,
    sent: String,
}

impl Heading {
    fn of(survey: &Survey, table: &MergedTable, now: DateTime<Utc>) -> Self {
        let submitted = table.rows.iter().filter(|row| row.state.is_submitted()).count();
        Self {
            title: survey.title.clone(),
            number: survey.number.clone().unwrap_or_default(),
            deadline: Deadline::from_instant(survey.deadline).format(Lang::Ja),
            made: format_instant(now, Lang::Ja),
            sent: format!("{submitted}／{}団体", table.rows.len()),
        }
    }
}

impl Surveys {
    pub(super) async fn take_out(
        &self,
        caller: &Caller,
        id: SurveyId,
        format: ExportFormat,
    ) -> Result<ExportFile, AppError> {
        let db = self.core.store.read();
        let survey = self.for_board(&db, caller, id).await?;
        guesses::need_confirmed(&self.core, caller).await?;
        let turn = self.core.exports.enter_as(caller.actor.account).await?;
        let title = survey.title.clone();
        let merged = self.merge_sent(&db, &survey).await?;
        let now = self.core.clock.now();
        // Some hundred milliseconds of computing have no place among the tasks that answer requests.
        let make = move || {
            let bytes = build(&survey, &merged, format, now);
            drop(turn);
            bytes
        };
        let bytes = tokio::task::spawn_blocking(make).await.map_err(|_| AppError::Unavailable)??;
        let (ending, media_type) = match format {
            ExportFormat::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ExportFormat::Csv => ("csv", "text/csv; charset=utf-8"),
        };
        let name = file_name(&title, now, ending);
        let size = bytes.len();
        self.core
            .store
            .write((caller.clone(), name.clone()), move |tx, (caller, name)| {
                async move { record(tx, &caller, "survey.export", id, json!({ "file": name, "bytes": size })).await }
                    .boxed()
            })
            .await?;
        Ok(ExportFile { name, media_type, bytes })
    }
}

fn build(survey: &Survey, merged: &Merged, format: ExportFormat, now: DateTime<Utc>) -> Result<Vec<u8>, AppError> {
    let Merged { sent, table } = merged;
    if format == ExportFormat::Xlsx {
        limits::check_width(table, xlsx::FIXED)?;
    }
    let built = match format {
        ExportFormat::Xlsx => xlsx::workbook(&Heading::of(survey, table, now), table, &sent.form, &sent.entries())
            .map_err(|error| error.to_string()),
        ExportFormat::Csv => csv::table(table).map_err(|error| error.to_string()),
    };
    built.map_err(|error| {
        let reference = telemetry::reference();
        tracing::error!(%reference, %error, "export failed");
        AppError::Internal { reference }
    })
}

/// 「集計表_<title>_20261122.xlsx」, without what Windows refuses in names.
fn file_name(title: &str, now: DateTime<Utc>, ending: &str) -> String {
    let refused = |c: char| c.is_control() || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let title: String = title.chars().map(|c| if refused(c) { '_' } else { c }).take(NAME_MAX).collect();
    format!("集計表_{}_{}.{ending}", title.trim_end_matches(['.', ' ']), jst_date(now).format("%Y%m%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_takes() {
        let now = "2026-11-22T15:30:00Z".parse().unwrap();
        assert_eq!(file_name("職員数（1/2）: 調査*", now, "xlsx"), "集計表_職員数（1_2）_ 調査__20261123.xlsx");
        assert!(file_name(&"長".repeat(500), now, "csv").chars().count() < 100);
    }
}
