//! The rules of one room: a state that is told the time and does no I/O, so that it can sit behind a plain lock.

mod keeping;
mod telling;

use super::close::Close;
use super::facts::{Fact, Verdict, What};
use super::message::{By, ClientMessage, Connection, Gone, Join, News, Other, Out};
use super::seat::{Line, Presence, Seat};
use super::{Limits, ParticipantId, RoomId, Side, Standing, Ways, relayed};
use axum::extract::ws::Utf8Bytes;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use tokio::time::Instant;
use uuid::Uuid;

/// Facts that may wait to be recorded before newcomers are asked to come back later.
const WAITING_FACTS: usize = 64;

pub(super) struct State {
    room: RoomId,
    /// Random, once for each life of the room: fact ids are made of it.
    run: Uuid,
    limits: Limits,
    /// Once somebody entered for the relay alone, nobody is told an address any more.
    relay_only: bool,
    /// Each in a box: a node of the map has room for eleven, and most calls have two.
    seats: BTreeMap<u32, Box<Seat>>,
    /// Nobody new is taken in.
    closed: bool,
    /// Whether everybody is on hold, once a professional said something of it. No fact: with the room it is forgotten.
    hold: Option<bool>,
    /// Since when a page that came on hold waits for a professional to say so again, in a room where none has said anything.
    unsaid: Option<Instant>,
    /// Who holds the call, once it was handed over in this room.
    holder: Option<ParticipantId>,
    /// Who has been in and did not say goodbye: a closed room takes them back.
    known: BTreeSet<ParticipantId>,
    out: BTreeMap<ParticipantId, Out>,
    /// Everybody who was in: the number of their first place, and their part.
    people: BTreeMap<ParticipantId, (u32, Side)>,
    last_client: u32,
    /// Whose place was given up and who did not say goodbye: the number of their last, and the page that had it. What runs between the pages may go on under it.
    lost: BTreeMap<ParticipantId, (u32, String)>,
    /// Those of whom `Joined` was told, and `Left` not yet.
    present: BTreeSet<ParticipantId>,
    connected: BTreeSet<[ParticipantId; 2]>,
    facts: VecDeque<Fact>,
    told: u32,
    ended: Option<(By, Instant)>,
    /// Taken out of the hub; whoever still holds it looks the room up again.
    forgotten: bool,
}

/// What a socket that said `join` gets.
pub(super) struct Entered {
    pub(super) client: u32,
    pub(super) token: String,
    pub(super) resumed: bool,
    pub(super) received: u64,
    pub(super) relay_only: bool,
    pub(super) closed: bool,
    pub(super) hold: Option<bool>,
    pub(super) out: Vec<Out>,
    pub(super) others: Vec<Other>,
    pub(super) lost: Vec<Other>,
}

/// Why a socket did not get in.
pub(super) enum Refused {
    Close(Close),
    Over(By),
    Forgotten,
}

/// What the socket does next.
pub(super) enum Next {
    Write(Utf8Bytes),
    Close(Close),
    Wait,
}

/// What the keeper of the room does next.
pub(super) enum Turn {
    Record(Fact),
    WaitUntil(Option<Instant>),
    Forget,
}

impl State {
    pub(super) fn new(room: RoomId, run: Uuid, limits: Limits, standing: &Standing) -> Self {
        // The numbers under which they were known are gone with the room of before.
        let out = (1..).zip(&standing.out).map(|(client, (who, side))| (*who, Out { client, side: *side }));
        let out: BTreeMap<_, _> = out.collect();
        Self {
            room,
            run,
            limits,
            relay_only: false,
            seats: BTreeMap::new(),
            people: BTreeMap::new(),
            lost: BTreeMap::new(),
            closed: standing.closed,
            hold: None,
            unsaid: None,
            holder: None,
            known: standing.known.iter().copied().collect(),
            last_client: out.values().map(|out| out.client).max().unwrap_or_default(),
            out,
            present: BTreeSet::new(),
            connected: BTreeSet::new(),
            facts: VecDeque::new(),
            told: 0,
            ended: None,
            forgotten: false,
        }
    }

