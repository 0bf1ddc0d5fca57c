//! One client of the relay: what it may, over the protocol's own state (`turn-server-proto`). Does no I/O. Each client has a state of its own, so that nonces
//! and names go with it, and a fault in one reaches no other.

use super::named::{Named, Names};
use super::peers::Peers;
use super::quota::Ledger;
use super::trial::There;
use crate::relay::{Passes, is_to_try};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use turn_server_proto::api::{SocketAllocateError, Transmit, TurnServerApi as _, TurnServerPollRet};
use turn_server_proto::server::TurnServer;
use turn_server_proto::types::attribute::XorPeerAddress;
use turn_server_proto::types::message::{ALLOCATE, CHANNEL_BIND, CREATE_PERMISSION};
use turn_server_proto::types::prelude::DelayedTransmitBuild as _;
use turn_server_proto::types::stun::attribute::{ErrorCode, Username};
use turn_server_proto::types::stun::message::{
    LongTermKeyCredentials, Message, MessageClass, MessageIntegrityCredentials, TransactionId,
};
use turn_server_proto::types::stun::prelude::{
    Attribute as _, AttributeFromRaw as _, AttributeStaticType as _, MessageWrite as _, MessageWriteExt as _,
};
use turn_server_proto::types::stun::{TransportType, message::MessageWriteVec};
use turn_server_proto::types::{AddressFamily, Instant};
use uuid::Uuid;

/// The name of the realm; it says nothing about the house.
const REALM: &str = "anteroom";
/// Answers to somebody who has shown no pass.
const PATIENCE: u32 = 16;

/// What the relay is to do for the client.
#[derive(Debug)]
pub(super) enum Act {
    /// Say this to it.
    Answer(Vec<u8>),
    /// Send this for it.
    Send { from: SocketAddr, to: SocketAddr, bytes: Vec<u8> },
    /// Open a socket for the holder of this pass, and tell by [`Session::opened`].
    Open { v6: bool, subject: Uuid },
    /// Close that socket.
    Close(SocketAddr),
    /// It has been answered often enough.
    GoAway,
}

/// What every session is given.
pub(super) struct House {
    pub(super) passes: Passes,
    pub(super) peers: Peers,
    pub(super) ledger: Arc<Ledger>,
    /// Our own addresses, on which other clients of this relay are met; they are reached inside of it alone.
    pub(super) addresses: Vec<IpAddr>,
    /// Where passes of the device test lead, once somebody is there.
    pub(super) participant: OnceLock<There>,
}

impl House {
    /// Whether the holder of this pass may send there.
    fn may(&self, subject: Option<Uuid>, peer: IpAddr) -> bool {
        if subject.is_some_and(is_to_try) {
            return self.participant.get().is_some_and(|there| there.has(peer));
        }
        self.addresses.contains(&peer) || self.peers.may(peer)
    }
}

/// One client.
pub(super) struct Session {
    house: Arc<House>,
    turn: TurnServer,
    here: SocketAddr,
    client: SocketAddr,
    subject: Option<Uuid>,
    credentials: Option<MessageIntegrityCredentials>,
    /// The request for a way that is being opened, or that was opened, with its answer: it may be asked again when the answer was lost.
    asked: Option<(TransactionId, Option<Vec<u8>>)>,
    open: usize,
    named: Named,
    strange: u32,
}

impl Session {
    pub(super) fn new(house: Arc<House>, here: SocketAddr, client: SocketAddr) -> Self {
        // Streams are cut into messages before they come here, so to the protocol all is UDP; that also rules out ways over TCP (RFC 6062).
        let turn = TurnServer::new(TransportType::Udp, here, REALM.to_owned());
        Self {
            house,
            turn,
            here,
            client,
            subject: None,
            credentials: None,
            asked: None,
            open: 0,
            named: Named::default(),
            strange: 0,
        }
    }

    /// Takes one message of the client.
    pub(super) fn hear(&mut self, bytes: Vec<u8>, now: Instant) -> Vec<Act> {
        if self.open == 0 {
            self.strange += 1;
            if self.strange > PATIENCE {
                return vec![Act::GoAway];
            }
        }
        let mut counts = None;
        // Read just as the protocol's own state reads it: no request is known there and not looked at here.
        if let Ok(message) = Message::from_bytes(&bytes)
            && message.has_class(MessageClass::Request)
        {
            match self.look(&message) {
                Look::Pass => {}
                Look::Names(names) => counts = Some(names),
                Look::Done(acts) => return acts,
            }
        }
        let transmit = Transmit::new(bytes, TransportType::Udp, self.client, self.here);
        let done = self.turn.recv(transmit, now).map(|build| (build.from, build.to, build.data.build()));
        let mut acts = Vec::with_capacity(1);
        if let (Some(names), Some((.., answer))) = (counts, &done) {
            self.take(names, answer);
        }
        if let Some((from, to, bytes)) = done {
            acts.push(if to == self.client && from == self.here {
                Act::Answer(bytes)
            } else {
                Act::Send { from, to, bytes }
            });
        }
        self.poll(now, &mut acts);
        if self.open == 0 && !acts.iter().any(|act| matches!(act, Act::Open { .. })) {
            // It was refused, so asking the same again is a new question.
            self.asked = None;
        }
        acts
    }

