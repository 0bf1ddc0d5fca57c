//! The events of a waiting room. What is written in it is sealed with the organisation; public is that it was, on which day, and for whose visitors.

use crate::id::{MemberId, OrganisationId, VisitId};
use crate::personal::Personal;
use crate::text::{Note, Phone};
use crate::time::{Day, Timestamp};
use crate::visit::Channel;
use serde::{Deserialize, Serialize};

/// What happened in a waiting room.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A note to those who wait was put up. It replaces the one before.
    #[serde(rename = "waiting-room.note-put-up.v1")]
    NotePutUp {
        /// Whose waiting room.
        organisation: OrganisationId,
        /// To those who wait for this member; to everybody otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<MemberId>,
        /// When.
        day: Day,
        /// What it says, who wrote it, when.
        note: Personal<Posted>,
    },
    /// The note was taken down.
    #[serde(rename = "waiting-room.note-taken-down.v1")]
    NoteTakenDown {
        /// Whose waiting room.
        organisation: OrganisationId,
        /// To whom it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<MemberId>,
        /// When.
        day: Day,
    },
    /// The door was closed: nobody new comes in.
    #[serde(rename = "waiting-room.closed.v1")]
    Closed {
        /// Whose waiting room.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Who waited and is let go with it; the others stay.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        let_go: Vec<VisitId>,
        /// What visitors read, who closed it, when.
        closing: Personal<Closing>,
    },
    /// The door is open again.
    #[serde(rename = "waiting-room.opened.v1")]
    Opened {
        /// Whose waiting room.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Who opened it, when.
        opening: Personal<Closing>,
    },
    /// Whether visitors are told their place in the line was chosen.
    #[serde(rename = "waiting-room.place-shown.v1")]
    PlaceShown {
        /// Whose waiting room.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Whether they are.
        shown: bool,
    },
    /// A member chose whether and how to be told of arrivals while not looking (A5). In a stream of the member's own.
    #[serde(rename = "waiting-room.alert-chosen.v1")]
    AlertChosen {
        /// Who.
        member: MemberId,
        /// In which organisation.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// By which way; not at all otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Channel>,
        /// The number for text messages: sealed with how the member is reached.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<Personal<Phone>>,
    },
}

/// A note to those who wait.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Posted {
    /// What it says.
    pub note: Note,
    /// Who wrote it.
    pub by: MemberId,
    /// When exactly.
    pub at: Timestamp,
}

/// The door, as somebody closed or opened it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Closing {
    /// What visitors read who come while it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Who.
    pub by: MemberId,
    /// When exactly.
    pub at: Timestamp,
}

/// What somebody wants of a waiting room.
#[derive(Clone, Debug)]
pub enum Command {
    /// Put up a note.
    PutUp {
        /// To those who wait for this member; to everybody otherwise.
        of: Option<MemberId>,
        /// What it says.
        note: Personal<Posted>,
    },
    /// Take it down.
    TakeDown {
        /// To whom it is.
        of: Option<MemberId>,
    },
    /// Close the door.
    Close {
        /// Who waits and is let go.
        let_go: Vec<VisitId>,
        /// What visitors read.
        closing: Personal<Closing>,
    },
    /// Open it.
    Open {
        /// Who and when.
        opening: Personal<Closing>,
    },
    /// Choose whether visitors are told their place.
    ShowPlace {
        /// Whether they are.
        shown: bool,
    },
}
