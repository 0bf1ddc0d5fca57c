//! What a deletion leaves in the read models' file, byte by byte.

use super::house::*;
use crate::ReadModels;
use crate::database::fetch;
use domain::Class;
use sqlx::Row as _;
use std::collections::HashSet;
use store::LogReader as _;

/// A value is cut into pieces of this length, and each is looked for at every offset.
const PIECE: usize = 16;

/// How many different pieces of these values a file holds.
fn found(file: &[u8], values: &[Vec<u8>]) -> usize {
    let pieces: HashSet<&[u8]> = values.iter().flat_map(|value| value.chunks_exact(PIECE)).collect();
    file.windows(PIECE).filter(|window| pieces.contains(window)).collect::<HashSet<_>>().len()
}

/// Leaves a piece of a value where SQLite leaves those of rows that have moved (store/src/gaps.rs has a test in which it does): in the first page of rows with
/// room for it, between the pointers to its rows and the first of them.
async fn leave(read: &ReadModels, value: &[u8]) {
    let mut pages = fetch(
        &mut read.inner.pool.acquire().await.unwrap(),
        "SELECT pgno, data FROM sqlite_dbpage WHERE pgno > 1 ORDER BY pgno",
        vec![],
    )
    .await
    .unwrap()
    .into_iter()
    .map(|row| (row.get::<i64, _>(0), row.get::<Vec<u8>, _>(1)));
    let two = |page: &[u8], at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    let room = |page: &[u8]| (8 + 2 * two(page, 3), two(page, 5));
    let (number, mut page) = pages
        .find(|(_, page)| page[0] == 13 && two(page, 3) > 0 && room(page).1 > room(page).0 + value.len())
        .unwrap();
    let end = room(&page).1;
    page[end - value.len()..end].copy_from_slice(value);
    let sql = "UPDATE sqlite_dbpage SET data = $2 WHERE pgno = $1";
    sqlx::query(sql).bind(number).bind(page).execute(&read.inner.pool).await.unwrap();
}

#[tokio::test]
async fn nothing_of_what_was_deleted_stays_in_the_gaps_of_pages() {
    // On PostgreSQL all of them are filled anew instead.
    let house = houses("residue").await.remove(0);
    let read = house.open().await;
    for n in 1..=12 {
        house.arrive(n, None).await;
    }
    house.reach(&read).await;
    let mut sealed = Vec::new();
    for n in 1..=12 {
        let form = read.visits().get(visit(n)).await.unwrap().unwrap().form.unwrap();
        sealed.push(form.sealed().unwrap().0.ciphertext.clone().unwrap());
    }
    let kept = sealed.split_off(6);
    for n in 1..=6 {
        house.destroy(visit(n).subject(), Class::Visit, None).await;
    }
    house.reach(&read).await;
    leave(&read, &sealed[3][..100]).await;
    let bytes = async || {
        read.empty_wal().await.unwrap();
        std::fs::read(house.read_file()).unwrap()
    };
    let before = bytes().await;
    assert_eq!((found(&before, &sealed), found(&before, &kept) > 0), (100 / PIECE, true));

    let rows = house.dump(&read).await;
    read.renew(house.log.head().await.unwrap()).await.unwrap();
    let after = bytes().await;
    assert_eq!((found(&after, &sealed), found(&after, &kept)), (0, found(&before, &kept)));
    assert_eq!(house.dump(&read).await, rows);
    house.arrive(13, None).await;
    house.reach(&read).await;
    assert!(read.visits().get(visit(13)).await.unwrap().is_some(), "it goes on");
    read.shutdown().await;
}
