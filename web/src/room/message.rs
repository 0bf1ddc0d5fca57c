//! What is said on the wire, as types; described for people in `PROTOCOL.md`. Makes no decision.

use super::Side;
use crate::relay::IceServer;
use axum::extract::ws::Utf8Bytes;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The longest `instance` a client may choose for itself, in bytes.
pub(super) const INSTANCE: usize = 64;

/// From a client. Externally tagged, so that `data` can pass through unread.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum ClientMessage {
    Join(Join),
    Signal { n: u64, to: u32, data: Box<RawValue> },
    Report { about: u32, state: Connection },
    Ack { seq: u64 },
    Leave {},
    End {},
    PutOut { client: u32 },
    LetIn { client: u32 },
    Door { closed: bool },
    Hold { on: bool },
}

/// The first message of every socket.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Join {
    /// A random word of this page's own, by which the other page recognises it after a restart of the server.
    pub(super) instance: String,
    /// The page is on hold: a room that knows nothing of it tells whether it still is.
    #[serde(default)]
    pub(super) held: bool,
    #[serde(default)]
    pub(super) resume: Option<Resume>,
}

/// What a client shows to take its own place again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resume {
    pub(super) token: String,
    /// The `seq` of the last news it has.
    pub(super) received: u64,
}

/// How a client's connection to another one is, as the client says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Connection {
    Connecting,
    Connected,
    Disconnected,
    Failed,
}

/// To a client.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ServerMessage<'a> {
    Welcome(Welcome<'a>),
    News {
        seq: u64,
        what: &'a News,
    },
    Beat {
        received: u64,
    },
    /// A fresh pass for the relay.
    Relay {
        ice_servers: Vec<IceServer>,
    },
}

/// The answer to `join`.
#[derive(Debug, Serialize)]
pub(super) struct Welcome<'a> {
    pub(super) client: u32,
    pub(super) token: &'a str,
    pub(super) resumed: bool,
    /// The `n` of the last signal the server has from this client.
    pub(super) received: u64,
    /// Seconds between beats.
    pub(super) heartbeat: u64,
    /// Seconds for which a lost client's place is kept.
    pub(super) grace: u64,
    /// The relay, with a pass for it; empty where there is none.
    pub(super) ice_servers: Vec<IceServer>,
    /// No way but the relay is to be taken.
    pub(super) relay_only: bool,
    /// Nobody new is taken in.
    pub(super) closed: bool,
    /// Whether everybody is on hold; `None` while no professional has said so or otherwise since the room was made.
    pub(super) hold: Option<bool>,
    /// Who was put out, for a professional; nobody else is told.
    pub(super) out: Vec<Out>,
    /// Who is there; each was there before, unless `you_offer` says otherwise.
    pub(super) others: Vec<Other>,
    /// Who was lost, under the number of their last place: a page may be in touch with them still.
    pub(super) lost: Vec<Other>,
}

/// Another client, as this one is told of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Other {
    pub(super) client: u32,
    /// The same for every page of this person, as long as the room lives.
    pub(super) person: u32,
    pub(super) side: Side,
    pub(super) instance: String,
    /// Its socket is lost at the moment.
    pub(super) away: bool,
    /// The older of a pair makes the first offer, and is the impolite one; the newcomer never offers first.
    pub(super) you_offer: bool,
}

/// Somebody who was put out, under the number of their last place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Out {
    pub(super) client: u32,
    pub(super) side: Side,
}

/// Numbered, kept until acknowledged, replayed after a resume.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum News {
    Joined(Other),
    Away { client: u32 },
    Back { client: u32 },
    Gone { client: u32, why: Gone },
    Signal { from: u32, data: Box<RawValue> },
    LetIn { client: u32 },
    Door { closed: bool },
    Hold { on: bool },
    Guests {},
    Refused { what: Asked, why: &'static str },
    Ended { by: By },
}

/// What a professional can ask of the room: the name of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Asked {
    PutOut,
    LetIn,
    Door,
    Hold,
    End,
}

/// Why a client is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Gone {
    Left,
    Lost,
    Replaced,
    PutOut,
}

/// Who ended the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A professional, through the socket.
    Professional,
    /// The caller of `Hub::end`.
    Host,
}

impl ServerMessage<'_> {
    /// As written to the socket.
    pub(super) fn text(&self) -> Utf8Bytes {
        // These types have string keys only, so writing them cannot fail; an empty text would be refused by the client.
        serde_json::to_string(self).map(Utf8Bytes::from).unwrap_or_default()
    }
}
