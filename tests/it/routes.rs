//! Every route of the table proves its answer to nobody, to the wrong role, and to another organisation's valid session and ids.

use super::inside::hidden;
use domain::role::Power;
use tests::http::{Reply, get, post_form, request};
use tests::program::Program;
use tests::server::{Plan, Server};
use tests::{Failure, Outcome, needs, wait};
use web::routes::{Route, Who, table};

/// The value of the first hidden `command` on a page.
pub(super) fn command(page: &str) -> Outcome<String> {
    let value = page.split("name=\"command\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.map(str::to_owned).ok_or_else(|| Failure::new(format!("the page has no command:\n{page}")))
}

/// The session's cookie of a demo link.
pub(super) fn session(link: &str) -> Outcome<String> {
    let cookies = get(link, &[("accept", "text/html")])?.cookies();
    if cookies.starts_with("session=") { Ok(cookies) } else { Err(Failure::new("the link signs nobody in")) }
}

/// A visitor who waits: the visit's id.
pub(super) fn visitor(server: &Server, slug: &str) -> Outcome<(String, Reply)> {
    visitor_from(server, slug, "127.0.0.1")
}

/// The same, from this address: so many come from one alone.
pub(super) fn visitor_from(server: &Server, slug: &str, place: &str) -> Outcome<(String, Reply)> {
    let page = get(&format!("{}/{slug}", server.address()), &[])?.text();
    let fields = [("name", "Somebody Waiting"), ("consent", "yes"), ("command", &command(&page)?)];
    let from = [("x-forwarded-for", place)];
    let reply = post_form(&format!("{}/{slug}/arrive", server.address()), &from, &fields)?;
    let visit =
        reply.header("location").and_then(|to| to.strip_prefix("/v/")).and_then(|to| to.split('?').next());
    let visit = visit
        .ok_or_else(|| Failure::new(format!("not let in: {} {}", reply.status, reply.text())))?
        .to_owned();
    Ok((visit, reply))
}

/// Another organisation, signed up through the pages: its owner's session.
fn other_organisation(server: &Server) -> Outcome<String> {
    let address = server.address();
    let page = get(&format!("{address}/sign-up"), &[])?.text();
    let mut fields = hidden(&page, "/sign-up")?;
    fields.extend([("organisation", "The Other House"), ("slug", "other-house"), ("country", "NO")]);
    fields.extend([("name", "Owner Other"), ("email", "owner@other-house.example")]);
    let reply = post_form(&format!("{address}/sign-up"), &[], &fields)?;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let link = wait::until("the letter", wait::DEADLINE, || {
        let mailbox = get(&format!("{address}/demo/mailbox"), &[])?.text();
        let link = mailbox.split("/confirm/").nth(1).map(|rest| rest.chars().take(64).collect::<String>());
        Ok(link)
    })?;
    let confirm = format!("{address}/confirm/{link}");
    let page = get(&confirm, &[])?.text();
    let reply = post_form(&confirm, &[], &[("command", &command(&page)?)])?;
    let cookies = reply.cookies();
    if cookies.contains("session=") {
        Ok(cookies)
    } else {
        Err(Failure::new(format!("not in: {}", reply.status)))
    }
}

fn path(route: &Route, slug: &str, visit: &str, member: &str) -> String {
    route
        .path
        .replace("{slug}", slug)
        .replace("{visit}", visit)
        .replace("{member}", member)
        .replace("{hold}", "00000000-0000-4000-8000-000000000000")
        .replace("{erasure}", "00000000-0000-4000-8000-000000000000")
        .replace("{guest}", "00000000-0000-4000-8000-000000000000")
        .replace("{number}", "0")
        .replace("{client}", "1")
        .replace("{kind}", "dpa")
        .replace("{digest}", &"0".repeat(64))
        .replace("{session}", "00000000-0000-4000-8000-000000000000")
        .replace("{token}", &"A".repeat(64))
        .replace("{file}", "tokens.css")
}

/// A browser's technical data, as it should be.
const TECHNICAL: &str = r#"{"version":1,"duration_s":1,"connected_after_ms":null,"reconnections":0,"path":"unknown",
    "permissions":{"camera":"granted","microphone":"granted"},"samples":[],"actions":[]}"#;

