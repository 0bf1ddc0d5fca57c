//! How many messages go out in an organisation's name: each costs whoever runs the service, and lands with somebody who has not asked for it. On trial, where nobody has
//! looked at an organisation yet, there are fewer.
//!
//! Calling something off is not counted: nobody is to wait for an appointment that is none, and each took an invitation before it.

use crate::app::App;
use crate::door::knocks::{Knocks, Limit};
use chrono::TimeDelta;
use domain::{CommandId, Refusal, Timestamp};
use projections::OrganisationRow;

/// Of an organisation that was looked at.
const IN_AN_HOUR: Limit = Limit { name: "outgoing", most: 600, within: TimeDelta::hours(1) };

/// On trial.
const ON_TRIAL: [Limit; 2] = [
    Limit { name: "outgoing-on-trial", most: 60, within: TimeDelta::hours(1) },
    Limit { name: "outgoing-on-trial-a-day", most: 200, within: TimeDelta::days(1) },
];

/// Counts the message that this form sends, once however often the form comes. It is refused beside this field.
pub fn count(
    app: &App,
    organisation: &OrganisationRow,
    form: CommandId,
    field: Option<&'static str>,
) -> Result<(), Refusal> {
    let who = organisation.organisation.to_string();
    let allowed = allows(&app.knocks, organisation.trial.is_some(), &who, &form.to_string(), app.now());
    if allowed { Ok(()) } else { Err(Refusal::TooManyMessages { field }) }
}

fn allows(knocks: &Knocks, on_trial: bool, who: &str, form: &str, now: Timestamp) -> bool {
    let limits: &[Limit] = if on_trial { &ON_TRIAL } else { &[IN_AN_HOUR] };
    limits.iter().all(|limit| knocks.allow_once(*limit, who, form, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Entropy;

    struct Ones;

    impl Entropy for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(1);
        }
    }

    /// How many of so many forms go out, ten seconds apart.
    fn of(knocks: &Knocks, on_trial: bool, who: &str, forms: std::ops::Range<i64>) -> usize {
        let began: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let at = |form: i64| began + TimeDelta::seconds(10 * form);
        forms.filter(|form| allows(knocks, on_trial, who, &form.to_string(), at(*form))).count()
    }

    #[test]
    fn on_trial_there_are_sixty_an_hour_and_two_hundred_a_day() {
        let knocks = Knocks::new(&Ones);
        let hours: Vec<_> = (0..5).map(|h| of(&knocks, true, "a", 360 * h..360 * (h + 1))).collect();
        assert_eq!(hours, [60, 60, 60, 20, 0]);
        assert_eq!(of(&knocks, true, "b", 0..100), 60, "another's is another");
        assert_eq!(of(&knocks, true, "a", 24 * 360..25 * 360), 60, "the next day");
    }

    #[test]
    fn whoever_was_looked_at_has_six_hundred_an_hour_and_a_form_counts_once() {
        let knocks = Knocks::new(&Ones);
        let now = "2026-11-21T10:00:00Z".parse().unwrap();
        let many = (0..700).filter(|form| allows(&knocks, false, "a", &form.to_string(), now)).count();
        assert_eq!(many, 600);
        assert!(allows(&knocks, false, "a", "7", now) && !allows(&knocks, false, "a", "650", now));
    }
}
