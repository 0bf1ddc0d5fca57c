//! The door: whose an address is and until when, what a stranger learns, how many come in at once, and what is answered to what cannot be read.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::{Reply, get, post_form, request};
use tests::{Outcome, wait};
use web::house::LogPlace;
use web::routes::table;

use crate::inside::{Inside, Person, hidden};
use crate::routes::command;

const HTML: (&str, &str) = ("accept", "text/html");

fn house(name: &str) -> Outcome<(Folder, Inside)> {
    let folder = Folder::new(name)?;
    let inside = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    Ok((folder, inside))
}

fn sign_up(inside: &Inside, slug: &str, email: &str) -> Outcome<Reply> {
    let address = format!("{}/sign-up", inside.address);
    let page = get(&address, &[])?.text();
    let mut fields = hidden(&page, "/sign-up")?;
    fields.extend([("organisation", "A House"), ("slug", slug), ("country", "NO")]);
    fields.extend([("name", "An Owner"), ("email", email)]);
    post_form(&address, &[HTML], &fields)
}

/// The links below `path` in letters that name this address, newest first.
fn links(inside: &Inside, email: &str, path: &str) -> Outcome<Vec<String>> {
    let mailbox = get(&format!("{}/demo/mailbox", inside.address), &[])?.text();
    let letters = mailbox.split("sheet letter\"").skip(1).filter(|letter| letter.contains(email));
    let link = |letter: &str| {
        let rest = letter.split_once(&format!("localhost:8080{path}"))?.1;
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
        Some(format!("{path}{}", &rest[..end]))
    };
    Ok(letters.filter_map(link).collect())
}

pub(super) fn newest(inside: &Inside, email: &str, path: &str, many: usize) -> Outcome<String> {
    wait::until("the letter", wait::DEADLINE, || {
        let links = links(inside, email, path)?;
        let distinct: BTreeSet<_> = links.iter().collect();
        Ok((distinct.len() >= many).then(|| links[0].clone()))
    })
}

pub(super) fn press(inside: &Inside, link: &str, name: &str) -> Outcome<u16> {
    let address = format!("{}{link}", inside.address);
    let page = get(&address, &[HTML])?;
    if page.status != 200 {
        return Ok(page.status);
    }
    Ok(post_form(&address, &[HTML], &[("command", &command(&page.text())?), ("name", name)])?.status)
}

#[test]
fn an_address_that_nobody_confirms_is_free_again() -> Outcome {
    let (_folder, inside) = house("door-claims")?;
    let email = "owner@claimed.example";
    assert_eq!(sign_up(&inside, "claimed", email)?.status, 200);
    newest(&inside, email, "/confirm/", 1)?;
    let page = format!("{}/claimed", inside.address);
    assert_eq!(get(&page, &[])?.status, 404, "nothing is said in its name");
    assert_eq!(sign_up(&inside, "claimed", "other@claimed.example")?.status, 409);

    inside.turn(49)?;
    assert_eq!(sign_up(&inside, "claimed", email)?.status, 200);
    let link = newest(&inside, email, "/confirm/", 2)?;
    assert_eq!(press(&inside, &link, "")?, 303);
    inside.turn(24 * 30)?;
    assert_eq!(get(&page, &[])?.status, 200, "what was confirmed stays");
    assert_eq!(sign_up(&inside, "claimed", "other@claimed.example")?.status, 409);
    Ok(())
}

#[test]
fn an_invitation_is_sent_again_and_runs_out() -> Outcome {
    let (_folder, inside) = house("door-invitations")?;
    let mut owner = inside.enter("/nordlys/dashboard", inside.seeded.owner)?;
    let email = "new.colleague@nordlys.example";
    let invite = [("email", email), ("role", "member")];
    owner.send("/nordlys/team", "/nordlys/team", &invite)?;
    let first = newest(&inside, email, "/enter/", 1)?;
    owner.send("/nordlys/team", "/nordlys/team", &[("email", email), ("role", "auditor")])?;
    let second = newest(&inside, email, "/enter/", 2)?;
    assert_eq!(press(&inside, &first, "New Colleague")?, 410, "replaced");
    assert!(get(&format!("{}{second}", inside.address), &[HTML])?.text().contains("uditor"));

    // Nobody accepts it: the address is free for an account of its own.
    inside.turn(24 * 7 + 1)?;
    assert_eq!(press(&inside, &second, "New Colleague")?, 410);
    assert_eq!(sign_up(&inside, "own-house", email)?.status, 200);
    let link = newest(&inside, email, "/confirm/", 1)?;
    assert_eq!(press(&inside, &link, "")?, 303);
    Ok(())
}

