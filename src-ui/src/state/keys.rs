//! The keyboard: what the keys do everywhere, in one table, and which keys a resident may choose instead.
//!
//! A key is written as it is said: `F6`, `Shift+F6`, `Alt+N`. Bare letters and digits, Insert, Caps Lock and Ctrl with Alt
//! belong to screen readers and to writing; they are never ours.

use protocol::view::KeyView;
use web_sys::KeyboardEvent;

use super::View;

/// What a key does, wherever the resident is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To the next region of the page.
    NextRegion,
    /// To the previous region of the page.
    PreviousRegion,
    /// To a main view.
    Go(View),
    /// To the next item that waits for the resident.
    NextWaiting,
    /// To the field in which one looks for something.
    Search,
    /// Say the last announcement again.
    Repeat,
    /// Print what is open.
    Print,
    /// Lock the app.
    Lock,
}

/// A row of the table.
pub struct Usual {
    /// What the key does.
    pub action: Action,
    /// The name under which a chosen key is kept. It never changes.
    pub name: &'static str,
    /// The key, unless the resident has chosen another.
    pub key: &'static str,
}

/// Every action with its usual key, in the order in which they are listed.
pub static USUAL: [Usual; 16] = [
    Usual { action: Action::NextRegion, name: "next-region", key: "F6" },
    Usual { action: Action::PreviousRegion, name: "previous-region", key: "Shift+F6" },
    Usual { action: Action::Go(View::Inbox), name: "inbox", key: "Alt+1" },
    Usual { action: Action::Go(View::Cases), name: "cases", key: "Alt+2" },
    Usual { action: Action::Go(View::People), name: "people", key: "Alt+3" },
    Usual { action: Action::Go(View::Contact), name: "contact", key: "Alt+4" },
    Usual { action: Action::Go(View::Letters), name: "letters", key: "Alt+5" },
    Usual { action: Action::Go(View::Calendar), name: "calendar", key: "Alt+6" },
    Usual { action: Action::Go(View::Uses), name: "use", key: "Alt+7" },
    Usual { action: Action::Go(View::Reports), name: "report", key: "Alt+8" },
    Usual { action: Action::NextWaiting, name: "next-waiting", key: "Alt+N" },
    Usual { action: Action::Search, name: "search", key: "Ctrl+F" },
    Usual { action: Action::Print, name: "print", key: "Ctrl+P" },
    Usual { action: Action::Repeat, name: "repeat", key: "Alt+R" },
    Usual { action: Action::Lock, name: "lock", key: "Alt+L" },
    Usual { action: Action::Go(View::Help), name: "help", key: "F1" },
];

/// Letters that do something else everywhere together with Ctrl: select, copy, quit, paste, close, cut, redo, undo. To
/// find and to print are ours.
const EDITING: &str = "ACQVWXYZ";

/// Why a key cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is needed for writing, for moving about, or by a screen reader on every page.
    Bare,
    /// Screen readers own it.
    ScreenReader,
    /// The device or the web view owns it.
    Device,
    /// It does something else already.
    Taken(Action),
}

/// The key of an event; `None` while only keys like Shift are held down.
pub fn pressed(event: &KeyboardEvent) -> Option<String> {
    let held = [event.ctrl_key(), event.alt_key(), event.shift_key(), event.meta_key()];
    spell(held, &event.key(), &event.code())
}

/// What a key does now.
pub fn action(key: &str, chosen: &[KeyView]) -> Option<Action> {
    // A chosen key goes before a usual one: a later version may use a key that the resident has already given away.
    let chosen_for = USUAL.iter().find(|usual| choice(usual, chosen).is_some_and(|chosen| chosen == key));
    let usual = || USUAL.iter().find(|usual| usual.key == key && choice(usual, chosen).is_none());
    Some(chosen_for.or_else(usual)?.action)
}

/// The key of an action now.
pub fn key<'a>(usual: &Usual, chosen: &'a [KeyView]) -> &'a str {
    choice(usual, chosen).unwrap_or(usual.key)
}

/// The chosen keys with another key for one action, or why that cannot be.
pub fn choose(usual: &Usual, key: &str, chosen: &[KeyView]) -> Result<Vec<KeyView>, Refused> {
    allowed(key)?;
    if let Some(other) = action(key, chosen).filter(|other| *other != usual.action) {
        return Err(Refused::Taken(other));
    }
    let mut keys: Vec<KeyView> = chosen.iter().filter(|chosen| chosen.action != usual.name).cloned().collect();
    if key != usual.key {
        keys.push(KeyView { action: usual.name.to_owned(), key: key.to_owned() });
    }
    Ok(keys)
}

fn choice<'a>(usual: &Usual, chosen: &'a [KeyView]) -> Option<&'a str> {
    let chosen = chosen.iter().find(|chosen| chosen.action == usual.name)?;
    allowed(&chosen.key).is_ok().then_some(chosen.key.as_str())
}

