//! Bodies that are taken apart while they arrive, and the limit of what may arrive without making a part.
//!
//! The parser of forms in parts keeps what it cannot tell apart yet, and searches all of it again whenever more arrives:
//! a body without a boundary, or a part whose heads never end, would fill the memory and keep a processor busy.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::{body::Body, extract::Request};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream::BoxStream};

/// Bytes that may arrive without making a part or a piece of one: more than a server reads from a connection at once.
const UNTOLD_BYTES: usize = 1 << 20;

/// Told of each part and each piece that was made of a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace(Arc<AtomicUsize>);

impl Pace {
    /// A part or a piece was made.
    pub(super) fn goes_on(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// The same request, whose body ends with an error when too much of it makes nothing.
pub(super) fn paced(request: Request) -> (Request, Pace) {
    let (parts, body) = request.into_parts();
    let pace = Pace::default();
    let stream = Paced { body: body.into_data_stream().boxed(), pace: pace.clone(), waits: false };
    (Request::from_parts(parts, Body::from_stream(stream)), pace)
}

struct Paced {
    body: BoxStream<'static, Result<Bytes, axum::Error>>,
    pace: Pace,
    /// A piece was given: whoever reads looks at it before there is more.
    waits: bool,
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.waits) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.pace.0.load(Ordering::Relaxed) > UNTOLD_BYTES {
            let error = std::io::Error::other("the body is not made of parts");
            return Poll::Ready(Some(Err(axum::Error::new(error))));
        }
        let piece = std::task::ready!(self.body.poll_next_unpin(context));
        if let Some(Ok(piece)) = &piece {
            self.pace.0.fetch_add(piece.len(), Ordering::Relaxed);
            self.waits = true;
        }
        Poll::Ready(piece)
    }
}
