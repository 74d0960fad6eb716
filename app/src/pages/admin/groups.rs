//! Saved lists of bodies (送付先グループ).

use leptos::prelude::*;

use super::trail;
use crate::{
    components::{
        form::{
            ActionButton, CheckboxGroup, Choice, ChoiceLayout, HiddenField, InputWidth, PostForm, TextField,
            VersionField,
        },
        layout::Page as PageFrame,
        load::{load, path_id, use_lang},
        table::{Cell, Column, ColumnKind, RowHead, Table},
    },
    domain::{
        error::AppError,
        ids::GroupId,
        policy::{Action, Resource, may},
    },
    ports::bodies::{BodyRow, GroupView},
    routes,
    text::admin as words,
};

/// The lists.
#[component]
pub fn AdminGroupsPage() -> impl IntoView {
    load(async move |context, caller| context.services.bodies.groups(&caller).await, |groups| list(groups).into_any())
}

fn list(groups: Vec<GroupView>) -> impl IntoView {
    let lang = use_lang();
    let columns = vec![Column::text(words::GROUP_NAME.get(lang)), Column::number(words::MEMBERS.get(lang))];
    let count = groups.len();
    let rows = groups
        .into_iter()
        .map(|group| {
            view! {
                <tr>
                    <RowHead label=words::GROUP_NAME.get(lang)>
                        <a href=routes::admin_group(group.id)>{group.name}</a>
                    </RowHead>
                    <Cell label=words::MEMBERS.get(lang) kind=ColumnKind::Number>
                        {words::MEMBERS_COUNT.fill(lang, &[("n", &group.members.len().to_string())])}
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    let actions = move || {
        view! { <a class="button button--primary" href=routes::ADMIN_GROUP_NEW>{words::ADD_GROUP.get(lang)}</a> }
    };
    view! {
        <PageFrame title=words::GROUPS.get(lang) trail=trail(&[]) actions=actions>
            <Table caption=words::GROUPS.get(lang) hide_caption=true columns count empty=words::NO_GROUPS.get(lang)>{rows}</Table>
        </PageFrame>
    }
}

/// A new list.
#[component]
pub fn AdminNewGroupPage() -> impl IntoView {
    load(
        async move |context, caller| {
            may(&caller.actor, Action::ManageGroups, &Resource::Hub)?;
            context.services.bodies.bodies(&caller).await
        },
        |bodies| {
            let lang = use_lang();
            view! {
                <PageFrame title=words::ADD_GROUP.get(lang) trail=trail(&[(words::GROUPS, routes::ADMIN_GROUPS)])>
                    <PostForm action="groups/create">{fields(&bodies, None)}</PostForm>
                </PageFrame>
            }
            .into_any()
        },
    )
}

/// A list, to be changed.
#[component]
pub fn AdminGroupPage() -> impl IntoView {
    let id = path_id::<GroupId>("id");
    load(
        async move |context, caller| {
            let groups = context.services.bodies.groups(&caller).await?;
            let id = id?;
            let group = groups.into_iter().find(|group| group.id == id).ok_or(AppError::NotFound)?;
            Ok((group, context.services.bodies.bodies(&caller).await?))
        },
        |(group, bodies)| edit(group, bodies).into_any(),
    )
}

fn edit(group: GroupView, bodies: Vec<BodyRow>) -> impl IntoView {
    let lang = use_lang();
    let (id, own, title) = (group.id.to_string(), group.id.to_string(), group.name.clone());
    view! {
        <PageFrame title trail=trail(&[(words::GROUPS, routes::ADMIN_GROUPS)])>
            <div class="stack stack--l">
                <PostForm action="groups/save" label=words::CHANGE_GROUP.get(lang)>
                    <HiddenField name="id" value=own/>
                    <VersionField version=group.version()/>
                    // Built here and not before: fields look for the form around them.
                    {fields(&bodies, Some(group))}
                </PostForm>
                <section class="stack">
                    <h2>{words::DELETE_GROUP.get(lang)}</h2>
                    <p>{words::DELETE_GROUP_NOTE.get(lang)}</p>
                    <ActionButton action="groups/delete" label=words::DELETE_GROUP.get(lang) class="button button--danger">
                        <HiddenField name="id" value=id/>
                    </ActionButton>
                </section>
            </div>
        </PageFrame>
    }
}

fn fields(bodies: &[BodyRow], group: Option<GroupView>) -> impl IntoView + use<> {
    let lang = use_lang();
    let choices = bodies.iter().map(|body| Choice::new(body.id.to_string(), body.name.clone())).collect();
    let (name, members) = group.map_or_else(Default::default, |group| (group.name, group.members));
    let values = members.iter().map(ToString::to_string).collect::<Vec<_>>();
    view! {
        <TextField name="name" label=words::GROUP_NAME.get(lang) value=name width=InputWidth::W20 required=true autocomplete="off"/>
        <CheckboxGroup name="members[]" error_name="members" label=words::MEMBERS.get(lang) choices values layout=ChoiceLayout::Columns required=true/>
        <div class="button-row">
            <button class="button button--primary" type="submit">{words::SAVE.get(lang)}</button>
            <a href=routes::ADMIN_GROUPS>{words::CANCEL.get(lang)}</a>
        </div>
    }
}
