//! Where the browser comes back to on a desktop: a listener on the loopback interface (RFC 8252, section 7.3).
//!
//! It listens on an IP address, not on a name, and on a port that the system picks; it takes one answer, the one that carries
//! the state of this sign-in, and then listens no more. Whatever else knocks gets 404 and learns nothing. The page that ends
//! the browser's part is shown only when it is known how the sign-in went.

use std::{convert::Infallible, net::Ipv4Addr, sync::Arc, time::Duration};

use connector::sign_in::Awaited;
use http::{Method, Request, Response, StatusCode, header};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use protocol::sign_in::ReturnPage;
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
};
use url::Url;

use super::page::Page;

/// The path to which the browser comes back.
const PATH: &str = "/callback";
/// How long a connection may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long nothing is accepted after a connection that could not be.
const BREATH: Duration = Duration::from_millis(50);

/// A listener that waits for one browser.
pub(super) struct Redirect {
    listener: TcpListener,
    address: Url,
}

/// A browser that came back and waits for its page.
pub(super) struct Returned {
    /// The address it came with.
    pub address: Url,
    shown: oneshot::Sender<Page>,
}

impl Returned {
    /// Shows how it went.
    pub fn show(self, page: Page) {
        // A browser that has left needs no page.
        let _ = self.shown.send(page);
    }
}

impl Redirect {
    /// Listens on a free port of the loopback interface.
    pub async fn open() -> Result<Self, std::io::Error> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}{PATH}", listener.local_addr()?);
        let address = address.parse().map_err(std::io::Error::other)?;
        Ok(Self { listener, address })
    }

    /// Where the browser is to come back to.
    pub const fn address(&self) -> &Url {
        &self.address
    }

    /// Waits for the browser of this sign-in. Ends never by itself: whoever waits sets the time.
    pub async fn returned(self, awaited: Awaited, words: ReturnPage) -> Returned {
        let (sender, mut came) = mpsc::channel(1);
        let asked = Arc::new(Asked { base: self.address.clone(), awaited, words, came: sender });
        loop {
            tokio::select! {
                Some(returned) = came.recv() => return returned,
                accepted = self.listener.accept() => {
                    let Ok((stream, _)) = accepted else {
                        // Too many open files, or a connection that was gone at once: the next one may be the right one.
                        tokio::time::sleep(BREATH).await;
                        continue;
                    };
                    let asked = asked.clone();
                    tokio::spawn(async move {
                        let served = http1::Builder::new()
                            .timer(TokioTimer::new())
                            .header_read_timeout(PATIENCE)
                            .keep_alive(false)
                            .serve_connection(TokioIo::new(stream), service_fn(move |request| asked.clone().answer(request)));
                        if let Err(error) = served.await {
                            tracing::debug!(%error, "a connection to the sign-in ended early");
                        }
                    });
                }
            }
        }
    }
}

/// What every connection is held against.
struct Asked {
    base: Url,
    awaited: Awaited,
    words: ReturnPage,
    came: mpsc::Sender<Returned>,
}

impl Asked {
    async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<String>, Infallible> {
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let returned = self.base.join(target).ok();
        let returned = returned.filter(|url| request.method() == Method::GET && self.awaited.is_answered_by(url));
        let Some(address) = returned else { return Ok(refused()) };
        let (shown, page) = oneshot::channel();
        if self.came.try_send(Returned { address, shown }).is_err() {
            // The same answer a second time.
            return Ok(refused());
        }
        let page = page.await.unwrap_or(Page::Ill);
        Ok(page.response(&self.words))
    }
}

fn refused() -> Response<String> {
    let mut response = Response::new(String::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    response
}
