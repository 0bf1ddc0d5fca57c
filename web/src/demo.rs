//! What only the demo has: the sandbox mailbox, the clock that can be turned, links that sign in by themselves, and a seeded clinic.

pub mod eid;
mod seed;

pub use seed::{Seeded, operator, seed};

use crate::app::App;
use crate::edge::TurnedClock;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::demo::{Letter, Mailbox};
use crate::sent::Form;
use crate::session::{self, Asked, SESSION_COOKIE, cookie};
use askama::Template as _;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::Token;
use commands::member::{Browser, SESSION, sign_in as sign_in_command};
use domain::member::Method;
use domain::{MemberId, Refusal};
use serde::Deserialize;
use std::sync::Arc;

/// Shows the sandbox mailbox.
pub async fn mailbox(State(app): State<App>, asked: Asked) -> Result<Response, AppError> {
    let demo = app.demo.as_ref().ok_or(Refusal::NotFound)?;
    let letters = demo.mailbox.letters().into_iter().map(|letter| (letter.at, show(&letter, asked.lang)));
    let texts = demo.outbox.texts().into_iter().map(|text| (text.at, show_text(&text, &asked)));
    let mut letters: Vec<_> = letters.chain(texts).collect();
    letters.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let letters = letters.into_iter().map(|(_, letter)| letter).collect();
    let page = Mailbox { lang: asked.lang, frame: app.outside("Anteroom", "/demo/mailbox"), letters };
    Ok(Html(page.render()?).into_response())
}

fn show(letter: &gateways::mail::Letter, lang: Lang) -> Letter {
    let sent = crate::when::moment(lang, letter.at, chrono_tz::UTC);
    Letter {
        id: letter.id.to_string(),
        to: letter.to.as_str().to_owned(),
        subject: letter.subject.clone(),
        links: links(&letter.text),
        body: letter.text.clone(),
        calendar: letter.calendar.as_ref().map(|calendar| calendar.file.clone()),
        sent: sent.text,
        sent_datetime: sent.datetime,
    }
}

fn show_text(text: &gateways::sms::Text, asked: &Asked) -> Letter {
    let sent = crate::when::moment(asked.lang, text.at, chrono_tz::UTC);
    Letter {
        id: text.id.to_string(),
        to: text.to.as_str().to_owned(),
        subject: asked.lang.say("mailbox-text").to_string(),
        links: links(&text.body),
        body: text.body.clone(),
        calendar: None,
        sent: sent.text,
        sent_datetime: sent.datetime,
    }
}

/// The links that stand in a message.
fn links(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words
        .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
        .map(str::to_owned)
        .collect()
}

/// What the clock's buttons send.
#[derive(Deserialize)]
pub struct Turn {
    days: u32,
    #[serde(default)]
    back: String,
}

/// Turns the clock forward, does what has become due, and leads back.
pub async fn turn(State(app): State<App>, Form(sent): Form<Turn>) -> Result<Redirect, AppError> {
    let demo = app.demo.as_ref().ok_or(Refusal::NotFound)?;
    let before = app.now();
    if !(1..=3_660).contains(&sent.days) {
        return Err(AppError::Malformed);
    }
    let after =
        before.checked_add_days(chrono::Days::new(u64::from(sent.days))).ok_or(AppError::Malformed)?;
    demo.clock.turn(after - before)?;
    crate::house::record_turn(&app.deps, before).await?;
    commands::schedule::expire(&app.deps).await?;
    app.caught_up(app.deps.log.head().await?).await;
    // Back to a page of ours, never elsewhere.
    let back =
        if sent.back.starts_with('/') && !sent.back.starts_with("//") { sent.back.as_str() } else { "/" };
    Ok(Redirect::to(back))
}

