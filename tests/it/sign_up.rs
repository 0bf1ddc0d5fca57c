//! Of simultaneous sign-ups for one address or one e-mail exactly one wins, on both engines, without asking a read model; and what nobody confirms is free again.

use super::inside::hidden;
use super::retention::turn;
use super::routes::command;
use std::collections::BTreeSet;
use std::sync::Barrier;
use tests::http::{get, post_form};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};

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
                    let slug = if same_slug { "one-house".to_owned() } else { format!("house-{n}") };
                    let email =
                        if same_slug { format!("owner-{n}@a.example") } else { "one@b.example".to_owned() };
                    let mut fields = hidden(&page, "/sign-up").map_err(|e| format!("{e:?}"))?;
                    fields.extend([("organisation", "A House"), ("slug", &slug), ("country", "NO")]);
                    fields.extend([("name", "An Owner"), ("email", &email)]);
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

/// Signs up; the status, and the words on the page.
fn sign_up(server: &Server, slug: &str, email: &str) -> Outcome<(u16, String)> {
    let address = format!("{}/sign-up", server.address());
    let page = get(&address, &[])?.text();
    let mut fields = hidden(&page, "/sign-up")?;
    fields.extend([("organisation", "A House"), ("slug", slug), ("country", "NO")]);
    fields.extend([("name", "An Owner"), ("email", email)]);
    let reply = post_form(&address, &[], &fields)?;
    Ok((reply.status, reply.text()))
}

/// Uses the link in the newest letter to this address, once so many have come: an earlier one holds no more.
fn confirm(server: &Server, email: &str, many: usize) -> Outcome {
    let address = server.address();
    let path = wait::until("the letter", wait::DEADLINE, || {
        let mailbox = get(&format!("{address}/demo/mailbox"), &[])?.text();
        let letters = mailbox.split("<article").filter(|letter| letter.contains(email));
        let secrets: Vec<_> = letters.filter_map(|letter| letter.split("/confirm/").nth(1)).collect();
        let secret = secrets.first().filter(|_| secrets.len() >= many);
        Ok(secret.map(|secret| format!("/confirm/{}", secret.chars().take(64).collect::<String>())))
    })?;
    let page = get(&format!("{address}{path}"), &[])?.text();
    let reply = post_form(&format!("{address}{path}"), &[], &[("command", &command(&page)?)])?;
    if reply.cookies().contains("session=") {
        Ok(())
    } else {
        Err(Failure::new(format!("not confirmed: {} {}", reply.status, reply.text())))
    }
}

/// More days than any link holds.
const LONG: u32 = 8;

#[test]
fn an_address_that_nobody_confirms_is_free_when_its_time_is_over() -> Outcome {
    needs!("the time of an unconfirmed claim", Program::Anteroom);
    let server = Plan::demo().start()?;
    for (slug, email) in [("never-confirmed", "never@a.example"), ("confirmed", "owner@b.example")] {
        assert_eq!(sign_up(&server, slug, email)?.0, 200);
    }
    confirm(&server, "owner@b.example", 1)?;
    let again = || -> Outcome<Vec<u16>> {
        let tries = [
            ("never-confirmed", "another@c.example"),
            ("another-house", "never@a.example"),
            ("confirmed", "someone@d.example"),
            ("one-more-house", "owner@b.example"),
        ];
        tries.into_iter().map(|(slug, email)| Ok(sign_up(&server, slug, email)?.0)).collect()
    };
    // That an e-mail address has an account is told by mail alone, so the answer is the same for one that is taken.
    assert_eq!(again()?, [409, 200, 409, 200], "while the time runs");
    turn(&server, LONG)?;
    assert_eq!(again()?, [200, 200, 409, 200], "what was confirmed stays theirs");
    confirm(&server, "never@a.example", 2)?;
    let house = |slug: &str| Ok::<_, Failure>(get(&format!("{}/{slug}", server.address()), &[])?.status);
    assert_eq!(
        (house("another-house")?, house("one-more-house")?),
        (200, 404),
        "the freed e-mail address alone"
    );
    Ok(())
}
