//! Generations of a projection's tables and their checkpoints: one is live, a rebuild fills the next, the rest is dropped.

use crate::cell::{Cell, Columns};
use crate::database::{execute, fetch, is_postgres};
use crate::error::ReadError;
use crate::projection::Projection;
use sqlx::{AnyConnection, AnyPool};

const SCHEMA: &str = include_str!("../../migrations/read/0001_read_models.sql");

/// A generation as the database knows it.
#[derive(Clone, Debug)]
pub(crate) struct Generation {
    pub(crate) name: String,
    pub(crate) number: u64,
    pub(crate) version: u32,
    pub(crate) live: bool,
    /// The last event it holds.
    pub(crate) position: u64,
    /// Which log it was read from.
    log: Vec<u8>,
    tables: String,
}

pub(crate) async fn create_schema(pool: &AnyPool) -> Result<(), ReadError> {
    let mut connection = pool.acquire().await?;
    // Without its comment lines: a statement is prepared, and is one statement.
    let sql: Vec<_> = SCHEMA.lines().filter(|line| !line.starts_with("--")).collect();
    execute(&mut connection, &sql.join("\n"), vec![]).await?;
    Ok(())
}

async fn all(connection: &mut AnyConnection) -> Result<Vec<Generation>, ReadError> {
    let sql =
        "SELECT name, generation, version, live, position, log, tables FROM read_models ORDER BY generation";
    let rows = fetch(connection, sql, vec![]).await?;
    let read = rows.iter().map(|row| {
        let mut columns = Columns::of(row);
        Ok(Generation {
            name: columns.text()?,
            number: columns.number()?,
            version: columns.small()?,
            live: columns.yes()?,
            position: columns.number()?,
            log: columns.bytes()?,
            tables: columns.text()?,
        })
    });
    read.collect()
}

/// The live generation of each projection, made where there is none that fits; what does not fit is dropped: an unfinished rebuild, rows of another version or
/// of another log, rows of events that the log does not hold.
pub(crate) async fn settle(
    pool: &AnyPool,
    projections: &[Box<dyn Projection>],
    log: [u8; 16],
    head: u64,
) -> Result<Vec<Generation>, ReadError> {
    let mut connection = pool.acquire().await?;
    let found = all(&mut connection).await?;
    let newest = found.iter().map(|generation| generation.number).max().unwrap_or(0);
    let mut kept: Vec<Generation> = Vec::new();
    for generation in found {
        let fits = projections.iter().any(|projection| {
            projection.name() == generation.name && projection.version() == generation.version
        });
        if fits && generation.live && generation.log == log && generation.position <= head {
            kept.push(generation);
        } else {
            discard(&mut connection, &generation).await?;
        }
    }
    drop(connection);
    let mut live = Vec::new();
    for projection in projections {
        match kept.iter().find(|generation| generation.name == projection.name()) {
            Some(generation) => live.push(generation.clone()),
            None => live.push(begin(pool, &**projection, newest + 1, true, log).await?),
        }
    }
    Ok(live)
}

/// Makes the tables of a generation, empty.
pub(crate) async fn begin(
    pool: &AnyPool,
    projection: &dyn Projection,
    number: u64,
    live: bool,
    log: [u8; 16],
) -> Result<Generation, ReadError> {
    let tables = projection.tables();
    let names: Vec<_> = tables.iter().map(|table| format!("{}_{number}", table.name)).collect();
    let generation = Generation {
        name: projection.name().to_owned(),
        number,
        version: projection.version(),
        live,
        position: 0,
        log: log.to_vec(),
        tables: names.join(" "),
    };
    let mut tx = pool.begin().await?;
    for statement in tables.iter().flat_map(|table| table.create(number)) {
        execute(&mut tx, &statement, vec![]).await?;
    }
    if is_postgres(pool) {
        for statement in tables.iter().flat_map(|table| table.unsampled(number)) {
            execute(&mut tx, &statement, vec![]).await?;
        }
    }
    let cells: Vec<Cell> = vec![
        projection.name().into(),
        number.into(),
        generation.version.into(),
        live.into(),
        Cell::Number(0),
        generation.log.clone().into(),
        generation.tables.as_str().into(),
    ];
    let sql = "INSERT INTO read_models (name, generation, version, live, position, log, tables)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name, generation) DO NOTHING";
    execute(&mut tx, sql, cells).await?;
    tx.commit().await?;
    Ok(generation)
}

/// Moves a checkpoint from where it is known to be. Nobody else may have moved it: two processes on the same read models would otherwise apply an event twice.
pub(crate) async fn advance(
    connection: &mut AnyConnection,
    name: &str,
    number: u64,
    from: u64,
    to: u64,
) -> Result<(), ReadError> {
    let sql = "UPDATE read_models SET position = $1 WHERE name = $2 AND generation = $3 AND position = $4";
    match execute(connection, sql, vec![to.into(), name.into(), number.into(), from.into()]).await? {
        1 => Ok(()),
        0 | 2.. => Err(ReadError::Moved),
    }
}

/// The position of a generation, as the database knows it.
pub(crate) async fn position(pool: &AnyPool, name: &str, number: u64) -> Result<Option<u64>, ReadError> {
    let mut connection = pool.acquire().await?;
    let sql = "SELECT position FROM read_models WHERE name = $1 AND generation = $2";
    let rows = fetch(&mut connection, sql, vec![name.into(), number.into()]).await?;
    rows.first().map(|row| Columns::of(row).number()).transpose()
}

/// Makes one generation of a projection the live one.
pub(crate) async fn switch(pool: &AnyPool, name: &str, number: u64) -> Result<(), ReadError> {
    let mut connection = pool.acquire().await?;
    let sql = "UPDATE read_models SET live = CASE WHEN generation = $1 THEN 1 ELSE 0 END WHERE name = $2";
    execute(&mut connection, sql, vec![number.into(), name.into()]).await?;
    Ok(())
}

/// Drops a generation that is not live any more.
pub(crate) async fn retire(pool: &AnyPool, name: &str, number: u64) -> Result<(), ReadError> {
    let mut connection = pool.acquire().await?;
    let found = all(&mut connection).await?;
    match found.iter().find(|generation| generation.name == name && generation.number == number) {
        Some(generation) => discard(&mut connection, generation).await,
        None => Ok(()),
    }
}

async fn discard(connection: &mut AnyConnection, generation: &Generation) -> Result<(), ReadError> {
    for table in generation.tables.split_whitespace() {
        execute(connection, &format!("DROP TABLE IF EXISTS {table}"), vec![]).await?;
    }
    let sql = "DELETE FROM read_models WHERE name = $1 AND generation = $2";
    execute(connection, sql, vec![generation.name.as_str().into(), generation.number.into()]).await?;
    Ok(())
}
