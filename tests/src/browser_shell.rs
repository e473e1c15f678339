//! A shell for a browser: the built interface and the engine's commands over HTTP on loopback, as the app's own shell has
//! them over its bridge. It is how the interface is seen in the kind of web view that Android and Windows have.
//!
//! `POST /command/NAME`, events at `/events`, documents at `/document/PATH`; every other address is the page.

use std::{
    convert::Infallible,
    net::SocketAddr,
    path::{Component, Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use axum::{
    Json, Router,
    extract::{self, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response, Sse, sse::Event},
    routing::{get, post},
};
use engine::{Engine, Served, ServedRange};
use futures_util::{Stream, stream};
use protocol::{ErrorCode, ErrorView};
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    task::JoinHandle,
    time::timeout,
};

/// How the app's own shell is set up.
const APP: &str = include_str!("../../src-tauri/tauri.conf.json");

/// How long a page waits before it asks for a lost line of events again.
const RETRY: Duration = Duration::from_millis(50);

/// Longest wait for a page. Nothing is measured by it; it only ends a hang.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running shell. It ends when it is dropped.
pub struct BrowserShell {
    address: SocketAddr,
    line: Line,
    serving: JoinHandle<()>,
}

impl BrowserShell {
    /// Serves the interface in this folder over this engine.
    pub async fn start(interface: PathBuf, engine: Engine) -> Result<Self> {
        let built = interface.join("index.html").is_file();
        ensure!(built, "{} holds no interface; `cargo xtask ui` writes it", interface.display());
        let line = Line { whole: watch::Sender::new(true), open: watch::Sender::new(0), opened: watch::Sender::new(0) };
        let shell = Shell { engine, interface: interface.into(), policy: policy()?.into(), line: line.clone() };
        let router = Router::new()
            .route("/command/{name}", post(command))
            .route("/events", get(events))
            .route("/document/{*path}", get(document))
            .fallback(get(page))
            .with_state(shell);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                println!("the browser shell ended: {error}");
            }
        });
        Ok(Self { address, line, serving })
    }

    /// The address of the interface.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Cuts every line of events. When this returns nothing more is told, and none is opened again before
    /// [`BrowserShell::mend`].
    pub async fn cut(&self) -> Result<()> {
        self.line.whole.send_replace(false);
        let mut open = self.line.open.subscribe();
        timeout(PATIENCE, open.wait_for(|open| *open == 0)).await.context("a line stays open")??;
        Ok(())
    }

    /// Lets lines of events be opened again.
    pub fn mend(&self) {
        self.line.whole.send_replace(true);
    }

    /// How many lines of events have been opened so far.
    pub fn lines(&self) -> usize {
        *self.line.opened.borrow()
    }

    /// Waits until more lines of events have been opened than so many.
    pub async fn line_after(&self, before: usize) -> Result<()> {
        let mut opened = self.line.opened.subscribe();
        timeout(PATIENCE, opened.wait_for(|opened| *opened > before)).await.context("no page opens a line")??;
        Ok(())
    }
}

impl Drop for BrowserShell {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The line on which pages hear what the engine tells.
#[derive(Clone)]
struct Line {
    whole: watch::Sender<bool>,
    /// How many pages listen.
    open: watch::Sender<usize>,
    /// How many have begun to.
    opened: watch::Sender<usize>,
}

#[derive(Clone)]
struct Shell {
    engine: Engine,
    interface: Arc<Path>,
    policy: Arc<str>,
    line: Line,
}

/// The app's own content security policy, with the document scheme and the bridge replaced by this server.
fn policy() -> Result<String> {
    let app: Value = serde_json::from_str(APP)?;
    let policy = app.pointer("/app/security/csp").and_then(Value::as_str).context("the app has a policy")?;
    Ok(policy.replace(" ipc: http://ipc.localhost", "").replace("doc: http://doc.localhost", "'self'"))
}

async fn command(
    State(shell): State<Shell>,
    extract::Path(name): extract::Path<String>,
    Json(request): Json<Value>,
) -> Response {
    // In a task of its own, so that a panic becomes an error of this command.
    let answer = tokio::spawn(async move { shell.engine.dispatch(&name, request).await }).await;
    match answer.unwrap_or(Err(ErrorCode::Internal.into())) {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, Json(error)).into_response(),
    }
}

