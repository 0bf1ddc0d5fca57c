//! The tree, the proofs and the notes against known vectors, the naive definition and two other implementations.

use proptest::prelude::*;
use signed_note::Verifier as _;

use super::{edge::Edge, tree::Nodes, *};

/// RFC 6962 §2.1 as it is written.
fn naive(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => Hash::of_leaf(leaf),
        more => {
            let split = more.len().next_power_of_two() / 2;
            Hash::of_node(naive(&more[..split]), naive(&more[split..]))
        }
    }
}

fn root_of(leaves: &[Vec<u8>]) -> Hash {
    let mut edge = Edge::default();
    for leaf in leaves {
        edge.push(Hash::of_leaf(leaf), |_, _| Ok::<_, ()>(())).unwrap();
    }
    edge.root()
}

fn some_leaves(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| n.to_be_bytes().to_vec()).collect()
}

fn stored(leaves: &[Vec<u8>]) -> MemoryStore {
    let mut follower = Follower::open(MemoryStore::default(), "o", &[]).unwrap();
    follower.extend(leaves).unwrap();
    follower.checkpoint(&SignerKey::generate("o", KeyKind::Log, &[1; 32]).unwrap()).unwrap();
    let store = MemoryStore::default();
    for (path, bytes) in follower.store().files() {
        store.write(&path, &bytes).unwrap();
    }
    store
}

/// The leaves and roots with which Certificate Transparency's own implementations are tested.
#[test]
fn certificate_transparency_vectors() {
    let leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let leaves = leaves.map(|leaf| hex::decode(leaf).unwrap());
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(hex::encode(root_of(&leaves[..size]).0), *root, "{size}");
    }
}

#[test]
fn tile_names() {
    let tile = Tile { level: 0, index: 1_234_067, width: 5 };
    assert_eq!(tile.path(), "tile/0/x001/x234/067.p/5");
    assert_eq!(tile.entries_path(), "tile/entries/x001/x234/067.p/5");
    assert_eq!(Tile::full(1, 0).path(), "tile/1/000");
    assert_eq!(Tile::full(0, 1000).path(), "tile/0/x001/000");
    let of = |size| Tile::partial_of(size).iter().map(Tile::path).collect::<Vec<_>>();
    // The specification's own examples.
    assert_eq!(of(70_000), ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    assert_eq!(of(256), ["tile/1/000.p/1"]);
}

/// The example of the signed-note documentation (Go's `note` package).
#[test]
fn the_known_note() {
    let file = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let signer = SignerKey::from_file(file).unwrap();
    assert_eq!(signer.verifier().to_string(), public);
    assert_eq!(signer.to_file().trim_end(), file);
    assert!(!format!("{signer:?}").contains("AYEK"));
    let mut note = Note::new(text.to_owned()).unwrap();
    note.add(signer.sign(text).unwrap());
    assert_eq!(note.to_string(), format!("{text}\n{line}"));
    let key: VerifierKey = public.parse().unwrap();
    assert_eq!(
        Note::parse(&note.to_string()).unwrap().verify(std::slice::from_ref(&key)).unwrap(),
        [(&key, None)]
    );
}

#[test]
fn checkpoints_and_witnesses() {
    let log = SignerKey::generate("log.example/1", KeyKind::Log, &[1; 32]).unwrap();
    let witness = SignerKey::generate("witness.example/w", KeyKind::Witness, &[2; 32]).unwrap();
    let next = SignerKey::generate("log.example/1", KeyKind::Log, &[3; 32]).unwrap();
    let known = [log.verifier().clone(), witness.verifier().clone(), next.verifier().clone()];
    let checkpoint =
        Checkpoint { origin: "log.example/1".to_owned(), size: 3, root: root_of(&some_leaves(3)) };
    assert!(checkpoint.clone().sign(&witness).is_err(), "a witness is no log");
    let mut signed = checkpoint.clone().sign(&log).unwrap();
    let first = signed.note().to_string();
    signed.cosign(&witness, 1_679_315_147).unwrap();
    signed.add_signature(&next).unwrap();
    let note = signed.note().to_string();
    assert!(note.starts_with(&first), "signatures are added, nothing stored changes");

    let open = |note: &str, keys: &[VerifierKey]| SignedCheckpoint::open(note, "log.example/1", keys);
    assert_eq!(open(&note, &known).unwrap().checkpoint(), &checkpoint);
    assert!(open(&note, &known[2..]).is_ok(), "the new key alone");
    let times: Vec<_> = signed.note().verify(&known).unwrap().iter().map(|(_, time)| *time).collect();
    assert_eq!(times, [None, Some(1_679_315_147), None]);
    assert_eq!(
        open(&note, &known[1..2]),
        Err(NoteError::Unsigned.into()),
        "a witness's word is not the log's"
    );
    assert_eq!(open(&note, &[]), Err(NoteError::Unsigned.into()));
    assert!(matches!(SignedCheckpoint::open(&note, "other", &known), Err(CheckpointError::Origin(_))));
    // Any changed byte of what was signed refuses it.
    for at in 0..first.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[at] ^= 1;
        let opened = String::from_utf8(bytes).ok().and_then(|note| open(&note, &known[..1]).ok());
        assert!(opened.is_none(), "{at}");
    }
    for bad in [
        "o\n1\n",
        "o\n01\nAA=\n",
        "\n1\n",
        "o\n+1\nx\n",
        "o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
    ] {
        assert!(Checkpoint::parse(bad).is_err());
    }
    for bad in ["", "a b", "a+b", "a\nb", &"x".repeat(256)] {
        assert_eq!(SignerKey::generate(bad, KeyKind::Log, &[0; 32]).unwrap_err(), KeyError::Name);
    }
}

