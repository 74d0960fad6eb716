//! Keeping a copy, bringing it back, examining it, and taking lists in.

use std::{
    path::{Path, PathBuf},
    process::Output,
};

use app::{
    domain::{actor::Role, error::AppError},
    ports::import::{Fate, Outcome},
};
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use server::{
    config::Config,
    services::tidying::remove_orphans,
    upkeep::{self, DATABASE, Finding, List, MANIFEST},
};

use crate::{
    db_test,
    notices::{drafted, only, published},
    process::kairan,
    support::{Backend, Person, TestApp, execute},
};

/// What no use case does.
async fn tamper(app: &TestApp, statements: &[&str]) {
    execute(&app.built.core.config.database.url, statements).await;
}

/// A hub with a published notice, a file and an index.
async fn filled(backend: Backend) -> TestApp {
    let app = TestApp::start(backend).await;
    let city = app.body("042021", "石巻市").await;
    let collector = app.collector().await;
    published(&collector, &only(&[city])).await;
    let draft = drafted(&collector, &only(&[city])).await;
    attach(&collector, &draft, "様式.txt", "提出期限は令和8年6月30日です。").await;
    app.settle().await;
    app
}

async fn attach(by: &Person<'_>, notice: &str, name: &str, content: &str) -> String {
    let query = serde_urlencoded::to_string([("name", name)]).unwrap();
    let path = format!("/notices/{notice}/attachments?{query}");
    let kept = by.upload(Method::POST, &path, "application/octet-stream", content.as_bytes().to_vec()).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text());
    kept.json()["id"].as_str().unwrap().to_owned()
}

fn config(app: &TestApp) -> Config {
    app.built.core.config.as_ref().clone()
}

fn faults(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().filter(|finding| !finding.whole).map(|finding| (finding.part, finding.text.as_str())).collect()
}

/// Every file of the blob store.
/// Contents in the file store.
pub fn kept(app: &TestApp) -> Vec<PathBuf> {
    let files = app.folder.path().join("files");
    let folders = std::fs::read_dir(files).unwrap().map(|entry| entry.unwrap().path());
    let all = folders.filter(|path| path.file_name().is_some_and(|name| name.len() == 2));
    all.flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect()
}

