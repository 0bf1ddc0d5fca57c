//! A copy of a log that is read and never written: a backup, on whatever medium it lies.

use super::super::{LogError, LogReader, Record};
use super::{closed, read, schema};
use async_trait::async_trait;
use domain::{EventId, StreamName};
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// A copy of a log in a SQLite file.
pub struct SqliteCopy {
    id: [u8; 16],
    head: u64,
    connection: Arc<Mutex<Connection>>,
}

impl SqliteCopy {
    /// Opens the file, in which nothing is changed, and beside which nothing is made.
    pub fn open(path: &Path) -> Result<Self, LogError> {
        let connection = schema::connect_still(path)?;
        let id = connection.query_row("SELECT log FROM log_meta", [], |row| row.get(0))?;
        let head: i64 =
            connection
                .query_row("SELECT coalesce(max(position), 0) FROM log_events", [], |row| row.get(0))?;
        Ok(Self { id, head: head as u64, connection: Arc::new(Mutex::new(connection)) })
    }

    /// How far a follower was when the copy was made; 0 for one that had not begun.
    pub async fn cursor(&self, follower: &str) -> Result<u64, LogError> {
        let follower = follower.to_owned();
        self.read(move |c| read::cursor(c, &follower)).await
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, LogError> + Send + 'static,
    ) -> Result<T, LogError> {
        let connection = self.connection.clone();
        tokio::task::spawn_blocking(move || query(&*connection.lock().map_err(|_| closed())?))
            .await
            .map_err(|_| closed())?
    }
}

#[async_trait]
impl LogReader for SqliteCopy {
    fn id(&self) -> [u8; 16] {
        self.id
    }

    async fn read_stream(
        &self,
        stream: &StreamName,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Record>, LogError> {
        let stream = stream.as_str().to_owned();
        self.read(move |c| read::stream(c, &stream, after, limit)).await
    }

    async fn read_all(&self, after: u64, limit: usize) -> Result<Vec<Record>, LogError> {
        self.read(move |c| read::all(c, after, limit)).await
    }

    /// By a search through all of them: nothing that runs asks a copy.
    async fn event(&self, id: EventId) -> Result<Option<Record>, LogError> {
        self.read(move |c| read::searched(c, id)).await
    }

    async fn head(&self) -> Result<u64, LogError> {
        Ok(self.head)
    }

    /// It never grows.
    async fn wait(&self, after: u64) -> Result<u64, LogError> {
        if self.head > after { Ok(self.head) } else { std::future::pending().await }
    }

    async fn durability(&self) -> Result<String, LogError> {
        Ok("a copy, which is not written".into())
    }
}
