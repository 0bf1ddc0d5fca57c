//! What a certificate says is so: on the disk, in the log, and of the key itself.

use super::super::restore::{anteroom, attack, copy_folder, done, text};
use super::super::retention::turn;
use super::{Visit, assert_refused, assert_valid, proof, verifier};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::folder::Folder;
use tests::http::get;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

/// The files of a folder that hold these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // Of copies outside of the log the certificate says that they may stay for longer.
        let copy = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("read.db"));
        if copy {
            continue;
        }
        if path.is_dir() {
            found.extend(holding(&path, bytes)?);
        } else if path.is_file() && memchr::memmem::find(&fs::read(&path)?, bytes).is_some() {
            found.push(path.display().to_string());
        }
    }
    Ok(found)
}

#[test]
fn what_it_says_of_the_log_the_disk_and_the_key_is_so() -> Outcome {
    needs!("a certificate and what is on the disk", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    let other = Visit::arrive(&server)?;
    let folder = Folder::new("certificate")?;
    let copies = folder.path().join("copies");
    fs::create_dir(&copies)?;
    done(&server, &["backup", "--out", text(&copies.join("log"))?])?;
    fs::copy(server.data().join("keys.db"), copies.join("keys.db"))?;
    copy_folder(&server.data().join("root"), &copies.join("root"))?;
    let sealed = attack::sealed(&copies.join("log/log.db"), &visit.id)?;
    assert!(!sealed.is_empty());

    assert_eq!(visit.erase(&server)?["standing"], "done");
    let certificate = visit.certificate(&server, folder.path().join("certificate"))?;
    let key = verifier(&server)?;
    let export = proof::export(&server.data(), folder.path().join("export"), &[])?;
    for more in [&[][..], &["--export", text(&export)?]] {
        let stated = assert_valid(&certificate, &key, more)?;
        assert_eq!((&stated["state"], &stated["ciphertexts"]), (&json!("done"), &json!(0)), "{stated}");
        assert_eq!((&stated["ended"]["root"], &stated["ended"]["nodes"]), (&json!("file"), &json!("alone")));
        let parts = stated["parts"].as_array().cloned().unwrap_or_default();
        assert_eq!(parts.len(), sealed.len(), "each part that the copy holds is named");
        assert!(parts.iter().all(|part| part["commitment"].is_string()), "{stated}");
    }
    let said = fs::read_to_string(&certificate)?;
    assert!(!said.contains("Somebody") && !said.contains("Ines") && !said.contains("letter"), "{said}");
    assert!(said.contains("void if a snapshot"), "what it rests on stands in it: {said}");
    assert!(said.contains("read models, backups and exports may hold copies"), "{said}");

    // Nothing of what it says is gone lies on the disk; what is not gone does, or the search is worth nothing.
    let survivor = attack::sealed(&copies.join("log/log.db"), &other.id)?;
    server.terminate()?;
    for ciphertext in &sealed {
        assert!(!holding(&copies, &ciphertext[80..112])?.is_empty());
        assert_eq!(holding(&server.data(), &ciphertext[80..112])?, [""; 0]);
    }
    assert!(!holding(&server.data(), &survivor[0][80..112])?.is_empty());

    // The key that was destroyed fits, were there anybody who had kept it; another does not.
    let kept =
        attack::data_key(&copies, &visit.id)?.ok_or_else(|| Failure::new("the copies open nothing"))?;
    assert_refused(&certificate, &key, &["--try-key", &hex::encode(kept)], "the key fits")?;
    let others =
        attack::data_key(&copies, &other.id)?.ok_or_else(|| Failure::new("the copies open nothing"))?;
    assert_valid(&certificate, &key, &["--try-key", &hex::encode(others)])?;
    assert_refused(&certificate, &key, &["--try-key", "00ff"], "64 hexadecimal digits")
}

#[test]
fn there_is_none_before_something_came_of_it_and_the_visitor_gets_their_own_on_sqlite() -> Outcome {
    needs!("the visitor's certificate", Program::Anteroom);
    the_visitor_gets_their_own(&Plan::demo().start()?)
}

#[test]
fn there_is_none_before_something_came_of_it_and_the_visitor_gets_their_own_on_postgresql() -> Outcome {
    needs!("the visitor's certificate on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    the_visitor_gets_their_own(&Plan::demo().arg(format!("--log={}", database.url())).start()?)
}

fn the_visitor_gets_their_own(server: &Server) -> Outcome {
    let visit = Visit::arrive(server)?;
    let at = format!("{}/v/{}/certificate", server.address(), visit.id);
    let ask = |cookie: &str| get(&at, &[("cookie", cookie), ("accept", "application/json")]);
    assert_eq!(ask(&visit.cookie)?.status, 409);
    assert_eq!(ask("")?.status, 404, "nobody else's");
    let refused = anteroom(server, &["subject", "certificate", &visit.reference])?;
    assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing to certify"));

    // The clock alone: the period is over, and a night is.
    turn(server, 15)?;
    let receipt = format!("{}/v/{}/receipt", server.address(), visit.id);
    wait::until("the roll of the night", wait::DEADLINE, || {
        let shown = get(&receipt, &[("cookie", &visit.cookie)])?.text();
        Ok((shown.contains("id=\"done\"") && shown.contains("id=\"certificate\"")).then_some(()))
    })?;
    let reply = ask(&visit.cookie)?;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.header("content-disposition").is_some_and(|name| name.contains(&visit.reference)));
    let folder = Folder::new("certificate")?;
    let certificate = folder.path().join("certificate");
    fs::write(&certificate, reply.text())?;
    let stated = assert_valid(&certificate, &verifier(server)?, &[])?;
    assert_eq!((&stated["state"], &stated["commanded"]), (&json!("done"), &json!([])), "{stated}");
    assert_eq!(stated["destroyed"][0]["cause"], "expired", "{stated}");
    Ok(())
}

#[test]
fn while_the_roll_is_pending_it_says_pending() -> Outcome {
    needs!("a certificate of what is pending", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    let obstacle = server.data().join("root/epoch-1.key");
    fs::create_dir(&obstacle)?;
    assert_eq!(visit.erase(&server)?["standing"], "pending");
    let folder = Folder::new("certificate")?;
    let pending = visit.certificate(&server, folder.path().join("pending"))?;
    let key = verifier(&server)?;
    let stated = assert_valid(&pending, &key, &[])?;
    assert_eq!((&stated["state"], &stated["ended"]), (&json!("pending"), &().into()), "{stated}");
    assert!(fs::read_to_string(&pending)?.contains("could still open what they sealed"));
    fs::remove_dir(&obstacle)?;
    server.start_again()?;
    wait::until("the roll", wait::DEADLINE, || {
        let after = visit.certificate(&server, folder.path().join("after"))?;
        Ok((assert_valid(&after, &key, &[])?["state"] == "done").then_some(()))
    })
}

/// A verifier in another language, written from the documentation.
#[test]
fn another_verifier_agrees() -> Outcome {
    needs!("another verifier of a certificate", Program::Anteroom, Program::Python);
    let server = Plan::demo().start()?;
    let visit = Visit::arrive(&server)?;
    visit.erase(&server)?;
    let folder = Folder::new("certificate")?;
    let certificate = visit.certificate(&server, folder.path().join("certificate"))?;
    let script = tests::program::repository().join("tests/it/certificate/verify_certificate.py");
    let run = |server: &Server| -> Outcome<std::process::Output> {
        let key = server.data().join("tree/verifier");
        Ok(Command::new(Program::Python.find()?).arg(&script).arg(&certificate).arg(key).output()?)
    };
    let said = run(&server)?;
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let good = fs::read_to_string(&certificate)?;
    for (what, with) in [("epoch=0", "epoch=1"), ("stays records=", "stays records=1"), ("cause=", "cause=0")]
    {
        fs::write(&certificate, good.replacen(what, with, 1))?;
        assert!(!run(&server)?.status.success(), "it finds {with}");
    }
    Ok(())
}
