//! What one caller at a time may rely on.

use super::{Engine, LOG, at, house, key_of, lookup, on_every_engine, refused, subject, tag, visit, wrap};
use domain::hold::{End, Exemption};
use domain::{Class, ErasureId, HoldId, OrganisationId};
use store::vault::{Epochs, HeldKey, KeyState, KeysError, NewKey, Seen};
use tests::{Failure, Outcome};

on_every_engine!(
    looking_for_a_table_makes_none,
    a_table_belongs_to_one_log,
    a_key_is_minted_once,
    what_is_not_wrapped_for_the_open_epochs_is_answered_with_moved,
    states_are_told_in_order,
    a_clock_is_set_and_runs_out,
    keys_are_found_by_house,
    keys_are_found_by_when_their_clock_starts,
    destroyed_is_destroyed_once_and_for_ever,
    tombstones_wait_until_they_are_recorded,
    what_is_held_is_neither_due_nor_destroyed,
    an_erasure_that_met_a_hold_waits_for_the_last_one,
    a_hold_that_is_over_stays_over,
    of_two_claims_one_holds,
    a_claim_runs_out_unless_it_is_confirmed,
    a_claim_that_is_given_up_is_free,
    a_clock_that_is_stopped_destroys_nothing,
    with_the_last_key_a_subject_is_not_found,
    a_claim_is_taken_back,
    a_claim_that_ran_out_is_forgotten,
    what_was_seen_of_the_log_stays,
    all_is_there_after_reopening,
);

async fn looking_for_a_table_makes_none(engine: &Engine) -> Outcome {
    for _ in 0..2 {
        assert!(!engine.is_there().await?);
    }
    engine.open().await?;
    assert!(engine.is_there().await?);
    Ok(())
}

async fn a_table_belongs_to_one_log(engine: &Engine) -> Outcome {
    let keys = engine.open().await?;
    assert_eq!(keys.epochs().await?, Epochs::default());
    keys.begin_epoch(0, b"table key 0".to_vec()).await?;
    assert_eq!(keys.epochs().await?, Epochs { current: 0, all: vec![(0, b"table key 0".to_vec())] });
    refused!(keys.begin_epoch(0, b"another".to_vec()).await, KeysError::Moved);
    drop(keys);
    refused!(engine.open_as([1; 16]).await, KeysError::Foreign);
    assert_eq!(engine.open().await?.epochs().await?.all.len(), 1);
    Ok(())
}

async fn a_key_is_minted_once(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let first = NewKey { starts_at: Some(at(0)), due_at: Some(at(5)), ..key_of(visit(1), &[0]) };
    keys.mint(first.clone()).await?;
    keys.mint(NewKey { key: domain::KeyId::from_bytes([9; 16]), ..key_of(visit(1), &[0]) }).await?;
    let Some(KeyState::Live(row)) = keys.states(vec![visit(1)]).await?.pop() else {
        return Err(Failure::new("no key"));
    };
    assert_eq!((row.subject, row.class, row.key), (first.subject, first.class, first.key));
    assert_eq!((row.organisation, row.starts_at, row.due_at), (house(), Some(at(0)), Some(at(5))));
    assert_eq!((row.epoch, row.wrapped), (0, wrap(visit(1), 0)));
    assert_eq!(keys.counts().await?, (1, 0));
    Ok(())
}

async fn what_is_not_wrapped_for_the_open_epochs_is_answered_with_moved(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for epochs in [&[][..], &[1], &[0, 1]] {
        refused!(keys.mint(key_of(visit(1), epochs)).await, KeysError::Moved);
        let claimed = keys.claim(vec![lookup("slug", 1, subject(1), epochs)], at(0), at(9)).await;
        refused!(claimed, KeysError::Moved);
    }
    refused!(keys.find("slug", vec![(1, tag(1, 1))], at(0)).await, KeysError::Moved);
    assert_eq!(keys.counts().await?, (0, 0));
    Ok(())
}

