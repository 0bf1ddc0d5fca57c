//! Every way round the door, tried: what each opens is out of reach of whoever is not the door, and a change that puts one within reach fails a test of this file.
//!
//! Each way is two examples. The first reads a name through [`Vault::disclose`](crate::Vault::disclose) and compiles. The second is the same to the letter, with one line more, and must not
//! compile, so that this line is why. `tests/run` also compares the compiler's error code; `cargo test` alone, on a stable compiler, does not.

/// The code of all examples, before the line that makes the difference.
macro_rules! before {
    () => {
        "
use domain::Personal;
use domain::personal::*;
use std::sync::Arc;
use store::*;
use store::vault::*;

async fn name(vault: &Vault, root: &dyn Root, access: Access, name: &Personal<String>) -> Option<String> {
    let (part, _): (&Arc<SealedPart>, _) = name.sealed()?;
    let whose: Whose = (part.subject, part.class);
    let opened: Opened = vault.disclose(access, vec![part.clone()]).await.ok()?;
"
    };
}

/// And after it.
macro_rules! after {
    () => {
        "
    opened.of(name).value()
}
"
    };
}

macro_rules! ways_round {
    ($($(#[$what:meta])* $way:ident, $code:literal, $line:literal;)*) => { $(
        $(#[$what])*
        #[doc = concat!("```", before!(), after!(), "```")]
        #[doc = concat!("```compile_fail,", $code, before!(), "    ", $line, after!(), "```")]
        mod $way {}
    )* };
}

ways_round! {
    /// The cipher itself.
    the_cipher, "E0603", "store::vault::crypto::open([0; 16], loop {}, part, false).ok()?;";
    /// The cipher by another name: nothing that is exported opens a part.
    the_cipher_exported, "E0425", "open([0; 16], loop {}, part, false).ok()?;";
    /// What unwraps keys.
    unwrapping, "E0603", "store::vault::crypto::unwrap(loop {}, &[], &[]).ok()?;";
    /// The data keys of a subject.
    data_keys, "E0624", "vault.data_keys(vec![whose]).await.ok()?;";
    /// The table keys, which unwrap them.
    table_keys, "E0624", "vault.held().await.ok()?;";
    /// The same, for these rows.
    table_keys_for_rows, "E0624", "vault.held_for(&[whose], vec![]).await.ok()?;";
    /// The table keys where they lie.
    table_keys_in_memory, "E0616", "let _ = &vault.held;";
    /// The data keys where they lie.
    data_keys_in_memory, "E0616", "let _ = &vault.cache;";
    /// The root, which unwraps table keys.
    the_root_of_a_vault, "E0616", "let _ = &vault.root;";
    /// The bytes of a table key, for whoever has a root of their own: they hold a key that they can do nothing with.
    bytes_of_a_key, "E0624", "root.unwrap(0, &[]).ok()?.bytes();";
    /// The same, by the field.
    field_of_a_key, "E0616", "let _ = root.unwrap(0, &[]).ok()?.0;";
    /// Passing through the door as if all of it had been shown before, so that no entry is made.
    without_an_entry, "E0624", "vault.pass(loop {}, &opened, vec![part.clone()]).await.ok()?;";
    /// What was opened, made up.
    opened_made_up, "E0451", "let _ = Opened { parts: Default::default(), told: Default::default() };";
    /// What was opened, as a whole.
    opened_as_a_whole, "E0616", "let _ = &opened.parts;";
    /// The value inside of a personal field.
    inside_of_a_field, "E0616", "let _ = &name.state;";
    /// The same, by taking the field apart.
    a_field_taken_apart, "E0451", "let Personal { state: _, .. } = name;";
    /// A personal field read as what it is of.
    a_field_as_its_value, "E0614", "let _ = **name;";
    /// A personal field written out.
    a_field_written_out, "E0277", "println!(\"{name}\");";
}
