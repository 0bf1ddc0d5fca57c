//! What the configuration says of where log, key table and root lie.

use crate::place::{KeysPlace, LogPlace, ReadPlace, RootPlace};
use std::path::Path;
use store::vault::{Pin, Token, Which};

/// The variable that holds a token's PIN where no file does.
pub(super) const PIN: &str = "ANTEROOM_ROOT_PIN";

/// Reads `sqlite` or a PostgreSQL url.
pub fn log_place(text: &str) -> Option<LogPlace> {
    match text {
        "sqlite" => Some(LogPlace::Sqlite),
        url if is_postgres(url) => Some(LogPlace::Postgres(url.to_owned())),
        _ => None,
    }
}

/// Reads where the log is and, for one on EventStoreDB, where its read models are, since that server holds none.
pub(super) fn whole_log_place(log: &str, read_models: Option<&str>) -> Result<LogPlace, String> {
    match (log_place(log), read_models) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => {
            Err("read_models: for a log on EventStoreDB alone; with this one they lie beside it".into())
        }
        (None, read) if is_eventstore(log) => {
            let read = match read {
                Some("sqlite") => ReadPlace::Sqlite,
                Some(url) if is_postgres(url) => ReadPlace::Postgres(url.to_owned()),
                Some(_) => return Err("read_models: write sqlite, or postgres://…".into()),
                None => {
                    return Err("read_models: EventStoreDB holds the log alone; say where the read models are: sqlite, or postgres://…".into());
                }
            };
            Ok(LogPlace::EventStore { url: log.to_owned(), read })
        }
        (None, _) => Err("log: write sqlite, postgres://… or esdb://…".into()),
    }
}

fn is_eventstore(url: &str) -> bool {
    ["esdb://", "esdb+discover://", "kurrentdb://", "kurrentdb+discover://"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Reads where the key table is. One file alone has to be asked for by name.
pub(super) fn keys_place(
    keys: &str,
    copy: Option<&Path>,
    single_copy: bool,
    data: &Path,
) -> Result<KeysPlace, String> {
    match (keys, copy) {
        ("sqlite", Some(copy)) if copy == data.join("keys.db") => {
            Err("keys_copy: this is the first copy itself; name a file on another disk".into())
        }
        ("sqlite", Some(_)) if single_copy => {
            Err("single_copy: there is a second one in keys_copy; leave one of the two out".into())
        }
        ("sqlite", Some(copy)) => Ok(KeysPlace::Sqlite { copy: Some(copy.to_owned()) }),
        ("sqlite", None) if single_copy => Ok(KeysPlace::Sqlite { copy: None }),
        ("sqlite", None) => Err(
            "keys_copy: with one copy of the key table, losing that file loses all that is sealed, for ever; name a second file on another disk or, \
             to run with one copy all the same, set single_copy = true"
                .into(),
        ),
        (url, None) if is_postgres(url) => Ok(KeysPlace::Postgres(url.to_owned())),
        (url, Some(_)) if is_postgres(url) => {
            Err("keys_copy: a second file is for \"sqlite\"; a PostgreSQL server keeps copies by its own means".into())
        }
        _ => Err("keys: write sqlite, or postgres://… with a database apart from the log's".into()),
    }
}

/// Reads a folder, or the URI of a PKCS#11 token (RFC 7512) whose PIN lies in a file or in the environment.
pub(super) fn root_place(root: &str, from_environment: Option<&Pin>) -> Result<RootPlace, String> {
    let Some(uri) = root.strip_prefix("pkcs11:") else { return Ok(RootPlace::Folder(root.into())) };
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let (mut which, mut module, mut pin) = (None, None, None);
    for attribute in path.split(';').chain(query.split('&')).filter(|attribute| !attribute.is_empty()) {
        let (name, value) = attribute.split_once('=').ok_or("root: pkcs11: an attribute without a value")?;
        let value = decoded(value).ok_or_else(|| format!("root: pkcs11: {name} cannot be read"))?;
        match name {
            "token" => which = Some(Which::Label(value)),
            "slot-id" => {
                let slot = value.parse().map_err(|_| "root: pkcs11: slot-id is no number")?;
                which = Some(Which::Slot(slot));
            }
            "module-path" => module = Some(value.into()),
            "pin-source" => pin = Some(pin_in(&value)?),
            "pin-value" => {
                return Err("root: pkcs11: keep the PIN in a file, and name it in pin-source".into());
            }
            other => return Err(format!("root: pkcs11: {other} is not understood")),
        }
    }
    Ok(RootPlace::Token(Token {
        which: which.ok_or("root: pkcs11: say which token, by token=LABEL or slot-id=NUMBER")?,
        module: module.ok_or("root: pkcs11: say where the module is, by ?module-path=/…/module.so")?,
        pin: pin.or_else(|| from_environment.cloned()).ok_or_else(|| {
            format!("root: pkcs11: say where the PIN is, by &pin-source=file:/…, or set {PIN}")
        })?,
    }))
}

fn pin_in(source: &str) -> Result<Pin, String> {
    let path = source.strip_prefix("file://").or_else(|| source.strip_prefix("file:")).unwrap_or(source);
    let pin =
        std::fs::read_to_string(path).map_err(|error| format!("root: pkcs11: pin-source {path}: {error}"))?;
    Ok(Pin::new(pin.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Undoes the URI's `%` escapes.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let (escape, after) = after.split_at_checked(2)?;
            bytes.extend(hex::decode(escape).ok()?);
            rest = after;
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(uri: &str) -> Result<Token, String> {
        match root_place(uri, Some(&Pin::new("hunter2".to_owned())))? {
            RootPlace::Token(token) => Ok(token),
            RootPlace::Folder(folder) => Err(format!("a folder: {}", folder.display())),
        }
    }

    #[test]
    fn a_token_is_named_as_rfc_7512_has_it() {
        let labelled = token("pkcs11:token=my%20token?module-path=/usr/lib/module.so").unwrap();
        assert_eq!(labelled.which, Which::Label("my token".into()));
        assert_eq!(labelled.module, Path::new("/usr/lib/module.so"));
        assert_eq!(token("pkcs11:slot-id=7?module-path=/m.so").unwrap().which, Which::Slot(7));
        assert!(matches!(root_place("/var/root", None), Ok(RootPlace::Folder(_))));
    }

    #[test]
    fn what_a_token_lacks_is_named_and_no_pin_is_repeated() {
        for (uri, words) in [
            ("pkcs11:?module-path=/m.so", "which token"),
            ("pkcs11:token=t", "where the module is"),
            ("pkcs11:slot-id=x?module-path=/m.so", "slot-id"),
            ("pkcs11:token=%zz?module-path=/m.so", "token cannot be read"),
            ("pkcs11:token=t;colour=red?module-path=/m.so", "colour"),
            ("pkcs11:token=t?module-path=/m.so&pin-source=file:/nowhere/pin", "/nowhere/pin"),
            ("pkcs11:token=t?module-path=/m.so&pin-value=hunter2", "pin-source"),
        ] {
            let refusal = token(uri).unwrap_err();
            assert!(refusal.starts_with("root: pkcs11") && refusal.contains(words), "{uri}: {refusal}");
            assert!(!refusal.contains("hunter2"), "{refusal}");
        }
        let no_pin = root_place("pkcs11:token=t?module-path=/m.so", None).unwrap_err();
        assert!(no_pin.contains(PIN), "{no_pin}");
    }
}
