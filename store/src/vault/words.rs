//! Choices by their stored names, as key tables keep them.

use super::keys::KeysError;

/// A choice by its stored name.
pub(super) fn word(choice: impl serde::Serialize) -> Result<String, KeysError> {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(_) | Err(_) => Err(KeysError::Broken("a choice without a name")),
    }
}

/// The choice of this stored name.
pub(super) fn worded<T: serde::de::DeserializeOwned>(word: String) -> Result<T, KeysError> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|_| KeysError::Broken("an unknown word in the key table"))
}
