//! Hints that the feed has something new, as server-sent events. The feed stays the truth: a hint has no content, may
//! come once for many changes, and may come for nothing.
//!
//! The frames are written here: an event without a `data` line is dropped by browsers (HTML Living Standard §9.2.6), and
//! axum's writer leaves the line out when there is nothing in it.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::stream;
use resident_api::{EVENT_CHANGED, Problem};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};
use tokio_util::sync::CancellationToken;

use super::{Refusal, Served, bearer::Resident};
use crate::registry::Hint;

/// Time between comments that keep the connection open. Many middle boxes close after 30 seconds of silence.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// First frame: the stream is open, and a client that lost it waits five seconds.
const OPENING: &[u8] = b": open\nretry: 5000\n\n";

/// Says `changed` whenever the resident's feed may have something new. Read the feed after connecting, and after every
/// event.
#[utoipa::path(
    get,
    path = "/v1/events",
    operation_id = "listen",
    tag = "resident",
    security(("bearer" = []), ("openid" = ["resident"])),
    responses(
        (status = 200, description = "Events named `changed`, without content.", body = String,
            content_type = "text/event-stream"),
        (status = 401, description = "No token, or none that is good here.", body = Problem,
            content_type = "application/problem+json", headers(
                ("WWW-Authenticate" = String),
                ("DPoP-Nonce" = Option<String>, description = "For the next proof."),
            )),
        (status = 403, description = "The token is not for this.", body = Problem,
            content_type = "application/problem+json", headers(("WWW-Authenticate" = String))),
    )
)]
pub(super) async fn listen(State(served): State<Served>, Resident(persona): Resident) -> Result<Response, Refusal> {
    let mut alive = interval_at(Instant::now() + KEEP_ALIVE, KEEP_ALIVE);
    alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let ear = Ear { persona, hints: served.registry.hints(), alive, closing: served.closing, opened: false };
    let frames = stream::unfold(ear, async |mut ear| {
        let frame = ear.next_frame().await?;
        Some((Ok::<_, Infallible>(frame), ear))
    });
    Ok(([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(frames)).into_response())
}

/// One listening client.
struct Ear {
    persona: String,
    hints: Receiver<Hint>,
    alive: Interval,
    closing: CancellationToken,
    opened: bool,
}

impl Ear {
    /// The next thing to send; nothing when the stream ends.
    async fn next_frame(&mut self) -> Option<Bytes> {
        if !std::mem::replace(&mut self.opened, true) {
            return Some(Bytes::from_static(OPENING));
        }
        loop {
            tokio::select! {
                () = self.closing.cancelled() => return None,
                _ = self.alive.tick() => return Some(Bytes::from_static(b":\n\n")),
                hint = self.hints.recv() => match hint {
                    Ok(Hint::Changed(personas)) if personas.contains(&self.persona) => return Some(changed()),
                    Ok(Hint::SignedOut(persona)) if persona == self.persona => return None,
                    Ok(_) => {}
                    // Hints were lost: one of them may have been for this client.
                    Err(RecvError::Lagged(_)) => return Some(changed()),
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }
}

fn changed() -> Bytes {
    format!("event: {EVENT_CHANGED}\ndata:\n\n").into()
}
