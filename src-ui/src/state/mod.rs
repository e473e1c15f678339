//! What the interface keeps of the engine's answers, and how it keeps them fresh.

mod address;
mod announce;
mod desk;
mod filing;
mod focus;
mod guard;
pub mod keys;
mod list;
mod live;
mod lookups;
mod resting;
mod steady;
mod tags;
mod whereabouts;

pub use address::{ALL_LOOKUPS, Looking, Place, STATUSES, Step, View, Writing, decode, encode};
pub use announce::{Announcer, tell_news};
pub use desk::{Desk, Dragged, Overview, desk, here, overview, place, unsent_letters};
pub use filing::{Filed, Filing, filing};
pub use focus::{
    all, at_rest, focus, focus_element, focus_heading, focus_if_left, focus_in_sight, focus_row, keep_focus,
    next_region, row_key, tab_from_caret,
};
pub use guard::{Lock, guard, lock, lock_now};
pub use list::{Answer, Fetched, HeadlineList, PAGE, Row, keep_place};
pub use live::Live;
pub use lookups::LookupList;
pub use resting::{Sought, rested, say_found};
pub use steady::steadily;
pub use tags::{Provides, Tags};
pub use whereabouts::{NoWhereabouts, can_tell_whereabouts, whereabouts};
