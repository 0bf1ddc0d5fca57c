//! A call under bad luck, in real browsers: reloads, a server that is killed, a wire that is cut, a camera that is denied, two who come at once.

mod enter;
mod guest;
mod hold;
mod idle;
mod keeping;
mod lost;
mod middle;
mod more;
mod outage;
mod put_out;
mod refused;
mod relay;
mod reload;
mod several;
mod states;
mod talk;

use tests::Outcome;
use tests::browser::{Browser, Driver, Window};
use tests::http::{get, post_form};
use tests::server::Server;

use crate::routes::{command, session, visitor_from};

/// A visit that was let in, and two browsers that can open its call.
struct Call {
    staff: Browser,
    visitor: Browser,
    /// Where the member's call is.
    staff_page: String,
    /// Where the visitor's call is.
    visitor_page: String,
}

/// Two browsers, the one signed in, that hold one call after the other.
async fn people(driver: &Driver, server: &Server) -> Outcome<(Browser, Browser)> {
    let (staff, visitor) = (driver.open(Window::Wide).await?, driver.open(Window::Phone).await?);
    staff.goto(&server.link("colleague's dashboard")?).await?;
    Ok((staff, visitor))
}

/// Somebody arrives and is let in, both without a browser, so that the call is what is tested.
async fn admitted(server: &Server, browsers: (Browser, Browser)) -> Outcome<Call> {
    admitted_from(server, browsers, "127.0.0.1").await
}

/// The same from this address: so many come from one alone.
async fn admitted_from(server: &Server, (staff, browser): (Browser, Browser), place: &str) -> Outcome<Call> {
    let (visit, arrived) = visitor_from(server, "nordlys", place)?;
    let member = session(&server.link("colleague's dashboard")?)?;
    let headers = [("cookie", member.as_str()), ("accept", "text/html")];
    let dashboard = get(&format!("{}/nordlys/dashboard", server.address()), &headers)?.text();
    let admit = format!("{}/nordlys/visits/{visit}/admit", server.address());
    let admitted = post_form(&admit, &headers, &[("command", &command(&dashboard)?)])?;
    assert_eq!(admitted.status, 303, "{}", admitted.text());

    let visitor_page = format!("{}/v/{visit}", server.localhost());
    browser.goto(&format!("{}/assets/tokens.css", server.localhost())).await?;
    browser.value(&format!("document.cookie = '{}; path=/v/{visit}'", arrived.cookies())).await?;
    let staff_page = format!("{}/nordlys/visits/{visit}/call", server.localhost());
    Ok(Call { staff, visitor: browser, staff_page, visitor_page })
}

impl Call {
    /// Both open the page at the same moment, and see and hear each other.
    async fn begin(&self) -> Outcome {
        let (staff, visitor) =
            tokio::join!(self.staff.goto(&self.staff_page), self.visitor.goto(&self.visitor_page));
        staff.and(visitor)?;
        self.flows().await
    }

    /// Both open the page at the same moment, and something of each is seen and heard by the other.
    async fn meet(&self) -> Outcome {
        let (staff, visitor) =
            tokio::join!(self.staff.goto(&self.staff_page), self.visitor.goto(&self.visitor_page));
        staff.and(visitor)?;
        for side in [&self.staff, &self.visitor] {
            side.wait_for("#call[data-state=connected]").await?;
            side.wait_until("Number(document.querySelector('#call').dataset.framesDecoded) > 0").await?;
            side.wait_until("Number(document.querySelector('#call').dataset.audioPackets) > 0").await?;
        }
        Ok(())
    }

    /// Both are connected under one code, new pictures come in on both sides, and sound.
    async fn flows(&self) -> Outcome {
        tokio::try_join!(flow(&self.staff), flow(&self.visitor))?;
        wait_same_code(&self.staff, &self.visitor).await
    }
}

async fn flow(side: &Browser) -> Outcome {
    side.wait_for("#call[data-state=connected]").await?;
    tokio::try_join!(moves(side, "framesDecoded"), moves(side, "audioPackets")).map(drop)
}

/// Waits until this figure of a call grows; the page reads it anew every second.
async fn moves(side: &Browser, figure: &str) -> Outcome {
    let now = format!("Number(document.querySelector('#call').dataset.{figure} ?? 0)");
    // A new connection counts from 0: first another figure, then a greater one.
    let before = side.value(&now).await?;
    side.wait_until(&format!("{now} !== {before}")).await?;
    let fresh = side.value(&now).await?;
    side.wait_until(&format!("{now} > {fresh}")).await
}

/// The short code as it is shown; waits for it.
async fn code(side: &Browser) -> Outcome<String> {
    side.wait_until("Boolean(document.querySelector('#code').dataset.value)").await?;
    let value = side.value("document.querySelector('#code').dataset.value").await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Writes a message.
async fn write(side: &Browser, text: &str) -> Outcome {
    side.fill("#message", text).await?;
    side.click("#write button[type=submit]").await
}

/// Both show the same short code. While a new one is agreed on, one of them is a moment ahead.
async fn wait_same_code(one: &Browser, other: &Browser) -> Outcome {
    let shown = code(one).await?;
    other.wait_until(&format!("document.querySelector('#code').dataset.value === '{shown}'")).await
}
