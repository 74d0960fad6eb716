//! Files of notices: in, out, and refused.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use app::domain::{actor::Role, ids::BodyId};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::{
    db_test,
    notices::{drafted, only},
    support::{Backend, Person, TestApp},
};

const TEXT: &str = "様式第1号\n提出期限は令和8年6月30日です。\n";

async fn attach(by: &Person<'_>, notice: &str, name: &str, content: &[u8]) -> crate::support::Answer {
    let query = serde_urlencoded::to_string([("name", name), ("role", "form"), ("description", "記入用")]).unwrap();
    let path = format!("/notices/{notice}/attachments?{query}");
    by.upload(Method::POST, &path, "application/octet-stream", content.to_vec()).await
}

mod upload {
    use super::*;

    db_test! {
        async fn comes_back_as_it_went_in_under_its_japanese_name(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let reader = app.person(city, Role::Reader).await;
            let id = drafted(&collector, &only(&[city])).await;
            let file = attach(&collector, &id, "様式 第1号.txt", TEXT.as_bytes()).await;
            assert_eq!(file.status, StatusCode::CREATED, "{}", file.text());
            let path = format!("/attachments/{}/content", file.json()["id"].as_str().unwrap());
            assert_eq!(reader.get(&path).await.status, StatusCode::NOT_FOUND, "a draft is hidden with its files");
            collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
            let got = reader.get(&path).await;
            assert_eq!((got.status, got.text().as_str()), (StatusCode::OK, TEXT));
            let disposition = got.header("content-disposition");
            assert!(disposition.starts_with("attachment; filename=\"__ _1_.txt\"; filename*=UTF-8''%E6%A7%98"), "{disposition}");
            assert_eq!(got.header("x-content-type-options"), "nosniff");
            assert_eq!(got.header("content-security-policy"), "sandbox; default-src 'none'");
            assert_eq!(got.header("content-length"), TEXT.len().to_string());
            let shown = reader.get(&format!("/notices/{id}")).await.json();
            assert_eq!(shown["attachments"][0]["role"], "form");
            assert_eq!(reader.get("/inbox").await.json()["items"][0]["attachments"], 1);
        }

        async fn an_ended_download_goes_on_where_it_was(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            let file = attach(&collector, &id, "a.txt", b"0123456789").await.json()["id"].as_str().unwrap().to_owned();
            let ask = |range: &'static str| {
                let request = Request::get(format!("/api/v1/attachments/{file}/content"))
                    .header(header::HOST, "127.0.0.1:3000")
                    .header(header::AUTHORIZATION, format!("Bearer {}", collector.token))
                    .header(header::RANGE, range);
                app.send(request.body(Body::empty()).unwrap())
            };
            let part = ask("bytes=4-6").await;
            assert_eq!((part.status, part.text().as_str()), (StatusCode::PARTIAL_CONTENT, "456"));
            assert_eq!(part.header("content-range"), "bytes 4-6/10");
            assert_eq!(ask("bytes=-2").await.text(), "89");
            let beyond = ask("bytes=10-").await;
            assert_eq!((beyond.status, beyond.code().as_str()), (StatusCode::RANGE_NOT_SATISFIABLE, "range"));
            assert_eq!(beyond.header("content-range"), "bytes */10");
        }

        async fn refuses_what_is_no_document(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            for (name, content, status) in [
                ("macro.exe", &b"MZ"[..], 415),
                ("page.html", b"<script>", 415),
                ("no-extension", b"x", 415),
                ("empty.txt", b"", 415),
                ("forged.pdf", b"PK\x03\x04 not a pdf", 415),
                ("forged.txt", b"MZ\x90\0", 415),
                ("broken.docx", b"PK\x03\x04 and no directory", 415),
                ("invoice\u{202e}txt.pdf", b"%PDF-1.7", 422),
                ("   ", b"x", 422),
            ] {
                let answer = attach(&collector, &id, name, content).await;
                assert_eq!(answer.status.as_u16(), status, "{name}: {}", answer.text());
            }
            assert_eq!(collector.get(&format!("/notices/{id}")).await.json()["attachments"], json!([]));
        }

        async fn only_its_authors_attach_and_only_to_a_draft(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let editor = app.person(city, Role::Editor).await;
            let id = drafted(&collector, &only(&[city])).await;
            assert_eq!(attach(&editor, &id, "a.txt", b"x").await.status, StatusCode::NOT_FOUND);
            let file = attach(&collector, &id, "a.txt", b"x").await.json()["id"].as_str().unwrap().to_owned();
            collector.post(&format!("/notices/{id}/publish"), &json!({ "version": 1 })).await;
            assert_eq!(attach(&editor, &id, "a.txt", b"x").await.status, StatusCode::FORBIDDEN);
            assert_eq!(collector.delete(&format!("/attachments/{file}")).await.code(), "conflict_state");
        }

