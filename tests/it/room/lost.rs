//! A network that is lost in mid-call, as in a tunnel or while a page sleeps: both pages say so, and the call comes back by itself, on whichever side of its time.

use std::sync::Arc;

use tests::browser::{Browser, Driver};
use tests::folder::Folder;
use tests::program::Program;
use tests::proxy::Proxy;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

use super::hold::keep;
use super::relay::{Narrow, impaired, narrowed};
use super::{Call, admitted, code, flow, people, write};

const INTERRUPTED: &str = "The connection is interrupted";

/// How many connections the page has made.
const MADE: &str = "window.connections.length";

/// The name under which this end looks for its way: a new look has a new one.
const WAY: &str = "window.connections.at(-1).localDescription.sdp.match(/a=ice-ufrag:(\\S+)/)[1]";

/// The visitor's page comes to the server over this wire.
fn over(wire: &Proxy, server: &Server, call: Call) -> Call {
    Call { visitor_page: wire.through(&call.visitor_page, server.port()), ..call }
}

/// The visitor is there first, and so is the older of the two.
async fn begin_with_visitor(call: &Call) -> Outcome {
    call.visitor.goto(&call.visitor_page).await?;
    call.visitor.wait_text("#state", "Waiting for").await?;
    call.staff.goto(&call.staff_page).await?;
    call.flows().await
}

/// The message comes once, and the one who wrote it is told so.
async fn arrives_once(from: &Browser, to: &Browser, text: &str) -> Outcome {
    let list = "[...document.querySelectorAll('#said li')]";
    from.wait_until(&format!(
        "{list}.some(one => one.innerText.includes('{text}') && one.innerText.includes('Delivered'))"
    ))
    .await?;
    to.wait_until(&format!(
        "{list}.filter(one => one.dataset.from === 'them' && one.innerText.includes('{text}')).length === 1"
    ))
    .await
}

/// One writes, and the other reads it.
async fn tell(from: &Browser, to: &Browser, text: &str) -> Outcome {
    write(from, text).await?;
    arrives_once(from, to, text).await
}