    pub(super) fn enter(
        &mut self,
        (participant, side): (ParticipantId, Side),
        ways: Ways,
        join: Join,
        token: String,
        line: &Arc<Line>,
        now: Instant,
    ) -> Result<Entered, Refused> {
        if self.forgotten {
            return Err(Refused::Forgotten);
        }
        if let Some((by, _)) = self.ended {
            return Err(Refused::Over(by));
        }
        if self.another_part(participant, side) {
            return Err(Refused::Close(Close::NewPart));
        }
        self.relay_only |= ways == Ways::Relay;
        if let Some(entered) = self.resume(participant, &join, line, now) {
            return Ok(entered);
        }
        self.admits(participant, side).map_err(Refused::Close)?;
        let others: BTreeSet<_> =
            self.seats.values().map(|s| s.participant).filter(|p| *p != participant).collect();
        if others.len() >= self.limits.participants {
            return Err(Refused::Close(Close::Full));
        }
        if self.facts.len() >= WAITING_FACTS {
            return Err(Refused::Close(Close::Busy));
        }
        let old: Vec<u32> = self.seats_of(participant);
        for client in old {
            self.remove(client, Close::Replaced, Gone::Replaced, now);
        }
        self.last_client += 1;
        let client = self.last_client;
        let (person, part) = self.people.entry(participant).or_insert((client, side));
        *part = side;
        let person = *person;
        if self.hold.is_none() {
            self.await_holder(side, join.held, now);
        }
        let who = (participant, side, person);
        let seat = Seat::new(who, join.instance, token.clone(), Arc::clone(line));
        // Those who were there before make the first offer to the newcomer, and never the other way round.
        let joined = News::Joined(seat.other(client, true));
        let others = self.seats.iter().map(|(c, s)| s.other(*c, false)).collect();
        self.tell_others(client, &joined, now);
        self.seats.insert(client, Box::new(seat));
        self.known.insert(participant);
        self.lost.remove(&participant);
        if self.present.insert(participant) {
            self.fact(What::Joined(participant), now);
        }
        let (relay_only, closed, hold) = (self.relay_only, self.closed, self.hold);
        let out = self.out_for(side);
        let lost = self.lost_ones();
        Ok(Entered {
            client,
            token,
            resumed: false,
            received: 0,
            relay_only,
            closed,
            hold,
            out,
            others,
            lost,
        })
    }

    fn resume(
        &mut self,
        whose: ParticipantId,
        join: &Join,
        line: &Arc<Line>,
        now: Instant,
    ) -> Option<Entered> {
        let resume = join.resume.as_ref()?;
        let mine = |seat: &Seat| {
            seat.participant == whose && seat.token == resume.token && seat.instance == join.instance
        };
        let client = self.seats.iter().find(|(_, seat)| mine(seat)).map(|(client, _)| *client)?;
        let seat = self.seats.get_mut(&client)?;
        let was_away = seat.resume(resume.received, Arc::clone(line))?;
        let (token, received, side) = (seat.token.clone(), seat.received, seat.side);
        if was_away {
            self.tell_others(client, &News::Back { client }, now);
        }
        let others =
            self.seats.iter().filter(|(c, _)| **c != client).map(|(c, s)| s.other(*c, *c > client)).collect();
        let (relay_only, closed, hold) = (self.relay_only, self.closed, self.hold);
        let out = self.out_for(side);
        let lost = self.lost_ones();
        Some(Entered { client, token, resumed: true, received, relay_only, closed, hold, out, others, lost })
    }

