//! `GET /v/{visit}/receipt`: what is kept of a visit and until when, and who opened it. It works after an erasure, and opens nothing of what is gone.
//! The browser that visited sees it, and one in which a code was given; who has the address alone is asked for one.

pub mod code;
pub mod copy;
pub mod erase;
pub mod holder;

use crate::app::App;
use crate::desk::holds::exemption_words;
use crate::desk::ledger;
use crate::desk::names::Names;
use crate::desk::statement::Standing;
use crate::desk::words as ledger_words;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::Shown;
use crate::page::receipt::{Fate, GuestLine, Opening, Receipt};
use crate::sent::Path;
use crate::session::{Asked, Visiting};
use crate::{when, words};
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use chrono_tz::Tz;
use domain::access::{Entry, Viewer};
use domain::visit::{Act, Form, GuestExpected, Invitation, Reach};
use domain::{Class, MemberId, Personal, Refusal, Timestamp, VisitId};
use holder::Holder;
use projections::{AccessRow, VisitState};
use std::collections::HashMap;
use store::vault::KeyState;

/// Shows the receipt to its holder, and to anybody else the way to a code.
pub async fn show(
    State(app): State<App>,
    asked: Asked,
    Path(visit): Path<VisitId>,
    holder: Result<Holder, AppError>,
) -> Result<Response, AppError> {
    match holder {
        Ok(Holder(visiting)) => own(&app, &visiting).await,
        Err(AppError::Refused(Refusal::NotFound)) => code::locked(&app, &asked, visit).await,
        Err(error) => Err(error),
    }
}

/// The receipt: one entry for the visitor's own look, which lists the visit and the log months that tell of it.
async fn own(app: &App, visiting: &Visiting) -> Result<Response, AppError> {
    let (visit, organisation, lang) = (&visiting.visit, &visiting.organisation, visiting.lang);
    let zone = organisation.zone;
    let front = app.front(organisation, &visiting.request).await?;
    let erased = matches!(visit.state, VisitState::Erased { .. });
    let rows = app.read.access().of_subject(visit.visit.subject()).await?;

    let guests = if erased { vec![] } else { commands::visit::guests(&app.deps, visit.visit).await?.rows };
    let theirs =
        guests.iter().filter_map(|row| Some([row.expected.sealed()?.0, row.let_in.as_ref()?.sealed()?.0]));
    let theirs = theirs.flatten().cloned();
    let own = [
        visit.form.as_ref().and_then(Personal::sealed),
        visit.connected.as_ref().and_then(Personal::sealed),
        visit.ended.as_ref().and_then(Personal::sealed),
        visit.invitation.as_ref().and_then(Personal::sealed),
    ];
    let entries = rows.iter().map(|row| row.entry.sealed());
    let parts =
        own.into_iter().chain(entries).flatten().map(|(part, _)| part.clone()).chain(theirs).collect();
    let opened = app.deps.vault.disclose(visiting.access(), parts).await?;
    let form: Option<Form> = visit.form.as_ref().and_then(|form| opened.of(form).value());
    let invitation: Option<Invitation> = visit.invitation.as_ref().and_then(|one| opened.of(one).value());
    let connected: Option<Act> = visit.connected.as_ref().and_then(|act| opened.of(act).value());
    let ended: Option<Timestamp> = visit.ended.as_ref().and_then(|at| opened.of(at).value());

    let let_in: Vec<(GuestExpected, Act)> = guests
        .iter()
        .filter_map(|row| Some((opened.of(&row.expected).value()?, opened.of(row.let_in.as_ref()?).value()?)))
        .collect();

    let others: Vec<(AccessRow, Option<Entry>)> = rows
        .into_iter()
        .rev()
        .map(|row| {
            let entry = opened.of(&row.entry).value();
            (row, entry)
        })
        .filter(|(_, entry)| entry.as_ref().is_none_or(|entry| entry.viewer != Viewer::Visitor))
        .collect();
    let members = Names::of(&app.read, organisation.organisation).await?;
    let professional = members.meant(&app.deps, visit.visit, visit.professional.as_ref()).await?;
    let viewers = others.iter().filter_map(|(_, entry)| ledger::member(&entry.as_ref()?.viewer));
    let wanted = viewers.chain(professional).chain(let_in.iter().map(|(_, act)| act.by)).collect();
    let names = names(app, visiting, wanted).await?;
    let openings = others.iter().map(|(row, entry)| match entry {
        Some(entry) => opening(lang, zone, entry, &names),
        None => faded(lang, row),
    });
    let openings = openings.collect();
    let guests =
        let_in.iter().map(|(expected, act)| guest_line(lang, zone, expected, act, names.get(&act.by)));
    let guests = guests.collect();

    let gone = |value: Option<String>, absent: Shown| match (erased, value) {
        (true, _) => Shown::Erased,
        (false, Some(value)) => Shown::Value(value),
        (false, None) => absent,
    };
    // Who was invited and never came has left a name and an address all the same.
    let invited = invitation.as_ref().map(|one| one.name.as_str().to_owned());
    let name = form.as_ref().map(|form| form.name.as_str().to_owned()).or(invited);
    let phone = form.and_then(|form| form.phone).map(|phone| phone.as_str().to_owned());
    let reach = invitation.map(|one| match one.reach {
        Reach::Email(email) => email.as_str().to_owned(),
        Reach::Phone(phone) => phone.as_str().to_owned(),
    });
    let form_kept = !erased && name.is_some();
    let again = phone.is_some() || reach.is_some();
    let duration = connected.zip(ended).map(|(act, ended)| when::length(act.at, ended));
    let contact = front.notice.as_ref().map(|notice| notice.email.as_str());
    let fate = fate(app, visiting).await?;
    let page = Receipt {
        lang,
        certificate: match &fate {
            Fate::Erased { .. } | Fate::Held { .. } => Some(format!("/v/{}/certificate", visit.visit)),
            Fate::Kept { .. } | Fate::Open { .. } => None,
        },
        frame: app.doorstep(&front, &format!("/v/{}/receipt", visit.visit)),
        slug: front.profile.slug.as_str().to_owned(),
        organisation: front.profile.name.as_str().to_owned(),
        reference: visit.reference.clone(),
        fate,
        day: when::day(lang, visit.day),
        day_datetime: visit.day.to_string(),
        name: gone(name, Shown::Erased),
        phone: gone(phone, Shown::NotGiven),
        reach: reach.map(Shown::Value),
        again,
        copy: form_kept.then(|| format!("/v/{}/receipt/copy", visit.visit)),
        erase: erase::can_be_erased(visit.state).then(|| format!("/v/{}/receipt/erase", visit.visit)),
        erase_later: erase::has_to_wait(visit.state),
        professional: gone(professional.and_then(|member| names.get(&member).cloned()), Shown::NotGiven),
        duration: gone(duration, Shown::NotGiven),
        guests,
        openings,
        contact: contact.unwrap_or(front.profile.name.as_str()).to_owned(),
        authority: crate::words::authority(lang, organisation.country),
    };
    Ok(Html(page.render()?).into_response())
}

