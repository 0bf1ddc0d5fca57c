//! A member invites a visitor by e-mail or SMS, to a time or with a link that lets in repeatedly (V9): to themselves, to a colleague, or to the first one free.

use super::{follow, link, run, sealed};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::role::Power;
use domain::text::{Note, PersonName};
use domain::time::Day;
use domain::visit::{Command, Invitation, Invite, Kind, Link, Reach, Reminders, When, appointment};
use domain::{Class, CommandId, Language, MemberId, OrganisationId, Refusal, Timestamp, VisitId};
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct InvitationForm {
    /// Whom.
    pub name: PersonName,
    /// How they are reached.
    pub reach: Reach,
    /// When they can come.
    pub planned: Planned,
    /// A few words to them.
    pub note: Option<Note>,
    /// The language of the messages to them.
    pub language: Language,
    /// Who will see them.
    pub whom: Whom,
    /// The visit that this appointment follows.
    pub follows: Option<VisitId>,
}

/// When somebody who is invited can come.
#[derive(Clone, Copy, Debug)]
pub enum Planned {
    /// To a time, once.
    At {
        /// When they are expected.
        at: Timestamp,
        /// Which reminders they get; as the organisation chose where nothing is said.
        reminders: Option<Reminders>,
    },
    /// As often as they like, to the end of this day.
    Until(Day),
}

/// Who will see somebody who is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The inviter.
    Me,
    /// A colleague: from now on it is theirs.
    Colleague(MemberId),
    /// Whoever is free.
    FirstFree,
}

/// Somebody who was invited.
pub struct Invited {
    /// Which visit.
    pub visit: VisitId,
    /// How far the log tells of it.
    pub done: Done,
}

/// Invites. The visit's key has its clock from the beginning: it starts at the appointed time, or with the end of a repeating link, and runs out by itself when nobody
/// comes.
pub async fn invite(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    form: InvitationForm,
) -> Result<Invited, CommandError> {
    staff.role(Power::Receive)?;
    let core = crate::organisation::organisation(deps, staff.organisation).await?;
    let core = core.open()?;
    core.takes_new(deps.now())?;
    let (now, visit) = (deps.now(), VisitId(Uuid::new_v5(&id.0, b"visit")));
    let (at, expires, kind) = match form.planned {
        Planned::At { at, reminders } => {
            (at, Link::expires(at), Kind::Once(reminders.unwrap_or(core.reminders)))
        }
        Planned::Until(day) => {
            let until = appointment::until(day, now, core.zone)?;
            (until, until, Kind::Repeating)
        }
    };
    let when = When { at, zone: core.zone };
    // Before a key is made whose clock would run for years.
    when.check(now)?;
    reachable(deps, &form.reach)?;
    let professional = professional(deps, staff, form.whom).await?;
    if let Some(earlier) = form.follows {
        follow::check(deps, staff, earlier).await?;
    }
    deps.vault
        .mint((visit.subject(), Class::Visit), staff.organisation, Some(at), core.retention.due(at))
        .await?;
    let wanted = match professional {
        Some(member) => deps.vault.for_whom(visit.subject(), member).await?,
        None => None,
    };
    let token = Token::draw(&*deps.entropy, visit.0, expires);
    let secret = token.secret().ok_or(Refusal::LinkSpent)?;
    link::keep(deps, staff.organisation, &form.reach, visit, token.expires()).await?;
    if let Some(earlier) = form.follows {
        follow::keep(deps, staff.organisation, earlier, visit, token.expires()).await?;
    }
    let invitation = Invitation {
        name: form.name,
        at,
        note: form.note,
        professional,
        language: Some(form.language),
        by: staff.member,
        made: now,
        reach: form.reach,
    };
    let command = Command::Invite(Box::new(Invite {
        visit,
        organisation: staff.organisation,
        retention: core.retention,
        wanted,
        when,
        channel: invitation.reach.channel(),
        kind,
        link: token.hash(),
        invitation: sealed(visit, &invitation),
        secret: sealed(visit, &secret),
    }));
    let done = run(deps, id, visit, command).await?;
    // It can be moved, so the lookup lasts until the visit is over; until now it would have run out by itself.
    deps.vault.keys().confirm(visit.subject()).await?;
    Ok(Invited { visit, done })
}

/// Whom the visitor will see: a colleague receives visitors in the same organisation.
async fn professional(deps: &Deps, staff: &Staff, whom: Whom) -> Result<Option<MemberId>, CommandError> {
    let colleague = match whom {
        Whom::Me => return Ok(Some(staff.member)),
        Whom::FirstFree => return Ok(None),
        Whom::Colleague(colleague) => colleague,
    };
    receives(deps, staff.organisation, colleague).await?;
    Ok(Some(colleague))
}

/// Whether somebody receives visitors in this organisation.
pub(super) async fn receives(
    deps: &Deps,
    organisation: OrganisationId,
    member: MemberId,
) -> Result<(), CommandError> {
    if crate::member::member(deps, member).await?.receives(organisation) {
        Ok(())
    } else {
        Err(Refusal::NotReceiving.into())
    }
}

/// Whether anything can be sent there.
fn reachable(deps: &Deps, reach: &Reach) -> Result<(), Refusal> {
    match reach {
        Reach::Email(_) => Ok(()),
        Reach::Phone(phone) => match phone.as_str().parse() {
            Ok(number) if deps.texter.reaches(&number) => Ok(()),
            Ok(_) | Err(_) => Err(Refusal::NoSuchWay),
        },
    }
}
