//! The leaf: the exact bytes that the tree covers of one record. It holds ciphertext digests, never plaintext, and its
//! encoding is final: one record has one encoding, and whatever decodes encodes back to the same bytes.

use thiserror::Error;

/// The longest leaf: an entry bundle of C2SP tlog-tiles gives each entry a 16-bit length.
pub const MAX_LEAF: usize = 65_535;

/// The first byte of every leaf of this format.
const FORMAT: u8 = 1;

/// What a leaf covers of one record.
#[derive(Debug, Clone, Copy)]
pub struct Leaf<'a> {
    /// The stream's name.
    pub stream: &'a str,
    /// The record's version within its stream.
    pub version: u64,
    /// The event's id.
    pub event: [u8; 16],
    /// The stored name of the event's type, such as `visit.arrived.v1`.
    pub kind: &'a str,
    /// The public part, as stored.
    pub public: &'a [u8],
    /// The sealed parts, in any order; at most one per (subject, class).
    pub seals: &'a [Seal],
}

/// One sealed part of a record: whose, of which class, under which key, and the SHA-256 of its ciphertext (never of plaintext).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seal {
    /// Whose data it is.
    pub subject: [u8; 16],
    /// The data class.
    pub class: String,
    /// The data key that opens it.
    pub key: [u8; 16],
    /// SHA-256 of the whole sealed part as stored.
    pub digest: [u8; 32],
}

/// A leaf read back from its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedLeaf<'a> {
    /// The stream's name.
    pub stream: &'a str,
    /// The record's version within its stream.
    pub version: u64,
    /// The event's id.
    pub event: [u8; 16],
    /// The stored name of the event's type.
    pub kind: &'a str,
    /// The public part.
    pub public: &'a [u8],
    /// The sealed parts, ordered by subject, then class.
    pub seals: Vec<Seal>,
}

/// Why bytes are no leaf, or a record cannot have one.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LeafError {
    /// Over [`MAX_LEAF`].
    #[error("the leaf would be {0} bytes long; at most 65,535 fit")]
    TooLong(usize),
    /// Two parts for one (subject, class).
    #[error("two sealed parts have the same subject and class")]
    DoubleSeal,
    /// Sealed parts not in the one canonical order.
    #[error("the sealed parts are not ordered by subject and class")]
    SealOrder,
    /// A first byte this code does not know.
    #[error("the leaf has the unknown format {0}")]
    Format(u8),
    /// The bytes end inside a field, or a field is missing.
    #[error("the leaf ends too early")]
    Short,
    /// A field that cannot have this length or content.
    #[error("the leaf's field `{0}` is malformed")]
    Field(&'static str),
}

impl Leaf<'_> {
    /// How many bytes [`Leaf::encode`] takes; what appends should test before a record is stored.
    pub fn encoded_len(&self) -> usize {
        let fixed = 1 + 5 * 2 + 8 + 16 + self.stream.len() + self.kind.len() + self.public.len();
        fixed + self.seals.iter().map(|seal| 2 + 64 + seal.class.len()).sum::<usize>()
    }

    /// The leaf's bytes. Sealed parts are put into the canonical order.
    pub fn encode(&self) -> Result<Vec<u8>, LeafError> {
        let length = self.encoded_len();
        if length > MAX_LEAF {
            return Err(LeafError::TooLong(length));
        }
        let mut seals: Vec<&Seal> = self.seals.iter().collect();
        seals.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
        if seals.windows(2).any(|pair| order(pair[0]) == order(pair[1])) {
            return Err(LeafError::DoubleSeal);
        }

        let mut bytes = Vec::with_capacity(length);
        bytes.push(FORMAT);
        put(&mut bytes, &[self.stream.as_bytes()]);
        put(&mut bytes, &[&self.version.to_be_bytes()]);
        put(&mut bytes, &[&self.event]);
        put(&mut bytes, &[self.kind.as_bytes()]);
        put(&mut bytes, &[self.public]);
        for seal in seals {
            put(&mut bytes, &[&seal.subject, &seal.key, &seal.digest, seal.class.as_bytes()]);
        }
        Ok(bytes)
    }
}

impl<'a> DecodedLeaf<'a> {
    /// Reads a leaf, and accepts nothing but what [`Leaf::encode`] writes.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, LeafError> {
        if bytes.len() > MAX_LEAF {
            return Err(LeafError::TooLong(bytes.len()));
        }
        let (format, mut rest) = bytes.split_first().ok_or(LeafError::Short)?;
        if *format != FORMAT {
            return Err(LeafError::Format(*format));
        }
        let stream = text(take(&mut rest)?, "stream")?;
        let version = u64::from_be_bytes(exactly(take(&mut rest)?, "version")?);
        let event = exactly(take(&mut rest)?, "event")?;
        let kind = text(take(&mut rest)?, "kind")?;
        let public = take(&mut rest)?;
        let mut seals: Vec<Seal> = Vec::new();
        while !rest.is_empty() {
            let seal = seal(take(&mut rest)?)?;
            match seals.last().map(|last| order(last).cmp(&order(&seal))) {
                Some(std::cmp::Ordering::Equal) => return Err(LeafError::DoubleSeal),
                Some(std::cmp::Ordering::Greater) => return Err(LeafError::SealOrder),
                Some(std::cmp::Ordering::Less) | None => seals.push(seal),
            }
        }
        Ok(Self { stream, version, event, kind, public, seals })
    }

    /// The same leaf in the form that encodes.
    pub fn as_leaf(&self) -> Leaf<'_> {
        let Self { stream, version, event, kind, public, seals } = self;
        Leaf { stream, version: *version, event: *event, kind, public, seals }
    }
}

