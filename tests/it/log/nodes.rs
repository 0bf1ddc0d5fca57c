//! Several nodes on one PostgreSQL database, and what its errors may tell.

use super::{Engine, LOG, dense, event, events, id, in_time, refusal, stream, whole};
use futures_util::FutureExt;
use std::sync::Arc;
use store::log::{Appended, Expected, Log, LogError, NewRecord, PostgresLog};
use tests::program::Program;
use tests::{Failure, Outcome, needs};
use tokio::task::JoinSet;

fn url(engine: &Engine) -> Outcome<String> {
    match engine {
        Engine::Postgres(database) => Ok(database.url()),
        Engine::Sqlite(_) | Engine::EventStore(_) => Err(Failure::new("this is no PostgreSQL")),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_open_one_log() -> Outcome {
    needs!("nodes starting at once", Program::Postgres);
    let url = url(&Engine::postgres()?)?;
    let mut starting = JoinSet::new();
    for node in 1..=6 {
        let url = url.clone();
        starting.spawn(async move { PostgresLog::open(&url, [node; 16]).await });
    }
    let mut logs: Vec<Arc<dyn Log>> = Vec::new();
    while let Some(log) = in_time("a node to start", starting.join_next()).await? {
        logs.push(Arc::new(log??));
    }
    assert!(logs.iter().all(|log| log.id() == logs[0].id()), "the first gave the log its id");
    for (n, log) in (0..).zip(&logs) {
        assert_eq!(log.append(&stream("visit-a"), Expected::Version(n), events([n])).await?.position, n + 1);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_of_one_node_waits_for_an_event_of_another() -> Outcome {
    needs!("waiting across nodes", Program::Postgres);
    let engine = Engine::postgres()?;
    let (one, other) = (engine.open().await?, engine.open().await?);
    let waiting = tokio::spawn(async move { other.wait(0).await });
    one.append(&stream("visit-a"), Expected::Any, events([1])).await?;
    assert_eq!(in_time("the event of the other node", waiting).await???, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_that_cannot_be_stored_harms_no_neighbour() -> Outcome {
    needs!("neighbours of a refused append", Program::Postgres);
    let log = Engine::postgres()?.open().await?;
    log.append(&stream("visit-a"), Expected::Any, events([0])).await?;
    let mut appends = JoinSet::new();
    for n in 1..=64 {
        let log = log.clone();
        appends.spawn(async move {
            let broken = match n % 8 {
                // An id that lies in another stream already; and a name that PostgreSQL cannot hold.
                0 => vec![event(0), event(n)],
                4 => vec![NewRecord { kind: "nul\0".into(), ..event(n) }],
                _ => vec![event(n)],
            };
            (n, log.append(&stream("visit-b"), Expected::Any, broken).await)
        });
    }
    while let Some(answer) = in_time("the appends", appends.join_next()).await? {
        let (n, answer) = answer?;
        assert_eq!(answer.is_ok(), n % 4 != 0, "{n}: {answer:?}");
    }
    assert_eq!(dense(&whole(&*log).await?)?.len(), 1 + 48);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_tell_no_value() -> Outcome {
    needs!("the words of errors", Program::Postgres);
    let engine = Engine::postgres()?;
    let log = engine.open().await?;
    let secret = "Ann-Quill";
    let a = stream(&format!("visit-{secret}"));
    log.append(&a, Expected::Any, vec![NewRecord { kind: secret.into(), ..event(1) }]).await?;
    let mut errors = Vec::new();
    for broken in [vec![event(2), event(2)], vec![NewRecord { kind: format!("{secret}\0"), ..event(3) }]] {
        errors.push(refusal(log.append(&a, Expected::Any, broken).await, "what cannot be stored")?);
    }
    errors.push(refusal(
        log.append(&stream("visit-b"), Expected::Any, events([1])).await,
        "an id of another stream",
    )?);
    let address = url(&engine)?;
    errors.push(opening(&address.replace("for-tests-alone", secret)).await?);
    errors.push(opening(&address.replace("/test_", &format!("/{secret}"))).await?);
    errors.push(opening(&format!("postgres://x:{secret}@[")).await?);
    for error in errors {
        assert!(matches!(error, LogError::Unavailable(_)), "{error:?}");
        let words = format!("{error} {error:?}");
        assert!(!words.contains(secret) && !words.contains(&id(1).to_string()), "{words}");
    }
    Ok(())
}

async fn opening(url: &str) -> Outcome<LogError> {
    refusal(PostgresLog::open(url, LOG).await, "an address that is wrong")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hole_in_the_log_stops_its_readers() -> Outcome {
    needs!("a hole in the log", Program::Postgres);
    let engine = Engine::postgres()?;
    let log = engine.open().await?;
    log.append(&stream("visit-a"), Expected::Any, events(1..=3)).await?;
    engine.prompt(
        "ALTER TABLE {}log_events DISABLE TRIGGER ALL; DELETE FROM {}log_events WHERE position = 2",
    )?;
    // In the midst of a page, at its end, and where it is all there should be on it.
    for (after, limit) in [(0, 10), (0, 2), (1, 1)] {
        let read = log.read_all(after, limit).await;
        assert!(matches!(read, Err(LogError::Broken { position: 2, .. })), "{after} {limit}: {read:?}");
    }
    assert_eq!(log.read_all(2, 10).await?.len(), 1);
    assert_eq!(log.read_all(3, 10).await?.len(), 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_queue_on_one_stream_is_answered_in_order() -> Outcome {
    needs!("a long queue on one stream", Program::Postgres);
    let log = Engine::postgres()?.open().await?;
    let stream = stream("access-2026-11");
    // Sent one after the other without waiting: more than one commit takes, versions and none mixed.
    let mut answers = Vec::new();
    for n in 0..2_500 {
        let expected = if n % 5 == 0 { Expected::Version(n) } else { Expected::Any };
        let (log, stream) = (log.clone(), stream.clone());
        let append = async move { log.append(&stream, expected, events([n])).await };
        let mut append = Box::pin(tokio::task::unconstrained(append));
        // Polled once, it is in the queue: fewer wait than go in.
        match (&mut append).now_or_never() {
            Some(answer) => assert_eq!(answer?, Appended { version: n + 1, position: n + 1 }),
            None if n % 1_000 == 999 => {
                assert_eq!(
                    in_time("an append", append).await??,
                    Appended { version: n + 1, position: n + 1 }
                );
            }
            None => answers.push((n, append)),
        }
    }
    for (n, answer) in answers {
        assert_eq!(in_time("an append", answer).await??, Appended { version: n + 1, position: n + 1 });
    }
    Ok(())
}
