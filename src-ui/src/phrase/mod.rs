//! Which sentence to say. Pure: the language and the day come in, words go out.

mod act;
mod appealing;
mod data;
mod fault;
mod filing;
mod fresh;
mod kept;
mod keys;
mod letter;
mod lock;
mod need;
mod news;
mod report;

pub use act::{discarded, discarding, going, send, sure, what};
pub use appealing::{appeal_begin, appeal_questions, appeal_time, appeal_title};
pub use catalogue::phrase::{
    body::paragraphs,
    code::{
        appeal, before_title, happening, kind, notice, outcome, quarantine, relation, status_sentence, status_word,
        tombstone, whose,
    },
    comparison, data_use,
    day::{NotADay, clock, closing, day, day_full, day_heading, day_plain, month, parse_day, when, when_full},
    deadline, signature,
    size::{media, size},
    term,
};
pub use data::{
    is_chosen, question, right_answer as data_right_answer, right_asks as data_right_asks,
    right_begin as data_right_begin, right_means as data_right_means, uses,
};
pub use fault::{Fault, fault, sign_in_failure, sync_failure};
pub use filing::filed;
pub use fresh::{freshness, is_lost, is_reached, offline};
pub use kept::{KeptDeed, kept_fault, kept_saved, kept_wants_sign_in};
pub use keys::{action, refused, view};
pub use letter::{count, flaw, news as letter_news, phase, unattached, with_unsent};
pub use lock::{kind as lock_kind, refused as passcode_refused, wait_for};
pub use need::{Tag, Tone, ask, tag};
pub use news::{arrival, connections};
pub use report::{distance, place, report_flaw, report_received, step, step_number};
