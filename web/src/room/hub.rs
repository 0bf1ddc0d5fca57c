//! All rooms of this process: makes them when someone joins, keeps their clocks, records their facts, forgets them.

use super::facts::RoomFacts;
use super::message::By;
use super::state::{State, Turn};
use super::{Limits, ParticipantId, RoomId, Side, Standing, Ways, socket};
use crate::relay::{IceServer, LONGEST, Relay};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;
use uuid::{Builder, Uuid};

/// Fills bytes with randomness; passed in from the edge.
pub type Randomness = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The rooms of this process. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Shared>);

struct Shared {
    limits: Limits,
    random: Randomness,
    facts: Arc<dyn RoomFacts>,
    relay: OnceLock<Arc<dyn Relay>>,
    rooms: Mutex<HashMap<RoomId, Arc<Room>>>,
    closing: AtomicBool,
}

/// One room: its state behind a lock that is never held across an await, and the bell of its keeper.
pub(super) struct Room {
    state: Mutex<State>,
    bell: Notify,
    all_recorded: watch::Sender<bool>,
}

impl Room {
    /// Changes the state, then wakes the keeper.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let done = change(&mut lock(&self.state));
        self.bell.notify_one();
        done
    }

    /// Looks at the state, or takes the next thing to write from it, without waking the keeper.
    pub(super) fn look<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut lock(&self.state))
    }
}

impl Hub {
    /// A hub without rooms. Facts go to `facts` for as long as the process runs.
    pub fn new(limits: Limits, random: Randomness, facts: Arc<dyn RoomFacts>) -> Self {
        let rooms = Mutex::new(HashMap::new());
        let (relay, closing) = (OnceLock::new(), AtomicBool::new(false));
        Self(Arc::new(Shared { limits, random, facts, relay, rooms, closing }))
    }

    /// From now on whoever enters gets a pass for this relay. There is one; another is not taken.
    pub fn relays_through(&self, relay: Arc<dyn Relay>) {
        self.0.relay.get_or_init(|| relay);
    }

    /// A pass for this subject, if there is a relay.
    pub(super) fn pass(&self, subject: Uuid) -> Vec<IceServer> {
        self.0.relay.get().map(|relay| relay.pass(subject, LONGEST)).into_iter().collect()
    }

    /// Serves one socket of a participant who is already authorised, until it closes. The standing is that of a room
    /// which this socket is the first to enter; one that is there already knows better.
    pub async fn attach<S: socket::Socket>(
        &self,
        socket: S,
        room: RoomId,
        participant: ParticipantId,
        side: Side,
        ways: Ways,
        standing: Standing,
    ) {
        socket::serve(self, socket, (room, standing), (participant, side), ways).await;
    }

    /// Tells a socket that the call is over and closes it: for one that comes after the room was forgotten, so that
    /// a browser which was away does not knock for ever.
    pub async fn tell_ended<S: socket::Socket>(&self, socket: S, by: By) {
        socket::tell_ended(socket, by, &self.0.limits).await;
    }

    /// Closes a socket because its visitor waits again, so that the page leads back.
    pub async fn tell_waits<S: socket::Socket>(&self, socket: S) {
        socket::tell_waits(socket, &self.0.limits).await;
    }

    /// Ends the call for all. False, and no fact, when nobody is in the room or it had ended.
    pub fn end(&self, room: RoomId) -> bool {
        let found = lock(&self.0.rooms).get(&room).cloned();
        found.is_some_and(|room| room.change(|state| state.end(By::Host, Instant::now())))
    }

    /// Who is in the room; a lost socket counts until its grace is over.
    pub fn present(&self, room: RoomId) -> Vec<ParticipantId> {
        let found = lock(&self.0.rooms).get(&room).cloned();
        found.map(|room| room.look(|state| state.present())).unwrap_or_default()
    }

    /// Who has this number in the room.
    pub fn participant(&self, room: RoomId, client: u32) -> Option<ParticipantId> {
        let found = lock(&self.0.rooms).get(&room).cloned();
        found.and_then(|room| room.look(|state| state.participant(client)))
    }

    /// The call is handed over within the room.
    pub fn hand_over(&self, room: RoomId, from: ParticipantId, to: ParticipantId) {
        let found = lock(&self.0.rooms).get(&room).cloned();
        if let Some(room) = found {
            room.change(|state| state.hand_over(from, to));
        }
    }

