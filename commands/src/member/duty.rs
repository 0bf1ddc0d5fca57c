//! Going on and off duty, and being away. Exact times are sealed with the member.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Absence, Command, Member, duty};
use domain::refusal::Refusal;
use domain::role::{Power, Role};
use domain::text::{Invalid, Line};
use domain::{Class, CommandId, MemberId, OrganisationId, Personal, Timestamp};

/// Goes on duty: from now on visitors for the first one free are shown to whoever is.
pub async fn go_on_duty(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::GoOnDuty { roles: staff.roles.clone(), at: now(deps, staff) };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// Goes off duty.
pub async fn go_off_duty(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::GoOffDuty { at: now(deps, staff) };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// What the form asks for, parsed.
pub struct AbsenceForm {
    /// From when.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
    /// What visitors are told.
    pub words: Option<Line>,
}

/// Is away, and not offered to visitors meanwhile.
pub async fn go_away(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    form: AbsenceForm,
) -> Result<Done, CommandError> {
    let AbsenceForm { from, until, words } = form;
    let absence = Absence { from, until, words, at: deps.now() };
    let begins = from.unwrap_or(absence.at);
    if absence.over(absence.at) || until.is_some_and(|until| until <= begins) {
        let why = Invalid::Form("a time after the beginning, and still to come");
        return Err(Refusal::Field { field: "until", why }.into());
    }
    let absence = Personal::new(staff.member.subject(), Class::Account, &absence);
    let command = Command::GoAway { roles: staff.roles.clone(), absence };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// Is there again.
pub async fn come_back(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::ComeBack { at: now(deps, staff) };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// Whether one of these members of the organisation is on duty, as the log says.
pub(crate) async fn anybody(
    deps: &Deps,
    organisation: OrganisationId,
    members: &[MemberId],
) -> Result<bool, CommandError> {
    for one in members {
        if let Member::Active(core) = super::member(deps, *one).await?
            && core.organisation == organisation
            && duty::holds(core.duty, deps.now())
            && Role::with(&core.roles, Power::Receive).is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn now(deps: &Deps, staff: &Staff) -> Personal<Timestamp> {
    Personal::new(staff.member.subject(), Class::Account, &deps.now())
}
