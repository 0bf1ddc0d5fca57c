//! A wire between a browser and a server on this machine that can be cut, or swallow what goes over it for a while. It looks into nothing that passes.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
    /// No new connection gets through.
    shut: AtomicBool,
    /// Nothing arrives, and nobody is told so.
    still: Mutex<bool>,
    moved: Condvar,
}

impl Proxy {
    /// Listens on a free port of 127.0.0.1, for a server on that port.
    pub fn to(server: u16) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (port, wires) = (listener.local_addr()?.port(), Arc::<Wires>::default());
        let kept = wires.clone();
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                // A server that is gone refuses; the browser sees its connection closed, as by a wire that is shut.
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
        for wire in lock(&self.wires.whole).drain(..) {
            // One that had ended already is as cut as the others.
            drop(wire.shutdown(Shutdown::Both));
        }
    }

    /// Cuts every connection, and lets no other through until it is opened.
    pub fn shut(&self) {
        self.wires.shut.store(true, Ordering::SeqCst);
        self.cut();
    }

    /// Lets connections through again.
    pub fn open(&self) {
        self.wires.shut.store(false, Ordering::SeqCst);
    }

    /// Connections stay, but nothing arrives any more, as on a way without a network; what was sent meanwhile arrives once it goes on.
    pub fn still(&self, still: bool) {
        *lock(&self.wires.still) = still;
        self.wires.moved.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Wires {
    fn join(self: &Arc<Self>, browser: TcpStream, server: u16) -> io::Result<()> {
        // Held throughout, so that what is shut in between cuts this one too.
        let mut whole = lock(&self.whole);
        if self.shut.load(Ordering::SeqCst) {
            return Ok(());
        }
        let server = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
        for (from, to) in [(&browser, &server), (&server, &browser)] {
            let (mut from, mut to) = (from.try_clone()?, to.try_clone()?);
            let wires = Arc::clone(self);
            thread::spawn(move || {
                drop(wires.pass(&mut from, &mut to));
                drop(to.shutdown(Shutdown::Write));
            });
        }
        whole.extend([browser, server]);
        self.ever.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn pass(&self, from: &mut TcpStream, to: &mut TcpStream) -> io::Result<()> {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let read = from.read(&mut bytes)?;
            if read == 0 {
                return Ok(());
            }
            drop(
                self.moved
                    .wait_while(lock(&self.still), |still| *still)
                    .unwrap_or_else(PoisonError::into_inner),
            );
            to.write_all(bytes.get(..read).unwrap_or_default())?;
        }
    }
}
