//! The committer: takes all appends that wait, has them committed by one statement on a connection of its own, then answers each.

use super::super::LogError;
use super::fault::{UNIQUE, late, lost, refused, unavailable};
use super::follow::Bell;
use super::group::{Answer, Append, Queue};
use super::write::{Verdict, at_once, under_lock};
use super::{closed, schema};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use std::time::Duration;

/// How long a commit may take before the connection is given up. Longer than the server's own limit, so that it speaks first.
const PATIENCE: Duration = Duration::from_secs(40);

/// What commits.
pub(super) struct Committer {
    options: PgConnectOptions,
    connection: Option<PgConnection>,
    bell: Bell,
}

pub(super) async fn run(mut committer: Committer, mut queue: Queue) {
    while let Some(round) = queue.next().await {
        if !round.appends.is_empty() {
            committer.commit(round.appends).await;
        }
        for answer in round.durability {
            committer.durability(answer).await;
        }
    }
    if let Some(connection) = committer.connection {
        // Nobody is left to be told of a failure.
        drop(connection.close().await);
    }
}

impl Committer {
    pub(super) fn new(options: PgConnectOptions, connection: PgConnection, bell: Bell) -> Self {
        Self { options, connection: Some(connection), bell }
    }

    /// Commits a group and answers each of its appends.
    async fn commit(&mut self, group: Vec<Append>) {
        match self.write(&group).await {
            Ok(verdicts) => self.answer(group, verdicts),
            // One of them is to blame and is found by asking for each alone.
            Err(Trouble::Refused(_)) if group.len() > 1 => {
                for append in group {
                    let alone = vec![append];
                    match self.write(&alone).await {
                        Ok(verdicts) => self.answer(alone, verdicts),
                        Err(trouble) => refuse(alone, &trouble),
                    }
                }
            }
            Err(trouble) => refuse(group, &trouble),
        }
    }

    fn answer(&self, group: Vec<Append>, verdicts: Vec<Verdict>) {
        let newest = verdicts
            .iter()
            .filter_map(|verdict| verdict.as_ref().ok())
            .map(|appended| appended.position)
            .max();
        for (append, verdict) in group.into_iter().zip(verdicts) {
            // The command that asked may have been dropped; its events stand.
            drop(append.answer.send(verdict));
        }
        if let Some(newest) = newest {
            self.bell.appended(newest);
        }
    }

    /// Writes a group on a living connection. A group that was cut off is sent once more: what it had recorded is answered as the first time.
    async fn write(&mut self, group: &[Append]) -> Result<Vec<Verdict>, Trouble> {
        match self.attempt(group).await {
            Err(Trouble::Lost(_)) => self.attempt(group).await,
            other => other,
        }
    }

    async fn attempt(&mut self, group: &[Append]) -> Result<Vec<Verdict>, Trouble> {
        let connection = self.connection().await?;
        let write = async {
            match at_once(connection, group).await {
                // Another node took a version or an id between this statement's snapshot and the head's lock.
                Err(error) if refused(&error) => under_lock(connection, group).await,
                done => done,
            }
        };
        let done = tokio::time::timeout(PATIENCE, write).await.unwrap_or_else(|_| Err(late()));
        done.map_err(|error| {
            if refused(&error) {
                return Trouble::Refused(error);
            }
            // Whatever it was, a new connection has nothing left of it.
            self.connection = None;
            if lost(&error) { Trouble::Lost(error) } else { Trouble::Failed(unavailable(&error)) }
        })
    }

    async fn connection(&mut self) -> Result<&mut PgConnection, Trouble> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => schema::connect(&self.options).await.map_err(Trouble::Failed)?,
        };
        Ok(self.connection.insert(connection))
    }

    async fn durability(&mut self, answer: Answer<String>) {
        let mut told = self.settings().await;
        if told.is_err() {
            // The connection may have died with the last run of the server.
            self.connection = None;
            told = self.settings().await;
        }
        drop(answer.send(told));
    }

    async fn settings(&mut self) -> Result<String, LogError> {
        let connection = self.connection().await.map_err(|trouble| trouble.told())?;
        let settings = "SELECT concat_ws(' ', 'fsync=' || current_setting('fsync'),
            'synchronous_commit=' || current_setting('synchronous_commit'), 'full_page_writes=' || current_setting('full_page_writes'))";
        let asked = sqlx::query_scalar(settings).fetch_one(connection);
        tokio::time::timeout(PATIENCE, asked)
            .await
            .unwrap_or_else(|_| Err(late()))
            .map_err(|error| unavailable(&error))
    }
}

/// Why a group was not committed, or is not known to be.
enum Trouble {
    /// The server is there and cannot store it.
    Refused(sqlx::Error),
    /// The connection broke on the way.
    Lost(sqlx::Error),
    /// Nothing could be done.
    Failed(LogError),
}

impl Trouble {
    fn told(&self) -> LogError {
        match self {
            Self::Refused(error) => {
                let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
                match code.as_deref() {
                    Some(UNIQUE) => LogError::Unavailable("an event of this id is in the log already".into()),
                    _ => unavailable(error),
                }
            }
            Self::Lost(error) => unavailable(error),
            Self::Failed(LogError::Unavailable(what)) => LogError::Unavailable(what.clone()),
            Self::Failed(_) => closed(),
        }
    }
}

fn refuse(group: Vec<Append>, trouble: &Trouble) {
    for append in group {
        drop(append.answer.send(Err(trouble.told())));
    }
}
