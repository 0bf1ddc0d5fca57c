//! The one door: a durable access entry first, then the values.

mod ways_round;

use super::{DoesNotOpen, KeyState, KeysError, SealError, Sealing, Vault, Whose, crypto};
use crate::edge::Draw;
use crate::log::{Expected, LogError};
use domain::access::{self, Entry, Opened as OpenedSubject, Purpose, Viewer};
use domain::personal::SealedPart;
use domain::text::Reason;
use domain::{Class, CommandId, EventId, Month, OrganisationId, Personal, SubjectId, Timestamp, time};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use zeroize::Zeroize;

/// Who opens, why, and in whose house: what an access entry says.
#[derive(Clone, Debug)]
pub struct Access {
    /// In whose house.
    pub organisation: OrganisationId,
    /// Who.
    pub viewer: Viewer,
    /// Why.
    pub purpose: Purpose,
    /// The reason given, where one is asked for.
    pub reason: Option<Reason>,
    /// What was searched for, where it is a search.
    pub searched: Option<Reason>,
    /// The request that asks, to be found in the traces.
    pub request: String,
}

/// Why the door stays shut.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// The entry could not be made durable, so nothing was opened.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The key table.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The entry could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// What is stored does not open under its key: changed, or moved.
    #[error(transparent)]
    Forged(#[from] DoesNotOpen),
}

/// A value as the door gives it.
#[derive(Clone, PartialEq, Eq)]
pub enum Shown<T> {
    /// The value.
    Value(T),
    /// Its key was destroyed, on command or by the clock.
    Erased,
    /// Its key is missing without a destruction: an alarm.
    KeyLost,
}

impl<T> Shown<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Shown::Value(value) => Some(value),
            Shown::Erased | Shown::KeyLost => None,
        }
    }

    /// The same, of a part of it.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Shown::Value(value) => Shown::Value(f(value)),
            Shown::Erased => Shown::Erased,
            Shown::KeyLost => Shown::KeyLost,
        }
    }
}

impl<T> std::fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Shown::Value(_) => "Value(…)",
            Shown::Erased => "Erased",
            Shown::KeyLost => "KeyLost",
        })
    }
}

/// What one passage through the door opened. It lives as long as the page it is for.
#[derive(Clone, Default)]
pub struct Opened {
    parts: HashMap<(EventId, SubjectId, Class), Outcome>,
    /// By whom and for what each was opened: what an access entry says already.
    told: HashMap<Whose, (Viewer, Purpose)>,
}

#[derive(Clone)]
enum Outcome {
    Values(Vec<Value>),
    Erased,
    KeyLost,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({} parts)", self.parts.len())
    }
}

impl Opened {
    /// The value of a personal field. One that was not among what was opened reads as `KeyLost`, and so does one whose type does not fit.
    pub fn of<T: DeserializeOwned>(&self, personal: &Personal<T>) -> Shown<T> {
        let Some((part, index)) = personal.sealed() else { return Shown::KeyLost };
        match self.parts.get(&(part.event, part.subject, part.class)) {
            Some(Outcome::Values(values)) => values
                .get(index)
                .and_then(|value| serde_json::from_value(value.clone()).ok())
                .map_or(Shown::KeyLost, Shown::Value),
            Some(Outcome::Erased) => Shown::Erased,
            Some(Outcome::KeyLost) | None => Shown::KeyLost,
        }
    }

    /// Whether this part is among what was opened.
    pub fn holds(&self, part: &SealedPart) -> bool {
        self.parts.contains_key(&(part.event, part.subject, part.class))
    }

    /// Adds what another passage opened.
    pub fn extend(&mut self, other: Opened) {
        self.parts.extend(other.parts);
        self.told.extend(other.told);
    }

    /// Forgets what was opened, and not what an entry says of it: whoever does the same again a little later, a message that could not be handed over say, opens it by
    /// [`Vault::disclose_more`] without a second entry.
    pub fn close(&mut self) {
        self.parts.clear();
    }

    /// Forgets the parts of all subjects but these.
    pub fn keep(&mut self, keep: impl Fn(SubjectId) -> bool) {
        self.parts.retain(|(_, subject, _), _| keep(*subject));
        self.told.retain(|(subject, _), _| keep(*subject));
    }

    /// Whether an entry says already that they opened this for that.
    fn tells(&self, access: &Access, whose: Whose) -> bool {
        self.told
            .get(&whose)
            .is_some_and(|(viewer, purpose)| *viewer == access.viewer && *purpose == access.purpose)
    }
}

impl Vault {
    /// Opens sealed parts, after an access entry that lists their subjects is durable. What is erased is not listed: nothing of it is opened.
    /// A search makes its entry even where it shows nothing.
    ///
    /// There is no other way to a value; each way round is tried in `store/src/vault/door/ways_round.rs`, and does not compile.
    /// ```
    /// use domain::Personal;
    /// use store::{Access, Vault};
    ///
    /// async fn name(vault: &Vault, access: Access, name: &Personal<String>) -> Option<String> {
    ///     let (part, _) = name.sealed()?;
    ///     let opened = vault.disclose(access, vec![part.clone()]).await.ok()?;
    ///     opened.of(name).value()
    /// }
    /// ```
    pub async fn disclose(&self, access: Access, parts: Vec<Arc<SealedPart>>) -> Result<Opened, DoorError> {
        self.pass(access, &Opened::default(), parts).await
    }

