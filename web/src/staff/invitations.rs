//! `GET`, `POST /{slug}/invitations`: open appointments, soonest first, and inviting somebody. All names of a page are opened in one entry.

use super::history::is_own;
use super::whom::Colleagues;
use super::{invitation, whom};
use crate::app::App;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::outgoing;
use crate::page::Area;
use crate::page::invitation::{Invitations, InviteForm};
use crate::sent::Form;
use crate::session::{May, Receives};
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use commands::CommandError;
use commands::visit::{InvitationForm, Planned};
use domain::access::Purpose;
use domain::refusal::InField;
use domain::text::{Note, PersonName, Phone};
use domain::visit::{Form as VisitForm, Invitation, Reach, Reminders};
use domain::{Class, Language, Personal, Refusal, Timestamp, VisitId};
use projections::{InvitationRow, VisitRow, VisitState};
use serde::Deserialize;
use store::vault::KeyState;

/// Appointments on a page.
const PAGE: usize = 50;

/// What the form sends.
#[derive(Deserialize, Default)]
pub struct Sent {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reach: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    time: String,
    #[serde(default)]
    whom: String,
    #[serde(default)]
    colleague: String,
    #[serde(default)]
    reminders: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    language: String,
    /// The visit that the appointment follows.
    #[serde(default)]
    after: String,
    #[serde(default)]
    command: String,
}

/// Shows the list. The address of the form for the next appointment after a visit names the visit alone: what was shared there is opened and filled in here.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<Receives>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let usual = crate::office::reminders::chosen(&app, session.staff.organisation).await?;
    let after = query.as_deref().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("after="));
    let earlier = earlier(&app, &session, after.unwrap_or_default()).await?;
    let mut sent = Sent {
        whom: "me".to_owned(),
        reminders: usual.name().to_owned(),
        language: session.organisation.language.code().to_owned(),
        after: earlier.as_ref().map(|row| row.visit.to_string()).unwrap_or_default(),
        command: forms::draw(&app),
        ..Sent::default()
    };
    if let Some(earlier) = &earlier {
        fill(&app, &session, &mut sent, earlier).await?;
    }
    page(&app, &session, query.as_deref(), &sent, &Wrong::default()).await
}

/// The visit that an appointment is to follow: one of the member's own, of which there is still something.
async fn earlier(app: &App, session: &May<Receives>, after: &str) -> Result<Option<VisitRow>, AppError> {
    if after.is_empty() {
        return Ok(None);
    }
    let visit: VisitId = after.parse().map_err(|_| Refusal::NotFound)?;
    let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != session.staff.organisation {
        return Err(Refusal::NotFound.into());
    }
    if !is_own(app, session.staff.member, &row).await? {
        return Err(Refusal::ForSomebodyElse.into());
    }
    Ok(Some(row).filter(|row| !matches!(row.state, VisitState::Erased { .. })))
}

/// What an earlier visit shared, as the form takes it: who came and how they are reached. It is opened as its summary is, and not together with the list: an access entry that holds this visit among
/// appointments would tell that one of them follows it.
async fn fill(
    app: &App,
    session: &May<Receives>,
    sent: &mut Sent,
    earlier: &VisitRow,
) -> Result<(), AppError> {
    let parts = [
        earlier.form.as_ref().and_then(Personal::sealed),
        earlier.invitation.as_ref().and_then(Personal::sealed),
    ];
    let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Summary)?, parts).await?;
    let form: Option<VisitForm> = earlier.form.as_ref().and_then(|form| opened.of(form).value());
    let invitation: Option<Invitation> =
        earlier.invitation.as_ref().and_then(|invitation| opened.of(invitation).value());
    let named = form.as_ref().map(|form| &form.name).or(invitation.as_ref().map(|one| &one.name));
    named.map_or("", PersonName::as_str).clone_into(&mut sent.name);
    // Where a message has reached them before; the number they gave otherwise.
    let reached = invitation.as_ref().map(|invitation| match &invitation.reach {
        Reach::Email(email) => email.as_str(),
        Reach::Phone(phone) => phone.as_str(),
    });
    let given = form.as_ref().and_then(|form| form.phone.as_ref()).map(Phone::as_str);
    reached.or(given).unwrap_or_default().clone_into(&mut sent.reach);
    let language = form.and_then(|form| form.language).or(invitation.and_then(|one| one.language));
    if let Some(language) = language {
        language.code().clone_into(&mut sent.language);
    }
    Ok(())
}

