//! The key table's two files: the same after every write, made anew when one is missing or behind.

use super::*;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

fn rows(house: &House, file: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let file = rusqlite::Connection::open(house.folder.join(file)).unwrap();
    let mut statement = file
        .prepare("SELECT key, wrapped FROM data_keys JOIN wraps_0 USING (subject, class) ORDER BY key")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn every_write_is_in_both_files() {
    let house = house("both").await;
    house.arrive(1, "Kari").await;
    house.arrive(2, "Ola").await;
    house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
    assert_eq!(rows(&house, "keys.db").len(), 1);
    assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
}

#[tokio::test]
async fn both_files_are_their_owners_alone() {
    let mut house = house("private").await;
    house.arrive(1, "Kari").await;
    let mode = |file: &str| fs::metadata(house.folder.join(file)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("keys.db"), mode("copy.db")), (0o600, 0o600));
    fs::remove_file(house.folder.join("copy.db")).unwrap();
    SqliteKeys::new_copy(&house.folder.join("keys.db"), &house.folder.join("copy.db")).unwrap();
    house.reopen(1).await;
    assert_eq!(fs::metadata(house.folder.join("copy.db")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn the_roots_keys_are_their_owners_alone() {
    let house = house("private-root").await;
    house.vault.roll().await.unwrap();
    let root = house.folder.join("root");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&root), 0o700);
    let keys: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(keys, [root.join("epoch-1.key")]);
    assert_eq!(mode(&keys[0]), 0o600);
}

#[tokio::test]
async fn a_missing_first_file_is_made_anew_from_the_copy() {
    let mut house = house("missing-first").await;
    let kari = house.arrive(1, "Kari").await;
    fs::remove_file(house.folder.join("keys.db")).unwrap();
    house.reopen(1).await;
    assert_eq!(house.name(&kari).await, Shown::Value("Kari".into()));
    assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
}

#[tokio::test]
async fn a_copy_that_is_missing_is_refused_until_it_is_back_or_made_anew() {
    let mut house = house("missing-copy").await;
    let kari = house.arrive(1, "Kari").await;
    let (first, copy) = (house.folder.join("keys.db"), house.folder.join("copy.db"));
    let away = house.folder.join("away");
    fs::rename(&copy, &away).unwrap();
    // Missing, and empty as a full disk leaves it.
    for empty in [false, true] {
        if empty {
            fs::write(&copy, []).unwrap();
        }
        let refused = open(&house.folder, Counting::default()).await.err().map(|error| error.to_string());
        assert!(refused.as_ref().is_some_and(|words| words.contains("new-copy")), "{refused:?}");
        assert_eq!(fs::metadata(&copy).map(|file| file.len()).ok(), empty.then_some(0), "none was made");
    }
    fs::rename(&away, &copy).unwrap();
    house.reopen(1).await;
    assert!(SqliteKeys::new_copy(&first, &copy).is_err(), "it is there");
    fs::remove_file(&copy).unwrap();
    SqliteKeys::new_copy(&first, &copy).unwrap();
    house.reopen(2).await;
    assert_eq!(house.name(&kari).await, Shown::Value("Kari".into()));
    assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
    // Whoever goes over to one file, and back to two, is not asked.
    drop(SqliteKeys::open(&first, None, [9; 16]).unwrap());
    fs::remove_file(&copy).unwrap();
    house.reopen(3).await;
    assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
}

#[tokio::test]
async fn the_newer_file_wins() {
    for older in ["keys.db", "copy.db"] {
        let mut house = house(&format!("older-{older}")).await;
        let kari = house.arrive(1, "Kari").await;
        fs::copy(house.folder.join(older), house.folder.join("kept")).unwrap();
        let ola = house.arrive(2, "Ola").await;
        house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
        fs::rename(house.folder.join("kept"), house.folder.join(older)).unwrap();
        house.reopen(1).await;
        assert_eq!(house.name(&kari).await, Shown::Erased, "{older}");
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()), "{older}");
        assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
    }
}

#[tokio::test]
async fn a_copy_that_is_another_logs_is_refused_and_neither_is_touched() {
    let (ours, theirs) = (house("ours").await, house("theirs").await);
    ours.arrive(1, "Kari").await;
    let other = theirs.folder.join("other.db");
    drop(SqliteKeys::open(&other, None, [7; 16]).unwrap());
    let mine = ours.folder.join("keys.db");
    // Whichever of the two has seen more writes.
    for writes in [0, 1_000] {
        rusqlite::Connection::open(&other)
            .unwrap()
            .execute("UPDATE key_changes SET count = ?1", [writes])
            .unwrap();
        let before = [fs::read(&mine).unwrap(), fs::read(&other).unwrap()];
        for (path, copy) in [(&mine, &other), (&other, &mine)] {
            assert!(matches!(SqliteKeys::open(path, Some(copy), [9; 16]), Err(KeysError::Foreign)));
        }
        assert_eq!([fs::read(&mine).unwrap(), fs::read(&other).unwrap()], before);
    }
}

