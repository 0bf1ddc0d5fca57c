//! Legal holds through the pages: proposed by one, confirmed by another, told to the visitor without the reason, over by hand or by the clock, and neither lost nor brought back by a restore.

mod restore;

use super::inside::Person;
use super::restore::{anteroom, done};
use super::retention::turn;
use super::routes::visitor;
use chrono::Days;
use domain::VisitId;
use domain::time::Day;
use tests::browser::{Driver, Window};
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

const HOLDS: &str = "/nordlys/holds";
const REASON: &str = "A claim that Somebody Secret has announced";

/// Somebody of the demo, signed in by a printed link.
fn person(server: &Server, link: &str) -> Outcome<Person> {
    let url = url::Url::parse(&server.link(link)?)?;
    let mut person = Person::at(&server.address());
    person.open(&url[url::Position::BeforePath..])?;
    Ok(person)
}

fn owner(server: &Server) -> Outcome<Person> {
    person(server, "  dashboard ")
}

fn officer(server: &Server) -> Outcome<Person> {
    person(server, "compliance desk")
}

/// The day of the demo's clock after today, as the form allows it.
fn tomorrow(page: &str) -> Outcome<Day> {
    let day = page.split(" min=\"").nth(1).and_then(|rest| rest.get(..10)?.parse().ok());
    day.ok_or_else(|| Failure::new(format!("no first day in {page}")))
}

/// A visitor whose visit can be held.
pub(crate) struct Held {
    reference: String,
    receipt: String,
    cookie: String,
}

impl Held {
    pub(crate) fn arrive(server: &Server) -> Outcome<Self> {
        let (visit, arrived) = visitor(server, "nordlys")?;
        let reference = visit.parse::<VisitId>()?.reference();
        let receipt = format!("{}/v/{visit}/receipt", server.address());
        Ok(Self { reference, receipt, cookie: arrived.cookies() })
    }

    /// Its visit's reference.
    pub(crate) fn reference(&self) -> &str {
        &self.reference
    }

    /// Proposed by the owner for so many days; the id of the hold.
    fn propose(&self, server: &Server, days: u64) -> Outcome<String> {
        let mut owner = owner(server)?;
        let until = tomorrow(&owner.open(HOLDS)?)? + Days::new(days - 1);
        let until = until.to_string();
        let fields = [
            ("reference", &*self.reference),
            ("scope", "visit"),
            ("exemption", "legal-claims"),
            ("until", &until),
            ("basis", "Tvisteloven"),
            ("reason", REASON),
        ];
        let page = owner.send(HOLDS, HOLDS, &fields)?;
        let id = page.split("id=\"hold-").nth(1).and_then(|rest| rest.split('"').next());
        assert!(page.contains("it holds nothing yet") && page.contains("You proposed this"), "{page}");
        id.map(str::to_owned).ok_or_else(|| Failure::new(page))
    }

    /// Held for so many days.
    pub(crate) fn hold(&self, server: &Server, days: u64) -> Outcome<String> {
        let id = self.propose(server, days)?;
        let page = officer(server)?.send(HOLDS, &format!("{HOLDS}/{id}/confirm"), &[])?;
        assert!(
            page.contains("In effect") && page.contains(REASON) && page.contains("Dr Ingrid Berg"),
            "{page}"
        );
        Ok(id)
    }

    fn told(&self) -> Outcome<String> {
        Ok(get(&self.receipt, &[("cookie", &self.cookie)])?.text())
    }

    fn is_kept(&self) -> Outcome<bool> {
        Ok(self.told()?.contains("Somebody Waiting"))
    }

    /// Commands the erasure; what the statement says.
    pub(crate) fn erase(&self, server: &Server) -> Outcome<serde_json::Value> {
        let erase = ["subject", "erase", "--reference", &self.reference, "--reason", "by letter", "--json"];
        Ok(serde_json::from_str(&done(server, &erase)?)?)
    }
}