/// The demo's own links sign in by themselves: `?demo=key.member`. And a session outlives a turn of the clock: whoever comes with one that only time has ended gets
/// a new one. `serve` has no such door.
pub async fn sign_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let who = match member(&app, request.uri(), request.headers()).await {
        Ok(Some(who)) => who,
        Ok(None) => return next.run(request).await,
        Err(error) => return error.into_response(),
    };
    let (token, done) = match sign_in_command(&app.deps, who, Method::Demo, Browser::default()).await {
        Ok(signed_in) => signed_in,
        Err(error) => return AppError::from(error).into_response(),
    };
    app.caught_up(done.position).await;
    // Before whatever else the browser sent: the first valid one counts.
    let mut pairs = format!("{}={}", SESSION_COOKIE.as_str(), token.reveal());
    for held in request.headers().get_all(header::COOKIE).iter().filter_map(|held| held.to_str().ok()) {
        pairs.push_str("; ");
        pairs.push_str(held);
    }
    if let Ok(value) = HeaderValue::from_str(&pairs) {
        request.headers_mut().insert(header::COOKIE, value);
    }
    let mut response = next.run(request).await;
    let given = response.headers().get_all(header::SET_COOKIE).iter();
    let given =
        given.filter_map(|given| given.to_str().ok()).any(|given| given.starts_with(SESSION_COOKIE.as_str()));
    if !given && let Some(cookie) = cookie(&app, SESSION_COOKIE, &token.reveal(), "/", SESSION.num_seconds())
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who is to be signed in anew: the member of the demo's link, unless they are in already, or whoever a turned clock has put out.
async fn member(app: &App, uri: &Uri, headers: &HeaderMap) -> Result<Option<MemberId>, AppError> {
    let Some(demo) = app.demo.as_ref() else { return Ok(None) };
    if uri.path().starts_with("/assets/") {
        return Ok(None);
    }
    let query = uri.query().unwrap_or_default();
    let link = query.split('&').find_map(|pair| pair.strip_prefix("demo="));
    let linked = link.and_then(|link| link.split_once('.')).filter(|(key, _)| *key == demo.key);
    let linked = linked.and_then(|(_, member)| member.parse::<MemberId>().ok());
    let signed_in = session::staff(app, headers).await?.map(|staff| staff.member);
    match (linked, signed_in) {
        (Some(linked), signed_in) => Ok(Some(linked).filter(|linked| signed_in != Some(*linked))),
        (None, Some(_)) => Ok(None),
        (None, None) => {
            for value in session::cookies(headers, SESSION_COOKIE) {
                if let Some(token) = Token::parse(&value)
                    && let Some(staff) = session::bearer(&app.read, &token).await?
                {
                    return Ok(Some(staff.member));
                }
            }
            Ok(None)
        }
    }
}

/// The clock of a demo's folder.
pub fn clock(machine: Arc<dyn store::Clock>, data: &std::path::Path) -> std::io::Result<Arc<TurnedClock>> {
    TurnedClock::open(machine, data).map(Arc::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::LogPlace;
    use domain::Timestamp;

    struct Noon;

    impl store::Clock for Noon {
        fn now(&self) -> Timestamp {
            "2026-11-21T12:00:00Z".parse().unwrap()
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_turned_clock_signs_nobody_out_and_a_link_makes_somebody_of_the_browser() {
        let data = std::env::temp_dir().join(format!("anteroom-demo-turn-{}", std::process::id()));
        if data.exists() {
            std::fs::remove_dir_all(&data).unwrap();
        }
        let (app, seeded, house) =
            crate::cli::demo::open(&data, LogPlace::Sqlite, 1, Arc::new(Noon)).await.unwrap();
        let demo = app.demo.as_ref().unwrap();
        let (token, done) =
            sign_in_command(&app.deps, seeded.owner, Method::Demo, Browser::default()).await.unwrap();
        app.caught_up(done.position).await;
        let mut browser = HeaderMap::new();
        let pair = format!("theme=dark; {}={}", SESSION_COOKIE.as_str(), token.reveal());
        browser.insert(header::COOKIE, pair.parse().unwrap());
        let page: Uri = "/nordlys/dashboard".parse().unwrap();
        let of = |member: MemberId, key: &str| format!("/nordlys/desk?demo={key}.{member}").parse::<Uri>();

        assert_eq!(member(&app, &page, &browser).await.unwrap(), None, "in already");
        let link = of(seeded.owner, &demo.key).unwrap();
        assert_eq!(member(&app, &link, &browser).await.unwrap(), None, "the link's own");
        let link = of(seeded.officer, &demo.key).unwrap();
        assert_eq!(member(&app, &link, &browser).await.unwrap(), Some(seeded.officer));
        let forged = of(seeded.officer, "guessed").unwrap();
        assert_eq!(member(&app, &forged, &browser).await.unwrap(), None);
        assert_eq!(member(&app, &forged, &HeaderMap::new()).await.unwrap(), None);

        demo.clock.turn(chrono::TimeDelta::days(92)).unwrap();
        let staff = session::bearer(&app.read, &token).await.unwrap().unwrap();
        assert!(session::staff(&app, &browser).await.unwrap().is_none(), "its time is over");
        assert_eq!(member(&app, &page, &browser).await.unwrap(), Some(seeded.owner), "and begins anew");
        let done = commands::member::sign_out(&app.deps, app.deps.command(), &staff).await.unwrap();
        app.caught_up(done.position).await;
        assert_eq!(member(&app, &page, &browser).await.unwrap(), None, "who signed out stays out");

        house.read.shutdown().await;
        drop((app, house));
        std::fs::remove_dir_all(data).unwrap();
    }
}
