//! What one caller at a time may rely on.

use super::{
    Engine, LOG, dense, event, events, id, in_time, key, on_every_engine, reader, seal, stream, whole,
};
use domain::Class;
use sha2::{Digest, Sha256};
use store::log::{APPEND_LIMIT, Appended, Expected, LogError, NewRecord, PUBLIC_LIMIT, Record, Waiting};
use tests::Outcome;

on_every_engine!(
    what_is_appended_is_read,
    a_version_that_is_not_there_is_a_conflict,
    a_repeat_is_answered_as_the_first_time,
    an_id_of_another_stream_is_refused,
    an_append_holds_whole_or_not_at_all,
    a_sealed_part_goes_and_its_digest_stays,
    a_cursor_is_where_it_was_put,
    a_letter_waits_until_it_is_forgotten,
    too_much_is_refused,
    waiting_ends_with_an_event,
    durability_is_what_the_connection_says,
    all_is_there_after_reopening,
);

async fn what_is_appended_is_read(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    assert_eq!((log.id(), log.head().await?), (LOG, 0));
    assert!(whole(&*log).await?.is_empty());
    let (a, b) = (stream("visit-a"), stream("visit-b"));
    assert_eq!(
        log.append(&a, Expected::Version(0), events(1..=2)).await?,
        Appended { version: 2, position: 2 }
    );
    assert_eq!(log.append(&b, Expected::Any, events([3])).await?, Appended { version: 1, position: 3 });
    assert_eq!(
        log.append(&a, Expected::Version(2), events([4])).await?,
        Appended { version: 3, position: 4 }
    );

    let log = reader(&log);
    assert_eq!(log.head().await?, 4);
    let of_a = log.read_stream(&a, 0, 100).await?;
    assert_eq!(
        of_a.iter().map(|r| (r.position, r.version, r.id)).collect::<Vec<_>>(),
        [(1, 1, id(1)), (2, 2, id(2)), (4, 3, id(4))]
    );
    assert_eq!(log.read_stream(&a, 1, 1).await?, of_a[1..2]);
    assert_eq!(log.read_stream(&a, 3, 100).await?, []);
    assert_eq!(log.read_stream(&stream("visit-"), 0, 100).await?, [], "a name is not a prefix");
    let page = log.read_all(1, 2).await?;
    assert_eq!(
        page.iter().map(|r| (r.position, r.stream.as_str())).collect::<Vec<_>>(),
        [(2, "visit-a"), (3, "visit-b")]
    );
    assert_eq!(log.read_bare(1, 2).await?, page);
    assert_eq!(log.read_all(4, 100).await?, []);
    assert_eq!(log.read_all(0, 0).await?, []);
    assert_eq!(log.event(id(4)).await?.as_ref(), of_a.last());
    assert_eq!(log.event(id(9)).await?, None);
    let first = &of_a[0];
    assert_eq!(
        (first.kind.as_str(), first.public.as_slice(), first.seals.len()),
        ("visit.arrived.v1", &b"{\"n\":1}"[..], 0)
    );
    Ok(())
}

async fn a_version_that_is_not_there_is_a_conflict(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let a = stream("visit-a");
    let early = log.append(&a, Expected::Version(1), events([1])).await;
    assert!(matches!(early, Err(LogError::Conflict { actual: 0 })), "{early:?}");
    log.append(&a, Expected::Version(0), events(2..=4)).await?;
    for expected in [0, 2, 4, u64::MAX] {
        let late = log.append(&a, Expected::Version(expected), events([5])).await;
        assert!(matches!(late, Err(LogError::Conflict { actual: 3 })), "{late:?}");
    }
    assert_eq!(log.head().await?, 3);
    // A refused append leaves nothing behind, and may be sent with another expectation.
    assert_eq!(
        log.append(&a, Expected::Version(3), events([5])).await?,
        Appended { version: 4, position: 4 }
    );
    Ok(())
}

async fn a_repeat_is_answered_as_the_first_time(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let a = stream("visit-a");
    log.append(&stream("visit-b"), Expected::Any, events([9])).await?;
    let first = log.append(&a, Expected::Version(0), events(1..=3)).await?;
    log.append(&a, Expected::Version(3), events([4])).await?;
    // Ciphertext and content are not compared: a command sealed again has other bytes.
    let mut again = events(1..=3);
    again[0].public = b"{}".to_vec();
    for expected in [Expected::Version(0), Expected::Version(4), Expected::Version(77), Expected::Any] {
        assert_eq!(log.append(&a, expected, again.clone()).await?, first);
    }
    drop(log);
    let log = engine.open().await?;
    assert_eq!(log.append(&a, Expected::Version(0), again).await?, first);
    assert_eq!(dense(&whole(&*log).await?)?, [9, 1, 2, 3, 4].map(id));
    Ok(())
}

