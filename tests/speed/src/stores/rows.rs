//! The read model of stores that leave its SQL to their users: a row a stream, an upsert an event.

use anyhow::Result;
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::cluster;

const TABLE: &str = "
DROP TABLE IF EXISTS visits;
CREATE TABLE visits (visit uuid PRIMARY KEY, events bigint NOT NULL, rtt bigint NOT NULL)";

const UPSERT: &str = "
INSERT INTO visits AS v VALUES ($1, 1, $2)
ON CONFLICT (visit) DO UPDATE SET events = v.events + 1, rtt = v.rtt + excluded.rtt";

/// An empty table.
pub(super) async fn none(url: &str) -> Result<()> {
    cluster::script(url, TABLE).await
}

/// Adds an event to its visit's row.
pub(super) async fn add(database: impl PgExecutor<'_>, visit: Uuid, rtt: u32) -> sqlx::Result<()> {
    sqlx::query(UPSERT).bind(visit).bind(i64::from(rtt)).execute(database).await?;
    Ok(())
}

/// Forgets a visit's row.
pub(super) async fn forget(database: impl PgExecutor<'_>, visit: Uuid) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM visits WHERE visit = $1").bind(visit).execute(database).await?;
    Ok(())
}
