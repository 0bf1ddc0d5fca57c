//! A stretch of bytes with one kind of escape undone, and the way back from a place in it to the file.
//! Undoing finds every mixture of escaped and plain characters, which no list of patterns could.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Which escape is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    Raw,
    /// Line breaks removed: mail breaks base64 after 76 characters.
    Unwrapped,
    Json,
    Percent,
    /// As `Percent`, with `+` for a space.
    Form,
    QuotedPrintable,
    Html,
}

/// The bytes as seen, with runs of (place seen, place in the file).
pub(super) struct Seen<'a> {
    bytes: Cow<'a, [u8]>,
    runs: Vec<(usize, usize)>,
}

impl Seen<'_> {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn origin(&self, place: usize) -> usize {
        match self.runs.partition_point(|(seen, _)| *seen <= place).checked_sub(1) {
            Some(run) => self.runs[run].1 + place - self.runs[run].0,
            None => place,
        }
    }
}

impl View {
    pub(super) const ALL: [Self; 7] = [
        Self::Raw,
        Self::Unwrapped,
        Self::Json,
        Self::Percent,
        Self::Form,
        Self::QuotedPrintable,
        Self::Html,
    ];

    /// None where nothing is escaped this way, so that the raw view says it all.
    pub(super) fn of(self, bytes: &[u8]) -> Option<Seen<'_>> {
        if self == Self::Raw {
            return Some(Seen { bytes: Cow::Borrowed(bytes), runs: Vec::new() });
        }
        let mut seen: Vec<u8> = Vec::new();
        let mut runs = Vec::new();
        let mut at = 0;
        while let Some(mark) = self.next_mark(&bytes[at..]) {
            let mark = at + mark;
            seen.extend_from_slice(&bytes[at..mark]);
            let mut character = [0; 4];
            at = if let Some((written, length)) = self.undo(&bytes[mark..], &mut character) {
                runs.push((seen.len(), mark));
                seen.extend_from_slice(&character[..written]);
                mark + length
            } else {
                seen.push(bytes[mark]);
                mark + 1
            };
            runs.push((seen.len(), at));
        }
        if runs.is_empty() {
            return None;
        }
        seen.extend_from_slice(&bytes[at..]);
        Some(Seen { bytes: Cow::Owned(seen), runs })
    }

    fn next_mark(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Raw => None,
            Self::Unwrapped => memchr2(b'\r', b'\n', bytes),
            Self::Json => memchr(b'\\', bytes),
            Self::Percent => memchr(b'%', bytes),
            Self::Form => memchr2(b'%', b'+', bytes),
            Self::QuotedPrintable => memchr(b'=', bytes),
            Self::Html => memchr(b'&', bytes),
        }
    }

    /// What stands at the start of `bytes`: how many bytes it means (put into `out`), and how many it takes.
    fn undo(self, bytes: &[u8], out: &mut [u8; 4]) -> Option<(usize, usize)> {
        match self {
            Self::Raw => None,
            Self::Unwrapped => Some((0, 1)),
            Self::Json => json(bytes, out),
            Self::Form if bytes[0] == b'+' => Some(put(out, ' ', 1)),
            Self::Percent | Self::Form => byte(bytes, out),
            Self::QuotedPrintable if bytes.get(1..3) == Some(b"\r\n") => Some((0, 3)),
            Self::QuotedPrintable if bytes.get(1) == Some(&b'\n') => Some((0, 2)),
            Self::QuotedPrintable => byte(bytes, out),
            Self::Html => html(bytes, out),
        }
    }
}

fn put(out: &mut [u8; 4], character: char, length: usize) -> (usize, usize) {
    (character.encode_utf8(out).len(), length)
}

fn hex(digits: Option<&[u8]>) -> Option<u32> {
    let digits = std::str::from_utf8(digits?).ok()?;
    // `from_str_radix` would take a sign.
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}

fn byte(bytes: &[u8], out: &mut [u8; 4]) -> Option<(usize, usize)> {
    out[0] = hex(bytes.get(1..3))? as u8;
    Some((1, 3))
}

fn json(bytes: &[u8], out: &mut [u8; 4]) -> Option<(usize, usize)> {
    let plain = match bytes.get(1)? {
        b'u' => {
            let first = hex(bytes.get(2..6))?;
            if let Some(character) = char::from_u32(first) {
                return Some(put(out, character, 6));
            }
            (bytes.get(6..8)? == br"\u").then_some(())?;
            let second = hex(bytes.get(8..12))?;
            let pair = 0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
            return Some(put(out, char::from_u32(pair)?, 12));
        }
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        mark @ (b'"' | b'\\' | b'/') => char::from(*mark),
        _ => return None,
    };
    Some(put(out, plain, 2))
}

fn html(bytes: &[u8], out: &mut [u8; 4]) -> Option<(usize, usize)> {
    let end = memchr(b';', &bytes[..bytes.len().min(12)])?;
    let name = std::str::from_utf8(&bytes[1..end]).ok()?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => hex(Some(digits.as_bytes()))?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(put(out, character, end + 1))
}
