//! The lock in the settings: setting, changing and removing it, when the app locks by itself, and new keys.

use leptos::{ev::SubmitEvent, prelude::*};
use protocol::{
    ChangeLock, ChangeLockOptions, ErrorView, Passcode, RenewKeys,
    lock::{LockAfter, LockOptionsView, LockView, PasscodeView},
};

use super::settings::Choice;
use crate::{
    components::{Field, Wanted},
    phrase,
    state::{Desk, desk, focus, focus_in_sight, lock, lock_now, overview},
    words::language,
};

/// What is being done to the lock or the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Set,
    Change,
    Remove,
    Renew,
}

impl Task {
    /// Whether it takes a new passcode.
    const fn takes_new(self) -> bool {
        matches!(self, Self::Set | Self::Change)
    }

    fn name(self) -> String {
        match self {
            Self::Set => t!("lock-set"),
            Self::Change => t!("lock-change"),
            Self::Remove => t!("lock-remove"),
            Self::Renew => t!("keys-renew"),
        }
    }

    fn lead(self) -> String {
        match self {
            Self::Set | Self::Change => t!("lock-set.lead"),
            Self::Remove => t!("lock-remove.lead"),
            Self::Renew => t!("keys-renew.lead"),
        }
    }

    fn done(self) -> String {
        match self {
            Self::Set => t!("lock-set.done"),
            Self::Change => t!("lock-change.done"),
            Self::Remove => t!("lock-remove.done"),
            Self::Renew => t!("keys-renew.done"),
        }
    }
}

/// The lock. There is none while nothing is kept.
#[component]
pub fn LockSettings() -> AnyView {
    let (desk, overview) = (desk(), overview());
    let lock = lock(desk);
    let task = RwSignal::new(None::<Task>);
    let told = RwSignal::new(None::<String>);
    let has_lock = Memo::new(move |_| lock.is_set());
    let once = Memo::new(move |_| overview.with(|overview| overview.once).unwrap_or_default());
    let begin = move |next: Task| {
        move |_| {
            told.set(None);
            task.set(Some(next));
            focus_in_sight(if next.takes_new() && !has_lock.get_untracked() { "#lock-new" } else { "#lock-current" });
        }
    };
    let done = Callback::new(move |words: String| {
        desk.announcer.say(words.clone());
        told.set(Some(words));
        task.set(None);
        focus("#lock-told");
    });
    view! {
        <section class="part" aria-labelledby="lock">
            <h2 id="lock">{tr!("lock-settings")}</h2>
            <p class="lead">{tr!("lock-settings.lead")}</p>
            {move || told.get().map(|words| view! { <p id="lock-told" class="note" tabindex="-1">{words}</p> })}
            {move || match (once.get(), has_lock.get()) {
                (true, _) => view! { <p>{tr!("lock-once")}</p> }.into_any(),
                (false, false) => view! {
                    <p>{tr!("lock-settings.none")}</p>
                    <p class="actions"><button type="button" on:click=begin(Task::Set)>{tr!("lock-set")}</button></p>
                }.into_any(),
                (false, true) => view! {
                    <p class="actions">
                        <button type="button" class="primary" on:click=move |_| lock_now(desk)>{tr!("lock-now")}</button>
                        <button type="button" on:click=begin(Task::Change)>{tr!("lock-change")}</button>
                        <button type="button" on:click=begin(Task::Remove)>{tr!("lock-remove")}</button>
                    </p>
                    <Options/>
                }.into_any(),
            }}
            <p class="small">{tr!("lock-settings.biometrics")}</p>
            <Show when=move || task.get().is_some_and(|task| task != Task::Renew)><PasscodeForm task done/></Show>
        </section>
        <Show when=move || !once.get()>
            <section class="part" aria-labelledby="keys-renewed">
                <h2 id="keys-renewed">{tr!("keys-renew")}</h2>
                <p>{tr!("keys-renew.lead")}</p>
                <p class="actions">
                    <button
                        type="button"
                        on:click=move |event| if has_lock.get_untracked() { begin(Task::Renew)(event) } else { renew(desk, done) }
                    >
                        {tr!("keys-renew.button")}
                    </button>
                </p>
                <Show when=move || task.get() == Some(Task::Renew)><PasscodeForm task done/></Show>
            </section>
        </Show>
    }
    .into_any()
}

/// Without a lock nobody has to be asked.
fn renew(desk: Desk, done: Callback<String>) {
    leptos::task::spawn_local(async move {
        match desk.backend.call(RenewKeys { passcode: None }).await {
            Ok(_) => done.try_run(Task::Renew.done()),
            Err(error) => done.try_run(phrase::fault(language(), error.code).whole()),
        };
    });
}

