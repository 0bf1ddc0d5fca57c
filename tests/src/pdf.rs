//! What a PDF says, as another program reads it.

use std::fs;
use std::process::Command;

use crate::folder::Folder;
use crate::program::Program;
use crate::{Failure, Outcome};

/// The words in reading order, with one space between them; a file that the reader complains about is a failure.
pub fn text(bytes: &[u8]) -> Outcome<String> {
    let folder = Folder::new("pdf")?;
    let file = folder.path().join("file.pdf");
    fs::write(&file, bytes)?;
    let read = Command::new(Program::PdfToText.find()?).arg("-raw").arg(&file).arg("-").output()?;
    if !read.status.success() || !read.stderr.is_empty() {
        return Err(Failure::new(format!("pdftotext: {}", String::from_utf8_lossy(&read.stderr))));
    }
    let text = String::from_utf8(read.stdout)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
