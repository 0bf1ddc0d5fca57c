//! Which members look at the waiting list: their dashboard's open live lines. Whoever does not look may be told outside of the pages (A5).
//!
//! It knows the lines of this process alone: with several nodes a member who looks through another one may be told as well.

use crate::app::App;
use crate::error::AppError;
use domain::access::{Purpose, Viewer};
use domain::{CommandId, MemberId, VisitId};
use projections::{WaitingRow, WaitingState};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;
use store::Access;
use uuid::Uuid;

/// How long an arrival may go unseen before anybody is told elsewhere: a page that is reloaded, or opened a moment later, is a look.
const GRACE: Duration = Duration::from_secs(10);

/// Open lines a member.
#[derive(Default)]
pub struct Looking {
    lines: Mutex<HashMap<MemberId, usize>>,
}

impl Looking {
    fn change(&self, member: MemberId, by: isize) {
        let Ok(mut lines) = self.lines.lock() else { return };
        let count = lines.entry(member).or_default();
        *count = count.saturating_add_signed(by);
        if *count == 0 {
            lines.remove(&member);
        }
    }

    fn looks(&self, member: MemberId) -> bool {
        self.lines.lock().is_ok_and(|lines| lines.contains_key(&member))
    }
}

/// A member's open live line. Dropping it is looking away.
pub struct Look {
    app: App,
    member: MemberId,
}

impl Look {
    /// A member looks.
    pub fn open(app: &App, member: MemberId) -> Self {
        app.looking.change(member, 1);
        Self { app: app.clone(), member }
    }
}

impl Drop for Look {
    fn drop(&mut self) {
        self.app.looking.change(self.member, -1);
    }
}

/// Somebody has arrived, or was handed over: after a moment, whoever should know and does not look is told.
pub fn told_of(app: &App, visit: VisitId) {
    let app = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(GRACE).await;
        if let Err(error) = tell(&app, visit).await {
            tracing::error!(%error, "an arrival was not told to whoever is not looking");
        }
    });
}

/// The moment is over: tells them.
pub async fn tell(app: &App, visit: VisitId) -> Result<(), AppError> {
    let Some(row) = app.read.waiting().get(visit).await? else { return Ok(()) };
    let waits = match row.state {
        WaitingState::Waiting | WaitingState::Away => true,
        WaitingState::Admitted | WaitingState::InCall => false,
    };
    if !waits || row.seen.is_some() {
        return Ok(());
    }
    let members = app.read.members().of(row.organisation).await?;
    let receiving: Vec<MemberId> =
        members.iter().filter(|member| member.receives()).map(|member| member.member).collect();
    let concerned = free(app, &row, concerned(app, &row, &receiving).await?).await?;
    // Of those who may take a visitor for the first one free, one who looks is enough.
    if concerned.len() > 1 && concerned.iter().any(|member| app.looking.looks(*member)) {
        return Ok(());
    }
    for alert in app.read.alerts().of(row.organisation).await? {
        let member = alert.member;
        if !concerned.contains(&member) || app.looking.looks(member) {
            continue;
        }
        let id = CommandId(Uuid::new_v5(&visit.0, member.0.as_bytes()));
        match commands::visit::alert(&app.deps, id, visit, member).await {
            Err(commands::CommandError::Refused(refusal)) => {
                tracing::debug!(code = refusal.code(), "nobody is told");
            }
            done => drop(done?),
        }
    }
    Ok(())
}

/// Whose the visitor is: the one asked for or, where that is nobody or somebody who no longer receives visitors, everybody who is shown those for the first one free.
async fn concerned(app: &App, row: &WaitingRow, receiving: &[MemberId]) -> Result<Vec<MemberId>, AppError> {
    let duty = crate::duty::on_duty(app, row.organisation).await?;
    let anybody = || receiving.iter().copied().filter(|member| duty.shows(*member)).collect();
    let Some(wanted) = &row.wanted else { return Ok(anybody()) };
    for member in receiving {
        if app.deps.vault.for_whom(row.visit.subject(), *member).await?.as_ref() == Some(wanted) {
            return Ok(vec![*member]);
        }
    }
    Ok(anybody())
}

/// Those of them who can come: nobody who is away, and nobody who is in a call. Neither is told, and neither counts as one who looks: a list that is open beside a call is silent.
async fn free(app: &App, row: &WaitingRow, members: Vec<MemberId>) -> Result<Vec<MemberId>, AppError> {
    let said = app.read.availability().of(row.organisation).await?;
    let said: Vec<_> = said.into_iter().filter(|said| members.contains(&said.member)).collect();
    let access = Access {
        organisation: row.organisation,
        viewer: Viewer::System { part: "alert".into() },
        purpose: Purpose::WaitingList,
        reason: None,
        searched: None,
        request: "alert".into(),
    };
    let away = crate::away::away(app, access, &said).await?;
    let mut free = Vec::new();
    for member in members {
        let is_away = away.iter().any(|(one, _)| *one == member);
        if !is_away && !in_call(app, row, member).await? {
            free.push(member);
        }
    }
    Ok(free)
}

/// Whether the member is with a visitor: nobody is disturbed in a call, and sees the list after it.
async fn in_call(app: &App, beside: &WaitingRow, member: MemberId) -> Result<bool, AppError> {
    for row in app.read.waiting().of(beside.organisation).await? {
        if row.professional.is_some()
            && app.deps.vault.for_whom(row.visit.subject(), member).await? == row.professional
        {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_looks_as_long_as_one_of_their_lines_is_open() {
        let (looking, berg, lie) =
            (Looking::default(), MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        looking.change(berg, 1);
        looking.change(berg, 1);
        looking.change(berg, -1);
        assert!(looking.looks(berg) && !looking.looks(lie));
        looking.change(berg, -1);
        assert!(!looking.looks(berg));
    }
}
