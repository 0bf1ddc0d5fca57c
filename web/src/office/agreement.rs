//! `GET`, `POST /{slug}/agreement` and `GET /{slug}/agreement.pdf`: the data processing agreement (D1), read, signed and taken home.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::error::WayOn;
use crate::page::office::{Agreement as AgreementPage, Clause, Signature as Signed};
use crate::page::{Area, Field};
use crate::sent::Form;
use crate::session::{May, SignsAgreements};
use crate::shown::shown;
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::organisation::sign_agreement;
use domain::Refusal;
use domain::access::Purpose;
use domain::organisation::Signature;
use domain::refusal::InField;
use domain::text::SignatoryName;
use gateways::agreement::{self, Agreement, Block, Document, Party, Version};
use projections::{OrganisationRow, SignedAgreement};
use serde::Deserialize;
use store::Shown as Opened;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    command: String,
}

/// Shows the agreement, signed or to be signed.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<SignsAgreements>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = row(&app, &session).await?;
    let signature = match standing(&row) {
        Some(signed) => {
            let opened = open(&app, &session, signed).await?;
            let on = match &opened {
                Opened::Value(signature) => signature.at.with_timezone(&row.zone).date_naive(),
                Opened::Erased | Opened::KeyLost => signed.day,
            };
            let by = shown(opened.map(|signature| signature.name.as_str().to_owned()));
            Signed::Signed { by, on: when::day(session.lang, on), on_datetime: on.to_string() }
        }
        None => Signed::Open {
            name: Field::default(),
            consented: false,
            consent_error: None,
            command: forms::draw(&app),
        },
    };
    let signed = query.as_deref().is_some_and(|query| query.split('&').any(|part| part == "done=signed"));
    let next = if signed { Some(crate::opening::next(&app, &session).await?) } else { None };
    page(&app, &session, StatusCode::OK, signature, next).await
}

/// Signs it.
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
        let refused = || session.lang.say("agreement-consent-missing").to_string();
        let signature = Signed::Open {
            name: wrong.field(session.lang, "name", &sent.name),
            consented: consents,
            consent_error: (!consents).then(refused),
            command: sent.command,
        };
        return page(&app, &session, StatusCode::UNPROCESSABLE_ENTITY, signature, None).await;
    };
    let version = Version::CURRENT.as_str();
    let done = sign_agreement(&app.deps, command, &session.staff, version, name).await?;
    Ok(Redirect::to(&format!("/{}/agreement?at={}&done=signed", session.slug, done.position)).into_response())
}

/// The agreement as a file, with the signature, or with lines to sign on. The file's name names nobody.
pub async fn pdf(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<SignsAgreements>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let row = row(&app, &session).await?;
    let signature = match standing(&row) {
        Some(signed) => open(&app, &session, signed).await?.value(),
        None => None,
    };
    let front = app.front(&session.organisation, &session.request).await?;
    let document = Document {
        agreement: agreement::template(Version::CURRENT),
        operator: Party {
            name: app.operator.name.clone(),
            details: format!("{}\n{}", app.operator.address, app.operator.email),
        },
        organisation: Party { name: front.profile.name.as_str().to_owned(), details: String::new() },
        created: signature.as_ref().map_or_else(|| app.now(), |signature| signature.at),
        signature: signature.map(|signature| agreement::Signature {
            name: signature.name.as_str().to_owned(),
            place: String::new(),
            // The document is in English.
            date: when::day(Lang::English, signature.at.with_timezone(&row.zone).date_naive()),
        }),
    };
    let file = agreement::render(&document);
    let name = format!("attachment; filename=\"data-processing-agreement-{}.pdf\"", Version::CURRENT);
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, file.bytes).into_response())
}

/// The organisation as it stands by now: the session's own copy is as old as the request.
async fn row(app: &App, session: &May<SignsAgreements>) -> Result<OrganisationRow, AppError> {
    Ok(app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?)
}

/// The signature under the text that is offered now. An older one is another text's.
fn standing(row: &OrganisationRow) -> Option<&SignedAgreement> {
    row.agreement.as_ref().filter(|signed| signed.version == Version::CURRENT.as_str())
}

async fn open(
    app: &App,
    session: &May<SignsAgreements>,
    signed: &SignedAgreement,
) -> Result<Opened<Signature>, AppError> {
    let parts = signed.signature.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Settings)?, parts).await?;
    Ok(opened.of(&signed.signature))
}

async fn page(
    app: &App,
    session: &May<SignsAgreements>,
    status: StatusCode,
    signature: Signed,
    next: Option<WayOn>,
) -> Result<Response, AppError> {
    let front = app.front(&session.organisation, &session.request).await?;
    let organisation = front.profile.name.as_str().to_owned();
    let text = agreement::template(Version::CURRENT);
    let operator = &app.operator;
    let lang = session.lang;
    let parties = vec![
        lang.say("agreement-controller").with("name", &organisation).to_string(),
        lang.say("agreement-processor")
            .with("name", &operator.name)
            .with("address", &operator.address)
            .with("email", &operator.email)
            .to_string(),
    ];
    let page = AgreementPage {
        lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        organisation,
        version: text.version.clone(),
        clauses: clauses(text, parties),
        signature,
        next,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The text as the page shows it: sections with their paragraphs, the parties before all. A row of a table is a paragraph.
fn clauses(text: Agreement, parties: Vec<String>) -> Vec<Clause> {
    let mut sections = vec![Clause { heading: text.title, paragraphs: parties }];
    for block in text.blocks {
        let paragraphs = match block {
            Block::Heading(heading) => {
                sections.push(Clause { heading, paragraphs: vec![] });
                continue;
            }
            Block::Paragraph(text) => vec![text],
            Block::Clause { number, text } => vec![format!("{number} {text}")],
            Block::Point { label, text } => vec![format!("{label} {text}")],
            Block::Table(table) => table.rows.into_iter().map(|row| told(&table.columns, row)).collect(),
        };
        if let Some(section) = sections.last_mut() {
            section.paragraphs.extend(paragraphs);
        }
    }
    sections
}

fn told(columns: &[String], row: Vec<String>) -> String {
    let cells: Vec<_> = columns.iter().zip(row).map(|(column, cell)| format!("{column}: {cell}")).collect();
    format!("{}.", cells.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_word_of_the_text_and_both_parties() {
        let text = agreement::template(Version::CURRENT);
        let sections = clauses(text.clone(), vec!["Nordlys".into(), "Operator".into()]);
        assert_eq!(sections[0].heading, text.title);
        assert_eq!(sections[0].paragraphs[..2], ["Nordlys", "Operator"]);
        let page: Vec<String> =
            sections.iter().map(|one| format!("{}\n{}", one.heading, one.paragraphs.join("\n"))).collect();
        let page = page.join("\n");
        for block in &text.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) => assert!(page.contains(text)),
                Block::Clause { number: label, text } | Block::Point { label, text } => {
                    assert!(page.contains(&format!("{label} {text}")));
                }
                Block::Table(table) => {
                    assert!(
                        table.rows.iter().flatten().chain(&table.columns).all(|cell| page.contains(cell))
                    );
                }
            }
        }
    }
}
