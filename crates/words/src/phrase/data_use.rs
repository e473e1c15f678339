//! Uses of data, the choices that the law gives, and what may be wrong with a lookup, in words.

use domain::{
    consent::{DataRight, Doubt, Overlay, State, watch::Flag},
    data_use::{LegalBasis, Permission},
    lookup::Direction,
    text::Language,
};
use protocol::view::When;

use super::day::when_full;

/// Why a use is lawful, in few words.
pub fn basis(language: Language, basis: LegalBasis) -> String {
    match basis {
        LegalBasis::Consent => say!(language, "use-basis-consent"),
        LegalBasis::Contract => say!(language, "use-basis-contract"),
        LegalBasis::LegalObligation => say!(language, "use-basis-obligation"),
        LegalBasis::VitalInterests => say!(language, "use-basis-vital"),
        LegalBasis::PublicTask => say!(language, "use-basis-task"),
        LegalBasis::LegitimateInterests => say!(language, "use-basis-interests"),
        LegalBasis::ExplicitConsent => say!(language, "use-basis-explicit"),
        LegalBasis::DisclosureByPermission => say!(language, "use-basis-disclosure"),
    }
}

/// What that means for the resident, in sentences.
pub fn basis_means(language: Language, basis: LegalBasis) -> String {
    match basis {
        LegalBasis::Consent => say!(language, "use-basis-consent.means"),
        LegalBasis::Contract => say!(language, "use-basis-contract.means"),
        LegalBasis::LegalObligation => say!(language, "use-basis-obligation.means"),
        LegalBasis::VitalInterests => say!(language, "use-basis-vital.means"),
        LegalBasis::PublicTask => say!(language, "use-basis-task.means"),
        LegalBasis::LegitimateInterests => say!(language, "use-basis-interests.means"),
        LegalBasis::ExplicitConsent => say!(language, "use-basis-explicit.means"),
        LegalBasis::DisclosureByPermission => say!(language, "use-basis-disclosure.means"),
    }
}

/// The name of a choice, as a heading.
pub fn permission(language: Language, permission: Permission) -> String {
    match permission {
        Permission::Consent => say!(language, "choice-consent"),
        Permission::DisclosurePermission => say!(language, "choice-disclosure"),
        Permission::Prohibition => say!(language, "choice-prohibition"),
    }
}

/// The choice as what a sentence begins with.
fn subject(language: Language, permission: Permission) -> String {
    match permission {
        Permission::Consent => say!(language, "choice-consent.the"),
        Permission::DisclosurePermission => say!(language, "choice-disclosure.the"),
        Permission::Prohibition => say!(language, "choice-prohibition.the"),
    }
}

/// That it is asked for, in a sentence.
fn asked(language: Language, permission: Permission) -> String {
    match permission {
        Permission::Consent => say!(language, "choice-consent.asked"),
        Permission::DisclosurePermission => say!(language, "choice-disclosure.asked"),
        Permission::Prohibition => say!(language, "choice-prohibition.asked"),
    }
}

/// Where a choice stands, in a sentence.
pub fn state(language: Language, permission: Permission, state: State) -> String {
    let what = subject(language, permission);
    match state {
        State::Requested => asked(language, permission),
        State::Deferred => say!(language, "choice-deferred"),
        State::Given => say!(language, "choice-given", what = what),
        State::Refused => say!(language, "choice-refused"),
        State::Withdrawn if permission == Permission::Prohibition => say!(language, "choice-removed"),
        State::Withdrawn => say!(language, "choice-taken-back", what = what),
        State::Revoked => say!(language, "choice-revoked", what = what),
        State::Expired => say!(language, "choice-expired", what = what),
        State::Invalidated => say!(language, "choice-invalidated", what = what),
        State::Unknown => say!(language, "choice-doubtful", what = what),
    }
}

/// Why it is not known where a choice stands, and what to do. `sender` is the public body's name as it is.
pub fn doubt(language: Language, doubt: Doubt, sender: &str) -> String {
    match doubt {
        Doubt::Contradictory => say!(language, "choice-doubt-contradictory", sender = sender),
        Doubt::Unchained => say!(language, "choice-doubt-unchained", sender = sender),
        Doubt::Forged => say!(language, "choice-doubt-forged", sender = sender),
        Doubt::Stale => say!(language, "choice-doubt-stale", sender = sender),
    }
}

