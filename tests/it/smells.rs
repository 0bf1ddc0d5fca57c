//! The smells check sees each smell it names: shown a clean house and one with every smell.

use std::fs;
use std::process::Command;

use tests::Outcome;
use tests::folder::Folder;
use tests::program::repository;

fn smells(house: &Folder) -> Outcome<(bool, String)> {
    let script = repository().join("tests/smells");
    let output = Command::new("bash").arg(script).arg("--source-only").arg(house.path()).output()?;
    Ok((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

#[test]
fn each_smell_is_seen() -> Outcome {
    let house = Folder::new("smells")?;
    for room in ["domain/src", "projections/src", "commands/src", "web/src", "store/src/vault"] {
        fs::create_dir_all(house.path().join(room))?;
    }
    let write = |file: &str, content: &str| fs::write(house.path().join(file), content);
    write("web/src/main.rs", "fn main() { SystemTime::now(); }\n")?;
    write(
        "domain/src/lib.rs",
        "//! Never Utc::now().\n#[allow(dead_code, reason = \"why\")]\npub struct A { pub day: String }\n",
    )?;
    // What tests do is theirs, and `_` is fine for a number.
    write(
        "web/src/room.rs",
        "fn f() {\n    match n {\n        1 => {}\n        _ => {}\n    }\n}\n#[cfg(test)]\nmod tests;\n",
    )?;
    fs::create_dir_all(house.path().join("web/src/room"))?;
    write("web/src/room/tests.rs", "fn f() { a().unwrap(); }\n")?;
    write("web/src/inline.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n    fn f() { a().unwrap(); }\n}\n")?;
    write("store/src/vault/door.rs", "fn f() { crypto::open(log, &key, &part, false); }\n")?;
    write("store/src/vault/crypto.rs", "use aws_lc_rs::aead::{Aad, LessSafeKey};\n")?;
    write("store/src/codec.rs", "fn f() { personal::collect(|| serde_json::to_vec(event)); }\n")?;
    assert_eq!(smells(&house)?, (true, String::new()));

    write("commands/src/lib.rs", "fn f() { Uuid::new_v4(); }\n#[allow(\n    dead_code\n)]\nfn g() {}\n")?;
    write("domain/src/visit.rs", "pub struct V { pub day: u8,\n pub email: Option<String> }\n")?;
    write("domain/src/fold.rs", "fn f() { match e {\n    _ => {}\n} }\n")?;
    write(
        "commands/src/follow.rs",
        "fn f() {\n    match fact {\n        Fact::Visit(_) => {}\n        _ => {}\n    }\n}\n",
    )?;
    write(
        "web/src/page.rs",
        "fn f() {\n    a().unwrap();\n    b().expect(\"b\");\n    let _ = c();\n    d().ok();\n}\n",
    )?;
    write("store/src/vault/roll.rs", "use super::crypto::{Key, open};\n")?;
    write("store/src/log.rs", "fn f() { crate::vault::crypto::open(log, &key, &part, false); }\n")?;
    write("commands/src/sign.rs", "use aws_lc_rs::aead::LessSafeKey;\n")?;
    write("web/src/shown.rs", "use domain::personal::{FreshPart, SealedPart};\n")?;
    write("projections/src/row.rs", "fn f() { part.plaintext(); }\n")?;
    let (clean, said) = smells(&house)?;
    assert!(!clean);
    for place in [
        "commands/src/lib.rs:1:",
        "commands/src/lib.rs:2:",
        "domain/src/visit.rs:2:",
        "domain/src/fold.rs:2:",
        "commands/src/follow.rs:4:",
        "web/src/page.rs:2:",
        "web/src/page.rs:3:",
        "web/src/page.rs:4:",
        "web/src/page.rs:5:",
        "store/src/vault/roll.rs:1:",
        "store/src/log.rs:1:",
        "commands/src/sign.rs:1:",
        "web/src/shown.rs:1:",
        "projections/src/row.rs:1:",
    ] {
        assert!(said.contains(place), "{place} not in\n{said}");
    }
    Ok(())
}
