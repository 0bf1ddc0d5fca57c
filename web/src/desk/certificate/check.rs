//! Checks what a certificate states: line by line against the events that it proves, and against the records of an export.

use super::issue::month;
use super::{Commanded, Destroyed, Ended, Held, Part, State, Statement};
use domain::hold::{Event as HoldEvent, Hold};
use domain::log::Event as LogEvent;
use domain::time::Day;
use domain::{Aggregate, Class, EventId, Fact, HoldId, KeyId, Month, SubjectId, access, erasure, visit};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use store::log::Seal;
use store::proof::{DecodedLeaf, Proved};
use store::{Record, codec};

/// What is not so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which line, or what should have been one.
    pub about: String,
    /// Why.
    pub why: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.why)
    }
}

fn found(about: impl Into<String>, why: &'static str) -> Finding {
    Finding { about: about.into(), why }
}

/// The record that a leaf tells of, without its ciphertexts.
fn record(proved: &Proved) -> Option<Record> {
    let leaf = DecodedLeaf::decode(&proved.leaf).ok()?;
    let seals = leaf.seals.iter().map(|seal| {
        Some(Seal {
            subject: SubjectId::from_bytes(seal.subject),
            class: Class::named(&seal.class)?,
            key: KeyId::from_bytes(seal.key),
            digest: seal.digest,
            ciphertext: None,
        })
    });
    Some(Record {
        position: proved.position,
        stream: leaf.stream.to_owned(),
        version: leaf.version,
        id: EventId::from_bytes(leaf.event),
        kind: leaf.kind.to_owned(),
        public: leaf.public.to_vec(),
        seals: seals.collect::<Option<_>>()?,
    })
}

/// Checks every line against the event that proves it. Nothing else is needed.
pub fn check(statement: &Statement, proofs: &[Proved]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let facts: HashMap<u64, Fact> = proofs
        .iter()
        .filter_map(|proved| Some((proved.position, codec::fact(&record(proved)?).ok()?)))
        .collect();
    let positions = statement.positions();
    let proved: BTreeSet<u64> = proofs.iter().map(|proof| proof.position).collect();
    if proved.iter().copied().ne(positions.iter().copied()) || proved.len() != proofs.len() {
        findings.push(found("proofs", "they are not those of the events that are named"));
    }
    let Statement { organisation, subject, .. } = statement;
    for it in &statement.commanded {
        let is = match facts.get(&it.position) {
            Some(Fact::Erasure(
                erasure::Event::Commanded { erasure, organisation: house, subject: of, day, .. }
                | erasure::Event::CommandedByVisitor { erasure, organisation: house, subject: of, day },
            )) => (erasure, house, of, day) == (&it.erasure, organisation, subject, &it.day),
            Some(_) | None => false,
        };
        if !is {
            findings.push(found(format!("commanded at position {}", it.position), OTHER));
        }
    }
    let mut kept = HashMap::new();
    for it in &statement.destroyed {
        let is = match facts.get(&it.position) {
            Some(Fact::Log(LogEvent::KeysDestroyed {
                subject: of,
                organisation: house,
                keys,
                cause,
                epoch,
                day,
                commitments,
            })) => {
                kept.extend(commitments.iter().map(|it| ((it.position, it.part), &it.commitment)));
                let keys = keys.iter().map(|key| (key.class, key.key));
                (house, of, cause, epoch, day) == (organisation, subject, &it.cause, &it.epoch, &it.day)
                    && keys.eq(it.keys.iter().copied())
            }
            Some(_) | None => false,
        };
        if !is {
            findings.push(found(format!("destroyed at position {}", it.position), OTHER));
        }
    }
    findings.extend(ended(statement, &facts));
    for it in &statement.held {
        let is = match facts.get(&it.position) {
            Some(Fact::Hold(
                HoldEvent::Confirmed {
                    hold,
                    organisation: house,
                    subject: of,
                    classes,
                    exemption,
                    until,
                    ..
                }
                | HoldEvent::Restored {
                    hold, organisation: house, subject: of, classes, exemption, until, ..
                },
            )) => {
                (hold, house, of) == (&it.hold, organisation, subject)
                    && (classes, exemption, until) == (&it.classes, &it.exemption, &it.until)
            }
            Some(_) | None => false,
        };
        if !is {
            findings.push(found(format!("held at position {}", it.position), OTHER));
        }
    }
    findings.extend(parts(statement, &kept));
    findings
}

const OTHER: &str = "the event at this position says something else";

