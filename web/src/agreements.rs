//! The operator's agreements: templates out of a folder or the house's own, published at start; what has changed announced to organisations; and a text as pages and files
//! show it.

mod visitors;

use crate::app::{App, Operator};
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::agreement::{Clause, Public, Text};
use crate::sent::Path as Named;
use crate::session::Asked;
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use commands::{CommandError, Deps};
use domain::OrganisationId;
use domain::agreement::{By, Kind};
use domain::refusal::Refusal;
use gateways::agreement::{Agreement, Block, Particulars, Template, house};
use projections::AgreementRow;
use std::path::Path;
use std::time::Duration;

/// The templates that are in use: each from the folder, where it has one, else the house's. What cannot be read names its file and line.
pub fn templates(folder: Option<&Path>) -> Result<Vec<(Kind, Template)>, String> {
    if let Some(folder) = folder {
        only_known(folder)?;
    }
    Kind::ALL.into_iter().map(|kind| Ok((kind, template(folder, kind)?))).collect()
}

fn template(folder: Option<&Path>, kind: Kind) -> Result<Template, String> {
    let Some(own) = house(kind) else {
        return visitors::template().map_err(|wrong| format!("agreements: {}: {wrong}", kind.name()));
    };
    let file = folder.map(|folder| folder.join(format!("{}.md", kind.name())));
    let Some(file) = file.filter(|file| file.exists()) else {
        return Template::read(own).map_err(|wrong| format!("agreements: {}: {wrong}", kind.name()));
    };
    let wrong = |why: String| format!("agreements: {}: {why}", file.display());
    let text = std::fs::read(&file).map_err(|error| wrong(error.to_string()))?;
    let text = String::from_utf8(text).map_err(|_| wrong("this is not UTF-8".into()))?;
    Template::read(&text).map_err(|error| wrong(error.to_string()))
}

/// A file under another name would be left out, and nobody would notice.
fn only_known(folder: &Path) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("agreements.folder: {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let text = path.extension().is_some_and(|extension| extension == "md");
        let known = path.file_stem().and_then(|stem| stem.to_str()).and_then(Kind::named).and_then(house);
        if text && known.is_none() {
            let names = Kind::ALL.into_iter().filter(|kind| house(*kind).is_some());
            let names = names.map(|kind| format!("{}.md", kind.name())).collect::<Vec<_>>().join(", ");
            return Err(format!("agreements: {} is none of {names}", path.display()));
        }
    }
    Ok(())
}

/// What can keep an agreement from being published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// Its version stands for another text.
    #[error(
        "agreements: {}.md, line 1: another text was published as version {version}. Whoever agreed to that version agreed to that text: give this one a new version", kind.name()
    )]
    Version {
        /// Which kind.
        kind: Kind,
        /// Its version.
        version: String,
    },
    /// The command.
    #[error("publishing the agreements")]
    Command(#[from] CommandError),
}

