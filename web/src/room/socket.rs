//! One WebSocket of one client: reads, writes and beats in time. What messages mean is decided by the room's state.

use super::close::Close;
use super::hub::{Hub, Room};
use super::message::{By, ClientMessage, INSTANCE, Join, News, ServerMessage, Welcome};
use super::seat::Line;
use super::state::{Entered, Next, Refused};
use super::{Limits, ParticipantId, RoomId, Side, Standing, Ways};
use axum::extract::ws::{Message, WebSocketUpgrade};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The largest frame, and message, in bytes.
const FRAME: usize = 64 * 1024;

/// Buffers and limits of a signalling socket: 9 KiB a connection instead of axum's usual 136.
pub fn configure(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade.read_buffer_size(4096).write_buffer_size(0).max_frame_size(FRAME).max_message_size(FRAME)
}

/// After this long a pass for the relay is renewed: well before its hour is over.
const RENEW: Duration = Duration::from_mins(30);

/// In this time as many messages are heard as may come at once.
const PACE: Duration = Duration::from_secs(10);

/// What the hub needs of a socket: axum's `WebSocket`, or a stand-in for it in tests.
pub trait Socket:
    Stream<Item = Result<Message, axum::Error>> + Sink<Message, Error = axum::Error> + Send
{
}
impl<S> Socket for S where
    S: Stream<Item = Result<Message, axum::Error>> + Sink<Message, Error = axum::Error> + Send
{
}

/// Ends a half of the socket: with a reason that is still to be said, or because the socket is gone.
enum Over {
    Say(Close),
    Gone,
}

pub(super) async fn serve<S: Socket>(
    hub: &Hub,
    socket: S,
    place: (RoomId, Standing),
    who: (ParticipantId, Side),
    ways: Ways,
) {
    let limits = hub.limits();
    let (mut write, mut read) = socket.split();
    let first = match timeout(limits.join_within, hear(&mut read)).await {
        Ok(Ok(ClientMessage::Join(join))) if join.instance.len() <= INSTANCE => Ok(join),
        Ok(Ok(_)) => Err(Over::Say(Close::Protocol)),
        Ok(Err(over)) => Err(over),
        Err(_) => Err(Over::Say(Close::Late)),
    };
    let line = Arc::new(Line::default());
    let entered = match first {
        Ok(join) if !hub.closing() => enter(hub, &place, who, ways, &join, &line),
        Ok(_) => Err(Refused::Close(Close::Restarting)),
        Err(Over::Say(why)) => Err(Refused::Close(why)),
        Err(Over::Gone) => return,
    };
    let (room, entered) = match entered {
        Ok(entered) => entered,
        Err(Refused::Over(by)) => return say_ended(&mut write, by, limits).await,
        Err(Refused::Close(why)) => {
            return say(&mut write, Message::Close(Some(why.frame())), limits).await.unwrap_or(());
        }
        Err(Refused::Forgotten) => return,
    };
    let client = entered.client;
    let _leaving = Leaving { room: Arc::clone(&room), client, line: Arc::clone(&line) };
    let reading = read_on(&mut read, &room, client, &line, limits);
    let mut writing = pin!(write_on(&mut write, hub, &room, entered, &line));
    let over = tokio::select! {
        over = reading => over,
        () = &mut writing => Over::Gone,
    };
    if let Over::Say(why) = over {
        line.close(why);
        writing.await;
    }
}

/// Gives the seat its grace when the socket is over, also when its task was dropped in the middle.
struct Leaving {
    room: Arc<Room>,
    client: u32,
    line: Arc<Line>,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.room.change(|state| state.lose(self.client, &self.line, Instant::now()));
    }
}

fn enter(
    hub: &Hub,
    (id, standing): &(RoomId, Standing),
    who: (ParticipantId, Side),
    ways: Ways,
    join: &Join,
    line: &Arc<Line>,
) -> Result<(Arc<Room>, Entered), Refused> {
    let token = hub.random().simple().to_string();
    loop {
        let room = hub.room(*id, standing);
        let attempt =
            room.change(|state| state.enter(who, ways, join.clone(), token.clone(), line, Instant::now()));
        match attempt {
            Ok(entered) => return Ok((room, entered)),
            // Its keeper takes it out of the hub at this moment; the next look finds a new one.
            Err(Refused::Forgotten) => {}
            Err(refused) => return Err(refused),
        }
    }
}

