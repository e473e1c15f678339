//! Which sentence to say, where several programs say it. Pure: the language and the day come in, words go out.

pub mod body;
pub mod code;
pub mod comparison;
pub mod data_use;
pub mod day;
pub mod deadline;
#[cfg(any(test, feature = "notification"))]
pub mod notification;
pub mod signature;
pub mod size;
pub mod term;
#[cfg(any(test, feature = "notification"))]
pub mod tray;
