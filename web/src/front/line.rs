//! A line on which writing cannot stand still for ever: whoever takes nothing of an answer is cut, and keeps neither the line nor what is to be written.
//! Where nothing is to be written nothing is asked: an open room or a live page may be silent for hours. Its place is taken for as long as it is there, also when
//! a room has it.

use super::places::Place;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A line that fails once writing has stood still for so long.
pub(super) struct Line<S> {
    inner: S,
    within: Duration,
    /// Runs while something waits to be written, anew after everything that was.
    still: Option<Pin<Box<Sleep>>>,
    /// The last attempt to write had to wait. A plain line calls itself flushed all the same.
    unwritten: bool,
    _place: Place,
}

impl<S> Line<S> {
    pub(super) fn new(inner: S, within: Duration, place: Place) -> Self {
        Self { inner, within, still: None, unwritten: false, _place: place }
    }

    fn written<T>(&mut self, came: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.unwritten = came.is_pending();
        self.looked_at(came, cx)
    }

    /// What came of an attempt: what stands still too long is an error.
    fn looked_at<T>(&mut self, came: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if came.is_ready() {
            self.still = None;
            return came;
        }
        let within = self.within;
        let still = self.still.get_or_insert_with(|| Box::pin(sleep(within)));
        still.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Line<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, to)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Line<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let came = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.written(came, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let came = Pin::new(&mut self.inner).poll_write_vectored(cx, bytes);
        self.written(came, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let came = Pin::new(&mut self.inner).poll_flush(cx);
        if self.unwritten && came.is_ready() {
            return came;
        }
        self.looked_at(came, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let came = Pin::new(&mut self.inner).poll_shutdown(cx);
        self.looked_at(came, cx)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Limits;
    use super::super::places::Places;
    use super::*;
    use std::future::poll_fn;
    use std::sync::Arc;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::time::{Instant, timeout};

    const MINUTE: Duration = Duration::from_mins(1);

    fn line(stream: DuplexStream) -> Line<DuplexStream> {
        let places = Arc::new(Places::new(Limits::default()));
        Line::new(stream, MINUTE, Places::take(&places, [192, 0, 2, 7].into()).unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn what_nobody_takes_is_given_up_after_its_time() {
        let (here, _there) = duplex(8);
        let mut line = line(here);
        let since = Instant::now();
        let ended = timeout(MINUTE * 10, line.write_all(&[7; 9])).await.expect("it is given up");
        let error = ended.unwrap_err();
        assert_eq!((error.kind(), since.elapsed().as_secs()), (io::ErrorKind::TimedOut, 60));
    }

    #[tokio::test(start_paused = true)]
    async fn flushing_does_not_pass_for_writing() {
        let (here, _there) = duplex(8);
        let mut line = line(here);
        line.write_all(&[7; 8]).await.unwrap();
        let stuck = poll_fn(|cx| {
            assert!(Pin::new(&mut line).poll_flush(cx).is_ready(), "this line knows no flushing");
            Pin::new(&mut line).poll_write(cx, &[7])
        });
        let ended = timeout(MINUTE * 10, stuck).await.expect("it is given up");
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_taken_slowly_goes_on_for_as_long_as_it_takes() {
        let (here, mut there) = duplex(8);
        let mut line = line(here);
        let taking = async {
            for _ in 0..20 {
                sleep(Duration::from_secs(59)).await;
                there.read_exact(&mut [0; 8]).await.unwrap();
            }
        };
        let (written, ()) = tokio::join!(line.write_all(&[7; 160]), taking);
        written.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn a_line_on_which_nothing_waits_may_be_silent() {
        let (here, mut there) = duplex(8);
        let mut line = line(here);
        // It waits once, so that what measures it has been there.
        let mut taken = [0; 12];
        let (written, first) = tokio::join!(line.write_all(&[7; 12]), there.read_exact(&mut taken));
        assert!(written.is_ok() && first.is_ok());
        let mut heard = [0; 1];
        let speaking = async {
            sleep(MINUTE * 600).await;
            there.write_all(b"!").await
        };
        let (heard, said) = tokio::join!(line.read_exact(&mut heard), speaking);
        assert!(heard.is_ok() && said.is_ok());
        let again =
            async { tokio::try_join!(line.write_all(&[7; 12]), there.read_exact(&mut taken)).map(drop) };
        assert!(again.await.is_ok(), "the first wait does not count any more");
    }
}
