//! What the components write: safety of what users type, and what forms and tables owe to everybody.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use app::{
    components::{
        attachments::{Attachment, Attachments},
        board::{Board, BoardTile, StateCount},
        deadline::DeadlineView,
        form::{
            ActionButton, Checkbox, CheckboxGroup, Choice, FormOutcome, InputKind, PostForm, RadioGroup, Select,
            TextArea, TextField,
        },
        layout::{Crumb, Header, Page},
        pagination::Pagination,
        progress::Progress,
        safe_html::SafeHtml,
        status_chip::{Status, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Sorted, Table, TableLayout},
    },
    domain::{
        actor::{Actor, Role},
        assignment::{AssignmentFlag, AssignmentState},
        calendar::Deadline,
        error::{AppError, FieldError, FieldProblem},
        lang::Lang,
        markup::SanitizedHtml,
        notice::DeliveryState,
        survey::SurveyState,
    },
};
use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, provide_meta_context};

/// What a view becomes, under `context`.
fn render<V: IntoView>(context: impl FnOnce(), view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_meta_context();
        context();
        view().into_view().to_html()
    })
}

fn plain<V: IntoView>(view: impl FnOnce() -> V) -> String {
    render(|| (), view)
}

fn refused(action: &str, values: &[(&str, &str)], errors: &[(&str, FieldProblem)]) -> FormOutcome {
    FormOutcome {
        action: action.to_owned(),
        values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        error: Some(AppError::Invalid {
            errors: errors.iter().map(|(field, problem)| FieldError::new(*field, problem.clone())).collect(),
        }),
    }
}

/// The opening tag of the element with this id.
fn tag_of<'h>(html: &'h str, id: &str) -> &'h str {
    let at = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no element {id} in {html}"));
    let start = html.get(..at).unwrap().rfind('<').unwrap();
    let end = at + html.get(at..).unwrap().find('>').unwrap();
    html.get(start..=end).unwrap()
}

const ATTACK: &str = "</textarea></title><script>alert(1)</script>";

#[test]
fn nothing_typed_breaks_out_of_any_field() {
    let html = plain(|| {
        view! {
            <PostForm action="notices/save" label=ATTACK key=ATTACK>
                <TextArea name="body" label=ATTACK hint=ATTACK value=ATTACK/>
                <TextField name="title" label="t" value=ATTACK unit=ATTACK suggestions=vec![ATTACK.to_owned()]/>
                <Select name="kind" label="k" choices=vec![Choice::new(ATTACK, ATTACK)] value=ATTACK/>
                <Checkbox name="c" label=ATTACK value=ATTACK/>
                <RadioGroup name="r" label=ATTACK choices=vec![Choice::new(ATTACK, ATTACK).hint(ATTACK)]/>
            </PostForm>
        }
    });
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;/textarea&gt;&lt;/title&gt;&lt;script&gt;"), "{html}");
}

#[test]
fn a_text_area_keeps_its_text_to_the_letter() {
    for text in ["", "\n\n一行空けて", "  字下げ & <b>", "末尾\n"] {
        let html = plain(|| view! { <TextArea name="body" label="本文" value=text/> });
        let (_, inside) = html.split_once("<textarea").unwrap().1.split_once('>').unwrap();
        let (inside, _) = inside.split_once("</textarea>").unwrap();
        // As a browser reads it: the first line break goes, entities become characters.
        let read = inside.strip_prefix('\n').unwrap().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(read, text, "{html}");
    }
}

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
fn a_refused_form_shows_what_was_typed_and_what_is_wrong() {
    let outcome = refused(
        "notices/save",
        &[
            ("title", ""),
            ("issued_on", "11月の末"),
            ("body", "本文<b>"),
            ("tags", "防災"),
            ("tags", "税"),
            ("kind", "memo"),
        ],
        &[("issued_on", FieldProblem::Date), ("title", FieldProblem::Required)],
    );
    let html = render(
        || provide_context(outcome),
        || {
            view! {
                <Page title="通知を作る">
                    <PostForm action="notices/save">
                        <TextField name="title" label="件名" required=true hint="「…について」" value="前の件名"/>
                        <TextField name="issued_on" label="発出日"/>
                        <TextArea name="body" label="本文"/>
                        <Select name="kind" label="種別" choices=vec![Choice::new("notification", "通知"), Choice::new("memo", "事務連絡")]/>
                        <CheckboxGroup name="tags" label="分野" choices=vec![Choice::new("防災", "防災"), Choice::new("税", "税"), Choice::new("選挙", "選挙")] values=vec!["選挙".to_owned()]/>
                        <Checkbox name="urgent" label="至急" checked=true/>
                    </PostForm>
                </Page>
            }
        },
    );
    assert!(html.contains("入力内容に問題があります（2件）"), "{html}");
    let summary = html.split_once("error-summary").unwrap().1;
    let title = summary.find("href=\"#title\"").unwrap();
    let date = summary.find("href=\"#issued_on\"").unwrap();
    assert!(title < date, "errors stand in the order of the fields: {summary}");
    assert!(summary.contains(">件名："), "an error names its field: {summary}");
    let field = tag_of(&html, "title");
    assert!(
        field.contains("aria-invalid=\"true\"") && field.contains("aria-describedby=\"title-hint title-error\""),
        "{field}"
    );
    assert!(field.contains("value=\"\""), "an emptied field stays empty: {field}");
    assert!(tag_of(&html, "title-error").contains("field__error"));
    assert!(tag_of(&html, "issued_on").contains("value=\"11月の末\""));
    assert!(html.contains("本文&lt;b&gt;</textarea>"));
    assert!(html.contains("<option value=\"memo\" selected>") || html.contains("selected value=\"memo\""), "{html}");
    let checked: Vec<&str> =
        html.split("<input").filter(|tag| tag.contains("checkbox") && tag.contains(" checked")).collect();
    assert_eq!(checked.len(), 2, "what was chosen, and not what stood there before: {checked:?}");
    let alert = tag_of(&html, "error-summary-title");
    assert!(
        html.find("<main").unwrap() < html.find(alert).unwrap()
            && html.find(alert).unwrap() < html.find("<h1").unwrap()
    );
}

