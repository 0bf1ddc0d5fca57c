//! What people type into the pages is nowhere in the data folder, the database cluster or the traces, before any erasure; and the control finds it.

use std::path::{Path, PathBuf};

use store::vault::Sealing;
use tests::canary::Canary;
use tests::folder::Folder;
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use web::house::LogPlace;

use crate::inside::{Inside, Person};
use crate::passkey;

const PLACE: &str = "198.51.100.77";
const SLUG: &str = "fjelltopp-hudpoli";
const OWNER_EMAIL: &str = "hilda.brambleworth@quietmail.example";
const MEMBER_EMAIL: &str = "osric.thistledown@quietmail.example";
const INVITED_EMAIL: &str = "ludvig.torvemyr@quietmail.example";
const SIGNATURE: &str = "Hildegard Signebrink Brambleworth";

/// What is typed in, and what the log has to keep, sealed.
const KEPT: [(&str, &str); 20] = [
    ("organisation's name", "Fjelltopp Hudpoliklinikk"),
    ("organisation's address", SLUG),
    ("owner's name", "Hilda Brambleworth-Øye"),
    ("owner's e-mail", OWNER_EMAIL),
    ("agreement's signature", SIGNATURE),
    ("notice's controller", "Fjelltopp Behandlingsansvar AS"),
    ("notice's address", "Granittveien 4711, Vinterbro"),
    ("notice's officer", "Quentin Voresand"),
    ("notice's e-mail", "vern@fjelltopp-notice.example"),
    ("member's e-mail", MEMBER_EMAIL),
    ("member's name", "Osric Thistledown"),
    ("visitor's name", "Sigrid Quillfeather"),
    ("visitor's phone", "+4740718293"),
    ("appointment's name", "Ludvig Torvemyr"),
    ("appointment's e-mail", INVITED_EMAIL),
    ("appointment's phone", "+4740718295"),
    ("appointment's note", "Ta med de gamle brillene, takk"),
    ("passkey's label", "Perlmuttblått nøkkelknippe"),
    ("desk's search term", "K7XW-M4QZ"),
    ("erasure's reason", "Bedt om i brev av 20. november, journal 5518"),
];

fn kept(name: &str) -> &'static str {
    KEPT.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
}

