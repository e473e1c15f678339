//! Servers on loopback that a test scripts.

use std::sync::{Arc, Mutex};

use axum::Router;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use url::Url;

/// Serves `router` until the test ends.
pub async fn serve(router: Router) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = base(&listener);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    base
}

fn base(listener: &TcpListener) -> Url {
    format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap()
}

/// What a scripted server was asked: the heads of the requests.
#[derive(Clone, Debug, Default)]
pub struct Asked(Arc<Mutex<Vec<String>>>);

impl Asked {
    pub fn heads(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// The value of a header of the nth request.
    pub fn header(&self, nth: usize, name: &str) -> Option<String> {
        self.heads()[nth].lines().skip(1).find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// Answers the first request with the first of these bytes, the second with the second, and closes each connection after
/// it, also in the middle of an answer.
pub async fn scripted(answers: Vec<Vec<u8>>) -> (Url, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (base, asked) = (base(&listener), Asked::default());
    let heads = asked.clone();
    tokio::spawn(async move {
        for answer in answers {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                let mut piece = [0; 4096];
                let read = connection.read(&mut piece).await.unwrap();
                assert_ne!(read, 0, "the request ended in its head");
                head.extend_from_slice(&piece[..read]);
            }
            heads.0.lock().unwrap().push(String::from_utf8(head).unwrap());
            connection.write_all(&answer).await.unwrap();
            connection.shutdown().await.unwrap();
        }
    });
    (base, asked)
}

/// An answer whose `Content-Length` is `length`, however much of the body follows.
pub fn answer(status: &str, headers: &[(&str, &str)], length: usize, body: &[u8]) -> Vec<u8> {
    let mut answer = format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n").into_bytes();
    for (name, value) in headers {
        answer.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    answer.extend(b"\r\n");
    answer.extend(body);
    answer
}

/// An answer with its whole body.
pub fn whole(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    answer(status, headers, body.len(), body)
}
