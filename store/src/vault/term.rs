//! This process among the nodes: its signs of life, what it alone does, and until when it may. Where one process has the table, it may everything, always.

use super::keys::KeysError;
use super::nodes::{Attendance, NodeId, NodeTable, Watch};
use super::{Vault, VaultError};
use crate::edge::Draw;
use domain::log::Nodes;
use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// As long as this process may hold keys and leases.
#[derive(Default)]
pub(super) struct Term {
    state: watch::Sender<State>,
    wanted: Mutex<BTreeSet<&'static str>>,
}

#[derive(Default)]
struct State {
    node: Option<NodeId>,
    until: Option<Instant>,
    leases: BTreeSet<&'static str>,
}

/// The part of a lease after whose last sign of life a node steps back: before the others give it up.
fn kept(lease: Duration) -> Duration {
    lease * 7 / 10
}

impl Term {
    pub(super) fn node(&self) -> Option<NodeId> {
        self.state.borrow().node
    }

    /// Whether it has not run out.
    pub(super) fn lasts(&self) -> bool {
        self.state.borrow().until.is_some_and(|until| Instant::now() < until)
    }

    fn holds(&self, lease: &str) -> bool {
        self.lasts() && self.state.borrow().leases.contains(lease)
    }

    pub(super) fn joined(&self, node: NodeId) {
        self.state.send_replace(State { node: Some(node), ..State::default() });
    }

    /// A sign of life was sent at this time, and was seen.
    pub(super) fn seen(&self, node: NodeId, sent: Instant, lease: Duration) {
        self.state.send_if_modified(|state| {
            if state.node == Some(node) {
                state.until = state.until.max(Some(sent + kept(lease)));
            }
            state.node == Some(node)
        });
    }

    /// The others have given this node up.
    pub(super) fn over(&self, node: NodeId) {
        self.state.send_if_modified(|state| {
            let mine = state.node == Some(node);
            if mine {
                *state = State::default();
            }
            mine
        });
    }

    fn took(&self, node: NodeId, lease: &'static str) {
        self.state.send_if_modified(|state| state.node == Some(node) && state.leases.insert(lease));
    }

    fn let_go(&self, lease: &'static str) {
        self.wanted().remove(lease);
        self.state.send_if_modified(|state| state.leases.remove(lease));
    }

    fn wanted(&self) -> std::sync::MutexGuard<'_, BTreeSet<&'static str>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The leases that are wanted, not held here, and free or this node's already.
    fn to_take(&self, node: NodeId, there: &Attendance) -> Vec<&'static str> {
        let mine = |lease: &str| there.leases.iter().any(|(name, of)| name == lease && *of == node);
        let wanted = self.wanted().iter().copied().collect::<Vec<_>>();
        wanted
            .into_iter()
            .filter(|lease| !self.holds(lease) && (mine(lease) || there.is_free(lease)))
            .collect()
    }

    async fn held(&self, lease: &str) {
        let mut state = self.state.subscribe();
        while !self.holds(lease) {
            state.borrow_and_update();
            if self.holds(lease) {
                return;
            }
            if state.changed().await.is_err() {
                return std::future::pending().await;
            }
        }
    }

    async fn lost(&self, lease: &str) {
        let mut state = self.state.subscribe();
        while self.holds(lease) {
            let until = state.borrow_and_update().until;
            let Some(until) = until else { return };
            tokio::select! {
                () = tokio::time::sleep_until(until) => {}
                _ = state.changed() => {}
            }
        }
    }
}

impl Vault {
    /// This process among the nodes of a shared key table.
    pub fn node(&self) -> Option<NodeId> {
        self.term.node()
    }

    /// Whether this node holds a lease. Alone it always does.
    pub fn holds(&self, lease: &str) -> bool {
        self.keys.nodes().is_none() || self.term.holds(lease)
    }

    /// How many nodes share the key table now, this one included.
    pub async fn live_nodes(&self) -> Result<usize, KeysError> {
        let Some(nodes) = self.keys.nodes() else { return Ok(1) };
        let mut others = nodes.attendance().await?.nodes;
        others.retain(|node| !node.over && Some(node.node) != self.term.node());
        Ok(1 + others.len())
    }

    /// Does what one node at a time may do, while this one holds the lease of that name: again from the beginning each time it comes to hold it. It is
    /// dropped when the lease has run out, at whatever it waits for; whoever takes over may so do again what was just done here. Returns when the work
    /// ends by itself, and lets another try.
    pub async fn while_held<F: Future<Output = ()>>(&self, lease: &'static str, work: impl Fn() -> F) {
        let Some(nodes) = self.keys.nodes() else { return work().await };
        loop {
            self.term.wanted().insert(lease);
            self.term.held(lease).await;
            tracing::info!(lease, "this node holds it");
            let (mut work, mut lost) = (pin!(work()), pin!(self.term.lost(lease)));
            let ended = std::future::poll_fn(|context| {
                // Looked at before each step, not only when a timer fires: a process that was frozen goes on in the midst of something.
                if !self.term.holds(lease) || lost.as_mut().poll(context).is_ready() {
                    return Poll::Ready(false);
                }
                work.as_mut().poll(context).map(|()| true)
            });
            if ended.await {
                break;
            }
            tracing::warn!(lease, "this node has lost it");
        }
        self.term.let_go(lease);
        if let Some(node) = self.term.node()
            && let Err(error) = nodes.let_go(lease, node).await
        {
            tracing::warn!(lease, %error, "it is free once this node is gone");
        }
    }