async fn an_id_of_another_stream_is_refused(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    log.append(&stream("visit-a"), Expected::Any, events([1])).await?;
    let refused = log.append(&stream("visit-b"), Expected::Any, events([1])).await;
    assert!(matches!(refused, Err(LogError::Unavailable(_))), "{refused:?}");
    assert_eq!(log.head().await?, 1);
    Ok(())
}

async fn an_append_holds_whole_or_not_at_all(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let a = stream("visit-a");
    log.append(&a, Expected::Any, events([1])).await?;
    let large = NewRecord { public: vec![b' '; store::log::PUBLIC_LIMIT + 1], ..event(4) };
    for broken in [vec![event(2), event(3), large], vec![event(2), event(3), event(3)]] {
        let refused = log.append(&a, Expected::Version(1), broken).await;
        assert!(matches!(refused, Err(LogError::Unavailable(_) | LogError::TooLarge(_))), "{refused:?}");
        assert_eq!(log.head().await?, 1);
        assert_eq!(log.read_stream(&a, 0, 100).await?.len(), 1);
    }
    // What was refused as a whole may come in parts: nothing of it is held against it.
    assert_eq!(
        log.append(&a, Expected::Version(1), events([2, 3])).await?,
        Appended { version: 3, position: 3 }
    );
    Ok(())
}

async fn a_sealed_part_goes_and_its_digest_stays(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let a = stream("visit-a");
    let ciphertext = |n: u8| vec![n; 700 + usize::from(n)];
    let two = vec![seal(1, Class::Visit, &ciphertext(1)), seal(2, Class::Audit, &ciphertext(2))];
    let sealed = vec![
        NewRecord { seals: two, ..event(1) },
        event(2),
        NewRecord {
            seals: vec![seal(1, Class::Visit, &ciphertext(3)), seal(1, Class::Contact, &[])],
            ..event(3)
        },
    ];
    log.append(&a, Expected::Version(0), sealed).await?;
    let before = log.read_stream(&a, 0, 100).await?;
    assert_eq!(log.read_all(0, 100).await?, before);
    assert_eq!(log.event(id(1)).await?.as_ref(), before.first());
    let held =
        before[0].seals.iter().map(|s| (s.key, s.class, s.subject.as_bytes()[0], s.ciphertext.clone()));
    assert_eq!(
        held.collect::<Vec<_>>(),
        [
            (key(1), Class::Visit, 0x81, Some(ciphertext(1))),
            (key(2), Class::Audit, 0x82, Some(ciphertext(2)))
        ]
    );
    assert_eq!(before[0].seals[1].digest, <[u8; 32]>::from(Sha256::digest(ciphertext(2))));
    assert_eq!(before[2].seals[1].ciphertext, Some(vec![]), "an empty part is a part");
    assert!(before[1].seals.is_empty());
    let bare = |mut records: Vec<Record>| {
        records.iter_mut().flat_map(|record| &mut record.seals).for_each(|part| part.ciphertext = None);
        records
    };
    assert_eq!(bare(log.read_bare(0, 100).await?), bare(before.clone()), "digests without ciphertexts");

    if let Engine::EventStore(_) = engine {
        // Parts lie inside the events there: nothing is purged, and it does not say otherwise.
        assert_eq!(log.purge(&[key(1), key(7)]).await?, 0);
        assert_eq!(log.read_all(0, 100).await?, before);
        return Ok(());
    }
    assert_eq!(log.purge(&[key(1), key(7)]).await?, 3);
    assert_eq!((log.purge(&[key(1)]).await?, log.purge(&[]).await?), (0, 0));
    let mut due = before.clone();
    for part in due.iter_mut().flat_map(|record| &mut record.seals).filter(|part| part.key == key(1)) {
        part.ciphertext = None;
    }
    assert_eq!(log.read_all(0, 100).await?, due);
    assert_eq!(log.read_stream(&a, 0, 100).await?, due);
    Ok(())
}

async fn a_cursor_is_where_it_was_put(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    assert_eq!(log.cursor("mail").await?, 0);
    for position in [7, 12, 3] {
        log.set_cursor("mail", position).await?;
        assert_eq!((log.cursor("mail").await?, log.cursor("bill").await?), (position, 0));
    }
    drop(log);
    assert_eq!(engine.open().await?.cursor("mail").await?, 3);
    Ok(())
}

