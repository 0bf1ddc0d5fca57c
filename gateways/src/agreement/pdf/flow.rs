//! Text flowing down A4 pages: margins, page breaks that leave no lonely line, tables, footers; and beside the ink the
//! tree of headings, paragraphs and cells that screen readers follow.

use std::collections::BTreeSet;

use pdf_writer::{
    Content, Name, Str, TextStr,
    types::{ArtifactType, StructRole},
};

use super::{
    Substitution,
    letters::Face,
    lines::{Ink, Line, Style, wrap},
};

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.276, 841.89);
const LEFT: f32 = 82.0;
const RIGHT: f32 = PAGE.0 - LEFT;
const TOP: f32 = PAGE.1 - 78.0;
const BOTTOM: f32 = 92.0;
/// Between the columns of a table, and above and below its rows.
const GUTTER: f32 = 12.0;
const PAD: f32 = 5.0;
/// A head no higher than this is repeated on the next page.
const LOW: f32 = 120.0;
/// Where the value of an entry begins.
const ENTRY: f32 = 84.0;

/// What `file` writes down.
pub(super) struct Finished {
    pub(super) pages: Vec<Page>,
    pub(super) elements: Vec<Element>,
}

/// A page's ink, and for each marked piece of it (by its number) the element it belongs to.
pub(super) struct Page {
    pub(super) ink: Content,
    pub(super) marks: Vec<usize>,
}

/// A node of the tree. `parent` is an earlier element, or the document.
pub(super) struct Element {
    pub(super) role: StructRole,
    pub(super) parent: Option<usize>,
}

pub(super) struct Flow {
    /// Finished pages; the current one is apart.
    done: Vec<Page>,
    page: Page,
    elements: Vec<Element>,
    /// The top of the room left on this page.
    y: f32,
    replaced: BTreeSet<(char, Vec<u8>)>,
}

/// Widths of a table's columns, in proportion to their shares.
pub(super) fn columns(shares: &[f32]) -> Vec<f32> {
    let gutters: f32 = shares.iter().skip(1).map(|_| GUTTER).sum();
    let whole: f32 = shares.iter().sum();
    shares.iter().map(|share| (RIGHT - LEFT - gutters) * share / whole).collect()
}

impl Flow {
    pub(super) fn new() -> Self {
        Self { done: Vec::new(), page: blank(), elements: Vec::new(), y: TOP, replaced: BTreeSet::new() }
    }

    /// Leaves room, except at the top of a page.
    pub(super) fn space(&mut self, height: f32) {
        if !self.is_at_top() {
            self.y -= height;
        }
    }

