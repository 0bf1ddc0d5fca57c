//! A demo's house opened in this process, at a clock that stands still, sealed or not; and people who fill in the forms of its pages.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use commands::reaction::Follower;
use domain::Timestamp;
use gateways::criipto::EidProvider;
use gateways::criipto::sandbox::Sandbox;
use gateways::mail::Sender;
use gateways::mail::mailbox::Mailbox;
use gateways::sms::outbox::Outbox;
use store::Clock;
use store::log::Acknowledge;
use store::vault::Sealing;
use tests::http::{self, Reply};
use tests::{Failure, Outcome, wait};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use web::app::{App, Demo, Gate, LOOPBACK};
use web::demo::Seeded;
use web::edge::{SystemEntropy, TurnedClock};
use web::house::{House, LogPlace, Outside, Place};

/// 21 November 2026, in the morning.
const NOW: Duration = Duration::from_mins(29_920_872);

/// The secret in the demo's own links.
const KEY: &str = "for-tests-alone";

/// A clock that stands still.
pub(super) struct Standing;

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        web::edge::timestamp(NOW)
    }
}

/// The open house and its pages.
pub(super) struct Inside {
    /// Where the pages are, without a slash at the end.
    pub(super) address: String,
    /// Who is there from the beginning.
    pub(super) seeded: Seeded,
    clock: Arc<TurnedClock>,
    app: App,
    // Ended before what runs it: fields drop in this order.
    house: House,
    runtime: Runtime,
}

impl Inside {
    /// Opens the house in this folder, or opens it again.
    pub(super) fn open(data: &Path, log: LogPlace, sealing: Sealing) -> Outcome<Self> {
        Self::open_with(data, log, sealing, Arc::new(Standing), None)
    }

    /// The same, where organisations are on trial for so many days.
    pub(super) fn open_on_trial(data: &Path, days: u16) -> Outcome<Self> {
        Self::open_as(data, LogPlace::Sqlite, Sealing::On, Arc::new(Standing), None, days)
    }

    /// The same at another clock, with somebody to vouch for visitors.
    pub(super) fn open_with(
        data: &Path,
        log: LogPlace,
        sealing: Sealing,
        clock: Arc<dyn Clock>,
        eid: Option<Arc<dyn EidProvider>>,
    ) -> Outcome<Self> {
        Self::open_as(data, log, sealing, clock, eid, 0)
    }

    fn open_as(
        data: &Path,
        log: LogPlace,
        sealing: Sealing,
        clock: Arc<dyn Clock>,
        eid: Option<Arc<dyn EidProvider>>,
        trial_days: u16,
    ) -> Outcome<Self> {
        let runtime = Runtime::new()?;
        let opened = open(data, log, sealing, clock, eid, trial_days);
        let (address, seeded, clock, app, house) = runtime.block_on(opened)?;
        let inside = Self { address, seeded, clock, app, house, runtime };
        inside.settle()?;
        Ok(inside)
    }

    /// Fills every read model anew, beside the live one.
    pub(super) fn rebuild(&self) -> Outcome {
        Ok(self.runtime.block_on(self.house.read.rebuild_all())?)
    }

    /// Looks at the appointments, as the schedule does each minute.
    pub(super) fn keep_time(&self) -> Outcome {
        self.runtime.block_on(commands::appointments::keep_time(&self.house.deps))?;
        self.settle()
    }

    /// The public parts of all events of this stored name.
    pub(super) fn told(&self, kind: &str) -> Outcome<Vec<String>> {
        let records = self.runtime.block_on(self.house.deps.log.read_all(0, 10_000))?;
        let these = records.into_iter().filter(|record| record.kind == kind);
        Ok(these.map(|record| String::from_utf8_lossy(&record.public).into_owned()).collect())
    }

    /// All of the log.
    pub(super) fn log(&self) -> Outcome<Vec<store::Record>> {
        Ok(self.runtime.block_on(self.house.deps.log.read_all(0, 10_000))?)
    }

    /// Waits until nothing more follows from what is in the log: every reaction has passed it, each letter was tried, and pages tell of it.
    pub(super) fn settle(&self) -> Outcome {
        let followers = commands::reaction::all(Arc::new(web::words::Letters));
        let wait = || {
            let settled = || self.runtime.block_on(self.is_settled(&followers));
            wait::until("all that follows from the log", wait::DEADLINE, settled)
        };
        // On a thread of its own: whoever drives browsers is within a runtime already.
        let waited = std::thread::scope(|scope| scope.spawn(wait).join());
        waited.map_err(|_| Failure::new("what follows from the log cannot be told"))?
    }

