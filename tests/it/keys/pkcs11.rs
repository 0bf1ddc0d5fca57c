//! The root in a PKCS#11 module, each test with a token of its own in a process of its own.

use super::{LOG, at, house, subject, visit};
use domain::log::Destruction;
use domain::{MemberId, Timestamp};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::log::{Acknowledge, SqliteLog};
use store::vault::{
    Parts, Pin, Pkcs11Root, Rolled, Root, RootError, Sealing, SqliteKeys, Token, VaultError, Which,
};
use store::{Clock, Entropy, Vault};
use tests::Outcome;
use tests::softhsm::{LABEL, PIN, module, run_again, started_for};

/// Makes a test of each, which runs again in a process for a token.
macro_rules! with_a_token {
    ($($test:ident),+ $(,)?) => {
        $(#[test]
        fn $test() -> Outcome {
            tests::needs!("a root in a PKCS#11 module", tests::program::Program::SoftHsm);
            match started_for() {
                Some(folder) => tokens::$test(&folder),
                None => run_again(concat!("keys::pkcs11::", stringify!($test))),
            }
        })+
    };
}

with_a_token!(
    a_key_wraps_for_its_epoch_and_log_alone,
    a_destroyed_key_stays_gone,
    keys_made_at_the_same_moment_all_open_and_all_go,
    a_wrong_pin_is_told_to_nobody,
    a_token_that_is_not_there_is_named,
    a_roll_ends_what_an_old_key_table_could_open,
);

/// Distinct bytes, not random ones; what is opened anew goes on elsewhere.
#[derive(Clone)]
struct Counting(Arc<AtomicU64>);

impl Counting {
    fn from(start: u64) -> Self {
        Self(Arc::new(AtomicU64::new(start << 32)))
    }
}

impl Entropy for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            let block: [u8; 32] = Sha256::digest(n.to_be_bytes()).into();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        at(0)
    }
}

fn token(which: Which, pin: &str) -> Outcome<Token> {
    Ok(Token { module: module()?, which, pin: Pin::new(pin.to_owned()) })
}

fn root(log: [u8; 16]) -> Outcome<Pkcs11Root<Counting>> {
    let token = token(Which::Label(LABEL.to_owned()), PIN)?;
    Ok(Pkcs11Root::open(token, log, Counting::from(1))?)
}

async fn vault(folder: &Path, keys: &str, start: u64) -> Outcome<Result<Vault, VaultError>> {
    let log = Arc::new(SqliteLog::open(&folder.join("log.db"), LOG, Acknowledge::AfterCommit)?);
    Ok(Vault::open(Parts {
        keys: Arc::new(SqliteKeys::open(&folder.join(keys), None, LOG)?),
        root: Arc::new(root(LOG)?),
        log,
        clock: Arc::new(Fixed),
        entropy: Arc::new(Counting::from(start)),
        sealing: Sealing::On,
    })
    .await)
}

/// The files of a token's keys: `SoftHSM` has one for each.
fn objects(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut objects = vec![];
    for token in fs::read_dir(folder.join("tokens"))? {
        for file in fs::read_dir(token?.path())? {
            let path = file?.path();
            let own = path.file_name().is_some_and(|name| name == "token.object");
            if !own && path.extension().is_some_and(|name| name == "object") {
                objects.push(path);
            }
        }
    }
    Ok(objects)
}

mod tokens {
    use super::*;

    pub(super) fn a_key_wraps_for_its_epoch_and_log_alone(_: &Path) -> Outcome {
        let root = root(LOG)?;
        assert!(matches!(root.wrap(0, &[7; 32]), Err(RootError::Missing(0))));
        root.create(0)?;
        let wrapped = root.wrap(0, &[7; 32])?;
        assert_eq!(wrapped.len(), 12 + 32 + 16, "as a folder's root wraps");
        assert!(!wrapped.windows(16).any(|bytes| bytes == [7; 16]));
        root.create(0)?;
        root.unwrap(0, &wrapped)?;
        assert_ne!(root.wrap(0, &[7; 32])?, wrapped, "another nonce");

        assert!(matches!(root.unwrap(1, &wrapped), Err(RootError::Missing(1))));
        root.create(1)?;
        assert!(matches!(root.unwrap(1, &wrapped), Err(RootError::Foreign(1))));
        for byte in 0..wrapped.len() {
            let mut changed = wrapped.clone();
            changed[byte] ^= 1;
            assert!(matches!(root.unwrap(0, &changed), Err(RootError::Foreign(0))), "byte {byte}");
        }
        assert!(matches!(root.unwrap(0, &wrapped[..11]), Err(RootError::Foreign(0))));
        let another = super::root([1; 16])?;
        assert!(!another.holds(0)?, "another log's keys are its own");
        assert_eq!(root.destruction(), Destruction::Pkcs11);
        Ok(())
    }

