//! Guests of a call: an interpreter or a relative comes by a link made in it, waits, is let in from within it, and is told of by role alone.

use tests::browser::{Browser, Driver, Window};
use tests::http::{Reply, get};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

use super::several::{ask_all, sees, sees_one, texts};
use super::{Call, admitted, people};

/// The one who holds the call makes a link; its address.
async fn link(staff: &Browser, role: &str) -> Outcome<String> {
    staff.click("#open-more").await?;
    staff.click(&format!("#guests input[value={role}]")).await?;
    staff.click("#make-link").await?;
    staff.wait_for("#guest-link").await?;
    let address = staff.value("document.querySelector('#guest-address').value").await?;
    Ok(address.as_str().unwrap_or_default().to_owned())
}

/// What the link answers to somebody who opens it.
fn answer(server: &Server, link: &str) -> Outcome<Reply> {
    get(&link.replace(&server.localhost(), &server.address()), &[("accept", "text/html")])
}

/// Somebody opens the link, gives a name and waits.
async fn comes(guest: &Browser, link: &str, name: &str) -> Outcome {
    guest.goto(link).await?;
    guest.fill("#name", name).await?;
    guest.click("#consent").await?;
    guest.click("#guest-come").await?;
    guest.click("#skip-check").await?;
    guest.wait_for("#wait").await
}

