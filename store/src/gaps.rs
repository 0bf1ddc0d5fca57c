//! Overwrites what SQLite leaves in the middle of its pages. `secure_delete` overwrites a row where it lies; but when rows move to a neighbouring page, as they do when pages
//! fill up or empty, their old bytes stay in the gap of the one they came from. A gap holds nothing that SQLite reads. Log, key table and read models are cleaned by it.

use crate::log::LogError;
use crate::vault::KeysError;
use rusqlite::{Connection, OptionalExtension, params};

/// Why nothing was overwritten.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GapsError {
    /// The file.
    #[error(transparent)]
    File(#[from] rusqlite::Error),
    /// Its pages cannot be told apart.
    #[error(
        "the file has {pages} pages, and up to {} (64 GiB) they can be told apart: what rows have left when they moved stays in it. Above that, use PostgreSQL",
        LARGEST
    )]
    TooLarge {
        /// How many it has.
        pages: u32,
    },
}

impl From<GapsError> for LogError {
    fn from(error: GapsError) -> Self {
        LogError::Unavailable(error.to_string())
    }
}

impl From<GapsError> for KeysError {
    fn from(error: GapsError) -> Self {
        KeysError::Unavailable(error.to_string())
    }
}

/// The most pages of a file that is cleaned: up to here the first byte of a page's number is 0.
pub(crate) const LARGEST: u32 = 1 << 24;

/// The bytes of a b-tree page that belong to nothing: between the pointers to its rows and the first of them. `None` for pages of other kinds. These begin with the number of
/// a page, whose first byte is 0 in a file of no more than [`LARGEST`] pages, or with zeros.
fn gap(number: u32, page: &[u8]) -> Option<std::ops::Range<usize>> {
    // The first page has the file's own header before its own.
    let header = if number == 1 { 100 } else { 0 };
    let pointers = match page.get(header)? {
        // Interior pages have a pointer more.
        2 | 5 => header + 12,
        10 | 13 => header + 8,
        _ => return None,
    };
    let two = |at: usize| Some(usize::from(u16::from_be_bytes([*page.get(at)?, *page.get(at + 1)?])));
    let start = pointers + 2 * two(header + 3)?;
    let end = match two(header + 5)? {
        0 => 65_536,
        end => end,
    };
    (start <= end && end <= page.len()).then_some(start..end)
}

/// Refuses a SQLite that was compiled without the table of pages: nothing could be overwritten with it.
pub(crate) fn check(connection: &Connection) -> Result<(), LogError> {
    connection.query_row("SELECT count(*) FROM sqlite_dbpage WHERE pgno = 1", [], |_| Ok(())).map_err(|_| {
        LogError::Unavailable(
            "SQLite was compiled without sqlite_dbpage: build in the repository's folder, whose .cargo/config.toml asks for it".into(),
        )
    })
}

/// How many pages the file has.
pub(crate) fn pages(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA page_count", [], |row| row.get(0))
}

/// How many bytes one has.
pub(crate) fn page_size(connection: &Connection) -> rusqlite::Result<u64> {
    let size: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
    Ok(size.cast_unsigned())
}

/// Overwrites the gaps of pages after this one, so many at most, in a transaction that is open; the last of them, or `None` at the end of the file.
pub(crate) fn sweep(connection: &Connection, after: u32, most: u32) -> Result<Option<u32>, GapsError> {
    sweep_up_to(LARGEST, connection, after, most)
}

