//! The server goes away during a call: picture and sound, which never passed it, go on under the same code.

use tests::browser::Driver;
use tests::program::Program;
use tests::proxy::Proxy;
use tests::server::Plan;
use tests::{Outcome, needs, wait};

use super::{Call, admitted, code, moves, people};

const RESTORING: &str = "We are restoring the link to the server";

#[tokio::test]
async fn a_killed_server_is_not_missed_and_ends_the_call_once_it_is_back() -> Outcome {
    needs!("kill -9 during a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, mut server) = (Driver::start()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let before = code(&call.staff).await?;

    server.kill()?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", RESTORING).await?;
        moves(side, "framesDecoded").await?;
        side.wait_for("#call[data-state=connected]").await?;
    }
    server.start_again()?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", "Connected directly").await?;
    }
    call.flows().await?;
    assert_eq!(code(&call.staff).await?, before, "the connection is the same, and so is its code");

    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.staff.wait_text("main", "Length of the call").await?;
    call.visitor.wait_for("#receipt").await
}

#[tokio::test]
async fn a_cut_wire_is_mended_by_itself() -> Outcome {
    needs!("a cut wire during a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let proxy = Proxy::to(server.port())?;
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let through = |address: &str| proxy.through(address, server.port());
    let call =
        Call { staff_page: through(&call.staff_page), visitor_page: through(&call.visitor_page), ..call };
    call.begin().await?;
    let before = code(&call.staff).await?;

    let connections = proxy.connections();
    proxy.cut();
    wait::until("both sockets to come back", wait::DEADLINE, || {
        Ok((proxy.connections() >= connections + 2).then_some(()))
    })?;
    for side in [&call.staff, &call.visitor] {
        side.wait_text("#state", "Connected directly").await?;
    }
    call.flows().await?;
    assert_eq!(code(&call.staff).await?, before, "the connection is the same, and so is its code");
    // The mended sockets carry signals: the end of the call comes through them.
    call.staff.click("#hang-up").await?;
    call.staff.click("#end-for-all").await?;
    call.visitor.wait_for("#receipt").await
}