#[test]
fn only_the_form_that_was_posted_is_wrong() {
    let outcome =
        refused("session/end", &[("_form", "b"), ("reason", "x")], &[("reason", FieldProblem::TooLong { max: 10 })]);
    let html = render(
        || provide_context(outcome),
        || {
            view! {
                <Page title="端末">
                    <PostForm action="session/end" key="a"><TextField name="reason" label="理由"/></PostForm>
                    <PostForm action="session/end" key="b"><TextField name="reason" label="理由"/></PostForm>
                    <PostForm action="session/log_in"><TextField name="reason" label="理由"/></PostForm>
                </Page>
            }
        },
    );
    assert_eq!(html.matches("aria-invalid").count(), 1, "{html}");
    assert!(tag_of(&html, "b-reason").contains("aria-invalid=\"true\""));
    assert!(tag_of(&html, "a-reason").contains("value=\"\""));
    assert!(html.contains("href=\"#b-reason\""));
}

#[test]
fn a_password_is_never_written_into_a_page() {
    let outcome =
        refused("session/log_in", &[("password", "hunter2-hunter2")], &[("password", FieldProblem::Required)]);
    let html = render(
        || provide_context(outcome),
        || {
            view! {
                <PostForm action="session/log_in">
                    <TextField name="password" label="パスワード" kind=InputKind::Password autocomplete="current-password"/>
                </PostForm>
            }
        },
    );
    assert!(!html.contains("hunter2"), "{html}");
    assert!(tag_of(&html, "password").contains("type=\"password\""));
}

#[test]
fn an_error_that_is_no_field_is_told_above_the_heading() {
    let outcome =
        FormOutcome { action: "session/log_in".into(), values: Vec::new(), error: Some(AppError::BadCredentials) };
    let html = render(|| provide_context(outcome), || view! { <Page title="ログイン">"x"</Page> });
    assert!(html.contains(&AppError::BadCredentials.message(Lang::Ja)));
    assert!(html.find("banner").unwrap() < html.find("<h1").unwrap());
    assert!(!html.contains("error-summary"));
}

