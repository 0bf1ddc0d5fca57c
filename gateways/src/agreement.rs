//! Agreements: their templates, read line by line; their words as data, so that the page and the PDF show the same ones; and the PDF. It decides nothing about who agrees to
//! what.

mod house;
mod pdf;
mod template;

use std::fmt;

use chrono::{DateTime, Utc};

pub use house::{before_kinds, house};
pub use pdf::{Pdf, Substitution, render};
pub use template::{Particulars, Template, Wrong, agreement, digest};

/// The words of an agreement, in order. Nothing personal: the parties and the signature are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its version and what else tells it from others, printed on every page.
    pub version: String,
    /// BCP 47.
    pub language: String,
    /// The heading of the whole.
    pub title: String,
    /// A mark to be shown at the top and on every page, such as that it is a template; may be empty.
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

/// Everything one PDF shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The words.
    pub agreement: Agreement,
    /// Facts about this text, printed small below its title: when it was published, its digest.
    pub facts: Vec<String>,
    /// The sides that are not named in the text itself, each with what it is called there.
    pub parties: Vec<(String, Party)>,
    /// How it ends.
    pub ending: Ending,
    /// The file's creation date. The same document gives the same bytes.
    pub created: DateTime<Utc>,
}

/// How a document ends.
#[derive(Clone, PartialEq, Eq)]
pub enum Ending {
    /// With a signature, or without one with empty lines to sign on.
    Signature {
        /// The organisation that signs.
        organisation: String,
        /// What it is called in the text.
        called: String,
        /// The signature.
        signed: Option<Signature>,
    },
    /// With how it was accepted, and entries such as by whom and when.
    Accepted {
        /// How, in a sentence.
        how: String,
        /// What is to be told of it.
        entries: Vec<(String, String)>,
    },
    /// With its last word.
    Text,
}

/// One side of the agreement. An organisation's name can be a person's.
#[derive(Clone, PartialEq, Eq)]
pub struct Party {
    /// As registered.
    pub name: String,
    /// Lines of an address, a registration number; may be empty.
    pub details: String,
}

/// A signature, as it is to be printed.
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

hidden!(Document, Ending, Party, Signature);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_is_shown_by_debug() {
        let party = Party { name: "Secret".into(), details: "Secret".into() };
        let signature = Signature { name: "Secret".into(), place: "Secret".into(), date: "Secret".into() };
        let ending = Ending::Signature {
            organisation: "Secret".into(),
            called: "Controller".into(),
            signed: Some(signature.clone()),
        };
        let document = Document {
            agreement: before_kinds("dpa-1").unwrap(),
            facts: vec![],
            parties: vec![("Controller".into(), party.clone())],
            ending: ending.clone(),
            created: DateTime::UNIX_EPOCH,
        };
        assert!(!format!("{document:?} {ending:?} {party:?} {signature:?}").contains("Secret"));
    }
}
