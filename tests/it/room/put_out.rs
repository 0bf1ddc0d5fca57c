//! Somebody is put out whose page does not reach the server, while what runs between the browsers goes on: nobody stays by losing their connection.

use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::proxy::Proxy;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

use super::{Call, admitted, people};

/// A call that runs, whose visitor comes over this wire.
async fn running(driver: &Driver, server: &Server, wire: &Proxy) -> Outcome<Call> {
    let call = admitted(server, people(driver, server).await?).await?;
    let call = Call { visitor_page: wire.through(&call.visitor_page, server.port()), ..call };
    call.begin().await?;
    Ok(call)
}

/// The professional puts out the only one on the list, who is somebody the room has lost.
async fn puts_out(staff: &Browser) -> Outcome {
    staff.click("#open-more").await?;
    staff.wait_for("#people li button:enabled").await?;
    staff.click("#people li button").await?;
    staff.click("#put-out").await
}

#[tokio::test]
async fn a_page_that_never_met_who_was_lost_can_put_them_out() -> Outcome {
    needs!("putting out after a reload", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let wire = Proxy::to(server.port())?;
    let call = running(&driver, &server, &wire).await?;
    let Call { staff, visitor, .. } = &call;
    wire.shut();
    staff.wait_for("#call[data-other=absent]").await?;
    staff.goto(&call.staff_page).await?;
    puts_out(staff).await?;
    staff.wait_text("#people li button", "Let back in").await?;
    staff.wait_text("#state", "You have put").await?;
    wire.open();
    visitor.wait_text("#state", "You were put out of this call").await
}

#[tokio::test]
async fn who_is_put_out_of_a_room_made_anew_is_kept_out_of_it() -> Outcome {
    needs!("putting out after a restart", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, mut server) = (Driver::start()?, Plan::demo().start()?);
    let wire = Proxy::to(server.port())?;
    let call = running(&driver, &server, &wire).await?;
    let Call { staff, visitor, .. } = &call;
    wire.shut();
    server.kill()?;
    staff.wait_text("#state", "We are restoring the link to the server").await?;
    server.start_again()?;
    staff.wait_for("#call[data-other=absent][data-state=connected]").await?;
    puts_out(staff).await?;
    staff.wait_until("document.querySelector('#remote').srcObject === null").await?;
    wire.open();
    visitor.wait_text("#state", "You were put out of this call").await?;
    staff.wait_text("#people li button", "Let back in").await?;
    staff.wait_text("#state", "You have put").await
}
