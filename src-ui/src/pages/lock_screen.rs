//! The locked app: the passcode, what may be known meanwhile, and the way for who has forgotten it.

use std::time::Duration;

use leptos::{ev::SubmitEvent, prelude::*};
use protocol::{
    ErrorCode, Passcode, ReadProfiles, SwitchProfile, Unlock,
    lock::{LockKind, PasscodeView, UnsentView},
};

use super::{fault::starting_over, title::title};
use crate::{
    components::{Dialog, Field, Wanted},
    phrase,
    state::{Live, desk, focus, lock},
    words::language,
};

const FIELD: &str = "passcode";

/// The lock screen.
#[component]
pub fn LockScreen(
    /// What the lock is made of.
    kind: LockKind,
) -> AnyView {
    let desk = desk();
    let lock = lock(desk);
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let wait = Countdown::new();
    title(|| Some(t!("lock-title")));
    // The wait that was begun before, perhaps before the app was started.
    Effect::new(move |_| {
        let left = lock.0.with(|lock| lock.wait).unwrap_or_default();
        wait.begin(left);
    });
    wait.when_over(move || {
        told.try_set(None);
        desk.announcer.say(t!("lock-wait-over"));
    });
    // Of a field for secrets that gets the focus Orca says nothing.
    desk.announcer.say(phrase::lock_kind(language(), kind));
    let news = Memo::new(move |_| lock.0.with(|lock| lock.news).unwrap_or_default());
    Effect::new(move |_| {
        if news.get() {
            desk.announcer.say(t!("lock-news"));
        }
    });
    let tell = move |words: String| {
        desk.announcer.say(words.clone());
        told.try_set(Some(words));
        focus("#passcode");
    };
    let unlock = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let passcode = Passcode::new(std::mem::take(&mut *typed.write()));
        if passcode.expose().is_empty() {
            return tell(t!("lock-empty"));
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = desk.backend.call(Unlock { passcode }).await;
            busy.try_set(false);
            match answer {
                Ok(PasscodeView::Accepted) => desk.announcer.say(t!("lock-opened")),
                Ok(answer) => {
                    if let PasscodeView::Wrong { wait: seconds } | PasscodeView::Wait { wait: seconds } = answer {
                        wait.begin(seconds);
                    }
                    tell(phrase::passcode_refused(language(), answer).unwrap_or_default());
                }
                Err(error) => tell(phrase::fault(language(), error.code).whole()),
            }
        });
    };
    let wanted = if kind == LockKind::Pin { Wanted::Pin } else { Wanted::Secret };
    view! {
        <div class="page" role="region" data-region="page" tabindex="-1" aria-labelledby="page-title">
            <h1 id="page-title">{tr!("lock-title")}</h1>
            <p class="lead">{tr!("lock-title.lead")}</p>
            <Show when=move || news.get()><p class="note">{tr!("lock-news")}</p></Show>
            <form class="unlock" on:submit=unlock>
                <Field id=FIELD wanted label=move || phrase::lock_kind(language(), kind) value=typed wrong=Signal::derive(move || told.with(Option::is_some))/>
                // The clock that runs down is for the eye; by ear it is told once, and once when it is over.
                {move || match wait.left.get() {
                    0 => told.get().map(|words| view! { <p class="note">{words}</p> }.into_any()),
                    left => Some(view! { <p class="note">{phrase::wait_for(language(), left)}</p> }.into_any()),
                }}
                <p class="actions">
                    <button type="submit" class="primary" aria-disabled=move || busy.get().then_some("true")>{tr!("lock-open")}</button>
                    <OtherPerson/>
                </p>
            </form>
            <Forgotten/>
        </div>
    }
    .into_any()
}

/// The way to the choice of a profile, where there are several.
#[component]
pub fn OtherPerson() -> AnyView {
    let desk = desk();
    let others = Live::new(desk, || Some(ReadProfiles {}));
    let others = move || others.with(|profiles| profiles.profiles.len() > 1).unwrap_or_default();
    let change = move |_| {
        leptos::task::spawn_local(async move {
            // What fails leaves everything as it is.
            let _ = desk.backend.call(SwitchProfile { profile: None }).await;
        });
    };
    view! { <Show when=others><button type="button" on:click=change>{tr!("lock-other-person")}</button></Show> }
        .into_any()
}

/// Seconds that run down.
#[derive(Clone, Copy)]
struct Countdown {
    left: RwSignal<u32>,
    over: StoredValue<Option<Callback<()>>>,
    runs: StoredValue<bool>,
}

impl Countdown {
    fn new() -> Self {
        Self { left: RwSignal::new(0), over: StoredValue::new(None), runs: StoredValue::new(false) }
    }

    fn when_over(self, then: impl Fn() + Send + Sync + 'static) {
        self.over.set_value(Some(Callback::new(move |()| then())));
    }

    fn begin(self, seconds: u32) {
        self.left.set(seconds);
        if seconds > 0 && !self.runs.get_value() {
            self.runs.set_value(true);
            self.tick();
        }
    }

    fn tick(self) {
        set_timeout(
            move || {
                let Some(left) = self.left.try_get_untracked() else { return };
                let left = left.saturating_sub(1);
                self.left.try_set(left);
                if left > 0 {
                    return self.tick();
                }
                self.runs.try_set_value(false);
                if let Some(over) = self.over.try_get_value().flatten() {
                    over.run(());
                }
            },
            Duration::from_secs(1),
        );
    }
}

/// The way for who has forgotten the passcode: what goes with the store is told before anything goes.
#[component]
fn Forgotten() -> AnyView {
    let desk = desk();
    let lock = lock(desk);
    let asked = RwSignal::new(false);
    let failed = RwSignal::new(None::<ErrorCode>);
    let begin = starting_over(desk, asked, failed);
    let cancel = Callback::new(move |()| asked.set(false));
    let unsent = move || match lock.0.with(|lock| lock.unsent).flatten() {
        None => t!("forgot-unknown-unsent"),
        Some(UnsentView { opened: 0, letters: 0 }) => t!("forgot-nothing-unsent"),
        Some(UnsentView { opened, letters }) => {
            let opened = if opened > 0 { t!("forgot-unsent", count = opened) } else { String::new() };
            phrase::with_unsent(language(), opened, letters)
        }
    };
    view! {
        <section class="part" aria-labelledby="forgot">
            <h2 id="forgot">{tr!("forgot")}</h2>
            <p>{tr!("forgot.next")}</p>
            <p>{tr!("forgot.safe")}</p>
            <p class="strong">{unsent}</p>
            <p class="actions"><button type="button" on:click=move |_| asked.set(true)>{tr!("forgot.button")}</button></p>
            {move || failed.get().map(|code| view! { <p class="note">{phrase::fault(language(), code).whole()}</p> })}
            <Show when=move || asked.get()>
                <Dialog
                    heading=t!("forgot-sure")
                    consequence=format!("{} {}", unsent(), t!("forgot-sure.warning"))
                    act=t!("forgot-sure.act")
                    on_act=begin
                    on_cancel=cancel
                />
            </Show>
        </section>
    }
    .into_any()
}