/// When the app locks by itself.
#[component]
fn Options() -> AnyView {
    let desk = desk();
    let lock = lock(desk);
    let fault = RwSignal::new(None::<ErrorView>);
    let options = Memo::new(move |_| lock.0.with(|lock| lock.options).unwrap_or_default());
    let change = move |options: LockOptionsView| {
        fault.set(None);
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.backend.call(ChangeLockOptions { options }).await {
                fault.try_set(Some(error));
            }
        });
    };
    let times = LockAfter::ALL
        .map(|after| {
            let chosen = Signal::derive(move || options.get().after == after);
            let choose = move || change(LockOptionsView { after, ..options.get_untracked() });
            let (value, label) = match after {
                LockAfter::Hidden => ("hidden", tr!("lock-after-hidden")),
                LockAfter::OneMinute => ("one", tr!("lock-after-minute")),
                LockAfter::FiveMinutes => ("five", tr!("lock-after-five")),
                LockAfter::FifteenMinutes => ("fifteen", tr!("lock-after-fifteen")),
            };
            view! { <Choice group="lock-after" value label chosen choose/> }
        })
        .collect_view();
    let can_cover = move || lock.0.with(|lock: &LockView| !lock.hidden_by_system).unwrap_or_default();
    let cover = move |_| change(LockOptionsView { cover: !options.get_untracked().cover, ..options.get_untracked() });
    view! {
        <fieldset class="choices"><legend>{tr!("lock-after")}</legend>{times}</fieldset>
        <p>{tr!("lock-after-sleep")}</p>
        <Show when=can_cover>
            <p>
                <label class="choice">
                    <input type="checkbox" prop:checked=move || options.get().cover on:change=cover/>
                    <span>{tr!("lock-cover")}</span>
                </label>
            </p>
        </Show>
        {move || fault.get().map(|error| view! { <p class="note">{phrase::fault(language(), error.code).whole()}</p> })}
    }
    .into_any()
}

/// Asks for the passcode there is, and for the new one twice.
#[component]
fn PasscodeForm(
    /// What is being done; none when it is given up.
    task: RwSignal<Option<Task>>,
    /// Says that it is done.
    done: Callback<String>,
) -> AnyView {
    let desk = desk();
    let lock = lock(desk);
    let now = Memo::new(move |_| task.get().unwrap_or(Task::Set));
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let told = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let wrong = Signal::derive(move || told.with(Option::is_some));
    let refuse = move |words: String, field: &'static str| {
        desk.announcer.say(words.clone());
        told.try_set(Some(words));
        focus(field);
    };
    let has_lock = Memo::new(move |_| lock.is_set());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let doing = now.get_untracked();
        let empty = |value: RwSignal<String>| value.with_untracked(String::is_empty);
        if has_lock.get_untracked() && empty(current) {
            return refuse(t!("lock-empty"), "#lock-current");
        }
        if doing.takes_new() && empty(new) {
            return refuse(t!("lock-empty"), "#lock-new");
        }
        if doing.takes_new() && new.get_untracked() != again.get_untracked() {
            return refuse(t!("lock-differ"), "#lock-again");
        }
        busy.set(true);
        let take = |value: RwSignal<String>| {
            let typed = std::mem::take(&mut *value.write());
            (!typed.is_empty()).then(|| Passcode::new(typed))
        };
        let (passcode, next) = (take(current), take(new));
        again.set(String::new());
        leptos::task::spawn_local(async move {
            let answer = match doing {
                Task::Renew => desk.backend.call(RenewKeys { passcode }).await,
                Task::Remove => desk.backend.call(ChangeLock { passcode, next: None }).await,
                Task::Set | Task::Change => desk.backend.call(ChangeLock { passcode, next }).await,
            };
            busy.try_set(false);
            match answer {
                Ok(PasscodeView::Accepted) => drop(done.try_run(doing.done())),
                Ok(answer) => {
                    let of_new = matches!(answer, PasscodeView::Length | PasscodeView::Simple);
                    let field = if of_new { "#lock-new" } else { "#lock-current" };
                    refuse(phrase::passcode_refused(language(), answer).unwrap_or_default(), field);
                }
                Err(error) => refuse(phrase::fault(language(), error.code).whole(), "#lock-form"),
            }
        });
    };
    view! {
        <form id="lock-form" class="card passcode" tabindex="-1" on:submit=send>
            <h3>{move || now.get().name()}</h3>
            <p>{move || now.get().lead()}</p>
            <Show when=move || has_lock.get()>
                <Field id="lock-current" wanted=Wanted::Secret label=tr!("lock-current") value=current wrong/>
            </Show>
            <Show when=move || now.get().takes_new()>
                <Field id="lock-new" wanted=Wanted::Secret label=tr!("lock-new") value=new wrong/>
                <Field id="lock-again" wanted=Wanted::Secret label=tr!("lock-again") value=again wrong/>
            </Show>
            {move || told.get().map(|words| view! { <p class="note">{words}</p> })}
            <p class="actions">
                <button type="submit" class="primary" aria-disabled=move || busy.get().then_some("true")>{move || now.get().name()}</button>
                <button type="button" on:click=move |_| task.set(None)>{tr!("cancel")}</button>
            </p>
        </form>
    }
    .into_any()
}
