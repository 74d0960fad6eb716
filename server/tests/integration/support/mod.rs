//! A whole hub in a test, people who use it, and two databases under it.

mod app;
mod database;
mod person;
mod proxy;

pub use app::{Answer, PASSWORD, TestApp};
pub use database::{Backend, execute, migrate, texts};
pub use person::Person;
pub use proxy::Proxy;

/// Makes a test of `async fn name(app: TestApp)` for each database: `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! db_test {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)*) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn run($app: $crate::support::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::support::TestApp::start($crate::support::Backend::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::support::TestApp::start($crate::support::Backend::Postgres).await).await;
            }
        }
    )*};
}