    /// Begins a new page unless this much is left.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y - height < BOTTOM && !self.is_at_top() {
            self.turn();
        }
    }

    /// A heading, with at least `after` of what follows on the same page.
    pub(super) fn heading(&mut self, role: StructRole, text: &str, style: Style, before: f32, after: f32) {
        let lines = wrap(text, style, RIGHT - LEFT);
        self.keep(before + depth(&lines) + after);
        self.space(before);
        let element = self.element(role, None);
        self.lines(element, &lines, LEFT, None);
    }

    /// A paragraph that begins `indent` from the margin, with an optional label at a place of its own before it.
    pub(super) fn text(
        &mut self,
        text: &str,
        style: Style,
        indent: f32,
        label: Option<(&str, f32)>,
        before: f32,
    ) {
        let mut lines = wrap(text, style, RIGHT - LEFT - indent);
        let label = label.map(|(text, at)| (Line::whole(text, style), LEFT + at));
        if lines.is_empty() && label.is_some() {
            lines.push(Line::whole("", style));
        }
        self.space(before);
        let element = self.element(StructRole::P, None);
        self.lines(element, &lines, LEFT + indent, label);
    }

    /// A paragraph on a tinted ground with a bar at its left.
    pub(super) fn framed(&mut self, text: &str, style: Style, before: f32) {
        let lines = wrap(text, style, RIGHT - LEFT - 24.0);
        let height = depth(&lines) + 16.0;
        self.keep(before + height);
        self.space(before);
        let below = self.y - height;
        let ink = &mut self.page.ink;
        artifact(ink, ArtifactType::Layout);
        ink.set_fill_rgb(0.985, 0.953, 0.894).rect(LEFT, below, RIGHT - LEFT, height).fill_nonzero();
        ink.set_fill_rgb(0.76, 0.47, 0.16).rect(LEFT, below, 3.0, height).fill_nonzero();
        ink.end_marked_content();
        self.y -= 8.0;
        let element = self.element(StructRole::P, None);
        self.lines(element, &lines, LEFT + 14.0, None);
        self.y -= 8.0;
    }

    /// A quiet label and a value above a thin line; the line is there for an empty value too.
    pub(super) fn entry(&mut self, label: &str, value: &str, quiet: Style, style: Style) {
        let mut lines = wrap(value, style, RIGHT - LEFT - ENTRY);
        if lines.is_empty() {
            lines.push(Line::whole("", style));
        }
        self.space(9.0);
        let element = self.element(StructRole::P, None);
        self.lines(element, &lines, LEFT + ENTRY, Some((Line::whole(label, quiet), LEFT)));
        let y = self.y - 2.0;
        self.rule(LEFT + ENTRY, y, 0.5, 0.75);
    }

    /// Rows below a head; the head is repeated on every page the table goes on to, unless it is itself very high.
    pub(super) fn table(&mut self, head: &[Vec<Line>], rows: &[Vec<Vec<Line>>], widths: &[f32]) {
        let table = self.element(StructRole::Table, None);
        let first = rows.first().map_or(0.0, |row| height(row));
        self.keep(height(head) + first.min(LOW));
        self.row(table, StructRole::TH, head, widths, &[]);
        let again = if height(head) < LOW { head } else { &[] };
        for row in rows {
            self.row(table, StructRole::TD, row, widths, again);
        }
    }

    fn row(
        &mut self,
        table: usize,
        role: StructRole,
        cells: &[Vec<Line>],
        widths: &[f32],
        again: &[Vec<Line>],
    ) {
        if self.y - height(cells) < BOTTOM && height(cells) + height(again) < TOP - BOTTOM {
            self.continue_table(again, widths);
        }
        let row = self.element(StructRole::TR, Some(table));
        let elements: Vec<usize> = cells.iter().map(|_| self.element(role, Some(row))).collect();
        let mut rest: Vec<&[Line]> = cells.iter().map(Vec::as_slice).collect();
        loop {
            self.y -= PAD;
            let top = self.y;
            let mut lowest = top;
            let mut x = LEFT;
            for ((part, element), width) in rest.iter_mut().zip(&elements).zip(widths) {
                self.y = top;
                let fitting = self.as_many_as_fit(part);
                if fitting > 0 {
                    self.draw(*element, &part[..fitting], x, None);
                }
                *part = &part[fitting..];
                lowest = lowest.min(self.y);
                x += width + GUTTER;
            }
            self.y = lowest - PAD;
            if rest.iter().all(|part| part.is_empty()) {
                break;
            }
            self.continue_table(again, widths);
        }
        let (weight, gray) = if role == StructRole::TH { (0.9, 0.35) } else { (0.5, 0.78) };
        self.rule(LEFT, self.y, weight, gray);
    }

    /// The head on a new page is a repetition, which a screen reader need not hear again.
    fn continue_table(&mut self, again: &[Vec<Line>], widths: &[f32]) {
        self.turn();
        if again.is_empty() {
            return;
        }
        artifact(&mut self.page.ink, ArtifactType::Pagination);
        let mut x = LEFT;
        for (cell, width) in again.iter().zip(widths) {
            let mut y = self.y - PAD;
            for line in cell {
                y -= line.style.leading;
                self.ink_line(line, x, y);
            }
            x += width + GUTTER;
        }
        self.page.ink.end_marked_content();
        self.y -= height(again);
        self.rule(LEFT, self.y, 0.9, 0.35);
    }

    fn as_many_as_fit(&self, lines: &[Line]) -> usize {
        let mut room = self.y - PAD - BOTTOM;
        let fitting = lines.iter().take_while(|line| {
            room -= line.style.leading;
            room >= 0.0
        });
        fitting.count()
    }

    /// Draws lines over as many pages as they take, leaving no line alone where that can be avoided.
    fn lines(&mut self, element: usize, lines: &[Line], x: f32, mut label: Option<(Line, f32)>) {
        let mut rest = lines;
        while let Some(first) = rest.first() {
            let room = ((self.y - BOTTOM) / first.style.leading).max(0.0) as usize;
            let now = match rest.len() {
                all if all <= room => all,
                _ if self.is_at_top() => room.max(1),
                2 | 3 => 0,
                all => Some(room.min(all.saturating_sub(2))).filter(|now| *now > 1).unwrap_or(0),
            };
            if now > 0 {
                self.draw(element, &rest[..now], x, label.take());
            }
            rest = &rest[now..];
            if !rest.is_empty() {
                self.turn();
            }
        }
    }

    fn draw(&mut self, element: usize, lines: &[Line], x: f32, label: Option<(Line, f32)>) {
        let number = self.page.marks.len() as i32;
        self.page.marks.push(element);
        let tag = self.elements[element].role.to_name();
        let mut mark = self.page.ink.begin_marked_content_with_properties(tag);
        mark.properties().identify(number);
        drop(mark);
        if let (Some((label, at)), Some(first)) = (label, lines.first()) {
            let y = self.y - first.style.leading;
            self.ink_line(&label, at, y);
        }
        for line in lines {
            self.y -= line.style.leading;
            self.ink_line(line, x, self.y);
        }
        self.page.ink.end_marked_content();
    }

    /// `y` is the foot of the line; letters stand a little above it.
    fn ink_line(&mut self, line: &Line, x: f32, y: f32) {
        for letter in line.letters.iter().filter(|letter| letter.replaced) {
            self.replaced.insert((letter.written, letter.set.clone()));
        }
        ink_line(&mut self.page.ink, line, x, y);
    }

    fn rule(&mut self, from: f32, y: f32, weight: f32, gray: f32) {
        let ink = &mut self.page.ink;
        artifact(ink, ArtifactType::Layout);
        ink.set_stroke_gray(gray).set_line_width(weight).move_to(from, y).line_to(RIGHT, y).stroke();
        ink.end_marked_content();
    }

    /// On every page: the identity and "1 of 3" on one line, the mark below. After this nothing is added.
    pub(super) fn footers(&mut self, identity: &str, mark: &str, style: Style) {
        self.turn();
        let pages = self.done.len();
        // One line each: the start of what is too long for the page is enough there, for it is whole at the top.
        let first_line = |text: &str| wrap(text, style, RIGHT - LEFT - 50.0).into_iter().next();
        for (at, page) in self.done.iter_mut().enumerate() {
            let ink = &mut page.ink;
            artifact(ink, ArtifactType::Pagination);
            ink.set_stroke_gray(0.75).set_line_width(0.5).move_to(LEFT, 70.0).line_to(RIGHT, 70.0).stroke();
            if let Some(line) = first_line(identity) {
                ink_line(ink, &line, LEFT, 53.0);
            }
            if let Some(line) = first_line(mark) {
                ink_line(ink, &line, LEFT, 40.0);
            }
            let number = Line::whole(&format!("{} of {pages}", at + 1), style);
            ink_line(ink, &number, RIGHT - number.width(), 53.0);
            ink.end_marked_content();
        }
    }

    pub(super) fn substitutions(&self) -> Vec<Substitution> {
        self.replaced
            .iter()
            .map(|(written, set)| {
                // What replaces a letter is one the typeface has; only ASCII and Latin-1 ones are replacements.
                Substitution { written: *written, printed: set.iter().copied().map(char::from).collect() }
            })
            .collect()
    }

    pub(super) fn finish(self) -> Finished {
        Finished { pages: self.done, elements: self.elements }
    }

    fn element(&mut self, role: StructRole, parent: Option<usize>) -> usize {
        self.elements.push(Element { role, parent });
        self.elements.len() - 1
    }

    fn is_at_top(&self) -> bool {
        self.y >= TOP
    }

    fn turn(&mut self) {
        self.done.push(std::mem::replace(&mut self.page, blank()));
        self.y = TOP;
    }
}

