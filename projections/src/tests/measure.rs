//! How fast a rebuild is. Run by hand: `cargo test --release -p projections -- --ignored --nocapture measure`.

use super::house::*;
use domain::{Class, CommandId, KeyId, StreamName};
use std::time::Instant;
use store::log::NewSeal;
use store::{Expected, LogWriter, NewRecord};

const ARRIVALS: u128 = 200_000;

/// Arrivals with ciphertexts of the usual size; sealing each under a key of its own would measure the key table.
async fn many(house: &House) {
    for page in 0..ARRIVALS / 1000 {
        let records = (0..1000).map(|i| {
            // Scattered, as random ids are.
            let id = uuid::Uuid::from_u128(
                (page * 1000 + i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835),
            );
            let public = serde_json::json!({
                "visit": id, "organisation": organisation(), "day": today(), "retention": "7 days",
                "token": "7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a",
                "consent": { "notice": 1, "basis": "GDPR Art. 6(1)(a)" },
                "form": { "$sealed": [0, 0] },
            });
            let seal = NewSeal {
                subject: domain::SubjectId(id),
                class: Class::Visit,
                key: KeyId(id),
                ciphertext: vec![7; 320],
            };
            NewRecord {
                id: CommandId(id).event(0),
                kind: "visit.arrived.v1".into(),
                public: serde_json::to_vec(&public).unwrap(),
                seals: vec![seal],
            }
        });
        let stream = StreamName::new("visit", page);
        house.log.append(&stream, Expected::Any, records.collect()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute; run by hand in release"]
async fn measure_a_rebuild_of_many_arrivals() {
    for house in houses("measure").await {
        let read = house.open().await;
        read.shutdown().await;
        many(&house).await;
        house.delete().await;
        let started = Instant::now();
        let read = house.open().await;
        assert!(read.wait_for(ARRIVALS as u64, PATIENCE * 20).await);
        let filled = started.elapsed().as_secs_f64();
        println!("{}: filled {:.0} events a second", house.url, ARRIVALS as f64 / filled);
        let started = Instant::now();
        read.rebuild_all().await.unwrap();
        let rebuilt = started.elapsed().as_secs_f64();
        println!("{}: rebuilt {:.0} events a second", house.url, ARRIVALS as f64 / rebuilt);
        let mut slowest = 0f64;
        let mut total = 0f64;
        for n in 1..=50u8 {
            let position = house.arrive(n, None).await;
            let started = Instant::now();
            assert!(read.wait_for(position, PATIENCE).await);
            let took = started.elapsed().as_secs_f64() * 1000.0;
            slowest = slowest.max(took);
            total += took;
        }
        println!("{}: an arrival shows after {:.1} ms, at worst {slowest:.1} ms", house.url, total / 50.0);
        read.shutdown().await;
    }
}
