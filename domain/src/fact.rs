//! Any event of the log, by its stored name: what projections and reactions read.

use crate::{
    access, agreement, electronic_id, erasure, hold, identification, log, member, organisation, receipt,
    visit, waiting_room,
};
use serde::Deserialize as _;
use serde::Deserializer;
use serde::de::Error as _;

/// Any event.
#[derive(Clone, Debug)]
pub enum Fact {
    /// Of the access log.
    Access(access::Event),
    /// Of an agreement's texts.
    Agreement(agreement::Event),
    /// Of an organisation's electronic ID.
    ElectronicId(electronic_id::Event),
    /// Of an erasure.
    Erasure(erasure::Event),
    /// Of a legal hold.
    Hold(hold::Event),
    /// Of a visitor's identification.
    Identification(identification::Event),
    /// Of the log and the vault.
    Log(log::Event),
    /// Of a member.
    Member(member::Event),
    /// Of an organisation.
    Organisation(organisation::Event),
    /// Of a visit's receipt page.
    Receipt(receipt::Event),
    /// Of a visit.
    Visit(visit::Event),
    /// Of a waiting room.
    WaitingRoom(waiting_room::Event),
}

/// Every stored name. Published events are add-only: a change is a `.v2` with an upcaster.
pub const STORED_NAMES: [&str; 125] = [
    "access.opened.v1",
    "agreement.published.v1",
    "electronic-id.switched-off.v1",
    "electronic-id.switched-on.v1",
    "erasure.commanded-by-visitor.v1",
    "erasure.commanded.v1",
    "hold.confirmed.v1",
    "hold.ended.v1",
    "hold.lifted.v1",
    "hold.proposed.v1",
    "hold.restored.v1",
    "identification.begun.v1",
    "identification.completed.v1",
    "identification.failed.v1",
    "identification.shown.v1",
    "log.clock-turned.v1",
    "log.created.v1",
    "log.restored.v1",
    "log.signing-key-rotated.v1",
    "member.accepted.v1",
    "member.active.v1",
    "member.came-back.v1",
    "member.device-met.v1",
    "member.founded.v1",
    "member.invitation-withdrawn.v1",
    "member.invited.v1",
    "member.language-chosen.v1",
    "member.link-issued.v1",
    "member.link-used.v1",
    "member.passkey-registered.v1",
    "member.passkey-removed.v1",
    "member.passkey-used.v1",
    "member.picture-removed.v1",
    "member.picture-set.v1",
    "member.recovery-requested.v1",
    "member.recovery-stopped.v1",
    "member.reminded.v1",
    "member.removed.v1",
    "member.roles-granted.v1",
    "member.second-factor-removed.v1",
    "member.second-factor-set.v1",
    "member.second-factor-used.v1",
    "member.signed-in.v1",
    "member.signed-out.v1",
    "member.went-away.v1",
    "member.went-off-duty.v1",
    "member.went-on-duty.v1",
    "organisation.agreement-accepted.v1",
    "organisation.agreement-announced.v1",
    "organisation.agreement-mailed.v1",
    "organisation.agreement-noted.v1",
    "organisation.agreement-signed.v1",
    "organisation.branded.v1",
    "organisation.call-counted.v1",
    "organisation.call-ways-chosen.v1",
    "organisation.confirmed.v1",
    "organisation.continued.v1",
    "organisation.day-hours-chosen.v1",
    "organisation.ended.v1",
    "organisation.ending-announced.v1",
    "organisation.ending-revoked.v1",
    "organisation.handed-over.v1",
    "organisation.hours-chosen.v1",
    "organisation.language-chosen.v1",
    "organisation.logo-drafted.v1",
    "organisation.notice-published.v1",
    "organisation.ownership-offer-ended.v1",
    "organisation.ownership-offered.v1",
    "organisation.reminders-chosen.v1",
    "organisation.retention-chosen.v1",
    "organisation.sector-chosen.v1",
    "organisation.signed-up.v1",
    "organisation.trial-began.v1",
    "organisation.trial-end-announced.v1",
    "receipt.code-asked.v1",
    "receipt.code-sent.v1",
    "receipt.code-wrong.v1",
    "receipt.confirmed.v1",
    "vault.epoch-destroyed.v1",
    "vault.keys-destroyed.v1",
    "visit.admitted.v1",
    "visit.alerted.v1",
    "visit.arrived.v1",
    "visit.call-ended.v1",
    "visit.call-started.v1",
    "visit.cancelled.v1",
    "visit.checked.v1",
    "visit.closed.v1",
    "visit.colleague-asked.v1",
    "visit.connected.v1",
    "visit.guest-came.v1",
    "visit.guest-expected.v1",
    "visit.guest-let-in.v1",
    "visit.guest-turned-away.v1",
    "visit.handed-over.v1",
    "visit.invited.v1",
    "visit.joined.v1",
    "visit.left.v1",
    "visit.let-back-in.v1",
    "visit.let-back.v1",
    "visit.link-issued.v1",
    "visit.message-refused.v1",
    "visit.message-sent.v1",
    "visit.missed.v1",
    "visit.moved.v1",
    "visit.no-show.v1",
    "visit.participant-left.v1",
    "visit.put-out.v1",
    "visit.reassigned.v1",
    "visit.reminded.v1",
    "visit.repeating-link-ended.v1",
    "visit.repeating-link-given.v1",
    "visit.returned.v1",
    "visit.room-closed.v1",
    "visit.room-opened.v1",
    "visit.seen.v1",
    "visit.technical-recorded.v1",
    "visit.third-joined.v1",
    "visit.third-left.v1",
    "waiting-room.alert-chosen.v1",
    "waiting-room.closed.v1",
    "waiting-room.note-put-up.v1",
    "waiting-room.note-taken-down.v1",
    "waiting-room.opened.v1",
    "waiting-room.place-shown.v1",
];

impl Fact {
    /// Reads the event of this stored name from `{"type": …, "data": …}`; inside [`crate::personal::attach`], where it holds sealed values. An unknown name is an error:
    /// its reader stops.
    pub fn read<'de, D: Deserializer<'de>>(name: &str, tagged: D) -> Result<Fact, D::Error> {
        match name.split_once('.').map_or("", |(category, _)| category) {
            "access" => access::Event::deserialize(tagged).map(Fact::Access),
            "agreement" => agreement::Event::deserialize(tagged).map(Fact::Agreement),
            "electronic-id" => electronic_id::Event::deserialize(tagged).map(Fact::ElectronicId),
            "erasure" => erasure::Event::deserialize(tagged).map(Fact::Erasure),
            "hold" => hold::Event::deserialize(tagged).map(Fact::Hold),
            "identification" => identification::Event::deserialize(tagged).map(Fact::Identification),
            "log" | "vault" => log::Event::deserialize(tagged).map(Fact::Log),
            "member" => member::Event::deserialize(tagged).map(Fact::Member),
            "organisation" => organisation::Event::deserialize(tagged).map(Fact::Organisation),
            "receipt" => receipt::Event::deserialize(tagged).map(Fact::Receipt),
            "visit" => visit::Event::deserialize(tagged).map(Fact::Visit),
            "waiting-room" => waiting_room::Event::deserialize(tagged).map(Fact::WaitingRoom),
            other => Err(D::Error::custom(format!("no event is stored in the category {other:?}"))),
        }
    }
}
