//! Many rooms at once, over real sockets to the real binary: what a connection that says nothing costs, how fast a message passes, and that nothing is left behind.
//!
//! In the ordinary run there are a few rooms, and it is about what has to hold. `ANTEROOM_ROOMS=2500` is the measurement of docs/bench.md: 5,000 connections.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tests::http::{get, post_form};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use uuid::Uuid;

use crate::retention::turn;
use crate::routes::{session, visitor_from};

/// Rooms in the ordinary run.
const FEW: usize = 20;

/// So many arrivals are taken at one organisation in ten minutes; then the demo's clock is turned.
const AT_ONCE: usize = 550;

/// Rooms in signalling at once, in the measurement.
const TALKING: usize = 1_000;

/// Messages that each of them sends.
const EACH: usize = 5;

/// What an idle connection may cost, in bytes: the goal.
const GOAL: u64 = 12 * 1024;

fn rooms() -> usize {
    std::env::var("ANTEROOM_ROOMS").ok().and_then(|rooms| rooms.parse().ok()).unwrap_or(FEW)
}

/// A visit that was let in: its id and the visitor's cookie.
struct Visit {
    id: String,
    cookie: String,
}

/// So many visitors arrive and are let in. The session of whoever did it, on the day on which the clock stands in the end.
fn admitted(server: &Server, many: usize) -> Outcome<(Vec<Visit>, String)> {
    let (mut visits, mut at) = (Vec::with_capacity(many), String::new());
    let mut member = session(&server.link("colleague's dashboard")?)?;
    for number in 0..many {
        if number > 0 && number % AT_ONCE == 0 {
            turn(server, 1)?;
            member = session(&server.link("colleague's dashboard")?)?;
        }
        let (id, arrived) = visitor_from(server, "nordlys", &format!("10.0.{}.1", number / 50))?;
        let headers = [("cookie", member.as_str()), ("accept", "text/html")];
        let admit = format!("{}/nordlys/visits/{id}/admit", server.address());
        let command = Uuid::from_u128(number as u128 + 1).to_string();
        let admitted = post_form(&admit, &headers, &[("command", &command)])?;
        assert_eq!(admitted.status, 303, "{}", admitted.text());
        let to = admitted.header("location").unwrap_or_default();
        to.rsplit("at=").next().unwrap_or_default().clone_into(&mut at);
        visits.push(Visit { id, cookie: arrived.cookies() });
    }
    // Its page waits until the read models have come so far.
    if let Some(last) = visits.last() {
        let page = format!("{}/v/{}?at={at}", server.address(), last.id);
        assert_eq!(get(&page, &[("cookie", &last.cookie)])?.status, 200);
    }
    Ok((visits, member))
}

/// What a seat is told to do.
enum Order {
    Signal,
    Leave,
}

/// One connection, and the task that answers for it.
struct Seat {
    orders: mpsc::UnboundedSender<Order>,
    task: JoinHandle<Outcome>,
}

/// What the task of a seat knows.
struct Client {
    socket: WebSocketStream<TcpStream>,
    other: Option<u64>,
    last: u64,
    sent: u64,
    began: Instant,
    /// Whoever is told that the other one is there, and how long messages took.
    met: mpsc::UnboundedSender<()>,
    took: mpsc::UnboundedSender<Duration>,
}

impl Client {
    async fn say(&mut self, what: Value) -> Outcome {
        Ok(self.socket.send(Message::text(what.to_string())).await?)
    }

    async fn next(&mut self) -> Outcome<Value> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text)?),
                Some(Ok(Message::Close(why))) => return Err(Failure::new(format!("closed: {why:?}"))),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error.into()),
                None => return Err(Failure::new("the socket is gone")),
            }
        }
    }

    fn meets(&mut self, other: &Value) -> Outcome {
        if let Some(client) = other["client"].as_u64() {
            self.other = Some(client);
            self.met.send(())?;
        }
        Ok(())
    }

    async fn hear(&mut self, said: Value) -> Outcome {
        if let Some(news) = said.get("news") {
            self.last = news["seq"].as_u64().unwrap_or(self.last);
            if let Some(joined) = news["what"].get("joined") {
                self.meets(joined)?;
            }
            if let Some(micros) = news["what"]["signal"]["data"]["at"].as_u64() {
                let now = self.began.elapsed();
                self.took.send(now.saturating_sub(Duration::from_micros(micros)))?;
                if self.last.is_multiple_of(32) {
                    self.say(json!({ "ack": { "seq": self.last } })).await?;
                }
            }
        } else if said.get("beat").is_some() {
            self.say(json!({ "ack": { "seq": self.last } })).await?;
        }
        Ok(())
    }

    /// Answers until it is told to leave.
    async fn sit(mut self, mut orders: mpsc::UnboundedReceiver<Order>) -> Outcome {
        loop {
            tokio::select! {
                said = self.next() => { let said = said?; self.hear(said).await?; }
                order = orders.recv() => match order {
                    Some(Order::Signal) => {
                        self.sent += 1;
                        let at = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
                        let to = self.other.ok_or_else(|| Failure::new("nobody else is there"))?;
                        self.say(json!({ "signal": { "n": self.sent, "to": to, "data": { "at": at } } })).await?;
                    }
                    Some(Order::Leave) | None => {
                        self.say(json!({ "leave": {} })).await?;
                        self.socket.close(None).await?;
                        return Ok(());
                    }
                }
            }
        }
    }
}

/// Where the news of all seats comes together.
struct Hall {
    began: Instant,
    met: mpsc::UnboundedSender<()>,
    took: mpsc::UnboundedSender<Duration>,
}

