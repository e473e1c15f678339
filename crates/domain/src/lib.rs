//! What Kotikunta is about: cases, messages, decisions, tasks, the people they concern and the sources they come from.
//!
//! Pure types and rules. Nothing here reads a clock, a file or a network: the day and the moment come in as
//! arguments, so every rule can be tested for any day. The crate builds for the desktop, the phone and wasm alike.
//!
//! The types fit every municipal API the app speaks, not only our own. Three consequences run through them:
//!
//! * **Ids belong to a source.** [`id::RemoteId`] is opaque and unique only within its [`id::SourceId`] and kind.
//! * **Nobody is matched by machine.** Each source names people in its own way ([`id::PartyRef`]); that two names
//!   mean one person is proposed by [`party`] and confirmed by the resident.
//! * **Text from a server is data.** [`text::ServerText`] is cleaned once, when it enters, and shown as text only.

pub mod appeal;
pub mod case;
pub mod change;
pub mod consent;
pub mod data_use;
pub mod deadline;
pub mod decision;
pub mod document;
pub mod form;
pub mod id;
pub mod inbox;
pub mod link;
pub mod lookup;
pub mod mandate;
pub mod mark;
pub mod message;
pub mod need;
pub mod outgoing;
pub mod party;
pub mod record;
pub mod reminder;
pub mod report;
pub mod sealed;
pub mod search;
pub mod signature;
pub mod source;
pub mod task;
pub mod term;
pub mod text;
pub mod time;
