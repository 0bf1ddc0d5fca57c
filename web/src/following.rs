//! Which of the house's tasks have ended that should run as long as it is open: proof, reactions, schedule. It restarts nothing; `/readyz` and the operator are told.

use std::sync::{Arc, Mutex, PoisonError};

/// The tasks that ended.
#[derive(Clone, Debug, Default)]
pub struct Following(Arc<Mutex<Vec<&'static str>>>);

impl Following {
    /// The task, noted from its start: when it returns or panics, its name is among the ended.
    pub fn watch(
        &self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static {
        let note = Note { name, ended: self.clone() };
        async move {
            let _note = note;
            task.await;
        }
    }

    /// The first that ended, if one has.
    pub fn ended(&self) -> Option<&'static str> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).first().copied()
    }
}

struct Note {
    name: &'static str,
    ended: Following,
}

impl Drop for Note {
    fn drop(&mut self) {
        self.ended.0.lock().unwrap_or_else(PoisonError::into_inner).push(self.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_that_returns_or_panics_is_told_and_one_that_runs_is_not() {
        let following = Following::default();
        let runs = tokio::spawn(following.watch("runs", std::future::pending()));
        tokio::task::yield_now().await;
        assert_eq!(following.ended(), None);
        tokio::spawn(following.watch("returns", async {})).await.unwrap();
        assert_eq!(following.ended(), Some("returns"));
        let panics = Following::default();
        let task = panics.watch("panics", async { panic!("as a test does") });
        assert!(tokio::spawn(task).await.is_err());
        assert_eq!(panics.ended(), Some("panics"));
        runs.abort();
    }
}
