//! A survey is closed while bodies are answering: whoever comes first is waited for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use app::domain::{
    actor::Role,
    ids::{AssignmentId, SurveyId},
    survey::SurveyState,
};
use axum::http::StatusCode;
use futures::FutureExt;
use serde_json::json;
use server::store::{assignments, surveys};
use tokio::sync::Notify;

use crate::{
    db_test,
    surveys::{assignment, draft, fill, opened},
};

/// How long a transaction is held open: enough for the other one to overtake it if it can.
const HELD: Duration = Duration::from_millis(400);

db_test! {
    async fn who_closes_waits_for_those_who_are_saving(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let survey = opened(&collector, &draft(false)).await;
        let mine: AssignmentId = assignment(&editor).await.parse().unwrap();
        let (inside, saved) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
        let tools = (Arc::clone(&inside), Arc::clone(&saved));
        let saving = app.built.core.store.write(tools, move |tx, (inside, saved)| {
            async move {
                let case = assignments::locked(tx, mine).await?;
                assert_eq!(case.survey, SurveyState::Open);
                inside.notify_one();
                tokio::time::sleep(HELD).await;
                saved.store(true, Ordering::SeqCst);
                Ok(())
            }
            .boxed()
        });
        let closing = async {
            inside.notified().await;
            let closed = collector.post(&format!("/surveys/{survey}/close"), &json!({ "version": 2 })).await;
            assert_eq!(closed.status, StatusCode::NO_CONTENT, "{}", closed.text());
            assert!(saved.load(Ordering::SeqCst), "closed while an answer was being saved");
        };
        let (outcome, ()) = tokio::join!(saving, closing);
        assert_eq!(outcome, Ok(()));
    }

    async fn who_saves_while_somebody_closes_is_refused(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        let (collector, editor) = (app.collector().await, app.person(city, Role::Editor).await);
        let survey: SurveyId = opened(&collector, &draft(false)).await.parse().unwrap();
        let mine = assignment(&editor).await;
        fill(&editor, &mine, "10").await;
        let inside = Arc::new(Notify::new());
        let closing = app.built.core.store.write(Arc::clone(&inside), move |tx, inside| {
            async move {
                surveys::locked(tx, survey).await?;
                surveys::set_state(tx, survey, 2, SurveyState::Closed).await?;
                inside.notify_one();
                tokio::time::sleep(HELD).await;
                Ok(())
            }
            .boxed()
        });
        let saving = async {
            inside.notified().await;
            let new = json!({ "base_version": 1, "value": { "type": "number", "value": "11" } });
            editor.put(&format!("/assignments/{mine}/values/staff"), &new).await
        };
        let (outcome, saved) = tokio::join!(closing, saving);
        assert_eq!((outcome, saved.status), (Ok(()), StatusCode::FORBIDDEN), "{}", saved.text());
        let view = editor.get(&format!("/assignments/{mine}")).await.json();
        assert_eq!(view["fields"][0]["value"]["value"], "10");
    }
}