async fn events(State(shell): State<Shell>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut whole = shell.line.whole.subscribe();
    // A page whose line is broken waits here. (An answer that says so would end its attempts for good.)
    let _ = whole.wait_for(|whole| *whole).await;
    let ear = Ear { told: shell.engine.events(), whole, open: shell.line.open, greeted: false };
    ear.open.send_modify(|open| *open += 1);
    shell.line.opened.send_modify(|opened| *opened += 1);
    Sse::new(stream::unfold(ear, async |mut ear| Some((Ok(ear.next().await?), ear))))
}

/// One listening page.
struct Ear {
    told: Receiver<protocol::Event>,
    whole: watch::Receiver<bool>,
    open: watch::Sender<usize>,
    greeted: bool,
}

impl Ear {
    /// The next thing to tell; nothing when the line is cut.
    async fn next(&mut self) -> Option<Event> {
        if !std::mem::replace(&mut self.greeted, true) {
            return Some(Event::default().retry(RETRY));
        }
        let cut = async {
            let _ = self.whole.wait_for(|whole| !*whole).await;
        };
        tokio::select! {
            () = cut => None,
            told = self.told.recv() => {
                let event = match told {
                    Ok(event) => event,
                    Err(RecvError::Lagged(_)) => protocol::Event::everything_changed(),
                    Err(RecvError::Closed) => return None,
                };
                Event::default().json_data(event).ok()
            }
        }
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.open.send_modify(|open| *open -= 1);
    }
}

async fn document(State(shell): State<Shell>, uri: Uri, headers: HeaderMap) -> Response {
    let range = headers.get(header::RANGE).and_then(|range| ServedRange::asked(range.to_str().ok()?));
    // As it stands in the address: an id may hold a slash.
    let path = uri.path().trim_start_matches("/document");
    match shell.engine.serve_document(path, range).await {
        Ok(served) => shown(served),
        Err(ErrorView { code: ErrorCode::NotFound, .. }) => StatusCode::NOT_FOUND.into_response(),
        Err(ErrorView { code: ErrorCode::BadRequest, .. }) => StatusCode::BAD_REQUEST.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn shown(served: Served) -> Response {
    let content_type = served.content_type();
    let Served { bytes, size, range, .. } = served;
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"),
        (header::CACHE_CONTROL, "no-store"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    match range {
        None => (headers, bytes).into_response(),
        Some(range) if range.is_empty() => {
            (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, format!("bytes */{size}"))]).into_response()
        }
        Some(range) => {
            let part = [(header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1))];
            (StatusCode::PARTIAL_CONTENT, headers, part, bytes).into_response()
        }
    }
}

/// A file of the interface, or for any other address the page itself, which knows what the address means.
async fn page(State(shell): State<Shell>, uri: Uri) -> Response {
    let asked = Path::new(uri.path().trim_start_matches('/'));
    let is_inside = asked.components().all(|part| matches!(part, Component::Normal(_)));
    let found = if is_inside { tokio::fs::read(shell.interface.join(asked)).await.ok() } else { None };
    let (file, bytes, kept) = match found {
        // The files of one shell never change; kept ones are compiled once.
        Some(bytes) => (asked, bytes, "max-age=3600"),
        None => match tokio::fs::read(shell.interface.join("index.html")).await {
            Ok(bytes) => (Path::new("index.html"), bytes, "no-store"),
            Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, format!("no interface: {error}")).into_response(),
        },
    };
    let content_type = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, &*shell.policy),
        (header::CACHE_CONTROL, kept),
    ];
    (headers, bytes).into_response()
}
