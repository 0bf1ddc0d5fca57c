//! `GET /{slug}`, `POST /{slug}/arrive`, `GET /{slug}/privacy`: the organisation's page, where a visit begins.

use crate::app::{App, Front};
use crate::away::away;
use crate::door::knocks::{ARRIVALS, ARRIVALS_AT, Peer};
use crate::duty::on_duty;
use crate::error::{AppError, status};
use crate::lang::Lang;
use crate::page::opening::AwayLine;
use crate::page::visitor::{Doors, Notice, OrganisationPage, Privacy};
use crate::page::{Choice, Field};
use crate::sent::{Form, Path};
use crate::session::{Asked, SignedIn, VISIT_COOKIE, cookie};
use askama::Template as _;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::visit::{ArrivalForm, arrive as arrive_command};
use commands::{CommandError, Token};
use domain::access::{Purpose, Viewer};
use domain::member::Absence;
use domain::refusal::InField;
use domain::text::{PersonName, Phone, Slug};
use domain::{MemberId, OrganisationId, Refusal};
use projections::OrganisationRow;
use serde::Deserialize;
use store::Access;

/// How long the visitor's secret holds: as long as a visit can be kept, with a day over.
const HOLDS: chrono::TimeDelta = chrono::TimeDelta::days(94);

/// What a visitor sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    professional: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    command: String,
}

/// Shows the page.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    // Somebody may have typed the address off a card.
    let small = slug.to_lowercase();
    if small != slug && Slug::parse(&small).is_ok() {
        return Ok(Redirect::permanent(&format!("/{small}")).into_response());
    }
    let organisation = app.at(&slug).await?;
    let mut page = page(&app, &asked, &slug, &organisation, &Sent::default(), None).await?;
    if page.doors.closed()
        && let Some(held) = crate::session::session(&app, &headers).await?
        && held.0.organisation == organisation.organisation
    {
        page.own = Some(SignedIn::of(held, organisation, slug, &asked).home());
    }
    Ok(Html(page.render()?).into_response())
}

