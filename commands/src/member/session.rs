//! Signing in and out. A session's cookie is a secret that carries its own end; the log keeps its hash.

use crate::actor::Staff;
use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{Done, execute};
use crate::token::Token;
use domain::member::{self, Command, Member, Method, SignIn};
use domain::{Class, CommandId, MemberId, Personal, SessionId};
use store::edge::Draw;

/// How long a session lasts.
pub const SESSION: chrono::TimeDelta = chrono::TimeDelta::hours(12);

/// Signs in somebody who has proved who they are. Returns the cookie's secret.
pub async fn sign_in(deps: &Deps, member: MemberId, by: Method) -> Result<(Token, Done), CommandError> {
    let session = SessionId(deps.entropy.uuid());
    let token = Token::draw(&*deps.entropy, session.0, deps.now() + SESSION);
    let command = Command::SignIn {
        session,
        token: token.hash(),
        entry: Personal::new(member.subject(), Class::Account, &SignIn { by, at: deps.now() }),
    };
    let done = execute::<Member>(deps, &member::stream(member), deps.command(), &command).await?;
    Ok((token, done))
}

/// Signs out.
pub async fn sign_out(deps: &Deps, id: CommandId, staff: &Staff) -> Result<Done, CommandError> {
    let command = Command::SignOut { session: staff.session };
    execute::<Member>(deps, &member::stream(staff.member), id, &command).await
}
