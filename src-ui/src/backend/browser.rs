//! The engine over HTTP, for the browser shell of the tests: `POST /command/NAME`, events at `/events`.

use js_sys::JSON;
use protocol::Event;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, Headers, MessageEvent, Request, RequestInit, Response};

pub async fn call(name: &str, request: &JsValue) -> Result<JsValue, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    let how = RequestInit::new();
    how.set_method("POST");
    how.set_headers(&headers);
    how.set_body(&JSON::stringify(request)?.into());
    let response = fetch(&Request::new_with_str_and_init(&format!("/command/{name}"), &how)?).await?;
    let body = JsFuture::from(response.json()?).await?;
    if response.ok() { Ok(body) } else { Err(body) }
}

pub async fn text(address: &str) -> Result<String, JsValue> {
    let response = fetch(&Request::new_with_str(address)?).await?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

pub fn listen(on_event: impl Fn(Event) + 'static, on_return: impl Fn() + 'static) {
    let Ok(source) = EventSource::new("/events") else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let parsed = message.data().as_string().and_then(|text| JSON::parse(&text).ok());
        if let Some(event) = parsed.and_then(super::event) {
            on_event(event);
        }
    });
    source.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    let opened_before = std::cell::Cell::new(false);
    let opened = Closure::<dyn Fn()>::new(move || {
        if opened_before.replace(true) {
            on_return();
        }
    });
    source.set_onopen(Some(opened.into_js_value().unchecked_ref()));
}

async fn fetch(request: &Request) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_request(request)).await?.dyn_into()
}
