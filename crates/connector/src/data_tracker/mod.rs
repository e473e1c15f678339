//! Estonia's Data Tracker (Andmejälgija): who looked at a person's data in a register, when and why.
//!
//! A *usage* is a [`Lookup`](domain::lookup::Lookup) of the app, and `usagePeriod` its
//! [`AccessLog`](domain::lookup::AccessLog): how far back the register tells.
//!
//! * **A usage has no id.** It is known by what it says (time, act, receiver and system) and, among those that say the same, by its
//!   number; see [`parse`]. Its receiver's name is no part of that: registers add it later.
//! * **The order of usages is not promised**, and a page begins after so many of them. How nothing is lost or doubled all the same is
//!   told at the top of `place.rs`.
//! * Registers write some usages late. So the last weeks are read again each time.
//! * The API wants to be told whose data it is asked for: `userCode`, and `X-Road-UserId` for who asks. Both are the resident, as their
//!   sign-in names them (`sub`), for at Estonia's provider that is the personal code (`EE` and eleven digits); or as the service's
//!   address does, `https://…/?userCode=EE…`, where a token does not say whose it is. Neither is ever taken from an answer.
//! * The texts are Estonian.
//! * Everything belongs to the resident alone: for somebody else one asks with a right to act of which this API tells nothing.
//!
//! `periodEnd` of `usagePeriod`, up to when a register has come with its log, has no place in the app's records yet.

mod http;
pub mod parse;
mod place;

pub use http::DataTracker;
