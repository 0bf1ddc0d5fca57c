//! The nodes of a key table in PostgreSQL. Their signs of life have connections of their own, and wait for no lock that a roll or a write holds.

use super::transaction::{self, Transaction};
use super::unavailable;
use crate::postgres::late;
use crate::vault::keys::KeysError;
use crate::vault::nodes::{Attendance, Node, NodeId, NodeTable};
use async_trait::async_trait;
use sqlx::postgres::PgRow;
use sqlx::{Executor, PgPool, Row, query};
use std::time::Duration;

/// How long an answer may take: well under the time after which a node steps back.
const PATIENCE: Duration = Duration::from_secs(3);

/// The nodes' own connections.
pub(super) const CONNECTIONS: u32 = 2;

/// The tables of nodes and leases.
pub(super) struct Nodes {
    pub(super) pool: PgPool,
    pub(super) lease: Duration,
}

impl Nodes {
    /// In time or not at all. On a connection that turns out to be dead it is asked once more on each of the others; all that is asked here may be asked twice.
    async fn ask<T, F: Future<Output = Result<T, KeysError>>>(
        &self,
        asked: impl Fn(PgPool) -> F,
    ) -> Result<T, KeysError> {
        let again = async {
            for _ in 0..CONNECTIONS {
                if let Ok(answer) = asked(self.pool.clone()).await {
                    return Ok(answer);
                }
            }
            asked(self.pool.clone()).await
        };
        tokio::time::timeout(PATIENCE, again).await.unwrap_or_else(|_| Err(unavailable(&late())))
    }
}

#[async_trait]
impl NodeTable for Nodes {
    fn lease(&self) -> Duration {
        self.lease
    }

    async fn join(&self, node: NodeId) -> Result<(), KeysError> {
        self.ask(|pool| async move {
            let sql = "INSERT INTO nodes (node, beat, epoch, over) SELECT $1, 0, epoch, false FROM key_meta
                       ON CONFLICT (node) DO NOTHING";
            pool.execute(query(sql).bind(node.0)).await?;
            Ok(())
        })
        .await
    }

    async fn beat(&self, node: NodeId, epoch: Option<u64>) -> Result<Option<u64>, KeysError> {
        self.ask(|pool| async move {
            let sql =
                "UPDATE nodes SET beat = beat + 1, epoch = coalesce($2, epoch) WHERE node = $1 AND NOT over
                       RETURNING (SELECT epoch FROM key_meta)";
            let beat = query(sql).bind(node.0).bind(epoch.map(u64::cast_signed));
            let row = pool.fetch_optional(beat).await?;
            row.map(|row| Ok(row.try_get::<i64, _>(0)?.cast_unsigned())).transpose()
        })
        .await
    }

    async fn leave(&self, node: NodeId) -> Result<(), KeysError> {
        self.ask(|pool| async move {
            pool.execute(query("DELETE FROM nodes WHERE node = $1").bind(node.0)).await?;
            Ok(())
        })
        .await
    }

    async fn attendance(&self) -> Result<Attendance, KeysError> {
        self.ask(|pool| async move {
            let nodes = pool.fetch_all("SELECT node, beat, epoch, over FROM nodes ORDER BY node").await?;
            let leases = pool.fetch_all("SELECT name, node FROM leases ORDER BY name").await?;
            let lease = |row: &PgRow| Ok::<_, sqlx::Error>((row.try_get(0)?, NodeId(row.try_get(1)?)));
            Ok(Attendance {
                nodes: nodes.iter().map(node).collect::<Result<_, _>>()?,
                leases: leases.iter().map(lease).collect::<Result<_, _>>()?,
            })
        })
        .await
    }

    async fn give_up(&self, node: NodeId, beat: u64) -> Result<(), KeysError> {
        self.ask(|pool| async move {
            let sql = "UPDATE nodes SET over = true WHERE node = $1 AND beat = $2";
            pool.execute(query(sql).bind(node.0).bind(beat.cast_signed())).await?;
            Ok(())
        })
        .await
    }

    async fn take(&self, lease: &str, node: NodeId) -> Result<bool, KeysError> {
        self.ask(|pool| async move {
            // One after the other, so that each sees who took it before.
            let mut tx: Transaction = pool.begin_with(transaction::LEASES).await?;
            let sql =
                "INSERT INTO leases (name, node) SELECT $1, node FROM nodes WHERE node = $2 AND NOT over
                       ON CONFLICT (name) DO UPDATE SET node = excluded.node
                       WHERE NOT EXISTS (SELECT 1 FROM nodes WHERE nodes.node = leases.node AND NOT over)";
            tx.execute(query(sql).bind(lease).bind(node.0)).await?;
            let sql =
                "SELECT 1 FROM leases JOIN nodes USING (node) WHERE name = $1 AND node = $2 AND NOT over";
            let held = tx.fetch_optional(query(sql).bind(lease).bind(node.0)).await?.is_some();
            tx.commit().await?;
            Ok(held)
        })
        .await
    }

    async fn let_go(&self, lease: &str, node: NodeId) -> Result<(), KeysError> {
        self.ask(|pool| async move {
            let sql = "DELETE FROM leases WHERE name = $1 AND node = $2";
            pool.execute(query(sql).bind(lease).bind(node.0)).await?;
            Ok(())
        })
        .await
    }
}

fn node(row: &PgRow) -> Result<Node, sqlx::Error> {
    Ok(Node {
        node: NodeId(row.try_get(0)?),
        beat: row.try_get::<i64, _>(1)?.cast_unsigned(),
        epoch: row.try_get::<i64, _>(2)?.cast_unsigned(),
        over: row.try_get(3)?,
    })
}

/// Those that were given up are kept until an epoch is over that they may have held.
pub(super) async fn forget(tx: &mut Transaction, ended: u64) -> Result<(), KeysError> {
    let sql = "DELETE FROM nodes WHERE over AND epoch <= $1";
    tx.execute(query(sql).bind(ended.cast_signed())).await?;
    Ok(())
}
