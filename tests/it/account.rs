//! One's own account: what lets in is listed and taken away, a browser that is new is told by mail, and a second factor asks for a code until it is lost and given up.

use domain::Timestamp;
use store::vault::Sealing;
use tests::folder::Folder;
use tests::http::{Reply, get, post_form};
use tests::{Failure, Outcome, wait};
use web::cookies::Name;
use web::house::LogPlace;
use web::second_factor::Key;

use crate::door::newest;
use crate::inside::{Inside, Person};
use crate::members::{between, newest_that, status};
use crate::passkey::register;
use crate::routes::command;

const HTML: (&str, &str) = ("accept", "text/html");
const ACCOUNT: &str = "/nordlys/account";
const EMAIL: &str = "jon.lie@nordlys.example";
const FIREFOX: (&str, &str) =
    ("user-agent", "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");

fn house(name: &str) -> Outcome<(Folder, Inside)> {
    let folder = Folder::new(name)?;
    let inside = Inside::open(&folder.path().join("data"), LogPlace::Sqlite, Sealing::On)?;
    Ok((folder, inside))
}

/// A new link to sign in, out of the mailbox: the one that is the `many`th.
fn link(inside: &Inside, many: usize) -> Outcome<String> {
    let address = format!("{}/sign-in", inside.address);
    let command = command(&get(&address, &[])?.text())?;
    assert_eq!(post_form(&address, &[HTML], &[("email", EMAIL), ("command", &command)])?.status, 200);
    newest(inside, EMAIL, "/enter/", many)
}

/// Presses the button of a link.
fn enter(inside: &Inside, link: &str, cookies: &str, code: &str) -> Outcome<Reply> {
    let headers = [HTML, FIREFOX, ("cookie", cookies)];
    post_form(&format!("{}{link}", inside.address), &headers, &[("code", code)])
}

/// The cookies of somebody who got in.
fn came_in(reply: &Reply) -> Outcome<String> {
    let cookies = reply.cookies();
    if reply.status == 303 && cookies.contains("session=") {
        Ok(cookies)
    } else {
        Err(Failure::new(format!("not in: {} {}", reply.status, reply.text())))
    }
}

fn device(cookies: &str) -> String {
    cookies.split("; ").find(|cookie| cookie.starts_with("device=")).unwrap_or_default().to_owned()
}

/// How many letters to this address hold these words.
fn letters(inside: &Inside, email: &str, words: &str) -> Outcome<usize> {
    let mailbox = get(&format!("{}/demo/mailbox", inside.address), &[])?.text();
    let letters = mailbox.split("sheet letter\"").skip(1);
    Ok(letters.filter(|letter| letter.contains(email) && letter.contains(words)).count())
}

#[test]
fn a_passkey_is_listed_and_removed_and_the_last_one_not_without_a_word() -> Outcome {
    let (_folder, inside) = house("account-passkeys")?;
    let mut colleague = inside.enter(ACCOUNT, inside.seeded.colleague)?;
    register(&inside.address, "http://localhost:8080", colleague.cookies(), "Office laptop")?;
    newest_that(&inside, EMAIL, "A passkey was added")?;
    let page = colleague.open(ACCOUNT)?;
    assert!(page.contains("Office laptop") && page.contains("Not used yet"), "{page}");
    let remove = format!("{ACCOUNT}/passkeys/0/remove");
    let asked = colleague.open(&remove)?;
    assert!(asked.contains("You have no other passkey") && asked.contains(EMAIL), "{asked}");
    let page = colleague.submit(&asked, &remove, &[])?;
    assert!(page.contains("The passkey is removed") && page.contains("no passkey yet"), "{page}");
    newest_that(&inside, EMAIL, "A passkey was removed")?;
    assert_eq!(status(&inside, colleague.cookies(), &remove)?, 404, "it is gone");
    Ok(())
}

#[test]
fn sessions_are_listed_and_ended_one_by_one_and_all_at_once() -> Outcome {
    let (_folder, inside) = house("account-sessions")?;
    let here = came_in(&enter(&inside, &link(&inside, 1)?, "", "")?)?;
    let there = came_in(&enter(&inside, &link(&inside, 2)?, "", "")?)?;
    let mut person = Person::holding(&inside.address, &here);
    let page = person.open(ACCOUNT)?;
    assert_eq!(page.matches("Firefox, Windows</bdi></strong>").count(), 2, "{page}");
    assert_eq!(page.matches("this one").count(), 1);
    let session = between(&page, "/nordlys/account/sessions/", "/end\"")?;
    let page = person.submit(&page, &format!("{ACCOUNT}/sessions/{session}/end"), &[])?;
    assert!(page.contains("The session has ended"), "{page}");
    assert_eq!((status(&inside, &there, ACCOUNT)?, status(&inside, &here, ACCOUNT)?), (401, 200));

    let third = came_in(&enter(&inside, &link(&inside, 3)?, "", "")?)?;
    // Another member's session is none of theirs.
    let owner = inside.enter(ACCOUNT, inside.seeded.owner)?;
    person.send(ACCOUNT, &format!("{ACCOUNT}/sign-out-everywhere"), &[])?;
    assert_eq!(person.page, "/sign-in");
    for (cookies, expected) in [(&*here, 401), (&third, 401), (owner.cookies(), 200)] {
        assert_eq!(status(&inside, cookies, ACCOUNT)?, expected);
    }
    Ok(())
}

