//! How the stand-in reads: a stream or all, forwards or backwards, once or as a subscription.

use super::messages::{
    At, Confirmation, Content, Empty, Expression, NotFound, OfAll, OfStream, ReadEvent, ReadOptions,
    ReadResp, Recorded,
};
use super::records::{Records, at};
use super::{Ending, Node};
use futures_util::stream::{self, BoxStream, StreamExt};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::watch;
use tonic::Status;

pub(super) type Events = BoxStream<'static, Result<ReadResp, Status>>;

/// Answers a read.
pub(super) fn events(node: Arc<Node>, options: ReadOptions) -> Events {
    if options.subscription.is_some() {
        node.subscribed.fetch_add(1, Ordering::Relaxed);
        let subscription = Subscription::new(node, options);
        return stream::unfold(subscription, |subscription| async { subscription.next().await }).boxed();
    }
    let found = once(&node.records(), &options);
    stream::iter(found.into_iter().map(|content| Ok(answer(content)))).boxed()
}

fn once(records: &Records, options: &ReadOptions) -> Vec<Content> {
    let backwards = options.direction == 1;
    let mut found: Vec<Recorded> = match (&options.stream, &options.all) {
        (Some(of), _) => {
            let name = of.stream.clone().unwrap_or_default();
            let Some(events) = records.stream(&name.name) else {
                return vec![Content::NotFound(NotFound { stream: Some(name) })];
            };
            events.into_iter().filter(|event| of.holds(event, backwards)).collect()
        }
        (None, of) => {
            let of = of.unwrap_or_default();
            let held = |event: &&Recorded| of.holds(event, backwards) && passes(options, event);
            records.all.iter().filter(held).cloned().collect()
        }
    };
    if backwards {
        found.reverse();
    }
    found.truncate(usize::try_from(options.count.unwrap_or(u64::MAX)).unwrap_or(usize::MAX));
    found.into_iter().map(event).collect()
}

impl OfStream {
    fn holds(&self, event: &Recorded, backwards: bool) -> bool {
        match self.revision {
            Some(revision) if backwards => event.revision <= revision,
            Some(revision) => event.revision >= revision,
            None => backwards == self.end.is_some(),
        }
    }
}

impl OfAll {
    fn holds(&self, event: &Recorded, backwards: bool) -> bool {
        match self.at {
            Some(from) if backwards => at(event) < from,
            Some(from) => at(event) >= from,
            None => backwards == self.end.is_some(),
        }
    }
}

/// A filter by prefix, or any expression: that is taken to be the one by which clients leave out the server's own events.
fn passes(options: &ReadOptions, event: &Recorded) -> bool {
    let Some(filter) = &options.filter else { return true };
    let kind = event.metadata.get("type").cloned().unwrap_or_default();
    let stream = event.stream.as_ref().map(|stream| String::from_utf8_lossy(&stream.name).into_owned());
    let fits = |expression: &Option<Expression>, text: &str| match expression {
        None => true,
        Some(of) if !of.prefixes.is_empty() => of.prefixes.iter().any(|prefix| text.starts_with(prefix)),
        Some(_) => !text.starts_with('$'),
    };
    fits(&filter.kind, &kind) && fits(&filter.stream, &stream.unwrap_or_default())
}

fn answer(content: Content) -> ReadResp {
    ReadResp { content: Some(content) }
}

fn event(recorded: Recorded) -> Content {
    Content::Event(ReadEvent { commit: Some(recorded.commit), event: Some(recorded) })
}

struct Subscription {
    node: Arc<Node>,
    options: ReadOptions,
    changes: watch::Receiver<u64>,
    /// What is to be sent next.
    due: VecDeque<Content>,
    /// How many of all events were looked at.
    looked: usize,
    /// How often subscriptions had been ended when this one began.
    born: u64,
    caught_up: bool,
    over: bool,
}

impl Subscription {
    fn new(node: Arc<Node>, options: ReadOptions) -> Self {
        let changes = node.changes.subscribe();
        let born = node.faults().ended.0;
        let confirmed = Content::Confirmation(Confirmation { subscription: format!("subscription-{born}") });
        Self {
            node,
            options,
            changes,
            due: [confirmed].into(),
            looked: 0,
            born,
            caught_up: false,
            over: false,
        }
    }

    async fn next(mut self) -> Option<(Result<ReadResp, Status>, Self)> {
        loop {
            if self.over {
                return None;
            }
            self.changes.borrow_and_update();
            match self.ended() {
                Some(Ending::Graceful) => return None,
                Some(Ending::Unavailable) => {
                    self.over = true;
                    return Some((Err(Status::unavailable("the server is shutting down")), self));
                }
                None => {}
            }
            self.look();
            if let Some(content) = self.due.pop_front() {
                return Some((Ok(answer(content)), self));
            }
            self.changes.changed().await.ok()?;
        }
    }

    fn ended(&self) -> Option<Ending> {
        let (times, how) = self.node.faults().ended;
        how.filter(|_| times > self.born)
    }

    /// Takes up what was appended since the last look.
    fn look(&mut self) {
        let (silent, twice) = {
            let faults = self.node.faults();
            (faults.silent, faults.duplicates)
        };
        if silent || !self.due.is_empty() {
            return;
        }
        let records = self.node.records();
        let mut last: Option<&Recorded> = None;
        for recorded in records.all.iter().skip(self.looked) {
            self.looked += 1;
            if !self.wants(recorded) {
                continue;
            }
            if twice {
                self.due.extend(last.or_else(|| self.before(&records)).cloned().map(event));
                self.due.push_back(event(recorded.clone()));
                last = Some(recorded);
            }
            self.due.push_back(event(recorded.clone()));
            if self.due.len() > 100 {
                return;
            }
        }
        if !self.caught_up {
            self.caught_up = true;
            self.due.push_back(Content::CaughtUp(Empty {}));
        } else if self.options.filter.is_some()
            && let Some(newest) = records.all.last().filter(|_| self.due.is_empty())
        {
            self.due.push_back(Content::Checkpoint(At { commit: newest.commit, prepare: newest.prepare }));
        }
    }

    /// The event before the one just looked at.
    fn before<'a>(&self, records: &'a Records) -> Option<&'a Recorded> {
        records.all.get(self.looked.checked_sub(2)?)
    }

    /// Only what comes after the place that was named.
    fn wants(&self, recorded: &Recorded) -> bool {
        match (&self.options.stream, &self.options.all) {
            (Some(of), _) => {
                of.stream.as_ref() == recorded.stream.as_ref()
                    && of.revision.is_none_or(|revision| recorded.revision > revision)
            }
            (None, Some(OfAll { at: Some(after), .. })) => {
                at(recorded) > *after && passes(&self.options, recorded)
            }
            (None, _) => passes(&self.options, recorded),
        }
    }
}
