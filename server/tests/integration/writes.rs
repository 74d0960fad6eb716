//! The writer: many closures in one commit, each with its own fate; and which of them are run again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use app::domain::{error::AppError, ids::SurveyId};
use chrono::TimeDelta;
use futures::{FutureExt, future::join_all};
use server::store::{accounts, surveys};
use tokio::sync::Barrier;

use crate::{
    db_test,
    support::{Backend, Proxy, TestApp},
};

/// The closure that writes and then refuses.
const REFUSES: usize = 7;
/// The closure that writes and then panics.
const PANICS: usize = 11;

db_test! {
    async fn a_refusal_takes_only_its_own_changes_back(app: TestApp) {
        let store = &app.built.core.store;
        let subject = |number: usize| format!("group:{number}");
        let outcomes = join_all((0..20).map(|number| {
            store.write(number, move |tx, number| {
                async move {
                    accounts::note_failure(tx, &subject(number)).await?;
                    assert_ne!(number, PANICS, "on purpose");
                    if number == REFUSES { Err(AppError::NotFound) } else { Ok(number) }
                }
                .boxed()
            })
        }))
        .await;
        for (number, outcome) in outcomes.into_iter().enumerate() {
            match number {
                REFUSES => assert_eq!(outcome, Err(AppError::NotFound)),
                PANICS => assert!(matches!(outcome, Err(AppError::Internal { .. })), "{outcome:?}"),
                _ => assert_eq!(outcome, Ok(number)),
            }
            let since = app.now() - TimeDelta::minutes(1);
            let (kept, _) = accounts::failures(&store.read(), &subject(number), since).await.unwrap();
            assert_eq!(kept, u64::from(![REFUSES, PANICS].contains(&number)), "closure {number}");
        }
    }

    async fn a_refusal_alone_leaves_nothing(app: TestApp) {
        let store = &app.built.core.store;
        let refused = store
            .write((), |tx, ()| {
                async move {
                    accounts::note_failure(tx, "alone").await?;
                    Err::<(), _>(AppError::Forbidden)
                }
                .boxed()
            })
            .await;
        assert_eq!(refused, Err(AppError::Forbidden));
        let since = app.now() - TimeDelta::minutes(1);
        assert_eq!(accounts::failures(&store.read(), "alone", since).await.unwrap().0, 0);
    }

    async fn what_a_closure_cannot_do_is_not_tried_again(app: TestApp) {
        let runs = Arc::new(AtomicU32::new(0));
        let refused = app.built.core.store.write(Arc::clone(&runs), |_, runs| {
            async move {
                runs.fetch_add(1, Ordering::SeqCst);
                Err::<(), _>(AppError::Unavailable)
            }
            .boxed()
        });
        assert_eq!(refused.await, Err(AppError::Unavailable));
        assert_eq!(runs.load(Ordering::SeqCst), 1);
    }

    async fn two_that_wait_for_each_other_are_both_done_in_the_end(app: TestApp) {
        let collector = app.collector().await;
        let mut drafts = Vec::new();
        for _ in 0..2 {
            let made = collector.post("/surveys", &crate::surveys::draft(false)).await.json();
            drafts.push(made["id"].as_str().unwrap().parse::<SurveyId>().unwrap());
        }
        let (runs, both) = (Arc::new(AtomicU32::new(0)), Arc::new(Barrier::new(2)));
        let crossing = |first: SurveyId, second: SurveyId| {
            let tools = (Arc::clone(&runs), Arc::clone(&both));
            app.built.core.store.write(tools, move |tx, (runs, both)| {
                async move {
                    surveys::locked(tx, first).await?;
                    runs.fetch_add(1, Ordering::SeqCst);
                    // Where one writes at a time nobody else comes here, and when it is run again neither.
                    drop(tokio::time::timeout(Duration::from_millis(300), both.wait()).await);
                    surveys::locked(tx, second).await?;
                    accounts::note_failure(tx, "crossing").await
                }
                .boxed()
            })
        };
        let (one, other) = tokio::join!(crossing(drafts[0], drafts[1]), crossing(drafts[1], drafts[0]));
        assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
        let since = app.now() - TimeDelta::minutes(1);
        let (kept, _) = accounts::failures(&app.built.core.store.read(), "crossing", since).await.unwrap();
        assert_eq!(kept, 2, "each once");
        if app.built.core.store.is_shared() {
            assert_eq!(runs.load(Ordering::SeqCst), 3, "one of them was taken back and run again");
        }
    }
}

mod a_commit_whose_answer_is_lost_is_not_run_again {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        let server = std::env::var("KAIRAN_TEST_POSTGRES_URL").unwrap();
        let database = server.rsplit_once('@').unwrap().1.split_once('/').unwrap().0.to_owned();
        let proxy = Proxy::before(database.clone()).await;
        let through = |config: &mut server::config::Config| {
            config.database.url = config.database.url.replace(&database, &proxy.address);
        };
        let app = TestApp::start_with(Backend::Postgres, through).await;
        let store = &app.built.core.store;
        let runs = Arc::new(AtomicU32::new(0));
        proxy.lose_the_next_commit();
        let written = store.write(Arc::clone(&runs), |tx, runs| {
            async move {
                runs.fetch_add(1, Ordering::SeqCst);
                accounts::note_failure(tx, "lost").await
            }
            .boxed()
        });
        assert_eq!(written.await, Err(AppError::Unavailable), "nobody knows what became of it");
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        let since = app.now() - TimeDelta::minutes(1);
        let (kept, _) = accounts::failures(&store.read(), "lost", since).await.unwrap();
        assert_eq!(kept, 1, "the database had done it");
    }
}
