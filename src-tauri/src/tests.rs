//! The shell without a desktop: Tauri's mock runtime with the app's real configuration, permissions and engine.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::{collections::BTreeSet, sync::Arc};

use connector::Limits;
use domain::text::Language;
use engine::Engine;
use protocol::{COMMAND_NAMES, Command, ErrorCode, ErrorView, ReadOverview, ReadSettings, view::SettingsView};
use serde_json::{Value, json};
use tauri::{
    App, Listener, Manager, WebviewWindow, WebviewWindowBuilder, async_runtime,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;
use tests::TestHost;

use crate::{context, dropped, shell, slot::EngineSlot, window};

struct Shell {
    app: App<MockRuntime>,
    _dir: TempDir,
}

impl Shell {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let app = shell(mock_builder()).build(context()).unwrap();
        let host = Arc::new(TestHost::default());
        let engine = Engine::open(host, dir.path().join("store"), Limits::default());
        app.state::<EngineSlot>().fill(async_runtime::block_on(engine).unwrap());
        Self { app, _dir: dir }
    }

    fn window(&self, label: &str) -> WebviewWindow<MockRuntime> {
        WebviewWindowBuilder::new(&self.app, label, tauri::WebviewUrl::default()).build().unwrap()
    }
}

fn ask(window: &WebviewWindow<MockRuntime>, origin: &str, command: &str, request: &Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: origin.parse().unwrap(),
        body: InvokeBody::Json(json!({ "request": request })),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn the_main_window_is_answered_by_the_engine() {
    let shell = Shell::open();
    let window = shell.window(window::LABEL);
    let settings = ask(&window, window::ORIGIN, ReadSettings::NAME, &json!({})).unwrap();
    let settings: SettingsView = serde_json::from_value(settings).unwrap();
    assert_eq!(settings.language, Language::Fi);
    let overview = ask(&window, window::ORIGIN, ReadOverview::NAME, &json!({})).unwrap();
    assert_eq!(overview["locked"], Value::Null);
}

#[test]
fn a_request_that_does_not_fit_is_an_error_with_a_code() {
    let shell = Shell::open();
    let window = shell.window(window::LABEL);
    let error = ask(&window, window::ORIGIN, "read_inbox", &json!({"group": "nonsense"})).unwrap_err();
    let error: ErrorView = serde_json::from_value(error).unwrap();
    assert_eq!(error.code, ErrorCode::BadRequest);
}

#[test]
fn a_foreign_window_is_denied_every_command() {
    let shell = Shell::open();
    let window = shell.window("elsewhere");
    for name in COMMAND_NAMES {
        let error = ask(&window, window::ORIGIN, name, &json!({})).unwrap_err();
        assert!(error.as_str().is_some_and(|words| words.contains("not allowed")), "{name}: {error}");
    }
}

#[test]
fn an_address_from_outside_is_denied_even_in_the_main_window() {
    let shell = Shell::open();
    let window = shell.window(window::LABEL);
    for name in COMMAND_NAMES {
        let error = ask(&window, "https://haikkala.example", name, &json!({})).unwrap_err();
        assert!(error.as_str().is_some_and(|words| words.contains("not allowed")), "{name}: {error}");
    }
}

#[test]
fn what_is_no_command_of_ours_is_not_found() {
    let shell = Shell::open();
    let window = shell.window(window::LABEL);
    for name in ["read_everything", "plugin:opener|open_url", "plugin:fs|read_file"] {
        assert!(ask(&window, window::ORIGIN, name, &json!({})).is_err(), "{name}");
    }
}

#[test]
fn the_main_window_may_do_what_is_listed_and_nothing_else() {
    let capability: Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(capability.get("remote"), None);
    let granted: BTreeSet<_> = capability["permissions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let mut wanted: BTreeSet<_> =
        COMMAND_NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    wanted.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned));
    assert_eq!(granted, wanted.iter().map(String::as_str).collect());
}

#[test]
fn the_web_view_loads_nothing_from_outside() {
    let shell = Shell::open();
    let policy = shell.app.config().app.security.csp.as_ref().unwrap().to_string();
    for word in policy.split([' ', ';']).filter(|word| word.contains(':')) {
        let local = matches!(word, "ipc:" | "doc:" | "http://ipc.localhost" | "http://doc.localhost");
        assert!(local, "{word} in {policy}");
    }
    for wanted in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"] {
        assert!(policy.contains(wanted), "{wanted} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    assert!(!shell.app.config().app.with_global_tauri);
}

#[test]
fn what_is_dropped_on_the_window_is_told_to_the_page_without_its_path() {
    let shell = Shell::open();
    let (told, heard) = std::sync::mpsc::channel();
    shell.app.listen_any(protocol::EVENT_NAME, move |event| told.send(event.payload().to_owned()).unwrap());
    let drag = |drag| dropped::note(shell.app.handle(), &drag);
    let (paths, position) =
        (vec![std::path::PathBuf::from("/home/aino/sopimus.pdf")], tauri::PhysicalPosition::default());
    drag(tauri::DragDropEvent::Enter { paths: paths.clone(), position });
    drag(tauri::DragDropEvent::Drop { paths: paths.clone(), position });
    // Words that are dragged are no files.
    drag(tauri::DragDropEvent::Drop { paths: Vec::new(), position });
    let told: Vec<String> = heard.try_iter().collect();
    assert_eq!(told, [r#"{"dragged":true}"#, r#""dropped""#]);
    let kept = shell.app.state::<dropped::Dropped>();
    assert_eq!((kept.take(), kept.take()), (paths, Vec::new()), "they are handed out once");
}
