//! Several nodes on one key table in PostgreSQL.

use super::{Engine, LOG, at, key_of, lookup, refused, roll, subject, tag, visit, wrap};
use domain::Class;
use domain::log::{Destruction, Nodes};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::log::PostgresLog;
use store::vault::{Epochs, KeyState, KeyTable, KeysError, PostgresKeys, Whose};
use tests::postgres::Cluster;
use tests::program::Program;
use tests::{Outcome, needs};
use tokio::task::JoinSet;

/// The open epochs' numbers.
async fn open(keys: &dyn KeyTable) -> Result<Vec<u64>, KeysError> {
    let epochs: Epochs = keys.epochs().await?;
    Ok(epochs.open().map(|(epoch, _)| *epoch).collect())
}

/// Mints as a vault does: what has moved on is wrapped again.
async fn mint(keys: &dyn KeyTable, whose: Whose) -> Result<(), KeysError> {
    loop {
        match keys.mint(key_of(whose, &open(keys).await?)).await {
            Err(KeysError::Moved) => {}
            done => return done,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_begin_one_epoch() -> Outcome {
    needs!("nodes starting at once on one key table", Program::Postgres);
    let engine = Arc::new(Engine::postgres()?);
    let mut starting = JoinSet::new();
    for n in 0..6 {
        let engine = engine.clone();
        starting.spawn(async move {
            let keys = engine.open().await?;
            Ok::<_, KeysError>(keys.begin_epoch(0, vec![n]).await)
        });
    }
    let mut begun = 0;
    while let Some(started) = starting.join_next().await {
        match started?? {
            Ok(()) => begun += 1,
            Err(refusal) => assert!(matches!(refusal, KeysError::Moved), "{refusal}"),
        }
    }
    assert_eq!(begun, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_beside_the_log_is_refused() -> Outcome {
    needs!("a key table beside its log", Program::Postgres);
    let url = Cluster::shared()?.database()?.url();
    PostgresLog::open(&url, LOG).await?;
    refused!(PostgresKeys::open(&url, LOG).await.map(drop), KeysError::NotApart);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_tell_no_password() -> Outcome {
    needs!("the words of a key table's errors", Program::Postgres);
    let url = Cluster::shared()?.database()?.url();
    let wrong = url.replace("for-tests-alone", "Mislaid-Quill");
    assert_ne!(url, wrong);
    let refusal = PostgresKeys::open(&wrong, LOG).await.err().map(|error| format!("{error} {error:?}"));
    assert!(refusal.as_ref().is_some_and(|words| !words.contains("Quill")), "{refusal:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_claims_at_once_one_holds_and_nobody_waits_in_a_circle() -> Outcome {
    needs!("claims at once", Program::Postgres);
    let engine = Engine::postgres()?;
    let keys = engine.begun().await?;
    let mut claiming = JoinSet::new();
    for n in 1..=16 {
        let keys = if n % 2 == 0 { keys.clone() } else { engine.open().await? };
        claiming.spawn(async move {
            let mut two = vec![lookup("email", 40, subject(n), &[0]), lookup("slug", 200, subject(n), &[0])];
            if n % 3 == 0 {
                two.reverse();
            }
            (n, keys.claim(two, at(0), at(15)).await)
        });
    }
    let mut holders = vec![];
    while let Some(claimed) = claiming.join_next().await {
        match claimed? {
            (n, Ok(())) => holders.push(n),
            (_, Err(refusal)) => assert!(matches!(refusal, KeysError::Taken(_)), "{refusal}"),
        }
    }
    assert_eq!(holders.len(), 1);
    let holder = Some(subject(holders[0]));
    assert_eq!(keys.find("email", vec![(0, tag(40, 0))], at(1)).await?, holder);
    assert_eq!(keys.find("slug", vec![(0, tag(200, 0))], at(1)).await?, holder);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subjects_last_two_keys_destroyed_at_once_leave_no_lookup() -> Outcome {
    needs!("destructions at once", Program::Postgres);
    let engine = Engine::postgres()?;
    let (one, other) = (engine.begun().await?, engine.open().await?);
    for n in 1..=20 {
        let account = (subject(n), Class::Account);
        one.mint(key_of(visit(n), &[0])).await?;
        one.mint(key_of(account, &[0])).await?;
        one.claim(vec![lookup("email", n, subject(n), &[0])], at(0), at(15)).await?;
        let (a, b) = tokio::join!(one.destroy(vec![visit(n)], None), other.destroy(vec![account], None));
        assert_eq!((a?.len(), b?.len()), (1, 1));
        assert_eq!(one.find("email", vec![(0, tag(n, 0))], at(1)).await?, None, "{n}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn during_rolls_nothing_minted_is_lost_and_nothing_destroyed_comes_back() -> Outcome {
    needs!("rolls among writing nodes", Program::Postgres);
    let engine = Engine::postgres()?;
    let keys = engine.begun().await?;
    let rolling = Arc::new(AtomicBool::new(true));
    let mut nodes = JoinSet::new();
    for node in 0..3_u8 {
        let (keys, rolling) = (engine.open().await?, rolling.clone());
        nodes.spawn(async move {
            let (mut kept, mut gone) = (vec![], vec![]);
            for n in 0..70 {
                let own = visit(node * 70 + n + 1);
                mint(&*keys, own).await?;
                if n % 2 == 0 {
                    // Two at once: a destruction and a second mint of the same key.
                    let (destroyed, minted) = tokio::join!(keys.destroy(vec![own], None), mint(&*keys, own));
                    assert_eq!(destroyed?.len(), 1);
                    assert!(matches!(minted, Ok(()) | Err(KeysError::Destroyed)), "{minted:?}");
                    gone.push(own);
                } else {
                    kept.push(own);
                }
                if n > 20 && !rolling.load(Ordering::Relaxed) {
                    break;
                }
            }
            Ok::<_, KeysError>((kept, gone))
        });
    }
    for next in 1..=8 {
        roll(&*keys, next).await?;
    }
    rolling.store(false, Ordering::Relaxed);
    while let Some(node) = nodes.join_next().await {
        let (kept, gone) = node??;
        for (whose, state) in kept.iter().zip(keys.states(kept.clone()).await?) {
            let KeyState::Live(row) = state else { panic!("{whose:?} is lost: {state:?}") };
            assert_eq!((row.epoch, row.wrapped), (8, wrap(*whose, 8)));
        }
        for (whose, state) in gone.iter().zip(keys.states(gone.clone()).await?) {
            assert!(matches!(state, KeyState::Destroyed(_)), "{whose:?} came back: {state:?}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_take_each_step_of_a_roll_once() -> Outcome {
    needs!("a roll by two nodes", Program::Postgres);
    let engine = Engine::postgres()?;
    let (one, other) = (engine.begun().await?, engine.open().await?);
    let by_one = |a: Result<(), KeysError>, b: Result<(), KeysError>| {
        let taken = [&a, &b].into_iter().filter(|answer| answer.is_ok()).count();
        let moved = [&a, &b].into_iter().filter(|answer| matches!(answer, Err(KeysError::Moved))).count();
        assert_eq!((taken, moved), (1, 1), "{a:?} {b:?}");
    };
    for next in 1..=5 {
        let (a, b) = tokio::join!(one.begin_epoch(next, vec![1]), other.begin_epoch(next, vec![2]));
        by_one(a, b);
        let (a, b) = tokio::join!(one.switch(next), other.switch(next));
        by_one(a, b);
        let end = |keys: Arc<dyn KeyTable>| async move {
            keys.end_epoch(next - 1, Destruction::File, Nodes::Answered).await
        };
        let (a, b) = tokio::join!(end(one.clone()), end(other.clone()));
        by_one(a, b);
    }
    Ok(())
}
