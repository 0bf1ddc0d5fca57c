//! The attacks on the proof, each beside its control: records, tiles and ciphertexts changed behind the log's back.

use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::*;

pub(super) const ORIGIN: &str = "anteroom.example/log/1";

pub(super) fn signer() -> SignerKey {
    SignerKey::generate(ORIGIN, KeyKind::Log, &[7; 32]).unwrap()
}

pub(super) fn keys() -> Vec<VerifierKey> {
    vec![signer().verifier().clone()]
}

fn ciphertext(position: u64) -> Vec<u8> {
    format!("ciphertext {position}").into_bytes()
}

/// The record at a position: one sealed part for every third.
pub(super) fn record(position: u64) -> Exported {
    let mut subject = [0; 16];
    subject[..8].copy_from_slice(&position.to_be_bytes());
    let digest = Sha256::digest(ciphertext(position)).into();
    let seal = Seal { subject, class: "visit".to_owned(), key: subject, digest };
    let seals = if position.is_multiple_of(3) { vec![seal] } else { Vec::new() };
    let parts = seals.iter().map(|seal| Part {
        subject,
        class: seal.class.clone(),
        ciphertext: Some(ciphertext(position)),
    });
    let parts = parts.collect();
    let public = format!("{{\"day\":{position}}}");
    let leaf = Leaf {
        stream: "s",
        version: position,
        event: subject,
        kind: "k.v1",
        public: public.as_bytes(),
        seals: &seals,
    };
    Exported { position, leaf: leaf.encode().unwrap(), parts }
}

pub(super) fn records(count: u64) -> Vec<Exported> {
    (1..=count).map(record).collect()
}

fn renumbered(mut records: Vec<Exported>) -> Vec<Exported> {
    for (at, record) in records.iter_mut().enumerate() {
        record.position = at as u64 + 1;
    }
    records
}

pub(super) fn leaves(records: &[Exported]) -> impl Iterator<Item = &[u8]> {
    records.iter().map(|record| record.leaf.as_slice())
}

/// The store of a follower that signed at each of these sizes.
pub(super) fn followed(sizes: &[u64]) -> (MemoryStore, Vec<Checkpoint>) {
    let mut follower = Follower::open(MemoryStore::default(), ORIGIN, &keys()).unwrap();
    let mut signed = Vec::new();
    for size in sizes {
        let from = follower.size() + 1;
        follower.extend((from..=*size).map(|position| record(position).leaf)).unwrap();
        signed.push(follower.checkpoint(&signer()).unwrap().checkpoint().clone());
    }
    let store = MemoryStore::default();
    for (path, bytes) in follower.store().files() {
        store.write(&path, &bytes).unwrap();
    }
    (store, signed)
}

fn audit(
    records: Vec<Exported>,
    checkpoint: &Checkpoint,
    older: Option<&Checkpoint>,
    tiles: &MemoryStore,
) -> Report {
    let others: Vec<Checkpoint> = older.cloned().into_iter().collect();
    verify(records, &Audit { others: &others, tiles: Some(tiles), ..Audit::of(checkpoint) })
}

pub(super) fn flip(store: &MemoryStore, path: &str, at: usize) {
    let mut bytes = store.read(path).unwrap().unwrap();
    bytes[at] ^= 1;
    store.write(path, &bytes).unwrap();
}

#[test]
fn the_untouched_log_is_proved() {
    for size in [0, 1, 2, 255, 256, 257, 700, 70_000] {
        let (tiles, signed) = followed(&[size / 2, size]);
        let report = audit(records(size), &signed[1], Some(&signed[0]), &tiles);
        assert_eq!(report.findings, [], "{size}");
        assert_eq!((report.root, report.records, report.parts), (Some(signed[1].root), size, size / 3));
        // An old checkpoint still stands when the partial tiles of its time are gone.
        let report = audit(records(size), &signed[0], None, &tiles);
        assert_eq!((report.findings, report.unproved), (Vec::new(), size - size / 2));
        // Later records are not proved yet, and are no fault.
        let report = audit(records(size + 300), &signed[1], Some(&signed[0]), &tiles);
        assert!(report.is_proved());
        assert_eq!(report.unproved, 300);
        // Without tiles too.
        assert!(verify(records(size), &Audit::of(&signed[1])).is_proved());
    }
}

#[test]
fn a_changed_byte_is_named() {
    let (tiles, signed) = followed(&[300, 1000]);
    for position in [1, 3, 256, 257, 300, 768, 769, 1000] {
        let mut changed = records(1000);
        // The last byte of the public part, or of the class.
        *changed[position as usize - 1].leaf.last_mut().unwrap() ^= 1;
        let report = audit(changed, &signed[1], Some(&signed[0]), &tiles);
        assert!(
            report.findings.contains(&Finding::Changed { first: position, last: position }),
            "{report:?}"
        );
        assert_eq!(report.findings.contains(&Finding::Inconsistent { size: 300 }), position <= 300);
    }
}

