//! `GET /v/{visit}/receipt/copy.json` and `copy.html`: all that is kept about the visitor, to take along (G1, G3): for machines, and to read. Each is an opening with an
//! entry of its own.
//!
//! It holds what the visitor wrote and was written to them, their consents, what their own browser measured, when the visit took which course, and who opened it. Not in it is
//! what the professional's browser measured: that is theirs. That the visitor identified themselves is in it, and the national identity number is not: they know it, and a copy gets lost.

mod sealed;

use self::sealed::{Sealed, Told};
use super::holder::Holder;
use crate::app::App;
use crate::desk::{ledger, words as ledger_words};
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::receipt::{Copied, Line};
use crate::session::Visiting;
use crate::staff::summary::quality;
use crate::{when, words};
use askama::Template as _;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use commands::visit::GuestRow;
use domain::access::{Entry, Purpose};
use domain::identification::Vouched;
use domain::time::Day;
use domain::visit::{
    Appointment, Channel, Consent, Devices, Form, GuestRole, Invitation, Message, Reach, Receipt, Side,
    Technical,
};
use domain::{Class, Language, MemberId, Personal, Refusal, Timestamp, VisitId};
use projections::AccessRow;
use serde::Serialize;
use std::collections::HashMap;
use store::Opened;
use store::vault::KeyState;

/// The form of the file for machines (docs/formats.md).
const FORMAT: &str = "anteroom.visit-copy.v1";

/// For machines.
pub async fn json(State(app): State<App>, Holder(visiting): Holder) -> Result<Response, AppError> {
    let copy = Copy::of(&app, &visiting).await?;
    let text = serde_json::to_vec_pretty(&copy)
        .map_err(|error| AppError::Unavailable { what: format!("writing a copy: {error}") })?;
    Ok(file(&copy, "json", "application/json", text))
}

/// To read and to print.
pub async fn html(State(app): State<App>, Holder(visiting): Holder) -> Result<Response, AppError> {
    let copy = Copy::of(&app, &visiting).await?;
    let page = copy.page(&visiting).render()?;
    Ok(file(&copy, "html", "text/html; charset=utf-8", page.into_bytes()))
}

fn file(copy: &Copy, ending: &str, kind: &str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"visit-{}.{ending}\"", copy.reference)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// All that is kept about a visitor.
#[derive(Serialize)]
struct Copy {
    format: &'static str,
    made: Timestamp,
    visit: VisitId,
    reference: String,
    organisation: String,
    day: Day,
    retention: String,
    kept_until: Option<Timestamp>,
    consents: Vec<Consented>,
    invitation: Option<Invited>,
    form: Option<Written>,
    identified: Option<Vouched>,
    devices: Option<Devices>,
    course: Vec<Step>,
    messages: Vec<Sent>,
    guests: Vec<Guest>,
    technical: Vec<Technical>,
    opened: Vec<OpenedBy>,
}

#[derive(Serialize)]
struct Consented {
    day: Day,
    #[serde(flatten)]
    consent: Consent,
}

#[derive(Serialize)]
struct Invited {
    name: String,
    reach: Reach,
    at: Timestamp,
    moved_to: Option<Timestamp>,
    note: Option<String>,
    language: Option<Language>,
}

#[derive(Serialize)]
struct Written {
    name: String,
    phone: Option<String>,
    asked_for: Option<String>,
    language: Option<Language>,
    at: Timestamp,
}

/// Something that happened: its stored name, and when and by whom as far as that is known.
#[derive(Serialize)]
struct Step {
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
}

/// A guest who was let into the call: as the page tells of them, without the name that they gave.
#[derive(Serialize)]
struct Guest {
    role: GuestRole,
    let_in: Timestamp,
    by: Option<String>,
}