    async fn is_settled(&self, followers: &[Follower]) -> Outcome<Option<()>> {
        let log = &self.house.deps.log;
        let head = log.head().await?;
        for follower in followers {
            if log.cursor(follower.name()).await? < head {
                return Ok(None);
            }
            let letters = log.waiting(follower.name()).await?;
            if letters.iter().any(|letter| letter.tries == 0) {
                return Ok(None);
            }
        }
        // What the last of them did may be followed by something in its turn.
        let still = log.head().await? == head && self.house.read.position() >= head;
        Ok(still.then_some(()))
    }

    /// How many visits have a key.
    pub(super) fn visits(&self) -> Outcome<usize> {
        let slug = self.runtime.block_on(self.house.deps.vault.find("slug", self.seeded.slug))?;
        let organisation = slug.map(|subject| domain::OrganisationId(subject.0));
        let organisation = organisation.ok_or_else(|| Failure::new("no organisation"))?;
        let keys = self.house.deps.vault.keys();
        Ok(self.runtime.block_on(keys.of_organisation(organisation, domain::Class::Visit))?.len())
    }

    /// Publishes the agreements of this folder, and tells nobody.
    pub(super) fn only_publish(&self, folder: &Path) -> Outcome {
        let templates = web::agreements::templates(Some(folder)).map_err(Failure::new)?;
        let operator = web::demo::operator();
        let published = web::agreements::publish(&self.house.deps, &operator, &templates);
        self.runtime.block_on(published)?;
        Ok(())
    }

    /// Publishes the agreements of this folder and announces what has changed, as a start does.
    pub(super) fn publish(&self, folder: &Path) -> Outcome {
        self.only_publish(folder)?;
        let missed = self.runtime.block_on(web::agreements::announce(&self.app))?;
        if missed > 0 {
            return Err(Failure::new(format!("{missed} were not told")));
        }
        self.settle()
    }

    /// Turns the clock forward, once all that follows from what was before is done.
    pub(super) fn turn(&self, hours: i64) -> Outcome {
        self.turn_minutes(60 * hours)
    }

    /// Announces the ends of trials that are near, as a running server does.
    pub(super) fn announce_trials(&self) -> Outcome {
        self.runtime.block_on(web::trial::announce(&self.app))?;
        self.settle()
    }

    /// Lets the seeded clinic go on after its trial, as the command line does.
    pub(super) fn let_go_on(&self) -> Outcome {
        let inside = web::desk::Inside::of(&self.app);
        let here = web::cli::socket::Here { inside, data: std::path::PathBuf::new(), followed: true };
        let done = web::cli::organisations::continue_(&here, self.seeded.slug);
        self.runtime.block_on(done).map_err(|refused| Failure::new(refused.to_string()))?;
        Ok(())
    }

    /// Ends the organisations whose day has come, as the schedule does each hour.
    pub(super) fn end_due(&self) -> Outcome {
        self.runtime.block_on(commands::organisation::end_due(&self.house.deps))?;
        self.settle()
    }

    /// The owner of the seeded clinic ends it, or goes on after all, as their page lets them once they have proved who they are.
    pub(super) fn ending(&self, announced: bool) -> Outcome {
        use commands::organisation::{announce_ending, revoke_ending};
        self.runtime.block_on(async {
            let (deps, owner) = (&self.house.deps, self.seeded.owner);
            let slug = deps.vault.find("slug", self.seeded.slug).await?;
            let organisation = slug.map(|subject| domain::OrganisationId(subject.0));
            let staff = commands::Staff {
                member: owner,
                organisation: organisation.ok_or_else(|| Failure::new("no organisation"))?,
                session: domain::SessionId(owner.0),
                roles: vec![domain::Role::Owner],
            };
            if announced {
                announce_ending(deps, deps.command(), &staff).await?;
            } else {
                revoke_ending(deps, deps.command(), &staff).await?;
            }
            Outcome::Ok(())
        })?;
        self.settle()
    }

    /// Whether the address of the seeded clinic is somebody's.
    pub(super) fn address_taken(&self) -> Outcome<bool> {
        Ok(self.runtime.block_on(self.house.deps.vault.find("slug", self.seeded.slug))?.is_some())
    }

    /// The call of a visit is over, as its room tells when nobody has come back to it. Whether that was recorded.
    pub(super) fn call_over(&self, visit: domain::VisitId) -> Outcome<bool> {
        let deps = &self.house.deps;
        Ok(self.runtime.block_on(commands::visit::end(deps, deps.command(), visit))?.recorded)
    }

