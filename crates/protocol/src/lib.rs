//! What crosses the line between the shell and the interface.
//!
//! A command is a type: its fields are the question, [`Command::Response`] the answer, [`Command::NAME`] the name under
//! which the shell permits it. The list [`COMMAND_NAMES`] is the one place from which the shell's permissions and the
//! engine's dispatch are made, so a command that one of them forgot does not build or fails a test.
//!
//! Views are made for showing: text is already picked in the resident's language, times are already local, and what the
//! interface must not have (tokens, keys, addresses it could fetch from) has no field here. Sentences are not made here:
//! errors and states cross as codes, and the interface's catalogue has the words.

pub mod archive;
pub mod background;
mod command;
pub mod comparison;
pub mod data_use;
mod error;
mod event;
pub mod kept;
pub mod letters;
pub mod lock;
pub mod marks;
pub mod prose;
pub mod reports;
pub mod rights;
pub mod search;
pub mod sign_in;
pub mod signature;
pub mod telling;
pub mod view;

pub use command::*;
pub use error::{ErrorCode, ErrorView};
pub use event::{EVENT_NAME, Event, Tag};
pub use lock::Passcode;
