//! The read side: the runner follows the log into read models, one file each with its table, its apply and its queries together.
//! It never writes the log and opens nothing: sealed values pass through it as they are.

mod access;
mod agreements;
mod availability;
mod billing;
mod cell;
mod counts;
mod database;
mod erasures;
mod error;
mod fold;
mod generation;
mod holds;
mod hours;
mod identification;
mod invitations;
mod members;
mod organisations;
mod page;
mod pictures;
mod progress;
mod projection;
mod runner;
pub mod sealed;
mod sessions;
mod table;
#[cfg(test)]
mod tests;
mod visits;
mod waiting;
mod waiting_room;

pub use access::{Access, AccessRow};
pub use agreements::{AgreementRow, Agreements};
pub use availability::{Availability, AvailabilityRow};
pub use billing::Billing;
pub use counts::{Counts, DayCounts};
pub use erasures::{Destruction, EndedEpoch, ErasureRow, Erasures};
pub use error::ReadError;
pub use holds::{HoldRow, HoldState, Holds};
pub use hours::OpeningHours;
pub use identification::{ElectronicIdRow, IdentificationRow, Identifications};
pub use invitations::{InvitationRow, Invitations, MessageState};
pub use members::{MemberRow, Members, PasskeyRow};
pub use organisations::{OrganisationRow, Organisations, PaperRow};
pub use pictures::{PictureRow, Pictures};
pub use progress::Status;
pub use sessions::{SessionRow, Sessions};
pub use visits::{VisitRow, VisitState, Visits};
pub use waiting::{Waiting, WaitingRow, WaitingState};
pub use waiting_room::{AlertRow, Alerts, DoorRow, Doors, NoteRow, Notes};

use fold::Fold;
use progress::{Line, Shared};
use projection::{Projection, Reader};
use runner::{Request, Runner};
use sqlx::AnyPool;
use std::sync::Arc;
use std::time::Duration;
use store::LogReader;
use tokio::sync::{Mutex, mpsc, oneshot, watch};
use tokio::task::JoinHandle;

/// Every projection, in the order of the places below.
fn projections() -> Vec<Box<dyn Projection>> {
    vec![
        Box::new(Fold::<organisations::Model>::new()),
        Box::new(Fold::<members::Model>::new()),
        Box::new(Fold::<sessions::Model>::new()),
        Box::new(Fold::<waiting::Model>::new()),
        Box::new(Fold::<visits::Model>::new()),
        Box::new(counts::Counting),
        Box::new(billing::Activity),
        Box::new(access::AccessLog),
        Box::new(erasures::Erasing),
        Box::new(Fold::<holds::Model>::new()),
        Box::new(Fold::<identification::Used>::new()),
        Box::new(Fold::<identification::Identified>::new()),
        Box::new(Fold::<invitations::Model>::new()),
        Box::new(Fold::<pictures::Model>::new()),
        Box::new(Fold::<waiting_room::DoorModel>::new()),
        Box::new(Fold::<waiting_room::NoteModel>::new()),
        Box::new(Fold::<waiting_room::AlertModel>::new()),
        Box::new(Fold::<hours::Model>::new()),
        Box::new(Fold::<availability::Model>::new()),
        Box::new(Fold::<agreements::Model>::new()),
    ]
}

/// The read models, and the runner that fills them. Clones share it; it ends with the last of them.
#[derive(Clone)]
pub struct ReadModels {
    inner: Arc<Inner>,
}

