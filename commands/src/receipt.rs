//! The receipt page: a code for whoever holds its address, sent to the phone number and the e-mail address that the visitor left, and what it opens.

use crate::deps::Deps;
use crate::error::CommandError;
use crate::execute::{execute, load};
use crate::token::Token;
use domain::receipt::{CODE_HOLDS, Command, Event, PAGE_HOLDS, Receipt, stream};
use domain::time::Day;
use domain::visit::{Channel, Visit};
use domain::{CommandId, Refusal, VisitId};
use store::codec;

/// Events read at once.
const PAGE: usize = 500;

/// A secret for the browser that asks. It is drawn for any id: whether there is such a visit, its holder is not told.
pub fn draw(deps: &Deps, visit: VisitId) -> Token {
    Token::draw(&*deps.entropy, visit.0, deps.now() + CODE_HOLDS)
}

/// The secret for a form that was opened with this one, and whether it is the form's own. One that lay open for long gets a later end, the same each time it is sent within
/// half of what a code holds; another's, and one that names a later end than a code may have, gets a fresh one.
pub fn renew(deps: &Deps, visit: VisitId, of_form: Option<Token>) -> (Token, bool) {
    let (now, half) = (deps.now(), CODE_HOLDS / 2);
    match of_form.filter(|secret| secret.id() == visit.0 && secret.expires() <= now + CODE_HOLDS) {
        Some(secret) if secret.expires() > now + half => (secret, true),
        Some(secret) => {
            let late = (now + half - secret.expires()).num_milliseconds() / half.num_milliseconds() + 1;
            match i32::try_from(late).ok().and_then(|late| half.checked_mul(late)) {
                Some(later) => (secret.until(secret.expires() + later), false),
                None => (draw(deps, visit), false),
            }
        }
        None => (draw(deps, visit), false),
    }
}

/// Asks for a code, which reactions send. Nothing is recorded where there is no such visit, where it is erased, and where it was asked too often.
pub async fn ask(deps: &Deps, id: CommandId, visit: VisitId, secret: &Token) -> Result<(), CommandError> {
    let there: Visit = crate::visit::visit(deps, visit).await?;
    // The subject of a repeating link is no visit.
    let core = there.core().filter(|core| !core.invited.as_ref().is_some_and(|invited| invited.repeats));
    let Some(core) = core else { return Ok(()) };
    let asked = secret.hash();
    if deps.vault.receipt_code(visit.subject(), &asked).await?.is_none() {
        return Ok(());
    }
    let command = Command::Ask { visit, organisation: core.organisation, asked };
    execute::<Receipt>(deps, &stream(visit), id, &command).await.map(drop)
}

/// Tries a code, and gives what opens the page. Every refusal is the same one.
pub async fn confirm(
    deps: &Deps,
    id: CommandId,
    visit: VisitId,
    secret: &Token,
    typed: &str,
) -> Result<Token, CommandError> {
    if secret.id() != visit.0 {
        return Err(Refusal::CodeWrong.into());
    }
    let asked = secret.hash();
    let code = deps.vault.receipt_code(visit.subject(), &asked).await?;
    let typed: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let right = code.is_some_and(|code| code == typed);
    let page = Token::draw(&*deps.entropy, visit.0, deps.now() + PAGE_HOLDS);
    let command = Command::Try { asked, expires: secret.expires(), right, token: page.hash() };
    execute::<Receipt>(deps, &stream(visit), id, &command).await?;
    if opens(deps, visit, &page).await? { Ok(page) } else { Err(Refusal::CodeWrong.into()) }
}

/// Whether this token was given for a right code of this visit, and holds.
pub async fn opens(deps: &Deps, visit: VisitId, token: &Token) -> Result<bool, CommandError> {
    if token.id() != visit.0 || token.expires() <= deps.now() {
        return Ok(false);
    }
    Ok(load::<Receipt>(deps, &stream(visit)).await?.0.opens(&token.hash()))
}

/// The codes that were sent to the visitor, by which way and on which day.
pub async fn sent(deps: &Deps, visit: VisitId) -> Result<Vec<(Channel, Day)>, CommandError> {
    let (mut sent, mut version) = (Vec::new(), 0);
    loop {
        let records = deps.log.read_stream(&stream(visit), version, PAGE).await?;
        let Some(last) = records.last() else { return Ok(sent) };
        version = last.version;
        for record in &records {
            match codec::event(record)? {
                Event::CodeSent { channel, day, .. } => sent.push((channel, day)),
                Event::CodeAsked { .. } | Event::CodeWrong { .. } | Event::Confirmed { .. } => {}
            }
        }
    }
}
