//! The runner: one task that follows the log and applies it to every projection, each page and its checkpoint in one transaction.
//! It alone writes read models, and it cannot write the log.

use crate::error::ReadError;
use crate::generation::{self, Generation};
use crate::page::Pages;
use crate::progress::{Line, Shared};
use crate::projection::{Event, Projection};
use crate::table::Tx;
use sqlx::AnyPool;
use std::sync::Arc;
use std::time::Duration;
use store::LogReader;
use tokio::sync::{mpsc, oneshot};

/// How many events are read at once.
const PAGE: usize = 4000;

/// How far a checkpoint may lie behind in the database where no event concerned it: those events are read once more after a restart.
const BEHIND: u64 = 4 * PAGE as u64;

/// How long the runner waits before it asks again what did not answer.
const RETRY: Duration = Duration::from_millis(500);

/// What the runner is asked for.
pub(crate) enum Request {
    /// Fill the next generation of a projection and answer once it is live.
    Rebuild(&'static str, oneshot::Sender<Result<(), ReadError>>),
    /// Stop.
    Stop,
}

pub(crate) struct Runner {
    pub(crate) log: Arc<dyn LogReader>,
    pub(crate) pool: AnyPool,
    pub(crate) projections: Vec<Box<dyn Projection>>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) lines: Vec<Line>,
    pub(crate) requests: mpsc::Receiver<Request>,
    pub(crate) rebuilds: Vec<(usize, oneshot::Sender<Result<(), ReadError>>)>,
    /// The pages of the live lines, and those of the lines that are being filled.
    pub(crate) pages: [Pages; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Idle,
    Progressed,
    Failed,
}

impl Runner {
    /// Runs until it is asked to stop, or nobody is left to ask.
    pub(crate) async fn run(mut self) {
        loop {
            loop {
                match self.requests.try_recv() {
                    Ok(request) => {
                        if !self.take(request).await {
                            return;
                        }
                    }
                    Err(mpsc::error::TryRecvError::Empty) => break,
                    Err(mpsc::error::TryRecvError::Disconnected) => return,
                }
            }
            // One page each in turn, so that pages stay fresh while a rebuild runs.
            let live = self.step(true).await;
            self.shared.publish(&self.lines);
            let filling = self.step(false).await;
            let switched = self.switch().await;
            self.shared.publish(&self.lines);
            let steps = [live, filling, switched];
            if steps.contains(&Step::Progressed) {
                tokio::task::yield_now().await;
            } else if !self.pause(steps.contains(&Step::Failed)).await {
                return;
            }
        }
    }

    /// Waits for an event or a request; after a failure, for a moment. `false` to stop.
    async fn pause(&mut self, failed: bool) -> bool {
        let followed = self.lines.iter().filter(|line| !line.stopped).map(|line| line.position).min();
        let log = self.log.clone();
        let news = async move {
            match followed {
                _ if failed => tokio::time::sleep(RETRY).await,
                Some(position) => {
                    if log.wait(position).await.is_err() {
                        tokio::time::sleep(RETRY).await;
                    }
                }
                None => std::future::pending().await,
            }
        };
        let request = tokio::select! {
            () = news => return true,
            request = self.requests.recv() => request,
        };
        match request {
            Some(request) => self.take(request).await,
            None => false,
        }
    }

    /// Takes up a request. `false` to stop.
    async fn take(&mut self, request: Request) -> bool {
        match request {
            Request::Stop => false,
            Request::Rebuild(name, answer) => {
                if let Err((answer, error)) = self.begin(name, answer).await {
                    // Nobody waits for the answer any more: nothing to tell.
                    drop(answer.send(Err(error)));
                }
                true
            }
        }
    }

    async fn begin(
        &mut self,
        name: &'static str,
        answer: oneshot::Sender<Result<(), ReadError>>,
    ) -> Result<(), (oneshot::Sender<Result<(), ReadError>>, ReadError)> {
        let Some(model) = self.projections.iter().position(|projection| projection.name() == name) else {
            return Err((answer, ReadError::Unknown));
        };
        let newest = self.lines.iter().filter(|line| line.model == model).map(|line| line.generation).max();
        let already = self.lines.iter().any(|line| line.model == model && !line.live);
        if !already {
            let number = newest.unwrap_or(0) + 1;
            let projection = &*self.projections[model];
            match generation::begin(&self.pool, projection, number, false, self.log.id()).await {
                Ok(generation) => self.lines.push(Line::of(model, &generation)),
                Err(error) => return Err((answer, error)),
            }
        }
        self.rebuilds.push((model, answer));
        Ok(())
    }

