//! Who acts: a signed-in member, with the roles they hold at this moment.

use domain::access::Viewer;
use domain::role::Power;
use domain::{MemberId, OrganisationId, Refusal, Role, SessionId};

/// A signed-in member.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Who.
    pub member: MemberId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// In which session.
    pub session: SessionId,
    /// Under which roles.
    pub roles: Vec<Role>,
}

impl Staff {
    /// The role under which this may be done.
    pub fn role(&self, power: Power) -> Result<Role, Refusal> {
        Role::with(&self.roles, power).ok_or(Refusal::NotAllowed)
    }

    /// The same, as an access entry names it.
    pub fn viewer(&self, power: Power) -> Result<Viewer, Refusal> {
        Ok(self.viewer_as(self.role(power)?))
    }

    /// As an access entry names the member under this role.
    pub fn viewer_as(&self, role: Role) -> Viewer {
        Viewer::Member { member: self.member, role, session: self.session }
    }
}
