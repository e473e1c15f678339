//! How the interface asks the engine.
//!
//! Two ways to the same commands: the shell's own bridge inside the app, and plain HTTP when the page runs in a browser
//! over the test shell. Which one is there is seen once, at start; nothing above this module knows.

mod browser;
mod shell;

use protocol::{Command, ErrorCode, ErrorView, Event};
use wasm_bindgen::JsValue;

/// The way to the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The shell's bridge.
    Shell,
    /// HTTP to the test shell that serves the page.
    Browser,
}

impl Backend {
    /// The way that is there.
    pub fn detect() -> Self {
        if shell::bridge().is_some() { Self::Shell } else { Self::Browser }
    }

    /// Asks the engine. A fault of the line itself is [`ErrorCode::Internal`].
    pub async fn call<C: Command>(self, command: C) -> Result<C::Response, ErrorView> {
        let request =
            command.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|_| ErrorCode::BadRequest)?;
        let answer = match self {
            Self::Shell => shell::call(C::NAME, &request).await,
            Self::Browser => browser::call(C::NAME, &request).await,
        };
        match answer {
            Ok(answer) => serde_wasm_bindgen::from_value(answer).map_err(|_| ErrorCode::Internal.into()),
            Err(refusal) => Err(serde_wasm_bindgen::from_value(refusal).unwrap_or_else(|_| ErrorCode::Internal.into())),
        }
    }

    /// Calls `on_event` for everything the engine tells unasked, as long as the page lives. `on_return` is called when
    /// the line was broken and is whole again: what was told meanwhile is lost.
    pub fn listen(self, on_event: impl Fn(Event) + 'static, on_return: impl Fn() + 'static) {
        match self {
            Self::Shell => shell::listen(on_event),
            Self::Browser => browser::listen(on_event, on_return),
        }
    }

    /// The address at which a document's bytes can be shown, from the `path` of its view.
    pub fn document_address(self, path: &str) -> String {
        match self {
            Self::Shell => shell::document_address(path),
            Self::Browser => format!("/document/{path}"),
        }
    }

    /// The text of a document that is a text.
    pub async fn document_text(self, path: &str) -> Result<String, ErrorView> {
        browser::text(&self.document_address(path)).await.map_err(|_| ErrorCode::Internal.into())
    }
}

/// Reads an event; what this version does not know is passed over.
fn event(value: JsValue) -> Option<Event> {
    serde_wasm_bindgen::from_value(value).ok()
}
