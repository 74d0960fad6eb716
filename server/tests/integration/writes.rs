//! The writer: many closures in one commit, each with its own fate.

use app::domain::error::AppError;
use chrono::TimeDelta;
use futures::{FutureExt, future::join_all};
use server::store::accounts;

use crate::db_test;

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
}
