use futures_util::StreamExt as _;
use reqwest::{Response, StatusCode};

use crate::resident::{Resident, haikkala, letter, problem, send, stranger};

/// Reads frames of an event stream as they come.
pub struct Frames {
    answer: Response,
    read: String,
}

impl Frames {
    pub async fn of(resident: &Resident) -> Self {
        Self::begin(resident.get("/v1/events").send().await.unwrap()).await
    }

    pub async fn begin(answer: Response) -> Self {
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert!(!answer.headers().contains_key("content-encoding"), "events wait in a compressor");
        let mut frames = Self { answer, read: String::new() };
        assert!(frames.next().await.unwrap().starts_with(": open"));
        frames
    }

    pub async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((frame, rest)) = self.read.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.read = rest;
                return Some(frame);
            }
            let chunk = self.answer.chunk().await.unwrap()?;
            self.read.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

#[tokio::test]
async fn a_new_letter_is_hinted_at_without_a_word_of_it() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let myself = aino.myself().await;
    let mut frames = Frames::of(&aino).await;
    send(&server, letter("letter-1", &myself.id));
    // Without its data line a browser would drop the event.
    assert_eq!(frames.next().await.unwrap(), "event: changed\ndata:");
    server.authority().tombstone("message", "letter-1", "withdrawn").unwrap();
    assert_eq!(frames.next().await.unwrap(), "event: changed\ndata:");
}

#[tokio::test]
async fn aino_hears_nothing_of_eeros_letters() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let eero = Resident::at(&server, "eero").await;
    let of_eero = eero.myself().await;
    let mut frames_of_aino = Frames::of(&aino).await;
    let mut frames_of_eero = Frames::of(&eero).await;
    send(&server, letter("letter-1", &of_eero.id));
    assert_eq!(frames_of_eero.next().await.unwrap(), "event: changed\ndata:");
    // The end of the stream is the next thing that Aino hears.
    server.authority().revoke_tokens("aino").unwrap();
    assert_eq!(frames_of_aino.next().await, None);
    problem(aino.get("/v1/events").send().await.unwrap(), StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let server = haikkala().await;
    let aino = Resident::at(&server, "aino").await;
    let mut frames = Frames::of(&aino).await;
    let (end, ()) = tokio::join!(frames.next(), server.stop());
    assert_eq!(end, None);
}

#[tokio::test]
async fn events_need_a_token() {
    let server = haikkala().await;
    let answer = stranger().get(format!("{}/v1/events", server.base_url())).send().await.unwrap();
    let mut body = answer.bytes_stream();
    let first = body.next().await.unwrap().unwrap();
    assert!(first.starts_with(b"{\"type\":\"urn:resident-api:sign-in\""), "{first:?}");
}