#[test]
fn signing_up_tells_by_mail_alone_that_there_is_an_account() -> Outcome {
    let (_folder, inside) = house("door-probing")?;
    let (known, unknown) = ("ingrid.berg@nordlys.example", "nobody@nowhere.example");
    let told = sign_up(&inside, "probe-one", known)?;
    let also = sign_up(&inside, "probe-two", unknown)?;
    assert_eq!((told.status, also.status), (200, 200));
    assert_eq!(told.text().replace(known, ""), also.text().replace(unknown, ""));
    newest(&inside, known, "/sign-in", 1)?;
    newest(&inside, unknown, "/confirm/", 1)?;
    assert!(links(&inside, known, "/confirm/")?.is_empty(), "there is no second organisation");
    for slug in ["probe-one", "probe-two"] {
        assert_eq!(get(&format!("{}/{slug}", inside.address), &[])?.status, 404, "{slug}");
        assert_eq!(sign_up(&inside, slug, "third@nowhere.example")?.status, 409, "{slug}");
    }
    Ok(())
}

#[test]
fn a_dashboards_live_line_ends_with_its_session() -> Outcome {
    let (_folder, inside) = house("door-live")?;
    let owner = inside.enter("/nordlys/dashboard", inside.seeded.owner)?;
    let host = inside.address.trim_start_matches("http://");
    let mut line = TcpStream::connect(host)?;
    line.set_read_timeout(Some(Duration::from_secs(20)))?;
    let cookies = owner.cookies();
    write!(line, "GET /nordlys/dashboard/live HTTP/1.0\r\nhost: {host}\r\ncookie: {cookies}\r\n\r\n")?;
    let (mut said, mut some) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&said).contains("event: waiting") {
        let many = line.read(&mut some)?;
        assert!(many > 0, "{}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&some[..many]);
    }
    inside.turn(13)?;
    line.read_to_end(&mut said)?;
    Ok(())
}

#[test]
fn too_many_arrivals_from_one_place_wait_and_others_come_in() -> Outcome {
    let (_folder, inside) = house("door-arrivals")?;
    let page = get(&format!("{}/nordlys", inside.address), &[])?.text();
    let fields = [("name", "Somebody Waiting"), ("consent", "yes"), ("command", &command(&page)?)];
    let arrive = |place: &str, accept: &str| {
        let address = format!("{}/nordlys/arrive", inside.address);
        post_form(&address, &[("x-forwarded-for", place), ("accept", accept)], &fields)
    };
    for _ in 0..60 {
        assert_eq!(arrive("192.0.2.7", "text/html")?.status, 303);
    }
    let told = arrive("192.0.2.7", "text/html")?;
    assert!(told.status == 429 && told.text().contains("Very many people"), "{}", told.text());
    let told = arrive("192.0.2.7", "application/json")?;
    assert!(told.status == 429 && told.text().contains("urn:anteroom:problem:crowded"), "{}", told.text());
    assert_eq!(arrive("198.51.100.1", "text/html")?.status, 303);

    let owner = inside.enter("/nordlys/dashboard", inside.seeded.owner)?;
    let list = get(&format!("{}/nordlys/dashboard", inside.address), &[("cookie", owner.cookies()), HTML])?;
    assert!(list.text().contains("<bdi>Somebody Waiting</bdi>"), "a name stands for itself in any direction");
    Ok(())
}

