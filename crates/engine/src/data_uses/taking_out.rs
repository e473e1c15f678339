//! Everything about the use of data, taken out.

use domain::id::PartyId;
use protocol::{ErrorCode, ErrorView, view::SavedView};

use crate::Engine;

impl Engine {
    pub(crate) async fn take_out_data_uses(&self, _party: Option<PartyId>) -> Result<SavedView, ErrorView> {
        Err(ErrorCode::NotSaved.into())
    }
}