#[test]
fn a_session_of_somebody_else_cannot_be_ended() -> Outcome {
    let (_folder, inside) = house("account-others")?;
    let mine = came_in(&enter(&inside, &link(&inside, 1)?, "", "")?)?;
    let mut person = Person::holding(&inside.address, &mine);
    let page = person.open(ACCOUNT)?;
    let mut owner = inside.enter(ACCOUNT, inside.seeded.owner)?;
    // The owner's own page has no form for it, so the form is made by hand: the session is nobody's there.
    let session = web_session(&mine)?;
    let form = owner.open(ACCOUNT)?;
    let command = command(&form)?;
    let end = format!("{}{ACCOUNT}/sessions/{session}/end", inside.address);
    let headers = [HTML, ("cookie", owner.cookies())];
    assert_eq!(post_form(&end, &headers, &[("command", &command)])?.status, 303);
    assert_eq!(status(&inside, &mine, ACCOUNT)?, 200, "{page}");
    Ok(())
}

/// The id of the session in these cookies: the first sixteen bytes of its secret.
fn web_session(cookies: &str) -> Outcome<String> {
    let secret = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("session="));
    let token = secret.and_then(commands::Token::parse).ok_or_else(|| Failure::new("no session"))?;
    Ok(token.id().to_string())
}

#[test]
fn a_browser_that_is_not_known_is_told_by_mail_and_a_known_one_is_not() -> Outcome {
    let (_folder, inside) = house("account-devices")?;
    let told = "browser that we did not know";
    let first = came_in(&enter(&inside, &link(&inside, 1)?, "", "")?)?;
    let known = device(&first);
    assert!(!known.is_empty(), "{first}");
    let again = came_in(&enter(&inside, &link(&inside, 2)?, &known, "")?)?;
    assert_eq!(device(&again), known, "it keeps its secret");
    came_in(&enter(&inside, &link(&inside, 3)?, "", "")?)?;
    wait::until("the letter", wait::DEADLINE, || Ok((letters(&inside, EMAIL, told)? > 0).then_some(())))?;
    // A letter for a sign-in after it has come too, so nothing is still on its way.
    link(&inside, 4)?;
    assert_eq!(letters(&inside, EMAIL, told)?, 1, "neither the first nor the known one");
    Ok(())
}

/// The colleague's second factor, set through the pages: the key, and the recovery codes.
fn set_factor(inside: &Inside, now: Timestamp) -> Outcome<(Key, Vec<String>)> {
    let mut colleague = inside.enter(ACCOUNT, inside.seeded.colleague)?;
    let set = format!("{ACCOUNT}/second-factor");
    let page = colleague.open(&set)?;
    let secret = between(&page, "name=\"key\" value=\"", "\">\n  <h1>")?;
    let key = Key::parse(&secret).ok_or_else(|| Failure::new(format!("no key: {secret}")))?;
    let wrong = colleague.refused(&page, &set, &[("key", &secret), ("code", "000000")], 422)?;
    assert!(wrong.contains("id=\"code-wrong\"") && wrong.contains(&secret), "nothing is lost");
    let codes = colleague.submit(&page, &set, &[("key", &secret), ("code", &key.code(now))])?;
    for code in key.recovery_codes() {
        assert!(codes.contains(&code), "{codes}");
    }
    assert!(colleague.open(ACCOUNT)?.contains("8 recovery codes"));
    newest_that(inside, EMAIL, "has a second factor now")?;
    let codes = key.recovery_codes();
    Ok((key, codes))
}

