//! An organisation: signed up, confirmed, its agreements agreed to, its notice published, its retention chosen.

mod command;
mod country;
mod event;
mod law;
mod papers;
#[cfg(test)]
mod tests;
mod trial;

pub use command::Command;
pub use country::Country;
pub use event::{Branding, Event, Notice, Profile, Signature};
pub use law::{Law, Sector};
pub use papers::{Announced, InForce, Paper, Standing, Way};
pub use trial::Trial;

use crate::aggregate::{Aggregate, StreamName};
use crate::agreement::{By, Kind};
use crate::hours::Hours;
use crate::id::{MemberId, OrganisationId};
use crate::language::Language;
use crate::refusal::Refusal;
use crate::retention::Retention;
use crate::role::{Power, Role};
use crate::text::Invalid;
use crate::time::{Day, Timestamp, day};
use crate::visit::Reminders;
use crate::ways::Ways;
use std::collections::BTreeMap;

/// The situation of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Organisation {
    /// Not signed up.
    #[default]
    Absent,
    /// Its owner has not confirmed the address: nothing is sent in its name (A3).
    Unconfirmed {
        /// What it is.
        core: Core,
    },
    /// Confirmed.
    Confirmed {
        /// What it is.
        core: Core,
    },
    /// Ended by its owner: for everybody outside it is as if it had never been.
    Ended {
        /// What it was.
        core: Core,
    },
}

/// What an organisation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// Which.
    pub organisation: OrganisationId,
    /// Who owns it.
    pub owner: MemberId,
    /// Where it is.
    pub country: Country,
    /// What it does, where it was asked.
    pub sector: Option<Sector>,
    /// Where its days and months begin.
    pub zone: chrono_tz::Tz,
    /// How long visits are kept.
    pub retention: Retention,
    /// The language of its letters.
    pub language: Language,
    /// Which ways its calls may take.
    pub ways: Ways,
    /// How it stands with each kind of agreement.
    pub agreements: BTreeMap<Kind, Standing>,
    /// The number of the notice that stands; 0 without one.
    pub notice: u32,
    /// The number of the branding that is published; 0 without one.
    pub branding: u32,
    /// Whether a logo was ever uploaded.
    pub logo: bool,
    /// When visitors without an appointment can come.
    pub hours: Hours,
    /// Which reminders visitors get.
    pub reminders: Reminders,
    /// The ownership that is offered: by whom, and to whom.
    pub offer: Option<(MemberId, MemberId)>,
    /// The day on which it ends, if its owner has said so.
    pub ending: Option<Day>,
    /// Its trial, until it is continued; `None` for whoever never had one.
    pub trial: Option<Trial>,
}

/// Days between the announcement of an end and the end, in which it can be revoked.
pub const GRACE: u64 = 30;

/// The stream of an organisation.
pub fn stream(organisation: OrganisationId) -> StreamName {
    StreamName::new("organisation", organisation)
}

/// The stream of an organisation's call counts: apart, so that the organisation's own stays short.
pub fn calls(organisation: OrganisationId) -> StreamName {
    StreamName::new("calls", organisation)
}

/// The event that counts a connected call of this many seconds.
pub fn count_call(organisation: OrganisationId, day: crate::time::Day, seconds: u64) -> Event {
    let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
    Event::CallCounted { organisation, day, minutes }
}

impl Core {
    /// The law that it is under.
    pub fn law(&self) -> Law {
        Law::of(self.country, self.sector)
    }

    /// Which day it is there.
    pub fn today(&self, now: Timestamp) -> Day {
        now.with_timezone(&self.zone).date_naive()
    }