    /// Destroys every key that is due by this house's clock, also those whose time runs because of what was done a moment ago.
    pub(super) fn expire(&self) -> Outcome {
        self.settle()?;
        self.runtime.block_on(commands::schedule::expire(&self.house.deps))?;
        self.settle()
    }

    /// Whether what was sealed of this subject in this class is gone.
    pub(super) fn destroyed(&self, subject: domain::SubjectId, class: domain::Class) -> Outcome<bool> {
        let keys = self.house.deps.vault.keys();
        let state = self.runtime.block_on(keys.states(vec![(subject, class)]))?.pop();
        Ok(matches!(state, Some(store::vault::KeyState::Destroyed(_))))
    }

    /// When what was sealed of this subject in this class is to be destroyed.
    pub(super) fn due(&self, subject: domain::SubjectId, class: domain::Class) -> Outcome<Option<Timestamp>> {
        let keys = self.house.deps.vault.keys();
        match self.runtime.block_on(keys.states(vec![(subject, class)]))?.pop() {
            Some(store::vault::KeyState::Live(key)) => Ok(key.due_at),
            Some(_) | None => Ok(None),
        }
    }

    /// Ends a call in the log alone, as another node might.
    pub(super) fn ends_elsewhere(&self, visit: domain::VisitId) -> Outcome {
        let deps = &self.house.deps;
        self.runtime.block_on(commands::visit::end(deps, deps.command(), visit))?;
        Ok(())
    }

    /// Looks whether there are calls that nobody ends, as a server does every few seconds, and waits until its pages tell of what came of it. It is so many minutes later than now.
    pub(super) fn look_at_rooms(&self, vacant: &mut web::vacant::Vacant, minute: u64) -> Outcome {
        let now = tokio::time::Instant::now() + Duration::from_mins(minute);
        let looked = self.runtime.block_on(web::vacant::look(&self.app, vacant, now));
        looked.map_err(|error| Failure::new(error.to_string()))?;
        self.settle()
    }

    /// The moment after an arrival is over: whoever should know and does not look is told.
    pub(super) fn tell_of(&self, visit: domain::VisitId) -> Outcome {
        self.settle()?;
        let told = self.runtime.block_on(web::looking::tell(&self.app, visit));
        told.map_err(|error| Failure::new(error.to_string()))
    }

    /// The same by minutes.
    pub(super) fn turn_minutes(&self, minutes: i64) -> Outcome {
        self.settle()?;
        Ok(self.clock.turn(chrono::TimeDelta::minutes(minutes))?)
    }

    /// What time it is there.
    pub(super) fn now(&self) -> Timestamp {
        self.house.deps.now()
    }

    /// Closes it, so that the folder can be opened again.
    pub(super) fn close(self) {
        self.runtime.block_on(self.house.read.shutdown());
    }

    /// Somebody of the seeded clinic, signed in by the demo's own link to this page.
    pub(super) fn enter(&self, page: &str, member: domain::MemberId) -> Outcome<Person> {
        let mut person = Person::at(&self.address);
        person.open(&self.way_in(page, member)[self.address.len()..])?;
        Ok(person)
    }

    /// The demo's own link by which somebody of the seeded clinic comes in, to this page.
    pub(super) fn way_in(&self, page: &str, member: domain::MemberId) -> String {
        format!("{}{page}?demo={KEY}.{member}", self.address)
    }
}

async fn open(
    data: &Path,
    log: LogPlace,
    sealing: Sealing,
    machine: Arc<dyn Clock>,
    eid: Option<Arc<dyn EidProvider>>,
    trial_days: u16,
) -> Outcome<(String, Seeded, Arc<TurnedClock>, App, House)> {
    std::fs::create_dir_all(data)?;
    let clock = Arc::new(TurnedClock::open(machine, data)?);
    let (mailbox, outbox) = (Mailbox::new(200), Outbox::new(200));
    let outside = Outside {
        clock: clock.clone(),
        entropy: Arc::new(SystemEntropy),
        mailer: Arc::new(mailbox.clone()),
        texter: Arc::new(outbox.clone()),
        sender: Sender { name: "Anteroom".into(), address: "anteroom@demo.example".parse()? },
        eid,
        trial_days,
        // Pages show it: it stays the same when the house is opened again on another port.
        origin: "http://localhost:8080".into(),
        sealing,
        acknowledge: Acknowledge::AfterCommit,
    };
    let place = Place::demo(data, log);
    let house = House::open(&place, outside).await?;
    let seeded = web::demo::seed(&house.deps, &mailbox).await?;
    let eid = Sandbox::new("http://localhost:8080");
    let demo = Demo { mailbox, outbox, eid, clock: clock.clone(), key: KEY.into() };
    let gate = Gate { proxies: LOOPBACK.to_vec(), metrics_token: None };
    let app = App::new(house.deps.clone(), house.read.clone(), web::demo::operator(), gate, Some(demo))?;
    app.caught_up(app.deps.log.head().await?).await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    tokio::spawn(web::server::serve(web::front::Front::plain(listener), app.clone(), std::future::pending()));
    Ok((address, seeded, clock, app, house))
}

