//! The frame of every page.

use app::{
    components::layout::{Crumb, Header, Page},
    domain::{
        actor::{Actor, Role},
        lang::Lang,
    },
};
use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, provide_meta_context};

use super::{ATTACK, plain, render};

#[test]
fn a_title_cannot_break_out_of_the_head() {
    // Another test may have been first; either way there is one.
    let _ = any_spawner::Executor::init_futures_executor();
    let owner = Owner::new();
    let head = owner.with(|| {
        let (meta, output) = ServerMetaContext::new();
        provide_context(meta);
        provide_meta_context();
        let body = view! { <Page title=ATTACK>"x"</Page> }.to_html();
        let stream = futures::stream::iter([format!("<head><!--HEAD--></head><body>{body}</body>")]);
        let chunks = futures::executor::block_on(async {
            futures::StreamExt::collect::<Vec<String>>(output.inject_meta_context(stream).await).await
        });
        chunks.concat()
    });
    assert!(!head.contains("<script"), "{head}");
    assert!(
        head.contains("<title>&lt;/textarea&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; - 回覧</title>"),
        "{head}"
    );
}

#[test]
fn a_page_has_one_heading_landmarks_and_a_way_past_the_header() {
    let html = plain(|| view! { <Page title="通知" trail=vec![Crumb::new("a", "/a")]>"x"</Page> });
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.find("href=\"#main\"").unwrap() < html.find("<header").unwrap());
    for landmark in ["<header", "<main id=\"main\"", "<footer"] {
        assert!(html.contains(landmark), "{landmark}");
    }
    assert!(!html.contains(" style="), "the content policy forbids style attributes");
}

#[test]
fn the_header_says_who_acts_for_which_body_and_where_one_is() {
    let id = "\"01890000-0000-7000-8000-000000000000\"";
    let actor = |role| Actor {
        account: serde_json::from_str(id).unwrap(),
        name: "佐藤 花子".into(),
        body: serde_json::from_str(id).unwrap(),
        body_name: "石巻市".into(),
        prefecture: false,
        role,
    };
    let html = plain(|| view! { <Header actor=Some(actor(Role::Editor)) path="/notices/7?tab=files"/> });
    assert!(html.contains("石巻市") && html.contains("佐藤 花子 として操作中"), "{html}");
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    assert!(html.contains("href=\"/notices\" aria-current=\"page\""), "{html}");
    assert!(html.contains("value=\"/notices/7?tab=files\""), "the language switch comes back here: {html}");
    assert!(!html.contains("href=\"/admin\""), "{html}");
    let administrator = plain(|| view! { <Header actor=Some(actor(Role::Administrator)) path="/"/> });
    assert!(administrator.contains("href=\"/admin\""));
    let guest = plain(|| view! { <Header actor=None path="/login"/> });
    assert!(!guest.contains("<nav") && !guest.contains("role=\"search\""), "{guest}");
}

#[test]
fn every_language_reaches_the_frame() {
    let html = render(|| provide_context(Lang::En), || view! { <Page title="Notices">"x"</Page> });
    assert!(html.contains("Skip to the content") && !html.contains("本文へ移動"));
    assert!(html.contains("name=\"lang\" value=\"ja\""), "the switch offers the other language");
}
