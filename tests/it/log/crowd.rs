//! What many callers at once may rely on, through one opened log and, where the engine has several nodes, through two.

use super::{Engine, dense, event, events, id, in_time, on_every_engine, stream, tail, whole};
use std::collections::HashSet;
use std::sync::Arc;
use store::log::{Expected, Log, LogError};
use tests::Outcome;
use tokio::task::JoinSet;

on_every_engine!(
    no_update_is_lost_among_sixteen_writers,
    a_reader_misses_nothing_and_sees_nothing_twice,
    of_many_with_one_expectation_one_wins,
    concurrent_repeats_are_answered_alike,
    a_refused_append_harms_no_neighbour,
);

const WRITERS: u64 = 16;

/// The logs that writers share: two nodes where there can be.
pub(super) async fn nodes(engine: &Engine) -> Outcome<Vec<Arc<dyn Log>>> {
    Ok(match engine {
        Engine::Sqlite(_) => vec![engine.open().await?],
        Engine::Postgres(_) | Engine::EventStore(_) => vec![engine.open().await?, engine.open().await?],
    })
}

fn of(nodes: &[Arc<dyn Log>], writer: u64) -> Arc<dyn Log> {
    nodes[writer as usize % nodes.len()].clone()
}

async fn joined<T: 'static>(what: &str, mut tasks: JoinSet<Result<T, LogError>>) -> Outcome<Vec<T>> {
    let mut results = Vec::new();
    while let Some(result) = in_time(what, tasks.join_next()).await? {
        results.push(result??);
    }
    Ok(results)
}

async fn no_update_is_lost_among_sixteen_writers(engine: &Engine) -> Outcome {
    const EACH: u64 = 20;
    let nodes = nodes(engine).await?;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let log = of(&nodes, writer);
        writers.spawn(async move {
            let stream = stream(&format!("visit-{}", writer % 3));
            let mut version = 0;
            for n in 0..EACH {
                // As a command does after a lost race: decide again on what is there now.
                version = loop {
                    match log.append(&stream, Expected::Version(version), events([writer * EACH + n])).await {
                        Ok(appended) => break appended.version,
                        Err(LogError::Conflict { actual }) => {
                            assert_ne!(actual, version, "a conflict tells another version");
                            version = actual;
                        }
                        Err(other) => return Err(other),
                    }
                };
            }
            Ok(())
        });
    }
    joined("the writers", writers).await?;
    for log in nodes {
        let ids = dense(&whole(&*log).await?)?;
        assert_eq!(
            ids.iter().copied().collect::<HashSet<_>>(),
            (0..WRITERS * EACH).map(id).collect::<HashSet<_>>()
        );
        assert_eq!(ids.len() as u64, WRITERS * EACH);
        assert_eq!(log.head().await?, WRITERS * EACH);
    }
    Ok(())
}

async fn a_reader_misses_nothing_and_sees_nothing_twice(engine: &Engine) -> Outcome {
    const EACH: u64 = 40;
    let nodes = nodes(engine).await?;
    let total: usize = (0..WRITERS).map(|writer| EACH as usize * (1 + writer as usize % 3)).sum();
    let mut readers = JoinSet::new();
    for reader in 0..4 {
        readers.spawn(tail(of(&nodes, reader), total));
    }
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let log = of(&nodes, writer);
        writers.spawn(async move {
            let stream = stream(&format!("visit-{}", writer / 2));
            for n in 0..EACH {
                let first = (writer * EACH + n) * 4;
                log.append(&stream, Expected::Any, events(first..=first + writer % 3)).await?;
            }
            Ok(())
        });
    }
    joined("the writers", writers).await?;
    let seen = joined("the readers", readers).await?;
    let ids = dense(&seen[0])?;
    assert_eq!((ids.len(), ids.iter().collect::<HashSet<_>>().len()), (total, total));
    for other in &seen[1..] {
        assert_eq!(*other, seen[0], "every reader sees the same order");
    }
    Ok(())
}

async fn of_many_with_one_expectation_one_wins(engine: &Engine) -> Outcome {
    let nodes = nodes(engine).await?;
    for round in 0..10 {
        let mut writers = JoinSet::new();
        for writer in 0..WRITERS {
            let log = of(&nodes, writer);
            writers.spawn(async move {
                match log
                    .append(
                        &stream("slug-clinic"),
                        Expected::Version(round),
                        events([round * WRITERS + writer]),
                    )
                    .await
                {
                    Ok(_) => Ok(1),
                    Err(LogError::Conflict { actual }) if actual == round + 1 => Ok(0),
                    Err(other) => Err(other),
                }
            });
        }
        assert_eq!(joined("the writers", writers).await?.iter().sum::<u64>(), 1);
    }
    assert_eq!(dense(&whole(&*nodes[0]).await?)?.len(), 10);
    Ok(())
}

async fn concurrent_repeats_are_answered_alike(engine: &Engine) -> Outcome {
    let nodes = nodes(engine).await?;
    for round in 0..10 {
        let mut writers = JoinSet::new();
        for writer in 0..WRITERS {
            let log = of(&nodes, writer);
            let (a, b) = (event(round * 2), event(round * 2 + 1));
            writers.spawn(async move {
                log.append(&stream("visit-a"), Expected::Version(round * 2), vec![a, b]).await
            });
        }
        let answers = joined("the writers", writers).await?;
        assert_eq!(answers.len() as u64, WRITERS);
        assert!(
            answers.iter().all(|answer| (answer.version, answer.position) == (round * 2 + 2, round * 2 + 2)),
            "{answers:?}"
        );
    }
    assert_eq!(dense(&whole(&*nodes[0]).await?)?.len(), 20);
    Ok(())
}

async fn a_refused_append_harms_no_neighbour(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    log.append(&stream("visit-a"), Expected::Any, events([0])).await?;
    let mut appends = JoinSet::new();
    for n in 1..=64 {
        let log = log.clone();
        appends.spawn(async move {
            // Every eighth brings an id that lies in another stream already.
            let events = if n % 8 == 0 { vec![event(0), event(n)] } else { vec![event(n)] };
            (n, log.append(&stream("visit-b"), Expected::Any, events).await)
        });
    }
    while let Some(answer) = in_time("the appends", appends.join_next()).await? {
        let (n, answer) = answer?;
        assert_eq!(answer.is_ok(), n % 8 != 0, "{n}: {answer:?}");
    }
    assert_eq!(dense(&whole(&*log).await?)?.len(), 1 + 56);
    Ok(())
}
