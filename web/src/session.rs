//! Who asks: a signed-in member with a power, or a visitor by the secret they hold. Authority is an extractor type.

use crate::app::App;
use crate::cookies::Name;
use crate::error::AppError;
use crate::lang::Lang;
use crate::page::Area;
use crate::sent::Path;
use crate::trace::RequestId;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use commands::{Staff, Token};
use domain::access::{Purpose, Viewer};
use domain::role::Power;
use domain::visit::GuestStands;
use domain::{GuestId, Refusal, Role, SessionId, Timestamp, VisitId};
use projections::{OrganisationRow, ReadModels};
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};
use store::Access;

/// The cookie of a signed-in member.
pub const SESSION_COOKIE: Name = Name::Session;
/// The cookie of a visitor, under the path of the visit.
pub const VISIT_COOKIE: Name = Name::Visit;

/// The cookie of a guest of a call, under the path of theirs.
pub const GUEST_COOKIE: Name = Name::Guest;

/// What every request has.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The reader's language.
    pub lang: Lang,
    /// The request's id.
    pub request: String,
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let request = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        Ok(Self { lang: crate::language::of(&parts.headers), request })
    }
}

/// A member who is signed in at the organisation of the path's `{slug}`.
#[derive(Clone)]
pub struct SignedIn {
    /// Who acts.
    pub staff: Staff,
    /// When their session ends by itself.
    pub until: Timestamp,
    /// Their organisation.
    pub organisation: OrganisationRow,
    /// Its address.
    pub slug: String,
    /// The reader's language.
    pub lang: Lang,
    /// The request's id.
    pub request: String,
}

impl SignedIn {
    /// Somebody whose session was found, at their own organisation.
    pub fn of(
        (staff, until): (Staff, Timestamp),
        organisation: OrganisationRow,
        slug: String,
        asked: &Asked,
    ) -> Self {
        Self { staff, until, organisation, slug, lang: asked.lang, request: asked.request.clone() }
    }

    /// Whoever is signed in with these headers, wherever they belong.
    pub async fn found(app: &App, headers: &HeaderMap, asked: &Asked) -> Result<Option<Self>, AppError> {
        let Some(held) = session(app, headers).await? else { return Ok(None) };
        let organisation = app.read.organisations().get(held.0.organisation).await?;
        let Some(organisation) = organisation.filter(|row| !row.ended) else { return Ok(None) };
        let front = app.front(&organisation, &asked.request).await?;
        let slug = front.profile.slug.as_str().to_owned();
        Ok(Some(Self::of(held, organisation, slug, asked)))
    }

    /// An access under the first role that has this power.
    pub fn access(&self, power: Power, purpose: Purpose) -> Result<Access, Refusal> {
        Ok(self.access_as(self.staff.role(power)?, purpose))
    }

    /// An access under this role.
    pub fn access_as(&self, role: Role, purpose: Purpose) -> Access {
        Access {
            organisation: self.staff.organisation,
            viewer: self.staff.viewer_as(role),
            purpose,
            reason: None,
            searched: None,
            request: self.request.clone(),
        }
    }

    /// Whether one of the roles has this power.
    pub fn may(&self, power: Power) -> bool {
        self.staff.role(power).is_ok()
    }

    /// Whoever may sign and does something here goes on using the service, which accepts the terms that have taken effect (D3): once it is done, see [`goes_on`].
    /// What is done with the agreements themselves accepts nothing, and neither does ending one's sessions, or the organisation because one rejects them.
    fn may_go_on(&self, app: &App, parts: &Parts) {
        let Some(uses) = parts.extensions.get::<Uses>() else { return };
        let under = |what: &str| parts.uri.path().starts_with(&format!("/{}/{what}", self.slug));
        let leaves = [
            "agreement",
            "account/sessions",
            "account/sign-out",
            "settings/ending",
            "settings/branding/preview",
        ];
        let leaves = leaves.into_iter().any(under);
        if !leaves && self.may(Power::SignAgreements) && self.organisation.use_accepts(app.now()) {
            // A request has one session.
            uses.0.get_or_init(|| self.staff.clone());
        }
    }

    /// Where the roles let them go.
    pub fn areas(&self) -> Vec<Area> {
        let power = |area: &Area| match area {
            Area::Dashboard | Area::Invitations | Area::History => Some(Power::Receive),
            Area::Bill => Some(Power::SeeBill),
            Area::Team => Some(Power::ManageMembers),
            Area::Settings => Some(Power::ManageSettings),
            Area::Desk => Some(Power::Erase),
            Area::Holds => Some(Power::Hold),
            Area::Audit => Some(Power::Audit),
            Area::Account => None,
        };
        Area::ALL.into_iter().filter(|area| power(area).is_none_or(|power| self.may(power))).collect()
    }

    /// The area they begin with.
    pub fn home_area(&self) -> Area {
        self.areas().first().copied().unwrap_or(Area::Account)
    }

