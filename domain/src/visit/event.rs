//! The events and commands of a visit. Public parts hold opaque ids and the day; names, exact times and the professional are sealed with the visit.

use crate::id::{MemberId, OrganisationId, VisitId};
use crate::personal::Personal;
use crate::retention::Retention;
use crate::text::{PersonName, Phone};
use crate::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// Who a visitor asked for, in a form only the holder of the visit's key can recognise: a keyed hash of the member's id, in hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ForWhom(pub String);

/// SHA-256, in hex, of a random token somebody holds. The token is no personal datum, and its hash lets nobody in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(pub String);

/// A side of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The visitor.
    Visitor,
    /// The professional.
    Professional,
}

/// What happened in a visit.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum Event {
    /// A visitor gave a name, consented, and waits.
    #[serde(rename = "visit.arrived.v1")]
    Arrived {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// How long it is kept: as consented to.
        retention: Retention,
        /// What lets the visitor back in.
        token: TokenHash,
        /// For a named professional, or the first one free.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wanted: Option<ForWhom>,
        /// The consent (V7).
        consent: Consent,
        /// What they wrote.
        form: Personal<Form>,
    },
    /// The visitor tried camera, microphone and speaker.
    #[serde(rename = "visit.checked.v1")]
    Checked {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// What came out.
        devices: Personal<Devices>,
    },
    /// The visitor's page was closed.
    #[serde(rename = "visit.left.v1")]
    Left {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// The visitor's page is open again.
    #[serde(rename = "visit.returned.v1")]
    Returned {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// A professional let the visitor in.
    #[serde(rename = "visit.admitted.v1")]
    Admitted {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who may hold the call, recognisable with the visit's key alone.
        professional: ForWhom,
        /// Who and when.
        act: Personal<Act>,
    },
    /// The first participant entered the room.
    #[serde(rename = "visit.call-started.v1")]
    CallStarted {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// A participant entered the room.
    #[serde(rename = "visit.joined.v1")]
    Joined {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Which side.
        side: Side,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// Both sides see and hear each other: a connected call (B2).
    #[serde(rename = "visit.connected.v1")]
    Connected {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// With whom, since when.
        act: Personal<Act>,
    },
    /// A participant left the room.
    #[serde(rename = "visit.participant-left.v1")]
    ParticipantLeft {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Which side.
        side: Side,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// The call is over; the visit's period starts.
    #[serde(rename = "visit.call-ended.v1")]
    CallEnded {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Whether both sides had joined.
        connected: bool,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// What one side's browser measured (C5).
    #[serde(rename = "visit.technical-recorded.v1")]
    TechnicalRecorded {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Which side.
        side: Side,
        /// What it measured.
        technical: Personal<Technical>,
    },
    /// The visit ended without a call.
    #[serde(rename = "visit.closed.v1")]
    Closed {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Who and when.
        act: Personal<Act>,
    },
}

/// What a visitor writes (V2): no health data is asked for (V3).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Form {
    /// The name.
    pub name: PersonName,
    /// The telephone number, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The professional asked for; the first one free otherwise (V10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub professional: Option<MemberId>,
    /// When exactly.
    pub at: Timestamp,
}

/// A consent: to what, on which basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The version of the privacy notice that was shown.
    pub notice: u32,
    /// The legal basis.
    pub basis: String,
}

/// What the device check found (C6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    /// The camera.
    pub camera: Device,
    /// The microphone.
    pub microphone: Device,
    /// The speaker.
    pub speaker: Device,
}

/// A device as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// It works.
    Ok,
    /// The browser or the person did not allow it.
    Blocked,
    /// There is none.
    None,
    /// Another program has it.
    Busy,
    /// The tone was heard.
    Heard,
    /// The tone was not heard.
    NotHeard,
    /// Not tried.
    Skipped,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The professional.
    pub by: MemberId,
    /// When exactly.
    pub at: Timestamp,
}

/// A browser's technical data, as the room defined and bounded it: a JSON text of at most eight kilobytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Technical {
    /// When it was handed in.
    pub at: Timestamp,
    /// The figures.
    pub figures: serde_json::Value,
}

/// What somebody wants of a visit.
#[derive(Clone, Debug)]
pub enum Command {
    /// A visitor arrives.
    Arrive(Box<Arrive>),
    /// The device check is done.
    Check {
        /// What came out.
        devices: Personal<Devices>,
    },
    /// The visitor's page is gone.
    Leave {
        /// When.
        at: Personal<Timestamp>,
    },
    /// The visitor's page is back.
    Return {
        /// When.
        at: Personal<Timestamp>,
    },
    /// A member lets the visitor in.
    Admit {
        /// The member.
        professional: ForWhom,
        /// The member whom the visitor asked for, where that one has left the organisation.
        instead_of: Option<ForWhom>,
        /// Who and when.
        act: Personal<Act>,
    },
    /// A participant entered the room.
    Join {
        /// Which side.
        side: Side,
        /// When.
        at: Personal<Timestamp>,
    },
    /// Both sides are connected.
    Connect {
        /// With whom, and when.
        act: Personal<Act>,
    },
    /// A participant left the room.
    LeaveRoom {
        /// Which side.
        side: Side,
        /// When.
        at: Personal<Timestamp>,
    },
    /// The professional ends the call.
    End {
        /// When.
        at: Personal<Timestamp>,
    },
    /// A browser hands in its technical data.
    RecordTechnical {
        /// Which side.
        side: Side,
        /// The data.
        technical: Personal<Technical>,
    },
    /// A member takes the visitor off the list.
    Close {
        /// The member.
        professional: ForWhom,
        /// The member whom the visitor asked for, where that one has left the organisation.
        instead_of: Option<ForWhom>,
        /// Who and when.
        act: Personal<Act>,
    },
}

/// A visitor's arrival.
#[derive(Clone, Debug)]
pub struct Arrive {
    /// Which visit.
    pub visit: VisitId,
    /// Whose page.
    pub organisation: OrganisationId,
    /// How long it is kept.
    pub retention: Retention,
    /// What lets the visitor back in.
    pub token: TokenHash,
    /// Who is asked for.
    pub wanted: Option<ForWhom>,
    /// The consent, if it was given.
    pub consent: Option<Consent>,
    /// What they wrote.
    pub form: Personal<Form>,
}
