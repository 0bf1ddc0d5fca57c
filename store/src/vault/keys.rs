//! The key table's port. Rows are wrapped: the table itself opens nothing.

use async_trait::async_trait;
use domain::{Class, ErasureId, KeyId, OrganisationId, SubjectId, Timestamp};

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
    /// The subject's class was destroyed and gets no new key.
    #[error("this subject has been erased")]
    Destroyed,
    /// Somebody else holds the address.
    #[error("taken: {0}")]
    Taken(&'static str),
}

/// A (subject, class).
pub type Whose = (SubjectId, Class);

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
    /// Wrapped by the table key.
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

/// A claim of an address.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// `email` or `slug`.
    pub kind: &'static str,
    /// The keyed hash.
    pub tag: [u8; 32],
    /// Whose.
    pub subject: SubjectId,
    /// The hash itself, wrapped.
    pub wrapped: Vec<u8>,
}

/// Where data keys and lookups lie.
#[async_trait]
pub trait KeyTable: Send + Sync {
    /// The epoch, and its wrapped table key; `None` in a new table.
    async fn epoch(&self) -> Result<Option<(u64, Vec<u8>)>, KeysError>;

    /// Writes the first epoch of a new table.
    async fn found(&self, epoch: u64, wrapped: Vec<u8>) -> Result<(), KeysError>;

    /// Adds a key, durably, before it returns. Returns the row that stands: an earlier one, if there is one. [`KeysError::Destroyed`] over a tombstone.
    async fn mint(&self, row: KeyRow) -> Result<KeyRow, KeysError>;

    /// What is known of each, in order.
    async fn states(&self, whose: Vec<Whose>) -> Result<Vec<KeyState>, KeysError>;

    /// Sets the clock of a key, if it is there.
    async fn set_due(&self, whose: Whose, starts_at: Timestamp, due_at: Timestamp) -> Result<(), KeysError>;

    /// Live rows of an organisation's class.
    async fn of_organisation(
        &self,
        organisation: OrganisationId,
        class: Class,
    ) -> Result<Vec<KeyRow>, KeysError>;

    /// Rows that are due, oldest first.
    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<KeyRow>, KeysError>;

    /// Deletes keys and writes their tombstones, in one transaction. What is gone already stays as it is. Returns the tombstones of all that were live.
    async fn destroy(&self, whose: Vec<Whose>, cause: Option<ErasureId>)
    -> Result<Vec<Tombstone>, KeysError>;

    /// Tombstones that the log does not tell of yet.
    async fn unrecorded(&self) -> Result<Vec<Tombstone>, KeysError>;

    /// The log tells of these now.
    async fn recorded(&self, whose: Vec<Whose>) -> Result<(), KeysError>;

    /// Claims addresses, all or none, until `expires`. A claim that ran out unconfirmed is free again.
    async fn claim(&self, lookups: Vec<Lookup>, now: Timestamp, expires: Timestamp) -> Result<(), KeysError>;

    /// Makes a subject's claims last.
    async fn confirm(&self, subject: SubjectId) -> Result<(), KeysError>;

    /// Whose address this is, confirmed or not; not one that ran out.
    async fn find(
        &self,
        kind: &'static str,
        tag: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<SubjectId>, KeysError>;

    /// Live keys and tombstones, for metrics.
    async fn counts(&self) -> Result<(u64, u64), KeysError>;
}
