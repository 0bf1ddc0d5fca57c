//! Why a command was refused, worded for the person who sees it. A refusal never repeats what was typed.

use crate::text::Invalid;

/// A refusal. Its [`code`](Refusal::code) is stable: pages and the API translate it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A field was not accepted.
    #[error("{field}: {why}")]
    Field {
        /// The form's field.
        field: &'static str,
        /// Why.
        why: Invalid,
    },
    /// No such thing, or not for this person to know.
    #[error("This does not exist, or not for you.")]
    NotFound,
    /// The role does not allow it.
    #[error("Your role does not allow this.")]
    NotAllowed,
    /// The address `/{slug}` is taken.
    #[error("This address is taken. Please choose another.")]
    SlugTaken,
    /// The e-mail address belongs to an account.
    #[error("This e-mail address already has an account. Please sign in instead.")]
    EmailTaken,
    /// A link that was used, replaced or is too old.
    #[error("This link has been used or is too old. Please ask for a new one.")]
    LinkSpent,
    /// The organisation has not finished setting up.
    #[error("This organisation does not receive visitors yet.")]
    NotOpen,
    /// The agreement comes after the confirmation.
    #[error("Please confirm your e-mail address first.")]
    NotConfirmed,
    /// Without consent no visit.
    #[error("We need your consent to let you in.")]
    ConsentMissing,
    /// The privacy notice is missing (G8).
    #[error("Publish your privacy notice first: visitors must be able to read it.")]
    NoticeMissing,
    /// The visit is over.
    #[error("This visit has ended.")]
    VisitOver,
    /// The visitor is not waiting any more.
    #[error("This visitor is no longer waiting.")]
    NotWaiting,
    /// The visitor was not let in yet.
    #[error("You have not been let in yet.")]
    NotAdmitted,
    /// The visitor has come, so nobody stayed away.
    #[error("This visitor has come.")]
    HasCome,
    /// The time of the appointment has not come.
    #[error("The time of this appointment has not come yet.")]
    NotYet,
    /// The door is closed to new arrivals.
    #[error("Nobody is received right now. Please come back later.")]
    DoorClosed,
    /// The visitor asked for somebody else.
    #[error("This visitor asked for another member.")]
    ForSomebodyElse,
    /// Another member is with the visitor.
    #[error("A colleague is already with this visitor.")]
    WithAColleague,
    /// What was sealed has been erased.
    #[error("The data this is about has been erased.")]
    Erased,
    /// A legal hold takes two people, whatever their roles.
    #[error("Somebody else has to confirm this: a legal hold takes two people.")]
    SecondPerson,
    /// The legal hold is over, or there is none.
    #[error("This legal hold is over.")]
    HoldOver,
    /// Electronic ID waits for the organisation's confirmation (V5).
    #[error(
        "Confirm the legal ground first: without one nobody may be asked for a national identity number."
    )]
    GroundUnconfirmed,
    /// Electronic ID is not switched on, or not this one.
    #[error("This electronic ID is not used here.")]
    ElectronicIdOff,
    /// An identification that was finished, replaced, is too old, or belongs to another browser.
    #[error("This identification was used already, or took too long. Please begin it anew.")]
    IdentificationSpent,
    /// A visitor has begun very many identifications.
    #[error("That was tried very often. Please go on without.")]
    IdentifiedTooOften,
    /// The national number was shown.
    #[error("The number was shown already: it is shown once.")]
    NumberShown,
    /// There is nothing to certify.
    #[error("Nothing of this has been erased yet.")]
    NothingErased,
    /// The link of an appointment lets in from an hour before.
    #[error("It is too early. Please come back an hour before your appointment.")]
    TooEarly,
    /// Outside of the opening hours, with nobody on duty.
    #[error("It is closed now. Please come back when it opens.")]
    Closed,
    /// Only somebody who receives visitors here can be given one.
    #[error("Please choose somebody who receives visitors here.")]
    NotReceiving,
    /// The member who was asked for has left, or their role was taken.
    #[error(
        "This person no longer receives visitors here. Please choose somebody else, or the first one free."
    )]
    NoLongerReceiving,
    /// The member who was asked for is away.
    #[error("This person is away. Please choose somebody else, or the first one free.")]
    Away,
    /// Nobody can be sent a text message there.
    #[error("No text message can be sent to this number. Please use an e-mail address.")]
    NoSuchWay,
    /// The last owner stays the owner.
    #[error("An organisation keeps one owner. Hand over the ownership first.")]
    LastOwner,
    /// The invitation has been accepted.
    #[error("This invitation has been accepted. Remove the member instead.")]
    InvitationAccepted,
    /// The code of the second factor is missing, wrong, or was used.
    #[error("This code is not right, or it was used before.")]
    CodeWrong,
    /// The time in which a recovery can be stopped is not over.
    #[error("This can still be stopped. Please come back when the time is over.")]
    RecoveryWaits,
    /// Visitors for the first one free are for those on duty.
    #[error(
        "Colleagues are on duty for visitors who asked for nobody in particular. Go on duty to receive them."
    )]
    NotOnDuty,
    /// Somebody has entered the call.
    #[error("The call has begun, so it is handed over no more. End it first.")]
    CallRuns,
    /// The visitor was let in, and the call is not over.
    #[error("The call is not over yet. What is kept of it can be erased as soon as it is.")]
    InCall,
    /// A call has four places.
    #[error("So many links are open already. Withdraw one first.")]
    TooManyGuests,
    /// So many messages go out in an organisation's name in so long.
    #[error(
        "Your organisation has sent as many invitations as one may in a short time. Please try again later."
    )]
    TooManyMessages {
        /// The field it is shown at, where there is one.
        field: Option<&'static str>,
    },
    /// So many addresses are told in a day to have an account.
    #[error("Too many of the addresses that you tried today have an account already. Please go on tomorrow.")]
    TooManyTaken,
    /// The text of an agreement is another one than was read.
    #[error("This text was changed a moment ago. Please read it again.")]
    AgreementChanged,
    /// The trial is over, and nobody has continued it.
    #[error("The trial is over: nobody new is received or invited.")]
    TrialOver,
    /// Only somebody with an account in use can become the owner.
    #[error("Ownership is offered to a member who has accepted the invitation.")]
    NotAMember,
}

