//! The steps of a roll: what a vault may rely on in the table, at each of them.

use super::{
    Engine, at, carry_all, key_of, lookup, on_every_engine, refused, roll, subject, tag, tagged, visit, wrap,
};
use domain::log::{Destruction, Nodes};
use store::vault::{Ended, KeyState, KeyTable, KeysError, Whose};
use tests::Outcome;

on_every_engine!(
    a_roll_carries_the_survivors,
    writes_of_the_meantime_go_into_both,
    what_was_carried_and_destroyed_is_in_neither,
    no_step_is_taken_early_late_or_twice,
    a_switch_needs_every_row,
    batches_run_through_every_row_once,
    an_ended_epoch_waits_until_it_is_recorded,
);

async fn wrapped(keys: &dyn KeyTable, whose: Whose) -> Result<Option<(u64, Vec<u8>)>, KeysError> {
    Ok(match keys.states(vec![whose]).await?.pop() {
        Some(KeyState::Live(row)) => Some((row.epoch, row.wrapped)),
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => None,
    })
}

async fn a_roll_carries_the_survivors(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=3 {
        keys.mint(key_of(visit(n), &[0])).await?;
        keys.claim(vec![lookup("email", n, subject(n), &[0])], at(0), at(15)).await?;
    }
    keys.set_due(visit(1), at(0), at(60)).await?;
    keys.confirm(subject(1)).await?;
    keys.destroy(vec![visit(3)], None).await?;
    assert_eq!(keys.awaiting_roll().await?, (0, 1));
    roll(&*keys, 1).await?;
    assert_eq!(keys.awaiting_roll().await?, (0, 0));
    let epochs = keys.epochs().await?;
    assert_eq!((epochs.current, epochs.all), (1, vec![(1, b"another table key".to_vec())]));
    assert_eq!(wrapped(&*keys, visit(1)).await?, Some((1, wrap(visit(1), 1))));
    assert_eq!(wrapped(&*keys, visit(3)).await?, None);
    let due = keys.due(at(60), 10).await?;
    assert_eq!((due.len(), due[0].subject, due[0].starts_at), (1, subject(1), Some(at(0))));
    let find = async |n, minutes| keys.find("email", vec![(1, tag(n, 1))], at(minutes)).await;
    assert_eq!(
        (find(1, 1).await?, find(2, 1).await?, find(3, 1).await?),
        (Some(subject(1)), Some(subject(2)), None)
    );
    assert_eq!((find(1, 15).await?, find(2, 15).await?), (Some(subject(1)), None), "its claim runs on");
    refused!(keys.find("email", vec![(0, tag(1, 0))], at(1)).await, KeysError::Moved);
    refused!(keys.mint(key_of(visit(4), &[0])).await, KeysError::Moved);
    refused!(keys.mint(key_of(visit(3), &[1])).await, KeysError::Destroyed);
    assert_eq!(keys.counts().await?, (2, 1));
    Ok(())
}

async fn writes_of_the_meantime_go_into_both(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.begin_epoch(1, b"next".to_vec()).await?;
    refused!(keys.mint(key_of(visit(2), &[0])).await, KeysError::Moved);
    refused!(keys.mint(key_of(visit(2), &[1])).await, KeysError::Moved);
    keys.mint(key_of(visit(2), &[0, 1])).await?;
    keys.claim(vec![lookup("slug", 2, subject(2), &[0, 1])], at(0), at(15)).await?;
    carry_all(&*keys, 1).await?;
    keys.set_due(visit(1), at(0), at(60)).await?;
    keys.confirm(subject(2)).await?;
    assert_eq!(
        wrapped(&*keys, visit(2)).await?,
        Some((0, wrap(visit(2), 0))),
        "reads come from the current one"
    );
    let both = vec![(0, tag(2, 0)), (1, tag(2, 1))];
    assert_eq!(keys.find("slug", both.clone(), at(99)).await?, Some(subject(2)));
    keys.switch(1).await?;
    keys.mint(key_of(visit(3), &[1])).await?;
    assert_eq!(keys.find("slug", both, at(99)).await?, Some(subject(2)));
    keys.end_epoch(0, Destruction::File, Nodes::Answered).await?;
    assert_eq!(keys.due(at(60), 10).await?.len(), 1);
    for n in 1..=3 {
        assert_eq!(wrapped(&*keys, visit(n)).await?, Some((1, wrap(visit(n), 1))));
    }
    Ok(())
}

async fn what_was_carried_and_destroyed_is_in_neither(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in 1..=2 {
        keys.mint(key_of(visit(n), &[0])).await?;
        keys.claim(vec![lookup("slug", n, subject(n), &[0])], at(0), at(15)).await?;
    }
    keys.begin_epoch(1, b"next".to_vec()).await?;
    carry_all(&*keys, 1).await?;
    let gone = keys.destroy(vec![visit(1)], None).await?;
    assert_eq!(gone[0].epoch, 1, "copies of the epoch that the roll fills may hold it");
    let carried = keys.carried(1, None, 10).await?;
    assert_eq!(carried.iter().map(|row| (row.subject, row.epoch)).collect::<Vec<_>>(), [(subject(2), 1)]);
    // A batch read before it was destroyed brings nothing back.
    keys.carry(1, vec![(visit(1), wrap(visit(1), 1))]).await?;
    keys.carry_lookups(vec![(tag(1, 0), tagged(1, 1))]).await?;
    keys.switch(1).await?;
    assert_eq!(wrapped(&*keys, visit(1)).await?, None);
    assert_eq!(keys.find("slug", vec![(1, tag(1, 1))], at(1)).await?, None);
    keys.end_epoch(0, Destruction::File, Nodes::Answered).await?;
    assert_eq!(keys.awaiting_roll().await?, (0, 1), "the next roll finishes it");
    Ok(())
}