struct Inner {
    log: Arc<dyn LogReader>,
    pool: AnyPool,
    on_server: bool,
    shared: Arc<Shared>,
    names: Vec<(&'static str, u32)>,
    requests: mpsc::Sender<Request>,
    runner: Mutex<Option<JoinHandle<()>>>,
    readers: Readers,
}

/// How long renewing waits for the models to come up.
const CATCH_UP: Duration = Duration::from_mins(1);

struct Readers {
    organisations: Organisations,
    members: Members,
    sessions: Sessions,
    waiting: Waiting,
    visits: Visits,
    counts: Counts,
    billing: Billing,
    access: Access,
    erasures: Erasures,
    holds: Holds,
    identifications: Identifications,
    invitations: Invitations,
    pictures: Pictures,
    doors: Doors,
    notes: Notes,
    alerts: Alerts,
    hours: OpeningHours,
    availability: Availability,
    agreements: Agreements,
}

impl ReadModels {
    /// Opens the read models (`sqlite:path?mode=rwc` or `postgres://…`, there in the schema `anteroom_read`), or makes them, and starts to follow the log.
    /// Returns at once: [`ReadModels::wait_for`] tells when they are up to date.
    pub async fn open(url: &str, log: Arc<dyn LogReader>) -> Result<Self, ReadError> {
        let pool = database::connect(url).await?;
        let turn = database::turn(&pool, url).await?;
        generation::create_schema(&pool).await?;
        let projections = projections();
        let names: Vec<_> =
            projections.iter().map(|projection| (projection.name(), projection.version())).collect();
        let live = generation::settle(&pool, &projections, log.id(), log.head().await?).await?;
        drop(turn);
        let lines: Vec<_> =
            live.iter().enumerate().map(|(model, generation)| Line::of(model, generation)).collect();
        let shared = Arc::new(Shared::new(&lines));
        let (requests, taken) = mpsc::channel(16);
        let readers = Readers::of(&names, &pool, &shared)?;
        let runner = Runner {
            log: log.clone(),
            pool: pool.clone(),
            projections,
            shared: shared.clone(),
            lines,
            requests: taken,
            rebuilds: Vec::new(),
            pages: Default::default(),
        };
        let runner = Mutex::new(Some(tokio::spawn(runner.run())));
        let on_server = database::is_shared(url);
        let inner = Inner { log, pool, on_server, shared, names, requests, runner, readers };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Waits until every read model holds the event at this position; `false` where they do not by the deadline, or never will.
    pub async fn wait_for(&self, position: u64, deadline: Duration) -> bool {
        let mut reached = self.changes();
        let arrival = async {
            loop {
                if *reached.borrow_and_update() >= position {
                    return true;
                }
                if self.inner.shared.stuck_before(position) || reached.changed().await.is_err() {
                    return false;
                }
            }
        };
        tokio::time::timeout(deadline, arrival).await.unwrap_or(false)
    }

    /// Whether every read model is still on its way to this position: none has stopped before it, and the log is followed.
    pub fn goes_on_to(&self, position: u64) -> bool {
        self.is_followed() && !self.inner.shared.stuck_before(position)
    }

    /// The position that every read model has reached.
    pub fn position(&self) -> u64 {
        self.inner.shared.reached()
    }

    /// The same, as it changes.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner.shared.watch()
    }

    /// Whether the runner still follows the log; without it pages show what was.
    pub fn is_followed(&self) -> bool {
        !self.inner.requests.is_closed()
    }

    /// How each projection is doing.
    pub async fn status(&self) -> Result<Vec<Status>, ReadError> {
        let head = self.inner.log.head().await?;
        Ok(self.inner.shared.status(&self.inner.names, head))
    }

    /// Whether other nodes may read the same rows.
    pub fn on_server(&self) -> bool {
        self.inner.on_server
    }

    /// Fills the next generation of a projection beside the live one, switches to it, and drops the old one. Returns when that is done.
    pub async fn rebuild(&self, name: &str) -> Result<(), ReadError> {
        self.ask(name).await?.await.map_err(|_| ReadError::Closed)?
    }

    /// Rebuilds all of them in one passage through the log.
    pub async fn rebuild_all(&self) -> Result<(), ReadError> {
        let mut answers = Vec::new();
        for (name, _) in &self.inner.names {
            answers.push(self.ask(name).await?);
        }
        for answer in answers {
            answer.await.map_err(|_| ReadError::Closed)??;
        }
        Ok(())
    }

    /// On SQLite: empties the write-ahead log, in which copies of what was deleted stay until it is written over. Where a reader is in the way it is left for the next time.
    pub async fn empty_wal(&self) -> Result<(), ReadError> {
        database::empty_wal(&self.inner.pool).await
    }

    /// Takes what deleted sealed parts have left out of the database's files, once the models have come to this position: on SQLite out of the gaps of pages and the
    /// write-ahead log, and on PostgreSQL, where every change leaves its old row behind, by filling all of them anew.
    pub async fn renew(&self, position: u64) -> Result<(), ReadError> {
        if database::is_postgres(&self.inner.pool) {
            return self.rebuild_all().await;
        }
        if !self.wait_for(position, CATCH_UP).await {
            return Err(ReadError::Stopped("it is behind".into()));
        }
        database::overwrite_gaps(&self.inner.pool).await?;
        self.empty_wal().await
    }

