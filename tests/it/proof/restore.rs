//! A restore that a log declares is told apart from a log that was merely cut. The logs here are made by hand, in the documented form of an export.

use super::{assert_bad, assert_proved, verify};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use store::proof::{Checkpoint, Follower, KeyKind, Leaf, MemoryStore, SignerKey};
use tests::folder::Folder;
use tests::program::Program;
use tests::{Failure, Outcome, needs};

const OLD: &str = "anteroom/01010101010101010101010101010101";
const NEW: &str = "anteroom/01010101010101010101010101010101/6";

/// A record: what stands in its line and in its leaf.
struct Event {
    kind: &'static str,
    public: String,
}

fn turned(day: u8) -> Event {
    Event {
        kind: "log.clock-turned.v1",
        public: format!(r#"{{"from":"2026-11-{day:02}","day":"2026-11-30"}}"#),
    }
}

fn key(origin: &str) -> Outcome<SignerKey> {
    Ok(SignerKey::generate(origin, KeyKind::Log, &[7; 32])?)
}

/// Writes an export of these events, signed under this origin; gives its checkpoint.
fn written(folder: &Path, origin: &str, events: &[Event]) -> Outcome<Checkpoint> {
    let own = key(origin)?;
    let keys = [own.verifier().clone()];
    let mut follower = Follower::open(MemoryStore::default(), origin, &keys)?;
    let mut lines = String::new();
    for (position, Event { kind, public }) in (1_u64..).zip(events) {
        let event = [u8::try_from(position)?; 16];
        let leaf = Leaf {
            stream: "log-self",
            version: position,
            event,
            kind,
            public: public.as_bytes(),
            seals: &[],
        };
        follower.extend([leaf.encode()?])?;
        let line = json!({
            "position": position, "stream": "log-self", "version": position, "event": hex::encode(event), "kind": kind,
            "public": public, "seals": [],
        });
        lines += &line.to_string();
        lines.push('\n');
    }
    let signed = follower.checkpoint(&own)?;
    for (path, bytes) in follower.store().files() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    fs::write(folder.join("records.jsonl"), lines)?;
    fs::write(folder.join("keys"), format!("{}\n", own.verifier()))?;
    let manifest = json!({
        "format": "anteroom-export/1", "origin": origin, "log": "01".repeat(16), "from": 1, "to": events.len(),
        "ciphertexts": true,
    });
    fs::write(folder.join("manifest.json"), manifest.to_string())?;
    Ok(signed.checkpoint().clone())
}

/// Five records, then those that only the old history has.
fn events(more: u8) -> Vec<Event> {
    (1..=5 + more).map(turned).collect()
}

#[test]
fn a_declared_restore_is_told_from_a_cut_log() -> Outcome {
    needs!("a declared restore", Program::Anteroom);
    let elsewhere = Folder::new("restored")?;
    let at = |name: &str| -> Outcome<std::path::PathBuf> {
        let folder = elsewhere.path().join(name);
        fs::create_dir(&folder)?;
        Ok(folder)
    };
    let (kept, end) = (at("kept")?, at("end")?);
    let (copy, last) = (written(&kept, OLD, &events(0))?, written(&end, OLD, &events(4))?);
    let trusted = key(OLD)?.verifier().to_string();
    let seen = |folder: &Path| folder.join("checkpoint").to_string_lossy().into_owned();
    let since =
        |folder: &Path| vec!["--key".to_owned(), trusted.clone(), "--checkpoint".to_owned(), seen(folder)];
    let declared = |size: u64| Event {
        kind: "log.restored.v1",
        public: json!({
            "old_origin": OLD, "old_size": size, "old_root": last.root.to_string(), "new_origin": NEW,
            "new_size": copy.size, "new_root": copy.root.to_string(), "day": "2026-11-21",
        })
        .to_string(),
    };
    let log = |name: &str, size: u64| -> Outcome<std::path::PathBuf> {
        let folder = at(name)?;
        let mut events = events(0);
        events.extend([declared(size), turned(29)]);
        written(&folder, NEW, &events)?;
        Ok(folder)
    };
    let restored = log("restored", last.size)?;
    // Who had seen only what was kept loses nothing; who had seen the end is told what is gone.
    let arguments = since(&kept);
    let verdict = assert_proved(&restored, &strs(&arguments))?;
    assert_eq!(verdict["declared"].as_array().map(Vec::len), Some(1), "{verdict}");
    let arguments = since(&end);
    let (status, verdict) = verify(&restored, &strs(&arguments))?;
    assert_eq!(
        (status, &verdict["proved"], &verdict["declared_loss"]),
        (3, &json!(true), &json!(true)),
        "{verdict}"
    );
    let loss = verdict["report"]["declared"][0].clone();
    assert_eq!((&loss["first"], &loss["last"], &loss["position"]), (&json!(6), &json!(9), &json!(6)));

    // The controls: the same log merely cut, and a declaration of less than was lost.
    assert_bad(&kept, &strs(&arguments), 6, "truncated")?;
    let short = log("less", 7)?;
    assert_bad(&short, &strs(&arguments), 8, "truncated")?;
    // A false one is named where it stands.
    let lie = at("lie")?;
    let mut events = events(0);
    events[2] = turned(28);
    events.push(declared(last.size));
    written(&lie, NEW, &events)?;
    let arguments = ["--key".to_owned(), trusted.clone()];
    assert_bad(&lie, &strs(&arguments), 6, "false-restore")?;
    let (_, verdict) = verify(&restored, &strs(&arguments))?;
    if verdict["proved"] == Value::Bool(true) { Ok(()) } else { Err(Failure::new(verdict.to_string())) }
}

fn strs(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}
