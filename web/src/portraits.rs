//! `GET /{slug}/logo`, `/{slug}/people/{member}/picture`: pictures that everybody sees, from our own origin; and one's own, under one's account (A9).
//!
//! A browser keeps them and asks each time whether they still stand, so that what is erased is shown no more. Here they are opened once in five minutes, like other public words.

use crate::app::App;
use crate::error::AppError;
use crate::forms;
use crate::picture::Shape;
use crate::sent::{Path, Upload};
use crate::session::{Asked, ManagesSettings, May, SignedIn};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use commands::member::{remove_picture, set_picture};
use domain::access::{Purpose, Viewer};
use domain::picture::Picture;
use domain::{MemberId, OrganisationId, Personal, Refusal, Role, SubjectId};
use store::Access;

/// Marks an answer that browsers may keep, as long as they ask each time whether it still stands.
#[derive(Clone, Copy)]
pub struct Kept;

/// The logo that visitors see.
pub async fn logo(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, AppError> {
    let organisation = app.at(&slug).await?.organisation;
    public(&app, &asked, &headers, organisation, organisation.subject()).await
}

/// The picture of a member whom visitors can ask for.
pub async fn member(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    Path((slug, member)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let member: MemberId = member.parse().map_err(|_| Refusal::NotFound)?;
    let organisation = app.at(&slug).await?.organisation;
    let row = app.read.members().get(member).await?.ok_or(Refusal::NotFound)?;
    if row.organisation != organisation || !row.accepted || !row.roles.contains(&Role::Member) {
        return Err(Refusal::NotFound.into());
    }
    public(&app, &asked, &headers, organisation, member.subject()).await
}

/// One's own picture.
pub async fn own(State(app): State<App>, session: SignedIn) -> Result<Response, AppError> {
    let row = app.read.pictures().get(session.staff.member.subject()).await?;
    let (_, picture) = row.and_then(|row| row.shown).ok_or(Refusal::NotFound)?;
    let role = session.staff.roles.first().copied().unwrap_or(Role::Member);
    answer(&open(&app, session.access_as(role, Purpose::OwnAccount), &picture).await?)
}

/// Sets one's own picture.
pub async fn set(State(app): State<App>, session: SignedIn, upload: Upload) -> Result<Response, AppError> {
    let command = forms::command(&upload.command)?;
    let picture = match upload.read(Shape::Portrait).await? {
        Ok(picture) => picture,
        Err(refusal) => return crate::office::account::refused(&app, &session, &refusal).await,
    };
    let done = set_picture(&app.deps, command, &session.staff, &picture).await?;
    let to = format!("/{}/account?at={}&done=picture", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// Removes it.
pub async fn remove(
    State(app): State<App>,
    session: SignedIn,
    crate::sent::Form(sent): crate::sent::Form<crate::forms::Alone>,
) -> Result<Response, AppError> {
    let command = forms::command(&sent.command)?;
    let done = remove_picture(&app.deps, command, &session.staff).await?;
    let to = format!("/{}/account?at={}&done=picture-removed", session.slug, done.position);
    Ok(Redirect::to(&to).into_response())
}

/// When the logo that waits to be published was uploaded, as a position of the log.
pub async fn drafted(app: &App, session: &May<ManagesSettings>) -> Result<Option<u64>, AppError> {
    let row = app.read.pictures().get(session.staff.organisation.subject()).await?;
    Ok(row.and_then(|row| row.drafted).map(|(at, _)| at))
}

/// Opens a picture.
pub async fn open(app: &App, access: Access, picture: &Personal<Picture>) -> Result<Picture, AppError> {
    let part = picture.sealed().map(|(part, _)| part.clone()).into_iter().collect();
    let opened = app.deps.vault.disclose(access, part).await?;
    Ok(opened.of(picture).value().ok_or(Refusal::NotFound)?)
}

/// A picture as an answer.
pub fn answer(picture: &Picture) -> Result<Response, AppError> {
    let bytes = crate::picture::bytes(picture).ok_or(Refusal::NotFound)?;
    let kind = HeaderValue::from_static(picture.kind.media_type());
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

async fn public(
    app: &App,
    asked: &Asked,
    headers: &HeaderMap,
    organisation: OrganisationId,
    subject: SubjectId,
) -> Result<Response, AppError> {
    let row = app.read.pictures().get(subject).await?;
    let (at, picture) = row.and_then(|row| row.shown).ok_or(Refusal::NotFound)?;
    // What is erased has lost its ciphertext there, whatever was opened before.
    if picture.sealed().is_none_or(|(part, _)| part.ciphertext.is_none()) {
        return Err(Refusal::NotFound.into());
    }
    let tag = format!("\"{at}\"");
    let known =
        headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let access = Access {
            organisation,
            viewer: Viewer::Public,
            purpose: Purpose::PublicPage,
            reason: None,
            searched: None,
            request: asked.request.clone(),
        };
        answer(&app.public_picture(access, at, &picture).await?)?
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.extensions_mut().insert(Kept);
    Ok(response)
}
