//! What the platform's screen reader is asked to say.
//!
//! WebKitGTK tells assistive technology nothing of live regions, so on Linux the words are put into a label of the
//! window whose role is *notification*: screen readers speak it each time it is shown. It lies in a strip one pixel high and
//! is almost transparent, because what is not shown is not spoken; the strip is always there, so that the page keeps its
//! size. Elsewhere the page has a live region, and nothing is done here.

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

    /// Name of the strip with the label among the widgets of the window.
    const STRIP: &str = "announcement";

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
        // A label by itself is as high as its letters; of what lies in this container only the strip is seen.
        let strip = gtk::Layout::new(gtk::Adjustment::NONE, gtk::Adjustment::NONE);
        strip.set_widget_name(STRIP);
        strip.set_size_request(-1, 1);
        strip.put(&label, 0, 0);
        strip.show();
        window.default_vbox()?.pack_end(&strip, false, false, 0);
        Ok(())
    }

    fn show<R: Runtime>(window: &WebviewWindow<R>, words: &str) {
        let Ok(widgets) = window.default_vbox() else { return };
        let strips = widgets.children().into_iter().filter_map(|widget| widget.downcast::<gtk::Layout>().ok());
        let strips = strips.filter(|strip| strip.widget_name() == STRIP);
        for label in strips.flat_map(|strip| strip.children()).filter_map(|widget| widget.downcast::<gtk::Label>().ok())
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
