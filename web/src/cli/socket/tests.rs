//! The command line against a real house: over its socket, and alone once it is closed.

use super::*;
use crate::app::App;
use crate::cli::demo;
use crate::demo::Seeded;
use crate::house::{House, LogPlace};
use commands::Token;
use commands::visit::{ArrivalForm, arrive};
use domain::VisitId;
use domain::member::Method;
use domain::text::PersonName;
use domain::{MemberId, Timestamp};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }
}

fn folder_of(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("anteroom-cli-{name}-{}", std::process::id()));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn house(data: &Path) -> (App, Seeded, House) {
    demo::open(data, LogPlace::Sqlite, 1, Arc::new(Noon)).await.unwrap()
}

async fn token(app: &App, member: MemberId) -> String {
    let (token, done) =
        commands::member::sign_in(&app.deps, member, Method::Demo, commands::member::Browser::default())
            .await
            .unwrap();
    app.caught_up(done.position).await;
    token.reveal()
}

async fn visitor(app: &App) -> VisitId {
    let organisation = app.at("nordlys").await.unwrap().organisation;
    let expires = app.now() + chrono::TimeDelta::days(94);
    let secret = Token::draw(&*app.deps.entropy, organisation.0, expires);
    let name = PersonName::parse("Sigrid Quillfeather").unwrap();
    let (professional, language) = (None, domain::Language::English);
    let form = ArrivalForm { name, phone: None, professional, consent: true, language };
    arrive(&app.deps, organisation, &secret, form, &[]).await.unwrap().visit
}

fn replay_of(session: &str, visit: VisitId) -> Ask {
    let (person, reference) = (Person::of(session, None), Some(visit.reference()));
    Ask::Replay(audit::Replay { person, reference, subject: None, from: None, to: None })
}

#[tokio::test]
async fn the_socket_is_for_its_owner_alone_and_replaces_one_that_is_dead() {
    let data = folder_of("socket");
    for _ in 0..2 {
        let listener = bind(&data).unwrap();
        let mode = std::fs::metadata(data.join(SOCKET)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        UnixStream::connect(data.join(SOCKET)).await.unwrap();
        drop(listener);
        let refused = UnixStream::connect(data.join(SOCKET)).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
    }
    std::fs::remove_dir_all(data).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_found_erased_told_of_replayed_and_proved() {
    let data = folder_of("story");
    let (app, seeded, mut house) = house(&data).await;
    let visit = visitor(&app).await;
    let (officer, owner) = (token(&app, seeded.officer).await, token(&app, seeded.owner).await);
    let listener = bind(&data).unwrap();
    let here = Here { inside: Inside::of(&app), data: data.clone(), followed: true };
    house.spawn(follower::run(app.deps.clone(), data.clone(), follower::Watching::default()));
    house.spawn(async move {
        axum::serve(listener, Router::new().route("/", post(answer)).with_state(here)).await.unwrap();
    });
    let folder = Folder::of(&data);
    let ask = |asked| super::ask(&folder, Arc::new(Noon), asked);

    // Time ends a session, but in a demo, where it is turned by hand, it does not.
    let (inside, person) = (Inside::of(&app), Person::of(&officer, None));
    app.demo.as_ref().unwrap().clock.turn(chrono::TimeDelta::hours(13)).unwrap();
    assert!(person.enter(&inside, domain::role::Power::Erase).await.is_ok());
    let served = Inside { turned: false, ..inside };
    assert!(person.enter(&served, domain::role::Power::Erase).await.is_err());

    // Before anything is destroyed a checkpoint is kept elsewhere.
    let Told::Checkpoint(kept) = ask(Ask::Checkpoint).await.unwrap() else { panic!("no checkpoint") };
    let find = |session: &str, email| {
        Ask::Find(subject::Find { person: Person::of(session, email), reference: visit.reference() })
    };
    for (session, email) in
        [(owner.as_str(), None), ("no token", None), (&officer, Some("jon.lie@nordlys.example"))]
    {
        let refused = ask(find(session, email)).await.err().unwrap();
        assert!(!refused.to_string().contains('⟦'), "{refused}");
    }
    let Told::Found(found) = ask(find(&officer, Some("ines.aas@nordlys.example"))).await.unwrap() else {
        panic!("not found")
    };
    assert_eq!(found[0].name.as_deref(), Some("Sigrid Quillfeather"));

    let erase = || {
        let (person, reference) = (Person::of(&officer, None), visit.reference());
        let command = Some(domain::CommandId::from_bytes([7; 16]));
        Ask::Erase(subject::Erase {
            person,
            reference,
            visit: None,
            reason: "Asked for in writing".into(),
            command,
        })
    };
    let Told::Statement(facts) = ask(erase()).await.unwrap() else { panic!("no statement") };
    assert_eq!(facts.order.as_ref().and_then(|order| order.name.as_deref()), Some("Ines Aas"));
    assert_eq!(facts.destroyed.as_ref().map(|gone| (gone.keys.len(), gone.by_this)), Some((1, true)));
    let Told::Statement(again) = ask(erase()).await.unwrap() else { panic!("no statement") };
    assert_eq!(again.erasure, facts.erasure, "the same command is the same erasure");
    let Told::Found(found) = ask(find(&officer, None)).await.unwrap() else { panic!("not found") };
    assert_eq!((found[0].name.as_deref(), found[0].due), (None, None));

    let Told::Ledger(lines) = ask(replay_of(&officer, visit)).await.unwrap() else { panic!("no entries") };
    let told = lines[0].entry.as_ref().unwrap();
    assert_eq!((told.name.as_deref(), told.purpose.name()), (Some("Ines Aas"), "erasure-search"));
    assert_eq!(lines.len(), 1, "reading makes an entry after what is read, and nobody opens what is gone");

    let verify = || Ask::Verify(audit::Verify { older: Some(kept.clone()), ..Default::default() });
    let Told::Verdict(verdict) = ask(verify()).await.unwrap() else { panic!("no verdict") };
    assert!(verdict.proved && verdict.older.is_some(), "{verdict:?}");
    let forged = kept.replacen('\n', "\n1", 1);
    assert!(ask(Ask::Verify(audit::Verify { older: Some(forged), ..Default::default() })).await.is_err());

    // The same without a server.
    house.read.shutdown().await;
    drop((app, house));
    let alone = async || {
        let deadline = Duration::from_secs(20);
        let opened = async {
            loop {
                // The tasks of the closed house let go of its folder one by one.
                match super::ask(&folder, Arc::new(Noon), replay_of(&officer, visit)).await {
                    Ok(told) => return told,
                    Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                }
            }
        };
        tokio::time::timeout(deadline, opened).await.unwrap()
    };
    let Told::Ledger(lines) = alone().await else { panic!("no entries") };
    assert_eq!(lines.len(), 1);
    let Told::Verdict(verdict) = ask(verify()).await.unwrap() else { panic!("no verdict") };
    assert!(verdict.proved, "{verdict:?}");
    std::fs::remove_dir_all(data).unwrap();
}
