//! The sandbox for mail: letters stay in this process's memory, for the demo's mailbox page. It must never write one
//! to the disk or to a trace.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use uuid::Uuid;

use super::{Letter, MailError, Mailer};

/// Keeps the newest letters, up to its room; older ones are forgotten. Clones share the same letters.
#[derive(Clone)]
pub struct Mailbox {
    room: usize,
    // Newest first.
    letters: Arc<Mutex<VecDeque<Arc<Letter>>>>,
}

impl Mailbox {
    /// `room` is the number of letters kept, at least one.
    pub fn new(room: usize) -> Self {
        Self { room: room.max(1), letters: Arc::default() }
    }

    /// What is kept now, newest first.
    pub fn letters(&self) -> Vec<Arc<Letter>> {
        self.kept(|letters| letters.iter().cloned().collect())
    }

    /// One letter by its id.
    pub fn letter(&self, id: Uuid) -> Option<Arc<Letter>> {
        self.kept(|letters| letters.iter().find(|letter| letter.id == id).cloned())
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.kept(VecDeque::clear);
    }

    fn kept<T>(&self, act: impl FnOnce(&mut VecDeque<Arc<Letter>>) -> T) -> T {
        // Nothing here can leave the list half changed, so a poisoned lock is still good.
        act(&mut self.letters.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Mailer for Mailbox {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        self.kept(|letters| {
            if letters.iter().all(|kept| kept.id != letter.id) {
                letters.push_front(Arc::new(letter.clone()));
                letters.truncate(self.room);
            }
        });
        Ok(())
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox").field("room", &self.room).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::mail::Sender;

    fn letter(id: u128, subject: &str) -> Letter {
        Letter {
            id: Uuid::from_u128(id),
            at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
            from: Sender { name: String::new(), address: "post@example.org".parse().unwrap() },
            to: "ase@example.net".parse().unwrap(),
            subject: subject.into(),
            text: "Hei.".into(),
            html: None,
            calendar: None,
        }
    }

    #[tokio::test]
    async fn newest_first_and_no_more_than_there_is_room_for() {
        let mailbox = Mailbox::new(2);
        for (id, subject) in [(1, "one"), (2, "two"), (3, "three")] {
            mailbox.send(&letter(id, subject)).await.unwrap();
        }
        let subjects: Vec<_> = mailbox.letters().iter().map(|letter| letter.subject.clone()).collect();
        assert_eq!(subjects, ["three", "two"]);
        assert_eq!(mailbox.letter(Uuid::from_u128(3)).unwrap().subject, "three");
        assert_eq!(mailbox.letter(Uuid::from_u128(1)), None);
        mailbox.clear();
        assert!(mailbox.letters().is_empty());
    }

    #[tokio::test]
    async fn the_same_letter_twice_is_one() {
        let mailbox = Mailbox::new(10);
        let other_hand = mailbox.clone();
        mailbox.send(&letter(1, "first")).await.unwrap();
        other_hand.send(&letter(1, "again")).await.unwrap();
        assert_eq!(mailbox.letters().len(), 1);
        assert_eq!(mailbox.letters()[0].subject, "first");
        assert!(!format!("{mailbox:?}").contains("first"));
    }
}
