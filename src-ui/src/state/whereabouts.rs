//! Where the device is, as far as the web view can tell and the resident lets it.

use domain::report::Position;
use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

/// Longest wait for a position, in milliseconds.
const PATIENCE: u32 = 20_000;

/// How old a position may be, in milliseconds: nobody has gone far in a minute.
const RECENT: u32 = 60_000;

/// The code of a refusal (W3C Geolocation, `PERMISSION_DENIED`).
const DENIED: f64 = 1.0;

/// Why it cannot be told where the device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWhereabouts {
    /// The resident, or the device for them, does not let the app know.
    Refused,
    /// Nothing tells, or not in time.
    Unknown,
}

/// Whether the web view may be able to tell.
pub fn can_tell_whereabouts() -> bool {
    Reflect::get(&window().navigator(), &"geolocation".into()).is_ok_and(|found| found.is_object())
}

/// Where the device is. The system asks the resident first.
pub async fn whereabouts() -> Result<Position, NoWhereabouts> {
    let geolocation = window().navigator().geolocation().map_err(|_| NoWhereabouts::Unknown)?;
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(PATIENCE);
    options.set_maximum_age(RECENT);
    let asked = Promise::new(&mut |found, not_found| {
        let fails = not_found.clone();
        let asked =
            geolocation.get_current_position_with_error_callback_and_options(&found, Some(&not_found), &options);
        if let Err(error) = asked {
            // A promise that is rejected takes anything for a reason.
            let _ = fails.call1(&JsValue::NULL, &error);
        }
    });
    match JsFuture::from(asked).await {
        Ok(found) => position(&found).ok_or(NoWhereabouts::Unknown),
        Err(error) if number(&error, "code") == Some(DENIED) => Err(NoWhereabouts::Refused),
        Err(_) => Err(NoWhereabouts::Unknown),
    }
}

fn position(found: &JsValue) -> Option<Position> {
    let coordinates = Reflect::get(found, &"coords".into()).ok()?;
    Position::new(number(&coordinates, "latitude")?, number(&coordinates, "longitude")?)
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}