fn blank() -> Page {
    Page { ink: Content::new(), marks: Vec::new() }
}

fn height(cells: &[Vec<Line>]) -> f32 {
    cells.iter().map(|cell| depth(cell)).fold(0.0, f32::max) + 2.0 * PAD
}

fn depth(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.style.leading).sum()
}

/// Begins what is ink only and no part of the text.
fn artifact(ink: &mut Content, kind: ArtifactType) {
    let mut mark = ink.begin_marked_content_with_properties(Name(b"Artifact"));
    mark.properties().artifact().kind(kind);
}

fn ink_line(ink: &mut Content, line: &Line, x: f32, y: f32) {
    let style = line.style;
    let written = line.written();
    if let Some(written) = &written {
        let mut mark = ink.begin_marked_content_with_properties(Name(b"Span"));
        mark.properties().actual_text(TextStr(written));
    }
    let (red, green, blue) = match style.ink {
        Ink::Text => (0.12, 0.13, 0.14),
        Ink::Quiet => (0.36, 0.38, 0.4),
        Ink::Accent => (0.09, 0.29, 0.31),
    };
    let font = match style.face {
        Face::Regular => Name(b"Regular"),
        Face::Bold => Name(b"Bold"),
    };
    ink.set_fill_rgb(red, green, blue).begin_text().set_font(font, style.size);
    ink.next_line(x, y + (style.leading - style.size) / 2.0 + style.size * 0.2)
        .show(Str(&line.bytes()))
        .end_text();
    if written.is_some() {
        ink.end_marked_content();
    }
}
