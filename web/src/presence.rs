//! Who has a page open: a visitor's live line is their presence. A closed line is told after a short grace, so that a reload keeps the place.
//!
//! Each node knows its own lines alone. One that has none of a visitor tells that they are away, and the one that has says at once that they are not.

use crate::app::App;
use domain::VisitId;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

/// How long a visitor's page may be gone before it counts as closed.
pub const GRACE: Duration = Duration::from_secs(4);

/// After a restart of the server pages need a moment to come back.
const AFTER_RESTART: Duration = Duration::from_secs(20);

/// How long the first page after an arrival may take until its live line is open.
const FIRST: Duration = Duration::from_secs(30);

/// Open live lines a visit.
#[derive(Default)]
pub struct Presence {
    lines: Mutex<HashMap<VisitId, usize>>,
}

impl Presence {
    fn change(&self, visit: VisitId, by: isize) -> usize {
        let Ok(mut lines) = self.lines.lock() else { return 0 };
        let count = lines.entry(visit).or_default();
        *count = count.saturating_add_signed(by);
        let now = *count;
        if now == 0 {
            lines.remove(&visit);
        }
        now
    }

    fn open(&self, visit: VisitId) -> bool {
        self.lines.lock().is_ok_and(|lines| lines.contains_key(&visit))
    }
}

/// A visitor's open live line. Dropping it is closing the page.
pub struct Line {
    app: App,
    visit: VisitId,
}

impl Line {
    /// Opens a line; a visitor who was away is back.
    pub async fn open(app: &App, visit: VisitId) -> Self {
        app.presence.change(visit, 1);
        let line = Self { app: app.clone(), visit };
        line.is_open().await;
        line
    }

    /// Whoever was told to be away, by a node that has no line of theirs, is here.
    pub async fn is_open(&self) {
        let deps = &self.app.deps;
        if let Err(error) = commands::visit::return_(deps, deps.command(), self.visit).await {
            tracing::debug!(%error, "a visitor's return was not recorded");
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.app.presence.change(self.visit, -1) == 0 {
            tokio::spawn(leave_unless_back(self.app.clone(), self.visit, GRACE));
        }
    }
}

/// Somebody has arrived: whoever never opens the page that follows is not there.
pub fn expected(app: &App, visit: VisitId) {
    tokio::spawn(leave_unless_back(app.clone(), visit, FIRST));
}

/// Somebody who was let in waits again: while they were let in nobody kept book of whether they are there.
pub fn waits_again(app: &App, visit: VisitId) {
    tokio::spawn(leave_unless_back(app.clone(), visit, GRACE));
}

async fn leave_unless_back(app: App, visit: VisitId, grace: Duration) {
    tokio::time::sleep(grace).await;
    if app.presence.open(visit) {
        return;
    }
    app.forget_waits(visit);
    if let Err(error) = commands::visit::leave(&app.deps, app.deps.command(), visit).await {
        tracing::debug!(%error, "a visitor's leaving was not recorded");
    }
}

/// After a restart: whoever waits in the read models and does not come back has left.
pub async fn sweep(app: App) {
    let organisations = match app.read.organisations().all().await {
        Ok(organisations) => organisations,
        Err(error) => {
            tracing::error!(%error, "who waits cannot be told after the restart");
            return;
        }
    };
    for organisation in organisations {
        for row in app.read.waiting().of(organisation).await.unwrap_or_default() {
            tokio::spawn(leave_unless_back(app.clone(), row.visit, AFTER_RESTART));
        }
    }
}
