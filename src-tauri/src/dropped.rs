//! Files that are dropped on the window. Their paths stay here until the engine asks for them; the page is only told that there
//! are some.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use protocol::{EVENT_NAME, Event};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Runtime};

/// The files that were dropped last and have not been asked for.
#[derive(Default)]
pub(crate) struct Dropped(Mutex<Vec<PathBuf>>);

impl Dropped {
    /// Takes them.
    pub fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, paths: &[PathBuf]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = paths.to_vec();
    }
}

/// Notes what is dragged over the window, and what is dropped on it.
pub(crate) fn note<R: Runtime>(app: &AppHandle<R>, drag: &DragDropEvent) {
    let event = match drag {
        DragDropEvent::Enter { paths, .. } if !paths.is_empty() => Event::Dragged(true),
        DragDropEvent::Leave => Event::Dragged(false),
        DragDropEvent::Drop { paths, .. } if !paths.is_empty() => {
            app.state::<Dropped>().put(paths);
            Event::Dropped
        }
        _ => return,
    };
    if let Err(error) = app.emit(EVENT_NAME, &event) {
        tracing::warn!(%error, "an event does not reach the window");
    }
}