    /// Takes one message from the socket at `line`.
    pub(super) fn hear(
        &mut self,
        client: u32,
        line: &Arc<Line>,
        said: ClientMessage,
        now: Instant,
    ) -> Result<(), Close> {
        let Some(seat) = self.seats.get_mut(&client).filter(|seat| seat.serves(line)) else {
            return Err(line.closed().unwrap_or(Close::Replaced));
        };
        let (side, participant) = (seat.side, seat.participant);
        match said {
            ClientMessage::Join(_) => Err(Close::Protocol),
            ClientMessage::Ack { seq } => seat.acknowledge(seq),
            _ if self.ended.is_some() => Ok(()),
            ClientMessage::Signal { n, to, data } => {
                if n <= seat.received {
                    return Ok(());
                }
                if n > seat.received + 1 {
                    return Err(Close::Protocol);
                }
                seat.received = n;
                let data = if self.relay_only { relayed::only(&data) } else { Some(data) };
                if to != client
                    && let Some(data) = data
                {
                    self.tell(to, &News::Signal { from: client, data }, now);
                }
                Ok(())
            }
            ClientMessage::Report { about, state } => {
                self.report(client, about, state, now);
                Ok(())
            }
            ClientMessage::Leave {} => {
                self.known.remove(&participant);
                self.remove(client, Close::Left, Gone::Left, now);
                Ok(())
            }
            ClientMessage::End {}
            | ClientMessage::PutOut { .. }
            | ClientMessage::LetIn { .. }
            | ClientMessage::Door { .. }
            | ClientMessage::Hold { .. }
                if side != Side::Professional =>
            {
                Err(Close::NotAllowed)
            }
            // None of it is done here: it is asked, and done once the log has it.
            ClientMessage::End {} => self.ask(What::End { by: participant }, now),
            ClientMessage::PutOut { client } => self.ask_put_out(client, participant, now),
            ClientMessage::LetIn { client } => self.ask_let_in(client, participant, now),
            ClientMessage::Hold { on } => self.ask_hold(on, participant, now),
            ClientMessage::Door { closed } => self.ask_door(closed, participant, now),
        }
    }

    fn report(&mut self, client: u32, about: u32, state: Connection, now: Instant) {
        if client == about || !self.seats.contains_key(&about) {
            return;
        }
        let Some(seat) = self.seats.get_mut(&client) else { return };
        seat.reports.insert(about, state);
        let mine = seat.participant;
        let Some(other) = self.seats.get(&about) else { return };
        let both =
            state == Connection::Connected && other.reports.get(&client) == Some(&Connection::Connected);
        let mut pair = [mine, other.participant];
        pair.sort_unstable();
        if both && self.connected.insert(pair) {
            self.fact(What::Connected(pair), now);
        }
    }

    /// Ends the call for all, because the log says so. False if it had ended.
    pub(super) fn end(&mut self, by: By, now: Instant) -> bool {
        let ends = self.close_for_all(by, now);
        if ends {
            self.fact(What::Ended(by), now);
        }
        ends
    }

    /// The same where the end is recorded already.
    fn close_for_all(&mut self, by: By, now: Instant) -> bool {
        if self.ended.is_some() || self.forgotten {
            return false;
        }
        self.ended = Some((by, now));
        self.tell_others(0, &News::Ended { by }, now);
        true
    }

    /// What the socket at `line` writes next.
    pub(super) fn next(&mut self, client: u32, line: &Arc<Line>) -> Next {
        if let Some(why) = line.closed() {
            return Next::Close(why);
        }
        let Some(seat) = self.seats.get_mut(&client).filter(|seat| seat.serves(line)) else {
            return Next::Close(Close::Replaced);
        };
        match seat.next() {
            Some(text) => Next::Write(text),
            None if self.ended.is_some() => Next::Close(Close::Ended),
            None => Next::Wait,
        }
    }

    pub(super) fn received(&self, client: u32) -> u64 {
        self.seats.get(&client).map_or(0, |seat| seat.received)
    }

    /// The socket at `line` is gone; the seat stays for the grace.
    pub(super) fn lose(&mut self, client: u32, line: &Arc<Line>, now: Instant) {
        let Some(seat) = self.seats.get_mut(&client).filter(|seat| seat.serves(line)) else { return };
        seat.presence = Presence::AwaySince(now);
        // Nothing follows the end: that the others go then is no news.
        if self.ended.is_none() {
            self.tell_others(client, &News::Away { client }, now);
        }
    }

