//! The log refuses to be changed, also for somebody who types SQL at the database itself.

use super::{Engine, event, key, on_both_databases, refusal, seal, stream, whole};
use domain::Class;
use store::log::{Expected, NewRecord};
use tests::Outcome;

on_both_databases!(records_cannot_be_changed_or_removed, a_sealed_part_can_be_removed_and_not_changed);

async fn records_cannot_be_changed_or_removed(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    log.append(&stream("visit-a"), Expected::Any, vec![event(1), event(2)]).await?;
    let before = whole(&*log).await?;
    let mut tried = vec![
        "UPDATE {}log_events SET kind = 'other'",
        "UPDATE {}log_events SET position = position + 10 WHERE position = 2",
        "DELETE FROM {}log_events",
        "DELETE FROM {}log_events WHERE position = 2",
        "UPDATE {}log_meta SET log = log",
    ];
    if matches!(engine, Engine::Postgres(_)) {
        tried.extend([
            "TRUNCATE {}log_events CASCADE",
            "TRUNCATE {}log_sealed",
            "DELETE FROM {}log_meta",
            "DELETE FROM {}log_head",
            "SET session_replication_role = replica; DELETE FROM {}log_events",
        ]);
    }
    for sql in tried {
        let refused = refusal(engine.prompt(sql), sql)?;
        assert!(
            ["append-only", "never changed", "stays"].iter().any(|words| refused.message().contains(words)),
            "{refused:?}"
        );
    }
    assert_eq!(whole(&*log).await?, before);
    Ok(())
}

async fn a_sealed_part_can_be_removed_and_not_changed(engine: &Engine) -> Outcome {
    let log = engine.open().await?;
    let sealed = NewRecord { seals: vec![seal(1, Class::Visit, b"sealed")], ..event(1) };
    log.append(&stream("visit-a"), Expected::Any, vec![sealed]).await?;
    let refused = refusal(engine.prompt("UPDATE {}log_sealed SET ciphertext = key"), "an update")?;
    assert!(refused.message().contains("never changed"), "{refused:?}");
    assert_eq!(whole(&*log).await?[0].seals[0].ciphertext.as_deref(), Some(&b"sealed"[..]));
    engine.prompt("DELETE FROM {}log_sealed")?;
    assert_eq!(whole(&*log).await?[0].seals[0].ciphertext, None);
    assert_eq!(log.purge(&[key(1)]).await?, 0);
    Ok(())
}
