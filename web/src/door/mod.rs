//! Before anybody is signed in: the front page, signing up, the mail's links, signing in, passkeys.

mod browser;
pub mod confirm;
pub mod enter;
mod entry;
pub mod front;
pub mod knocks;
mod letter;
pub mod passkey;
pub mod sign_in;
pub mod sign_up;
