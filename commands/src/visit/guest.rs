//! Guests of a call: an interpreter or a relative comes by a link that the one who holds the call makes in it, and is let in from within it.

use super::admit::{Acting, Colleagues, acting};
use super::{run, sealed};
use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::Done;
use crate::token::Token;
use chrono::TimeDelta;
use domain::text::PersonName;
use domain::visit::{
    Act, Command, Event, GuestExpected, GuestForm, GuestRole, GuestStands, GuestStep, TokenHash, Visit,
};
use domain::{Aggregate as _, CommandId, GuestId, OrganisationId, Personal, Refusal, VisitId};
use uuid::Uuid;

/// The longest a guest's link holds, should the call not end before.
const HOLDS: TimeDelta = TimeDelta::hours(24);

/// A guest, as the log tells of them.
#[derive(Clone)]
pub struct GuestRow {
    /// Who.
    pub guest: GuestId,
    /// How far they are, or were when the call ended.
    pub stands: GuestStands,
    /// What lets them back, once they came.
    pub token: Option<TokenHash>,
    /// As what they come, and who made the link.
    pub expected: Personal<GuestExpected>,
    /// What they wrote, once they came.
    pub form: Option<Personal<GuestForm>>,
    /// Who let them in.
    pub let_in: Option<Personal<Act>>,
}

/// The guests of a visit.
pub struct Guests {
    /// Whose page; `None` where there is no such visit.
    pub organisation: Option<OrganisationId>,
    /// Whether the call goes on.
    pub runs: bool,
    /// All for whom a link was made, in that order.
    pub rows: Vec<GuestRow>,
}

impl Guests {
    /// Who is let back by this token.
    pub fn holder(&self, token: &TokenHash) -> Option<&GuestRow> {
        self.rows.iter().find(|row| row.token.as_ref() == Some(token))
    }

    /// Who it is.
    pub fn get(&self, guest: GuestId) -> Option<&GuestRow> {
        self.rows.iter().find(|row| row.guest == guest)
    }
}

fn change(rows: &mut [GuestRow], guest: GuestId, change: impl FnOnce(&mut GuestRow)) {
    if let Some(row) = rows.iter_mut().find(|row| row.guest == guest) {
        change(row);
    }
}

/// What an event tells of guests.
fn take(rows: &mut Vec<GuestRow>, event: Event) {
    match event {
        Event::GuestExpected { guest, link, expected, .. } => {
            let stands = GuestStands::Expected { link };
            let token = None;
            rows.push(GuestRow { guest, stands, token, expected, form: None, let_in: None });
        }
        Event::GuestCame { guest, token, form, .. } => change(rows, guest, |row| {
            row.stands = GuestStands::Waits { token: token.clone() };
            (row.token, row.form) = (Some(token), Some(form));
        }),
        Event::GuestLetIn { guest, act, .. } => change(rows, guest, |row| {
            if let GuestStands::Waits { token } = &row.stands {
                row.stands = GuestStands::LetIn { token: token.clone() };
                row.let_in = Some(act);
            }
        }),
        Event::GuestTurnedAway { guest, .. } => {
            change(rows, guest, |row| row.stands = GuestStands::TurnedAway);
        }
        Event::Invited { .. }
        | Event::RepeatingLinkGiven { .. }
        | Event::RepeatingLinkEnded { .. }
        | Event::Reassigned { .. }
        | Event::Moved { .. }
        | Event::Cancelled { .. }
        | Event::LinkIssued { .. }
        | Event::Reminded { .. }
        | Event::Missed { .. }
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
        | Event::CallEnded { .. }
        | Event::TechnicalRecorded { .. }
        | Event::Seen { .. }
        | Event::Alerted { .. }
        | Event::HandedOver { .. }
        | Event::NoShow { .. }
        | Event::Closed { .. } => {}
    }
}

/// The guests of a visit as far as its stream was read. It reads on from there, so that whoever waits for a change does not read all of it each time.
#[derive(Default)]
pub struct GuestBook {
    visit: Visit,
    rows: Vec<GuestRow>,
    version: u64,
}

impl GuestBook {
    /// Reads what has been added since.
    pub async fn read_on(&mut self, deps: &Deps, of: VisitId) -> Result<(), CommandError> {
        let Self { visit, rows, version } = self;
        let from = *version;
        // With each event: whoever stops in the middle goes on there.
        super::each(deps, of, from, |record, event| {
            *visit = std::mem::take(visit).evolve(&event);
            take(rows, event);
            *version = record.version;
        })
        .await
        .map(drop)
    }

