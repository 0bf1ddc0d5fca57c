//! `GET`, `POST /{slug}/settings/electronic-id` and `…/off`: whether visitors may identify themselves, after the legal ground was confirmed (V5).

use crate::app::App;
use crate::desk::names::Names;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::page::electronic_id::{Setting, Standing};
use crate::page::{Area, Choice, Shown};
use crate::session::{ManagesSettings, May};
use crate::{when, words};
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use commands::electronic_id::{Choice as Chosen, switch_off, switch_on};
use domain::access::Purpose;
use domain::electronic_id::{Demand, Eid, Ground};
use domain::refusal::InField;
use domain::text::{Invalid, Reason};
use domain::{Personal, Refusal};
use projections::ElectronicIdRow;
use serde::Deserialize;
use store::Opened;
use url::form_urlencoded;

/// What the form sends.
#[derive(Default)]
struct Sent {
    eids: Vec<String>,
    demand: String,
    ground: String,
    confirmed: bool,
    command: String,
}

impl Sent {
    /// A box that can be ticked several times is sent as often.
    fn read(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (key, value) in form_urlencoded::parse(body) {
            match &*key {
                "eid" => sent.eids.push(value.into_owned()),
                "demand" => sent.demand = value.into_owned(),
                "ground" => sent.ground = value.into_owned(),
                "confirmed" => sent.confirmed = !value.is_empty(),
                "command" => sent.command = value.into_owned(),
                _ => {}
            }
        }
        sent
    }
}

/// What the button that switches off sends.
#[derive(Deserialize)]
pub struct Off {
    #[serde(default)]
    command: String,
}

/// Shows what stands.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesSettings>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let standing = app.read.identifications().used_by(session.staff.organisation).await?;
    let mut sent =
        Sent { demand: Demand::Free.name().to_owned(), command: forms::draw(&app), ..Sent::default() };
    if let Some(row) = &standing {
        sent.eids = row.eids.iter().map(|eid| eid.name().to_owned()).collect();
        row.demand.name().clone_into(&mut sent.demand);
    }
    let done = super::done(session.lang, query.as_deref());
    page(&app, &session, done, &sent, &Wrong::default()).await
}

