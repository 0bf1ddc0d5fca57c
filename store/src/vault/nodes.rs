//! The nodes on a shared key table: who is there, who does what one alone may do, and who may still hold keys of an epoch that is on its way out.
//!
//! A node shows that it lives by counting up its row; whoever watches gives it up once the count has stood still for the length of a lease. Each measures on
//! its own monotonic clock, and the node's own time began earlier and is shorter: it has stepped back before it is given up. So no two clocks are ever
//! compared, and neither the server's nor a node's may be set wrong. A session's lock on the server would need no time at all, but it outlives a machine
//! that vanished for as long as the network keeps the connection, it never leaves a node that is frozen, and the node could not tell that it has lost it.

use super::keys::KeysError;
use async_trait::async_trait;
use std::collections::HashMap;
use std::fmt;
use std::time::Duration;
use tokio::time::Instant;

/// A process on a shared key table. One that was given up comes back as another.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(pub [u8; 16]);

impl fmt::Debug for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0[..4]))
    }
}

/// A node as the table knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Which.
    pub node: NodeId,
    /// Its sign of life: another number than a moment ago.
    pub beat: u64,
    /// The oldest epoch whose keys it may hold.
    pub epoch: u64,
    /// It was given up, and what it held has run out.
    pub over: bool,
}

/// Who is there, and who holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// The nodes; those that were given up stay until the epoch they held is over.
    pub nodes: Vec<Node>,
    /// Leases and who took them last, which may be a node that is over.
    pub leases: Vec<(String, NodeId)>,
}

impl Attendance {
    /// Whether this node is there.
    pub fn is_there(&self, node: NodeId) -> bool {
        self.nodes.iter().any(|row| row.node == node && !row.over)
    }

    /// Whether nobody who is there holds this lease.
    pub fn is_free(&self, lease: &str) -> bool {
        !self.leases.iter().any(|(name, node)| name == lease && self.is_there(*node))
    }
}

/// Where nodes find each other, beside the key table that they share.
#[async_trait]
pub trait NodeTable: Send + Sync {
    /// How long a node's count stands still before it is given up.
    fn lease(&self) -> Duration;

    /// Adds a node. Only then does it read what it may hold, so that a roll that does not see it has nothing to ask it.
    async fn join(&self, node: NodeId) -> Result<(), KeysError>;

    /// A sign of life and, with an epoch, the answer that no key of an older one is held. Returns the current epoch; `None` where the node was given up.
    async fn beat(&self, node: NodeId, epoch: Option<u64>) -> Result<Option<u64>, KeysError>;

    /// Takes a node away that holds nothing any more; its leases are free at once.
    async fn leave(&self, node: NodeId) -> Result<(), KeysError>;

    /// Who is there.
    async fn attendance(&self) -> Result<Attendance, KeysError>;

    /// Gives up a node, unless it has counted on.
    async fn give_up(&self, node: NodeId, beat: u64) -> Result<(), KeysError>;

    /// Takes a lease if it is free; whether the node holds it then.
    async fn take(&self, lease: &str, node: NodeId) -> Result<bool, KeysError>;

    /// Lets a lease go, if the node holds it.
    async fn let_go(&self, lease: &str, node: NodeId) -> Result<(), KeysError>;
}

/// Since when each node's count has stood still, as one watcher sees it.
#[derive(Debug, Default)]
pub(super) struct Watch(HashMap<NodeId, (u64, Instant)>);

impl Watch {
    /// The nodes that are silent for this long now, each with its last beat.
    pub(super) fn silent(&mut self, nodes: &[Node], lease: Duration, now: Instant) -> Vec<(NodeId, u64)> {
        self.0.retain(|node, _| nodes.iter().any(|row| row.node == *node));
        let silent = nodes.iter().filter(|row| !row.over).filter_map(|row| {
            let (beat, since) = self.0.entry(row.node).or_insert((row.beat, now));
            if *beat != row.beat {
                (*beat, *since) = (row.beat, now);
            }
            (now.duration_since(*since) >= lease).then_some((row.node, row.beat))
        });
        silent.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_secs(10);

    fn node(n: u8, beat: u64) -> Node {
        Node { node: NodeId([n; 16]), beat, epoch: 0, over: false }
    }

    #[test]
    fn silent_is_who_has_not_counted_on_for_a_whole_lease_while_it_was_watched() {
        let (mut watch, start) = (Watch::default(), Instant::now());
        let mut at = |seconds, nodes: &[Node]| {
            watch
                .silent(nodes, LEASE, start + Duration::from_secs(seconds))
                .into_iter()
                .map(|(n, _)| n.0[0])
                .collect::<Vec<_>>()
        };
        assert!(at(0, &[node(1, 5), node(2, 5)]).is_empty());
        assert!(at(9, &[node(1, 5), node(2, 6)]).is_empty());
        assert_eq!(at(10, &[node(1, 5), node(2, 6)]), [1]);
        assert!(at(18, &[node(1, 4), node(2, 6)]).is_empty(), "any other number is a sign of life");
        assert_eq!(at(19, &[node(1, 4), node(2, 6)]), [2]);
        assert!(at(40, &[node(3, 1)]).is_empty(), "what was not watched is not silent");
        assert!(at(60, &[Node { over: true, ..node(3, 1) }]).is_empty());
    }

    #[test]
    fn a_lease_is_free_where_its_node_is_over_or_gone() {
        let over = Node { over: true, ..node(2, 1) };
        let leases = [(1, "tree"), (2, "schedule"), (3, "reactions")];
        let leases = leases.map(|(n, name)| (name.to_owned(), NodeId([n; 16]))).to_vec();
        let there = Attendance { nodes: vec![node(1, 1), over], leases };
        assert_eq!(
            ["tree", "schedule", "reactions", "other"].map(|name| there.is_free(name)),
            [false, true, true, true]
        );
    }
}
