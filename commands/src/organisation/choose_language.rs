//! Choosing the language of an organisation's letters (X4).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::organisation::{self, Command, Organisation};
use domain::{CommandId, Language};

/// Chooses. What was sent stays as it was sent.
pub async fn choose_language(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    language: Language,
) -> Result<Done, CommandError> {
    let command = Command::ChooseLanguage { roles: staff.roles.clone(), language };
    execute::<Organisation>(deps, &organisation::stream(staff.organisation), id, &command).await
}
