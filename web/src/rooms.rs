//! Between rooms and visits: what happens in a room becomes commands on the visit, each recorded once.

use crate::room::{Fact, Hub, Limits, NotRecorded, ParticipantId, RoomFacts, RoomId, Standing, What};
use async_trait::async_trait;
use commands::{CommandError, Deps, visit};
use domain::visit::{Party, Side, Step, Visit};
use domain::{CommandId, MemberId, VisitId};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long an empty room stays open for somebody to come back, before the call counts as over.
const EMPTY: Duration = Duration::from_mins(2);

/// The rooms of this process.
#[derive(Clone)]
pub struct Rooms {
    hub: Hub,
}

impl Rooms {
    /// Rooms whose facts become commands.
    pub fn new(deps: &Deps) -> Self {
        let entropy = deps.entropy.clone();
        let recorder = Arc::new(Recorder { deps: deps.clone(), hub: OnceLock::new() });
        let hub = Hub::new(
            Limits::default(),
            Arc::new(move |buffer: &mut [u8]| entropy.fill(buffer)),
            recorder.clone(),
        );
        // The recorder was made a line above: nobody has set it before.
        drop(recorder.hub.set(hub.clone()));
        Self { hub }
    }

    /// The hub.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// Ends the calls that this member is in, for all.
    pub fn end_all_of(&self, member: MemberId) {
        for room in self.hub.rooms_of(professional(member)) {
            self.hub.end(room);
        }
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

/// How the log says that a room stands, for one that is made anew.
pub async fn standing(deps: &Deps, visit: VisitId) -> Result<Standing, CommandError> {
    let Visit::Admitted { call, .. } = visit::visit(deps, visit).await? else {
        return Ok(Standing::default());
    };
    let out = call.out.iter().map(|party| match party {
        Party::Visitor => (visitor(visit), crate::room::Side::Visitor),
    });
    let known = if call.visitor { vec![visitor(visit)] } else { Vec::new() };
    Ok(Standing { closed: call.closed, out: out.collect(), known })
}

struct Recorder {
    deps: Deps,
    hub: OnceLock<Hub>,
}

fn side(room: RoomId, participant: ParticipantId) -> Side {
    if participant.0 == room.0 { Side::Visitor } else { Side::Professional }
}

#[async_trait]
impl RoomFacts for Recorder {
    async fn happened(&self, fact: &Fact) -> Result<(), NotRecorded> {
        let (deps, id, of) = (&self.deps, CommandId(fact.id), VisitId(fact.room.0));
        let done = match fact.what {
            What::Joined(who) => visit::join(deps, id, of, side(fact.room, who)).await,
            What::Connected(pair) => match pair.into_iter().find(|who| who.0 != fact.room.0) {
                Some(who) => visit::connect(deps, id, of, MemberId(who.0)).await,
                None => return Ok(()),
            },
            What::PutOut { by, who } if who.0 == fact.room.0 => {
                visit::keep_room(deps, id, of, MemberId(by.0), Step::PutOut(Party::Visitor)).await
            }
            What::LetBackIn { by, who } if who.0 == fact.room.0 => {
                visit::keep_room(deps, id, of, MemberId(by.0), Step::LetBackIn(Party::Visitor)).await
            }
            // Of those who hold a call nobody is put out.
            What::PutOut { .. } | What::LetBackIn { .. } => return Ok(()),
            What::Closed { by } => visit::keep_room(deps, id, of, MemberId(by.0), Step::Close).await,
            What::Opened { by } => visit::keep_room(deps, id, of, MemberId(by.0), Step::Open).await,
            What::Left(who) => {
                self.end_if_empty(fact.room);
                visit::leave_room(deps, id, of, side(fact.room, who)).await
            }
            What::Ended(_) => visit::end(deps, id, of).await,
        };
        match done {
            Ok(_) => Ok(()),
            Err(CommandError::Refused(refusal)) => {
                tracing::info!(code = refusal.code(), "a room's fact was not recorded");
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "a room's fact could not be recorded; it is tried again");
                Err(NotRecorded)
            }
        }
    }
}

impl Recorder {
    fn end_if_empty(&self, room: RoomId) {
        if let Some(hub) = self.hub.get() {
            tokio::spawn(end_if_empty(self.deps.clone(), hub.clone(), room));
        }
    }
}

/// Ends the call of a room that nobody has come back to.
pub async fn end_if_empty(deps: Deps, hub: Hub, room: RoomId) {
    tokio::time::sleep(EMPTY).await;
    if !hub.present(room).is_empty() {
        return;
    }
    if let Err(error) = visit::end(&deps, deps.command(), VisitId(room.0)).await {
        tracing::debug!(%error, "an empty room was not ended");
    }
}
