//! The sandbox for text messages: they stay in this process's memory, for the demo's mailbox page. It must never write
//! one to the disk or to a trace.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;

use super::{Number, Taken, Text, TextError, Texter};

/// Keeps the newest messages, up to its room; older ones are forgotten. Clones share the same messages.
#[derive(Clone)]
pub struct Outbox {
    room: usize,
    // Newest first.
    texts: Arc<Mutex<VecDeque<Arc<Text>>>>,
}

impl Outbox {
    /// `room` is the number of messages kept, at least one.
    pub fn new(room: usize) -> Self {
        Self { room: room.max(1), texts: Arc::default() }
    }

    /// What is kept now, newest first.
    pub fn texts(&self) -> Vec<Arc<Text>> {
        self.kept(|texts| texts.iter().cloned().collect())
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.kept(VecDeque::clear);
    }

    fn kept<T>(&self, act: impl FnOnce(&mut VecDeque<Arc<Text>>) -> T) -> T {
        // Nothing here can leave the list half changed, so a poisoned lock is still good.
        act(&mut self.texts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Texter for Outbox {
    fn reaches(&self, _: &Number) -> bool {
        true
    }

    async fn send(&self, text: &Text) -> Result<Taken, TextError> {
        self.kept(|texts| {
            if texts.iter().all(|kept| kept.id != text.id) {
                texts.push_front(Arc::new(text.clone()));
                texts.truncate(self.room);
            }
        });
        Ok(Taken { id: text.id.to_string() })
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("room", &self.room).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn the_same_message_twice_is_one_and_there_is_room_for_so_many() {
        let outbox = Outbox::new(2);
        for id in [1, 1, 2, 3] {
            let to = "+4792449678".parse().unwrap();
            let at = chrono::DateTime::UNIX_EPOCH;
            let text = Text { id: Uuid::from_u128(id), at, to, body: format!("{id}") };
            assert_eq!(outbox.send(&text).await.unwrap().id, text.id.to_string());
        }
        assert_eq!(outbox.texts().iter().map(|text| text.body.clone()).collect::<Vec<_>>(), ["3", "2"]);
        assert!(!format!("{outbox:?}").contains("4792"));
        outbox.clear();
        assert!(outbox.texts().is_empty());
    }
}
