//! The body of a request as it comes: it has a time to come in, so that nobody holds a line, and whoever waits for the rest of it, by a byte now and then.

use axum::BoxError;
use axum::body::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// The slowest that a body may come, in bytes a second, once its first time is over: a large picture over a poor network comes in.
const SLOWEST: u32 = 16 * 1024;

/// A body that fails once its time is over.
pub(super) struct InTime<B> {
    body: B,
    until: Instant,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl<B> InTime<B> {
    /// A body that begins now and has this long, and longer as far as it comes.
    pub(super) fn new(body: B, first: Duration) -> Self {
        Self { body, until: Instant::now() + first, sleep: None }
    }
}

impl<B> Body for InTime<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                this.until += Duration::from_secs(1) * u32::try_from(bytes).unwrap_or(u32::MAX) / SLOWEST;
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let until = this.until;
                let sleep = this.sleep.get_or_insert_with(|| Box::pin(sleep_until(until)));
                if sleep.deadline() != until {
                    sleep.as_mut().reset(until);
                }
                sleep.as_mut().poll(cx).map(|()| Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use futures_util::stream::unfold;
    use tokio::time::sleep;

    /// A body of so many pieces, each of them so many bytes and so long after the one before.
    fn body(pieces: usize, bytes: usize, after: Duration) -> InTime<axum::body::Body> {
        let pieces = unfold(pieces, move |left| async move {
            let left = left.checked_sub(1)?;
            sleep(after).await;
            Some((Ok::<_, io::Error>(vec![7; bytes]), left))
        });
        InTime::new(axum::body::Body::from_stream(pieces), Duration::from_secs(30))
    }

    /// How much came, or `None` where it was too slow; and how long that took.
    async fn taken(body: InTime<axum::body::Body>) -> (Option<usize>, Duration) {
        let since = Instant::now();
        let came = to_bytes(axum::body::Body::new(body), usize::MAX).await;
        // Timers are as fine as a millisecond.
        (came.ok().map(|came| came.len()), Duration::from_secs(since.elapsed().as_secs()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_trickles_is_given_up_when_its_time_is_over() {
        let (second, hour) = (Duration::from_secs(1), Duration::from_hours(1));
        assert_eq!(taken(body(1, 100, hour)).await, (None, second * 30));
        assert_eq!(taken(body(1_000, 1, second)).await, (None, second * 30));
        assert_eq!(taken(body(29, 1, second)).await, (Some(29), second * 29));
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_one_has_as_long_as_it_keeps_coming() {
        let second = Duration::from_secs(1);
        let fast_enough = body(512, 16 * 1024, second);
        assert_eq!(taken(fast_enough).await, (Some(8 * 1024 * 1024), second * 512));
        let (came, within) = taken(body(512, 8 * 1024, second)).await;
        assert!(
            came.is_none() && within < second * 62,
            "half as fast it has twice its first time: {within:?}"
        );
    }
}
