//! The compliance desk and the auditor's chair: finding, erasing, statements, the access log. Pages and the command line share what is here.

pub mod audit;
pub mod certificate;
pub mod erase;
pub mod find;
pub mod holds;
pub mod ledger;
pub mod names;
pub mod statement;
pub mod words;

use crate::app::App;
use commands::Deps;
use projections::ReadModels;

/// What desk and chair work with, behind a page and behind the command line alike.
#[derive(Clone)]
pub struct Inside {
    /// What commands are given.
    pub deps: Deps,
    /// The read models.
    pub read: ReadModels,
    /// Whether the clock of this folder is turned by hand: then time ends no session.
    pub turned: bool,
}

impl Inside {
    /// The app's own.
    pub fn of(app: &App) -> Self {
        Self { deps: app.deps.clone(), read: app.read.clone(), turned: app.demo.is_some() }
    }
}
