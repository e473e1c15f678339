//! One question kept answered.

use leptos::prelude::*;
use protocol::{Command, ErrorView};

use super::{Desk, Provides};

/// The answer to a question, asked again whenever the question or what it shows changes. While a newer answer to the
/// same question is on its way the old one stays, so that nothing on the page moves.
pub struct Live<C: Command> {
    answer: RwSignal<Option<Result<C::Response, ErrorView>>>,
    again: Trigger,
}

impl<C: Command> Clone for Live<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Command> Copy for Live<C> {}

impl<C> Live<C>
where
    C: Provides + Clone + PartialEq + Sync,
    C::Response: Clone + PartialEq + Send + Sync,
{
    /// Keeps `question` answered; a question of `None` has no answer.
    pub fn new(desk: Desk, question: impl Fn() -> Option<C> + Send + Sync + 'static) -> Self {
        let live = Self { answer: RwSignal::new(None), again: Trigger::new() };
        let latest = StoredValue::new(0_u64);
        Effect::new(move |before: Option<Option<C>>| {
            let now = question();
            live.again.track();
            if before.is_some_and(|before| before != now) {
                live.answer.set(None);
            }
            // Answers to what was asked before this are too late from here on.
            let mine = latest.get_value() + 1;
            latest.set_value(mine);
            if let Some(command) = now.clone() {
                desk.tags.track(&command.tags());
                leptos::task::spawn_local(async move {
                    let answer = Some(desk.backend.call(command).await);
                    if latest.try_get_value() == Some(mine)
                        && live.answer.try_with_untracked(|old| *old != answer) == Some(true)
                    {
                        live.answer.try_set(answer);
                    }
                });
            }
            now
        });
        live
    }

    /// The answer as it is; `None` while the first is awaited.
    pub fn get(self) -> Option<Result<C::Response, ErrorView>> {
        self.answer.get()
    }

    /// Reads the answer in place, if there is a good one.
    pub fn with<T>(self, read: impl FnOnce(&C::Response) -> T) -> Option<T> {
        self.answer.try_with(|answer| answer.as_ref()?.as_ref().ok().map(read)).flatten()
    }

    /// Asks again now.
    pub fn ask_again(self) {
        self.again.notify();
    }
}
