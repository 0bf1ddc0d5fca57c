//! `POST /passkey/…`: the WebAuthn ceremonies, as JSON. A member registers a passkey; with one they sign in without writing who they are.

use super::entry;
use super::knocks::{CEREMONIES, Peer};
use crate::app::App;
use crate::cookies::Name;
use crate::error::{AppError, Told};
use crate::passkeys::{CEREMONY, Ceremony, Stored};
use crate::session::{Asked, cookie, cookies};
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use commands::Staff;
use commands::member::{member, register_passkey, use_passkey};
use domain::access::Purpose;
use domain::member::Method;
use domain::refusal::InField;
use domain::text::{Invalid, Line};
use domain::{MemberId, Refusal, Role};
use projections::{MemberRow, PasskeyRow};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::edge::Draw;
use store::{Access, Opened};
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential, WebauthnError};

/// The cookie of a ceremony.
const COOKIE: Name = Name::Ceremony;
/// Where it is sent.
const PATH: &str = "/passkey";
/// The longest name of a passkey, in characters.
const LABEL: usize = 60;

/// Why a ceremony did not come to its end.
#[derive(Debug)]
pub enum Failed {
    /// For a reason every request can have.
    App(AppError),
    /// At this address there are no passkeys.
    NoName,
    /// The passkey is not one of ours, or did not prove itself; which of it is not told.
    Unknown,
}

impl<E: Into<AppError>> From<E> for Failed {
    fn from(error: E) -> Self {
        Failed::App(error.into())
    }
}

impl From<WebauthnError> for Failed {
    fn from(error: WebauthnError) -> Self {
        tracing::info!(%error, "a passkey ceremony failed");
        Failed::Unknown
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Failed::App(error) => return error.into_response(),
            Failed::NoName => (StatusCode::CONFLICT, "passkeys-need-a-name"),
            Failed::Unknown => (StatusCode::FORBIDDEN, "passkey-unknown"),
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Told { status, code, field: None });
        response
    }
}

/// What the browser made of a registration.
#[derive(Deserialize)]
pub struct Registered {
    #[serde(default)]
    label: String,
    credential: RegisterPublicKeyCredential,
}

/// What the browser made of a sign-in.
#[derive(Deserialize)]
pub struct SignedWith {
    credential: PublicKeyCredential,
}

