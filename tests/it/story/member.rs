//! The owner invites somebody; they accept in another browser, add a passkey and come back with it; whoever has none comes back by a link.

use tests::Outcome;
use tests::browser::{Browser, Driver, Window};
use tests::http::get;
use tests::server::Server;

use super::letter;
use super::organisation::{OWNER, SLUG, spent};

/// The member, as visitors and bills name them.
pub(super) const NAME: &str = "Dr Emil Nowak";
const EMAIL: &str = "emil.nowak@sankt-georg.example";

/// The member's browser, with a passkey, signed out again.
pub(super) async fn join(driver: &Driver, server: &Server, owner: &Browser) -> Outcome<Browser> {
    invite(owner).await?;
    let member = driver.open(Window::Wide).await?;
    member.passkey_device().await?;
    accept(driver, server, &member).await?;
    owner.goto(&format!("{}/{SLUG}/team", server.localhost())).await?;
    owner.wait_text(".entries", NAME).await?;
    add_passkey(&member).await?;
    sign_out(&member).await?;
    Ok(member)
}

async fn invite(owner: &Browser) -> Outcome {
    owner.click("#menu a[href$='/team']").await?;
    owner.fill("#invite [name=email]", EMAIL).await?;
    for role in ["compliance-officer", "auditor"] {
        owner.click(&format!("#invite [name=role][value={role}]")).await?;
    }
    owner.wait_for("#invite [value=member]:checked").await?;
    owner.click("#invite-button").await?;
    owner.wait_for("#done").await?;
    owner.wait_text("main", EMAIL).await?;
    owner.look("team").await
}

async fn accept(driver: &Driver, server: &Server, member: &Browser) -> Outcome {
    member.goto(&format!("{}/demo/mailbox", server.localhost())).await?;
    member.click(&letter(member, EMAIL, "/enter/").await?).await?;
    member.wait_for("#accept").await?;
    let link = member.address().await?;
    for _ in 0..2 {
        assert_eq!(get(&link, &[])?.status, 200, "a mail scanner opens the link and uses nothing up");
    }
    for words in [OWNER, "member", "compliance officer", "auditor"] {
        member.wait_text("main", words).await?;
    }
    member.look("invitation").await?;
    member.fill("[name=name]", NAME).await?;
    member.click("#accept-button").await?;
    member.wait_for("#live").await?;
    spent(driver, &link).await
}

async fn add_passkey(member: &Browser) -> Outcome {
    member.click("#menu a[href$='/account']").await?;
    member.fill("[name=label]", "Laptop").await?;
    member.click("#add-passkey").await?;
    member.wait_text(".entries", "Laptop").await?;
    member.look("account").await
}

/// Signs out; what was open before now asks to sign in.
pub(super) async fn sign_out(person: &Browser) -> Outcome {
    person.click("#menu a[href$='/account']").await?;
    let inside = person.address().await?;
    person.click("#sign-out-button").await?;
    person.wait_for("#to-sign-in").await?;
    person.goto(&inside).await?;
    person.wait_for("#send-link").await
}

/// Comes back with the passkey; nothing is written.
pub(super) async fn sign_in(member: &Browser, server: &Server) -> Outcome {
    member.goto(&format!("{}/sign-in", server.localhost())).await?;
    member.look("sign-in").await?;
    member.click("#use-passkey").await?;
    member.wait_for("#live").await
}

/// Comes back by a link, because this browser has no passkey: it never had one, or it was lost.
pub(super) async fn sign_in_by_link(driver: &Driver, server: &Server, email: &str) -> Outcome<Browser> {
    let person = driver.open(Window::Wide).await?;
    person.goto(&format!("{}/sign-in", server.localhost())).await?;
    person.fill("[name=email]", email).await?;
    person.click("#send-link").await?;
    person.wait_text("#look-in-mail", email).await?;
    person.click("#to-mailbox").await?;
    person.click(&letter(&person, email, "/enter/").await?).await?;
    person.wait_for("#enter").await?;
    let link = person.address().await?;
    person.look("enter").await?;
    person.click("#enter").await?;
    person.wait_for("#menu").await?;
    spent(driver, &link).await?;
    Ok(person)
}
