//! `GET`, `POST /sign-up`: an organisation of one's own. Of two at once for one address exactly one wins, and the other is told beside the field. Whether an
//! e-mail address has an account is told by mail alone.

use super::knocks::{LETTERS, Peer, SIGN_UPS};
use super::letter;
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::Choice;
use crate::page::front::{Letter, SignUp};
use crate::sent::Form;
use crate::session::Asked;
use crate::{when, words};
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use chrono_tz::Tz;
use commands::CommandError;
use commands::organisation::{self, Claimed, SignUpForm};
use domain::Refusal;
use domain::agreement::Kind;
use domain::organisation::{Country, Sector};
use domain::refusal::InField;
use domain::text::{Email, Invalid, OrganisationName, PersonName, Slug};
use serde::Deserialize;
use tracing::Instrument as _;

/// What somebody sends who signs up.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    sector: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    terms: String,
    #[serde(default)]
    notice: String,
    #[serde(default)]
    command: String,
}

/// Shows the form.
pub async fn show(State(app): State<App>, asked: Asked) -> Result<Response, AppError> {
    let sent = Sent { command: forms::draw(&app), ..Sent::default() };
    again(&app, asked.lang, &sent, &Wrong::default()).await
}

/// Signs up. What cannot be taken comes back with what was written.
pub async fn sign_up(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let form = match read(&sent, asked.lang) {
        Ok(form) => form,
        Err(wrong) => return again(&app, asked.lang, &sent, &wrong).await,
    };
    if peer.place().is_some_and(|place| !app.knocks.allow(SIGN_UPS, &place, app.now())) {
        return Err(AppError::TooMany);
    }
    match organisation::claim(&app.deps, command, form).await {
        Ok(claimed) => {
            found(&app, claimed, &sent.email);
            letter::on_its_way(&app, asked.lang, &sent.email, Letter::Confirmation)
        }
        // The next attempt is another command: this one's ids stand for what was written first.
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            let sent = Sent { command: forms::draw(&app), ..sent };
            again(&app, asked.lang, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What follows is done apart from the answer, so that neither its words nor how long it takes tell whether the e-mail address has an account.
fn found(app: &App, claimed: Claimed, email: &str) {
    // An address that was written too often gets no more letters, and the same answer.
    if !claimed.is_new() && !app.knocks.allow(LETTERS, &email.trim().to_lowercase(), app.now()) {
        return;
    }
    let deps = app.deps.clone();
    let founding = async move {
        if let Err(error) = organisation::found(&deps, claimed).await {
            tracing::error!(%error, "a sign-up stopped after its claims");
        }
    };
    tokio::spawn(founding.in_current_span());
}

fn read(sent: &Sent, lang: Lang) -> Result<SignUpForm, Wrong> {
    let mut wrong = Wrong::default();
    let country = country(&sent.country)
        .ok_or(Refusal::Field { field: "country", why: Invalid::Form("a country Anteroom knows") });
    let name = wrong.take(OrganisationName::parse(&sent.organisation).field("organisation"));
    let slug = wrong.take(Slug::parse(&sent.slug).field("slug"));
    let country = wrong.take(country);
    let sector = wrong.take(sector(&sent.sector, country.map(|(country, _)| country)));
    let owner = wrong.take(PersonName::parse(&sent.name).field("name"));
    let email = wrong.take(Email::parse(&sent.email).field("email"));
    match (name, slug, country, sector, owner, email) {
        (Some(name), Some(slug), Some((country, zone)), Some(sector), Some(owner), Some(email)) => {
            let (terms, notice, language) = (sent.terms.clone(), sent.notice.clone(), lang.into());
            Ok(SignUpForm { name, slug, country, sector, zone, terms, notice, owner, email, language })
        }
        _ => Err(wrong),
    }
}

/// What the organisation does, where that is asked; elsewhere whatever was sent is left out.
fn sector(sent: &str, country: Option<Country>) -> Result<Option<Sector>, Refusal> {
    if !country.is_some_and(Sector::asked_in) {
        return Ok(None);
    }
    let wrong = Refusal::Field { field: "sector", why: Invalid::Form("whether it is health care") };
    Sector::named(sent).map(Some).ok_or(wrong)
}

/// A country as the form sends it, with one of its zones where it has several: `NO`, `US America/Chicago`.
fn country(sent: &str) -> Option<(Country, Tz)> {
    let (code, zone) = sent.split_once(' ').map_or((sent, None), |(code, zone)| (code, Some(zone)));
    let country = Country::coded(code)?;
    match zone {
        // Where there are several, one has to be named: which day it is depends on it.
        None => (country.zones().len() == 1).then(|| (country, country.zone())),
        Some(zone) => {
            let zone = country.zones().into_iter().find(|one| one.name() == zone)?;
            Some((country, zone))
        }
    }
}

/// The form with what was written, and what was wrong with it.
async fn again(app: &App, lang: Lang, sent: &Sent, wrong: &Wrong) -> Result<Response, AppError> {
    let field = |name: &str, written: &str| wrong.field(lang, name, written);
    let host = app.deps.origin.split_once("://").map_or(app.deps.origin.as_str(), |(_, host)| host);
    let days = u32::from(app.deps.trial_days);
    let period = lang.say("period-days").with("count", days).to_string();
    let page = SignUp {
        lang,
        trial: (days > 0).then(|| lang.say("sign-up-trial").with("period", period).to_string()),
        frame: app.outside("Anteroom", "/sign-up"),
        command: sent.command.clone(),
        host: host.to_owned(),
        organisation: field("organisation", &sent.organisation),
        slug: field("slug", &sent.slug),
        countries: Country::ALL
            .into_iter()
            .flat_map(|country| choices(lang, country, &sent.country))
            .collect(),
        country_error: wrong.about(lang, "country"),
        sectors: crate::office::agreement::sectors(lang, &sent.sector),
        sector_error: wrong.about(lang, "sector"),
        name: field("name", &sent.name),
        email: field("email", &sent.email),
        conflict: None,
        terms: app.read.agreements().current(Kind::Terms).await?.map(|terms| terms.digest),
        staff_notice: app
            .read
            .agreements()
            .current(Kind::StaffNotice)
            .await?
            .map(|notice| notice.digest)
            .unwrap_or_default(),
        terms_error: wrong.about(lang, "consent"),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// A country's entry, or one for each of its time zones.
fn choices(lang: Lang, country: Country, chosen: &str) -> Vec<Choice> {
    let name = words::country(lang, country);
    let zones = country.zones();
    if zones.len() == 1 {
        let value = country.code().to_owned();
        return vec![Choice { chosen: value == chosen, value, label: name }];
    }
    let entry = |zone: Tz| {
        let value = format!("{} {}", country.code(), zone.name());
        let label = lang.say("country-in-zone").with("country", &name).with("place", when::place(zone));
        Choice { chosen: value == chosen, value, label: label.to_string() }
    };
    zones.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let sent = Sent { slug: "A b".into(), country: "XX".into(), email: "ola".into(), ..Sent::default() };
        let wrong = read(&sent, Lang::English).err().unwrap();
        for field in ["organisation", "slug", "country", "name", "email"] {
            assert!(wrong.about(Lang::English, field).is_some(), "{field}");
        }
    }

    #[test]
    fn what_an_organisation_does_is_asked_in_the_united_states_alone() {
        let sent = |country: &str, sector: &str| Sent {
            country: country.into(),
            sector: sector.into(),
            organisation: "A House".into(),
            slug: "a-house".into(),
            name: "Ola".into(),
            email: "ola@a.example".into(),
            ..Sent::default()
        };
        let read = |country, sector| read(&sent(country, sector), Lang::English);
        let wrong = read("US America/Chicago", "").err().unwrap();
        assert!(wrong.about(Lang::English, "sector").is_some());
        let other = read("US America/Chicago", "other").ok().unwrap();
        assert_eq!(other.sector, Some(Sector::Other));
        assert_eq!(read("NO", "").ok().unwrap().sector, None);
    }

    #[test]
    fn every_country_has_its_name_and_the_chosen_one_is_marked() {
        for one in Country::ALL {
            for lang in Lang::ALL {
                for choice in choices(lang, one, "NO") {
                    assert!(!choice.label.contains('⟦'), "{lang:?} {one:?}");
                    assert_eq!(choice.chosen, one == Country::Norway);
                    assert_eq!(country(&choice.value).map(|(country, _)| country), Some(one));
                }
            }
        }
        let chicago = country("US America/Chicago");
        assert_eq!(chicago, Some((Country::UnitedStates, chrono_tz::America::Chicago)));
        assert_eq!(country("NO America/Chicago"), None, "not one of its zones");
        assert_eq!(country("US"), None, "which of its zones is asked");
    }
}
