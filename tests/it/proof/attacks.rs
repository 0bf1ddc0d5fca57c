//! A changed byte, a removed row, two rows swapped, a cut tail, a forked log: the verification names the first bad position. In the export's own files, and in the database
//! before the product exports it. Each beside the same without the attack.

use super::{anteroom, assert_bad, assert_proved, done, export, text, verify};
use crate::routes::visitor;
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::folder::Folder;
use tests::postgres::{Cluster, Database};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs};

/// A server that some visitors have come to.
fn visited(plan: Plan) -> Outcome<Server> {
    let server = plan.start()?;
    for _ in 0..6 {
        visitor(&server, "nordlys")?;
    }
    Ok(server)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    let status = Command::new("cp").arg("-a").arg(from).arg(to).status()?;
    if status.success() { Ok(()) } else { Err(Failure::new("the folder could not be copied")) }
}

/// The record at a position, counted from 1, as its line.
fn at(lines: &mut [String], position: usize) -> &mut String {
    &mut lines[position - 1]
}

fn renumbered(lines: Vec<String>) -> Vec<String> {
    let number = |(index, line): (usize, String)| {
        let rest = line.split_once(',').map_or("", |(_, rest)| rest);
        format!("{{\"position\":{},{rest}", index + 1)
    };
    lines.into_iter().enumerate().map(number).collect()
}

/// What is done to the lines of an export, and what it is called, at which position.
type Attack = (&'static str, u64, fn(Vec<String>) -> Vec<String>);

/// The first record of the demo with a sealed part.
const SEALED: usize = 7;

const ON_FILES: [Attack; 10] = [
    ("changed", 9, |mut lines| {
        *at(&mut lines, 9) = at(&mut lines, 9).replacen("2026-", "2025-", 1);
        lines
    }),
    ("changed", 1, |mut lines| {
        *at(&mut lines, 1) = at(&mut lines, 1).replacen("log.created.v1", "log.created.v2", 1);
        lines
    }),
    ("changed-part", SEALED as u64, |mut lines| {
        // The first byte of a sealed part is its suite.
        let (good, bad) = ("\"ciphertext\":\"A", "\"ciphertext\":\"B");
        *at(&mut lines, SEALED) = at(&mut lines, SEALED).replacen(good, bad, 1);
        lines
    }),
    ("missing-part", SEALED as u64, |mut lines| {
        let line = at(&mut lines, SEALED);
        let (head, tail) = line.split_once(",\"ciphertext\":\"").unwrap_or_default();
        *line = format!("{head}{}", tail.split_once('"').unwrap_or_default().1);
        lines
    }),
    ("missing-part", SEALED as u64, |mut lines| {
        // A part is taken out, and a destruction that nobody signed is to excuse it.
        let mut record: serde_json::Value = serde_json::from_str(at(&mut lines, SEALED)).unwrap_or_default();
        let seal = record["seals"][0].clone();
        if let Some(seal) = record["seals"][0].as_object_mut() {
            seal.remove("ciphertext");
            seal.insert("gone".to_owned(), true.into());
        }
        *at(&mut lines, SEALED) = record.to_string();
        let id = |name: &str| {
            let hex = seal[name].as_str().unwrap_or_default().to_owned();
            hex.parse::<uuid::Uuid>().map(|id| id.to_string()).unwrap_or_default()
        };
        let public = serde_json::json!({
            "subject": id("subject"), "organisation": id("subject"), "cause": "expired", "epoch": 0, "day": "2026-11-22",
            "keys": [{ "class": seal["class"], "key": id("key") }],
        });
        lines.push(
            serde_json::json!({
                "position": lines.len() + 1, "stream": format!("erased-{}", id("subject")), "version": 1, "event": "00".repeat(16),
                "kind": "vault.keys-destroyed.v1", "public": public.to_string(), "seals": [],
            })
            .to_string(),
        );
        lines
    }),
    ("removed", 12, |mut lines| {
        lines.remove(11);
        lines
    }),
    ("removed", 12, |mut lines| {
        lines.remove(11);
        renumbered(lines)
    }),
    ("swapped", 7, |mut lines| {
        lines.swap(6, 14);
        renumbered(lines)
    }),
    ("swapped", 7, |mut lines| {
        lines.swap(6, 7);
        lines
    }),
    ("truncated", 16, |mut lines| {
        lines.truncate(15);
        lines
    }),
];

#[test]
fn the_first_bad_position_of_an_attacked_export_is_named() -> Outcome {
    needs!("attacks on an export", Program::Anteroom);
    let server = visited(Plan::demo())?;
    let elsewhere = Folder::new("auditor")?;
    let good = export(&server.data(), elsewhere.path().join("good"), &[])?;
    let key = fs::read_to_string(server.data().join("tree/verifier"))?;
    assert_proved(&good, &["--key", &key])?;
    let records = fs::read_to_string(good.join("records.jsonl"))?;
    for (number, (kind, position, attack)) in ON_FILES.into_iter().enumerate() {
        let bad = elsewhere.path().join(format!("bad-{number}"));
        copy(&good, &bad)?;
        let lines = attack(records.lines().map(str::to_owned).collect());
        assert!(!records.lines().eq(lines.iter().map(String::as_str)), "{kind} changes nothing");
        fs::write(bad.join("records.jsonl"), lines.join("\n") + "\n")?;
        assert_bad(&bad, &["--key", &key], position, kind)?;
        // Back as it was it is proved: nothing but the attack was found.
        fs::write(bad.join("records.jsonl"), &records)?;
        assert_proved(&bad, &["--key", &key])?;
    }
    // A line that is no record, and a checkpoint that nobody signed.
    let bad = elsewhere.path().join("bad");
    copy(&good, &bad)?;
    let mut lines: Vec<&str> = records.lines().collect();
    lines[4] = "{";
    fs::write(bad.join("records.jsonl"), lines.join("\n"))?;
    let (status, verdict) = verify(&bad, &["--key", &key])?;
    assert_eq!((status, verdict["first_bad"].as_u64()), (1, Some(5)), "{verdict}");
    let note = fs::read_to_string(good.join("checkpoint"))?;
    fs::write(bad.join("checkpoint"), note.replacen('\n', "\n1", 1))?;
    assert_eq!(anteroom(&["audit", "verify", text(&bad)?, "--key", &key])?.status, 1);
    Ok(())
}

/// The database behind the product's back, its guards taken off.
enum Behind {
    Sqlite(PathBuf),
    Postgres(Database),
}

impl Behind {
    fn prompt(&self, sql: &str) -> Outcome {
        match self {
            Behind::Sqlite(data) => {
                let database = rusqlite::Connection::open(data.join("log.db"))?;
                for trigger in ["log_events_no_update", "log_events_no_delete", "log_sealed_no_update"] {
                    database.execute_batch(&format!("DROP TRIGGER IF EXISTS {trigger};"))?;
                }
                database.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))?;
            }
            Behind::Postgres(database) => {
                let off =
                    "ALTER TABLE log_events DISABLE TRIGGER ALL; ALTER TABLE log_sealed DISABLE TRIGGER ALL;";
                database.psql(&format!("SET search_path = anteroom_log; {off} {sql}"))?;
            }
        }
        Ok(())
    }
}

