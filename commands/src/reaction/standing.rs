//! How an invitation stood when an event was recorded, which is what its message tells.

use crate::deps::Deps;
use crate::error::CommandError;
use domain::text::Secret;
use domain::visit::{self, Appointment, Channel, Event, Form, Invitation, Visit};
use domain::{Aggregate as _, Personal, VisitId};
use store::codec;

/// The longest stream of a visit that is read for a message.
const EVENTS: usize = 1_000;

/// How an invitation stood when an event was recorded.
pub(super) struct Standing {
    pub(super) channel: Channel,
    /// Whether the link lets in repeatedly.
    pub(super) repeats: bool,
    pub(super) invitation: Personal<Invitation>,
    pub(super) moved: Option<Personal<Appointment>>,
    /// What the visitor wrote, once they have come: it knows the language of their page.
    pub(super) form: Option<Personal<Form>>,
    /// Of the link that holds now, whichever it was then: an earlier one leads nowhere.
    pub(super) secret: Personal<Secret>,
    pub(super) sequence: u32,
    /// Whether the visit is over by now, whatever it was then.
    pub(super) over: bool,
    /// What later messages tell of it.
    pub(super) since: Since,
}

/// What has become of an invitation after an event, of which messages of their own tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Since {
    Nothing,
    /// There is another link.
    Linked,
    /// It was moved or called off.
    Changed,
}

impl Standing {
    /// As it stood at this version of the visit's stream; `None` for a visit that nobody was invited to.
    pub(super) async fn of(
        deps: &Deps,
        visit: VisitId,
        version: u64,
    ) -> Result<Option<Standing>, CommandError> {
        let (mut state, mut standing) = (Visit::default(), None::<Standing>);
        let (mut since, mut holds) = (Since::Nothing, None);
        for record in deps.log.read_stream(&visit::stream(visit), 0, EVENTS).await? {
            let event: Event = codec::event(&record)?;
            if record.version <= version {
                standing = Standing::after(standing, &event);
            } else {
                if matches!(event, Event::Moved { .. } | Event::Cancelled { .. }) {
                    since = Since::Changed;
                } else if matches!(event, Event::LinkIssued { .. }) {
                    since = since.max(Since::Linked);
                }
                if let Event::Moved { secret, .. } | Event::LinkIssued { secret, .. } = &event {
                    holds = Some(secret.clone());
                }
            }
            state = state.evolve(&event);
        }
        let over = matches!(state, Visit::Over { .. });
        Ok(standing.map(|standing| {
            let secret = holds.unwrap_or(standing.secret);
            Standing { secret, over, since, ..standing }
        }))
    }

    fn after(standing: Option<Standing>, event: &Event) -> Option<Standing> {
        match event {
            Event::RepeatingLinkGiven { channel, invitation, secret, .. }
            | Event::Invited { channel, invitation, secret, .. } => Some(Standing {
                channel: *channel,
                repeats: matches!(event, Event::RepeatingLinkGiven { .. }),
                invitation: invitation.clone(),
                moved: None,
                form: None,
                secret: secret.clone(),
                sequence: 0,
                over: false,
                since: Since::Nothing,
            }),
            Event::Moved { sequence, appointment, secret, .. } => standing.map(|standing| Standing {
                moved: Some(appointment.clone()),
                secret: secret.clone(),
                sequence: *sequence,
                ..standing
            }),
            Event::Cancelled { sequence, .. } => {
                standing.map(|standing| Standing { sequence: *sequence, ..standing })
            }
            Event::LinkIssued { secret, .. } => {
                standing.map(|standing| Standing { secret: secret.clone(), ..standing })
            }
            Event::Arrived { form, .. } => {
                standing.map(|standing| Standing { form: Some(form.clone()), ..standing })
            }
            Event::Reminded { .. }
            | Event::Missed { .. }
            | Event::RepeatingLinkEnded { .. }
            | Event::Reassigned { .. }
            | Event::MessageSent { .. }
            | Event::MessageRefused { .. }
            | Event::LetBack { .. }
            | Event::Checked { .. }
            | Event::Left { .. }
            | Event::Returned { .. }
            | Event::Admitted { .. }
            | Event::CallStarted { .. }
            | Event::Joined { .. }
            | Event::Connected { .. }
            | Event::ParticipantLeft { .. }
            | Event::PutOut { .. }
            | Event::LetBackIn { .. }
            | Event::RoomClosed { .. }
            | Event::RoomOpened { .. }
            | Event::ColleagueAsked { .. }
            | Event::ThirdJoined { .. }
            | Event::ThirdLeft { .. }
            | Event::GuestExpected { .. }
            | Event::GuestCame { .. }
            | Event::GuestLetIn { .. }
            | Event::GuestTurnedAway { .. }
            | Event::CallEnded { .. }
            | Event::TechnicalRecorded { .. }
            | Event::Seen { .. }
            | Event::Alerted { .. }
            | Event::HandedOver { .. }
            | Event::NoShow { .. }
            | Event::Closed { .. } => standing,
        }
    }
}
