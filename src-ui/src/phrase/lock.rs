//! What is said of a passcode and of the wait after wrong ones.

use domain::text::Language;
use protocol::lock::{LockKind, PasscodeView};

/// Why a passcode was not taken; none when it was.
pub fn refused(language: Language, answer: PasscodeView) -> Option<String> {
    match answer {
        PasscodeView::Accepted => None,
        PasscodeView::Wrong { wait: 0 } => Some(say!(language, "lock-wrong")),
        PasscodeView::Wrong { wait } => {
            Some(format!("{} {}", say!(language, "lock-wrong-wait"), wait_for(language, wait)))
        }
        PasscodeView::Wait { wait } => Some(format!("{} {}", say!(language, "lock-waiting"), wait_for(language, wait))),
        PasscodeView::Length => Some(say!(language, "lock-short")),
        PasscodeView::Simple => Some(say!(language, "lock-simple")),
    }
}

/// How long it is until the next try. Minutes are begun ones.
pub fn wait_for(language: Language, seconds: u32) -> String {
    if seconds > 90 {
        say!(language, "lock-wait-minutes", count = seconds.div_ceil(60))
    } else {
        say!(language, "lock-wait-seconds", count = seconds)
    }
}

/// What the lock is made of.
pub fn kind(language: Language, kind: LockKind) -> String {
    match kind {
        LockKind::Pin => say!(language, "lock-pin"),
        LockKind::Phrase => say!(language, "lock-phrase"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_wait_is_told_in_minutes() {
        let says = |seconds| wait_for(Language::En, seconds);
        assert_eq!(says(1), "You can try in one second.");
        assert_eq!(says(60), "You can try in 60 seconds.");
        assert_eq!(says(300), "You can try in 5 minutes.");
        assert_eq!(says(899), "You can try in 15 minutes.");
    }
}
