//! What a notification of the system says. It may lie on a locked screen, so it says no more than it is given.

use protocol::telling::{NotificationView, ToldView};

use super::code::before_title;

/// The heading of a notification and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The heading: the app's name, or what the one thing is called.
    pub title: String,
    /// The text, in lines.
    pub body: String,
}

/// The words of a notification.
pub fn notification(told: &NotificationView) -> Notification {
    let language = told.language;
    let app = || "Kotikunta".to_owned();
    if told.locked {
        return Notification { title: app(), body: say!(language, "notification-locked") };
    }
    let mut lines: Vec<String> = Vec::new();
    let count: u32 = told.news.iter().map(|news| news.count).sum::<u32>().saturating_add(told.reminders);
    let named = |one: &ToldView| {
        let title = match before_title(language, &one.whose) {
            Some(whose) => format!("{whose} – {}", one.title.value),
            None => one.title.value.clone(),
        };
        if one.reminder { say!(language, "notification-reminder", title = title) } else { title }
    };
    if let ([only], 1, 0) = (told.content.as_slice(), count, told.lookups) {
        return Notification { title: named(only), body: only.sender.value.clone() };
    }
    if told.reminders > 0 {
        lines.push(say!(language, "notification-reminders", count = told.reminders));
    }
    lines.extend(
        told.news
            .iter()
            .map(|news| say!(language, "notification-news", sender = news.sender.value.as_str(), count = news.count)),
    );
    if told.lookups > 0 {
        lines.push(say!(language, "notification-lookups", count = told.lookups));
    }
    lines.extend(told.content.iter().map(named));
    Notification { title: app(), body: lines.join("\n") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{id::PartyId, need::Need, party::Relation, text::Language};
    use protocol::{
        telling::NewsView,
        view::{PartyView, Text},
    };

    use super::*;

    fn text(value: &str) -> Text {
        Text { value: value.to_owned(), lang: None }
    }

    fn told() -> NotificationView {
        NotificationView {
            language: Language::Fi,
            today: "2026-11-24".parse().unwrap(),
            locked: false,
            news: vec![NewsView { sender: text("Haikkala"), count: 2 }],
            reminders: 0,
            lookups: 0,
            content: Vec::new(),
            open: None,
        }
    }

    fn one(title: &str, reminder: bool) -> ToldView {
        let whose = PartyView {
            id: PartyId::new("elsa"),
            name: "Elsa Virta".to_owned(),
            relation: Relation::Child,
            sources: Vec::new(),
            protected: false,
            former: Vec::new(),
        };
        ToldView { title: text(title), sender: text("Haikkala"), whose, need: Need::Nothing, reminder }
    }

    #[test]
    fn without_content_it_says_how_much_came_from_where() {
        assert_eq!(
            notification(&told()),
            Notification { title: "Kotikunta".into(), body: "Haikkala: 2 uutta asiaa".into() }
        );
        let with_reminder = NotificationView { reminders: 1, ..told() };
        assert_eq!(notification(&with_reminder).body, "1 muistutus määräpäivästä\nHaikkala: 2 uutta asiaa");
        let single = NotificationView { news: vec![NewsView { sender: text("Haikkala"), count: 1 }], ..told() };
        assert_eq!(notification(&single).body, "Haikkala: 1 uusi asia");
    }

    #[test]
    fn lookups_are_counted_and_not_named() {
        let looked = NotificationView { news: Vec::new(), lookups: 3, ..told() };
        assert_eq!(notification(&looked).body, "Tietojasi katsottiin 3 kertaa");
        let with_one = NotificationView { lookups: 1, content: vec![one("Vastaa", false)], ..told() };
        let body = notification(&with_one).body;
        assert!(body.contains("Tietojasi katsottiin kerran"), "{body}");
    }

    #[test]
    fn one_thing_that_may_be_named_heads_it() {
        let named = NotificationView { news: Vec::new(), reminders: 1, content: vec![one("Vastaa", true)], ..told() };
        let said = notification(&named);
        assert_eq!((said.title.as_str(), said.body.as_str()), ("Muistutus: Koskee: Elsa Virta – Vastaa", "Haikkala"));
        let several = NotificationView { content: vec![one("Vastaa", false)], ..told() };
        assert_eq!(notification(&several).body, "Haikkala: 2 uutta asiaa\nKoskee: Elsa Virta – Vastaa");
    }

    #[test]
    fn behind_the_lock_it_says_nothing_of_what_came() {
        let said = notification(&NotificationView { locked: true, ..told() });
        assert!(!said.body.contains("Haikkala"), "{said:?}");
    }
}
