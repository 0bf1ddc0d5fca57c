//! Clients that come over TCP or TLS: their stream is cut into the messages that UDP would have brought.

use super::Shared;
use super::client::{self, Out};
use super::udp::LARGEST;
use crate::tls::Acceptor;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Messages that wait for one client's task, and for its stream.
const WAITING: usize = 256;
/// One message may take this long to be written, or the client is cut.
const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// After an error of accepting (too many open files): others close meanwhile.
const BREATH: Duration = Duration::from_millis(100);

pub(super) async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    accept(&listener, |stream, from| {
        let shared = Arc::clone(&shared);
        async move { attend(shared, stream, from).await }
    })
    .await;
}

pub(super) async fn serve_tls(shared: Arc<Shared>, listener: TcpListener, acceptor: Acceptor) {
    let acceptor = Arc::new(acceptor);
    accept(&listener, |stream, from| {
        let (shared, acceptor) = (Arc::clone(&shared), Arc::clone(&acceptor));
        async move {
            // A hand that is never shaken takes a place too.
            let Some(place) = shared.house.ledger.stranger(from.ip()) else { return };
            let shaken = acceptor.accept(stream).await;
            drop(place);
            if let Ok(stream) = shaken {
                attend(shared, stream, from).await;
            }
        }
    })
    .await;
}

async fn accept<F: Future<Output = ()> + Send + 'static>(
    listener: &TcpListener,
    attend: impl Fn(TcpStream, SocketAddr) -> F,
) {
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            come = listener.accept() => match come {
                Ok((stream, from)) => {
                    // Small packets go at once: this is a call.
                    if stream.set_nodelay(true).is_ok() {
                        tasks.spawn(attend(stream, from));
                    }
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            Some(ended) = tasks.join_next() => {
                if ended.is_err() {
                    tracing::warn!("a client of the relay was given up after a fault");
                }
            }
        }
    }
}

pub(super) async fn attend<S: AsyncRead + AsyncWrite + Send + 'static>(
    shared: Arc<Shared>,
    stream: S,
    from: SocketAddr,
) {
    let Some(place) = shared.house.ledger.stranger(from.ip()) else { return };
    let (mut read, mut write) = tokio::io::split(stream);
    let (to, inbound) = mpsc::channel(WAITING);
    let (out, mut outbound) = mpsc::channel::<Vec<u8>>(WAITING);
    let reading = async {
        while let Ok(message) = next(&mut read).await {
            if to.send(message).await.is_err() {
                return;
            }
        }
    };
    let writing = async {
        while let Some(message) = outbound.recv().await {
            let written = timeout(WRITE_WITHIN, async {
                write.write_all(&message).await?;
                write.flush().await
            });
            if !matches!(written.await, Ok(Ok(()))) {
                return;
            }
        }
    };
    // Whichever ends first ends the client: its ways are closed with it.
    tokio::select! {
        () = reading => {}
        () = writing => {}
        () = client::serve(shared, place, inbound, Out::Stream(out), from) => {}
    }
}

/// The next message: STUN says its length after a header of 20 bytes, channel data after 4 and is filled up to four bytes.
async fn next(read: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut message = vec![0; 4];
    read.read_exact(&mut message).await?;
    let [first, _, high, low] = message[..] else { return Err(io::ErrorKind::InvalidData.into()) };
    let said = usize::from(u16::from_be_bytes([high, low]));
    let (length, filled) = match first >> 6 {
        0 => (said + 20, said + 20),
        1 => (said + 4, (said + 4).next_multiple_of(4)),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    if filled > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    message.resize(filled, 0);
    read.read_exact(message.get_mut(4..).unwrap_or_default()).await?;
    message.truncate(length);
    Ok(message)
}

/// A message as a stream has it.
pub(super) fn filled(mut message: Vec<u8>) -> Vec<u8> {
    if message.first().is_some_and(|first| first >> 6 == 1) {
        message.resize(message.len().next_multiple_of(4), 0);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stream_is_cut_where_messages_end() {
        let channel = vec![0x40, 0, 0, 5, 1, 2, 3, 4, 5];
        let mut stun = vec![0, 1, 0, 4];
        stun.extend([7; 20]);
        let mut sent = filled(channel.clone());
        assert_eq!(sent.len(), 12);
        sent.extend(filled(stun.clone()));
        sent.extend(filled(channel.clone()));
        let mut read = &sent[..];
        for message in [&channel, &stun, &channel] {
            assert_eq!(&next(&mut read).await.unwrap(), message);
        }
        assert!(next(&mut read).await.is_err(), "it is over");
    }

    #[tokio::test]
    async fn what_is_no_message_and_what_is_too_long_ends_it() {
        for head in [[0x80, 0, 0, 4], [0xff; 4], [0x40, 0, 0xff, 0xff], [0, 1, 0x20, 0]] {
            let mut sent = head.to_vec();
            sent.resize(70_000, 0);
            assert!(next(&mut &sent[..]).await.is_err(), "{head:?}");
        }
    }
}
