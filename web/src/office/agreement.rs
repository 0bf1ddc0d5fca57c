//! `GET`, `POST /{slug}/agreement`, `POST /{slug}/agreement/noted`: what is in force between the organisation and the operator, what was signed or accepted, when and by
//! whom; signing it (D1, D2), and taking note of a change (D3). Single texts and their files are in `paper`, which agreement it is in `sector`.

mod paper;
mod sector;

pub use paper::{pdf, read};
pub use sector::{asked as sectors, choose as choose_sector};

use crate::agreements::{self, is_signed, title};
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::agreement::{Agreement as TextPage, Agreements, Newer, Paper, Signing};
use crate::page::{Area, Change, Field};
use crate::sent::Form;
use crate::session::{May, SignedIn, SignsAgreements};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::sign_agreement;
use domain::Refusal;
use domain::agreement::{By, Kind};
use domain::organisation::Way;
use domain::refusal::InField;
use domain::role::Power;
use domain::text::SignatoryName;
use paper::{Agreed, agreed, segment};
use projections::{AgreementRow, OrganisationRow, PaperRow};
use serde::Deserialize;

/// What the form that signs sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    command: String,
}

/// What the button that takes note sends.
#[derive(Deserialize, Default)]
pub struct Noting {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    command: String,
}

/// Shows the agreements.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<SignsAgreements>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = row(&app, &session).await?;
    let agreed = agreed(&app, &session, &row).await?;
    let lang = session.lang;
    let (mut papers, mut to_sign) = (Vec::new(), None);
    // What was agreed to stays to be read, whatever the law asks for by now.
    let asked = Kind::of(row.law());
    let agreed_to =
        Kind::ALL.into_iter().filter(|kind| row.accepted(*kind).is_some() && !asked.contains(kind));
    for kind in asked.iter().copied().chain(agreed_to) {
        let Some(current) = app.read.agreements().current(kind).await? else { continue };
        let newer = match row.pending(kind) {
            Some(pending) => app.read.agreements().of(kind, &pending.digest).await?,
            None => None,
        };
        if row.unsigned() && Kind::signed_under(row.law()) == Some(kind) {
            let text = agreements::text(lang, &current);
            to_sign = Some((text, signing(&app, &session, &current.digest).await?));
        }
        papers.push(in_force(&session, &row, &agreed, &current, newer.as_ref()));
    }
    let earlier = row.papers.iter().rev().filter(|paper| {
        let latest = row.accepted(paper.kind).is_some_and(|one| one.digest == paper.digest);
        paper.accepted.is_some() && !latest && paper.kind.by() != By::Notice
    });
    let done = |what: &str| query.as_deref().is_some_and(|query| query.split('&').any(|part| part == what));
    let page = Agreements {
        lang,
        frame: frame(&app, &session).await?,
        slug: session.slug.clone(),
        done: match (done("done=noted"), done("done=sector")) {
            (true, _) => Some(lang.say("agreements-noted").to_string()),
            (false, true) => Some(lang.say("done-sector").to_string()),
            (false, false) => None,
        },
        why: why(lang, &row),
        sector: sector::question(&app, lang, &row),
        earlier: earlier.map(|paper| kept(&session, paper, &agreed)).collect(),
        papers,
        to_sign,
        command: forms::draw(&app),
        next: if done("done=signed") { Some(crate::opening::next(&app, &session).await?) } else { None },
    };
    Ok(Html(page.render()?).into_response())
}

/// Which agreement the organisation's law asks for.
fn why(lang: Lang, row: &OrganisationRow) -> String {
    let law = row.law();
    let Some(kind) = Kind::signed_under(law) else { return lang.say("agreements-why-none").to_string() };
    let said = lang.say("agreements-why").with("country", crate::words::country(lang, row.country));
    said.with("law", law.name()).with("agreement", title(lang, kind)).to_string()
}

