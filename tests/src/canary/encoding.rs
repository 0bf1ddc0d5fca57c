//! How a value may be written down: the byte patterns that each view of a file is searched for.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use super::view::View;

/// The patterns of one needle in one view. Views that undo an escape need the plain value alone.
pub(super) fn of(value: &str, view: View) -> Vec<(&'static str, Vec<u8>)> {
    match view {
        View::Raw => {
            let mut patterns = vec![
                ("plain", value.as_bytes().to_vec()),
                ("UTF-16 LE", value.encode_utf16().flat_map(u16::to_le_bytes).collect()),
                ("UTF-16 BE", value.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ];
            patterns.extend(packed(value.as_bytes()));
            patterns
        }
        View::Unwrapped => packed(value.as_bytes()),
        View::Json => vec![("JSON-escaped", value.as_bytes().to_vec())],
        View::Percent => vec![("URL-encoded", value.as_bytes().to_vec())],
        View::Form => vec![("URL-encoded form", value.as_bytes().to_vec())],
        View::QuotedPrintable => vec![("quoted-printable", value.as_bytes().to_vec())],
        View::Html => vec![("HTML-escaped", value.as_bytes().to_vec())],
    }
}

fn packed(value: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let (lower, upper) = (hex::encode(value), hex::encode_upper(value));
    let mut patterns = vec![("hex lower", lower.into_bytes()), ("hex upper", upper.into_bytes())];
    for lead in 0..3 {
        let standard = base64(&STANDARD_NO_PAD, value, lead);
        let url = base64(&URL_SAFE_NO_PAD, value, lead);
        // Most values are written alike in both alphabets; one finding for one place is enough.
        if url != standard {
            patterns.push(("base64 url", url));
        }
        patterns.push(("base64", standard));
    }
    patterns
}

/// The characters that depend on the value alone, when `lead` (modulo three) bytes come before it.
fn base64(engine: &impl Engine, value: &[u8], lead: usize) -> Vec<u8> {
    let mut padded = vec![0; lead];
    padded.extend_from_slice(value);
    let text = engine.encode(&padded).into_bytes();
    let first = (lead * 8).div_ceil(6);
    let whole = padded.len() * 8 / 6;
    text[first..whole].to_vec()
}
