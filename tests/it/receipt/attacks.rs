//! What somebody tries who has the address of a receipt page, or none: guessing, used and late codes, another browser, and what answers and their time tell.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::receipt::TRIES;
use std::time::{Duration, Instant};
use uuid::Uuid;

#[test]
fn guessing_ends_a_code_and_a_used_or_late_one_is_none() -> Outcome {
    let folder = Folder::new("receipt-guess")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let visit = Visit::arrive(&house, WRITTEN)?;
    let mut guesser = Person::at(&house.address);
    let page = visit.ask(&mut guesser)?;
    let first = code(&message(&house, NUMBER, "is the code")?)?;
    for _ in 0..TRIES {
        visit.refused(&mut guesser, &page, &other(&first))?;
    }
    visit.refused(&mut guesser, &page, &first)?;

    // A code is for the browser that asked: in another one, which holds a secret of its own, it is wrong.
    let page = visit.ask(&mut guesser)?;
    let second = messages(&house, NUMBER, "is the code", 2)?;
    let second = code(&second[0])?;
    assert_ne!(first, second);
    let stranger = Person::at(&house.address).open(&visit.receipt)?;
    let action = format!("{}/code", visit.receipt);
    let form = format!("action=\"{}/confirm\" name=\"command\" value=\"x\"", visit.receipt);
    let forged = format!("{form} name=\"asked\" value=\"{}\"", hidden(&stranger, &action)?);
    visit.refused(&mut Person::at(&house.address), &forged, &second)?;

    // Too late.
    house.turn_minutes(16)?;
    visit.refused(&mut guesser, &page, &second)?;

    // Used.
    let page = visit.ask(&mut guesser)?;
    let third = code(&messages(&house, NUMBER, "is the code", 3)?[0])?;
    assert!(visit.give(&mut guesser, &page, &third)?.contains(NAME));
    let mut thief = Person::at(&house.address);
    visit.refused(&mut thief, &page, &third)?;

    // After an hour it is closed.
    house.turn_minutes(61)?;
    assert!(!guesser.open(&visit.receipt)?.contains(NAME));

    // A fourth from one place on one day is answered like the others, and not sent.
    let page = visit.ask(&mut guesser)?;
    assert!(page.contains("code-asked"), "{page}");
    assert_eq!(house.told("receipt.code-asked.v1")?.len(), 3);
    Ok(())
}

#[test]
fn a_form_that_is_sent_twice_asks_once_and_is_counted_once() -> Outcome {
    let folder = Folder::new("receipt-twice")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let visit = Visit::arrive(&house, WRITTEN)?;
    let mut who = Person::at(&house.address);
    let (ask, give) = (format!("{}/code", visit.receipt), format!("{}/confirm", visit.receipt));
    let locked = who.open(&visit.receipt)?;
    let form = [("asked", &*hidden(&locked, &ask)?)];
    let first = who.submit(&locked, &ask, &form)?;
    // A double click, and a page that is loaded again twice.
    for _ in 0..3 {
        assert_eq!(hidden(&who.submit(&locked, &ask, &form)?, &give)?, hidden(&first, &give)?);
    }
    let sent = code(&message(&house, NUMBER, "is the code")?)?;
    assert!(visit.give(&mut who, &first, &sent)?.contains(NAME), "the one code opens the page");

    // One that lay open for long asks for a code that still holds, and for that one once as well.
    let mut other = Person::at(&house.address);
    let locked = other.open(&visit.receipt)?;
    house.turn_minutes(50)?;
    let form = [("asked", &*hidden(&locked, &ask)?)];
    let late = other.submit(&locked, &ask, &form)?;
    assert_eq!(hidden(&other.submit(&locked, &ask, &form)?, &give)?, hidden(&late, &give)?);
    assert_ne!(hidden(&late, &give)?, form[0].1);
    let sent = code(&messages(&house, NUMBER, "is the code", 2)?[0])?;
    assert!(visit.give(&mut other, &late, &sent)?.contains(NAME));

    // Seven times two forms were sent: there is a third code, and no fourth, however often its form is sent.
    let third = visit.ask(&mut Person::at(&house.address))?;
    messages(&house, NUMBER, "is the code", 3)?;
    let mut greedy = Person::at(&house.address);
    let locked = greedy.open(&visit.receipt)?;
    let form = [("asked", &*hidden(&locked, &ask)?)];
    for _ in 0..2 {
        let page = greedy.submit(&locked, &ask, &form)?;
        assert_eq!(bare(&page, visit.id), bare(&third, visit.id));
    }
    house.turn_minutes(1)?;
    assert_eq!(house.told("receipt.code-asked.v1")?.len(), 3);
    Ok(())
}

