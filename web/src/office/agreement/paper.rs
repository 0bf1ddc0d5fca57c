//! `GET /{slug}/agreement/{kind}/{digest}` and its `/pdf`: one text, as it was agreed to or can be, whatever has become of its template since; and who agreed, opened through
//! the door.

use super::{SignsAgreements, frame, href, kept, row, signing};
use crate::agreements::{self, called, clauses, is_signed, title};
use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::Shown;
use crate::page::agreement::{Agreement as Page, Text};
use crate::sent::Path;
use crate::session::May;
use crate::shown::shown;
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use chrono::NaiveDate;
use domain::access::Purpose;
use domain::agreement::Kind;
use domain::organisation::{Signature, Way};
use domain::{MemberId, Refusal};
use gateways::agreement::{Agreement, Document, Ending, Party, Signature as Printed, before_kinds, render};
use projections::{AgreementRow, OrganisationRow, PaperRow};
use std::collections::HashMap;
use store::{Opened, Shown as Disclosed};

/// Shows a text; one that can be signed with its form.
pub async fn read(
    State(app): State<App>,
    session: May<SignsAgreements>,
    Path((_, kind, digest)): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let row = row(&app, &session).await?;
    let (kind, found) = find(&app, &row, &kind, &digest).await?;
    let paper = row.papers.iter().find(|paper| paper.kind == kind && segment(paper) == digest);
    let paper = paper.filter(|paper| paper.accepted.is_some() && kind != Kind::StaffNotice);
    let agreed = match paper {
        Some(_) => agreed(&app, &session, &row).await?,
        None => Agreed::default(),
    };
    let current = app.read.agreements().current(kind).await?;
    let offered = current.is_some_and(|current| current.digest == digest) && paper.is_none();
    let signs = offered && Kind::signed_under(row.law()) == Some(kind);
    let page = Page {
        lang: session.lang,
        frame: frame(&app, &session).await?,
        slug: session.slug.clone(),
        text: match &found {
            Found::Published(text) => agreements::text(session.lang, text),
            Found::Before(text) => Text {
                name: title(session.lang, kind),
                language: text.language.clone(),
                version: session.lang.say("agreement-version").with("version", &text.version).to_string(),
                digest: String::new(),
                mark: text.mark.clone(),
                clauses: clauses(text.clone()),
            },
        },
        paper: paper.map(|paper| kept(&session, paper, &agreed)),
        signing: if signs { Some(signing(&app, &session, &digest).await?) } else { None },
        pdf: format!("{}/pdf", href(&session, kind, &digest)),
    };
    Ok(Html(page.render()?).into_response())
}

/// The text as a file, with how it was agreed to. The file's name names nobody.
pub async fn pdf(
    State(app): State<App>,
    session: May<SignsAgreements>,
    Path((_, kind, digest)): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let row = row(&app, &session).await?;
    let (kind, found) = find(&app, &row, &kind, &digest).await?;
    let paper = row.papers.iter().find(|paper| paper.kind == kind && segment(paper) == digest);
    let paper = paper.filter(|paper| paper.accepted.is_some() && kind != Kind::StaffNotice);
    let agreed = match paper {
        Some(_) => agreed(&app, &session, &row).await?,
        None => Agreed::default(),
    };
    let front = app.front(&session.organisation, &session.request).await?;
    let organisation = front.profile.name.as_str().to_owned();
    let mut parties = vec![];
    if kind != Kind::StaffNotice {
        let party = Party { name: organisation.clone(), details: String::new() };
        parties.push((called(kind).to_owned(), party));
    }
    let (agreement, facts) = match found {
        Found::Published(text) => {
            let published = format!("Published on {}", when::day(Lang::English, text.published));
            let facts = vec![published, format!("SHA-256 {}", text.digest)];
            (gateways::agreement::agreement(&text.version, &text.wording), facts)
        }
        // Its words do not name the operator.
        Found::Before(text) => {
            let details = format!("{}\n{}", app.operator.address, app.operator.email);
            parties.push(("Processor".to_owned(), Party { name: app.operator.name.clone(), details }));
            (text, vec![])
        }
    };
    let version = agreement.version.clone();
    let document = Document {
        agreement,
        facts,
        parties,
        ending: ending(kind, organisation, paper, &agreed),
        created: paper.and_then(|paper| agreed.signature(paper)).map_or_else(|| app.now(), |it| it.at),
    };
    let name = format!("attachment; filename=\"{version}.pdf\"");
    let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, render(&document).bytes).into_response())
}

