//! What is said of the use of data as a whole, of the rights about it, and to who has looked.

use std::collections::BTreeSet;

use domain::{
    consent::{DataRight, State},
    data_use::Permission,
    party::Relation,
    text::Language,
};
use protocol::data_use::{DataUseLineView, DataUsesView, LookupView};

use super::{
    data_use::{direction, flag},
    day_full, when_full,
};

/// Whether the resident decides on a use, because it rests on their choice.
pub fn is_chosen(line: &DataUseLineView) -> bool {
    Permission::ALL.into_iter().any(|choice| choice != Permission::Prohibition && line.basis.allows(choice))
}

/// Whether a use is going on: one that rests on a choice only while that is given.
fn is_going_on(line: &DataUseLineView) -> bool {
    !is_chosen(line) || line.choice.as_ref().is_some_and(|choice| choice.state.is_some_and(State::permits))
}

/// Who uses the resident's data, whether anything is wrong, and what is new: a sentence each.
pub fn uses(language: Language, view: &DataUsesView) -> Vec<String> {
    let who = |chosen: bool| {
        let going_on = view.uses.iter().filter(|line| is_chosen(line) == chosen && is_going_on(line));
        going_on.map(|line| line.controller.value.as_str()).collect::<BTreeSet<_>>().len()
    };
    let by_choice = match who(true) {
        0 => say!(language, "uses-by-choice.none"),
        count => say!(language, "uses-by-choice", count = count),
    };
    let by_law = match who(false) {
        0 => String::new(),
        count => say!(language, "uses-by-law", count = count),
    };
    let wrong = match view.flagged_count {
        0 if view.lookups == 0 => String::new(),
        0 => say!(language, "uses-wrong.none"),
        count => say!(language, "uses-wrong", count = count),
    };
    let new = match view.new_lookups {
        0 => say!(language, "uses-new.none"),
        count => say!(language, "uses-new", count = count),
    };
    let waits = match view.requests.len() {
        0 => String::new(),
        count => say!(language, "uses-asked", count = count),
    };
    [by_choice, by_law, wrong, new, waits].into_iter().filter(|said| !said.is_empty()).collect()
}

/// What beginning to use a right is called.
pub fn right_begin(language: Language, right: DataRight) -> String {
    match right {
        DataRight::Access => say!(language, "ask-access"),
        DataRight::Rectification => say!(language, "ask-rectification"),
        DataRight::Erasure => say!(language, "ask-erasure"),
        DataRight::Restriction => say!(language, "ask-restriction"),
        DataRight::Objection => say!(language, "ask-objection"),
        DataRight::Prohibit => say!(language, "ask-prohibit"),
    }
}

/// What using a right brings, in sentences.
pub fn right_means(language: Language, right: DataRight) -> String {
    match right {
        DataRight::Access => say!(language, "ask-access.means"),
        DataRight::Rectification => say!(language, "ask-rectification.means"),
        DataRight::Erasure => say!(language, "ask-erasure.means"),
        DataRight::Restriction => say!(language, "ask-restriction.means"),
        DataRight::Objection => say!(language, "ask-objection.means"),
        DataRight::Prohibit => say!(language, "ask-prohibit.means"),
    }
}

/// When it is answered (GDPR Art. 12(3)); a prohibition takes effect when it is received.
pub fn right_answer(language: Language, right: DataRight) -> String {
    match right {
        DataRight::Prohibit => say!(language, "ask-at-once"),
        _ => say!(language, "ask-answer"),
    }
}

/// What is to be written.
pub fn right_asks(language: Language, right: DataRight) -> String {
    match right {
        DataRight::Rectification => say!(language, "ask-rectification.words"),
        DataRight::Objection => say!(language, "ask-objection.words"),
        _ => say!(language, "ask-words"),
    }
}