    /// On a shared key table, shows again and again that this node lives, follows the epochs, gives up nodes that are silent, and takes the leases that are
    /// wanted here and free; until the task is dropped.
    pub async fn attend(&self) {
        let Some(nodes) = self.keys.nodes() else { return std::future::pending().await };
        let mut watch = Watch::default();
        loop {
            if let Err(error) = self.attend_once(nodes, &mut watch).await {
                tracing::warn!(%error, "no sign of life: this node holds nothing once its lease has run out");
            }
            tokio::time::sleep(nodes.lease() / 10).await;
        }
    }

    async fn attend_once(&self, nodes: &dyn NodeTable, watch: &mut Watch) -> Result<(), KeysError> {
        self.live(nodes).await?;
        let Some(node) = self.term.node() else { return Ok(()) };
        let mut there = nodes.attendance().await?;
        let silent = watch.silent(&there.nodes, nodes.lease(), Instant::now());
        for (silent, beat) in &silent {
            tracing::warn!(node = ?silent, "a node is silent: what it held has run out");
            nodes.give_up(*silent, *beat).await?;
        }
        if !silent.is_empty() {
            there = nodes.attendance().await?;
        }
        for lease in self.term.to_take(node, &there) {
            if nodes.take(lease, node).await? {
                self.term.took(node, lease);
            }
        }
        Ok(())
    }

    /// A sign of life. Where the epochs have moved on, or this node was given up, it forgets and reads anew, which is the answer that a roll waits for.
    async fn live(&self, nodes: &dyn NodeTable) -> Result<(), KeysError> {
        let Some(node) = self.term.node() else { return self.follow_epochs().await };
        let sent = Instant::now();
        let current = nodes.beat(node, None).await?;
        if current == Some(self.epoch().await) {
            self.term.seen(node, sent, nodes.lease());
            return Ok(());
        }
        if current.is_none() {
            self.term.over(node);
        }
        let followed = self.follow_epochs().await;
        if followed.is_err() && current.is_some() {
            // What cannot be read is not held either, and a roll need not wait for it.
            nodes.beat(node, current).await?;
        }
        followed
    }

    /// A process of this id is known to have ended, and with it what it held.
    pub async fn bury(&self, node: NodeId) -> Result<(), KeysError> {
        match self.keys.nodes() {
            Some(nodes) if self.term.node() != Some(node) => nodes.leave(node).await,
            Some(_) | None => Ok(()),
        }
    }

    /// Forgets every key, and tells the others that nothing is held here any more. [`Vault::attend`] has been dropped before.
    pub async fn leave(&self) -> Result<(), KeysError> {
        let (Some(nodes), Some(node)) = (self.keys.nodes(), self.term.node()) else { return Ok(()) };
        self.forget().await;
        self.term.over(node);
        nodes.leave(node).await
    }

    /// Joins the nodes, if need be, and answers them that this one holds nothing before the current epoch; `read` reads what it holds from now on.
    pub(super) async fn answer<T, F: Future<Output = Result<(u64, T), VaultError>>>(
        &self,
        nodes: &dyn NodeTable,
        read: impl Fn() -> F,
    ) -> Result<T, VaultError> {
        loop {
            let node = match self.term.node() {
                Some(node) => node,
                None => {
                    let node = NodeId(self.entropy.bytes());
                    nodes.join(node).await?;
                    self.term.joined(node);
                    node
                }
            };
            let (current, held) = read().await?;
            let sent = Instant::now();
            if nodes.beat(node, Some(current)).await?.is_some() {
                self.term.seen(node, sent, nodes.lease());
                return Ok(held);
            }
            self.term.over(node);
        }
    }

    /// Waits until nobody holds a key of an epoch before this one: each has answered, or its lease has run out.
    pub(super) async fn others_answer(&self, current: u64) -> Result<(), KeysError> {
        let Some(nodes) = self.keys.nodes() else { return Ok(()) };
        let mut watch = Watch::default();
        loop {
            let mut waiting = nodes.attendance().await?.nodes;
            waiting.retain(|node| !node.over && node.epoch < current);
            if waiting.is_empty() {
                return Ok(());
            }
            for (silent, beat) in watch.silent(&waiting, nodes.lease(), Instant::now()) {
                tracing::warn!(node = ?silent, "a roll goes on without a node that is silent: its lease has run out");
                nodes.give_up(silent, beat).await?;
            }
            tokio::time::sleep(nodes.lease() / 50).await;
        }
    }

    /// How it is known that nobody holds a key of an epoch before this one.
    pub(super) async fn how_known(&self, current: u64) -> Result<Nodes, KeysError> {
        let Some(nodes) = self.keys.nodes() else { return Ok(Nodes::Alone) };
        let mut others = nodes.attendance().await?.nodes;
        others.retain(|node| Some(node.node) != self.term.node());
        Ok(if others.iter().any(|node| node.over && node.epoch < current) {
            Nodes::LeaseRanOut
        } else if others.iter().any(|node| !node.over) {
            Nodes::Answered
        } else {
            Nodes::Alone
        })
    }
}