/// Signs the text that the organisation's law asks for.
pub async fn sign(
    State(app): State<App>,
    session: May<SignsAgreements>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let name = wrong.take(SignatoryName::parse(&sent.name).field("name"));
    let consents = !sent.consent.is_empty();
    let (Some(name), true) = (name, consents) else {
        let why = (!consents).then(|| session.lang.say("agreement-consent-missing").to_string());
        let name = wrong.field(session.lang, "name", &sent.name);
        return again(&app, &session, sent, name, why).await;
    };
    match sign_agreement(&app.deps, command, &session.staff, &sent.digest, name).await {
        Ok(done) => {
            let to = format!("/{}/agreement?at={}&done=signed", session.slug, done.position);
            Ok(Redirect::to(&to).into_response())
        }
        Err(commands::CommandError::Refused(refusal @ Refusal::AgreementChanged)) => {
            let why = Some(forms::sentence(session.lang, &refusal));
            let name = Field::filled(sent.name.clone());
            // The next attempt is another command, about another text.
            let sent = Sent { command: forms::draw(&app), ..sent };
            again(&app, &session, sent, name, why).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes note of an announced change.
pub async fn note(
    State(app): State<App>,
    session: May<SignsAgreements>,
    Form(sent): Form<Noting>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let kind = Kind::named(&sent.kind).ok_or(Refusal::NotFound)?;
    let done = commands::agreement::note(&app.deps, command, &session.staff, kind, &sent.digest).await?;
    let to = format!("/{}/agreement?at={}&done=noted", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Sentences on changes that nobody has taken note of, for somebody who may sign.
pub fn changes(session: &SignedIn) -> Vec<Change> {
    if !session.may(Power::SignAgreements) {
        return vec![];
    }
    let href = format!("/{}/agreement", session.slug);
    let told = session.organisation.to_be_noted();
    told.map(|paper| Change { sentence: announced(session.lang, paper), href: href.clone() }).collect()
}

/// What an announcement means.
fn announced(lang: Lang, paper: &PaperRow) -> String {
    let said = match paper.kind.by() {
        By::Signature => lang.say("agreement-change-to-sign"),
        By::Use => lang.say("agreement-change-by-use"),
        By::Notice => lang.say("agreement-change-notice"),
    };
    let effective = paper.announced.map(|(_, effective)| when::day(lang, effective)).unwrap_or_default();
    said.with("agreement", title(lang, paper.kind)).with("effective", effective).to_string()
}

/// The organisation as it stands by now: the session's own copy is as old as the request.
async fn row(app: &App, session: &May<SignsAgreements>) -> Result<OrganisationRow, AppError> {
    Ok(app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?)
}

/// The page tells of changes itself.
async fn frame(app: &App, session: &SignedIn) -> Result<crate::page::Frame, AppError> {
    let frame = app.inside(session, Some(Area::Settings)).await?;
    Ok(crate::page::Frame { changes: vec![], ..frame })
}

async fn signing(app: &App, session: &SignedIn, digest: &str) -> Result<Signing, AppError> {
    let front = app.front(&session.organisation, &session.request).await?;
    Ok(Signing {
        organisation: front.profile.name.as_str().to_owned(),
        digest: digest.to_owned(),
        name: Field::default(),
        consented: false,
        consent_error: None,
        command: forms::draw(app),
    })
}

/// How it stands with a kind.
fn in_force(
    session: &SignedIn,
    row: &OrganisationRow,
    agreed: &Agreed,
    current: &AgreementRow,
    announced_text: Option<&AgreementRow>,
) -> Paper {
    let (lang, kind) = (session.lang, current.kind);
    let accepted = row.accepted(kind);
    let newer = match (row.pending(kind), announced_text, accepted) {
        (Some(pending), Some(text), _) => Some(Newer {
            version: text.version.clone(),
            sentence: announced(lang, pending),
            changed: text.changed.clone(),
            href: href(session, kind, &text.digest),
            signs: is_signed(kind),
            to_note: pending.noted.is_none().then(|| text.digest.clone()),
        }),
        // A small change is announced to nobody, and what was agreed to stays in force; whoever likes can sign the new text.
        (_, _, Some(accepted)) if accepted.digest != current.digest && kind.by() != By::Notice => {
            Some(Newer {
                version: current.version.clone(),
                sentence: lang.say("agreement-change-small").to_string(),
                changed: current.changed.clone(),
                href: href(session, kind, &current.digest),
                signs: is_signed(kind),
                to_note: None,
            })
        }
        (..) => None,
    };
    // A notice is not agreed to: what is published stands.
    let newer = newer.filter(|newer| kind.by() != By::Notice || newer.to_note.is_some());
    match accepted.filter(|_| kind.by() != By::Notice) {
        Some(accepted) => Paper { newer, ..kept(session, accepted, agreed) },
        None => Paper {
            kind: kind.name().to_owned(),
            title: title(lang, kind),
            version: current.version.clone(),
            standing: match kind.by() {
                By::Signature => lang.say("agreement-unsigned"),
                By::Use => lang.say("agreement-not-accepted"),
                By::Notice => lang.say("agreement-informs"),
            }
            .to_string(),
            agreed: None,
            missing: is_signed(kind),
            href: href(session, kind, &current.digest),
            newer,
        },
    }
}

/// What was agreed to, with who did.
fn kept(session: &SignedIn, paper: &PaperRow, agreed: &Agreed) -> Paper {
    let lang = session.lang;
    let standing = match paper.accepted.as_ref().map(|(way, ..)| *way) {
        Some(Way::Signed) => lang.say("agreement-signed-by"),
        Some(Way::SignUp) => lang.say("agreement-accepted-sign-up"),
        Some(Way::Use) => lang.say("agreement-accepted-use"),
        None => lang.say("agreement-not-accepted"),
    };
    Paper {
        kind: paper.kind.name().to_owned(),
        title: title(lang, paper.kind),
        version: paper.version.clone(),
        standing: standing.to_string(),
        agreed: agreed.of(paper).map(|(by, on)| (by, when::day(lang, on), on.to_string())),
        missing: false,
        href: href(session, paper.kind, segment(paper)),
        newer: None,
    }
}

fn href(session: &SignedIn, kind: Kind, segment: &str) -> String {
    format!("/{}/agreement/{}/{segment}", session.slug, kind.name())
}

/// The text that is offered now with its form, as it was filled in.
async fn again(
    app: &App,
    session: &May<SignsAgreements>,
    sent: Sent,
    name: Field,
    consent_error: Option<String>,
) -> Result<Response, AppError> {
    let kind = Kind::signed_under(session.organisation.law()).ok_or(Refusal::NotFound)?;
    let current = app.read.agreements().current(kind).await?.ok_or(Refusal::NotFound)?;
    let signing = signing(app, session, &current.digest).await?;
    let consented = !sent.consent.is_empty() && consent_error.is_none();
    let page = TextPage {
        lang: session.lang,
        frame: frame(app, session).await?,
        slug: session.slug.clone(),
        text: agreements::text(session.lang, &current),
        paper: None,
        signing: Some(Signing { name, consented, consent_error, command: sent.command, ..signing }),
        pdf: format!("{}/pdf", href(session, kind, &current.digest)),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}
