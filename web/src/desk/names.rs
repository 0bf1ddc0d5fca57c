//! The names of an organisation's members, opened in the same passage as what a page shows beside them.

use crate::error::AppError;
use crate::page::Shown;
use commands::Deps;
use domain::personal::SealedPart;
use domain::visit::ForWhom;
use domain::{MemberId, OrganisationId, VisitId};
use projections::{MemberRow, ReadModels};
use std::sync::Arc;
use store::{Access, Opened};

/// Up to this many members, all names are opened in one passage where it is sealed who is needed; beyond, a second passage opens those alone.
const TOGETHER: usize = 100;

/// An organisation's members, their names sealed.
pub struct Names {
    rows: Vec<MemberRow>,
}

impl Names {
    /// The members of this organisation.
    pub async fn of(read: &ReadModels, organisation: OrganisationId) -> Result<Self, AppError> {
        Ok(Self { rows: read.members().of(organisation).await? })
    }

    /// Whether this is one of them.
    pub fn holds(&self, member: MemberId) -> bool {
        self.rows.iter().any(|row| row.member == member)
    }

    /// The sealed names of these members.
    pub fn parts(&self, which: impl Fn(MemberId) -> bool) -> Vec<Arc<SealedPart>> {
        let accounts =
            self.rows.iter().filter(|row| which(row.member)).filter_map(|row| row.account.as_ref());
        accounts.filter_map(|account| account.sealed()).map(|(part, _)| part.clone()).collect()
    }

    /// The sealed names of everybody who could be meant, where only what is sealed says who is.
    pub fn candidates(&self) -> Vec<Arc<SealedPart>> {
        if self.rows.len() > TOGETHER { vec![] } else { self.parts(|_| true) }
    }

    /// Opens the names that are needed and were not among the candidates.
    pub async fn complete(
        &self,
        deps: &Deps,
        access: &Access,
        opened: &mut Opened,
        needed: &[MemberId],
    ) -> Result<(), AppError> {
        let missing: Vec<_> = self
            .parts(|member| needed.contains(&member))
            .into_iter()
            .filter(|part| !opened.holds(part))
            .collect();
        if !missing.is_empty() {
            let access = Access { searched: None, ..access.clone() };
            opened.extend(deps.vault.disclose(access, missing).await?);
        }
        Ok(())
    }

    /// A member's name, if it was opened and is not erased.
    pub fn name(&self, opened: &Opened, member: MemberId) -> Option<String> {
        let account = self.rows.iter().find(|row| row.member == member)?.account.as_ref()?;
        opened.of(account).value().map(|account| account.name.as_str().to_owned())
    }

    /// The same for a page.
    pub fn shown(&self, opened: &Opened, member: MemberId) -> Shown {
        self.name(opened, member).map_or(Shown::Erased, Shown::Value)
    }

    /// Which member a visit's public part means: told by the visit's key alone, without opening anything.
    pub async fn meant(
        &self,
        deps: &Deps,
        visit: VisitId,
        whom: Option<&ForWhom>,
    ) -> Result<Option<MemberId>, AppError> {
        let Some(whom) = whom else { return Ok(None) };
        for row in &self.rows {
            match deps.vault.for_whom(visit.subject(), row.member).await? {
                Some(tag) if tag == *whom => return Ok(Some(row.member)),
                Some(_) => {}
                // The key is gone: it points to nobody.
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}
