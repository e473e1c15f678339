//! A photograph taken on a phone. Everywhere else files come by the shell, which alone has a way to them; of a phone's camera only
//! the web view has one.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{File, FileReader};

/// A button that opens the camera.
#[component]
pub fn Camera(
    /// Takes what the photograph is called, and the photograph in base64.
    take: Callback<(String, String)>,
) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let taken = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(photo) = input.files().and_then(|files| files.get(0)) {
            read(&photo, take);
        }
        // The same photograph again is a change only if none was there before.
        input.set_value("");
    };
    view! {
        <button type="button" class="camera" on:click=open>{tr!("files-camera")}</button>
        <input node_ref=input type="file" class="camera-input" accept="image/*" capture="environment" hidden on:change=taken/>
    }
    .into_any()
}

/// Reads a photograph, and has it taken. One that cannot be read is taken as none, and the engine says so.
fn read(photo: &File, take: Callback<(String, String)>) {
    let (name, Ok(reader)) = (photo.name(), FileReader::new()) else { return };
    let of = reader.clone();
    let done = Closure::once_into_js(move || {
        let address = of.result().ok().and_then(|result| result.as_string()).unwrap_or_default();
        // `data:image/jpeg;base64,…`
        let photo = address.split_once("base64,").map(|(_, photo)| photo.to_owned()).unwrap_or_default();
        take.try_run((name, photo));
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    // Its end is told whether it was read or not.
    let _ = reader.read_as_data_url(photo);
}