/// Letters and digits with Ctrl or Alt, and the function keys, are free.
fn allowed(key: &str) -> Result<(), Refused> {
    let (held, name) = key.rsplit_once('+').unwrap_or(("", key));
    let holds = |modifier: &str| held.split('+').any(|held| held == modifier);
    let (ctrl, alt) = (holds("Ctrl"), holds("Alt"));
    let function = name.len() > 1 && name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
    let sign = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if matches!(name, "Insert" | "CapsLock" | "NumLock" | "ScrollLock") || ctrl && alt {
        return Err(Refused::ScreenReader);
    }
    if !(ctrl || alt || holds("Meta") || function) {
        return Err(Refused::Bare);
    }
    let editing = ctrl && EDITING.contains(name);
    if holds("Meta") || !(function || sign) || editing || (alt && name == "F4") {
        return Err(Refused::Device);
    }
    Ok(())
}

/// A letter or digit is taken by what it writes, and where it writes something else, by where it lies: with Alt or Shift
/// held down many keyboards write other signs.
fn spell(held: [bool; 4], key: &str, code: &str) -> Option<String> {
    if matches!(key, "Control" | "Alt" | "AltGraph" | "Shift" | "Meta" | "OS" | "Process" | "Unidentified") {
        return None;
    }
    let written = Some(key).filter(|key| key.len() == 1 && key.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let lies = || code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit"));
    let name = match written.or_else(lies).unwrap_or(key) {
        " " => "Space".to_owned(),
        name if name.len() == 1 => name.to_ascii_uppercase(),
        name => name.to_owned(),
    };
    let held =
        ["Ctrl+", "Alt+", "Shift+", "Meta+"].into_iter().zip(held).filter_map(|(name, held)| held.then_some(name));
    Some(held.collect::<String>() + &name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ALT: [bool; 4] = [false, true, false, false];

    fn row(name: &str) -> &'static Usual {
        USUAL.iter().find(|usual| usual.name == name).unwrap()
    }

    #[test]
    fn every_usual_key_may_be_chosen_and_none_stands_twice() {
        for usual in &USUAL {
            assert_eq!(allowed(usual.key), Ok(()), "{}", usual.key);
            assert_eq!(action(usual.key, &[]), Some(usual.action), "{}", usual.key);
            assert_eq!(USUAL.iter().filter(|other| other.name == usual.name).count(), 1, "{}", usual.name);
        }
    }

    #[test]
    fn what_screen_readers_and_writing_need_is_refused() {
        for (key, why) in [
            ("H", Refused::Bare),
            ("7", Refused::Bare),
            ("Shift+K", Refused::Bare),
            ("Tab", Refused::Bare),
            ("ArrowDown", Refused::Bare),
            ("Space", Refused::Bare),
            ("Insert", Refused::ScreenReader),
            ("Shift+Insert", Refused::ScreenReader),
            ("CapsLock", Refused::ScreenReader),
            ("Ctrl+Alt+ArrowLeft", Refused::ScreenReader),
            ("Ctrl+Alt+E", Refused::ScreenReader),
            ("Ctrl+C", Refused::Device),
            ("Alt+F4", Refused::Device),
            ("Alt+ArrowLeft", Refused::Device),
            ("Meta+L", Refused::Device),
        ] {
            assert_eq!(choose(row("help"), key, &[]), Err(why), "{key}");
        }
    }

    #[test]
    fn aino_moves_help_and_the_old_key_is_free() {
        let chosen = choose(row("help"), "Alt+H", &[]).unwrap();
        assert_eq!((action("Alt+H", &chosen), action("F1", &chosen)), (Some(Action::Go(View::Help)), None));
        assert_eq!(choose(row("inbox"), "Alt+H", &chosen), Err(Refused::Taken(Action::Go(View::Help))));
        let both = choose(row("inbox"), "F1", &chosen).unwrap();
        assert_eq!((action("F1", &both), action("Alt+1", &both)), (Some(Action::Go(View::Inbox)), None));
        assert_eq!(choose(row("help"), "F1", &chosen), Ok(vec![]), "the usual key needs no record");
    }

    #[test]
    fn a_kept_key_that_cannot_be_leaves_the_usual_one() {
        let kept = [KeyView { action: "help".to_owned(), key: "H".to_owned() }];
        assert_eq!((key(row("help"), &kept), action("H", &kept)), ("F1", None));
    }

    #[test]
    fn keys_are_spelled_by_what_they_write_else_by_where_they_lie() {
        assert_eq!(spell(ALT, "n", "KeyL").as_deref(), Some("Alt+N"));
        assert_eq!(spell(ALT, "&", "Digit1").as_deref(), Some("Alt+1"));
        assert_eq!(spell([false, true, true, false], "˜", "KeyN").as_deref(), Some("Alt+Shift+N"));
        assert_eq!(spell([false, false, true, false], "F6", "F6").as_deref(), Some("Shift+F6"));
        assert_eq!(spell([false; 4], " ", "Space").as_deref(), Some("Space"));
        assert_eq!(spell(ALT, "Alt", "AltLeft"), None);
    }
}
