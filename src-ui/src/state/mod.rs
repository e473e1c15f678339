//! What the interface keeps of the engine's answers, and how it keeps them fresh.

mod address;
mod announce;
mod desk;
mod list;
mod live;
mod steady;
mod tags;

pub use address::{Place, View, decode, encode};
pub use announce::{Announcer, tell_news};
pub use desk::{Desk, Overview, desk, here, overview, place};
pub use list::{Answer, Fetched, HeadlineList, PAGE, Row, keep_place};
pub use live::Live;
pub use steady::{focus, focus_row, next_region, row_key, steadily};
pub use tags::{Provides, Tags};