/// The code is the one that was compared, and nobody is warned.
async fn same_code(call: &Call, before: &str) -> Outcome {
    for side in [&call.staff, &call.visitor] {
        assert_eq!(code(side).await?, before, "the certificates are the same, and so is the code");
        side.wait_gone("#code-changed, #code-failed").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_network_is_told_and_the_call_comes_back_by_itself() -> Outcome {
    needs!("a dead network", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (folder, network) = (Folder::new("relay")?, Arc::new(Narrow::new(50)));
    let (_relay, file) = impaired(&folder, Arc::clone(&network)).await?;
    let (driver, server) =
        (Driver::start()?, Plan::demo().arg(format!("--relay={}", file.display())).start()?);
    let wire = Proxy::to(server.port())?;
    let call = over(&wire, &server, admitted(&server, people(&driver, &server).await?).await?);
    let call = Call { staff_page: wire.through(&call.staff_page, server.port()), ..call };
    narrowed(&call, "udp").await?;
    let sides = [&call.staff, &call.visitor];
    for side in sides {
        keep(side).await?;
    }
    call.begin().await?;
    let before = code(&call.staff).await?;

    // Nothing arrives, neither at the server nor at the other one: both say so, and look for another way.
    network.to(0);
    wire.still(true);
    for side in sides {
        side.wait_text("#state", INTERRUPTED).await?;
        side.wait_until("window.connections.at(-1).signalingState === 'have-local-offer'").await?;
    }
    network.to(u64::MAX);
    wire.still(false);
    call.flows().await?;
    same_code(&call, &before).await?;
    for side in sides {
        assert_eq!(side.value(MADE).await?, 1, "the connection is the same");
    }

    // The way between them alone is lost, for so long that a new connection is tried.
    network.to(0);
    for side in sides {
        side.wait_text("#state", INTERRUPTED).await?;
        side.wait_until(&format!("{MADE} > 1")).await?;
    }
    network.to(u64::MAX);
    call.flows().await?;
    same_code(&call, &before).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_away_for_longer_than_their_place_is_kept_goes_on_where_they_were() -> Outcome {
    needs!("a long absence", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (folder, network) = (Folder::new("relay")?, Arc::new(Narrow::new(50)));
    let (_relay, file) = impaired(&folder, Arc::clone(&network)).await?;
    let (driver, server) =
        (Driver::start()?, Plan::demo().arg(format!("--relay={}", file.display())).start()?);
    let wire = Proxy::to(server.port())?;
    let call = over(&wire, &server, admitted(&server, people(&driver, &server).await?).await?);
    narrowed(&call, "udp").await?;
    begin_with_visitor(&call).await?;
    let before = code(&call.staff).await?;
    let Call { staff, visitor, .. } = &call;
    for side in [staff, visitor] {
        side.click("#open-messages").await?;
    }
    tell(visitor, staff, "I am on a train").await?;

    network.to(0);
    wire.shut();
    visitor.wait_text("#state", "Your connection to the server is interrupted").await?;
    write(visitor, "Can you hear me").await?;
    visitor.wait_text("#said li:last-child", "On its way").await?;
    staff.wait_for("#call[data-other=lost]").await?;
    staff.wait_text("#state", "lost the connection").await?;

    network.to(u64::MAX);
    wire.open();
    call.flows().await?;
    same_code(&call, &before).await?;
    arrives_once(visitor, staff, "Can you hear me").await?;
    tell(staff, visitor, "Now I can").await?;
    tell(visitor, staff, "So can I").await
}

#[tokio::test]
async fn whom_only_the_server_misses_keeps_the_picture_and_another_network_is_another_way() -> Outcome {
    needs!("a lost server alone", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let wire = Proxy::to(server.port())?;
    let call = over(&wire, &server, admitted(&server, people(&driver, &server).await?).await?);
    let Call { staff, visitor, .. } = &call;
    for side in [staff, visitor] {
        keep(side).await?;
    }
    begin_with_visitor(&call).await?;
    let before = code(staff).await?;
    for side in [staff, visitor] {
        side.click("#open-messages").await?;
    }

    wire.shut();
    visitor.wait_text("#state", "You can go on talking").await?;
    staff.wait_for("#call[data-other=absent]").await?;
    tokio::try_join!(flow(staff), flow(visitor))?;
    tell(staff, visitor, "The server has lost you").await?;

    wire.open();
    staff.wait_for("#call[data-other=here]").await?;
    visitor.wait_text("#state", "Connected directly").await?;
    call.flows().await?;
    same_code(&call, &before).await?;
    for side in [staff, visitor] {
        assert_eq!(side.value(MADE).await?, 1, "the connection is the same");
    }

    let way = visitor.value(WAY).await?;
    visitor.value("dispatchEvent(new Event('online'))").await?;
    visitor.wait_until(&format!("{WAY} !== {way}")).await?;
    let new = visitor.value(WAY).await?;
    let heard = WAY.replace("localDescription", "remoteDescription");
    staff.wait_until(&format!("{heard} === {new}")).await?;
    call.flows().await?;
    same_code(&call, &before).await
}

#[tokio::test]
async fn where_one_of_two_pages_knows_nothing_of_the_other_both_begin_anew() -> Outcome {
    needs!("two halves of a connection", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?, Plan::demo().start()?);
    let wire = Proxy::to(server.port())?;
    let call = over(&wire, &server, admitted(&server, people(&driver, &server).await?).await?);
    begin_with_visitor(&call).await?;
    let Call { staff, visitor, .. } = &call;
    let before = code(staff).await?;
    visitor.click("#open-messages").await?;
    staff.click("#open-messages").await?;
    tell(visitor, staff, "One").await?;
    staff.click("#close-messages").await?;

    // The room has lost them and the picture runs on: they can be put out all the same, and let in again. They never hear of it, and take themselves for the one who was there.
    wire.shut();
    staff.wait_for("#call[data-other=absent]").await?;
    staff.click("#open-more").await?;
    staff.click("#people li button").await?;
    staff.click("#put-out").await?;
    staff.wait_text("#people li button", "Let back in").await?;
    staff.wait_for("#call[data-other=they-are-out]").await?;
    visitor.wait_text("#state", "Your connection to the server is interrupted").await?;
    staff.click("#people li button").await?;
    staff.wait_gone("#people li").await?;
    wire.open();

    call.flows().await?;
    assert_ne!(code(staff).await?, before, "what was compared before holds no more");
    for side in [staff, visitor] {
        side.wait_for("#code-changed").await?;
        side.wait_gone("#code-failed").await?;
    }
    staff.click("#close-more").await?;
    staff.click("#open-messages").await?;
    tell(visitor, staff, "Two").await?;
    tell(staff, visitor, "Three").await
}