/// The visitor's own erasure waits like an officer's; that it will, and by which law, is said before.
#[test]
fn a_visitor_who_erases_under_a_hold_is_told_why_it_waits() -> Outcome {
    needs!("a visitor's erasure under a hold", Program::Anteroom);
    let server = Plan::demo().start()?;
    let held = Held::arrive(&server)?;
    held.hold(&server, 90)?;
    let (erase, cookie) = (format!("{}/erase", held.receipt), ("cookie", held.cookie.as_str()));
    let asked = get(&erase, &[cookie])?.text();
    assert!(asked.contains("A legal hold keeps your details for now"), "{asked}");
    assert!(asked.contains("What is kept for now") && !asked.contains(REASON), "{asked}");
    let command = super::routes::command(&asked)?;
    assert_eq!(post_form(&erase, &[cookie], &[("command", &command)])?.status, 303);
    let told = wait::until("the command to be told", wait::DEADLINE, || {
        let told = held.told()?;
        Ok(told.contains("id=\"held-commanded\"").then_some(told))
    })?;
    assert!(told.contains("Somebody Waiting") && !told.contains("id=\"erased\""), "{told}");
    Ok(())
}

#[test]
fn what_is_held_is_kept_from_erasure_until_it_is_lifted_on_sqlite() -> Outcome {
    needs!("a legal hold", Program::Anteroom);
    kept_until_lifted(&Plan::demo().start()?)
}