async fn states_are_told_in_order(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for whose in [visit(1), visit(2), (subject(2), Class::Account)] {
        keys.mint(key_of(whose, &[0])).await?;
    }
    keys.destroy(vec![visit(1)], None).await?;
    let wanted = vec![visit(3), (subject(2), Class::Account), visit(1), visit(2), visit(3), visit(2)];
    let told = keys.states(wanted.clone()).await?;
    let words: Vec<String> = told
        .iter()
        .map(|state| match state {
            KeyState::Live(row) => format!("{}", String::from_utf8_lossy(&row.wrapped)),
            KeyState::Destroyed(key) => format!("destroyed {key}"),
            KeyState::Unknown => "unknown".to_owned(),
        })
        .collect();
    let live = |n: usize| String::from_utf8(wrap(wanted[n], 0)).unwrap();
    let destroyed = format!("destroyed {}", key_of(visit(1), &[0]).key);
    let unknown = || "unknown".to_owned();
    assert_eq!(words, [unknown(), live(1), destroyed, live(3), unknown(), live(5)]);
    assert!(keys.states(vec![]).await?.is_empty());
    Ok(())
}

async fn a_clock_is_set_and_runs_out(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=4 {
        keys.mint(key_of(visit(n), &[0])).await?;
    }
    assert!(keys.due(at(1_000_000), 10).await?.is_empty(), "no clock runs");
    keys.set_due(visit(2), at(0), at(30)).await?;
    keys.set_due(visit(1), at(0), at(10)).await?;
    keys.set_due(visit(3), at(0), at(20)).await?;
    keys.set_due(visit(9), at(0), at(1)).await?;
    assert!(keys.due(at(9), 10).await?.is_empty());
    let due = async |minutes, limit| {
        let rows = keys.due(at(minutes), limit).await?;
        Ok::<_, KeysError>(rows.into_iter().map(|row| row.subject).collect::<Vec<_>>())
    };
    assert_eq!(due(10, 10).await?, [subject(1)]);
    assert_eq!(due(60, 10).await?, [subject(1), subject(3), subject(2)]);
    assert_eq!(due(60, 2).await?, [subject(1), subject(3)]);
    keys.destroy(vec![visit(1)], None).await?;
    keys.set_due(visit(3), at(0), at(90)).await?;
    assert_eq!(due(60, 10).await?, [subject(2)]);
    Ok(())
}

async fn keys_are_found_by_house(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let other = OrganisationId::from_bytes([0x0b; 16]);
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.mint(key_of((subject(1), Class::Account), &[0])).await?;
    keys.mint(NewKey { organisation: other, ..key_of(visit(2), &[0]) }).await?;
    let found = keys.of_organisation(house(), Class::Visit).await?;
    assert_eq!(found.iter().map(|row| row.subject).collect::<Vec<_>>(), [subject(1)]);
    assert_eq!(keys.of_organisation(other, Class::Visit).await?[0].subject, subject(2));
    assert!(keys.of_organisation(other, Class::Account).await?.is_empty());
    Ok(())
}

async fn destroyed_is_destroyed_once_and_for_ever(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=3 {
        keys.mint(key_of(visit(n), &[0])).await?;
    }
    let cause = ErasureId::from_bytes([7; 16]);
    let gone = keys.destroy(vec![visit(2), visit(9), visit(1), visit(2)], Some(cause)).await?;
    assert_eq!(gone.iter().map(|gone| gone.subject).collect::<Vec<_>>(), [subject(2), subject(1)]);
    assert_eq!((gone[0].class, gone[0].key), (Class::Visit, key_of(visit(2), &[0]).key));
    assert_eq!((gone[0].organisation, gone[0].epoch, gone[0].cause), (house(), 0, Some(cause)));
    assert!(keys.destroy(vec![visit(1)], None).await?.is_empty());
    refused!(keys.mint(key_of(visit(1), &[0])).await, KeysError::Destroyed);
    keys.mint(key_of((subject(1), Class::Account), &[0])).await?;
    keys.destroy(vec![visit(3)], None).await?;
    assert_eq!(keys.counts().await?, (1, 3));
    assert_eq!(keys.awaiting_roll().await?, (2, 1));
    assert!(keys.destroy(vec![], None).await?.is_empty());
    Ok(())
}

async fn tombstones_wait_until_they_are_recorded(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=3 {
        keys.mint(key_of(visit(n), &[0])).await?;
    }
    let cause = ErasureId::from_bytes([7; 16]);
    let mut gone = keys.destroy(vec![visit(1)], Some(cause)).await?;
    gone.extend(keys.destroy(vec![visit(2), visit(3)], None).await?);
    assert_eq!(keys.unrecorded().await?, gone);
    keys.recorded(vec![visit(1), visit(3), visit(9)]).await?;
    assert_eq!(keys.unrecorded().await?, gone[1..2]);
    assert_eq!(keys.tombstones(None, 2).await?, gone[..2]);
    assert_eq!(keys.tombstones(Some(visit(2)), 2).await?, gone[2..]);
    assert!(keys.tombstones(Some(visit(3)), 2).await?.is_empty());
    Ok(())
}