    pub(super) fn a_destroyed_key_stays_gone(folder: &Path) -> Outcome {
        let root = root(LOG)?;
        for epoch in [0, 1, 10] {
            root.create(epoch)?;
        }
        assert_eq!(objects(folder)?.len(), 3);
        let (zero, ten) = (root.wrap(0, &[7; 32])?, root.wrap(10, &[8; 32])?);
        root.destroy(1)?;
        root.destroy(0)?;
        root.destroy(0)?;
        assert!(matches!(root.unwrap(0, &zero), Err(RootError::Missing(0))));
        assert_eq!((root.holds(0)?, root.holds(1)?, root.holds(10)?), (false, false, true));
        root.unwrap(10, &ten)?;
        root.create(0)?;
        assert!(matches!(root.unwrap(0, &zero), Err(RootError::Foreign(0))), "another key of the same name");
        root.destroy(0)?;
        root.destroy(10)?;
        assert!(objects(folder)?.is_empty());
        Ok(())
    }

    pub(super) fn keys_made_at_the_same_moment_all_open_and_all_go(_: &Path) -> Outcome {
        let nodes = [root(LOG)?, root(LOG)?, root(LOG)?];
        std::thread::scope(|scope| {
            let making: Vec<_> = nodes.iter().map(|node| scope.spawn(|| node.create(0))).collect();
            making.into_iter().try_for_each(|made| made.join().unwrap())
        })?;
        let wraps = nodes.iter().map(|node| node.wrap(0, &[7; 32])).collect::<Result<Vec<_>, _>>()?;
        for node in &nodes {
            wraps.iter().try_for_each(|wrapped| node.unwrap(0, wrapped).map(drop))?;
        }
        nodes[0].destroy(0)?;
        assert!(!nodes[1].holds(0)?);
        Ok(())
    }

    pub(super) fn a_wrong_pin_is_told_to_nobody(_: &Path) -> Outcome {
        let wrong = token(Which::Label(LABEL.to_owned()), "Mislaid-Quill")?;
        assert!(!format!("{wrong:?}").contains("Quill"));
        let refusal = Pkcs11Root::open(wrong, LOG, Counting::from(1)).map(drop);
        let words = format!("{refusal:?} {}", refusal.as_ref().unwrap_err());
        assert!(words.contains("PinIncorrect") && !words.contains("Quill"), "{words}");
        root(LOG)?.create(0)?;
        Ok(())
    }

    pub(super) fn a_token_that_is_not_there_is_named(_: &Path) -> Outcome {
        for (which, words) in [
            (Which::Label("nowhere".to_owned()), "no token labelled nowhere"),
            (Which::Slot(9), "no token in slot 9"),
        ] {
            let refusal = Pkcs11Root::open(token(which, PIN)?, LOG, Counting::from(1)).map(drop);
            assert!(refusal.as_ref().is_err_and(|error| error.to_string().contains(words)), "{refusal:?}");
        }
        let nowhere = Token { module: "/nowhere/module.so".into(), ..token(Which::Slot(0), PIN)? };
        let refusal = Pkcs11Root::open(nowhere, LOG, Counting::from(1)).map(drop);
        assert!(refusal.is_err_and(|error| error.to_string().contains("/nowhere/module.so")));
        Ok(())
    }

    pub(super) fn a_roll_ends_what_an_old_key_table_could_open(folder: &Path) -> Outcome {
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(async {
            let open = vault(folder, "keys.db", 2).await??;
            let later = at(15);
            open.claim(&[("slug", "nordlys", subject(7))], later).await?;
            for n in [1, 2] {
                open.mint(visit(n), house(), None, None).await?;
            }
            let member = MemberId::from_bytes([5; 16]);
            let before = open.for_whom(subject(1), member).await?;
            assert!(before.is_some());
            fs::copy(folder.join("keys.db"), folder.join("old.db"))?;
            drop(vault(folder, "old.db", 3).await??);

            open.destroy(vec![visit(2)], None).await?;
            assert_eq!(open.roll().await?, Rolled { ended: 0, current: 1 });
            assert_eq!(open.keys().unrecorded_epochs().await?[0].destruction, Destruction::Pkcs11);
            let open = vault(folder, "keys.db", 4).await??;
            assert_eq!(open.for_whom(subject(1), member).await?, before);
            assert_eq!(open.for_whom(subject(2), member).await?, None);
            assert_eq!(open.find("slug", "nordlys").await?, Some(subject(7)));
            let old = vault(folder, "old.db", 5).await?.map(drop);
            assert!(matches!(old, Err(VaultError::Root(RootError::Missing(0)))), "{old:?}");
            Ok(())
        })
    }
}