/// What came out of the walk: links' secrets lie sealed in the log; bodies, cookies and the place are stored nowhere.
struct Walked {
    secrets: Vec<(&'static str, String)>,
    nowhere: Vec<(&'static str, String)>,
}

impl Walked {
    /// Of what is found when nothing is sealed.
    fn control(&self) -> Outcome<Canary> {
        Canary::new(KEPT.into_iter().chain(self.secrets.iter().map(|(name, value)| (*name, value.as_str()))))
    }

    /// Of what is stored nowhere, sealed or not.
    fn nowhere(&self) -> Outcome<Canary> {
        Canary::new(self.nowhere.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// Of everything.
    fn all(&self) -> Outcome<Canary> {
        let more = self.secrets.iter().chain(&self.nowhere).map(|(name, value)| (*name, value.as_str()));
        Canary::new(KEPT.into_iter().chain(more))
    }
}

/// A letter in the mailbox.
struct Letter {
    /// Where the pages are, as the house itself says.
    origin: String,
    /// The link's path.
    path: String,
    /// Its last part.
    secret: String,
    /// The line of the body that names the organisation.
    line: String,
}

/// The letter to this address, once it has come.
fn letter(address: &str, to: &str) -> Outcome<Letter> {
    let page = wait::until("a letter", wait::DEADLINE, || {
        let page = Person::at(address).open("/demo/mailbox")?;
        Ok(page.split("<article").find(|letter| letter.contains(to)).map(str::to_owned))
    })?;
    let missing = |what: &str| Failure::new(format!("no {what} in {page}"));
    let text = page.split_once("<pre>").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (text, _) = text.ok_or_else(|| missing("body"))?;
    let word = text.split_whitespace().find(|word| word.contains("://"));
    let link = word.and_then(|word| url::Url::parse(word).ok()).ok_or_else(|| missing("link"))?;
    let named = text.lines().find(|line| line.contains(kept("organisation's name")));
    Ok(Letter {
        origin: link.origin().ascii_serialization(),
        path: link.path().to_owned(),
        secret: link.path().rsplit('/').next().unwrap_or_default().to_owned(),
        line: named.ok_or_else(|| missing("organisation"))?.trim().to_owned(),
    })
}

/// A member who is the compliance officer too: names a passkey, looks for a visit that is not there, and erases one with a reason.
fn desk(address: &str, origin: &str, officer: &mut Person) -> Outcome {
    passkey::register(address, origin, officer.cookies(), kept("passkey's label"))?;
    let account = officer.open(&format!("/{SLUG}/account"))?;
    assert!(account.contains(kept("passkey's label")), "{account}");

    // Another visitor than the one whose name has to be kept.
    let mut visitor = Person::at(address).from(PLACE);
    visitor.send(
        &format!("/{SLUG}"),
        &format!("/{SLUG}/arrive"),
        &[("name", "Somebody"), ("consent", "yes")],
    )?;
    let visit = visitor.page.trim_start_matches("/v/").to_owned();
    let dashboard = format!("/{SLUG}/dashboard");
    officer.send(&dashboard, &format!("/{SLUG}/visits/{visit}/close"), &[])?;

    let (page, find) = (format!("/{SLUG}/desk"), format!("/{SLUG}/desk/find"));
    let missed = officer.send(&page, &find, &[("reference", kept("desk's search term"))]);
    let missed = missed.unwrap_or_else(|refused| refused.message().to_owned());
    assert!(missed.contains("id=\"not-found\""), "{missed}");
    let reference = visit.parse::<domain::VisitId>()?.reference();
    let found = officer.send(&page, &find, &[("reference", &reference)])?;
    let reason = [("visit", &*visit), ("reason", kept("erasure's reason"))];
    let statement = officer.submit(&found, &format!("/{SLUG}/desk/erase"), &reason)?;
    assert!(statement.contains(kept("erasure's reason")), "{statement}");
    Ok(())
}

/// A member invites somebody by e-mail and by SMS, to a week from now; the link of the letter.
fn appointments(address: &str, member: &mut Person) -> Outcome<Letter> {
    let page = format!("/{SLUG}/invitations");
    let first = member.open(&page)?.split("min=\"").nth(1).and_then(|rest| rest.get(..10)?.parse().ok());
    let first: chrono::NaiveDate = first.ok_or_else(|| Failure::new("no first day"))?;
    let day = (first + chrono::TimeDelta::days(7)).to_string();
    for reach in [INVITED_EMAIL, kept("appointment's phone")] {
        let note = kept("appointment's note");
        let form = [
            ("name", kept("appointment's name")),
            ("reach", reach),
            ("day", &day),
            ("time", "10:30"),
            ("note", note),
        ];
        member.send(&page, &page, &form)?;
    }
    let id = member
        .open(&page)?
        .split("id=\"invitation-")
        .nth(1)
        .and_then(|rest| Some(rest.get(..36)?.to_owned()));
    let one = member.open(&format!("{page}/{}", id.unwrap_or_default()))?;
    assert!(one.contains(kept("appointment's note")) && one.contains(kept("appointment's name")), "{one}");
    letter(address, INVITED_EMAIL)
}

/// Everything a person is asked for, through the pages: sign-up, agreement, notice, invitation, appointment, arrival, a passkey, a search and an erasure.
fn walk(address: &str) -> Outcome<Walked> {
    let organisation = kept("organisation's name");
    let mut owner = Person::at(address).from(PLACE);
    let form = [
        ("organisation", organisation),
        ("slug", SLUG),
        ("country", "NO"),
        ("name", kept("owner's name")),
        ("email", OWNER_EMAIL),
    ];
    owner.send("/sign-up", "/sign-up", &form)?;
    let confirmation = letter(address, OWNER_EMAIL)?;
    owner.send(&confirmation.path, &confirmation.path, &[])?;
    let agreement = format!("/{SLUG}/agreement");
    owner.send(&agreement, &agreement, &[("name", SIGNATURE), ("consent", "yes")])?;
    let signed = owner.open(&agreement)?;
    assert!(signed.contains(SIGNATURE), "{signed}");
    let file = signed.split("id=\"download\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
    owner.open(file.unwrap_or_default())?;
    let notice = format!("/{SLUG}/settings/notice");
    let form = [
        ("controller", kept("notice's controller")),
        ("address", kept("notice's address")),
        ("officer", kept("notice's officer")),
        ("email", kept("notice's e-mail")),
    ];
    owner.send(&notice, &notice, &form)?;

    let team = format!("/{SLUG}/team");
    let roles = [("role", "member"), ("role", "compliance-officer")];
    owner.send(&team, &team, &[&[("email", MEMBER_EMAIL)], &roles[..]].concat())?;
    let invitation = letter(address, MEMBER_EMAIL)?;
    let mut member = Person::at(address).from(PLACE);
    member.send(&invitation.path, &invitation.path, &[("name", kept("member's name"))])?;

    let appointment = appointments(address, &mut member)?;
    let mut visitor = Person::at(address).from(PLACE);
    let form = [("name", kept("visitor's name")), ("phone", kept("visitor's phone")), ("consent", "yes")];
    visitor.send(&format!("/{SLUG}"), &format!("/{SLUG}/arrive"), &form)?;
    desk(address, &confirmation.origin, &mut member)?;

    // Everything is really there: the pages show it.
    let shown = [
        (member.open(&format!("/{SLUG}/dashboard"))?, ["visitor's name", "visitor's phone"]),
        (owner.open(&team)?, ["member's name", "member's e-mail"]),
        (owner.open(&format!("/{SLUG}/history"))?, ["owner's name", "organisation's name"]),
        (visitor.open(&format!("/{SLUG}/privacy"))?, ["notice's officer", "notice's address"]),
    ];
    for (page, names) in shown {
        for name in names {
            assert!(page.contains(kept(name)), "{name} is not in {page}");
        }
    }
    let cookie = |person: &Person| person.cookies().split_once('=').map_or("", |(_, value)| value).to_owned();
    Ok(Walked {
        secrets: vec![
            ("confirmation's secret", confirmation.secret),
            ("invitation's secret", invitation.secret),
            ("appointment's secret", appointment.secret),
        ],
        nowhere: vec![
            // Letters are written from the log when they are sent.
            ("confirmation's words", confirmation.line),
            ("invitation's words", invitation.line),
            ("appointment's words", appointment.line),
            // Kept as hashes alone.
            ("owner's session", cookie(&owner)),
            ("member's session", cookie(&member)),
            ("visitor's secret", cookie(&visitor)),
            // Counted in memory, under a salt.
            ("IP address", PLACE.to_owned()),
        ],
    })
}

/// The real program: nothing is found while it runs, nor after it has ended and its databases have put everything in its place.
fn sealed(mut server: Server, flush: impl Fn() -> Outcome, more: &[PathBuf]) -> Outcome {
    let canary = walk(&server.address())?.all()?;
    let (data, traces) = (server.data(), server.traces());
    let places: Vec<&Path> = [&data, &traces].into_iter().chain(more).map(PathBuf::as_path).collect();
    // What is searched is really written: a tree of the log too, and traces of the requests.
    wait::until("the tree", wait::DEADLINE, || Ok(data.join("tree/checkpoint").exists().then_some(())))?;
    assert!(std::fs::read_to_string(traces.join("stderr"))?.contains("answered"));
    flush()?;
    canary.assert_none(&places)?;
    server.terminate()?;
    flush()?;
    canary.assert_none(&places)
}

/// The same walk with sealing switched off: whatever a sealed log must not show is found.
fn control(log: LogPlace, flush: impl Fn() -> Outcome, more: &[PathBuf]) -> Outcome {
    let folder = Folder::new("canary")?;
    let house = Inside::open(folder.path(), log, Sealing::OffForTheControl)?;
    let walked = walk(&house.address)?;
    flush()?;
    let places: Vec<&Path> = [folder.path()].into_iter().chain(more.iter().map(PathBuf::as_path)).collect();
    walked.control()?.assert_all(&places)?;
    walked.nowhere()?.assert_none(&places)?;
    house.close();
    Ok(())
}

/// A cluster of one's own: what the control writes in plain words is not the sealed one's to find.
fn cluster() -> Outcome<(Cluster, String, [PathBuf; 2])> {
    let cluster = Cluster::start()?;
    cluster.psql("postgres", "CREATE DATABASE canary TEMPLATE template0")?;
    let places = [cluster.data(), cluster.log()];
    let url = cluster.url("canary");
    Ok((cluster, url, places))
}

#[test]
fn nothing_typed_in_is_found_on_sqlite() -> Outcome {
    needs!("the canary on SQLite", Program::Anteroom);
    sealed(Plan::demo().env("ANTEROOM_TRACES", "trace").start()?, || Ok(()), &[])
}

#[test]
fn the_control_finds_it_on_sqlite() -> Outcome {
    control(LogPlace::Sqlite, || Ok(()), &[])
}

#[test]
fn nothing_typed_in_is_found_on_postgresql() -> Outcome {
    needs!("the canary on PostgreSQL", Program::Anteroom, Program::Postgres);
    let (cluster, url, places) = cluster()?;
    let log = format!("--log={url}");
    sealed(Plan::demo().arg(log).env("ANTEROOM_TRACES", "trace").start()?, || cluster.flush(), &places)
}

#[test]
fn the_control_finds_it_on_postgresql() -> Outcome {
    needs!("the canary's control on PostgreSQL", Program::Postgres);
    let (cluster, url, places) = cluster()?;
    control(LogPlace::Postgres(url), || cluster.flush(), &places)
}