    /// The first page after signing in.
    pub fn home(&self) -> String {
        format!("/{}/{}", self.slug, self.home_area().path())
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let asked = Asked::from_request_parts(parts, app).await?;
        let slug = named(parts, app, "slug").await?;
        let held = session(app, &parts.headers).await?.ok_or(AppError::NotSignedIn)?;
        // Another organisation's page does not exist for this session.
        let organisation = app.at(&slug).await?;
        if organisation.organisation != held.0.organisation {
            return Err(Refusal::NotFound.into());
        }
        let session = Self::of(held, organisation, slug, &asked);
        session.may_go_on(app, parts);
        Ok(session)
    }
}

/// Who does something with this request that accepts the terms, if it succeeds.
#[derive(Clone, Default)]
struct Uses(Arc<OnceLock<Staff>>);

/// Around every request: a form that somebody sent and that was taken is use of the service. A refused one is not, nor is what a page sends by itself: that is no form.
pub async fn goes_on(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let uses = Uses::default();
    if request.method() == Method::POST && is_form(request.headers()) {
        request.extensions_mut().insert(uses.clone());
    }
    let response = next.run(request).await;
    let taken = response.status().is_success() || response.status().is_redirection();
    if let Some(staff) = uses.0.get().filter(|_| taken) {
        match commands::agreement::go_on(&app.deps, staff).await {
            Ok(done) => app.caught_up(done.position).await,
            // What was done is done; the next use is as good.
            Err(error) => tracing::error!(%error, "terms that were accepted by use were not written down"),
        }
    }
    response
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with("multipart/form-data")
}

/// Whoever's valid session comes with these headers. With several cookies of the name, the first valid one counts: the most specific path comes first.
pub async fn staff(app: &App, headers: &HeaderMap) -> Result<Option<Staff>, AppError> {
    Ok(session(app, headers).await?.map(|(staff, _)| staff))
}

/// The same, with the time when the session ends by itself.
pub async fn session(app: &App, headers: &HeaderMap) -> Result<Option<(Staff, Timestamp)>, AppError> {
    for value in cookies(headers, SESSION_COOKIE) {
        let Some(token) = Token::parse(&value) else { continue };
        if let Some(staff) = holder(&app.read, app.now(), &token).await? {
            app.ends.note(staff.session, token.expires(), app.now());
            return Ok(Some((staff, token.expires())));
        }
    }
    Ok(None)
}

/// Whoever holds the secret of an open session.
pub async fn holder(read: &ReadModels, now: Timestamp, token: &Token) -> Result<Option<Staff>, AppError> {
    if token.expires() <= now { Ok(None) } else { bearer(read, token).await }
}

/// Whoever holds the secret of a session that was not ended, however long ago it began. Only a demo may take that for signed in: its clock is turned.
pub async fn bearer(read: &ReadModels, token: &Token) -> Result<Option<Staff>, AppError> {
    let Some(row) = read.sessions().get(SessionId(token.id())).await? else { return Ok(None) };
    if row.token != token.hash() {
        return Ok(None);
    }
    let Some(member) = read.members().get(row.member).await? else { return Ok(None) };
    if !member.accepted || member.organisation != row.organisation {
        return Ok(None);
    }
    Ok(Some(Staff {
        member: row.member,
        organisation: row.organisation,
        session: row.session,
        roles: member.roles,
    }))
}

/// A power as a type, so that a handler's signature says what it takes.
pub trait Grant: Send + Sync {
    /// The power.
    const POWER: Power;
}

macro_rules! grants {
    ($($(#[$doc:meta])* $name:ident = $power:ident),*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Grant for $name {
            const POWER: Power = Power::$power;
        })*
    };
}

grants! {
    /// Receives visitors.
    Receives = Receive,
    /// Manages members.
    ManagesMembers = ManageMembers,
    /// Manages settings.
    ManagesSettings = ManageSettings,
    /// Signs agreements.
    SignsAgreements = SignAgreements,
    /// Sees the bill.
    SeesBill = SeeBill,
    /// Erases.
    Erases = Erase,
    /// Decides on legal holds.
    Holds = Hold,
    /// Audits.
    Audits = Audit,
    /// Hands over the organisation.
    HandsOver = HandOver
}

/// A signed-in member who may do this.
pub struct May<G: Grant> {
    /// The member.
    pub session: SignedIn,
    grant: PhantomData<fn() -> G>,
}

impl<G: Grant> std::ops::Deref for May<G> {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.session
    }
}

impl<G: Grant> May<G> {
    /// An access under the role that has this power.
    pub fn opening(&self, purpose: Purpose) -> Result<Access, Refusal> {
        self.session.access(G::POWER, purpose)
    }
}

impl<G: Grant> FromRequestParts<App> for May<G> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let session = SignedIn::from_request_parts(parts, app).await?;
        session.staff.role(G::POWER)?;
        Ok(Self { session, grant: PhantomData })
    }
}