fn run(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = kairan(folder).args(arguments).output().unwrap();
    let text = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (status.success(), text)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_backed_up_is_restored_whole_and_found_again() {
    let app = filled(Backend::Sqlite).await;
    let backup = app.folder.path().join("backups/monday");
    let now = app.now();
    let kept = upkeep::backup(&config(&app), &backup, now).await.unwrap();
    assert_eq!(kept.files, 1);
    assert!(backup.join(MANIFEST).is_file() && backup.join(DATABASE).is_file());
    let again = upkeep::backup(&config(&app), &backup, now).await.unwrap_err();
    assert!(again.contains("never overwrites"), "{again}");

    let target = tempfile::tempdir().unwrap();
    let from = backup.to_str().unwrap();
    let (well, text) = run(target.path(), &["restore", "--from", from]);
    assert!(well && text.contains("restored the database and 1 files"), "{text}");
    for line in ["ok    database", "ok    audit", "ok    files     1 have", "ok    index     1 documents, 0 change"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let (again, text) = run(target.path(), &["restore", "--from", from]);
    assert!(!again && text.contains("is there already"), "{text}");
    let (well, text) = run(target.path(), &["verify"]);
    assert!(well, "{text}");
    let (well, text) = run(target.path(), &["reindex"]);
    assert!(well && text.contains("the index holds 1 documents"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_writes_nothing_unless_the_backup_is_whole_and_the_place_empty() {
    let app = filled(Backend::Sqlite).await;
    let backup = app.folder.path().join("backup");
    upkeep::backup(&config(&app), &backup, app.now()).await.unwrap();
    let mut place = Config::default();

    let target = tempfile::tempdir().unwrap();
    place.in_folder(target.path());
    std::fs::create_dir_all(target.path().join("files/ab")).unwrap();
    std::fs::write(target.path().join("files/ab").join("c".repeat(62)), "somebody else's").unwrap();
    let refused = upkeep::restore(&place, &backup).await.unwrap_err();
    assert!(refused.contains("restore into an empty folder"), "{refused}");
    assert!(!target.path().join("kairan.db").exists());

    let target = tempfile::tempdir().unwrap();
    place.in_folder(target.path());
    let part = std::fs::read_dir(backup.join("files")).unwrap().next().unwrap().unwrap().path();
    let file = std::fs::read_dir(part).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&file, "提出期限は令和9年6月30日です。").unwrap();
    let refused = upkeep::restore(&place, &backup).await.unwrap_err();
    assert!(refused.contains("damaged in 1 place(s)") && refused.contains("is not what was kept"), "{refused}");
    std::fs::remove_file(&file).unwrap();
    assert!(upkeep::restore(&place, &backup).await.unwrap_err().contains("damaged in 1 place(s)"));
    assert_eq!(std::fs::read_dir(target.path()).unwrap().count(), 0, "nothing was begun");
    std::fs::remove_file(backup.join(MANIFEST)).unwrap();
    assert!(upkeep::restore(&place, &backup).await.unwrap_err().contains("no finished backup"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_cannot_be_finished_leaves_nothing() {
    let app = filled(Backend::Sqlite).await;
    let backup = app.folder.path().join("backup");
    std::fs::write(&kept(&app)[0], "提出期限は令和9年6月30日です。").unwrap();
    let refused = upkeep::backup(&config(&app), &backup, app.now()).await.unwrap_err();
    assert!(refused.contains("is damaged"), "{refused}");
    assert!(!backup.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_holds_together_while_others_write() {
    let app = filled(Backend::Sqlite).await;
    let collector = app.collector().await;
    let bodies = [app.body("042030", "塩竈市").await];
    let writing = async {
        for _ in 0..20 {
            published(&collector, &only(&bodies)).await;
        }
    };
    let backup = app.folder.path().join("backup");
    let (config, now) = (config(&app), app.now());
    let ((), done) = tokio::join!(writing, upkeep::backup(&config, &backup, now));
    done.unwrap();
    let target = tempfile::tempdir().unwrap();
    let (well, text) = run(target.path(), &["restore", "--from", backup.to_str().unwrap()]);
    assert!(well && text.contains("ok    audit"), "{text}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_is_told_what_to_run_instead() {
    let mut config = Config::default();
    config.database.url = "postgres://kairan:secret@db.example/kairan".to_owned();
    let now = "2026-06-01T00:00:00Z".parse().unwrap();
    let refused = upkeep::backup(&config, Path::new("/backups/monday"), now).await.unwrap_err();
    assert!(refused.contains("pg_dump --format=custom --file=/backups/monday/kairan.pgdump"), "{refused}");
    assert!(!refused.contains("secret"));
    assert!(upkeep::restore(&config, Path::new("/backups/monday")).await.unwrap_err().contains("pg_restore"));
}

db_test! {
    async fn verify_finds_nothing_in_a_whole_hub(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let draft = drafted(&collector, &only(&[city])).await;
        attach(&collector, &draft, "a.txt", "一").await;
        app.settle().await;
        let findings = upkeep::verify(&config(&app)).await.unwrap();
        assert_eq!(faults(&findings), []);
        assert_eq!(findings.len(), 5, "{findings:?}");
    }

    async fn verify_names_what_is_damaged(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let draft = drafted(&collector, &only(&[city])).await;
        attach(&collector, &draft, "a.txt", "一").await;
        attach(&collector, &draft, "b.txt", "二").await;
        published(&collector, &only(&[city])).await;
        app.settle().await;
        let files = kept(&app);
        std::fs::write(&files[0], "三").unwrap();
        std::fs::remove_file(&files[1]).unwrap();
        let sqlite = !app.built.core.store.is_shared();
        let unlock = if sqlite { "DROP TRIGGER audit_event_no_update" } else { "DROP TRIGGER audit_event_append_only ON audit_event" };
        tamper(&app, &[unlock, "UPDATE audit_event SET account_name = '別人' WHERE seq = 2"]).await;
        let index = app.folder.path().join("index/generation-000001");
        let mut parts = std::fs::read_dir(index).unwrap().map(|entry| entry.unwrap().path());
        let segment = parts.find(|path| path.extension().is_some_and(|ending| ending == "store")).unwrap();
        let mut bytes = std::fs::read(&segment).unwrap();
        bytes[0] ^= 1;
        std::fs::write(&segment, bytes).unwrap();
        let findings = upkeep::verify(&config(&app)).await.unwrap();
        let found = faults(&findings);
        assert_eq!(found.iter().map(|(part, _)| *part).collect::<Vec<_>>(), ["audit", "files", "files", "index"], "{found:?}");
        assert!(found[0].1.starts_with("event 2 was changed or removed"), "{found:?}");
        let told = format!("{found:?}");
        assert!(told.contains("is missing") && told.contains("is damaged") && told.contains("kairan reindex"), "{told}");
    }

    async fn content_without_use_goes_after_a_day_and_what_is_used_stays(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let collector = app.collector().await;
        let draft = drafted(&collector, &only(&[city])).await;
        attach(&collector, &draft, "stays.txt", "残る").await;
        let gone = attach(&collector, &draft, "gone.txt", "消える").await;
        let again = attach(&collector, &draft, "again.txt", "戻る").await;
        std::fs::write(app.folder.path().join("files/incoming/in-left"), "半分").unwrap();
        for file in [&gone, &again] {
            assert_eq!(collector.delete(&format!("/attachments/{file}")).await.status, StatusCode::NO_CONTENT);
        }
        // The clock of the test stands in the past of the disk, where files are as old as their last change says.
        app.advance(TimeDelta::days(3650));
        assert_eq!(remove_orphans(&app.built.core).await, Ok(0), "only now it is known to be without use");
        app.advance(TimeDelta::hours(23));
        assert_eq!(remove_orphans(&app.built.core).await, Ok(0), "not yet a day");
        assert_eq!(kept(&app).len(), 3);
        attach(&collector, &draft, "again.txt", "戻る").await;
        app.advance(TimeDelta::hours(2));
        assert_eq!(remove_orphans(&app.built.core).await, Ok(1));
        assert_eq!(kept(&app).len(), 2);
        assert!(!app.folder.path().join("files/incoming/in-left").exists());
        assert_eq!(faults(&upkeep::verify(&config(&app)).await.unwrap()).iter().filter(|(part, _)| *part == "files").count(), 0);
        app.advance(TimeDelta::days(30));
        assert_eq!(remove_orphans(&app.built.core).await, Ok(0));
    }

    async fn contacts_come_in_as_they_went_out(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let contact = serde_json::json!({
            "body_id": city, "section": "総務課", "post": "主査", "name": "佐藤 花子", "reading": "さとう はなこ",
            "phone": "022-211-2222", "duties": ["統計", "選挙"], "note": "=1+1",
        });
        let made = administrator.post("/contacts", &contact).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        for format in ["csv", "xlsx"] {
            let file = app.folder.path().join(format!("list.{format}"));
            std::fs::write(&file, administrator.get(&format!("/contacts/export/{format}")).await.body).unwrap();
            let outcome = take_in(&app, List::Contacts, &file, &administrator, false).await.unwrap();
            assert_eq!((outcome.rows.len(), outcome.count(Fate::Same), outcome.kept), (1, 1, true), "{outcome:?}");
        }
        let file = app.folder.path().join("new.csv");
        let rows = "団体コード,課・室,職名,氏名,電話,担当業務\r\n\
                    042021,総務課,主査,佐藤 花子,022-211-3333,統計、選挙\r\n42021,企画課,主事,鈴木 一郎,,広報\r\n";
        std::fs::write(&file, rows).unwrap();
        let preview = take_in(&app, List::Contacts, &file, &administrator, true).await.unwrap();
        assert_eq!((preview.count(Fate::Changed), preview.count(Fate::Added), preview.kept), (1, 1, false));
        assert_eq!(administrator.get("/contacts").await.json()["total"], 1, "a preview keeps nothing");
        take_in(&app, List::Contacts, &file, &administrator, false).await.unwrap();
        let contacts = administrator.get("/contacts").await.json();
        assert_eq!(contacts["total"], 2);
        assert_eq!(contacts["items"][0]["phone"], "022-211-3333");
        assert_eq!(contacts["items"][1]["duties"][0], "広報");
    }

    async fn one_wrong_row_keeps_the_whole_list_out(app: TestApp) {
        app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let file = app.folder.path().join("list.csv");
        let rows = "団体コード,課・室,氏名,電話\r\n042021,総務課,佐藤 花子,\r\n042022,総務課,鈴木,\r\n042030,総務課,高橋,\r\n\
                    042021,,田中,代表\r\n042021,総務課,佐藤 花子,\r\n";
        std::fs::write(&file, rows).unwrap();
        let outcome = take_in(&app, List::Contacts, &file, &administrator, false).await.unwrap();
        let wrong: Vec<(u64, Vec<&str>)> = outcome
            .wrong
            .iter()
            .map(|line| (line.line, line.errors.iter().map(|error| error.field.as_str()).collect()))
            .collect();
        assert_eq!(wrong, [(3, vec!["body_code"]), (4, vec!["body_code"]), (5, vec!["section", "phone"]), (6, vec!["name"])]);
        assert!(!outcome.kept);
        assert_eq!(administrator.get("/contacts").await.json()["total"], 0);
    }

    async fn nobody_takes_in_what_he_may_not_change(app: TestApp) {
        let [own, other] = [app.body("042021", "石巻市").await, app.body("042030", "塩竈市").await];
        let editor = app.person(own, Role::Editor).await;
        let file = app.folder.path().join("list.csv");
        std::fs::write(&file, "団体コード,課・室,氏名\r\n042021,総務課,佐藤\r\n042030,総務課,鈴木\r\n").unwrap();
        let outcome = take_in(&app, List::Contacts, &file, &editor, false).await.unwrap();
        assert_eq!((outcome.wrong.len(), outcome.wrong[0].line, outcome.kept), (1, 3, false), "{other}");
        std::fs::write(&file, "団体コード,種別,団体名,ふりがな\r\n042048,市,新市,しんし\r\n").unwrap();
        let refused = take_in(&app, List::Bodies, &file, &editor, false).await.unwrap_err();
        assert!(refused.contains(&AppError::Forbidden.to_string()), "{refused}");
        let unknown = upkeep::import(&app.built, List::Bodies, &file, "nobody@example.jp", false).await.unwrap_err();
        assert!(unknown.contains("nobody@example.jp is not"), "{unknown}");
    }

    async fn bodies_are_added_and_renamed_from_a_list(app: TestApp) {
        let city = app.body("042021", "石巻市").await;
        let administrator = app.administrator().await;
        let contact = serde_json::json!({ "body_id": city, "section": "総務課", "name": "佐藤 花子" });
        administrator.post("/contacts", &contact).await;
        let file = app.folder.path().join("bodies.csv");
        let rows = "団体コード,種別,団体名,ふりがな,英語名\r\n042021,市,新石巻市,しんいしのまきし,Shin-Ishinomaki City\r\n\
                    ,一部事務組合,石巻地区広域行政事務組合,いしのまきちくこういきぎょうせいじむくみあい,\r\n";
        std::fs::write(&file, rows).unwrap();
        let outcome = take_in(&app, List::Bodies, &file, &administrator, false).await.unwrap();
        assert_eq!((outcome.count(Fate::Changed), outcome.count(Fate::Added)), (1, 1), "{outcome:?}");
        let found = administrator.get("/contacts?q=%E6%96%B0%E7%9F%B3%E5%B7%BB").await.json();
        assert_eq!(found["total"], 1, "found by the new name of its body");
        let again = take_in(&app, List::Bodies, &file, &administrator, false).await.unwrap();
        assert_eq!(again.count(Fate::Same), 2, "{again:?}");
        std::fs::write(&file, "団体コード,種別,団体名,ふりがな\r\n042022,市,石巻市,いしのまきし\r\n").unwrap();
        let wrong = take_in(&app, List::Bodies, &file, &administrator, false).await.unwrap();
        assert_eq!(wrong.wrong[0].errors[0].field, "code", "the check digit does not fit");
    }
}

async fn take_in(app: &TestApp, list: List, file: &Path, by: &Person<'_>, dry_run: bool) -> Result<Outcome, String> {
    upkeep::import(&app.built, list, file, &by.email, dry_run).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_imports_previews_and_reports() {
    let app = TestApp::start(Backend::Sqlite).await;
    app.body("042021", "石巻市").await;
    let administrator = app.administrator().await;
    let file = app.folder.path().join("list.csv");
    std::fs::write(&file, "団体コード,課・室,氏名\r\n042021,総務課,佐藤\r\n").unwrap();
    let import = |more: &[&str]| {
        let file = file.to_str().unwrap();
        run(app.folder.path(), &[&["import", "contacts", file, "--as", &administrator.email], more].concat())
    };
    let (well, text) = import(&["--dry-run"]);
    assert!(well && text.contains("row 2") && text.contains("1 new") && text.contains("nothing was kept"), "{text}");
    let (well, text) = import(&[]);
    assert!(well && text.contains("kept"), "{text}");
    std::fs::write(&file, "団体コード,課・室,氏名\r\n042022,総務課,佐藤\r\n").unwrap();
    let (well, text) = import(&[]);
    assert!(!well && text.contains("WRONG") && text.contains("nothing was kept"), "{text}");
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for command in
        ["serve", "demo", "migrate", "reindex", "backup", "restore", "verify", "import", "openapi", "check-config"]
    {
        let (well, text) = run(folder.path(), &[command, "--help"]);
        assert!(well && text.len() > 100 && text.contains("Usage: kairan"), "{command}: {text}");
    }
    let (well, text) = run(folder.path(), &["verify"]);
    assert!(!well && text.contains("there is no database at"), "{text}");
    assert!(!folder.path().join("kairan.db").exists(), "looking makes nothing");
}
