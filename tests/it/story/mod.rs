//! The main job, end to end, in real browsers, on SQLite and on PostgreSQL: from a sign-up to a call, and from an arrival to an audit.

mod appointment;
mod books;
mod erase;
mod firefox;
mod line;
mod member;
mod office;
mod opening;
mod organisation;
mod visit;

use serde_json::json;
use tests::browser::{Browser, Driver, Window};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

/// Whether the pages are looked at on the way: once is enough, they are the same on both engines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Eyes {
    Open,
    Shut,
}

/// The button of the letter to this address, of which the link leads below `path`; waits for it on the mailbox page.
async fn letter(browser: &Browser, to: &str, path: &str) -> Outcome<String> {
    let find = format!(
        "[...document.querySelectorAll('.letter')].find(letter => letter.innerText.includes({})
            && new URL(letter.querySelector('a.button').href).pathname.startsWith({}))",
        json!(to),
        json!(path)
    );
    let mailbox = browser.address().await?;
    browser.goto_until(&mailbox, &format!("({find}) !== undefined")).await?;
    let id = browser.value(&format!("{find}.id")).await?;
    Ok(format!("#{} a.button", id.as_str().unwrap_or_default()))
}

async fn from_an_arrival_to_an_audit(server: Server, eyes: Eyes) -> Outcome {
    let driver = Driver::start()?.looking(eyes == Eyes::Open);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("colleague's dashboard")?).await?;
    staff.look("waiting-empty").await?;
    let page = server.link("organisation's page")?;
    let visit = visit::arrive(&driver, &server, staff, &page, "You are next").await?;
    visit::leave_and_return(&driver, &visit).await?;
    visit::call(&visit).await?;
    books::summary(&visit).await?;
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard")?).await?;
    let organisation = format!("{}/nordlys", server.localhost());
    let books = books::of(&visit.staff, &owner, &organisation).await?;
    books.show_visit(&visit)?;
    let bill: [&[&str]; 5] = [
        &["Dr Ingrid Berg", "Owner, always billed", "19.00 €"],
        &["Dr Jon Lie", "Took part in a call this month", "19.00 €"],
        &["Sum before tax", "38.00 €"],
        &["VAT 25 %", "9.50 €"],
        &["Total", "47.50 €"],
    ];
    assert_eq!(books.bill, bill);
    erase::erase(&driver, &server, &visit).await?;
    books::of(&visit.staff, &owner, &organisation).await?.same_sums(&books);
    Ok(())
}

async fn from_a_sign_up_to_a_call(server: Server, eyes: Eyes) -> Outcome {
    let driver = Driver::start()?.looking(eyes == Eyes::Open);
    let owner = organisation::found(&driver, &server).await?;
    let member = member::join(&driver, &server, &owner).await?;
    member::sign_out(&owner).await?;
    owner.close().await?;

    let page = format!("{}/{}", server.localhost(), organisation::SLUG);
    let early = visit::arrive_early(&driver, &page).await?;
    member::sign_in(&member, &server).await?;
    let visit = visit::arrive(&driver, &server, member, &page, "One person is before you").await?;
    visit::two_wait(&visit, &early).await?;
    visit::call(&visit).await?;
    visit.staff.close().await?;

    let owner = member::sign_in_by_link(&driver, &server, organisation::EMAIL).await?;
    let bill: [&[&str]; 5] = [
        &[organisation::OWNER, "Owner, always billed", "19.00 €"],
        &[member::NAME, "Took part in a call this month", "19.00 €"],
        &["Sum before tax", "38.00 €"],
        &["VAT 19 %", "7.22 €"],
        &["Total", "45.22 €"],
    ];
    assert_eq!(books::bill(&owner, &page).await?, bill);
    Ok(())
}

#[tokio::test]
async fn from_an_arrival_to_an_audit_on_sqlite() -> Outcome {
    needs!("the story on SQLite", Program::Anteroom, Program::Chromium, Program::ChromeDriver, Program::Axe);
    from_an_arrival_to_an_audit(Plan::demo().start()?, Eyes::Open).await
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
    let server = Plan::demo().arg(format!("--log={}", database.url())).start()?;
    from_an_arrival_to_an_audit(server, Eyes::Shut).await
}

#[tokio::test]
async fn from_a_sign_up_to_a_call_on_sqlite() -> Outcome {
    needs!(
        "the sign-up on SQLite",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::PdfToText,
        Program::Axe
    );
    from_a_sign_up_to_a_call(Plan::demo().start()?, Eyes::Open).await
}

#[tokio::test]
async fn from_a_sign_up_to_a_call_on_postgresql() -> Outcome {
    needs!(
        "the sign-up on PostgreSQL",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::PdfToText,
        Program::Postgres
    );
    let database = Cluster::shared()?.database()?;
    let server = Plan::demo().arg(format!("--log={}", database.url())).start()?;
    from_a_sign_up_to_a_call(server, Eyes::Shut).await
}
