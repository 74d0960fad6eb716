//! Forms keep what was typed, say what is wrong with it, and let nothing of it become HTML.

use app::{
    components::{
        form::{
            ActionButton, Checkbox, CheckboxGroup, Choice, FormOutcome, InputKind, PostForm, RadioGroup, Select,
            TextArea, TextField, VersionField,
        },
        layout::Page,
    },
    domain::{
        error::{AppError, ConflictReason, FieldProblem},
        lang::Lang,
    },
};
use leptos::prelude::*;

use super::{ATTACK, plain, refused, render, tag_of};

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
fn somebody_elses_change_is_shown_beside_what_was_typed_and_replaced_only_on_request() {
    let typed = [("version", "3"), ("name", "高橋"), ("note", "同じ"), ("kind", "b")];
    let mut outcome = refused("contacts/save", &typed, &[]);
    outcome.error = Some(AppError::Conflict { reason: ConflictReason::Stale });
    let form = || {
        let kinds = vec![Choice::new("a", "甲"), Choice::new("b", "乙")];
        view! {
            <PostForm action="contacts/save">
                <VersionField version=4/>
                <TextField name="name" label="氏名" value="佐藤"/>
                <TextArea name="note" label="備考" value="同じ"/>
                <Select name="kind" label="種類" choices=kinds value="a"/>
            </PostForm>
        }
    };
    let html = render(|| provide_context(outcome.clone()), form);
    assert!(tag_of(&html, "name").contains("value=\"高橋\""), "{html}");
    let kept: Vec<&str> = html.split("field__kept").skip(1).collect();
    assert_eq!(kept.len(), 2, "only what differs is shown: {html}");
    assert!(kept[0].contains("佐藤") && kept[1].contains("甲"), "{html}");
    let ways: Vec<&str> = html.split("<input").filter(|tag| tag.contains("name=\"version\"")).collect();
    assert_eq!(ways.len(), 2, "{html}");
    assert!(ways[0].contains("value=\"3\"") && ways[0].contains(" checked"), "pressing again changes nothing: {html}");
    assert!(ways[1].contains("value=\"4\"") && !ways[1].contains(" checked"), "{html}");

    let fresh = plain(form);
    assert!(
        fresh.contains("type=\"hidden\" name=\"version\" value=\"4\"") && !fresh.contains("field__kept"),
        "{fresh}"
    );
    outcome.error = Some(AppError::Conflict { reason: ConflictReason::State });
    assert!(!render(|| provide_context(outcome), form).contains("field__kept"), "another refusal is none of this");
}

#[test]
fn groups_of_one_name_have_elements_of_their_own() {
    let outcome = refused("notices/save", &[("title", "")], &[("bodies", FieldProblem::UnknownChoice)]);
    let group = |id: &'static str| {
        view! {
            <CheckboxGroup name="bodies[]" id error_name="bodies".to_owned() label=id hint="選ぶ" choices=vec![Choice::new("1", "甲")]/>
        }
    };
    let html = render(
        || provide_context(outcome),
        || view! { <PostForm action="notices/save">{group("cities")}{group("towns")}</PostForm> },
    );
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let different: std::collections::HashSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), different.len(), "{ids:?}");
    assert_eq!(html.matches("name=\"bodies[]\"").count(), 2, "{html}");
}
