//! An old copy of the key table, or of the log, is noticed at the start.

use super::*;
use std::fs;

async fn standing(house: &House) -> Standing {
    house.vault.standing().await.unwrap()
}

/// Tells the log of a destruction, as the command does.
async fn record(house: &House, n: u8) {
    let gone = house.vault.destroy(vec![(visit(n).subject(), Class::Visit)], None).await.unwrap();
    let event = domain::log::Event::KeysDestroyed {
        subject: gone[0].subject,
        organisation: organisation(),
        keys: vec![domain::log::DestroyedKey { class: Class::Visit, key: gone[0].key }],
        cause: domain::log::Cause::Expired,
        epoch: 0,
        day: domain::time::day(Fixed.now()),
        commitments: vec![],
    };
    let stream = domain::log::destructions(gone[0].subject);
    let sealed =
        house.vault.seal(&stream, CommandId::from_bytes([90 + n; 16]).event(0), &event).await.unwrap();
    house.log.append(&stream, Expected::Any, vec![sealed]).await.unwrap();
}

#[tokio::test]
async fn a_key_table_and_its_log_stand_together_whatever_was_seen() {
    let mut house = house("together").await;
    house.arrive(1, "Kari").await;
    house.arrive(2, "Ola").await;
    record(&house, 1).await;
    assert_eq!(standing(&house).await, Standing::Together);
    house.vault.keys().see(Seen { size: 2, root: vec![] }).await.unwrap();
    house.reopen(1).await;
    assert_eq!(standing(&house).await, Standing::Together);
}

#[tokio::test]
async fn an_old_key_table_is_noticed_by_a_key_it_lacks_or_a_destruction_it_missed() {
    for erased in [false, true] {
        let mut house = house(&format!("old-keys-{erased}")).await;
        house.arrive(1, "Kari").await;
        let folder = house.folder.clone();
        for file in ["keys.db", "copy.db"] {
            fs::copy(folder.join(file), folder.join(format!("old-{file}"))).unwrap();
        }
        if erased {
            record(&house, 1).await;
        } else {
            drop(house.arrive(2, "Ola").await);
        }
        for file in ["keys.db", "copy.db"] {
            fs::rename(folder.join(format!("old-{file}")), folder.join(file)).unwrap();
        }
        house.reopen(1).await;
        assert_eq!(standing(&house).await, Standing::KeysBehind { position: 2 }, "erased: {erased}");
    }
}

#[tokio::test]
async fn an_old_log_is_noticed() {
    let house = house("old-log").await;
    house.arrive(1, "Kari").await;
    house.vault.keys().see(Seen { size: 5, root: vec![1] }).await.unwrap();
    assert_eq!(standing(&house).await, Standing::LogBehind { seen: 5, head: 1 });
}
