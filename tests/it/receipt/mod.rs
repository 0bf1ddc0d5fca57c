//! The receipt page: by its address and a code, what it opens and what not, guessing, and erasing one's own from it.

mod attacks;
mod look;

use super::inside::{Inside, Person};
use super::invitation::{message, messages};
use super::restore::{done, text};
use super::routes::visitor;
use domain::{Class, SubjectId, VisitId};
use std::fs;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::Plan;
use tests::{Failure, Outcome, needs, wait};
use web::house::LogPlace;

const NAME: &str = "Vigdis Tangen";
/// As a visitor writes it in Norway, as it is kept, and as messages are sent to it.
const WRITTEN: &str = "407 18 293";
const PHONE: &str = "40718293";
const NUMBER: &str = "+4740718293";

fn house(folder: &Folder, log: LogPlace) -> Outcome<Inside> {
    Inside::open(&folder.path().join("data"), log, Sealing::On)
}

/// A visit, and the browser that made it.
struct Visit {
    id: VisitId,
    browser: Person,
    receipt: String,
}

impl Visit {
    fn arrive(house: &Inside, phone: &str) -> Outcome<Self> {
        let mut browser = Person::at(&house.address);
        let page = get(&format!("{}/nordlys", house.address), &[("accept", "text/html")])?.text();
        let form = [("name", NAME), ("phone", phone), ("consent", "yes")];
        browser.submit(&page, "/nordlys/arrive", &form)?;
        let id: VisitId = browser.page.trim_start_matches("/v/").parse()?;
        Ok(Self { id, browser, receipt: format!("/v/{id}/receipt") })
    }

    fn subject(&self) -> SubjectId {
        self.id.subject()
    }

    /// Asks for a code in this browser; the page on which it is given.
    fn ask(&self, who: &mut Person) -> Outcome<String> {
        let locked = who.open(&self.receipt)?;
        let action = format!("{}/code", self.receipt);
        who.submit(&locked, &action, &[("asked", &hidden(&locked, &action)?)])
    }

    /// Gives a code on that page; the page it leads to.
    fn give(&self, who: &mut Person, page: &str, code: &str) -> Outcome<String> {
        let action = format!("{}/confirm", self.receipt);
        who.submit(page, &action, &[("asked", &hidden(page, &action)?), ("code", code)])
    }

    /// Gives one that has to be refused; the page that comes.
    fn refused(&self, who: &mut Person, page: &str, code: &str) -> Outcome<String> {
        let action = format!("{}/confirm", self.receipt);
        who.refused(page, &action, &[("asked", &hidden(page, &action)?), ("code", code)], 422)
    }
}

/// The secret in the form that goes to `action`.
fn hidden(page: &str, action: &str) -> Outcome<String> {
    let form = page.split_once(&format!("action=\"{action}\"")).map(|(_, form)| form);
    let value = form.and_then(|form| form.split("name=\"asked\" value=\"").nth(1)?.split('"').next());
    value.map(str::to_owned).ok_or_else(|| Failure::new(format!("no secret for {action} in {page}")))
}

/// The code in a message.
fn code(message: &str) -> Outcome<String> {
    let before = message.split(" is the code").next().unwrap_or_default();
    let digits: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
    let code: String = digits.chars().rev().collect();
    if code.len() == 8 { Ok(code) } else { Err(Failure::new(format!("no code in {message}"))) }
}

/// One that is not this.
fn other(code: &str) -> String {
    format!("{:08}", (code.parse::<u32>().unwrap_or_default() + 1) % 100_000_000)
}

