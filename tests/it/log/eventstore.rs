//! What the log has to endure from EventStoreDB and its client: each fault one test, against the stand-in.

use super::{LOG, Server, dense, event, events, id, in_time, refusal, seal, stream, tail, whole};
use domain::Class;
use std::sync::Arc;
use std::time::Instant;
use store::log::{
    Appended, Cursors, EventStoreLog, Expected, Log, LogError, LogReader, LogWriter, NewRecord, Purge,
};
use tests::esdb::{Ending, StandIn};
use tests::folder::Folder;
use tests::{Failure, Outcome, wait};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_starts_late_is_waited_for_by_nobody_and_found_by_all() -> Outcome {
    let (standin, folder) = (StandIn::late()?, Folder::new("late")?);
    let (url, index) = (standin.url(), folder.path().join("index.db"));
    let open = || EventStoreLog::open(&url, &index, LOG);
    let early = in_time("an answer without a server", open()).await?;
    assert!(matches!(early, Err(LogError::Unavailable(_))));
    standin.resume()?;
    let log = in_time("the log", open()).await??;
    assert_eq!(log.append(&stream("visit-a"), Expected::Version(0), events([1])).await?.position, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_goes_away_and_comes_back() -> Outcome {
    let server = Server::start()?;
    let log: Arc<dyn Log> = server.open().await?;
    let a = stream("visit-a");
    let first = log.append(&a, Expected::Version(0), events([1])).await?;
    let waiting = {
        let log = log.clone();
        tokio::spawn(async move { log.wait(2).await })
    };
    // Twice: the second time finds the client that could not connect the first time, and is dead for ever.
    for round in 0..2 {
        server.standin.stop()?;
        let n = round + 2;
        let answers = in_time("answers without a server", async {
            [
                log.append(&a, Expected::Version(n - 1), events([n])).await.map(drop),
                log.read_all(n, 10).await.map(drop),
                log.read_stream(&a, 0, 10).await.map(drop),
                log.event(id(77)).await.map(drop),
                log.head().await.map(drop),
                log.durability().await.map(drop),
                log.set_cursor("mail", 1).await,
                log.cursor("mail").await.map(drop),
            ]
        });
        for answer in answers.await? {
            assert!(matches!(answer, Err(LogError::Unavailable(_))), "{answer:?}");
        }
        server.standin.resume()?;
        assert_eq!(log.append(&a, Expected::Version(0), events([1])).await?, first);
        assert_eq!(log.append(&a, Expected::Version(n - 1), events([n])).await?.position, n);
    }
    assert_eq!(in_time("the waiting reader", waiting).await???, 3);
    assert_eq!(dense(&whole(&*log).await?)?.len(), 3);
    Ok(())
}

/// Writers and a reader go on while something is done to the server every twenty events.
async fn through(disturb: impl Fn(&StandIn)) -> Outcome<Server> {
    const TOTAL: u64 = 100;
    let server = Server::start()?;
    let (writer, reader) = (server.open().await?, server.open().await?);
    let (a, tail) = (stream("visit-a"), tokio::spawn(tail(reader, TOTAL as usize)));
    for n in 0..TOTAL {
        if n % 20 == 10 {
            disturb(&server.standin);
        }
        let answer = writer.append(&a, Expected::Version(n), events([n]));
        assert_eq!(in_time("an append", answer).await??, Appended { version: n + 1, position: n + 1 });
    }
    let seen = in_time("the reader", tail).await???;
    assert_eq!(dense(&seen)?, (0..TOTAL).map(id).collect::<Vec<_>>());
    Ok(server)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subscription_that_becomes_unavailable_is_made_again() -> Outcome {
    let server = through(|standin| standin.end_subscriptions(Ending::Unavailable)).await?;
    assert!(server.standin.subscribed() > 5, "{} subscriptions", server.standin.subscribed());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subscription_that_is_ended_in_order_is_left_and_made_again() -> Outcome {
    let server = through(|standin| standin.end_subscriptions(Ending::Graceful)).await?;
    assert!(server.standin.subscribed() > 5, "{} subscriptions", server.standin.subscribed());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_thread_is_left_spinning_by_a_subscription_that_was_ended() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    for round in 1..=5 {
        let before = server.standin.subscribed();
        server.standin.end_subscriptions(Ending::Graceful);
        // Nobody asks for anything here, so no follower is replaced: this one came out of the crate's loop by itself.
        wait::until("another subscription", wait::DEADLINE, || {
            Ok((server.standin.subscribed() > before).then_some(()))
        })?;
        log.append(&stream("visit-a"), Expected::Any, events([round])).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_delivered_twice_counts_once() -> Outcome {
    through(StandIn::deliver_twice).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subscription_that_falls_silent_is_replaced() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    server.standin.fall_silent(true);
    let before = server.standin.subscribed();
    let append = {
        let log = log.clone();
        tokio::spawn(async move { log.append(&stream("visit-a"), Expected::Version(0), events([1])).await })
    };
    wait::until("another subscription", wait::DEADLINE, || {
        Ok((server.standin.subscribed() > before).then_some(()))
    })?;
    server.standin.fall_silent(false);
    assert_eq!(in_time("the append", append).await???.position, 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_lead_sends_us_to_the_leader() -> Outcome {
    let server = Server::start()?;
    let follower = server.standin.follower()?;
    let log = EventStoreLog::open(&follower.url(), &server.index(7), LOG).await?;
    for n in 0..10 {
        assert_eq!(log.append(&stream("visit-a"), Expected::Version(n), events([n])).await?.position, n + 1);
    }
    assert_eq!(dense(&whole(&log).await?)?.len(), 10);
    assert!(follower.redirected() > 0, "nobody was sent on");
    // Of a cluster, whoever leads is found among its members.
    let seeds = format!("esdb://{},{}?tls=false", follower.address(), server.standin.address());
    let log = EventStoreLog::open(&seeds, &server.index(8), LOG).await?;
    assert_eq!(log.append(&stream("visit-a"), Expected::Version(10), events([10])).await?.position, 11);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_whose_answer_is_lost_is_found_and_not_repeated() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    let a = stream("visit-a");
    for (n, expected) in [(0, Expected::Version(0)), (2, Expected::Any), (4, Expected::Version(4))] {
        server.standin.lose_answers(1);
        let appended = log.append(&a, expected, events([n, n + 1])).await?;
        assert_eq!(appended, Appended { version: n + 2, position: n + 2 });
        assert_eq!(log.append(&a, expected, events([n, n + 1])).await?, appended);
    }
    // One that loses all of its answers says so, and the same sent again finds what was recorded.
    server.standin.lose_answers(100);
    let told = log.append(&a, Expected::Any, events([6])).await;
    server.standin.lose_answers(0);
    assert!(told.is_ok(), "the first loss is enough to find it: {told:?}");
    assert_eq!(dense(&whole(&*log).await?)?.len(), 7);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflict_of_two_nodes_costs_nobody_else_an_append() -> Outcome {
    let server = Server::start()?;
    let nodes = [server.open().await?, server.open().await?];
    let mut appends = JoinSet::new();
    for n in 0..200 {
        let log = nodes[n as usize % 2].clone();
        // Half of them race for one stream, the others have each their own.
        let name = if n % 4 < 2 { "visit-a".into() } else { format!("visit-{n}") };
        appends.spawn(async move { log.append(&stream(&name), Expected::Any, events([n])).await });
    }
    while let Some(answer) = in_time("the appends", appends.join_next()).await? {
        answer??;
    }
    assert_eq!(dense(&whole(&*nodes[0]).await?)?.len(), 200);
    assert_eq!(whole(&*nodes[0]).await?, whole(&*nodes[1]).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_open_one_log() -> Outcome {
    let (standin, folder) = (StandIn::start()?, Folder::new("nodes")?);
    let mut starting = JoinSet::new();
    for node in 1..=6_u8 {
        let (url, index) = (standin.url(), folder.path().join(format!("{node}.db")));
        starting.spawn(async move { EventStoreLog::open(&url, &index, [node; 16]).await });
    }
    let mut ids = std::collections::HashSet::new();
    while let Some(log) = in_time("a node to start", starting.join_next()).await? {
        ids.insert(log??.id());
    }
    assert_eq!(ids.len(), 1, "the first gave the log its id");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_is_lost_is_made_again_the_same() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    for n in 0..40 {
        let sealed = NewRecord { seals: vec![seal(1, Class::Visit, b"sealed")], ..event(n) };
        log.append(&stream(&format!("visit-{}", n % 3)), Expected::Any, vec![sealed]).await?;
    }
    log.set_cursor("mail", 17).await?;
    let before = whole(&*log).await?;
    drop(log);
    let other = EventStoreLog::open(&server.standin.url(), &server.index(9), LOG).await?;
    assert_eq!((whole(&other).await?, other.cursor("mail").await?), (before, 17));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_is_ahead_of_its_server_is_refused() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    log.append(&stream("visit-a"), Expected::Any, events(1..=5)).await?;
    drop(log);
    // The server set back to nothing, with the log's own first event: its end lies before what the index has seen.
    let earlier = StandIn::start()?;
    let opened = EventStoreLog::open(&earlier.url(), &server.index(0), LOG).await;
    let refused = refusal(opened, "an index ahead of its server")?;
    assert!(matches!(refused, LogError::Broken { position: 5, .. }), "{refused:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_large_for_the_server_is_refused_in_words() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    let large = |n| NewRecord { seals: vec![seal(1, Class::Visit, &[7; 600 << 10])], ..event(n) };
    let refused = log.append(&stream("visit-a"), Expected::Any, vec![large(1), large(2)]).await;
    assert!(matches!(refused, Err(LogError::TooLarge(_))), "{refused:?}");
    log.append(&stream("visit-a"), Expected::Version(0), vec![large(1)]).await?;
    assert_eq!((log.head().await?, log.purge(&[super::key(1)]).await?), (1, 0));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_tell_no_value() -> Outcome {
    let (server, secret) = (Server::start()?, "Ann-Quill");
    let log = server.open().await?;
    let a = stream(&format!("visit-{secret}"));
    log.append(&a, Expected::Any, vec![NewRecord { kind: secret.into(), ..event(1) }]).await?;
    let mut errors =
        vec![refusal(log.append(&a, Expected::Any, vec![event(2), event(1)]).await, "an id again")?];
    server.standin.stop()?;
    errors.push(refusal(log.append(&a, Expected::Any, events([3])).await, "an append to nobody")?);
    for url in [format!("esdb://x:{secret}@["), format!("esdb://x:{secret}@127.0.0.1:1?tls=false")] {
        errors.push(refusal(EventStoreLog::open(&url, &server.index(5), LOG).await, "a wrong address")?);
    }
    for error in errors {
        let words = format!("{error} {error:?}");
        assert!(!words.contains(secret) && !words.contains(&id(1).to_string()), "{words}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_appends_are_in_flight_and_one_alone_is_quick() -> Outcome {
    let server = Server::start()?;
    let log = server.open().await?;
    let start = Instant::now();
    for n in 0..100 {
        log.append(&stream("visit-a"), Expected::Version(n), events([n])).await?;
    }
    let alone = start.elapsed();
    let start = Instant::now();
    let mut appends = JoinSet::new();
    for n in 100..1_100 {
        let log = log.clone();
        appends.spawn(async move {
            log.append(&stream(&format!("visit-{n}")), Expected::Version(0), events([n])).await
        });
    }
    while let Some(answer) = in_time("the appends", appends.join_next()).await? {
        answer??;
    }
    let many = start.elapsed();
    tests::program::say(format_args!(
        "esdb: 100 one after the other in {alone:?}, 1,000 at once in {many:?}"
    ))?;
    // The crate alone takes 43 ms for each, for want of TCP_NODELAY.
    if alone.as_millis() > 2_000 {
        return Err(Failure::new(format!("100 appends took {alone:?}: small packets are held back")));
    }
    Ok(())
}
