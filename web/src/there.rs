//! Who may be signed in at the moment. The log tells the day of a sign-in alone; when a session ends by itself stands in its cookie, which this process remembers once it was shown.

use crate::app::App;
use crate::error::AppError;
use chrono::TimeDelta;
use commands::member::SESSION;
use domain::{MemberId, OrganisationId, SessionId, Timestamp};
use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

/// How long after its end a session is remembered: by its day alone it counts as open no longer than that.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// When sessions end by themselves, as their cookies said.
#[derive(Default)]
pub struct Ends(Mutex<HashMap<SessionId, Timestamp>>);

impl Ends {
    /// Takes note of a session that was shown.
    pub fn note(&self, session: SessionId, until: Timestamp, now: Timestamp) {
        let Ok(mut ends) = self.0.lock() else { return };
        if ends.insert(session, until).is_none() {
            ends.retain(|_, until| now < *until + REMEMBERED);
        }
    }

    /// Whether a session is known to have run out.
    fn over(&self, session: SessionId, now: Timestamp) -> bool {
        self.0.lock().is_ok_and(|ends| ends.get(&session).is_some_and(|until| *until <= now))
    }
}

/// The members of an organisation who may be signed in. Whoever is not among them is not; one among them may have run out unnoticed, through another node or before a restart.
pub async fn signed_in(app: &App, organisation: OrganisationId) -> Result<HashSet<MemberId>, AppError> {
    let now = app.now();
    let open = app.read.sessions().since(organisation, domain::time::day(now - SESSION)).await?;
    let open = open.into_iter().filter(|row| !app.ends.over(row.session, now));
    Ok(open.map(|row| row.member).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_over_once_its_cookie_is_and_forgotten_a_day_later() {
        let (ends, now) = (Ends::default(), "2026-11-21T20:00:00Z".parse::<Timestamp>().unwrap());
        let session = |n: u8| SessionId(uuid::Uuid::from_bytes([n; 16]));
        ends.note(session(1), now, now - TimeDelta::hours(1));
        assert!(!ends.over(session(1), now - TimeDelta::seconds(1)) && ends.over(session(1), now));
        assert!(!ends.over(session(2), now), "nothing is known of it");
        ends.note(session(2), now + TimeDelta::days(2), now + REMEMBERED);
        assert_eq!(ends.0.lock().unwrap().len(), 1);
    }
}
