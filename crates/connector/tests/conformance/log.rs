//! Everything that this process logs, in every detail.

use std::{
    fmt::Write as _,
    sync::{Mutex, OnceLock},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

static HEARD: OnceLock<Mutex<String>> = OnceLock::new();

/// Begins to listen, once for all tests of the process.
pub fn listen() {
    HEARD.get_or_init(|| {
        tracing::subscriber::set_global_default(Ear).unwrap();
        Mutex::default()
    });
}

/// All that was logged.
pub fn heard() -> String {
    HEARD.get().unwrap().lock().unwrap().clone()
}

struct Ear;

struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Ear {
    fn hear(words: &str) {
        if let Some(heard) = HEARD.get() {
            let mut heard = heard.lock().unwrap();
            heard.push_str(words);
            heard.push('\n');
        }
    }
}

impl Subscriber for Ear {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        let mut words = Words(attributes.metadata().name().to_owned());
        attributes.record(&mut words);
        Self::hear(&words.0);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        let mut words = Words(String::new());
        values.record(&mut words);
        Self::hear(&words.0);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words(event.metadata().target().to_owned());
        event.record(&mut words);
        Self::hear(&words.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