/// Takes an arrival. What cannot be taken comes back with what was written.
pub async fn arrive(
    State(app): State<App>,
    asked: Asked,
    peer: Peer,
    Path(slug): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?;
    let secret = Token::parse(&sent.command).ok_or(AppError::Malformed)?;
    // The secret was drawn for this organisation's form.
    if secret.id() != organisation.organisation.0 || secret.expires() <= app.now() {
        return Err(AppError::Malformed);
    }
    let done = match parse(&sent, asked.lang) {
        Ok(_) if crowded(&app, &peer, organisation.organisation) => return Err(AppError::Crowded),
        Ok(form) => match refused(&app, &asked, &organisation, &form).await? {
            Some(refusal) => Err(refusal.into()),
            None => {
                let duty = on_duty(&app, organisation.organisation).await?;
                arrive_command(&app.deps, organisation.organisation, &secret, form, &duty.members).await
            }
        },
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(arrived) => {
            app.caught_up(arrived.done.position).await;
            if arrived.done.recorded {
                crate::looking::told_of(&app, arrived.visit);
                crate::presence::expected(&app, arrived.visit);
            }
            let path = format!("/v/{}", arrived.visit);
            let mut response = Redirect::to(&format!("{path}?at={}", arrived.done.position)).into_response();
            let left = (secret.expires() - app.now()).num_seconds();
            if let Some(cookie) = cookie(&app, VISIT_COOKIE, &secret.reveal(), &path, left) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(CommandError::Refused(refusal))
            if refusal.field().is_some()
                || matches!(refusal, Refusal::Closed | Refusal::DoorClosed | Refusal::TrialOver) =>
        {
            let page = page(&app, &asked, &slug, &organisation, &sent, Some(&refusal)).await?;
            Ok((status(&refusal), Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the member who is asked for is away: who is stands sealed, so the page looks, and not the command.
async fn refused(
    app: &App,
    asked: &Asked,
    organisation: &OrganisationRow,
    form: &ArrivalForm,
) -> Result<Option<Refusal>, AppError> {
    let Some(member) = form.professional else { return Ok(None) };
    let rows: Vec<_> = app.read.availability().get(member).await?.into_iter().collect();
    let away = away(app, public(asked, organisation), &rows).await?;
    Ok((!away.is_empty()).then_some(Refusal::Away))
}

/// What the organisation's page opens for everybody.
fn public(asked: &Asked, organisation: &OrganisationRow) -> Access {
    Access {
        organisation: organisation.organisation,
        viewer: Viewer::Public,
        purpose: Purpose::PublicPage,
        reason: None,
        searched: None,
        request: asked.request.clone(),
    }
}

/// Whether too many come in at once. One place alone is stopped before it fills up the house for the others.
fn crowded(app: &App, peer: &Peer, organisation: OrganisationId) -> bool {
    let now = app.now();
    let from = peer.place().is_none_or(|place| app.knocks.allow(ARRIVALS, &place, now));
    !(from && app.knocks.allow(ARRIVALS_AT, &organisation.to_string(), now))
}

/// Shows the privacy notice (G8).
pub async fn privacy(
    State(app): State<App>,
    asked: Asked,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?;
    let front = app.front(&organisation, &asked.request).await?;
    let written = front.notice.clone().ok_or(Refusal::NotFound)?;
    let since = written.at.with_timezone(&organisation.zone).date_naive();
    let page = Privacy {
        lang: asked.lang,
        frame: app.doorstep(&front, &format!("/{slug}/privacy")),
        organisation: front.profile.name.as_str().to_owned(),
        notice: notice(&app, &asked, &organisation, &front).await?,
        since: crate::when::day(asked.lang, since),
        since_datetime: since.to_string(),
        slug,
    };
    Ok(Html(page.render()?).into_response())
}

/// An address that was kept after a refused form leads back to the page.
pub async fn back(Path(slug): Path<String>) -> Redirect {
    Redirect::to(&format!("/{slug}"))
}

fn parse(sent: &Sent, lang: Lang) -> Result<ArrivalForm, Refusal> {
    let phone = sent.phone.trim();
    let professional = sent.professional.trim();
    Ok(ArrivalForm {
        name: PersonName::parse(&sent.name).field("name")?,
        phone: if phone.is_empty() { None } else { Some(Phone::parse(phone).field("phone")?) },
        professional: match professional {
            "" => None,
            id => Some(id.parse::<MemberId>().map_err(|_| Refusal::NotFound)?),
        },
        consent: !sent.consent.is_empty(),
        language: lang.into(),
    })
}

/// The notice in the operator's name, as it stands wherever somebody consents.
pub(super) async fn notice(
    app: &App,
    asked: &Asked,
    organisation: &OrganisationRow,
    front: &Front,
) -> Result<Notice, AppError> {
    let (written, lang) = (front.notice.as_ref(), asked.lang);
    Ok(Notice {
        controller: written.map_or(front.profile.name.as_str(), |n| n.controller.as_str()).to_owned(),
        contact: written.map(|n| n.address.as_str().to_owned()).unwrap_or_default(),
        officer: written.map(|n| format!("{}, {}", n.officer.as_str(), n.email.as_str())),
        ground: format!(
            "{} {}",
            crate::words::ground(lang, organisation.law()),
            crate::words::invited(lang, organisation.law())
        ),
        authority: crate::words::authority(lang, organisation.country),
        retention: crate::words::retention(lang, organisation.retention),
        more: super::identify::in_notice(app, lang, organisation).await?,
    })
}

async fn page(
    app: &App,
    asked: &Asked,
    slug: &str,
    organisation: &OrganisationRow,
    sent: &Sent,
    refusal: Option<&Refusal>,
) -> Result<OrganisationPage, AppError> {
    let front = app.front(organisation, &asked.request).await?;
    let receives = crate::opening::receives(organisation);
    let shut = super::notes::closed(app, organisation.organisation, &asked.request).await?;
    let hours = app.read.hours().of(organisation.organisation).await?;
    let duty = on_duty(app, organisation.organisation).await?;
    let closed = receives && duty.members.is_empty() && !hours.open(app.now(), organisation.zone);
    let offered = if receives {
        offered(app, asked, organisation, &sent.professional).await?
    } else {
        Offered::default()
    };
    let somebody_in = crate::duty::somebody_in(app, organisation.organisation, None).await?;
    let secret = match Token::parse(&sent.command) {
        Some(secret) => secret,
        None => Token::draw(&*app.deps.entropy, organisation.organisation.0, app.now() + HOLDS),
    };
    let field = |name: &str, value: &str| match refusal {
        Some(refusal) if refusal.field() == Some(name) => {
            Field::refused(value, crate::forms::sentence(asked.lang, refusal))
        }
        Some(_) | None => Field::filled(value),
    };
    Ok(OrganisationPage {
        lang: asked.lang,
        frame: app.doorstep(&front, &format!("/{slug}")),
        slug: slug.to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        emergency_number: organisation.country.emergency_number().to_owned(),
        doors: match (receives, somebody_in) {
            (false, _) => Doors::NotYet,
            (true, _) if organisation.trial_over(app.now()).is_some() => Doors::Paused,
            (true, _) if shut.is_some() => Doors::Shut,
            (true, _) if closed => Doors::Closed,
            (true, false) => Doors::NobodyIn,
            (true, true) => Doors::Open,
        },
        open_hours: crate::opening::hours(app, asked.lang, organisation, &hours, closed),
        away: offered.away,
        on_the_door: shut.flatten(),
        own: None,
        name: field("name", &sent.name),
        phone: field("phone", &sent.phone),
        professionals: offered.choices,
        faces: faces(app, organisation).await?,
        professional_error: refusal
            .filter(|refusal| refusal.field() == Some("professional"))
            .map(|refusal| crate::forms::sentence(asked.lang, refusal)),
        consented: !sent.consent.is_empty(),
        consent_error: refusal
            .filter(|refusal| matches!(refusal, Refusal::ConsentMissing))
            .map(|refusal| crate::forms::sentence(asked.lang, refusal)),
        notice: notice(app, asked, organisation, &front).await?,
        command: secret.reveal(),
    })
}

/// Who of them shows a picture.
pub(super) async fn faces(app: &App, organisation: &OrganisationRow) -> Result<Vec<String>, AppError> {
    let shown = app.read.pictures().shown(organisation.organisation).await?;
    Ok(shown.into_iter().map(|member| member.to_string()).collect())
}

/// Who can be asked for, and who is away.
#[derive(Default)]
struct Offered {
    choices: Vec<Choice>,
    away: Vec<AwayLine>,
}

/// Who can be asked for: the members who receive visitors and are not away. Their names are on the page for everybody, opened as such.
async fn offered(
    app: &App,
    asked: &Asked,
    organisation: &OrganisationRow,
    chosen: &str,
) -> Result<Offered, AppError> {
    let members = app.read.members().of(organisation.organisation).await?;
    let receiving: Vec<_> = members
        .into_iter()
        .filter(projections::MemberRow::receives)
        .filter_map(|member| Some((member.member, member.account?)))
        .collect();
    let rows = app.read.availability().of(organisation.organisation).await?;
    let rows: Vec<_> =
        rows.into_iter().filter(|row| receiving.iter().any(|(member, _)| *member == row.member)).collect();
    let absent = away(app, public(asked, organisation), &rows).await?;
    // With one professional there is nothing to choose.
    if receiving.len() < 2 && absent.is_empty() {
        return Ok(Offered::default());
    }
    let names = app.public_names(public(asked, organisation), &receiving).await?;
    let mut offered = Offered::default();
    for (member, label) in names {
        match absent.iter().find(|(one, _)| *one == member) {
            Some((_, absence)) => offered.away.push(away_line(asked, organisation, label, absence)),
            None => {
                let value = member.to_string();
                offered.choices.push(Choice { chosen: value == chosen, value, label });
            }
        }
    }
    if receiving.len() < 2 {
        offered.choices.clear();
    }
    Ok(offered)
}

fn away_line(asked: &Asked, organisation: &OrganisationRow, name: String, absence: &Absence) -> AwayLine {
    let until = absence.until.map(|at| crate::when::appointment(asked.lang, at, organisation.zone));
    let said = match until {
        Some(until) => asked.lang.say("arrive-away-until").with("name", name).with("until", until),
        None => asked.lang.say("arrive-away").with("name", name),
    };
    AwayLine {
        sentence: said.to_string(),
        words: absence.words.as_ref().map(|words| words.as_str().to_owned()),
    }
}
