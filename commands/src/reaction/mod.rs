//! Reactions: each follows the log with a durable cursor and re-enters as commands. At least once, so what they call is idempotent.

mod addressee;
mod after_visit;
mod alerting;
mod code;
mod erasing;
mod holding;
mod invitation;
mod leaving;
mod letting_go;
mod mail;
mod rolling;
mod shorten;

pub use invitation::Told;
pub use mail::{Change, LetterKind, Words};

use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use domain::Fact;
use domain::visit::Channel;
use std::sync::Arc;
use std::time::Duration;
use store::{LogReader, Record, codec};

/// Something that follows from events.
#[async_trait]
pub trait Reaction: Send + Sync {
    /// The name of its cursor.
    fn name(&self) -> &'static str;

    /// Whether it reaches somebody outside, so that doing it twice is noticed: held after a restore until an operator releases it.
    fn reaches_out(&self) -> bool {
        false
    }

    /// What follows from this event. It may be called again for the same one.
    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError>;
}

/// All reactions, with the words of the letters they send.
pub fn all(words: Arc<dyn Words>) -> Vec<Arc<dyn Reaction>> {
    vec![
        Arc::new(mail::Mail { words: words.clone() }),
        Arc::new(invitation::ToVisitors { channel: Channel::Email, words: words.clone() }),
        Arc::new(invitation::ToVisitors { channel: Channel::Sms, words: words.clone() }),
        Arc::new(alerting::Alerting { words }),
        Arc::new(holding::Holding),
        Arc::new(erasing::Erasing),
        Arc::new(rolling::Rolling),
        Arc::new(leaving::Leaving),
        Arc::new(letting_go::LettingGo),
        Arc::new(shorten::Shorten),
        Arc::new(after_visit::AfterVisit),
    ]
}

/// Events read at once.
const PAGE: usize = 200;

/// Follows the log until the task is dropped.
pub async fn follow(deps: Deps, reaction: Arc<dyn Reaction>) {
    loop {
        if let Err(error) = catch_up(&deps, &*reaction).await {
            tracing::error!(reaction = reaction.name(), %error, "a reaction stopped; it tries again");
            tokio::time::sleep(Duration::from_secs(1)).await;
            continue;
        }
        let cursor = deps.log.cursor(reaction.name()).await.unwrap_or(0);
        if let Err(error) = LogReader::wait(&*deps.log, cursor).await {
            tracing::error!(reaction = reaction.name(), %error, "a reaction cannot wait for the log");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// Reacts to all that is in the log and was not reacted to. Returns the position reached.
pub async fn catch_up(deps: &Deps, reaction: &dyn Reaction) -> Result<u64, CommandError> {
    let mut cursor = deps.log.cursor(reaction.name()).await?;
    loop {
        let records = deps.log.read_all(cursor, PAGE).await?;
        let Some(last) = records.last().map(|record| record.position) else { return Ok(cursor) };
        for record in &records {
            match reaction.react(deps, record, &codec::fact(record)?).await {
                // What the rules refuse now they refuse the next time too: it is told, and passed.
                Err(CommandError::Refused(refusal)) => {
                    tracing::warn!(
                        reaction = reaction.name(),
                        position = record.position,
                        code = refusal.code(),
                        "refused"
                    );
                }
                other => other?,
            }
        }
        cursor = last;
        deps.log.set_cursor(reaction.name(), cursor).await?;
    }
}
