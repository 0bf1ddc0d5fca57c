//! Who is on duty: visitors for the first one free are shown to them. While nobody is, everybody who receives visitors sees them, so that nobody waits unseen.

use crate::app::App;
use crate::error::AppError;
use commands::visit::Colleagues;
use domain::member::duty;
use domain::{MemberId, OrganisationId};

/// The members of an organisation who are on duty now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnDuty(pub Vec<MemberId>);

impl OnDuty {
    /// Whether this member is.
    pub fn holds(&self, member: MemberId) -> bool {
        self.0.contains(&member)
    }

    /// Whether visitors for the first one free are shown to this member.
    pub fn shows(&self, member: MemberId) -> bool {
        self.0.is_empty() || self.holds(member)
    }
}

/// Who is on duty now: of those who receive visitors.
pub async fn on_duty(app: &App, organisation: OrganisationId) -> Result<OnDuty, AppError> {
    let now = app.now();
    let rows = app.read.availability().of(organisation).await?;
    let mut there = Vec::new();
    for row in rows.into_iter().filter(|row| duty::holds(row.duty, now)) {
        let member = app.read.members().get(row.member).await?;
        if member.is_some_and(|member| member.receives()) {
            there.push(row.member);
        }
    }
    Ok(OnDuty(there))
}

/// What commands on visits are told of an organisation's members.
pub async fn colleagues(app: &App, organisation: OrganisationId) -> Result<Colleagues, AppError> {
    Ok(Colleagues {
        not_receiving: app.read.members().not_receiving(organisation).await?,
        on_duty: on_duty(app, organisation).await?.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_come_visits_are_for_those_on_duty_and_for_everybody_while_nobody_is() {
        let (one, other) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        assert!(OnDuty::default().shows(one) && !OnDuty::default().holds(one));
        let duty = OnDuty(vec![one]);
        assert!(duty.shows(one) && !duty.shows(other));
    }
}
