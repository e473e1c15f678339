//! Helsinki Profile's GDPR API: everything that a service of the city keeps about a resident, to take out and to have erased.
//!
//! Each service has one address, with the resident's id somewhere in its path. The directory writes it with
//! `$user_uuid` where the id belongs, and the sign-in tells whose it is (`sub`); a typed address has the id in it.
//!
//! * **Nothing of it is synced.** It keeps no inbox: what it has is asked for when the resident wants to have it, and shown or written
//!   to a file. So a pull asks nobody and brings only who the resident is.
//! * `GET` wants a token with the scope [`QUERY_SCOPE`], `DELETE` one with [`DELETE_SCOPE`]. A token is a bearer token (RFC 6750).
//! * A tree of nodes has texts only. A node may say instead why its value is withheld, as from who is not strongly identified.
//! * Erasing is asked with `dry_run=true` first: the service then says whether it would. Only 204 is a yes. A refusal (403) has reasons,
//!   in whatever languages the service speaks.

mod http;
pub mod parse;

pub use http::{DELETE_SCOPE, Erasure, HelsinkiProfile, QUERY_SCOPE};