fn ask(server: &Server, route: &Route, path: &str, cookie: &str) -> Outcome<u16> {
    let address = format!("{}{path}", server.address());
    let (kind, body) = match route.path.rsplit('/').next() {
        Some("technical") => ("application/json", TECHNICAL),
        Some("checked") => ("application/json", r#"{"camera":"ok","microphone":"ok","speaker":"heard"}"#),
        _ => ("application/x-www-form-urlencoded", "command=00000000-0000-4000-8000-000000000001"),
    };
    let headers = [("cookie", cookie), ("accept", "application/json"), ("content-type", kind)];
    Ok(request(route.method, &address, &headers, body.as_bytes())?.status)
}

#[test]
fn every_route_answers_nobody_the_wrong_role_and_another_organisation() -> Outcome {
    needs!("the route table", Program::Anteroom);
    let server = Plan::demo().start()?;
    let owner = session(&server.link("  dashboard ")?)?;
    let officer = session(&server.link("compliance desk")?)?;
    let colleague = session(&server.link("colleague's dashboard")?)?;
    let stranger = other_organisation(&server)?;
    let (visit, _) = visitor(&server, "nordlys")?;
    let member = "12705eef-a312-5460-8f0c-8859504f8c9c";

    let mut tried = 0;
    for route in table() {
        let here = path(&route, "nordlys", &visit, member);
        let told = |who: &str| format!("{} {} as {who}", route.method, route.path);
        match route.who {
            Who::Anybody | Who::Demo => continue,
            Who::LinkHolder => {
                for cookie in ["", owner.as_str(), stranger.as_str()] {
                    assert_eq!(
                        ask(&server, &route, &here, cookie)?,
                        410,
                        "{}",
                        told("the holder of a forged link")
                    );
                }
            }
            Who::Visitor => {
                // Knowing the visit's id opens nothing, also for the clinic's own people.
                for cookie in ["", owner.as_str(), stranger.as_str(), "visit=AAAA"] {
                    assert_eq!(ask(&server, &route, &here, cookie)?, 404, "{}", told("somebody else"));
                }
            }
            Who::Guest => {
                for cookie in ["", owner.as_str(), stranger.as_str(), "guest=AAAA"] {
                    assert_eq!(ask(&server, &route, &here, cookie)?, 404, "{}", told("somebody else"));
                }
            }
            Who::SignedIn => {
                for cookie in ["", "session=AAAA"] {
                    assert_eq!(ask(&server, &route, &here, cookie)?, 401, "{}", told("nobody, or a forger"));
                }
            }
            Who::Member | Who::May(_) => {
                assert_eq!(ask(&server, &route, &here, "")?, 401, "{}", told("nobody"));
                assert_eq!(ask(&server, &route, &here, "session=AAAA")?, 401, "{}", told("a forger"));
                assert_eq!(
                    ask(&server, &route, &here, &stranger)?,
                    404,
                    "{}",
                    told("another organisation's owner")
                );
                let theirs = path(&route, "other-house", &visit, member);
                if route.path.contains("{visit}") || route.path.contains("{member}") {
                    let status = ask(&server, &route, &theirs, &stranger)?;
                    assert!(
                        [400, 404, 422].contains(&status),
                        "{}: {status}",
                        told("another organisation with our ids")
                    );
                }
            }
        }
        if let Who::May(power) = route.who {
            let (who, cookie) = match power {
                Power::Erase | Power::Audit => ("the owner", &owner),
                Power::Hold => ("a colleague", &colleague),
                Power::Receive
                | Power::ManageMembers
                | Power::HandOver
                | Power::ManageSettings
                | Power::SignAgreements
                | Power::SeeBill => ("the compliance officer", &officer),
            };
            assert_eq!(ask(&server, &route, &here, cookie)?, 403, "{}", told(who));
        }
        tried += 1;
    }
    assert!(tried > 30, "only {tried} routes were tried");
    Ok(())
}

#[test]
fn a_command_from_another_site_is_refused() -> Outcome {
    needs!("a command from another site", Program::Anteroom);
    let server = Plan::demo().start()?;
    let owner = session(&server.link("  dashboard ")?)?;
    let invite = format!("{}/nordlys/team", server.address());
    let own = post_form(&invite, &[("cookie", owner.as_str())], &[("email", "x@example.com")])?;
    assert_ne!(own.status, 403, "from the house's own page it is not refused so");
    for from in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        let headers = [("cookie", owner.as_str()), ("accept", "application/json"), from];
        let reply = post_form(&invite, &headers, &[("email", "x@example.com"), ("role", "member")])?;
        assert_eq!(reply.status, 403, "{from:?}");
    }
    // From its own page the same form is understood: it lacks its id, which is another answer.
    let headers = [("cookie", owner.as_str()), ("accept", "application/json")];
    let reply = post_form(&invite, &headers, &[("email", "x@example.com"), ("role", "member")])?;
    assert_eq!(reply.status, 422, "{}", reply.text());
    Ok(())
}