/// What a message was about: the visit, or the code by which its receipt page opens.
#[derive(Serialize)]
#[serde(untagged)]
enum About {
    Visit(Message),
    Code(&'static str),
}

#[derive(Serialize)]
struct Sent {
    about: About,
    channel: Channel,
    day: Day,
    at: Option<Timestamp>,
}

#[derive(Serialize)]
struct OpenedBy {
    day: Day,
    at: Option<Timestamp>,
    who: Option<String>,
    role: Option<String>,
    why: Option<String>,
}

impl Copy {
    /// Opens everything in one passage, and the names of members in another: only what is sealed says who they are.
    async fn of(app: &App, visiting: &Visiting) -> Result<Self, AppError> {
        let (visit, organisation) = (&visiting.visit, &visiting.organisation);
        let whose = (visit.visit.subject(), Class::Visit);
        let Some(KeyState::Live(key)) = app.deps.vault.keys().states(vec![whose]).await?.pop() else {
            return Err(Refusal::Erased.into());
        };
        let sealed = Sealed::of(app, visit.visit).await?;
        let rows = app.read.access().of_subject(whose.0).await?;
        let mut parts = sealed.parts();
        parts.extend(rows.iter().filter_map(|row| row.entry.sealed()).map(|(part, _)| part.clone()));
        let access = store::Access { purpose: Purpose::OwnCopy, ..visiting.access() };
        let opened = app.deps.vault.disclose(access.clone(), parts).await?;
        let entries: Vec<(AccessRow, Option<Entry>)> = rows
            .into_iter()
            .map(|row| {
                let entry = opened.of(&row.entry).value();
                (row, entry)
            })
            .collect();
        let form: Option<Form> = value(&opened, sealed.form.as_ref());
        let acts = sealed.steps.iter().filter_map(|(_, _, told)| by(&opened, told));
        let viewers = entries.iter().filter_map(|(_, entry)| ledger::member(&entry.as_ref()?.viewer));
        let asked = form.as_ref().and_then(|form| form.professional);
        let names = super::names(app, visiting, acts.chain(viewers).chain(asked).collect()).await?;
        let front = app.front(organisation, &visiting.request).await?;
        let moved: Option<Appointment> = value(&opened, sealed.moved.as_ref());
        Ok(Self {
            format: FORMAT,
            made: app.now(),
            visit: visit.visit,
            reference: visit.reference.clone(),
            organisation: front.profile.name.as_str().to_owned(),
            day: visit.day,
            retention: words::retention(visiting.lang, visit.retention.min(organisation.retention)),
            // Before its end a visit has a last day too, but it is not the one it is kept until.
            kept_until: key.due_at.filter(|_| visit.state.is_over()),
            invitation: value(&opened, sealed.invitation.as_ref()).map(|one: Invitation| Invited {
                name: one.name.as_str().to_owned(),
                reach: one.reach,
                at: one.at,
                moved_to: moved.map(|moved| moved.at),
                note: one.note.map(|note| note.as_str().to_owned()),
                language: one.language,
            }),
            form: form.map(|form| Written {
                name: form.name.as_str().to_owned(),
                phone: form.phone.map(|phone| phone.as_str().to_owned()),
                asked_for: form.professional.and_then(|member| names.get(&member).cloned()),
                language: form.language,
                at: form.at,
            }),
            identified: value(&opened, sealed.vouched.as_ref()),
            devices: value(&opened, sealed.devices.as_ref()),
            course: sealed.steps.iter().map(|step| self::step(&opened, &names, step)).collect(),
            messages: sealed
                .messages
                .iter()
                .map(|(about, channel, day, receipt)| Sent {
                    about: About::Visit(*about),
                    channel: *channel,
                    day: *day,
                    at: value(&opened, receipt.as_ref()).map(|one: Receipt| one.at),
                })
                // Of a code the log knows the day alone.
                .chain(sealed.codes.iter().map(|(channel, day)| Sent {
                    about: About::Code("receipt-code"),
                    channel: *channel,
                    day: *day,
                    at: None,
                }))
                .collect(),
            guests: sealed.guests.iter().filter_map(|row| guest(&opened, &names, row)).collect(),
            technical: sealed.technical.iter().filter_map(|one| opened.of(one).value()).collect(),
            opened: entries.iter().map(|entry| opening(visiting.lang, &names, entry)).collect(),
            consents: sealed.consents,
        })
    }

