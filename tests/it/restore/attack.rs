//! Attack 1: an old copy of the key table, an old copy of the log, and everything that is live. Every window of 32 bytes of every file is tried as a root key, as a table key
//! and as a data key, through the whole chain, with an implementation of our own from docs/formats.md. What was erased does not open; a survivor does. The controls must open what was
//! erased: the same attack on a house whose roll was kept from being done, and on the copies with the one thing that the roll destroys.

use super::{copy_folder, done, erase, text};
use crate::routes::visitor;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf;
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use tests::folder::Folder;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

type Key = [u8; 32];

/// A wrapped key: nonce, ciphertext, tag, and what it is bound to.
struct Wrapped {
    bytes: Vec<u8>,
    bound_to: Vec<u8>,
}

impl Wrapped {
    fn under(&self, key: &Key) -> Option<Key> {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).ok()?);
        let (nonce, body) = self.bytes.split_first_chunk::<12>()?;
        let mut body = body.to_vec();
        let opened =
            key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(&self.bound_to), &mut body);
        opened.ok()?.try_into().ok()
    }
}

/// A key table as an attacker reads it: the wrapped table keys, and the wrapped data key of one visit.
struct Table {
    table_keys: Vec<(i64, Wrapped)>,
    data_keys: Vec<(i64, Wrapped)>,
}

fn table(path: &Path, visit: &[u8; 16]) -> Outcome<Table> {
    let file = Connection::open(path)?;
    let mut statement = file.prepare("SELECT epoch, wrapped FROM key_epochs")?;
    let epochs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let epochs: Vec<(i64, Vec<u8>)> = epochs.collect::<Result<_, _>>()?;
    let mut data_keys = Vec::new();
    for (epoch, _) in &epochs {
        let sql = format!(
            "SELECT key, wrapped FROM data_keys JOIN wraps_{epoch} USING (subject, class) WHERE subject = ?1 AND class = 'visit'"
        );
        let row =
            file.query_row(&sql, [visit], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get(1)?))).optional()?;
        if let Some((key, bytes)) = row {
            let mut bound_to = format!("anteroom data key {epoch} visit ").into_bytes();
            bound_to.extend_from_slice(visit);
            bound_to.extend_from_slice(&key);
            data_keys.push((*epoch, Wrapped { bytes, bound_to }));
        }
    }
    let wrapped = |(epoch, bytes)| {
        (epoch, Wrapped { bytes, bound_to: format!("anteroom table key {epoch}").into_bytes() })
    };
    Ok(Table { table_keys: epochs.into_iter().map(wrapped).collect(), data_keys })
}

/// The sealed parts of a visit's arrival in a copy of the log: the ciphertexts, by their salt and commitment.
pub(crate) fn sealed(log: &Path, visit: &str) -> Outcome<Vec<Vec<u8>>> {
    let file = Connection::open(log)?;
    let mut statement = file.prepare(
        "SELECT s.ciphertext FROM log_sealed s JOIN log_events e ON e.position = s.position WHERE e.stream = ?1",
    )?;
    let parts = statement.query_map([format!("visit-{visit}")], |row| row.get(0))?;
    Ok(parts.collect::<Result<_, _>>()?)
}

/// Whether a data key is the one of this sealed part: its commitment says so.
fn commits(key: &Key, sealed: &[u8]) -> bool {
    struct Length;
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            64
        }
    }
    let mut derived = [0; 64];
    let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, &sealed[1..33]);
    let filled = salt
        .extract(key)
        .expand(&[b"anteroom sealed part v1"], Length)
        .and_then(|derived_| derived_.fill(&mut derived));
    filled.is_ok() && derived[32..] == sealed[33..65]
}

/// The data key of a visit, as whoever has a copy of the key table and of the root opens it.
pub(crate) fn data_key(copies: &Path, visit: &str) -> Outcome<Option<Key>> {
    let table = table(&copies.join("keys.db"), visit.parse::<domain::VisitId>()?.as_bytes())?;
    for entry in fs::read_dir(copies.join("root"))? {
        let Ok(root) = Key::try_from(fs::read(entry?.path())?) else { continue };
        for (epoch, wrapped) in &table.table_keys {
            let Some(table_key) = wrapped.under(&root) else { continue };
            let mut of_epoch = table.data_keys.iter().filter(|(of, _)| of == epoch);
            if let Some(key) = of_epoch.find_map(|(_, wrapped)| wrapped.under(&table_key)) {
                return Ok(Some(key));
            }
        }
    }
    Ok(None)
}

/// Every distinct window of 32 bytes of every file of a folder.
fn windows(folder: &Path, into: &mut HashSet<Key>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            windows(&path, into)?;
        } else if path.is_file() {
            let bytes = fs::read(&path)?;
            into.extend(bytes.windows(32).map(|window| <Key>::try_from(window).unwrap()));
        }
    }
    Ok(())
}

