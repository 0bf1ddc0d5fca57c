//! `GET /{slug}/bill`: the bill of a month. It reads who was active, never a visit, so that erasing changes nothing.

use crate::app::App;
use crate::desk::ledger::months;
use crate::desk::names::Names;
use crate::desk::statement::month_words;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::office::{Bill, BillLine, standing, why_billed};
use crate::page::{Area, Choice};
use crate::sent::Query;
use crate::session::{May, SeesBill};
use crate::when;
use askama::Template as _;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use domain::access::Purpose;
use domain::billing::{Plan, bill};
use domain::{MemberId, Month, Refusal};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The months that can be looked at, counted back from this one.
const MONTHS: usize = 24;

/// What the page is asked for.
#[derive(Deserialize)]
pub struct Asked {
    month: Option<String>,
}

/// Shows the bill: the names of who is billed in one entry.
pub async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    session: May<SeesBill>,
) -> Result<Response, AppError> {
    let (lang, organisation, now) = (session.lang, &session.organisation, app.now());
    let this = Month::of(now, organisation.zone);
    let since = organisation.since.and_time(chrono::NaiveTime::MIN).and_utc();
    let there = months(since, now, organisation.zone);
    let month = match asked.month {
        Some(text) => text.parse::<Month>().map_err(|_| AppError::Malformed)?,
        None => this,
    };
    // There is no bill of a month before the organisation came, or of one that is still to come.
    if !there.contains(&month) {
        return Err(Refusal::NotFound.into());
    }
    let active: BTreeSet<MemberId> =
        app.read.billing().active(organisation.organisation, month).await?.into_iter().collect();
    // Of a month in which it was handed over: the owner at its end.
    let last = month.last().ok_or(Refusal::NotFound)?;
    let owner = organisation.owner_on(last);
    let billed = billed(owner, &active);
    let rate = organisation.country.tax();
    let count = u64::try_from(billed.len()).unwrap_or(u64::MAX);
    let bill = bill(Plan::Consult, month, count, rate).ok_or(Refusal::NotFound)?;

    let frame = app.inside(&session, Some(Area::Bill)).await?;
    let names = Names::of(&app.read, organisation.organisation).await?;
    let parts = names.parts(|member| billed.contains(&member));
    let opened = app.deps.vault.disclose(session.opening(Purpose::Bill)?, parts).await?;
    let lines = billed.iter().map(|member| BillLine {
        member: names.shown(&opened, *member),
        why: why_billed(lang, active.contains(member), *member == owner),
        amount: when::euros(lang, bill.price.cents),
    });
    let choices = there.iter().rev().take(MONTHS).map(|one| Choice {
        value: one.to_string(),
        label: month_words(lang, *one),
        chosen: *one == month,
    });
    let choices: Vec<Choice> = choices.collect();
    let page = Bill {
        lang,
        lines: lines.collect(),
        frame,
        slug: session.slug.clone(),
        month: month_words(lang, month),
        plan: plan_words(lang, bill.price.plan),
        price: when::euros(lang, bill.price.cents),
        net: when::euros(lang, bill.net),
        tax_label: lang.say("bill-tax").with("rate", per_cent(bill.rate)).to_string(),
        tax: when::euros(lang, bill.tax),
        total: when::euros(lang, bill.total),
        standing: standing(lang, month == this),
        // One month alone is no choice.
        months: if choices.len() > 1 { choices } else { vec![] },
    };
    Ok(Html(page.render()?).into_response())
}

/// Who is billed (B2): the owner first, always; then whoever was active.
fn billed(owner: MemberId, active: &BTreeSet<MemberId>) -> Vec<MemberId> {
    std::iter::once(owner).chain(active.iter().copied().filter(|member| *member != owner)).collect()
}

fn plan_words(lang: Lang, plan: Plan) -> String {
    let said = match plan {
        Plan::Consult => lang.say("plan-consult"),
        Plan::Care => lang.say("plan-care"),
        Plan::Create => lang.say("plan-create"),
    };
    said.to_string()
}

/// Hundredths of a per cent: "25", "19.5".
fn per_cent(rate: u32) -> String {
    let text = format!("{}.{:02}", rate / 100, rate % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_billed_once_whether_active_or_not() {
        let (owner, other) = (MemberId::from_bytes([7; 16]), MemberId::from_bytes([1; 16]));
        assert_eq!(billed(owner, &BTreeSet::new()), [owner]);
        assert_eq!(billed(owner, &BTreeSet::from([owner])), [owner]);
        assert_eq!(billed(owner, &BTreeSet::from([other, owner])), [owner, other]);
    }

    #[test]
    fn a_rate_is_written_as_people_write_it() {
        assert_eq!([2500, 1900, 1950, 2005].map(per_cent), ["25", "19", "19.5", "20.05"]);
    }
}
