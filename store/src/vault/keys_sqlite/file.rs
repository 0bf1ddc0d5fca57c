//! The files of a key table: one, or one and a copy of it, and how two that differ become one again. What is left in their pages is overwritten here.

use super::{KeysError, closed};
use crate::gaps;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::fs;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// The open files. Once a write reached one and not the other they are apart, and nothing is written before they are one again.
pub(super) struct Files {
    path: PathBuf,
    copy: Option<PathBuf>,
    log: [u8; 16],
    /// `None` while they are apart.
    open: Option<Open>,
    /// When they could not be made one, and why.
    failed: Option<(Instant, String)>,
}

/// How long nobody tries again to make them one: it may mean writing all of a file. In tests at once.
const AGAIN: Duration = if cfg!(test) { Duration::ZERO } else { Duration::from_secs(10) };

/// So many pages of a file are cleaned at once: whoever arrives waits for them.
const PAGES: u32 = 1_024;

struct Open {
    first: Connection,
    second: Option<Connection>,
}

impl Files {
    pub(super) fn open(path: &Path, copy: Option<&Path>, log: [u8; 16]) -> Result<Self, KeysError> {
        let open = Some(open(path, copy, log)?);
        Ok(Self { path: path.to_owned(), copy: copy.map(Path::to_owned), log, open, failed: None })
    }

    /// Makes two files that are apart one again, as a start does: by the one that has seen more writes.
    pub(super) fn together(&mut self) -> Result<(), KeysError> {
        self.opened().map(drop)
    }

    fn opened(&mut self) -> Result<&mut Open, KeysError> {
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                let apart = |why: &str| {
                    KeysError::Unavailable(format!(
                        "its two copies are apart since a write that one of them refused, and cannot be made one: {why}"
                    ))
                };
                if let Some((_, why)) = self.failed.as_ref().filter(|(when, _)| when.elapsed() < AGAIN) {
                    return Err(apart(why));
                }
                match open(&self.path, self.copy.as_deref(), self.log) {
                    Ok(open) => {
                        tracing::warn!("the key table's two copies are one again");
                        self.failed = None;
                        open
                    }
                    Err(error) => {
                        let why = error.to_string();
                        let refused = apart(&why);
                        self.failed = Some((Instant::now(), why));
                        return Err(refused);
                    }
                }
            }
        };
        Ok(self.open.insert(open))
    }

    /// Reads the first file; while they are apart, if it is not the older one: that may hold a key that the other has destroyed.
    pub(super) fn read<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, KeysError>,
    ) -> Result<T, KeysError> {
        let mut alone;
        let first = match &mut self.open {
            None if self.copy.as_deref().is_some_and(|copy| is_newest(&self.path, copy)) => {
                alone = connect(&self.path, self.log)?;
                &mut alone
            }
            Some(_) | None => &mut self.opened()?.first,
        };
        work(&first.transaction_with_behavior(TransactionBehavior::Deferred)?)
    }

    /// Overwrites what rows that moved have left in the pages of each file after this one; up to which it came, if there are more. It is no write: the rows stay as they
    /// are, and the files need not be at it together.
    pub(super) fn sweep(&mut self, after: u32) -> Result<Option<u32>, KeysError> {
        let Open { first, second } = self.opened()?;
        let mut to = None;
        for file in std::iter::once(first).chain(second) {
            let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
            to = to.max(gaps::sweep(&tx, after, PAGES)?);
            tx.commit()?;
        }
        Ok(to)
    }

    pub(super) fn write<T>(
        &mut self,
        work: &(impl Fn(&Transaction<'_>) -> Result<T, KeysError> + Sync),
    ) -> Result<T, KeysError>
    where
        T: Send,
    {
        let Open { first, second } = self.opened()?;
        let Some(second) = second else { return part(first, work, || true).map_err(Stopped::error) };
        // Both at once: a write waits for the slower disk, not for the sum of two.
        let (to_second, from_first) = mpsc::channel();
        let (to_first, from_second) = mpsc::channel();
        let (one, other) = thread::scope(|scope| {
            // Whoever fails before the commit drops its end, and the other hears that instead.
            let other = thread::Builder::new().spawn_scoped(scope, move || {
                part(second, work, move || to_first.send(()).is_ok() && from_first.recv().is_ok())
            });
            let one = part(first, work, move || to_second.send(()).is_ok() && from_second.recv().is_ok());
            let other = match other {
                Ok(other) => other.join().unwrap_or(Err(Stopped::AtCommit(closed()))),
                // Its ends of the two channels went with it, so that nothing was committed here either.
                Err(error) => Err(Stopped::Before(KeysError::Unavailable(error.to_string()))),
            };
            (one, other)
        });
        if [&one, &other].iter().any(|ended| matches!(ended, Err(Stopped::AtCommit(_)))) {
            self.open = None;
        }
        match (one, other) {
            (Ok(result), Ok(_)) => Ok(result),
            (Err(Stopped::ByTheOther) | Ok(_), Err(stopped)) | (Err(stopped), _) => Err(stopped.error()),
        }
    }
}

fn open(path: &Path, copy: Option<&Path>, log: [u8; 16]) -> Result<Open, KeysError> {
    if let Some(copy) = copy {
        // Before anything is copied: a path that was mistyped may lead to another installation's table.
        for file in [path, copy] {
            of_this_log(file, log)?;
        }
        if copied(path)? && changes(copy)?.is_none() {
            // Another disk would be written in its place, and both copies might lie on one.
            return Err(KeysError::CopyMissing(copy.to_owned()));
        }
        make_folder(copy)?;
        reconcile(path, copy)?;
    }
    let first = connect(path, log)?;
    let second = copy.map(|copy| connect(copy, log)).transpose()?;
    for file in std::iter::once(&first).chain(&second) {
        let sql = "UPDATE key_files SET copied = ?1 WHERE copied <> ?1";
        file.execute(sql, [second.is_some()])?;
    }
    Ok(Open { first, second })
}

/// Whether a file knows of a second one.
fn copied(path: &Path) -> Result<bool, KeysError> {
    if changes(path)?.is_none() {
        return Ok(false);
    }
    let file = open_there(path)?;
    let told = file.query_row("SELECT 1 FROM sqlite_schema WHERE name = 'key_files'", [], |_| Ok(()));
    match told.optional()? {
        Some(()) => Ok(file.query_row("SELECT copied FROM key_files", [], |row| row.get(0))?),
        // A table from before that was kept.
        None => Ok(false),
    }
}

fn make_folder(copy: &Path) -> Result<(), KeysError> {
    let Some(folder) = copy.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| {
        KeysError::Unavailable(format!("keys_copy: the folder {}: {error}", folder.display()))
    })
}

