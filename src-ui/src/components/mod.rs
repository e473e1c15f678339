//! The parts of which pages are made. Components take plain values; pages own what is asked.

mod answer;
mod case;
mod decision;
mod dialog;
mod documents;
mod headline;
mod icon;
mod item;
mod lost;
mod notices;
mod out_link;
mod party_filter;
mod prose;
mod service_request;
mod side;
mod task;
mod text;
mod time;

pub use answer::{Failure, Waiting, answered};
pub use case::CaseReading;
pub use decision::DecisionReading;
pub use dialog::Dialog;
pub use documents::Documents;
pub use headline::{HeadlineRow, Headlines};
pub use icon::{Icon, IconView};
pub use item::ItemReading;
pub use lost::Lost;
pub use notices::Notices;
pub use out_link::OutLink;
pub use party_filter::PartyFilter;
pub use prose::Writing;
pub use service_request::ServiceRequestReading;
pub use side::Side;
pub use task::TaskReading;
pub use text::{Body, Words};
pub use time::{DayInText, Moment, Short};
