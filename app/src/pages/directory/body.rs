//! The entries of one body.

use leptos::prelude::*;

use super::entry::{cells, columns};
use crate::{
    components::{
        form::{ActionButton, HiddenField},
        layout::{Crumb, Page as PageFrame},
        load::{load, path_id, use_lang},
        table::{Cell, Column, ColumnKind, Table},
    },
    ports::contacts::{BodyDirectory, ContactRow},
    routes,
    text::{directory as words, nav},
};

/// The directory of a body.
#[component]
pub fn BodyDirectoryPage() -> impl IntoView {
    let body = path_id("body");
    load(
        async move |context, caller| context.services.contacts.of_body(&caller, body?).await,
        move |directory| show(directory).into_any(),
    )
}

fn show(directory: BodyDirectory) -> impl IntoView {
    let lang = use_lang();
    let BodyDirectory { body, contacts, editable } = directory;
    let (count, new) = (contacts.len(), routes::contact_new(body.id));
    let mut all = columns();
    if editable {
        all.push(Column::actions(words::ACTIONS.get(lang)));
    }
    let rows = contacts
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let buttons = editable.then(|| buttons(&row, index > 0));
            view! { <tr>{cells(row.content)}{buttons}</tr> }
        })
        .collect_view();
    let actions =
        move || editable.then(|| view! { <a class="button button--primary" href=new>{words::ADD.get(lang)}</a> });
    view! {
        <PageFrame
            title=body.name
            trail=vec![Crumb::new(nav::DIRECTORY.get(lang), routes::DIRECTORY)]
            actions=actions
        >
            <Table caption=words::ENTRIES.get(lang) columns=all count=count empty=words::NONE_YET.get(lang)>{rows}</Table>
        </PageFrame>
    }
}

fn buttons(row: &ContactRow, below: bool) -> impl IntoView + use<> {
    let lang = use_lang();
    let who = format!("{} {}", row.content.section, row.content.name);
    let (id, subject) = (row.id.to_string(), who.clone());
    let raise = below.then(|| {
        view! {
            <ActionButton action="contacts/raise" label=words::RAISE.get(lang) subject=subject class="button button--s button--text" key=id.clone()>
                <HiddenField name="id" value=id/>
            </ActionButton>
        }
    });
    let edit = routes::contact_edit(row.body_id, row.id);
    view! {
        <Cell label="" kind=ColumnKind::Actions>
            <div class="cluster">
                {raise}
                <a class="button button--s" href=edit>
                    {words::EDIT.get(lang)}<span class="visually-hidden">{format!(": {who}")}</span>
                </a>
            </div>
        </Cell>
    }
}
