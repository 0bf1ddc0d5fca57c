//! What a restore does with the clock guard, which keeps its last look in the log: last week's copy is believed where the log that was moved aside knows of a look since, and
//! nowhere else; and no restore makes a clock believed that the guard would not believe.

use super::text;
use crate::serve::{configuration, path_in, sign_up, told};
use rusqlite::Connection;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tests::folder::{Folder, free_port};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::smtp::MailServer;
use tests::{Outcome, needs, wait};

/// A server, ended, with a copy of its log from before the last that came.
struct Stopped {
    server: Server,
    copy: PathBuf,
    config: String,
    folder: Folder,
    mail: MailServer,
}

const DAY: i64 = 86_400_000_000;

/// What a log keeps beside its events; 0 for nothing.
fn cursor(log: &Path, name: &str) -> Outcome<i64> {
    let log = Connection::open(log)?;
    let sql = "SELECT coalesce(max(position), 0) FROM log_cursors WHERE follower = ?1";
    Ok(log.query_row(sql, [name], |row| row.get(0))?)
}

/// The log's last look at the clock is so many days older than it was.
fn age(log: &Path, days: i64) -> Outcome {
    let sql = "UPDATE log_cursors SET position = position - ?1 WHERE follower = 'clock'";
    assert_eq!(Connection::open(log)?.execute(sql, [days * DAY])?, 1);
    Ok(())
}

impl Stopped {
    fn new() -> Outcome<Self> {
        let (folder, mail, port) = (Folder::new("restored-clock")?, MailServer::start()?, free_port()?);
        let config = configuration(&folder, port, &mail)?;
        let mut server = Plan::serve().arg(&config).port(port).start()?;
        let log = server.data().join("log.db");
        // The schedule has looked at the clock, and then at the appointments.
        wait::until("the first look", wait::DEADLINE, || {
            Ok((cursor(&log, "appointments")? > 0).then_some(()))
        })?;
        let copy = folder.path().join("copy");
        told(&["backup", "--data", text(&server.data())?, "--out", text(&copy)?], &[])?;
        sign_up(&server)?;
        confirm(&server, &mail, 1)?;
        server.terminate()?;
        Ok(Self { server, copy, config, folder, mail })
    }

    fn log(&self) -> PathBuf {
        self.server.data().join("log.db")
    }

    /// Restores the copy; what it says as JSON, or in words.
    fn restore(&self, json: bool) -> Outcome<String> {
        let data = self.server.data();
        let mut arguments =
            vec!["restore", "--data", text(&data)?, "--from", text(&self.copy)?, self.config.as_str()];
        arguments.extend(json.then_some("--json"));
        told(&arguments, &[])
    }

    fn confirm_clock(&self) -> Outcome<bool> {
        let restored: Value = serde_json::from_str(&self.restore(true)?)?;
        assert_eq!(restored["declared"], true, "{restored}");
        Ok(restored["confirm_clock"] == true)
    }

    fn status(&self) -> Outcome<Value> {
        let status = told(&["keys", "status", "--json", "--data", text(&self.server.data())?], &[])?;
        Ok(serde_json::from_str(&status)?)
    }

    /// Started again, it raises the alarm, and does nothing by the clock before somebody has confirmed it.
    fn assert_doubted_until_confirmed(&mut self) -> Outcome {
        let before = cursor(&self.log(), "appointments")?;
        self.server.start_again()?;
        wait::until("the alarm", wait::DEADLINE, || {
            Ok((!self.status()?["clock_doubted"].is_null()).then_some(()))
        })?;
        assert_eq!(cursor(&self.log(), "appointments")?, before, "no appointment's time is kept");
        told(&["keys", "confirm-clock", "--data", text(&self.server.data())?], &[])?;
        self.assert_goes_on(before)
    }

    fn assert_goes_on(&self, before: i64) -> Outcome {
        wait::until("the schedule to go on", 2 * wait::DEADLINE, || {
            Ok((cursor(&self.log(), "appointments")? > before).then_some(()))
        })?;
        assert!(self.status()?["clock_doubted"].is_null());
        Ok(())
    }
}

#[test]
fn last_weeks_log_goes_on_with_the_look_at_the_clock_that_the_one_moved_aside_knows() -> Outcome {
    needs!("the clock after a restore", Program::Anteroom, Program::Python);
    let mut stopped = Stopped::new()?;
    let copy = stopped.copy.join("log.db");
    age(&copy, 8)?;
    let before = cursor(&copy, "appointments")?;
    assert!(!stopped.confirm_clock()?, "the one moved aside had looked just now");
    stopped.server.start_again()?;
    stopped.assert_goes_on(before)
}

#[test]
fn where_nobody_knows_of_a_look_at_the_clock_the_restore_says_that_it_is_to_be_confirmed() -> Outcome {
    needs!("the clock after a restore of a lost log", Program::Anteroom, Program::Python);
    let mut stopped = Stopped::new()?;
    age(&stopped.copy.join("log.db"), 8)?;
    for name in ["log.db", "log.db-wal", "log.db-shm"] {
        drop(fs::remove_file(stopped.server.data().join(name)));
    }
    let words = stopped.restore(false)?;
    let last = words.lines().last().unwrap_or_default();
    assert!(last.contains("clock") && last.contains("anteroom keys confirm-clock"), "{words}");
    stopped.assert_doubted_until_confirmed()
}

#[test]
fn a_restore_believes_no_clock_that_had_leapt_and_forgets_no_doubt() -> Outcome {
    needs!("a leapt clock and a restore", Program::Anteroom, Program::Python);
    // The machine's clock is a year past the last look of both.
    let mut stopped = Stopped::new()?;
    age(&stopped.copy.join("log.db"), 366)?;
    age(&stopped.log(), 365)?;
    assert!(stopped.confirm_clock()?);
    stopped.assert_doubted_until_confirmed()?;

    // It was doubted after the copy was made: the copy does not know, and the clock looks right by now.
    let (data, copy) = (stopped.server.data(), stopped.folder.path().join("again"));
    told(&["backup", "--data", text(&data)?, "--out", text(&copy)?], &[])?;
    stopped.copy = copy;
    told(&["restore", "--release", "--data", text(&data)?], &[])?;
    sign_up_again(&stopped.server)?;
    confirm(&stopped.server, &stopped.mail, 2)?;
    stopped.server.terminate()?;
    let doubt = "INSERT INTO log_cursors (follower, position) SELECT 'clock-doubted', position FROM log_cursors WHERE follower = 'clock' ON CONFLICT (follower) DO UPDATE SET position = excluded.position";
    Connection::open(stopped.log())?.execute(doubt, [])?;
    assert!(stopped.confirm_clock()?);
    stopped.assert_doubted_until_confirmed()
}

/// Opens the link of a sign-up's letter: before that the log knows nothing of it.
fn confirm(server: &Server, mail: &MailServer, letter: usize) -> Outcome {
    let path = path_in(mail, letter)?;
    crate::inside::Person::at(&server.address()).send(&path, &path, &[]).map(drop)
}

/// Another organisation than the first.
fn sign_up_again(server: &Server) -> Outcome {
    let form = [
        ("organisation", "A House"),
        ("slug", "a-house"),
        ("country", "NO"),
        ("name", "An Owner"),
        ("email", "owner@a-house.example"),
    ];
    crate::inside::Person::at(&server.address()).send("/sign-up", "/sign-up", &form).map(drop)
}
