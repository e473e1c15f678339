//! Where the engine is put when it has opened. Commands that come earlier wait for it.

use engine::Engine;
use tokio::sync::watch;

/// A place for the engine.
pub(crate) struct EngineSlot(watch::Sender<Option<Engine>>);

impl Default for EngineSlot {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl EngineSlot {
    /// Puts the engine in.
    pub fn fill(&self, engine: Engine) {
        self.0.send_replace(Some(engine));
    }

    /// The engine, if it is there already.
    pub fn filled(&self) -> Option<Engine> {
        self.0.borrow().clone()
    }

    /// The engine, as soon as it is there.
    pub fn wait(&self) -> impl Future<Output = Option<Engine>> + Send + 'static {
        let mut slot = self.0.subscribe();
        async move { slot.wait_for(Option::is_some).await.ok().and_then(|engine| engine.clone()) }
    }
}