        async fn is_labelled_and_taken_off(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            let file = attach(&collector, &id, "a.txt", b"x").await.json()["id"].as_str().unwrap().to_owned();
            let label = json!({ "role": "reference", "description": "参考" });
            assert_eq!(collector.put(&format!("/attachments/{file}"), &label).await.status, StatusCode::NO_CONTENT);
            let shown = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&shown["attachments"][0]["role"], &shown["attachments"][0]["description"]), (&json!("reference"), &json!("参考")));
            assert_eq!(collector.delete(&format!("/attachments/{file}")).await.status, StatusCode::NO_CONTENT);
            assert_eq!(collector.get("/notices?drafts=true").await.json()["items"][0]["attachments"], 0);
        }
    }
}

mod form {
    use super::*;

    fn multipart(files: &[(&str, &str)]) -> String {
        let mut body = "--x\r\nContent-Disposition: form-data; name=\"file_role\"\r\n\r\nannex\r\n".to_owned();
        for (name, content) in files {
            write!(
                body,
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n{content}\r\n"
            )
            .unwrap();
        }
        body + "--x--\r\n"
    }

    /// The whole page of a draft, as a browser sends it when `then` is pressed.
    fn with_text(city: &BodyId, id: &str, version: &str, then: &str, files: &[(&str, &str)]) -> String {
        let city = city.to_string();
        let fields = [
            ("_action", "notices/save"),
            ("id", id),
            ("version", version),
            ("title", "打った件名"),
            ("kind", "memo"),
            ("issued_on", "令和8年6月1日"),
            ("body", "打った本文"),
            ("audience", "chosen"),
            ("bodies[]", city.as_str()),
            ("then", then),
        ];
        let mut body = String::new();
        for (name, value) in fields {
            write!(body, "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
        }
        body + &multipart(files)
    }

    async fn post(app: &TestApp, by: &Person<'_>, id: &str, body: String) -> crate::support::Answer {
        let request = Request::post(format!("/notices/{id}/edit"))
            .header(header::HOST, "127.0.0.1:3000")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, by.cookie())
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        app.send(request.body(Body::from(body)).unwrap()).await
    }

    db_test! {
        async fn many_files_at_once_without_a_script(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            collector.sign_in().await;
            let id = drafted(&collector, &only(&[city])).await;
            let done = post(&app, &collector, &id, multipart(&[("別紙1.txt", "一"), ("別紙2.csv", "二")])).await;
            assert_eq!(done.header("location"), format!("/notices/{id}/edit?done=files_added#files"), "{}", done.text());
            let shown = collector.get(&format!("/notices/{id}")).await.json();
            let file = shown["attachments"][1]["id"].as_str().unwrap().to_owned();
            assert_eq!(shown["attachments"][0]["name"], "別紙1.txt");
            let up = format!("up:{file}");
            let moved = post(&app, &collector, &id, with_text(&city, &id, "1", &up, &[])).await;
            assert_eq!(moved.header("location"), format!("/notices/{id}/edit?done=file_changed#files"), "{}", moved.text());
            let shown = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!(shown["attachments"][0]["name"], "別紙2.csv");
            assert_eq!(collector.open(&format!("/attachments/{file}")).await.text(), "二");
        }

        async fn every_button_keeps_the_text_and_the_files(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            collector.sign_in().await;
            let id = drafted(&collector, &only(&[city])).await;
            let page = format!("/notices/{id}/edit");
            let attached = post(&app, &collector, &id, with_text(&city, &id, "1", "attach", &[("別紙.txt", "一")])).await;
            assert_eq!(attached.header("location"), format!("{page}?done=files_added#files"), "{}", attached.text());
            let shown = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&shown["title"], &shown["body"]), (&json!("打った件名"), &json!("打った本文")));
            let file = shown["attachments"][0]["id"].as_str().unwrap().to_owned();

            // A file that was chosen goes with any button; what is said about a file is saved with the text.
            let label = format!("--x\r\nContent-Disposition: form-data; name=\"files[{file}][role]\"\r\n\r\nform\r\n--x\r\nContent-Disposition: form-data; name=\"files[{file}][description]\"\r\n\r\n記入用\r\n");
            let checked = post(&app, &collector, &id, label + &with_text(&city, &id, "2", "check", &[("様式.txt", "二")])).await;
            assert_eq!(checked.header("location"), format!("/notices/{id}/preview"), "{}", checked.text());
            let shown = collector.get(&format!("/notices/{id}")).await.json();
            assert_eq!((&shown["attachments"][0]["role"], &shown["attachments"][0]["description"]), (&json!("form"), &json!("記入用")));
            assert_eq!(shown["attachments"][1]["name"], "様式.txt");