/// The same for a file of no more than so many pages. Of a larger one nothing is touched: a page that is no b-tree's might look like one.
fn sweep_up_to(
    largest: u32,
    connection: &Connection,
    after: u32,
    most: u32,
) -> Result<Option<u32>, GapsError> {
    let last = pages(connection)?;
    if last > largest {
        return Err(GapsError::TooLarge { pages: last });
    }
    let to = after.saturating_add(most).min(last);
    let mut read = connection.prepare_cached("SELECT data FROM sqlite_dbpage WHERE pgno = ?1")?;
    let mut write = connection.prepare_cached("UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1")?;
    for number in after + 1..=to {
        let Some(mut page) = read.query_row([number], |row| row.get::<_, Vec<u8>>(0)).optional()? else {
            continue;
        };
        let Some(gap) = gap(number, &page) else { continue };
        if page[gap.clone()].iter().any(|byte| *byte != 0) {
            page[gap].fill(0);
            write.execute(params![number, page])?;
        }
    }
    Ok((to < last).then_some(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_overwritten_and_nothing_else() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "PRAGMA secure_delete = ON; CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB) STRICT;",
            )
            .unwrap();
        connection
            .execute_batch("CREATE TABLE w (k BLOB PRIMARY KEY, b BLOB) STRICT, WITHOUT ROWID;")
            .unwrap();
        let rows = |table: &str| -> Vec<Vec<u8>> {
            let sql = format!("SELECT b FROM {table} ORDER BY 1");
            connection
                .prepare(&sql)
                .unwrap()
                .query_map([], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        for n in 0..2_000_u32 {
            // In an order in which pages split in their middle.
            let key = n.wrapping_mul(2_654_435_761).to_be_bytes();
            let blob = vec![0xee; 200 + (n % 7) as usize * 300];
            connection.execute("INSERT INTO t (b) VALUES (?1)", [&blob]).unwrap();
            connection.execute("INSERT INTO w (k, b) VALUES (?1, ?2)", params![key, blob]).unwrap();
        }
        connection.execute("DELETE FROM w WHERE k < ?1", [[0xc0_u8].as_slice()]).unwrap();
        connection.execute("DELETE FROM t WHERE id % 4 <> 0", []).unwrap();
        let dirty = || {
            let last = pages(&connection).unwrap();
            let page = |number: u32| -> Vec<u8> {
                connection
                    .query_row("SELECT data FROM sqlite_dbpage WHERE pgno = ?1", [number], |row| row.get(0))
                    .unwrap()
            };
            let full = |number: &u32| {
                let page = page(*number);
                gap(*number, &page).is_some_and(|gap| page[gap].iter().any(|byte| *byte != 0))
            };
            (1..=last).filter(full).count()
        };
        assert!(dirty() > 0, "SQLite leaves rows in gaps: without that there is nothing to do here");
        let before = (rows("t"), rows("w"));
        let tx = connection.unchecked_transaction().unwrap();
        let mut after = Some(0);
        while let Some(from) = after {
            after = sweep(&connection, from, 100).unwrap();
        }
        tx.commit().unwrap();
        assert_eq!(dirty(), 0);
        assert_eq!((rows("t"), rows("w")), before);
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        connection.execute("INSERT INTO w (k, b) VALUES (x'00', x'01')", []).unwrap();
    }

    #[test]
    fn a_file_whose_pages_cannot_be_told_apart_is_not_touched() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (b BLOB); INSERT INTO t VALUES (zeroblob(20000))").unwrap();
        let last = pages(&connection).unwrap();
        // What stays where rows have moved.
        let page =
            |number: u32| "SELECT data FROM sqlite_dbpage WHERE pgno = ".to_owned() + &number.to_string();
        let mut second: Vec<u8> = connection.query_row(&page(2), [], |row| row.get(0)).unwrap();
        let left = gap(2, &second).unwrap();
        second[left.clone()].fill(7);
        connection.execute("UPDATE sqlite_dbpage SET data = ?1 WHERE pgno = 2", [&second]).unwrap();
        let refused = sweep_up_to(last - 1, &connection, 0, 100).unwrap_err().to_string();
        assert!(refused.contains(&format!("{last} pages")) && refused.contains("64 GiB"), "{refused}");
        let there = || -> Vec<u8> { connection.query_row(&page(2), [], |row| row.get(0)).unwrap() };
        assert_eq!(there(), second);
        assert_eq!(sweep_up_to(last, &connection, 0, 100).unwrap(), None);
        assert!(there()[left].iter().all(|byte| *byte == 0));
    }
}
