//! How a fresh hub gets its first administrator (C-34).

use std::os::unix::fs::PermissionsExt;

use app::domain::{account::AccountDraft, body::BodyDraft, error::AppError};
use axum::http::StatusCode;
use chrono::TimeDelta;
use server::services::first_run;

use crate::{db_test, support::TestApp};

const PASSWORD: &str = "風鈴 縁側 すいか 九時";

fn person(email: &str) -> AccountDraft {
    AccountDraft { email: email.to_owned(), name: "佐藤 花子".to_owned(), ..AccountDraft::default() }
}

async fn begin(app: &TestApp, email: &str) -> Result<String, AppError> {
    let address = first_run::begin(&app.built.core, BodyDraft::default(), person(email)).await?;
    Ok(address.strip_prefix("http://127.0.0.1:3000").unwrap().to_owned())
}

async fn set_password(app: &TestApp, link: &str) -> StatusCode {
    let someone = app.collector().await;
    let token = link.split_once("token=").unwrap().1;
    someone.submit(link, "session/use_link", &[("token", token), ("new", PASSWORD), ("repeat", PASSWORD)]).await.status
}

db_test! {
    async fn the_address_works_once_and_makes_an_administrator(app: TestApp) {
        assert!(!first_run::is_done(&app.built.core).await.unwrap());
        let link = begin(&app, "hanako@pref.example.jp").await.unwrap();
        assert_eq!(app.get(&link).await.status, StatusCode::OK);
        assert_eq!(set_password(&app, &link).await, StatusCode::SEE_OTHER);
        assert_eq!(set_password(&app, &link).await, StatusCode::NOT_FOUND);
        assert!(first_run::is_done(&app.built.core).await.unwrap());
        let mut person = app.collector().await;
        let entered = person.submit("/login", "session/log_in", &[("email", "hanako@pref.example.jp"), ("password", PASSWORD)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER);
        let again = begin(&app, "taro@pref.example.jp").await;
        assert!(matches!(again, Err(AppError::Conflict { .. })), "{again:?}");
        person.sign_in().await;
        let administrator = app.administrator().await;
        let events = administrator.get("/audit?action=first_administrator").await.json();
        assert_eq!(events["total"], 1, "{events}");
    }

    async fn the_address_ends_after_a_quarter_of_an_hour_and_can_be_made_again(app: TestApp) {
        let link = begin(&app, "hanako@pref.example.jp").await.unwrap();
        app.advance(TimeDelta::minutes(16));
        assert_eq!(set_password(&app, &link).await, StatusCode::NOT_FOUND);
        let link = begin(&app, "hanako@pref.example.jp").await.unwrap();
        assert_eq!(set_password(&app, &link).await, StatusCode::SEE_OTHER);
    }

    async fn wrong_words_register_nobody(app: TestApp) {
        let refused = begin(&app, "hanako").await;
        assert!(matches!(&refused, Err(AppError::Invalid { errors }) if errors[0].field == "email"), "{refused:?}");
    }
}

#[test]
fn the_command_writes_a_file_that_only_its_owner_reads() {
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().join("address.txt");
    let run = |email: &str, code: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_kairan"))
            .current_dir(folder.path())
            .args(["init-admin", "--code", code, "--prefecture", "宮城県", "--prefecture-reading", "みやぎけん"])
            .args(["--email", email, "--name", "佐藤 花子", "--out"])
            .arg(&out)
            .output()
            .unwrap()
    };
    let wrong = run("hanako", "040003");
    assert!(!wrong.status.success());
    let wrong = run("hanako@pref.example.jp", "040003");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("code:"), "{wrong:?}");
    assert!(!out.exists(), "what was refused leaves no file");
    std::fs::write(&out, "[http]\nlisten = \"127.0.0.1:3000\"\n").unwrap();
    let wrong = run("hanako@pref.example.jp", "040002");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("holds something else"), "{wrong:?}");
    assert!(std::fs::read_to_string(&out).unwrap().starts_with("[http]"));
    std::fs::write(&out, "").unwrap();
    let right = run("hanako@pref.example.jp", "040002");
    assert!(right.status.success(), "{right:?}");
    assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
    let address = std::fs::read_to_string(&out).unwrap();
    assert!(address.contains("/link?token=") && address.lines().count() == 1, "{address}");
    assert!(run("hanako@pref.example.jp", "040002").status.success(), "and again, over the one before");
    assert_ne!(std::fs::read_to_string(&out).unwrap(), address);
    assert!(!String::from_utf8_lossy(&right.stdout).contains("token="), "the address goes into the file alone");
}
