//! Lets in whoever has proved who they are: the session, its cookie and the first page. And what a link says before it is used.

use super::browser::Device;
use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::page::error::{ErrorPage, WayOn};
use crate::page::front::{Errand, FactorAsked, OneButton};
use crate::sent::Path;
use crate::session::{Asked, SESSION_COOKIE, SignedIn, cookie};
use askama::Template as _;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use commands::member::{SESSION, member, sign_in};
use commands::{Staff, Token};
use domain::access::{Purpose, Viewer};
use domain::member::{Core, LinkPurpose, Method};
use domain::organisation::Profile;
use domain::personal::SealedPart;
use domain::{MemberId, OrganisationId, Refusal, SessionId};
use projections::OrganisationRow;
use std::sync::Arc;
use store::{Access, Opened};

/// A link that was opened, or whose button was pressed: its secret is in the path.
pub struct Link {
    /// The reader's language, and the request's id.
    pub(super) asked: Asked,
    /// The secret as it stands in the path.
    pub(super) token: String,
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<App> for Link {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let asked = Asked::from_request_parts(parts, app).await?;
        let Path(token) =
            Path::<String>::from_request_parts(parts, app).await.map_err(|_| AppError::Malformed)?;
        Ok(Self { asked, token, headers: parts.headers.clone() })
    }
}

impl Link {
    /// Whose link this is and what it does, if it still holds. Looking does not use it up.
    pub(super) async fn held(&self, app: &App) -> Result<(Token, Core, LinkPurpose), AppError> {
        let token = Token::parse(&self.token).ok_or(Refusal::LinkSpent)?;
        let there = member(&app.deps, MemberId(token.id())).await?;
        let core = there.core().cloned().ok_or(Refusal::LinkSpent)?;
        let hash = token.hash();
        let purpose = core.links.iter().find(|(_, held)| **held == hash).map(|(purpose, _)| *purpose);
        match purpose {
            Some(purpose) if app.now() < token.expires() => Ok((token, core, purpose)),
            Some(_) | None => Err(Refusal::LinkSpent.into()),
        }
    }

    /// The page with the one button that uses it up, which names the organisation.
    pub(super) async fn one_button(
        &self,
        app: &App,
        core: &Core,
        errand: Errand,
        path: &str,
        factor: Option<FactorAsked>,
    ) -> Result<Response, AppError> {
        let organisation = row(app, core.organisation).await?;
        let access = access(core.member, core.organisation, &self.asked.request);
        let (profile, _) = open(app, access, &organisation, vec![]).await?;
        let page = OneButton {
            lang: self.asked.lang,
            frame: app.outside("Anteroom", "/"),
            errand,
            action: format!("/{path}/{}", self.token),
            organisation: profile.name.as_str().to_owned(),
            factor,
            command: forms::draw(app),
        };
        Ok(Html(page.render()?).into_response())
    }

    /// Who asks, and with what.
    fn who(&self) -> (&Asked, &HeaderMap) {
        (&self.asked, &self.headers)
    }

    /// Lets in whose link was used up, and leads to the first page.
    pub(super) async fn lets_in(
        &self,
        app: &App,
        core: &Core,
        first: Option<&str>,
    ) -> Result<Response, AppError> {
        let organisation = row(app, core.organisation).await?;
        let access = access(core.member, core.organisation, &self.asked.request);
        let (profile, _) = open(app, access, &organisation, vec![]).await?;
        let entered = enter(app, self.who(), core, Method::Link, organisation, &profile, first).await?;
        Ok(entered.redirect(app))
    }

    /// A link that does not hold: a page that leads to a new one. Whoever is in already, because the button was pressed twice, simply goes in.
    pub(super) async fn or_spent(
        &self,
        app: &App,
        done: Result<Response, AppError>,
    ) -> Result<Response, AppError> {
        match done {
            Err(AppError::Refused(Refusal::LinkSpent)) => {}
            other => return other,
        }
        let asked = &self.asked;
        let whose = Token::parse(&self.token).map(|token| MemberId(token.id()));
        if let Some(session) = SignedIn::found(app, &self.headers, asked).await?
            && whose == Some(session.staff.member)
        {
            return Ok(Redirect::to(&session.home()).into_response());
        }
        let way = WayOn { href: "/sign-in".to_owned(), label: asked.lang.say("way-to-sign-in").to_string() };
        let page = ErrorPage {
            lang: asked.lang,
            frame: app.outside("Anteroom", "/sign-in"),
            status: StatusCode::GONE.as_u16(),
            sentence: forms::sentence(asked.lang, &Refusal::LinkSpent),
            next: Some(way),
            trace: asked.request.clone(),
        };
        Ok((StatusCode::GONE, Html(page.render()?)).into_response())
    }
}

/// An access of somebody who proves who they are.
pub(super) fn access(member: MemberId, organisation: OrganisationId, request: &str) -> Access {
    Access {
        organisation,
        viewer: Viewer::SigningIn { member },
        purpose: Purpose::SignIn,
        reason: None,
        searched: None,
        request: request.to_owned(),
    }
}

/// An organisation as the read models have it by now.
pub(super) async fn row(app: &App, organisation: OrganisationId) -> Result<OrganisationRow, AppError> {
    app.caught_up(app.deps.log.head().await?).await;
    Ok(app.read.organisations().get(organisation).await?.ok_or(Refusal::LinkSpent)?)
}

/// An organisation's name and address, opened for somebody who proves who they are, with what else they need.
pub(super) async fn open(
    app: &App,
    access: Access,
    organisation: &OrganisationRow,
    more: Vec<Arc<SealedPart>>,
) -> Result<(Profile, Opened), AppError> {
    let mut parts = more;
    parts.extend(organisation.profile.sealed().map(|(part, _)| part.clone()));
    let opened = app.deps.vault.disclose(access, parts).await?;
    let profile = opened.of(&organisation.profile).value().ok_or(Refusal::Erased)?;
    Ok((profile, opened))
}

/// A new session.
pub(super) struct Entered {
    /// The cookie's secret.
    token: Token,
    /// The browser, which is known from now on.
    device: Device,
    /// The first page, with the position it waits for.
    pub(super) next: String,
}

/// Signs in somebody who has proved who they are. `first` is the page to begin with; without one it is the first their roles lead to.
pub(super) async fn enter(
    app: &App,
    (asked, headers): (&Asked, &HeaderMap),
    who: &Core,
    by: Method,
    organisation: OrganisationRow,
    profile: &Profile,
    first: Option<&str>,
) -> Result<Entered, AppError> {
    let device = Device::of(app, headers);
    let (token, done) = sign_in(&app.deps, who.member, by, device.browser(who.member)).await?;
    app.caught_up(done.position).await;
    let staff = Staff {
        member: who.member,
        organisation: who.organisation,
        session: SessionId(token.id()),
        roles: who.roles.clone(),
    };
    let session =
        SignedIn::of((staff, token.expires()), organisation, profile.slug.as_str().to_owned(), asked);
    let path = first.map_or_else(|| session.home(), |first| format!("/{}/{first}", session.slug));
    Ok(Entered { token, device, next: format!("{path}?at={}", done.position) })
}

impl Entered {
    /// Gives the cookie along with an answer.
    pub(super) fn with(&self, app: &App, mut response: Response) -> Response {
        if let Some(cookie) = cookie(app, SESSION_COOKIE, &self.token.reveal(), "/", SESSION.num_seconds()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        if let Some(cookie) = self.device.cookie(app) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Leads to the first page.
    pub(super) fn redirect(&self, app: &App) -> Response {
        self.with(app, Redirect::to(&self.next).into_response())
    }
}
