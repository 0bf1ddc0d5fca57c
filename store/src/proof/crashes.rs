//! The follower under crashes, rewritten logs and damaged tiles: it resumes to the same tree, or stops before it signs.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io::{Error, Result as IoResult},
};

use super::{
    attacks::{ORIGIN, flip, followed, keys, leaves, record, records, signer},
    *,
};

/// A store whose power fails after so many writes; half the time the last write has happened and its answer is lost.
struct Failing<'a> {
    store: &'a dyn TileStore,
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

    fn lay(&self, path: &str, bytes: &[u8]) -> IoResult<()> {
        self.step(|| self.store.lay(path, bytes))
    }

    fn sync(&self) -> IoResult<()> {
        self.step(|| self.store.sync())
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
        let want = full(&whole);
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
            assert_eq!(full(&store), want, "{every} {at} {applied}");
        }
    }
}

/// A disk behind a cache: what was laid and not synced does not outlive the power.
#[derive(Default)]
struct Cached {
    disk: MemoryStore,
    cache: RefCell<BTreeMap<String, Vec<u8>>>,
    /// The control: a sync that does nothing.
    never_syncs: bool,
}

impl Cached {
    /// The power goes. Of the files in the cache some are whole, some cut, some empty, some gone.
    fn lose(&mut self, luck: usize) {
        for (at, (path, mut bytes)) in self.cache.take().into_iter().enumerate() {
            match (at + luck) % 4 {
                0 => continue,
                1 => bytes.truncate(bytes.len() / 2),
                2 => bytes.clear(),
                _ => {}
            }
            self.disk.write(&path, &bytes).unwrap();
        }
    }
}

impl TileStore for Cached {
    fn read(&self, path: &str) -> IoResult<Option<Vec<u8>>> {
        let cached = self.cache.borrow().get(path).cloned();
        if cached.is_some() { Ok(cached) } else { self.disk.read(path) }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> IoResult<()> {
        self.cache.borrow_mut().remove(path);
        self.disk.write(path, bytes)
    }

    fn lay(&self, path: &str, bytes: &[u8]) -> IoResult<()> {
        self.cache.borrow_mut().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn sync(&self) -> IoResult<()> {
        if !self.never_syncs {
            self.cache.take().iter().try_for_each(|(path, bytes)| self.disk.write(path, bytes))?;
        }
        Ok(())
    }

    fn remove_partial(&self, path: &str) -> IoResult<()> {
        self.cache.borrow_mut().retain(|cached, _| !cached.starts_with(&format!("{path}.p/")));
        self.disk.remove_partial(path)
    }
}

fn full(store: &MemoryStore) -> BTreeMap<String, Vec<u8>> {
    let mut files = store.files();
    files.retain(|path, _| !path.contains(".p/"));
    files
}

/// Whether, after the power went at a step and luck had it so, all that the checkpoint on the disk covers is there, and the rest comes out the same.
fn outlives_the_power(at: u32, luck: usize, never_syncs: bool, all: &[Exported], want: &MemoryStore) -> bool {
    let mut store = Cached { never_syncs, ..Cached::default() };
    let left = Cell::new(at);
    run(Failing { store: &store, left: &left, applied: luck.is_multiple_of(2) }, all, 300).unwrap_err();
    store.lose(luck);
    let Ok(follower) = Follower::open(&store, ORIGIN, &keys()) else { return false };
    let size = follower.size();
    drop(follower);
    if !copy_tiles(&store.disk, size, &MemoryStore::default()).unwrap().is_empty() {
        return false;
    }
    let there = |index: u64| store.disk.read(&Tile::full(0, index).entries_path()).unwrap();
    if (0..size / 256).any(|index| there(index) != want.read(&Tile::full(0, index).entries_path()).unwrap()) {
        return false;
    }
    left.set(u32::MAX);
    run(Failing { store: &store, left: &left, applied: true }, all, 300).is_ok()
        && full(&store.disk) == full(want)
}

#[test]
fn what_a_checkpoint_covers_outlives_the_power_and_the_rest_is_made_again() {
    let all = records(900);
    let whole = Cached::default();
    let plenty = Cell::new(u32::MAX);
    run(Failing { store: &whole, left: &plenty, applied: true }, &all, 300).unwrap();
    let steps = u32::MAX - plenty.get();
    let cases = || (1..=steps).flat_map(|at| (0..8).map(move |luck| (at, luck)));
    for (at, luck) in cases() {
        assert!(outlives_the_power(at, luck, false, &all, &whole.disk), "{at} {luck}");
    }
    let outlived = |(at, luck)| outlives_the_power(at, luck, true, &all, &whole.disk);
    assert!(!cases().all(outlived), "the control: without a sync something is lost");
}

#[test]
fn a_sync_that_failed_is_not_asked_again() {
    let store = Cached::default();
    let left = Cell::new(u32::MAX);
    let mut follower =
        Follower::open(Failing { store: &store, left: &left, applied: false }, ORIGIN, &keys()).unwrap();
    follower.extend(leaves(&records(256))).unwrap();
    // The full tile's two files are laid; a partial one of the level above, then the sync.
    left.set(2);
    assert!(matches!(follower.checkpoint(&signer()), Err(FollowerError::Tile(_))));
    left.set(u32::MAX);
    assert!(matches!(follower.checkpoint(&signer()), Err(FollowerError::Broken)));
    assert!(store.read("checkpoint").unwrap().is_none());
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

impl TileStore for &Cached {
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
