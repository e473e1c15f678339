//! Where something is: a city's own list of places, and what is reported near one already.

use domain::{
    id::{RecordKey, RecordKind, RemoteId, SourceId},
    report::{Position, ServiceRequest},
};
use protocol::{
    ErrorView,
    reports::{NearbyReportView, NearbyView, PlaceView, PlacesView},
};
use store::Store;

use super::{followed, open311};
use crate::{
    Engine,
    answer::{Names, when},
    failure,
};

/// Most places and reports that are shown; more cannot be told apart.
const SHOWN: usize = 10;

impl Engine {
    pub(crate) async fn find_places(&self, source: SourceId, text: String) -> Result<PlacesView, ErrorView> {
        let line = self.line(&source)?;
        let found = self.while_open(open311(&source, &line)?.find_places(&text)).await?;
        self.places(&source, found, None).await
    }

    pub(crate) async fn name_place(&self, source: SourceId, position: Position) -> Result<PlacesView, ErrorView> {
        let line = self.line(&source)?;
        let found = self.while_open(open311(&source, &line)?.name_place(position)).await?;
        self.places(&source, found, Some(position)).await
    }

    async fn places(
        &self,
        source: &SourceId,
        found: Result<Option<Vec<connector::open311::PlaceFound>>, connector::ConnectorError>,
        from: Option<Position>,
    ) -> Result<PlacesView, ErrorView> {
        let names = self.names().await?;
        Ok(match found {
            Ok(None) => PlacesView { places: Vec::new(), listed: false, failure: None },
            Ok(Some(places)) => {
                let place = |place: connector::open311::PlaceFound| PlaceView {
                    name: names.line(&place.name),
                    area: names.maybe_line(place.area.as_ref()),
                    metres: from.map(|from| whole(from.metres_to(&place.position))),
                    position: place.position,
                };
                PlacesView { places: places.into_iter().take(SHOWN).map(place).collect(), listed: true, failure: None }
            }
            // A place can be written all the same.
            Err(error) => {
                let failure = Some(failure::of_source(source, &error).code);
                PlacesView { places: Vec::new(), listed: true, failure }
            }
        })
    }

    pub(crate) async fn read_nearby(
        &self,
        source: SourceId,
        service: String,
        position: Position,
    ) -> Result<NearbyView, ErrorView> {
        let line = self.line(&source)?;
        let api = open311(&source, &line)?;
        if !api.caps().public {
            return Ok(NearbyView { reports: Vec::new(), failure: None });
        }
        let found = self.while_open(api.near(&service, position, self.inner.host.now())).await?;
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                let failure = Some(failure::of_source(&source, &error).code);
                return Ok(NearbyView { reports: Vec::new(), failure });
            }
        };
        let (names, id) = (self.names().await?, source.clone());
        let known = self.in_store(move |store: &Store| followed(store, &id)).await?;
        let known: Vec<RemoteId> = known.into_iter().map(|request| request.id).collect();
        let nearby = found.iter().filter_map(|request| nearby(&names, &source, request, position, &known));
        Ok(NearbyView { reports: nearby.take(SHOWN).collect(), failure: None })
    }
}

fn nearby(
    names: &Names,
    source: &SourceId,
    request: &ServiceRequest,
    from: Position,
    known: &[RemoteId],
) -> Option<NearbyReportView> {
    let text = |text: &domain::text::ServerText| names.text(&domain::text::Localized::undetermined(text.to_string()));
    let item = RecordKey { source: source.clone(), kind: RecordKind::ServiceRequest, id: request.id.clone() };
    Some(NearbyReportView {
        id: request.id.clone(),
        service: names.line(&request.service),
        description: request.description.as_ref().map(text),
        address: request.address.as_ref().map(text),
        status: request.status.code,
        requested: request.requested_at.map(when),
        metres: whole(from.metres_to(&request.position?)),
        item: known.contains(&request.id).then_some(item),
    })
}

/// Whole metres.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // no distance on the globe is negative or too long
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}