pub(super) fn new_copy(path: &Path, copy: &Path) -> Result<(), KeysError> {
    if changes(path)?.is_none() {
        return Err(KeysError::Broken("there is none to be copied"));
    }
    if changes(copy)?.is_some() {
        let there = format!("there is a second copy in {}, and none was made", copy.display());
        return Err(KeysError::Unavailable(there));
    }
    make_folder(copy)?;
    replace(path, copy)
}

/// Why one of two files did not take a write.
enum Stopped {
    /// Nothing was committed.
    Before(KeysError),
    /// Nothing was committed, since the other file would not take it.
    ByTheOther,
    /// It is not known whether it was.
    AtCommit(KeysError),
}

impl Stopped {
    fn error(self) -> KeysError {
        match self {
            Self::Before(error) | Self::AtCommit(error) => error,
            Self::ByTheOther => closed(),
        }
    }
}

/// Writes to one file, and commits once `both` are ready.
fn part<T>(
    connection: &mut Connection,
    work: &impl Fn(&Transaction<'_>) -> Result<T, KeysError>,
    both: impl FnOnce() -> bool,
) -> Result<T, Stopped> {
    let (tx, result) = uncommitted(connection, work).map_err(Stopped::Before)?;
    if !both() {
        return Err(Stopped::ByTheOther);
    }
    tx.commit().map_err(|error| Stopped::AtCommit(error.into()))?;
    Ok(result)
}

fn uncommitted<'a, T>(
    connection: &'a mut Connection,
    work: &impl Fn(&Transaction<'_>) -> Result<T, KeysError>,
) -> Result<(Transaction<'a>, T), KeysError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let result = work(&tx)?;
    count(&tx)?;
    Ok((tx, result))
}

/// Every write is counted, so that of two files the newer one is known.
fn count(tx: &Transaction<'_>) -> Result<(), KeysError> {
    tx.prepare_cached("UPDATE key_changes SET count = count + 1")?.execute([])?;
    Ok(())
}

fn connect(path: &Path, log: [u8; 16]) -> Result<Connection, KeysError> {
    keep_private(path).map_err(|error| KeysError::Unavailable(error.to_string()))?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // secure_delete overwrites a row where it lies, and TRUNCATE keeps nothing in a journal; what is left where rows have moved a sweep overwrites. The cache holds what
    // a roll touches at once: pages that spill out of it in mid-transaction are synced one by one.
    connection.execute_batch(
        "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let migrated: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'data_keys')";
    if migrated > 0 && !tx.query_row(sql, [], |row| row.get(0))? {
        return Err(KeysError::Broken("it was made by a build from before the first release"));
    }
    for (version, sql) in (1..).zip(MIGRATIONS) {
        if version > migrated {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", version)?;
        }
    }
    tx.execute(
        "INSERT INTO key_meta (one, log, epoch, size, root) VALUES (1, ?1, 0, 0, x'') ON CONFLICT DO NOTHING",
        [log],
    )?;
    let stored: [u8; 16] = tx.query_row("SELECT log FROM key_meta", [], |row| row.get(0))?;
    if stored != log {
        return Err(KeysError::Foreign);
    }
    tx.commit()?;
    Ok(connection)
}

/// Makes the file, or takes it, from everybody else on this machine; what SQLite puts beside it gets its mode.
fn keep_private(path: &Path) -> std::io::Result<()> {
    let file = fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

const MIGRATIONS: [&str; 5] = [
    include_str!("../../../../migrations/keys/sqlite/0001_keys.sql"),
    include_str!("../../../../migrations/keys/sqlite/0002_epochs.sql"),
    include_str!("../../../../migrations/keys/sqlite/0003_holds.sql"),
    include_str!("../../../../migrations/keys/sqlite/0004_own_events.sql"),
    include_str!("../../../../migrations/keys/sqlite/0005_files.sql"),
];

/// Refuses a file with the keys of another log; one without a table is of none.
fn of_this_log(path: &Path, log: [u8; 16]) -> Result<(), KeysError> {
    if changes(path)?.is_none() {
        return Ok(());
    }
    let stored: Option<[u8; 16]> =
        open_there(path)?.query_row("SELECT log FROM key_meta", [], |row| row.get(0)).optional()?;
    if stored.is_some_and(|stored| stored != log) { Err(KeysError::Foreign) } else { Ok(()) }
}

fn open_there(path: &Path) -> Result<Connection, KeysError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    Ok(connection)
}

/// Whether a file has seen as many writes as the other.
fn is_newest(path: &Path, other: &Path) -> bool {
    changes(path).and_then(|mine| Ok(mine >= changes(other)?)).unwrap_or(false)
}

/// Makes the older or missing one of two files a copy of the other.
fn reconcile(path: &Path, copy: &Path) -> Result<(), KeysError> {
    let (first, second) = (changes(path)?, changes(copy)?);
    match (first, second) {
        (None, None) => Ok(()),
        (first, second) if first == second => Ok(()),
        (first, second) if first > second => {
            tracing::warn!(
                copy = %copy.display(),
                "the key table's second copy was older than the first, or is new: it is made from the first"
            );
            replace(path, copy)
        }
        _ => {
            tracing::warn!(
                "the key table was older than its copy, or missing: it is made anew from the copy"
            );
            replace(copy, path)
        }
    }
}

/// How many writes a file has seen; `None` where there is no table.
pub(super) fn changes(path: &Path) -> Result<Option<i64>, KeysError> {
    if !path.exists() {
        return Ok(None);
    }
    let connection = open_there(path)?;
    let there: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'key_meta'", [], |row| row.get(0))
        .optional()?;
    if there.is_none() {
        return Ok(None);
    }
    let counted: Option<i64> = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'key_changes'", [], |row| row.get(0))
        .optional()?;
    match counted {
        Some(_) => Ok(Some(connection.query_row("SELECT count FROM key_changes", [], |row| row.get(0))?)),
        // A table from before writes were counted.
        None => Ok(Some(0)),
    }
}

/// Puts a copy of one file in the place of the other, whole or not at all.
fn replace(from: &Path, to: &Path) -> Result<(), KeysError> {
    let fresh = beside(to)?;
    drop(fs::remove_file(&fresh));
    let io = |error: std::io::Error| KeysError::Unavailable(error.to_string());
    // SQLite writes into a file that is there and empty.
    keep_private(&fresh).map_err(io)?;
    let connection = open_there(from)?;
    let name = fresh.to_str().ok_or(KeysError::Broken("its path is not text"))?;
    if let Err(error) = connection.execute("VACUUM INTO ?1", [name]) {
        // Nothing of it stays on a disk that may be full.
        drop(fs::remove_file(&fresh));
        return Err(error.into());
    }
    // user_version travels with VACUUM INTO; the journal of the file that is replaced must not be played into the new one.
    let journal = PathBuf::from(format!("{}-journal", to.display()));
    if journal.exists() {
        fs::remove_file(journal).map_err(io)?;
    }
    fs::File::open(&fresh).and_then(|file| file.sync_all()).map_err(io)?;
    fs::rename(&fresh, to).map_err(io)?;
    let folder = to.parent().ok_or_else(closed)?;
    fs::File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .and_then(|folder| folder.sync_all())
        .map_err(io)
}

fn beside(path: &Path) -> Result<PathBuf, KeysError> {
    let name = path.file_name().ok_or(KeysError::Broken("its path names no file"))?;
    let mut fresh = name.to_owned();
    fresh.push(".new");
    Ok(path.with_file_name(fresh))
}