async fn no_step_is_taken_early_late_or_twice(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    let row = || vec![(visit(1), wrap(visit(1), 1))];
    let end = async |epoch| keys.end_epoch(epoch, Destruction::File, Nodes::Answered).await;
    refused!(keys.begin_epoch(0, b"again".to_vec()).await, KeysError::Moved);
    refused!(keys.carry(1, row()).await, KeysError::Moved);
    refused!(keys.carried(1, None, 1).await, KeysError::Moved);
    refused!(keys.carry_lookups(vec![(tag(1, 0), tagged(1, 1))]).await, KeysError::Moved);
    refused!(keys.switch(1).await, KeysError::Moved);
    refused!(end(0).await, KeysError::Moved);
    keys.begin_epoch(1, b"next".to_vec()).await?;
    for another in [0, 1, 2] {
        refused!(keys.begin_epoch(another, b"again".to_vec()).await, KeysError::Moved);
    }
    refused!(keys.carry(0, row()).await, KeysError::Moved);
    refused!(end(0).await, KeysError::Moved);
    assert!(keys.carried(1, None, 1).await?.is_empty());
    keys.carry(1, row()).await?;
    keys.carry(1, row()).await?;
    assert_eq!((keys.carried(0, None, 9).await?.len(), keys.carried(1, None, 9).await?.len()), (1, 1));
    keys.switch(1).await?;
    refused!(keys.carried(0, None, 1).await, KeysError::Moved);
    refused!(keys.switch(1).await, KeysError::Moved);
    refused!(keys.carry(1, row()).await, KeysError::Moved);
    refused!(keys.begin_epoch(2, b"early".to_vec()).await, KeysError::Moved);
    refused!(end(1).await, KeysError::Moved);
    end(0).await?;
    refused!(end(0).await, KeysError::Moved);
    assert_eq!(wrapped(&*keys, visit(1)).await?, Some((1, wrap(visit(1), 1))));
    Ok(())
}

async fn a_switch_needs_every_row(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    keys.claim(vec![lookup("slug", 1, subject(1), &[0])], at(0), at(15)).await?;
    keys.begin_epoch(1, b"next".to_vec()).await?;
    refused!(keys.switch(1).await, KeysError::Broken(_));
    keys.carry(1, vec![(visit(1), wrap(visit(1), 1))]).await?;
    refused!(keys.switch(1).await, KeysError::Broken(_));
    keys.carry_lookups(vec![(tag(1, 0), tagged(1, 1))]).await?;
    keys.switch(1).await?;
    Ok(())
}

async fn batches_run_through_every_row_once(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    for n in (0..=9).rev() {
        keys.mint(key_of(visit(n * 25), &[0])).await?;
        keys.mint(key_of((subject(n * 25), domain::Class::Account), &[0])).await?;
        keys.claim(vec![lookup("slug", n * 25, subject(n * 25), &[0])], at(0), at(15)).await?;
    }
    let (mut seen, mut after) = (vec![], None);
    loop {
        let rows = keys.batch(after, 3).await?;
        let Some(last) = rows.last() else { break };
        after = Some((last.subject, last.class));
        seen.extend(rows.iter().map(|row| (row.subject, row.class.name())));
    }
    assert_eq!(seen.len(), 20);
    assert!(seen.is_sorted() && seen.windows(2).all(|two| two[0] != two[1]), "{seen:?}");
    let (mut seen, mut after) = (vec![], None);
    loop {
        let rows = keys.lookup_batch(after, 3).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.tag);
        seen.extend(rows.iter().map(|row| (row.tag, row.kind.clone(), row.wrapped.clone())));
    }
    let all: Vec<_> = (0..=9).map(|n| (tag(n * 25, 0), "slug".to_owned(), vec![n * 25, 0])).collect();
    assert_eq!(seen, all);
    Ok(())
}

async fn an_ended_epoch_waits_until_it_is_recorded(engine: &Engine) -> Outcome {
    let keys = engine.begun().await?;
    keys.mint(key_of(visit(1), &[0])).await?;
    roll(&*keys, 1).await?;
    keys.begin_epoch(2, b"third".to_vec()).await?;
    carry_all(&*keys, 2).await?;
    keys.switch(2).await?;
    keys.end_epoch(1, Destruction::Pkcs11, Nodes::LeaseRanOut).await?;
    let first = Ended { epoch: 0, survivors: 1, destruction: Destruction::File, nodes: Nodes::Answered };
    let second =
        Ended { epoch: 1, destruction: Destruction::Pkcs11, nodes: Nodes::LeaseRanOut, ..first.clone() };
    assert_eq!(keys.unrecorded_epochs().await?, [first.clone(), second.clone()]);
    keys.recorded_epoch(0).await?;
    assert_eq!(keys.unrecorded_epochs().await?, std::slice::from_ref(&second));
    assert_eq!(keys.ended_epochs().await?, [first, second]);
    Ok(())
}