    /// The visitor was given on before anybody spoke with them, and waits again.
    pub fn give_on(&self, room: RoomId) {
        let found = lock(&self.0.rooms).get(&room).cloned();
        if let Some(room) = found {
            room.change(|state| state.give_on(Instant::now()));
        }
    }

    /// Something changed among the guests who are not in the room: its professionals are told to look again.
    pub fn guests_changed(&self, room: RoomId) {
        let found = lock(&self.0.rooms).get(&room).cloned();
        if let Some(room) = found {
            room.change(|state| state.guests_changed(Instant::now()));
        }
    }

    /// This participant may be in no room any more: those they hold as a professional end, the others go on without them. It makes no difference whether their connection was lost.
    pub fn dismiss(&self, participant: ParticipantId) {
        let rooms: Vec<_> = lock(&self.0.rooms).values().cloned().collect();
        for room in rooms {
            // Looking comes first, so that the keepers of all other rooms are not woken.
            if room.look(|state| state.concerns(participant)) {
                room.change(|state| state.dismiss(participant, Instant::now()));
            }
        }
    }

    /// How many rooms are held in memory.
    pub fn rooms(&self) -> usize {
        lock(&self.0.rooms).len()
    }

    /// Before the process stops: closes all sockets with "restarting", and returns when every fact is recorded.
    pub async fn close(&self) {
        self.0.closing.store(true, Ordering::Release);
        let rooms: Vec<_> = lock(&self.0.rooms).values().cloned().collect();
        for room in &rooms {
            room.look(|state| state.close_sockets());
        }
        for room in &rooms {
            // An error means that the keeper is gone, and it goes only when all is recorded.
            if room.all_recorded.subscribe().wait_for(|all| *all).await.is_err() {
                tracing::debug!("the room was forgotten meanwhile");
            }
        }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(super) fn closing(&self) -> bool {
        self.0.closing.load(Ordering::Acquire)
    }

    pub(super) fn random(&self) -> Uuid {
        let mut bytes = [0; 16];
        (self.0.random)(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// The room, made if it is not there.
    pub(super) fn room(&self, id: RoomId, standing: &Standing) -> Arc<Room> {
        let run = self.random();
        let mut rooms = lock(&self.0.rooms);
        let room = rooms.entry(id).or_insert_with(|| {
            let state = Mutex::new(State::new(id, run, self.0.limits, standing));
            let room = Arc::new(Room { state, bell: Notify::new(), all_recorded: watch::Sender::new(true) });
            tokio::spawn(keep(Arc::clone(&self.0), id, Arc::clone(&room)));
            room
        });
        Arc::clone(room)
    }
}

/// Keeps one room: records its facts one by one, gives up lost seats in time, forgets the room when it is empty.
async fn keep(shared: Arc<Shared>, id: RoomId, room: Arc<Room>) {
    // The first to enter rings; until then the room is empty and would be forgotten at once.
    room.bell.notified().await;
    loop {
        let turn = room.look(|state| state.turn(Instant::now()));
        match turn {
            Turn::Record(fact) => {
                room.all_recorded.send_replace(false);
                let mut pause = FIRST_PAUSE;
                let verdict = loop {
                    match shared.facts.happened(&fact).await {
                        Ok(verdict) => break verdict,
                        Err(error) => {
                            tracing::warn!(fact = %fact.id, %error, "trying again");
                            tokio::time::sleep(pause).await;
                            pause = (pause * 2).min(LONGEST_PAUSE);
                        }
                    }
                };
                let all = room.look(|state| {
                    state.settled(&fact, verdict, Instant::now());
                    state.all_recorded()
                });
                room.all_recorded.send_replace(all);
            }
            Turn::WaitUntil(None) => room.bell.notified().await,
            Turn::WaitUntil(Some(due)) => {
                // Either is a reason to look again.
                tokio::select! { () = room.bell.notified() => {}, () = tokio::time::sleep_until(due) => {} }
            }
            Turn::Forget => {
                let mut rooms = lock(&shared.rooms);
                if room.look(|state| state.forget(Instant::now())) {
                    rooms.remove(&id);
                    return;
                }
            }
        }
    }
}

/// A panic while the lock was held cannot leave a half-made change that matters: the worst is a lost socket.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
