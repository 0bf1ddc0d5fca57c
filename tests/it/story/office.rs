//! What the office looks like: the team, a removal, a hand-over, and one's own account with all that lets in.

use domain::Timestamp;
use tests::browser::{Browser, Driver, Window};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs};
use web::second_factor::Key;

const EMAIL: &str = "jon.lie@nordlys.example";

#[tokio::test]
async fn the_office_hands_over_removes_and_guards_accounts() -> Outcome {
    needs!("the office", Program::Anteroom, Program::Chromium, Program::ChromeDriver, Program::Axe);
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let owner = driver.open(Window::Wide).await?;
    owner.goto(&server.link("  dashboard")?).await?;
    let colleague = driver.open(Window::Wide).await?;
    colleague.goto(&server.link("colleague's dashboard")?).await?;

    guard(&server, &driver, &colleague).await?;
    hand_over(&server, &owner, &colleague).await?;
    part(&colleague).await?;
    cookies(&server, &owner).await
}

/// A passkey and a second factor; the sign-in that asks for its code, and what is said when it is lost.
async fn guard(server: &Server, driver: &Driver, colleague: &Browser) -> Outcome {
    colleague.goto(&format!("{}/nordlys/account", server.localhost())).await?;
    colleague.passkey_device().await?;
    colleague.fill("[name=label]", "Laptop").await?;
    colleague.click("#add-passkey").await?;
    colleague.wait_text(".entries", "Laptop").await?;
    colleague.click("#remove-passkey-0").await?;
    colleague.wait_text("#last-passkey", EMAIL).await?;
    colleague.look("passkey-removal").await?;
    colleague.click("#keep").await?;

    colleague.click("#set-factor").await?;
    colleague.wait_for("#second-factor svg").await?;
    colleague.look("second-factor").await?;
    let key = colleague.value("document.querySelector('#key').textContent").await?;
    let key = key.as_str().and_then(Key::parse).ok_or_else(|| Failure::new("no key on the page"))?;
    colleague.fill("[name=code]", &key.code(now(colleague).await?)).await?;
    colleague.click("#second-factor button").await?;
    colleague.wait_text("#recovery-codes", &key.recovery_codes()[7]).await?;
    colleague.look("recovery-codes").await?;
    colleague.click("#codes-kept").await?;
    colleague.wait_text("#factor-set", "8 recovery codes").await?;
    colleague.look("account-guarded").await?;

    let other = sign_in_asked(driver, server, &key).await?;
    other.close().await
}

/// Comes by a link in another browser, with a recovery code, after a look at what is said when everything is lost.
async fn sign_in_asked(driver: &Driver, server: &Server, key: &Key) -> Outcome<Browser> {
    let person = driver.open(Window::Phone).await?;
    person.goto(&format!("{}/sign-in", server.localhost())).await?;
    person.fill("[name=email]", EMAIL).await?;
    person.click("#send-link").await?;
    person.click("#to-mailbox").await?;
    person.click(&super::letter(&person, EMAIL, "/enter/").await?).await?;
    person.wait_for("[name=code]").await?;
    person.click("#lost summary").await?;
    person.look("enter-code").await?;
    person.fill("[name=code]", "000000").await?;
    person.click("#enter").await?;
    person.wait_for("#code-wrong").await?;
    person.fill("[name=code]", &key.recovery_codes()[0]).await?;
    person.click("#enter").await?;
    person.wait_for("#live").await?;
    Ok(person)
}

async fn hand_over(server: &Server, owner: &Browser, colleague: &Browser) -> Outcome {
    owner.click("#menu a[href$='/team']").await?;
    owner.click("a[href$='/owner']").await?;
    owner.wait_for("#offer").await?;
    owner.look("ownership-offer").await?;
    owner.click("#offer-button").await?;
    owner.wait_for("#offered").await?;
    owner.look("team-offered").await?;
    colleague.goto(&format!("{}/nordlys/account", server.localhost())).await?;
    colleague.click("#to-offer").await?;
    colleague.wait_text("#ownership", "Dr Ingrid Berg").await?;
    colleague.look("ownership").await?;
    colleague.click("#accept-ownership").await?;
    colleague.wait_text("#done", "You are the owner now").await
}

/// The new owner invites somebody by mistake, and removes the old one.
async fn part(owner: &Browser) -> Outcome {
    owner.fill("#invite [name=email]", "wrong.person@elsewhere.example").await?;
    owner.click("#invite-button").await?;
    owner.wait_text("main", "wrong.person@elsewhere.example").await?;
    owner.look("team-invited").await?;
    owner.click("[id^='withdraw-']").await?;
    owner.wait_text("#done", "withdrawn").await?;
    owner.click("[id^='remove-']").await?;
    owner.wait_text("#removal", "Dr Ingrid Berg").await?;
    owner.look("removal").await?;
    owner.click("#remove-button").await?;
    owner.wait_text("#done", "Nothing lets them in").await
}

/// The page of cookies, for everybody.
async fn cookies(server: &Server, person: &Browser) -> Outcome {
    person.goto(&format!("{}/cookies", server.localhost())).await?;
    person.wait_for("#cookie-language").await?;
    person.look("cookies").await
}

/// The browser's time, which is the demo's before anybody turns it.
async fn now(browser: &Browser) -> Outcome<Timestamp> {
    let now = browser.value("Date.now()").await?.as_u64().unwrap_or_default();
    Ok(web::edge::timestamp(std::time::Duration::from_millis(now)))
}