/// Publishes what is new. Returns how far the log tells of it.
pub async fn publish(
    deps: &Deps,
    operator: &Operator,
    templates: &[(Kind, Template)],
) -> Result<u64, PublishError> {
    let operator = Particulars {
        name: operator.name.clone(),
        address: operator.address.clone(),
        email: operator.email.clone(),
    };
    let mut position = 0;
    for (kind, template) in templates {
        match commands::agreement::publish(deps, *kind, template, &operator).await {
            Ok(done) => position = position.max(done.position),
            Err(CommandError::Refused(Refusal::Field { .. })) => {
                return Err(PublishError::Version { kind: *kind, version: template.version.clone() });
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(position)
}

/// How soon organisations that were not reached are tried again.
const AGAIN: Duration = Duration::from_mins(1);

/// How soon everybody is looked at once more: a letter may not have gone out.
const NEXT_LOOK: Duration = Duration::from_hours(6);

/// Announces what has changed for as long as the server runs; a crash between two organisations is made good at the next start.
pub async fn announcing(app: App) {
    loop {
        let pause = match announce(&app).await {
            Ok(0) => NEXT_LOOK,
            Ok(missed) => {
                tracing::error!(
                    missed,
                    "changes of agreements were not announced to everybody; it is tried again"
                );
                AGAIN
            }
            Err(error) => {
                tracing::error!(%error, "changes of agreements could not be announced; it is tried again");
                AGAIN
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Announces to each organisation what has changed since it agreed. Returns how many could not be told.
pub async fn announce(app: &App) -> Result<usize, AppError> {
    app.caught_up(app.deps.log.head().await?).await;
    let mut current = Vec::new();
    for kind in Kind::ALL {
        current.extend(app.read.agreements().current(kind).await?);
    }
    let all = app.read.organisations().all().await?;
    Ok(to_each(all, |organisation| announce_to(app, organisation, &current)).await)
}

/// Does something for each, whatever becomes of the others. Returns how many failed.
async fn to_each<T, E: std::fmt::Display, F: Future<Output = Result<T, E>>>(
    all: Vec<OrganisationId>,
    tell: impl Fn(OrganisationId) -> F,
) -> usize {
    let mut missed = 0;
    for organisation in all {
        if let Err(error) = tell(organisation).await {
            tracing::error!(%organisation, %error, "a change of an agreement was not announced");
            missed += 1;
        }
    }
    missed
}

async fn announce_to(
    app: &App,
    organisation: OrganisationId,
    current: &[AgreementRow],
) -> Result<(), AppError> {
    let Some(row) = app.read.organisations().get(organisation).await? else { return Ok(()) };
    let last = |kind| row.papers.iter().rfind(|paper| paper.kind == kind);
    let agreed = |text: &AgreementRow| {
        last(text.kind).is_some_and(|paper| paper.version == text.version && paper.accepted.is_some())
    };
    let theirs = Kind::of(row.law());
    // The command decides; this spares it for those who have agreed to everything.
    if row.confirmed && current.iter().any(|text| theirs.contains(&text.kind) && !agreed(text)) {
        commands::agreement::announce(&app.deps, organisation).await?;
    }
    Ok(())
}

/// `GET /agreements/{kind}`: the text that is offered now, for everybody.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Named(kind): Named<String>,
) -> Result<Response, AppError> {
    let kind = Kind::named(&kind).ok_or(Refusal::NotFound)?;
    let row = app.read.agreements().current(kind).await?.ok_or(Refusal::NotFound)?;
    let page = Public {
        lang: asked.lang,
        frame: app.outside("Anteroom", &format!("/agreements/{}", kind.name())),
        text: text(asked.lang, &row),
    };
    Ok(Html(page.render()?).into_response())
}

/// What a kind is called.
pub fn title(lang: Lang, kind: Kind) -> String {
    let said = match kind {
        Kind::DataProcessing => lang.say("agreement-dpa"),
        Kind::BusinessAssociate => lang.say("agreement-baa"),
        Kind::Terms => lang.say("agreement-terms"),
        Kind::StaffNotice => lang.say("agreement-staff-notice"),
        Kind::VisitorNotice => lang.say("agreement-visitor-notice"),
    };
    said.to_string()
}

/// A published text as a page shows it.
pub fn text(lang: Lang, row: &AgreementRow) -> Text {
    let read = gateways::agreement::agreement(&row.version, &row.wording);
    let version = lang.say("agreement-published").with("version", &row.version);
    let version = version.with("day", when::day(lang, row.published)).to_string();
    Text {
        name: title(lang, row.kind),
        language: read.language.clone(),
        version,
        digest: row.digest.clone(),
        mark: read.mark.clone(),
        clauses: clauses(read),
    }
}

/// What the organisation is called in a text of this kind.
pub fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::DataProcessing => "Controller",
        Kind::BusinessAssociate => "Covered Entity",
        Kind::Terms | Kind::StaffNotice | Kind::VisitorNotice => "Organisation",
    }
}

/// Whether somebody signs it.
pub fn is_signed(kind: Kind) -> bool {
    kind.by() == By::Signature
}

/// The text as the page shows it: sections with their paragraphs. A row of a table is a paragraph.
pub fn clauses(text: Agreement) -> Vec<Clause> {
    let mut sections = vec![Clause { heading: text.title, paragraphs: vec![] }];
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

    #[tokio::test]
    async fn whoever_cannot_be_told_keeps_nobody_else_from_it() {
        let all: Vec<_> = (1..=3).map(|n| OrganisationId::from_bytes([n; 16])).collect();
        let told = std::sync::Mutex::new(Vec::new());
        let missed = to_each(all.clone(), |one| {
            if one == all[1] {
                return std::future::ready(Err("no key"));
            }
            told.lock().unwrap().push(one);
            std::future::ready(Ok(()))
        });
        assert_eq!(missed.await, 1);
        assert_eq!(*told.lock().unwrap(), [all[0], all[2]]);
    }

    #[test]
    fn the_page_shows_every_word_of_each_text() {
        for kind in Kind::ALL {
            let template = super::template(None, kind).unwrap();
            let text = gateways::agreement::agreement(&template.version, template.wording());
            let sections = clauses(text.clone());
            assert_eq!(sections[0].heading, text.title);
            let page: Vec<String> = sections
                .iter()
                .map(|one| format!("{}\n{}", one.heading, one.paragraphs.join("\n")))
                .collect();
            let page = page.join("\n");
            for block in &text.blocks {
                match block {
                    Block::Heading(text) | Block::Paragraph(text) => assert!(page.contains(text)),
                    Block::Clause { number: label, text } | Block::Point { label, text } => {
                        assert!(page.contains(&format!("{label} {text}")));
                    }
                    Block::Table(table) => {
                        let cells = table.rows.iter().flatten().chain(&table.columns);
                        assert!(cells.into_iter().all(|cell| page.contains(cell)));
                    }
                }
            }
        }
    }

    #[test]
    fn a_folder_replaces_the_texts_it_holds_and_what_is_wrong_in_it_is_named() {
        let folder = std::env::temp_dir().join(format!("anteroom-agreements-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).unwrap();
        let version = |kind: Kind| {
            let all = templates(Some(&folder)).unwrap();
            all.into_iter().find(|(one, _)| *one == kind).map(|(_, template)| template.version)
        };
        write("notes.txt", b"Not a text of ours.");
        write(
            "terms.md",
            b"version = ours-1; dated = 2027-01-31; significant = yes; changed = All.\n# Ours\n\nWords.\n",
        );
        assert_eq!(version(Kind::Terms).as_deref(), Some("ours-1"));
        assert_eq!(version(Kind::DataProcessing).as_deref(), Some("dpa-3"), "the house's");

        let refused = || templates(Some(&folder)).unwrap_err();
        write("terms.md", b"version = ours-1; dated = 2027-01-31; significant = yes; changed = All.\n# Ours\n\nOf {nobody}.\n");
        assert!(refused().contains("terms.md: line 4: {nobody}"), "{}", refused());
        write("terms.md", &[0xff, 0xfe]);
        assert!(refused().contains("terms.md: this is not UTF-8"), "{}", refused());
        std::fs::remove_file(folder.join("terms.md")).unwrap();
        write("term.md", b"");
        assert!(
            refused().contains("term.md is none of dpa.md, baa.md, terms.md, staff-notice.md"),
            "{}",
            refused()
        );
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(refused().starts_with("agreements.folder: "), "{}", refused());
    }
}
