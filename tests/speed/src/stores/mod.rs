//! The stores under measure, a file each.

mod cqrs;
mod disintegrate;
mod esrs;
mod limit;
mod limit_postgres;
mod limit_sqlite;
mod message_db;
mod ours;
mod postgres_es;
mod rows;
mod sqlite_es;
mod umadb;

pub use ours::{House, Systems};
pub use umadb::serve;

use crate::contender::{Contender, Ground};
use anyhow::{Result, bail};
use std::sync::Arc;

/// What a comparison is made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file of ours.
    Sqlite,
    /// The private cluster.
    Postgres,
}

impl Engine {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As it is called in the results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    /// Who is compared with ours on it.
    pub fn competitors(self) -> &'static [&'static str] {
        match self {
            Self::Sqlite => &["group-commit-prototype", "sqlite-es", "umadb"],
            Self::Postgres => {
                &["group-commit-prototype", "postgres-es", "disintegrate", "esrs", "message_db", "umadb"]
            }
        }
    }
}

/// Opens our store on an engine.
pub async fn ours(engine: Engine, ground: &Ground) -> Result<Arc<House>> {
    Ok(Arc::new(House::open(engine, ground, &name(engine)).await?))
}

/// What it is called in its folder or cluster.
pub fn name(engine: Engine) -> String {
    format!("ours-{}", engine.name())
}

/// Opens a competitor.
pub async fn open(name: &str, engine: Engine, ground: &Ground) -> Result<Arc<dyn Contender>> {
    Ok(match (name, engine) {
        ("group-commit-prototype", Engine::Sqlite) => Arc::new(limit_sqlite::open(ground)?),
        ("group-commit-prototype", Engine::Postgres) => Arc::new(limit_postgres::open(ground).await?),
        ("postgres-es", _) => Arc::new(postgres_es::open(ground).await?),
        ("disintegrate", _) => Arc::new(disintegrate::open(ground).await?),
        ("esrs", _) => Arc::new(esrs::open(ground).await?),
        ("message_db", _) => Arc::new(message_db::open(ground).await?),
        ("sqlite-es", _) => Arc::new(sqlite_es::open(ground).await?),
        ("umadb", _) => Arc::new(umadb::open(ground).await?),
        _ => bail!("no store called {name}"),
    })
}