            let removed = post(&app, &collector, &id, with_text(&city, &id, "3", &format!("remove:{file}"), &[])).await;
            assert_eq!(removed.header("location"), format!("{page}?done=file_removed#files"), "{}", removed.text());
            let late = post(&app, &collector, &id, with_text(&city, &id, "3", "attach", &[("後.txt", "三")])).await;
            assert_eq!(late.status, StatusCode::CONFLICT);
            let text = late.text();
            assert!(text.contains("打った本文") && text.contains("後.txt") && text.contains("様式.txt"), "{text}");
        }

        async fn a_file_beside_a_wrong_field_keeps_what_was_said_about_it(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            collector.sign_in().await;
            let id = drafted(&collector, &only(&[city])).await;
            let part = |name: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            let wrong = with_text(&city, &id, "1", "attach", &[("様式.txt", "一")]).replace("令和8年6月1日", "令和8年6月31日");
            let wrong = part("file_role", "form") + &part("file_description", "記入用") + &wrong;
            let answer = post(&app, &collector, &id, wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
            let text = answer.text();
            let file = &collector.get(&format!("/notices/{id}")).await.json()["attachments"][0];
            assert_eq!((&file["role"], &file["description"]), (&json!("form"), &json!("記入用")));
            let select = text.split(&format!("name=\"files[{}][role]\"", file["id"].as_str().unwrap())).nth(1).unwrap();
            let chosen = select.split("</select>").next().unwrap().split("<option").find(|option| option.contains("selected"));
            assert!(chosen.is_some_and(|option| option.contains("value=\"form\"")), "{select}");
            let described = text.split(&format!("name=\"files[{}][description]\"", file["id"].as_str().unwrap())).nth(1).unwrap();
            assert!(described.trim_start().starts_with("value=\"記入用\""), "{described}");
        }

        async fn a_form_without_an_end_is_refused_before_it_fills_the_memory(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            let id = drafted(&collector, &only(&[city])).await;
            let parts = "--x\r\n\r\n\r\n".repeat(200_000);
            for signed_in in [false, true] {
                if signed_in {
                    collector.sign_in().await;
                }
                let refused = post(&app, &collector, &id, parts.clone()).await;
                assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", refused.text());
                let taken = Arc::new(AtomicUsize::new(0));
                let counted = Arc::clone(&taken);
                let pieces = (0..100).map(move |_| {
                    counted.fetch_add(1, Ordering::Relaxed);
                    Ok::<_, std::io::Error>("a".repeat(100_000))
                });
                let endless = Request::post(format!("/notices/{id}/edit"))
                    .header(header::HOST, "127.0.0.1:3000")
                    .header("sec-fetch-site", "same-origin")
                    .header(header::COOKIE, collector.cookie())
                    .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
                let body = Body::from_stream(futures::stream::iter(pieces));
                assert_eq!(app.send(endless.body(body).unwrap()).await.status, StatusCode::BAD_REQUEST);
                let taken = taken.load(Ordering::Relaxed);
                assert!(taken < 20, "{taken} pieces of 100 kB were taken in, of which no part can be made");
            }
            let fits = post(&app, &collector, &id, multipart(&[("大きい.txt", &"一".repeat(1 << 20))])).await;
            assert_eq!(fits.header("location"), format!("/notices/{id}/edit?done=files_added#files"), "{}", fits.text());
        }

        async fn a_refused_file_is_explained_on_the_page(app: TestApp) {
            let city = app.body("042021", "石巻市").await;
            let mut collector = app.collector().await;
            collector.sign_in().await;
            let id = drafted(&collector, &only(&[city])).await;
            let refused = post(&app, &collector, &id, multipart(&[("virus.exe", "MZ")])).await;
            let to = refused.header("location").to_owned();
            assert!(to.contains("problem=kind"), "{to} {}", refused.text());
            let page = collector.open(to.split('#').next().unwrap()).await;
            assert!(page.text().contains("この種類のファイルは受け付けていません"), "{}", page.text());
            let named = post(&app, &collector, &id, multipart(&[("予算\u{202e}fdp.txt", "x")])).await;
            let page = collector.open(named.header("location").split('#').next().unwrap()).await.text();
            assert!(page.contains("ファイルの名前を直して") && page.contains("文字の向きを変える特殊な文字"), "{page}");
            let nothing = post(&app, &collector, &id, multipart(&[("", "")])).await;
            assert!(nothing.header("location").contains("problem=empty"));
            let broken = post(&app, &collector, &id, "no multipart".to_owned()).await;
            assert!(broken.status == StatusCode::SEE_OTHER || broken.status == StatusCode::BAD_REQUEST, "{}", broken.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_over_the_limit_is_refused_and_leaves_nothing() {
    let app = TestApp::start_with(Backend::Sqlite, |config| config.files.max_bytes = 1 << 20).await;
    let city = app.body("042021", "石巻市").await;
    let collector = app.collector().await;
    let id = drafted(&collector, &only(&[city])).await;
    let big = attach(&collector, &id, "big.txt", &vec![b'x'; (1 << 20) + 1]).await;
    assert_eq!((big.status, big.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
    let fits = attach(&collector, &id, "big.txt", &vec![b'x'; 1 << 20]).await;
    assert_eq!(fits.status, StatusCode::CREATED, "{}", fits.text());
    let left = std::fs::read_dir(app.folder.path().join("files/incoming")).unwrap().count();
    assert_eq!(left, 0);
}
