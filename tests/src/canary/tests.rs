//! A positive control for every encoding: what the search claims to find, it is shown here.

use super::*;
use crate::folder::Folder;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

// With a quote, an ampersand, a space, two and four bytes a character, and bytes that both base64 alphabets write differently.
const NAME: &str = "Åse \"Ö\" Nørd/Quill & Søn 🦉 >>>???";

fn found(content: &[u8]) -> Vec<(&'static str, u64)> {
    let folder = Folder::new("canary").unwrap();
    std::fs::write(folder.path().join("file"), content).unwrap();
    let canary = Canary::new([("name", NAME)]).unwrap();
    let findings = canary.search(&[folder.path()]).unwrap();
    findings.into_iter().map(|finding| (finding.encoding, finding.offset)).collect()
}

/// With bytes before and after that belong to something else.
fn surrounded(encoded: &[u8]) -> Vec<u8> {
    [b"\x00\xffbefore:", encoded, b"\x00after"].concat()
}

#[track_caller]
fn assert_found(encoding: &'static str, encoded: &[u8]) {
    let findings = found(&surrounded(encoded));
    assert!(findings.contains(&(encoding, 9)), "{encoding}: {findings:?}");
}

#[test]
fn nothing_is_found_where_nothing_is() {
    assert_eq!(found(&surrounded(b"Somebody Else %41 \\u0041 &amp; =20")), []);
}

#[test]
fn plain() {
    assert_found("plain", NAME.as_bytes());
}

#[test]
fn json_as_it_is_usually_written() {
    let written = serde_json::to_string(NAME).unwrap();
    assert_found("JSON-escaped", written.trim_matches('"').as_bytes());
}

#[test]
fn json_with_every_character_escaped() {
    let lower = NAME.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    assert_found("JSON-escaped", lower.as_bytes());
    let upper = NAME.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect::<Vec<_>>().concat();
    assert_found("JSON-escaped", upper.as_bytes());
}

#[test]
fn json_mixed() {
    let mixed =
        "\\u00c5se \\\"\\u00D6\\\" N\u{f8}rd\\/Quill \\u0026 S\\u00f8n \\ud83e\\udd89 \\u003e>\\u003E???";
    assert_found("JSON-escaped", mixed.as_bytes());
}

#[test]
fn url_encoded() {
    let every = NAME.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
    assert_found("URL-encoded", every.as_bytes());
    assert_found("URL-encoded", every.to_uppercase().as_bytes());
    let form: String = url::form_urlencoded::byte_serialize(NAME.as_bytes()).collect();
    assert!(form.contains('+'));
    assert_found("URL-encoded form", form.as_bytes());
    assert_found("URL-encoded", form.replace('+', "%20").as_bytes());
}

#[test]
fn utf16() {
    let little: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_found("UTF-16 LE", &little);
    let big: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_found("UTF-16 BE", &big);
}

#[test]
fn base64_at_three_offsets() {
    for lead in ["", "x", "xy"] {
        for tail in ["", "x", "xy"] {
            let value = format!("{lead}{NAME}{tail}");
            let standard = found(STANDARD.encode(&value).as_bytes());
            assert!(standard.iter().any(|(encoding, _)| *encoding == "base64"), "{lead}_{tail} {standard:?}");
            let url = found(URL_SAFE.encode(&value).as_bytes());
            assert!(url.iter().any(|(encoding, _)| encoding.starts_with("base64")), "{lead}_{tail} {url:?}");
        }
    }
    assert!(found(URL_SAFE.encode(NAME).as_bytes()).iter().any(|(encoding, _)| *encoding == "base64 url"));
}

#[test]
fn base64_broken_into_lines() {
    let text = STANDARD.encode(format!("{}{NAME}", "x".repeat(40)));
    let lines: Vec<&str> =
        text.as_bytes().chunks(20).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let findings = found(lines.join("\r\n").as_bytes());
    assert!(findings.iter().any(|(encoding, _)| *encoding == "base64"), "{findings:?}");
}

#[test]
fn hex() {
    assert_found("hex lower", ::hex::encode(NAME).as_bytes());
    assert_found("hex upper", ::hex::encode_upper(NAME).as_bytes());
}

#[test]
fn quoted_printable() {
    let mut text = NAME.bytes().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>().concat();
    text.insert_str(30, "=\r\n");
    assert_found("quoted-printable", text.as_bytes());
}

#[test]
fn html_escaped() {
    let text = NAME.replace('&', "&amp;").replace('"', "&#34;").replace('>', "&#x3e;");
    assert_found("HTML-escaped", text.as_bytes());
}

#[test]
fn file_name() {
    let folder = Folder::new("canary").unwrap();
    std::fs::create_dir(folder.path().join("for-Ann-Marie-Quill")).unwrap();
    let findings = Canary::new([("name", "Ann-Marie")]).unwrap().search(&[folder.path()]).unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].encoding, "file name");
}

#[test]
fn across_the_seams_of_the_windows() {
    let escaped = NAME.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat();
    for shift in [0, 1, 7, escaped.len() / 2, escaped.len() - 1, escaped.len(), 1000] {
        for (encoding, encoded) in [("plain", NAME.as_bytes()), ("JSON-escaped", escaped.as_bytes())] {
            for seam in [CHUNK, 2 * CHUNK] {
                let mut content = vec![b'\\'; 3 * CHUNK];
                let at = seam - shift;
                content[at - 1] = b'"';
                content[at..at + encoded.len()].copy_from_slice(encoded);
                let findings = found(&content);
                assert_eq!(findings.len(), 1, "{encoding} {shift}: {findings:?}");
                assert_eq!(findings[0], (encoding, at as u64), "{shift}");
            }
        }
    }
}

#[test]
fn short_needles_and_missing_folders_are_refused() {
    assert!(Canary::new([("name", "Berg")]).unwrap_err().message().contains("under 6 bytes"));
    assert!(Canary::new([]).is_err());
    let canary = Canary::new([("name", NAME)]).unwrap();
    assert!(canary.search(&[Path::new("/nowhere/at/all")]).is_err());
}

#[test]
fn the_control_names_what_it_missed() {
    let folder = Folder::new("canary").unwrap();
    std::fs::write(folder.path().join("file"), "phone: +47 400 00 001").unwrap();
    let canary = Canary::new([("phone", "+47 400 00 001"), ("e-mail", "ann@example.org")]).unwrap();
    let failure = canary.assert_all(&[folder.path()]).unwrap_err();
    assert!(failure.message().ends_with("did not find: e-mail"));
    let failure = canary.assert_none(&[folder.path()]).unwrap_err();
    assert!(failure.message().contains("phone in "), "{failure:?}");
}
