//! A visitor's page moves from one node to another: whoever has it open is not said to be away for longer than it takes to say so.

use super::{Nodes, arrive};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;
use tests::program::Program;
use tests::server::Server;
use tests::{Outcome, needs, wait};

/// Opens a visitor's live line at a node, and holds it.
fn live(node: &Server, visit: &str, cookies: &str) -> Outcome<TcpStream> {
    let host = node.address();
    let host = host.trim_start_matches("http://");
    let mut line = TcpStream::connect(host)?;
    line.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(line, "GET /v/{visit}/live?state HTTP/1.0\r\nhost: {host}\r\ncookie: {cookies}\r\n\r\n")?;
    let (mut said, mut some) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&said).contains("event: state") {
        let many = line.read(&mut some)?;
        assert!(many > 0, "{}", String::from_utf8_lossy(&said));
        said.extend_from_slice(&some[..many]);
    }
    Ok(line)
}

#[test]
fn a_page_that_moves_to_another_node_is_there_and_one_that_is_closed_is_away() -> Outcome {
    needs!("presence on two nodes", Program::Anteroom, Program::Python, Program::Postgres);
    let nodes = Nodes::start()?;
    nodes.found()?;
    let visitor = arrive(&nodes.one)?;
    let told = |kind: &str| -> Outcome<u32> {
        let sql = format!("SELECT count(*) FROM anteroom_log.log_events WHERE kind = '{kind}'");
        Ok(nodes.log.psql(&sql)?.parse()?)
    };
    let until = |kind: &str, many: u32| {
        wait::until(&format!("{many} × {kind}"), wait::DEADLINE, || Ok((told(kind)? == many).then_some(())))
    };
    let before = live(&nodes.one, &visitor.visit, &visitor.cookies)?;
    let here = live(&nodes.other, &visitor.visit, &visitor.cookies)?;
    drop(before);
    // The first node has no line of theirs any more and says so; the other has, and says so.
    until("visit.left.v1", 1)?;
    until("visit.returned.v1", 1)?;
    drop(here);
    until("visit.left.v1", 2)?;
    assert_eq!(told("visit.returned.v1")?, 1, "nobody has come back");

    // Whoever arrives at one node and opens no page anywhere is not there.
    let nowhere = arrive(&nodes.other)?;
    let left = format!(
        "SELECT count(*) FROM anteroom_log.log_events WHERE kind = 'visit.left.v1' AND stream = 'visit-{}'",
        nowhere.visit
    );
    wait::until("a page that never came", Duration::from_mins(1), || {
        Ok((nodes.log.psql(&left)? == "1").then_some(()))
    })?;
    Ok(())
}
