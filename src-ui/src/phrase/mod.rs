//! Which sentence to say. Pure: the language and the day come in, words go out.

mod act;
mod appealing;
mod fault;
mod filing;
mod fresh;
mod keys;
mod letter;
mod lock;
mod need;
mod news;

pub use act::{discarded, discarding, going, send, sure, what};
pub use appealing::{appeal_begin, appeal_questions, appeal_time, appeal_title};
pub use catalogue::phrase::{
    body::paragraphs,
    code::{
        appeal, before_title, happening, kind, notice, outcome, quarantine, relation, status_sentence, status_word,
        tombstone, whose,
    },
    comparison,
    day::{NotADay, clock, closing, day, day_full, day_heading, month, parse_day, when, when_full},
    deadline, signature,
    size::{media, size},
    term,
};
pub use fault::{Fault, fault, sign_in_failure, sync_failure};
pub use filing::filed;
pub use fresh::{freshness, is_lost, is_reached, offline};
pub use keys::{action, refused, view};
pub use letter::{count, flaw, news as letter_news, phase, unattached, with_unsent};
pub use lock::{kind as lock_kind, refused as passcode_refused, wait_for};
pub use need::{Tag, Tone, ask, tag};
pub use news::{arrival, connections};