/// What is done in the database, how it is called at which position, and how it is undone.
const BEHIND_ITS_BACK: [(&str, &str, u64, &str); 2] = [
    (
        "UPDATE log_events SET kind = 'visit.left.v9' WHERE position = 9 AND kind = 'KIND';",
        "changed",
        9,
        "UPDATE log_events SET kind = 'KIND' WHERE position = 9;",
    ),
    (
        "UPDATE log_events SET position = -7 WHERE position = 7; UPDATE log_events SET position = 7 WHERE position = 15;
         UPDATE log_events SET position = 15 WHERE position = -7;
         UPDATE log_sealed SET position = -7 WHERE position = 7; UPDATE log_sealed SET position = 7 WHERE position = 15;
         UPDATE log_sealed SET position = 15 WHERE position = -7;",
        "swapped",
        7,
        "UPDATE log_events SET position = -7 WHERE position = 7; UPDATE log_events SET position = 7 WHERE position = 15;
         UPDATE log_events SET position = 15 WHERE position = -7;
         UPDATE log_sealed SET position = -7 WHERE position = 7; UPDATE log_sealed SET position = 7 WHERE position = 15;
         UPDATE log_sealed SET position = 15 WHERE position = -7;",
    ),
];

/// Those that cannot be undone: the last is the end of the log.
const FOR_GOOD: [(&str, &str, u64); 2] = [
    (
        "DELETE FROM log_events WHERE position > 20; DELETE FROM log_sealed WHERE position > 20;",
        "truncated",
        21,
    ),
    (
        "DELETE FROM log_events WHERE position = 12; DELETE FROM log_sealed WHERE position = 12;",
        "removed",
        12,
    ),
];