/// A guest who was let into the call, and by whom.
fn guest_line(lang: Lang, zone: Tz, expected: &GuestExpected, act: &Act, by: Option<&String>) -> GuestLine {
    let role = words::guest(lang, expected.role);
    let words = match by {
        Some(name) => lang.say("receipt-guest").with("role", role).with("name", name).to_string(),
        None => role,
    };
    let at = when::moment(lang, act.at, zone);
    GuestLine { words, when: at.text, when_datetime: at.datetime }
}

/// Who opened something of the visitor's, when and why.
fn opening(lang: Lang, zone: Tz, entry: &Entry, names: &HashMap<MemberId, String>) -> Opening {
    let at = when::moment(lang, entry.at, zone);
    let name = ledger::member(&entry.viewer).and_then(|member| names.get(&member));
    Opening {
        who: ledger_words::who(lang, &entry.viewer, name.map(String::as_str)),
        role: ledger_words::authority(lang, &entry.viewer),
        why: ledger_words::purpose(lang, entry.purpose),
        when: at.text,
        when_datetime: at.datetime,
    }
}

/// An entry whose own period is over: that something was opened stays.
fn faded(lang: Lang, row: &AccessRow) -> Opening {
    Opening {
        who: Shown::Erased,
        role: String::new(),
        why: lang.say("entry-expired").to_string(),
        when: when::day(lang, row.day),
        when_datetime: row.day.to_string(),
    }
}

/// The names of these members. The visitor may know who opened their details (G2).
async fn names(
    app: &App,
    visiting: &Visiting,
    members: Vec<MemberId>,
) -> Result<HashMap<MemberId, String>, AppError> {
    let mut accounts = Vec::new();
    for row in app.read.members().of(visiting.organisation.organisation).await? {
        if members.contains(&row.member)
            && let Some(account) = row.account
        {
            accounts.push((row.member, account));
        }
    }
    Ok(app.public_names(visiting.access(), &accounts).await?.into_iter().collect())
}

/// Until when the details are kept, by the clock of their key; or since when they are gone.
async fn fate(app: &App, visiting: &Visiting) -> Result<Fate, AppError> {
    let (visit, organisation) = (&visiting.visit, &visiting.organisation);
    let whose = (visit.visit.subject(), Class::Visit);
    match app.deps.vault.keys().states(vec![whose]).await?.pop() {
        Some(KeyState::Live(key)) => {
            if let Some(hold) = app.read.holds().on(whose.0).await?.pop() {
                return Ok(Fate::Held {
                    until: when::day(visiting.lang, hold.until),
                    until_datetime: hold.until.to_string(),
                    ground: exemption_words(visiting.lang, hold.exemption),
                    commanded: !app.read.erasures().of_subject(whose.0).await?.is_empty(),
                });
            }
            let retention = words::retention(visiting.lang, visit.retention.min(organisation.retention));
            // Before its end a visit has a last day too, but it is not the one it is kept until.
            Ok(match key.due_at.filter(|_| visit.state.is_over()) {
                Some(due) => {
                    let until = when::moment(visiting.lang, due, organisation.zone);
                    Fate::Kept { until: until.text, until_datetime: until.datetime, retention }
                }
                None => Fate::Open { retention },
            })
        }
        Some(KeyState::Destroyed(_) | KeyState::Unknown) | None => {
            // The read models may be a moment behind the key table: then it was today.
            let gone = app.read.erasures().destructions_of(whose.0).await?.pop().map(|(gone, _)| gone);
            let day = gone.as_ref().map_or_else(|| domain::time::day(app.now()), |gone| gone.day);
            let over = app.read.erasures().newest_end().await?.map(|end| end.epoch);
            let standing = Standing::of(gone.map(|gone| gone.epoch), over);
            Ok(Fate::Erased { on: when::day(visiting.lang, day), on_datetime: day.to_string(), standing })
        }
    }
}
