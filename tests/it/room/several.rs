//! More than two in a call: a colleague who was asked joins, everybody sees and hears everybody, each pair under a code of its own.

use serde_json::Value;
use tests::browser::{Browser, Driver, Window};
use tests::http::{get, post_form};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

use super::{Call, admitted, flow, people};
use crate::routes::{command, session};

/// The one who holds the call asks every colleague there is.
pub(super) fn ask_all(server: &Server, call: &Call) -> Outcome {
    let member = session(&server.link("colleague's dashboard")?)?;
    let headers = [("cookie", member.as_str()), ("accept", "text/html")];
    let path = call.staff_page.strip_prefix(&server.localhost()).unwrap_or_default();
    let address = format!("{}{}", server.address(), path.replace("/call", "/colleague"));
    let page = get(&address, &headers)?.text();
    let colleagues = page.split("name=\"to\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for to in colleagues {
        let form = get(&address, &headers)?.text();
        let asked = post_form(&address, &headers, &[("command", &command(&form)?), ("to", to)])?;
        assert!(asked.text().contains("id=\"asked\""), "{}", asked.status);
    }
    Ok(())
}

/// Pictures of this many others come in.
pub(super) async fn sees(side: &Browser, others: usize) -> Outcome {
    side.wait_until(&format!(
        "(tiles => tiles.length === {others} && tiles.every(tile => tile.dataset.state === 'connected'
            && tile.dataset.picture === 'on' && Number(tile.dataset.frames) > 5 && tile.querySelector('.code').dataset.value))
        ([...document.querySelectorAll('#others .tile')])"
    ))
    .await
}

pub(super) async fn texts(side: &Browser, what: &str) -> Outcome<Vec<String>> {
    let found =
        side.value(&format!("[...document.querySelectorAll('#others .tile')].map(tile => {what})")).await?;
    let found = found.as_array().cloned().unwrap_or_default();
    Ok(found.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

#[tokio::test]
async fn a_colleague_joins_and_three_see_and_hear_each_other() -> Outcome {
    needs!("three in a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let third = driver.open(Window::Wide).await?;
    third.goto(&server.link("  dashboard ")?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;

    // Nobody walks into a colleague's call.
    let dashboard = third.address().await?;
    third.goto(&call.staff_page).await?;
    third.wait_gone("#call").await?;
    third.goto(&dashboard).await?;
    ask_all(&server, &call)?;
    third.wait_for("[id^=asked-] a").await?;
    third.look("asked-into-a-call").await?;
    third.click("[id^=asked-] a").await?;
    for side in [staff, visitor, &third] {
        sees(side, 2).await?;
        side.look("call-three").await?;
    }

    // Three pairs, three codes, each shown on two pages; and everybody has everybody's name.
    let mut codes = Vec::new();
    for side in [staff, visitor, &third] {
        codes.extend(texts(side, "tile.querySelector('.code').dataset.value").await?);
        let names = texts(side, "tile.querySelector('.name').textContent").await?;
        assert!(
            names.len() == 2 && names[0] != names[1] && !names.contains(&"A colleague".to_owned()),
            "{names:?}"
        );
    }
    codes.sort_unstable();
    assert_eq!(codes.len(), 6);
    assert!(codes.chunks(2).all(|pair| pair[0] == pair[1]), "{codes:?}");
    codes.dedup();
    assert_eq!(codes.len(), 3, "each pair has its own");

    staff.click("#open-messages").await?;
    staff.fill("#message", "To both of you").await?;
    staff.click("#write button[type=submit]").await?;
    staff.wait_text("#said li", "Delivered").await?;
    for side in [visitor, &third] {
        side.wait_text("#unread", "1").await?;
    }
    staff.click("#close-messages").await?;

    // Who was asked to join ends nothing by hanging up.
    third.click("#hang-up").await?;
    third.wait_for("#waiting").await?;
    for side in [staff, visitor] {
        sees_one(side).await?;
    }
    call.flows().await?;
    staff.click("#hang-up").await?;
    staff.click("#end-for-all").await?;
    visitor.wait_for("#receipt").await?;
    visitor.click("#receipt").await?;
    visitor.wait_for("#kept").await?;
    visitor.look("receipt-of-three").await
}

pub(super) async fn sees_one(side: &Browser) -> Outcome {
    side.wait_for("#call[data-others=\"1\"]").await?;
    flow(side).await
}

#[tokio::test]
async fn a_colleague_is_put_out_and_the_call_goes_on() -> Outcome {
    needs!("a third put out of a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?, Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let third = driver.open(Window::Wide).await?;
    third.goto(&server.link("  dashboard ")?).await?;
    call.begin().await?;
    ask_all(&server, &call)?;
    third.goto(&call.staff_page).await?;
    for side in [&call.staff, &call.visitor, &third] {
        sees(side, 2).await?;
    }
    call.staff.click("#open-more").await?;
    call.staff.click("#people li:nth-child(2) button").await?;
    call.staff.click("#put-out").await?;
    third.wait_text("#state", "You were put out of this call").await?;
    for side in [&call.staff, &call.visitor] {
        sees_one(side).await?;
    }
    third.goto(&call.staff_page).await?;
    third.wait_text("#state", "You were put out of this call").await
}

#[tokio::test]
async fn a_running_call_is_handed_to_a_colleague_and_the_other_leaves() -> Outcome {
    needs!("a call handed over", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::crowd()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let third = driver.open(Window::Wide).await?;
    third.goto(&server.link("  dashboard ")?).await?;
    call.begin().await?;
    let Call { staff, visitor, .. } = &call;
    let before = visitor.text("#with-whom").await?;
    ask_all(&server, &call)?;
    third.goto(&call.staff_page).await?;
    for side in [staff, visitor, &third] {
        sees(side, 2).await?;
    }
    staff.click("#open-more").await?;
    staff.click("#people li:nth-child(2) button:nth-of-type(2)").await?;
    staff.wait_for("#ask-hand-over[open]").await?;
    staff.look("call-hand-over").await?;
    staff.click("#hand-over").await?;
    // Each has the other's page now, and the visitor reads who it is.
    third.wait_for("#call[data-side=professional]").await?;
    staff.wait_for("#call[data-side=visitor]").await?;
    visitor.wait_until(&format!("document.querySelector('#with-whom').textContent !== {before:?}")).await?;
    for side in [staff, visitor, &third] {
        sees(side, 2).await?;
    }
    staff.click("#hang-up").await?;
    staff.wait_for("#waiting").await?;
    for side in [visitor, &third] {
        sees_one(side).await?;
    }
    third.click("#hang-up").await?;
    third.click("#end-for-all").await?;
    third.wait_text("main", "Length of the call").await?;
    visitor.wait_for("#receipt").await
}