impl Refusal {
    /// Its stable code, the key of its translations.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Field { .. } => "field",
            Refusal::NotFound => "not-found",
            Refusal::NotAllowed => "not-allowed",
            Refusal::SlugTaken => "slug-taken",
            Refusal::EmailTaken => "email-taken",
            Refusal::LinkSpent => "link-spent",
            Refusal::NotOpen => "not-open",
            Refusal::NotConfirmed => "not-confirmed",
            Refusal::ConsentMissing => "consent-missing",
            Refusal::NoticeMissing => "notice-missing",
            Refusal::VisitOver => "visit-over",
            Refusal::NotWaiting => "not-waiting",
            Refusal::NotAdmitted => "not-admitted",
            Refusal::HasCome => "has-come",
            Refusal::NotYet => "not-yet",
            Refusal::DoorClosed => "door-closed",
            Refusal::ForSomebodyElse => "for-somebody-else",
            Refusal::WithAColleague => "with-a-colleague",
            Refusal::Erased => "erased",
            Refusal::SecondPerson => "second-person",
            Refusal::HoldOver => "hold-over",
            Refusal::GroundUnconfirmed => "ground-unconfirmed",
            Refusal::ElectronicIdOff => "electronic-id-off",
            Refusal::IdentificationSpent => "identification-spent",
            Refusal::IdentifiedTooOften => "identified-too-often",
            Refusal::NumberShown => "number-shown",
            Refusal::NothingErased => "nothing-erased",
            Refusal::TooEarly => "too-early",
            Refusal::Closed => "closed",
            Refusal::NotReceiving => "not-receiving",
            Refusal::NoLongerReceiving => "no-longer-receiving",
            Refusal::Away => "away",
            Refusal::NoSuchWay => "no-such-way",
            Refusal::LastOwner => "last-owner",
            Refusal::InvitationAccepted => "invitation-accepted",
            Refusal::NotAMember => "not-a-member",
            Refusal::AgreementChanged => "agreement-changed",
            Refusal::NotOnDuty => "not-on-duty",
            Refusal::CallRuns => "call-runs",
            Refusal::InCall => "in-call",
            Refusal::TooManyGuests => "too-many-guests",
            Refusal::TooManyMessages { .. } => "too-many-messages",
            Refusal::TooManyTaken => "too-many-taken",
            Refusal::CodeWrong => "code-wrong",
            Refusal::RecoveryWaits => "recovery-waits",
            Refusal::TrialOver => "trial-over",
        }
    }

    /// The field it is about, where it is about one.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::Field { field, .. } => Some(field),
            Refusal::TooManyMessages { field } => *field,
            Refusal::SlugTaken => Some("slug"),
            Refusal::EmailTaken | Refusal::TooManyTaken => Some("email"),
            Refusal::ConsentMissing | Refusal::AgreementChanged => Some("consent"),
            Refusal::GroundUnconfirmed => Some("confirmed"),
            Refusal::NoSuchWay => Some("reach"),
            Refusal::CodeWrong => Some("code"),
            Refusal::Away | Refusal::NoLongerReceiving => Some("professional"),
            Refusal::NotReceiving => Some("whom"),
            Refusal::NotFound
            | Refusal::NotAllowed
            | Refusal::LinkSpent
            | Refusal::NotOpen
            | Refusal::NotConfirmed
            | Refusal::NoticeMissing
            | Refusal::VisitOver
            | Refusal::NotWaiting
            | Refusal::NotAdmitted
            | Refusal::HasCome
            | Refusal::NotYet
            | Refusal::DoorClosed
            | Refusal::ForSomebodyElse
            | Refusal::WithAColleague
            | Refusal::Erased
            | Refusal::SecondPerson
            | Refusal::HoldOver
            | Refusal::ElectronicIdOff
            | Refusal::IdentificationSpent
            | Refusal::IdentifiedTooOften
            | Refusal::NumberShown
            | Refusal::NothingErased
            | Refusal::TooEarly
            | Refusal::Closed
            | Refusal::LastOwner
            | Refusal::InvitationAccepted
            | Refusal::NotAMember
            | Refusal::NotOnDuty
            | Refusal::CallRuns
            | Refusal::InCall
            | Refusal::TooManyGuests
            | Refusal::RecoveryWaits
            | Refusal::TrialOver => None,
        }
    }
}

/// Names the field of a text that was not accepted.
pub trait InField<T> {
    /// The refusal of this form field.
    fn field(self, field: &'static str) -> Result<T, Refusal>;
}

impl<T> InField<T> for Result<T, Invalid> {
    fn field(self, field: &'static str) -> Result<T, Refusal> {
        self.map_err(|why| Refusal::Field { field, why })
    }
}