async fn a_letter_waits_until_it_is_forgotten(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let at = |minute: u32| format!("2026-11-21T10:{minute:02}:00.000001Z").parse();
    let letter = |position, recipient: u128| -> Outcome<Waiting> {
        let recipient = uuid::Uuid::from_u128(recipient);
        Ok(Waiting { position, recipient, tries: 0, since: at(0)?, due: at(0)? })
    };
    let (first, second, third) = (letter(3, 1)?, letter(3, 2)?, letter(700, 0)?);
    assert!(log.waiting("mail").await?.is_empty());
    log.keep_waiting("mail", &[third, second]).await?;
    log.keep_waiting("mail", &[first, second]).await?;
    assert_eq!(log.waiting("mail").await?, [first, second, third], "in the order of their events, each once");
    assert!(log.waiting("visitor-mail").await?.is_empty(), "one list says nothing about another");
    let later = Waiting { tries: 3, since: at(1)?, due: at(21)?, ..second };
    log.keep_waiting("mail", &[later]).await?;
    log.forget_waiting("mail", &[first]).await?;
    log.forget_waiting("visitor-mail", &[third]).await?;
    drop(log);
    let log = engine.open().await?;
    assert_eq!(log.waiting("mail").await?, [later, third]);
    log.forget_waiting("mail", &[later, third]).await?;
    assert!(log.waiting("mail").await?.is_empty());
    Ok(())
}

async fn too_much_is_refused(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let a = stream("visit-a");
    let large = |size: usize| vec![event(1), NewRecord { public: vec![b' '; size], ..event(2) }];
    let parts = |n: usize| vec![NewRecord { seals: vec![seal(1, Class::Visit, b"x"); n], ..event(3) }];
    let many = |n: usize| events(10..10 + n as u64);
    for refused in [vec![], large(PUBLIC_LIMIT + 1), parts(65), many(APPEND_LIMIT + 1)] {
        let answer = log.append(&a, Expected::Any, refused).await;
        assert!(matches!(answer, Err(LogError::TooLarge(_))), "{answer:?}");
    }
    assert_eq!((log.head().await?, log.read_all(0, 10).await?.len()), (0, 0));
    for held in [large(PUBLIC_LIMIT), parts(64), many(APPEND_LIMIT)] {
        log.append(&a, Expected::Any, held).await?;
    }
    assert_eq!(log.head().await?, 3 + APPEND_LIMIT as u64);
    Ok(())
}

async fn waiting_ends_with_an_event(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let waiting = {
        let log = log.clone();
        tokio::spawn(async move { log.wait(1).await })
    };
    log.append(&stream("visit-a"), Expected::Any, events([1])).await?;
    assert_eq!(in_time("an event that is there", log.wait(0)).await??, 1);
    assert!(!waiting.is_finished());
    log.append(&stream("visit-a"), Expected::Any, events([2, 3])).await?;
    assert_eq!(in_time("an event to come", waiting).await???, 3);
    Ok(())
}

async fn durability_is_what_the_connection_says(engine: &Engine) -> Outcome {
    let told = engine.open().await?.durability().await?;
    match engine {
        Engine::Sqlite(_) => assert_eq!(told, "journal_mode=wal synchronous=2"),
        Engine::Postgres(database) => {
            assert_eq!(told, "fsync=on synchronous_commit=on full_page_writes=on");
            // The database's own default does not weaken it.
            let name = database.psql("SELECT current_database()")?;
            database.psql(&format!("ALTER DATABASE {name} SET synchronous_commit = off"))?;
            assert_eq!(database.psql("SHOW synchronous_commit")?, "off");
            assert_eq!(engine.open().await?.durability().await?, told);
        }
        Engine::EventStore(_) => assert_eq!(told, "server=24.10.0 leader=required"),
    }
    Ok(())
}

async fn all_is_there_after_reopening(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let sealed = NewRecord { seals: vec![seal(1, Class::Visit, b"sealed")], ..event(1) };
    log.append(&stream("visit-a"), Expected::Version(0), vec![sealed]).await?;
    log.append(&stream("visit-é\u{1f6aa}"), Expected::Version(0), events(2..=30)).await?;
    let before = whole(&*log).await?;
    drop(log);
    // The id of a log that is there stays, whatever a new one would have got.
    let log = engine.open().await?;
    assert_eq!((log.id(), log.head().await?), (LOG, 30));
    assert_eq!(whole(&*log).await?, before);
    assert_eq!(
        log.append(&stream("visit-a"), Expected::Version(1), events([31])).await?,
        Appended { version: 2, position: 31 }
    );
    Ok(())
}
