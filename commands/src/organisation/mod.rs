//! What people do with an organisation.

mod brand;
mod choose_hours;
mod choose_language;
mod choose_reminders;
mod choose_retention;
mod choose_sector;
mod choose_ways;
mod ending;
mod hand_over;
mod publish_notice;
mod sign_agreement;
mod sign_up;
mod trial;

pub use brand::{BrandingForm, brand, draft_logo};
pub use choose_hours::{choose_day_hours, choose_hours};
pub use choose_language::choose_language;
pub use choose_reminders::choose_reminders;
pub use choose_retention::choose_retention;
pub use choose_sector::choose_sector;
pub use choose_ways::choose_ways;
pub use ending::{announce_ending, end_due, revoke_ending};
pub(crate) use ending::{ended, forgotten, set_clock};
pub(crate) use hand_over::move_seat;
pub use hand_over::{accept_ownership, end_offer, offer_ownership};
pub use publish_notice::{NoticeForm, publish_notice};
pub use sign_agreement::sign_agreement;
pub use sign_up::{Claimed, SignUpForm, SignedUp, claim, confirm, found};
pub use trial::{announce_trial_end, continue_};

use crate::deps::Deps;
use crate::error::CommandError;
use domain::OrganisationId;
use domain::organisation::{Organisation, stream};

/// An organisation as it stands in the log.
pub async fn organisation(deps: &Deps, organisation: OrganisationId) -> Result<Organisation, CommandError> {
    Ok(crate::execute::load(deps, &stream(organisation)).await?.0)
}
