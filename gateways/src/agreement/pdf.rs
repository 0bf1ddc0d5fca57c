//! The agreement as a letter on A4. What is printed and in which order is here; how text flows is in `flow`, which
//! letters exist in `letters`, what the file consists of in `file`. The same document gives the same bytes.

mod file;
mod flow;
mod letters;
mod lines;

use std::fmt;

use pdf_writer::types::StructRole;

use self::{
    flow::{Flow, columns},
    letters::Face,
    lines::{Ink, Line, Style, wrap},
};
use super::{Block, Document, Ending, Party, Signature, Table};

/// A finished file.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// `application/pdf`.
    pub bytes: Vec<u8>,
    /// Letters of the text that the typeface lacks, each once. The document names them at its end, and text copied
    /// from the file has the letters as they were written.
    pub substitutions: Vec<Substitution>,
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pdf").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// A letter and what is printed for it: its nearest letter, or `?`.
#[derive(Clone, PartialEq, Eq)]
pub struct Substitution {
    /// As written.
    pub written: char,
    /// As printed.
    pub printed: String,
}

const BODY: Style = Style { face: Face::Regular, size: 10.0, leading: 14.5, ink: Ink::Text };
const TITLE: Style = Style { face: Face::Bold, size: 20.0, leading: 26.0, ink: Ink::Accent };
const HEADING: Style = Style { face: Face::Bold, size: 11.5, leading: 16.0, ink: Ink::Accent };
const QUIET: Style = Style { face: Face::Regular, size: 9.0, leading: 12.5, ink: Ink::Quiet };
const MARK: Style = Style { face: Face::Bold, size: 10.0, leading: 14.0, ink: Ink::Text };
const CELL: Style = Style { face: Face::Regular, size: 9.0, leading: 12.5, ink: Ink::Text };
const HEAD: Style = Style { face: Face::Bold, ..CELL };
const PARTY: Style = Style { face: Face::Bold, size: 10.0, leading: 14.0, ink: Ink::Text };

/// Where the words of clauses and points begin, from the left margin.
const CLAUSE: f32 = 34.0;
const POINT: f32 = 58.0;

/// Sets the document. Never fails: whatever the strings hold, every one of them is printed, wrapped where too long.
pub fn render(document: &Document) -> Pdf {
    let mut flow = Flow::new();
    head(&mut flow, document);
    let blocks = &document.agreement.blocks;
    for (at, block) in blocks.iter().enumerate() {
        if leads_on(block) {
            flow.keep(60.0);
        }
        match block {
            Block::Heading(text) => {
                let after = if blocks.get(at + 1).is_some_and(leads_on) { 80.0 } else { 40.0 };
                flow.heading(StructRole::H2, text, HEADING, 16.0, after);
            }
            Block::Paragraph(text) => flow.text(text, BODY, 0.0, None, 6.0),
            Block::Clause { number, text } => flow.text(text, BODY, CLAUSE, Some((number, 0.0)), 6.0),
            Block::Point { label, text } => flow.text(text, BODY, POINT, Some((label, CLAUSE)), 5.0),
            Block::Table(table) => words(&mut flow, table),
        }
    }
    ending(&mut flow, &document.ending);
    note(&mut flow);
    let agreement = &document.agreement;
    let identity = format!("{} · version {}", agreement.title, agreement.version);
    flow.footers(&identity, &agreement.mark, QUIET);
    let substitutions = flow.substitutions();
    Pdf { bytes: file::write(flow.finish(), document), substitutions }
}

/// A sentence that introduces what follows stays with it.
fn leads_on(block: &Block) -> bool {
    match block {
        Block::Clause { text, .. } | Block::Point { text, .. } | Block::Paragraph(text) => {
            text.ends_with(':')
        }
        Block::Heading(_) | Block::Table(_) => false,
    }
}