#[test]
fn a_removed_row_is_named() {
    let (tiles, signed) = followed(&[1000]);
    for position in [1, 255, 256, 257, 998, 999] {
        let mut removed = records(1000);
        removed.remove(position as usize - 1);
        let want = [Finding::Removed { first: position, last: position }];
        assert_eq!(audit(removed.clone(), &signed[0], None, &tiles).findings, want);
        assert_eq!(audit(renumbered(removed), &signed[0], None, &tiles).findings, want, "renumbered");
        // In a log that has grown since.
        let mut removed = records(1300);
        removed.drain(position as usize - 1..=position as usize);
        let report = audit(renumbered(removed), &signed[0], None, &tiles);
        // At the very end nothing signed tells what should have followed.
        let want = Finding::Removed { first: position, last: position + 1 };
        let at_the_end = Finding::Changed { first: position, last: position };
        assert_eq!(report.findings[0], if position < 999 { want } else { at_the_end });
    }
    // A row put in.
    let mut inserted = records(1000);
    inserted.insert(499, record(5000));
    let want = [Finding::Inserted { first: 500, last: 500 }];
    assert_eq!(audit(renumbered(inserted), &signed[0], None, &tiles).findings, want);
    // A row twice.
    let mut twice = records(1000);
    twice.insert(10, record(10));
    assert_eq!(audit(twice, &signed[0], None, &tiles).first_bad(), Some(11));
}

#[test]
fn swapped_rows_are_named() {
    let (tiles, signed) = followed(&[1000]);
    for (first, second) in [(1, 2), (255, 256), (3, 900), (999, 1000)] {
        let mut swapped = records(1000);
        swapped.swap(first as usize - 1, second as usize - 1);
        let want = [Finding::Swapped { first, second }];
        assert_eq!(audit(renumbered(swapped.clone()), &signed[0], None, &tiles).findings, want);
        assert_eq!(
            audit(swapped, &signed[0], None, &tiles).first_bad(),
            Some(first),
            "with their old numbers"
        );
    }
}

#[test]
fn a_truncated_tail_is_told_from_a_fork() {
    let (tiles, signed) = followed(&[400, 1000]);
    for last in [0, 1, 256, 399, 999] {
        let report = audit(records(last), &signed[1], Some(&signed[0]), &tiles);
        assert_eq!(report.findings, [Finding::Truncated { last, size: 1000 }]);
    }
    // Another history of the same length, which brings its own tiles.
    let mut other = records(1000);
    other[600] = Exported { position: 601, ..record(6000) };
    let mut follower = Follower::open(MemoryStore::default(), ORIGIN, &keys()).unwrap();
    follower.extend(leaves(&other)).unwrap();
    follower.checkpoint(&signer()).unwrap();
    let report = audit(other.clone(), &signed[1], Some(&signed[0]), follower.store());
    assert_eq!(report.findings, [Finding::Forked { size: 1000, agreed: 400 }]);
    // With the true tiles the place is known.
    let report = audit(other, &signed[1], Some(&signed[0]), &tiles);
    assert_eq!(report.findings, [Finding::Changed { first: 601, last: 601 }]);
    // The auditor's old checkpoint is of another history, or of a longer log.
    let foreign = Checkpoint { root: EMPTY_ROOT, ..signed[0].clone() };
    let report = audit(records(1000), &signed[1], Some(&foreign), &tiles);
    assert_eq!(report.findings, [Finding::Inconsistent { size: 400 }]);
    let (tiles, _) = followed(&[400]);
    let report = audit(records(400), &signed[0], Some(&signed[1]), &tiles);
    assert_eq!(report.findings, [Finding::Truncated { last: 400, size: 1000 }]);
    let foreign = Checkpoint { origin: "other".to_owned(), ..signed[0].clone() };
    let report = audit(records(400), &signed[0], Some(&foreign), &tiles);
    assert_eq!(report.findings, [Finding::OlderCheckpoint { origin: "other".to_owned(), size: 400 }]);
}

#[test]
fn a_forged_tile_does_not_hide_a_changed_record_nor_accuse_a_good_one() {
    let (tiles, signed) = followed(&[70_000]);
    flip(&tiles, "tile/0/001", 33);
    let want = [Finding::Tile { path: "tile/0/001".to_owned(), position: 258 }];
    assert_eq!(audit(records(70_000), &signed[0], None, &tiles).findings, want);

    // Changed in the log and in the tile: the tile above still tells in which 256.
    let mut changed = records(70_000);
    *changed[300].leaf.last_mut().unwrap() ^= 1;
    let (tiles, signed) = followed(&[70_000]);
    let mut forged = tiles.read("tile/0/001").unwrap().unwrap();
    forged[44 * 32..][..32].copy_from_slice(&Hash::of_leaf(&changed[300].leaf).0);
    tiles.write("tile/0/001", &forged).unwrap();
    let report = audit(changed, &signed[0], None, &tiles);
    assert_eq!(report.findings, [Finding::Changed { first: 257, last: 512 }]);

    tiles.write("tile/0/002", b"short").unwrap();
    let report = audit(records(70_000), &signed[0], None, &tiles);
    assert_eq!(report.first_bad(), Some(301));
    assert!(report.findings.iter().all(|finding| matches!(finding, Finding::Tile { .. })), "{report:?}");
}