#[test]
fn a_second_factor_asks_for_a_code_that_is_good_for_once() -> Outcome {
    let (_folder, inside) = house("account-factor")?;
    let (key, codes) = set_factor(&inside, inside.now())?;
    let first = link(&inside, 1)?;
    let page = get(&format!("{}{first}", inside.address), &[HTML])?.text();
    assert!(page.contains("name=\"code\""), "{page}");
    // Neither nothing, nor a wrong code, nor the one that set it; and the link is not used up by it.
    for code in ["", "123456", &key.code(inside.now())] {
        let reply = enter(&inside, &first, "", code)?;
        assert_eq!(reply.status, 422, "{code}: {}", reply.text());
        assert!(reply.text().contains("id=\"code-wrong\""));
    }
    inside.turn(1)?;
    let second = link(&inside, 2)?;
    came_in(&enter(&inside, &second, "", &key.code(inside.now()))?)?;
    // A recovery code lets in once.
    let third = link(&inside, 3)?;
    let mut person =
        Person::holding(&inside.address, &came_in(&enter(&inside, &third, "", &codes[0].to_lowercase())?)?);
    assert!(person.open(ACCOUNT)?.contains("7 recovery codes"));
    let fourth = link(&inside, 4)?;
    assert_eq!(enter(&inside, &fourth, "", &codes[0])?.status, 422);

    // Guessing is stopped after a few tries, also when it comes to the right code.
    for _ in 0..3 {
        enter(&inside, &fourth, "", "111111")?;
    }
    inside.turn_minutes(1)?;
    assert_eq!(enter(&inside, &fourth, "", &key.code(inside.now()))?.status, 429);

    person.send(ACCOUNT, &format!("{ACCOUNT}/second-factor/remove"), &[])?;
    inside.turn(1)?;
    came_in(&enter(&inside, &link(&inside, 5)?, "", "")?)?;
    Ok(())
}

#[test]
fn who_has_lost_everything_waits_three_full_days_in_which_it_can_be_stopped() -> Outcome {
    let (_folder, inside) = house("account-recovery")?;
    set_factor(&inside, inside.now())?;
    let lost = |link: &str| post_form(&format!("{}{link}/lost", inside.address), &[HTML], &[]);
    let announced = lost(&link(&inside, 1)?)?;
    assert!(announced.text().contains("From 25 November 2026 on"), "{}", announced.text());
    for email in [EMAIL, "ingrid.berg@nordlys.example"] {
        newest_that(&inside, email, "is said to be lost")?;
    }
    assert_eq!(letters(&inside, "ines.aas@nordlys.example", "is said to be lost")?, 0, "she manages nobody");
    // An administrator stops it; said anew, the time begins anew.
    let mut owner = inside.enter("/nordlys/dashboard", inside.seeded.owner)?;
    let stop = format!("/nordlys/team/{}/stop-recovery", inside.seeded.colleague);
    let team = owner.send("/nordlys/team", &stop, &[])?;
    assert!(team.contains("It is stopped"), "{team}");
    inside.turn(24 * 2)?;
    assert_eq!(lost(&link(&inside, 2)?)?.status, 200);
    inside.turn(24 * 3)?;
    let third = link(&inside, 3)?;
    let page = get(&format!("{}{third}", inside.address), &[HTML])?.text();
    assert!(page.contains("27 November 2026") && !page.contains("/lost\""), "{page}");
    assert_eq!(lost(&third)?.status, 409, "too early");
    inside.turn(24)?;
    let fourth = link(&inside, 4)?;
    assert_eq!(enter(&inside, &fourth, "", "")?.status, 422, "the button alone is not enough");
    let cookies = came_in(&lost(&fourth)?)?;
    assert!(Person::holding(&inside.address, &cookies).open(ACCOUNT)?.contains("Set a second factor"));
    newest_that(&inside, EMAIL, "no second factor any more")?;
    Ok(())
}

#[test]
fn every_cookie_is_named_and_what_was_chosen_is_forgotten() -> Outcome {
    let (_folder, inside) = house("account-cookies")?;
    let at = |path: &str| format!("{}{path}", inside.address);
    let page = get(&at("/cookies"), &[HTML])?.text();
    assert!(page.contains("id=\"nothing-remembered\""), "{page}");
    for name in Name::ALL {
        assert!(page.contains(&format!("id=\"cookie-{}\"", name.as_str())), "{name:?} is not named");
    }
    // Those that a few pages set are among them, and nothing else is.
    let signed_in = enter(&inside, &link(&inside, 1)?, "", "")?;
    let started = tests::http::request("POST", &at("/passkey/sign-in/start"), &[], b"{}")?;
    let chosen = get(&at("/cookies?language=de"), &[HTML])?;
    let form = get(&at("/nordlys"), &[HTML])?.text();
    let fields = [("name", "Somebody"), ("consent", "yes"), ("command", &command(&form)?)];
    let arrived = post_form(&at("/nordlys/arrive"), &[HTML], &fields)?;
    let mut named = 0;
    for reply in [&signed_in, &started, &chosen, &arrived] {
        for cookie in reply.cookies().split("; ") {
            let name = cookie.split('=').next().unwrap_or_default();
            assert!(Name::ALL.iter().any(|one| one.as_str() == name), "{name} is not named");
            named += 1;
        }
    }
    assert_eq!(named, 5, "session, device, ceremony, language, visit");

    let german = chosen.cookies();
    let with = [HTML, ("cookie", german.as_str())];
    assert!(get(&at("/cookies"), &with)?.text().contains("/cookies/forget"));
    let forgotten = post_form(&at("/cookies/forget"), &with, &[])?;
    let cleared = forgotten.header("set-cookie").unwrap_or_default();
    assert!(cleared.starts_with("language=;") && cleared.contains("Max-Age=0"), "{cleared}");
    Ok(())
}
