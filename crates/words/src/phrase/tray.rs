//! What the icon in the tray says. Anybody who passes by can read it, so it says how much there is and never what.

use domain::text::Language;

/// The title of the icon; `None` of what waits: the app is locked, or does not know yet.
pub fn title(language: Language, needs_you: Option<u64>) -> String {
    match needs_you {
        None => "Kotikunta".to_owned(),
        Some(0) => say!(language, "tray-nothing-waits"),
        Some(count) => say!(language, "tray-waiting", count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_much_waits_and_nothing_while_locked() {
        for (language, one, many) in [
            (Language::Fi, "Kotikunta: 1 odottaa sinua", "Kotikunta: 6 odottaa sinua"),
            (Language::Sv, "Kotikunta: 1 väntar på dig", "Kotikunta: 6 väntar på dig"),
            (Language::En, "Kotikunta: 1 item is waiting for you", "Kotikunta: 6 items are waiting for you"),
        ] {
            assert_eq!((title(language, Some(1)), title(language, Some(6))), (one.to_owned(), many.to_owned()));
            assert_eq!(title(language, None), "Kotikunta");
        }
        assert_eq!(title(Language::Fi, Some(0)), "Kotikunta: mikään ei odota sinua");
    }
}
