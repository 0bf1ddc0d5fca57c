//! An appointment in real browsers: invited by e-mail, too early, come by the link, moved and called off while waiting, asked for again. Every page of it is looked at.

use super::Eyes;
use serde_json::json;
use tests::browser::{Browser, Driver, Window};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

const NAME: &str = "Guro Fjeldstad";
const EMAIL: &str = "guro@visitor.example";
const TEXTED: &str = "+47 924 49 678";

/// Writes a day and a time, so many minutes from now on the clinic's wall, into a form.
async fn set_time(browser: &Browser, minutes: i64) -> Outcome {
    let set = format!(
        "(() => {{ const at = new Date(Date.now() + {minutes} * 60000).toLocaleString('sv-SE', {{ timeZone: 'Europe/Oslo' }});
            document.querySelector('#day').value = at.slice(0, 10); document.querySelector('#time').value = at.slice(11, 16); return true }})()"
    );
    browser.value(&set).await.map(drop)
}

async fn invite(staff: &Browser, reach: &str, minutes: i64) -> Outcome {
    staff.fill("[name=name]", NAME).await?;
    staff.fill("[name=reach]", reach).await?;
    set_time(staff, minutes).await?;
    staff.fill("[name=note]", "Please sit where it is quiet.").await?;
    staff.click("#invite-button").await?;
    staff.wait_for("#done").await
}

/// The link in the newest message to this address that says this.
async fn link(browser: &Browser, server: &Server, to: &str, says: &str) -> Outcome<String> {
    let find = format!(
        "[...document.querySelectorAll('.letter')].find(letter => letter.innerText.includes({})
            && letter.innerText.includes({}))?.querySelector('a.button[href*=\"/i/\"]')?.href ?? null",
        json!(to),
        json!(says)
    );
    let mailbox = format!("{}/demo/mailbox", server.localhost());
    browser.goto_until(&mailbox, &format!("({find}) !== null")).await?;
    Ok(browser.value(&find).await?.as_str().unwrap_or_default().to_owned())
}

async fn come(visitor: &Browser, link: &str) -> Outcome {
    visitor.goto(link).await?;
    visitor.fill("[name=name]", NAME).await?;
    visitor.click("[name=consent]").await?;
    visitor.click("#come-button").await?;
    visitor.click("#skip-check").await?;
    visitor.wait_text("#place", "You are next").await
}

/// Opens the one appointment of this name.
async fn open(staff: &Browser, list: &str) -> Outcome {
    staff.goto(list).await?;
    let find = format!(
        "[...document.querySelectorAll('.visitor')].find(row => row.innerText.includes({}))?.id",
        json!(NAME)
    );
    let id = staff.value(&find).await?;
    staff.click(&format!("#{} a.button", id.as_str().unwrap_or_default())).await?;
    staff.wait_for("#cancel").await
}

async fn an_appointment(server: Server, eyes: Eyes) -> Outcome {
    let driver = Driver::start()?.looking(eyes == Eyes::Open);
    let staff = driver.open(Window::Wide).await?;
    staff.goto(&server.link("  dashboard ")?).await?;
    let list = format!("{}/nordlys/invitations", server.localhost());
    staff.goto(&list).await?;
    staff.wait_text("#invitations", "Solveig Haug").await?;
    invite(&staff, EMAIL, 30).await?;
    invite(&staff, TEXTED, 3 * 24 * 60).await?;
    staff.goto_until(&list, "document.querySelectorAll('.visitor').length === 4 && !document.body.innerText.includes('on its way')").await?;
    staff.look("appointments").await?;

    let visitor = driver.open(Window::Phone).await?;
    let early = link(&visitor, &server, "+4792449678", "You have a video appointment").await?;
    visitor.look("mailbox-appointments").await?;
    visitor.goto(&early).await?;
    visitor.wait_for("#too-early").await?;
    visitor.look("come-early").await?;
    let first = link(&visitor, &server, EMAIL, "invites you").await?;
    visitor.goto(&first).await?;
    visitor.wait_for("#come").await?;
    visitor.look("come").await?;
    come(&visitor, &first).await?;

    staff.goto(&format!("{}/nordlys/dashboard", server.localhost())).await?;
    staff.wait_text("#waiting .appointed", "Appointment at").await?;
    staff.look("waiting-appointed").await?;
    open(&staff, &list).await?;
    staff.look("appointment").await?;
    set_time(&staff, 45).await?;
    staff.click("#move").await?;
    staff.wait_text("#done", "moved").await?;
    // Told at once, on the page that was waiting, without a reload.
    visitor.wait_for("#moved").await?;
    visitor.look("moved").await?;

    visitor.goto(&first).await?;
    visitor.wait_for("#link-spent").await?;
    visitor.look("link-spent").await?;
    visitor.click("#ask-again").await?;
    visitor.wait_for("#lost-link").await?;
    visitor.look("lost-link").await?;
    visitor.fill("[name=reach]", EMAIL).await?;
    visitor.click("#lost-button").await?;
    visitor.wait_for("#asked").await?;
    visitor.look("lost-link-asked").await?;
    let again = link(&visitor, &server, EMAIL, "here is a new link").await?;
    come(&visitor, &again).await?;

    open(&staff, &list).await?;
    staff.click("#cancel").await?;
    staff.wait_text("#done", "called off").await?;
    visitor.wait_for("#called-off").await?;
    visitor.look("called-off").await?;
    staff.goto(&format!("{}/nordlys/history", server.localhost())).await?;
    staff.wait_text("main", "Called off").await?;
    // A spent link answers 410, and the browser says so.
    let errors = [staff.console_errors().await?, visitor.console_errors().await?].concat();
    assert!(errors.iter().all(|error| error.contains("410")), "{errors:?}");
    Ok(())
}

#[tokio::test]
async fn an_appointment_from_the_invitation_to_its_end() -> Outcome {
    needs!(
        "the story of an appointment",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    an_appointment(Plan::demo().start()?, Eyes::Open).await
}
