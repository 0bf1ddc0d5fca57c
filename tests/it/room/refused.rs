//! What a page asks of the room and the log refuses, because it knows more than the room: nothing is done, the page is told why, and where there is no call any more everybody hears it.

use std::net::TcpStream;
use std::time::Duration;

use domain::VisitId;
use serde_json::{Value, json};
use store::vault::Sealing;
use tests::browser::Driver;
use tests::folder::Folder;
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::{Failure, Outcome, needs};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client};
use web::house::LogPlace;

use super::{admitted, people};
use crate::inside::{Inside, Person};

/// A page's end of the room, by hand.
struct Socket(WebSocket<TcpStream>);

impl Socket {
    fn join(house: &Inside, path: &str, cookies: &str) -> Outcome<Self> {
        let place = house.address.trim_start_matches("http://");
        let mut request = format!("ws://{place}{path}").into_client_request()?;
        request.headers_mut().insert("cookie", cookies.parse()?);
        let stream = TcpStream::connect(place)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let (socket, _) = client(request, stream).map_err(|error| Failure::new(error.to_string()))?;
        let mut socket = Self(socket);
        socket.say(&json!({ "join": { "instance": path } }))?;
        socket.hear("welcome")?;
        Ok(socket)
    }

    fn say(&mut self, what: &Value) -> Outcome {
        Ok(self.0.send(Message::text(what.to_string()))?)
    }

    /// The next message of this name; news by their own.
    fn hear(&mut self, name: &str) -> Outcome<Value> {
        loop {
            match self.0.read()? {
                Message::Text(text) => {
                    let said: Value = serde_json::from_str(&text)?;
                    for of in [&said, &said["news"]["what"]] {
                        if let Some(found) = of.get(name) {
                            return Ok(found.clone());
                        }
                    }
                }
                Message::Close(why) => return Err(Failure::new(format!("closed before {name}: {why:?}"))),
                _ => {}
            }
        }
    }
}

#[test]
fn what_the_log_refuses_the_room_does_not_do() -> Outcome {
    let folder = Folder::new("room-refused")?;
    let house = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    let mut visitor = Person::at(&house.address);
    let page = get(&format!("{}/nordlys", house.address), &[("accept", "text/html")])?.text();
    visitor.submit(&page, "/nordlys/arrive", &[("name", "Guro Fjeldstad"), ("consent", "yes")])?;
    let visit: VisitId = visitor.page.trim_start_matches("/v/").parse()?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let admit = format!("/nordlys/visits/{visit}/admit");
    berg.send(&admit, &admit, &[])?;
    let mut theirs = Socket::join(&house, &format!("/v/{visit}/room"), visitor.cookies())?;
    let mut own = Socket::join(&house, &format!("/nordlys/visits/{visit}/room"), berg.cookies())?;
    theirs.hear("joined")?;
    own.say(&json!({ "door": { "closed": true } }))?;
    assert_eq!(own.hear("door")?, json!({ "closed": true }));
    assert_eq!(house.told("visit.room-closed.v1")?.len(), 1, "recorded before it was done");
    // The call ends where this room hears nothing of it, as it would on another node.
    house.ends_elsewhere(visit)?;
    own.say(&json!({ "put-out": { "client": 1 } }))?;
    assert_eq!(own.hear("refused")?, json!({ "what": "put-out", "why": "visit-over" }));
    for socket in [&mut own, &mut theirs] {
        assert_eq!(socket.hear("ended")?, json!({ "by": "host" }));
    }
    assert!(house.told("visit.put-out.v1")?.is_empty());
    house.close();
    Ok(())
}

/// Keeps the sockets of a page, so that the room can be made to say something.
const SOCKETS: &str = "window.sockets = []; window.WebSocket = class extends WebSocket {
        constructor(...given) { super(...given); window.sockets.push(this); } };";

#[tokio::test]
async fn the_page_says_what_was_not_done_and_why() -> Outcome {
    needs!("what was not done in a call", Program::Anteroom, Program::Chromium, Program::ChromeDriver);
    let (driver, server) = (Driver::start()?.looking(true), Plan::demo().start()?);
    let call = admitted(&server, people(&driver, &server).await?).await?;
    let staff = &call.staff;
    staff.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SOCKETS })).await?;
    staff.goto(&call.staff_page).await?;
    staff.wait_until("window.sockets.length === 1").await?;
    staff.click("#open-more").await?;
    staff.wait_for("#close-room:enabled").await?;
    let refused = json!({ "news": { "seq": 900, "what": { "refused": { "what": "door", "why": "with-a-colleague" } } } });
    // The server never said it, and is not to hear that it was heard.
    let said = format!(
        "(window.sockets[0].send = () => undefined, window.sockets[0].onmessage({{ data: {} }}))",
        json!(refused.to_string())
    );
    staff.value(&said).await?;
    staff.wait_text("#not-done", "another member holds this call now").await?;
    staff.click("#close-more").await?;
    staff.look("call-not-done").await?;
    // And the page shows the door as it is.
    staff.wait_until("document.querySelector('#room-closed').hidden").await
}