/// Begins to add a passkey to the account of whoever is signed in.
pub async fn register_start(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let webauthn = webauthn(&app)?;
    let staff = crate::session::staff(&app, &headers).await?.ok_or(AppError::NotSignedIn)?;
    let row = app.read.members().get(staff.member).await?.ok_or(Refusal::NotFound)?;
    let account = row.account.as_ref().ok_or(Refusal::NotFound)?;
    let access = own(&staff, &asked);
    let mut parts = sealed(&row.passkeys);
    parts
        .extend([account.sealed(), row.contact.sealed()].into_iter().flatten().map(|(part, _)| part.clone()));
    let opened = app.deps.vault.disclose(access, parts).await?;
    let (Some(account), Some(contact)) = (opened.of(account).value(), opened.of(&row.contact).value()) else {
        return Err(Refusal::Erased.into());
    };
    let known = stored(&row, &opened).iter().map(|stored| stored.key.cred_id().clone()).collect();
    let (challenge, state) = webauthn.start_passkey_registration(
        staff.member.0,
        contact.email.as_str(),
        account.name.as_str(),
        Some(known),
    )?;
    let mut challenge = serde_json::to_value(&challenge).map_err(|error| unwritable(&error))?;
    // The passkey has to say by itself whose it is: nobody writes an address to sign in.
    challenge["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    challenge["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    begun(&app, Ceremony::Registering(staff.member, state), &challenge)
}

/// Adds the passkey.
pub async fn register_finish(
    State(app): State<App>,
    headers: HeaderMap,
    sent: Result<Json<Registered>, JsonRejection>,
) -> Result<Response, Failed> {
    let webauthn = webauthn(&app)?;
    let staff = crate::session::staff(&app, &headers).await?.ok_or(AppError::NotSignedIn)?;
    let Json(Registered { label, credential }) = sent.map_err(|_| AppError::Malformed)?;
    let label = label_of(&label)?;
    let Some(Ceremony::Registering(whose, state)) = taken(&app, &headers) else {
        return Err(AppError::Malformed.into());
    };
    // Somebody else may have signed in to this browser meanwhile.
    if whose != staff.member {
        return Err(Refusal::NotAllowed.into());
    }
    let key = webauthn.finish_passkey_registration(&credential, &state)?;
    let stored = Stored { label, at: app.now(), key };
    let stored = serde_json::to_value(&stored).map_err(|error| unwritable(&error))?;
    let done = register_passkey(&app.deps, app.deps.command(), &staff, &stored).await?;
    app.caught_up(done.position).await;
    Ok(finished(&app, (StatusCode::CREATED, Json(json!({ "position": done.position }))).into_response()))
}

/// Begins a sign-in with whatever passkey there is.
pub async fn sign_in_start(State(app): State<App>, peer: Peer) -> Result<Response, Failed> {
    let webauthn = webauthn(&app)?;
    if peer.place().is_some_and(|place| !app.knocks.allow(CEREMONIES, &place, app.now())) {
        return Err(AppError::TooMany.into());
    }
    let (challenge, state) = webauthn.start_discoverable_authentication()?;
    begun(&app, Ceremony::SigningIn(state), &challenge)
}

/// Signs in whom the passkey names, if it proves itself.
pub async fn sign_in_finish(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    sent: Result<Json<SignedWith>, JsonRejection>,
) -> Result<Response, Failed> {
    let webauthn = webauthn(&app)?;
    let Json(SignedWith { credential }) = sent.map_err(|_| AppError::Malformed)?;
    let Some(Ceremony::SigningIn(state)) = taken(&app, &headers) else {
        return Err(AppError::Malformed.into());
    };
    let (whose, id) = webauthn.identify_discoverable_authentication(&credential)?;
    let whose = MemberId(whose);
    let row = app.read.members().get(whose).await?.filter(|row| row.accepted).ok_or(Failed::Unknown)?;
    if row.passkeys.is_empty() {
        return Err(Failed::Unknown);
    }
    let organisation = app.read.organisations().get(row.organisation).await?.ok_or(Failed::Unknown)?;
    let access = entry::access(whose, row.organisation, &asked.request);
    let (profile, opened) = entry::open(&app, access, &organisation, sealed(&row.passkeys)).await?;
    let mut known = numbered(&row, &opened);
    let known = known.iter_mut().find(|(_, stored)| stored.key.cred_id().as_slice() == id);
    let (number, known) = known.ok_or(Failed::Unknown)?;
    let proof = webauthn.finish_discoverable_authentication_v2(&credential, state, &known.key)?;
    // The counter from now on: an authenticator that counts must show more the next time. It is kept whether or not it has changed: its owner sees when it was used.
    known.key.update_credential(&proof);
    let passkey = serde_json::to_value(&*known).map_err(|error| unwritable(&error))?;
    use_passkey(&app.deps, app.deps.command(), whose, *number, &passkey).await?;
    let there = member(&app.deps, whose).await?;
    let core = there.core().ok_or(Failed::Unknown)?;
    let entered =
        entry::enter(&app, (&asked, &headers), core, Method::Passkey, organisation, &profile, None).await?;
    Ok(finished(&app, entered.with(&app, Json(json!({ "next": entered.next })).into_response())))
}

fn webauthn(app: &App) -> Result<&Webauthn, Failed> {
    app.passkeys.webauthn().ok_or(Failed::NoName)
}

/// A member's look at their own account.
fn own(staff: &Staff, asked: &Asked) -> Access {
    Access {
        organisation: staff.organisation,
        viewer: staff.viewer_as(staff.roles.first().copied().unwrap_or(Role::Member)),
        purpose: Purpose::OwnAccount,
        reason: None,
        searched: None,
        request: asked.request.clone(),
    }
}

fn sealed(passkeys: &[PasskeyRow]) -> Vec<std::sync::Arc<domain::personal::SealedPart>> {
    passkeys.iter().filter_map(|passkey| passkey.key.sealed()).map(|(part, _)| part.clone()).collect()
}

fn stored(row: &MemberRow, opened: &Opened) -> Vec<Stored> {
    numbered(row, opened).into_iter().map(|(_, stored)| stored).collect()
}

/// The same, each with its number in the order of registration.
fn numbered(row: &MemberRow, opened: &Opened) -> Vec<(u32, Stored)> {
    let passkeys = row.passkeys.iter();
    passkeys.filter_map(|one| Some((one.number, Stored::read(opened.of(&one.key).value()?)?))).collect()
}

fn unwritable(error: &serde_json::Error) -> AppError {
    AppError::Unavailable { what: error.to_string() }
}

fn label_of(written: &str) -> Result<Option<Line>, Refusal> {
    match Line::parse(written) {
        Err(Invalid::Empty) => Ok(None),
        Ok(line) if line.as_str().chars().count() > LABEL => Err(Invalid::TooLong(LABEL)).field("label"),
        read => read.map(Some).field("label"),
    }
}

/// Gives the challenge, and the cookie by which the ceremony is found again.
fn begun(app: &App, ceremony: Ceremony, challenge: &impl Serialize) -> Result<Response, Failed> {
    let id = hex::encode(app.deps.entropy.bytes::<32>());
    app.passkeys.begin(id.clone(), ceremony, app.now())?;
    let mut response = Json(challenge).into_response();
    if let Some(cookie) = cookie(app, COOKIE, &id, PATH, CEREMONY.num_seconds()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The ceremony of this browser. It is over with this, whatever comes of it.
fn taken(app: &App, headers: &HeaderMap) -> Option<Ceremony> {
    let now = app.now();
    cookies(headers, COOKIE).iter().find_map(|id| app.passkeys.take(id, now))
}

fn finished(app: &App, mut response: Response) -> Response {
    if let Some(cookie) = cookie(app, COOKIE, "", PATH, 0) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_optional_and_short() {
        assert_eq!(label_of("  "), Ok(None));
        assert_eq!(
            label_of(" Phone ").map(|label| label.map(|l| l.as_str().to_owned())),
            Ok(Some("Phone".into()))
        );
        assert!(label_of(&"a".repeat(LABEL + 1)).is_err());
        assert!(label_of("a\u{0}").is_err());
    }

    #[test]
    fn what_failed_is_told_with_its_code() {
        for (failed, status, code) in [
            (Failed::NoName, 409, "passkeys-need-a-name"),
            (Failed::Unknown, 403, "passkey-unknown"),
            (AppError::Malformed.into(), 422, "malformed"),
        ] {
            let response = failed.into_response();
            assert_eq!(response.status().as_u16(), status);
            assert_eq!(response.extensions().get::<Told>().map(|told| told.code), Some(code));
        }
    }
}
