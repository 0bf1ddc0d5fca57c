//! Makes a certificate: what the log tells of a subject up to one signed checkpoint, each event with its proof.

use super::{Commanded, Destroyed, Ended, Entries, Held, Part, State, Statement};
use crate::cli::socket::{Here, Refused, grow};
use crate::error::AppError;
use crate::follower::{self, History, Tiles, TreeError, leaf};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::access;
use domain::hold::{Event as HoldEvent, Hold, stream as hold_stream};
use domain::log::{Event as LogEvent, destructions, stream as log_stream};
use domain::time::{self, Day};
use domain::{Aggregate, Class, Month, OrganisationId, Refusal, StreamName, SubjectId, VisitId, visit};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use store::proof::{Certificate, FollowerError, Proved, Rotation, TiledTree};
use store::vault::{KeyState, commitment};
use store::{LogReader, Record, codec};

/// Events read at once.
const PAGE: usize = 500;

/// How long the read models may take to come up to the checkpoint.
const CATCH_UP: Duration = Duration::from_secs(10);

/// The certificate of a visit of this organisation. Refused while nothing has come of a command or of the clock. Nothing sealed is opened for it.
pub async fn issue(here: &Here, organisation: OrganisationId, visit: VisitId) -> Result<String, Refused> {
    grow(here).await?;
    let inside = &here.inside;
    let log = &*inside.deps.log;
    let history = History::of(log, &here.data).await?;
    let signed = history.checkpoint(&history.verifiers()?)?;
    let size = signed.checkpoint().size;
    if !inside.read.wait_for(size, CATCH_UP).await {
        return Err(AppError::Unavailable { what: "the read models".into() }.into());
    }
    let told = Told { here, organisation, subject: visit.subject(), size };
    let statement = told.statement().await?;

    let tiles = Tiles::at(&history.folder);
    let mut proofs = Vec::new();
    for position in statement.positions() {
        let found = LogReader::read_all(log, position - 1, 1).await.map_err(AppError::from)?;
        let record = found.first().filter(|record| record.position == position).ok_or(Refusal::NotFound)?;
        let path = TiledTree::new(&tiles, size).inclusion(position - 1);
        let path = path.map_err(|error| TreeError::from(FollowerError::from(error)))?;
        proofs.push(Proved { position, leaf: leaf(record)?, path });
    }
    let certificate = Certificate {
        origin: history.origin.clone(),
        statement: statement.lines(),
        rotations: rotations(here, &history.origin).await?,
        proofs,
        checkpoint: signed.note().to_string(),
    };
    Ok(follower::certify(&inside.deps, &here.data, certificate).await?)
}

/// How the log's keys have followed each other in this history.
async fn rotations(here: &Here, origin: &str) -> Result<Vec<Rotation>, Refused> {
    let mut rotations = Vec::new();
    for record in records(here, &log_stream(), u64::MAX).await? {
        if record.kind == "log.signing-key-rotated.v1"
            && let LogEvent::SigningKeyRotated { statement, .. } =
                codec::event(&record).map_err(AppError::from)?
            && let Ok(rotation) = Rotation::open(&statement)
            && rotation.old.name() == origin
        {
            rotations.push(rotation);
        }
    }
    Ok(rotations)
}

/// The records of a stream up to a position.
async fn records(here: &Here, stream: &StreamName, up_to: u64) -> Result<Vec<Record>, Refused> {
    let (mut records, mut after) = (Vec::new(), 0);
    loop {
        let page = LogReader::read_stream(&*here.inside.deps.log, stream, after, PAGE).await;
        let page = page.map_err(AppError::from)?;
        let whole = page.len() == PAGE;
        after = page.last().map_or(after, |record| record.version);
        records.extend(page.into_iter().filter(|record| record.position <= up_to));
        if !whole {
            return Ok(records);
        }
    }
}

/// What the log tells of a subject up to a size.
struct Told<'a> {
    here: &'a Here,
    organisation: OrganisationId,
    subject: SubjectId,
    size: u64,
}

