//! Altinn Dialogporten, end-user API: one inbox for many public bodies.
//!
//! A *dialog* is a [`Case`](domain::case::Case) of the app. Its *transmissions* are messages, or decisions when their type
//! says so; its *GUI actions* are tasks that open in the browser; its *activities* are the timeline, and those of payments
//! close what asked for one; its *labels* say into which folder the resident has put it; the *parties* a resident may act for
//! are parties with a mandate.
//!
//! * **Fetching a dialog's detail writes its seen log; the list does not.** [`Dialogporten::pull`] asks for the list and the
//!   parties alone, and what a list tells is an [outline](domain::change::Change::Outline). [`Dialogporten::detail`] is for a
//!   dialog that the resident opens. Its transmissions and activities come with it, so their own addresses, of which nobody
//!   says whether they mark too, are never asked for.
//! * There is no feed and there are no tombstones; how changes and deletions are found all the same is told in `place.rs`.
//!   Only a deleted transmission says so itself. A dialog that is 410 or 404 when it is opened is gone.
//! * The list takes so many parties at once and no more. How many a service takes it tells by refusing; what
//!   `/api/v1/metadata/limits` would say is not asked for.
//! * **No field is promised**, and answers may begin with a byte order mark. What must have a time takes the best one that can
//!   be read, and at last the time at which it was first read.
//! * Dialogs for machines (`isApiOnly`) are left out, and so is what the resident is not authorised to see: its address
//!   is `urn:dialogporten:unauthorized`.
//! * Attachments may lie anywhere. The token goes to the enrolled origin alone. The *dialog token* of a detail, which the
//!   contract lets a client use elsewhere "if supported", is neither kept nor used: it holds for minutes, and opening the page
//!   in the browser, where the resident is signed in, does the same.
//!
//! Not taken: embedded content (`mainContentReference`, `contentReference`), navigational actions of transmissions, API
//! actions, and actions that are not a plain GET; none of them is text for the resident or a link that a browser can follow. The
//! labels `MarkedAsUnopened` and `Sent` are told by `isContentSeen` and by the transmissions.

mod content;
mod http;
pub mod parse;
mod place;
mod transmission;
mod wire;

pub use http::Dialogporten;
