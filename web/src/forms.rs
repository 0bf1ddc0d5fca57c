//! Forms: a refusal in the reader's words, and the id that makes sending twice do one thing.

use crate::app::App;
use crate::error::AppError;
use crate::lang::Lang;
use domain::text::Invalid;
use domain::{CommandId, Refusal};

/// A refusal in the reader's words.
pub fn sentence(lang: Lang, refusal: &Refusal) -> String {
    let said = match refusal {
        Refusal::Field { why: Invalid::Empty, .. } => lang.say("invalid-empty"),
        Refusal::Field { why: Invalid::TooLong(limit), .. } => {
            lang.say("invalid-too-long").with("limit", u32::try_from(*limit).unwrap_or(u32::MAX))
        }
        Refusal::Field { why: Invalid::Unprintable, .. } => lang.say("invalid-unprintable"),
        Refusal::Field { why: Invalid::Form(_), field } => lang.say(format!("invalid-{field}")),
        other => lang.say(format!("refused-{}", other.code())),
    };
    said.to_string()
}

/// A new id for a form.
pub fn draw(app: &App) -> String {
    app.deps.command().to_string()
}

/// The id that came with a form.
pub fn command(sent: &str) -> Result<CommandId, AppError> {
    sent.parse().map_err(|_| AppError::Malformed)
}
