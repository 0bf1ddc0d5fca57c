//! `/healthz`, `/readyz`, `/metrics`: what an operator's machines ask.

use crate::app::App;
use crate::door::knocks::Peer;
use crate::error::AppError;
use crate::nodes::Lease;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sha2::{Digest as _, Sha256};
use std::sync::OnceLock;

/// The process runs.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// It can serve: the log answers, keys can be written, what follows it still runs, and no read model has stopped.
pub async fn readyz(State(app): State<App>) -> Response {
    if let Err(error) = app.deps.log.head().await {
        tracing::warn!(%error, "not ready: the log");
        return (StatusCode::SERVICE_UNAVAILABLE, "the log does not answer\n").into_response();
    }
    if let Err(error) = app.deps.vault.keys().ready().await {
        tracing::warn!(%error, alarm = "vault", "not ready: the key table");
        return (StatusCode::SERVICE_UNAVAILABLE, "the key table cannot be written\n").into_response();
    }
    if let Some(name) = app.ended() {
        tracing::warn!(name, "not ready: a task has ended");
        return (StatusCode::SERVICE_UNAVAILABLE, format!("{name} has stopped; see the traces\n"))
            .into_response();
    }
    if !app.read.is_followed() {
        tracing::warn!("not ready: the read models are no longer written");
        return (StatusCode::SERVICE_UNAVAILABLE, "the read models are no longer written\n").into_response();
    }
    let status = match app.read.status().await {
        Ok(status) => status,
        Err(error) => {
            tracing::warn!(%error, "not ready: the read models");
            return (StatusCode::SERVICE_UNAVAILABLE, "the read models do not answer\n").into_response();
        }
    };
    match status.into_iter().find(|status| status.error.is_some()) {
        Some(status) => {
            let told = format!("the read model {} has stopped; see anteroom projections\n", status.name);
            (StatusCode::SERVICE_UNAVAILABLE, told).into_response()
        }
        None => "ready\n".into_response(),
    }
}

/// One recorder a process: the metrics crate has it so.
static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// Starts counting.
pub fn start() {
    recorder();
}

/// Counts and lengths, no names: for this machine, and for whoever holds the configured token.
pub async fn metrics(State(app): State<App>, peer: Peer, headers: HeaderMap) -> Result<Response, AppError> {
    if !peer.is_here() && !holds_token(app.gate.metrics_token.as_deref(), &headers) {
        return Err(Refusal::NotFound.into());
    }
    Ok(counts(&app).await)
}

/// Compared by hash, so that how long it takes tells nothing.
fn holds_token(token: Option<&str>, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    match (token, sent.and_then(|sent| sent.strip_prefix("Bearer "))) {
        (Some(token), Some(sent)) => Sha256::digest(token) == Sha256::digest(sent.trim()),
        (None, _) | (_, None) => false,
    }
}

async fn counts(app: &App) -> Response {
    let head = app.deps.log.head().await.unwrap_or(0);
    metrics::gauge!("anteroom_log_position").set(head as f64);
    for status in app.read.status().await.unwrap_or_default() {
        metrics::gauge!("anteroom_projection_lag", "name" => status.name).set(status.lag as f64);
    }
    if let Ok((live, destroyed)) = app.deps.vault.keys().counts().await {
        metrics::gauge!("anteroom_keys_live").set(live as f64);
        metrics::gauge!("anteroom_keys_destroyed").set(destroyed as f64);
    }
    if let Ok(nodes) = app.deps.vault.live_nodes().await {
        metrics::gauge!("anteroom_nodes").set(nodes as f64);
    }
    for lease in Lease::ALL {
        let mine = f64::from(u8::from(app.deps.vault.holds(lease.name())));
        metrics::gauge!("anteroom_lease", "name" => lease.name()).set(mine);
    }
    metrics::gauge!("anteroom_rooms").set(app.rooms.hub().rooms() as f64);
    if let Some(relay) = app.relay() {
        metrics::gauge!("anteroom_relay_allocations").set(relay.allocations() as f64);
    }
    let text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    let mut response = text.into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_machine_needs_the_token() {
        let with = |value: &str| HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())]);
        let token = Some("0123456789abcdef");
        assert!(holds_token(token, &with("Bearer 0123456789abcdef")));
        assert!(!holds_token(token, &with("Bearer 0123456789abcdeg")));
        assert!(!holds_token(token, &HeaderMap::new()));
        assert!(!holds_token(None, &with("Bearer ")));
    }
}
