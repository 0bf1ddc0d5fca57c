//! What an organisation still lacks before visitors can come, in the order in which it is done; and when it is open. The command that takes an arrival checks the same again.

use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::error::WayOn;
use crate::page::opening::OpenHours;
use crate::page::{Before, Step};
use crate::session::SignedIn;
use crate::when;
use domain::Refusal;
use domain::agreement::Kind;
use domain::hours::{Hours, Spans};
use domain::role::Power;
use projections::OrganisationRow;

/// Whether visitors can come: confirmed, with the agreement signed that its law asks for (D1, D2) and a published notice (G8).
pub fn receives(organisation: &OrganisationRow) -> bool {
    organisation.confirmed && !organisation.unsigned() && organisation.notice.is_some()
}

/// Whether new visits and invitations are taken: it receives visitors, and its trial is not over.
pub fn takes_new(app: &App, organisation: &OrganisationRow) -> bool {
    receives(organisation) && organisation.trial_over(app.now()).is_none()
}

/// The organisation as it stands by now. A session's own copy is as old as its request, and only one that is not open yet can have become so.
pub async fn standing(app: &App, session: &SignedIn) -> Result<OrganisationRow, AppError> {
    if receives(&session.organisation) {
        return Ok(session.organisation.clone());
    }
    Ok(app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?)
}

/// The steps, each with its link where the reader may take it; `None` once visitors can come.
pub async fn before(app: &App, session: &SignedIn) -> Result<Option<Before>, AppError> {
    let organisation = standing(app, session).await?;
    if receives(&organisation) {
        return Ok(None);
    }
    let member = app.read.members().get(session.staff.member).await?;
    let (slug, lang) = (&session.slug, session.lang);
    let link = |power: Option<Power>, path: &str| {
        power.is_none_or(|power| session.may(power)).then(|| format!("/{slug}/{path}"))
    };
    let signs = Kind::signed_under(organisation.law()).map(|_| Step {
        what: lang.say("before-agreement").to_string(),
        done: !organisation.unsigned(),
        href: link(Some(Power::SignAgreements), "agreement"),
    });
    Ok(Some(Before {
        steps: signs
            .into_iter()
            .chain([
                Step {
                    what: lang.say("before-notice").to_string(),
                    done: organisation.notice.is_some(),
                    href: link(Some(Power::ManageSettings), "settings/notice"),
                },
                Step {
                    what: lang.say("before-passkey").to_string(),
                    done: member.is_some_and(|member| !member.passkeys.is_empty()),
                    href: link(None, "account"),
                },
            ])
            .collect(),
    }))
}

/// Where somebody goes who has just done one of the steps: to the next one that is theirs, or to the page where visitors come in.
pub async fn next(app: &App, session: &SignedIn) -> Result<WayOn, AppError> {
    let organisation = standing(app, session).await?;
    let (slug, lang) = (&session.slug, session.lang);
    let way = |path: String, label: String| WayOn { href: path, label };
    Ok(if organisation.unsigned() && session.may(Power::SignAgreements) {
        way(format!("/{slug}/agreement"), lang.say("next-agreement").to_string())
    } else if organisation.notice.is_none() && session.may(Power::ManageSettings) {
        way(format!("/{slug}/settings/notice"), lang.say("next-notice").to_string())
    } else {
        way(format!("/{slug}"), lang.say("next-page").to_string())
    })
}

/// The hours of a day in words.
pub fn spans(lang: Lang, spans: &Spans) -> String {
    if spans.closed() { lang.say("hours-closed").to_string() } else { spans.to_string().replace('-', "–") }
}

/// Days ahead of which visitors are told that they are different.
const AHEAD: chrono::Days = chrono::Days::new(14);

/// The opening hours as visitors read them; `closed` where nobody is received now.
pub fn hours(
    app: &App,
    lang: Lang,
    organisation: &OrganisationRow,
    hours: &Hours,
    closed: bool,
) -> OpenHours {
    let (now, zone) = (app.now(), organisation.zone);
    let next = hours.next(now, zone).filter(|_| closed);
    let today = now.with_timezone(&zone).date_naive();
    let week = hours.week.iter().flat_map(|week| week.0.iter().enumerate());
    let week = week.map(|(n, day)| (when::weekday(lang, n), spans(lang, day)));
    let last = today.checked_add_days(AHEAD).unwrap_or(today);
    let different = hours.days.range(today..=last).map(|(on, day)| (when::day(lang, *on), spans(lang, day)));
    OpenHours {
        next: next.map(|at| when::appointment(lang, at, zone)),
        lines: week.chain(different).collect(),
        place: when::place(zone),
    }
}
