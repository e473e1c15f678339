//! What is written, kept as the resident types.

use std::time::Duration;

use domain::{
    form::Reply,
    outgoing::{Field as Part, Flaw},
    report::{Place, Reporter},
};
use leptos::prelude::*;
use protocol::{
    ErrorView, KeepLetter, SendLetter,
    letters::{AskedView, Given, LetterText, LetterView, OutgoingKind, SentView},
    reports::ReportGiven,
};

use crate::{phrase, state::Desk, words::language};

/// How long after the last letter a draft is kept.
const AFTER: Duration = Duration::from_millis(400);

/// A letter that is received within this time is said to be received, and not first that it goes.
const SOON: Duration = Duration::from_millis(1500);

/// What some kinds of letters say beside their words and their replies.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    /// How often the resident was in touch, if they tell.
    pub(super) contacts: RwSignal<Option<u32>>,
    /// The code of the kind of fault.
    pub(super) service: RwSignal<Option<String>>,
    /// Where it is.
    pub(super) place: RwSignal<Place>,
    /// Who reports it; none: nobody is told.
    pub(super) reporter: RwSignal<Option<Reporter>>,
}

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
    beside: StoredValue<Beside>,
    pub(super) kept: RwSignal<Keeping>,
    /// Counts what was written, so that only the last of it is kept.
    turn: StoredValue<u64>,
    /// Whether it is not to be kept any more: it is sent or discarded.
    pub(super) over: StoredValue<bool>,
}

impl Draft {
    pub(super) fn new(desk: Desk, letter: LetterView) -> Self {
        let LetterText { title, body, matter, given } = letter.text.clone();
        let (mut contacts, mut report) = (None, ReportGiven::default());
        let replies = match given {
            Given::Nothing => Vec::new(),
            Given::Replies(replies) => replies,
            Given::Feedback(replies, told) => {
                contacts = told;
                replies
            }
            Given::Report(mut given) => {
                let replies = std::mem::take(&mut given.replies);
                report = *given;
                replies
            }
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
            beside: StoredValue::new(Beside {
                contacts: RwSignal::new(contacts),
                service: RwSignal::new(report.service),
                place: RwSignal::new(report.place),
                reporter: RwSignal::new(report.reporter),
            }),
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
                OutgoingKind::Feedback => {
                    Given::Feedback(self.replies.get_untracked(), self.beside().contacts.get_untracked())
                }
                OutgoingKind::Report => {
                    let Beside { service, place, reporter, .. } = self.beside();
                    Given::Report(Box::new(ReportGiven {
                        service: service.get_untracked(),
                        replies: self.replies.get_untracked(),
                        place: place.get_untracked(),
                        reporter: reporter.get_untracked(),
                    }))
                }
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

    /// What is said beside the words and the replies.
    pub(super) fn beside(self) -> Beside {
        self.beside.get_value()
    }

    /// Keeps what is written from here on as it changes, and the last of it when the page is left. What was there at first is
    /// not written.
    pub(super) fn keep_as_written(self) {
        Effect::new(move |before: Option<()>| {
            self.title.track();
            self.body.track();
            self.matter.track();
            self.replies.track();
            let Beside { contacts, service, place, reporter } = self.beside();
            contacts.track();
            service.track();
            place.track();
            reporter.track();
            if before.is_some() {
                self.keep_soon();
            }
        });
        // Who leaves the page within the moment loses nothing.
        on_cleanup(move || {
            if self.kept.try_get_untracked() == Some(Keeping::OnItsWay) && self.over.try_get_value() == Some(false) {
                let (id, to) = self.letter.with_value(|letter| (letter.id.clone(), letter.to.clone()));
                let (desk, text) = (self.desk, self.text());
                leptos::task::spawn_local(async move { drop(desk.backend.call(KeepLetter { id, to, text }).await) });
            }
        });
    }

    /// Keeps and sends it. `went` is run when it goes, before that is said, and `mend` where parts have to be mended first. Why
    /// it cannot be sent otherwise is said and put into `failed`.
    pub(super) fn send(
        self,
        went: Callback<()>,
        mend: Callback<Vec<(Part, Flaw)>>,
        failed: RwSignal<Option<ErrorView>>,
    ) {
        let desk = self.desk;
        leptos::task::spawn_local(async move {
            if self.keep().await.is_err() {
                return;
            }
            let Some((id, kind)) =
                self.letter.try_with_value(|letter| (letter.id.clone(), OutgoingKind::from(&letter.to)))
            else {
                return;
            };
            match desk.backend.call(SendLetter { id: id.clone() }).await {
                Ok(SentView::Going) => {
                    self.over.try_set_value(true);
                    went.try_run(());
                    // Where it is received at once, that is what is said.
                    let said = move || {
                        if desk.told.try_get_value().flatten().as_ref() != Some(&id) {
                            desk.announcer.say(phrase::going(language(), kind));
                        }
                    };
                    set_timeout(said, SOON);
                }
                Ok(SentView::Flawed(flaws)) => {
                    mend.try_run(flaws);
                }
                Err(error) => {
                    desk.announcer.say(phrase::fault(language(), error.code).whole());
                    failed.try_set(Some(error));
                }
            }
        });
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
