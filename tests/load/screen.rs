//! What a person would see: the pixels of the private display, looked at whenever something was drawn.
//!
//! Nothing in the measured program takes part. A window has been **painted** at the moment from which the watched part
//! of it looked as it looked in the end.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use x11rb::{
    NONE,
    connection::Connection,
    protocol::{
        Event,
        damage::{ConnectionExt as _, ReportLevel},
        xproto::{ConnectionExt as _, ImageFormat, Window},
    },
    rust_connection::RustConnection,
};

/// A part of the display, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// From the left edge.
    pub x: i16,
    /// From the upper edge.
    pub y: i16,
    /// How wide.
    pub width: u16,
    /// How high.
    pub height: u16,
}

/// How the watched part looked from a moment on.
#[derive(Clone, Copy, Debug)]
struct Look {
    at: Instant,
    pixels: u64,
    is_blank: bool,
}

/// An eye on the display.
pub struct Screen {
    looks: Receiver<Look>,
}

impl Screen {
    /// Watches a part of the display.
    pub fn watch(part: Part) -> Result<Self> {
        let (display, number) = x11rb::connect(None).context("no display")?;
        let root = display.setup().roots.get(number).context("a display has a screen")?.root;
        display.damage_query_version(1, 1)?.reply()?;
        let damage = display.generate_id()?;
        display.damage_create(damage, root, ReportLevel::NON_EMPTY)?.check()?;
        let (tell, looks) = mpsc::channel();
        thread::spawn(move || {
            // It ends with the display, or with whoever wanted to know.
            let _ = look_on(&display, root, damage, part, &tell);
        });
        Ok(Self { looks })
    }

    /// When the part was painted after `started`: the first moment at which it looked as it does after nothing has been
    /// drawn for `rest`.
    pub fn painted(&self, started: Instant, rest: Duration, patience: Duration) -> Result<Duration> {
        let mut seen: Vec<Look> = Vec::new();
        loop {
            match self.looks.recv_timeout(rest) {
                Ok(look) => seen.push(look),
                Err(RecvTimeoutError::Timeout) if seen.last().is_some_and(|last| !last.is_blank) => break,
                Err(RecvTimeoutError::Timeout) if started.elapsed() > patience => bail!("nothing was painted"),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => bail!("the display has gone"),
            }
        }
        let last = seen.last().context("something was drawn")?.pixels;
        // The latest of a run of equal looks up to the end.
        let first = seen.iter().rev().take_while(|look| look.pixels == last).last().context("something was drawn")?;
        Ok(first.at.saturating_duration_since(started))
    }

    /// Forgets what was drawn so far.
    pub fn forget(&self, rest: Duration) {
        while self.looks.recv_timeout(rest).is_ok() {}
    }
}

fn look_on(display: &RustConnection, root: Window, damage: u32, part: Part, tell: &Sender<Look>) -> Result<()> {
    loop {
        if !matches!(display.wait_for_event()?, Event::DamageNotify(_)) {
            continue;
        }
        let at = Instant::now();
        // Whatever is drawn from now on is told again.
        display.damage_subtract(damage, NONE, NONE)?;
        let Part { x, y, width, height } = part;
        let image = display.get_image(ImageFormat::Z_PIXMAP, root, x, y, width, height, u32::MAX)?.reply()?;
        let mut hasher = DefaultHasher::new();
        image.data.hash(&mut hasher);
        let is_blank = image.data.chunks_exact(4).all(|pixel| image.data.starts_with(pixel));
        tell.send(Look { at, pixels: hasher.finish(), is_blank })?;
    }
}
