//! A page that goes away and comes back: the call goes on, under a new code, and both are told that it is new.

use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{admitted, code, people};

#[tokio::test]
async fn either_side_reloads_and_the_call_goes_on() -> Outcome {
    needs!("a reload during a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    for (who, other) in [(&call.visitor, &call.staff), (&call.staff, &call.visitor)] {
        let before = code(other).await?;
        who.goto(&who.address().await?).await?;
        changed(other, &before).await?;
        call.flows().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_page_is_told_and_may_come_back() -> Outcome {
    needs!("a closed page during a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let before = code(&call.staff).await?;
    call.visitor.goto("about:blank").await?;
    call.staff.wait_for("#call[data-state=reconnecting]").await?;
    call.staff.wait_text("#state", "lost the connection").await?;
    call.visitor.goto(&call.visitor_page).await?;
    changed(&call.staff, &before).await?;
    call.flows().await
}

/// The code is another than this one, and the page says so.
async fn changed(side: &Browser, before: &str) -> Outcome {
    let other = format!(
        "(now => now !== undefined && now !== '' && now !== '{before}')(document.querySelector('#code').dataset.value)"
    );
    side.wait_until(&other).await?;
    side.wait_for("#code-changed").await
}
