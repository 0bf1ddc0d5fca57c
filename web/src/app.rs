//! What every handler is given: commands, read models, rooms, presence, and the names that were opened for a session.

use crate::edge::TurnedClock;
use crate::error::AppError;
use crate::following::Following;
use crate::page::{Area, Brand, DemoBar, Frame, Nav};
use crate::participant::Participant;
use crate::presence::Presence;
use crate::relay::{IceServer, Relay};
use crate::session::SignedIn;
use chrono_tz::Tz;
use commands::Deps;
use domain::access::{Purpose, Viewer};
use domain::member::Account;
use domain::organisation::{Branding, Notice, Profile};
use domain::picture::Picture;
use domain::{MemberId, OrganisationId, Personal, SessionId, Timestamp, VisitId};
use gateways::criipto::sandbox::Sandbox;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use projections::{OrganisationRow, ReadModels};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use store::edge::Draw as _;
use store::{Access, Opened};

/// What every handler is given.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// The contents of an [`App`].
pub struct Inner {
    /// What commands are given.
    pub deps: Deps,
    /// The read models.
    pub read: ReadModels,
    /// Who has a page open.
    pub presence: Presence,
    /// Which members look at the waiting list.
    pub looking: crate::looking::Looking,
    /// Notes of waiting rooms that were opened for those who wait.
    pub notices: crate::visitor::notes::Notices,
    /// What is read of guests who wait.
    pub guests: crate::visitor::readings::Readings,
    /// Rooms of running calls.
    pub rooms: crate::rooms::Rooms,
    /// Passkey ceremonies under way.
    pub passkeys: crate::passkeys::Passkeys,
    /// Absences that stand on public pages.
    pub absences: crate::away::Absences,
    /// When sessions end by themselves.
    pub ends: crate::there::Ends,
    /// How often somebody knocked.
    pub knocks: crate::door::knocks::Knocks,
    /// Whom the pages believe and answer besides people.
    pub gate: Gate,
    /// Who runs this installation: the processor in agreements.
    pub operator: Operator,
    /// The demo's own things; `None` in `serve`.
    pub demo: Option<Demo>,
    following: OnceLock<Following>,
    relay: OnceLock<Arc<dyn Relay>>,
    data: OnceLock<PathBuf>,
    participant: OnceLock<Arc<dyn Participant>>,
    names: Mutex<HashMap<SessionId, String>>,
    fronts: Mutex<HashMap<OrganisationId, (Front, Timestamp)>>,
    views: Mutex<HashMap<SessionId, Opened>>,
    waits: Mutex<HashMap<VisitId, Opened>>,
    professionals: Mutex<HashMap<MemberId, (String, Timestamp)>>,
    pictures: Mutex<HashMap<u64, (Picture, Timestamp)>>,
}

/// Who runs this installation (G8): without them the service does not start.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// The name.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// Where to write to about personal data.
    pub email: String,
}

/// Whom the pages believe about where a request comes from, and whose counts they tell to another machine.
#[derive(Clone, Default)]
pub struct Gate {
    /// The proxies that may say who is behind them.
    pub proxies: Vec<IpAddr>,
    /// The token with which another machine may ask for `/metrics`; without one only this machine may.
    pub metrics_token: Option<String>,
}

/// This machine's own addresses, where a proxy usually stands.
pub const LOOPBACK: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// What only the demo has.
pub struct Demo {
    /// The sandbox mailbox.
    pub mailbox: Mailbox,
    /// The sandbox of electronic ID.
    pub eid: Sandbox,
    /// The sandbox for text messages.
    pub outbox: Outbox,
    /// The clock that can be turned.
    pub clock: Arc<TurnedClock>,
    /// The secret in the demo's own links.
    pub key: String,
}

/// What an organisation shows to everybody.
#[derive(Clone)]
pub struct Front {
    /// Its name and address.
    pub profile: Profile,
    /// Its privacy notice.
    pub notice: Option<Notice>,
    /// The words and the colour of its visitors' pages.
    pub branding: Option<Branding>,
    /// Whether its logo is shown.
    pub logo: bool,
    branded: u32,
}

