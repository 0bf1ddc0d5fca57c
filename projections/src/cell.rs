//! Values of columns, on their way into the database and back.

use crate::error::ReadError;
use crate::sealed;
use chrono::{Datelike, NaiveDate};
use domain::Personal;
use domain::time::Day;
use sqlx::Row as _;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::error::BoxDynError;
use sqlx::{Arguments as _, Decode, Type};
use uuid::Uuid;

/// A value for a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Number(i64),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

impl Cell {
    pub(crate) fn bind(self, arguments: &mut AnyArguments<'_>) -> Result<(), BoxDynError> {
        match self {
            Cell::Number(number) => arguments.add(number),
            Cell::Text(text) => arguments.add(text),
            Cell::Bytes(bytes) => arguments.add(bytes),
        }
    }

    pub(crate) fn sealed<T>(value: &Personal<T>) -> Result<Cell, ReadError> {
        sealed::encode(value).map(|bytes| Cell::Bytes(Some(bytes)))
    }

    pub(crate) fn maybe_sealed<T>(value: Option<&Personal<T>>) -> Result<Cell, ReadError> {
        value.map(sealed::encode).transpose().map(Cell::Bytes)
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Cell {
        Cell::Number(number as i64)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Number(number.into())
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Cell::Number(yes.into())
    }
}

impl From<Uuid> for Cell {
    fn from(id: Uuid) -> Cell {
        Cell::Bytes(Some(id.as_bytes().to_vec()))
    }
}

impl From<Option<Uuid>> for Cell {
    fn from(id: Option<Uuid>) -> Cell {
        Cell::Bytes(id.map(|id| id.as_bytes().to_vec()))
    }
}

/// A day is kept as its number, so that both engines order days alike.
impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Number(day.num_days_from_ce().into())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Cell {
        Cell::Text(text)
    }
}

impl From<Vec<u8>> for Cell {
    fn from(bytes: Vec<u8>) -> Cell {
        Cell::Bytes(Some(bytes))
    }
}

/// Reads a row's columns from the left.
pub(crate) struct Columns<'r> {
    row: &'r AnyRow,
    at: usize,
}

impl<'r> Columns<'r> {
    pub(crate) fn of(row: &'r AnyRow) -> Self {
        Self { row, at: 0 }
    }

    fn next<T: Decode<'r, sqlx::Any> + Type<sqlx::Any>>(&mut self) -> Result<T, ReadError> {
        let value = self.row.try_get(self.at)?;
        self.at += 1;
        Ok(value)
    }

    pub(crate) fn number(&mut self) -> Result<u64, ReadError> {
        u64::try_from(self.next::<i64>()?).map_err(|_| ReadError::Unreadable("a number"))
    }

    pub(crate) fn small(&mut self) -> Result<u32, ReadError> {
        u32::try_from(self.next::<i64>()?).map_err(|_| ReadError::Unreadable("a number"))
    }

    pub(crate) fn yes(&mut self) -> Result<bool, ReadError> {
        Ok(self.next::<i64>()? != 0)
    }

    pub(crate) fn day(&mut self) -> Result<Day, ReadError> {
        let number = i32::try_from(self.next::<i64>()?).ok();
        number.and_then(NaiveDate::from_num_days_from_ce_opt).ok_or(ReadError::Unreadable("a day"))
    }

    pub(crate) fn text(&mut self) -> Result<String, ReadError> {
        self.next()
    }

    pub(crate) fn maybe_text(&mut self) -> Result<Option<String>, ReadError> {
        self.next()
    }

    pub(crate) fn bytes(&mut self) -> Result<Vec<u8>, ReadError> {
        self.next()
    }

    pub(crate) fn id(&mut self) -> Result<Uuid, ReadError> {
        Uuid::from_slice(&self.bytes()?).map_err(|_| ReadError::Unreadable("an id"))
    }

    pub(crate) fn maybe_id(&mut self) -> Result<Option<Uuid>, ReadError> {
        let bytes: Option<Vec<u8>> = self.next()?;
        bytes.map(|bytes| Uuid::from_slice(&bytes)).transpose().map_err(|_| ReadError::Unreadable("an id"))
    }

    pub(crate) fn sealed<T>(&mut self) -> Result<Personal<T>, ReadError> {
        sealed::decode(&self.bytes()?)
    }

    pub(crate) fn maybe_sealed<T>(&mut self) -> Result<Option<Personal<T>>, ReadError> {
        let bytes: Option<Vec<u8>> = self.next()?;
        bytes.map(|bytes| sealed::decode(&bytes)).transpose()
    }
}