/// Switches on, or chooses anew.
pub async fn on(
    State(app): State<App>,
    session: May<ManagesSettings>,
    crate::sent::Body(body): crate::sent::Body,
) -> Result<Response, AppError> {
    let sent = Sent::read(&body);
    let command = forms::command(&sent.command)?;
    let choice = match read(&sent) {
        Ok(choice) => choice,
        Err(wrong) => return page(&app, &session, None, &sent, &wrong).await,
    };
    match switch_on(&app.deps, command, &session.staff, choice).await {
        Ok(done) => {
            let to = format!(
                "/{}/settings/electronic-id?at={}&done=electronic-id-on",
                session.slug, done.position
            );
            Ok(Redirect::to(&to).into_response())
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            page(&app, &session, None, &sent, &refusal.into()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Switches off.
pub async fn off(
    State(app): State<App>,
    session: May<ManagesSettings>,
    crate::sent::Form(sent): crate::sent::Form<Off>,
) -> Result<Redirect, AppError> {
    let command = forms::command(&sent.command)?;
    let done = switch_off(&app.deps, command, &session.staff).await?;
    Ok(Redirect::to(&format!(
        "/{}/settings/electronic-id?at={}&done=electronic-id-off",
        session.slug, done.position
    )))
}

fn read(sent: &Sent) -> Result<Chosen, Wrong> {
    let mut wrong = Wrong::default();
    let one = Refusal::Field { field: "demand", why: Invalid::Form("one of the two") };
    let eids = sent.eids.iter().map(|eid| Eid::named(eid));
    let eids = eids.collect::<Option<Vec<_>>>().filter(|eids| !eids.is_empty());
    let eids = wrong.take(eids.ok_or(Refusal::Field { field: "eid", why: Invalid::Empty }));
    let demand = wrong.take(Demand::named(&sent.demand).ok_or(one));
    let ground = wrong.take(Reason::parse(&sent.ground).field("ground"));
    let confirmed = wrong.take(if sent.confirmed { Ok(true) } else { Err(Refusal::GroundUnconfirmed) });
    match (eids, demand, ground, confirmed) {
        (Some(eids), Some(demand), Some(ground), Some(confirmed)) => {
            Ok(Chosen { eids, demand, confirmed, ground })
        }
        _ => Err(wrong),
    }
}

/// What is switched on, with who confirmed what.
async fn standing(app: &App, session: &May<ManagesSettings>) -> Result<Option<Standing>, AppError> {
    let Some(row) = app.read.identifications().used_by(session.staff.organisation).await? else {
        return Ok(None);
    };
    let access = session.opening(Purpose::Settings)?;
    let names = Names::of(&app.read, session.staff.organisation).await?;
    let ground = row.ground.sealed().map(|(part, _)| part.clone());
    let parts = ground.into_iter().chain(names.candidates()).collect();
    let mut opened = app.deps.vault.disclose(access.clone(), parts).await?;
    let ground: Option<Ground> = value(&opened, &row.ground);
    let by: Vec<_> = ground.iter().map(|ground| ground.by).collect();
    names.complete(&app.deps, &access, &mut opened, &by).await?;
    let name = ground.as_ref().and_then(|ground| names.name(&opened, ground.by));
    let or_erased = |value: Option<String>| value.map_or(Shown::Erased, Shown::Value);
    let zone = session.organisation.zone;
    Ok(Some(Standing {
        eids: eids(session.lang, &row),
        demand: words::demand(session.lang, row.demand),
        by: or_erased(name),
        at: or_erased(ground.as_ref().map(|ground| when::moment(session.lang, ground.at, zone).text)),
        ground: or_erased(ground.map(|ground| ground.words.as_str().to_owned())),
    }))
}

fn value(opened: &Opened, ground: &Personal<Ground>) -> Option<Ground> {
    opened.of(ground).value()
}

fn eids(lang: crate::lang::Lang, row: &ElectronicIdRow) -> String {
    row.eids.iter().map(|eid| words::eid(lang, *eid)).collect::<Vec<_>>().join(", ")
}

async fn page(
    app: &App,
    session: &May<ManagesSettings>,
    done: Option<String>,
    sent: &Sent,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let eid = |eid: Eid| Choice {
        value: eid.name().to_owned(),
        label: words::eid(lang, eid),
        chosen: sent.eids.iter().any(|sent| sent == eid.name()),
    };
    let demand = |demand: Demand| Choice {
        value: demand.name().to_owned(),
        label: words::demand(lang, demand),
        chosen: sent.demand == demand.name(),
    };
    let page = Setting {
        lang,
        frame: app.inside(session, Some(Area::Settings)).await?,
        slug: session.slug.clone(),
        done,
        offered: app.deps.eid.is_some(),
        standing: standing(app, session).await?,
        eids: Eid::ALL.into_iter().map(eid).collect(),
        eid_error: wrong.about(lang, "eid"),
        demands: [Demand::Free, Demand::Asked].into_iter().map(demand).collect(),
        ground: wrong.field(lang, "ground", &sent.ground),
        confirmed: sent.confirmed,
        confirmed_error: wrong.about(lang, "confirmed"),
        command: sent.command.clone(),
        off_command: forms::draw(app),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_all_that_is_missing_at_once() {
        let wrong = read(&Sent::read(b"command=x")).err().unwrap();
        for field in ["eid", "ground", "confirmed"] {
            assert!(wrong.about(crate::lang::Lang::English, field).is_some(), "{field}");
        }
        let whole =
            b"eid=no-bankid&eid=dk-mitid&demand=asked&ground=Helsepersonelloven+%C2%A7+39&confirmed=yes";
        let chosen = read(&Sent::read(whole)).ok().unwrap();
        assert_eq!((chosen.eids, chosen.demand), (vec![Eid::NorwegianBankId, Eid::MitId], Demand::Asked));
        assert_eq!(chosen.ground.as_str(), "Helsepersonelloven § 39");
        let forged = read(&Sent::read(b"eid=xx&demand=asked&ground=a&confirmed=yes"));
        assert!(forged.is_err(), "an ID that we do not know");
    }
}
