//! The key table's port. Rows are wrapped: the table itself opens nothing.

use super::nodes::NodeTable;
use super::residue::KeyResidue;
use async_trait::async_trait;
use domain::hold::{End, Exemption};
use domain::log::{Destruction, Nodes};
use domain::{Class, ErasureId, EventId, HoldId, KeyId, OrganisationId, SubjectId, Timestamp};
use std::path::PathBuf;

/// What can go wrong with the key table.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// It cannot answer now.
    #[error("the key table cannot be reached: {0}")]
    Unavailable(String),
    /// What is stored cannot be understood.
    #[error("the key table is broken: {0}")]
    Broken(&'static str),
    /// It belongs to another log.
    #[error("this key table belongs to another log")]
    Foreign,
    /// It would lie in the log's own database.
    #[error(
        "the key table lies in the log's database, whose backups would hold it: give it a database of its own"
    )]
    NotApart,
    /// The subject's class was destroyed and gets no new key.
    #[error("this subject has been erased")]
    Destroyed,
    /// The second copy is not where it was.
    #[error(
        "its second copy {0} is not there, and there was one: a disk that is not mounted, or a loss. None was made. Bring it back or, if it is lost or is to lie in \
         another place from now on, have it made anew: anteroom keys new-copy"
    )]
    CopyMissing(PathBuf),
    /// Somebody else holds the address.
    #[error("taken: {0}")]
    Taken(&'static str),
    /// A roll has gone on meanwhile: what was wrapped is for other epochs than those that are open. Read the epochs and try again.
    #[error("the epochs of the key table have moved on")]
    Moved,
}

/// A (subject, class).
pub type Whose = (SubjectId, Class);

/// A value wrapped for every open epoch: the number of the epoch, and the wrap.
pub type Wraps = Vec<(u64, Vec<u8>)>;

/// The epochs of a table. Reads come from the current one; writes go to it and to a newer one while a roll fills that; an older one is on its way out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Epochs {
    /// Where reads come from.
    pub current: u64,
    /// All that are there, oldest first, each with its wrapped table key.
    pub all: Wraps,
}

impl Epochs {
    /// Those that writes go to.
    pub fn open(&self) -> impl Iterator<Item = &(u64, Vec<u8>)> {
        self.all.iter().filter(|(epoch, _)| *epoch >= self.current)
    }

    /// The one that a roll is filling.
    pub fn next(&self) -> Option<u64> {
        self.all.iter().map(|(epoch, _)| *epoch).find(|epoch| *epoch > self.current)
    }

    /// The one that a roll has left behind.
    pub fn old(&self) -> Option<u64> {
        self.all.iter().map(|(epoch, _)| *epoch).find(|epoch| *epoch < self.current)
    }
}

/// An epoch that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Which.
    pub epoch: u64,
    /// How many data keys went on into the next.
    pub survivors: u64,
    /// What the destruction of its root key is worth.
    pub destruction: Destruction,
    /// How it is known that no node held its keys.
    pub nodes: Nodes,
}

/// A data key to be added.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Whose.
    pub subject: SubjectId,
    /// For what.
    pub class: Class,
    /// Which.
    pub key: KeyId,
    /// In whose house.
    pub organisation: OrganisationId,
    /// When its period started.
    pub starts_at: Option<Timestamp>,
    /// When it is to be destroyed; `None` while its clock has not started.
    pub due_at: Option<Timestamp>,
    /// Wrapped by the table key of every open epoch.
    pub wraps: Wraps,
}

/// A data key, wrapped, with its clock.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// Whose.
    pub subject: SubjectId,
    /// For what.
    pub class: Class,
    /// Which.
    pub key: KeyId,
    /// In whose house.
    pub organisation: OrganisationId,
    /// When its period started.
    pub starts_at: Option<Timestamp>,
    /// When it is to be destroyed; `None` while its clock has not started.
    pub due_at: Option<Timestamp>,
    /// Of which epoch the wrap is.
    pub epoch: u64,
    /// Wrapped by that epoch's table key.
    pub wrapped: Vec<u8>,
}

/// What the table knows of a (subject, class).
#[derive(Clone, Debug)]
pub enum KeyState {
    /// A live key.
    Live(KeyRow),
    /// A key that was destroyed.
    Destroyed(KeyId),
    /// Nothing: never made, or lost.
    Unknown,
}

/// A key that was destroyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// Whose.
    pub subject: SubjectId,
    /// For what.
    pub class: Class,
    /// Which.
    pub key: KeyId,
    /// In whose house.
    pub organisation: OrganisationId,
    /// The epoch whose table held it.
    pub epoch: u64,
    /// The erasure that commanded it; `None` for expiry.
    pub cause: Option<ErasureId>,
}

