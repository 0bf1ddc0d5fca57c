//! What waits to be appended, and which of it goes into the next commit.
//!
//! A group is judged by one statement that knows a stream's version before it, not between its appends. So within a group, of one stream:
//! first appends that expect one and the same version, of which the first that fits wins; then any number that expect none.

use super::super::record::{Encoded, NewRecord};
use super::super::{Appended, Expected, LogError};
use domain::EventId;
use std::collections::{HashMap, HashSet, VecDeque};
use tokio::sync::{mpsc, oneshot};

/// Where an answer goes.
pub(super) type Answer<T> = oneshot::Sender<Result<T, LogError>>;

/// What the committer does.
pub(super) enum Job {
    /// Append events.
    Append(Append),
    /// Say how durable the connection is.
    Durability(Answer<String>),
}

/// An append that waits.
pub(super) struct Append {
    pub(super) stream: String,
    pub(super) expected: Expected,
    pub(super) events: Vec<Encoded>,
    pub(super) answer: Answer<Appended>,
}

impl Append {
    /// What it is known by.
    fn first(&self) -> Option<EventId> {
        self.events.first().map(|first| first.event.id)
    }

    fn bytes(&self) -> usize {
        let sealed = |event: &NewRecord| event.seals.iter().map(|seal| seal.ciphertext.len()).sum::<usize>();
        self.events.iter().map(|e| e.event.public.len() + e.seals.len() + sealed(&e.event)).sum()
    }
}

/// The most appends in one commit, and the most bytes, past which no more is added.
const GROUP: usize = 512;
const BYTES: usize = 8 << 20;

/// All that waits: the channel, and what did not go with the last commit.
pub(super) struct Queue {
    jobs: mpsc::Receiver<Job>,
    kept: VecDeque<Append>,
}

/// The next commit, and who asked a question meanwhile.
#[derive(Default)]
pub(super) struct Round {
    pub(super) appends: Vec<Append>,
    pub(super) durability: Vec<Answer<String>>,
}

impl Queue {
    pub(super) fn new(jobs: mpsc::Receiver<Job>) -> Self {
        Self { jobs, kept: VecDeque::new() }
    }

    /// What to do next. `None` once nobody can ask any more and all is answered.
    pub(super) async fn next(&mut self) -> Option<Round> {
        let mut round = Round::default();
        if self.kept.is_empty() {
            let first = self.jobs.recv().await?;
            self.sort(first, &mut round);
        }
        while self.kept.len() < GROUP
            && let Ok(job) = self.jobs.try_recv()
        {
            self.sort(job, &mut round);
        }
        let mut admission = Admission::default();
        for append in std::mem::take(&mut self.kept) {
            if admission.admits(&append) {
                round.appends.push(append);
            } else {
                self.kept.push_back(append);
            }
        }
        Some(round)
    }

    fn sort(&mut self, job: Job, round: &mut Round) {
        match job {
            Job::Append(append) => self.kept.push_back(append),
            Job::Durability(answer) => round.durability.push(answer),
        }
    }
}

/// Who may go into the group that is being made.
#[derive(Default)]
struct Admission {
    bytes: usize,
    ids: HashSet<EventId>,
    streams: HashMap<String, Stream>,
}

/// What a stream still takes in this group.
enum Stream {
    /// Those that expect this version, or none.
    Versioned(u64),
    /// Those that expect none.
    Open,
    /// Nothing: one that came before had to be kept, and order is kept within a stream.
    Closed,
}

impl Admission {
    fn admits(&mut self, append: &Append) -> bool {
        let next = match (self.streams.get(&append.stream), append.expected) {
            _ if self.bytes > BYTES || append.first().is_some_and(|id| self.ids.contains(&id)) => {
                Stream::Closed
            }
            (Some(Stream::Closed), _) => Stream::Closed,
            (_, Expected::Any) => Stream::Open,
            (None, Expected::Version(version)) => Stream::Versioned(version),
            (Some(Stream::Versioned(now)), Expected::Version(version)) if *now == version => {
                Stream::Versioned(version)
            }
            (Some(Stream::Versioned(_) | Stream::Open), Expected::Version(_)) => Stream::Closed,
        };
        let admitted = !matches!(next, Stream::Closed);
        self.streams.insert(append.stream.clone(), next);
        if admitted {
            self.bytes += append.bytes();
            self.ids.extend(append.first());
        }
        admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn append(stream: &str, expected: Expected, id: u8) -> Append {
        let event = NewRecord {
            id: EventId::from_bytes([id; 16]),
            kind: "k".into(),
            public: vec![0; 16],
            seals: vec![],
        };
        let (answer, _) = oneshot::channel();
        Append { stream: stream.into(), expected, events: vec![event.into()], answer }
    }

    fn admitted(appends: &[Append]) -> Vec<bool> {
        let mut admission = Admission::default();
        appends.iter().map(|append| admission.admits(append)).collect()
    }

    #[test]
    fn one_version_first_and_then_any_and_a_stream_keeps_its_order() {
        use Expected::{Any, Version};
        let group = [
            append("a", Version(1), 1),
            append("b", Any, 2),
            append("a", Version(1), 3),
            append("a", Any, 4),
            append("b", Any, 5),
            append("a", Version(2), 6),
            append("a", Any, 7),
            append("b", Version(9), 8),
        ];
        assert_eq!(admitted(&group), [true, true, true, true, true, false, false, false]);
    }

    #[test]
    fn the_same_append_twice_is_answered_one_after_the_other() {
        let group =
            [append("a", Expected::Any, 1), append("b", Expected::Any, 1), append("b", Expected::Any, 2)];
        assert_eq!(admitted(&group), [true, false, false]);
    }

    #[tokio::test]
    async fn what_is_kept_goes_with_the_next_commit() {
        let (jobs, queue) = mpsc::channel(8);
        for (expected, id) in [(1, 1), (2, 2), (3, 3)] {
            jobs.send(Job::Append(append("a", Expected::Version(expected), id))).await.unwrap();
        }
        drop(jobs);
        let mut queue = Queue::new(queue);
        for _ in 0..3 {
            assert_eq!(queue.next().await.unwrap().appends.len(), 1);
        }
        assert!(queue.next().await.is_none());
    }
}