fn from_the_address_to_an_erasure(log: LogPlace) -> Outcome {
    let folder = Folder::new("receipt")?;
    let house = house(&folder, log)?;
    let mut visit = Visit::arrive(&house, WRITTEN)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    assert!(berg.open("/nordlys/dashboard")?.contains(NAME));

    // By the address alone: a reference, how long, and no house.
    let mut elsewhere = Person::at(&house.address);
    let locked = elsewhere.open(&visit.receipt)?;
    assert!(locked.contains(&visit.id.reference()) && locked.contains("14 days"), "{locked}");
    assert!(
        !locked.contains(NAME) && !locked.contains("Nordlys") && !locked.contains("40718293"),
        "{locked}"
    );

    let page = visit.ask(&mut elsewhere)?;
    assert!(page.contains("If a phone number or an e-mail address was left"), "{page}");
    let code = code(&message(&house, NUMBER, "is the code")?)?;
    let wrong = visit.refused(&mut elsewhere, &page, &other(&code))?;
    assert!(wrong.contains("This code is not right") && !wrong.contains(NAME), "{wrong}");
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    let opened = visit.give(&mut elsewhere, &wrong, &spaced)?;
    assert!(opened.contains(NAME) && opened.contains(PHONE) && opened.contains("Nordlys"), "{opened}");
    assert!(opened.contains("Dr Ingrid Berg") && opened.contains("member"), "who opened it: {opened}");
    assert!(opened.contains("Anteroom (sms)") && !opened.contains("Anteroom (mail)"), "{opened}");

    // It opens this page, and neither the visit's own pages nor anybody else's.
    let cookie = [("cookie", elsewhere.cookies()), ("accept", "application/json")];
    let status = |path: &str| Ok::<_, Failure>(get(&format!("{}{path}", house.address), &cookie)?.status);
    assert_eq!(status(&format!("/v/{}", visit.id))?, 404);
    assert_eq!(status(&format!("/v/{}/room", visit.id))?, 404);
    let neighbour = Visit::arrive(&house, "")?;
    assert_eq!(status(&format!("{}/erase", neighbour.receipt))?, 404);
    assert!(!elsewhere.open(&neighbour.receipt)?.contains(NAME));

    // A copy to take along, for machines and to read; that it was taken is told.
    let copy = elsewhere.open(&format!("{}/copy.json", visit.receipt))?;
    let copy: serde_json::Value = serde_json::from_str(&copy)?;
    assert_eq!((&copy["form"]["name"], &copy["form"]["phone"]), (&NAME.into(), &PHONE.into()), "{copy}");
    assert_eq!(copy["consents"][0]["basis"], "GDPR Art. 6(1)(a)", "{copy}");
    assert!(copy["opened"].to_string().contains("Dr Ingrid Berg"), "{copy}");
    assert!(copy["technical"].as_array().is_some_and(Vec::is_empty), "{copy}");
    let about =
        |message: &serde_json::Value| message["about"] == "receipt-code" && message["channel"] == "sms";
    assert!(copy["messages"].as_array().is_some_and(|all| all.iter().any(about)), "{copy}");
    let read = elsewhere.open(&format!("{}/copy.html", visit.receipt))?;
    assert!(read.contains("A code for your receipt page, to your phone number"), "{read}");
    // That the page was looked at by a code, and not by the browser that visited, everybody who may know is told.
    assert!(read.contains("Whoever was sent a code"), "{read}");
    assert!(
        read.contains(NAME) && read.contains("Dr Ingrid Berg") && read.contains("Datatilsynet"),
        "{read}"
    );
    let audit = house.enter("/nordlys/audit", house.seeded.officer)?.open("/nordlys/audit")?;
    assert!(audit.contains("A copy for the visitor"), "{audit}");
    assert!(audit.contains("with a code sent to the visitor"), "{audit}");
    assert!(visit.browser.open(&visit.receipt)?.contains("Whoever was sent a code"));
    let audit = house.enter("/nordlys/audit", house.seeded.officer)?.open("/nordlys/audit")?;
    assert!(audit.contains("with their own link"), "{audit}");

    // Erasing: what stays is said first; then it is done, and told to everybody.
    let erase = format!("{}/erase", visit.receipt);
    let asked = elsewhere.open(&erase)?;
    assert!(asked.contains(&format!("Erase visit {}", visit.id.reference())), "{asked}");
    assert!(asked.contains("NEN 7513") && asked.contains("cannot be undone"), "{asked}");
    assert!(!house.destroyed(visit.subject(), Class::Visit)?, "asking is not doing");
    let erased = elsewhere.submit(&asked, &erase, &[])?;
    assert!(erased.contains("id=\"erased\"") && erased.contains("id=\"done\""), "{erased}");
    assert!(!erased.contains(NAME) && erased.contains("id=\"certificate\""), "{erased}");
    assert!(house.destroyed(visit.subject(), Class::Visit)?);
    let again = get(&format!("{}{erase}", house.address), &[("cookie", elsewhere.cookies())])?;
    assert_eq!(again.status, 303, "there is nothing left to erase");
    assert!(visit.browser.open(&visit.receipt)?.contains("id=\"erased\""));
    assert!(!berg.open("/nordlys/dashboard")?.contains(&visit.id.to_string()));

    let mut officer = house.enter("/nordlys/desk", house.seeded.officer)?;
    let desk = officer.open("/nordlys/desk")?;
    assert!(desk.contains("The visitor erased their own details"), "{desk}");
    let statement = desk.split("/nordlys/desk/statements/").nth(1).and_then(|rest| rest.split('"').next());
    let statement = officer.open(&format!("/nordlys/desk/statements/{}", statement.unwrap_or_default()))?;
    assert!(statement.contains("The visitor") && statement.contains("id=\"done\""), "{statement}");

    // The address alone tells no more than that it is gone, and nothing in the log tells the code.
    let stranger = Person::at(&house.address).open(&visit.receipt)?;
    assert!(stranger.contains("id=\"erased\"") && !stranger.contains("ask-code"), "{stranger}");
    for record in house.log()?.iter().filter(|record| record.stream == format!("receipt-{}", visit.id)) {
        assert!(record.seals.is_empty() && !String::from_utf8_lossy(&record.public).contains(&code));
    }
    Ok(())
}

