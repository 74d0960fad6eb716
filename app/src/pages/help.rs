//! Help: what each role does, how the main work goes, and what the words mean. Open without signing in.

use leptos::prelude::*;

use crate::{
    components::{
        layout::Page,
        load::use_lang,
        table::{Cell, Column, RowHead, Table},
    },
    domain::{
        actor::Role,
        lang::{Lang, Text},
    },
    text::{
        help::{self, Entry, Guide},
        nav,
    },
};

/// The help page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Page title=nav::HELP.get(lang) lead=move || help::LEAD.get(lang)>
            {help::GUIDES.iter().map(|guide| guide_view(guide, lang)).collect_view()}
            {roles(lang)}
            {glossary(lang)}
        </Page>
    }
}

fn guide_view(guide: &'static Guide, lang: Lang) -> impl IntoView {
    let steps = guide.steps.iter().map(|step| view! { <li>{step.get(lang)}</li> }).collect_view();
    view! { <section class="section prose"><h2>{guide.title.get(lang)}</h2><ol>{steps}</ol></section> }
}

fn roles(lang: Lang) -> impl IntoView {
    let columns = vec![Column::text(help::ROLE.get(lang)), Column::text(help::DOES.get(lang))];
    let rows = Role::ALL
        .into_iter()
        .map(|role| {
            view! {
                <tr>
                    <RowHead label=help::ROLE.get(lang)>{role.text().get(lang)}</RowHead>
                    <Cell label=help::DOES.get(lang)>{help::role(role).get(lang)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2>{help::ROLES.get(lang)}</h2>
            <Table caption=help::ROLES.get(lang) hide_caption=true columns count=Role::ALL.len() id="roles">{rows}</Table>
        </section>
    }
}

fn glossary(lang: Lang) -> impl IntoView {
    let columns = [help::WORD, help::OTHER_LANGUAGE, help::MEANING].map(|text: Text| Column::text(text.get(lang)));
    let rows = help::WORDS.iter().map(|entry| word(entry, lang)).collect_view();
    view! {
        <section class="section">
            <h2>{help::GLOSSARY.get(lang)}</h2>
            <Table caption=help::GLOSSARY.get(lang) hide_caption=true columns=columns.to_vec() count=help::WORDS.len() id="glossary">
                {rows}
            </Table>
        </section>
    }
}

fn word(entry: &'static Entry, lang: Lang) -> impl IntoView {
    let other = match lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
    view! {
        <tr>
            <RowHead label=help::WORD.get(lang)>{entry.word.get(lang)}</RowHead>
            <Cell label=help::OTHER_LANGUAGE.get(lang)><span lang=other.tag()>{entry.word.get(other)}</span></Cell>
            <Cell label=help::MEANING.get(lang)>{entry.meaning.get(lang)}</Cell>
        </tr>
    }
}
