//! Publishing the privacy notice in the operator's name (G8).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Notice, Organisation};
use domain::text::{Email, Line, OrganisationName, PersonName};
use domain::{Class, CommandId, Personal};

/// What the form asks for, parsed.
pub struct NoticeForm {
    /// The controller.
    pub controller: OrganisationName,
    /// Its postal address.
    pub address: Line,
    /// Whom to ask.
    pub officer: PersonName,
    /// Where to write to.
    pub email: Email,
}

/// Publishes a notice; it gets the next number.
pub async fn publish_notice(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    form: NoticeForm,
) -> Result<Done, CommandError> {
    let NoticeForm { controller, address, officer, email } = form;
    let notice = Notice { controller, address, officer, email, at: deps.now() };
    let command = Command::PublishNotice {
        roles: staff.roles.clone(),
        notice: Personal::new(staff.organisation.subject(), Class::Account, &notice),
    };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
