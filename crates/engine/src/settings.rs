//! How the resident likes the app. Kept in the encrypted profile: even a language tells something about a person.

use domain::text::Language;
use protocol::view::{SettingsView, Theme};
use store::{Store, StoreError};

const NAME: &str = "interface";
/// Text sizes offered, in per cent of the system's.
const TEXT_SIZES: std::ops::RangeInclusive<u16> = 100..=200;
/// Most keys kept, and the longest name of an action or key. What they mean only the interface knows.
const MOST_KEYS: usize = 64;
const LONGEST_NAME: usize = 40;

/// The settings of a new profile.
pub(crate) fn first(language: Language) -> SettingsView {
    SettingsView { language, theme: Theme::System, text_size: *TEXT_SIZES.start(), keys: Vec::new() }
}

/// The stored settings; none before the first change, and none when they cannot be read any more.
pub(crate) fn read(store: &Store) -> Result<Option<SettingsView>, StoreError> {
    Ok(store.setting(NAME)?.and_then(|json| serde_json::from_str(&json).ok()).map(valid))
}

/// Stores the settings and answers them as they are kept.
pub(crate) fn write(store: &Store, settings: SettingsView) -> Result<SettingsView, StoreError> {
    let settings = valid(settings);
    let json = serde_json::to_string(&settings).map_err(StoreError::from)?;
    store.set_setting(NAME, &json)?;
    Ok(settings)
}

fn valid(mut settings: SettingsView) -> SettingsView {
    settings.text_size = settings.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
    settings.keys.retain(|chosen| chosen.action.len() <= LONGEST_NAME && chosen.key.len() <= LONGEST_NAME);
    settings.keys.truncate(MOST_KEYS);
    settings
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn settings_kept_before_keys_could_be_chosen_are_still_read() {
        let kept: SettingsView = serde_json::from_str(r#"{"language":"sv","theme":"dark","text_size":150}"#).unwrap();
        assert_eq!(kept, SettingsView { theme: Theme::Dark, text_size: 150, ..first(Language::Sv) });
    }
}
