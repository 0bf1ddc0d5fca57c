//! Whom somebody is invited to: the member, a colleague, or the first one free. Colleagues' names are opened in the same entry as what a page shows beside them.

use crate::app::App;
use crate::error::AppError;
use crate::page::Choice;
use crate::page::invitation::WhomFields;
use crate::session::{May, Receives};
use commands::visit::Whom;
use domain::member::Account;
use domain::personal::SealedPart;
use domain::{MemberId, Personal, Refusal};
use std::sync::Arc;
use store::Opened;

/// Colleagues who receive visitors, their names sealed.
pub(super) struct Colleagues(Vec<(MemberId, Personal<Account>)>);

impl Colleagues {
    /// Those of this member.
    pub(super) async fn of(app: &App, session: &May<Receives>) -> Result<Self, AppError> {
        let members = app.read.members().of(session.staff.organisation).await?;
        let receiving =
            members.into_iter().filter(|row| row.receives() && row.member != session.staff.member);
        Ok(Self(receiving.filter_map(|row| Some((row.member, row.account?))).collect()))
    }

    /// What has to be opened for their names.
    pub(super) fn parts(&self) -> impl Iterator<Item = Arc<SealedPart>> {
        self.0.iter().filter_map(|(_, account)| account.sealed()).map(|(part, _)| part.clone())
    }

    /// The fields of a form, as they were written.
    pub(super) fn fields(&self, opened: &Opened, sent: &Sent, error: Option<String>) -> WhomFields {
        let choice = |(member, account): &(MemberId, Personal<Account>)| {
            let label = opened.of(account).value()?.name.as_str().to_owned();
            let value = member.to_string();
            Some(Choice { chosen: value == sent.colleague, value, label })
        };
        WhomFields {
            chosen: match sent.whom.as_str() {
                "free" => "free",
                "colleague" => "colleague",
                _ => "me",
            },
            colleagues: self.0.iter().filter_map(choice).collect(),
            error,
        }
    }
}

/// What the fields send.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) whom: String,
    pub(super) colleague: String,
}

/// Who was chosen.
pub(super) fn parse(sent: &Sent) -> Result<Whom, Refusal> {
    match sent.whom.as_str() {
        "free" => Ok(Whom::FirstFree),
        "colleague" => sent.colleague.parse().map(Whom::Colleague).map_err(|_| Refusal::NotReceiving),
        _ => Ok(Whom::Me),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_not_chosen_clearly_is_refused_or_oneself() {
        let sent = |whom: &str, colleague: &str| Sent { whom: whom.into(), colleague: colleague.into() };
        let other = MemberId::from_bytes([4; 16]);
        assert_eq!(parse(&sent("me", "")), Ok(Whom::Me));
        assert_eq!(parse(&sent("free", &other.to_string())), Ok(Whom::FirstFree));
        assert_eq!(parse(&sent("colleague", &other.to_string())), Ok(Whom::Colleague(other)));
        assert_eq!(parse(&sent("colleague", "")), Err(Refusal::NotReceiving));
    }
}
