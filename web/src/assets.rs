//! `GET /assets/{file}`: styles and scripts, inside the one binary; and `GET /assets/SHA256SUMS`, by which a changed script can be told.
//!
//! Every page with scripts carries an import map with their digests ([`import_map`]): a browser that knows such maps runs no script that another server, or a
//! proxy in between, has changed. Whoever serves the pages could change those too: for that the digests are published with the release (`anteroom scripts`).

use crate::sent::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_embed::Embed;
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "assets"]
#[exclude = "*.test.js"]
struct Assets;

/// The name under which the digests are served.
const SUMS: &str = "SHA256SUMS";

/// The scripts and the SHA-256 of each, by name.
fn scripts() -> Vec<(String, [u8; 32])> {
    let names = Assets::iter().filter(|name| name.ends_with(".js"));
    let mut scripts: Vec<_> = names
        .filter_map(|name| Some((name.to_string(), Assets::get(&name)?.metadata.sha256_hash())))
        .collect();
    scripts.sort_unstable();
    scripts
}

/// The digests of the scripts, a line each, as `sha256sum --check` reads them.
pub fn sums() -> String {
    let lines: Vec<_> =
        scripts().iter().map(|(name, digest)| format!("{}  assets/{name}\n", hex::encode(digest))).collect();
    lines.concat()
}

/// What the scripts have to be, for the browser: the text of an import map.
pub fn import_map() -> &'static str {
    static MAP: LazyLock<String> = LazyLock::new(|| {
        let integrity: serde_json::Map<_, _> = scripts()
            .into_iter()
            .map(|(name, digest)| {
                let digest = format!("sha256-{}", STANDARD.encode(digest));
                (format!("/assets/{name}"), serde_json::Value::String(digest))
            })
            .collect();
        serde_json::json!({ "integrity": integrity }).to_string()
    });
    &MAP
}

/// The source of that one inline script, as a content-security policy names it.
pub fn import_map_source() -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(import_map())))
}

/// Serves one file. The bytes change with the release alone, so browsers ask again with the tag.
pub async fn file(Path(file): Path<String>, headers: axum::http::HeaderMap) -> Response {
    if file == SUMS {
        return ([(header::CACHE_CONTROL, "no-cache")], sums()).into_response();
    }
    let Some(found) = Assets::get(&file) else { return StatusCode::NOT_FOUND.into_response() };
    let tag = format!("\"{}\"", hex::encode(&found.metadata.sha256_hash()[..12]));
    let kind = match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let known =
        headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        found.data.into_owned().into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_its_digest_in_the_map_and_in_the_list() {
        let map: serde_json::Value = serde_json::from_str(import_map()).unwrap();
        let sums = sums();
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets")).unwrap();
        let mut count = 0;
        for file in files {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.extension().is_none_or(|ending| ending != "js") {
                continue;
            }
            count += 1;
            let digest = Sha256::digest(std::fs::read(&path).unwrap());
            let stated = &map["integrity"][format!("/assets/{name}")];
            assert_eq!(stated, &format!("sha256-{}", STANDARD.encode(digest)), "{name}");
            assert!(sums.contains(&format!("{}  assets/{name}\n", hex::encode(digest))), "{name}");
        }
        assert!(count > 20 && sums.lines().count() == count, "{count}");
    }
}