impl Told<'_> {
    async fn statement(&self) -> Result<Statement, Refused> {
        let (destroyed, commitments) = self.destroyed().await?;
        let held = self.held().await?;
        let erasures = self.here.inside.read.erasures();
        let commanded = erasures.of_subject(self.subject).await.map_err(AppError::from)?;
        let ended = match destroyed.iter().map(|it| it.epoch).max() {
            Some(epoch) => erasures.end_of(epoch).await.map_err(AppError::from)?,
            None => None,
        };
        let ended = ended.filter(|ended| ended.position <= self.size).map(|ended| Ended {
            position: ended.position,
            day: ended.day,
            epoch: ended.epoch,
            survivors: ended.survivors,
            root: ended.destruction,
            nodes: ended.nodes,
        });
        let state = match (destroyed.is_empty(), held.is_empty(), &ended) {
            (true, true, _) => return Err(Refusal::NothingErased.into()),
            (true, false, _) => State::Held,
            (false, _, None) => State::Pending,
            (false, _, Some(_)) => State::Done,
        };
        let mut commanded: Vec<Commanded> = commanded
            .into_iter()
            .filter(|row| row.position <= self.size)
            .map(|row| Commanded { position: row.position, day: row.day, erasure: row.erasure })
            .collect();
        commanded.sort_by_key(|it| it.position);
        let records = records(self.here, &visit::stream(VisitId(self.subject.0)), self.size).await?;
        let (parts, ciphertexts) = parts(&records, &destroyed, &commitments);
        let issued = time::day(self.here.inside.deps.now());
        let organisation = self.here.inside.read.organisations().get(self.organisation).await;
        let organisation = organisation.map_err(AppError::from)?.ok_or(Refusal::NotFound)?;
        Ok(Statement {
            issued,
            organisation: self.organisation,
            subject: self.subject,
            state,
            law: organisation.law(),
            commanded,
            entries: self.entries().await?,
            destroyed,
            parts,
            ended,
            held,
            records: records.len() as u64,
            ciphertexts,
        })
    }

    /// What was destroyed, and the commitments that were kept of it, by position and part.
    async fn destroyed(&self) -> Result<(Vec<Destroyed>, HashMap<(u64, u32), String>), Refused> {
        let (mut destroyed, mut kept) = (Vec::new(), HashMap::new());
        for record in records(self.here, &destructions(self.subject), self.size).await? {
            let event = codec::event(&record).map_err(AppError::from)?;
            let LogEvent::KeysDestroyed { keys, cause, epoch, day, commitments, .. } = event else {
                continue;
            };
            let keys = keys.into_iter().map(|key| (key.class, key.key)).collect();
            destroyed.push(Destroyed { position: record.position, day, epoch, cause, keys });
            kept.extend(commitments.into_iter().map(|it| ((it.position, it.part), it.commitment)));
        }
        Ok((destroyed, kept))
    }

    /// The holds in effect, as their own streams tell.
    async fn held(&self) -> Result<Vec<Held>, Refused> {
        let keys = self.here.inside.deps.vault.keys();
        let rows = keys.holds(Some(self.subject)).await;
        let rows = rows.map_err(|error| AppError::from(commands::CommandError::from(error)))?;
        let holds: std::collections::BTreeSet<_> = rows.into_iter().map(|row| row.hold).collect();
        let mut held = Vec::new();
        for hold in holds {
            let (mut state, mut position) = (Hold::default(), 0);
            for record in records(self.here, &hold_stream(hold), self.size).await? {
                let event: HoldEvent = codec::event(&record).map_err(AppError::from)?;
                if matches!(event, HoldEvent::Confirmed { .. } | HoldEvent::Restored { .. }) {
                    position = record.position;
                }
                state = state.evolve(&event);
            }
            if let Hold::InEffect(it) = state {
                let (classes, exemption, until) = (it.classes, it.exemption, it.until);
                held.push(Held { position, hold, classes, exemption, until });
            }
        }
        held.sort_by_key(|it| it.position);
        Ok(held)
    }

    /// Access entries that name the subject, and what else lies with them, by month with the day of their own key.
    async fn entries(&self) -> Result<Vec<Entries>, Refused> {
        let read = &self.here.inside.read;
        let mut months: BTreeMap<Month, (u64, u64)> = BTreeMap::new();
        let rows = read.access().of_subject(self.subject).await.map_err(AppError::from)?;
        for row in rows.iter().filter(|row| row.position <= self.size) {
            months.entry(month(row.day)).or_default().0 += 1;
        }
        let erasures = read.erasures().of_subject(self.subject).await.map_err(AppError::from)?;
        for row in erasures.iter().filter(|row| row.position <= self.size && row.order.is_some()) {
            months.entry(month(row.day)).or_default().1 += 1;
        }
        let holds = read.holds().of_subject(self.subject).await.map_err(AppError::from)?;
        for hold in holds {
            for record in records(self.here, &hold_stream(hold.hold), self.size).await? {
                let event: HoldEvent = codec::event(&record).map_err(AppError::from)?;
                if let Some(day) = super::check::sealed_day(&event) {
                    months.entry(month(day)).or_default().1 += 1;
                }
            }
        }
        let whose =
            months.keys().map(|month| (access::subject(self.organisation, *month), Class::Audit)).collect();
        let states = self.here.inside.deps.vault.keys().states(whose).await;
        let states = states.map_err(|error| AppError::from(commands::CommandError::from(error)))?;
        let entries = months.into_iter().zip(states).map(|((month, (count, orders)), state)| {
            let until = match state {
                KeyState::Live(key) => key.due_at.map(time::day),
                KeyState::Destroyed(_) | KeyState::Unknown => None,
            };
            Entries { month, count, orders, until }
        });
        Ok(entries.collect())
    }
}

/// Every sealed part whose key is gone, and how many of them are stored still.
fn parts(
    records: &[Record],
    destroyed: &[Destroyed],
    commitments: &HashMap<(u64, u32), String>,
) -> (Vec<Part>, u64) {
    let (mut parts, mut stored) = (Vec::new(), 0);
    for record in records {
        let fields = store::codec::fields(&record.public).unwrap_or_default();
        for (number, seal) in (0_u32..).zip(&record.seals) {
            let gone = destroyed.iter().flat_map(|it| &it.keys).any(|(_, key)| *key == seal.key);
            if !gone {
                continue;
            }
            stored += u64::from(seal.ciphertext.is_some());
            let there = seal.ciphertext.as_deref().and_then(commitment).map(|it| STANDARD.encode(it));
            parts.push(Part {
                position: record.position,
                part: number,
                kind: record.kind.clone(),
                fields: fields.get(number as usize).cloned().unwrap_or_default(),
                class: seal.class,
                key: seal.key,
                sha256: hex::encode(seal.digest),
                commitment: commitments.get(&(record.position, number)).cloned().or(there),
            });
        }
    }
    (parts, stored)
}

/// The month of a day, in UTC.
pub(super) fn month(day: Day) -> Month {
    Month::of(day.and_time(chrono::NaiveTime::MIN).and_utc(), chrono_tz::UTC)
}