    /// How it stands.
    pub fn guests(&self) -> Guests {
        let mut rows = self.rows.clone();
        if let Visit::Waiting { .. } | Visit::Admitted { .. } = &self.visit {
            // Who came into a call that was given on before anybody spoke came into that one: its rows end with it.
            let call =
                if let Visit::Admitted { call, .. } = &self.visit { call.guests.as_slice() } else { &[] };
            for row in &mut rows {
                let stands = call.iter().find(|one| one.guest == row.guest).map(|one| one.stands.clone());
                row.stands = stands.unwrap_or(GuestStands::TurnedAway);
            }
        }
        Guests {
            organisation: self.visit.core().map(|core| core.organisation),
            runs: matches!(self.visit, Visit::Admitted { .. }),
            rows,
        }
    }
}

/// The guests of a visit, also of one that is over.
pub async fn guests(deps: &Deps, of: VisitId) -> Result<Guests, CommandError> {
    let mut book = GuestBook::default();
    book.read_on(deps, of).await?;
    Ok(book.guests())
}

/// Makes a link for a guest: shown to whoever makes it, and sent by nothing.
pub async fn expect_guest(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    role: GuestRole,
) -> Result<(GuestId, Token), CommandError> {
    let Acting { professional, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    let token = Token::draw(&*deps.entropy, of.0, deps.now() + HOLDS);
    let guest = GuestId(Uuid::new_v5(&id.0, b"guest"));
    let expected = sealed(of, &GuestExpected { by: staff.member, role, at: deps.now() });
    let step = GuestStep::Expect { professional, link: token.hash(), expected };
    run(deps, id, of, Command::Guest { guest, step }).await?;
    Ok((guest, token))
}

/// The visit and the guest whom a link is for, while it lets in. For one that nobody made and one that has ended the answer is the same.
pub async fn guest_by(deps: &Deps, link: &Token) -> Result<(VisitId, OrganisationId, GuestId), CommandError> {
    let of = VisitId(link.id());
    let hash = link.hash();
    let Visit::Admitted { core, call, .. } = super::visit(deps, of).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    let guest = call.guests.iter().find(|one| one.stands == GuestStands::Expected { link: hash.clone() });
    let guest = guest.filter(|_| link.expires() > deps.now()).ok_or(Refusal::LinkSpent)?;
    Ok((of, core.organisation, guest.guest))
}

/// Somebody comes by a guest's link, which is used up. The form carries a secret drawn for it, which from now on lets its holder back.
pub async fn guest_comes(
    deps: &Deps,
    link: &Token,
    secret: &Token,
    name: PersonName,
    consents: bool,
) -> Result<(VisitId, Done), CommandError> {
    let of = VisitId(link.id());
    let token = secret.hash();
    let Visit::Admitted { core, call, .. } = super::visit(deps, of).await? else {
        return Err(Refusal::LinkSpent.into());
    };
    let hash = link.hash();
    let expected = GuestStands::Expected { link: hash.clone() };
    let (waits, is_in) =
        (GuestStands::Waits { token: token.clone() }, GuestStands::LetIn { token: token.clone() });
    let guest = call.guests.iter().find(|one| [&expected, &waits, &is_in].contains(&&one.stands));
    let guest = guest.ok_or(Refusal::LinkSpent)?.guest;
    let organisation = crate::organisation::organisation(deps, core.organisation).await?;
    let house = organisation.open()?;
    let consent = if consents { Some(super::consent(deps, house).await?) } else { None };
    let form = sealed(of, &GuestForm { name, at: deps.now() });
    let id = CommandId(Uuid::new_v5(&of.0, token.0.as_bytes()));
    let step = GuestStep::Come { link: hash, expires: link.expires(), token, consent, form };
    let done = run(deps, id, of, Command::Guest { guest, step }).await?;
    Ok((of, done))
}

/// Lets a guest in who waits.
pub async fn let_guest_in(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    guest: GuestId,
) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    let act = sealed(of, &Act { by: staff.member, at: deps.now() });
    run(deps, id, of, Command::Guest { guest, step: GuestStep::LetIn { professional, act } }).await
}

/// Withdraws a guest's link, or does not let in whoever came by it.
pub async fn turn_guest_away(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    of: VisitId,
    guest: GuestId,
) -> Result<Done, CommandError> {
    let Acting { professional, .. } = acting(deps, staff, of, &Colleagues::default()).await?;
    let act = sealed(of, &Act { by: staff.member, at: deps.now() });
    run(deps, id, of, Command::Guest { guest, step: GuestStep::TurnAway { professional, act } }).await
}
