//! The agreement's PDF, read back by another program: what went in comes out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf, process::Command};

use chrono::{DateTime, Utc};
use gateways::agreement::{
    Agreement, Block, Document, Ending, Party, Signature, Table, before_kinds, render,
};

fn document() -> Document {
    Document {
        agreement: before_kinds("dpa-1").unwrap(),
        facts: vec!["Published on 21 November 2026".into(), "SHA-256 00ff".into()],
        parties: vec![
            (
                "Controller".into(),
                Party {
                    name: "Legekontoret Ørnes & Müller".into(),
                    details: "Kirkegate 7\n8150 Ørnes".into(),
                },
            ),
            (
                "Processor".into(),
                Party { name: "Nordlys Drift AS".into(), details: "Storgata 1\n9008 Tromsø, Norway".into() },
            ),
        ],
        ending: signed("Åse Ørnes-Müller", "Ørnes", "21 November 2026"),
        created: created(),
    }
}

fn signed(name: &str, place: &str, date: &str) -> Ending {
    Ending::Signature {
        organisation: "Legekontoret Ørnes & Müller".into(),
        called: "Controller".into(),
        signed: Some(Signature { name: name.into(), place: place.into(), date: date.into() }),
    }
}

fn created() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_269_900, 0).unwrap()
}

/// Everything in the document, in the order in which it is printed.
fn words(document: &Document) -> Vec<String> {
    let Agreement { title, version, mark, blocks, .. } = &document.agreement;
    let mut words = vec![title.clone(), version.clone()];
    words.extend(document.facts.iter().cloned());
    words.push(mark.clone());
    for (_, party) in &document.parties {
        words.extend([party.name.clone(), party.details.clone()]);
    }
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => words.push(text.clone()),
            Block::Clause { number: label, text } | Block::Point { label, text } => {
                words.extend([label.clone(), text.clone()]);
            }
            Block::Table(table) => {
                words.extend(table.columns.iter().cloned());
                words.extend(table.rows.iter().flatten().cloned());
            }
        }
    }
    match &document.ending {
        Ending::Signature { organisation, signed: Some(Signature { name, place, date }), .. } => {
            words.extend([organisation.clone(), name.clone(), place.clone(), date.clone()]);
        }
        Ending::Accepted { how, entries } => {
            words.push(how.clone());
            words.extend(entries.iter().flat_map(|(label, value)| [label.clone(), value.clone()]));
        }
        Ending::Signature { signed: None, .. } | Ending::Text => {}
    }
    words
}