/// A legal hold on one class of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldKey {
    /// Which hold.
    pub hold: HoldId,
    /// Whose.
    pub subject: SubjectId,
    /// Which class.
    pub class: Class,
    /// In whose house.
    pub organisation: OrganisationId,
    /// On which exemption from the right to erasure.
    pub exemption: Exemption,
    /// From when on it holds no more. Nothing ends by this alone: the schedule does it, if the clock can be believed.
    pub until: Timestamp,
    /// How it ended; `None` while it is in effect.
    pub over: Option<End>,
}

/// The log as a key table has last seen it: the one mirrors the other, so that an old copy of either is noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many events it held.
    pub size: u64,
    /// The root of its tree at that size.
    pub root: Vec<u8>,
}

/// An event of the log about itself that no restore may lose: a restore, or a rotation of the signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEvent {
    /// Its id in the log.
    pub id: EventId,
    /// The event, as it stands there.
    pub event: String,
}

/// A claim of an address.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// `email`, `slug` or `visit`.
    pub kind: &'static str,
    /// Whose.
    pub subject: SubjectId,
    /// What stands for the address in every open epoch.
    pub tagged: Vec<Tagged>,
}

/// What stands for an address in an epoch.
#[derive(Clone, Debug)]
pub struct Tagged {
    /// The epoch.
    pub epoch: u64,
    /// The keyed hash.
    pub tag: [u8; 32],
    /// The hash itself, wrapped, so that a roll can make the next epoch's tag.
    pub wrapped: Vec<u8>,
}

/// A lookup as a roll reads it.
#[derive(Clone, Debug)]
pub struct LookupRow {
    /// `email`, `slug` or `visit`.
    pub kind: String,
    /// The keyed hash.
    pub tag: [u8; 32],
    /// The hash itself, wrapped.
    pub wrapped: Vec<u8>,
}

/// Where data keys and lookups lie.
#[async_trait]
pub trait KeyTable: Send + Sync {
    /// Whether keys can be written now. What can be mended for it is mended.
    async fn ready(&self) -> Result<(), KeysError>;

    /// The nodes that share the table; `None` where one process alone has it.
    fn nodes(&self) -> Option<&dyn NodeTable>;

    /// The epochs; none in a new table.
    async fn epochs(&self) -> Result<Epochs, KeysError>;

    /// Adds a key, durably, before it returns; an earlier one stays. [`KeysError::Destroyed`] over a tombstone.
    async fn mint(&self, key: NewKey) -> Result<(), KeysError>;

