//! Of simultaneous sign-ups for one address or one e-mail exactly one wins, on both engines, without asking a read model.

use super::routes::command;
use std::collections::BTreeSet;
use std::sync::Barrier;
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Outcome, needs, wait};

/// The statuses of six sign-ups at once; `same` says whether the slug or the e-mail is the same.
fn at_once(server: &Server, same_slug: bool) -> Outcome<Vec<u16>> {
    let address = format!("{}/sign-up", server.address());
    let barrier = Barrier::new(6);
    let statuses = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|n| {
                let (address, barrier) = (&address, &barrier);
                scope.spawn(move || -> Result<u16, String> {
                    let page = get(address, &[]).map_err(|e| format!("{e:?}"))?.text();
                    let command = command(&page).map_err(|e| format!("{e:?}"))?;
                    let slug = if same_slug { "one-house".to_owned() } else { format!("house-{n}") };
                    let email =
                        if same_slug { format!("owner-{n}@a.example") } else { "one@b.example".to_owned() };
                    let fields = [
                        ("organisation", "A House"),
                        ("slug", &slug),
                        ("country", "NO"),
                        ("name", "An Owner"),
                        ("email", &email),
                        ("command", &command),
                    ];
                    barrier.wait();
                    Ok(post_form(address, &[], &fields).map_err(|e| format!("{e:?}"))?.status)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Result<Vec<_>, _>>()
    });
    statuses.map_err(tests::Failure::new)
}

/// The links below `/confirm/` in all letters, each once.
fn confirmations(server: &Server) -> Outcome<BTreeSet<String>> {
    let mailbox = get(&format!("{}/demo/mailbox", server.address()), &[])?.text();
    Ok(mailbox.split("/confirm/").skip(1).map(|rest| rest.chars().take(64).collect()).collect())
}

fn one_wins(server: &Server) -> Outcome {
    let mut statuses = at_once(server, true)?;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409], "that an address is taken is told");
    // Whether an e-mail address has an account is told by mail alone: the answer is the same, and one organisation there is.
    assert_eq!(at_once(server, false)?, [200; 6]);
    let links = wait::until("both letters", wait::DEADLINE, || {
        Ok(Some(confirmations(server)?).filter(|links| links.len() >= 2))
    })?;
    for link in links {
        let confirm = format!("{}/confirm/{link}", server.address());
        let page = get(&confirm, &[])?.text();
        assert_eq!(post_form(&confirm, &[], &[("command", &command(&page)?)])?.status, 303);
    }
    assert_eq!(confirmations(server)?.len(), 2, "one letter for each address that was fought for");
    let there = |slug: &str| Ok(get(&format!("{}/{slug}", server.address()), &[])?.status == 200);
    let houses = (0..6).map(|n| there(&format!("house-{n}"))).collect::<Outcome<Vec<bool>>>()?;
    assert!(there("one-house")?);
    assert_eq!(houses.iter().filter(|there| **there).count(), 1, "{houses:?}");
    Ok(())
}

#[test]
fn one_of_six_wins_on_sqlite() -> Outcome {
    needs!("simultaneous sign-ups on SQLite", Program::Anteroom);
    one_wins(&Plan::demo().start()?)
}

#[test]
fn one_of_six_wins_on_postgresql() -> Outcome {
    needs!("simultaneous sign-ups on PostgreSQL", Program::Anteroom, Program::Postgres);
    let database = Cluster::shared()?.database()?;
    one_wins(&Plan::demo().arg(format!("--log={}", database.url())).start()?)
}
