//! Tables of read models: made, filled and dropped a generation at a time, many rows a statement.

use crate::cell::Cell;
use crate::database::{execute, fetch, of_generation};
use crate::error::ReadError;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

/// How many values go into one statement at most: each statement has its way to the database and back.
const VALUES: usize = 2048;

/// How a statement's values are written. SQLite looks each numbered one up by its name, in a list, so that long statements would take it the square of their length;
/// PostgreSQL knows numbers alone.
#[derive(Clone, Copy)]
enum Values {
    InOrder,
    Numbered,
}

/// A table of a read model.
pub(crate) struct Table {
    /// Its name, without the generation.
    pub(crate) name: &'static str,
    /// Its columns with their types.
    pub(crate) columns: &'static [(&'static str, &'static str)],
    /// How many of them, from the left, are the primary key.
    pub(crate) key: usize,
    /// Further indexes: the columns of each.
    pub(crate) indexes: &'static [&'static str],
}

/// A transaction that fills one generation.
pub(crate) struct Tx<'c> {
    pub(crate) connection: &'c mut AnyConnection,
    pub(crate) generation: u64,
}

impl Table {
    /// The statements that make it.
    pub(crate) fn create(&self, generation: u64) -> Vec<String> {
        let name = format!("{}_{generation}", self.name);
        let columns: Vec<_> = self.columns.iter().map(|(column, of)| format!("{column} {of}")).collect();
        let mut statements = vec![format!(
            "CREATE TABLE IF NOT EXISTS {name} ({}, PRIMARY KEY ({}))",
            columns.join(", "),
            self.keys().join(", ")
        )];
        for (i, columns) in self.indexes.iter().enumerate() {
            statements.push(format!("CREATE INDEX IF NOT EXISTS {name}_by_{i} ON {name} ({columns})"));
        }
        statements
    }

    /// On PostgreSQL: no samples of columns that nothing is looked up by, for the samples of a sealed value, which ANALYZE keeps, are copies of it.
    pub(crate) fn unsampled(&self, generation: u64) -> Vec<String> {
        let indexed =
            |column: &str| self.indexes.iter().any(|index| index.split(", ").any(|name| name == column));
        let bytes = self.columns.iter().skip(self.key).filter(|(_, of)| of.starts_with("BYTEA"));
        bytes
            .filter(|(column, _)| !indexed(column))
            .map(|(column, _)| {
                format!("ALTER TABLE {}_{generation} ALTER COLUMN {column} SET STATISTICS 0", self.name)
            })
            .collect()
    }

    fn keys(&self) -> Vec<&'static str> {
        self.columns.iter().take(self.key).map(|(column, _)| *column).collect()
    }

    /// Its columns, as a query names them.
    pub(crate) fn selected(&self) -> String {
        self.columns.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ")
    }

    /// `SELECT` all its columns, with `{g}` for the generation.
    pub(crate) fn select(&self, rest: &str) -> String {
        format!("SELECT {} FROM {}_{{g}} {rest}", self.selected(), self.name)
    }

    fn upsert(&self, rows: usize, values: Values) -> String {
        let mut sql = format!("INSERT INTO {}_{{g}} ({}) VALUES ", self.name, self.selected());
        let width = self.columns.len();
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            values.write(&mut sql, row * width, width);
            sql.push(')');
        }
        let rest: Vec<_> = self
            .columns
            .iter()
            .skip(self.key)
            .map(|(column, _)| format!("{column} = excluded.{column}"))
            .collect();
        let keys = self.keys().join(", ");
        let otherwise =
            if rest.is_empty() { "NOTHING".to_owned() } else { format!("UPDATE SET {}", rest.join(", ")) };
        format!("{sql} ON CONFLICT ({keys}) DO {otherwise}")
    }
}

impl Values {
    /// `$1, $2, …` or `?, ?, …`, from the one after `from`.
    fn write(self, sql: &mut String, from: usize, count: usize) {
        for n in from + 1..=from + count {
            sql.push_str(if n == from + 1 { "" } else { ", " });
            match self {
                Self::InOrder => sql.push('?'),
                Self::Numbered => {
                    sql.push('$');
                    sql.push_str(&n.to_string());
                }
            }
        }
    }
}

/// How many of these rows go into the next statement: a power of two, so that few statements are prepared.
fn piece(rows: usize, width: usize) -> usize {
    let most = rows.min(VALUES / width.max(1)).max(1);
    1 << most.ilog2()
}

impl Tx<'_> {
    fn values(&self) -> Values {
        if self.connection.backend_name() == "PostgreSQL" { Values::Numbered } else { Values::InOrder }
    }

    /// Runs a statement, `{g}` replaced.
    pub(crate) async fn execute(&mut self, sql: &str, cells: Vec<Cell>) -> Result<u64, ReadError> {
        execute(self.connection, &of_generation(sql, self.generation), cells).await
    }

    /// Runs a query, `{g}` replaced.
    pub(crate) async fn fetch(&mut self, sql: &str, cells: Vec<Cell>) -> Result<Vec<AnyRow>, ReadError> {
        fetch(self.connection, &of_generation(sql, self.generation), cells).await
    }

    /// Writes rows over those of the same key. No two of them have the same key.
    pub(crate) async fn upsert(&mut self, table: &Table, mut rows: Vec<Vec<Cell>>) -> Result<(), ReadError> {
        while !rows.is_empty() {
            let rest = rows.split_off(piece(rows.len(), table.columns.len()));
            self.execute(&table.upsert(rows.len(), self.values()), rows.into_iter().flatten().collect())
                .await?;
            rows = rest;
        }
        Ok(())
    }

    /// The rows of these keys, for a table whose key is one column.
    pub(crate) async fn of_keys(&mut self, table: &Table, keys: Vec<Cell>) -> Result<Vec<AnyRow>, ReadError> {
        let mut found = Vec::new();
        for (condition, keys) in among(table, keys, self.values()) {
            found.extend(self.fetch(&table.select(&condition), keys).await?);
        }
        Ok(found)
    }

    /// Deletes the rows of these keys, for a table whose key is one column.
    pub(crate) async fn delete(&mut self, table: &Table, keys: Vec<Cell>) -> Result<(), ReadError> {
        for (condition, keys) in among(table, keys, self.values()) {
            self.execute(&format!("DELETE FROM {}_{{g}} {condition}", table.name), keys).await?;
        }
        Ok(())
    }
}

/// The keys in pieces, each with its condition.
fn among(table: &Table, mut keys: Vec<Cell>, values: Values) -> Vec<(String, Vec<Cell>)> {
    let column = table.columns.first().map_or("", |(column, _)| *column);
    let mut pieces = Vec::new();
    while !keys.is_empty() {
        let rest = keys.split_off(piece(keys.len(), 1));
        let mut condition = format!("WHERE {column} IN (");
        values.write(&mut condition, 0, keys.len());
        condition.push(')');
        pieces.push((condition, keys));
        keys = rest;
    }
    pieces
}
