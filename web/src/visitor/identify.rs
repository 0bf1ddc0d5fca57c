//! `GET`, `POST /v/{visit}/identify` and `GET /identified`: a visitor identifies themselves by electronic ID (V5). Whatever happens on the way, there is a way on.

use crate::app::App;
use crate::cookies::Name;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::Choice;
use crate::page::electronic_id::{Identify, ToProvider};
use crate::sent::Form;
use crate::session::{Asked, Visiting, cookie, cookies};
use crate::words;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use commands::identification::{self as id, Answer, Attempt, BACK, Outcome, Said};
use domain::access::{Purpose, Viewer};
use domain::electronic_id::{Demand, Eid};
use domain::identification::{Failure, HOLDS};
use domain::{Personal, Refusal};
use projections::{ElectronicIdRow, OrganisationRow};
use serde::Deserialize;
use std::collections::HashMap;
use store::Access;
use url::form_urlencoded;

/// The cookie that binds an attempt to this browser. It is sent to the address of the way back alone.
const COOKIE: Name = Name::Identifying;

/// What the button sends.
#[derive(Deserialize)]
pub struct Sent {
    eid: String,
}

/// What the organisation uses, where a visit can still be identified.
pub(super) async fn used(app: &App, visiting: &Visiting) -> Result<Option<ElectronicIdRow>, AppError> {
    if app.deps.eid.is_none() || visiting.visit.state.is_over() {
        return Ok(None);
    }
    Ok(app.read.identifications().used_by(visiting.organisation.organisation).await?)
}

/// Whether the visitor is led here before they wait: everybody is asked, and they have not answered.
pub(super) async fn comes_first(app: &App, visiting: &Visiting) -> Result<bool, AppError> {
    let asked = used(app, visiting).await?.is_some_and(|used| used.demand == Demand::Asked);
    let begun = app.read.identifications().of(visiting.visit.visit).await?;
    Ok(asked && begun.is_none_or(|row| row.vouched.is_none()))
}

/// Shows what identifying means, what came of it, and the way on.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    visiting: Visiting,
) -> Result<Response, AppError> {
    let visit = visiting.visit.visit;
    let Some(used) = used(&app, &visiting).await? else {
        return Ok(Redirect::to(&format!("/v/{visit}")).into_response());
    };
    let (lang, row) = (visiting.lang, app.read.identifications().of(visit).await?);
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    let identified = match row.and_then(|row| row.vouched) {
        None => None,
        Some(vouched) => {
            let parts = vouched.sealed().map(|(part, _)| part.clone()).into_iter().collect();
            let opened = app.deps.vault.disclose(visiting.access(), parts).await?;
            opened.of(&vouched).value().map(|vouched| words::eid(lang, vouched.with))
        }
    };
    let page = Identify {
        lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{visit}/identify")),
        visit: visit.to_string(),
        organisation: front.profile.name.as_str().to_owned(),
        ground: ground(&app, &visiting, &used).await?,
        asked: used.demand == Demand::Asked,
        eids: used.eids.iter().map(|eid| choice(lang, *eid)).collect(),
        failure: told(lang, query.as_deref()),
        identified,
    };
    Ok(Html(page.render()?).into_response())
}

fn choice(lang: Lang, eid: Eid) -> Choice {
    Choice { value: eid.name().to_owned(), label: words::eid(lang, eid), chosen: false }
}

/// The ground as the organisation states it: whoever is asked for a national number may know why.
async fn ground(app: &App, visiting: &Visiting, used: &ElectronicIdRow) -> Result<Option<String>, AppError> {
    let access = Access { viewer: Viewer::Public, purpose: Purpose::PublicPage, ..visiting.access() };
    let parts = used.ground.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(access, parts).await?;
    Ok(opened.of(&used.ground).value().map(|ground| ground.words.as_str().to_owned()))
}

/// What came of the last attempt: `?said=`, one of our own words, never anything that was sent.
fn told(lang: Lang, query: Option<&str>) -> Option<String> {
    let word = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("said="))?;
    let said = match word {
        "cancelled" => lang.say("identify-cancelled"),
        "refused" => lang.say("identify-refused"),
        "away" => lang.say("identify-away"),
        "untrue" => lang.say("identify-untrue"),
        "without-number" => lang.say("identify-without-number"),
        "spent" => lang.say("identify-spent"),
        "often" => lang.say("identify-often"),
        _ => return None,
    };
    Some(said.to_string())
}

