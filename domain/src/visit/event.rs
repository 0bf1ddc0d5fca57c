//! The events of a visit. Public parts hold opaque ids and the day; names, exact times and the professional are sealed with the visit.

use crate::id::{GuestId, MemberId, OrganisationId, VisitId};
use crate::language::Language;
use crate::personal::Personal;
use crate::retention::Retention;
use crate::text::{PersonName, Phone, Secret};
use crate::time::{Day, Timestamp};
use crate::visit::appointment::{
    Appointment, Channel, Invitation, LinkAsked, Message, Receipt, Reminder, Reminders,
};
use crate::visit::connection::Connection;
use crate::visit::guest::{GuestExpected, GuestForm};
use crate::visit::room::Party;
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
    /// A member invited a visitor to a time (V9). When that is stands in the sealed part alone; the schedule reads it off the key's clock.
    #[serde(rename = "visit.invited.v1")]
    Invited {
        /// Which visit.
        visit: VisitId,
        /// To whose page.
        organisation: OrganisationId,
        /// When it was written; not the day of the appointment.
        day: Day,
        /// How long it is kept when nobody comes.
        retention: Retention,
        /// By a named professional, or the first one free.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wanted: Option<ForWhom>,
        /// By which way they are told.
        channel: Channel,
        /// When they are reminded; both times where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reminders: Option<Reminders>,
        /// The link's hash.
        link: TokenHash,
        /// Whom, how to reach them, when.
        invitation: Personal<Invitation>,
        /// The secret of the link, for the message.
        secret: Personal<Secret>,
    },
    /// A member gave somebody a link that lets in as often as they like, until a day. Each arrival by it is a visit of its own, and nothing here tells of it (V6):
    /// this is no visit, but the subject of the link alone.
    #[serde(rename = "visit.repeating-link-given.v1")]
    RepeatingLinkGiven {
        /// The link's own subject.
        visit: VisitId,
        /// To whose page.
        organisation: OrganisationId,
        /// When it was written; not until when it holds.
        day: Day,
        /// How long it is kept after its last day.
        retention: Retention,
        /// To a named professional, or the first one free.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wanted: Option<ForWhom>,
        /// By which way they are told.
        channel: Channel,
        /// The link's hash.
        link: TokenHash,
        /// Whom, how to reach them, until when.
        invitation: Personal<Invitation>,
        /// The secret of the link, for the message.
        secret: Personal<Secret>,
    },
    /// An appointment, or a repeating link, of a member who has left was given to a colleague.
    #[serde(rename = "visit.reassigned.v1")]
    Reassigned {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The colleague, recognisable with the visit's key alone.
        wanted: ForWhom,
        /// By whom, to whom, and when.
        assignment: Personal<Assignment>,
    },
    /// The last day of a repeating link is over.
    #[serde(rename = "visit.repeating-link-ended.v1")]
    RepeatingLinkEnded {
        /// The link's own subject.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When this was noticed.
        day: Day,
    },
    /// The appointment was moved. Its new link replaces the one before.
    #[serde(rename = "visit.moved.v1")]
    Moved {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When it was moved; not the day of the appointment.
        day: Day,
        /// How often it has been changed: the SEQUENCE of its calendar file.
        sequence: u32,
        /// The new link's hash.
        link: TokenHash,
        /// To when, by whom.
        appointment: Personal<Appointment>,
        /// The secret of the link.
        secret: Personal<Secret>,
    },
    /// The appointment was called off.
    #[serde(rename = "visit.cancelled.v1")]
    Cancelled {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When it was called off; not the day of the appointment.
        day: Day,
        /// The SEQUENCE of its calendar file.
        sequence: u32,
        /// Who and when.
        act: Personal<Act>,
    },
    /// A new link was made, to be sent. It replaces the one before.
    #[serde(rename = "visit.link-issued.v1")]
    LinkIssued {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// Who asked for it.
        asked: LinkAsked,
        /// Its hash.
        link: TokenHash,
        /// Its secret.
        secret: Personal<Secret>,
    },
    /// It is time to remind the visitor.
    #[serde(rename = "visit.reminded.v1")]
    Reminded {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// How long before.
        reminder: Reminder,
    },
    /// The link's time is over, and nobody came.
    #[serde(rename = "visit.missed.v1")]
    Missed {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When this was noticed.
        day: Day,
    },
    /// A message to the visitor was handed over.
    #[serde(rename = "visit.message-sent.v1")]
    MessageSent {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// What it was about.
        message: Message,
        /// By which way.
        channel: Channel,
        /// What the service that took it calls it, and when exactly.
        receipt: Personal<Receipt>,
    },
    /// The visitor's address does not take our messages.
    #[serde(rename = "visit.message-refused.v1")]
    MessageRefused {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// What it was about.
        message: Message,
        /// By which way.
        channel: Channel,
    },
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
    /// An invited visitor who had arrived came in again by a new link: from now on this token lets them back in.
    #[serde(rename = "visit.let-back.v1")]
    LetBack {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// What lets the visitor back in.
        token: TokenHash,
        /// When exactly.
        at: Personal<Timestamp>,
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
    /// The professional put somebody out of the room.
    #[serde(rename = "visit.put-out.v1")]
    PutOut {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Whom.
        party: Party,
        /// Who did it, and when.
        act: Personal<Act>,
    },
    /// Somebody who was put out may come back.
    #[serde(rename = "visit.let-back-in.v1")]
    LetBackIn {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Whom.
        party: Party,
        /// Who did it, and when.
        act: Personal<Act>,
    },
    /// The professional asked a colleague to join the call.
    #[serde(rename = "visit.colleague-asked.v1")]
    ColleagueAsked {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// The colleague, recognisable with the visit's key alone.
        colleague: ForWhom,
        /// Who asked whom, and when.
        asked: Personal<HandOver>,
    },
    /// Somebody beside the visitor and the one who holds the call entered the room.
    #[serde(rename = "visit.third-joined.v1")]
    ThirdJoined {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who.
        party: Party,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// They left it.
    #[serde(rename = "visit.third-left.v1")]
    ThirdLeft {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who.
        party: Party,
        /// When exactly.
        at: Personal<Timestamp>,
    },
    /// A link was made for a guest of the call.
    #[serde(rename = "visit.guest-expected.v1")]
    GuestExpected {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who, once they come.
        guest: GuestId,
        /// The link's hash.
        link: TokenHash,
        /// As what, by whom, when.
        expected: Personal<GuestExpected>,
    },
    /// Somebody came by it, consented, and waits to be let into the call. The link is used up.
    #[serde(rename = "visit.guest-came.v1")]
    GuestCame {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who.
        guest: GuestId,
        /// What lets them back.
        token: TokenHash,
        /// The consent (V7).
        consent: Consent,
        /// What they wrote.
        form: Personal<GuestForm>,
    },
    /// They were let into the call.
    #[serde(rename = "visit.guest-let-in.v1")]
    GuestLetIn {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who.
        guest: GuestId,
        /// Who let them in, and when.
        act: Personal<Act>,
    },
    /// The link was withdrawn, or whoever came by it was not let in.
    #[serde(rename = "visit.guest-turned-away.v1")]
    GuestTurnedAway {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who.
        guest: GuestId,
        /// Who did it, and when.
        act: Personal<Act>,
    },
    /// The room takes in nobody new.
    #[serde(rename = "visit.room-closed.v1")]
    RoomClosed {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who did it, and when.
        act: Personal<Act>,
    },
    /// The room takes in newcomers again.
    #[serde(rename = "visit.room-opened.v1")]
    RoomOpened {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who did it, and when.
        act: Personal<Act>,
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
    /// A member acknowledged that the visitor is there: the alert is quiet for everybody.
    #[serde(rename = "visit.seen.v1")]
    Seen {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// Who and when.
        act: Personal<Act>,
    },
    /// A member who is not looking is to be told that somebody waits (A5).
    #[serde(rename = "visit.alerted.v1")]
    Alerted {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When.
        day: Day,
        /// The member, recognisable with the visit's key alone.
        member: ForWhom,
        /// The same, for the message.
        to: Personal<MemberId>,
    },
    /// The visitor who waits is a colleague's from now on.
    #[serde(rename = "visit.handed-over.v1")]
    HandedOver {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// The colleague, recognisable with the visit's key alone.
        wanted: ForWhom,
        /// From whom to whom, and when.
        handover: Personal<HandOver>,
    },
    /// A professional noted that nobody came to the appointment.
    #[serde(rename = "visit.no-show.v1")]
    NoShow {
        /// Which visit.
        visit: VisitId,
        /// Whose page.
        organisation: OrganisationId,
        /// When this was noted.
        day: Day,
        /// Who and when.
        act: Personal<Act>,
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
    /// The repeating link by which they came: told here alone, and gone with this visit's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<VisitId>,
    /// The language of the page they wrote it on: messages to them are written in it from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
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
    /// The words that stood around it, by the digest of the published `visitor-notice`; nothing in records from before there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
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
    /// The connection, where it was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<Connection>,
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

/// A visitor handed over to a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Who did it.
    pub by: MemberId,
    /// Whose the visitor is from now on.
    pub to: MemberId,
    /// When exactly.
    pub at: Timestamp,
}

/// An appointment that was given to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who did it.
    pub by: MemberId,
    /// Whose it is from now on.
    pub to: MemberId,
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
