//! What the platform's screen reader is asked to say.
//!
//! WebKitGTK tells assistive technology nothing of live regions, so on Linux the words are put into a label of the
//! window whose role is *notification*: screen readers speak it each time it is shown. It lies in a container of no height,
//! below the page: what is not shown is not spoken, and a label by itself would take as much room from the page as its letters
//! need. Elsewhere the page has a live region, and nothing is done here.

#[cfg(target_os = "linux")]
pub(crate) use linux::{Announcer, add_label};
#[cfg(not(target_os = "linux"))]
pub(crate) use page::Announcer;

#[cfg(target_os = "linux")]
mod linux {
    use std::{sync::mpsc, thread, time::Duration};

    use gtk::{
        atk,
        prelude::{AtkObjectExt, BoxExt, Cast, ContainerExt, LabelExt, LayoutExt, WidgetExt},
    };
    use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

    use crate::window;

    /// Between two announcements: of two at once only the second is heard.
    const SPACE: Duration = Duration::from_millis(250);

    /// Name of the layout with the label among the widgets of the window.
    const LAYOUT: &str = "announcement";

    /// Says one thing after the other.
    pub(crate) struct Announcer(mpsc::Sender<String>);

    impl Announcer {
        pub fn new<R: Runtime>(app: AppHandle<R>) -> Self {
            let (queue, words) = mpsc::channel::<String>();
            thread::spawn(move || {
                for words in words {
                    let window = app.get_webview_window(window::LABEL);
                    let said = window.map(|window| {
                        let shown = window.clone();
                        window.run_on_main_thread(move || show(&shown, &words))
                    });
                    if let Some(Err(error)) = said {
                        tracing::debug!(%error, "an announcement is not made");
                    }
                    thread::sleep(SPACE);
                }
            });
            Self(queue)
        }

        /// Answers whether it will be said here.
        pub fn announce(&self, words: &str) -> bool {
            self.0.send(words.to_owned()).is_ok()
        }
    }

    /// Puts the label into a window. On the main thread.
    pub(crate) fn add_label<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
        let label = gtk::Label::new(None);
        label.set_opacity(0.01);
        label.set_no_show_all(true);
        if let Some(accessible) = label.accessible() {
            accessible.set_role(atk::Role::Notification);
        }
        // A layout asks for no room, whatever lies in it.
        let layout = gtk::Layout::new(gtk::Adjustment::NONE, gtk::Adjustment::NONE);
        layout.set_widget_name(LAYOUT);
        layout.put(&label, 0, 0);
        layout.show();
        window.default_vbox()?.pack_end(&layout, false, false, 0);
        Ok(())
    }

    fn show<R: Runtime>(window: &WebviewWindow<R>, words: &str) {
        let Ok(widgets) = window.default_vbox() else { return };
        let layouts = widgets.children().into_iter().filter_map(|widget| widget.downcast::<gtk::Layout>().ok());
        let layouts = layouts.filter(|layout| layout.widget_name() == LAYOUT);
        for label in
            layouts.flat_map(|layout| layout.children()).filter_map(|widget| widget.downcast::<gtk::Label>().ok())
        {
            label.hide();
            label.set_text(words);
            label.show();
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod page {
    use tauri::{AppHandle, Runtime};

    /// The page says it itself.
    pub(crate) struct Announcer;

    impl Announcer {
        pub fn new<R: Runtime>(_: AppHandle<R>) -> Self {
            Self
        }

        #[allow(clippy::unused_self, reason = "the same call on every platform")]
        pub fn announce(&self, _: &str) -> bool {
            false
        }
    }
}
