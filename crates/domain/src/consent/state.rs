//! Where a consent stands.
//!
//! ```text
//! Requested → Given | Refused | Deferred | Expired          Deferred → Requested
//! Given → Withdrawn (resident) | Revoked (controller) | Expired (time) | Invalidated (authority)
//! any → Unknown (a contradiction)
//! ```
//!
//! Only *Given* permits. What has ended is not revived: another record takes its place. What contradicts itself is *Unknown*, and
//! stays so.

use serde::{Deserialize, Serialize};

/// Where a consent, a permission to disclose or a prohibition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Somebody asks for it.
    Requested,
    /// The resident wants to answer later. It is no answer.
    Deferred,
    /// It was given, and holds.
    Given,
    /// It was refused.
    Refused,
    /// The resident has taken it back.
    Withdrawn,
    /// The controller has ended it.
    Revoked,
    /// Its time is over, or the time to answer.
    Expired,
    /// An authority has found that it never held.
    Invalidated,
    /// What is told of it contradicts itself. It permits nothing.
    Unknown,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Requested,
        Self::Deferred,
        Self::Given,
        Self::Refused,
        Self::Withdrawn,
        Self::Revoked,
        Self::Expired,
        Self::Invalidated,
        Self::Unknown,
    ];

    /// The stable name used in files and on the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Deferred => "deferred",
            Self::Given => "given",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::Invalidated => "invalidated",
            Self::Unknown => "unknown",
        }
    }

    /// The state of this stable name. *Unknown* is no word of a source: it is what is made of a contradiction.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state != Self::Unknown && state.name() == name)
    }

    /// Whether it permits anything. Nothing else asks this in another way.
    pub const fn permits(self) -> bool {
        matches!(self, Self::Given)
    }

    /// Whether the resident can still answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Deferred)
    }

    /// Whether nothing can follow but another record.
    pub const fn is_end(self) -> bool {
        !matches!(self, Self::Requested | Self::Deferred | Self::Given)
    }

    /// Whether a record can begin so: by a request, or by what was given elsewhere, on paper or as a prohibition.
    const fn can_begin(self) -> bool {
        matches!(self, Self::Requested | Self::Given)
    }

    /// What comes of it when a source says that it is `next` from now on.
    #[must_use]
    pub const fn then(self, next: Self) -> Self {
        let follows = match self {
            Self::Requested => {
                matches!(next, Self::Given | Self::Refused | Self::Deferred | Self::Expired | Self::Revoked)
            }
            Self::Deferred => {
                matches!(next, Self::Requested | Self::Given | Self::Refused | Self::Expired | Self::Revoked)
            }
            Self::Given => matches!(next, Self::Withdrawn | Self::Revoked | Self::Expired | Self::Invalidated),
            _ => false,
        };
        if follows { next } else { Self::Unknown }
    }

    /// Where a row of events leads.
    pub fn after(events: impl IntoIterator<Item = Self>) -> Self {
        let mut events = events.into_iter();
        match events.next() {
            Some(first) if first.can_begin() => events.fold(first, Self::then),
            _ => Self::Unknown,
        }
    }
}

/// What of the resident's own is on its way, over what the source says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlay {
    /// Nothing.
    #[default]
    Nothing,
    /// They have given it, and the source has not confirmed that: it takes effect when received.
    GrantPending,
    /// They have refused it, and the source has not confirmed that.
    RefusalPending,
    /// They have withdrawn it, and the source has not confirmed that.
    WithdrawalPending,
    /// The source has not taken what they said.
    Stuck,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said() -> impl Strategy<Value = State> {
        prop::sample::select(State::ALL.to_vec())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn only_what_was_given_last_permits(events in prop::collection::vec(said(), 0..8)) {
            let state = State::after(events.iter().copied());
            if state.permits() {
                prop_assert_eq!(events.last(), Some(&State::Given));
                prop_assert_eq!(events.iter().filter(|event| event.permits()).count(), 1, "it is given once");
                prop_assert!(events.iter().all(|event| !event.is_end()), "nothing has ended before");
            }
        }

        #[test]
        fn what_has_ended_is_never_revived(events in prop::collection::vec(said(), 0..8), later in prop::collection::vec(said(), 1..6)) {
            let ended = State::after(events.iter().copied());
            if ended.is_end() && !events.is_empty() {
                let after = State::after(events.into_iter().chain(later));
                prop_assert_eq!(after, State::Unknown);
            }
        }

        #[test]
        fn a_contradiction_stays_one(events in prop::collection::vec(said(), 0..8), later in prop::collection::vec(said(), 0..6)) {
            if State::after(events.iter().copied()) == State::Unknown && !events.is_empty() {
                prop_assert_eq!(State::after(events.into_iter().chain(later)), State::Unknown);
            }
        }

        #[test]
        fn putting_it_off_is_no_answer(times in 0_usize..6) {
            let events = std::iter::once(State::Requested).chain((0..times).flat_map(|_| [State::Deferred, State::Requested]));
            let state = State::after(events);
            prop_assert!(state.is_open() && !state.permits());
            prop_assert_eq!(state.then(State::Given), State::Given, "and it can be answered afterwards");
        }
    }

    #[test]
    fn a_record_begins_with_a_request_or_with_what_was_given_elsewhere() {
        for state in State::ALL {
            let begins = State::after([state]);
            let may = matches!(state, State::Requested | State::Given);
            assert_eq!(begins == state, may || state == State::Unknown, "{state:?}");
        }
        assert_eq!(State::after([]), State::Unknown);
    }

    #[test]
    fn names_lead_back_and_unknown_is_no_word_of_a_source() {
        for state in State::ALL {
            assert_eq!(State::from_name(state.name()), Some(state).filter(|state| *state != State::Unknown));
        }
    }
}
