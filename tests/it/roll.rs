//! A roll that cannot finish: the statement, the desk's list and the visitor's receipt say *pending*, and why; once the root's folder is mended they say "done".

use super::restore::{anteroom, done};
use super::routes::{session, visitor};
use std::fs;
use std::path::PathBuf;
use tests::http::get;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

const COPIES: &str = "copies of the key table made before now could still open it";

/// The current epoch, and how many commanded destructions copies could still undo.
fn status(server: &Server) -> Outcome<(u64, u64)> {
    let status: serde_json::Value = serde_json::from_str(&done(server, &["keys", "status", "--json"])?)?;
    let number =
        |name: &str| status[name].as_u64().ok_or_else(|| Failure::new(format!("no {name} in {status}")));
    Ok((number("epoch")?, number("awaiting_commanded")?))
}

/// What the command line, the desk and the visitor's receipt say of an erasure.
struct Said {
    erasure: String,
    visit: String,
    cookie: String,
}

impl Said {
    fn statement(&self, server: &Server) -> Outcome<String> {
        done(server, &["subject", "statement", &self.erasure])
    }

    fn receipt(&self, server: &Server) -> Outcome<String> {
        let receipt = format!("{}/v/{}/receipt", server.address(), self.visit);
        Ok(get(&receipt, &[("cookie", &self.cookie)])?.text())
    }

    /// The page of the statement, and the line of the desk's list.
    fn desk(&self, server: &Server) -> Outcome<(String, String)> {
        let officer = session(&server.link("compliance desk")?)?;
        let open = |path: &str| {
            get(&format!("{}/nordlys/desk{path}", server.address()), &[("cookie", &officer)])
                .map(|reply| reply.text())
        };
        let desk = open("")?;
        let reference = self.visit.parse::<domain::VisitId>()?.reference();
        let line = desk.split("<tr>").find(|line| line.contains(&reference)).map(str::to_owned);
        let line = line.ok_or_else(|| Failure::new(format!("the desk does not list it: {desk}")))?;
        Ok((open(&format!("/statements/{}", self.erasure))?, line))
    }

    fn assert_pending(&self, server: &Server) -> Outcome {
        let told = self.statement(server)?;
        assert!(told.contains("Pending") && told.contains(COPIES), "{told}");
        let (page, line) = self.desk(server)?;
        assert!(page.contains("id=\"pending\"") && page.contains(COPIES), "{page}");
        assert!(line.contains("Pending") && !line.contains("Done"), "{line}");
        let receipt = self.receipt(server)?;
        assert!(receipt.contains("id=\"erased\"") && receipt.contains("id=\"pending\""), "{receipt}");
        assert!(receipt.contains("Copies of the keys made before could still open them"), "{receipt}");
        Ok(())
    }

    fn assert_done(&self, server: &Server) -> Outcome {
        wait::until("the statement to say done", wait::DEADLINE, || {
            Ok(self.statement(server)?.contains("Done: nothing the operator holds opens it").then_some(()))
        })?;
        let told = self.statement(server)?;
        assert!(
            told.contains("This process alone held the epoch’s keys") && !told.contains(COPIES),
            "{told}"
        );
        let (page, line) = self.desk(server)?;
        assert!(page.contains("id=\"done\"") && !page.contains(COPIES), "{page}");
        assert!(line.contains("Done") && !line.contains("Pending"), "{line}");
        let receipt = self.receipt(server)?;
        assert!(receipt.contains("id=\"done\"") && !receipt.contains("could still open"), "{receipt}");
        Ok(())
    }
}

/// Erases a visit while a folder lies in the root under the name that `blocked` gives, of the current epoch.
fn erased_while(server: &Server, blocked: impl Fn(u64) -> String) -> Outcome<(Said, PathBuf)> {
    let (visit, arrived) = visitor(server, "nordlys")?;
    let (epoch, _) = status(server)?;
    let obstacle = server.data().join("root").join(blocked(epoch));
    fs::create_dir(&obstacle)?;
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let erase = ["subject", "erase", "--reference", &reference, "--reason", "asked by letter", "--json"];
    let statement: serde_json::Value = serde_json::from_str(&done(server, &erase)?)?;
    assert_eq!(statement["standing"], "pending", "{statement}");
    assert!(!statement["destroyed"].is_null(), "the key itself is gone at once: {statement}");
    let erasure = statement["erasure"].as_str().unwrap_or_default().to_owned();
    Ok((Said { erasure, visit, cookie: arrived.cookies() }, obstacle))
}

#[test]
fn an_erasure_is_pending_while_the_next_epoch_cannot_begin() -> Outcome {
    needs!("a roll whose next key cannot be made", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (said, obstacle) = erased_while(&server, |epoch| format!("epoch-{}.key", epoch + 1))?;
    let (epoch, awaiting) = status(&server)?;
    assert_eq!(awaiting, 1);
    said.assert_pending(&server)?;
    // Asking for it says why, and changes nothing; nor does a restart.
    let refused = anteroom(&server, &["keys", "roll"])?;
    assert!(!refused.status.success());
    server.terminate()?;
    server.start_again()?;
    said.assert_pending(&server)?;

    fs::remove_dir(&obstacle)?;
    server.start_again()?;
    said.assert_done(&server)?;
    assert_eq!(status(&server)?, (epoch + 1, 0));
    Ok(())
}

#[test]
fn an_erasure_is_pending_while_the_old_key_cannot_be_destroyed() -> Outcome {
    needs!("a roll whose old key cannot be destroyed", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let (said, obstacle) = erased_while(&server, |epoch| format!("epoch-{epoch}.new"))?;
    // Everything is in the next epoch already; what copies hold opens as long as the old key is there.
    wait::until("both keys, and what stands in the way", wait::DEADLINE, || {
        Ok((fs::read_dir(server.data().join("root"))?.count() == 3).then_some(()))
    })?;
    said.assert_pending(&server)?;

    server.terminate()?;
    fs::remove_dir(&obstacle)?;
    let keys = || fs::read_dir(server.data().join("root")).map(Iterator::count);
    for look in [["keys", "drill"], ["audit", "verify"]] {
        done(&server, &look)?;
        assert_eq!(keys()?, 2, "whoever only looks destroys no key: {look:?}");
    }
    server.start_again()?;
    said.assert_done(&server)?;
    assert_eq!(fs::read_dir(server.data().join("root"))?.count(), 1, "the current key alone");
    Ok(())
}
