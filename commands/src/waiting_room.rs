//! What members do with the waiting room: notes to those who wait, the door, whether visitors are told their place; and how a member is told of arrivals.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute, load};
use domain::text::{Note, Phone};
use domain::visit::Channel;
use domain::waiting_room::{
    Alerts, Asked, ChooseAlert, Closing, Command, Door, Posted, WaitingRoom, alerts, stream,
};
use domain::{Class, CommandId, OrganisationId, Personal, Refusal, VisitId};

/// Who reads a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody who waits.
    Everybody,
    /// Those who wait for the member who writes it.
    Own,
}

/// Puts up a note, in place of the one before.
pub async fn put_up(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    readers: Readers,
    note: Note,
) -> Result<Done, CommandError> {
    let note = sealed(staff.organisation, &Posted { note, by: staff.member, at: deps.now() });
    run(deps, id, staff, Command::PutUp { of: of(staff, readers), note }).await
}

/// Takes the note down.
pub async fn take_down(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    readers: Readers,
) -> Result<Done, CommandError> {
    run(deps, id, staff, Command::TakeDown { of: of(staff, readers) }).await
}

/// Closes the door. Those in `let_go` are let go with it, by a reaction; the others stay.
pub async fn close(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    note: Option<Note>,
    let_go: Vec<VisitId>,
) -> Result<Done, CommandError> {
    let closing = sealed(staff.organisation, &Closing { note, by: staff.member, at: deps.now() });
    run(deps, id, staff, Command::Close { let_go, closing }).await
}

/// Opens the door.
pub async fn open(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let opening = sealed(staff.organisation, &Closing { note: None, by: staff.member, at: deps.now() });
    run(deps, id, staff, Command::Open { opening }).await
}

/// Chooses whether visitors are told their place in the line.
pub async fn show_place(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    shown: bool,
) -> Result<Done, CommandError> {
    run(deps, id, staff, Command::ShowPlace { shown }).await
}

/// A member chooses how to be told of arrivals while not looking (A5).
pub async fn choose_alert(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    by: Option<Channel>,
    phone: Option<Phone>,
) -> Result<Done, CommandError> {
    if let (Some(Channel::Sms), Some(phone)) = (by, &phone) {
        match phone.as_str().parse() {
            Ok(number) if deps.texter.reaches(&number) => {}
            Ok(_) | Err(_) => return Err(Refusal::NoSuchWay.into()),
        }
    }
    let choice = ChooseAlert {
        member: staff.member,
        organisation: staff.organisation,
        roles: staff.roles.clone(),
        by,
        phone: phone.map(|phone| Personal::new(staff.member.subject(), Class::Contact, &phone)),
    };
    execute::<Alerts>(deps, &alerts::stream(staff.member), id, &choice).await
}

/// Whether anybody new may come in.
pub(crate) async fn lets_in(deps: &Deps, organisation: OrganisationId) -> Result<(), CommandError> {
    let (room, _) = load::<WaitingRoom>(deps, &stream(organisation)).await?;
    match room.door {
        Door::Open => Ok(()),
        Door::Closed => Err(Refusal::DoorClosed.into()),
    }
}

fn of(staff: &Staff, readers: Readers) -> Option<domain::MemberId> {
    match readers {
        Readers::Everybody => None,
        Readers::Own => Some(staff.member),
    }
}

fn sealed<T: serde::Serialize>(organisation: OrganisationId, value: &T) -> Personal<T> {
    Personal::new(organisation.subject(), Class::Account, value)
}

async fn run(deps: &Deps, id: CommandId, staff: &Staff, command: Command) -> Result<Done, CommandError> {
    let organisation = staff.organisation;
    let asked = Asked { organisation, roles: staff.roles.clone(), command };
    execute::<WaitingRoom>(deps, &stream(organisation), id, &asked).await
}
