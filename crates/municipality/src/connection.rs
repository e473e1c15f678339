//! Connections as the server accepts them: who is at the other end, and a wire that can be cut.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
};

/// Accepts connections whose [`Wire`] can be cut.
pub(crate) struct Door(pub(crate) TcpListener);

impl Listener for Door {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Small answers must not wait for more to send; where the option fails they are only slower.
        let _ = stream.set_nodelay(true);
        (Wire { stream, state: Arc::default(), closed: false }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Nothing is wrong with the connection.
const SOUND: u8 = 0;
/// It is about to close.
const CUT: u8 = 1;
/// It is closed, or about to be, in the direction in which answers leave.
const HALF: u8 = 2;

/// One connection.
pub(crate) struct Wire {
    stream: TcpStream,
    state: Arc<AtomicU8>,
    /// Whether the half is closed already.
    closed: bool,
}

impl Wire {
    /// Whether bytes still leave. Closes the half that is to be closed.
    fn sends(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<bool>> {
        match self.state.load(Ordering::Acquire) {
            SOUND => Poll::Ready(Ok(true)),
            CUT => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
            _ if self.closed => Poll::Ready(Ok(false)),
            _ => {
                ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
                self.closed = true;
                Poll::Ready(Ok(false))
            }
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.state.load(Ordering::Acquire) == CUT {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if ready!(self.sends(cx))? {
            Pin::new(&mut self.stream).poll_write(cx, bytes)
        } else {
            // Whoever writes need not know that nobody hears it.
            Poll::Ready(Ok(bytes.len()))
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if ready!(self.sends(cx))? { Pin::new(&mut self.stream).poll_flush(cx) } else { Poll::Ready(Ok(())) }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// The other end of a connection, as handlers see it.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    /// Its network address; no header can claim another.
    pub(crate) ip: IpAddr,
    state: Arc<AtomicU8>,
}

impl Peer {
    /// Closes the connection before another byte is sent.
    pub(crate) fn cut(&self) {
        self.state.store(CUT, Ordering::Release);
    }

    /// Closes the direction in which answers leave, before another byte is sent, and goes on listening.
    pub(crate) fn close_half(&self) {
        self.state.store(HALF, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self { ip: stream.remote_addr().ip(), state: Arc::clone(&stream.io().state) }
    }
}
