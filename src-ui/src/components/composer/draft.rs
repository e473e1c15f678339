//! What is written, kept as the resident types.

use std::time::Duration;

use domain::form::Reply;
use leptos::prelude::*;
use protocol::{
    ErrorView, KeepLetter,
    letters::{AskedView, Given, LetterText, LetterView, OutgoingKind},
};

use crate::{phrase, state::Desk, words::language};

/// How long after the last letter a draft is kept.
const AFTER: Duration = Duration::from_millis(400);

/// How keeping the draft goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Nothing has been written yet.
    Nothing,
    /// It is being kept.
    OnItsWay,
    /// It is kept.
    Done,
    /// It is not.
    Failed,
}

/// A draft that is kept as one types.
#[derive(Clone, Copy)]
pub struct Draft {
    pub(super) desk: Desk,
    pub(super) letter: StoredValue<LetterView>,
    pub(super) title: RwSignal<String>,
    pub(super) body: RwSignal<String>,
    pub(super) matter: RwSignal<Option<String>>,
    pub(super) replies: RwSignal<Vec<Reply>>,
    /// How often the resident was in touch, if they tell.
    pub(super) contacts: RwSignal<Option<u32>>,
    pub(super) kept: RwSignal<Keeping>,
    /// Counts what was written, so that only the last of it is kept.
    turn: StoredValue<u64>,
    /// Whether it is not to be kept any more: it is sent or discarded.
    pub(super) over: StoredValue<bool>,
}

impl Draft {
    pub(super) fn new(desk: Desk, letter: LetterView) -> Self {
        let LetterText { title, body, matter, given } = letter.text.clone();
        let (replies, contacts) = match given {
            Given::Nothing => (Vec::new(), None),
            Given::Replies(replies) => (replies, None),
            Given::Feedback(replies, contacts) => (replies, contacts),
        };
        // Whether they tell how often they were in touch is asked of them, and told unless they say no.
        let begun = replies.iter().any(|reply| !reply.is_blank());
        let contacts = match &letter.asked {
            AskedView::Feedback(_, counted) => contacts.or((!begun).then_some(*counted)),
            _ => None,
        };
        Self {
            desk,
            letter: StoredValue::new(letter),
            title: RwSignal::new(title),
            body: RwSignal::new(body),
            matter: RwSignal::new(matter),
            replies: RwSignal::new(replies),
            contacts: RwSignal::new(contacts),
            kept: RwSignal::new(Keeping::Nothing),
            turn: StoredValue::new(0),
            over: StoredValue::new(false),
        }
    }

    pub(super) fn text(self) -> LetterText {
        LetterText {
            title: self.title.get_untracked(),
            body: self.body.get_untracked(),
            matter: self.matter.get_untracked(),
            given: match self.letter.with_value(|letter| OutgoingKind::from(&letter.to)) {
                OutgoingKind::Answer | OutgoingKind::Contact | OutgoingKind::Appeal => {
                    Given::Replies(self.replies.get_untracked())
                }
                OutgoingKind::Feedback => Given::Feedback(self.replies.get_untracked(), self.contacts.get_untracked()),
                OutgoingKind::Letter
                | OutgoingKind::Withdrawal
                | OutgoingKind::Data(_)
                | OutgoingKind::ConsentGiven
                | OutgoingKind::ConsentExtended
                | OutgoingKind::ConsentRefused
                | OutgoingKind::ConsentWithdrawal => Given::Nothing,
            },
        }
    }

    /// What is replied to each question.
    pub const fn replies(self) -> RwSignal<Vec<Reply>> {
        self.replies
    }

    /// Keeps it once the resident has stopped typing for a moment.
    pub(super) fn keep_soon(self) {
        let mine = self.turn.get_value() + 1;
        self.turn.set_value(mine);
        self.kept.set(Keeping::OnItsWay);
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(mine) {
                    leptos::task::spawn_local(async move { drop(self.keep().await) });
                }
            },
            AFTER,
        );
    }

    /// Keeps it now.
    pub(super) async fn keep(self) -> Result<(), ErrorView> {
        if self.over.try_get_value() != Some(false) {
            return Ok(());
        }
        self.turn.update_value(|turn| *turn += 1);
        let (id, to) = self.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
        let kept = self.desk.backend.call(KeepLetter { id, to, text: self.text() }).await;
        let before = self.kept.try_get_untracked();
        self.kept.try_set(if kept.is_ok() { Keeping::Done } else { Keeping::Failed });
        if let Err(error) = &kept
            && before != Some(Keeping::Failed)
        {
            let words = format!("{} {}", t!("letter-not-kept"), phrase::fault(language(), error.code).whole());
            self.desk.announcer.say(words);
        }
        kept
    }
}

pub(super) fn kept_words(kept: Keeping) -> String {
    match kept {
        Keeping::Nothing => String::new(),
        Keeping::OnItsWay => t!("letter-keeping"),
        Keeping::Done => t!("letter-kept"),
        Keeping::Failed => t!("letter-not-kept"),
    }
}