fn head(flow: &mut Flow, document: &Document) {
    let agreement = &document.agreement;
    flow.heading(StructRole::H1, &agreement.title, TITLE, 0.0, 0.0);
    flow.text(&format!("Version {}", agreement.version), QUIET, 0.0, None, 2.0);
    for fact in &document.facts {
        flow.text(fact, QUIET, 0.0, None, 2.0);
    }
    if !agreement.mark.is_empty() {
        flow.framed(&agreement.mark, MARK, 14.0);
    }
    flow.space(16.0);
    let parties = &document.parties;
    if !parties.is_empty() {
        let widths = columns(&vec![1.0; parties.len()]);
        let heads: Vec<_> =
            parties.iter().zip(&widths).map(|((called, _), width)| wrap(called, HEAD, *width)).collect();
        let sides = parties.iter().zip(&widths).map(|((_, side), width)| party(side, *width)).collect();
        flow.table(&heads, &[sides], &widths);
        flow.space(10.0);
    }
}

fn party(party: &Party, width: f32) -> Vec<Line> {
    [wrap(&party.name, PARTY, width), wrap(&party.details, CELL, width)].concat()
}

fn words(flow: &mut Flow, table: &Table) {
    let count = table.columns.len();
    if count == 0 {
        return;
    }
    let shares = if count == 4 { vec![0.22, 0.31, 0.24, 0.23] } else { vec![1.0; count] };
    let widths = columns(&shares);
    let set = |cells: &[String], style: Style| -> Vec<Vec<Line>> {
        let mut set: Vec<Vec<Line>> = widths
            .iter()
            .enumerate()
            .map(|(at, width)| cells.get(at).map_or(vec![], |text| wrap(text, style, *width)))
            .collect();
        for text in cells.iter().skip(count) {
            set[count - 1].extend(wrap(text, style, widths[count - 1]));
        }
        set
    };
    let rows: Vec<_> = table.rows.iter().map(|row| set(row, CELL)).collect();
    flow.space(8.0);
    flow.table(&set(&table.columns, HEAD), &rows, &widths);
}

fn ending(flow: &mut Flow, ending: &Ending) {
    match ending {
        Ending::Signature { organisation, called, signed } => {
            let sentence = match signed {
                Some(_) => format!("Signed electronically for the {called}, in its account:"),
                None => format!("Not signed yet. For the {called}:"),
            };
            let empty = Signature { name: String::new(), place: String::new(), date: String::new() };
            let Signature { name, place, date } = signed.as_ref().unwrap_or(&empty);
            let entries = [("Organisation", organisation), ("Name", name), ("Place", place), ("Date", date)];
            last(flow, "Signature", &sentence, entries.map(|(label, value)| (label, value.as_str())));
        }
        Ending::Accepted { how, entries } => {
            last(
                flow,
                "Acceptance",
                how,
                entries.iter().map(|(label, value)| (label.as_str(), value.as_str())),
            );
        }
        Ending::Text => {}
    }
}

/// The heading, the sentence and the lines below it stay on one page.
fn last<'a>(
    flow: &mut Flow,
    heading: &str,
    sentence: &str,
    entries: impl IntoIterator<Item = (&'a str, &'a str)>,
) {
    flow.keep(190.0);
    flow.heading(StructRole::H2, heading, HEADING, 20.0, 0.0);
    flow.text(sentence, BODY, 0.0, None, 6.0);
    for (label, value) in entries {
        flow.entry(label, value, QUIET, PARTY);
    }
}

/// Says which letters are printed as others, so that a name is never quietly another name.
fn note(flow: &mut Flow) {
    let substitutions = flow.substitutions();
    if substitutions.is_empty() {
        return;
    }
    let list: Vec<String> = substitutions
        .iter()
        .map(|one| format!("U+{:04X} as “{}”", u32::from(one.written), one.printed))
        .collect();
    let text = format!(
        "This document’s typeface lacks some letters of the text; they are printed as their nearest letter or as “?”: \
         {}. Text copied from the file has them as written.",
        list.join(", ")
    );
    flow.text(&text, QUIET, 0.0, None, 16.0);
}
