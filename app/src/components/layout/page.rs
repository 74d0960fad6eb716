//! A page: title, place, heading, and what the last form has led to.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Breadcrumbs, Crumb, Footer, Header};
use crate::{
    components::{
        banner::Banner,
        escape::escape_text,
        form::{FieldIndex, FormOutcome, OutcomeNotice},
        island_scripts::IslandScripts,
        load::use_lang,
        tone::Tone,
    },
    domain::{actor::Actor, lang::Lang},
    ports::RequestContext,
    routes,
    text::{common, done, nav},
};

/// How wide a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageWidth {
    /// Text, lists, forms.
    #[default]
    Normal,
    /// A single short form, such as log-in.
    Narrow,
    /// Merged tables; printed on A4 landscape.
    Wide,
}

/// A whole page. Everything that it loads must be there already: put [`load`](crate::components::load::load) around
/// it, so that title, status and heading are right.
#[component]
pub fn Page(
    /// Name of the page: in the title, in the breadcrumbs and as its only `<h1>`.
    #[prop(into)]
    title: String,
    /// Pages above it; the home page comes by itself.
    #[prop(optional)]
    trail: Vec<Crumb>,
    /// Below the heading: what the page is for, or the deadline.
    #[prop(optional, into)]
    lead: Option<ViewFnOnce>,
    /// Beside the heading: what can be done.
    #[prop(optional, into)]
    actions: Option<ViewFnOnce>,
    /// How wide it is.
    #[prop(optional)]
    width: PageWidth,
    /// The content.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let context = use_context::<RequestContext>();
    let (actor, path, now) = match context {
        Some(context) => (context.actor, context.path, Some(context.now)),
        None => (None, routes::HOME.to_owned(), None),
    };
    provide_context(FieldIndex::default());
    provide_context(IslandScripts::default());
    // The fields come first: the summary above them needs to know them.
    let body = children();
    let place = breadcrumbs(trail, &title, actor.is_some(), &path, lang);
    let document_title = escape_text(&document_title(&title, actor.as_ref(), lang));
    let class = match width {
        PageWidth::Normal => "page",
        PageWidth::Narrow => "page page--narrow",
        PageWidth::Wide => "page page--wide",
    };
    view! {
        <Title text=document_title/>
        <a class="skip-link" href="#main">{nav::SKIP.get(lang)}</a>
        <Header actor path=path.clone()/>
        <div class=class>
            {place}
            <main id="main" tabindex="-1">
                <OutcomeNotice/>
                {done_banner(&path, lang)}
                <div class="page__head">
                    <div class="page__title">
                        <h1>{title}</h1>
                        {lead.map(|lead| view! { <div class="page__lead">{lead.run()}</div> })}
                    </div>
                    {actions.map(|actions| view! { <div class="page__actions">{actions.run()}</div> })}
                </div>
                {body}
            </main>
        </div>
        <Footer path now/>
    }
}

fn breadcrumbs(
    trail: Vec<Crumb>,
    title: &str,
    signed_in: bool,
    path: &str,
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let home = path.split('?').next() == Some(routes::HOME);
    let title = title.to_owned();
    (signed_in && !home).then(|| {
        let mut whole = vec![Crumb::new(nav::HOME.get(lang), routes::HOME)];
        whole.extend(trail);
        view! { <Breadcrumbs trail=whole current=title/> }
    })
}

/// 「画面名 - 団体名 - 回覧」, with 「エラー: 」 before it when a form was refused.
fn document_title(page: &str, actor: Option<&Actor>, lang: Lang) -> String {
    let title = match actor {
        Some(actor) => nav::TITLE.fill(lang, &[("page", page), ("body", &actor.body_name)]),
        None => nav::TITLE_GUEST.fill(lang, &[("page", page)]),
    };
    let refused = with_context::<FormOutcome, _>(|outcome| outcome.error.is_some()).unwrap_or(false);
    if refused { common::ERROR_TITLE.fill(lang, &[("title", &title)]) } else { title }
}

/// Tells what was done on the page before, by the code in the address; not while a form of this page tells of itself.
fn done_banner(path: &str, lang: Lang) -> Option<impl IntoView + use<>> {
    if use_context::<FormOutcome>().is_some() {
        return None;
    }
    let (_, query) = path.split_once('?')?;
    let code = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let title = done::message(code, lang)?;
    Some(view! { <Banner tone=Tone::Success title news=true/> })
}
