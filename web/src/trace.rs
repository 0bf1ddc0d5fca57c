//! Request ids, traces and the last word on errors. A trace names the route's pattern, never the path itself: a path may hold a secret.

use crate::app::App;
use crate::error::Told;
use crate::lang::Lang;
use crate::page::error::{ErrorPage, WayOn, sentence};
use askama::Template as _;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use std::time::Instant;
use store::edge::Draw;
use tracing::Instrument as _;

/// A request's id.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Gives every request an id and a span, and turns what went wrong into a page or a problem document.
pub async fn trace(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = hex::encode(app.deps.entropy.bytes::<8>());
    request.extensions_mut().insert(RequestId(id.clone()));
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let page = method == Method::GET && wants_page(&request);
    let wants_html = wants_page(&request);
    let accept =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let lang = Lang::negotiate(accept);
    let started = Instant::now();

    let span = tracing::info_span!("request", id, %method, route);
    async {
        let mut response = next.run(request).await;
        if let Some(told) = response.extensions().get::<Told>().cloned() {
            response = tell(&app, lang, &id, &told, page, wants_html);
        } else if response.status() == StatusCode::NOT_FOUND && route == "none" {
            let told = Told { status: StatusCode::NOT_FOUND, code: "not-found", field: None };
            response = tell(&app, lang, &id, &told, page, wants_html);
        }
        let status = response.status().as_u16();
        let took = started.elapsed();
        metrics::counter!("anteroom_requests_total", "route" => route.clone(), "status" => status.to_string())
            .increment(1);
        metrics::histogram!("anteroom_request_seconds", "route" => route.clone()).record(took.as_secs_f64());
        tracing::info!(status, ms = took.as_secs_f64() * 1000.0, "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }
    .instrument(span)
    .await
}

fn wants_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

fn tell(app: &App, lang: Lang, id: &str, told: &Told, page: bool, html: bool) -> Response {
    if told.status == StatusCode::UNAUTHORIZED && page {
        return Redirect::to("/sign-in").into_response();
    }
    let words = lang.say(format!("refused-{}", told.code)).to_string();
    let words = if words.contains('⟦') { sentence(lang, told.status.as_u16()) } else { words };
    if !html {
        let problem = serde_json::json!({
            "type": format!("urn:anteroom:problem:{}", told.code),
            "title": words,
            "status": told.status.as_u16(),
            "field": told.field,
            "trace": id,
        });
        let mut response = (told.status, problem.to_string()).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        return response;
    }
    let page = ErrorPage {
        lang,
        frame: app.outside("Anteroom", "/"),
        status: told.status.as_u16(),
        sentence: words,
        next: None::<WayOn>,
        trace: id.to_owned(),
    };
    match page.render() {
        Ok(body) => (told.status, Html(body)).into_response(),
        Err(_) => told.status.into_response(),
    }
}
