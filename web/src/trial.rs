//! Trials: what their pages say of them, and who looks after their end. The commands that take an arrival or an invitation check the same again.

use crate::app::App;
use crate::error::AppError;
use crate::page::{Area, TrialLine};
use crate::session::SignedIn;
use crate::when;
use domain::OrganisationId;
use domain::role::Power;
use std::time::Duration;

/// How often somebody looks whose trial ends.
const LOOK: Duration = Duration::from_mins(10);

/// Announces the end of each trial that is near, for as long as the server runs and its clock is believed.
pub async fn announcing(app: App) {
    loop {
        let announced = async {
            if commands::clock::believed(&app.deps).await? {
                announce(&app).await?;
            }
            Ok::<_, AppError>(())
        };
        if let Err(error) = announced.await {
            tracing::error!(%error, "the end of a trial could not be announced; it is tried again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Announces the end of each trial that is near. What was announced is not announced again.
pub async fn announce(app: &App) -> Result<(), AppError> {
    app.caught_up(app.deps.log.head().await?).await;
    for organisation in app.read.organisations().on_trial().await? {
        if let Err(error) = announce_of(app, organisation).await {
            tracing::error!(%error, %organisation, "the end of a trial could not be announced; it is tried again");
        }
    }
    Ok(())
}

async fn announce_of(app: &App, organisation: OrganisationId) -> Result<(), AppError> {
    let Some(row) = app.read.organisations().get(organisation).await? else { return Ok(()) };
    let today = app.now().with_timezone(&row.zone).date_naive();
    if row.trial.is_some_and(|trial| !trial.announced && trial.ends_soon(today)) {
        commands::organisation::announce_trial_end(&app.deps, organisation).await?;
    }
    Ok(())
}

/// What a member reads of the trial. Once it is over everybody does, where something is missing because of it; before that whoever manages the settings, on
/// their own page and, once its end is announced, where they work.
pub fn line(app: &App, session: &SignedIn, here: Option<Area>) -> Option<TrialLine> {
    // The session's copy is as old as its request, and nobody's trial begins or goes on often.
    let row = &session.organisation;
    let trial = row.trial?;
    let over = row.trial_over(app.now()).is_some();
    let works = matches!(here, Some(Area::Dashboard | Area::Invitations));
    let manages = session.may(Power::ManageSettings);
    let told = match here {
        _ if over && works => true,
        Some(Area::Settings) => manages,
        _ => works && manages && trial.announced,
    };
    if !told {
        return None;
    }
    let lang = session.lang;
    let last = when::day(lang, trial.last);
    let said = |key| {
        let said = lang.say(key).with("last", last.as_str()).with("operator", app.operator.name.as_str());
        said.with("email", app.operator.email.as_str()).to_string()
    };
    Some(if over {
        TrialLine { over, what: said("trial-over"), then: said("trial-over-then") }
    } else {
        TrialLine { over, what: said("trial-runs"), then: said("trial-runs-then") }
    })
}
