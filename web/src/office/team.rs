//! `GET`, `POST /{slug}/team` and `POST /{slug}/team/{member}/roles`: who belongs to the organisation, and as what. Names and addresses are opened once a page.

use crate::app::App;
use crate::desk::words;
use crate::door::knocks::TAKEN;
use crate::error::AppError;
use crate::forms::{self, Wrong};
use crate::lang::Lang;
use crate::outgoing;
use crate::page::team::{MemberRow as Line, Offered, Parting, Recovery, Team};
use crate::page::{Area, Choice, Shown};
use crate::sent::{Form, Path};
use crate::session::{ManagesMembers, May, SignedIn};
use crate::shown::shown;
use crate::when;
use askama::Template as _;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::CommandError;
use domain::access::Purpose;
use domain::member::recoverable_on;
use domain::refusal::InField;
use domain::role::Power;
use domain::text::{Email, Invalid};
use domain::time::Day;
use domain::{MemberId, Personal, Refusal, Role};
use projections::MemberRow;
use store::Opened;

/// Roles that are granted. The owner's is not: it is handed over.
const GRANTABLE: [Role; 4] = [Role::Administrator, Role::Member, Role::ComplianceOfficer, Role::Auditor];

/// What an invitation's form sends.
struct Invitation {
    email: String,
    roles: Vec<Role>,
    command: String,
}

/// Shows everybody.
pub async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    session: May<ManagesMembers>,
) -> Result<Response, AppError> {
    app.shows(query.as_deref()).await?;
    let done = super::done(session.lang, query.as_deref());
    let blank = Invitation { email: String::new(), roles: vec![Role::Member], command: forms::draw(&app) };
    page(&app, &session, done, &blank, &Wrong::default()).await
}

