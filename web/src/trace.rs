//! Request ids, traces and the last word on errors. A trace names the route's pattern, never the path itself: a path may hold a secret.

use crate::app::App;
use crate::error::Told;
use crate::failure::{self, Question};
use crate::session::Asked;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
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
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = matched.clone().unwrap_or_else(|| "none".to_owned());
    let method = request.method().clone();
    let question = Question {
        asked: Asked { lang: crate::language::of(request.headers()), request: id.clone() },
        method: method.clone(),
        route: matched,
        path: request.uri().path().to_owned(),
        headers: request.headers().clone(),
    };
    let started = Instant::now();

    let span = tracing::info_span!("request", id, %method, route);
    async {
        let mut response = next.run(request).await;
        let told = response.extensions().get::<Told>().cloned();
        let nowhere = response.status() == StatusCode::NOT_FOUND && question.route.is_none();
        if let Some(told) = told.or_else(|| nowhere.then(Told::nowhere)) {
            let said = std::mem::take(response.headers_mut());
            response = failure::tell(&app, &question, &told).await;
            keep(&said, response.headers_mut());
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

/// What was said to the browser besides stays said when the answer becomes a page: policies, cookies, when to try again.
fn keep(said: &HeaderMap, headers: &mut HeaderMap) {
    let own: Vec<HeaderName> = headers.keys().cloned().chain([header::CONTENT_LENGTH]).collect();
    for (name, value) in said {
        if !own.contains(name) {
            headers.append(name, value.clone());
        }
    }
}
