//! Certificates that lie, also with the log's own key.

use super::super::hold::Held;
use super::super::restore::{done, text};
use super::{Forger, Visit, assert_refused, assert_valid, proof, verified, verifier};
use std::fs;
use std::path::{Path, PathBuf};
use store::proof::{Certificate, Checkpoint, Follower, MemoryStore, Note, Proved, TiledTree};
use tests::folder::Folder;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs};
use web::cli::audit::Line;

#[test]
fn no_byte_of_it_can_be_changed() -> Outcome {
    needs!("a certificate tampered with", Program::Anteroom);
    let server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    visit.erase(&server)?;
    let folder = Folder::new("certificate")?;
    let certificate = visit.certificate(&server, folder.path().join("certificate"))?;
    let forger = Forger::of(&server)?;
    let good = fs::read(&certificate)?;
    assert!(forger.read(&certificate).is_ok());
    let mut tried = 0;
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        assert!(Certificate::open(&changed, &forger.keys()).is_err(), "byte {at}");
        tried += 1;
    }
    assert!(tried + 10 > good.len(), "nearly all are tried");
    // The binary says the same of some of them.
    let key = verifier(&server)?;
    for (what, with) in [("state done", "state held"), ("part=0", "part=1"), ("> ", "> x")] {
        let changed = folder.path().join("changed");
        fs::write(&changed, String::from_utf8(good.clone())?.replacen(what, with, 1))?;
        assert_refused(&changed, &key, &[], "not valid")?;
    }
    Ok(())
}

#[test]
fn one_of_another_log_is_refused() -> Outcome {
    needs!("a certificate of another log", Program::Anteroom);
    let (ours, theirs) = (Plan::demo().start()?, Plan::demo().start()?);
    let visit = Visit::arrive(&theirs)?;
    visit.erase(&theirs)?;
    let folder = Folder::new("certificate")?;
    let certificate = visit.certificate(&theirs, folder.path().join("theirs"))?;
    assert_valid(&certificate, &verifier(&theirs)?, &[])?;
    assert_refused(&certificate, &verifier(&ours)?, &[], "no known key has signed this")?;
    let export = proof::export(&ours.data(), folder.path().join("ours"), &[])?;
    assert_refused(&certificate, &verifier(&theirs)?, &["--export", text(&export)?], "")
}

/// The line with another first letter in this value.
fn swapped(line: &str, name: &str) -> String {
    let (head, tail) = line.split_once(name).unwrap();
    format!("{head}{name}{}{}", if tail.starts_with('a') { "b" } else { "a" }, &tail[1..])
}

/// What whoever holds the signing key leaves out or turns round, each with what names it.
#[test]
fn a_lie_with_the_logs_own_key_is_named() -> Outcome {
    needs!("certificates that lie", Program::Anteroom);
    let server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    let other = Visit::arrive(&server)?;
    other.erase(&server)?;
    visit.erase(&server)?;
    let folder = Folder::new("certificate")?;
    let out = |name: &str| folder.path().join(name);
    let certificate = visit.certificate(&server, out("certificate"))?;
    let elsewhere = other.certificate(&server, out("other"))?;
    let key = verifier(&server)?;
    let export = proof::export(&server.data(), out("export"), &[])?;
    let with = ["--export", text(&export)?];
    assert_valid(&certificate, &key, &with)?;

    let forger = Forger::of(&server)?;
    let good = forger.read(&certificate)?;
    let signed = |told: &dyn Fn(&mut Certificate)| -> Outcome<PathBuf> {
        let mut lie = good.clone();
        told(&mut lie);
        forger.write(&lie, out("lie"))
    };
    let change = |lie: &mut Certificate, name: &str, with: &dyn Fn(&str) -> Option<String>| {
        let at = lie.statement.iter().position(|line| line.starts_with(name)).unwrap();
        match with(&lie.statement[at]) {
            Some(other) => lie.statement[at] = other,
            None => drop(lie.statement.remove(at)),
        }
    };
    // Told otherwise than the event that is proved, and found without any export.
    for (name, from, to, names) in [
        ("commanded ", "day=20", "day=19", "commanded at position"),
        ("destroyed ", "epoch=1", "epoch=0", "destroyed at position"),
        ("ended ", "survivors=", "survivors=1", "ended at position"),
        ("ended ", "root=file", "root=pkcs11", ""),
        ("subject ", "subject ", "subject 0", ""),
    ] {
        let lied = signed(&|lie| change(lie, name, &|line| Some(line.replacen(from, to, 1))))?;
        assert_refused(&lied, &key, &[], names)?;
    }
    let lied = signed(&|lie| change(lie, "part ", &|line| Some(swapped(line, "commitment="))))?;
    assert_refused(&lied, &key, &[], "another commitment")?;
    // Another's events under one's own name.
    let borrowed = forger.read(&elsewhere)?;
    let lied = signed(&|lie| lie.proofs.clone_from(&borrowed.proofs))?;
    assert_refused(&lied, &key, &[], "proofs")?;
    let lied = signed(&|lie| lie.statement.retain(|line| !line.starts_with("part ")))?;
    assert_refused(&lied, &key, &[], "it was destroyed, and is left out")?;

    // Left out or invented: the export tells.
    let lied = signed(&|lie| change(lie, "entries ", &|_| None))?;
    assert_valid(&lied, &key, &[])?;
    assert_refused(&lied, &key, &with, "other access entries")?;
    let lied = signed(&|lie| change(lie, "stays ", &|line| Some(line.replacen("records=", "records=9", 1))))?;
    assert_refused(&lied, &key, &with, "stays records")?;
    let lied = signed(&|lie| change(lie, "part ", &|line| Some(swapped(line, "sha256="))))?;
    assert_refused(&lied, &key, &with, "left out or told otherwise")
}