    async fn ask(&self, name: &str) -> Result<oneshot::Receiver<Result<(), ReadError>>, ReadError> {
        let name = self.inner.names.iter().map(|(known, _)| *known).find(|known| *known == name);
        let (answer, answered) = oneshot::channel();
        let request = Request::Rebuild(name.ok_or(ReadError::Unknown)?, answer);
        self.inner.requests.send(request).await.map_err(|_| ReadError::Closed)?;
        Ok(answered)
    }

    /// Stops the runner after the page it is at, and closes the database.
    pub async fn shutdown(&self) {
        // It may have stopped already.
        drop(self.inner.requests.send(Request::Stop).await);
        if let Some(runner) = self.inner.runner.lock().await.take()
            && let Err(error) = runner.await
        {
            tracing::error!(%error, "the runner of the read models had failed");
        }
        self.inner.pool.close().await;
    }

    /// Organisations.
    pub fn organisations(&self) -> Organisations {
        self.inner.readers.organisations.clone()
    }

    /// Members.
    pub fn members(&self) -> Members {
        self.inner.readers.members.clone()
    }

    /// Open sessions.
    pub fn sessions(&self) -> Sessions {
        self.inner.readers.sessions.clone()
    }

    /// Who waits.
    pub fn waiting(&self) -> Waiting {
        self.inner.readers.waiting.clone()
    }

    /// Visits, past ones too.
    pub fn visits(&self) -> Visits {
        self.inner.readers.visits.clone()
    }

    /// Counts of days.
    pub fn counts(&self) -> Counts {
        self.inner.readers.counts.clone()
    }

    /// Who is billed.
    pub fn billing(&self) -> Billing {
        self.inner.readers.billing.clone()
    }

    /// The access log.
    pub fn access(&self) -> Access {
        self.inner.readers.access.clone()
    }

    /// Logos and portraits.
    pub fn pictures(&self) -> Pictures {
        self.inner.readers.pictures.clone()
    }

    /// Opening hours.
    pub fn hours(&self) -> OpeningHours {
        self.inner.readers.hours.clone()
    }

    /// Who is on duty, and who is away.
    pub fn availability(&self) -> Availability {
        self.inner.readers.availability.clone()
    }

    /// The texts of agreements.
    pub fn agreements(&self) -> Agreements {
        self.inner.readers.agreements.clone()
    }

    /// Open invitations.
    pub fn invitations(&self) -> Invitations {
        self.inner.readers.invitations.clone()
    }

    /// The doors of waiting rooms.
    pub fn doors(&self) -> Doors {
        self.inner.readers.doors.clone()
    }

    /// Notes to those who wait.
    pub fn notes(&self) -> Notes {
        self.inner.readers.notes.clone()
    }

    /// Which members are told of arrivals outside of the pages.
    pub fn alerts(&self) -> Alerts {
        self.inner.readers.alerts.clone()
    }

    /// Erasures and destroyed keys.
    pub fn erasures(&self) -> Erasures {
        self.inner.readers.erasures.clone()
    }

    /// Legal holds.
    pub fn holds(&self) -> Holds {
        self.inner.readers.holds.clone()
    }

    /// Electronic ID.
    pub fn identifications(&self) -> Identifications {
        self.inner.readers.identifications.clone()
    }
}

impl Readers {
    fn of(names: &[(&'static str, u32)], pool: &AnyPool, shared: &Shared) -> Result<Self, ReadError> {
        let reader = |name: &str| {
            let model = names.iter().position(|(known, _)| *known == name);
            let generation = model.and_then(|model| shared.generation(model)).ok_or(ReadError::Unknown)?;
            Ok::<_, ReadError>(Reader::new(pool.clone(), generation))
        };
        Ok(Self {
            organisations: Organisations::new(reader("organisations")?),
            members: Members::new(reader("members")?),
            sessions: Sessions::new(reader("sessions")?),
            waiting: Waiting::new(reader("waiting")?),
            visits: Visits::new(reader("visits")?),
            counts: Counts::new(reader("counts")?),
            billing: Billing::new(reader("billing")?),
            access: Access::new(reader("access")?),
            erasures: Erasures::new(reader("erasures")?),
            holds: Holds::new(reader("holds")?),
            identifications: Identifications::new(reader("electronic-ids")?, reader("identifications")?),
            invitations: Invitations::new(reader("invitations")?),
            pictures: Pictures::new(reader("pictures")?),
            doors: Doors::new(reader("doors")?),
            notes: Notes::new(reader("notes")?),
            alerts: Alerts::new(reader("alerts")?),
            hours: OpeningHours::new(reader("hours")?),
            availability: Availability::new(reader("availability")?),
            agreements: Agreements::new(reader("agreements")?),
        })
    }
}
