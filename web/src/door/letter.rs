//! "Look in your mail": the answer to whoever a letter is on its way to, the same whether or not there is an account.

use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::front::{Letter, LookInMail};
use askama::Template as _;
use axum::response::{Html, IntoResponse, Response};

/// The page, which repeats the address so that a mistyped one is seen.
pub(super) fn on_its_way(app: &App, lang: Lang, email: &str, letter: Letter) -> Result<Response, AppError> {
    let back = match letter {
        Letter::Confirmation => "/sign-up",
        Letter::SignIn => "/sign-in",
    };
    let frame = app.outside("Anteroom", back);
    let page = LookInMail { lang, frame, email: email.trim().to_owned(), letter };
    Ok(Html(page.render()?).into_response())
}
