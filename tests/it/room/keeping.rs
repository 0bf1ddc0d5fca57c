//! The one who holds a call keeps its room: puts somebody out and lets them back in, closes the door, leaves without ending it, ends it for all.

use tests::browser::{Browser, Driver};
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

use super::{Call, admitted, people};

async fn keeps(staff: &Browser, button: &str) -> Outcome {
    staff.click("#open-more").await?;
    staff.wait_for(&format!("{button}:enabled")).await?;
    staff.click(button).await
}

#[tokio::test]
async fn whoever_is_put_out_is_told_so_and_comes_back_only_when_let_in_again() -> Outcome {
    needs!("putting out of a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    keeps(staff, "#people button").await?;
    staff.wait_for("#ask-put-out[open]").await?;
    staff.look("call-put-out").await?;
    staff.click("#put-out").await?;
    visitor.wait_text("#state", "You were put out of this call").await?;
    visitor.look("call-is-out").await?;
    staff.wait_text("#state", "You have put").await?;
    staff.wait_until("document.querySelector('#remote').srcObject === null").await?;

    // The page opened once more is refused too, and so it is after a reload of the professional's.
    visitor.goto(&call.visitor_page).await?;
    visitor.wait_text("#state", "You were put out of this call").await?;
    staff.goto(&call.staff_page).await?;
    staff.wait_text("#state", "You have put").await?;
    visitor.goto(&call.visitor_page).await?;
    visitor.wait_text("#state", "You were put out of this call").await?;

    keeps(staff, "#people button").await?;
    staff.wait_for("#nobody-here").await?;
    visitor.click("#again a").await?;
    call.flows().await
}

#[tokio::test]
async fn a_closed_door_waits_and_opens() -> Outcome {
    needs!("the closed door of a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let Call { staff, visitor, .. } = &call;
    staff.goto(&call.staff_page).await?;
    keeps(staff, "#close-room").await?;
    staff.wait_for("#room-closed").await?;
    staff.look("call-door-closed").await?;
    visitor.goto(&call.visitor_page).await?;
    visitor.wait_text("#state", "The door of this call is closed").await?;
    visitor.look("call-outside").await?;
    staff.click("#close-room").await?;
    staff.wait_gone("#room-closed").await?;
    // The visitor touches nothing: the page knocks by itself.
    call.flows().await
}

#[tokio::test]
async fn who_leaves_ends_nothing_and_who_ends_ends_for_all() -> Outcome {
    needs!("leaving and ending a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    staff.click("#hang-up").await?;
    staff.look("call-hang-up").await?;
    staff.click("#ask-hang-up .quiet").await?;
    call.flows().await?;
    staff.click("#hang-up").await?;
    staff.click("#leave-alone").await?;
    staff.wait_text("#state", "You have left the call").await?;
    visitor.wait_text("#state", "has left the call").await?;
    staff.click("#again a").await?;
    call.flows().await?;

    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    staff.wait_text("main", "Length of the call").await?;
    visitor.wait_for("#receipt").await
}
