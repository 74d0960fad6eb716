//! The document around every page, and the way from an address to its page.

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::{error_view::ErrorView, load::use_lang},
    domain::error::AppError,
    pages::{
        account::AccountPage,
        admin::{
            AdminAccountPage, AdminAccountsPage, AdminAuditPage, AdminBodiesPage, AdminBodyAccountsPage, AdminBodyPage,
            AdminGroupPage, AdminGroupsPage, AdminInvitePage, AdminMailPage, AdminMailsPage, AdminNewBodyPage,
            AdminNewGroupPage, AdminPage, AdminVerifyPage,
        },
        confirm::ConfirmPage,
        directory::{BodyDirectoryPage, DirectoryPage, EditContactPage, NewContactPage},
        help::HelpPage,
        home::HomePage,
        link::LinkPage,
        login::LoginPage,
        not_found::NotFoundPage,
        notices::{
            CallSheetPage, DeliveriesPage, EditNoticePage, HistoryPage, NewNoticePage, NoticePage, NoticePreviewPage,
            NoticesPage,
        },
        reset::ResetPage,
        search::SearchPage,
        surveys::{
            AnswerPage, CheckPage, DesignPage, EditSurveyPage, NewSurveyPage, PreviewPage, SentPage, SurveyPage,
            SurveysPage, TablePage,
        },
    },
};

/// The HTML document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let folder = options.site_pkg_dir.clone();
    // For the pages that have islands.
    provide_context(options);
    view! {
        <!DOCTYPE html>
        <html lang=use_lang().tag()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href=format!("/{folder}/favicon.svg") type="image/svg+xml"/>
                <link rel="stylesheet" href=format!("/{folder}/kairan.css")/>
                <MetaTags/>
            </head>
            <body>
                <App/>
                // At the end, so that text is drawn with a system font until the ranges of the web font are read.
                <link rel="stylesheet" href=format!("/{folder}/fonts.css")/>
            </body>
        </html>
    }
}

/// What went wrong with a request that is no page of its own, such as a form that was too large. In context while it is
/// shown at the address of the request.
#[derive(Clone, Debug)]
pub struct Failure(pub AppError);

/// Every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    if let Some(Failure(error)) = use_context::<Failure>() {
        return view! { <ErrorView error/> }.into_any();
    }
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/login") view=LoginPage/>
                <Route path=path!("/notices") view=NoticesPage/>
                <Route path=path!("/notices/new") view=NewNoticePage/>
                <Route path=path!("/notices/:id") view=NoticePage/>
                <Route path=path!("/notices/:id/edit") view=EditNoticePage/>
                <Route path=path!("/notices/:id/preview") view=NoticePreviewPage/>
                <Route path=path!("/notices/:id/deliveries") view=DeliveriesPage/>
                <Route path=path!("/notices/:id/deliveries/:body") view=HistoryPage/>
                <Route path=path!("/notices/:id/call-sheet") view=CallSheetPage/>
                <Route path=path!("/surveys") view=SurveysPage/>
                <Route path=path!("/surveys/new") view=NewSurveyPage/>
                <Route path=path!("/surveys/:id") view=SurveyPage/>
                <Route path=path!("/surveys/:id/edit") view=EditSurveyPage/>
                <Route path=path!("/surveys/:id/form") view=DesignPage/>
                <Route path=path!("/surveys/:id/preview") view=PreviewPage/>
                <Route path=path!("/surveys/:id/table") view=TablePage/>
                <Route path=path!("/surveys/:id/bodies/:body") view=SentPage/>
                <Route path=path!("/surveys/:id/answer") view=AnswerPage/>
                <Route path=path!("/surveys/:id/check") view=CheckPage/>
                <Route path=path!("/reset") view=ResetPage/>
                <Route path=path!("/link") view=LinkPage/>
                <Route path=path!("/confirm") view=ConfirmPage/>
                <Route path=path!("/account") view=AccountPage/>
                <Route path=path!("/search") view=SearchPage/>
                <Route path=path!("/help") view=HelpPage/>
                <Route path=path!("/directory") view=DirectoryPage/>
                <Route path=path!("/directory/:body") view=BodyDirectoryPage/>
                <Route path=path!("/directory/:body/new") view=NewContactPage/>
                <Route path=path!("/directory/:body/:contact") view=EditContactPage/>
                <Route path=path!("/admin") view=AdminPage/>
                <Route path=path!("/admin/accounts") view=AdminAccountsPage/>
                <Route path=path!("/admin/accounts/:body") view=AdminBodyAccountsPage/>
                <Route path=path!("/admin/accounts/:body/new") view=AdminInvitePage/>
                <Route path=path!("/admin/accounts/:body/:id") view=AdminAccountPage/>
                <Route path=path!("/admin/bodies") view=AdminBodiesPage/>
                <Route path=path!("/admin/bodies/new") view=AdminNewBodyPage/>
                <Route path=path!("/admin/bodies/:id") view=AdminBodyPage/>
                <Route path=path!("/admin/groups") view=AdminGroupsPage/>
                <Route path=path!("/admin/groups/new") view=AdminNewGroupPage/>
                <Route path=path!("/admin/groups/:id") view=AdminGroupPage/>
                <Route path=path!("/admin/audit") view=AdminAuditPage/>
                <Route path=path!("/admin/audit/verify") view=AdminVerifyPage/>
                <Route path=path!("/admin/mails") view=AdminMailsPage/>
                <Route path=path!("/admin/mails/:id") view=AdminMailPage/>
            </Routes>
        </Router>
    }
    .into_any()
}
