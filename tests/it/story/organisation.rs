//! Somebody signs up an organisation: the confirmation out of the mailbox, the agreement and its PDF, the notice, the retention.

use tests::browser::{Browser, Driver, Window};
use tests::http::{get, post_form};
use tests::server::Server;
use tests::{Outcome, pdf};

use super::letter;

/// Its address.
pub(super) const SLUG: &str = "sankt-georg";
const NAME: &str = "Praxis Sankt Georg";
/// The owner, as colleagues and bills name them.
pub(super) const OWNER: &str = "Dr Hanna Lind";
/// Where the owner's letters go.
pub(super) const EMAIL: &str = "hanna.lind@sankt-georg.example";
const SIGNATURE: &str = "Johanna Lind";
const OFFICER: &str = "Jakob Stein";

/// The owner's browser, signed in to an organisation that can receive visitors.
pub(super) async fn found(driver: &Driver, server: &Server) -> Outcome<Browser> {
    let owner = driver.open(Window::Wide).await?;
    sign_up(&owner, server).await?;
    confirm(driver, &owner).await?;
    // Until it has agreed and published its notice, visitors are told so, and there is no form.
    let visitor = driver.open(Window::Phone).await?;
    visitor.goto(&format!("{}/{SLUG}", server.localhost())).await?;
    visitor.wait_text("#not-yet", NAME).await?;
    visitor.wait_gone("#arrive").await?;
    visitor.look("organisation-not-yet").await?;
    sign(&owner).await?;
    publish(&owner).await?;
    retain(&owner).await?;

    visitor.goto(&format!("{}/{SLUG}/privacy", server.localhost())).await?;
    for words in
        [&format!("{NAME} GmbH is responsible"), OFFICER, "Sandweg 3, 60316 Frankfurt", "erased 7 days"]
    {
        visitor.wait_text("main", words).await?;
    }
    visitor.look("privacy").await?;
    visitor.close().await?;
    Ok(owner)
}

async fn sign_up(owner: &Browser, server: &Server) -> Outcome {
    owner.goto(&server.localhost()).await?;
    owner.look("front").await?;
    owner.click("#to-sign-up").await?;
    owner.fill("[name=organisation]", NAME).await?;
    owner.fill("[name=slug]", SLUG).await?;
    owner.choose("[name=country]", "DE").await?;
    owner.fill("[name=name]", OWNER).await?;
    owner.fill("[name=email]", EMAIL).await?;
    owner.look("sign-up").await?;
    owner.click("#sign-up-button").await?;
    owner.wait_text("#look-in-mail", EMAIL).await?;
    owner.look("look-in-mail").await
}

async fn confirm(driver: &Driver, owner: &Browser) -> Outcome {
    owner.click("#to-mailbox").await?;
    let letter = letter(owner, EMAIL, "/confirm/").await?;
    owner.look("mailbox").await?;
    owner.click(&letter).await?;
    owner.wait_text("#one-button", NAME).await?;
    let link = owner.address().await?;
    for _ in 0..2 {
        assert_eq!(get(&link, &[])?.status, 200, "a mail scanner opens the link and uses nothing up");
    }
    owner.look("confirm").await?;
    owner.click("#confirm").await?;
    owner.wait_for("#unsigned").await?;
    spent(driver, &link).await
}

/// The link lets nobody in any more, neither by opening it nor by its button; whoever tries is led to a new one.
pub(super) async fn spent(driver: &Driver, link: &str) -> Outcome {
    assert_eq!(post_form(link, &[], &[("name", "Somebody Else")])?.status, 410);
    let other = driver.open(Window::Phone).await?;
    other.goto(link).await?;
    other.wait_for("#error[data-status='410']").await?;
    other.look("link-spent").await?;
    other.click("#way-on").await?;
    other.wait_for("#send-link").await?;
    other.close().await
}

async fn sign(owner: &Browser) -> Outcome {
    owner.look("agreement-unsigned").await?;
    owner.fill("[name=name]", SIGNATURE).await?;
    owner.click("[name=consent]").await?;
    owner.click("#sign-button").await?;
    owner.wait_text("#signed", SIGNATURE).await?;
    owner.wait_gone("#sign").await?;
    owner.look("agreement-signed").await?;
    let words = pdf::text(&owner.download("#download").await?)?;
    for word in ["Data processing agreement", "Template", NAME, SIGNATURE, "Anteroom demo", "SHA-256"] {
        assert!(words.contains(word), "{word:?} is not in the PDF: {words}");
    }
    Ok(())
}

async fn publish(owner: &Browser) -> Outcome {
    owner.click("main a[href$='/settings/notice']").await?;
    owner.fill("[name=controller]", &format!("{NAME} GmbH")).await?;
    owner.fill("[name=address]", "Sandweg 3, 60316 Frankfurt").await?;
    owner.fill("[name=officer]", OFFICER).await?;
    owner.fill("[name=email]", "datenschutz@sankt-georg.example").await?;
    owner.click("#notice-button").await?;
    owner.wait_for("#done").await?;
    owner.look("settings-notice").await
}

async fn retain(owner: &Browser) -> Outcome {
    owner.click("#all-settings").await?;
    owner.wait_for("#settings").await?;
    owner.look("settings").await?;
    owner.click("main a[href$='/settings/language']").await?;
    owner.click("[name=language][value='en']").await?;
    owner.click("#language-button").await?;
    owner.wait_for("#done").await?;
    owner.look("settings-language").await?;
    owner.click("#all-settings").await?;
    owner.click("main a[href$='/settings/branding']").await?;
    owner.fill("[name=welcome]", "Guten Tag. Schön, dass Sie da sind.").await?;
    owner.fill("[name=waiting]", "Wenn niemand kommt, rufen Sie uns an.").await?;
    owner.click("[name=own_colour]").await?;
    owner.look("settings-branding").await?;
    owner.click("#preview").await?;
    owner.wait_for("#preview-note").await?;
    owner.look("branding-preview").await?;
    owner.click("#publish").await?;
    owner.wait_for("#done").await?;
    owner.click("#all-settings").await?;
    owner.click("main a[href$='/settings/retention']").await?;
    owner.click("[name=retention][value='7 days']").await?;
    owner.click("#retention-button").await?;
    owner.wait_for("#done").await?;
    owner.wait_for("[value='7 days']:checked").await?;
    owner.look("settings-retention").await
}
