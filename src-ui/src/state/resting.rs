//! What is typed, once the resident rests from typing: then it is looked for, and what was found is said.

use std::time::Duration;

use leptos::prelude::*;
use protocol::{Command, ErrorView};

use super::Desk;

/// How long nothing is typed before it is looked for.
const PAUSE: Duration = Duration::from_millis(250);

/// How long nothing is typed before what was found is said.
const REST: Duration = Duration::from_millis(700);

/// Follows what is typed, a moment after the last of it.
pub fn rested(typed: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let rested = RwSignal::new(untrack(&typed));
    let turn = StoredValue::new(0_u64);
    Effect::new(move |before: Option<()>| {
        let text = typed();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if before.is_some() {
            let settle = move || {
                if turn.try_get_value() == Some(mine) && rested.try_get_untracked().as_ref() != Some(&text) {
                    rested.try_set(text);
                }
            };
            set_timeout(settle, PAUSE);
        }
    });
    rested.into()
}

/// The answer to what is looked for as one types, with what was asked: until the next one is there, the one before it stays.
pub struct Sought<C: Command> {
    answer: RwSignal<Option<Answered<C>>>,
    again: Trigger,
}

/// What was asked, and the answer.
type Answered<C> = (C, Result<<C as Command>::Response, ErrorView>);

impl<C: Command> Clone for Sought<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Command> Copy for Sought<C> {}

impl<C> Sought<C>
where
    C: Command + Clone + Sync,
    C::Response: Clone + Send + Sync,
{
    /// Looks for this whenever it changes; nothing is found while nothing is looked for.
    pub fn new(desk: Desk, question: impl Fn() -> Option<C> + Send + Sync + 'static) -> Self {
        let sought = Self { answer: RwSignal::new(None), again: Trigger::new() };
        let latest = StoredValue::new(0_u64);
        Effect::new(move |_| {
            sought.again.track();
            let asked = question();
            // Answers to what was asked before this are too late from here on.
            let mine = latest.get_value() + 1;
            latest.set_value(mine);
            let Some(asked) = asked else { return sought.answer.set(None) };
            leptos::task::spawn_local(async move {
                let answer = desk.backend.call(asked.clone()).await;
                if latest.try_get_value() == Some(mine) {
                    sought.answer.try_set(Some((asked, answer)));
                }
            });
        });
        sought
    }

    /// Reads what was asked and the answer; `None` while the first is awaited.
    pub fn with<T>(self, read: impl FnOnce(&C, &Result<C::Response, ErrorView>) -> T) -> Option<T> {
        self.answer.with(|answer| answer.as_ref().map(|(asked, answer)| read(asked, answer)))
    }

    /// Asks again now.
    pub fn ask_again(self) {
        self.again.notify();
    }
}

/// Says what was found once it has not changed for a moment. `found` is what was looked for and what is said of it; `None` while
/// nothing is looked for.
pub fn say_found(desk: Desk, found: impl Fn() -> Option<(String, String)> + Send + Sync + 'static) {
    let found = Memo::new(move |_| found());
    Effect::new(move |before: Option<()>| {
        let now = found.get();
        if before.is_some() && now.is_some() {
            let say = move || {
                if let Some((_, words)) = found.try_get_untracked().filter(|still| *still == now).flatten() {
                    desk.announcer.say(words);
                }
            };
            set_timeout(say, REST);
        }
    });
}
