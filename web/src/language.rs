//! In which language somebody reads: the one they chose, else their browser's. The choice is a cookie that says a language's code and nothing else.

use crate::app::App;
use crate::cookies::Name;
use crate::error::AppError;
use crate::lang::Lang;
use crate::session::{cookie, cookies};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use commands::member::choose_language;

/// The cookie of the choice (X2: a remembered setting).
pub const LANGUAGE_COOKIE: Name = Name::Language;

/// How long a choice is remembered, in seconds: a year.
const REMEMBERED: i64 = 365 * 24 * 60 * 60;

/// The language to answer these headers in.
pub fn of(headers: &HeaderMap) -> Lang {
    let chosen = cookies(headers, LANGUAGE_COOKIE).iter().find_map(|code| Lang::with_code(code));
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    chosen.unwrap_or_else(|| Lang::negotiate(accept.unwrap_or_default()))
}

/// Takes a choice out of any page's address, `?language=de`, remembers it and leads back to the page. Links to it need to know nothing of the page they stand on,
/// which may have a secret in its path.
pub async fn choose(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let Some((lang, page)) = chosen(request.uri()) else { return next.run(request).await };
    remember(&app, request.headers(), lang).await;
    let mut response = Redirect::to(&page).into_response();
    if let Some(cookie) = cookie(&app, LANGUAGE_COOKIE, lang.code(), "/", REMEMBERED) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Letters to a member follow the language they choose. What the cookie says already was remembered before, and is not recorded at every look.
async fn remember(app: &App, headers: &HeaderMap, lang: Lang) {
    if cookies(headers, LANGUAGE_COOKIE).iter().any(|code| code == lang.code()) {
        return;
    }
    let chosen = async {
        let Some(staff) = crate::session::staff(app, headers).await? else { return Ok(()) };
        choose_language(&app.deps, app.deps.command(), &staff, lang.into()).await?;
        Ok::<_, AppError>(())
    };
    // The page is shown in it all the same.
    if let Err(error) = chosen.await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the language of a member's letters was not recorded"
        );
    }
}

/// The language chosen in this address, and the address without the choice.
fn chosen(uri: &Uri) -> Option<(Lang, String)> {
    let (mut lang, mut rest) = (None, Vec::new());
    for pair in uri.query()?.split('&') {
        match pair.strip_prefix("language=").and_then(Lang::with_code) {
            Some(wanted) => lang = Some(wanted),
            None => rest.push(pair),
        }
    }
    // A path that starts with two slashes would lead to another host.
    let path = format!("/{}", uri.path().trim_start_matches('/'));
    let page = if rest.is_empty() { path } else { format!("{path}?{}", rest.join("&")) };
    Some((lang?, page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_choice_goes_before_the_browser_and_nonsense_before_neither() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("nl"));
        assert_eq!(of(&headers), Lang::Dutch);
        headers.insert(header::COOKIE, HeaderValue::from_static("language=klingon"));
        assert_eq!(of(&headers), Lang::Dutch);
        headers.insert(header::COOKIE, HeaderValue::from_static("session=x; language=fr"));
        assert_eq!(of(&headers), Lang::French);
    }

    #[test]
    fn a_choice_leads_back_to_the_page_and_never_to_another_host() {
        let chosen =
            |uri: &'static str| chosen(&Uri::from_static(uri)).map(|(lang, page)| (lang.code(), page));
        assert_eq!(chosen("/nordlys?language=de"), Some(("de", "/nordlys".to_owned())));
        assert_eq!(chosen("/nordlys?at=7&language=fr&x=1"), Some(("fr", "/nordlys?at=7&x=1".to_owned())));
        assert_eq!(chosen("/nordlys?language=xx"), None);
        assert_eq!(chosen("/nordlys"), None);
        assert_eq!(chosen("//evil.example/?language=de"), Some(("de", "/evil.example/".to_owned())));
    }
}