/// A visitor who was let in, and to whose call nobody came: it ends by itself, and what is kept of it can be erased.
#[test]
fn who_was_let_in_erases_once_the_call_has_ended_by_itself() -> Outcome {
    let folder = Folder::new("receipt-let-in")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut visit = Visit::arrive(&house, WRITTEN)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let admit = format!("/nordlys/visits/{}/admit", visit.id);
    berg.send(&admit, &admit, &[])?;
    let erase = format!("{}/erase", visit.receipt);
    let cookies = visit.browser.cookies().to_owned();
    let status =
        || Ok::<_, Failure>(get(&format!("{}{erase}", house.address), &[("cookie", &cookies)])?.status);
    let mut vacant = web::vacant::Vacant::default();
    for minute in [0, 5, 29] {
        house.look_at_rooms(&mut vacant, minute)?;
    }
    assert_eq!(status()?, 303, "the call may begin still");
    let runs = visit.browser.open(&visit.receipt)?;
    assert!(!runs.contains("id=\"erase\"") && runs.contains("id=\"erase-later\""), "{runs}");
    house.look_at_rooms(&mut vacant, 31)?;
    assert_eq!(house.told("visit.call-ended.v1")?.len(), 1);
    let receipt = visit.browser.open(&visit.receipt)?;
    assert!(receipt.contains("id=\"erase\"") && !receipt.contains("id=\"erase-later\""), "{receipt}");
    let asked = visit.browser.open(&erase)?;
    assert!(visit.browser.submit(&asked, &erase, &[])?.contains("id=\"erased\""));
    assert!(house.destroyed(visit.subject(), Class::Visit)?);
    Ok(())
}

#[test]
fn from_the_address_to_an_erasure_on_sqlite() -> Outcome {
    from_the_address_to_an_erasure(LogPlace::Sqlite)
}