/// What of the resident's own is on its way over this state, in sentences; none where nothing is.
pub fn overlay(
    language: Language,
    permission: Permission,
    overlay: Overlay,
    over: State,
    sender: &str,
) -> Option<String> {
    let own = match overlay {
        Overlay::Nothing => return None,
        // What holds is prolonged: it holds meanwhile.
        Overlay::GrantPending if over.permits() => {
            format!("{} {}", state(language, permission, over), say!(language, "choice-pending-longer"))
        }
        Overlay::GrantPending => match permission {
            Permission::Consent => say!(language, "choice-pending-consent"),
            Permission::DisclosurePermission => say!(language, "choice-pending-disclosure"),
            Permission::Prohibition => say!(language, "choice-pending-prohibition"),
        },
        Overlay::RefusalPending => say!(language, "choice-pending-refusal"),
        Overlay::WithdrawalPending => match permission {
            Permission::Consent => say!(language, "choice-pending-consent.back"),
            Permission::DisclosurePermission => say!(language, "choice-pending-disclosure.back"),
            Permission::Prohibition => say!(language, "choice-pending-prohibition.back"),
        },
        Overlay::Stuck => return Some(say!(language, "choice-pending-stuck", sender = sender)),
    };
    let then = match overlay {
        Overlay::GrantPending => say!(language, "choice-pending-effect", sender = sender),
        _ => say!(language, "choice-pending-confirmed", sender = sender),
    };
    Some(format!("{own} {} {then}", say!(language, "choice-pending")))
}

/// Why a lookup is flagged, in a sentence. `ended`: when what it rests on ended.
pub fn flag(language: Language, flag: Flag, ended: Option<&When>) -> String {
    match (flag, ended) {
        (Flag::AfterEnd, Some(ended)) => say!(language, "lookup-flag-after", when = when_full(language, ended)),
        (Flag::AfterEnd, None) => say!(language, "lookup-flag-after-some-day"),
        (Flag::OutsidePeriod, _) => say!(language, "lookup-flag-period"),
        (Flag::Forbidden, _) => say!(language, "lookup-flag-forbidden"),
        (Flag::OutsidePurpose, _) => say!(language, "lookup-flag-purpose"),
        (Flag::OtherData, _) => say!(language, "lookup-flag-data"),
        (Flag::UnnamedRecipient, _) => say!(language, "lookup-flag-recipient"),
    }
}

/// What using a right is called: the heading of what is sent.
pub fn right(language: Language, right: DataRight) -> String {
    match right {
        DataRight::Access => say!(language, "data-right-access"),
        DataRight::Rectification => say!(language, "data-right-rectification"),
        DataRight::Erasure => say!(language, "data-right-erasure"),
        DataRight::Restriction => say!(language, "data-right-restriction"),
        DataRight::Objection => say!(language, "data-right-objection"),
        DataRight::Prohibit => say!(language, "data-right-prohibit"),
    }
}

/// What was done with the data; none where the log does not say.
pub fn direction(language: Language, direction: Direction) -> Option<String> {
    Some(match direction {
        Direction::Unstated => return None,
        Direction::Viewed => say!(language, "looked-viewed"),
        Direction::Received => say!(language, "looked-received"),
        Direction::Disclosed => say!(language, "looked-disclosed"),
        Direction::Changed => say!(language, "looked-changed"),
        Direction::Erased => say!(language, "looked-erased"),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_three_choices_are_never_called_alike() {
        for language in Language::ALL {
            for say in [permission, subject, asked] {
                let said: BTreeSet<_> = Permission::ALL.into_iter().map(|choice| say(language, choice)).collect();
                assert_eq!(said.len(), 3, "{language:?}: {said:?}");
            }
        }
    }

    #[test]
    fn every_state_has_words_of_its_own_and_only_one_says_that_it_holds() {
        for language in Language::ALL {
            for choice in Permission::ALL {
                let said: BTreeSet<_> = State::ALL.into_iter().map(|it| state(language, choice, it)).collect();
                assert_eq!(said.len(), State::ALL.len(), "{language:?}: {said:?}");
            }
        }
        let holds = |it: &State| state(Language::Fi, Permission::Consent, *it).ends_with("on voimassa.");
        assert_eq!(State::ALL.into_iter().filter(holds).collect::<Vec<_>>(), [State::Given]);
    }

    #[test]
    fn what_is_on_its_way_is_never_said_to_be_done() {
        for language in Language::ALL {
            for choice in Permission::ALL {
                for pending in [Overlay::GrantPending, Overlay::RefusalPending, Overlay::WithdrawalPending] {
                    let said = overlay(language, choice, pending, State::Requested, "Kaarna");
                    let said = said.as_deref().unwrap_or_default();
                    assert!(said.contains(&say!(language, "choice-pending")) && said.contains("Kaarna"), "{said}");
                }
                let longer = overlay(language, choice, Overlay::GrantPending, State::Given, "Kaarna");
                assert!(longer.is_some_and(|said| said.starts_with(&state(language, choice, State::Given))));
                assert_eq!(overlay(language, choice, Overlay::Nothing, State::Given, "Kaarna"), None);
            }
        }
    }

    #[test]
    fn every_reason_of_a_flag_and_every_basis_is_told_apart() {
        for language in Language::ALL {
            let flags: BTreeSet<_> = Flag::ALL.into_iter().map(|it| flag(language, it, None)).collect();
            assert_eq!(flags.len(), Flag::ALL.len());
            for say in [basis, basis_means] {
                let said: BTreeSet<_> = LegalBasis::ALL.into_iter().map(|it| say(language, it)).collect();
                assert_eq!(said.len(), LegalBasis::ALL.len(), "{said:?}");
            }
        }
    }
}