#[test]
fn a_missing_ciphertext_needs_a_destruction() {
    let (tiles, signed) = followed(&[10]);
    let mut erased = records(10);
    erased[2].parts.clear();
    let subject = hex::encode(record(3).parts[0].subject);
    let missing = Finding::MissingPart { position: 3, subject: subject.clone(), class: "visit".to_owned() };
    assert_eq!(audit(erased.clone(), &signed[0], None, &tiles).findings, [missing]);

    let covered = |seal: &Seal| seal.key == record(3).parts[0].subject;
    let audit_of = Audit { tiles: Some(&tiles), is_covered: &covered, ..Audit::of(&signed[0]) };
    let report = verify(erased, &audit_of);
    assert_eq!((report.is_proved(), report.destroyed, report.parts), (true, 1, 2));

    let mut changed = records(10);
    changed[2].parts[0].ciphertext.as_mut().unwrap()[0] ^= 1;
    let want = Finding::ChangedPart { position: 3, subject, class: "visit".to_owned() };
    assert_eq!(verify(changed, &audit_of).findings, [want], "a destruction excuses no change");

    let mut moved = records(10);
    let part = moved[2].parts[0].clone();
    moved[3].parts.push(part);
    assert!(matches!(verify(moved, &audit_of).findings[..], [Finding::StrangePart { position: 4, .. }]));
}

#[test]
fn a_part_of_the_log_is_proved_by_the_tiles_before_it() {
    let (tiles, signed) = followed(&[300, 1000]);
    for from in [2, 256, 257, 258, 513, 900, 1000, 1001] {
        let part = || records(1000).split_off(from as usize - 1);
        for older in [&signed[..0], &signed[..1]] {
            let audit = Audit { others: older, tiles: Some(&tiles), from, ..Audit::of(&signed[1]) };
            let report = verify(part(), &audit);
            assert_eq!((report.findings, report.root), (vec![], Some(signed[1].root)), "{from}");
            assert_eq!((report.records, report.unproved), (1001 - from, 0));
        }
        let foreign = [Checkpoint { root: EMPTY_ROOT, ..signed[0].clone() }];
        let audit = Audit { others: &foreign, tiles: Some(&tiles), from, ..Audit::of(&signed[1]) };
        assert_eq!(verify(part(), &audit).findings, [Finding::Inconsistent { size: 300 }], "{from}");
        if from <= 1000 {
            let mut changed = part();
            changed[0].leaf[20] ^= 1;
            let audit = Audit { tiles: Some(&tiles), from, ..Audit::of(&signed[1]) };
            assert_eq!(verify(changed, &audit).first_bad(), Some(from));
            // What stands before is not taken on trust.
            let (forged, _) = followed(&[300, 1000]);
            flip(&forged, "tile/1/000.p/3", 7);
            flip(&forged, "tile/0/003.p/232", 7);
            let audit = Audit { tiles: Some(&forged), from, ..Audit::of(&signed[1]) };
            assert!(!verify(part(), &audit).is_proved());
        }
    }
    let audit = Audit { from: 500, ..Audit::of(&signed[1]) };
    assert_eq!(verify(records(1000).split_off(499), &audit).first_bad(), Some(1), "without tiles");
}

#[test]
fn what_an_export_leaves_out_is_counted_and_excuses_nothing() {
    let (tiles, signed) = followed(&[10]);
    let mut log = records(10);
    log[2].parts[0].ciphertext = None;
    log[5].parts.clear();
    let report = verify(log, &Audit { tiles: Some(&tiles), ..Audit::of(&signed[0]) });
    assert_eq!((report.left_out, report.parts, report.first_bad()), (1, 1, Some(6)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// However a log grows, whichever record is touched, the position is named.
    #[test]
    fn any_change_is_named(size in 1u64..1200, at in 0u64..1200, cut in 0u64..1200, bit in 0u8..8, byte in 0usize..30) {
        let (at, cut) = (at % size, cut % size);
        let (tiles, signed) = followed(&[cut, size]);
        prop_assert!(audit(records(size), &signed[1], Some(&signed[0]), &tiles).is_proved());
        let mut changed = records(size);
        changed[at as usize].leaf[byte] ^= 1 << bit;
        let report = audit(changed, &signed[1], Some(&signed[0]), &tiles);
        let changed_here = Finding::Changed { first: at + 1, last: at + 1 };
        prop_assert!(report.findings.contains(&changed_here), "{:?}", report);
    }
}
