//! Commands: decode, engine, encode.
//!
//! Tauri has checked before that the calling window may call the command: each has a permission of its own, made from
//! [`protocol::COMMAND_NAMES`] by the build script and granted in `capabilities/main.json`.

use protocol::{ErrorCode, ErrorView};
use serde_json::Value;
use tauri::{
    Manager, Runtime,
    ipc::{Invoke, InvokeBody, InvokeError},
};

use crate::slot::EngineSlot;

/// Answers any command of the interface. A command is called with one argument, `request`.
pub(crate) fn handle<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke { message, resolver, .. } = invoke;
    let name = message.command().to_owned();
    let request = match message.payload() {
        InvokeBody::Json(Value::Object(arguments)) => arguments.get("request").cloned().unwrap_or(Value::Null),
        _ => Value::Null,
    };
    let engine = message.webview_ref().state::<EngineSlot>().wait();
    resolver.respond_async(async move {
        // In a task of its own, so that a panic becomes an error of this command and not the end of the app.
        let answer = tauri::async_runtime::spawn(async move {
            let engine = engine.await.ok_or(ErrorView::from(ErrorCode::Internal))?;
            engine.dispatch(&name, request).await
        });
        match answer.await {
            Ok(answer) => answer.map_err(InvokeError::from),
            Err(_) => Err(ErrorView::from(ErrorCode::Internal).into()),
        }
    });
    true
}
