//! What an organisation's pages look like (A9): a logo is drafted first, and everything is shown once it is published.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Branding, Command, Organisation};
use domain::picture::Picture;
use domain::text::{Accent, Note};
use domain::{Class, CommandId, Personal};

/// What the form asks for, parsed.
pub struct BrandingForm {
    /// Words on the page where visitors come in.
    pub welcome: Option<Note>,
    /// Words to those who wait.
    pub waiting: Option<Note>,
    /// The colour of buttons and links.
    pub accent: Option<Accent>,
    /// Whether the logo is shown.
    pub logo: bool,
}

/// Keeps a logo, which nobody outside sees yet.
pub async fn draft_logo(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    logo: &Picture,
) -> Result<Done, CommandError> {
    let logo = Personal::new(staff.organisation.subject(), Class::Account, logo);
    let command = Command::DraftLogo { roles: staff.roles.clone(), logo };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}

/// Publishes what visitors see.
pub async fn brand(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    form: BrandingForm,
) -> Result<Done, CommandError> {
    let BrandingForm { welcome, waiting, accent, logo } = form;
    let branding = Branding { welcome, waiting, accent, at: deps.now() };
    let branding = Personal::new(staff.organisation.subject(), Class::Account, &branding);
    let command = Command::Brand { roles: staff.roles.clone(), logo, branding };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
