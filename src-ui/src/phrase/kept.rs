//! What is said of what a service keeps about the resident: what came of taking it out, and why something did not come about.

use domain::text::Language;
use protocol::{ErrorCode, kept::KeptSavedView};

use super::{Fault, fault};

/// What is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptDeed {
    /// It is taken out.
    TakingOut,
    /// The service is asked whether it would erase it.
    Asking,
    /// It is erased.
    Erasing,
}

/// Whether a new sign-in is what is missing.
pub const fn kept_wants_sign_in(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::SignInNeeded | ErrorCode::StrongerSignInNeeded)
}

/// What came of taking it out: how much there is, what is not in it, and who can read it.
pub fn kept_saved(language: Language, saved: KeptSavedView) -> String {
    match saved {
        KeptSavedView::Saved { data, withheld, unread } => {
            let mut said = vec![say!(language, "kept-saved", data = data)];
            if withheld > 0 {
                said.push(say!(language, "kept-saved-withheld", count = withheld));
            }
            if unread > 0 {
                said.push(say!(language, "kept-saved-unread", count = unread));
            }
            said.join(" ")
        }
        KeptSavedView::NothingKept => say!(language, "kept-nothing"),
        KeptSavedView::Cancelled => say!(language, "take-out-stopped"),
    }
}

/// Why it did not come about. Nothing of what the service keeps is on the device, so what is safe is told of the service; and nobody
/// knows what became of an erasure whose answer did not come.
pub fn kept_fault(language: Language, deed: KeptDeed, code: ErrorCode) -> Fault {
    // A service that does not know its own address is at fault.
    let told = fault(language, if code == ErrorCode::NotFound { ErrorCode::SourceFault } else { code });
    let is_unknown = deed == KeptDeed::Erasing && !kept_wants_sign_in(code);
    let (happened, next) = match code {
        ErrorCode::TooLarge => (say!(language, "kept-too-large"), say!(language, "kept-too-large.next")),
        code if kept_wants_sign_in(code) => (told.happened, say!(language, "kept-sign-in")),
        _ if is_unknown => (told.happened, say!(language, "kept-unknown.next")),
        _ => (told.happened, told.next),
    };
    let safe = match deed {
        KeptDeed::TakingOut => say!(language, "kept-unsaved"),
        KeptDeed::Erasing if is_unknown => say!(language, "kept-unknown"),
        KeptDeed::Asking | KeptDeed::Erasing => say!(language, "kept-unerased"),
    };
    Fault { happened, safe, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEEDS: [KeptDeed; 3] = [KeptDeed::TakingOut, KeptDeed::Asking, KeptDeed::Erasing];

    #[test]
    fn what_is_not_in_the_file_is_said_and_only_then() {
        let say = |withheld, unread| kept_saved(Language::Fi, KeptSavedView::Saved { data: 3, withheld, unread });
        assert_eq!(say(0, 0), "Talteen otettiin 3 tietoa. Tiedosto ei ole salattu, ja se jää valitsemaasi paikkaan.");
        assert!(say(1, 0).ends_with("Yhden tiedon sisältöä palvelu ei anna. Syy on tiedostossa."));
        assert!(say(0, 2).ends_with("2 tietoa jäi pois, koska sovellus ei osannut lukea niitä."));
        assert!(say(1, 2).contains("Yhden tiedon sisältöä") && say(1, 2).contains("2 tietoa jäi pois"));
    }

    #[test]
    fn a_file_is_spoken_of_as_saved_only_where_there_is_one() {
        for language in Language::ALL {
            let saved = say!(language, "kept-saved", data = 1);
            for nothing in [KeptSavedView::NothingKept, KeptSavedView::Cancelled] {
                let said = kept_saved(language, nothing);
                assert!(!said.is_empty() && said != saved, "{said}");
            }
        }
    }

    #[test]
    fn a_file_that_was_not_saved_is_not_said_to_be_on_the_device() {
        for code in ErrorCode::ALL {
            let said = kept_fault(Language::Fi, KeptDeed::TakingOut, code);
            assert_eq!(said.safe, "Mitään ei tallennettu. Palvelussa tietosi ovat ennallaan.", "{code:?}");
        }
    }

    #[test]
    fn every_fault_says_three_different_things() {
        for language in Language::ALL {
            for code in ErrorCode::ALL {
                for deed in DEEDS {
                    let said = kept_fault(language, deed, code);
                    assert!(said.happened != said.safe && said.safe != said.next, "{language:?} {deed:?} {code:?}");
                }
            }
        }
    }

    #[test]
    fn an_erasure_without_an_answer_is_neither_said_to_have_been_nor_not_to_have_been() {
        let safe = |deed, code| kept_fault(Language::Fi, deed, code).safe;
        for code in [ErrorCode::SourceUnreachable, ErrorCode::SourceFault, ErrorCode::AppLocked, ErrorCode::NotFound] {
            assert!(safe(KeptDeed::Erasing, code).starts_with("Ei ole varmaa"), "{code:?}");
            assert_eq!(safe(KeptDeed::Asking, code), "Mitään ei poistettu.", "{code:?}");
        }
        assert_eq!(safe(KeptDeed::Erasing, ErrorCode::SignInNeeded), "Mitään ei poistettu.", "it was turned away");
    }

    #[test]
    fn who_is_turned_away_is_told_to_sign_in_whatever_they_did() {
        for code in [ErrorCode::SignInNeeded, ErrorCode::StrongerSignInNeeded] {
            for deed in DEEDS {
                assert!(kept_fault(Language::Fi, deed, code).next.starts_with("Kirjaudu palveluun uudelleen."));
            }
        }
        assert!(!kept_wants_sign_in(ErrorCode::SourceUnreachable));
    }
}
