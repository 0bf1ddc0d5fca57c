//! The page, or the problem document, for what went wrong: a sentence, the navigation of whoever is signed in, and a way on. It never shows the chain of causes.

use crate::app::App;
use crate::error::Told;
use crate::page::error::{ErrorPage, WayOn, sentence};
use crate::routes;
use crate::session::{Asked, SignedIn};
use askama::Template as _;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// What was asked, kept until it is known whether it went wrong.
pub struct Question {
    /// The reader's language, and the request's id.
    pub asked: Asked,
    /// How.
    pub method: Method,
    /// The pattern that matched, if one did.
    pub route: Option<String>,
    /// Where.
    pub path: String,
    /// Who, and in which form they want the answer.
    pub headers: HeaderMap,
}

/// Whether these headers ask for a page.
pub fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

/// The answer to a question that went wrong.
pub async fn tell(app: &App, question: &Question, told: &Told) -> Response {
    let lang = question.asked.lang;
    let words = lang.say(format!("refused-{}", told.code)).to_string();
    let words = if words.contains('⟦') { sentence(lang, told.status.as_u16()) } else { words };
    if !wants_page(&question.headers) {
        return problem(question, told, &words);
    }
    if told.status == StatusCode::UNAUTHORIZED && question.method == Method::GET {
        return Redirect::to("/sign-in").into_response();
    }
    match page(app, question, told, words).await {
        Ok(body) => (told.status, Html(body)).into_response(),
        Err(_) => told.status.into_response(),
    }
}

fn problem(question: &Question, told: &Told, words: &str) -> Response {
    let problem = serde_json::json!({
        "type": format!("urn:anteroom:problem:{}", told.code),
        "title": words,
        "status": told.status.as_u16(),
        "field": told.field,
        "trace": question.asked.request,
    });
    let kind = HeaderValue::from_static("application/problem+json");
    (told.status, [(header::CONTENT_TYPE, kind)], problem.to_string()).into_response()
}

async fn page(app: &App, question: &Question, told: &Told, words: String) -> askama::Result<String> {
    // A part of the house that does not answer is not asked who this is.
    let session = if told.status.is_server_error() {
        None
    } else {
        SignedIn::found(app, &question.headers, &question.asked).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "an error page without its navigation");
            None
        })
    };
    let frame = match &session {
        Some(session) => app.inside(session, None).await.ok(),
        None => None,
    };
    let own_visit = told.status == StatusCode::NOT_FOUND && question.path.starts_with("/v/");
    let page = ErrorPage {
        lang: question.asked.lang,
        frame: frame.unwrap_or_else(|| app.outside("Anteroom", "/")),
        status: told.status.as_u16(),
        sentence: if own_visit { question.asked.lang.say("error-sentence-visit").to_string() } else { words },
        next: Some(way_on(app, question, told, session.as_ref()).await),
        trace: question.asked.request.clone(),
    };
    page.render()
}

/// Where to go from here.
async fn way_on(app: &App, question: &Question, told: &Told, session: Option<&SignedIn>) -> WayOn {
    let lang = question.asked.lang;
    let way = |href: String, label: String| WayOn { href, label };
    let passes = told.status.is_server_error() || told.status == StatusCode::TOO_MANY_REQUESTS;
    let closed = matches!(told.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    let reads = question.method == Method::GET;
    let page = question.route.as_deref().map(|route| routes::page_of(route, &question.path));
    match (page, session) {
        _ if told.status == StatusCode::UNAUTHORIZED => {
            way("/sign-in".to_owned(), lang.say("sign-in").to_string())
        }
        _ if passes && reads => way(question.path.clone(), lang.say("way-again").to_string()),
        // A form that was refused leads back to where it stands.
        (Some(page), _) if !reads && !closed => way(page, lang.say("way-back").to_string()),
        (_, Some(session)) => {
            let label = match session.home_area() {
                crate::page::Area::Dashboard => lang.say("way-to-dashboard"),
                area => lang.say(area.text()),
            };
            way(session.home(), label.to_string())
        }
        (_, None) => public_page(app, question)
            .await
            .unwrap_or_else(|| way("/".to_owned(), lang.say("way-to-front").to_string())),
    }
}

/// The page of the organisation whose address this is under: it is for everybody.
async fn public_page(app: &App, question: &Question) -> Option<WayOn> {
    let slug = question.path.split('/').nth(1).filter(|slug| !slug.is_empty())?;
    let organisation = app.at(slug).await.ok()?;
    let front = app.front(&organisation, &question.asked.request).await.ok()?;
    let label = question.asked.lang.say("way-to-page").with("organisation", front.profile.name.as_str());
    Some(WayOn { href: format!("/{}", front.profile.slug.as_str()), label: label.to_string() })
}