/// The crate `signed_note` reads what we sign, and we read what it signs.
#[test]
fn another_implementation_of_notes() {
    let ours = SignerKey::generate("log.example/1", KeyKind::Log, &[9; 32]).unwrap();
    let checkpoint =
        Checkpoint { origin: "log.example/1".to_owned(), size: 5, root: root_of(&some_leaves(5)) };
    let note = checkpoint.clone().sign(&ours).unwrap().note().to_string();
    let theirs = signed_note::StandardVerifier::new(&ours.verifier().to_string()).unwrap();
    assert_eq!(theirs.key_id(), ours.verifier().id());
    let read = signed_note::Note::from_bytes(note.as_bytes()).unwrap();
    read.verify(&signed_note::VerifierList::new(vec![Box::new(theirs)])).unwrap();

    let signer = signed_note::StandardSigner::new(ours.to_file().trim_end()).unwrap();
    let mut made = signed_note::Note::new(checkpoint.body().as_bytes(), &[]).unwrap();
    made.add_sigs(&[&signer]).unwrap();
    assert_eq!(String::from_utf8(made.to_bytes()).unwrap(), note);
    let read = tlog_tiles::Checkpoint::from_bytes(checkpoint.body().as_bytes()).unwrap();
    assert_eq!((read.origin(), read.size(), read.hash().0), ("log.example/1", 5, checkpoint.root.0));
}

/// The crate `tlog_tiles` computes the same roots and makes and accepts the same proofs.
#[test]
fn another_implementation_of_the_tree() {
    struct Stored(Vec<tlog_tiles::Hash>);
    impl tlog_tiles::HashReader for Stored {
        fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
            Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
        }
    }
    let leaves = some_leaves(600);
    let mut theirs = Stored(Vec::new());
    let mut edge = Edge::default();
    let mut roots = vec![EMPTY_ROOT];
    for (at, leaf) in leaves.iter().enumerate() {
        let hashes = tlog_tiles::stored_hashes(at as u64, leaf, &theirs).unwrap();
        theirs.0.extend(hashes);
        edge.push(Hash::of_leaf(leaf), |_, _| Ok::<_, ()>(())).unwrap();
        roots.push(edge.root());
        assert_eq!(tlog_tiles::tree_hash(at as u64 + 1, &theirs).unwrap().0, edge.root().0);
    }
    let store = stored(&leaves);
    let mut tree = TiledTree::new(&store, 600);
    let plain = |path: Vec<tlog_tiles::Hash>| path.into_iter().map(|hash| Hash(hash.0)).collect::<Vec<_>>();
    for n in 0..600 {
        assert_eq!(tree.inclusion(n).unwrap(), plain(tlog_tiles::prove_record(600, n, &theirs).unwrap()));
        assert_eq!(
            tree.consistency(n + 1).unwrap(),
            plain(tlog_tiles::prove_tree(600, n + 1, &theirs).unwrap())
        );
    }
}

