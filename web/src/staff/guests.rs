//! Guests of a call on the side of the one who holds it: links for them, who came by one, letting in and turning away. All of it is asked for by the call's page.

use crate::app::App;
use crate::error::AppError;
use crate::rooms;
use crate::sent::{Form, Path};
use crate::session::{May, Receives};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use commands::visit::{GuestRow, guests};
use domain::access::Purpose;
use domain::personal::SealedPart;
use domain::visit::{GuestExpected, GuestForm, GuestRole, GuestStands};
use domain::{GuestId, Personal, VisitId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Opened;

/// What the page is told of a guest.
#[derive(Serialize)]
pub struct Told {
    guest: String,
    stands: &'static str,
    /// Who it is, in words: the name and the role, or the role alone.
    who: String,
}

/// A new link.
#[derive(Serialize)]
pub struct Link {
    guest: String,
    /// The path of its address. It is told to this page alone, once.
    path: String,
}

/// What the button for a link sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    role: String,
}

/// The guests who are expected or wait: asked for when the page opens, and whenever the room says that something changed.
pub async fn show(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
) -> Result<Json<Vec<Told>>, AppError> {
    super::call::mine(&app, &session, visit).await?;
    let guests = guests(&app.deps, visit).await?;
    if !guests.runs {
        return Ok(Json(vec![]));
    }
    let rows: Vec<_> = guests.rows.iter().filter_map(|row| Some((row, word(&row.stands)?))).collect();
    // The page lives: what it has shown is not opened again.
    let mut names = app.view(session.staff.session);
    let new: Vec<_> = rows.iter().flat_map(|(row, _)| parts(row)).filter(|part| !names.holds(part)).collect();
    if !new.is_empty() {
        app.deps.vault.disclose_more(session.opening(Purpose::Call)?, &mut names, new).await?;
        app.set_view(session.staff.session, names.clone());
    }
    let told = rows.into_iter().map(|(row, stands)| Told {
        guest: row.guest.to_string(),
        stands,
        who: who(session.lang, names.of(&row.expected).value().as_ref(), name(&names, row).as_ref()),
    });
    Ok(Json(told.collect()))
}

/// Makes a link.
pub async fn expect(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit)): Path<(String, VisitId)>,
    Form(sent): Form<Sent>,
) -> Result<Json<Link>, AppError> {
    super::call::mine(&app, &session, visit).await?;
    let role = GuestRole::named(&sent.role).ok_or(AppError::Malformed)?;
    let id = app.deps.command();
    let (guest, token) = commands::visit::expect_guest(&app.deps, id, &session.staff, visit, role).await?;
    rooms::tell_of_guests(&app, visit);
    Ok(Json(Link { guest: guest.to_string(), path: format!("/g/{}", token.reveal()) }))
}

/// Lets in somebody who waits.
pub async fn let_in(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit, guest)): Path<(String, VisitId, GuestId)>,
) -> Result<StatusCode, AppError> {
    super::call::mine(&app, &session, visit).await?;
    commands::visit::let_guest_in(&app.deps, app.deps.command(), &session.staff, visit, guest).await?;
    rooms::tell_of_guests(&app, visit);
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraws a link, or does not let in whoever came by it.
pub async fn turn_away(
    State(app): State<App>,
    session: May<Receives>,
    Path((_, visit, guest)): Path<(String, VisitId, GuestId)>,
) -> Result<StatusCode, AppError> {
    super::call::mine(&app, &session, visit).await?;
    commands::visit::turn_guest_away(&app.deps, app.deps.command(), &session.staff, visit, guest).await?;
    rooms::tell_of_guests(&app, visit);
    Ok(StatusCode::NO_CONTENT)
}

/// A guest of this visit as the one who holds the call knows them.
pub(super) async fn named(
    app: &App,
    session: &May<Receives>,
    visit: VisitId,
    guest: GuestId,
) -> Result<Option<String>, AppError> {
    let guests = guests(&app.deps, visit).await?;
    let Some(row) = guests.get(guest) else { return Ok(None) };
    let names = app.deps.vault.disclose(session.opening(Purpose::Call)?, parts(row)).await?;
    let name = name(&names, row);
    Ok(name.map(|name| who(session.lang, names.of(&row.expected).value().as_ref(), Some(&name))))
}

/// The script's word for a guest who is on its list. Who is in the call stands among the people there.
fn word(stands: &GuestStands) -> Option<&'static str> {
    match stands {
        GuestStands::Expected { .. } => Some("expected"),
        GuestStands::Waits { .. } => Some("waits"),
        GuestStands::LetIn { .. } | GuestStands::TurnedAway => None,
    }
}

fn parts(row: &GuestRow) -> Vec<Arc<SealedPart>> {
    let parts = [row.expected.sealed(), row.form.as_ref().and_then(Personal::sealed)];
    parts.into_iter().flatten().map(|(part, _)| part.clone()).collect()
}

fn name(opened: &Opened, row: &GuestRow) -> Option<String> {
    let form: Option<GuestForm> = row.form.as_ref().and_then(|form| opened.of(form).value());
    form.map(|form| form.name.as_str().to_owned())
}

fn who(lang: crate::lang::Lang, expected: Option<&GuestExpected>, name: Option<&String>) -> String {
    let role = expected.map(|expected| crate::words::guest(lang, expected.role)).unwrap_or_default();
    match name {
        Some(name) => lang.say("guest-who").with("name", name).with("role", role).to_string(),
        None => role,
    }
}
