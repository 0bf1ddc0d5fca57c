//! A log from before a hold, or from before its end, beside the key table that knows better.

use super::super::restore::{done, text};
use super::super::retention::turn;
use super::{HOLDS, Held, owner};
use tests::folder::Folder;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs};

fn restored(server: &mut Server, backup: &std::path::Path) -> Outcome {
    server.terminate()?;
    done(server, &["restore", "--from", text(backup)?])?;
    server.start_again()
}

#[test]
fn a_hold_that_the_log_has_lost_goes_on() -> Outcome {
    needs!("a hold and a restore", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let held = Held::arrive(&server)?;
    let folder = Folder::new("hold")?;
    let backup = folder.path().join("log");
    done(&server, &["backup", "--out", text(&backup)?])?;
    held.hold(&server, 40)?;
    assert_eq!(held.erase(&server)?["standing"], "held");
    restored(&mut server, &backup)?;

    let told = held.told()?;
    assert!(told.contains("id=\"held\"") && told.contains("Somebody Waiting"), "{told}");
    let page = owner(&server)?.open(HOLDS)?;
    assert!(page.contains("In effect") && page.contains(&held.reference), "{page}");
    turn(&server, 30)?;
    assert!(held.is_kept()?, "it is due, and commanded, and held");
    turn(&server, 12)?;
    assert!(!held.is_kept()?, "with the hold it goes");
    done(&server, &["audit", "verify"])?;
    Ok(())
}

#[test]
fn a_hold_that_was_lifted_is_not_brought_back() -> Outcome {
    needs!("a lifted hold and a restore", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let held = Held::arrive(&server)?;
    let id = held.hold(&server, 40)?;
    let folder = Folder::new("hold")?;
    let backup = folder.path().join("log");
    done(&server, &["backup", "--out", text(&backup)?])?;
    owner(&server)?.send(HOLDS, &format!("{HOLDS}/{id}/lift"), &[("reason", "settled")])?;
    assert!(held.is_kept()?);
    restored(&mut server, &backup)?;

    let page = owner(&server)?.open(HOLDS)?;
    assert!(page.contains("Over: lifted") && !page.contains("In effect"), "{page}");
    assert!(!held.told()?.contains("id=\"held\""));
    assert_eq!(held.erase(&server)?["standing"], "done");
    assert!(!held.is_kept()?);
    Ok(())
}