pub(super) async fn tell_ended<S: Socket>(socket: S, by: By, limits: &Limits) {
    let (mut write, _read) = socket.split();
    say_ended(&mut write, by, limits).await;
}

pub(super) async fn tell_waits<S: Socket>(socket: S, limits: &Limits) {
    let (mut write, _read) = socket.split();
    say(&mut write, Message::Close(Some(Close::Waits.frame())), limits).await.unwrap_or(());
}

async fn say_ended(write: &mut (impl Sink<Message> + Unpin), by: By, limits: &Limits) {
    let text = ServerMessage::News { seq: 1, what: &News::Ended { by } }.text();
    if say(write, Message::Text(text), limits).await.is_ok() {
        say(write, Message::Close(Some(Close::Ended.frame())), limits).await.unwrap_or(());
    }
}

async fn read_on(
    read: &mut (impl Stream<Item = Result<Message, axum::Error>> + Unpin),
    room: &Room,
    client: u32,
    line: &Arc<Line>,
    limits: &Limits,
) -> Over {
    // Who says much waits and is not thrown out: a page that comes back repeats all at once what was not heard.
    let (each, mut busy) = (PACE / limits.at_once.max(1), Instant::now());
    loop {
        let said = match timeout(limits.silence, hear(read)).await {
            Ok(Ok(said)) => said,
            Ok(Err(over)) => return over,
            Err(_) => return Over::Say(Close::Silent),
        };
        if let Err(why) = room.change(|state| state.hear(client, line, said, Instant::now())) {
            return Over::Say(why);
        }
        let now = Instant::now();
        busy = busy.max(now) + each;
        let ahead = (busy + each).duration_since(now).saturating_sub(PACE);
        if !ahead.is_zero() {
            sleep(ahead).await;
        }
        // Those it was said to write it now, so that much at once does not make them look slow.
        yield_now().await;
    }
}

async fn write_on(
    write: &mut (impl Sink<Message> + Unpin),
    hub: &Hub,
    room: &Room,
    entered: Entered,
    line: &Arc<Line>,
) {
    let limits = hub.limits();
    let Entered { client, token, resumed, received, relay_only, closed, hold, out, others, lost } = entered;
    let (heartbeat, grace) = (limits.heartbeat.as_secs(), limits.grace.as_secs());
    // Drawn for this socket, so that the relay cannot tell whose call it carries.
    let subject = hub.random();
    let ice_servers = hub.pass(subject);
    let mut renew = (!ice_servers.is_empty()).then(|| Instant::now() + RENEW);
    let welcome = Welcome {
        client,
        token: &token,
        resumed,
        received,
        heartbeat,
        grace,
        ice_servers,
        relay_only,
        closed,
        hold,
        out,
        others,
        lost,
    };
    let mut message = Message::Text(ServerMessage::Welcome(welcome).text());
    let mut beat = Instant::now() + limits.heartbeat;
    loop {
        let closes = matches!(message, Message::Close(_));
        if say(write, message, limits).await.is_err() || closes {
            return;
        }
        message = loop {
            match room.look(|state| state.next(client, line)) {
                Next::Write(text) => break Message::Text(text),
                Next::Close(why) => break Message::Close(Some(why.frame())),
                Next::Wait => {}
            }
            tokio::select! {
                () = line.woken() => {}
                () = sleep_until(renew.unwrap_or(beat)), if renew.is_some() => {
                    renew = Some(Instant::now() + RENEW);
                    break Message::Text(ServerMessage::Relay { ice_servers: hub.pass(subject) }.text());
                }
                () = sleep_until(beat) => {
                    beat = Instant::now() + limits.heartbeat;
                    let received = room.look(|state| state.received(client));
                    break Message::Text(ServerMessage::Beat { received }.text());
                }
            }
        };
    }
}

/// The next message; pings are answered by axum itself.
async fn hear(
    read: &mut (impl Stream<Item = Result<Message, axum::Error>> + Unpin),
) -> Result<ClientMessage, Over> {
    loop {
        match read.next().await {
            Some(Ok(Message::Text(text))) => {
                return serde_json::from_str(&text).map_err(|_| Over::Say(Close::Protocol));
            }
            Some(Ok(Message::Binary(_))) => return Err(Over::Say(Close::Protocol)),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Over::Gone),
        }
    }
}

/// Writes one message, within the time a socket has for it.
async fn say(write: &mut (impl Sink<Message> + Unpin), message: Message, limits: &Limits) -> Result<(), ()> {
    match timeout(limits.write_within, write.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(()),
    }
}
