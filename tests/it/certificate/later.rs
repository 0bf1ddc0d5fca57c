//! What becomes of a certificate when the log goes on: its signing key is rotated, or it is restored.

use super::super::restore::{done, text};
use super::{Visit, assert_refused, assert_valid, proof, verified, verifier};
use serde_json::Value;
use std::fs;
use tests::folder::Folder;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};

#[test]
fn it_outlives_the_key_that_signed_it() -> Outcome {
    needs!("a certificate and a rotation", Program::Anteroom);
    let server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    visit.erase(&server)?;
    let folder = Folder::new("certificate")?;
    let out = |name: &str| folder.path().join(name);
    let old = verifier(&server)?;
    let before = visit.certificate(&server, out("before"))?;
    done(&server, &["audit", "rotate-key"])?;
    let during = visit.certificate(&server, out("during"))?;
    done(&server, &["audit", "rotate-key", "--finish"])?;
    let new = verifier(&server)?;
    assert!(old != new && !new.contains('\n'), "{new}");
    let after = visit.certificate(&server, out("after"))?;
    let export = proof::export(&server.data(), out("export"), &[])?;
    let with = ["--export", text(&export)?];

    for certificate in [&before, &during, &after] {
        assert_valid(certificate, &old, &[])?;
        assert_valid(certificate, &old, &with)?;
        assert_valid(certificate, &new, &with)?;
    }
    assert_valid(&during, &new, &[])?;
    assert_valid(&after, &new, &[])?;
    // Trust does not lead back by itself: the log has to tell of the rotation.
    assert_refused(&before, &new, &[], "no known key has signed this")
}

#[test]
fn it_outlives_a_restore_of_the_log() -> Outcome {
    needs!("a certificate and a restore", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    let folder = Folder::new("certificate")?;
    let out = |name: &str| folder.path().join(name);
    let backup = out("backup");
    done(&server, &["backup", "--out", text(&backup)?])?;
    visit.erase(&server)?;
    let before = visit.certificate(&server, out("before"))?;
    let old = verifier(&server)?;
    server.terminate()?;
    done(&server, &["restore", "--from", text(&backup)?])?;
    server.start_again()?;

    assert_valid(&before, &old, &[])?;
    let export = proof::export(&server.data(), out("export"), &[])?;
    let with = ["--export", text(&export)?];
    // The records it rests on are lost, and the log says so: that is neither a lie nor the whole truth.
    let (status, told, err) = verified(&before, &old, &with)?;
    assert_eq!(
        (status, &told["valid"], &told["declared_loss"]),
        (3, &Value::Bool(true), &Value::Bool(true)),
        "{told} {err}"
    );

    let after = visit.certificate(&server, out("after"))?;
    let stated = assert_valid(&after, &old, &with)?;
    assert_eq!(stated["state"], "done", "what was erased is erased in the restored log too: {stated}");
    assert_eq!(stated["commanded"].as_array().map(Vec::len), Some(0), "the command itself is lost");
    let parts = stated["parts"].as_array().cloned().unwrap_or_default();
    assert!(!parts.is_empty() && parts.iter().all(|part| part["commitment"].is_string()), "{stated}");
    let tree = fs::read_dir(server.data())?.flatten().map(|entry| entry.path());
    let new = tree.filter(|path| path.join("verifier").exists()).find(|path| !path.ends_with("tree"));
    let new = fs::read_to_string(new.map(|path| path.join("verifier")).unwrap_or_default())?;
    assert_valid(&after, new.trim(), &with)?;
    assert_valid(&after, new.trim(), &[])?;
    Ok(())
}