#[test]
fn forms_post_to_their_own_page_and_name_their_function() {
    let html =
        plain(|| view! { <ActionButton action="notices/confirm" label="確認しました" key="n7" subject="件名"/> });
    assert!(html.contains("method=\"post\"") && !html.contains(" action="), "{html}");
    assert!(
        html.contains("name=\"_action\" value=\"notices/confirm\"") && html.contains("name=\"_form\" value=\"n7\""),
        "{html}"
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

#[test]
fn tables_say_what_they_hold() {
    let columns = || {
        vec![
            Column::text("団体"),
            Column::number("人数").sortable("?sort=n", Sorted::Descending),
            Column::actions("操作"),
        ]
    };
    let list = plain(|| {
        view! {
            <Table caption="名簿" columns=columns() count=1>
                <tr>
                    <RowHead label="団体">"石巻市"</RowHead>
                    <Cell label="人数" kind=ColumnKind::Number>"12"</Cell>
                    <Cell label="操作" kind=ColumnKind::Actions>"直す"</Cell>
                </tr>
            </Table>
        }
    });
    assert!(
        list.contains("<caption") && list.contains("<tbody>") && list.contains("aria-sort=\"descending\""),
        "{list}"
    );
    assert!(
        list.contains("<th scope=\"row\" data-label=\"団体\">") && list.matches("scope=\"col\"").count() == 3,
        "{list}"
    );
    assert!(!list.contains("data-label=\"操作\""), "buttons name themselves: {list}");
    let empty =
        plain(|| view! { <Table caption="名簿" columns=columns() count=0 empty="担当者を加えてください">""</Table> });
    assert!(empty.contains("colspan=\"3\"") && empty.contains("担当者を加えてください"), "{empty}");
    let wide = plain(|| {
        view! {
            <Table caption="集計表" columns=columns() count=0 layout=TableLayout::Wide id="merged" totals=|| view! { <tr><td>"合計"</td></tr> }>""</Table>
        }
    });
    assert!(wide.contains("tabindex=\"0\" role=\"region\" aria-labelledby=\"merged-caption\""), "{wide}");
    assert!(wide.contains("<tfoot><tr><td>合計"), "{wide}");
}

#[test]
fn every_state_has_a_word_and_an_icon_and_no_two_look_alike() {
    let looks: Vec<_> = AssignmentState::ALL.iter().map(Status::look).collect();
    for (index, look) in looks.iter().enumerate() {
        let status = *look;
        let html = plain(|| view! { <StatusChip status/> });
        assert!(html.contains(look.text.ja) && html.contains("<path"), "{html}");
        assert!(looks.iter().skip(index + 1).all(|other| other.text != look.text));
    }
    let flags = AssignmentFlag::ALL.iter().map(Status::look);
    let others = DeliveryState::ALL.iter().map(Status::look).chain(SurveyState::ALL.iter().map(Status::look));
    assert_eq!(flags.chain(others).count(), 12);
}

#[test]
fn the_board_draws_shares_without_style_attributes() {
    let look = AssignmentState::Drafting.look();
    let count = |count| StateCount { look, count, href: "?state=x".into(), current: false };
    let tile = BoardTile {
        name: "石巻市".into(),
        href: "/a".into(),
        look,
        flags: vec![AssignmentFlag::Overdue.look()],
        note: "11月20日".into(),
        settled: false,
    };
    let html = plain(|| view! { <Board counts=vec![count(30), count(22)] tiles=vec![tile] done=22/> });
    assert!(html.contains("viewBox=\"0 0 52 1\"") && html.contains("x=\"30\""), "{html}");
    assert!(html.contains("22 / 52団体") && html.contains("期限超過") && !html.contains(" style="), "{html}");
    let none = plain(|| view! { <Board counts=Vec::new() tiles=Vec::new() done=0/> });
    assert!(none.contains("viewBox=\"0 0 1 1\""), "{none}");
}

#[test]
fn progress_stays_within_its_bounds() {
    let html = plain(|| view! { <Progress label="入力" value=9 max=0 text="9 / 0"/> });
    assert!(html.contains("max=\"1\"") && html.contains("value=\"0\""), "{html}");
}

#[test]
fn a_deadline_says_how_near_it_is() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
    let deadline = Deadline::at_closing(date);
    let at = |now: &str| {
        let now = now.parse().unwrap();
        plain(|| view! { <DeadlineView deadline now/> })
    };
    assert!(at("2026-11-24T01:00:00Z").contains("あと2開庁日"));
    assert!(at("2026-11-26T01:00:00Z").contains("今日まで"));
    assert!(at("2026-11-26T08:15:01Z").contains("期限を過ぎました"));
    assert!(at("2026-11-10T01:00:00Z").contains("tone--neutral"));
    let settled = plain(|| view! { <DeadlineView deadline now="2027-01-01T00:00:00Z".parse().unwrap() settled=true/> });
    assert!(!settled.contains("期限を過ぎました"), "what is finished is not overdue: {settled}");
}

#[test]
fn lists_go_on_where_there_is_more() {
    let next = plain(|| view! { <Pagination total=423 next=Some("?cursor=x".to_owned())/> });
    assert!(next.contains("rel=\"next\"") && next.contains("全423件"), "{next}");
    let only = plain(|| view! { <Pagination total=3/> });
    assert!(!only.contains("<nav"), "no landmark for a list of one page: {only}");
}

#[test]
fn files_are_named_and_old_versions_told_apart() {
    let file = |name: &str, replaced| Attachment {
        role: "別紙".into(),
        name: name.into(),
        href: "/f/1".into(),
        size: 49_152,
        note: String::new(),
        replaced,
    };
    let html = plain(|| view! { <Attachments files=vec![file("チェックリスト.XLSX", false), file(ATTACK, true)]/> });
    assert!(html.contains("XLSX・48 KB") && html.contains("旧版"), "{html}");
    assert_eq!(html.matches("download").count(), 1);
    assert!(!html.contains("<script"), "{html}");
}

#[test]
fn only_cleaned_text_is_written_as_it_is() {
    let html = SanitizedHtml::from_trusted_sanitizer("<p>記</p>".into());
    assert!(plain(|| view! { <SafeHtml html/> }).contains("<p>記</p>"));
}
