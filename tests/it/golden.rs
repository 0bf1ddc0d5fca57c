//! No golden file that was ever committed may be edited or removed.

use tests::golden::{EVENTS, History, check_history};
use tests::program::{all_is_required, repository, say};
use tests::{Failure, Outcome, left_out};

#[test]
fn a_committed_golden_file_never_changes() -> Outcome {
    match check_history(&repository(), EVENTS)? {
        History::Kept(_) => Ok(()),
        // Where changes are let in, a history that cannot be asked is a check that was not done.
        History::Unknown(why) if std::env::var_os("CI").is_some() => {
            Err(Failure::new(format!("golden files cannot be compared with their history: {why}")))
        }
        // A copy without history can still be tested; it is said, and it is no failure of the copy.
        History::Unknown(why) if all_is_required() => {
            say(format!("not compared with their history: golden files: {why}"))
        }
        History::Unknown(why) => left_out("golden files against their history", why),
    }
}