/// Mints the key of a visit.
async fn mint(house: &House, n: u8) -> Result<(), KeysError> {
    house.vault.mint((visit(n).subject(), Class::Visit), organisation(), None, None).await
}

#[tokio::test]
async fn what_one_file_refuses_is_in_neither() {
    for refusing in ["keys.db", "copy.db"] {
        let house = house(&format!("refusing-{refusing}")).await;
        mint(&house, 1).await.unwrap();
        let file = rusqlite::Connection::open(house.folder.join(refusing)).unwrap();
        let full = "CREATE TRIGGER full BEFORE INSERT ON data_keys BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
        file.execute_batch(full).unwrap();
        let refused = mint(&house, 2).await;
        assert!(matches!(&refused, Err(KeysError::Unavailable(why)) if why.contains("full")), "{refused:?}");
        assert_eq!((rows(&house, "keys.db").len(), rows(&house, "copy.db").len()), (1, 1), "{refusing}");
        file.execute_batch("DROP TRIGGER full").unwrap();
        mint(&house, 2).await.unwrap();
        assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
    }
}

#[tokio::test]
async fn files_of_which_one_failed_to_commit_are_made_one_again_before_they_take_more() {
    for failing in ["keys.db", "copy.db"] {
        let house = house(&format!("apart-{failing}")).await;
        mint(&house, 1).await.unwrap();
        // A constraint that is looked at with the commit, and broken by every mint.
        let file = rusqlite::Connection::open(house.folder.join(failing)).unwrap();
        file.execute_batch(
            "CREATE TABLE parent (id INTEGER PRIMARY KEY);
             CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
             CREATE TRIGGER broken AFTER INSERT ON data_keys BEGIN INSERT INTO child VALUES (7); END",
        )
        .unwrap();
        drop(file);
        assert!(mint(&house, 2).await.is_err());
        let lens = |house: &House| (rows(house, "keys.db").len(), rows(house, "copy.db").len());
        assert!(matches!(lens(&house), (1, 2) | (2, 1)), "one has it, the other has not");
        // What makes the older one anew cannot be written: still nothing is taken, and the newer one is read.
        let blocked = house.folder.join(format!("{failing}.new"));
        fs::create_dir(&blocked).unwrap();
        let refused = mint(&house, 3).await;
        assert!(matches!(&refused, Err(KeysError::Unavailable(why)) if why.contains("apart")), "{refused:?}");
        assert!(house.vault.keys().ready().await.is_err());
        let read = house.vault.keys().counts().await;
        assert_eq!(read.is_ok(), failing == "copy.db", "{read:?}");
        fs::remove_dir(&blocked).unwrap();
        house.vault.keys().ready().await.unwrap();
        assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
        assert_eq!(lens(&house).0, 2, "what one of them had committed is in both");
        mint(&house, 3).await.unwrap();
        assert_eq!(lens(&house), (3, 3));
    }
}

/// Leaves a piece of a row where SQLite leaves those that have moved: between the pointers of a page to its rows and the first of them.
fn leave(file: &std::path::Path, piece: &[u8]) {
    let file = rusqlite::Connection::open(file).unwrap();
    let sql = "SELECT pgno, data FROM sqlite_dbpage WHERE pgno > 1";
    let mut pages = file.prepare(sql).unwrap();
    let pages = pages.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    let two = |page: &[u8], at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    let leaf = pages.map(Result::unwrap).find(|(_, page)| {
        matches!(page[0], 10 | 13) && two(page, 5) > 8 + 2 * two(page, 3) + piece.len() && two(page, 3) > 0
    });
    let (number, mut page) = leaf.unwrap();
    let end = two(&page, 5);
    page[end - piece.len()..end].copy_from_slice(piece);
    file.execute("UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1", (number, page)).unwrap();
}

#[tokio::test]
async fn what_rows_have_left_in_the_pages_of_both_files_is_gone_after_a_roll() {
    let house = house("left").await;
    for n in 1..=3 {
        mint(&house, n).await.unwrap();
    }
    house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
    let piece = b"the clock of a key that is destroyed";
    let files = ["keys.db", "copy.db"].map(|name| house.folder.join(name));
    let there = || {
        let holds = |file: &std::path::PathBuf| {
            fs::read(file).unwrap().windows(piece.len()).any(|window| window == piece)
        };
        files.iter().filter(|file| holds(file)).count()
    };
    for file in &files {
        leave(file, piece);
    }
    let rows = async || house.vault.keys().residue().await.unwrap().rows;
    assert_eq!((there(), rows().await), (2, 1));
    house.vault.roll().await.unwrap();
    assert_eq!((there(), rows().await), (0, 0));
}
