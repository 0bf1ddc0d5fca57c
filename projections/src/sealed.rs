//! Sealed values as read models copy them: the ciphertext with its place, as it is. Nothing is opened here.

use crate::error::ReadError;
use domain::Personal;
use domain::log::DestroyedKey;
use domain::personal::SealedPart;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A value's part and its index there, as written.
#[derive(Serialize)]
struct Written<'a>(&'a SealedPart, u32);

/// The same, as read.
#[derive(Deserialize)]
struct Read(SealedPart, u32);

const BROKEN: ReadError = ReadError::Unreadable("a sealed value");

/// The column of a sealed value.
pub fn encode<T>(value: &Personal<T>) -> Result<Vec<u8>, ReadError> {
    let written = written(value)?;
    postcard::to_allocvec(&written).map_err(|_| BROKEN)
}

/// The sealed value of a column.
pub fn decode<T>(bytes: &[u8]) -> Result<Personal<T>, ReadError> {
    let Read(part, index) = postcard::from_bytes(bytes).map_err(|_| BROKEN)?;
    Ok(Personal::in_part(Arc::new(part), index))
}

/// The column of several sealed values, each with a mark of its own.
pub(crate) fn encode_marked<M: Copy + Serialize, T>(
    values: &[(M, Personal<T>)],
) -> Result<Vec<u8>, ReadError> {
    let written = values.iter().map(|(mark, value)| Ok((*mark, written(value)?)));
    let written = written.collect::<Result<Vec<_>, ReadError>>()?;
    postcard::to_allocvec(&written).map_err(|_| BROKEN)
}

/// The sealed values of [`encode_marked`].
pub(crate) fn decode_marked<M: DeserializeOwned, T>(
    bytes: &[u8],
) -> Result<Vec<(M, Personal<T>)>, ReadError> {
    let read: Vec<(M, Read)> = postcard::from_bytes(bytes).map_err(|_| BROKEN)?;
    Ok(read
        .into_iter()
        .map(|(mark, Read(part, index))| (mark, Personal::in_part(Arc::new(part), index)))
        .collect())
}

/// The same value without its ciphertext, if its key is among these: the door answers "erased" for it as before.
pub(crate) fn forget<T>(value: Personal<T>, keys: &[DestroyedKey]) -> Personal<T> {
    let Some((part, index)) = value.sealed() else { return value };
    if !keys.iter().any(|gone| gone.key == part.key) {
        return value;
    }
    let bare = SealedPart { ciphertext: None, ..SealedPart::clone(part) };
    Personal::in_part(Arc::new(bare), index as u32)
}

/// A value that was never sealed cannot have come from the log.
fn written<T>(value: &Personal<T>) -> Result<Written<'_>, ReadError> {
    value.sealed().map(|(part, index)| Written(part, index as u32)).ok_or(BROKEN)
}
