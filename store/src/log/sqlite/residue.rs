//! What purges leave in a log's file, counted and overwritten.

use super::super::{LogError, Purge, Residue};
use super::{SqliteLog, schema, write};
use crate::gaps;
use async_trait::async_trait;
use domain::{KeyId, Timestamp};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::sync::atomic::Ordering;

/// Up to so many pages a file is cleaned with each purge; a larger one in the night, as many pages at once. In tests so few that it takes several steps.
const PAGES: u32 = if cfg!(test) { 16 } else { 16_384 };

/// The same in a file that others write: they wait for so many.
const FEW_PAGES: u32 = 1_024;

/// Up to this size the pages of a file can be told apart, so that it is cleaned.
const TOLD_APART: u64 = gaps::LARGEST as u64 * 4_096;

#[async_trait]
impl Purge for SqliteLog {
    async fn purge(&self, keys: &[KeyId]) -> Result<u64, LogError> {
        let (keys, large) = (keys.to_vec(), self.large.clone());
        let (deleted, gone) = (self.deleted.clone(), self.gone.clone());
        let work = move |connection: &Connection| {
            let parts = write::purge(connection, &keys)?;
            deleted.fetch_add(parts, Ordering::SeqCst);
            let size = too_large(connection)?;
            large.store(size, Ordering::SeqCst);
            if size == 0 {
                clean(connection, 0, PAGES)?;
            }
            if write::empty_wal(connection)? && size == 0 {
                gone.fetch_max(deleted.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            Ok(parts)
        };
        self.ask(|answer| write::Job::Run(Box::new(work), answer)).await
    }

    async fn residue(&self) -> Result<Residue, LogError> {
        let bytes = self.large.load(Ordering::SeqCst);
        let gone = self.gone.load(Ordering::SeqCst);
        let mut beyond = Vec::new();
        if bytes > TOLD_APART {
            beyond.push("the file of the log is larger than 64 GiB: what rows have left in its pages when they moved stays there. PostgreSQL has no such limit");
        }
        Ok(Residue {
            parts: self.deleted.load(Ordering::SeqCst).saturating_sub(gone),
            bytes,
            renewed: self.renewed.load(Ordering::SeqCst),
            beyond,
        })
    }

    async fn renew(&self, now: Timestamp) -> Result<(), LogError> {
        // Part by part, so that appends go on between; purges too, whose parts may lie in pages that were cleaned before.
        let mut after = Some(0);
        let before = self.deleted.load(Ordering::SeqCst);
        while let Some(from) = after {
            let work =
                move |connection: &Connection| Ok(clean(connection, from, PAGES)?.map_or(0, u64::from));
            let to = self.ask(|answer| write::Job::Run(Box::new(work), answer)).await?;
            after = u32::try_from(to).ok().filter(|to| *to > 0);
        }
        let gone = self.gone.clone();
        let work = move |connection: &Connection| {
            if write::empty_wal(connection)? {
                gone.fetch_max(before, Ordering::SeqCst);
            }
            Ok(0)
        };
        self.ask(|answer| write::Job::Run(Box::new(work), answer)).await?;
        self.renewed.store(now.timestamp_micros(), Ordering::SeqCst);
        Ok(())
    }
}

/// Overwrites what rows have left in the pages of another SQLite file of ours when they moved, beside whoever uses it: who writes there waits for a few pages at most.
pub fn overwrite_gaps(file: &Path) -> Result<(), LogError> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(schema::PATIENCE)?;
    gaps::check(&connection)?;
    let mut after = Some(0);
    while let Some(from) = after {
        after = clean(&connection, from, FEW_PAGES)?;
    }
    Ok(())
}

/// The size of a file that is too large to be cleaned with each purge; else 0.
pub(super) fn too_large(connection: &Connection) -> Result<u64, LogError> {
    let (pages, size) = (gaps::pages(connection)?, gaps::page_size(connection)?);
    Ok(if pages > PAGES { u64::from(pages) * size } else { 0 })
}

/// Overwrites what rows have left in the pages after this one, so many at most; up to which it came, if there are more.
fn clean(connection: &Connection, after: u32, most: u32) -> Result<Option<u32>, LogError> {
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let to = gaps::sweep(&tx, after, most)?;
    tx.commit()?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Acknowledge, Expected, LogWriter as _, NewRecord, NewSeal};
    use domain::{Class, CommandId, StreamName, SubjectId};
    use std::future::poll_fn;
    use std::pin::pin;
    use std::sync::mpsc::channel;
    use std::task::Poll;

    fn key(n: u8) -> KeyId {
        KeyId::from_bytes([n; 16])
    }

    /// Two parts of a key, as large as half a page.
    fn event(n: u8) -> NewRecord {
        let seal = |n: u8| NewSeal {
            subject: SubjectId::from_bytes([n; 16]),
            class: Class::Visit,
            key: key(n),
            ciphertext: vec![n; 2_000],
        };
        NewRecord {
            id: CommandId::from_bytes([n; 16]).event(0),
            kind: "k".into(),
            public: b"{}".to_vec(),
            seals: vec![seal(n), seal(n)],
        }
    }

    #[tokio::test]
    async fn what_is_purged_while_pages_are_cleaned_is_not_forgotten() {
        let folder = std::env::temp_dir().join(format!("anteroom-renew-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let log = SqliteLog::open(&folder.join("log.db"), [9; 16], Acknowledge::AfterCommit).unwrap();
        let stream = StreamName::new("visit", "a");
        for n in 0..40 {
            log.append(&stream, Expected::Any, vec![event(n)]).await.unwrap();
        }
        let parts = async || log.residue().await.unwrap().parts;
        log.purge(&[key(1), key(30)]).await.unwrap();
        assert!(log.residue().await.unwrap().bytes > 0, "too large to be cleaned with each purge");
        assert_eq!(parts().await, 4);

        // The writer is held, so that what is asked for now is done in this order: the first pages, the purge, all other pages.
        let (release, held) = channel::<()>();
        let work: write::Work =
            Box::new(move |_| held.recv().map(|()| 0).map_err(|_| super::super::closed()));
        let mut busy = pin!(log.ask(|answer| write::Job::Run(work, answer)));
        let mut renewing = pin!(log.renew(Timestamp::default()));
        let late = [key(2)];
        let mut purging = pin!(log.purge(&late));
        assert!(poll_fn(|cx| Poll::Ready(busy.as_mut().poll(cx).is_pending())).await);
        assert!(poll_fn(|cx| Poll::Ready(renewing.as_mut().poll(cx).is_pending())).await);
        assert!(poll_fn(|cx| Poll::Ready(purging.as_mut().poll(cx).is_pending())).await);
        release.send(()).unwrap();
        busy.await.unwrap();
        purging.await.unwrap();
        assert_eq!(parts().await, 6);
        renewing.await.unwrap();
        assert_eq!(
            parts().await,
            2,
            "those of the purge in between may lie in pages that were cleaned before it"
        );
        log.renew(Timestamp::default()).await.unwrap();
        assert_eq!(parts().await, 0);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
