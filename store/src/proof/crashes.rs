//! The follower under crashes, rewritten logs and damaged tiles: it resumes to the same tree, or stops before it signs.

use std::{
    cell::Cell,
    io::{Error, Result as IoResult},
};

use super::{
    attacks::{ORIGIN, flip, followed, keys, leaves, record, records, signer},
    *,
};

/// A store whose power fails after so many writes; half the time the last write has happened and its answer is lost.
struct Failing<'a> {
    store: &'a MemoryStore,
    left: &'a Cell<u32>,
    applied: bool,
}

impl Failing<'_> {
    fn step(&self, apply: impl FnOnce() -> IoResult<()>) -> IoResult<()> {
        match self.left.get() {
            0 => Err(Error::other("the power is gone")),
            1 => {
                self.left.set(0);
                if self.applied {
                    apply()?;
                }
                Err(Error::other("the power went"))
            }
            more => {
                self.left.set(more - 1);
                apply()
            }
        }
    }
}

impl TileStore for Failing<'_> {
    fn read(&self, path: &str) -> IoResult<Option<Vec<u8>>> {
        self.store.read(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> IoResult<()> {
        self.step(|| self.store.write(path, bytes))
    }

    fn remove_partial(&self, path: &str) -> IoResult<()> {
        self.step(|| self.store.remove_partial(path))
    }
}

/// Feeds all records with a checkpoint every `every`, over a store that fails.
fn run(store: Failing<'_>, records: &[Exported], every: usize) -> Result<(), FollowerError> {
    let mut follower = Follower::open(store, ORIGIN, &keys())?;
    let left = records.get(follower.size() as usize..).unwrap_or_default();
    for batch in left.chunks(every) {
        follower.extend(leaves(batch))?;
        follower.checkpoint(&signer())?;
    }
    Ok(())
}

#[test]
fn killed_at_any_write_it_resumes_to_the_same_tree() {
    let all = records(900);
    for every in [100, 256, 300] {
        let whole = MemoryStore::default();
        let plenty = Cell::new(u32::MAX);
        run(Failing { store: &whole, left: &plenty, applied: true }, &all, every).unwrap();
        let steps = u32::MAX - plenty.get();
        assert!(steps > 10);
        let mut want = whole.files();
        for (applied, at) in (1..=steps).flat_map(|at| [(true, at), (false, at)]) {
            let store = MemoryStore::default();
            let left = Cell::new(at);
            run(Failing { store: &store, left: &left, applied }, &all, every).unwrap_err();
            // A second crash soon after the restart, then none.
            left.set(3);
            let _ = run(Failing { store: &store, left: &left, applied }, &all, every);
            left.set(u32::MAX);
            run(Failing { store: &store, left: &left, applied }, &all, every).unwrap();
            // Partial tiles are of any size at which a checkpoint may have been signed; all else is the same.
            let full = |path: &String, _: &mut Vec<u8>| !path.contains(".p/");
            let mut got = store.files();
            got.retain(full);
            want.retain(full);
            assert_eq!(got, want, "{every} {at} {applied}");
        }
    }
}

#[test]
fn it_signs_no_fork() {
    let (tiles, signed) = followed(&[600]);
    // The log was rewritten where the tile is not full yet, or is: it stops before it signs.
    let mut follower = Follower::rederive(tiles, ORIGIN, &keys()).unwrap();
    let mut other = records(600);
    other[550] = record(9000);
    assert!(
        matches!(follower.extend(leaves(&other)), Err(FollowerError::Forked(path)) if path == "checkpoint")
    );
    assert!(matches!(follower.checkpoint(&signer()), Err(FollowerError::Broken)));
    let (tiles, _) = followed(&[600]);
    let mut follower = Follower::rederive(tiles, ORIGIN, &keys()).unwrap();
    other[5] = record(9001);
    assert!(
        matches!(follower.extend(leaves(&other)), Err(FollowerError::Forked(path)) if path == "tile/entries/000")
    );
    // Half of the log is not enough to sign again; all of it is.
    let (tiles, _) = followed(&[600]);
    let mut follower = Follower::rederive(tiles, ORIGIN, &keys()).unwrap();
    follower.extend(leaves(&records(500))).unwrap();
    assert!(matches!(follower.checkpoint(&signer()), Err(FollowerError::Behind { size: 500, signed: 600 })));
    follower.extend(leaves(&records(600)[500..])).unwrap();
    assert_eq!(follower.checkpoint(&signer()).unwrap().checkpoint(), &signed[0]);
}

#[test]
fn damaged_tiles_stop_it() {
    for path in ["tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/002.p/88", "checkpoint"] {
        let (tiles, _) = followed(&[600]);
        assert!(Follower::open(&tiles, ORIGIN, &keys()).is_ok());
        flip(&tiles, path, 30);
        assert!(Follower::open(&tiles, ORIGIN, &keys()).is_err(), "{path}");
    }
}

#[test]
fn partial_tiles_go_when_the_tile_is_full() {
    let (tiles, _) = followed(&[10, 20, 300, 600]);
    let partial: Vec<String> = tiles.files().into_keys().filter(|path| path.contains(".p/")).collect();
    let want = ["tile/0/002.p/88", "tile/1/000.p/1", "tile/1/000.p/2", "tile/entries/002.p/88"];
    assert_eq!(partial, want);
}

#[test]
fn a_folder_holds_the_same() {
    let folder = std::env::temp_dir().join(format!("anteroom-proof-{}", std::process::id()));
    let mut follower = Follower::open(FolderStore::open(&folder).unwrap(), ORIGIN, &keys()).unwrap();
    for upto in [300, 700] {
        follower.extend(leaves(&records(upto)[follower.size() as usize..])).unwrap();
        follower.checkpoint(&signer()).unwrap();
        follower = Follower::open(FolderStore::open(&folder).unwrap(), ORIGIN, &keys()).unwrap();
        assert_eq!(follower.size(), upto);
    }
    let (memory, _) = followed(&[300, 700]);
    for (path, bytes) in memory.files() {
        assert_eq!(follower.store().read(&path).unwrap(), Some(bytes), "{path}");
    }
    assert_eq!(follower.store().read("tile/0/001.p/44").unwrap(), None);
    std::fs::remove_dir_all(folder).unwrap();
}

impl TileStore for &MemoryStore {
    fn read(&self, path: &str) -> IoResult<Option<Vec<u8>>> {
        (**self).read(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> IoResult<()> {
        (**self).write(path, bytes)
    }

    fn remove_partial(&self, path: &str) -> IoResult<()> {
        (**self).remove_partial(path)
    }
}
