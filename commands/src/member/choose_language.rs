//! Choosing the language of one's letters (X4).

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::{Class, CommandId, Language, Personal};

/// Chooses. It is sealed with the member: in which language somebody reads is theirs.
pub async fn choose_language(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    language: Language,
) -> Result<Done, CommandError> {
    let language = Personal::new(staff.member.subject(), Class::Account, &language);
    let command = Command::ChooseLanguage { language };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}
