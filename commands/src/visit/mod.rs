//! What visitors and professionals do with a visit.

mod admit;
mod again;
mod arrive;
mod change;
mod follow;
mod guest;
mod invite;
mod line;
mod link;
mod presence;
mod room;
#[cfg(test)]
mod tests;

pub use admit::{Colleagues, admit, close};
pub use again::{asked_for, come_again, waits_for};
pub use arrive::{ArrivalForm, Arrived, arrive, come};
pub(crate) use change::call_off;
pub use change::{cancel, cancel_orphan, move_, move_orphan, reassign};
pub use follow::following;
pub use guest::{
    GuestBook, GuestRow, Guests, expect_guest, guest_by, guest_comes, guests, let_guest_in, turn_guest_away,
};
pub use invite::{InvitationForm, Invited, Planned, Whom, invite};
pub(crate) use line::let_go;
pub use line::{acknowledge, alert, hand_over, note_no_show};
pub use link::{Known, known, lost, resend};
pub use presence::{check, leave, return_};
pub use room::{
    ask_colleague, connect, end, end_by, holds, join, keep_room, leave_room, record_technical, third,
};

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use domain::agreement::Kind;
use domain::organisation;
use domain::visit::{Command, Consent, Event, Visit, stream};
use domain::{Class, CommandId, Personal, Timestamp, VisitId};
use serde::Serialize;
use store::{Record, codec};

/// A visit as it stands in the log.
pub async fn visit(deps: &Deps, visit: VisitId) -> Result<Visit, CommandError> {
    Ok(crate::execute::load(deps, &stream(visit)).await?.0)
}

/// Events read at once.
const PAGE: usize = 500;

/// Takes each event of a visit's stream after a version, in pages, and returns the version of the last one.
pub async fn each(
    deps: &Deps,
    of: VisitId,
    mut version: u64,
    mut take: impl FnMut(&Record, Event) + Send,
) -> Result<u64, CommandError> {
    loop {
        let records = deps.log.read_stream(&stream(of), version, PAGE).await?;
        let whole = records.len() == PAGE;
        for record in records {
            version = record.version;
            take(&record, codec::event(&record)?);
        }
        if !whole {
            return Ok(version);
        }
    }
}

fn sealed<T: Serialize>(visit: VisitId, value: &T) -> Personal<T> {
    Personal::new(visit.subject(), Class::Visit, value)
}

fn now(deps: &Deps, visit: VisitId) -> Personal<Timestamp> {
    sealed(visit, &deps.now())
}

async fn run(deps: &Deps, id: CommandId, visit: VisitId, command: Command) -> Result<Done, CommandError> {
    execute::<Visit>(deps, &stream(visit), id, &command).await
}

/// What somebody consents to who arrives: the organisation's notice, on the ground of its law, in the words that stand.
async fn consent(deps: &Deps, core: &organisation::Core) -> Result<Consent, CommandError> {
    let words = crate::agreement::published(deps, Kind::VisitorNotice).await?;
    Ok(Consent {
        notice: core.notice,
        basis: core.law().ground(Class::Visit).to_owned(),
        words: words.current().map(|one| one.digest.clone()),
    })
}
