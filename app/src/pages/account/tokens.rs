//! The own tokens for REST, and the own log-ins.

use leptos::prelude::*;

use crate::{
    components::{
        banner::Banner,
        form::{ActionButton, HiddenField, InputKind, InputWidth, PostForm, ShownOnce, TextField},
        icon::IconName,
        load::use_lang,
        status_chip::{Look, StatusChip},
        table::{Cell, Column, ColumnKind, RowHead, Table},
        tone::Tone,
    },
    domain::{calendar::format_instant, lang::Lang},
    ports::tokens::{SignIn, TokenRow},
    text::{account, tokens as words},
};

/// Days that a token lives unless something else is typed.
const USUAL_DAYS: &str = "90";

/// The tokens, and the form that makes one.
pub(super) fn tokens(rows: Vec<TokenRow>, lang: Lang) -> impl IntoView {
    let columns = vec![
        Column::text(words::NAME.get(lang)),
        Column::text(words::BODY.get(lang)),
        Column::text(words::MADE.get(lang)),
        Column::text(words::ENDS.get(lang)),
        Column::actions(account::ACT.get(lang)),
    ];
    let count = rows.len();
    let rows = rows.into_iter().map(|row| token(row, lang)).collect_view();
    view! {
        <section class="section" id="tokens">
            <h2>{words::TOKENS.get(lang)}</h2>
            <p class="muted">{words::TOKENS_NOTE.get(lang)}</p>
            {made(lang)}
            <Table caption=words::TOKENS.get(lang) hide_caption=true columns count id="tokens-table" empty=words::NONE.get(lang)>{rows}</Table>
            <h3>{words::NEW.get(lang)}</h3>
            <PostForm action="tokens/create" label=words::NEW.get(lang) key="token">
                <TextField name="name" label=words::NAME.get(lang) width=InputWidth::W20 required=true autocomplete="off"/>
                <TextField name="days" label=words::DAYS.get(lang) value=USUAL_DAYS kind=InputKind::Number width=InputWidth::W4 required=true hint=words::DAYS_HINT.get(lang) unit=words::DAYS_UNIT.get(lang)/>
                <TextField name="current" label=words::CURRENT.get(lang) kind=InputKind::Password width=InputWidth::W20 required=true autocomplete="current-password"/>
                <div class="button-row"><button class="button" type="submit">{words::NEW.get(lang)}</button></div>
            </PostForm>
        </section>
    }
}

/// The secret of the token that was just made.
fn made(lang: Lang) -> Option<impl IntoView> {
    let once = use_context::<ShownOnce>().filter(|once| once.action == "tokens/create")?;
    Some(view! {
        <Banner tone=Tone::Success title=words::CREATED.get(lang) news=true>
            <p>{words::CREATED_NOTE.get(lang)}</p>
            <p>{words::SECRET.get(lang)}": "<code>{once.text}</code></p>
        </Banner>
    })
}

fn token(row: TokenRow, lang: Lang) -> impl IntoView {
    let ends = row.expires_at.map_or_else(|| words::NO_END.get(lang).to_owned(), |at| format_instant(at, lang));
    let (id, subject) = (row.id.to_string(), row.name.clone());
    view! {
        <tr>
            <RowHead label=words::NAME.get(lang)>{row.name}</RowHead>
            <Cell label=words::BODY.get(lang)>{row.body_name}</Cell>
            <Cell label=words::MADE.get(lang)>{format_instant(row.created_at, lang)}</Cell>
            <Cell label=words::ENDS.get(lang)>{ends}</Cell>
            <Cell label="" kind=ColumnKind::Actions>
                <ActionButton action="tokens/revoke" label=words::REVOKE.get(lang) subject class="button button--s">
                    <HiddenField name="id" value=id/>
                </ActionButton>
            </Cell>
        </tr>
    }
}

/// The newest log-ins, refused ones included.
pub(super) fn sign_ins(rows: Vec<SignIn>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![
        Column::text(words::AT.get(lang)),
        Column::text(words::IP.get(lang)),
        Column::text(words::RESULT.get(lang)),
    ];
    let count = rows.len();
    // The newest that was let in is this session's.
    let last = rows.iter().filter(|row| row.done).nth(1).map(|row| {
        let text = words::LAST.fill(lang, &[("at", &format_instant(row.at, lang)), ("ip", &row.ip)]);
        view! { <p>{text}</p> }
    });
    let rows = rows
        .into_iter()
        .map(|row| {
            let look = if row.done {
                Look::new(Tone::Success, IconName::Check, words::LET_IN)
            } else {
                Look::new(Tone::Warning, IconName::Close, words::REFUSED)
            };
            view! {
                <tr>
                    <RowHead label=words::AT.get(lang)>{format_instant(row.at, lang)}</RowHead>
                    <Cell label=words::IP.get(lang)>{row.ip}</Cell>
                    <Cell label=words::RESULT.get(lang)><StatusChip status=look/></Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{words::SIGN_INS.get(lang)}</h2>
            {last}
            <p class="muted">{words::SIGN_INS_NOTE.get(lang)}</p>
            <Table caption=words::SIGN_INS.get(lang) hide_caption=true columns count id="sign-ins">{rows}</Table>
        </section>
    }
}
