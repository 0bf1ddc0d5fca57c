//! The data processing agreement: its words as data, so that the page and the PDF show the same ones, and the PDF. It
//! decides nothing about who signs, and it is a template that says so on every page.

mod dpa_1;
mod pdf;

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};

pub use pdf::{Pdf, Substitution, render};

/// A published text. A version's words never change once someone has signed it; a change is the next version (D3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// `dpa-1`, in English.
    Dpa1,
}

impl Version {
    /// What is offered for signing now.
    pub const CURRENT: Self = Self::Dpa1;

    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dpa1 => "dpa-1",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(name: &str) -> Result<Self, UnknownVersion> {
        match name {
            "dpa-1" => Ok(Self::Dpa1),
            _ => Err(UnknownVersion),
        }
    }
}

/// No agreement was ever published under this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no data processing agreement of this version")]
pub struct UnknownVersion;

/// The words of an agreement, in order. Nothing personal: the parties and the signature are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The stored name, printed on every page.
    pub version: String,
    /// BCP 47.
    pub language: String,
    /// The heading of the whole.
    pub title: String,
    /// The mark that this is a template, to be shown at the top and on every page.
    pub mark: String,
    /// The text.
    pub blocks: Vec<Block>,
}

/// One part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Begins a section or an annex; its number is part of it.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// A numbered clause, such as `3.2`.
    Clause {
        /// As printed.
        number: String,
        /// Its words.
        text: String,
    },
    /// A point below the clause before it, such as `(a)`.
    Point {
        /// As printed.
        label: String,
        /// Its words.
        text: String,
    },
    /// A table; the first row is `columns`.
    Table(Table),
}

/// Rows of text below headed columns. A row shorter than `columns` ends in empty cells; longer ones do not occur in a
/// template, and what is beyond the last column is printed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The heads.
    pub columns: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

/// The text published under a version.
pub fn template(version: Version) -> Agreement {
    match version {
        Version::Dpa1 => dpa_1::text(),
    }
}

/// Everything one PDF shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The words, usually [`template`]'s.
    pub agreement: Agreement,
    /// Who operates this installation: the processor.
    pub operator: Party,
    /// Whose visits they are: the controller.
    pub organisation: Party,
    /// By the controller; without one the document has empty lines to sign on.
    pub signature: Option<Signature>,
    /// The file's creation date. The same document gives the same bytes.
    pub created: DateTime<Utc>,
}

/// One side of the agreement. An organisation's name can be a person's.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// As registered.
    pub name: String,
    /// Lines of an address, a registration number; may be empty.
    pub details: String,
}

/// The controller's signature, as it is to be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub name: String,
    /// Where; may be empty.
    pub place: String,
    /// When, as a date in words, in the organisation's time zone.
    pub date: String,
}

macro_rules! hidden {
    ($($kind:ident),*) => {$(
        impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($kind), "(…)"))
            }
        }
    )*};
}

hidden!(Document, Party, Signature);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_by_its_stored_name() {
        assert_eq!("dpa-1".parse(), Ok(Version::Dpa1));
        assert_eq!("dpa-2".parse::<Version>(), Err(UnknownVersion));
        assert_eq!(template(Version::Dpa1).version, Version::Dpa1.to_string());
    }

    #[test]
    fn every_point_of_article_28_3_is_there_once_and_in_order() {
        let labels: Vec<String> = template(Version::Dpa1)
            .blocks
            .into_iter()
            .filter_map(|block| match block {
                Block::Point { label, .. } => Some(label),
                Block::Heading(_) | Block::Paragraph(_) | Block::Clause { .. } | Block::Table(_) => None,
            })
            .collect();
        assert_eq!(labels, ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)"]);
    }

    #[test]
    fn the_table_is_as_wide_as_its_head() {
        for block in template(Version::Dpa1).blocks {
            if let Block::Table(table) = block {
                assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            }
        }
    }

    #[test]
    fn nothing_personal_is_shown_by_debug() {
        let party = Party { name: "Secret".into(), details: "Secret".into() };
        let signature = Signature { name: "Secret".into(), place: "Secret".into(), date: "Secret".into() };
        let document = Document {
            agreement: template(Version::CURRENT),
            operator: party.clone(),
            organisation: party.clone(),
            signature: Some(signature.clone()),
            created: DateTime::UNIX_EPOCH,
        };
        assert!(!format!("{document:?} {party:?} {signature:?}").contains("Secret"));
    }
}