/// The visitor of the path's `{visit}`, by the secret in their cookie. Anybody else is told that there is no such visit.
pub struct Visiting {
    /// As whom they look.
    pub viewer: Viewer,
    /// The visit, as the read models have it.
    pub visit: projections::VisitRow,
    /// Whose page.
    pub organisation: OrganisationRow,
    /// The reader's language.
    pub lang: Lang,
    /// The request's id.
    pub request: String,
}

impl Visiting {
    /// The visitor's own look at their visit.
    pub fn access(&self) -> Access {
        Access {
            organisation: self.visit.organisation,
            viewer: self.viewer.clone(),
            purpose: Purpose::OwnVisit,
            reason: None,
            searched: None,
            request: self.request.clone(),
        }
    }
}

impl FromRequestParts<App> for Visiting {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let asked = Asked::from_request_parts(parts, app).await?;
        let visit = named(parts, app, "visit").await?.parse().map_err(|_| Refusal::NotFound)?;
        // Without a secret nobody waits for anything; whether it is this visit's is known once the read models tell of the visit.
        let held: Vec<_> = cookies(&parts.headers, VISIT_COOKIE)
            .iter()
            .filter_map(|value| Token::parse(value))
            .map(|token| token.hash())
            .collect();
        if held.is_empty() {
            return Err(Refusal::NotFound.into());
        }
        app.caught_up(position(parts.uri.query())).await;
        let row = app.read.visits().get(visit).await?.ok_or(Refusal::NotFound)?;
        if !held.contains(&row.token) {
            return Err(Refusal::NotFound.into());
        }
        let organisation = app.read.organisations().get(row.organisation).await?.ok_or(Refusal::NotFound)?;
        let viewer = Viewer::Visitor;
        Ok(Self { viewer, visit: row, organisation, lang: asked.lang, request: asked.request })
    }
}

/// The guest of the call of the path's `{visit}`, by the secret in their cookie. Anybody else is told that there is no such call.
pub struct Guesting {
    /// Of which visit.
    pub visit: VisitId,
    /// Who.
    pub guest: GuestId,
    /// How far they are.
    pub stands: GuestStands,
    /// Whether the call goes on.
    pub runs: bool,
    /// Whose page.
    pub organisation: OrganisationRow,
    /// The reader's language.
    pub lang: Lang,
    /// The request's id.
    pub request: String,
}

impl Guesting {
    /// Their own address.
    pub fn path(&self) -> String {
        format!("/g/in/{}", self.visit)
    }

    /// A guest's look at the call they were let into.
    pub fn access(&self) -> Access {
        Access {
            organisation: self.organisation.organisation,
            viewer: Viewer::Guest,
            purpose: Purpose::Call,
            reason: None,
            searched: None,
            request: self.request.clone(),
        }
    }
}

impl FromRequestParts<App> for Guesting {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let asked = Asked::from_request_parts(parts, app).await?;
        let visit = named(parts, app, "visit").await?.parse().map_err(|_| Refusal::NotFound)?;
        let tokens = cookies(&parts.headers, GUEST_COOKIE);
        let held: Vec<_> =
            tokens.iter().filter_map(|value| Token::parse(value)).map(|token| token.hash()).collect();
        if held.is_empty() {
            return Err(Refusal::NotFound.into());
        }
        let guests = commands::visit::guests(&app.deps, visit).await?;
        let row = held.iter().find_map(|hash| guests.holder(hash)).ok_or(Refusal::NotFound)?;
        let organisation = guests.organisation.ok_or(Refusal::NotFound)?;
        let organisation = app.read.organisations().get(organisation).await?.ok_or(Refusal::NotFound)?;
        let (guest, stands, runs) = (row.guest, row.stands.clone(), guests.runs);
        Ok(Self { visit, guest, stands, runs, organisation, lang: asked.lang, request: asked.request })
    }
}

/// What stands in the path under this name.
pub(crate) async fn named(parts: &mut Parts, app: &App, name: &str) -> Result<String, AppError> {
    let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
    let Path(mut path) = path.map_err(|_| AppError::Malformed)?;
    Ok(path.remove(name).ok_or(Refusal::NotFound)?)
}

/// The log position in a redirect's `?at=`.
pub fn position(query: Option<&str>) -> u64 {
    let pairs = query.unwrap_or_default().split('&');
    pairs.filter_map(|pair| pair.strip_prefix("at=")).find_map(|at| at.parse().ok()).unwrap_or(0)
}

/// The values of all cookies of this name.
pub(crate) fn cookies(headers: &HeaderMap, name: Name) -> Vec<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name.as_str())
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// A cookie for this path. `HttpOnly`, Lax, and Secure wherever the pages are on HTTPS.
pub fn cookie(app: &App, name: Name, value: &str, path: &str, max_age: i64) -> Option<HeaderValue> {
    let secure = if app.deps.origin.starts_with("https://") { "; Secure" } else { "" };
    let name = name.as_str();
    let text = format!("{name}={value}; Path={path}; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}
