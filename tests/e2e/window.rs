//! The app's window as the window manager has it: closed by its button, and there or not (Extended Window Manager Hints).

use anyhow::{Context, Result};
use x11rb::{
    connection::Connection,
    protocol::{
        Event,
        xproto::{AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt, EventMask, Window},
    },
    rust_connection::RustConnection,
};

/// The windows of the display.
pub struct Windows {
    display: RustConnection,
    root: Window,
}

impl Windows {
    /// Looks at the display.
    pub fn look() -> Result<Self> {
        let (display, number) = x11rb::connect(None)?;
        let root = display.setup().roots.get(number).context("the display has a screen")?.root;
        let windows = Self { display, root };
        let told = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        windows.display.change_window_attributes(root, &told)?.check()?;
        Ok(windows)
    }

    /// Whether a program has a window that can be seen.
    pub fn has(&self, process: u32) -> Result<bool> {
        Ok(self.of(process)?.is_some())
    }

    /// Waits until a program has a window that can be seen, or has none.
    pub fn until(&self, process: u32, there: bool) -> Result<()> {
        while self.has(process)? != there {
            // Told of every change of the list.
            while !matches!(self.display.wait_for_event()?, Event::PropertyNotify(_)) {}
        }
        Ok(())
    }

    /// Closes a program's window, as its button does.
    pub fn close(&self, process: u32) -> Result<()> {
        let window = self.of(process)?.context("it has a window")?;
        let message = ClientMessageEvent::new(32, window, self.atom("_NET_CLOSE_WINDOW")?, [0, 2, 0, 0, 0]);
        let mask = EventMask::SUBSTRUCTURE_NOTIFY | EventMask::SUBSTRUCTURE_REDIRECT;
        Ok(self.display.send_event(false, self.root, mask, message)?.check()?)
    }

    fn of(&self, process: u32) -> Result<Option<Window>> {
        let (list, owner) = (self.atom("_NET_CLIENT_LIST")?, self.atom("_NET_WM_PID")?);
        for window in self.values(self.root, list, AtomEnum::WINDOW)? {
            // A window may go between the list and the look.
            if self.values(window, owner, AtomEnum::CARDINAL).is_ok_and(|values| values == [process]) {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    fn values(&self, window: Window, property: u32, kind: AtomEnum) -> Result<Vec<u32>> {
        let answer = self.display.get_property(false, window, property, kind, 0, 1024)?.reply()?;
        Ok(answer.value32().map(Iterator::collect).unwrap_or_default())
    }

    fn atom(&self, name: &str) -> Result<u32> {
        Ok(self.display.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}
