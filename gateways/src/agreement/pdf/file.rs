//! The objects of the PDF file: catalogue, pages, the two standard fonts, the tree of the text, what the file says
//! about itself. No clock is read and nothing is drawn at random.

use chrono::{DateTime, Datelike, Timelike, Utc};
use pdf_writer::{Date, Finish, Name, Pdf, Rect, Ref, TextStr, types::StructRole};

use super::flow::{Finished, PAGE};
use crate::agreement::Document;

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const ABOUT: Ref = Ref::new(3);
const REGULAR: Ref = Ref::new(4);
const BOLD: Ref = Ref::new(5);
const TREE: Ref = Ref::new(6);
const TEXT: Ref = Ref::new(7);
const FIRST_FREE: i32 = 8;

pub(super) fn write(finished: Finished, document: &Document) -> Vec<u8> {
    let agreement = &document.agreement;
    let Finished { pages, elements } = finished;
    // Three objects for each page (page, ink, its part of the parent tree), then the elements.
    let page_ref = |at: usize| Ref::new(FIRST_FREE + 3 * at as i32);
    let ink_ref = |at: usize| Ref::new(FIRST_FREE + 3 * at as i32 + 1);
    let marks_ref = |at: usize| Ref::new(FIRST_FREE + 3 * at as i32 + 2);
    let first_element = FIRST_FREE + 3 * pages.len() as i32;
    let element_ref = |at: usize| Ref::new(first_element + at as i32);

    let mut pdf = Pdf::new();
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr(&agreement.language));
    catalog.viewer_preferences().display_doc_title(true);
    catalog.mark_info().marked(true);
    let mut tree = catalog.struct_tree_root();
    tree.child(TEXT).parent_tree_next_key(pages.len() as i32);
    let mut parents = tree.parent_tree();
    let mut entries = parents.nums();
    for at in 0..pages.len() {
        entries.insert(at as i32, marks_ref(at));
    }
    entries.finish();
    parents.finish();
    tree.finish();
    catalog.finish();
    pdf.document_info(ABOUT)
        .title(TextStr(&format!("{} ({})", agreement.title, agreement.version)))
        .producer(TextStr("Anteroom"))
        .creation_date(date(document.created));

    pdf.pages(PAGES).kids((0..pages.len()).map(page_ref)).count(pages.len() as i32);
    for (font, name) in [(REGULAR, Name(b"Helvetica")), (BOLD, Name(b"Helvetica-Bold"))] {
        pdf.type1_font(font).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
    }

    let mut pieces: Vec<Vec<(usize, i32)>> = vec![Vec::new(); elements.len()];
    for (at, page) in pages.into_iter().enumerate() {
        let mut object = pdf.page(page_ref(at));
        object.parent(PAGES).media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1));
        object.contents(ink_ref(at)).struct_parents(at as i32);
        let mut resources = object.resources();
        resources.fonts().pair(Name(b"Regular"), REGULAR).pair(Name(b"Bold"), BOLD);
        resources.finish();
        object.finish();
        pdf.stream(ink_ref(at), &page.ink.finish());
        pdf.indirect(marks_ref(at)).array().items(page.marks.iter().map(|element| element_ref(*element)));
        for (number, element) in page.marks.iter().enumerate() {
            pieces[*element].push((at, number as i32));
        }
    }

    let children = |parent: Option<usize>| -> Vec<Ref> {
        let mine = elements.iter().enumerate().filter(|(_, element)| element.parent == parent);
        mine.map(|(at, _)| element_ref(at)).collect()
    };
    let mut text = pdf.struct_element(TEXT);
    text.kind(StructRole::Document).parent(TREE);
    let mut top = text.children();
    for child in children(None) {
        top.struct_element(child);
    }
    top.finish();
    text.finish();
    for (at, element) in elements.iter().enumerate() {
        let mut object = pdf.struct_element(element_ref(at));
        object.kind(element.role).parent(element.parent.map_or(TEXT, element_ref));
        let mut kids = object.children();
        for child in children(Some(at)) {
            kids.struct_element(child);
        }
        for (page, number) in &pieces[at] {
            kids.marked_content_ref().page(page_ref(*page)).marked_content_id(*number);
        }
    }
    pdf.finish()
}

fn date(at: DateTime<Utc>) -> Date {
    // A PDF date has four digits for the year.
    Date::new(at.year().clamp(0, 9999) as u16)
        .month(at.month() as u8)
        .day(at.day() as u8)
        .hour(at.hour() as u8)
        .minute(at.minute() as u8)
        .second(at.second() as u8)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
