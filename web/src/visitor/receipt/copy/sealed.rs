//! What a copy is made of, as it lies in the log: gathered, and not opened.

use super::Consented;
use crate::app::App;
use crate::error::AppError;
use commands::visit::GuestRow;
use domain::identification::Vouched;
use domain::personal::SealedPart;
use domain::time::Day;
use domain::visit::{
    Act, Appointment, Channel, Devices, Event, Form, HandOver, Invitation, Message, Receipt, Side, Technical,
};
use domain::{Personal, Timestamp, VisitId};
use std::sync::Arc;

/// What tells when a step was, and by whom.
pub(super) enum Told {
    At(Personal<Timestamp>),
    Act(Personal<Act>),
    HandOver(Personal<HandOver>),
    Day(Day),
}

/// The same as it lies in the log.
#[derive(Default)]
pub(super) struct Sealed {
    pub(super) consents: Vec<Consented>,
    pub(super) invitation: Option<Personal<Invitation>>,
    pub(super) moved: Option<Personal<Appointment>>,
    pub(super) form: Option<Personal<Form>>,
    pub(super) devices: Option<Personal<Devices>>,
    pub(super) steps: Vec<(String, Option<Side>, Told)>,
    /// The codes that were sent, by which way and when.
    pub(super) codes: Vec<(Channel, Day)>,
    /// For whom links were made in the call.
    pub(super) guests: Vec<GuestRow>,
    pub(super) messages: Vec<(Message, Channel, Day, Option<Personal<Receipt>>)>,
    pub(super) technical: Vec<Personal<Technical>>,
    pub(super) vouched: Option<Personal<Vouched>>,
}

impl Sealed {
    pub(super) async fn of(app: &App, visit: VisitId) -> Result<Self, AppError> {
        let mut sealed = Self::default();
        let taken = commands::visit::each(&app.deps, visit, 0, |record, event| {
            sealed.take(record.kind.clone(), event);
        });
        taken.await?;
        sealed.codes = commands::receipt::sent(&app.deps, visit).await?;
        sealed.guests = commands::visit::guests(&app.deps, visit).await?.rows;
        if let Some(row) = app.read.identifications().of(visit).await? {
            sealed.vouched = row.vouched;
        }
        Ok(sealed)
    }

    fn take(&mut self, what: String, event: Event) {
        let (side, told) = match event {
            Event::Invited { invitation, day, .. } => {
                self.invitation = Some(invitation);
                (None, Told::Day(day))
            }
            Event::Moved { appointment, day, .. } => {
                self.moved = Some(appointment);
                (None, Told::Day(day))
            }
            Event::Arrived { consent, form, day, .. } => {
                self.consents.push(Consented { day, consent });
                self.form = Some(form);
                (None, Told::Day(day))
            }
            Event::Checked { devices, .. } => {
                self.devices = Some(devices);
                return;
            }
            Event::TechnicalRecorded { side, technical, .. } => {
                if side == Side::Visitor {
                    self.technical.push(technical);
                }
                return;
            }
            Event::MessageSent { message, channel, day, receipt, .. } => {
                self.messages.push((message, channel, day, Some(receipt)));
                return;
            }
            Event::MessageRefused { message, channel, day, .. } => {
                self.messages.push((message, channel, day, None));
                return;
            }
            Event::LetBack { at, .. }
            | Event::Left { at, .. }
            | Event::Returned { at, .. }
            | Event::CallStarted { at, .. }
            | Event::ThirdJoined { at, .. }
            | Event::ThirdLeft { at, .. }
            | Event::CallEnded { at, .. } => (None, Told::At(at)),
            Event::Joined { side, at, .. } | Event::ParticipantLeft { side, at, .. } => {
                (Some(side), Told::At(at))
            }
            Event::Cancelled { act, .. }
            | Event::Admitted { act, .. }
            | Event::Connected { act, .. }
            | Event::Seen { act, .. }
            | Event::NoShow { act, .. }
            | Event::PutOut { act, .. }
            | Event::LetBackIn { act, .. }
            | Event::GuestLetIn { act, .. }
            | Event::GuestTurnedAway { act, .. }
            | Event::RoomClosed { act, .. }
            | Event::RoomOpened { act, .. }
            | Event::Closed { act, .. } => (None, Told::Act(act)),
            Event::HandedOver { handover, .. } | Event::ColleagueAsked { asked: handover, .. } => {
                (None, Told::HandOver(handover))
            }
            Event::LinkIssued { day, .. }
            | Event::Reminded { day, .. }
            | Event::Missed { day, .. }
            | Event::Reassigned { day, .. }
            | Event::Alerted { day, .. } => (None, Told::Day(day)),
            // What a guest wrote is theirs; that they were let in, and as what, is told.
            Event::GuestExpected { .. } | Event::GuestCame { .. } => return,
            // Of a repeating link, which is no visit.
            Event::RepeatingLinkGiven { .. } | Event::RepeatingLinkEnded { .. } => return,
        };
        self.steps.push((what, side, told));
    }

    pub(super) fn parts(&self) -> Vec<Arc<SealedPart>> {
        fn part<T>(personal: Option<&Personal<T>>) -> Option<Arc<SealedPart>> {
            personal.and_then(Personal::sealed).map(|(part, _)| part.clone())
        }
        let steps = self.steps.iter().filter_map(|(_, _, told)| match told {
            Told::At(at) => part(Some(at)),
            Told::Act(act) => part(Some(act)),
            Told::HandOver(handover) => part(Some(handover)),
            Told::Day(_) => None,
        });
        let messages = self.messages.iter().filter_map(|(.., receipt)| part(receipt.as_ref()));
        let guests = self.guests.iter().filter_map(|row| row.let_in.as_ref().and(part(Some(&row.expected))));
        let technical = self.technical.iter().filter_map(|one| part(Some(one)));
        let single = [
            part(self.invitation.as_ref()),
            part(self.moved.as_ref()),
            part(self.form.as_ref()),
            part(self.devices.as_ref()),
            part(self.vouched.as_ref()),
        ];
        single.into_iter().flatten().chain(steps).chain(messages).chain(guests).chain(technical).collect()
    }
}