#[test]
fn whoever_uses_up_codes_and_tries_takes_nothing_from_the_visitor() -> Outcome {
    let folder = Folder::new("receipt-spoiler")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let visit = Visit::arrive(&house, WRITTEN)?;
    let mut own = Person::at(&house.address).from("203.0.113.7");
    let page = visit.ask(&mut own)?;
    let mine = code(&message(&house, NUMBER, "is the code")?)?;
    // Somebody who knows the visit's id asks for all they can get, and tries all of it wrongly.
    let mut spoiler = Person::at(&house.address).from("198.51.100.9");
    for sent in 2..=4 {
        let theirs = visit.ask(&mut spoiler)?;
        messages(&house, NUMBER, "is the code", sent)?;
        for _ in 0..=TRIES {
            visit.refused(&mut spoiler, &theirs, "00000000")?;
        }
    }
    visit.ask(&mut spoiler)?;
    assert_eq!(house.told("receipt.code-wrong.v1")?.len(), 3 * usize::from(TRIES));
    // What the visitor has asked for before still opens their page, and they can ask again elsewhere.
    assert!(visit.give(&mut own, &page, &mine)?.contains(NAME));
    let mut again = Person::at(&house.address).from("203.0.113.8");
    let page = visit.ask(&mut again)?;
    let fresh = code(&messages(&house, NUMBER, "is the code", 5)?[0])?;
    assert!(visit.give(&mut again, &page, &fresh)?.contains(NAME));
    Ok(())
}

/// A page without what is drawn anew for each and what names the visit.
fn bare(page: &str, id: VisitId) -> String {
    let page = page.replace(&id.to_string(), "VISIT").replace(&id.reference(), "REFERENCE");
    let drawn = page.split(" value=\"").enumerate().map(|(at, rest)| match (at, rest.split_once('"')) {
        (0, _) | (_, None) => rest,
        (_, Some((_, rest))) => rest,
    });
    drawn.collect()
}

#[test]
fn whether_there_is_a_visit_or_an_address_shows_neither_in_words_nor_in_time() -> Outcome {
    let folder = Folder::new("receipt-unknown")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let (with, without) = (Visit::arrive(&house, WRITTEN)?, Visit::arrive(&house, "")?);
    let unknown = VisitId(Uuid::from_bytes([7; 16]));
    let mut answers = Vec::new();
    for id in [with.id, without.id, unknown] {
        let ask = format!("{}/v/{id}/receipt/code", house.address);
        let headers = [("accept", "text/html")];
        let command = Uuid::from_bytes(*id.as_bytes()).to_string();
        let reply = post_form(&ask, &headers, &[("command", &command), ("asked", "")])?;
        let page = reply.text();
        let secret = hidden(&page, &format!("/v/{id}/receipt/confirm"))?;
        let confirm = format!("{}/v/{id}/receipt/confirm", house.address);
        // The first try may find the code not made yet.
        if id == with.id {
            message(&house, NUMBER, "is the code")?;
        }
        let began = Instant::now();
        let wrong = post_form(&confirm, &headers, &[("asked", &secret), ("code", "000000")])?;
        let took = began.elapsed();
        assert!(took >= Duration::from_millis(500), "answered after {took:?}");
        answers.push((reply.status, bare(&page, id), wrong.status, bare(&wrong.text(), id)));
    }
    assert_eq!(answers[0].0, 200, "{}", answers[0].1);
    assert!(answers[0].3.contains("This code is not right"), "{}", answers[0].3);
    assert_eq!(answers[0], answers[1], "no address");
    assert_eq!(answers[0], answers[2], "no visit");
    assert_eq!(messages(&house, "is the code", "is the code", 1)?.len(), 1, "and one message was sent");
    assert_eq!(
        get(&format!("{}/v/{unknown}/receipt", house.address), &[("accept", "text/html")])?.status,
        404
    );
    Ok(())
}

