//! Between rooms and visits: what happens in a room becomes commands on the visit, each recorded once.

use crate::app::App;
use crate::error::AppError;
use crate::room::{
    Fact, Hub, Limits, NotRecorded, ParticipantId, Refused, RoomFacts, RoomId, Standing, Verdict, What,
};
use async_trait::async_trait;
use commands::{CommandError, Deps, visit};
use domain::visit::{Party, Passage, Side, Step, Visit};
use domain::{CommandId, GuestId, MemberId, Refusal, VisitId};
use std::sync::Arc;

/// The rooms of this process.
#[derive(Clone)]
pub struct Rooms {
    hub: Hub,
}

impl Rooms {
    /// Rooms whose facts become commands.
    pub fn new(deps: &Deps) -> Self {
        let entropy = deps.entropy.clone();
        let recorder = Arc::new(Recorder { deps: deps.clone() });
        let hub =
            Hub::new(Limits::default(), Arc::new(move |buffer: &mut [u8]| entropy.fill(buffer)), recorder);
        Self { hub }
    }

    /// The hub.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Of a member who is one no more: the calls they hold end for all, and those they joined go on without them.
    pub fn end_all_of(&self, member: MemberId) {
        self.hub.dismiss(professional(member));
    }

    /// The call of a visit is a colleague's from now on.
    pub fn hand_over(&self, visit: VisitId, from: MemberId, to: MemberId) {
        self.hub.hand_over(room(visit), professional(from), professional(to));
    }

    /// Ends the call of a visit for all.
    pub fn end(&self, visit: VisitId) {
        self.hub.end(room(visit));
    }
}

/// A visit's room.
pub fn room(visit: VisitId) -> RoomId {
    RoomId(visit.0)
}

/// The visitor's place: it bears the visit's own id.
pub fn visitor(visit: VisitId) -> ParticipantId {
    ParticipantId(visit.0)
}

/// A professional's place.
pub fn professional(member: MemberId) -> ParticipantId {
    ParticipantId(member.0)
}

/// A guest's place.
pub fn guest(guest: GuestId) -> ParticipantId {
    ParticipantId(guest.0)
}

/// Tells the page of the one who holds the call to look again which guests wait.
pub fn tell_of_guests(app: &App, visit: VisitId) {
    app.rooms.hub().guests_changed(room(visit));
}

/// How the log says that a room stands, for one that is made anew.
pub async fn standing(app: &App, visit: VisitId) -> Result<Standing, AppError> {
    let Visit::Admitted { core, call, .. } = visit::visit(&app.deps, visit).await? else {
        return Ok(Standing::default());
    };
    let mut standing = Standing { closed: call.closed, ..Standing::default() };
    if call.visitor {
        standing.known.push(visitor(visit));
    }
    if call.out.contains(&Party::Visitor) {
        standing.out.push((visitor(visit), crate::room::Side::Visitor));
    }
    for one in &call.guests {
        let party = Party::Guest(one.guest);
        if call.also.contains(&party) {
            standing.known.push(guest(one.guest));
        }
        if call.out.contains(&party) {
            standing.out.push((guest(one.guest), crate::room::Side::Guest));
        }
    }
    if call.asked.is_empty() {
        return Ok(standing);
    }
    // Who a colleague is, is known by trying each.
    for row in app.read.members().of(core.organisation).await? {
        let Some(tag) = app.deps.vault.for_whom(visit.subject(), row.member).await? else { break };
        let party = Party::Colleague(tag);
        if call.also.contains(&party) {
            standing.known.push(professional(row.member));
        }
        if call.out.contains(&party) {
            standing.out.push((professional(row.member), crate::room::Side::Colleague));
        }
    }
    Ok(standing)
}

/// A participant as the visit knows them.
enum Known {
    Side(Side),
    Third(Party),
}