/// Whether the state is what the lines bear out.
fn ended(statement: &Statement, facts: &HashMap<u64, Fact>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Statement { state, destroyed, held, .. } = statement;
    let fits = match state {
        State::Held => destroyed.is_empty() && !held.is_empty() && statement.ended.is_none(),
        State::Pending => !destroyed.is_empty() && statement.ended.is_none(),
        State::Done => !destroyed.is_empty() && statement.ended.is_some(),
    };
    if !fits {
        findings.push(found("state", "the lines do not bear it out"));
    }
    let Some(it) = &statement.ended else { return findings };
    let is = match facts.get(&it.position) {
        Some(Fact::Log(LogEvent::EpochDestroyed { epoch, survivors, destruction, nodes, day })) => {
            (epoch, survivors, destruction, nodes, day)
                == (&it.epoch, &it.survivors, &it.root, &it.nodes, &it.day)
        }
        Some(_) | None => false,
    };
    if !is {
        findings.push(found(format!("ended at position {}", it.position), OTHER));
    }
    if destroyed.iter().any(|gone| gone.epoch > it.epoch) {
        findings.push(found("ended", "it is an earlier epoch than the one that held the keys"));
    }
    findings
}

/// Whether each part lies under a destroyed key, with the commitment that the destruction tells.
fn parts(statement: &Statement, kept: &HashMap<(u64, u32), &String>) -> Vec<Finding> {
    let keys: BTreeSet<KeyId> =
        statement.destroyed.iter().flat_map(|it| &it.keys).map(|(_, key)| *key).collect();
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for it in &statement.parts {
        let name = format!("part {} of position {}", it.part, it.position);
        if !keys.contains(&it.key) {
            findings.push(found(&name, "its key is not among the destroyed ones"));
        }
        if let Some(commitment) = kept.get(&(it.position, it.part))
            && it.commitment.as_ref() != Some(*commitment)
        {
            findings.push(found(&name, "the destruction tells another commitment"));
        }
        if !told.insert((it.position, it.part)) {
            findings.push(found(&name, "it is named twice"));
        }
    }
    for (position, part) in kept.keys().filter(|it| !told.contains(*it)) {
        findings
            .push(found(format!("part {part} of position {position}"), "it was destroyed, and is left out"));
    }
    findings
}

/// The day of a hold's event whose sealed half lies with the month's access entries.
pub(super) fn sealed_day(event: &HoldEvent) -> Option<Day> {
    match event {
        HoldEvent::Proposed { day, .. }
        | HoldEvent::Confirmed { day, .. }
        | HoldEvent::Lifted { day, .. } => Some(*day),
        HoldEvent::Ended { .. } | HoldEvent::Restored { .. } => None,
    }
}

/// What the records of an export tell of a certificate's subject, up to a position.
pub struct Records<'a> {
    statement: &'a Statement,
    keys: BTreeSet<KeyId>,
    up_to: u64,
    parts: Vec<Part>,
    stored: u64,
    own: u64,
    commanded: Vec<Commanded>,
    destroyed: Vec<Destroyed>,
    ended: Vec<Ended>,
    holds: BTreeMap<HoldId, (u64, Hold)>,
    entries: BTreeMap<Month, (u64, u64)>,
}

impl<'a> Records<'a> {
    /// None yet.
    pub fn up_to(statement: &'a Statement, up_to: u64) -> Self {
        Self {
            statement,
            keys: statement.destroyed.iter().flat_map(|it| &it.keys).map(|(_, key)| *key).collect(),
            up_to,
            parts: vec![],
            stored: 0,
            own: 0,
            commanded: vec![],
            destroyed: vec![],
            ended: vec![],
            holds: BTreeMap::new(),
            entries: BTreeMap::new(),
        }
    }

    /// Takes note of a record.
    pub fn take(&mut self, record: &Record) {
        let subject = self.statement.subject;
        for (number, seal) in (0_u32..).zip(&record.seals).filter(|(_, seal)| self.keys.contains(&seal.key)) {
            // A copy of it may lie in a later record too: nothing that the key sealed is left out.
            let fields = store::codec::fields(&record.public).unwrap_or_default();
            self.stored += u64::from(seal.ciphertext.is_some());
            self.parts.push(Part {
                position: record.position,
                part: number,
                kind: record.kind.clone(),
                fields: fields.get(number as usize).cloned().unwrap_or_default(),
                class: seal.class,
                key: seal.key,
                sha256: hex::encode(seal.digest),
                commitment: None,
            });
        }
        if record.position > self.up_to {
            return;
        }
        let position = record.position;
        self.own += u64::from(record.stream == visit::stream(domain::VisitId(subject.0)).as_str());
        // One that this version cannot read is for the verification of the export to name.
        let Ok(fact) = codec::fact(record) else { return };
        match fact {
            Fact::Erasure(erasure::Event::Commanded { erasure, subject: of, day, .. }) if of == subject => {
                self.commanded.push(Commanded { position, day, erasure });
                self.entries.entry(month(day)).or_default().1 += 1;
            }
            // The visitor's own gives no reason: nothing of it lies with the entries.
            Fact::Erasure(erasure::Event::CommandedByVisitor { erasure, subject: of, day, .. })
                if of == subject =>
            {
                self.commanded.push(Commanded { position, day, erasure });
            }
            Fact::Log(LogEvent::KeysDestroyed { subject: of, keys, cause, epoch, day, .. })
                if of == subject =>
            {
                let keys = keys.into_iter().map(|key| (key.class, key.key)).collect();
                self.destroyed.push(Destroyed { position, day, epoch, cause, keys });
            }
            Fact::Log(LogEvent::EpochDestroyed { epoch, survivors, destruction: root, nodes, day }) => {
                self.ended.push(Ended { position, day, epoch, survivors, root, nodes });
            }
            Fact::Hold(event) => self.hold(position, &event),
            Fact::Access(access::Event::Opened { subjects, day, .. }) => {
                if subjects.iter().any(|opened| opened.subject == subject) {
                    self.entries.entry(month(day)).or_default().0 += 1;
                }
            }
            Fact::Erasure(_)
            | Fact::Agreement(_)
            | Fact::ElectronicId(_)
            | Fact::Identification(_)
            | Fact::Log(_)
            | Fact::Member(_)
            | Fact::Organisation(_)
            | Fact::Receipt(_)
            | Fact::Visit(_)
            | Fact::WaitingRoom(_) => {}
        }
    }

