//! A second copy of the key table that is not where it was.

use crate::restore::copies::refused;
use crate::serve::{configuration, told};
use std::fs;
use tests::folder::{Folder, free_port};
use tests::program::Program;
use tests::server::Plan;
use tests::smtp::MailServer;
use tests::{Outcome, needs};

#[test]
fn a_server_does_not_start_without_the_copy_it_had_until_one_is_made_anew() -> Outcome {
    needs!("a second copy that is missing", Program::Anteroom, Program::Python);
    let (folder, mail, port) = (Folder::new("copy")?, MailServer::start()?, free_port()?);
    let config = configuration(&folder, port, &mail)?;
    let mut server = Plan::serve().arg(&config).port(port).start()?;
    server.terminate()?;
    let (copies, away) = (folder.path().join("copies"), folder.path().join("away"));
    // Its disk is not mounted.
    fs::rename(&copies, &away)?;
    refused(&mut server, "anteroom keys new-copy")?;
    assert!(!copies.exists(), "nothing is made where another disk should be");
    fs::rename(&away, &copies)?;
    server.start_again()?;
    server.terminate()?;

    fs::remove_dir_all(&copies)?;
    let data = server.data().display().to_string();
    let anew = || told(&["keys", "new-copy", "--data", &data, &config], &[]);
    let copy = copies.join("keys.db");
    assert_eq!(anew()?.trim(), format!("the second copy of the key table is in {}", copy.display()));
    let twice = anew().err().map(|failure| failure.message().to_owned()).unwrap_or_default();
    assert!(twice.contains("there is a second copy in"), "{twice}");
    server.start_again()?;
    server.terminate()?;
    fs::remove_file(&copy)?;
    refused(&mut server, "its second copy")
}
