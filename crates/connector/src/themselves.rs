//! The resident as the one party of an API that names nobody but who signed in.

use domain::{
    id::RemoteId,
    party::{Party, Relation},
};

/// The one party of such a source: the resident who signed in.
pub const RESIDENT: &str = "self";

/// The resident as such a source's party, by the name the app knows them by.
pub fn resident(name: &str) -> Party {
    Party {
        key: RemoteId::new(RESIDENT),
        name: name.into(),
        relation: Relation::Myself,
        born_on: None,
        business_id: None,
        protected: false,
        withheld: false,
    }
}
