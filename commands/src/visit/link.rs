//! New links for invitations: sent once more by a member, or asked for by somebody who has lost theirs.
//!
//! A lost link is found by address through the key table's lookups, keyed hashes that live as long as the invitation and no longer: taken back when the visit is
//! over or nobody came, and gone with its key. They lead from an address to what is open and never from one visit to another (V6).

use super::admit::{Acting, Colleagues, acting};
use super::{run, sealed};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use domain::visit::{Command, Core, Event, ForWhom, Link, Reach, TokenHash, Visit, stream};
use domain::{Aggregate as _, Class, CommandId, OrganisationId, Refusal, Timestamp, VisitId};
use store::codec;
use store::vault::{KeyState, KeysError};
use uuid::Uuid;

/// The kind of these lookups.
const KIND: &str = "visit";

/// How many open invitations of one address at one organisation can be found. A lookup leads to one subject, so each of them has a place of its own.
const PLACES: u8 = 8;

/// The longest stream of a visit that is read for a link.
const EVENTS: usize = 1_000;

/// A link that was once made.
pub struct Known {
    /// The visit it is for.
    pub core: Core,
    /// Why it does not let in now; `None` where it does.
    pub refusal: Option<Refusal>,
}

impl Known {
    /// Whether it lets in repeatedly.
    pub fn repeats(&self) -> bool {
        self.core.invited.as_ref().is_some_and(|invited| invited.repeats)
    }
}

/// What a link is; `None` for one that nobody made. Looking does not use it up, and knowing a visit's id is no link.
pub async fn known(deps: &Deps, token: &Token) -> Result<Option<Known>, CommandError> {
    let (hash, mut made, mut visit) = (token.hash(), false, Visit::default());
    for record in deps.log.read_stream(&stream(VisitId(token.id())), 0, EVENTS).await? {
        let event: Event = codec::event(&record)?;
        made = made || makes(&event) == Some(&hash);
        visit = visit.evolve(&event);
    }
    let Some(core) = visit.core().filter(|_| made) else { return Ok(None) };
    let stands = core.invited.as_ref().and_then(|invited| invited.link.as_ref()) == Some(&hash);
    let link = Link { hash, expires: token.expires() };
    let refusal = match &visit {
        Visit::Over { .. } => Some(Refusal::VisitOver),
        Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } | Visit::Admitted { .. } if stands => {
            let repeats = core.invited.as_ref().is_some_and(|invited| invited.repeats);
            if repeats { link.holds(deps.now()).err() } else { link.check(deps.now()).err() }
        }
        Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } | Visit::Admitted { .. } => {
            Some(Refusal::LinkSpent)
        }
    };
    Ok(Some(Known { core: core.clone(), refusal }))
}

/// The link that an event makes.
fn makes(event: &Event) -> Option<&TokenHash> {
    match event {
        Event::Invited { link, .. }
        | Event::RepeatingLinkGiven { link, .. }
        | Event::Moved { link, .. }
        | Event::LinkIssued { link, .. } => Some(link),
        Event::Cancelled { .. }
        | Event::Reminded { .. }
        | Event::Missed { .. }
        | Event::RepeatingLinkEnded { .. }
        | Event::Reassigned { .. }
        | Event::MessageSent { .. }
        | Event::MessageRefused { .. }
        | Event::Arrived { .. }
        | Event::LetBack { .. }
        | Event::Checked { .. }
        | Event::Left { .. }
        | Event::Returned { .. }
        | Event::Admitted { .. }
        | Event::CallStarted { .. }
        | Event::Joined { .. }
        | Event::Connected { .. }
        | Event::ParticipantLeft { .. }
        | Event::PutOut { .. }
        | Event::LetBackIn { .. }
        | Event::RoomClosed { .. }
        | Event::RoomOpened { .. }
        | Event::ColleagueAsked { .. }
        | Event::ThirdJoined { .. }
        | Event::ThirdLeft { .. }
        | Event::GuestExpected { .. }
        | Event::GuestCame { .. }
        | Event::GuestLetIn { .. }
        | Event::GuestTurnedAway { .. }
        | Event::CallEnded { .. }
        | Event::TechnicalRecorded { .. }
        | Event::Seen { .. }
        | Event::Alerted { .. }
        | Event::HandedOver { .. }
        | Event::NoShow { .. }
        | Event::Closed { .. } => None,
    }
}

/// A member sends the link once more: a new one, which replaces the one before.
pub async fn resend(deps: &Deps, id: CommandId, staff: &Staff, visit: VisitId) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, visit, &Colleagues::default()).await?;
    issue(deps, id, visit, Some(professional)).await
}

/// Somebody has lost their link and names the address it was sent to. Every open invitation of this address gets a new one; without any, nothing is done and
/// nothing is said.
pub async fn lost(
    deps: &Deps,
    id: CommandId,
    organisation: OrganisationId,
    reach: &Reach,
) -> Result<(), CommandError> {
    for place in 0..PLACES {
        let Some(subject) = deps.vault.find(KIND, &address(organisation, reach, place)).await? else {
            continue;
        };
        let of_this = CommandId(Uuid::new_v5(&id.0, subject.as_bytes()));
        match issue(deps, of_this, VisitId(subject.0), None).await {
            // It was called off a moment ago, say.
            Err(CommandError::Refused(refusal)) => tracing::debug!(code = refusal.code(), "no new link"),
            done => drop(done?),
        }
    }
    Ok(())
}

/// Makes the invitation findable by its address, until then or until it is confirmed. Where every place is taken it is not: whoever has that many has mails enough.
pub(super) async fn keep(
    deps: &Deps,
    organisation: OrganisationId,
    reach: &Reach,
    visit: VisitId,
    expires: Timestamp,
) -> Result<(), CommandError> {
    for place in 0..PLACES {
        let address = address(organisation, reach, place);
        match deps.vault.claim(&[(KIND, &address, visit.subject())], expires).await {
            Err(KeysError::Taken(_)) => {}
            done => return Ok(done?),
        }
    }
    Ok(())
}

/// What stands for an address at an organisation. Only its keyed hash is kept.
fn address(organisation: OrganisationId, reach: &Reach, place: u8) -> String {
    let address = match reach {
        Reach::Email(email) => email.as_str(),
        Reach::Phone(phone) => phone.as_str(),
    };
    format!("{organisation} {place} {address}")
}

async fn issue(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    professional: Option<ForWhom>,
) -> Result<Done, CommandError> {
    // When the appointment is, the clock of the visit's key knows.
    let state = deps.vault.keys().states(vec![(visit.subject(), Class::Visit)]).await?.pop();
    let Some(KeyState::Live(key)) = state else { return Err(Refusal::Erased.into()) };
    let at = key.starts_at.ok_or(Refusal::NotFound)?;
    let there = super::visit(deps, visit).await?;
    let invited = there.core().and_then(|core| core.invited.clone()).ok_or(Refusal::NotFound)?;
    let expires = if invited.repeats { at } else { Link::expires(at) };
    let token = Token::draw(&*deps.entropy, visit.0, expires);
    let secret = token.secret().ok_or(Refusal::LinkSpent)?;
    let secret = sealed(visit, &secret);
    run(deps, id, visit, Command::IssueLink { professional, link: token.hash(), secret }).await
}
