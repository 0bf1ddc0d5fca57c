//! A wire between a browser and a server on this machine that can be cut. It looks into nothing that passes.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Outcome;

/// The wire, until the test's process ends.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    wires: Arc<Wires>,
}

#[derive(Debug, Default)]
struct Wires {
    whole: Mutex<Vec<TcpStream>>,
    ever: AtomicUsize,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1, for a server on that port.
    pub fn to(server: u16) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (port, wires) = (listener.local_addr()?.port(), Arc::<Wires>::default());
        let kept = wires.clone();
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                // A server that is gone refuses; the browser sees its connection closed.
                drop(kept.join(browser, server));
            }
        });
        Ok(Self { port, wires })
    }

    /// The same address at this end of the wire.
    pub fn through(&self, address: &str, server: u16) -> String {
        address.replace(&format!(":{server}"), &format!(":{}", self.port))
    }

    /// How many connections there ever were.
    pub fn connections(&self) -> usize {
        self.wires.ever.load(Ordering::SeqCst)
    }

    /// Cuts every connection, at both ends, without a goodbye.
    pub fn cut(&self) {
        for wire in self.wires.whole.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // One that had ended already is as cut as the others.
            drop(wire.shutdown(Shutdown::Both));
        }
    }
}

impl Wires {
    fn join(&self, browser: TcpStream, server: u16) -> io::Result<()> {
        let server = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
        for (from, to) in [(&browser, &server), (&server, &browser)] {
            let (mut from, mut to) = (from.try_clone()?, to.try_clone()?);
            thread::spawn(move || {
                drop(io::copy(&mut from, &mut to));
                drop(to.shutdown(Shutdown::Write));
            });
        }
        self.whole.lock().unwrap_or_else(PoisonError::into_inner).extend([browser, server]);
        self.ever.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}
