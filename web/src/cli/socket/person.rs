//! Who stands at the command line: a signed-in member, by the secret of their session. Every opening is entered under their name, role and session.

use super::Refused;
use crate::desk::Inside;
use crate::error::AppError;
use crate::session::{SignedIn, bearer, holder};
use commands::Token;
use domain::Refusal;
use domain::role::Power;
use domain::text::Email;
use serde::{Deserialize, Serialize};
use store::edge::Draw;

/// Who opens. The access log names this person.
#[derive(clap::Args)]
pub struct PersonArgs {
    /// The token of a signed-in member's session; better in the environment than on the command line, which others on the machine can read.
    #[arg(long, env = "ANTEROOM_SESSION", hide_env_values = true, value_name = "TOKEN")]
    session: Option<String>,
    /// The member's e-mail address: refused if the session is somebody else's.
    #[arg(long = "as", value_name = "EMAIL")]
    email: Option<String>,
    /// The organisation's address: refused if the session is another's.
    #[arg(long, value_name = "SLUG")]
    organisation: Option<String>,
}

/// The same on its way to the server.
#[derive(Serialize, Deserialize)]
pub struct Person {
    session: String,
    email: Option<String>,
    organisation: Option<String>,
}

impl PersonArgs {
    /// The person, if a session was named.
    pub fn person(self) -> Result<Person, Refused> {
        let session = self.session.filter(|token| !token.is_empty()).ok_or(Refused::NoSession)?;
        Ok(Person { session, email: self.email, organisation: self.organisation })
    }
}

impl Person {
    /// Whoever holds this token.
    #[cfg(test)]
    pub(super) fn of(session: &str, email: Option<&str>) -> Self {
        Self { session: session.to_owned(), email: email.map(str::to_owned), organisation: None }
    }

    /// The member whose open session this is, if a role of theirs has the power: exactly as a page lets them in.
    pub async fn enter(&self, inside: &Inside, power: Power) -> Result<SignedIn, Refused> {
        let token = Token::parse(&self.session).ok_or(AppError::NotSignedIn)?;
        let staff = if inside.turned {
            bearer(&inside.read, &token).await?
        } else {
            holder(&inside.read, inside.deps.now(), &token).await?
        };
        let staff = staff.ok_or(AppError::NotSignedIn)?;
        if let Some(email) = &self.email {
            let email = Email::parse(email).map_err(|_| Refused::OtherSession)?;
            self.is(inside, "email", email.as_str(), staff.member.subject()).await?;
        }
        if let Some(slug) = &self.organisation {
            self.is(inside, "slug", slug, staff.organisation.subject()).await?;
        }
        staff.role(power)?;
        let organisation =
            inside.read.organisations().get(staff.organisation).await.map_err(AppError::from)?;
        let organisation = organisation.ok_or(Refusal::NotFound)?;
        let request = format!("cli-{}", hex::encode(inside.deps.entropy.bytes::<8>()));
        tracing::info!(id = request, member = %staff.member, "command line");
        Ok(SignedIn {
            staff,
            until: token.expires(),
            organisation,
            slug: self.organisation.clone().unwrap_or_default(),
            lang: super::LANG,
            request,
        })
    }

    async fn is(
        &self,
        inside: &Inside,
        kind: &'static str,
        address: &str,
        subject: domain::SubjectId,
    ) -> Result<(), Refused> {
        let found = inside.deps.vault.find(kind, address).await.map_err(AppError::from)?;
        if found == Some(subject) { Ok(()) } else { Err(Refused::OtherSession) }
    }
}
