//! kill -9 during a burst of arrivals: every acknowledged arrival is there after the restart. (That acknowledging before the commit loses some is shown in
//! `log::crash`, on the same writer.)

use super::routes::visitor;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tests::http::get;
use tests::program::Program;
use tests::server::Plan;
use tests::{Outcome, needs, wait};

#[test]
fn an_acknowledged_arrival_survives_kill_9() -> Outcome {
    needs!("kill -9 during a burst of arrivals", Program::Anteroom);
    let mut server = Plan::demo().start()?;
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    let (count, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    std::thread::scope(|scope| -> Outcome {
        for _ in 0..8 {
            let (acknowledged, count, stop, server) =
                (acknowledged.clone(), count.clone(), stop.clone(), &server);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    // Once the server is killed a request fails: that arrival was not acknowledged.
                    let Ok((visit, reply)) = visitor(server, "nordlys") else { continue };
                    acknowledged.lock().unwrap().push((visit, reply.cookies()));
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let burst = wait::until("forty arrivals", wait::DEADLINE, || {
            Ok((count.load(Ordering::Relaxed) >= 40).then_some(()))
        });
        let killed = server.kill_now();
        stop.store(true, Ordering::Relaxed);
        burst.and(killed)
    })?;
    server.start_again()?;
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() >= 40);
    for (visit, cookie) in acknowledged.iter() {
        let page = get(&format!("{}/v/{visit}", server.address()), &[("cookie", cookie)])?;
        assert_eq!(page.status, 200, "an acknowledged arrival is lost");
    }
    Ok(())
}
