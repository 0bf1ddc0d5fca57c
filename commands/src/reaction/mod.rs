//! Reactions: each follows the log with a durable cursor and re-enters as commands. At least once, so what they call is idempotent. Those that write to people are of a
//! kind of their own, since a letter that was handed over cannot be taken back.

mod addressee;
mod after_visit;
mod alerting;
mod code;
mod counter;
mod desk;
mod erasing;
mod holding;
mod invitation;
mod leaving;
mod letting_go;
mod mail;
mod post;
mod rolling;
mod shorten;
mod standing;

pub use invitation::Told;
pub use mail::{Change, LetterKind, Words};

use crate::deps::Deps;
use crate::error::CommandError;
use async_trait::async_trait;
use desk::Desk;
use domain::Fact;
use domain::visit::Channel;
use post::Post;
use std::sync::Arc;
use std::time::Duration;
use store::{LogReader, Record, codec};

/// Something that follows from events, within the house.
#[async_trait]
trait Reaction: Send + Sync {
    /// The name of its cursor.
    fn name(&self) -> &'static str;

    /// What follows from this event. It may be called again for the same one.
    async fn react(&self, deps: &Deps, record: &Record, fact: &Fact) -> Result<(), CommandError>;
}

/// One that follows the log.
#[derive(Clone)]
pub struct Follower(Kind);

#[derive(Clone)]
enum Kind {
    Within(Arc<dyn Reaction>),
    Post(Arc<dyn Post>),
}

/// All of them, with the words of the letters that they send.
pub fn all(words: Arc<dyn Words>) -> Vec<Follower> {
    let post: [Arc<dyn Post>; 4] = [
        Arc::new(mail::Mail { words: words.clone() }),
        Arc::new(invitation::ToVisitors { channel: Channel::Email, words: words.clone() }),
        Arc::new(invitation::ToVisitors { channel: Channel::Sms, words: words.clone() }),
        Arc::new(alerting::Alerting { words }),
    ];
    let within: [Arc<dyn Reaction>; 7] = [
        Arc::new(holding::Holding),
        Arc::new(erasing::Erasing),
        Arc::new(rolling::Rolling),
        Arc::new(leaving::Leaving),
        Arc::new(letting_go::LettingGo),
        Arc::new(shorten::Shorten),
        Arc::new(after_visit::AfterVisit),
    ];
    let post = post.into_iter().map(|post| Follower(Kind::Post(post)));
    post.chain(within.into_iter().map(|reaction| Follower(Kind::Within(reaction)))).collect()
}

impl Follower {
    /// The name of its cursor.
    pub fn name(&self) -> &'static str {
        match &self.0 {
            Kind::Within(reaction) => reaction.name(),
            Kind::Post(post) => post.name(),
        }
    }

    /// Whether it reaches somebody outside, so that doing it twice is noticed: held after a restore until an operator releases it.
    pub fn reaches_out(&self) -> bool {
        match self.0 {
            Kind::Within(_) => false,
            Kind::Post(_) => true,
        }
    }

    /// Passes over all that it has not done: what is in the log, and the letters that were put aside.
    pub async fn pass_over(&self, deps: &Deps) -> Result<(), CommandError> {
        deps.log.set_cursor(self.name(), deps.log.head().await?).await?;
        let letters = deps.log.waiting(self.name()).await?;
        Ok(deps.log.forget_waiting(self.name(), &letters).await?)
    }

    /// Does all that is in the log and was not done. Returns the position reached.
    #[cfg(test)]
    pub(crate) async fn catch_up(&self, deps: &Deps) -> Result<u64, CommandError> {
        self.go_on(deps, &mut Desk::default()).await
    }

    async fn go_on(&self, deps: &Deps, desk: &mut Desk) -> Result<u64, CommandError> {
        match &self.0 {
            Kind::Within(reaction) => catch_up(deps, &**reaction).await,
            Kind::Post(post) => post::catch_up(deps, &**post, desk).await,
        }
    }
}

/// Events read at once.
const PAGE: usize = 200;

/// Between two looks at the clock while letters wait for their time: it may be turned by hand.
const LOOK: Duration = Duration::from_secs(1);

/// Follows the log until the task is dropped.
pub async fn follow(deps: Deps, follower: Follower) {
    let mut desk = Desk::default();
    loop {
        let cursor = match follower.go_on(&deps, &mut desk).await {
            Ok(cursor) => cursor,
            Err(error) => {
                tracing::error!(reaction = follower.name(), %error, "a reaction stopped; it tries again");
                tokio::time::sleep(LOOK).await;
                continue;
            }
        };
        let more = LogReader::wait(&*deps.log, cursor);
        let waited = if desk.has_letters() {
            tokio::time::timeout(LOOK, more).await.unwrap_or(Ok(cursor))
        } else {
            more.await
        };
        if let Err(error) = waited {
            tracing::error!(reaction = follower.name(), %error, "a reaction cannot wait for the log");
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Reacts to all that is in the log and was not reacted to. Returns the position reached.
async fn catch_up(deps: &Deps, reaction: &dyn Reaction) -> Result<u64, CommandError> {
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