    /// Closes every socket, because this server stops. Nobody is told to have left: they will be back elsewhere.
    pub(super) fn close_sockets(&self) {
        for seat in self.seats.values() {
            if let Presence::Here(line) = &seat.presence {
                line.close(Close::Restarting);
            }
        }
    }

    /// Who is in the room, their sockets lost within the grace or not.
    pub(super) fn present(&self) -> Vec<ParticipantId> {
        if self.ended.is_some() { Vec::new() } else { self.present.iter().copied().collect() }
    }

    pub(super) fn all_recorded(&self) -> bool {
        self.facts.is_empty()
    }

    /// The caller has recorded this fact, or refused it: only now is done what it asks for.
    pub(super) fn settled(&mut self, fact: &Fact, verdict: Verdict, now: Instant) {
        self.facts.pop_front_if(|front| front.id == fact.id);
        if self.ended.is_some() {
            return;
        }
        match verdict {
            Verdict::Stands => self.carry_out(fact.what, now),
            Verdict::Refused(refused) => self.refuse(fact.what, refused, now),
        }
    }

    /// What is due: seats whose grace is over are given up; then a fact, a wait, or the end.
    pub(super) fn turn(&mut self, now: Instant) -> Turn {
        let grace = self.limits.grace;
        let overdue = |seat: &Seat| matches!(seat.presence, Presence::AwaySince(t) if t + grace <= now);
        let lost: Vec<u32> = self.seats.iter().filter(|(_, seat)| overdue(seat)).map(|(c, _)| *c).collect();
        for client in lost {
            self.remove(client, Close::Silent, Gone::Lost, now);
        }
        if self.unsaid.is_some_and(|since| since + grace <= now) {
            self.nobody_said(now);
        }
        if let Some(fact) = self.facts.front() {
            return Turn::Record(fact.clone());
        }
        let remembered = self.ended.map(|(_, at)| at + self.limits.linger);
        if self.seats.is_empty() && remembered.is_none_or(|until| until <= now) {
            return Turn::Forget;
        }
        let away = self.seats.values().filter_map(|seat| match seat.presence {
            Presence::AwaySince(since) => Some(since + grace),
            Presence::Here(_) => None,
        });
        let unsaid = self.unsaid.map(|since| since + grace);
        // While seats remain in an ended room, their sockets' closing wakes the keeper.
        Turn::WaitUntil(away.chain(unsaid).chain(remembered.filter(|until| *until > now)).min())
    }

    /// Marks the room as taken out of the hub, if nothing happened since `turn` said so.
    pub(super) fn forget(&mut self, now: Instant) -> bool {
        self.forgotten = matches!(self.turn(now), Turn::Forget);
        self.forgotten
    }

    fn seats_of(&self, participant: ParticipantId) -> Vec<u32> {
        self.seats.iter().filter(|(_, s)| s.participant == participant).map(|(c, _)| *c).collect()
    }

    fn remove(&mut self, client: u32, close: Close, why: Gone, now: Instant) {
        let Some(seat) = self.seats.remove(&client) else { return };
        let since = match seat.presence {
            Presence::Here(line) => {
                line.close(close);
                now
            }
            Presence::AwaySince(since) => since,
        };
        for other in self.seats.values_mut() {
            other.reports.remove(&client);
        }
        if self.ended.is_some() {
            return;
        }
        // Nobody stays on hold for somebody who has left, or whose connection did not come back.
        if why != Gone::Replaced && self.hold == Some(true) && !self.is_held() {
            self.set_hold(false, now);
        }
        if why == Gone::Lost {
            self.lost.insert(seat.participant, (client, seat.instance));
        }
        self.tell_others(client, &News::Gone { client, why }, now);
        let stays = why == Gone::Replaced || !self.seats_of(seat.participant).is_empty();
        if !stays && self.present.remove(&seat.participant) {
            self.fact(What::Left(seat.participant), since);
        }
    }
}
