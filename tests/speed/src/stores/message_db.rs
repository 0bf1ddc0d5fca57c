//! Message DB: the SQL that its npm package publishes, set up by its own script, its functions called by SQL. Its client for Rust, the crate message_db, is not
//! in between: it has not followed sqlx since 0.6, and makes of each event a tree of JSON values first.

use super::limit::PAGE;
use crate::cluster;
use crate::contender::{Contender, Ground, Writer};
use crate::work::{Place, Seed, Tally};
use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use sqlx::postgres::PgConnectOptions;
use sqlx::{PgPool, Row};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use uuid::Uuid;

const ONE: &str = "SELECT write_message($1, $2, 'Told', $3::jsonb, NULL, $4)";

/// Several in one statement, and so all or none.
const SEVERAL: &str = "
SELECT write_message(m.id, $1, 'Told', m.data::jsonb, NULL, m.version)
FROM unnest($2::text[], $3::text[], $4::bigint[]) AS m(id, data, version)";

pub(super) struct MessageDb {
    url: String,
    pool: PgPool,
}

pub(super) async fn open(ground: &Ground) -> Result<MessageDb> {
    let folder = std::env::var_os("ANTEROOM_BENCH_MESSAGE_DB").map(PathBuf::from);
    let folder = folder.context("ANTEROOM_BENCH_MESSAGE_DB is not set: tests/bench does it")?;
    let url = cluster::database(&ground.cluster, "message_db").await?;
    let server: PgConnectOptions = url.parse()?;
    let mut install = Command::new(folder.join("database/install.sh"));
    install.env("PGHOST", server.get_host()).env("PGPORT", server.get_port().to_string());
    install
        .env("PGUSER", server.get_username())
        .env("DATABASE_NAME", "message_db")
        .env("CREATE_DATABASE", "off");
    let installed = install.stdin(Stdio::null()).stdout(Stdio::null()).status().context("install.sh")?;
    ensure!(installed.success(), "install.sh: {installed}");
    // Its functions look for one another there.
    cluster::script(&url, "ALTER DATABASE message_db SET search_path = message_store, public").await?;
    let pool = cluster::pool(&url, ground.writers.min(64)).await?;
    Ok(MessageDb { url, pool })
}

/// All visits are in one category: it is the log in its order, and what an append locks.
fn stream(visit: Uuid) -> String {
    format!("visit-{visit}")
}

#[async_trait]
impl Contender for MessageDb {
    fn name(&self) -> &'static str {
        "message_db"
    }

    async fn durability(&self) -> Result<String> {
        cluster::durability(&self.pool).await
    }

    async fn fill(&self, seed: Seed) -> Result<()> {
        let lines = seed.events().map(|(visit, version, told)| {
            let (id, told) = (Uuid::new_v4(), String::from_utf8_lossy(&told.json()).into_owned());
            format!("{id}\t{}\t{}\tTold\t{told}", stream(visit), version - 1)
        });
        cluster::copy(&self.url, "COPY messages (id, stream_name, position, type, data) FROM STDIN", lines)
            .await
    }

    async fn writer(&self) -> Result<Box<dyn Writer>> {
        Ok(Box::new(MessageWriter { pool: self.pool.clone(), place: Place::new() }))
    }

    async fn load(&self, visit: Uuid) -> Result<Tally> {
        let sql = "SELECT data FROM get_stream_messages($1)";
        let messages: Vec<String> = sqlx::query_scalar(sql).bind(stream(visit)).fetch_all(&self.pool).await?;
        let mut tally = Tally::default();
        for data in messages {
            tally.add(&serde_json::from_str(&data)?);
        }
        Ok(tally)
    }

    async fn read_all(&self) -> Result<Tally> {
        let sql = "SELECT data, global_position FROM get_category_messages('visit', $1, $2)";
        let (mut tally, mut next) = (Tally::default(), 1_i64);
        loop {
            let messages = sqlx::query(sql).bind(next).bind(PAGE).fetch_all(&self.pool).await?;
            let Some(last) = messages.last() else { return Ok(tally) };
            next = last.try_get::<i64, _>(1)? + 1;
            for message in &messages {
                tally.add(&serde_json::from_str(message.try_get(0)?)?);
            }
        }
    }
}

struct MessageWriter {
    pool: PgPool,
    place: Place,
}

#[async_trait]
impl Writer for MessageWriter {
    async fn append(&mut self, events: u64) -> Result<()> {
        self.place.make_room(events);
        let (stream, version) = (stream(self.place.visit), self.place.version as i64 - 1);
        let mut told: Vec<_> =
            self.place.next(events).map(|told| String::from_utf8_lossy(&told.json()).into_owned()).collect();
        if events == 1 {
            let query = sqlx::query(ONE).bind(Uuid::new_v4().to_string()).bind(stream);
            query.bind(told.pop()).bind(version).execute(&self.pool).await?;
        } else {
            let ids: Vec<_> = told.iter().map(|_| Uuid::new_v4().to_string()).collect();
            let versions: Vec<_> = (version..version + events as i64).collect();
            sqlx::query(SEVERAL).bind(stream).bind(ids).bind(told).bind(versions).execute(&self.pool).await?;
        }
        self.place.version += events;
        Ok(())
    }
}
