//! Puts the layers around the routes and serves them on a listener.

use crate::app::App;
use crate::error::AppError;
use crate::front::Front;
use crate::{routes, trace};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

/// The largest body of any form.
const BODY: usize = 64 * 1024;

/// The whole app.
pub fn app(app: &App) -> Router {
    routes::router(app.demo.is_some())
        .layer(middleware::from_fn_with_state(app.clone(), crate::session::goes_on))
        .layer(middleware::from_fn_with_state(app.clone(), crate::demo::sign_in))
        .layer(middleware::from_fn_with_state(app.clone(), crate::language::choose))
        .layer(middleware::from_fn_with_state(app.clone(), same_site))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(app.clone(), headers))
        .layer(middleware::from_fn_with_state(app.clone(), trace::trace))
        .with_state(app.clone())
}

/// Serves until the signal.
pub async fn serve(front: Front, app: App, stop: impl Future<Output = ()> + Send + 'static) {
    let rooms = app.rooms.clone();
    let stop = async move {
        stop.await;
        // Long-lived lines would hold the server for ever: the process ends after a moment in any case.
        rooms.hub().close().await;
    };
    front.serve(self::app(&app), stop).await;
}

/// A command comes from our own pages. Browsers say where from; a client that is no browser has no cookie to be abused.
async fn same_site(State(app): State<App>, request: Request, next: Next) -> Response {
    let upgrade = request.headers().contains_key(header::UPGRADE);
    let reads = request.method() == Method::GET && !upgrade;
    if reads || from_here(&app, &request) {
        next.run(request).await
    } else {
        AppError::ForeignSite.into_response()
    }
}

fn from_here(app: &App, request: &Request) -> bool {
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header(HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin" || site == "none";
    }
    match header(header::ORIGIN) {
        None => true,
        // A page with a secret in its path sends no origin; the secret itself is the proof there.
        Some("null") => holds_secret(request.uri().path()),
        Some(origin) => {
            let host = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
            origin == app.deps.origin || (host.is_some() && host == header(header::HOST))
        }
    }
}

/// Whether a path holds a secret that lets somebody in.
fn holds_secret(path: &str) -> bool {
    let links = ["/confirm/", "/enter/", "/i/", "/g/"].iter().any(|link| path.starts_with(link));
    links && !path.starts_with("/g/in/")
}

/// Nothing but what comes from here, and one inline script: the import map that holds the others to their digests.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let scripts = crate::assets::import_map_source();
    HeaderValue::try_from(format!("default-src 'none'; script-src 'self' {scripts}; {POLICY_BEYOND_SCRIPTS}"))
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
});

const POLICY_BEYOND_SCRIPTS: &str = "style-src 'self'; img-src 'self'; connect-src 'self'; \
                      media-src 'self' blob: mediastream:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What every answer says to the browser: nothing from elsewhere, nothing kept, no Referer.
async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with("/assets/");
    // Elsewhere the origin must come with a form, and no-referrer would hide it.
    let referrer = if holds_secret(request.uri().path()) { "no-referrer" } else { "same-origin" };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("referrer-policy", referrer),
        ("x-content-type-options", "nosniff"),
        ("permissions-policy", "camera=(self), microphone=(self), display-capture=(self), geolocation=()"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY.clone());
    if app.deps.origin.starts_with("https://") {
        // For a year: whoever types the name alone is not led through plain HTTP again.
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // A public picture is kept, and asked about each time.
    if response.extensions().get::<crate::portraits::Kept>().is_some() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    } else if !asset {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