/// A question about a lookup to who tells of it, as its title and its text: when, who, what, and why it looks wrong.
pub fn question(language: Language, lookup: &LookupView) -> (String, String) {
    let title = say!(language, "question-title", day = day_full(language, lookup.when.date));
    let who = [
        Some(lookup.receiver.value.as_str()),
        lookup.role.as_ref().map(|it| it.value.as_str()),
        lookup.system.as_deref(),
    ];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let what = [Some(lookup.action.value.clone()), direction(language, lookup.direction)];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let mut lines = vec![
        say!(language, "question-lead"),
        say!(language, "question-when", when = when_full(language, &lookup.when)),
        say!(language, "question-who", who = who),
        say!(language, "question-what", what = what),
    ];
    if lookup.whose.relation != Relation::Myself {
        lines.push(say!(language, "question-whose", name = lookup.whose.name.as_str()));
    }
    if !lookup.data.is_empty() {
        let data = lookup.data.iter().map(|data| data.value.as_str()).collect::<Vec<_>>().join(", ");
        lines.push(say!(language, "question-data", data = data));
    }
    if let Some((_, purpose)) = &lookup.data_use {
        lines.push(say!(language, "question-use", purpose = purpose.value.as_str()));
    }
    if let Some((why, ended)) = &lookup.flag {
        lines.push(String::new());
        lines.push(say!(language, "question-wrong", why = flag(language, *why, ended.as_ref())));
    }
    lines.push(String::new());
    lines.push(say!(language, "question-answer"));
    (title, lines.join("\n"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        consent::{Overlay, watch::Flag},
        data_use::LegalBasis,
        id::{PartyId, PartyRef, RecordKey, RecordKind, RemoteId, SourceId},
        lookup::Direction,
    };
    use protocol::{
        data_use::ChoiceView,
        view::{PartyView, Text, When},
    };

    use super::*;

    fn text(value: &str) -> Text {
        Text { value: value.to_owned(), lang: None }
    }

    fn whose(relation: Relation) -> PartyView {
        PartyView {
            id: PartyId::new("p"),
            name: "Onni Virta".to_owned(),
            relation,
            sources: vec![],
            protected: false,
            former: vec![],
        }
    }

    fn line(controller: &str, basis: LegalBasis, state: Option<State>) -> DataUseLineView {
        let permission = if basis == LegalBasis::DisclosureByPermission {
            Permission::DisclosurePermission
        } else {
            Permission::Consent
        };
        let choice = state.map(|state| ChoiceView {
            permission,
            item: None,
            state: Some(state),
            doubt: None,
            overlay: Overlay::Nothing,
            until: None,
        });
        DataUseLineView {
            item: RecordKey { source: SourceId::new("kaarna"), kind: RecordKind::DataUse, id: RemoteId::new("u") },
            purpose: text("Päivähoito"),
            controller: text(controller),
            whose: whose(Relation::Myself),
            basis,
            choice,
            last_used: None,
            lookups: 0,
            new: 0,
            flagged: 0,
        }
    }

    fn lookup(flag: Option<Flag>) -> LookupView {
        let when = When {
            date: "2026-11-23".parse().unwrap(),
            time: Some("08:05:00".parse().unwrap()),
            iso: "2026-11-23T08:05:00+02:00".to_owned(),
        };
        LookupView {
            source: SourceId::new("kaarna"),
            id: RemoteId::new("l-1"),
            sender: text("Kaarna"),
            whose: whose(Relation::Child),
            party: PartyRef { source: SourceId::new("kaarna"), key: RemoteId::new("onni") },
            when: when.clone(),
            action: text("Rokotustiedot luettiin"),
            receiver: text("Haikkalan päiväkoti"),
            system: Some("Päikky".to_owned()),
            role: None,
            source_system: None,
            basis: None,
            data: vec![text("rokotukset")],
            direction: Direction::Viewed,
            denied: false,
            data_use: None,
            consent: None,
            is_new: true,
            flag: flag.map(|flag| (flag, Some(when))),
        }
    }

    #[test]
    fn who_uses_what_is_counted_by_who_decides_and_only_what_permits_counts() {
        let view = DataUsesView {
            uses: vec![
                line("Kaarna", LegalBasis::Consent, Some(State::Given)),
                line("Kaarna", LegalBasis::DisclosureByPermission, Some(State::Given)),
                line("Seura", LegalBasis::Consent, Some(State::Withdrawn)),
                line("Yliopisto", LegalBasis::Consent, None),
                line("Haikkala", LegalBasis::PublicTask, None),
                line("Kela", LegalBasis::LegalObligation, None),
            ],
            lookups: 7,
            flagged_count: 1,
            new_lookups: 4,
            ..DataUsesView::default()
        };
        let said = uses(Language::Fi, &view);
        assert_eq!(
            said,
            [
                "Yksi taho käyttää tietojasi luvallasi.",
                "2 tahoa käyttää niitä lain tai sopimuksen perusteella.",
                "Yksi katselu näyttää väärältä.",
                "Uusia katseluja on 4.",
            ]
        );
    }

    #[test]
    fn where_nothing_is_told_nothing_is_said_to_be_right() {
        let said = uses(Language::Fi, &DataUsesView::default()).join(" ");
        assert!(!said.contains("väärältä"), "{said}");
        let seen = DataUsesView { lookups: 3, ..DataUsesView::default() };
        assert!(uses(Language::Fi, &seen).join(" ").contains("Mikään katselu ei näytä väärältä."));
    }

    #[test]
    fn a_question_says_when_who_what_and_why() {
        for language in Language::ALL {
            let (title, body) = question(language, &lookup(Some(Flag::AfterEnd)));
            assert!(!title.contains('\n') && title.contains("2026"), "{title}");
            for said in ["Haikkalan päiväkoti, Päikky", "Rokotustiedot luettiin", "Onni Virta", "rokotukset"] {
                assert!(body.contains(said), "{said} is not in {body}");
            }
            assert!(body.contains(&when_full(language, &lookup(None).when)), "{body}");
            let why = flag(language, Flag::AfterEnd, Some(&lookup(None).when));
            assert!(body.contains(&why), "{body}");
            assert!(
                !question(language, &lookup(None)).1.contains(&why),
                "of what is not flagged nothing is said to be wrong"
            );
        }
    }

    #[test]
    fn each_right_is_begun_and_explained_in_words_of_its_own() {
        for language in Language::ALL {
            for say in [right_begin, right_means] {
                let said: BTreeSet<_> = DataRight::ALL.into_iter().map(|right| say(language, right)).collect();
                assert_eq!(said.len(), DataRight::ALL.len(), "{said:?}");
            }
        }
        assert_ne!(right_answer(Language::Fi, DataRight::Prohibit), right_answer(Language::Fi, DataRight::Access));
    }
}
