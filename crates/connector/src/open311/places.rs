//! Places of a city's own list, where it has one: the extension `places`, which its discovery document names.

use domain::report::Position;

use super::{
    Format, Open311,
    parse::{self, PlaceFound},
};
use crate::ConnectorError;

impl Open311 {
    /// Places whose names fit, the likeliest first; `None` where the city has no list.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn find_places(&self, text: &str) -> Result<Option<Vec<PlaceFound>>, ConnectorError> {
        self.places(&[("q", text.to_owned())]).await
    }

    /// What the city calls this place, the nearest first; `None` where it has no list.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn name_place(&self, at: Position) -> Result<Option<Vec<PlaceFound>>, ConnectorError> {
        self.places(&[("lat", at.latitude.to_string()), ("long", at.longitude.to_string())]).await
    }

    async fn places(&self, asked: &[(&str, String)]) -> Result<Option<Vec<PlaceFound>>, ConnectorError> {
        self.discovery().await?;
        if !self.extensions().places {
            return Ok(None);
        }
        let url = self.address(&["places"], asked, Format::Json)?;
        Ok(Some(self.get(url, Format::Json, parse::places).await?.read))
    }
}
