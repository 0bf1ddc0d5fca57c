//! The key table's two files: the same after every write, made anew when one is missing or behind.

use super::*;
use std::fs;

fn rows(house: &House, file: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let file = rusqlite::Connection::open(house.folder.join(file)).unwrap();
    let mut statement = file.prepare("SELECT key, wrapped FROM data_keys_0 ORDER BY key").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn every_write_is_in_both_files() {
    let house = house("both").await;
    house.arrive(1, "Kari").await;
    house.arrive(2, "Ola").await;
    house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
    assert_eq!(rows(&house, "keys.db").len(), 1);
    assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
}

#[tokio::test]
async fn a_missing_file_is_made_anew_from_the_other() {
    for missing in ["keys.db", "copy.db"] {
        let mut house = house(&format!("missing-{missing}")).await;
        let kari = house.arrive(1, "Kari").await;
        fs::remove_file(house.folder.join(missing)).unwrap();
        house.reopen(1).await;
        assert_eq!(house.name(&kari).await, Shown::Value("Kari".into()));
        assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
    }
}

#[tokio::test]
async fn the_newer_file_wins() {
    for older in ["keys.db", "copy.db"] {
        let mut house = house(&format!("older-{older}")).await;
        let kari = house.arrive(1, "Kari").await;
        fs::copy(house.folder.join(older), house.folder.join("kept")).unwrap();
        let ola = house.arrive(2, "Ola").await;
        house.vault.destroy(vec![(visit(1).subject(), Class::Visit)], None).await.unwrap();
        fs::rename(house.folder.join("kept"), house.folder.join(older)).unwrap();
        house.reopen(1).await;
        assert_eq!(house.name(&kari).await, Shown::Erased, "{older}");
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()), "{older}");
        assert_eq!(rows(&house, "keys.db"), rows(&house, "copy.db"));
    }
}