async fn known(deps: &Deps, of: VisitId, who: ParticipantId) -> Result<Known, CommandError> {
    if who == visitor(of) {
        return Ok(Known::Side(Side::Visitor));
    }
    let Visit::Admitted { professional: holder, call, .. } = visit::visit(deps, of).await? else {
        return Ok(Known::Side(Side::Professional));
    };
    if call.guest(GuestId(who.0)).is_some() {
        return Ok(Known::Third(Party::Guest(GuestId(who.0))));
    }
    let tag = deps.vault.for_whom(of.subject(), MemberId(who.0)).await?.ok_or(Refusal::Erased)?;
    Ok(if tag == holder { Known::Side(Side::Professional) } else { Known::Third(Party::Colleague(tag)) })
}

/// Why nothing is done with somebody whom the call does not know as one of its others: it is over, has not begun, or it is whoever holds it.
async fn unknown(deps: &Deps, of: VisitId) -> Result<Refusal, CommandError> {
    Ok(match visit::visit(deps, of).await? {
        Visit::Admitted { .. } => Refusal::NotAllowed,
        Visit::Over { .. } => Refusal::VisitOver,
        Visit::Absent | Visit::Invited { .. } | Visit::Waiting { .. } => Refusal::NotAdmitted,
    })
}

struct Recorder {
    deps: Deps,
}

#[async_trait]
impl RoomFacts for Recorder {
    async fn happened(&self, fact: &Fact) -> Result<Verdict, NotRecorded> {
        match self.record(fact).await {
            Ok(()) => Ok(Verdict::Stands),
            Err(CommandError::Refused(refusal)) => {
                tracing::info!(code = refusal.code(), "a room's fact was refused");
                let over = matches!(refusal, Refusal::VisitOver | Refusal::Erased);
                Ok(Verdict::Refused(Refused { why: refusal.code(), over }))
            }
            Err(error) => {
                tracing::error!(%error, "a room's fact could not be recorded; it is tried again");
                Err(NotRecorded)
            }
        }
    }
}

impl Recorder {
    async fn record(&self, fact: &Fact) -> Result<(), CommandError> {
        let (deps, id, of) = (&self.deps, CommandId(fact.id), VisitId(fact.room.0));
        let keep = |by: ParticipantId, step| visit::keep_room(deps, id, of, MemberId(by.0), step);
        match fact.what {
            What::Joined(who) => match known(deps, of, who).await? {
                Known::Side(side) => visit::join(deps, id, of, side).await?,
                Known::Third(party) => visit::third(deps, id, of, party, Passage::In).await?,
            },
            What::Connected(pair) => {
                // A call is connected when its two sides are; what a third has with either is not asked.
                let Some(who) = pair.into_iter().find(|who| *who != visitor(of)) else { return Ok(()) };
                if !pair.contains(&visitor(of)) || matches!(known(deps, of, who).await?, Known::Third(_)) {
                    return Ok(());
                }
                visit::connect(deps, id, of, MemberId(who.0)).await?
            }
            What::Left(who) => match known(deps, of, who).await? {
                Known::Side(side) => visit::leave_room(deps, id, of, side).await?,
                Known::Third(party) => visit::third(deps, id, of, party, Passage::Out).await?,
            },
            What::PutOut { by, who } => match known(deps, of, who).await? {
                Known::Side(Side::Visitor) => keep(by, Step::PutOut(Party::Visitor)).await?,
                Known::Third(party) => keep(by, Step::PutOut(party)).await?,
                // Of those who hold a call nobody is put out.
                Known::Side(Side::Professional) => return Err(unknown(deps, of).await?.into()),
            },
            What::LetBackIn { by, who } => match known(deps, of, who).await? {
                Known::Side(Side::Visitor) => keep(by, Step::LetBackIn(Party::Visitor)).await?,
                Known::Third(party) => keep(by, Step::LetBackIn(party)).await?,
                Known::Side(Side::Professional) => return Err(unknown(deps, of).await?.into()),
            },
            What::Closed { by } => keep(by, Step::Close).await?,
            What::Opened { by } => keep(by, Step::Open).await?,
            What::Hold { by, .. } => return visit::holds(deps, of, MemberId(by.0)).await,
            What::End { by } => visit::end_by(deps, id, of, MemberId(by.0)).await?,
            What::Ended(_) => visit::end(deps, id, of).await?,
        };
        Ok(())
    }
}