/// Invites.
pub async fn invite(
    State(app): State<App>,
    session: May<Receives>,
    Form(sent): Form<Sent>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let follows = earlier(&app, &session, &sent.after).await?.map(|row| row.visit);
    let mut wrong = Wrong::default();
    let Some(form) = parse(&session, &sent, follows, &mut wrong) else {
        return page(&app, &session, None, &sent, &wrong).await;
    };
    if let Err(refusal) = outgoing::count(&app, &session.organisation, command, Some("reach")) {
        let sent = Sent { command: forms::draw(&app), ..sent };
        return page(&app, &session, None, &sent, &Wrong::from(refusal)).await;
    }
    match commands::visit::invite(&app.deps, command, &session.staff, form).await {
        Ok(invited) => {
            let (slug, at) = (&session.slug, invited.done.position);
            Ok(Redirect::to(&format!("/{slug}/invitations?at={at}&done=invited")).into_response())
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            let sent = Sent { command: forms::draw(&app), ..sent };
            page(&app, &session, None, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(
    session: &May<Receives>,
    sent: &Sent,
    follows: Option<VisitId>,
    wrong: &mut Wrong,
) -> Option<InvitationForm> {
    let name = wrong.take(PersonName::parse(&sent.name).field("name"));
    let home = session.organisation.country.code();
    let reach = wrong.take(crate::reach::parse(&sent.reach, home));
    let at = wrong.take(invitation::time(&sent.day, &sent.time, session.organisation.zone));
    let note = match sent.note.trim() {
        "" => Some(None),
        note => wrong.take(Note::parse(note).field("note")).map(Some),
    };
    let whom = wrong.take(whom::parse(&chosen(sent)));
    let planned = Planned::At { at: at?, reminders: Reminders::named(&sent.reminders) };
    Some(InvitationForm {
        name: name?,
        reach: reach?,
        planned,
        note: note?,
        // A form from before there was a choice says nothing of it.
        language: Language::coded(&sent.language).unwrap_or(session.organisation.language),
        whom: whom?,
        follows,
    })
}

/// Whom the form says.
fn chosen(sent: &Sent) -> whom::Sent {
    whom::Sent { whom: sent.whom.clone(), colleague: sent.colleague.clone() }
}

async fn page(
    app: &App,
    session: &May<Receives>,
    query: Option<&str>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let (lang, zone) = (session.lang, session.organisation.zone);
    let from = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("from="));
    let from = from.and_then(|day| day.parse::<NaiveDate>().ok());
    let (rows, later) = soonest(app, session, from, false).await?;
    let colleagues = Colleagues::of(app, session).await?;
    let parts = rows.iter().flat_map(|row| {
        [row.invitation.sealed(), row.appointment.as_ref().and_then(Personal::sealed)].into_iter().flatten()
    });
    let parts = parts.map(|(part, _)| part.clone()).chain(colleagues.parts()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Appointments)?, parts).await?;
    let me = app.own_name(session).await?;
    let mut shown: Vec<_> = rows.iter().map(|row| invitation::line(lang, zone, row, &opened, &me)).collect();
    // The clocks of the keys follow a move a moment later.
    shown.sort_by_key(|(at, _)| *at);
    let form = InviteForm {
        name: wrong.field(lang, "name", &sent.name),
        reach: wrong.field(lang, "reach", &sent.reach),
        time: invitation::fields(app, session, (&sent.day, &sent.time), wrong.about(lang, "time")),
        note: wrong.field(lang, "note", &sent.note),
        whom: colleagues.fields(&opened, &chosen(sent), wrong.about(lang, "whom")),
        reminders: crate::words::reminders(lang, &sent.reminders),
        languages: crate::office::language::choices(&sent.language),
        after: sent.after.parse::<VisitId>().ok().map(|visit| (visit.to_string(), visit.reference())),
        command: sent.command.clone(),
    };
    let page = Invitations {
        lang,
        frame: app.inside(session, Some(Area::Invitations)).await?,
        slug: session.slug.clone(),
        done: done(lang, query),
        open: crate::opening::takes_new(app, &crate::opening::standing(app, session).await?),
        rows: shown.into_iter().map(|(_, row)| row).collect(),
        later: later.map(|day| format!("/{}/invitations?from={day}", session.slug)),
        form,
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

/// A page of the open appointments, or repeating links, that are this member's to see, by the clocks of their keys, so that only what is shown is opened; and the day on which later ones begin.
pub(super) async fn soonest(
    app: &App,
    session: &May<Receives>,
    from: Option<NaiveDate>,
    repeats: bool,
) -> Result<(Vec<InvitationRow>, Option<NaiveDate>), AppError> {
    let zone = session.organisation.zone;
    let rows = app.read.invitations().of(session.staff.organisation).await?;
    let whose = rows.iter().map(|row| (row.visit.subject(), Class::Visit)).collect();
    let states = app.deps.vault.keys().states(whose).await?;
    let mut timed: Vec<(Timestamp, InvitationRow)> = Vec::new();
    for (row, state) in rows.into_iter().zip(states) {
        let KeyState::Live(key) = state else { continue };
        if row.repeats != repeats {
            continue;
        }
        let Some(at) = key.starts_at else { continue };
        let later = from.is_none_or(|from| at.with_timezone(&zone).date_naive() >= from);
        if later && invitation::is_own(app, session, &row).await? {
            timed.push((at, row));
        }
    }
    timed.sort_by_key(|(at, _)| *at);
    // The next page begins with a whole day, so that none is left out; a day of more than a page is shown whole.
    let day = |at: &Timestamp| at.with_timezone(&zone).date_naive();
    let last = timed.get(PAGE - 1).map(|(at, _)| day(at));
    let next = timed.iter().map(|(at, _)| day(at)).find(|day| last.is_some_and(|last| *day > last));
    let shown = timed.into_iter().filter(|(at, _)| next.is_none_or(|next| day(at) < next));
    Ok((shown.map(|(_, row)| row).collect(), next))
}

/// What a redirect says was just done: one of our own words, never anything that was written.
pub(super) fn done(lang: Lang, query: Option<&str>) -> Option<String> {
    let what = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let said = match what {
        "invited" => lang.say("done-appointment-invited"),
        "moved" => lang.say("done-appointment-moved"),
        "cancelled" => lang.say("done-appointment-cancelled"),
        "no-show" => lang.say("done-appointment-no-show"),
        "resent" => lang.say("done-appointment-resent"),
        "link-given" => lang.say("done-link-given"),
        "link-ended" => lang.say("done-link-ended"),
        _ => return None,
    };
    Some(said.to_string())
}

/// The first and last day of a form's field.
pub(super) fn bounds(app: &App, session: &May<Receives>) -> (String, String) {
    let (now, zone) = (app.now(), session.organisation.zone);
    let last = domain::visit::appointment::latest(now, zone).unwrap_or(now);
    (when::to_write(now, zone).0, when::to_write(last, zone).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_are_said() {
        for what in ["invited", "moved", "cancelled", "resent", "no-show", "link-given", "link-ended"] {
            let said = done(Lang::English, Some(&format!("at=7&done={what}"))).unwrap();
            assert!(!said.contains('⟦'), "{what}");
        }
        assert_eq!(done(Lang::English, Some("done=<script>")), None);
        assert_eq!(done(Lang::English, None), None);
    }
}
