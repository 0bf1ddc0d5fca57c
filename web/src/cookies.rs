//! `GET /cookies` and `POST /cookies/forget`: every cookie by its name, what it is for and how long it stays (X2); and a way to forget the settings among them.
//!
//! There is nothing to consent to: each is necessary for what its holder asked for, or is set by a choice of theirs and taken back by the button here.

use crate::app::App;
use crate::door::{browser, passkey};
use crate::error::AppError;
use crate::language::LANGUAGE_COOKIE;
use crate::page::cookies::{Cookie, Cookies};
use crate::session::{Asked, SESSION_COOKIE, VISIT_COOKIE, cookie, cookies};
use crate::visitor::receipt::holder::RECEIPT_COOKIE;
use askama::Template as _;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// Cookies without which nothing works: the name of each, and the keys of what it is for and how long it stays.
const NECESSARY: [(&str, &str, &str); 5] = [
    (SESSION_COOKIE, "cookie-session", "cookie-session-stays"),
    (VISIT_COOKIE, "cookie-visit", "cookie-visit-stays"),
    (RECEIPT_COOKIE, "cookie-receipt", "cookie-receipt-stays"),
    (passkey::COOKIE, "cookie-ceremony", "cookie-ceremony-stays"),
    (browser::COOKIE, "cookie-device", "cookie-device-stays"),
];

/// Cookies that remember a choice.
const SETTINGS: [(&str, &str, &str); 1] = [(LANGUAGE_COOKIE, "cookie-language", "cookie-language-stays")];

/// Shows all of them, and which this browser has.
pub async fn show(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Result<Response, AppError> {
    let lang = asked.lang;
    let line = |(name, what, stays): (&str, &str, &str)| Cookie {
        name: name.to_owned(),
        what: lang.say(what).to_string(),
        stays: lang.say(stays).to_string(),
        here: !cookies(&headers, name).is_empty(),
    };
    let page = Cookies {
        lang,
        frame: app.outside("Anteroom", "/cookies"),
        necessary: NECESSARY.into_iter().map(line).collect(),
        settings: SETTINGS.into_iter().map(line).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Forgets every setting.
pub async fn forget(State(app): State<App>) -> Response {
    let mut response = Redirect::to("/cookies").into_response();
    for (name, ..) in SETTINGS {
        if let Some(cookie) = cookie(&app, name, "", "/", 0) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_cookie_has_its_words() {
        for (name, what, stays) in NECESSARY.into_iter().chain(SETTINGS) {
            for key in [what, stays] {
                assert!(!Lang::English.say(key).to_string().contains('⟦'), "{name}: {key}");
            }
        }
    }
}
