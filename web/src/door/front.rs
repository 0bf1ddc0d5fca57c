//! `GET /`: what Anteroom is, with the ways to sign up and to sign in.

use crate::app::App;
use crate::error::AppError;
use crate::page::front::Front;
use crate::session::Asked;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

/// Shows the page.
pub async fn show(State(app): State<App>, asked: Asked) -> Result<Response, AppError> {
    let page = Front { lang: asked.lang, frame: app.outside("Anteroom", "/") };
    Ok(Html(page.render()?).into_response())
}
