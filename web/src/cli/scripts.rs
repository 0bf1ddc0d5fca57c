//! `anteroom scripts`: the digests of the scripts that this release hands to browsers, to be compared with what a server hands out.

/// Prints them.
pub fn run() {
    print!("{}", crate::assets::sums());
}
