//! The key that signs checkpoints is rotated: whoever trusts the old one is led to the new one, and nobody else's.

use super::{anteroom, assert_proved, done, export, text, verify};
use crate::routes::visitor;
use std::fs;
use tests::folder::Folder;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

#[test]
fn trust_in_the_old_key_leads_to_the_new_one() -> Outcome {
    needs!("a rotation of the signing key", Program::Anteroom);
    let server = Plan::demo().start()?;
    let elsewhere = Folder::new("auditor")?;
    let out = |name: &str| elsewhere.path().join(name);
    let data = server.data();
    let first = export(&data, out("first"), &[])?;
    let old = fs::read_to_string(data.join("tree/verifier"))?;
    let kept = text(&first.join("checkpoint"))?.to_owned();
    let trusted = ["--key", &old, "--checkpoint", &kept];

    let rotate = ["audit", "rotate-key", "--data", text(&data)?];
    assert_eq!(anteroom(&[&rotate[..], &["--finish"]].concat())?.status, 1, "there is nothing to finish");
    done(&rotate)?;
    let keys = fs::read_to_string(data.join("tree/verifier"))?;
    let new = keys.lines().nth(1).unwrap_or_default().to_owned();
    assert!(keys.starts_with(&old) && !new.is_empty());
    done(&rotate)?;
    assert_eq!(fs::read_to_string(data.join("tree/verifier"))?, keys, "asked again it is the same rotation");
    visitor(&server, "nordlys")?;
    let during = export(&data, out("during"), &[])?;
    let note = fs::read_to_string(during.join("checkpoint"))?;
    assert_eq!(note.matches('\u{2014}').count(), 2, "both keys sign: {note}");
    assert_proved(&during, &trusted)?;
    assert_proved(&during, &["--key", &new, "--checkpoint", &kept])?;

    done(&[&rotate[..], &["--finish"]].concat())?;
    visitor(&server, "nordlys")?;
    let after = export(&data, out("after"), &[])?;
    let note = fs::read_to_string(after.join("checkpoint"))?;
    assert_eq!(note.matches('\u{2014}').count(), 1, "the new key alone: {note}");
    assert_proved(&after, &trusted)?;
    assert_proved(&after, &["--key", &new])?;
    // The small proof follows the rotation too, from either key; a key that nothing leads from is none.
    for key in [&old, &new] {
        done(&["audit", "consistency", "--data", text(&data)?, "--checkpoint", &kept, "--key", key])?;
    }
    let strange = Plan::demo().start()?;
    done(&["audit", "checkpoint", "--data", text(&strange.data())?])?;
    let other = fs::read_to_string(strange.data().join("tree/verifier"))?;
    let refused =
        anteroom(&["audit", "consistency", "--data", text(&data)?, "--checkpoint", &kept, "--key", &other])?;
    assert_eq!(refused.status, 1, "{}{}", refused.out, refused.err);
    let size = verify(&after, &[])?.1["report"]["size"].to_string();
    let part = export(&data, out("part"), &["--from-position", &size])?;
    assert_proved(&part, &trusted)?;

    // The control: without the statement nothing leads from the old key to the new one.
    let records = fs::read_to_string(part.join("before.jsonl"))?;
    assert!(records.contains("log.signing-key-rotated.v1"));
    fs::write(part.join("before.jsonl"), "")?;
    assert_eq!(anteroom(&["audit", "verify", text(&part)?, "--key", &old])?.status, 1);
    // One that was not signed for does not either.
    fs::write(part.join("before.jsonl"), records.replacen("\"version\":", "\"version\":1", 1))?;
    let (status, verdict) = verify(&part, &["--key", &old])?;
    assert_eq!((status, verdict["unreadable"].is_array()), (1, true), "{verdict}");
    Ok(())
}

#[test]
fn a_restore_from_before_a_rotation_leads_from_the_old_key_to_the_new_one() -> Outcome {
    needs!("a rotation and a restore", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let elsewhere = Folder::new("auditor")?;
    let data = server.data();
    let on = ["--data", text(&data)?];
    let backup = elsewhere.path().join("backup");
    done(&[&["backup", "--out", text(&backup)?], &on[..]].concat())?;
    done(&[&["audit", "checkpoint"], &on[..]].concat())?;
    let old = fs::read_to_string(data.join("tree/verifier"))?;
    done(&[&["audit", "rotate-key"], &on[..]].concat())?;
    done(&[&["audit", "rotate-key", "--finish"], &on[..]].concat())?;
    let new = fs::read_to_string(data.join("tree/verifier"))?;
    assert_ne!(old, new);
    server.terminate()?;
    done(&[&["restore", "--from", text(&backup)?], &on[..]].concat())?;
    server.start_again()?;

    let after = export(&data, elsewhere.path().join("after"), &[])?;
    let records = fs::read_to_string(after.join("records.jsonl"))?;
    assert_eq!(records.matches("log.signing-key-rotated.v1").count(), 1, "the log is told of it again, once");
    assert_proved(&after, &["--key", &old])?;
    assert_proved(&after, &["--key", &new])?;
    Ok(())
}