    /// Applies one page to the live lines, or to those that are being filled.
    async fn step(&mut self, live: bool) -> Step {
        let mine = |line: &Line| line.live == live && !line.stopped;
        let Some(from) = self.lines.iter().filter(|line| mine(line)).map(|line| line.position).min() else {
            return Step::Idle;
        };
        let page = match self.pages[usize::from(live)].read(&self.log, from, PAGE).await {
            Ok(page) => page,
            Err(error) => {
                self.lines.iter_mut().filter(|line| mine(line)).for_each(|line| line.fail(&error));
                return Step::Failed;
            }
        };
        let mut outcome = Step::Idle;
        for line in self.lines.iter_mut().filter(|line| mine(line)) {
            let events = page.after(line.position);
            let applied = apply(&self.pool, &*self.projections[line.model], line, events).await;
            match applied {
                Ok(()) if events.is_empty() => {}
                Ok(()) => outcome = Step::Progressed,
                Err(ReadError::Unreadable(what)) => {
                    line.stop(format!("the read model cannot be read: {what}"));
                }
                Err(ReadError::Moved) => {
                    // Another node applied these events: this one goes on behind them.
                    outcome = Step::Progressed;
                    let name = self.projections[line.model].name();
                    match generation::position(&self.pool, name, line.generation).await {
                        Ok(Some(position)) => line.moved(position),
                        Ok(None) => line.stop("another process replaced this generation".to_owned()),
                        Err(error) => line.fail(&error),
                    }
                }
                Err(error) => {
                    outcome = Step::Failed;
                    line.fail(&error);
                }
            }
            if let Some((position, what)) = &page.broken
                && line.position + 1 == *position
            {
                tracing::error!(
                    projection = self.projections[line.model].name(),
                    position,
                    "stopped at an unreadable event"
                );
                line.stop(what.clone());
            }
        }
        outcome
    }

    /// Makes filled generations live once they hold all that the live ones hold, and drops those.
    async fn switch(&mut self) -> Step {
        let mut outcome = Step::Idle;
        for model in 0..self.projections.len() {
            let find =
                |live: bool| self.lines.iter().position(|line| line.model == model && line.live == live);
            let Some(new) = find(false) else { continue };
            let old = find(true);
            if let Some(what) = self.lines[new].stopped.then(|| self.lines[new].error.clone()) {
                let generation = self.lines.remove(new).generation;
                let name = self.projections[model].name();
                if let Err(error) = generation::retire(&self.pool, name, generation).await {
                    tracing::error!(%error, "an unfinished generation stays until the next start");
                }
                self.answer(model, || Err(ReadError::Stopped(what.clone().unwrap_or_default())));
                continue;
            }
            let reached = old.map_or(0, |old| self.lines[old].position);
            if self.lines[new].position < reached {
                continue;
            }
            let generation = self.lines[new].generation;
            match self.make_live(model, generation).await {
                Ok(()) => {
                    self.lines.retain(|line| line.model != model || line.generation == generation);
                    self.lines
                        .iter_mut()
                        .filter(|line| line.model == model)
                        .for_each(|line| line.live = true);
                    // First, so that whoever is answered reads the new generation's standing, and not that of a table that is gone.
                    self.shared.publish(&self.lines);
                    self.answer(model, || Ok(()));
                    outcome = Step::Progressed;
                }
                Err(error) => {
                    self.lines[new].fail(&error);
                    outcome = Step::Failed;
                }
            }
        }
        outcome
    }

    async fn make_live(&self, model: usize, number: u64) -> Result<(), ReadError> {
        let name = self.projections[model].name();
        generation::switch(&self.pool, name, number).await?;
        let before = self.shared.turn(model, number).await;
        // The switch holds; what is left of the old generation goes now, or at the next start.
        if let Err(error) = generation::retire(&self.pool, name, before).await {
            tracing::warn!(%error, projection = name, "an old generation stays until the next start");
        }
        tracing::info!(projection = name, generation = number, "rebuilt");
        Ok(())
    }

    fn answer(&mut self, model: usize, with: impl Fn() -> Result<(), ReadError>) {
        let (answered, waiting) =
            std::mem::take(&mut self.rebuilds).into_iter().partition(|(of, _)| *of == model);
        self.rebuilds = waiting;
        let answered: Vec<(usize, oneshot::Sender<_>)> = answered;
        for (_, answer) in answered {
            // Nobody waits for the answer any more: nothing to tell.
            drop(answer.send(with()));
        }
    }
}

/// Applies events to a line and moves its checkpoint, in one transaction. A checkpoint that no event of a page concerned is moved in memory alone, and is written
/// once it is far behind: reading those events again changes nothing.
async fn apply(
    pool: &AnyPool,
    projection: &dyn Projection,
    line: &mut Line,
    events: &[Event],
) -> Result<(), ReadError> {
    let Some(last) = events.last().map(|event| event.position) else { return Ok(()) };
    let touched = events.iter().any(|event| projection.touches(&event.fact));
    if touched || last - line.written >= BEHIND {
        let mut transaction = pool.begin().await?;
        // First, because it locks: another process that follows the same log waits here, and then finds the checkpoint moved.
        generation::advance(&mut transaction, projection.name(), line.generation, line.written, last).await?;
        if touched {
            let mut tx = Tx { connection: &mut transaction, generation: line.generation };
            projection.apply(&mut tx, events).await?;
        }
        transaction.commit().await?;
        line.written = last;
    }
    line.position = last;
    line.error = None;
    Ok(())
}

impl Line {
    /// The line of a generation.
    pub(crate) fn of(model: usize, generation: &Generation) -> Self {
        Self {
            model,
            generation: generation.number,
            live: generation.live,
            position: generation.position,
            written: generation.position,
            error: None,
            stopped: false,
        }
    }
}
