//! The bridge of the shell. `window.__TAURI_INTERNALS__` is used as it is, since the page carries no script package.

use js_sys::{Function, Object, Promise, Reflect};
use protocol::{EVENT_NAME, Event};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// The bridge, if the page runs in the shell.
pub fn bridge() -> Option<JsValue> {
    let window = web_sys::window()?;
    Reflect::get(&window, &"__TAURI_INTERNALS__".into()).ok().filter(JsValue::is_object)
}

pub async fn call(name: &str, request: &JsValue) -> Result<JsValue, JsValue> {
    let arguments = Object::new();
    Reflect::set(&arguments, &"request".into(), request)?;
    invoke(name, &arguments).await
}

pub fn listen(on_event: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        let payload = Reflect::get(&message, &"payload".into()).unwrap_or_default();
        if let Some(event) = super::event(payload) {
            on_event(event);
        }
    });
    // The listener lives as long as the page.
    let heard = heard.into_js_value();
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(fault) = register(&heard).await {
            leptos::logging::error!("events do not arrive: {fault:?}");
        }
    });
}

/// The form of the scheme's address differs: where custom schemes are no origins of their own, a host stands for it.
pub fn document_address(path: &str) -> String {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    if agent.contains("Windows") || agent.contains("Android") {
        format!("http://doc.localhost/{path}")
    } else {
        format!("doc://localhost/{path}")
    }
}

async fn register(heard: &JsValue) -> Result<(), JsValue> {
    let bridge = bridge().unwrap_or_default();
    let transform: Function = Reflect::get(&bridge, &"transformCallback".into())?.dyn_into()?;
    let handler = transform.call1(&bridge, heard)?;
    let target = Object::new();
    Reflect::set(&target, &"kind".into(), &"Any".into())?;
    let arguments = Object::new();
    Reflect::set(&arguments, &"event".into(), &EVENT_NAME.into())?;
    Reflect::set(&arguments, &"target".into(), &target)?;
    Reflect::set(&arguments, &"handler".into(), &handler)?;
    invoke("plugin:event|listen", &arguments).await?;
    Ok(())
}

async fn invoke(name: &str, arguments: &Object) -> Result<JsValue, JsValue> {
    let bridge = bridge().unwrap_or_default();
    let invoke: Function = Reflect::get(&bridge, &"invoke".into())?.dyn_into()?;
    let answer: Promise = invoke.call2(&bridge, &name.into(), arguments)?.dyn_into()?;
    JsFuture::from(answer).await
}