impl Hall {
    async fn seat(&self, port: u16, path: &str, cookie: &str, instance: String) -> Outcome<Seat> {
        let mut request = format!("ws://127.0.0.1:{port}{path}").into_client_request()?;
        request.headers_mut().insert("cookie", cookie.parse()?);
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let (socket, _) = tokio_tungstenite::client_async(request, stream).await?;
        let (met, took) = (self.met.clone(), self.took.clone());
        let mut client = Client { socket, other: None, last: 0, sent: 0, began: self.began, met, took };
        client.say(json!({ "join": { "instance": instance } })).await?;
        let welcome = client.next().await?;
        let others = welcome["welcome"]["others"].as_array().cloned();
        for other in others.ok_or_else(|| Failure::new(format!("no welcome: {welcome}")))? {
            client.meets(&other)?;
        }
        let (orders, taken) = mpsc::unbounded_channel();
        Ok(Seat { orders, task: tokio::spawn(client.sit(taken)) })
    }
}

/// The resident memory of a process, in bytes.
fn memory(id: u32) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.map(|kib| kib * 1024).ok_or_else(|| Failure::new(status))
}

/// How many files and sockets a process has open.
fn open_files(id: u32) -> Outcome<usize> {
    Ok(std::fs::read_dir(format!("/proc/{id}/fd"))?.count())
}

/// A figure of `/metrics`.
fn figure(server: &Server, name: &str) -> Outcome<u64> {
    let told = get(&format!("{}/metrics", server.address()), &[])?.text();
    let line = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.and_then(|line| line.parse().ok()).ok_or_else(|| Failure::new(format!("no {name} in {told}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn many_idle_rooms_cost_little_pass_messages_at_once_and_leave_nothing_behind() -> Outcome {
    needs!("many idle rooms", Program::Anteroom);
    let (server, rooms) = (Plan::demo().start()?, rooms());
    let (visits, member) = admitted(&server, rooms)?;
    let (files, before) = (open_files(server.id())?, memory(server.id())?);
    let recorded = figure(&server, "anteroom_log_position")?;
    let (met, mut meetings) = mpsc::unbounded_channel();
    let (took, mut times) = mpsc::unbounded_channel();
    let hall = Arc::new(Hall { began: Instant::now(), met, took });

    // Sixty-four rooms fill at the same time.
    let (gate, mut filling) = (Arc::new(Semaphore::new(64)), Vec::new());
    for (number, visit) in visits.into_iter().enumerate() {
        let (hall, gate, member, port) = (hall.clone(), gate.clone(), member.clone(), server.port());
        filling.push(tokio::spawn(async move {
            let _turn = gate.acquire().await?;
            let own = format!("/v/{}/room", visit.id);
            let theirs = format!("/nordlys/visits/{}/room", visit.id);
            let visitor = hall.seat(port, &own, &visit.cookie, format!("v{number}")).await?;
            let member = hall.seat(port, &theirs, &member, format!("m{number}")).await?;
            Ok::<_, Failure>((visitor, member))
        }));
    }
    let mut seats = Vec::with_capacity(rooms);
    for room in filling {
        seats.push(room.await??);
    }
    for _ in 0..2 * rooms {
        meetings.recv().await.ok_or_else(|| Failure::new("somebody is alone"))?;
    }
    // That a call began, and who came: each room is told of three times.
    let expected = recorded + 3 * rooms as u64;
    wait::until("every room to be recorded", Duration::from_mins(5), || {
        Ok((figure(&server, "anteroom_log_position")? >= expected).then_some(()))
    })?;
    assert_eq!(figure(&server, "anteroom_rooms")?, rooms as u64);
    let connections = 2 * rooms as u64;
    let each = memory(server.id())?.saturating_sub(before) / connections;

    // A message a millisecond, from room to room.
    let talking = rooms.min(TALKING);
    let mut pace = tokio::time::interval(Duration::from_millis(1));
    for _ in 0..EACH {
        for (visitor, _) in &seats[..talking] {
            pace.tick().await;
            visitor.orders.send(Order::Signal).map_err(|_| Failure::new("a seat is gone"))?;
        }
    }
    let mut latencies = Vec::new();
    while latencies.len() < talking * EACH {
        let next = tokio::time::timeout(wait::DEADLINE, times.recv()).await?;
        latencies.push(next.ok_or_else(|| Failure::new("a message is lost"))?);
    }
    latencies.sort_unstable();
    let at = |permille: usize| latencies[(latencies.len() - 1) * permille / 1000].as_micros();
    let (p50, p99) = (at(500), at(990));

    for (visitor, professional) in &seats {
        for seat in [visitor, professional] {
            seat.orders.send(Order::Leave).map_err(|_| Failure::new("a seat is gone"))?;
        }
    }
    for (visitor, professional) in seats {
        visitor.task.await??;
        professional.task.await??;
    }
    assert!(times.try_recv().is_err(), "a message came twice");
    wait::until("the rooms to be gone", Duration::from_mins(5), || {
        let gone = figure(&server, "anteroom_rooms")? == 0;
        Ok((gone && open_files(server.id())? <= files + 8).then_some(()))
    })?;
    println!(
        "{connections} idle connections: {each} bytes each; {} messages in {talking} rooms: p50 {p50} µs, p99 {p99} µs; afterwards {} KiB more than before, and no room",
        latencies.len(),
        memory(server.id())?.saturating_sub(before) / 1024
    );
    if connections >= 1_000 {
        assert!(each < GOAL, "{each} bytes for each of {connections} connections");
    }
    Ok(())
}