    /// Takes what a peer sent to one of the client's ways.
    pub(super) fn hear_peer(
        &mut self,
        bytes: Vec<u8>,
        from: SocketAddr,
        to: SocketAddr,
        now: Instant,
    ) -> Option<Vec<u8>> {
        let transmit = Transmit::new(bytes, TransportType::Udp, from, to);
        self.turn.recv(transmit, now).map(|build| build.data.build())
    }

    /// Tells that a socket is open at this address, or could not be opened.
    pub(super) fn opened(&mut self, v6: bool, at: Option<SocketAddr>, now: Instant) -> Vec<Act> {
        let family = if v6 { AddressFamily::IPV6 } else { AddressFamily::IPV4 };
        if at.is_some() {
            self.open += 1;
            self.strange = 0;
        }
        let at = at.ok_or(if self.house.addresses.iter().any(|own| own.is_ipv6() == v6) {
            SocketAllocateError::InsufficientCapacity
        } else {
            SocketAllocateError::AddressFamilyNotSupported
        });
        self.turn.allocated_socket(
            TransportType::Udp,
            self.here,
            self.client,
            TransportType::Udp,
            family,
            at,
            now,
        );
        let mut acts = Vec::new();
        self.poll(now, &mut acts);
        if let (Some((_, answered)), Some(Act::Answer(answer))) = (&mut self.asked, acts.first()) {
            *answered = Some(answer.clone());
        }
        acts
    }

    /// Ends what is over by the time.
    pub(super) fn tick(&mut self, now: Instant) -> Vec<Act> {
        let mut acts = Vec::new();
        self.poll(now, &mut acts);
        acts
    }

    /// Whether it has named this peer, and may. It is asked of every packet, the last before it goes out or comes in, and asks nothing of the protocol's own state.
    pub(super) fn reaches(&self, peer: IpAddr) -> bool {
        self.named.has(peer)
    }

    /// Whose pass it has shown.
    pub(super) fn subject(&self) -> Option<Uuid> {
        self.subject
    }

    /// Whether nothing is open for it.
    pub(super) fn is_idle(&self) -> bool {
        self.open == 0
    }

    /// Brings a message to the protocol's own state past every look at it.
    #[cfg(test)]
    pub(super) fn unlooked(&mut self, bytes: Vec<u8>, now: Instant) -> Option<Vec<u8>> {
        let transmit = Transmit::new(bytes, TransportType::Udp, self.client, self.here);
        self.turn.recv(transmit, now).map(|build| build.data.build())
    }

    fn poll(&mut self, now: Instant, acts: &mut Vec<Act>) {
        loop {
            match self.turn.poll(now) {
                TurnServerPollRet::AllocateSocket { family, .. } => {
                    let Some(subject) = self.subject else { break };
                    acts.push(Act::Open { v6: family == AddressFamily::IPV6, subject });
                }
                TurnServerPollRet::SocketClose { listen_addr, .. } => {
                    self.open = self.open.saturating_sub(1);
                    if self.open == 0 {
                        (self.asked, self.named) = (None, Named::default());
                    }
                    acts.push(Act::Close(listen_addr));
                }
                // There are no ways over TCP.
                TurnServerPollRet::TcpConnect { .. } | TurnServerPollRet::TcpClose { .. } => {}
                TurnServerPollRet::WaitUntil(_) => break,
            }
        }
        while let Some(transmit) = self.turn.poll_transmit(now) {
            acts.push(Act::Answer(transmit.data));
        }
    }

    /// What the protocol's own state does not look at: whose pass it is and until when, how much is taken, and who the peer is.
    fn look(&mut self, message: &Message<'_>) -> Look {
        let method = message.method();
        if method == ALLOCATE {
            return self.look_at_allocate(message);
        }
        if method == CREATE_PERMISSION || method == CHANNEL_BIND {
            return self.look_at_peers(message);
        }
        Look::Pass
    }