/// How long an organisation's public words are kept after one passage through the door: they are on its page for everybody.
const FRONT: chrono::TimeDelta = chrono::TimeDelta::minutes(5);

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// The app of an open house.
    pub fn new(
        deps: Deps,
        read: ReadModels,
        operator: Operator,
        gate: Gate,
        demo: Option<Demo>,
    ) -> Result<Self, AppError> {
        let rooms = crate::rooms::Rooms::new(&deps);
        let passkeys = crate::passkeys::Passkeys::new(&deps.origin)?;
        let knocks = crate::door::knocks::Knocks::new(&*deps.entropy);
        Ok(Self(Arc::new(Inner {
            presence: Presence::default(),
            looking: crate::looking::Looking::default(),
            guests: crate::visitor::readings::Readings::default(),
            notices: crate::visitor::notes::Notices::default(),
            absences: crate::away::Absences::default(),
            ends: crate::there::Ends::default(),
            rooms,
            passkeys,
            knocks,
            deps,
            read,
            gate,
            operator,
            demo,
            following: OnceLock::new(),
            relay: OnceLock::new(),
            data: OnceLock::new(),
            participant: OnceLock::new(),
            names: Mutex::default(),
            fronts: Mutex::default(),
            views: Mutex::default(),
            waits: Mutex::default(),
            professionals: Mutex::default(),
            pictures: Mutex::default(),
        })))
    }

    /// Takes note of the tasks without which this app should not serve.
    pub fn follow(&self, following: Following) {
        self.following.get_or_init(|| following);
    }

    /// Takes note of the relay: from now on whoever enters a room gets a pass for it.
    pub fn relays_through(&self, relay: Arc<dyn Relay>) {
        self.rooms.hub().relays_through(Arc::clone(&relay));
        let relay = self.relay.get_or_init(|| relay);
        if let Some(participant) = self.participant() {
            relay.leads_to(participant.whereabouts());
        }
    }

    /// The relay, if there is one.
    pub fn relay(&self) -> Option<&Arc<dyn Relay>> {
        self.relay.get()
    }

    /// The relay, if it can be tried by whoever tests their devices.
    pub fn relay_that_tests(&self) -> Option<&Arc<dyn Relay>> {
        self.relay().filter(|relay| relay.tests())
    }

    /// A pass of two minutes, for a page that tries whether its browser needs the relay; `None` without one.
    pub fn relay_to_try(&self) -> Option<IceServer> {
        let subject = crate::relay::to_try(self.deps.entropy.bytes::<16>());
        self.relay_that_tests().map(|relay| relay.pass(subject, chrono::TimeDelta::minutes(2)))
    }

    /// Takes note of the data folder, where the tree and its signing key lie.
    pub fn lies_in(&self, data: PathBuf) {
        self.data.get_or_init(|| data);
    }

    /// The data folder, where it is known.
    pub fn data(&self) -> Option<&Path> {
        self.data.get().map(PathBuf::as_path)
    }

    /// Takes note of whom visitors' browsers measure their connection against.
    pub fn measures_against(&self, participant: Arc<dyn Participant>) {
        let participant = self.participant.get_or_init(|| participant);
        if let Some(relay) = self.relay() {
            relay.leads_to(participant.whereabouts());
        }
    }

    /// Whom visitors' browsers measure their connection against; `None` where nobody is there for it.
    pub fn participant(&self) -> Option<&dyn Participant> {
        self.participant.get().map(|participant| &**participant)
    }

    /// The name of a task that has ended though it should run.
    pub fn ended(&self) -> Option<&'static str> {
        self.following.get()?.ended()
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.deps.now()
    }

    /// The organisation at this address. Once it has ended there is none any more, and until its owner has confirmed there is none either: nothing is said in its name (A3), nor whether the address is claimed.
    pub async fn at(&self, slug: &str) -> Result<OrganisationRow, AppError> {
        let subject = self.deps.vault.find("slug", slug).await?.ok_or(domain::Refusal::NotFound)?;
        let found = self.read.organisations().get(OrganisationId(subject.0)).await?;
        Ok(found.filter(|row| row.confirmed && !row.ended).ok_or(domain::Refusal::NotFound)?)
    }

    /// An organisation's public words: opened once in five minutes, not at every look at its page.
    pub async fn front(&self, organisation: &OrganisationRow, request: &str) -> Result<Front, AppError> {
        let now = self.now();
        let held = self.fronts.lock().ok().and_then(|fronts| fronts.get(&organisation.organisation).cloned());
        if let Some((front, until)) = held
            && now < until
            && front.notice.is_some() == organisation.notice.is_some()
            && front.branded == organisation.branding.as_ref().map_or(0, |(version, ..)| *version)
        {
            return Ok(front);
        }
        let access = Access {
            organisation: organisation.organisation,
            viewer: Viewer::Public,
            purpose: Purpose::PublicPage,
            reason: None,
            searched: None,
            request: request.to_owned(),
        };
        let notice = organisation.notice.as_ref().map(|(_, notice)| notice);
        let branding = organisation.branding.as_ref();
        let sealed = branding.and_then(|(.., branding)| branding.sealed());
        let parts = [organisation.profile.sealed(), notice.and_then(domain::Personal::sealed), sealed];
        let parts = parts.into_iter().flatten().map(|(part, _)| part.clone()).collect();
        let opened = self.deps.vault.disclose(access, parts).await?;
        let profile = opened.of(&organisation.profile).value().ok_or(domain::Refusal::NotFound)?;
        let front = Front {
            profile,
            notice: notice.and_then(|notice| opened.of(notice).value()),
            branding: branding.and_then(|(.., branding)| opened.of(branding).value()),
            logo: branding.is_some_and(|(_, logo, _)| *logo),
            branded: branding.map_or(0, |(version, ..)| *version),
        };
        if let Ok(mut fronts) = self.fronts.lock() {
            fronts.insert(organisation.organisation, (front.clone(), now + FRONT));
        }
        Ok(front)
    }

    /// Forgets an organisation's public words, after they were changed.
    pub fn forget_front(&self, organisation: OrganisationId) {
        if let Ok(mut fronts) = self.fronts.lock() {
            fronts.remove(&organisation);
        }
    }

    /// The names of professionals as the organisation's page shows them to everybody: opened together, once in five minutes.
    pub async fn public_names(
        &self,
        access: Access,
        members: &[(MemberId, Personal<Account>)],
    ) -> Result<Vec<(MemberId, String)>, AppError> {
        let now = self.now();
        let held: HashMap<MemberId, String> = self.professionals.lock().map_or_else(
            |_| HashMap::new(),
            |held| {
                let fresh =
                    members.iter().filter_map(|(member, _)| held.get(member).map(|name| (*member, name)));
                fresh
                    .filter(|(_, (_, until))| now < *until)
                    .map(|(member, (name, _))| (member, name.clone()))
                    .collect()
            },
        );
        let missing = members.iter().filter(|(member, _)| !held.contains_key(member));
        let parts: Vec<_> =
            missing.filter_map(|(_, account)| account.sealed()).map(|(part, _)| part.clone()).collect();
        let opened = if parts.is_empty() {
            Opened::default()
        } else {
            self.deps.vault.disclose(access, parts).await?
        };
        let name = |(member, account): &(MemberId, Personal<Account>)| {
            let fresh = || opened.of(account).value().map(|account| account.name.as_str().to_owned());
            held.get(member).cloned().or_else(fresh).map(|name| (*member, name))
        };
        let names: Vec<_> = members.iter().filter_map(name).collect();
        if let Ok(mut held) = self.professionals.lock() {
            held.extend(names.iter().map(|(member, name)| (*member, (name.clone(), now + FRONT))));
        }
        Ok(names)
    }

    /// A picture that is on a page for everybody, by the position of its event: opened once in five minutes.
    pub async fn public_picture(
        &self,
        access: Access,
        at: u64,
        picture: &Personal<Picture>,
    ) -> Result<Picture, AppError> {
        let now = self.now();
        let held = self.pictures.lock().ok().and_then(|held| held.get(&at).cloned());
        if let Some((picture, until)) = held
            && now < until
        {
            return Ok(picture);
        }
        let picture = crate::portraits::open(self, access, picture).await?;
        if let Ok(mut held) = self.pictures.lock() {
            // Those of a few hundred people; whatever is dropped is opened again.
            if held.len() >= 500 {
                held.clear();
            }
            held.insert(at, (picture.clone(), now + FRONT));
        }
        Ok(picture)
    }

    /// The signed-in member's own name: opened once per session.
    pub async fn own_name(&self, session: &SignedIn) -> Result<String, AppError> {
        let held = self.names.lock().ok().and_then(|names| names.get(&session.staff.session).cloned());
        if let Some(name) = held {
            return Ok(name);
        }
        let member = self.read.members().get(session.staff.member).await?;
        let Some(account) = member.and_then(|member| member.account) else { return Ok(String::new()) };
        let role = session.staff.roles.first().copied().unwrap_or(domain::Role::Member);
        let access = session.access_as(role, Purpose::OwnAccount);
        let parts = account.sealed().map(|(part, _)| part.clone()).into_iter().collect();
        let opened = self.deps.vault.disclose(access, parts).await?;
        let name =
            opened.of(&account).value().map(|account| account.name.as_str().to_owned()).unwrap_or_default();
        if let Ok(mut names) = self.names.lock() {
            if names.len() > 10_000 {
                names.clear();
            }
            names.insert(session.staff.session, name.clone());
        }
        Ok(name)
    }

    /// What a waiting visitor's page shows at the moment: its live line opens only what is new.
    pub fn waits(&self, visit: VisitId) -> Opened {
        self.waits.lock().ok().and_then(|waits| waits.get(&visit).cloned()).unwrap_or_default()
    }

    /// Remembers what a waiting visitor's page shows.
    pub fn set_waits(&self, visit: VisitId, shown: Opened) {
        if let Ok(mut waits) = self.waits.lock() {
            // What is dropped is opened again.
            if waits.len() > 10_000 {
                waits.clear();
            }
            waits.insert(visit, shown);
        }
    }

    /// Forgets it: they wait no more.
    pub fn forget_waits(&self, visit: VisitId) {
        if let Ok(mut waits) = self.waits.lock() {
            waits.remove(&visit);
        }
    }

    /// What a session's dashboard shows at the moment: its live line opens only what is new.
    pub fn view(&self, session: SessionId) -> Opened {
        self.views.lock().ok().and_then(|views| views.get(&session).cloned()).unwrap_or_default()
    }

    /// Remembers what a session's dashboard shows.
    pub fn set_view(&self, session: SessionId, view: Opened) {
        if let Ok(mut views) = self.views.lock() {
            if views.len() > 10_000 {
                views.clear();
            }
            views.insert(session, view);
        }
    }

    /// Forgets a session that has ended.
    pub fn forget_session(&self, session: SessionId) {
        if let Ok(mut names) = self.names.lock() {
            names.remove(&session);
        }
        if let Ok(mut views) = self.views.lock() {
            views.remove(&session);
        }
    }

    /// What stands around a page of an organisation's visitors.
    pub fn doorstep(&self, front: &Front, back: &str) -> Frame {
        let text = |note: &Option<domain::text::Note>| note.as_ref().map(|note| note.as_str().to_owned());
        let branding = front.branding.as_ref().map(|branding| Brand {
            accent: branding.accent.as_ref().map(|it| it.as_str().trim_start_matches('#').to_owned()),
            logo: front.logo.then(|| format!("/{}/logo", front.profile.slug.as_str())),
            welcome: text(&branding.welcome),
            waiting: text(&branding.waiting),
        });
        Frame { branding, ..self.outside(front.profile.name.as_str(), back) }
    }

    /// What stands around a page for nobody in particular.
    pub fn outside(&self, brand: &str, back: &str) -> Frame {
        Frame {
            brand: brand.to_owned(),
            nav: None,
            before: None,
            trial: None,
            changes: vec![],
            branding: None,
            demo: self.demo_bar(back, chrono_tz::UTC),
        }
    }

    /// What stands around a signed-in member's page.
    pub async fn inside(&self, session: &SignedIn, here: Option<Area>) -> Result<Frame, AppError> {
        let person = self.own_name(session).await?;
        let front = self.front(&session.organisation, &session.request).await?;
        let back = match here {
            Some(area) => format!("/{}/{}", session.slug, area.path()),
            None => format!("/{}/account", session.slug),
        };
        Ok(Frame {
            brand: front.profile.name.as_str().to_owned(),
            before: crate::opening::before(self, session).await?,
            trial: crate::trial::line(self, session, here),
            changes: match here {
                Some(Area::Dashboard | Area::Settings) => {
                    crate::office::agreement::changes(self, session).await?
                }
                Some(_) | None => vec![],
            },
            branding: None,
            demo: self.demo_bar(&back, session.organisation.zone),
            nav: Some(Nav { slug: session.slug.clone(), person, areas: session.areas(), here }),
        })
    }

    fn demo_bar(&self, back: &str, zone: Tz) -> Option<DemoBar> {
        self.demo.as_ref()?;
        Some(DemoBar { day: self.now().with_timezone(&zone).date_naive(), back: back.to_owned() })
    }
}
