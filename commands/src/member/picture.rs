//! A member's own picture (A9): sealed with the member, and shown where visitors choose whom to see.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::member::{self, Command, Member};
use domain::picture::Picture;
use domain::{Class, CommandId, Personal};

/// Sets it, in place of the one before.
pub async fn set_picture(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    picture: &Picture,
) -> Result<Done, CommandError> {
    let picture = Personal::new(staff.member.subject(), Class::Account, picture);
    execute::<Member>(deps, &member::stream(staff.member), id, &Command::SetPicture { picture }).await
}

/// Removes it: nobody sees it any more.
pub async fn remove_picture(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    execute::<Member>(deps, &member::stream(staff.member), id, &Command::RemovePicture).await
}