    fn hold(&mut self, position: u64, event: &HoldEvent) {
        let (HoldEvent::Proposed { hold, subject, .. }
        | HoldEvent::Confirmed { hold, subject, .. }
        | HoldEvent::Lifted { hold, subject, .. }
        | HoldEvent::Ended { hold, subject, .. }
        | HoldEvent::Restored { hold, subject, .. }) = event;
        if *subject != self.statement.subject {
            return;
        }
        let (at, state) = self.holds.remove(hold).unwrap_or_default();
        let holds = matches!(event, HoldEvent::Confirmed { .. } | HoldEvent::Restored { .. });
        self.holds.insert(*hold, (if holds { position } else { at }, state.evolve(event)));
        if let Some(day) = sealed_day(event) {
            self.entries.entry(month(day)).or_default().1 += 1;
        }
    }

    /// What the certificate does not say as the records do. `whole` where they are all that it was issued over; otherwise what lies beyond them is not compared.
    pub fn findings(self, whole: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Statement { parts, commanded, destroyed, held, entries, .. } = self.statement;
        let here = |position: u64| whole || position <= self.up_to;
        let bare = parts.iter().map(|part| Part { commitment: None, ..part.clone() });
        let bare: Vec<Part> = bare.filter(|part| here(part.position)).collect();
        for part in self.parts.iter().filter(|part| !bare.contains(part)) {
            let name = format!("part {} of position {}", part.part, part.position);
            findings.push(found(name, "a destroyed key had sealed it, and it is left out or told otherwise"));
        }
        for part in bare.iter().filter(|part| !self.parts.contains(part)) {
            let name = format!("part {} of position {}", part.part, part.position);
            findings.push(found(name, "the log does not hold such a part"));
        }
        if self.stored > 0 && self.statement.ciphertexts == 0 {
            findings.push(found("stays ciphertexts", "ciphertexts of destroyed keys are still there"));
        }
        let stated: Vec<_> = commanded.iter().filter(|it| here(it.position)).cloned().collect();
        if stated != self.commanded {
            findings.push(found("commanded", "the log tells of other commands"));
        }
        let stated: Vec<_> = destroyed.iter().filter(|it| here(it.position)).cloned().collect();
        if stated != self.destroyed {
            findings.push(found("destroyed", "the log tells of other destructions"));
        }
        if !whole {
            return findings;
        }
        let mut in_effect: Vec<Held> = self.holds.into_iter().filter_map(in_effect).collect();
        in_effect.sort_by_key(|it| it.position);
        if *held != in_effect {
            findings.push(found("held", "the log tells of other legal holds in effect"));
        }
        let last = destroyed.iter().map(|it| it.epoch).max();
        let mut ended: Vec<Ended> =
            self.ended.into_iter().filter(|it| last.is_some_and(|last| it.epoch >= last)).collect();
        ended.sort_by_key(|it| it.epoch);
        if ended.into_iter().next() != self.statement.ended {
            findings.push(found("ended", "the log tells of another end of the epoch"));
        }
        let stated: BTreeMap<Month, (u64, u64)> =
            entries.iter().map(|it| (it.month, (it.count, it.orders))).collect();
        if stated != self.entries || stated.len() != entries.len() {
            findings.push(found("entries", "the log holds other access entries about the subject"));
        }
        if self.own != self.statement.records {
            findings.push(found("stays records", "the log holds another number of them"));
        }
        findings
    }
}

fn in_effect((hold, (position, state)): (HoldId, (u64, Hold))) -> Option<Held> {
    match state {
        Hold::InEffect(it) => {
            let (classes, exemption, until) = (it.classes, it.exemption, it.until);
            Some(Held { position, hold, classes, exemption, until })
        }
        Hold::Absent | Hold::Proposed(_) | Hold::Over => None,
    }
}