    /// The same to read.
    fn page(&self, visiting: &Visiting) -> Copied {
        let (lang, zone) = (visiting.lang, visiting.organisation.zone);
        let moment = |at: Timestamp| when::moment(lang, at, zone).text;
        let line = |key: &str, value: String| Line { what: lang.say(key).to_string(), value };
        let mut facts = vec![
            line("receipt-organisation", self.organisation.clone()),
            line("receipt-day", when::day(lang, self.day)),
        ];
        if let Some(form) = &self.form {
            facts.push(line("field-name", form.name.clone()));
            facts.extend(form.phone.clone().map(|phone| line("field-phone", phone)));
            facts.extend(form.asked_for.clone().map(|name| line("copy-asked-for", name)));
            facts.push(line("copy-came", moment(form.at)));
        }
        if let Some(one) = &self.invitation {
            let reach = match &one.reach {
                Reach::Email(email) => email.as_str(),
                Reach::Phone(phone) => phone.as_str(),
            };
            facts.push(line("copy-invited", one.name.clone()));
            facts.push(line("receipt-reach", reach.to_owned()));
            facts.push(line("copy-appointment", moment(one.moved_to.unwrap_or(one.at))));
            facts.extend(one.note.clone().map(|note| line("copy-note", note)));
        }
        facts.extend(self.identified.as_ref().map(|one| line("copy-identified", moment(one.at))));
        facts.extend(self.messages.iter().filter_map(|one| match (&one.about, one.channel) {
            (About::Code(_), Channel::Email) => Some(line("copy-code-email", when::day(lang, one.day))),
            (About::Code(_), Channel::Sms) => Some(line("copy-code-sms", when::day(lang, one.day))),
            (About::Visit(_), Channel::Email | Channel::Sms) => None,
        }));
        let guests = self.guests.iter().map(|one| Line {
            what: match &one.by {
                Some(name) => {
                    let said = lang.say("receipt-guest").with("role", words::guest(lang, one.role));
                    said.with("name", name).to_string()
                }
                None => words::guest(lang, one.role),
            },
            value: moment(one.let_in),
        });
        let devices = self.devices.as_ref();
        let tested = devices.map(|_| line("quality-check", crate::staff::tested::sentence(lang, devices)));
        let figures = self.technical.iter().map(|one| (Side::Visitor, one.figures.clone()));
        let (own, _) = quality::reports(figures);
        let measured = quality::rows(lang, &own, &[]).into_iter();
        let measured = measured.map(|row| Line { what: row.what, value: row.visitor });
        let consents = self.consents.iter().map(|one| {
            let said = lang.say("copy-consent").with("day", when::day(lang, one.day));
            said.with("notice", one.consent.notice).with("basis", &one.consent.basis).to_string()
        });
        let openings = self.opened.iter().map(|one| Line {
            what: one.at.map_or_else(|| when::day(lang, one.day), moment),
            value: match (&one.who, &one.role, &one.why) {
                (Some(who), Some(role), Some(why)) => format!("{who}, {role}: {why}"),
                (_, Some(role), Some(why)) => format!("{}, {role}: {why}", lang.say("shown-erased")),
                (_, _, _) => lang.say("entry-expired").to_string(),
            },
        });
        Copied {
            lang,
            reference: self.reference.clone(),
            organisation: self.organisation.clone(),
            made: moment(self.made),
            kept: match self.kept_until {
                Some(until) => lang.say("copy-kept-until").with("until", moment(until)).to_string(),
                None => lang.say("copy-kept").with("retention", &self.retention).to_string(),
            },
            facts,
            consents: consents.collect(),
            course: self.course.iter().filter_map(|step| course(lang, zone, step)).collect(),
            guests: guests.collect(),
            measured: tested.into_iter().chain(measured).collect(),
            openings: openings.collect(),
            authority: words::authority(lang, visiting.organisation.country),
        }
    }
}

fn value<T: serde::de::DeserializeOwned>(opened: &Opened, personal: Option<&Personal<T>>) -> Option<T> {
    personal.and_then(|personal| opened.of(personal).value())
}

/// Who did something.
fn by(opened: &Opened, told: &Told) -> Option<MemberId> {
    match told {
        Told::Act(act) => opened.of(act).value().map(|act| act.by),
        Told::HandOver(handover) => opened.of(handover).value().map(|handover| handover.by),
        Told::At(_) | Told::Day(_) => None,
    }
}

fn guest(opened: &Opened, names: &HashMap<MemberId, String>, row: &GuestRow) -> Option<Guest> {
    let (expected, act) = (opened.of(&row.expected).value()?, opened.of(row.let_in.as_ref()?).value()?);
    Some(Guest { role: expected.role, let_in: act.at, by: names.get(&act.by).cloned() })
}

fn step(
    opened: &Opened,
    names: &HashMap<MemberId, String>,
    (what, side, told): &(String, Option<Side>, Told),
) -> Step {
    let (at, day) = match told {
        Told::At(at) => (opened.of(at).value(), None),
        Told::Act(act) => (opened.of(act).value().map(|act| act.at), None),
        Told::HandOver(handover) => (opened.of(handover).value().map(|handover| handover.at), None),
        Told::Day(day) => (None, Some(*day)),
    };
    let by = by(opened, told).and_then(|member| names.get(&member).cloned());
    Step { what: what.clone(), side: *side, day, at, by }
}

/// The steps that people ask for, in words; all of them stand in the file for machines.
fn course(lang: Lang, zone: chrono_tz::Tz, step: &Step) -> Option<Line> {
    let said = match step.what.as_str() {
        "visit.admitted.v1" => lang.say("copy-admitted"),
        "visit.connected.v1" => lang.say("copy-connected"),
        "visit.call-ended.v1" => lang.say("copy-ended"),
        "visit.closed.v1" => lang.say("copy-closed"),
        "visit.cancelled.v1" => lang.say("copy-cancelled"),
        "visit.handed-over.v1" => lang.say("copy-handed-over"),
        _ => return None,
    };
    let at = when::moment(lang, step.at?, zone).text;
    let value = step.by.as_ref().map_or(at.clone(), |by| format!("{at}, {by}"));
    Some(Line { what: said.to_string(), value })
}

fn opening(
    lang: Lang,
    names: &HashMap<MemberId, String>,
    (row, entry): &(AccessRow, Option<Entry>),
) -> OpenedBy {
    let name = |entry: &Entry| {
        let name = ledger::member(&entry.viewer).and_then(|member| names.get(&member));
        let who = ledger_words::who(lang, &entry.viewer, name.map(String::as_str));
        who.text().map(str::to_owned)
    };
    OpenedBy {
        day: row.day,
        at: entry.as_ref().map(|entry| entry.at),
        who: entry.as_ref().and_then(name),
        role: entry.as_ref().map(|entry| ledger_words::authority(lang, &entry.viewer)),
        why: entry.as_ref().map(|entry| ledger_words::purpose(lang, entry.purpose)),
    }
}