fn held(n: u8, of: u8) -> HeldKey {
    HeldKey {
        hold: HoldId::from_bytes([n; 16]),
        subject: subject(of),
        class: Class::Visit,
        organisation: house(),
        exemption: Exemption::LegalClaims,
        until: at(60),
        over: None,
    }
}

async fn what_is_held_is_neither_due_nor_destroyed(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=2 {
        keys.mint(NewKey { starts_at: Some(at(0)), due_at: Some(at(5)), ..key_of(visit(n), &[0]) }).await?;
    }
    keys.mint(key_of((subject(1), Class::Account), &[0])).await?;
    keys.hold(vec![held(7, 1)]).await?;
    let due = async |minutes| {
        let rows = keys.due(at(minutes), 10).await?;
        Ok::<_, KeysError>(rows.into_iter().map(|row| row.subject).collect::<Vec<_>>())
    };
    assert_eq!(due(6).await?, [subject(2)]);
    assert_eq!(due(600).await?, [subject(2)], "the clock alone ends no hold");
    assert!(keys.destroy(vec![visit(1)], None).await?.is_empty());
    assert!(keys.postponed().await?.is_empty(), "what falls due needs no command");
    let other = keys.destroy(vec![(subject(1), Class::Account)], None).await?;
    assert_eq!(other.len(), 1, "another class is not held");
    assert_eq!(keys.holds(Some(subject(1))).await?, [held(7, 1)]);
    assert!(keys.holds(Some(subject(2))).await?.is_empty());

    // A roll carries the key on, and the hold with it.
    keys.begin_epoch(1, b"table key 1".to_vec()).await?;
    let carried = [1, 2].map(|n| (visit(n), wrap(visit(n), 1)));
    keys.carry(1, carried.to_vec()).await?;
    keys.switch(1).await?;
    assert_eq!(due(6).await?, [subject(2)]);
    assert!(keys.destroy(vec![visit(1)], None).await?.is_empty());

    keys.release(held(7, 1).hold, End::RanOut).await?;
    assert_eq!(due(6).await?.len(), 2);
    assert_eq!(keys.destroy(vec![visit(1)], None).await?.len(), 1);
    Ok(())
}

async fn an_erasure_that_met_a_hold_waits_for_the_last_one(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=2 {
        keys.mint(key_of(visit(n), &[0])).await?;
    }
    keys.hold(vec![held(7, 1)]).await?;
    keys.hold(vec![held(8, 1)]).await?;
    let (first, second) = (ErasureId::from_bytes([1; 16]), ErasureId::from_bytes([2; 16]));
    let gone = keys.destroy(vec![visit(1), visit(2)], Some(first)).await?;
    assert_eq!(gone.iter().map(|gone| gone.subject).collect::<Vec<_>>(), [subject(2)]);
    assert!(keys.destroy(vec![visit(1)], Some(second)).await?.is_empty());
    assert!(matches!(keys.states(vec![visit(1)]).await?[..], [KeyState::Live(_)]));
    keys.release(held(7, 1).hold, End::Lifted).await?;
    assert!(keys.postponed().await?.is_empty(), "another hold is in effect");
    keys.release(held(8, 1).hold, End::Lifted).await?;
    assert_eq!(keys.postponed().await?, [(visit(1), first)]);
    let gone = keys.destroy(vec![visit(1)], Some(first)).await?;
    assert_eq!((gone.len(), gone[0].cause), (1, Some(first)));
    assert!(keys.postponed().await?.is_empty());
    Ok(())
}

async fn a_hold_that_is_over_stays_over(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.hold(vec![held(7, 1)]).await?;
    keys.release(held(7, 1).hold, End::Lifted).await?;
    keys.release(held(7, 1).hold, End::RanOut).await?;
    keys.hold(vec![held(7, 1)]).await?;
    assert_eq!(keys.holds(None).await?, [HeldKey { over: Some(End::Lifted), ..held(7, 1) }]);
    assert_eq!(keys.destroy(vec![visit(1)], None).await?.len(), 1);
    drop(keys);
    assert_eq!(engine.open_as(LOG).await?.holds(None).await?.len(), 1);
    Ok(())
}

