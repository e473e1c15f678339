//! The discovery document of GeoReport: where the API is, and what this server can do beyond it.

use axum::{extract::State, response::Response};
use serde_json::{Value, json};

use super::{PATH, Town, answer::Format, post::MOST_PHOTOS, wire::stamp};

pub(super) async fn read(State(town): State<Town>) -> Response {
    let Town { served, reporting } = &town;
    let changed = stamp(reporting.changed);
    let document: Value = json!({
        "changeset": changed,
        "contact": reporting.contact,
        "key_service": null,
        "endpoints": [{
            "specification": "http://wiki.open311.org/GeoReport_v2",
            "url": format!("http://{}{PATH}", served.bound),
            "changeset": changed,
            "type": "production",
            "formats": ["application/json", "text/xml"],
        }],
        "extensions": {
            "places": true,
            "feedback": true,
            "photos": MOST_PHOTOS,
            "position_needed": false,
            "reporter_needed": false,
        },
    });
    Format::Json.answer(("discovery", ""), Ok(document))
}
