//! `GET /{slug}/waiting-room`, and its `POST …/note`, `…/close`, `…/open`, `…/alert`: what is written in the waiting room, its door, and how a member is told of arrivals.

use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::page::waiting_room::{AlertForm, Door, NoteForm, WaitingRoom as Page};
use crate::page::{Area, Choice, Field};
use crate::sent::Form;
use crate::session::{May, Receives};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::waiting_room::{self, Readers};
use commands::{CommandError, Done};
use domain::access::Purpose;
use domain::refusal::InField;
use domain::text::{Note, Phone};
use domain::visit::Channel;
use domain::waiting_room::{Closing, NOTE_HOLDS, Posted};
use domain::{Personal, VisitId};
use projections::WaitingState;
use serde::Deserialize;
use store::Opened;

/// What the forms send.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    readers: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    let_go: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    command: String,
}

/// Which form came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Back {
    None,
    Note(Readers),
    Door,
    Alert,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let done = done(session.lang, query.as_deref());
    page(&app, &session, done, Back::None, &Sent::default(), &Wrong::default()).await
}

/// Puts up a note, or takes it down.
pub async fn note(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let readers = if sent.readers == "own" { Readers::Own } else { Readers::Everybody };
    if sent.act == "take-down" {
        let done = waiting_room::take_down(&app.deps, command, &session.staff, readers).await?;
        return Ok(back(&session, done, "note-down"));
    }
    match Note::parse(&sent.note).field("note") {
        Ok(note) => {
            let done = waiting_room::put_up(&app.deps, command, &session.staff, readers, note).await?;
            Ok(back(&session, done, "note-up"))
        }
        Err(refusal) => page(&app, &session, None, Back::Note(readers), &sent, &Wrong::from(refusal)).await,
    }
}

/// Closes the door; those who wait stay, or are let go with it.
pub async fn close(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let note = match sent.note.trim() {
        "" => None,
        text => match Note::parse(text).field("note") {
            Ok(note) => Some(note),
            Err(refusal) => {
                return page(&app, &session, None, Back::Door, &sent, &Wrong::from(refusal)).await;
            }
        },
    };
    let let_go = if sent.let_go.is_empty() { vec![] } else { waiting(&app, &session).await? };
    let done = waiting_room::close(&app.deps, command, &session.staff, note, let_go).await?;
    Ok(back(&session, done, "door-closed"))
}

/// Opens the door.
pub async fn open(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let done = waiting_room::open(&app.deps, command, &session.staff).await?;
    Ok(back(&session, done, "door-open"))
}