/// What `tool` says about the file, or `None` and a line that says what was left out.
fn read(tool: &str, options: &[&str], bytes: &[u8], name: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    fs::write(&file, bytes).unwrap();
    let Ok(output) =
        Command::new(tool).args(options).arg(&file).args((tool == "pdftotext").then_some("-")).output()
    else {
        println!("skipped: reading the PDF back needs {tool}");
        return None;
    };
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{tool} finds nothing to complain about");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Words in reading order, without the footers, which a crop leaves out; spaces and line ends do not count.
fn text(bytes: &[u8], name: &str) -> Option<String> {
    let page = ["-raw", "-nopgbrk", "-x", "0", "-y", "0", "-W", "596", "-H", "765"];
    read("pdftotext", &page, bytes, name).map(|text| squeezed(&text))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Takes each of `words` from `text`, in order.
fn follow(mut text: &str, words: &[String]) {
    for word in words {
        let word = squeezed(word);
        let Some(at) = text.find(&word) else {
            panic!("{word:?} is not in {:?}", &text[..text.len().min(300)])
        };
        text = &text[at + word.len()..];
    }
}

#[test]
fn the_text_that_comes_out_is_the_text_that_went_in() {
    let document = document();
    let pdf = render(&document);
    assert!(pdf.substitutions.is_empty());
    let Some(text) = text(&pdf.bytes, "whole") else { return };
    follow(&text, &words(&document));
    // Nothing besides: the few words that the PDF adds are known.
    let added = ["Version", "Controller", "Processor", "Signature"];
    let added = added.map(str::len).iter().sum::<usize>()
        + squeezed("SignedelectronicallyfortheController,initsaccount:OrganisationNamePlaceDate").len();
    let given: usize = words(&document).iter().map(|word| squeezed(word).len()).sum();
    assert_eq!(text.len(), given + added);
}

#[test]
fn every_page_says_its_number_its_version_and_that_it_is_a_template() {
    let pdf = render(&document());
    let Some(text) = read("pdftotext", &["-raw"], &pdf.bytes, "pages") else { return };
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(pages.len() > 1);
    for (at, page) in pages.iter().enumerate() {
        let mark = "Template – have it reviewed by your own counsel before relying on it";
        for part in [&format!("{} of {}", at + 1, pages.len()), "version dpa-1", mark] {
            assert!(page.contains(part), "page {} lacks {part:?}", at + 1);
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    let pdf = render(&document());
    let Some(about) = read("pdfinfo", &["-isodates"], &pdf.bytes, "about") else { return };
    for line in ["Data processing agreement (dpa-1)", "2026-11-21T14:05:00Z", "Tagged:          yes", "A4"] {
        assert!(about.contains(line), "{line} in {about}");
    }
    assert!(String::from_utf8_lossy(&pdf.bytes).contains("/Lang (en)"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(render(&document()) == render(&document()));
    let later = Document { created: DateTime::UNIX_EPOCH, ..document() };
    assert!(render(&later) != render(&document()));
}

#[test]
fn letters_outside_the_typeface_are_printed_as_near_ones_named_and_copied_as_written() {
    let mut signed = document();
    signed.ending = self::signed("Łukasz Čáppa 王", "Kárášjohka", "–");
    let pdf = render(&signed);
    let printed: Vec<_> = pdf.substitutions.iter().map(|one| (one.written, one.printed.as_str())).collect();
    assert_eq!(printed, [('Č', "C"), ('Ł', "L"), ('王', "?")]);
    let Some(text) = text(&pdf.bytes, "letters") else { return };
    follow(&text, &words(&signed));
    follow(&text, &["U+010C as “C”, U+0141 as “L”, U+738B as “?”".to_owned()]);
}

#[test]
fn very_long_words_wrap_over_lines_and_pages() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(200);
    let mut document = document();
    document.parties[0].1.name.clone_from(&long);
    document.agreement.blocks = vec![
        Block::Heading(long.clone()),
        Block::Point { label: "(a)".into(), text: long.clone() },
        Block::Table(Table {
            columns: vec![long.clone(), "B".into()],
            rows: vec![vec![long.clone(), long.clone()]],
        }),
    ];
    let lines = Signature { name: long.clone(), place: long.clone(), date: long.clone() };
    document.ending =
        Ending::Signature { organisation: long.clone(), called: "Controller".into(), signed: Some(lines) };
    let pdf = render(&document);
    let Some(text) = text(&pdf.bytes, "long") else { return };
    assert!(text.matches("gesellschaft").count() >= 200);
    // Cells beside each other and pages interleave, so letters are counted: the name stands twice.
    let expected = squeezed(&words(&document).concat()).matches('f').count();
    let known = squeezed("Signed electronically for the Controller, in its account:").matches('f').count();
    assert_eq!(text.matches('f').count(), expected + known);
}

#[test]
fn empty_is_a_document_too() {
    let nobody = Party { name: String::new(), details: String::new() };
    let ending = Ending::Signature { organisation: String::new(), called: "Controller".into(), signed: None };
    let mut document =
        Document { parties: vec![("Controller".into(), nobody)], facts: vec![], ending, ..document() };
    document.agreement.blocks = vec![
        Block::Heading(String::new()),
        Block::Paragraph(String::new()),
        Block::Clause { number: "1.1".into(), text: String::new() },
        Block::Table(Table { columns: vec![], rows: vec![vec![]] }),
        Block::Table(Table { columns: vec!["A".into()], rows: vec![vec![], vec!["b".into(), "c".into()]] }),
    ];
    let pdf = render(&document);
    let Some(text) = text(&pdf.bytes, "empty") else { return };
    follow(&text, &["1.1", "A", "b", "c", "Not signed yet."].map(str::to_owned));
    document.agreement = Agreement {
        version: String::new(),
        language: String::new(),
        title: String::new(),
        mark: String::new(),
        blocks: vec![],
    };
    let Some(text) = self::text(&render(&document).bytes, "emptier") else { return };
    assert!(text.contains("Signature"));
}

#[test]
fn what_nobody_signs_ends_with_how_it_was_accepted_or_with_its_last_word() {
    let how = "Accepted by continued use of the service:".to_owned();
    let entries = vec![("Organisation".into(), "Ørnes".into()), ("Date".into(), "21 December 2026".into())];
    let accepted = Document { ending: Ending::Accepted { how, entries }, parties: vec![], ..document() };
    let Some(text) = text(&render(&accepted).bytes, "accepted") else { return };
    follow(&text, &words(&accepted));
    assert!(!text.contains("Notsigned"));
    let plain = Document { ending: Ending::Text, parties: vec![], ..document() };
    let Some(text) = self::text(&render(&plain).bytes, "plain") else { return };
    assert!(!text.contains("Acceptance") && !text.contains("Notsigned"));
}
