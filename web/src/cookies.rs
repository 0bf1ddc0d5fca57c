//! `GET /cookies` and `POST /cookies/forget`: every cookie by its name, what it is for and how long it stays (X2); and a way to forget the settings among them.
//!
//! There is nothing to consent to: each is necessary for what its holder asked for, or is set by a choice of theirs and taken back by the button here.

use crate::app::App;
use crate::error::AppError;
use crate::page::cookies::{Cookie, Cookies};
use crate::session::{Asked, cookie, cookies};
use askama::Template as _;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Without it nothing works.
    Necessary,
    /// It remembers a choice.
    Setting,
}

macro_rules! names {
    ($($(#[$doc:meta])* $cookie:ident = $name:literal, $kind:ident, $what:literal, $stays:literal;)*) => {
        /// The name of a cookie. Only one of these can be set, and the page lists them all.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Name {
            $($(#[$doc])* $cookie),*
        }

        impl Name {
            /// Every one, as the page lists them.
            pub const ALL: &'static [Name] = &[$(Name::$cookie),*];

            /// As browsers know it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Name::$cookie => $name),*
                }
            }

            /// What it is for, and the keys of its words and of how long it stays.
            fn about(self) -> (Kind, &'static str, &'static str) {
                match self {
                    $(Name::$cookie => (Kind::$kind, $what, $stays)),*
                }
            }
        }
    };
}

names! {
    /// A signed-in member.
    Session = "session", Necessary, "cookie-session", "cookie-session-stays";
    /// A visitor, under the path of the visit.
    Visit = "visit", Necessary, "cookie-visit", "cookie-visit-stays";
    /// A guest of a call, under the path of theirs.
    Guest = "guest", Necessary, "cookie-guest", "cookie-guest-stays";
    /// An attempt to identify oneself, under the address of the way back.
    Identifying = "identifying", Necessary, "cookie-identifying", "cookie-identifying-stays";
    /// A visitor who gave a code for their receipt.
    Receipt = "receipt", Necessary, "cookie-receipt", "cookie-receipt-stays";
    /// A ceremony with a passkey.
    Ceremony = "ceremony", Necessary, "cookie-ceremony", "cookie-ceremony-stays";
    /// A browser that a member has signed in from.
    Device = "device", Necessary, "cookie-device", "cookie-device-stays";
    /// The language that was chosen.
    Language = "language", Setting, "cookie-language", "cookie-language-stays";
}

/// Shows all of them, and which this browser has.
pub async fn show(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Result<Response, AppError> {
    let lang = asked.lang;
    let line = |name: &Name| {
        let (_, what, stays) = name.about();
        Cookie {
            name: name.as_str().to_owned(),
            what: lang.say(what).to_string(),
            stays: lang.say(stays).to_string(),
            here: !cookies(&headers, *name).is_empty(),
        }
    };
    let of = |kind: Kind| Name::ALL.iter().filter(move |name| name.about().0 == kind);
    let page = Cookies {
        lang,
        frame: app.outside("Anteroom", "/cookies"),
        necessary: of(Kind::Necessary).map(line).collect(),
        settings: of(Kind::Setting).map(line).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Forgets every setting.
pub async fn forget(State(app): State<App>) -> Response {
    let mut response = Redirect::to("/cookies").into_response();
    for name in Name::ALL.iter().filter(|name| name.about().0 == Kind::Setting) {
        if let Some(cookie) = cookie(&app, *name, "", "/", 0) {
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
        for name in Name::ALL {
            let (_, what, stays) = name.about();
            for key in [what, stays] {
                assert!(!Lang::English.say(key).to_string().contains('⟦'), "{name:?}: {key}");
            }
        }
    }
}