#[test]
fn what_is_held_is_kept_from_erasure_until_it_is_lifted_on_postgresql() -> Outcome {
    needs!("a legal hold on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    kept_until_lifted(&Plan::demo().arg(format!("--log={}", database.url())).start()?)
}

fn kept_until_lifted(server: &Server) -> Outcome {
    let held = Held::arrive(server)?;
    let id = held.propose(server, 90)?;
    let told = held.told()?;
    assert!(!told.contains("id=\"held\""), "a proposal holds nothing");

    // Whoever proposed it is one person, whatever they send.
    let page = owner(server)?;
    let confirm = format!("{}{HOLDS}/{id}/confirm", server.address());
    let command = ("command", "00000000-0000-4000-8000-000000000077");
    let alone = post_form(&confirm, &[("cookie", page.cookies()), ("accept", "text/html")], &[command])?;
    assert_eq!(alone.status, 409, "{}", alone.text());
    assert!(alone.text().contains("takes two people"));
    let page = officer(server)?.send(HOLDS, &format!("{HOLDS}/{id}/confirm"), &[])?;
    assert!(page.contains("In effect") && page.contains(REASON), "{page}");

    let statement = held.erase(server)?;
    assert_eq!(
        (&statement["standing"], &statement["destroyed"]),
        (&"held".into(), &().into()),
        "{statement}"
    );
    let erasure = statement["erasure"].as_str().unwrap_or_default();
    let words = done(server, &["subject", "statement", erasure])?;
    assert!(words.contains("under a legal hold (Legal claims") && !words.contains('⟦'), "{words}");
    let page = officer(server)?.open(&format!("/nordlys/desk/statements/{erasure}"))?;
    assert!(
        page.contains("id=\"held\"") && page.contains("GDPR Art. 17(3)(e)") && !page.contains('⟦'),
        "{page}"
    );
    let told = held.told()?;
    assert!(told.contains("id=\"held\"") && told.contains("id=\"held-commanded\""), "{told}");
    assert!(
        !told.contains("Somebody Secret") && !told.contains("Tvisteloven") && !told.contains('⟦'),
        "{told}"
    );

    // Past the fourteen days of its own period, and the nights in between.
    turn(server, 30)?;
    assert!(held.is_kept()?);
    let mut owner = owner(server)?;
    let lift = format!("{HOLDS}/{id}/lift");
    owner.send(HOLDS, &lift, &[("reason", "It is settled")])?;
    wait::until("the erasure that had waited", wait::DEADLINE, || {
        let words = done(server, &["subject", "statement", erasure])?;
        Ok(words.contains("Done: nothing the operator holds").then_some(()))
    })?;
    let told = held.told()?;
    assert!(told.contains("id=\"erased\"") && !told.contains("Somebody Waiting"), "{told}");
    // Who looked at it and decided on it stands in the access log, in words.
    let replay = anteroom(server, &["audit", "replay"])?;
    assert!(String::from_utf8_lossy(&replay.stdout).contains("Deciding on a legal hold"));
    Ok(())
}

#[test]
fn what_falls_due_under_a_hold_goes_when_the_hold_has_run_out_on_sqlite() -> Outcome {
    needs!("a legal hold that runs out", Program::Anteroom);
    goes_when_run_out(&Plan::demo().start()?)
}

#[test]
fn what_falls_due_under_a_hold_goes_when_the_hold_has_run_out_on_postgresql() -> Outcome {
    needs!("a legal hold that runs out on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    goes_when_run_out(&Plan::demo().arg(format!("--log={}", database.url())).start()?)
}

fn goes_when_run_out(server: &Server) -> Outcome {
    let (held, other) = (Held::arrive(server)?, Held::arrive(server)?);
    held.hold(server, 20)?;
    turn(server, 16)?;
    assert!(held.is_kept()? && !other.is_kept()?, "the other one's period is over");
    turn(server, 6)?;
    let told = held.told()?;
    assert!(told.contains("id=\"erased\"") && !told.contains("Somebody Waiting"), "{told}");
    let page = owner(server)?.open(HOLDS)?;
    assert!(page.contains("Over: it has run out"), "{page}");
    Ok(())
}

#[test]
fn what_cannot_be_held_is_said() -> Outcome {
    needs!("a legal hold that is refused", Program::Anteroom);
    let server = Plan::demo().start()?;
    let mut owner = owner(&server)?;
    let far = (tomorrow(&owner.open(HOLDS)?)? + Days::new(400)).to_string();
    let form = owner.open(HOLDS)?;
    let fields =
        [("reference", "AAAA-AAAA"), ("exemption", "none"), ("until", &far), ("basis", ""), ("reason", "")];
    let refused = owner.submit(&form, HOLDS, &fields);
    let words = format!("{:?}", refused.err());
    for field in ["reference", "exemption", "basis", "reason"] {
        assert!(words.contains(&format!("{field}-wrong")), "{field}: {words}");
    }
    let held = Held::arrive(&server)?;
    let form = owner.open(HOLDS)?;
    let fields = [
        ("reference", &*held.reference),
        ("exemption", "legal-claims"),
        ("until", &far),
        ("basis", "a law"),
        ("reason", "a reason"),
    ];
    let words = format!("{:?}", owner.submit(&form, HOLDS, &fields).err());
    assert!(words.contains("until-wrong") && words.contains("a day within a year"), "{words}");
    held.erase(&server)?;
    let fields = [
        fields[0],
        fields[1],
        ("until", &(tomorrow(&form)? + Days::new(9)).to_string()),
        fields[3],
        fields[4],
    ];
    let words = format!("{:?}", owner.submit(&form, HOLDS, &fields).err());
    assert!(words.contains("reference-wrong"), "what is erased is not held: {words}");
    Ok(())
}

#[tokio::test]
async fn the_pages_that_a_hold_changes_are_looked_at() -> Outcome {
    needs!(
        "the pages of a legal hold",
        Program::Anteroom,
        Program::Chromium,
        Program::ChromeDriver,
        Program::Axe
    );
    let server = Plan::demo().start()?;
    let driver = Driver::start()?.looking(true);
    let officer = driver.open(Window::Wide).await?;
    officer.goto(&server.link("compliance desk")?).await?;
    let holds = format!("{}{HOLDS}", server.address());
    officer.goto(&holds).await?;
    officer.look("holds-empty").await?;
    let held = Held::arrive(&server)?;
    let id = held.propose(&server, 90)?;
    officer.goto(&holds).await?;
    officer.look("holds-proposed").await?;
    officer.click(&format!("#confirm-{id} button")).await?;
    officer.wait_text("#holds + section", "In effect").await?;
    officer.look("holds-in-effect").await?;
    let statement = held.erase(&server)?;
    let erasure = statement["erasure"].as_str().unwrap_or_default();
    officer.goto(&format!("{}/nordlys/desk/statements/{erasure}", server.address())).await?;
    officer.wait_for("#held").await?;
    officer.look("statement-held").await?;
    let certificate = officer.download("#certificate").await?;
    assert!(String::from_utf8_lossy(&certificate).contains("state held"));
    officer.goto(&format!("{}/nordlys/desk?reference={}", server.address(), held.reference)).await?;
    officer.wait_text("#found", "A legal hold keeps these details").await?;
    officer.look("desk-held").await?;
    officer.close().await
}
