//! Pages: they own what is asked and hand plain values to components.

mod cases;
mod chooser;
mod connect;
mod connections;
mod contact;
mod erasing;
mod fault;
mod found;
mod help;
mod inbox;
mod keys;
mod links;
mod lock_screen;
mod lock_settings;
mod people;
mod profiles;
mod reading;
mod rights;
mod settings;
mod take_in;
mod take_out;
mod title;

pub use cases::Cases;
pub use chooser::Chooser;
pub use connect::Connect;
pub use connections::Connections;
pub use contact::Contact;
pub use fault::{Fault, Locked, Nowhere};
pub use help::Help;
pub use inbox::Inbox;
pub use lock_screen::LockScreen;
pub use people::People;
pub use settings::Settings;
pub use take_out::TakingOut;