    /// Opens what is new of what a page that lives shows. There is no second entry for what one of its own says already: that this viewer opened this class of this
    /// subject for this purpose, while the page stands. What it has not shown yet is listed like anything else.
    pub async fn disclose_more(
        &self,
        access: Access,
        shown: &mut Opened,
        parts: Vec<Arc<SealedPart>>,
    ) -> Result<(), DoorError> {
        let more = self.pass(access, shown, parts).await?;
        shown.extend(more);
        Ok(())
    }

    async fn pass(
        &self,
        access: Access,
        shown: &Opened,
        parts: Vec<Arc<SealedPart>>,
    ) -> Result<Opened, DoorError> {
        let mut classes: BTreeMap<SubjectId, Vec<Class>> = BTreeMap::new();
        for part in &parts {
            let of_subject = classes.entry(part.subject).or_default();
            if !of_subject.contains(&part.class) {
                of_subject.push(part.class);
            }
        }
        let whose: Vec<_> =
            classes.iter().flat_map(|(subject, of)| of.iter().map(|class| (*subject, *class))).collect();
        // Fresh from the table, not from memory: a key destroyed a second ago opens nothing.
        let states = self.keys.states(whose.clone()).await?;
        let live: HashSet<Whose> = whose
            .iter()
            .zip(&states)
            .filter(|(_, state)| matches!(state, KeyState::Live(_)))
            .map(|(whose, _)| *whose)
            .collect();
        let (viewer, purpose) = (access.viewer.clone(), access.purpose);
        let subjects: Vec<OpenedSubject> = classes
            .into_iter()
            .filter_map(|(subject, mut classes)| {
                classes.retain(|class| {
                    let whose = (subject, *class);
                    live.contains(&whose) && !shown.tells(&access, whose)
                });
                (!classes.is_empty()).then_some(OpenedSubject { subject, classes })
            })
            .collect();
        if !subjects.is_empty() || access.searched.is_some() {
            self.record(access, subjects).await?;
        }

        // Once more: a key destroyed while the entry was written opens nothing either.
        let states = if live.is_empty() { states } else { self.keys.states(whose.clone()).await? };
        // The table keys stay borrowed until all is opened, so that a roll does not take them away meanwhile.
        let (held, states) = self.held_for(&whose, states).await?;
        let states: HashMap<_, _> = whose.into_iter().zip(states).collect();
        let told = live.iter().map(|whose| (*whose, (viewer.clone(), purpose))).collect();
        let mut opened = Opened { parts: HashMap::new(), told };
        for part in parts {
            let at = (part.event, part.subject, part.class);
            let outcome = match states.get(&(part.subject, part.class)) {
                // Nothing but what the entry lists, whatever has come since.
                Some(KeyState::Live(row))
                    if row.key == part.key
                        && part.ciphertext.is_some()
                        && live.contains(&(part.subject, part.class)) =>
                {
                    let key = held.unwrap(row)?;
                    let control = self.sealing == Sealing::OffForTheControl;
                    let mut plaintext = crypto::open(self.log.id(), &key, &part, control)?;
                    let values = serde_json::from_slice(&plaintext).map_err(|_| DoesNotOpen)?;
                    plaintext.zeroize();
                    Outcome::Values(values)
                }
                Some(KeyState::Destroyed(_)) => Outcome::Erased,
                Some(KeyState::Live(_) | KeyState::Unknown) | None => {
                    tracing::error!(subject = %part.subject, class = part.class.name(), "a key is lost: it is missing and was not destroyed");
                    Outcome::KeyLost
                }
            };
            opened.parts.insert(at, outcome);
        }
        Ok(opened)
    }

    /// Makes the access entry durable.
    async fn record(&self, access: Access, subjects: Vec<OpenedSubject>) -> Result<(), DoorError> {
        let now = self.clock.now();
        let month = Month::of(now, chrono_tz::UTC);
        let subject = self.audit_subject(access.organisation, now).await?;
        let entry = Entry {
            viewer: access.viewer,
            purpose: access.purpose,
            at: now,
            reason: access.reason,
            searched: access.searched,
            request: access.request,
        };
        let event = access::Event::Opened {
            organisation: access.organisation,
            day: time::day(now),
            subjects,
            entry: Personal::new(subject, Class::Audit, &entry),
        };
        let stream = access::stream(access.organisation, month);
        let id = CommandId(self.entropy.uuid()).event(0);
        let record = self.seal(&stream, id, &event).await?;
        self.log.append(&stream, Expected::Any, vec![record]).await?;
        Ok(())
    }

    /// The subject of an organisation's audit key of this month, its key minted: kept five years from the month's end.
    pub async fn audit_subject(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<SubjectId, KeysError> {
        let month = Month::of(now, chrono_tz::UTC);
        let subject = access::subject(organisation, month);
        let whose = (subject, Class::Audit);
        if self.data_keys(vec![whose]).await?.pop().flatten().is_none() {
            let ends = month
                .first()
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
                .and_then(|first| first.and_hms_opt(0, 0, 0))
                .map(|ends| ends.and_utc());
            let due = ends.and_then(|ends| ends.checked_add_months(chrono::Months::new(60)));
            self.mint(whose, organisation, ends, due).await?;
        }
        Ok(subject)
    }
}
