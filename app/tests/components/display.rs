//! Tables, states and the other parts that only show.

use app::{
    components::{
        attachments::{Attachment, Attachments},
        board::{Board, BoardTile, StateCount},
        deadline::DeadlineView,
        pagination::Pagination,
        progress::Progress,
        safe_html::SafeHtml,
        status_chip::{Status, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table, TableLayout},
    },
    domain::{
        assignment::{AssignmentFlag, AssignmentState},
        calendar::Deadline,
        markup::SanitizedHtml,
        notice::DeliveryState,
        survey::SurveyState,
    },
};
use leptos::prelude::*;

use super::{ATTACK, plain};

#[test]
fn tables_say_what_they_hold() {
    let columns = || vec![Column::text("団体"), Column::number("人数"), Column::actions("操作")];
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
    assert!(list.contains("<caption") && list.contains("<tbody>"), "{list}");
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
    assert!(html.contains("22／52団体") && html.contains("期限超過") && !html.contains(" style="), "{html}");
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
    let saturday = Deadline::at_closing(chrono::NaiveDate::from_ymd_opt(2026, 11, 28).unwrap());
    let before = |now: &str| {
        let now = now.parse().unwrap();
        plain(|| view! { <DeadlineView deadline=saturday now/> })
    };
    assert!(before("2026-11-26T01:00:00Z").contains("あと1開庁日"));
    assert!(before("2026-11-27T01:00:00Z").contains("本日が最後の開庁日"));
    let settled = plain(|| view! { <DeadlineView deadline now="2027-01-01T00:00:00Z".parse().unwrap() settled=true/> });
    assert!(!settled.contains("期限を過ぎました"), "what is finished is not overdue: {settled}");
}

#[test]
fn lists_go_on_where_there_is_more() {
    let next = plain(|| view! { <Pagination total=423 next=Some("?cursor=x".to_owned())/> });
    assert!(next.contains("rel=\"next\"") && next.contains("全423件"), "{next}");
    let many = plain(|| view! { <Pagination total=1000 cap=1000/> });
    assert!(many.contains("1000件以上") && !many.contains('全'), "{many}");
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
