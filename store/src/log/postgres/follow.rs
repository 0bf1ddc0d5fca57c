//! How waiting readers learn of new events: from this node's committer at once, from other nodes by an empty notification, and at the latest by looking
//! once a second.
//!
//! The notification is sent outside the append: at commit it takes a lock of the whole server, and appends must not queue for it.

use super::read;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

const CHANNEL: &str = "anteroom_log";

/// How often to look when nobody rings.
const LOOK: Duration = Duration::from_secs(1);

/// The least time between two rings: many commits share one.
const PAUSE: Duration = Duration::from_millis(20);

/// Nothing is lost when a ring is, and so it need not wait for the disk. Sent as one, the two are one transaction, whose failure leaves none open.
const RING: &str = "SET LOCAL synchronous_commit = off; NOTIFY anteroom_log";

/// What the committer pulls.
pub(super) struct Bell {
    head: Arc<watch::Sender<u64>>,
    pulled: Arc<Notify>,
}

impl Bell {
    /// Tells the readers of this node, and in a moment those of the others.
    pub(super) fn appended(&self, newest: u64) {
        raise(&self.head, newest);
        self.pulled.notify_one();
    }
}

/// The tasks that ring, listen and look; they end with it.
pub(super) struct Follower {
    head: Arc<watch::Sender<u64>>,
    pulled: Arc<Notify>,
    tasks: [JoinHandle<()>; 3],
}

impl Follower {
    pub(super) fn start(pool: &PgPool, head: watch::Sender<u64>) -> Self {
        let head = Arc::new(head);
        let (pulled, rung) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let tasks = [
            tokio::spawn(ring(pool.clone(), pulled.clone())),
            tokio::spawn(listen(pool.clone(), rung.clone())),
            tokio::spawn(look(pool.clone(), rung, head.clone())),
        ];
        Self { head, pulled, tasks }
    }

    pub(super) fn bell(&self) -> Bell {
        Bell { head: self.head.clone(), pulled: self.pulled.clone() }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

fn raise(head: &watch::Sender<u64>, newest: u64) {
    head.send_if_modified(|head| std::mem::replace(head, newest.max(*head)) < newest);
}

async fn ring(pool: PgPool, pulled: Arc<Notify>) {
    loop {
        pulled.notified().await;
        if sqlx::raw_sql(RING).execute(&pool).await.is_err() {
            tracing::debug!("the log's doorbell did not ring; other nodes will look by themselves");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen(pool: PgPool, rung: Arc<Notify>) {
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            // After a break it connects again by itself, and what was rung meanwhile is found by looking.
            while listener.try_recv().await.is_ok() {
                rung.notify_one();
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn look(pool: PgPool, rung: Arc<Notify>, head: Arc<watch::Sender<u64>>) {
    loop {
        // Either wakes it; the time running out is no error.
        drop(tokio::time::timeout(LOOK, rung.notified()).await);
        match read::again(&pool, || read::head(&pool)).await {
            Ok(newest) => raise(&head, newest),
            Err(error) => tracing::debug!(%error, "the log's head could not be read"),
        }
    }
}
