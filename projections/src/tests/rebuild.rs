//! Rebuilding beside the live generation, while events arrive and pages ask; and two processes on the same read models.

use super::house::*;
use crate::ReadError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_misses_nothing_while_events_arrive_and_pages_ask() {
    for house in houses("rebuild").await {
        let house = Arc::new(house);
        for n in 1..=50 {
            house.arrive(n, None).await;
        }
        let read = house.caught_up().await;
        let done = Arc::new(AtomicBool::new(false));
        let arriving = tokio::spawn({
            let house = house.clone();
            async move {
                for n in 51..=90 {
                    house.arrive(n, None).await;
                }
                house.admit(1).await;
            }
        });
        let asking = tokio::spawn({
            let (read, done) = (read.clone(), done.clone());
            async move {
                let mut least = 0;
                while !done.load(Ordering::Relaxed) {
                    let waiting = read.waiting().of(organisation()).await.unwrap().len();
                    let counted = read.counts().day(organisation(), today()).await.unwrap().arrivals;
                    assert!(waiting >= 50 && counted >= 50, "never a half-filled generation");
                    assert!(waiting >= least, "never an older one");
                    least = waiting;
                }
            }
        });
        for _ in 0..3 {
            read.rebuild_all().await.unwrap();
        }
        read.rebuild("visits").await.unwrap();
        arriving.await.unwrap();
        done.store(true, Ordering::Relaxed);
        asking.await.unwrap();
        house.reach(&read).await;
        let rebuilt = house.dump(&read).await;
        for status in read.status().await.unwrap() {
            let times = if status.name == "visits" { 4 } else { 3 };
            assert_eq!(status.generation, 1 + times, "{}", status.name);
        }
        assert_eq!(read.counts().day(organisation(), today()).await.unwrap().arrivals, 90);
        assert!(matches!(read.rebuild("horoscopes").await, Err(ReadError::Unknown)));
        read.shutdown().await;
        assert!(matches!(read.rebuild("visits").await, Err(ReadError::Closed)));
        house.delete().await;
        let read = house.caught_up().await;
        assert_eq!(house.dump(&read).await, rebuilt, "the same as from an empty database");
        read.shutdown().await;
    }
}

#[tokio::test]
async fn a_rebuild_that_was_cut_off_leaves_the_live_generation() {
    for house in houses("cut-off").await {
        for n in 1..=3 {
            house.arrive(n, None).await;
        }
        let read = house.caught_up().await;
        let before = house.dump(&read).await;
        read.shutdown().await;
        house
            .by_hand(
                "INSERT INTO read_models (name, generation, version, live, position, log, tables)
                 SELECT name, 2, version, 0, 1, log, 'visits_2' FROM read_models WHERE name = 'visits'",
            )
            .await;
        house.by_hand("CREATE TABLE visits_2 (id BYTEA)").await;
        let read = house.caught_up().await;
        assert_eq!(house.dump(&read).await, before);
        read.rebuild("visits").await.unwrap();
        assert_eq!(house.dump(&read).await, before);
        read.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_the_same_read_models_apply_each_event_once() {
    for house in houses("two").await {
        let (one, other) = (house.open().await, house.open().await);
        for n in 1..=40 {
            house.arrive(n, None).await;
        }
        house.admit(1).await;
        house.call(1).await;
        house.end(1).await;
        house.reach(&one).await;
        house.reach(&other).await;
        let together = house.dump(&one).await;
        let mut connection = one.inner.pool.acquire().await.unwrap();
        let stale = crate::generation::advance(&mut connection, "visits", 1, 1, 2).await;
        assert!(matches!(stale, Err(ReadError::Moved)), "a checkpoint is moved from where it is");
        drop(connection);
        one.shutdown().await;
        other.shutdown().await;
        house.delete().await;
        let alone = house.caught_up().await;
        assert_eq!(house.dump(&alone).await, together);
        alone.shutdown().await;
    }
}
