//! Altinn Dialogporten, end-user API: one inbox for many public bodies.
//!
//! A *dialog* is a [`Case`](domain::case::Case) of the app. Its *transmissions* are messages, or decisions when their type
//! says so; its *GUI actions* are tasks that open in the browser; its *activities* are the timeline; the *parties* a
//! resident may act for are parties with a mandate.
//!
//! * **Fetching a dialog's detail writes its seen log; the list does not.** Background sync reads
//!   [`parse::dialogs`] only; [`parse::dialog`] is for a dialog that the resident opens. A case from the list has at most
//!   one event in its timeline and no files, so it must not replace one from the detail that is as new.
//! * There is no feed and there are no tombstones: page by `contentUpdatedAt`, and take what the list no longer has as
//!   gone. Only a deleted transmission says so itself.
//! * **No field is promised.** What must have a time takes the best one that can be read, and at last the time at which
//!   the answer was received, which the caller gives.
//! * Dialogs for machines (`isApiOnly`) are left out, and so is what the resident is not authorised to see: its address
//!   is `urn:dialogporten:unauthorized`.
//!
//! Not taken, because the app's records have no place for it: `systemLabel` and `systemLabels` (archive, bin), `progress`,
//! Markdown in `additionalInfo`, embedded content (`mainContentReference`, `contentReference`), navigational actions of
//! transmissions, API actions, and actions that are not a plain GET.

mod content;
mod http;
pub mod parse;
mod place;
mod transmission;
mod wire;

pub use http::Dialogporten;