    fn look_at_allocate(&mut self, message: &Message<'_>) -> Look {
        if let Some((transaction, answer)) = &self.asked
            && *transaction == message.transaction_id()
        {
            return Look::Done(answer.iter().cloned().map(Act::Answer).collect());
        }
        if self.open > 0 {
            // One way a client: the protocol says so itself. What is open stays with the pass that opened it, so that here and there the same one is known.
            return Look::Pass;
        }
        // The first time a client asks without a pass, and is told the realm. Nobody is known without a name: whose time is over could show the hash of it.
        let Ok(username) = message.attribute::<Username>() else {
            self.forget_pass();
            return Look::Pass;
        };
        let username = username.username();
        let Some(subject) = self.house.passes.subject(username) else {
            metrics::counter!("anteroom_relay_refused_total", "why" => "pass").increment(1);
            self.forget_pass();
            return Look::Pass;
        };
        let password = self.house.passes.password(username);
        let credentials: MessageIntegrityCredentials =
            LongTermKeyCredentials::new(username.to_owned(), password.clone(), REALM.to_owned()).into();
        if message.validate_integrity(&credentials).is_err() {
            metrics::counter!("anteroom_relay_refused_total", "why" => "pass").increment(1);
            self.forget_pass();
            return Look::Pass;
        }
        if self.credentials.as_ref() != Some(&credentials) {
            self.forget_pass();
        }
        self.turn.add_user(username.to_owned(), password);
        (self.subject, self.credentials) = (Some(subject), Some(credentials));
        if !self.house.ledger.is_free(self.client.ip(), subject) {
            metrics::counter!("anteroom_relay_refused_total", "why" => "quota").increment(1);
            return self.refuse(message, ErrorCode::ALLOCATION_QUOTA_REACHED);
        }
        self.asked = Some((message.transaction_id(), None));
        Look::Pass
    }

    /// Looks at every peer that is named, whoever signed: the protocol's own state checks signatures its own way, and what it takes is not to hang on that.
    fn look_at_peers(&mut self, message: &Message<'_>) -> Look {
        let peers =
            message.iter_attributes().filter(|(_, attribute)| attribute.get_type() == XorPeerAddress::TYPE);
        let peers = peers.filter_map(|(_, attribute)| XorPeerAddress::from_raw(attribute).ok());
        let peers = peers.map(|peer| peer.addr(message.transaction_id()));
        let peers = peers.map(|peer| SocketAddr::new(peer.ip().to_canonical(), peer.port())).collect();
        let names = Names { peers, channel: message.method() == CHANNEL_BIND };
        if !self.named.have_room(&names) {
            return self.refuse(message, ErrorCode::INSUFFICIENT_CAPACITY);
        }
        if !names.peers.iter().all(|peer| self.house.may(self.subject, peer.ip())) {
            metrics::counter!("anteroom_relay_refused_total", "why" => "peer").increment(1);
            return self.refuse(message, ErrorCode::FORBIDDEN);
        }
        Look::Names(names)
    }

    /// Counts what was named once the protocol's own state has taken it, which it does for the holder of the pass alone.
    fn take(&mut self, mut names: Names, answer: &[u8]) {
        let Ok(answer) = Message::from_bytes(answer) else { return };
        // With these two it may have taken the first of several.
        let in_part = answer.attribute::<ErrorCode>().is_ok_and(|error| {
            [ErrorCode::PEER_ADDRESS_FAMILY_MISMATCH, ErrorCode::ALLOCATION_MISMATCH].contains(&error.code())
        });
        if self.open > 0 && (in_part || answer.has_class(MessageClass::Success)) {
            names.peers.retain(|peer| self.house.may(self.subject, peer.ip()));
            self.named.take(&names);
        }
    }

    /// A state in which no pass is known; only where nothing is open.
    fn forget_pass(&mut self) {
        if self.open == 0 && self.subject.is_some() {
            self.turn = TurnServer::new(TransportType::Udp, self.here, REALM.to_owned());
            (self.subject, self.credentials, self.asked) = (None, None, None);
            self.named = Named::default();
        }
    }

    fn refuse(&self, message: &Message<'_>, code: u16) -> Look {
        let mut answer = Message::builder_error(message, MessageWriteVec::new());
        let signed = ErrorCode::builder(code).build().is_ok_and(|error| answer.add_attribute(&error).is_ok())
            && self.credentials.as_ref().is_some_and(|credentials| {
                let how = message.validate_integrity(credentials);
                how.is_ok_and(|how| answer.add_message_integrity(credentials, how).is_ok())
            });
        Look::Done(if signed { vec![Act::Answer(answer.finish())] } else { Vec::new() })
    }
}

/// What became of a look at a request.
enum Look {
    Pass,
    /// It is to pass, and what it names to be counted if it is taken.
    Names(Names),
    Done(Vec<Act>),
}
