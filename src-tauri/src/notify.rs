//! Notifications of the system.
//!
//! On Linux they are sent by the library on which Tauri's plugin builds, for the plugin hears no click there; a click opens what the
//! notification tells of. Where the desktop has no place for notifications, none is shown and the app says so in its log. On the
//! other platforms the plugin shows them, and a click brings the app forward without opening anything.

use protocol::telling::NotificationView;
use tauri::{AppHandle, Manager, Runtime};
use words::phrase::notification::{Notification, notification};

use crate::window;

/// Shows it, unless the app is in front of the resident and says the same itself.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>, told: &NotificationView) {
    let in_front = app.get_webview_window(window::LABEL).is_some_and(|window| window.is_focused().unwrap_or_default());
    if in_front && told.reminders == 0 {
        return;
    }
    platform::show(app, told, notification(told));
}

#[cfg(target_os = "linux")]
mod platform {
    use std::thread;

    use super::{AppHandle, Manager, Notification, NotificationView, Runtime, window};
    use crate::slot::EngineSlot;

    /// The action of a click on the notification itself (Desktop Notifications Specification).
    const CLICK: &str = "default";

    pub(super) fn show<R: Runtime>(app: &AppHandle<R>, told: &NotificationView, said: Notification) {
        let (app, open) = (app.clone(), told.open.clone());
        let language = told.language;
        // It waits for the click, however long that takes.
        thread::spawn(move || {
            let has_markup =
                notify_rust::get_capabilities().is_ok_and(|can| can.iter().any(|one| one == "body-markup"));
            let body = if has_markup { escaped(&said.body) } else { said.body };
            let shown = notify_rust::Notification::new()
                .appname("Kotikunta")
                .icon("kotikunta")
                .summary(&said.title)
                .body(&body)
                .action(CLICK, &words::say!(language, "notification-open"))
                .show();
            match shown {
                Ok(shown) => shown.wait_for_action(|action| {
                    if action == CLICK {
                        window::show(&app);
                        if let (Some(item), Some(engine)) = (open, app.state::<EngineSlot>().filled()) {
                            engine.show(item);
                        }
                    }
                }),
                Err(error) => tracing::info!(%error, "the desktop shows no notifications"),
            }
        });
    }

    /// As text where the desktop reads markup.
    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_title_is_never_markup() {
            assert_eq!(escaped("<a href='x'>A & B</a>"), "&lt;a href='x'&gt;A &amp; B&lt;/a&gt;");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use tauri_plugin_notification::NotificationExt;

    use super::{AppHandle, Notification, NotificationView, Runtime};

    pub(super) fn show<R: Runtime>(app: &AppHandle<R>, _: &NotificationView, said: Notification) {
        let shown = app.notification().builder().title(said.title).body(said.body).show();
        if let Err(error) = shown {
            tracing::warn!(%error, "the system shows no notification");
        }
    }
}