async fn of_two_claims_one_holds(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let (a, b) = (subject(1), subject(2));
    keys.claim(vec![lookup("email", 1, a, &[0]), lookup("slug", 2, a, &[0])], at(0), at(15)).await?;
    let second = vec![lookup("email", 3, b, &[0]), lookup("slug", 2, b, &[0])];
    refused!(keys.claim(second, at(1), at(16)).await, KeysError::Taken("slug"));
    let find = async |kind, address| keys.find(kind, vec![(0, tag(address, 0))], at(2)).await;
    assert_eq!(find("slug", 2).await?, Some(a));
    assert_eq!(find("email", 2).await?, None, "another kind");
    assert_eq!(find("email", 3).await?, None, "all or none");
    keys.claim(vec![lookup("slug", 2, a, &[0])], at(1), at(16)).await?;
    assert_eq!(find("slug", 2).await?, Some(a), "one's own again");
    let later = keys.find("slug", vec![(0, tag(2, 0))], at(15)).await?;
    assert_eq!(later, Some(a), "carried on until the new end");
    Ok(())
}

async fn a_claim_runs_out_unless_it_is_confirmed(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let (a, b) = (subject(1), subject(2));
    keys.claim(vec![lookup("slug", 1, a, &[0]), lookup("slug", 2, a, &[0])], at(0), at(15)).await?;
    let find = async |address, minutes| keys.find("slug", vec![(0, tag(address, 0))], at(minutes)).await;
    assert_eq!((find(1, 14).await?, find(1, 15).await?), (Some(a), None));
    refused!(keys.claim(vec![lookup("slug", 1, b, &[0])], at(14), at(30)).await, KeysError::Taken("slug"));
    keys.claim(vec![lookup("slug", 1, b, &[0])], at(15), at(30)).await?;
    assert!(keys.confirm(b).await?);
    assert!(!keys.confirm(subject(3)).await?, "who has claimed nothing keeps nothing");
    assert_eq!((find(1, 99).await?, find(2, 99).await?), (Some(b), None));
    refused!(keys.claim(vec![lookup("slug", 1, a, &[0])], at(99), at(120)).await, KeysError::Taken("slug"));
    Ok(())
}

async fn a_claim_that_is_given_up_is_free(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let (a, b) = (subject(1), subject(2));
    keys.claim(vec![lookup("email", 1, a, &[0])], at(0), at(15)).await?;
    assert!(keys.confirm(a).await?);
    keys.disclaim(b).await?;
    refused!(keys.claim(vec![lookup("email", 1, b, &[0])], at(1), at(15)).await, KeysError::Taken("email"));
    keys.disclaim(a).await?;
    assert_eq!(keys.find("email", vec![(0, tag(1, 0))], at(1)).await?, None);
    keys.claim(vec![lookup("email", 1, b, &[0])], at(1), at(15)).await?;
    assert_eq!(keys.find("email", vec![(0, tag(1, 0))], at(1)).await?, Some(b));
    Ok(())
}

async fn a_clock_that_is_stopped_destroys_nothing(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in [1, 2] {
        keys.mint(key_of(visit(n), &[0])).await?;
        keys.set_due(visit(n), at(0), at(10)).await?;
    }
    keys.stop_clock(visit(1)).await?;
    keys.stop_clock(visit(9)).await?;
    let due = keys.due(at(99), 9).await?;
    assert_eq!(due.iter().map(|row| (row.subject, row.class)).collect::<Vec<_>>(), [visit(2)]);
    keys.set_due(visit(1), at(0), at(20)).await?;
    assert_eq!(keys.due(at(99), 9).await?.len(), 2, "it can be set again");
    Ok(())
}

async fn with_the_last_key_a_subject_is_not_found(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    let account = (subject(1), Class::Account);
    for whose in [visit(1), account, visit(2)] {
        keys.mint(key_of(whose, &[0])).await?;
    }
    for n in [1, 2] {
        keys.claim(vec![lookup("email", n, subject(n), &[0])], at(0), at(15)).await?;
        keys.confirm(subject(n)).await?;
    }
    let find = async |n| keys.find("email", vec![(0, tag(n, 0))], at(1)).await;
    keys.destroy(vec![visit(1)], None).await?;
    assert_eq!(find(1).await?, Some(subject(1)), "another key is there");
    keys.destroy(vec![account], None).await?;
    assert_eq!((find(1).await?, find(2).await?), (None, Some(subject(2))));
    Ok(())
}