/// Somebody with a browser that has no scripts.
pub(super) struct Person {
    address: String,
    cookies: String,
    place: Option<&'static str>,
    reads: Option<&'static str>,
    /// Where the last redirect led, without its query.
    pub(super) page: String,
}

impl Person {
    /// Somebody new.
    pub(super) fn at(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookies: String::new(),
            place: None,
            reads: None,
            page: String::new(),
        }
    }

    /// Somebody who holds these cookies.
    pub(super) fn holding(address: &str, cookies: &str) -> Self {
        Self { cookies: cookies.to_owned(), ..Self::at(address) }
    }

    /// The same, behind a proxy that names their IP address.
    pub(super) fn from(mut self, place: &'static str) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, whose browser asks for this language.
    pub(super) fn reading(mut self, language: &'static str) -> Self {
        self.reads = Some(language);
        self
    }

    /// The pages are elsewhere now.
    pub(super) fn moved(&mut self, address: &str) {
        address.clone_into(&mut self.address);
    }

    /// The cookies they hold.
    pub(super) fn cookies(&self) -> &str {
        &self.cookies
    }

    /// Opens a page that must be there.
    pub(super) fn open(&mut self, path: &str) -> Outcome<String> {
        let reply = http::get(&format!("{}{path}", self.address), &self.headers())?;
        self.take(&reply);
        if reply.status == 200 { Ok(reply.text()) } else { Err(refused(path, &reply)) }
    }

    /// Fills in the form of a page, with its hidden id, and follows to where it leads.
    pub(super) fn send(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Outcome<String> {
        let form = self.open(page)?;
        self.submit(&form, action, fields)
    }

    /// The same for a form that is shown already.
    pub(super) fn submit(&mut self, form: &str, action: &str, fields: &[(&str, &str)]) -> Outcome<String> {
        let reply = self.post(form, action, fields)?;
        self.take(&reply);
        match (reply.status, reply.header("location")) {
            (200, _) => Ok(reply.text()),
            (303, Some(next)) => {
                next.split('?').next().unwrap_or_default().clone_into(&mut self.page);
                self.open(next)
            }
            _ => Err(refused(action, &reply)),
        }
    }

    /// A form that is shown already and is answered with this status; the page that comes.
    pub(super) fn refused(
        &mut self,
        form: &str,
        action: &str,
        fields: &[(&str, &str)],
        status: u16,
    ) -> Outcome<String> {
        let reply = self.post(form, action, fields)?;
        if reply.status == status { Ok(reply.text()) } else { Err(refused(action, &reply)) }
    }

    fn post(&self, form: &str, action: &str, fields: &[(&str, &str)]) -> Outcome<Reply> {
        let mut all = hidden(form, action)?;
        all.retain(|(name, _)| fields.iter().all(|(given, _)| given != name));
        all.extend_from_slice(fields);
        http::post_form(&format!("{}{action}", self.address), &self.headers(), &all)
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        let mut headers = vec![("accept", "text/html")];
        headers.extend(self.reads.map(|language| ("accept-language", language)));
        headers.extend(self.place.map(|place| ("x-forwarded-for", place)));
        if !self.cookies.is_empty() {
            headers.push(("cookie", &self.cookies));
        }
        headers
    }

    fn take(&mut self, reply: &Reply) {
        let cookies = reply.cookies();
        if !cookies.is_empty() {
            self.cookies = cookies;
        }
    }
}

fn refused(path: &str, reply: &Reply) -> Failure {
    Failure::new(format!("{path} answered {}: {}", reply.status, reply.text()))
}

/// The hidden fields of the form that goes to `action`, which a browser sends along: its id, and what its reader has read.
pub(super) fn hidden<'a>(page: &'a str, action: &str) -> Outcome<Vec<(&'a str, &'a str)>> {
    let form = page.split_once(&format!("action=\"{action}\"")).map(|(_, form)| form);
    let form = form.and_then(|form| form.split("</form>").next());
    let form = form.ok_or_else(|| Failure::new(format!("no form for {action} in {page}")))?;
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    Ok(inputs.filter_map(|rest| Some((rest.split('"').next()?, rest.split('"').nth(2)?))).collect())
}
