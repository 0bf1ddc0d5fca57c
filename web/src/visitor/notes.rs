//! Notes to those who wait, and what is written on a closed door: the organisation's words to its visitors, opened once each and kept for everybody who waits.

use crate::app::App;
use crate::error::AppError;
use domain::access::{Purpose, Viewer};
use domain::waiting_room::{Closing, NOTE_HOLDS, Posted};
use domain::{MemberId, OrganisationId, Personal};
use std::collections::HashMap;
use std::sync::Mutex;
use store::{Access, Opened};

/// What was opened, by organisation.
#[derive(Default)]
pub struct Notices {
    held: Mutex<HashMap<OrganisationId, Opened>>,
}

/// What stands in a waiting room for one visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// From the organisation.
    pub everybody: Option<String>,
    /// From the professional the visitor waits for.
    pub own: Option<String>,
}

/// The notes to somebody who waits for this member, or for the first one free.
pub async fn written(
    app: &App,
    organisation: OrganisationId,
    member: Option<MemberId>,
    request: &str,
) -> Result<Written, AppError> {
    let mut rows = app.read.notes().of(organisation).await?;
    rows.retain(|row| row.of.is_none() || row.of == member);
    let opened =
        open(app, organisation, request, &rows.iter().map(|row| &row.note).collect::<Vec<_>>()).await?;
    let now = app.now();
    let mut written = Written::default();
    for row in rows {
        let posted: Option<Posted> = opened.of(&row.note).value();
        let text = posted
            .filter(|posted| now < posted.at + NOTE_HOLDS)
            .map(|posted| posted.note.as_str().to_owned());
        if row.of.is_none() {
            written.everybody = text;
        } else {
            written.own = text;
        }
    }
    Ok(written)
}

/// What is written on the door while it is closed; `None` while it is open.
pub async fn closed(
    app: &App,
    organisation: OrganisationId,
    request: &str,
) -> Result<Option<Option<String>>, AppError> {
    let Some(closing) = app.read.doors().of(organisation).await?.closed else { return Ok(None) };
    let opened = open(app, organisation, request, &[&closing]).await?;
    let closing: Option<Closing> = opened.of(&closing).value();
    Ok(Some(closing.and_then(|closing| closing.note).map(|note| note.as_str().to_owned())))
}

/// Opens what is not held yet: an entry for each note, however many read it.
async fn open<T>(
    app: &App,
    organisation: OrganisationId,
    request: &str,
    wanted: &[&Personal<T>],
) -> Result<Opened, AppError> {
    let mut opened =
        app.notices.held.lock().ok().and_then(|held| held.get(&organisation).cloned()).unwrap_or_default();
    let parts = wanted.iter().filter_map(|one| one.sealed()).map(|(part, _)| part.clone());
    let new: Vec<_> = parts.filter(|part| !opened.holds(part)).collect();
    if new.is_empty() {
        return Ok(opened);
    }
    let access = Access {
        organisation,
        viewer: Viewer::Public,
        purpose: Purpose::PublicPage,
        reason: None,
        searched: None,
        request: request.to_owned(),
    };
    opened.extend(app.deps.vault.disclose(access, new).await?);
    if let Ok(mut held) = app.notices.held.lock() {
        if held.len() > 1_000 {
            held.clear();
        }
        held.insert(organisation, opened.clone());
    }
    Ok(opened)
}
