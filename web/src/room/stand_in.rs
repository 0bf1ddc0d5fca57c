//! Stand-ins for the tests of the hub: sockets made of queues, a book that takes facts, and the two people of a call.

use super::*;
use async_trait::async_trait;
use axum::extract::ws::Message;
use futures_util::{Sink, Stream};
use serde_json::{Value, json};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, UnboundedReceiver, UnboundedSender, channel, unbounded_channel};
use tokio::time::{Duration, timeout};

pub(super) const ROOM: RoomId = RoomId(Uuid::from_u128(7));
pub(super) const VISITOR: ParticipantId = ParticipantId(Uuid::from_u128(1));
pub(super) const PROFESSIONAL: ParticipantId = ParticipantId(Uuid::from_u128(2));

/// The server's end of a socket; it takes no more than `room` unread messages, like a socket with a full buffer.
struct Served {
    from_client: UnboundedReceiver<Message>,
    to_client: Sender<Message>,
    ready: Option<Pin<Box<dyn Future<Output = bool> + Send>>>,
}

impl Stream for Served {
    type Item = Result<Message, axum::Error>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.from_client.poll_recv(cx).map(|message| message.map(Ok))
    }
}

impl Sink<Message> for Served {
    type Error = axum::Error;
    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        let to_client = self.to_client.clone();
        let ready =
            self.ready.get_or_insert_with(|| Box::pin(async move { to_client.reserve().await.is_ok() }));
        let open = std::task::ready!(ready.as_mut().poll(cx));
        self.ready = None;
        Poll::Ready(if open { Ok(()) } else { Err(axum::Error::new("closed")) })
    }
    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), axum::Error> {
        self.to_client.try_send(message).map_err(axum::Error::new)
    }
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        Poll::Ready(Ok(()))
    }
    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        Poll::Ready(Ok(()))
    }
}

/// The browser's end. Dropping it is losing the socket.
pub(super) struct Client {
    to_server: UnboundedSender<Message>,
    from_server: Receiver<Message>,
}

impl Client {
    pub(super) fn say(&self, message: &Value) {
        self.to_server.send(Message::Text(message.to_string().into())).unwrap();
    }

    pub(super) fn join(&self, resume: Option<(&str, u64)>) {
        let mut join = json!({ "instance": "page" });
        if let Some((token, received)) = resume {
            join["resume"] = json!({ "token": token, "received": received });
        }
        self.say(&json!({ "join": join }));
    }

    /// Joins as a page that is on hold.
    pub(super) fn join_held(&self) {
        self.say(&json!({ "join": { "instance": "page", "held": true } }));
    }

    /// The next message; a close is `{"close": code}`.
    pub(super) async fn hear(&mut self) -> Value {
        match timeout(Duration::from_mins(5), self.from_server.recv()).await.expect("nothing came") {
            Some(Message::Text(text)) => serde_json::from_str(&text).unwrap(),
            Some(Message::Close(Some(frame))) => json!({ "close": frame.code }),
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn welcome(&mut self) -> Value {
        self.hear().await["welcome"].clone()
    }

    pub(super) async fn news(&mut self) -> Value {
        loop {
            let heard = self.hear().await;
            if heard.get("beat").is_none() {
                return heard["news"]["what"].clone();
            }
        }
    }
}

/// Writes facts down; refuses the first few when told to.
#[derive(Default)]
pub(super) struct Book {
    pub(super) facts: Mutex<Vec<Fact>>,
    pub(super) refuse: AtomicU32,
    pub(super) attempts: AtomicU32,
    /// What the rules say to everything from now on, but for leaving.
    pub(super) forbidden: Mutex<Option<Refused>>,
}

#[async_trait]
impl RoomFacts for Book {
    async fn happened(&self, fact: &Fact) -> Result<Verdict, NotRecorded> {
        self.attempts.fetch_add(1, Ordering::SeqCst);
        if self.refuse.load(Ordering::SeqCst) > 0 {
            self.refuse.fetch_sub(1, Ordering::SeqCst);
            return Err(NotRecorded);
        }
        let forbidden = self.forbidden.lock().unwrap().filter(|_| !matches!(fact.what, What::Left(_)));
        if let Some(refused) = forbidden {
            return Ok(Verdict::Refused(refused));
        }
        self.facts.lock().unwrap().push(fact.clone());
        Ok(Verdict::Stands)
    }
}

pub(super) struct World {
    pub(super) hub: Hub,
    pub(super) book: Arc<Book>,
    /// Which ways whoever enters from now on may take.
    pub(super) ways: Ways,
    /// How the room stands when it is made.
    pub(super) standing: Standing,
}

impl World {
    pub(super) fn new(limits: Limits) -> Self {
        let (book, count) = (Arc::new(Book::default()), AtomicU64::new(1));
        let random: Randomness = Arc::new(move |bytes: &mut [u8]| {
            let number = count.fetch_add(1, Ordering::SeqCst).to_be_bytes();
            bytes.iter_mut().zip(number.iter().cycle()).for_each(|(byte, part)| *byte = *part);
        });
        Self {
            hub: Hub::new(limits, random, book.clone()),
            book,
            ways: Ways::Any,
            standing: Standing::default(),
        }
    }

    pub(super) fn socket_with(&self, who: ParticipantId, side: Side, unread: usize) -> Client {
        let (to_server, from_client) = unbounded_channel();
        let (to_client, from_server) = channel(unread);
        let (ways, standing) = (self.ways, self.standing.clone());
        let (hub, socket) = (self.hub.clone(), Served { from_client, to_client, ready: None });
        tokio::spawn(async move { hub.attach(socket, ROOM, who, side, ways, standing).await });
        Client { to_server, from_server }
    }

    pub(super) fn socket(&self, who: ParticipantId) -> Client {
        self.socket_with(who, if who == PROFESSIONAL { Side::Professional } else { Side::Visitor }, 1024)
    }

    pub(super) async fn enter(&self, who: ParticipantId) -> (Client, Value) {
        let mut client = self.socket(who);
        client.join(None);
        let welcome = client.welcome().await;
        (client, welcome)
    }

    /// Both in the room, the visitor first and so the older.
    pub(super) async fn both(&self) -> (Client, Value, Client, Value) {
        let (mut visitor, first) = self.enter(VISITOR).await;
        let (professional, second) = self.enter(PROFESSIONAL).await;
        assert!(visitor.news().await.get("joined").is_some());
        (visitor, first, professional, second)
    }

    pub(super) async fn told(&self) -> Vec<What> {
        tokio::time::sleep(Duration::from_millis(1)).await;
        self.book.facts.lock().unwrap().iter().map(|fact| fact.what).collect()
    }
}