#[test]
fn what_cannot_be_read_is_answered_in_our_own_words() -> Outcome {
    let (_folder, inside) = house("door-garbage")?;
    let owner = inside.enter("/nordlys/dashboard", inside.seeded.owner)?;
    let officer = inside.enter("/nordlys/desk", inside.seeded.officer)?;
    let large = "x=".to_owned() + &"y".repeat(70_000);
    let bodies = [
        ("text/plain", "words"),
        ("application/x-www-form-urlencoded", "days=abc&visit=abc&command=abc"),
        ("application/x-www-form-urlencoded", large.as_str()),
        ("application/json", "{\"camera\":"),
    ];
    let mut refused = 0;
    for route in table() {
        let mut path = route.path.replace("{slug}", "nordlys");
        for id in ["{visit}", "{member}", "{erasure}", "{token}", "{file}"] {
            path = path.replace(id, "not-an-id%FF");
        }
        let address = format!("{}{path}?before=abc&day=abc&month=abc&from=abc&at=abc", inside.address);
        for cookie in [owner.cookies(), officer.cookies()] {
            for (kind, body) in bodies {
                if route.path.ends_with("/live") || route.path == "/sign-out" {
                    continue;
                }
                let body = if route.method == "GET" { "" } else { body };
                for accept in ["application/json", "text/html"] {
                    let headers = [("cookie", cookie), ("accept", accept), ("content-type", kind)];
                    let reply = request(route.method, &address, &headers, body.as_bytes())?;
                    if reply.status < 400 {
                        continue;
                    }
                    let said = reply.header("content-type").unwrap_or_default();
                    let ours = said.starts_with("text/html") || said == "application/problem+json";
                    assert!(ours, "{} {path} {kind}: {} {said} {}", route.method, reply.status, reply.text());
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 100, "only {refused} were refused");
    let clock = |kind, body: &str| {
        let headers = [("accept", "application/json"), ("content-type", kind)];
        Ok::<_, tests::Failure>(
            request("POST", &format!("{}/sign-in", inside.address), &headers, body.as_bytes())?.status,
        )
    };
    assert_eq!(clock("text/plain", "words")?, 415);
    assert_eq!(clock("application/x-www-form-urlencoded", &large)?, 413);
    Ok(())
}

#[test]
fn a_search_leads_to_an_address_and_a_name_never_stands_in_one() -> Outcome {
    let (_folder, inside) = house("door-find")?;
    let officer = inside.enter("/nordlys/desk", inside.seeded.officer)?;
    let headers = [("cookie", officer.cookies()), HTML];
    let find = |reference| {
        post_form(&format!("{}/nordlys/desk/find", inside.address), &headers, &[("reference", reference)])
    };
    let found = find("7kq2 m4xd")?;
    assert_eq!((found.status, found.header("location")), (303, Some("/nordlys/desk?reference=7KQ2-M4XD")));
    let page = get(&format!("{}/nordlys/desk?reference=7KQ2-M4XD", inside.address), &headers)?;
    assert!(page.status == 404 && page.text().contains("id=\"not-found\""), "{}", page.text());
    let refused = find("Kari Nordmann")?;
    assert!(refused.status == 422 && refused.header("location").is_none());
    Ok(())
}

#[test]
fn a_typed_address_finds_its_page_and_a_stranger_learns_nothing_by_asking_long() -> Outcome {
    let (_folder, inside) = house("door-addresses")?;
    let at = |path: &str| get(&format!("{}{path}", inside.address), &[HTML]);
    for typed in ["/nordlys/", "/NORDLYS", "/Nordlys"] {
        let reply = at(typed)?;
        assert_eq!((reply.status, reply.header("location")), (308, Some("/nordlys")), "{typed}");
    }
    assert_eq!(at("/nothing-here/")?.status, 308);
    assert_eq!(at("/nothing-here")?.status, 404);

    let mut visitor = Person::at(&inside.address);
    visitor.send("/nordlys", "/nordlys/arrive", &[("name", "Kari"), ("consent", "yes")])?;
    let begun = Instant::now();
    assert_eq!(at(&format!("{}?at=999999999", visitor.page))?.status, 404);
    let stranger = "visit=".to_owned() + &"A".repeat(64);
    let headers = [("cookie", stranger.as_str()), HTML];
    let reply = get(&format!("{}{}?at=999999999", inside.address, visitor.page), &headers)?;
    assert_eq!(reply.status, 404);
    assert!(begun.elapsed() < Duration::from_secs(2), "nobody is kept waiting for what is not there");
    Ok(())
}

#[test]
fn counts_are_told_to_this_machine_alone() -> Outcome {
    let (_folder, inside) = house("door-metrics")?;
    let metrics = format!("{}/metrics", inside.address);
    assert_eq!(get(&metrics, &[])?.status, 200);
    assert_eq!(get(&metrics, &[("x-forwarded-for", "192.0.2.7")])?.status, 404);
    assert_eq!(get(&metrics, &[("x-forwarded-for", "127.0.0.1")])?.status, 404);
    Ok(())
}

#[test]
fn nobody_else_on_the_machine_reads_the_data_folder() -> Outcome {
    let folder = Folder::new("door-private")?;
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data)?;
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755))?;
    let _inside = Inside::open(&data, LogPlace::Sqlite, Sealing::On)?;
    let open = |path: &std::path::Path| {
        Ok::<_, tests::Failure>(std::fs::metadata(path)?.permissions().mode() & 0o077)
    };
    assert_eq!(open(&data)?, 0);
    for entry in std::fs::read_dir(&data)? {
        let path = entry?.path();
        assert_eq!(open(&path)?, 0, "{}", path.display());
    }
    Ok(())
}