#[test]
fn one_that_leaves_out_what_a_hold_keeps_is_named() -> Outcome {
    needs!("a certificate that hides a hold", Program::Anteroom);
    let server = Plan::demo().start()?;
    let held = Held::arrive(&server)?;
    held.hold(&server, 30)?;
    held.hold(&server, 40)?;
    assert_eq!(held.erase(&server)?["standing"], "held");
    let folder = Folder::new("certificate")?;
    let certificate = folder.path().join("certificate");
    done(&server, &["subject", "certificate", held.reference(), "--out", text(&certificate)?])?;
    let key = verifier(&server)?;
    let export = proof::export(&server.data(), folder.path().join("export"), &[])?;
    let with = ["--export", text(&export)?];
    let stated = assert_valid(&certificate, &key, &with)?;
    assert_eq!(
        (&stated["state"], stated["held"].as_array().map(Vec::len)),
        (&"held".into(), Some(2)),
        "{stated}"
    );
    assert_eq!(stated["held"][0]["exemption"], "legal-claims");
    let forger = Forger::of(&server)?;
    let mut lie = forger.read(&certificate)?;
    let at = lie.statement.iter().rposition(|line| line.starts_with("held ")).unwrap();
    let hidden = lie.statement.remove(at);
    let position: u64 = hidden.split(['=', ' ']).nth(2).and_then(|text| text.parse().ok()).unwrap();
    lie.proofs.retain(|proof| proof.position != position);
    let lied = forger.write(&lie, folder.path().join("lie"))?;
    assert_valid(&lied, &key, &[])?;
    assert_refused(&lied, &key, &with, "other legal holds in effect")
}

/// Another history of the same length, with the same events where the certificate looks.
fn forked(export: &Path, good: &Certificate, forger: &Forger) -> Outcome<Certificate> {
    let lines = fs::read_to_string(export.join("records.jsonl"))?;
    let size = Checkpoint::parse(Note::parse(&good.checkpoint)?.text())?.size;
    let mut leaves = Vec::new();
    for line in lines.lines().take(size as usize) {
        leaves.push(web::follower::leaf(&serde_json::from_str::<Line>(line)?.record()?)?);
    }
    leaves.swap(1, 2);
    let mut follower = Follower::open(MemoryStore::default(), &good.origin, &forger.keys())?;
    follower.extend(leaves)?;
    let signed = follower.checkpoint(&forger.key)?.note().to_string();
    let mut tree = TiledTree::new(follower.store(), size);
    let proofs = good.proofs.iter().map(|proof| {
        let path = tree.inclusion(proof.position - 1)?;
        Ok(Proved { path, ..proof.clone() })
    });
    let proofs = proofs.collect::<Outcome<_>>()?;
    Ok(Certificate { checkpoint: signed, proofs, ..good.clone() })
}

#[test]
fn one_under_a_forked_checkpoint_is_named_by_whoever_kept_another() -> Outcome {
    needs!("a certificate of a fork", Program::Anteroom);
    let server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    visit.erase(&server)?;
    let folder = Folder::new("certificate")?;
    let certificate = visit.certificate(&server, folder.path().join("certificate"))?;
    let export = proof::export(&server.data(), folder.path().join("export"), &[])?;
    let (key, forger) = (verifier(&server)?, Forger::of(&server)?);
    let good = forger.read(&certificate)?;
    let fork = forger.write(&forked(&export, &good, &forger)?, folder.path().join("fork"))?;
    assert_valid(&fork, &key, &[])?;
    let kept = folder.path().join("kept");
    fs::write(&kept, &good.checkpoint)?;
    assert_valid(&certificate, &key, &["--checkpoint", text(&kept)?])?;
    assert_refused(&fork, &key, &["--checkpoint", text(&kept)?], "one of the two is forked")?;
    assert_refused(&fork, &key, &["--export", text(&export)?], "do not belong together")?;
    // A moved proof is not even signed by what signs; by hand it is refused like any other change.
    let mut moved = good.clone();
    moved.proofs[0].position += 1;
    assert!(moved.sign(&[&forger.key]).is_err());
    let (status, told, _) = verified(&certificate, &key, &["--export", text(&export)?])?;
    assert_eq!(status, 0, "{told}");
    Ok(())
}