#[test]
fn from_the_address_to_an_erasure_on_postgresql() -> Outcome {
    needs!("a receipt page on PostgreSQL", Program::Postgres);
    let database = Cluster::shared()?.database()?;
    from_the_address_to_an_erasure(LogPlace::Postgres(database.url().clone()))
}

/// An invited visitor who never came has left an e-mail address all the same.
#[test]
fn who_was_invited_gets_the_code_by_mail() -> Outcome {
    let folder = Folder::new("receipt-mail")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut berg = house.enter("/nordlys/dashboard", house.seeded.owner)?;
    let email = "vigdis@visitor.example";
    let form = [
        ("name", NAME),
        ("reach", email),
        ("day", "2026-11-21"),
        ("time", "10:40"),
        ("whom", "me"),
        ("note", ""),
    ];
    let list = berg.send("/nordlys/invitations", "/nordlys/invitations", &form)?;
    let id = list.split("id=\"invitation-").nth(1).and_then(|rest| rest.split('"').next());
    let id: VisitId = id.unwrap_or_default().parse()?;
    let browser = Person::at(&house.address);
    let visit = Visit { id, browser, receipt: format!("/v/{id}/receipt") };
    let mut who = Person::at(&house.address);
    let page = visit.ask(&mut who)?;
    let letter = message(&house, email, "The code is")?;
    let code =
        letter.split("The code is ").nth(1).and_then(|rest| rest.get(..8)).unwrap_or_default().to_owned();
    let opened = visit.give(&mut who, &page, &code)?;
    assert!(opened.contains(NAME) && opened.contains(email), "{opened}");
    let told = house.told("receipt.code-sent.v1")?;
    assert!(told.len() == 1 && told[0].contains("\"email\""), "{told:?}");
    Ok(())
}

/// The browser that visited needs no code; its erasure has a certificate that stands on its own.
#[test]
fn who_visited_erases_and_keeps_a_certificate() -> Outcome {
    needs!("a visitor's own erasure", Program::Anteroom);
    let server = Plan::demo().start()?;
    let (visit, arrived) = visitor(&server, "nordlys")?;
    let (page, cookie) = (format!("{}/v/{visit}", server.address()), arrived.cookies());
    let from = [("cookie", &*cookie), ("accept", "text/html")];
    let asked = get(&format!("{page}/receipt/erase"), &from)?.text();
    let command = super::routes::command(&asked)?;
    let reply = post_form(&format!("{page}/receipt/erase"), &from, &[("command", &command)])?;
    assert_eq!(reply.status, 303, "{}", reply.text());
    let receipt = format!("{page}/receipt");
    let shown = wait::until("the erasure to be done", wait::DEADLINE, || {
        let shown = get(&receipt, &from)?.text();
        Ok(shown.contains("id=\"done\"").then_some(shown))
    })?;
    assert!(shown.contains("id=\"certificate\""), "{shown}");
    let certificate = get(&format!("{page}/certificate"), &from)?;
    assert_eq!(certificate.status, 200, "{}", certificate.text());
    let folder = Folder::new("receipt-certificate")?;
    let file = folder.path().join("certificate");
    fs::write(&file, &certificate.body)?;
    let key = fs::read_to_string(server.data().join("tree/verifier"))?.trim().to_owned();
    let export = super::proof::export(&server.data(), folder.path().join("export"), &[])?;
    for more in [&[][..], &["--export", text(&export)?]] {
        let arguments = ["audit", "verify-certificate", text(&file)?, "--key", &key, "--json"];
        let said = super::proof::anteroom(&[&arguments[..], more].concat())?;
        assert!(said.status == 0 && said.out.contains("\"valid\":true"), "{} {}", said.out, said.err);
    }
    let reference = visit.parse::<VisitId>()?.reference();
    let found = done(&server, &["subject", "find", "--reference", &reference, "--json"])?;
    assert!(!found.contains("Somebody Waiting"), "{found}");
    Ok(())
}