/// Invites somebody by e-mail.
pub async fn invite(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let sent =
        Invitation { email: value(&sent, "email"), roles: roles(&sent)?, command: value(&sent, "command") };
    let command = forms::command(&sent.command)?;
    let mut wrong = Wrong::default();
    let email = wrong.take(Email::parse(&sent.email).field("email"));
    let chosen = Some(sent.roles.clone()).filter(|roles| !roles.is_empty());
    let chosen = wrong.take(chosen.ok_or(Refusal::Field { field: "role", why: Invalid::Form("a role") }));
    let (Some(email), Some(chosen)) = (email, chosen) else {
        return page(&app, &session, None, &sent, &wrong).await;
    };
    let (house, tried) = (session.staff.organisation.to_string(), format!("{command} {}", email.as_str()));
    let invited = if !app.knocks.allow_once(TAKEN, &house, &tried, app.now()) {
        Err(Refusal::TooManyTaken.into())
    } else if let Err(refusal) = outgoing::count(&app, &session.organisation, command, Some("email")) {
        Err(refusal.into())
    } else {
        commands::member::invite(&app.deps, command, &session.staff, email, chosen).await
    };
    // Counted before it is known: of many at once no more are answered than of as many one after the other.
    if !matches!(invited, Err(CommandError::Refused(Refusal::EmailTaken))) {
        app.knocks.give_back(TAKEN, &house, &tried);
    }
    match invited {
        Ok(invited) => {
            let to = format!("/{}/team?at={}&done=invited", session.slug, invited.done.position);
            Ok(Redirect::to(&to).into_response())
        }
        Err(CommandError::Refused(refusal)) if refusal.field().is_some() => {
            let sent = Invitation { command: forms::draw(&app), ..sent };
            page(&app, &session, None, &sent, &Wrong::from(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Sets what a member is.
pub async fn grant_roles(
    State(app): State<App>,
    session: May<ManagesMembers>,
    Path((_, member)): Path<(String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let command = forms::command(&value(&sent, "command"))?;
    let row = app.read.members().get(member).await?.ok_or(Refusal::NotFound)?;
    let mut granted = roles(&sent)?;
    if row.roles.contains(&Role::Owner) {
        granted.insert(0, Role::Owner);
    }
    let done = commands::member::grant_roles(&app.deps, command, &session.staff, member, granted).await?;
    Ok(Redirect::to(&format!("/{}/team?at={}&done=roles", session.slug, done.position)).into_response())
}

/// The first value of a field. A form with ticks has some fields several times.
fn value(sent: &[(String, String)], field: &str) -> String {
    sent.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// The ticked roles, in their order.
fn roles(sent: &[(String, String)]) -> Result<Vec<Role>, AppError> {
    let ticked = sent.iter().filter(|(name, _)| name == "role").map(|(_, value)| Role::named(value));
    let ticked: Vec<Role> = ticked.collect::<Option<_>>().ok_or(AppError::Malformed)?;
    if ticked.iter().any(|role| !GRANTABLE.contains(role)) {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(GRANTABLE.into_iter().filter(|role| ticked.contains(role)).collect())
}

async fn page(
    app: &App,
    session: &May<ManagesMembers>,
    done: Option<String>,
    sent: &Invitation,
    wrong: &Wrong,
) -> Result<Response, AppError> {
    let lang = session.lang;
    let frame = app.inside(session, Some(Area::Team)).await?;
    let mut members = app.read.members().of(session.staff.organisation).await?;
    members.retain(|row| !row.gone);
    let parts = members.iter().flat_map(|row| {
        [row.account.as_ref().and_then(Personal::sealed), row.contact.sealed()].into_iter().flatten()
    });
    let parts = parts.map(|(part, _)| part.clone()).collect();
    let opened = app.deps.vault.disclose(session.opening(Purpose::Team)?, parts).await?;
    // Whoever never accepted is not kept: of an invitation that has run out nothing is left to be told.
    members.retain(|row| row.accepted || !matches!(opened.of(&row.contact), store::Shown::Erased));
    let standing =
        app.read.organisations().get(session.staff.organisation).await?.ok_or(Refusal::NotFound)?;
    members.sort_by_key(|row| row.member != standing.owner);
    let faces = app.read.pictures().shown(session.staff.organisation).await?;
    let offered = standing.offered_to.filter(|_| session.may(Power::HandOver));
    let offered = members.iter().find(|row| Some(row.member) == offered);
    let page = Team {
        lang,
        frame,
        slug: session.slug.clone(),
        done,
        offered: offered.map(|row| Offered {
            to: name(row, &opened).text().unwrap_or_default().to_owned(),
            command: forms::draw(app),
        }),
        members: members.iter().map(|row| line(app, session, row, &opened, &faces)).collect(),
        email: wrong.field(lang, "email", &sent.email),
        grantable: choices(lang, &sent.roles),
        role_error: wrong.about(lang, "role"),
        command: sent.command.clone(),
    };
    Ok((wrong.status(), Html(page.render()?)).into_response())
}

fn name(row: &MemberRow, opened: &Opened) -> Shown {
    match &row.account {
        Some(account) => shown(opened.of(account).map(|account| account.name.as_str().to_owned())),
        None => Shown::NotGiven,
    }
}

fn line(app: &App, session: &SignedIn, row: &MemberRow, opened: &Opened, faces: &[MemberId]) -> Line {
    let lang = session.lang;
    let owner = row.roles.contains(&Role::Owner);
    Line {
        id: row.member.to_string(),
        name: name(row, opened),
        email: shown(opened.of(&row.contact).map(|contact| contact.email.as_str().to_owned())),
        // Those whom visitors can ask for; nobody else's picture is served.
        face: row.accepted && row.roles.contains(&Role::Member) && faces.contains(&row.member),
        standing: standing(lang, row),
        roles: choices(lang, &row.roles),
        editable: true,
        command: forms::draw(app),
        parting: match (owner, row.accepted) {
            (true, _) => Parting::Stays,
            (false, true) => Parting::Removed,
            (false, false) => Parting::Withdrawn { command: forms::draw(app) },
        },
        recovery: row.lost.map(|lost| recovery(app, lang, lost)),
        may_own: !owner && row.accepted && session.may(Power::HandOver),
    }
}

/// A recovery as it can be stopped.
pub(super) fn recovery(app: &App, lang: Lang, lost: Day) -> Recovery {
    let from = recoverable_on(lost).map(|day| when::day(lang, day)).unwrap_or_default();
    Recovery { from, command: forms::draw(app) }
}

fn standing(lang: Lang, row: &MemberRow) -> String {
    let said = match (row.accepted, row.roles.contains(&Role::Owner)) {
        (false, _) => lang.say("team-invited-on"),
        (true, true) => lang.say("team-owner-since"),
        (true, false) => lang.say("team-member-since"),
    };
    said.with("day", when::day(lang, row.since)).to_string()
}

fn choices(lang: Lang, held: &[Role]) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        value: role.name().to_owned(),
        label: words::role(lang, role),
        chosen: held.contains(&role),
    };
    GRANTABLE.into_iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(roles: &[&str]) -> Vec<(String, String)> {
        roles.iter().map(|role| ("role".to_owned(), (*role).to_owned())).collect()
    }

    #[test]
    fn ticked_roles_are_read_once_each_and_in_order() {
        let read = roles(&form(&["auditor", "member", "auditor"])).unwrap();
        assert_eq!(read, [Role::Member, Role::Auditor]);
        assert!(roles(&form(&[])).unwrap().is_empty());
    }

    #[test]
    fn nobody_is_made_owner_and_nothing_is_guessed() {
        assert!(matches!(roles(&form(&["owner"])), Err(AppError::Refused(Refusal::NotAllowed))));
        assert!(matches!(roles(&form(&["king"])), Err(AppError::Malformed)));
    }
}
