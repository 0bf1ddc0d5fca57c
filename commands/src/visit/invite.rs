//! A member invites a visitor to a time, by e-mail or SMS (V9).

use super::{link, run, sealed};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::role::Power;
use domain::text::{Note, PersonName};
use domain::visit::{Command, Invitation, Invite, Link, Reach, When};
use domain::{Class, CommandId, Language, Refusal, Timestamp, VisitId};
use uuid::Uuid;

/// What the form asks for, parsed.
pub struct InvitationForm {
    /// Whom.
    pub name: PersonName,
    /// How they are reached.
    pub reach: Reach,
    /// When they are expected.
    pub at: Timestamp,
    /// A few words to them.
    pub note: Option<Note>,
    /// The language of the messages to them.
    pub language: Language,
    /// Whether the inviter will see them, and nobody else.
    pub mine: bool,
}

/// Somebody who was invited.
pub struct Invited {
    /// Which visit.
    pub visit: VisitId,
    /// How far the log tells of it.
    pub done: Done,
}

/// Invites. The visit's key has its clock from the beginning: it starts at the appointed time, and runs out by itself when nobody comes.
pub async fn invite(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    form: InvitationForm,
) -> Result<Invited, CommandError> {
    staff.role(Power::Receive)?;
    let core = crate::organisation::organisation(deps, staff.organisation).await?;
    let core = core.open()?;
    let (now, visit) = (deps.now(), VisitId(Uuid::new_v5(&id.0, b"visit")));
    let when = When { at: form.at, zone: core.zone };
    // Before a key is made whose clock would run for years.
    when.check(now)?;
    reachable(deps, &form.reach)?;
    deps.vault
        .mint((visit.subject(), Class::Visit), staff.organisation, Some(form.at), core.retention.due(form.at))
        .await?;
    let mine = form.mine.then_some(staff.member);
    let wanted = match mine {
        Some(member) => deps.vault.for_whom(visit.subject(), member).await?,
        None => None,
    };
    let token = Token::draw(&*deps.entropy, visit.0, Link::expires(form.at));
    let secret = token.secret().ok_or(Refusal::LinkSpent)?;
    link::keep(deps, staff.organisation, &form.reach, visit, token.expires()).await?;
    let invitation = Invitation {
        name: form.name,
        at: form.at,
        note: form.note,
        professional: mine,
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
        link: token.hash(),
        invitation: sealed(visit, &invitation),
        secret: sealed(visit, &secret),
    }));
    let done = run(deps, id, visit, command).await?;
    // It can be moved, so the lookup lasts until the visit is over; until now it would have run out by itself.
    deps.vault.keys().confirm(visit.subject()).await?;
    Ok(Invited { visit, done })
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
