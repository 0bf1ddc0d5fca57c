//! The main job, end to end, in real browsers: an arrival, a call, an erasure, an audit; on SQLite and on PostgreSQL.

mod erase;
mod visit;

use tests::browser::{Driver, Window};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

async fn story(server: Server) -> Outcome {
    let driver = Driver::start()?;
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("dashboard")?).await?;
    let page = server.link("organisation's page")?;
    let visit = visit::arrive(&driver, &server, staff, &page).await?;
    visit::leave_and_return(&driver, &visit).await?;
    visit::call(&visit).await?;
    erase::erase(&driver, &server, &visit).await
}

#[tokio::test]
async fn from_an_arrival_to_an_audit_on_sqlite() -> Outcome {
    needs!("the story on SQLite", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    story(Plan::demo().start()?).await
}

#[tokio::test]
async fn from_an_arrival_to_an_audit_on_postgresql() -> Outcome {
    needs!(
        "the story on PostgreSQL",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Postgres
    );
    let database = Cluster::shared()?.database()?;
    story(Plan::demo().arg(format!("--log={}", database.url())).start()?).await
}