fn order(seal: &Seal) -> (&[u8; 16], &[u8]) {
    (&seal.subject, seal.class.as_bytes())
}

/// Writes one field: a 16-bit big-endian length, then the pieces. The caller has checked the total against [`MAX_LEAF`].
fn put(bytes: &mut Vec<u8>, pieces: &[&[u8]]) {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    bytes.extend_from_slice(&(length as u16).to_be_bytes());
    for piece in pieces {
        bytes.extend_from_slice(piece);
    }
}

fn take<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], LeafError> {
    let (length, after) = rest.split_first_chunk::<2>().ok_or(LeafError::Short)?;
    let (field, after) =
        after.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(LeafError::Short)?;
    *rest = after;
    Ok(field)
}

fn text<'a>(field: &'a [u8], name: &'static str) -> Result<&'a str, LeafError> {
    std::str::from_utf8(field).map_err(|_| LeafError::Field(name))
}

fn exactly<const N: usize>(field: &[u8], name: &'static str) -> Result<[u8; N], LeafError> {
    field.try_into().map_err(|_| LeafError::Field(name))
}

fn seal(field: &[u8]) -> Result<Seal, LeafError> {
    let short = LeafError::Field("seal");
    let Some((subject, rest)) = field.split_first_chunk::<16>() else { return Err(short) };
    let Some((key, rest)) = rest.split_first_chunk::<16>() else { return Err(short) };
    let Some((digest, class)) = rest.split_first_chunk::<32>() else { return Err(short) };
    Ok(Seal { subject: *subject, class: text(class, "class")?.to_owned(), key: *key, digest: *digest })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seal_of(subject: u8, class: &str) -> Seal {
        Seal { subject: [subject; 16], class: class.to_owned(), key: [9; 16], digest: [7; 32] }
    }

    /// The stored format, byte for byte. This test is never edited: a change is a new format byte.
    #[test]
    fn golden() {
        let seals = [seal_of(2, "visit"), seal_of(1, "audit")];
        let leaf =
            Leaf { stream: "s-1", version: 3, event: [5; 16], kind: "a.b.v1", public: b"{}", seals: &seals };
        let want = [
            "01",
            "0003732d31",
            "00080000000000000003",
            "001005050505050505050505050505050505",
            "0006612e622e7631",
            "00027b7d",
            &format!("0045{}{}{}{}", "01".repeat(16), "09".repeat(16), "07".repeat(32), hex::encode("audit")),
            &format!("0045{}{}{}{}", "02".repeat(16), "09".repeat(16), "07".repeat(32), hex::encode("visit")),
        ]
        .concat();
        let bytes = leaf.encode().unwrap();
        assert_eq!(hex::encode(&bytes), want);
        assert_eq!(bytes.len(), leaf.encoded_len());
    }

    #[test]
    fn limits_and_order() {
        let public = vec![0; MAX_LEAF];
        let mut leaf =
            Leaf { stream: "s", version: 0, event: [0; 16], kind: "k", public: &public, seals: &[] };
        assert_eq!(leaf.encode(), Err(LeafError::TooLong(MAX_LEAF + 37)));
        leaf.public = &public[37..];
        assert_eq!(leaf.encode().unwrap().len(), MAX_LEAF);

        let double = [seal_of(1, "visit"), seal_of(1, "visit")];
        let leaf = Leaf { seals: &double, public: b"", ..leaf };
        assert_eq!(leaf.encode(), Err(LeafError::DoubleSeal));

        let sorted = [seal_of(1, "visit"), seal_of(2, "visit")];
        let bytes = Leaf { seals: &sorted, ..leaf }.encode().unwrap();
        let (head, tail) = bytes.split_at(bytes.len() - 2 * 71);
        let swapped = [head, &tail[71..], &tail[..71]].concat();
        assert_eq!(DecodedLeaf::decode(&swapped), Err(LeafError::SealOrder));
    }

    proptest! {
        #[test]
        fn encoding_is_unambiguous(
            stream in ".{0,20}", kind in ".{0,20}", version: u64, event: [u8; 16], public: Vec<u8>,
            subjects in proptest::collection::btree_set(any::<[u8; 16]>(), 0..4), class in ".{0,8}",
        ) {
            let seals: Vec<Seal> = subjects.iter().rev()
                .map(|s| Seal { subject: *s, class: class.clone(), key: *s, digest: [3; 32] }).collect();
            let leaf = Leaf { stream: &stream, version, event, kind: &kind, public: &public, seals: &seals };
            let bytes = leaf.encode().unwrap();
            let read = DecodedLeaf::decode(&bytes).unwrap();
            prop_assert_eq!((read.stream, read.version, read.kind, read.public), (&*stream, version, &*kind, &*public));
            prop_assert_eq!(read.seals.len(), seals.len());
            prop_assert_eq!(read.as_leaf().encode().unwrap(), bytes);
        }

        /// Whatever bytes come, decoding does not panic, and what decodes is canonical.
        #[test]
        fn any_bytes(mut bytes: Vec<u8>, field in 0usize..40) {
            if let Some(first) = bytes.first_mut() { *first = FORMAT; }
            if let Ok(leaf) = DecodedLeaf::decode(&bytes) {
                prop_assert_eq!(leaf.as_leaf().encode().unwrap(), bytes);
            }
            let good = Leaf { stream: "s", version: 1, event: [1; 16], kind: "k", public: b"p", seals: &[] }.encode().unwrap();
            prop_assert!(DecodedLeaf::decode(&good[..field.min(good.len() - 1)]).is_err());
        }
    }
}
