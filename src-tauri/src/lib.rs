//! The shell: a window around the engine.
//!
//! It decodes commands, hands them to the engine and encodes the answers ([`commands`]), forwards the engine's events,
//! serves documents from the vaults to the web view ([`documents`]) and is the engine's platform ([`host`], [`secrets`],
//! [`announce`]). It tells the engine when nobody is there (`away`), and the desktop's tray how much waits (`tray`).
//! It has no rules of its own. The web view sees no token, no key and no address it could fetch from.

mod announce;
#[cfg(target_os = "linux")]
mod at_login;
#[cfg(desktop)]
mod away;
#[cfg(desktop)]
mod background;
mod commands;
#[cfg(target_os = "linux")]
mod connection;
#[cfg(feature = "demo")]
mod demo;
mod documents;
#[cfg(desktop)]
mod dropped;
mod host;
mod notify;
#[cfg(target_os = "linux")]
mod screen_reader;
mod secrets;
#[cfg(mobile)]
mod sign_in_link;
mod slot;
#[cfg(target_os = "linux")]
mod tray;
#[cfg(target_os = "linux")]
mod web_process;
mod window;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use connector::Limits;
use engine::{Engine, Host};
use protocol::EVENT_NAME;
use tauri::{App, AppHandle, Builder, Context, Emitter, Manager, RunEvent, Runtime, async_runtime};
use tokio::sync::broadcast::error::RecvError;

use crate::{host::Desktop, slot::EngineSlot};

/// Name under which the app's secrets stand in the platform's keyring.
const KEYRING_SERVICE: &str = "fi.kotikunta.app";

/// Opens the window and stays until it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,engine=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let builder = Builder::default();
    // First of the plugins, so that a second start ends before it does anything. Phones start an app once by themselves.
    #[cfg(desktop)]
    let builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
        // The desktop starts it again when somebody logs in again; nobody wants to see it then.
        if !background::is_asked_for(arguments.into_iter()) {
            window::show(app);
        }
    }));
    #[cfg(mobile)]
    let builder = builder.plugin(tauri_plugin_deep_link::init());
    let builder = shell(builder).plugin(tauri_plugin_dialog::init());
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    let builder =
        builder.plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build()).setup(|app| {
            window::open(app)?;
            #[cfg(target_os = "linux")]
            {
                away::follow(app.handle());
                connection::follow(app.handle());
                tray::start(app.handle());
                at_login::keep_true(app.handle());
            }
            start_engine(app)?;
            #[cfg(mobile)]
            sign_in_link::listen(app);
            Ok(())
        });
    match builder.build(context()) {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the app does not start");
            ExitCode::FAILURE
        }
    }
}

/// The app's configuration, permissions and interface, as they were built in.
fn context<R: Runtime>() -> Context<R> {
    #[allow(unused_mut)] // only the demo changes it
    #[allow(clippy::disallowed_methods)] // Tauri's macro ends a process whose assets are broken
    let mut context = tauri::generate_context!();
    #[cfg(feature = "demo")]
    demo::set_apart(&mut context);
    context
}

/// What a window of the app talks to: commands and documents. Needs an [`EngineSlot`] that is filled sooner or later.
fn shell<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(desktop)]
    let builder = builder.manage(dropped::Dropped::default());
    #[cfg(target_os = "linux")]
    let builder = builder.manage(tray::Tray::default()).manage(connection::Connection::default());
    builder
        .manage(EngineSlot::default())
        .invoke_handler(commands::handle)
        .register_asynchronous_uri_scheme_protocol(documents::SCHEME, documents::serve)
}

/// Opens the engine beside the window that is already starting, so that neither waits for the other.
fn start_engine(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let handle = app.handle().clone();
    let dir = data_dir(&handle)?;
    let platform: Arc<dyn Host> = Arc::new(Desktop::new(handle.clone()));
    async_runtime::spawn(async move {
        let engine = match Engine::open(platform, dir, Limits::default()).await {
            Ok(engine) => engine,
            Err(error) => {
                tracing::error!(%error, "the engine does not start");
                handle.exit(1);
                return;
            }
        };
        forward_events(&handle, &engine);
        handle.state::<EngineSlot>().fill(engine.clone());
        #[cfg(feature = "demo")]
        {
            demo::list(&engine).await;
            demo::connect(&engine).await;
        }
        engine.run_in_background();
    });
    Ok(())
}

fn data_dir<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<PathBuf> {
    #[cfg(feature = "demo")]
    if let Some(dir) = demo::data_dir() {
        return Ok(dir);
    }
    app.path().app_local_data_dir()
}

/// Hands every event of the engine to the windows, once.
fn forward_events<R: Runtime>(app: &AppHandle<R>, engine: &Engine) {
    let (app, mut events) = (app.clone(), engine.events());
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // Too many at once: the interface asks for everything it shows again.
                Err(RecvError::Lagged(_)) => protocol::Event::everything_changed(),
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = app.emit(EVENT_NAME, &event) {
                tracing::warn!(%error, "an event does not reach the window");
            }
        }
    });
}

#[allow(clippy::needless_pass_by_value)] // the signature is Tauri's
fn on_event(app: &AppHandle, event: RunEvent) {
    #[cfg(desktop)]
    if let RunEvent::WindowEvent { event, .. } = &event {
        away::on_window_event(app, event);
        if let tauri::WindowEvent::DragDrop(drag) = event {
            dropped::note(app, drag);
        }
        if let tauri::WindowEvent::CloseRequested { api, .. } = event {
            background::on_close(app, api);
        }
    }
    #[cfg(target_os = "macos")]
    if matches!(event, RunEvent::Reopen { .. }) {
        window::show(app);
    }
    if matches!(event, RunEvent::Exit)
        && let Some(engine) = app.state::<EngineSlot>().filled()
    {
        async_runtime::block_on(engine.close());
    }
}

#[cfg(test)]
mod tests;
