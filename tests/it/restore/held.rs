//! Letters after a restore: none leaves while they are held, also not one that waited when the copy was made; let go, they are passed over, or sent by whoever says so.

use super::{done, erase, text};
use crate::inside::Person;
use crate::routes::visitor;
use std::path::Path;
use tests::folder::Folder;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

const INVITATIONS: &str = "/nordlys/invitations";
const BEFORE: &str = "before@visitor.example";
const WAITING: &str = "waiting@visitor.example";
const MEANWHILE: &str = "meanwhile@visitor.example";
const AFTER: &str = "after@visitor.example";

/// Somebody of the demo invites this person to a week from now.
fn invite(server: &Server, reach: &str) -> Outcome {
    let url = url::Url::parse(&server.link("  dashboard ")?)?;
    let mut owner = Person::at(&server.address());
    owner.open(&url[url::Position::BeforePath..])?;
    let page = owner.open(INVITATIONS)?;
    let first = page.split("min=\"").nth(1).and_then(|rest| rest.get(..10)?.parse().ok());
    let first: chrono::NaiveDate = first.ok_or_else(|| Failure::new("no first day"))?;
    let day = (first + chrono::TimeDelta::days(7)).to_string();
    let form = [("name", "Somebody Invited"), ("reach", reach), ("day", &day), ("time", "10:30")];
    let list = owner.send(INVITATIONS, INVITATIONS, &form)?;
    assert!(list.contains("Somebody Invited"), "{list}");
    Ok(())
}

/// How many letters to this address have left since the server started.
fn letters(server: &Server, to: &str) -> Outcome<usize> {
    let page = Person::at(&server.address()).open("/demo/mailbox")?;
    Ok(page.split("<article").skip(1).filter(|letter| letter.contains(to)).count())
}

fn until_it_comes(server: &Server, to: &str) -> Outcome {
    wait::until(
        &format!("a letter to {to}"),
        wait::DEADLINE,
        || Ok((letters(server, to)? == 1).then_some(())),
    )
}

/// Waits until the log tells that the newest invitation was sent.
fn until_the_log_tells_of_it(server: &Server) -> Outcome {
    let newest =
        "SELECT stream FROM log_events WHERE kind = 'visit.invited.v1' ORDER BY position DESC LIMIT 1";
    let sql = format!(
        "SELECT count(*) FROM log_events WHERE kind = 'visit.message-sent.v1' AND stream = ({newest})"
    );
    wait::until("the log to tell of the letter", wait::DEADLINE, || {
        let log = rusqlite::Connection::open(server.data().join("log.db"))?;
        let told: i64 = log.query_row(&sql, [], |row| row.get(0))?;
        Ok((told == 1).then_some(()))
    })
}

/// Something comes that the copy does not hold, and the copy goes back.
fn restored(server: &mut Server, copy: &Path) -> Outcome {
    visitor(server, "nordlys")?;
    server.terminate()?;
    let told = super::again::restore(server, copy)?;
    assert_eq!(told["declared"], true, "{told}");
    server.start_again()
}

/// What follows the log has gone on past all that is in it, and letters are held.
fn held_while_all_else_goes_on(server: &Server) -> Outcome {
    let (visit, _) = visitor(server, "nordlys")?;
    // Done: two reactions have followed the log to here, one after the other.
    erase(server, &visit)?;
    for to in [BEFORE, WAITING, MEANWHILE] {
        assert_eq!(letters(server, to)?, 0, "a letter to {to} has left while letters are held");
    }
    let status = done(server, &["keys", "status", "--json"])?;
    assert!(status.contains("\"held\":true"), "{status}");
    Ok(())
}

/// A server that holds letters: one that waited when the copy was made which it goes on from, and one that has come since.
fn with_a_waiting_letter(folder: &Folder) -> Outcome<Server> {
    let mut server = Plan::demo().start()?;
    invite(&server, BEFORE)?;
    until_it_comes(&server, BEFORE)?;
    until_the_log_tells_of_it(&server)?;
    let first = folder.path().join("first");
    done(&server, &["backup", "--out", text(&first)?])?;
    restored(&mut server, &first)?;
    invite(&server, WAITING)?;
    held_while_all_else_goes_on(&server)?;
    let copy = folder.path().join("copy");
    done(&server, &["backup", "--out", text(&copy)?])?;
    restored(&mut server, &copy)?;
    invite(&server, MEANWHILE)?;
    held_while_all_else_goes_on(&server)?;
    Ok(server)
}

#[test]
fn what_waited_is_passed_over_once_letters_are_let_go() -> Outcome {
    needs!("letters held by a restore", Program::Anteroom);
    let folder = Folder::new("held")?;
    let mut server = with_a_waiting_letter(&folder)?;
    done(&server, &["restore", "--release"])?;
    invite(&server, AFTER)?;
    until_it_comes(&server, AFTER)?;
    for to in [BEFORE, WAITING, MEANWHILE] {
        assert_eq!(letters(&server, to)?, 0, "a letter to {to} may have been sent before");
    }
    // Nor does the next start remember them. Killed before the log tells of a letter, a server hands that one over again.
    until_the_log_tells_of_it(&server)?;
    server.start_again()?;
    let later = "later@visitor.example";
    invite(&server, later)?;
    until_it_comes(&server, later)?;
    for to in [WAITING, MEANWHILE, AFTER] {
        assert_eq!(letters(&server, to)?, 0, "{to}");
    }
    Ok(())
}

#[test]
fn what_waited_is_sent_where_the_operator_says_so() -> Outcome {
    needs!("letters held by a restore, and sent", Program::Anteroom);
    let folder = Folder::new("held")?;
    let server = with_a_waiting_letter(&folder)?;
    done(&server, &["restore", "--release", "--send"])?;
    for to in [WAITING, MEANWHILE] {
        until_it_comes(&server, to)?;
    }
    invite(&server, AFTER)?;
    until_it_comes(&server, AFTER)?;
    assert_eq!(letters(&server, BEFORE)?, 0, "the copy tells that this one was sent");
    Ok(())
}