#[test]
fn proofs_of_every_small_tree() {
    let leaves = some_leaves(40);
    let roots: Vec<Hash> = (0..=40).map(|size| naive(&leaves[..size])).collect();
    for size in 0..=40_u64 {
        let store = stored(&leaves[..size as usize]);
        let mut tree = TiledTree::new(&store, size);
        let root = roots[size as usize];
        assert_eq!(tree.root().unwrap(), root);
        for index in 0..size {
            let path = tree.inclusion(index).unwrap();
            let leaf = Hash::of_leaf(&leaves[index as usize]);
            assert_eq!(verify_inclusion(leaf, index, size, &path, root), Ok(()));
            for other in (0..size).filter(|other| *other != index) {
                assert!(verify_inclusion(leaf, other, size, &path, root).is_err());
            }
        }
        for old in 0..=size {
            let path = tree.consistency(old).unwrap();
            assert_eq!(
                verify_consistency(old, size, &path, roots[old as usize], root),
                Ok(()),
                "{old} {size}"
            );
            for other in (1..=size).filter(|other| *other != old) {
                assert!(verify_consistency(other, size, &path, roots[old as usize], root).is_err());
            }
        }
        assert!(tree.inclusion(size).is_err() && tree.consistency(size + 1).is_err());
        assert!(tree.node(0, size + 1).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn streaming_is_the_naive_definition(leaves in proptest::collection::vec(any::<Vec<u8>>(), 0..700)) {
        prop_assert_eq!(root_of(&leaves), naive(&leaves));
        let store = stored(&leaves);
        let size = leaves.len() as u64;
        prop_assert_eq!(TiledTree::new(&store, size).root().unwrap(), naive(&leaves));
    }

    /// A proof holds, and breaks with any bit of it, of the leaf and of the roots.
    #[test]
    fn proofs_break_with_any_bit(size in 2u64..1500, at: u64, old: u64, byte: usize, bit in 0u8..8) {
        let (index, old) = (at % size, old % (size - 1) + 1);
        let leaves = some_leaves(size);
        let store = stored(&leaves);
        let mut tree = TiledTree::new(&store, size);
        let root = tree.root().unwrap();
        let leaf = Hash::of_leaf(&leaves[index as usize]);
        let path = tree.inclusion(index).unwrap();
        prop_assert_eq!(verify_inclusion(leaf, index, size, &path, root), Ok(()));
        let mut bytes: Vec<u8> = [leaf].iter().chain(&path).chain([&root]).flat_map(|hash| hash.0).collect();
        let at = byte % bytes.len();
        bytes[at] ^= 1 << bit;
        let bad: Vec<Hash> = bytes.as_chunks::<32>().0.iter().map(|b| Hash(*b)).collect();
        prop_assert!(verify_inclusion(bad[0], index, size, &bad[1..bad.len() - 1], bad[bad.len() - 1]).is_err());

        let path = tree.consistency(old).unwrap();
        let old_root = naive(&leaves[..old as usize]);
        prop_assert_eq!(verify_consistency(old, size, &path, old_root, root), Ok(()));
        let mut bytes: Vec<u8> = [old_root].iter().chain(&path).chain([&root]).flat_map(|hash| hash.0).collect();
        let at = byte % bytes.len();
        bytes[at] ^= 1 << bit;
        let bad: Vec<Hash> = bytes.as_chunks::<32>().0.iter().map(|b| Hash(*b)).collect();
        prop_assert!(verify_consistency(old, size, &bad[1..bad.len() - 1], bad[0], bad[bad.len() - 1]).is_err());
        prop_assert!(verify_consistency(old, size, &path[1..], old_root, root).is_err());
    }
}
