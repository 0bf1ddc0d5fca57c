//! Whom a visitor waits for, and whether that one knows: one answer for the page, its live line and the place in the line.

use super::page::public_name;
use crate::app::App;
use crate::error::AppError;
use crate::session::Visiting;
use commands::visit::waits_for;
use domain::visit::{Act, ForWhom, Form};
use domain::{EventId, MemberId, Personal};
use store::Opened;

/// Whether a page is opened, or goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Opened: what the visitor wrote and who has seen them, in an entry of its own.
    Anew,
    /// Its live line: what the page has opened it does not open again, and it shows nothing of the form.
    On,
}

/// A professional whom a visitor waits for.
#[derive(Clone, Debug)]
pub(super) struct Professional {
    pub(super) member: MemberId,
    pub(super) name: String,
}

/// Whom a visitor waits for.
pub(super) struct Awaited {
    /// What the visitor wrote, where it was opened.
    pub(super) form: Option<Form>,
    /// The professional; `None` where it is the first one free, and where the one who was asked for no longer receives visitors.
    pub(super) professional: Option<Professional>,
    /// Whether somebody has acknowledged the arrival who may let the visitor in.
    pub(super) seen: bool,
    wanted: Option<ForWhom>,
    told: Option<EventId>,
}

impl Awaited {
    /// As it stands now.
    pub(super) async fn of(app: &App, visiting: &Visiting, looks: Looks) -> Result<Self, AppError> {
        let visit = &visiting.visit;
        let act = seen(app, visiting).await?;
        let mut opened = match looks {
            Looks::Anew => Opened::default(),
            Looks::On => app.waits(visit.visit),
        };
        let form = visit.form.as_ref().filter(|_| looks == Looks::Anew);
        let parts = [form.and_then(Personal::sealed), act.as_ref().and_then(Personal::sealed)];
        let parts = parts.into_iter().flatten();
        let new: Vec<_> = parts.map(|(part, _)| part.clone()).filter(|part| !opened.holds(part)).collect();
        if !new.is_empty() {
            app.deps.vault.disclose_more(visiting.access(), &mut opened, new).await?;
            app.set_waits(visit.visit, opened.clone());
        }
        let organisation = visiting.organisation.organisation;
        let member = waits_for(&app.deps, organisation, visit.visit, visit.wanted.as_ref()).await?;
        let name = match member {
            Some(member) => public_name(app, visiting.access(), member).await?,
            None => None,
        };
        let professional = member.zip(name).map(|(member, name)| Professional { member, name });
        let by = act.as_ref().and_then(|act| opened.of(act).value()).map(|act: Act| act.by);
        let seen = match (by, &professional) {
            (None, _) => false,
            (Some(by), Some(professional)) => by == professional.member,
            (Some(by), None) => receives(app, by).await?,
        };
        let form = form.and_then(|form| opened.of(form).value());
        Ok(Self { form, professional, seen, wanted: visit.wanted.clone(), told: told(act.as_ref()) })
    }

    /// Whether it still stands so, or has to be asked anew: the visitor was given to somebody, or was seen, or the one they wait for no longer receives visitors.
    pub(super) async fn stands(&self, app: &App, visiting: &Visiting) -> Result<bool, AppError> {
        if self.wanted != visiting.visit.wanted || self.told != told(seen(app, visiting).await?.as_ref()) {
            return Ok(false);
        }
        match &self.professional {
            Some(professional) => receives(app, professional.member).await,
            None => Ok(true),
        }
    }
}

/// Who has acknowledged the arrival, while the visitor waits.
async fn seen(app: &App, visiting: &Visiting) -> Result<Option<Personal<Act>>, AppError> {
    Ok(app.read.waiting().get(visiting.visit.visit).await?.and_then(|row| row.seen))
}

/// By which event that was told.
fn told(act: Option<&Personal<Act>>) -> Option<EventId> {
    act?.sealed().map(|(part, _)| part.event)
}

/// Whether a member receives visitors still.
async fn receives(app: &App, member: MemberId) -> Result<bool, AppError> {
    Ok(app.read.members().get(member).await?.is_some_and(|row| row.receives()))
}