/// The document is in English.
fn ending(kind: Kind, organisation: String, paper: Option<&PaperRow>, agreed: &Agreed) -> Ending {
    let told = paper.and_then(|paper| {
        let way = paper.accepted.as_ref().map(|(way, ..)| *way)?;
        let (by, on) = agreed.of(paper)?;
        Some((way, by, when::day(Lang::English, on)))
    });
    let name = |by: Shown| match by {
        Shown::Value(name) => name,
        Shown::Erased => "erased".to_owned(),
        Shown::NotGiven => String::new(),
    };
    match told {
        None if is_signed(kind) => {
            Ending::Signature { organisation, called: called(kind).to_owned(), signed: None }
        }
        None => Ending::Text,
        Some((Way::Signed, by, date)) => {
            let signed = Some(Printed { name: name(by), place: String::new(), date });
            Ending::Signature { organisation, called: called(kind).to_owned(), signed }
        }
        Some((way @ (Way::SignUp | Way::Use), by, date)) => Ending::Accepted {
            how: match way {
                Way::SignUp => "Accepted with the sign-up, for:",
                Way::Use | Way::Signed => {
                    "Accepted by going on to use the service after the announced day, for:"
                }
            }
            .to_owned(),
            entries: [("Organisation", organisation), ("Name", name(by)), ("Date", date)]
                .map(|(label, value)| (label.to_owned(), value))
                .to_vec(),
        },
    }
}

/// A text that was asked for.
enum Found {
    /// One that the log keeps.
    Published(AgreementRow),
    /// One from before the log kept them.
    Before(Agreement),
}

async fn find(app: &App, row: &OrganisationRow, kind: &str, digest: &str) -> Result<(Kind, Found), AppError> {
    let kind = Kind::named(kind).ok_or(Refusal::NotFound)?;
    if let Some(text) = app.read.agreements().of(kind, digest).await? {
        return Ok((kind, Found::Published(text)));
    }
    let before = |paper: &PaperRow| paper.kind == kind && paper.digest.is_empty() && paper.version == digest;
    let text = row.papers.iter().any(before).then(|| before_kinds(digest)).flatten();
    Ok((kind, Found::Before(text.ok_or(Refusal::NotFound)?)))
}

/// What stands for a text in its address: its digest or, before there were any, its version.
pub(super) fn segment(paper: &PaperRow) -> &str {
    if paper.digest.is_empty() { &paper.version } else { &paper.digest }
}

/// Who agreed to the papers of an organisation.
#[derive(Default)]
pub(super) struct Agreed {
    signatures: Opened,
    names: HashMap<MemberId, Shown>,
    zone: Option<chrono_tz::Tz>,
}

impl Agreed {
    fn signature(&self, paper: &PaperRow) -> Option<Signature> {
        self.signatures.of(&paper.accepted.as_ref()?.2).value()
    }

    /// Who, and on which day on the organisation's wall.
    pub(super) fn of(&self, paper: &PaperRow) -> Option<(Shown, NaiveDate)> {
        let (_, day, by) = paper.accepted.as_ref()?;
        Some(match (self.signatures.of(by), self.zone) {
            (Disclosed::Value(Signature { by, name, at }), zone) => {
                let on = zone.map_or(*day, |zone| at.with_timezone(&zone).date_naive());
                let known = || self.names.get(&by).cloned().unwrap_or(Shown::Erased);
                (name.map_or_else(known, |name| Shown::value(name.as_str())), on)
            }
            (gone, _) => (shown(gone.map(|_: Signature| String::new())), *day),
        })
    }
}

/// Opens who agreed; where nobody wrote a name, the account says it.
pub(super) async fn agreed(
    app: &App,
    session: &May<SignsAgreements>,
    row: &OrganisationRow,
) -> Result<Agreed, AppError> {
    let sealed = row.papers.iter().filter_map(|paper| paper.accepted.as_ref());
    let parts: Vec<_> =
        sealed.clone().filter_map(|(.., by)| by.sealed()).map(|(part, _)| part.clone()).collect();
    if parts.is_empty() {
        return Ok(Agreed::default());
    }
    let signatures = app.deps.vault.disclose(session.opening(Purpose::Settings)?, parts).await?;
    let nameless = |signature: Signature| signature.name.is_none().then_some(signature.by);
    let mut members: Vec<MemberId> =
        sealed.filter_map(|(.., by)| signatures.of(by).value()).filter_map(nameless).collect();
    members.sort_unstable();
    members.dedup();
    let mut names = HashMap::new();
    if !members.is_empty() {
        let mut accounts = Vec::new();
        for member in members {
            let account = app.read.members().get(member).await?.and_then(|row| row.account);
            accounts.extend(account.map(|account| (member, account)));
        }
        let parts = accounts.iter().filter_map(|(_, account)| account.sealed());
        let parts = parts.map(|(part, _)| part.clone()).collect();
        let opened = app.deps.vault.disclose(session.opening(Purpose::Settings)?, parts).await?;
        for (member, account) in accounts {
            let name = opened.of(&account).map(|account| account.name.as_str().to_owned());
            names.insert(member, shown(name));
        }
    }
    Ok(Agreed { signatures, names, zone: Some(row.zone) })
}
