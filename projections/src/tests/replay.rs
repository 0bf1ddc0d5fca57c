//! Replaying changes nothing, deleting loses nothing, and what cannot be read stops its reader.

use super::house::*;
use super::invitations::invited;
use crate::page::Pages;
use domain::visit::{Event as Visit, Side, Technical};
use domain::{Class, ErasureId};
use std::sync::Arc;
use std::time::Duration;
use store::LogReader;
use store::log::{Acknowledge, SqliteLog};

/// Something of everything that visits, invitations, counts, bills, the access log and erasures hold.
async fn a_morning(house: &House) {
    for n in 1..=6 {
        house.arrive(n, None).await;
    }
    house.admit(1).await;
    house.call(1).await;
    house.end(1).await;
    house.admit(6).await;
    house.call(6).await;
    house.end(6).await;
    house.admit(2).await;
    house.call(2).await;
    house.visit(3, &Visit::Left { visit: visit(3), organisation: organisation(), at: of(3, &now()) }).await;
    house.destroy(visit(1).subject(), Class::Visit, Some(ErasureId::from_bytes([7; 16]))).await;
    house.destroy(visit(4).subject(), Class::Visit, None).await;
    let closed = Visit::Closed { visit: visit(5), organisation: organisation(), day: today(), act: act(5) };
    house.visit(5, &closed).await;
    house.visit(7, &invited(7)).await;
    house.visit(8, &invited(8)).await;
    house.arrive(8, None).await;
}

#[tokio::test]
async fn replaying_the_log_over_the_rows_changes_nothing() {
    for house in houses("replaying").await {
        a_morning(&house).await;
        let read = house.caught_up().await;
        let row = read.visits().get(visit(2)).await.unwrap().unwrap();
        house.shown(&row.form.unwrap()).await;
        house.reach(&read).await;
        let before = house.dump(&read).await;
        read.shutdown().await;
        for position in [0, 3, 9] {
            house.by_hand(&format!("UPDATE read_models SET position = {position}")).await;
            let read = house.caught_up().await;
            assert_eq!(house.dump(&read).await, before, "from {position}");
            read.shutdown().await;
        }
        // Old events and a new one of the same visit, in one page.
        house.by_hand("UPDATE read_models SET position = 9").await;
        let technical = of(6, &Technical { at: now(), figures: serde_json::json!({ "loss": 1 }) });
        let (visit, organisation) = (visit(6), organisation());
        let recorded = Visit::TechnicalRecorded { visit, organisation, side: Side::Visitor, technical };
        house.visit(6, &recorded).await;
        let read = house.caught_up().await;
        assert_eq!(read.visits().get(visit).await.unwrap().unwrap().technical.len(), 3);
        read.shutdown().await;
    }
}

#[tokio::test]
async fn a_deleted_database_is_filled_from_the_log() {
    for house in houses("deleted").await {
        a_morning(&house).await;
        let read = house.caught_up().await;
        let before = house.dump(&read).await;
        assert!(before.len() > 1000);
        read.shutdown().await;
        house.delete().await;
        let read = house.caught_up().await;
        assert_eq!(house.dump(&read).await, before);
        read.shutdown().await;
    }
}

#[tokio::test]
async fn one_event_at_a_time_gives_the_rows_that_whole_pages_give() {
    for house in houses("paging").await {
        let live = house.open().await;
        for n in 1..=3 {
            house.arrive(n, None).await;
            house.reach(&live).await;
        }
        house.admit(1).await;
        house.reach(&live).await;
        house.call(1).await;
        house.reach(&live).await;
        house.end(1).await;
        house.destroy(visit(2).subject(), Class::Visit, None).await;
        house.reach(&live).await;
        let one_by_one = house.dump(&live).await;
        live.rebuild_all().await.unwrap();
        assert_eq!(house.dump(&live).await, one_by_one);
        live.shutdown().await;
    }
}

