//! The follower: a thread of its own that subscribes to `$all` and numbers what is the log's. Every node has one, and all come to the same numbers.
//!
//! It has its own client and runtime, so that nothing the subscription does can starve a request; when it falls silent while the server has more, it is
//! replaced by another.

use super::super::LogError;
use super::breakout;
use super::event::Mark;
use super::fault::{self, Fault};
use super::index::{At, Index, Ours, Progress, Seen};
use super::line;
use domain::EventId;
use eventstore::{Client, ClientSettings, RecordedEvent, SubscribeToAllOptions, SubscriptionEvent};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Handle};
use tokio::sync::{mpsc, oneshot, watch};

/// How many events may wait to be numbered, and how many are numbered in one transaction.
const WAITING: usize = 1_024;
const BATCH: usize = 512;

/// How long to wait before a lost subscription is made again; doubled up to the longest.
const PAUSE: Duration = Duration::from_millis(20);
const LONGEST: Duration = Duration::from_secs(1);

/// How long the numbering may stand still, while the server is known to have more, before the follower is replaced; and before a caller is told.
const SILENCE: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(10);

/// What a follower needs.
#[derive(Clone)]
struct Task {
    settings: ClientSettings,
    path: PathBuf,
    log: [u8; 16],
    progress: Arc<watch::Sender<Progress>>,
}

/// The follower of now. Dropping it ends its thread.
pub(super) struct Follower {
    task: Task,
    running: Mutex<Running>,
}

struct Running {
    since: Instant,
    _stop: oneshot::Sender<()>,
}

impl Follower {
    /// Starts it on an index that is open.
    pub(super) fn start(
        settings: ClientSettings,
        path: PathBuf,
        log: [u8; 16],
        from: Progress,
    ) -> Result<Self, LogError> {
        let task = Task { settings, path, log, progress: Arc::new(watch::Sender::new(from)) };
        let running = Mutex::new(task.clone().start()?);
        Ok(Self { task, running })
    }

    /// How far the numbering is.
    pub(super) fn progress(&self) -> watch::Receiver<Progress> {
        self.task.progress.subscribe()
    }

    /// Waits until everything up to this place has its number.
    pub(super) async fn reach(&self, at: At) -> Result<Progress, LogError> {
        let mut progress = self.progress();
        let mut still = Duration::ZERO;
        loop {
            let now = progress.borrow_and_update().clone();
            if now.at >= Some(at) {
                return sound(now);
            }
            let now = sound(now)?;
            match tokio::time::timeout(SILENCE, progress.changed()).await {
                Ok(Ok(())) => still = Duration::ZERO,
                Ok(Err(_)) => return Err(LogError::Unavailable("the log is closed".into())),
                Err(_) => {
                    still += SILENCE;
                    if still >= PATIENCE {
                        return Err(LogError::Unavailable("the server's subscription is silent".into()));
                    }
                    tracing::warn!(head = now.head, "the log's follower is silent; another takes over");
                    self.replace()?;
                }
            }
        }
    }

    /// Another thread takes over. The old one ends by itself, or has been lost to the crate and harms nobody.
    fn replace(&self) -> Result<(), LogError> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.since.elapsed() >= SILENCE {
            *running = self.task.clone().start()?;
        }
        Ok(())
    }
}

/// Readers stop where the numbering had to.
pub(super) fn sound(progress: Progress) -> Result<Progress, LogError> {
    match progress.broken {
        Some((position, what)) => Err(LogError::Broken { position, what: what.into() }),
        None => Ok(progress),
    }
}

impl Task {
    fn start(self) -> Result<Running, LogError> {
        let cannot = |error: std::io::Error| LogError::Unavailable(error.kind().to_string());
        let index = Index::open(&self.path, self.log)?;
        let runtime = Builder::new_current_thread().enable_all().build().map_err(cannot)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            let _watch = breakout::watch();
            runtime.block_on(async {
                tokio::select! {
                    biased;
                    // Ends by the sender's end; nothing is ever sent.
                    _ = stopped => {}
                    () = self.follow(&index) => {}
                }
            });
        };
        std::thread::Builder::new().name("log-follower".into()).spawn(run).map_err(cannot)?;
        Ok(Running { since: Instant::now(), _stop: stop })
    }

    async fn follow(&self, index: &Index) {
        let (mut client, mut pause) = (None, PAUSE);
        loop {
            let ended = self.subscribe(index, &mut client, &mut pause).await;
            match ended {
                // The client knows where to go.
                Ok(Fault::Moved) => {}
                Ok(fault) => {
                    tracing::debug!(?fault, "the subscription ended");
                    client = None;
                }
                Err(error) => tracing::error!(%error, "the log cannot be numbered"),
            }
            if self.progress.borrow().broken.is_some() {
                return std::future::pending().await;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST);
        }
    }

    /// One subscription, from where the index is to its end.
    async fn subscribe(
        &self,
        index: &Index,
        client: &mut Option<Client>,
        pause: &mut Duration,
    ) -> Result<Fault, LogError> {
        let from = index.progress()?.at;
        let client = match client {
            Some(client) => client,
            None => match line::connect(&Handle::current(), &self.settings) {
                Ok(new) => client.insert(new),
                Err(error) => return Ok(fault::of(&error)),
            },
        };
        let (out, mut seen) = mpsc::channel(WAITING);
        let pump = tokio::spawn(pump(client.clone(), from, Mark::of(self.log), out));
        let mut batch = Vec::with_capacity(BATCH);
        while seen.recv_many(&mut batch, BATCH).await > 0 {
            let now = index.number(&batch)?;
            batch.clear();
            *pause = PAUSE;
            let broken = now.broken;
            self.progress.send_if_modified(|known| {
                let further = now.at > known.at || now.broken.is_some();
                if further {
                    *known = now;
                }
                further
            });
            if let Some((position, what)) = broken {
                pump.abort();
                return Err(LogError::Broken { position, what: what.into() });
            }
        }
        // The server ended it in order: see `breakout`.
        Ok(pump.await.unwrap_or(Fault::Lost("the server ended the subscription")))
    }
}

/// Hands on what the subscription brings. In a task of its own, because asking the crate for the next event must not be broken off.
async fn pump(client: Client, from: Option<At>, mark: Mark, out: mpsc::Sender<Seen>) -> Fault {
    let options = SubscribeToAllOptions::default().position(At::onward(from)).requires_leader(true);
    let mut subscription = client.subscribe_to_all(&options).await;
    breakout::heard();
    loop {
        match subscription.next_subscription_event().await {
            Ok(SubscriptionEvent::EventAppeared(event)) => {
                breakout::heard();
                // A link whose event is gone has none, and is not the log's.
                if let Some(event) = event.event
                    && out.send(look(&event, &mark)).await.is_err()
                {
                    return Fault::Refused("the log is closed");
                }
            }
            Ok(_) => breakout::heard(),
            Err(error) => return fault::of(&error),
        }
    }
}

fn look(event: &RecordedEvent, mark: &Mark) -> Seen {
    let ours = mark.is_on(event).then(|| Ours {
        stream: event.stream_id.clone(),
        version: event.revision + 1,
        id: EventId::from_bytes(event.id.into_bytes()),
    });
    Seen { at: event.position.into(), ours }
}
