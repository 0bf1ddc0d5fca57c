//! With what somebody signs in: its name in two words, and the secret by which the same browser is known again. Neither tells more than its owner's sign-ins.

use crate::app::App;
use crate::cookies::Name;
use crate::session::{cookie, cookies};
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use commands::member::Browser;
use domain::MemberId;
use domain::text::Line;
use domain::visit::TokenHash;
use sha2::{Digest, Sha256};
use store::edge::Draw;

/// The cookie of a browser from which somebody signed in: by it a sign-in from anywhere else is told.
const COOKIE: Name = Name::Device;

/// How long it is kept, in seconds: as long as browsers keep any.
const KEPT: i64 = 400 * 24 * 60 * 60;

/// The browser of a request, and its cookie.
pub(super) struct Device {
    secret: String,
    name: Option<Line>,
}

impl Device {
    /// The browser with these headers. One that was never here gets a secret.
    pub(super) fn of(app: &App, headers: &HeaderMap) -> Self {
        let held = cookies(headers, COOKIE).into_iter();
        let mut held = held.filter(|value| URL_SAFE_NO_PAD.decode(value).is_ok_and(|it| it.len() == 32));
        let secret = held.next().unwrap_or_else(|| URL_SAFE_NO_PAD.encode(app.deps.entropy.bytes::<32>()));
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Self { secret, name: agent.and_then(name) }
    }

    /// As this member's sign-in keeps it.
    pub(super) fn browser(&self, member: MemberId) -> Browser {
        let hash = Sha256::new_with_prefix(b"anteroom device v1").chain_update(member.as_bytes());
        let hash = hash.chain_update(self.secret.as_bytes()).finalize();
        Browser { name: self.name.clone(), device: Some(TokenHash(hex::encode(hash))) }
    }

    /// The cookie, for another 400 days.
    pub(super) fn cookie(&self, app: &App) -> Option<HeaderValue> {
        cookie(app, COOKIE, &self.secret, "/", KEPT)
    }
}

/// A browser and its system by their names, for people who look through their sessions: "Firefox on Windows". Versions are nobody's business.
fn name(agent: &str) -> Option<Line> {
    // Most say that they are others too: whoever says least comes last.
    const BROWSERS: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let among = |list: &[(&str, &'static str)]| {
        list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let named = match (among(&BROWSERS), among(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => return None,
    };
    Line::parse(&named).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        for (agent, called) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome, Linux"),
            ("curl/8.0 (Linux)", "Linux"),
        ] {
            assert_eq!(name(agent).unwrap().as_str(), called);
        }
        assert_eq!(name("curl/8.0"), None);
    }
}
