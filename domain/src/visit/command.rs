//! What somebody wants of a visit.

use super::appointment::{
    Appointment, Channel, Invitation, Link, Message, Receipt, Reminder, Reminders, When,
};
use super::event::{Act, Assignment, Consent, Devices, ForWhom, Form, HandOver, Side, Technical, TokenHash};
use super::guest::GuestStep;
use super::room::{Party, Passage, Step};
use crate::id::{GuestId, MemberId, OrganisationId, VisitId};
use crate::personal::Personal;
use crate::retention::Retention;
use crate::text::Secret;
use crate::time::Timestamp;

/// What somebody wants of a visit.
#[derive(Clone, Debug)]
pub enum Command {
    /// A member invites a visitor.
    Invite(Box<Invite>),
    /// A member moves the appointment.
    Move(Box<Move>),
    /// A member calls it off.
    Cancel {
        /// The member.
        professional: ForWhom,
        /// Who and when.
        act: Personal<Act>,
    },
    /// A new link is wanted.
    IssueLink {
        /// The member who sends it once more; `None` where the visitor has lost theirs.
        professional: Option<ForWhom>,
        /// Its hash.
        link: TokenHash,
        /// Its secret.
        secret: Personal<Secret>,
    },
    /// An appointment of a member who has left is given to a colleague.
    Reassign {
        /// The member who has left.
        left: ForWhom,
        /// The colleague.
        wanted: ForWhom,
        /// By whom, to whom, and when.
        assignment: Personal<Assignment>,
    },
    /// The schedule finds that it is time.
    Remind {
        /// How long before.
        reminder: Reminder,
    },
    /// The schedule finds that the link's time is over.
    Miss,
    /// A message was handed over.
    NoteSent {
        /// What it was about.
        message: Message,
        /// By which way.
        channel: Channel,
        /// What became of it.
        receipt: Personal<Receipt>,
    },
    /// A message was not taken, and will not be.
    NoteRefused {
        /// What it was about.
        message: Message,
        /// By which way.
        channel: Channel,
    },
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
    /// The professional keeps the room of the call: puts out, lets back in, closes it, opens it.
    KeepRoom {
        /// The member.
        professional: ForWhom,
        /// What is done.
        step: Step,
        /// Who and when.
        act: Personal<Act>,
    },
    /// The professional asks a colleague to join the call.
    AskColleague {
        /// The member.
        professional: ForWhom,
        /// The colleague.
        colleague: ForWhom,
        /// Who asks whom, and when.
        asked: Personal<HandOver>,
    },
    /// Somebody beside the visitor and the one who holds the call comes into the room or goes.
    Third {
        /// Who.
        party: Party,
        /// Which way.
        passage: Passage,
        /// When.
        at: Personal<Timestamp>,
    },
    /// Something of a guest of the call: an interpreter or a relative.
    Guest {
        /// Who.
        guest: GuestId,
        /// What.
        step: GuestStep,
    },
    /// The call ends.
    End {
        /// Who ends it for all; `None` where nobody is there any more.
        by: Option<ForWhom>,
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
    /// A member acknowledges that the visitor is there.
    Acknowledge {
        /// The member.
        professional: ForWhom,
        /// The member whom the visitor asked for, where that one has left the organisation.
        instead_of: Option<ForWhom>,
        /// Who and when.
        act: Personal<Act>,
    },
    /// A member is to be told outside of the pages.
    Alert {
        /// The member.
        member: ForWhom,
        /// The same, sealed.
        to: Personal<MemberId>,
    },
    /// A member hands the visitor over to a colleague.
    HandOver {
        /// The member.
        professional: ForWhom,
        /// The member whom the visitor asked for, where that one has left the organisation.
        instead_of: Option<ForWhom>,
        /// The colleague.
        wanted: ForWhom,
        /// From whom to whom, and when.
        handover: Personal<HandOver>,
    },
    /// A member notes that nobody came to the appointment.
    NoteNoShow {
        /// The member.
        professional: ForWhom,
        /// The appointed time.
        expected: Timestamp,
        /// Who and when.
        act: Personal<Act>,
    },
    /// The door was closed, and whoever waits is let go.
    LetGo {
        /// Who closed it, and when.
        act: Personal<Act>,
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

/// An invitation.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Which visit.
    pub visit: VisitId,
    /// To whose page.
    pub organisation: OrganisationId,
    /// How long it is kept when nobody comes.
    pub retention: Retention,
    /// Who will see the visitor.
    pub wanted: Option<ForWhom>,
    /// When, and on whose wall.
    pub when: When,
    /// By which way they are told.
    pub channel: Channel,
    /// What kind of link it is.
    pub kind: Kind,
    /// The link's hash.
    pub link: TokenHash,
    /// What was written.
    pub invitation: Personal<Invitation>,
    /// The secret of the link.
    pub secret: Personal<Secret>,
}

/// What an invitation's link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It lets in once, to an appointment of which these reminders are sent.
    Once(Reminders),
    /// It lets in repeatedly.
    Repeating,
}

/// A new time.
#[derive(Clone, Debug)]
pub struct Move {
    /// The member.
    pub professional: ForWhom,
    /// When, and on whose wall.
    pub when: When,
    /// The new link's hash.
    pub link: TokenHash,
    /// To when, by whom.
    pub appointment: Personal<Appointment>,
    /// The secret of the link.
    pub secret: Personal<Secret>,
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
    /// The link of an invitation; a walk-in has none.
    pub link: Option<Link>,
    /// When exactly.
    pub at: Personal<Timestamp>,
    /// Who is asked for.
    pub wanted: Option<ForWhom>,
    /// The consent, if it was given.
    pub consent: Option<Consent>,
    /// What they wrote.
    pub form: Personal<Form>,
}