/// Whether any candidate leads to a key that opens one of these sealed parts, through any of these tables.
fn opens(candidates: &HashSet<Key>, tables: &[Table], parts: &[Vec<u8>]) -> bool {
    assert!(!parts.is_empty(), "there is something to open");
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let as_table_key = |key: &Key, table: &Table, epoch: Option<i64>| {
        table
            .data_keys
            .iter()
            .filter(|(of, _)| epoch.is_none_or(|epoch| epoch == *of))
            .filter_map(|(_, wrapped)| wrapped.under(key))
            .any(|data_key| parts.iter().any(|part| commits(&data_key, part)))
    };
    let tries = |key: &Key| {
        commits(key, parts[0])
            || tables.iter().any(|table| {
                as_table_key(key, table, None)
                    || table.table_keys.iter().any(|(epoch, wrapped)| {
                        wrapped
                            .under(key)
                            .is_some_and(|table_key| as_table_key(&table_key, table, Some(*epoch)))
                    })
            })
    };
    let candidates: Vec<&Key> = candidates.iter().collect();
    let (one, other) = candidates.split_at(candidates.len() / 2);
    std::thread::scope(|scope| {
        let found = scope.spawn(|| one.iter().any(|key| tries(key)));
        other.iter().any(|key| tries(key)) | found.join().unwrap()
    })
}

/// Somebody is erased in this way, and another is not; then everything is searched, yesterday's copies and what is live. Whether what was erased opens.
fn attack(erasing: impl FnOnce(&Server, &str) -> Outcome) -> Outcome<bool> {
    let mut server = Plan::demo().start()?;
    let (erased, _) = visitor(&server, "nordlys")?;
    let (survivor, _) = visitor(&server, "nordlys")?;

    // Yesterday's copies: of the log, of the key table, and (for the control alone) of the root.
    let folder = Folder::new("attack")?;
    let copies = folder.path().join("copies");
    fs::create_dir(&copies)?;
    done(&server, &["backup", "--out", text(&copies.join("log"))?])?;
    fs::copy(server.data().join("keys.db"), copies.join("keys.db"))?;
    let root = folder.path().join("root");
    copy_folder(&server.data().join("root"), &root)?;

    erasing(&server, &erased)?;
    server.terminate()?;
    copy_folder(&server.data(), &folder.path().join("live"))?;

    let id = |visit: &str| -> Outcome<[u8; 16]> { Ok(*visit.parse::<domain::VisitId>()?.as_bytes()) };
    let tables = |visit: &str| -> Outcome<Vec<Table>> {
        let of = [copies.join("keys.db"), folder.path().join("live/keys.db")];
        of.iter().map(|path| table(path, &id(visit)?)).collect()
    };
    let old_log = copies.join("log/log.db");
    let (of_erased, of_survivor) = (sealed(&old_log, &erased)?, sealed(&old_log, &survivor)?);
    assert!(sealed(&folder.path().join("live/log.db"), &erased)?.is_empty(), "purged from the live log");

    let mut candidates = HashSet::new();
    windows(&copies, &mut candidates)?;
    windows(&folder.path().join("live"), &mut candidates)?;
    assert!(opens(&candidates, &tables(&survivor)?, &of_survivor), "the search finds what is to be found");

    // The control: with the root's key of the old epoch, which is all that the roll destroys, the same copies open it.
    let mut with_root = HashSet::new();
    windows(&root, &mut with_root)?;
    assert!(opens(&with_root, &tables(&erased)?, &of_erased), "with the old key it would open");
    Ok(opens(&candidates, &tables(&erased)?, &of_erased))
}

#[test]
fn every_copy_and_everything_live_open_nothing_that_was_erased() -> Outcome {
    needs!("the attack on every copy", Program::Anteroom);
    assert!(!attack(erase)?, "what was erased opens");
    Ok(())
}

/// The control: the key is destroyed in the same way, and nothing is rolled, since a folder lies where the root would write its next key.
#[test]
fn without_the_roll_the_same_attack_opens_what_was_erased() -> Outcome {
    needs!("the attack on every copy, without the roll", Program::Anteroom);
    let opened = attack(|server, visit| {
        fs::create_dir(server.data().join("root/epoch-1.key"))?;
        let reference = visit.parse::<domain::VisitId>()?.reference();
        let command =
            ["subject", "erase", "--reference", &reference, "--reason", "asked by letter", "--json"];
        let statement: serde_json::Value = serde_json::from_str(&done(server, &command)?)?;
        assert!(statement["standing"] == "pending" && !statement["destroyed"].is_null(), "{statement}");
        Ok(())
    })?;
    assert!(opened, "the attack finds nothing, whatever there is to be found");
    Ok(())
}
