//! Pages: they own what is asked and hand plain values to components.

mod cases;
mod connections;
mod contact;
mod fault;
mod help;
mod inbox;
mod keys;
mod links;
mod people;
mod reading;
mod rights;
mod settings;
mod title;

pub use cases::Cases;
pub use connections::Connections;
pub use contact::Contact;
pub use fault::{Fault, Locked, Nowhere};
pub use help::Help;
pub use inbox::Inbox;
pub use people::People;
pub use settings::Settings;