fn attacked_in_the_database(mut server: Server, behind: &Behind, log: &[&str]) -> Outcome {
    let elsewhere = Folder::new("auditor")?;
    let data = server.data();
    let out = |name: &str| elsewhere.path().join(name);
    let good = export(&data, out("good"), &[])?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;
    let kept = text(&good.join("checkpoint"))?.to_owned();
    let trusted = ["--key", &key, "--checkpoint", &kept];
    let ninth = fs::read_to_string(good.join("records.jsonl"))?.lines().nth(8).unwrap_or_default().to_owned();
    let kind = ninth.split("\"kind\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    server.terminate()?;
    for (number, (attack, found, position, undone)) in BEHIND_ITS_BACK.into_iter().enumerate() {
        behind.prompt(&attack.replace("KIND", kind))?;
        let bad = export(&data, out(&format!("bad-{number}")), log)?;
        assert_bad(&bad, &trusted, position, found)?;
        behind.prompt(&undone.replace("KIND", kind))?;
        assert_proved(&export(&data, out(&format!("good-{number}")), log)?, &trusted)?;
    }
    for (number, (attack, found, position)) in FOR_GOOD.into_iter().enumerate() {
        behind.prompt(attack)?;
        let bad = export(&data, out(&format!("worse-{number}")), log)?;
        // PostgreSQL's reader refuses to go over a gap: the export ends there, and says so.
        let found = if found == "removed" && !log.is_empty() { "truncated" } else { found };
        assert_bad(&bad, &trusted, position, found)?;
    }
    Ok(())
}

#[test]
fn the_first_bad_position_of_an_attacked_log_is_named_on_sqlite() -> Outcome {
    needs!("attacks on a log on SQLite", Program::Anteroom);
    let server = visited(Plan::demo())?;
    let behind = Behind::Sqlite(server.data());
    attacked_in_the_database(server, &behind, &[])
}

#[test]
fn the_first_bad_position_of_an_attacked_log_is_named_on_postgresql() -> Outcome {
    needs!("attacks on a log on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let log = format!("--log={}", database.url());
    let server = visited(Plan::demo().arg(log.clone()))?;
    attacked_in_the_database(server, &Behind::Postgres(database), &[&log])
}

/// Whoever holds the signing key can sign another history; what an auditor kept tells them apart, and where.
#[test]
fn a_forked_log_is_found_by_what_an_auditor_kept() -> Outcome {
    needs!("a forked log", Program::Anteroom);
    let mut server = visited(Plan::demo())?;
    let elsewhere = Folder::new("auditor")?;
    let data = server.data();
    let kept = export(&data, elsewhere.path().join("kept"), &[])?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;
    let checkpoint = text(&kept.join("checkpoint"))?.to_owned();
    server.terminate()?;
    for (name, forked) in [("same", false), ("forked", true)] {
        let other = elsewhere.path().join(format!("data-{name}"));
        copy(&data, &other)?;
        if forked {
            let behind = Behind::Sqlite(other.clone());
            behind.prompt("UPDATE log_events SET version = version + 100 WHERE position = 11;")?;
        }
        // The tree is made again from the log, and signed with the log's own key.
        fs::remove_dir_all(other.join("tree"))?;
        if forked {
            // The key table knows another log; whoever can write there too makes it forget.
            let refused = elsewhere.path().join("refused");
            let said = anteroom(&["audit", "export", "--data", text(&other)?, "--out", text(&refused)?])?;
            assert!(
                said.status == 1 && said.err.contains("not the one that the key table has seen"),
                "{}",
                said.err
            );
            Connection::open(other.join("keys.db"))?
                .execute("UPDATE key_meta SET size = 0, root = x''", [])?;
        }
        let made = export(&other, elsewhere.path().join(name), &[])?;
        assert_proved(&made, &["--key", &key])?;
        let known = ["--key", &key, "--checkpoint", &checkpoint];
        if forked {
            assert_bad(&made, &known, 1, "inconsistent")?;
            // With the older export's tiles the place is known.
            assert_bad(&made, &["--key", &key, "--checkpoint", text(&kept)?], 11, "forked")?;
            let consistent = ["audit", "consistency", "--data", text(&other)?, "--checkpoint", &checkpoint];
            assert_eq!(anteroom(&consistent)?.status, 1);
        } else {
            assert_proved(&made, &known)?;
            done(&["audit", "consistency", "--data", text(&other)?, "--checkpoint", &checkpoint])?;
        }
    }
    Ok(())
}