async fn what_was_seen_of_the_log_stays(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    assert_eq!(keys.seen().await?, Seen::default());
    keys.see(Seen { size: 7, root: vec![3; 32] }).await?;
    assert_eq!(keys.seen().await?, Seen { size: 7, root: vec![3; 32] });
    for (size, kept) in [(6, 7), (7, 7), (8, 8)] {
        keys.see_more(Seen { size, root: vec![size as u8; 32] }).await?;
        let root = vec![if kept == 7 { 3 } else { 8 }; 32];
        assert_eq!(keys.seen().await?, Seen { size: kept, root }, "after {size}");
    }
    // After a restore there is less.
    keys.see(Seen { size: 2, root: vec![2; 32] }).await?;
    assert_eq!(keys.seen().await?, Seen { size: 2, root: vec![2; 32] });
    Ok(())
}

async fn all_is_there_after_reopening(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.mint(key_of(visit(2), &[0])).await?;
    keys.claim(vec![lookup("slug", 1, subject(1), &[0])], at(0), at(15)).await?;
    keys.destroy(vec![visit(2)], None).await?;
    drop(keys);
    let keys = engine.open_as(LOG).await?;
    assert_eq!((keys.epochs().await?.current, keys.counts().await?), (0, (1, 1)));
    assert_eq!(keys.find("slug", vec![(0, tag(1, 0))], at(1)).await?, Some(subject(1)));
    assert!(matches!(keys.states(vec![visit(1)]).await?[..], [KeyState::Live(_)]));
    Ok(())
}

async fn keys_are_found_by_when_their_clock_starts(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=4 {
        keys.mint(key_of(visit(n), &[0])).await?;
    }
    keys.mint(key_of((subject(5), Class::Account), &[0])).await?;
    keys.set_due(visit(3), at(10), at(90)).await?;
    keys.set_due(visit(1), at(20), at(90)).await?;
    keys.set_due(visit(2), at(30), at(90)).await?;
    keys.set_due((subject(5), Class::Account), at(20), at(90)).await?;
    let starting = async |after, until| {
        let rows = keys.starting(Class::Visit, at(after), at(until)).await?;
        Ok::<_, KeysError>(rows.into_iter().map(|row| row.subject).collect::<Vec<_>>())
    };
    assert_eq!(starting(0, 90).await?, [subject(3), subject(1), subject(2)]);
    assert_eq!(starting(10, 20).await?, [subject(1)], "after the one, and not after the other");
    keys.destroy(vec![visit(1)], None).await?;
    assert!(starting(10, 20).await?.is_empty());
    Ok(())
}

async fn a_claim_is_taken_back(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.claim(vec![lookup("visit", 1, subject(1), &[0])], at(0), at(9)).await?;
    keys.claim(vec![lookup("visit", 2, subject(2), &[0])], at(0), at(9)).await?;
    keys.disclaim(subject(1)).await?;
    keys.disclaim(subject(7)).await?;
    assert_eq!(keys.find("visit", vec![(0, tag(1, 0))], at(1)).await?, None);
    assert_eq!(keys.find("visit", vec![(0, tag(2, 0))], at(1)).await?, Some(subject(2)));
    keys.claim(vec![lookup("visit", 1, subject(3), &[0])], at(0), at(9)).await?;
    assert_eq!(keys.find("visit", vec![(0, tag(1, 0))], at(1)).await?, Some(subject(3)));
    Ok(())
}

async fn a_claim_that_ran_out_is_forgotten(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.begin_epoch(1, b"table key 1".to_vec()).await?;
    let lasting = subject(1);
    keys.claim(vec![lookup("email", 1, lasting, &[0, 1])], at(0), at(9)).await?;
    assert!(keys.confirm(lasting).await?);
    keys.claim(vec![lookup("code", 2, subject(2), &[0, 1])], at(0), at(9)).await?;
    keys.claim(vec![lookup("code", 3, subject(3), &[0, 1])], at(0), at(10)).await?;
    let left = async || Ok::<_, KeysError>(keys.lookup_batch(None, 9).await?.len());
    keys.lapse(at(8)).await?;
    assert_eq!(left().await?, 3, "nothing has run out");
    keys.lapse(at(9)).await?;
    assert_eq!(left().await?, 2, "what ran out is gone, what lasts and what holds is not");
    let both = |n| vec![(0, tag(n, 0)), (1, tag(n, 1))];
    assert_eq!(keys.find("email", both(1), at(99)).await?, Some(lasting));
    assert_eq!(keys.find("code", both(3), at(9)).await?, Some(subject(3)));
    // Gone from both epochs: the next one becomes the current one only if it holds as many rows.
    keys.switch(1).await?;
    assert_eq!(left().await?, 2);
    Ok(())
}
