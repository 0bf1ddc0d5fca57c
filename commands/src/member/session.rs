//! Signing in and out, here and elsewhere. A session's cookie is a secret that carries its own end; the log keeps its hash.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::token::Token;
use domain::member::{self, Command, Member, Method, SignIn};
use domain::text::Line;
use domain::visit::TokenHash;
use domain::{Class, CommandId, MemberId, Personal, SessionId};
use store::edge::Draw;

/// How long a session lasts.
pub const SESSION: chrono::TimeDelta = chrono::TimeDelta::hours(12);

/// With what somebody signs in, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    /// What it is, such as "Firefox on Windows".
    pub name: Option<Line>,
    /// The hash of its own secret, with the member's id.
    pub device: Option<TokenHash>,
}

/// Signs in somebody who has proved who they are. Returns the cookie's secret.
pub async fn sign_in(
    deps: &Deps,
    member: MemberId,
    by: Method,
    browser: Browser,
) -> Result<(Token, Done), CommandError> {
    let session = SessionId(deps.entropy.uuid());
    let token = Token::draw(&*deps.entropy, session.0, deps.now() + SESSION);
    let entry = SignIn { by, at: deps.now(), browser: browser.name };
    let command = Command::SignIn {
        session,
        token: token.hash(),
        entry: Personal::new(member.subject(), Class::Account, &entry),
        device: browser.device,
    };
    let done = execute::<Member>(deps, &member::stream(member), deps.command(), &command).await?;
    Ok((token, done))
}

/// Signs out.
pub async fn sign_out(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    end_session(deps, id, staff, staff.session).await
}

/// Ends one of one's own sessions. Somebody else's is not among them, so nothing happens to it.
pub async fn end_session(
    deps: &Deps,
    id: CommandId,
    staff: &Staff,
    session: SessionId,
) -> Result<Done, CommandError> {
    let command = Command::SignOut { session };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}

/// Ends all of one's own sessions.
pub async fn sign_out_everywhere(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    execute::<Member>(deps, &member::stream(staff.member), id, &Command::SignOutEverywhere).await
}
