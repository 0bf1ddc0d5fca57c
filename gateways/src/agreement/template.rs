//! A template: a line about it, then its text in a few marks (title, mark, headings, clauses, points, tables). What cannot be read is named with its line; what was read
//! once reads the same for ever, since the log keeps the text and not its parts.

use super::{Agreement, Block, Table};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

/// A template as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its version.
    pub version: String,
    /// The day that its author gave it.
    pub dated: NaiveDate,
    /// Whether the change is announced to those who agreed to an earlier version.
    pub significant: bool,
    /// What changed, in a sentence.
    pub changed: String,
    body: String,
}

/// What is wrong with a template, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Wrong {
    /// Counted from 1.
    pub line: usize,
    /// What, in a sentence.
    pub why: String,
}

/// Who runs the installation, as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    /// The name.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// Where to write to.
    pub email: String,
}

/// The largest template, in bytes.
const LIMIT: usize = 200_000;

/// The longest sentence on what changed, in characters.
const SENTENCE: usize = 300;

/// What a text may leave to be filled in.
const PLACES: [&str; 3] = ["operator", "address", "email"];

fn wrong<T>(line: usize, why: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { line, why: why.into() })
}

impl Template {
    /// Reads a template.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        if text.len() > LIMIT {
            return wrong(1, format!("the file is larger than {LIMIT} bytes"));
        }
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        for (at, line) in text.lines().enumerate() {
            if line.chars().any(|c| c.is_control() && c != '\t') {
                return wrong(at + 1, "this line holds characters that cannot be shown");
            }
        }
        let (front, body) = text.split_once('\n').unwrap_or((&text, ""));
        let mut template = front_line(front)?;
        check(body)?;
        body.trim().clone_into(&mut template.body);
        Ok(template)
    }

    /// The text as it was written, with nothing filled in.
    pub fn wording(&self) -> &str {
        &self.body
    }

    /// The text in this operator's name.
    pub fn fill(&self, operator: &Particulars) -> String {
        let Particulars { name, address, email } = operator;
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // From left to right, so that nothing that was filled in is filled again.
        let (mut filled, mut rest) = (String::with_capacity(self.body.len()), self.body.as_str());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (place, after) = after.split_once('}').unwrap_or((after, ""));
            match place {
                "operator" => filled.push_str(&line(name)),
                "address" => filled.push_str(&line(address)),
                "email" => filled.push_str(&line(email)),
                other => filled.extend(["{", other, "}"]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// SHA-256 of a text, in hex.
pub fn digest(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let bytes = Sha256::digest(text.as_bytes());
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

const FRONT: &str = "the first line says what the file is: version = terms-2; dated = 2027-01-31; significant = yes; changed = A sentence on what changed.";

fn front_line(line: &str) -> Result<Template, Wrong> {
    let (mut version, mut dated, mut significant, mut changed) = (None, None, None, None);
    let mut rest = line.trim();
    while !rest.is_empty() {
        let Some((key, after)) = rest.split_once('=') else { return wrong(1, FRONT) };
        let key = key.trim();
        // The sentence comes last, and may hold anything.
        let (value, next) =
            if key == "changed" { (after, "") } else { after.split_once(';').unwrap_or((after, "")) };
        let value = value.trim();
        match key {
            "version" => {
                let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
                if value.is_empty() || value.len() > 40 || !value.chars().all(good) {
                    return wrong(1, "version: 1 to 40 of the letters a to z, digits, dots and dashes");
                }
                version = Some(value.to_owned());
            }
            "dated" => match value.parse::<NaiveDate>() {
                Ok(day) => dated = Some(day),
                Err(_) => return wrong(1, "dated: write the day like 2027-01-31"),
            },
            "significant" => match value {
                "yes" => significant = Some(true),
                "no" => significant = Some(false),
                _ => return wrong(1, "significant: yes or no"),
            },
            "changed" => {
                if value.is_empty() || value.chars().count() > SENTENCE {
                    return wrong(1, format!("changed: a sentence of at most {SENTENCE} characters"));
                }
                changed = Some(value.to_owned());
            }
            other => return wrong(1, format!("{other} is not understood; {FRONT}")),
        }
        rest = next.trim();
    }
    match (version, dated, significant, changed) {
        (Some(version), Some(dated), Some(significant), Some(changed)) => {
            Ok(Template { version, dated, significant, changed, body: String::new() })
        }
        (None, ..) => wrong(1, format!("version is missing; {FRONT}")),
        (_, None, ..) => wrong(1, format!("dated is missing; {FRONT}")),
        (_, _, None, _) => wrong(1, format!("significant is missing; {FRONT}")),
        (.., None) => wrong(1, format!("changed is missing; {FRONT}")),
    }
}

/// Looks whether the text can be meant: a title first, something below it, whole tables, and no place that nothing fills.
fn check(body: &str) -> Result<(), Wrong> {
    let (mut title, mut words, mut width) = (false, false, None);
    for (at, line) in body.lines().enumerate() {
        let (number, line) = (at + 2, line.trim());
        let cells = row(line);
        width = match (&cells, width) {
            (None, _) => None,
            (Some(cells), None) => Some(cells.len()),
            (Some(cells), Some(width)) if cells.len() == width => Some(width),
            (Some(cells), Some(width)) => {
                return wrong(
                    number,
                    format!("this row has {} cells, and its table {width} columns", cells.len()),
                );
            }
        };
        if line.is_empty() {
            continue;
        }
        match (line.strip_prefix("# "), title) {
            (Some(_), true) => return wrong(number, "there is a title already; a section begins with ##"),
            (Some(_), false) => title = true,
            (None, false) => return wrong(number, "the text begins with its title: # Terms of service"),
            (None, true) => words |= !line.starts_with('>') && !line.starts_with("##"),
        }
        for place in line.split('{').skip(1) {
            let Some((place, _)) = place.split_once('}') else {
                return wrong(number, "a { without its }");
            };
            if !PLACES.contains(&place) {
                return wrong(
                    number,
                    format!(
                        "{{{place}}} is filled by nothing; there are {{operator}}, {{address}} and {{email}}"
                    ),
                );
            }
        }
    }
    match (title, words) {
        (false, _) => wrong(2, "the text begins with its title: # Terms of service"),
        (true, false) => wrong(2, "there are no words below the title"),
        (true, true) => Ok(()),
    }
}

/// The cells of a table's row.
fn row(line: &str) -> Option<Vec<String>> {
    let cells = line.strip_prefix('|')?;
    let cells = cells.strip_suffix('|').unwrap_or(cells);
    Some(cells.split('|').map(|cell| cell.trim().to_owned()).collect())
}

/// The parts of a text. Whatever it holds, every word of it is in one of them.
pub fn agreement(version: &str, wording: &str) -> Agreement {
    let mut read = Agreement {
        version: version.to_owned(),
        language: "en".to_owned(),
        title: String::new(),
        mark: String::new(),
        blocks: Vec::new(),
    };
    // Whether the next line goes on with the paragraph before it.
    let mut open = false;
    for line in wording.lines().map(str::trim) {
        if let Some(title) = line.strip_prefix("# ").filter(|_| read.title.is_empty()) {
            title.trim().clone_into(&mut read.title);
        } else if let Some(mark) = line.strip_prefix("> ").filter(|_| read.mark.is_empty()) {
            mark.trim().clone_into(&mut read.mark);
        } else if let Some(heading) = line.strip_prefix("## ") {
            read.blocks.push(Block::Heading(heading.trim().to_owned()));
        } else if let Some(cells) = row(line) {
            table(&mut read.blocks, cells, open);
            open = true;
            continue;
        } else if !line.is_empty() {
            words(&mut read.blocks, line, open);
            open = true;
            continue;
        }
        open = false;
    }
    read
}

fn table(blocks: &mut Vec<Block>, cells: Vec<String>, open: bool) {
    let rule = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| c == '-' || c == ':'));
    match blocks.last_mut() {
        Some(Block::Table(table)) if open => {
            if !rule {
                table.rows.push(cells);
            }
        }
        Some(_) | None => blocks.push(Block::Table(Table { columns: cells, rows: vec![] })),
    }
}

fn words(blocks: &mut Vec<Block>, line: &str, open: bool) {
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    if is_number(first) {
        return blocks.push(Block::Clause { number: first.to_owned(), text: rest.trim().to_owned() });
    }
    if is_label(first) {
        return blocks.push(Block::Point { label: first.to_owned(), text: rest.trim().to_owned() });
    }
    match blocks.last_mut() {
        Some(Block::Paragraph(text) | Block::Clause { text, .. } | Block::Point { text, .. }) if open => {
            text.push(' ');
            text.push_str(line);
        }
        Some(_) | None => blocks.push(Block::Paragraph(line.to_owned())),
    }
}

/// `1.2`, `A2.3`.
fn is_number(word: &str) -> bool {
    let inner = word.contains('.') && word.len() <= 12 && word.ends_with(|c: char| c.is_ascii_digit());
    inner && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.')
}

/// `(a)`, `(12)`.
fn is_label(word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
    inner.is_some_and(|inner| {
        (1..=4).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str =
        "version = terms-2; dated = 2027-01-31; significant = yes; changed = Section 5 = new; prices.";

    fn read(body: &str) -> Result<Template, Wrong> {
        Template::read(&format!("{FRONT}\n{body}"))
    }

    #[test]
    fn a_template_says_what_it_is_and_is_read_into_its_parts() {
        let body = "\n# Terms\r\n\n> A mark\n\nThese are {operator}’s,\nof {address}.\n\n## 1. One\n1.1 A clause:\n(a) a point\nthat goes on\n\n| A | B |\n| --- | --- |\n| c | d |\n\nThe end, {email}.\n";
        let template = read(body).unwrap();
        assert_eq!((template.version.as_str(), template.significant), ("terms-2", true));
        assert_eq!(template.changed, "Section 5 = new; prices.");
        let operator = Particulars {
            name: "{email} AS".into(),
            address: "Storgata 1,\n0155 Oslo".into(),
            email: "a@b.example".into(),
        };
        let read = agreement(&template.version, &template.fill(&operator));
        assert_eq!((read.title.as_str(), read.mark.as_str()), ("Terms", "A mark"));
        let table = Table { columns: vec!["A".into(), "B".into()], rows: vec![vec!["c".into(), "d".into()]] };
        let expected = [
            Block::Paragraph("These are {email} AS’s, of Storgata 1, 0155 Oslo.".into()),
            Block::Heading("1. One".into()),
            Block::Clause { number: "1.1".into(), text: "A clause:".into() },
            Block::Point { label: "(a)".into(), text: "a point that goes on".into() },
            Block::Table(table),
            Block::Paragraph("The end, a@b.example.".into()),
        ];
        assert_eq!(read.blocks, expected);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let body = "# Terms\n\nWords.";
        let front = |line: &str| Template::read(&format!("{line}\n{body}")).unwrap_err();
        for (line, why) in [
            ("", "version is missing"),
            ("# Terms", "the first line says"),
            ("version = Terms 2; dated = 2027-01-31; significant = yes; changed = x", "version: 1 to 40"),
            ("version = a; dated = 31.1.2027; significant = yes; changed = x", "dated: write"),
            ("version = a; dated = 2027-01-31; significant = very; changed = x", "significant: yes or no"),
            ("version = a; dated = 2027-01-31; significant = no; changed =", "changed: a sentence"),
            ("version = a; dated = 2027-01-31; significant = no", "changed is missing"),
            ("version = a; colour = red; dated = 2027-01-31", "colour is not understood"),
        ] {
            let wrong = front(line);
            assert!(wrong.line == 1 && wrong.why.contains(why), "{line}: {wrong}");
        }
        for (body, line, why) in [
            ("\nWords.", 3, "begins with its title"),
            ("# A\n\n# B", 4, "a title already"),
            ("# A\n\nTo {nobody}.", 4, "{nobody} is filled by nothing"),
            ("# A\n\nTo {operator.", 4, "a { without"),
            ("# A\n| a | b |\n| c |", 4, "this row has 1 cells"),
            ("# A\n\n## 1. Only this", 2, "no words"),
            ("# A\n\n\u{7}", 4, "cannot be shown"),
            ("", 2, "begins with its title"),
        ] {
            let wrong = read(body).unwrap_err();
            assert!(wrong.line == line && wrong.why.contains(why), "{body:?}: {wrong}");
        }
        assert!(Template::read(&"x".repeat(LIMIT + 1)).is_err());
    }

    #[test]
    fn a_digest_is_sha_256_in_hex() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest("abc"), known);
    }
}