#[tokio::test]
async fn an_interpreter_comes_by_a_link_and_is_let_in_from_within_the_call() -> Outcome {
    needs!("a guest of a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let guest = driver.open(Window::Phone).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    let made = link(staff, "interpreter").await?;
    staff.look("call-guest-link").await?;
    staff.click("#close-more").await?;
    guest.goto(&made).await?;
    guest.look("guest-link").await?;
    // Without the consent nobody comes, and the link holds.
    guest.value("document.querySelector('#guest').noValidate = true").await?;
    guest.fill("#name", "Ana Petrova").await?;
    guest.click("#guest-come").await?;
    guest.wait_for("#consent-wrong").await?;
    guest.click("#consent").await?;
    guest.click("#guest-come").await?;
    guest.wait_for("#check").await?;
    staff.wait_text("#guest-who", "Ana Petrova (Interpreter)").await?;
    staff.look("call-guest-waits").await?;
    guest.click("#skip-check").await?;
    guest.wait_for("#wait").await?;
    guest.look("guest-waits").await?;

    // The link is used up, and says no more than one that nobody made.
    let unknown = format!("{}/g/{}", server.localhost(), "A".repeat(64));
    let (used, unknown) = (answer(&server, &made)?, answer(&server, &unknown)?);
    assert_eq!((used.status, unknown.status), (410, 410));
    let said = |reply: &Reply| {
        let text = reply.text();
        let main = text.split("<main").nth(1).unwrap_or_default().split("</main>").next().unwrap_or_default();
        // The number of the request alone differs.
        main.split("class=\"code\"").next().unwrap_or_default().to_owned()
    };
    assert!(!said(&used).is_empty() && said(&used) == said(&unknown), "{}\n{}", said(&used), said(&unknown));

    staff.click("#guest-buttons button").await?;
    for side in [staff, visitor, &guest] {
        sees(side, 2).await?;
        side.look("call-with-a-guest").await?;
    }
    visitor.wait_text("#news", "Interpreter has joined the call").await?;
    let names = texts(visitor, "tile.querySelector('.name').textContent").await?;
    assert!(names.contains(&"Interpreter".to_owned()), "{names:?}");
    staff.wait_gone("#guest-at-the-door").await?;
    let names = texts(staff, "tile.querySelector('.name').textContent").await?;
    assert!(names.contains(&"Ana Petrova (Interpreter)".to_owned()), "{names:?}");
    let names = texts(&guest, "tile.querySelector('.name').textContent").await?;
    assert!(names.contains(&"The visitor".to_owned()), "{names:?}");

    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    guest.wait_text("#guest-over", "The call has ended").await?;
    guest.look("guest-over").await?;
    visitor.wait_for("#receipt").await?;
    visitor.click("#receipt").await?;
    visitor.wait_text("#guests", "Interpreter, let in by").await?;
    visitor.look("receipt-with-a-guest").await?;
    // The copy tells of them as the page does: as what, by whom and when, and not who they are.
    let copy = visitor.download("#copy-json").await?;
    let told: serde_json::Value = serde_json::from_slice(&copy)?;
    let guests = told["guests"].as_array().cloned().unwrap_or_default();
    assert_eq!(guests.len(), 1, "{told}");
    assert!(guests[0]["role"] == "interpreter" && guests[0]["by"] == "Dr Jon Lie", "{told}");
    assert!(guests[0]["let_in"].is_string(), "{told}");
    let read = visitor.download("#copy-html").await?;
    let (copy, read) = (String::from_utf8_lossy(&copy), String::from_utf8_lossy(&read));
    assert!(read.contains("Interpreter, let in by Dr Jon Lie"), "{read}");
    assert!(!copy.contains("Petrova") && !read.contains("Petrova"), "{copy} {read}");
    Ok(())
}

#[tokio::test]
async fn a_closed_door_a_withdrawn_link_and_a_guest_who_is_turned_away() -> Outcome {
    needs!("guests kept out", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let guest = driver.open(Window::Phone).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    let withdrawn = link(staff, "relative").await?;
    assert_eq!(answer(&server, &withdrawn)?.status, 200);
    staff.click("#guest-list button").await?;
    staff.wait_until("document.querySelectorAll('#guest-list li').length === 0").await?;
    assert_eq!(answer(&server, &withdrawn)?.status, 410);
    staff.wait_gone("#guest-link").await?;
    staff.click("#close-more").await?;

    let refused = link(staff, "relative").await?;
    staff.click("#close-more").await?;
    comes(&guest, &refused, "Ola Nordmann").await?;
    staff.wait_text("#guest-who", "Ola Nordmann (Relative)").await?;
    staff.click("#guest-buttons button:nth-child(2)").await?;
    guest.wait_text("#guest-over", "You were not let in").await?;
    guest.goto(&refused).await?;
    guest.wait_gone("#guest").await?;

    // A closed door keeps out also whoever was let in before it is opened, and put out is put out.
    let taken = link(staff, "interpreter").await?;
    staff.click("#close-room").await?;
    staff.wait_for("#room-closed").await?;
    staff.click("#close-more").await?;
    comes(&guest, &taken, "Ana Petrova").await?;
    staff.click("#guest-buttons button").await?;
    guest.wait_text("#state", "The door of this call is closed").await?;
    sees_one(visitor).await?;
    staff.click("#open-more").await?;
    staff.click("#close-room").await?;
    for side in [staff, visitor, &guest] {
        sees(side, 2).await?;
    }
    staff.click("#people li:nth-child(2) button").await?;
    staff.click("#put-out").await?;
    guest.wait_text("#state", "You were put out of this call").await?;
    sees_one(visitor).await?;
    let page = guest.address().await?;
    guest.goto(&page).await?;
    guest.wait_text("#state", "You were put out of this call").await
}

#[tokio::test]
async fn four_see_and_hear_each_other() -> Outcome {
    needs!("four in a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let (third, guest) = (driver.open(Window::Phone).await?, driver.open(Window::Phone).await?);
    third.goto(&server.link("  dashboard ")?).await?;
    call.begin().await?;
    let made = link(&call.staff, "relative").await?;
    call.staff.click("#close-more").await?;
    ask_all(&server, &call)?;
    third.goto(&call.staff_page).await?;
    sees(&third, 2).await?;
    comes(&guest, &made, "Ola Nordmann").await?;
    call.staff.click("#guest-buttons button").await?;
    for side in [&call.staff, &call.visitor, &third, &guest] {
        sees(side, 3).await?;
    }
    call.visitor.look("call-four").await?;
    let mut codes = Vec::new();
    for side in [&call.staff, &call.visitor, &third, &guest] {
        codes.extend(texts(side, "tile.querySelector('.code').dataset.value").await?);
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 6, "each pair has its own");
    Ok(())
}
