//! Where the operator's own agreements lie.

use serde::Deserialize;
use std::path::PathBuf;

/// The section `[agreements]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgreementsAt {
    /// The folder: a file for each kind that is not the house's.
    pub(super) folder: PathBuf,
}