#[test]
fn the_address_alone_erases_nothing_and_one_place_is_stopped() -> Outcome {
    let folder = Folder::new("receipt-alone")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let visit = Visit::arrive(&house, WRITTEN)?;
    let headers = [("accept", "application/json")];
    let erase = format!("{}{}/erase", house.address, visit.receipt);
    let command = ("command", "00000000-0000-4000-8000-000000000003");
    assert_eq!(get(&erase, &headers)?.status, 404);
    assert_eq!(post_form(&erase, &headers, &[command])?.status, 404);
    assert!(!house.destroyed(visit.subject(), Class::Visit)?);
    let confirm = format!("{}{}/confirm", house.address, visit.receipt);
    let mut statuses = Vec::new();
    std::thread::scope(|scope| {
        let tries: Vec<_> = (0..70)
            .map(|_| scope.spawn(|| post_form(&confirm, &headers, &[("asked", ""), ("code", "1")])))
            .collect();
        for reply in tries {
            let reply = reply.join().map_err(|_| Failure::new("a try panicked"))??;
            statuses.push(reply.status);
        }
        Ok::<_, Failure>(())
    })?;
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 60, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 10, "{statuses:?}");
    Ok(())
}

#[test]
fn nobody_asks_for_a_code_that_holds_longer_than_codes_do() -> Outcome {
    let folder = Folder::new("receipt-long")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let visit = Visit::arrive(&house, WRITTEN)?;
    let mut sly = Person::at(&house.address);
    let locked = sly.open(&visit.receipt)?;
    let (ask, give) = (format!("{}/code", visit.receipt), format!("{}/confirm", visit.receipt));
    // The secret is the form's, so whoever sends it can write another end into it.
    let mut bytes = URL_SAFE_NO_PAD.decode(hidden(&locked, &ask)?)?;
    bytes[16..24].copy_from_slice(&7_258_118_400_000_000_i64.to_be_bytes());
    let own = URL_SAFE_NO_PAD.encode(bytes);
    let page = sly.submit(&locked, &ask, &[("asked", &own)])?;
    assert_ne!(hidden(&page, &give)?, own, "it is drawn anew");
    let given = code(&message(&house, NUMBER, "is the code")?)?;
    let forged = page.replace(&hidden(&page, &give)?, &own);
    visit.refused(&mut sly, &forged, &given)?;
    assert!(visit.give(&mut sly, &page, &given)?.contains(NAME), "the one that was drawn holds");
    Ok(())
}

#[test]
fn whoever_types_a_number_into_many_visits_pesters_nobody_with_codes() -> Outcome {
    let folder = Folder::new("receipt-number")?;
    let house = house(&folder, LogPlace::Sqlite)?;
    let mut guesser = Person::at(&house.address);
    let ask = |guesser: &mut Person, written: &str| -> Outcome<String> {
        let visit = Visit::arrive(&house, written)?;
        Ok(bare(&visit.ask(guesser)?, visit.id))
    };
    let first = ask(&mut guesser, WRITTEN)?;
    for n in 2..=5 {
        // The same number, however it is written.
        ask(&mut guesser, if n % 2 == 0 { NUMBER } else { WRITTEN })?;
        messages(&house, NUMBER, "is the code", n)?;
    }
    let sixth = ask(&mut guesser, WRITTEN)?;
    assert_eq!(first, sixth, "the answer is the same");
    // Another number gets its code, which goes out after the sixth would have.
    let other = "+4740718294";
    ask(&mut guesser, other)?;
    message(&house, other, "is the code")?;
    assert_eq!(messages(&house, NUMBER, "is the code", 5)?.len(), 5, "none beyond");
    wait::until("what was sent to be told", wait::DEADLINE, || {
        Ok((house.told("receipt.code-sent.v1")?.len() == 6).then_some(()))
    })?;

    house.turn_minutes(61)?;
    ask(&mut guesser, WRITTEN)?;
    messages(&house, NUMBER, "is the code", 6)?;
    Ok(())
}
