//! Who is on duty: visitors for the first one free are shown to them. While nobody is, or none of them is there, everybody who receives visitors sees them, so that nobody waits unseen.

use crate::app::App;
use crate::error::AppError;
use crate::there::signed_in;
use commands::visit::Colleagues;
use domain::access::{Purpose, Viewer};
use domain::member::duty;
use domain::{MemberId, OrganisationId};
use store::Access;

/// The members of an organisation who are on duty now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnDuty {
    /// All of them: while there is one, the page is open. Some are told of visitors outside of the pages.
    pub members: Vec<MemberId>,
    /// Those who may be signed in.
    there: Vec<MemberId>,
}

impl OnDuty {
    /// Whether this member is.
    pub fn holds(&self, member: MemberId) -> bool {
        self.members.contains(&member)
    }

    /// Whether visitors for the first one free are shown to this member.
    pub fn shows(&self, member: MemberId) -> bool {
        self.there.is_empty() || self.holds(member)
    }
}

/// Who is on duty now: of those who receive visitors, and not who has said that they are away.
pub async fn on_duty(app: &App, organisation: OrganisationId) -> Result<OnDuty, AppError> {
    let now = app.now();
    let mut rows = app.read.availability().of(organisation).await?;
    rows.retain(|row| duty::holds(row.duty, now));
    if rows.is_empty() {
        return Ok(OnDuty::default());
    }
    // When that is stands on the organisation's page for everybody, and is opened as such.
    let access = Access {
        organisation,
        viewer: Viewer::Public,
        purpose: Purpose::PublicPage,
        reason: None,
        searched: None,
        request: "duty".into(),
    };
    let away = crate::away::away(app, access, &rows).await?;
    let mut members = Vec::new();
    for row in rows.iter().filter(|row| away.iter().all(|(member, _)| *member != row.member)) {
        let member = app.read.members().get(row.member).await?;
        if member.is_some_and(|member| member.receives()) {
            members.push(row.member);
        }
    }
    let signed_in = signed_in(app, organisation).await?;
    let there = members.iter().copied().filter(|member| signed_in.contains(member)).collect();
    Ok(OnDuty { members, there })
}

/// Whether somebody may be signed in who could let a visitor in: the one they wait for, or anybody to whom those for the first one free are shown.
pub async fn somebody_in(
    app: &App,
    organisation: OrganisationId,
    awaited: Option<MemberId>,
) -> Result<bool, AppError> {
    let signed_in = signed_in(app, organisation).await?;
    if let Some(member) = awaited {
        return Ok(signed_in.contains(&member));
    }
    let duty = on_duty(app, organisation).await?;
    for member in signed_in.into_iter().filter(|member| duty.shows(*member)) {
        if app.read.members().get(member).await?.is_some_and(|member| member.receives()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What commands on visits are told of an organisation's members.
pub async fn colleagues(app: &App, organisation: OrganisationId) -> Result<Colleagues, AppError> {
    Ok(Colleagues {
        not_receiving: app.read.members().not_receiving(organisation).await?,
        on_duty: on_duty(app, organisation).await?.there,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_come_visits_are_for_those_on_duty_and_for_everybody_while_nobody_is_there() {
        let (one, other) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
        assert!(OnDuty::default().shows(one) && !OnDuty::default().holds(one));
        let duty = OnDuty { members: vec![one], there: vec![one] };
        assert!(duty.shows(one) && !duty.shows(other));
        let signed_out = OnDuty { members: vec![one], there: vec![] };
        assert!(signed_out.holds(one) && signed_out.shows(one) && signed_out.shows(other));
    }
}
