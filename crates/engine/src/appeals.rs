//! Seeking a change in a decision: whether it can be done here, what is asked, and what came of it.

use domain::{
    appeal,
    decision::{AppealInstruction, AppealKind, Decision},
    form::{Form, Reply},
    id::{RecordKey, RecordKind},
    record::Record,
};
use protocol::{
    ErrorView,
    letters::{AppealAskedView, AppealingView, OutgoingKind, PhaseView, QuestionView},
    view::{CaseLinkView, ItemBody, ItemView},
};
use store::{Store, StoreError, StoredRecord};

use crate::{
    Engine,
    answer::{Names, when},
    answering::under_way,
    items::appeal_view,
    letters::link_to,
};

/// The decisions that have to do with a case or a decision by way of a request for review.
#[derive(Default)]
struct Reviewed {
    /// The request for review of the decision.
    request: Option<StoredRecord>,
    /// The decision on that request.
    answer: Option<StoredRecord>,
    /// The decision whose review was requested by this case, or on whose review this decision was made.
    original: Option<StoredRecord>,
}

impl Engine {
    /// Says of a decision whether a change can be sought in it here, and of a request for review what it is about.
    pub(crate) async fn tell_appeals(
        &self,
        names: &Names,
        stored: &StoredRecord,
        view: &mut ItemView,
    ) -> Result<(), ErrorView> {
        if !matches!(view.body, ItemBody::Decision(_) | ItemBody::Case(_)) {
            return Ok(());
        }
        let (item, record) = (view.item.clone(), stored.record.clone());
        let found = self.in_store(move |store| reviewed(store, &item, &record)).await?;
        let source = &view.item.source;
        let link = |stored: &Option<StoredRecord>| stored.as_ref().and_then(|stored| link_to(names, source, stored));
        match (&stored.record, &mut view.body) {
            (Record::Decision(decision), ItemBody::Decision(body)) => {
                let barred = view.standing.as_ref().is_some_and(|standing| standing.hindrance.is_some());
                let sent = under_way(&view.letters, OutgoingKind::Appeal).cloned();
                let offered = offered(stored).filter(|_| !barred);
                body.appealing = appealing(decision, offered, sent, link(&found.request), link(&found.answer));
                body.reviews = link(&found.original);
            }
            (_, ItemBody::Case(body)) => body.reviews = link(&found.original),
            _ => {}
        }
        Ok(())
    }
}

fn appealing(
    decision: &Decision,
    offered: Option<&AppealInstruction>,
    sent: Option<PhaseView>,
    request: Option<CaseLinkView>,
    answer: Option<CaseLinkView>,
) -> AppealingView {
    match (request, sent, offered) {
        (Some(request), _, _) => AppealingView::Requested(request, answer.filter(|it| it.item.id != decision.id)),
        (None, Some(phase), _) => AppealingView::Sent(phase),
        (None, None, Some(appeal)) if is_sent(appeal) => AppealingView::Offered,
        (None, None, Some(_)) => AppealingView::Written,
        (None, None, None) => AppealingView::Nothing,
    }
}

fn reviewed(store: &Store, item: &RecordKey, record: &Record) -> Result<Reviewed, StoreError> {
    let of = |kind, id: &domain::id::RemoteId| RecordKey { source: item.source.clone(), kind, id: id.clone() };
    let original = |case: &Record| match case {
        Record::Case(case) => case.reviews.as_ref().map(|id| store.record(&of(RecordKind::Decision, id))).transpose(),
        _ => Ok(None),
    };
    match record {
        Record::Case(_) => Ok(Reviewed { original: original(record)?.flatten(), ..Reviewed::default() }),
        Record::Decision(decision) => {
            let request = store.review_of(item)?;
            let answer = match &request {
                Some(case) => {
                    let rows = store.case_items(&case.source, &case.id)?;
                    let decided = rows.into_iter().find(|row| row.key.kind == RecordKind::Decision);
                    decided.map(|row| store.record(&row.key)).transpose()?.flatten()
                }
                None => None,
            };
            let case = decision.case.as_ref().map(|id| store.record(&of(RecordKind::Case, id))).transpose()?.flatten();
            Ok(Reviewed {
                request: request.map(|key| store.record(&key)).transpose()?.flatten(),
                answer,
                original: case.map(|case| original(&case.record)).transpose()?.flatten().flatten(),
            })
        }
        _ => Ok(Reviewed::default()),
    }
}

/// How a change is sought in a decision, where it can be. A period that is over is no hindrance: the authority decides on that,
/// and may have to examine the request all the same.
pub(crate) fn offered(stored: &StoredRecord) -> Option<&AppealInstruction> {
    let Record::Decision(decision) = &stored.record else { return None };
    if stored.gone.is_some() || stored.archived_at.is_some() {
        return None;
    }
    decision.appeal.as_ref().filter(|appeal| appeal.kind != AppealKind::NotAppealable)
}

/// Whether it is sent from here.
pub(crate) fn is_sent(appeal: &AppealInstruction) -> bool {
    appeal.kind == AppealKind::ReviewRequest && appeal.receives
}

/// The questions of an appeal in this decision; `None` where there is none to make.
pub(crate) fn form(stored: &StoredRecord) -> Option<Form> {
    offered(stored).map(|appeal| appeal::form(is_sent(appeal)))
}

/// What is asked of whoever seeks a change.
pub(crate) fn asked(names: &Names, stored: &StoredRecord, questions: Vec<QuestionView>) -> Option<AppealAskedView> {
    let Record::Decision(decision) = &stored.record else { return None };
    let appeal = decision.appeal.as_ref()?;
    Some(AppealAskedView {
        questions,
        sends: is_sent(appeal),
        appeal: appeal_view(names, appeal, decision.counted_last_day()),
        authority: names.line(&decision.authority),
        made: when(decision.made_at),
        section: decision.section.clone(),
        register_number: decision.register_number.clone(),
    })
}

/// What is known of the replies before the resident writes.
pub(crate) fn known(name: &str) -> Vec<Reply> {
    vec![Reply { question: appeal::NAME.to_owned(), text: name.to_owned(), ..Reply::default() }]
}

/// What was written, for those who look at it as at any letter.
pub(crate) fn in_words(replies: &[Reply]) -> String {
    let of = |question: &str| replies.iter().find(|reply| reply.question == question).map(|reply| reply.text.trim());
    let said = [appeal::OBJECTION, appeal::DEMAND, appeal::REASONS].into_iter().filter_map(of);
    said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}