/// Chooses how to be told of arrivals.
pub async fn alert(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let by = match sent.by.as_str() {
        "email" => Some(Channel::Email),
        "sms" => Some(Channel::Sms),
        "off" => None,
        _unknown => return Err(AppError::Malformed),
    };
    let phone = match (by, sent.phone.trim()) {
        (Some(Channel::Sms), "") | (Some(Channel::Email) | None, _) => Ok(None),
        (Some(Channel::Sms), phone) => Phone::parse(phone).field("phone").map(Some),
    };
    let chosen = match phone {
        Ok(phone) => waiting_room::choose_alert(&app.deps, command, &session.staff, by, phone).await,
        Err(refusal) => Err(refusal.into()),
    };
    match chosen {
        Ok(done) => Ok(back(&session, done, "alert")),
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            page(&app, &session, None, Back::Alert, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn back(session: &May<Receives>, done: Done, what: &str) -> Response {
    Redirect::to(&format!("/{}/waiting-room?at={}&done={what}", session.slug, done.position)).into_response()
}

/// Who waits at this moment.
async fn waiting(app: &App, session: &May<Receives>) -> Result<Vec<VisitId>, AppError> {
    let rows = app.read.waiting().of(session.staff.organisation).await?;
    let waits = rows.iter().filter(|row| match row.state {
        WaitingState::Waiting | WaitingState::Away => true,
        WaitingState::Admitted | WaitingState::InCall => false,
    });
    Ok(waits.map(|row| row.visit).collect())
}

async fn page(
    app: &App,
    session: &May<Receives>,
    done: Option<String>,
    back: Back,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, me) = (session.lang, session.staff.member);
    let door = app.read.doors().of(session.staff.organisation).await?;
    let mut notes = app.read.notes().of(session.staff.organisation).await?;
    notes.retain(|row| row.of.is_none_or(|of| of == me));
    let alert = app.read.alerts().get(me).await?;
    let phone = alert.as_ref().and_then(|row| row.phone.as_ref());
    let parts = notes
        .iter()
        .filter_map(|row| row.note.sealed())
        .chain(door.closed.as_ref().and_then(Personal::sealed))
        .chain(phone.and_then(Personal::sealed));
    let parts: Vec<_> = parts.map(|(part, _)| part.clone()).collect();
    let opened = if parts.is_empty() {
        Opened::default()
    } else {
        app.deps.vault.disclose(session.opening(Purpose::WaitingList)?, parts).await?
    };
    let note = |readers: Readers| {
        let row = notes.iter().find(|row| row.of.is_none() == (readers == Readers::Everybody));
        let posted: Option<Posted> = row.and_then(|row| opened.of(&row.note).value());
        let posted = posted.filter(|posted| app.now() < posted.at + NOTE_HOLDS);
        let stands = posted.as_ref().map(|posted| when::time(posted.at, session.organisation.zone).text);
        let there = posted.map(|posted| posted.note.as_str().to_owned()).unwrap_or_default();
        NoteForm {
            readers: if readers == Readers::Own { "own" } else { "everybody" },
            written: field(lang, back == Back::Note(readers), "note", &sent.note, &there, wrong),
            since: stands,
            command: forms::draw(app),
        }
    };
    let closed: Option<Closing> = door.closed.as_ref().and_then(|closing| opened.of(closing).value());
    let sentence = closed.as_ref().and_then(|closing| closing.note.clone());
    let sentence = sentence.map(|note| note.as_str().to_owned()).unwrap_or_default();
    let number: Option<Phone> = phone.and_then(|phone| opened.of(phone).value());
    let number = number.map(|number| number.as_str().to_owned()).unwrap_or_default();
    let by = match (back, alert.map(|row| row.by)) {
        (Back::Alert, _) => sent.by.as_str(),
        (Back::None | Back::Note(_) | Back::Door, Some(Channel::Email)) => "email",
        (Back::None | Back::Note(_) | Back::Door, Some(Channel::Sms)) => "sms",
        (Back::None | Back::Note(_) | Back::Door, None) => "off",
    };
    let way = |value: &str, key: &str| Choice {
        value: value.to_owned(),
        label: lang.say(key).to_string(),
        chosen: value == by,
    };
    let mut phone = field(lang, back == Back::Alert, "phone", &sent.phone, &number, wrong);
    phone.error = phone.error.or_else(|| wrong.about(lang, "reach"));
    let page = Page {
        lang,
        frame: app.inside(session, Some(Area::Dashboard)).await?,
        slug: session.slug.clone(),
        done,
        everybody: note(Readers::Everybody),
        own: note(Readers::Own),
        door: Door {
            closed: door.closed.is_some(),
            sentence: field(lang, back == Back::Door, "note", &sent.note, &sentence, wrong),
            let_go: back == Back::Door && !sent.let_go.is_empty(),
            waiting: u32::try_from(waiting(app, session).await?.len()).unwrap_or(u32::MAX),
            close_command: forms::draw(app),
            open_command: forms::draw(app),
        },
        alert: AlertForm {
            ways: vec![way("off", "alert-off"), way("email", "alert-email"), way("sms", "alert-sms")],
            phone,
            command: forms::draw(app),
        },
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// A field as it was sent, where its form came back; as it stands otherwise.
fn field(lang: Lang, back: bool, name: &str, sent: &str, there: &str, wrong: &Wrong) -> Field {
    if back { wrong.field(lang, name, sent) } else { Field::filled(there) }
}

/// What a redirect says was just done: one of our own words, never anything that was written.
fn done(lang: Lang, query: Option<&str>) -> Option<String> {
    let what = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let said = match what {
        "note-up" => lang.say("done-note-up"),
        "note-down" => lang.say("done-note-down"),
        "door-closed" => lang.say("done-door-closed"),
        "door-open" => lang.say("done-door-open"),
        "alert" => lang.say("done-alert"),
        _ => return None,
    };
    Some(said.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_are_said() {
        for what in ["note-up", "note-down", "door-closed", "door-open", "alert"] {
            let said = done(Lang::English, Some(&format!("at=7&done={what}"))).unwrap();
            assert!(!said.contains('⟦'), "{what}");
        }
        assert_eq!(done(Lang::English, Some("done=<script>")), None);
        assert_eq!(done(Lang::English, None), None);
    }
}
