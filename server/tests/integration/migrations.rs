//! Schema changes go up and down with rows in the tables.

use app::domain::actor::Role;
use serde_json::json;

use crate::{
    db_test,
    notices::{only, published},
    support::{TestApp, migrate, texts},
};

async fn rows(app: &TestApp, query: &str) -> Vec<String> {
    texts(app.url(), query).await
}

db_test! {
    async fn the_ladder_is_made_of_what_was_known_before(app: TestApp) {
        let bodies = [app.body("041009", "仙台市").await, app.body("042021", "石巻市").await];
        let collector = app.named_person(app.prefecture, Role::Collector, "県 太郎").await;
        let [reader, other] = [
            app.named_person(bodies[0], Role::Reader, "阿部 花子").await,
            app.named_person(bodies[1], Role::Reader, "佐藤 次郎").await,
        ];
        let asked = published(&collector, &only(&bodies)).await;
        reader.post(&format!("/notices/{asked}/confirm"), &json!({})).await;
        other.get(&format!("/notices/{asked}")).await;
        let taken_back = published(&collector, &only(&bodies)).await;
        collector.post(&format!("/notices/{taken_back}/withdraw"), &json!({ "reason": "誤り" })).await;
        collector.post(&format!("/notices/{asked}/reminders"), &json!({})).await;

        let known = "SELECT b.name || ' ' || e.event || ' ' || e.name || ' ' || e.detail FROM delivery_event e \
                     JOIN body b ON b.id = e.body_id WHERE e.event NOT IN ('publish', 'withdraw', 'remind') ORDER BY 1";
        let pending = "SELECT b.name FROM delivery d JOIN body b ON b.id = d.body_id WHERE d.pending_since IS NOT NULL";
        let all = "SELECT CAST(COUNT(*) AS TEXT) FROM delivery_event";
        let reasons = "SELECT detail FROM delivery_event WHERE event = 'withdraw'";
        let before = (rows(&app, known).await, rows(&app, pending).await, rows(&app, reasons).await);
        assert_eq!((before.1.clone(), rows(&app, all).await), (vec!["石巻市".to_owned()], vec!["10".to_owned()]));

        migrate(app.url(), "m20261123_000002_delivery_ladder", false).await;
        let left = "SELECT CAST(COUNT(*) AS TEXT) FROM delivery WHERE confirmed_at IS NULL AND withdrawn_at IS NULL";
        assert_eq!(rows(&app, left).await, ["1"]);
        migrate(app.url(), "m20261123_000002_delivery_ladder", true).await;
        assert_eq!((rows(&app, known).await, rows(&app, pending).await, rows(&app, reasons).await), before);
        assert_eq!(rows(&app, all).await, ["9"], "who was reminded is known to the audit log alone");
    }

    async fn everything_goes_down_and_up_again(app: TestApp) {
        let city = app.body("041009", "仙台市").await;
        published(&app.collector().await, &only(&[city])).await;
        migrate(app.url(), "", false).await;
        migrate(app.url(), "", true).await;
        assert_eq!(rows(&app, "SELECT CAST(COUNT(*) AS TEXT) FROM notice").await, ["0"]);
    }
}
