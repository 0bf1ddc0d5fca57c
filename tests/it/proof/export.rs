//! An export is made beside a running server and from a folder at rest, holds nothing that opens anything, and is proved where nothing else is.

use super::{anteroom, assert_proved, done, export, text, verify};
use crate::routes::{visitor, visitor_from};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tests::canary::Canary;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs};

/// Erases this visit from the command line, as the demo's officer.
fn erase(server: &Server, visit: &str) -> Outcome {
    let printed = server.printed()?;
    let token = printed.lines().find_map(|line| line.trim().strip_prefix("export ANTEROOM_SESSION="));
    let token = token.ok_or_else(|| Failure::new("no session was printed"))?;
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let data = server.data();
    let arguments = ["subject", "erase", "--data", text(&data)?, "--session", token];
    done(&[&arguments[..], &["--reference", &reference, "--reason", "Asked for in writing"]].concat())?;
    Ok(())
}

fn exported_and_proved(mut server: Server, log: &[&str]) -> Outcome {
    let elsewhere = Folder::new("auditor")?;
    let out = |name: &str| elsewhere.path().join(name);
    let data = server.data();
    let (erased, _) = visitor(&server, "nordlys")?;
    let first = export(&data, out("first"), &[])?;
    let key = fs::read_to_string(data.join("tree/verifier"))?;
    let secret = fs::read_to_string(data.join("tree-key"))?;
    let secret = secret.trim().splitn(5, '+').last().unwrap_or_default();
    let verdict = assert_proved(&first, &["--key", &key])?;
    assert_eq!(verdict["report"]["destroyed"], 0);
    let kept = text(&first.join("checkpoint"))?.to_owned();

    for _ in 0..4 {
        visitor(&server, "nordlys")?;
    }
    erase(&server, &erased)?;
    let second = export(&data, out("second"), &[])?;
    let trusted = ["--key", &key, "--checkpoint", &kept];
    let verdict = assert_proved(&second, &trusted)?;
    let size = verdict["report"]["size"].as_u64().unwrap_or(0);
    assert_eq!((&verdict["report"]["records"], &verdict["key_kept_elsewhere"]), (&json!(size), &json!(true)));
    assert!(verdict["report"]["destroyed"].as_u64() > Some(0), "{verdict}");
    let canary = Canary::new([("visitor's name", "Somebody Waiting"), ("signing key", secret)])?;
    canary.assert_none(&[&second])?;

    // Without ciphertexts, and the part since last time alone.
    let seen = verify(&first, &[])?.1["report"]["size"].as_u64().unwrap_or(0);
    let from = (seen + 1).to_string();
    let light = export(&data, out("light"), &["--without-ciphertexts"])?;
    let verdict = assert_proved(&light, &trusted)?;
    assert!(verdict["report"]["left_out"].as_u64() > Some(0) && verdict["report"]["parts"] == 0, "{verdict}");
    assert!(!fs::read_to_string(light.join("records.jsonl"))?.contains("\"ciphertext\""));
    let part = export(&data, out("part"), &["--from-position", &from])?;
    let verdict = assert_proved(&part, &trusted)?;
    assert_eq!((&verdict["from"], &verdict["report"]["records"]), (&json!(seen + 1), &json!(size - seen)));

    // One event, and the step from the older checkpoint.
    let proof = out("proof.tlog-proof");
    let founded = fs::read_to_string(second.join("records.jsonl"))?;
    let founded = founded.lines().position(|line| line.contains("member.founded.v1")).unwrap_or_default() + 1;
    let position = founded.to_string();
    done(&["audit", "inclusion", "--data", text(&data)?, "--position", &position, "--out", text(&proof)?])?;
    let check = ["audit", "verify-inclusion", text(&proof)?, "--json", "--key", &key];
    let told: Value = serde_json::from_str(&done(&check)?)?;
    assert_eq!((&told["position"], &told["kind"]), (&json!(founded), &json!("member.founded.v1")));
    let event = |position: usize| -> Outcome<String> {
        let path = out(&format!("event-{position}"));
        let lines = fs::read_to_string(second.join("records.jsonl"))?;
        fs::write(&path, lines.lines().nth(position - 1).unwrap_or_default())?;
        Ok(text(&path)?.to_owned())
    };
    let with = |path: String| anteroom(&[&check[..], &["--record", &path]].concat());
    assert_eq!(
        (with(event(founded)?)?.status, with(event(founded + 1)?)?.status),
        (0, 1),
        "another event is not proved by it"
    );
    done(&["audit", "consistency", "--data", text(&data)?, "--checkpoint", &kept, "--key", &key])?;

    // The folder at rest gives the same records.
    server.terminate()?;
    let at_rest = export(&data, out("at-rest"), log)?;
    assert_proved(&at_rest, &trusted)?;
    let lines = |name: &str| fs::read_to_string(out(name).join("records.jsonl"));
    assert!(lines("at-rest")?.starts_with(&lines("second")?));
    // It is made once: what is there is never written over.
    assert_eq!(anteroom(&["audit", "export", "--data", text(&data)?, "--out", text(&second)?])?.status, 1);
    Ok(())
}

#[test]
fn an_export_is_proved_elsewhere_on_sqlite() -> Outcome {
    needs!("an export of a log on SQLite", Program::Anteroom);
    exported_and_proved(Plan::demo().start()?, &[])
}

#[test]
fn an_export_is_proved_elsewhere_on_postgresql() -> Outcome {
    needs!("an export of a log on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    let log = format!("--log={}", database.url());
    exported_and_proved(Plan::demo().arg(log.clone()).start()?, &[&log])
}

/// A verifier in another language, written from the documentation.
#[test]
fn another_verifier_agrees() -> Outcome {
    needs!("another verifier of an export", Program::Anteroom, Program::Python);
    let server = Plan::demo().start()?;
    for n in 0..250 {
        visitor_from(&server, "nordlys", &format!("192.0.2.{}", n / 50))?;
    }
    let elsewhere = Folder::new("auditor")?;
    let data = server.data();
    let out = export(&data, elsewhere.path().join("out"), &[])?;
    assert!(out.join("tile/0/000").exists(), "a full tile is among what is compared");
    let proof = elsewhere.path().join("proof.tlog-proof");
    done(&["audit", "inclusion", "--data", text(&data)?, "--position", "260", "--out", text(&proof)?])?;
    let script = tests::program::repository().join("tests/it/proof/verify_export.py");
    let run = || {
        Command::new(Program::Python.find()?)
            .arg(&script)
            .args([&out, &proof])
            .output()
            .map_err(Failure::from)
    };
    let said = run()?;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let records = fs::read_to_string(out.join("records.jsonl"))?;
    fs::write(out.join("records.jsonl"), records.replacen("log.created.v1", "log.created.v2", 1))?;
    assert!(!run()?.status.success(), "it finds what was changed");
    Ok(())
}
