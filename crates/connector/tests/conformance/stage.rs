//! A server that a rule scripts: answers to the list come in their order, each once; the last one stays.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Response, StatusCode, Uri, header},
};
use tokio::{net::TcpListener, sync::watch};
use url::Url;

use super::Dialect;

/// One answer.
#[derive(Clone)]
pub enum Says {
    /// A page.
    Page(String),
    /// A status with headers and a body.
    Status(u16, Vec<(&'static str, String)>, String),
    /// A beginning, and then nothing for as long as somebody listens.
    Falters(String),
}

/// The server.
pub struct Stage {
    pub base: Url,
    asked: Arc<Mutex<Vec<(String, HeaderMap)>>>,
    /// How many answers that falter are being listened to.
    listened: watch::Receiver<usize>,
}

struct Play {
    answers: Mutex<VecDeque<Says>>,
    aside: fn(&str) -> Option<String>,
    asked: Arc<Mutex<Vec<(String, HeaderMap)>>>,
    listening: watch::Sender<usize>,
}

impl Stage {
    /// Which answers to the list of this dialect.
    pub async fn of<D: Dialect>(answers: Vec<Says>) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/", socket.local_addr().unwrap()).parse().unwrap();
        let asked = Arc::default();
        let (counter, listened) = watch::channel(0);
        let play = Play {
            answers: Mutex::new(answers.into()),
            aside: D::aside,
            asked: Arc::clone(&asked),
            listening: counter,
        };
        let router = Router::new().fallback(answer).with_state(Arc::new(play));
        tokio::spawn(async move { axum::serve(socket, router).await.unwrap() });
        Self { base, asked, listened }
    }

    /// The questions that were asked of it, with their headers.
    pub fn asked(&self) -> Vec<(String, HeaderMap)> {
        self.asked.lock().unwrap().clone()
    }

    /// Waits until so many answers that falter are listened to.
    pub async fn listened_to(&self, by: usize) {
        let mut listened = self.listened.clone();
        let wait = listened.wait_for(|listening| *listening == by);
        tokio::time::timeout(Duration::from_secs(20), wait).await.expect("the connection stays open").unwrap();
    }
}

/// Counts down when the connection is closed.
struct Listener(Arc<Play>);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.listening.send_modify(|listening| *listening -= 1);
    }
}

async fn answer(State(play): State<Arc<Play>>, uri: Uri, headers: HeaderMap) -> Response<Body> {
    play.asked.lock().unwrap().push((uri.to_string(), headers));
    if let Some(aside) = (play.aside)(uri.path()) {
        return page(aside);
    }
    let said = {
        let mut answers = play.answers.lock().unwrap();
        if answers.len() > 1 { answers.pop_front().unwrap() } else { answers[0].clone() }
    };
    match said {
        Says::Page(body) => page(body),
        Says::Status(status, headers, body) => {
            let mut response = Response::builder().status(StatusCode::from_u16(status).unwrap());
            for (name, value) in headers {
                response = response.header(name, value);
            }
            response.body(Body::from(body)).unwrap()
        }
        Says::Falters(beginning) => {
            play.listening.send_modify(|listening| *listening += 1);
            let listener = Listener(Arc::clone(&play));
            let first = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(beginning))]);
            let never = futures_util::stream::once(async move {
                let _listener = listener;
                std::future::pending::<()>().await;
                Ok(Bytes::new())
            });
            Response::new(Body::from_stream(futures_util::StreamExt::chain(first, never)))
        }
    }
}

fn page(body: String) -> Response<Body> {
    let kind = if body.starts_with('<') { "application/xml" } else { "application/json" };
    Response::builder().header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
}
