//! The own account: who I am, bodies, password, sessions, log-ins, tokens.

mod tokens;

use leptos::prelude::*;

use super::link::NewPassword;
use crate::{
    components::{
        description_list::{DescriptionList, DescriptionRow, ListLayout},
        form::{ActionButton, HiddenField, InputKind, PostForm, TextField},
        layout::Page,
        load::{load, use_lang},
        status_chip::Tag,
        table::{Cell, Column, ColumnKind, RowHead, Table},
    },
    domain::{actor::Actor, calendar::format_instant, form_text::in_brackets, lang::Lang},
    ports::session::{MembershipRow, SessionRow},
    text::{account, nav},
};

/// The page of the own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    load(
        async |context, caller| {
            let session = &context.services.session;
            let token = context.session_token.clone().unwrap_or_default();
            let bodies = session.memberships(&caller).await?;
            let sessions = session.sessions(&caller, &token).await?;
            let tokens = context.services.tokens.list(&caller).await?;
            let sign_ins = context.services.tokens.sign_ins(&caller).await?;
            Ok((caller.actor, bodies, sessions, tokens, sign_ins))
        },
        |(actor, bodies, rows, tokens, sign_ins)| {
            let lang = use_lang();
            let current = actor.body;
            view! {
                <Page title=nav::ACCOUNT.get(lang)>
                    {who(actor, lang)}
                    {switch(bodies, current, lang)}
                    {password(lang)}
                    {sessions(rows, lang)}
                    {tokens::sign_ins(sign_ins)}
                    {tokens::tokens(tokens, lang)}
                </Page>
            }
        },
    )
}

fn who(actor: Actor, lang: Lang) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{account::WHO.get(lang)}</h2>
            <DescriptionList layout=ListLayout::Lines>
                <DescriptionRow term=account::NAME.get(lang)>{actor.name}</DescriptionRow>
                <DescriptionRow term=account::BODY.get(lang)>{actor.body_name}</DescriptionRow>
                <DescriptionRow term=account::ROLE.get(lang)>{actor.role.text().get(lang)}</DescriptionRow>
            </DescriptionList>
            <p class="muted">{account::WHO_NOTE.get(lang)}</p>
        </section>
    }
}

fn switch(bodies: Vec<MembershipRow>, current: crate::domain::ids::BodyId, lang: Lang) -> impl IntoView {
    let content = if bodies.len() > 1 {
        let columns = vec![
            Column::text(account::BODY.get(lang)),
            Column::text(account::ROLE.get(lang)),
            Column::actions(account::ACT.get(lang)),
        ];
        let count = bodies.len();
        let rows = bodies.into_iter().map(|row| membership(row, current, lang)).collect_view();
        view! {
            <Table caption=nav::SWITCH_BODY.get(lang) hide_caption=true columns count id="bodies-table">{rows}</Table>
        }
        .into_any()
    } else {
        view! { <p>{account::ONE_BODY.get(lang)}</p> }.into_any()
    };
    view! { <section class="section" id="bodies"><h2>{nav::SWITCH_BODY.get(lang)}</h2>{content}</section> }
}

fn membership(row: MembershipRow, current: crate::domain::ids::BodyId, lang: Lang) -> impl IntoView {
    let act = if row.body == current {
        view! { <Tag label=account::ACTING_NOW.get(lang)/> }.into_any()
    } else {
        let (body, subject) = (row.body.to_string(), row.body_name.clone());
        view! {
            <ActionButton action="session/switch_body" label=account::SWITCH.get(lang) subject class="button button--s">
                <HiddenField name="body" value=body/>
            </ActionButton>
        }
        .into_any()
    };
    view! {
        <tr>
            <RowHead label=account::BODY.get(lang)>{row.body_name}</RowHead>
            <Cell label=account::ROLE.get(lang)>{row.role.text().get(lang)}</Cell>
            <Cell label="" kind=ColumnKind::Actions>{act}</Cell>
        </tr>
    }
}

fn password(lang: Lang) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{account::CHANGE.get(lang)}</h2>
            <p class="muted">{account::CHANGE_NOTE.get(lang)}</p>
            <PostForm action="session/change_password" label=account::CHANGE.get(lang)>
                <TextField name="current" label=account::CURRENT.get(lang) kind=InputKind::Password required=true autocomplete="current-password"/>
                <NewPassword/>
                <div class="button-row">
                    <button class="button button--primary" type="submit">{account::CHANGE_DO.get(lang)}</button>
                </div>
            </PostForm>
        </section>
    }
}

fn sessions(rows: Vec<SessionRow>, lang: Lang) -> impl IntoView {
    let columns = vec![
        Column::text(account::AGENT.get(lang)),
        Column::text(account::IP.get(lang)),
        Column::text(account::SINCE.get(lang)),
        Column::text(account::SEEN.get(lang)),
        Column::actions(account::ACT.get(lang)),
    ];
    let count = rows.len();
    let rows = rows.into_iter().map(|row| session(row, lang)).collect_view();
    view! {
        <section class="section">
            <h2>{account::SESSIONS.get(lang)}</h2>
            <p class="muted">{account::SESSIONS_NOTE.get(lang)}</p>
            <Table caption=account::SESSIONS.get(lang) hide_caption=true columns count id="sessions">{rows}</Table>
        </section>
    }
}

fn session(row: SessionRow, lang: Lang) -> impl IntoView {
    let program = program(&row.agent, lang).unwrap_or_else(|| account::OTHER_AGENT.get(lang).to_owned());
    let act = if row.current {
        view! { <Tag label=account::THIS_ONE.get(lang)/> }.into_any()
    } else {
        let subject = format!("{program} {}", row.ip);
        view! {
            <ActionButton action="session/end" label=account::END.get(lang) subject class="button button--s">
                <HiddenField name="handle" value=row.handle/>
            </ActionButton>
        }
        .into_any()
    };
    view! {
        <tr>
            <RowHead label=account::AGENT.get(lang)>{program}</RowHead>
            <Cell label=account::IP.get(lang)>{row.ip}</Cell>
            <Cell label=account::SINCE.get(lang)>{format_instant(row.created_at, lang)}</Cell>
            <Cell label=account::SEEN.get(lang)>{format_instant(row.seen_at, lang)}</Cell>
            <Cell label="" kind=ColumnKind::Actions>{act}</Cell>
        </tr>
    }
}

/// Browser and system of a `User-Agent`. Browsers name those that they imitate as well, so the order decides.
fn program(agent: &str, lang: Lang) -> Option<String> {
    const BROWSERS: [(&str, &str); 5] =
        [("Edg", "Edge"), ("Firefox/", "Firefox"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: [(&str, &str); 6] = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser}{}", in_brackets(system, lang))),
        (Some(browser), None) => Some(browser.to_owned()),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::program;
    use crate::domain::lang::Lang;

    #[test]
    fn a_browser_is_not_taken_for_the_one_it_imitates() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
        assert_eq!(program(edge, Lang::Ja).as_deref(), Some("Edge（Windows）"));
        assert_eq!(
            program("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", Lang::En).as_deref(),
            Some("Firefox (Linux)")
        );
        assert_eq!(program("curl/8.0", Lang::Ja), None);
    }
}
