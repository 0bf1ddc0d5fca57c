//! A letter that a reaction has still to hand over, as it is kept beside the log. It tells of nobody but by an id that stands in the log as well.

use super::LogError;
use domain::Timestamp;
use uuid::Uuid;

/// A letter that is still to be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The event that calls for it.
    pub position: u64,
    /// To whom among those the event concerns; nil where there is only one.
    pub recipient: Uuid,
    /// How often it was refused for now.
    pub tries: u32,
    /// Since when: the first of these refusals, or when it was called for.
    pub since: Timestamp,
    /// When it is tried next.
    pub due: Timestamp,
}

impl Waiting {
    /// Which letter it is, however it stands.
    pub fn which(&self) -> (u64, Uuid) {
        (self.position, self.recipient)
    }

    /// As the engines keep it, with times in microseconds since 1970.
    pub(super) fn row(&self) -> (i64, &[u8], i64, i64, i64) {
        let (since, due) = (self.since.timestamp_micros(), self.due.timestamp_micros());
        (self.position as i64, self.recipient.as_bytes(), i64::from(self.tries), since, due)
    }

    /// The way back.
    pub(super) fn of(
        position: i64,
        recipient: &[u8],
        tries: i64,
        since: i64,
        due: i64,
    ) -> Result<Self, LogError> {
        let broken = || LogError::Unavailable("a letter that waits cannot be read".into());
        Ok(Self {
            position: position as u64,
            recipient: Uuid::from_slice(recipient).map_err(|_| broken())?,
            tries: tries.try_into().map_err(|_| broken())?,
            since: Timestamp::from_timestamp_micros(since).ok_or_else(broken)?,
            due: Timestamp::from_timestamp_micros(due).ok_or_else(broken)?,
        })
    }
}