/// Sends the visitor to the provider.
pub async fn begin(
    State(app): State<App>,
    visiting: Visiting,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let visit = visiting.visit.visit;
    let back = |word: &str| Redirect::to(&format!("/v/{visit}/identify?said={word}")).into_response();
    let eid = Eid::named(&sent.eid).ok_or(AppError::Malformed)?;
    // Each press of the button is an attempt of its own, and the last one counts.
    let begun = id::begin(&app.deps, app.deps.command(), visit, eid, visiting.lang.code()).await;
    let (attempt, address) = match begun {
        Err(CommandError::Refused(Refusal::IdentifiedTooOften)) => return Ok(back("often")),
        begun => begun?,
    };
    let Some(address) = address else { return Ok(back("away")) };
    let front = app.front(&visiting.organisation, &visiting.request).await?;
    // A page, not a redirect: forms of ours lead to pages of ours alone, which the browser watches over.
    let page = ToProvider {
        lang: visiting.lang,
        frame: app.outside(front.profile.name.as_str(), &format!("/v/{visit}/identify")),
        address,
        eid: words::eid(visiting.lang, eid),
        visit: visit.to_string(),
    };
    let mut response = Html(page.render()?).into_response();
    if let Some(cookie) = cookie(&app, COOKIE, &attempt.reveal(), BACK, HOLDS.num_seconds()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Takes the visitor back. Without the attempt's cookie this is somebody else's browser, and nothing is looked at.
pub async fn back(
    State(app): State<App>,
    asked: Asked,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let held = cookies(&headers, COOKIE);
    let attempt = held.iter().find_map(|value| Attempt::parse(value)).ok_or(Refusal::IdentificationSpent)?;
    let (word, position) = match answer(query.as_deref()) {
        None => ("spent", 0),
        Some(answer) => match id::finish(&app.deps, &attempt, answer, &asked.request).await {
            Ok((outcome, position)) => (word(outcome), position),
            Err(CommandError::Refused(
                Refusal::IdentificationSpent
                | Refusal::ElectronicIdOff
                | Refusal::VisitOver
                | Refusal::Erased,
            )) => ("spent", 0),
            Err(error) => return Err(error.into()),
        },
    };
    let to = format!("/v/{}/identify?at={position}&said={word}", attempt.visit());
    let mut response = Redirect::to(&to).into_response();
    // What came to nothing leaves the cookie: the attempt may still be finished from another page.
    if word != "spent"
        && let Some(cookie) = cookie(&app, COOKIE, "", BACK, 0)
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn answer(query: Option<&str>) -> Option<Answer> {
    let mut sent: HashMap<String, String> =
        form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let state = sent.remove("state")?;
    let said = match (sent.remove("code"), sent.remove("error")) {
        (_, Some(error)) => Said::Error(error),
        (Some(code), None) => Said::Code(code),
        (None, None) => return None,
    };
    Some(Answer { state, said })
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Completed => "done",
        Outcome::Failed(Failure::Cancelled) => "cancelled",
        Outcome::Failed(Failure::Refused) => "refused",
        Outcome::Failed(Failure::Away) => "away",
        Outcome::Failed(Failure::Untrue) => "untrue",
        Outcome::Failed(Failure::WithoutNumber) => "without-number",
    }
}

/// What the privacy notice says of it (G8), where the organisation uses it.
pub(super) async fn in_notice(
    app: &App,
    lang: Lang,
    organisation: &OrganisationRow,
) -> Result<Vec<String>, AppError> {
    let used = app.read.identifications().used_by(organisation.organisation).await?;
    let said = used.filter(|_| app.deps.eid.is_some()).map(|_| lang.say("notice-electronic-id").to_string());
    Ok(said.into_iter().collect())
}

/// Whether there is something to say of electronic ID on the waiting page: the words of a link, and whether it is done.
pub(super) async fn link(app: &App, visiting: &Visiting) -> Result<Option<String>, AppError> {
    if used(app, visiting).await?.is_none() {
        return Ok(None);
    }
    let row = app.read.identifications().of(visiting.visit.visit).await?;
    let done = row.as_ref().and_then(|row| row.vouched.as_ref()).and_then(Personal::sealed).is_some();
    let lang = visiting.lang;
    let said = if done { lang.say("wait-identified") } else { lang.say("wait-identify") };
    Ok(Some(said.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_words_and_nothing_else_is_said() {
        for failure in
            [Failure::Cancelled, Failure::Refused, Failure::Away, Failure::Untrue, Failure::WithoutNumber]
        {
            let query = format!("at=7&said={}", word(Outcome::Failed(failure)));
            let said = told(Lang::English, Some(&query)).unwrap();
            assert!(!said.contains('⟦'), "{failure:?}");
        }
        assert_eq!(told(Lang::English, Some("said=<script>")), None);
        assert_eq!(told(Lang::English, Some("said=done")), None, "the page itself says that it is done");
    }

    #[test]
    fn an_answer_has_a_state_and_a_code_or_an_error() {
        assert!(
            answer(Some("code=a")).is_none() && answer(Some("state=s")).is_none() && answer(None).is_none()
        );
        let read = answer(Some("state=s%2B&code=a&iss=x")).unwrap();
        assert_eq!(read.state, "s+");
        assert!(matches!(read.said, Said::Code(code) if code == "a"));
        let read = answer(Some("state=s&error=access_denied&code=a")).unwrap();
        assert!(matches!(read.said, Said::Error(error) if error == "access_denied"));
    }
}