#[tokio::test]
async fn a_page_that_was_read_ahead_is_the_one_that_is_asked_for() {
    for house in houses("ahead").await {
        for n in 1..=5 {
            house.arrive(n, None).await;
        }
        let bad = house.nonsense().await;
        assert_eq!(bad, 6);
        house.arrive(7, None).await;
        let log: Arc<dyn LogReader> = house.log.clone();
        let mut pages = Pages::default();
        // After 2, which is read ahead, it is asked for another one, and then for that.
        for (after, want, broken) in
            [(0, vec![1, 2], None), (1, vec![2, 3], None), (3, vec![4, 5], None), (5, vec![], Some(6))]
        {
            let page = pages.read(&log, after, 2).await.unwrap();
            let positions: Vec<_> = page.events.iter().map(|event| event.position).collect();
            assert_eq!((positions, page.broken.map(|(position, _)| position)), (want, broken), "{after}");
        }
        // The log's end, and what comes after it.
        assert!(pages.read(&log, 7, 1).await.unwrap().events.is_empty());
        house.arrive(8, None).await;
        assert_eq!(pages.read(&log, 7, 1).await.unwrap().events.len(), 1);
    }
}

#[tokio::test]
async fn an_unknown_event_stops_the_reader_and_nothing_after_it_is_applied() {
    for house in houses("unknown").await {
        house.arrive(1, None).await;
        let read = house.caught_up().await;
        let good = house.arrive(2, None).await;
        let bad = house.nonsense().await;
        house.arrive(3, None).await;
        assert!(read.wait_for(good, PATIENCE).await);
        assert!(!read.wait_for(bad, PATIENCE).await, "told at once, not at the deadline");
        assert!(read.goes_on_to(good) && !read.goes_on_to(bad));
        assert_eq!(read.position(), good);
        for status in read.status().await.unwrap() {
            assert_eq!((status.position, status.lag, status.stopped), (good, 2, true));
            let error = status.error.unwrap();
            assert!(
                error.contains(&format!("at position {bad}")) && error.contains("visit.teleported.v1"),
                "{error}"
            );
        }
        assert_eq!(read.waiting().of(organisation()).await.unwrap().len(), 2);
        assert!(read.rebuild("waiting").await.is_err(), "a rebuild stops there, too");
        assert_eq!(read.waiting().of(organisation()).await.unwrap().len(), 2, "and leaves what is live");
        read.shutdown().await;
        let again = house.open().await;
        assert!(!again.wait_for(bad, PATIENCE).await, "a restart does not pass it");
        again.shutdown().await;
    }
}

#[tokio::test]
async fn read_models_of_another_log_are_made_anew() {
    for house in houses("foreign").await {
        a_morning(&house).await;
        house.caught_up().await.shutdown().await;
        let folder = std::env::temp_dir().join(format!("anteroom-read-foreign-{}", house.url.len()));
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let other =
            Arc::new(SqliteLog::open(&folder.join("log.db"), [8; 16], Acknowledge::default()).unwrap());
        let read = crate::ReadModels::open(&house.url, other).await.unwrap();
        assert_eq!(read.position(), 0);
        assert!(read.visits().get(visit(2)).await.unwrap().is_none());
        read.shutdown().await;
        drop(std::fs::remove_dir_all(&folder));
    }
}

#[tokio::test]
async fn a_version_that_does_not_fit_is_filled_anew_and_an_unknown_name_is_dropped() {
    for house in houses("version").await {
        a_morning(&house).await;
        let read = house.caught_up().await;
        let before = house.dump(&read).await;
        read.shutdown().await;
        house.by_hand("UPDATE read_models SET version = 99 WHERE name = 'visits'").await;
        house.by_hand("UPDATE read_models SET name = 'forgotten' WHERE name = 'counts'").await;
        let read = house.caught_up().await;
        assert_eq!(house.dump(&read).await, before);
        for status in read.status().await.unwrap() {
            let anew = ["visits", "counts"].contains(&status.name);
            assert_eq!(status.generation, 1 + u64::from(anew), "{}", status.name);
        }
        read.shutdown().await;
    }
}

#[tokio::test]
async fn waiting_ends_at_the_deadline_and_with_the_last_handle_the_runner_ends() {
    for house in houses("deadline").await {
        let read = house.open().await;
        assert!(!read.wait_for(1, Duration::from_millis(1)).await);
        let mut changes = read.changes();
        let position = house.arrive(1, None).await;
        assert_eq!(*changes.wait_for(|reached| *reached >= position).await.unwrap(), position);
        drop(read);
        assert!(changes.wait_for(|reached| *reached > position).await.is_err(), "nobody tells any more");
    }
}