    /// Whether it takes new visits and invitations: not once its trial is over. What goes on by then goes on.
    pub fn takes_new(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.trial {
            Some(trial) if trial.over(self.today(now)) => Err(Refusal::TrialOver),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether an agreement has to be signed before visitors can come.
    pub fn unsigned(&self) -> bool {
        Kind::signed_under(self.law()).is_some_and(|kind| self.accepted(kind).is_none())
    }
}

impl Organisation {
    /// What it is, once signed up.
    pub fn core(&self) -> Option<&Core> {
        match self {
            Organisation::Absent => None,
            Organisation::Unconfirmed { core }
            | Organisation::Confirmed { core }
            | Organisation::Ended { core } => Some(core),
        }
    }

    /// What it is, if it receives visitors: confirmed, with the agreement signed that its law asks for (D1, D2) and a published notice (G8).
    pub fn open(&self) -> Result<&Core, Refusal> {
        match self {
            Organisation::Absent | Organisation::Ended { .. } => Err(Refusal::NotFound),
            Organisation::Confirmed { core } if !core.unsigned() && core.notice > 0 => Ok(core),
            Organisation::Unconfirmed { .. } | Organisation::Confirmed { .. } => Err(Refusal::NotOpen),
        }
    }

    fn confirmed(&self) -> Result<&Core, Refusal> {
        match self {
            Organisation::Absent | Organisation::Ended { .. } => Err(Refusal::NotFound),
            Organisation::Unconfirmed { .. } => Err(Refusal::NotConfirmed),
            Organisation::Confirmed { core } => Ok(core),
        }
    }

    fn with(mut self, change: impl FnOnce(&mut Core)) -> Self {
        match &mut self {
            Organisation::Absent => {}
            Organisation::Unconfirmed { core }
            | Organisation::Confirmed { core }
            | Organisation::Ended { core } => change(core),
        }
        self
    }
}

/// Days that can be different at a time.
const DIFFERENT: usize = 100;

/// Whether a day can be made different: it is not over, at most a year ahead, and not one of too many.
fn different(core: &Core, on: Day, made: bool, now: Timestamp) -> Result<(), Refusal> {
    let today = core.today(now);
    let ahead = core.hours.days.range(today..).count();
    let last = today.checked_add_months(chrono::Months::new(12));
    if !made || (today <= on && last.is_some_and(|last| on <= last) && ahead < DIFFERENT) {
        return Ok(());
    }
    Err(Refusal::Field { field: "on", why: Invalid::Form("a day from today up to a year ahead") })
}

impl Aggregate for Organisation {
    type Event = Event;
    type Command = Command;

    #[expect(clippy::too_many_lines, reason = "one arm a command, each short")]
    fn decide(&self, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::SignUp { organisation, owner, country, sector, zone, profile, papers, acceptance } => {
                if !matches!(self, Organisation::Absent) {
                    return Ok(vec![]);
                }
                let (organisation, day) = (*organisation, day(now));
                let signed_up = Event::SignedUp {
                    organisation,
                    owner: *owner,
                    zone: if country.zones().contains(zone) { *zone } else { country.zone() },
                    country: *country,
                    day,
                    profile: profile.clone(),
                };
                let sector = sector.filter(|_| Sector::asked_in(*country));
                let sector = sector.map(|sector| Event::SectorChosen { organisation, sector, day });
                // Who signs nothing here has read it here.
                let papers = papers.iter().filter(|paper| paper.kind.by() != By::Signature).cloned();
                let papers = papers.map(|Paper { kind, version, digest }| Event::AgreementAccepted {
                    organisation,
                    kind,
                    version,
                    digest,
                    way: Way::SignUp,
                    day,
                    acceptance: acceptance.clone(),
                });
                Ok([signed_up].into_iter().chain(sector).chain(papers).collect())
            }
            Command::Confirm { trial } => match self {
                Organisation::Absent | Organisation::Ended { .. } => Err(Refusal::NotFound),
                Organisation::Unconfirmed { core } => {
                    let confirmed = Event::Confirmed { organisation: core.organisation, day: day(now) };
                    Ok([confirmed].into_iter().chain(trial::begin(core, *trial, now)).collect())
                }
                Organisation::Confirmed { .. } => Ok(vec![]),
            },
            Command::AnnounceTrialEnd => Ok(trial::announce(self.confirmed()?, now)),
            Command::Continue => Ok(trial::go_on(self.confirmed()?, now)),
            Command::SignAgreement { roles, paper, signature } => {
                papers::sign(self.confirmed()?, roles, paper, signature, now)
            }
            Command::AnnounceAgreement { paper, since } => match self {
                Organisation::Confirmed { core } => Ok(papers::announce(core, paper, *since, now)),
                // Nothing is sent in the name of an unconfirmed one (A3); its confirmation looks again.
                Organisation::Absent | Organisation::Unconfirmed { .. } | Organisation::Ended { .. } => {
                    Ok(vec![])
                }
            },
            Command::NoteAgreement { roles, kind, digest, noted } => {
                papers::note(self.confirmed()?, roles, *kind, digest, noted, now)
            }
            Command::NoteAgreementMailed { kind, digest } => {
                Ok(papers::mailed(self.confirmed()?, *kind, digest, now))
            }
            Command::GoOnUsing { roles, in_force, acceptance } => {
                papers::go_on(self.confirmed()?, roles, in_force, acceptance, now)
            }
            Command::PublishNotice { roles, notice } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                Ok(vec![Event::NoticePublished {
                    organisation: core.organisation,
                    version: core.notice.saturating_add(1),
                    day: day(now),
                    notice: notice.clone(),
                }])
            }
            Command::OfferOwnership { from, roles, to } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::HandOver).ok_or(Refusal::NotAllowed)?;
                if from == to {
                    return Err(Refusal::NotAllowed);
                }
                if core.offer == Some((*from, *to)) {
                    return Ok(vec![]);
                }
                Ok(vec![Event::OwnershipOffered {
                    organisation: core.organisation,
                    from: *from,
                    to: *to,
                    day: day(now),
                }])
            }
            Command::EndOffer { by, roles } => {
                let core = self.confirmed()?;
                let Some((_, to)) = core.offer else { return Ok(vec![]) };
                let declined = to == *by;
                if !declined {
                    Role::with(roles, Power::HandOver).ok_or(Refusal::NotAllowed)?;
                }
                let (organisation, day) = (core.organisation, day(now));
                Ok(vec![Event::OwnershipOfferEnded { organisation, to, declined, day }])
            }
            Command::AcceptOwnership { by } => {
                let core = self.confirmed()?;
                match core.offer {
                    Some((from, to)) if to == *by => Ok(vec![Event::HandedOver {
                        organisation: core.organisation,
                        from,
                        to,
                        day: day(now),
                    }]),
                    None if core.owner == *by => Ok(vec![]),
                    Some(_) | None => Err(Refusal::NotFound),
                }
            }
            Command::ChooseHours { roles, week } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.hours.week == *week {
                    return Ok(vec![]);
                }
                let (organisation, week) = (core.organisation, week.clone());
                Ok(vec![Event::HoursChosen { organisation, day: day(now), week }])
            }
            Command::ChooseDayHours { roles, on, hours } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.hours.days.get(on) == hours.as_ref() {
                    return Ok(vec![]);
                }
                different(core, *on, hours.is_some(), now)?;
                Ok(vec![Event::DayHoursChosen {
                    organisation: core.organisation,
                    day: day(now),
                    on: *on,
                    hours: hours.clone(),
                }])
            }
            Command::ChooseReminders { roles, reminders } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.reminders == *reminders {
                    return Ok(vec![]);
                }
                let (organisation, reminders) = (core.organisation, *reminders);
                Ok(vec![Event::RemindersChosen { organisation, day: day(now), reminders }])
            }
            Command::ChooseRetention { roles, retention } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.retention == *retention {
                    return Ok(vec![]);
                }
                Ok(vec![Event::RetentionChosen {
                    organisation: core.organisation,
                    retention: *retention,
                    day: day(now),
                }])
            }
            Command::DraftLogo { roles, logo } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                let (organisation, day) = (core.organisation, day(now));
                Ok(vec![Event::LogoDrafted { organisation, day, logo: logo.clone() }])
            }
            Command::Brand { roles, logo, branding } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                Ok(vec![Event::Branded {
                    organisation: core.organisation,
                    version: core.branding.saturating_add(1),
                    logo: *logo && core.logo,
                    day: day(now),
                    branding: branding.clone(),
                }])
            }
            Command::ChooseLanguage { roles, language } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.language == *language {
                    return Ok(vec![]);
                }
                let (organisation, language, day) = (core.organisation, *language, day(now));
                Ok(vec![Event::LanguageChosen { organisation, language, day }])
            }
            Command::AnnounceEnding { roles, by } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::HandOver).ok_or(Refusal::NotAllowed)?;
                let (organisation, day) = (core.organisation, day(now));
                let on = core.today(now).checked_add_days(chrono::Days::new(GRACE));
                let on = on.ok_or(Refusal::NotFound)?;
                Ok(match core.ending {
                    Some(_) => vec![],
                    None => vec![Event::EndingAnnounced { organisation, on, day, by: by.clone() }],
                })
            }
            Command::RevokeEnding { roles, by } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::HandOver).ok_or(Refusal::NotAllowed)?;
                let (organisation, day) = (core.organisation, day(now));
                Ok(match core.ending {
                    None => vec![],
                    Some(_) => vec![Event::EndingRevoked { organisation, day, by: by.clone() }],
                })
            }
            Command::End => Ok(match self {
                Organisation::Confirmed { core } if core.ending.is_some_and(|on| on <= core.today(now)) => {
                    vec![Event::Ended { organisation: core.organisation, day: day(now) }]
                }
                Organisation::Absent
                | Organisation::Unconfirmed { .. }
                | Organisation::Confirmed { .. }
                | Organisation::Ended { .. } => vec![],
            }),
            Command::ChooseSector { roles, sector } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::SignAgreements).ok_or(Refusal::NotAllowed)?;
                if !Sector::asked_in(core.country) {
                    return Err(Refusal::NotFound);
                }
                if core.sector == Some(*sector) {
                    return Ok(vec![]);
                }
                let (organisation, sector, day) = (core.organisation, *sector, day(now));
                Ok(vec![Event::SectorChosen { organisation, sector, day }])
            }
            Command::ChooseWays { roles, ways } => {
                let core = self.confirmed()?;
                Role::with(roles, Power::ManageSettings).ok_or(Refusal::NotAllowed)?;
                if core.ways == *ways {
                    return Ok(vec![]);
                }
                let (organisation, ways, day) = (core.organisation, *ways, day(now));
                Ok(vec![Event::CallWaysChosen { organisation, ways, day }])
            }
        }
    }

    fn evolve(self, event: &Event) -> Self {
        match event {
            Event::SignedUp { organisation, owner, zone, country, .. } => Organisation::Unconfirmed {
                core: Core {
                    organisation: *organisation,
                    owner: *owner,
                    country: *country,
                    sector: None,
                    zone: *zone,
                    retention: Retention::ThreeMonths,
                    language: country.language(),
                    ways: Ways::Any,
                    agreements: BTreeMap::new(),
                    notice: 0,
                    branding: 0,
                    logo: false,
                    hours: Hours::default(),
                    reminders: Reminders::default(),
                    offer: None,
                    ending: None,
                    trial: None,
                },
            },
            Event::Confirmed { .. } => match self {
                Organisation::Unconfirmed { core } => Organisation::Confirmed { core },
                Organisation::Absent | Organisation::Confirmed { .. } | Organisation::Ended { .. } => self,
            },
            Event::EndingAnnounced { on, .. } => self.with(|core| core.ending = Some(*on)),
            Event::EndingRevoked { .. } => self.with(|core| core.ending = None),
            Event::Ended { .. } => match self {
                Organisation::Confirmed { core } => Organisation::Ended { core },
                Organisation::Absent | Organisation::Unconfirmed { .. } | Organisation::Ended { .. } => self,
            },
            Event::TrialBegan { last, .. } => {
                self.with(|core| core.trial = Some(Trial { last: *last, announced: false }))
            }
            Event::TrialEndAnnounced { last, .. } => {
                self.with(|core| core.trial = Some(Trial { last: *last, announced: true }))
            }
            Event::Continued { .. } => self.with(|core| core.trial = None),
            Event::AgreementSigned { .. }
            | Event::AgreementAccepted { .. }
            | Event::AgreementAnnounced { .. }
            | Event::AgreementMailed { .. }
            | Event::AgreementNoted { .. } => self.with(|core| papers::evolve(core, event)),
            Event::NoticePublished { version, .. } => self.with(|core| core.notice = *version),
            Event::HoursChosen { week, .. } => self.with(|core| core.hours.week.clone_from(week)),
            Event::DayHoursChosen { on, hours, .. } => self.with(|core| {
                match hours {
                    Some(hours) => core.hours.days.insert(*on, hours.clone()),
                    None => core.hours.days.remove(on),
                };
            }),
            Event::RemindersChosen { reminders, .. } => self.with(|core| core.reminders = *reminders),
            Event::RetentionChosen { retention, .. } => self.with(|core| core.retention = *retention),
            Event::LanguageChosen { language, .. } => self.with(|core| core.language = *language),
            Event::LogoDrafted { .. } => self.with(|core| core.logo = true),
            Event::Branded { version, .. } => self.with(|core| core.branding = *version),
            Event::SectorChosen { sector, .. } => self.with(|core| core.sector = Some(*sector)),
            Event::CallWaysChosen { ways, .. } => self.with(|core| core.ways = *ways),
            Event::OwnershipOffered { from, to, .. } => self.with(|core| core.offer = Some((*from, *to))),
            Event::OwnershipOfferEnded { .. } => self.with(|core| core.offer = None),
            Event::HandedOver { to, .. } => self.with(|core| {
                core.owner = *to;
                core.offer = None;
            }),
            Event::CallCounted { .. } => self,
        }
    }
}
