//! What the keys do, and why one cannot be chosen.

use domain::text::Language;

use crate::state::{
    View,
    keys::{Action, Refused},
};

/// The name of a view.
pub fn view(language: Language, view: View) -> String {
    match view {
        View::Inbox => say!(language, "view-inbox"),
        View::Cases => say!(language, "view-cases"),
        View::Archive => say!(language, "view-archive"),
        View::Bin => say!(language, "view-bin"),
        View::Uses | View::Use => say!(language, "view-use"),
        View::Lookups => say!(language, "lookups-title"),
        View::People => say!(language, "view-people"),
        View::Contact => say!(language, "view-contact"),
        View::Letters => say!(language, "view-letters"),
        View::Write => say!(language, "letter-heading-new"),
        View::Calendar => say!(language, "view-calendar"),
        View::Reports => say!(language, "view-report"),
        View::Reporting => say!(language, "report-title"),
        View::Connections => say!(language, "view-connections"),
        View::Connect => say!(language, "connect-title"),
        View::Settings => say!(language, "view-settings"),
        View::TakingOut => say!(language, "take-out-title"),
        View::Help => say!(language, "view-help"),
        View::Glossary => say!(language, "glossary"),
    }
}

/// What a key does, as the list of keys says it.
pub fn action(language: Language, action: Action) -> String {
    match action {
        Action::NextRegion => say!(language, "key-next-region"),
        Action::PreviousRegion => say!(language, "key-previous-region"),
        Action::Go(to) => view(language, to),
        Action::NextWaiting => say!(language, "key-next-waiting"),
        Action::Search => say!(language, "key-search"),
        Action::Print => say!(language, "key-print"),
        Action::Lock => say!(language, "key-lock"),
        Action::Repeat => say!(language, "key-repeat"),
    }
}

/// Why a key cannot be chosen.
pub fn refused(language: Language, key: &str, why: Refused) -> String {
    match why {
        Refused::Bare => say!(language, "key-bare", key = key),
        Refused::ScreenReader => say!(language, "key-screen-reader", key = key),
        Refused::Device => say!(language, "key-device", key = key),
        Refused::Taken(other) => say!(language, "key-taken", key = key, action = action(language, other)),
    }
}