    /// What is known of each, in order.
    async fn states(&self, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError>;

    /// Sets the clock of a key, if it is there.
    async fn set_due(&self, whose: Whose, starts_at: Timestamp, due_at: Timestamp) -> Result<(), KeysError>;

    /// Stops the clock of a key, if it is there: it is kept until a clock is set again.
    async fn stop_clock(&self, whose: Whose) -> Result<(), KeysError>;

    /// Live rows of an organisation's class.
    async fn of_organisation(
        &self,
        organisation: OrganisationId,
        class: Class,
    ) -> Result<Vec<KeyRow>, KeysError>;

    /// Live rows of a class whose period starts after one moment and not after another, soonest first: appointments, by the clock of their keys.
    async fn starting(
        &self,
        class: Class,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<KeyRow>, KeysError>;

    /// Rows that are due and not held, oldest first.
    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError>;

    /// Deletes keys and writes their tombstones, in one transaction; with a subject's last key its lookups go too. What is gone already stays as it is.
    /// A tombstone names the newest epoch that may have held the key. Returns the tombstones of all that were live and not held. What is held stays; with a cause, it is
    /// postponed until no hold is in effect.
    async fn destroy(&self, whose: Vec<Whose>, cause: Option<ErasureId>)
    -> Result<Vec<Tombstone>, KeysError>;

    /// Keeps a hold, whose rows name different classes. One that is known stays as it is, over or not.
    async fn hold(&self, held: Vec<HeldKey>) -> Result<(), KeysError>;

    /// Ends a hold, if it is in effect.
    async fn release(&self, hold: HoldId, over: End) -> Result<(), KeysError>;

    /// The holds on a subject, or all there are, those that are over too.
    async fn holds(&self, subject: Option<SubjectId>) -> Result<Vec<HeldKey>, KeysError>;

    /// Erasures that met a hold, of keys that are held no more.
    async fn postponed(&self) -> Result<Vec<(Whose, ErasureId)>, KeysError>;

    /// Tombstones that the log does not tell of yet.
    async fn unrecorded(&self) -> Result<Vec<Tombstone>, KeysError>;

    /// The log tells of these now.
    async fn recorded(&self, whose: Vec<Whose>) -> Result<(), KeysError>;

    /// Claims addresses, all or none, until `expires`; one's own unconfirmed claim is carried on until then. A claim that ran out unconfirmed is free again.
    async fn claim(&self, lookups: Vec<Lookup>, now: Timestamp, expires: Timestamp) -> Result<(), KeysError>;

    /// Makes a subject's claims last. `false` where it has none: what ran out is somebody else's by now, or nobody's.
    async fn confirm(&self, subject: SubjectId) -> Result<bool, KeysError>;

    /// Gives up a subject's claims: the addresses are free for somebody else.
    async fn disclaim(&self, subject: SubjectId) -> Result<(), KeysError>;

    /// Forgets claims that ran out unconfirmed: they hold nothing any more, and nobody is to try addresses on them.
    async fn lapse(&self, now: Timestamp) -> Result<(), KeysError>;

    /// Whose address this is, confirmed or not; not one that ran out. The tags are those of all open epochs.
    async fn find(
        &self,
        kind: &'static str,
        tags: Vec<(u64, [u8; 32])>,
        now: Timestamp,
    ) -> Result<Option<SubjectId>, KeysError>;

    /// Tombstones in the order of (subject, class), after one of them.
    async fn tombstones(&self, after: Option<Whose>, limit: usize) -> Result<Vec<Tombstone>, KeysError>;

    /// The log as this table has last seen it: its size, and its root at that size; empty while it has seen none.
    async fn seen(&self) -> Result<Seen, KeysError>;

    /// Keeps what was seen of the log, also where it is less than before.
    async fn see(&self, seen: Seen) -> Result<(), KeysError>;

    /// Keeps it only where it is more than what is kept, compared in the write itself: whoever reads first may have been overtaken.
    async fn see_more(&self, seen: Seen) -> Result<(), KeysError>;

    /// The log's events about itself, oldest first, whether the log still holds them or is a copy from before.
    async fn own_events(&self) -> Result<Vec<OwnEvent>, KeysError>;

    /// Keeps one of them; what is known under its id gives way, in its place.
    async fn keep_own_event(&self, own: OwnEvent) -> Result<(), KeysError>;

    /// Live keys and tombstones, for metrics.
    async fn counts(&self) -> Result<(u64, u64), KeysError>;

    /// Makes the tables of an epoch, and its wrapped table key. The first epoch of a new table becomes the current one; a later one is open beside it from now on.
    /// [`KeysError::Moved`] where another epoch was begun meanwhile.
    async fn begin_epoch(&self, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError>;

    /// Data keys of the current epoch in the order of (subject, class), after one of them.
    async fn batch(&self, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError>;

    /// Adds wraps of keys to the next epoch, where the key is still in the current one and not yet in the next. This and the roll's other steps answer
    /// [`KeysError::Moved`] for an epoch that is not at that step.
    async fn carry(&self, next: u64, keys: Vec<(Whose, Vec<u8>)>) -> Result<(), KeysError>;

    /// Lookups of the current epoch in the order of their tags, after one of them.
    async fn lookup_batch(&self, after: Option<[u8; 32]>, limit: usize) -> Result<Vec<LookupRow>, KeysError>;

    /// Adds tags and wraps to the next epoch, each beside the tag in the current one that it follows, where that is still there.
    async fn carry_lookups(&self, lookups: Vec<([u8; 32], Tagged)>) -> Result<(), KeysError>;

    /// Data keys of an open epoch: of the next one, for trying every wrap before the switch, or of the current one.
    async fn carried(&self, next: u64, after: Option<Whose>, limit: usize) -> Result<Vec<KeyRow>, KeysError>;

    /// Makes the next epoch the current one, if it holds a row for each of the current one's.
    async fn switch(&self, next: u64) -> Result<(), KeysError>;

    /// What destroyed keys have left in the table's files.
    async fn residue(&self) -> Result<KeyResidue, KeysError>;

    /// Takes what keys have left that were destroyed before this began out of the table's files, while reads and writes go on.
    async fn renew(&self) -> Result<(), KeysError>;

    /// Drops the tables of an epoch whose root key is gone. What destroyed keys have left in the files goes too, unless the table is large.
    async fn end_epoch(&self, epoch: u64, destruction: Destruction, nodes: Nodes) -> Result<(), KeysError>;

    /// Ended epochs, oldest first.
    async fn ended_epochs(&self) -> Result<Vec<Ended>, KeysError>;

    /// Ended epochs that the log does not tell of yet.
    async fn unrecorded_epochs(&self) -> Result<Vec<Ended>, KeysError>;

    /// The log tells of the end of this epoch now.
    async fn recorded_epoch(&self, epoch: u64) -> Result<(), KeysError>;

    /// How many destroyed keys copies of the table could still open: those of an epoch that has not ended. First the commanded ones, then the expired ones.
    async fn awaiting_roll(&self) -> Result<(u64, u64), KeysError>;
}
