//! A gate at which requests wait until a test lets them go.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// A gate. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Both>);

#[derive(Debug)]
struct Both {
    arrived: Semaphore,
    let_go: Semaphore,
}

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(Both { arrived: Semaphore::new(0), let_go: Semaphore::new(0) }))
    }
}

impl PartialEq for Gate {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Gate {}

impl Gate {
    /// Waits until a request stands at the gate; each is told once.
    pub async fn reached(&self) {
        take(&self.0.arrived).await;
    }

    /// Lets one request go.
    pub fn let_go(&self) {
        self.0.let_go.add_permits(1);
    }

    /// Waits at the gate.
    pub(super) async fn pass(&self) {
        self.0.arrived.add_permits(1);
        take(&self.0.let_go).await;
    }
}

async fn take(permits: &Semaphore) {
    // These semaphores are never closed.
    if let Ok(permit) = permits.acquire().await {
        permit.forget();
    }
}
