//! Letters as the resident writes them, and what is shown of their way.

use chrono::{DateTime, Utc};
use connector::resident::{attachment_caps, contact_form, letter_caps};
use domain::{
    case::{CaseStatus, Withdrawal},
    consent::DataRequest,
    form::Form,
    id::{PartyId, PartyRef, RecordKey, RecordKind, SourceId},
    inbox::Headline,
    mandate::Right,
    message::Direction,
    outgoing::{
        Answer, AttachmentCaps, Event as Step, Feedback, Field, Flaw, Kind, Letter, LetterCaps, Outgoing, OutgoingId,
        Phase, Refusal,
    },
    party::Relation,
    record::Record,
    source::SyncFailure,
    text::Localized,
};
use protocol::{
    ErrorCode, ErrorView, Event,
    letters::{
        AskedView, Given, LetterText, LetterTo, LetterView, OutboxView, OutgoingKind, OutgoingView, PhaseView,
        RecipientPartyView, RecipientView, ReplyView, SentView, WaitReason,
    },
    rights::{MatterView, ReceiptView},
    view::{CaseLinkView, Text},
};
use resident_api::ServerCard;
use store::{Days, Store, StoreError, StoredRecord};

use crate::{
    Engine,
    answer::{Names, begins, instant_when},
    answering, appeals, data_uses,
    reports::{self, ReportCard},
    sending::{tags_of, told_until},
    standing::{self, Matters},
};

/// Received letters that are shown.
const SHOWN_RECEIVED: usize = 200;

/// Longest reason, and no title.
const REASON: LetterCaps = LetterCaps { title: 0, body: 2000 };

/// Of a service that receives nothing any more. The interface counts in 32 bits.
const UNTOLD: LetterCaps = LetterCaps { title: 1 << 20, body: 1 << 20 };

/// Where a letter goes, as the store knows it.
pub(crate) struct Address {
    pub(crate) party: PartyRef,
    answers: Option<StoredRecord>,
    case: Option<StoredRecord>,
    caps: Option<LetterCaps>,
    pub(crate) attachment_caps: Option<AttachmentCaps>,
    matters: Matters,
    /// What its service asks of who wants to be called, and what that is called.
    contact_form: Option<(Localized, Form)>,
    /// What an appeal in it must say, where there is one to make.
    appeal_form: Option<Form>,
    /// The use of data that it is about.
    data_use: Option<StoredRecord>,
    /// What its city takes, of a report.
    reports: Option<ReportCard>,
    /// What is asked of how a report was handled.
    report_feedback: Option<Form>,
    /// How often the resident was in touch about its case.
    contacts: u32,
    /// By what right the resident writes; none: in their own matters.
    right: Option<Right>,
    /// Whether they may not answer this.
    hindered: bool,
}

impl Address {
    /// The questions that are replied to.
    pub(crate) fn form(&self, to: &LetterTo) -> Option<&Form> {
        let about = self.answers.as_ref().map(|stored| &stored.record);
        match (to, about) {
            (LetterTo::Task(_), Some(Record::Task(task))) => task.form.as_ref(),
            (LetterTo::Feedback(_), Some(Record::Case(case))) => case.feedback.as_ref(),
            (LetterTo::Feedback(_), Some(Record::ServiceRequest(_))) => self.report_feedback.as_ref(),
            (LetterTo::Contact(_) | LetterTo::ContactAbout(_), _) => self.contact_form.as_ref().map(|(_, form)| form),
            (LetterTo::Appeal(_), _) => self.appeal_form.as_ref(),
            _ => None,
        }
    }

    fn takes_files(&self, to: &LetterTo) -> bool {
        match to {
            // With a report they go as photographs, where the city takes any.
            LetterTo::Answer(_) | LetterTo::New(_) | LetterTo::Report(_) => true,
            LetterTo::Task(_)
            | LetterTo::Contact(_)
            | LetterTo::ContactAbout(_)
            | LetterTo::Feedback(_)
            | LetterTo::Appeal(_) => self.form(to).is_some_and(Form::takes_files),
            LetterTo::Withdrawal(_) | LetterTo::Data(..) => false,
        }
    }

    /// Whether it can be sent from here, and not only written.
    fn is_sent(&self) -> bool {
        self.appeal_form.as_ref().is_none_or(Form::takes_files)
    }

    fn asked(&self, names: &Names, to: &LetterTo) -> AskedView {
        let questions = || self.form(to).map(|form| answering::questions(names, form)).unwrap_or_default();
        match to {
            LetterTo::Answer(_) | LetterTo::New(_) => AskedView::Words,
            LetterTo::Task(_) | LetterTo::Contact(_) | LetterTo::ContactAbout(_) => AskedView::Questions(questions()),
            LetterTo::Feedback(_) => AskedView::Feedback(questions(), self.contacts),
            LetterTo::Appeal(_) => {
                let asked = self.answers.as_ref().and_then(|stored| appeals::asked(names, stored, questions()));
                asked.map_or(AskedView::Words, |asked| AskedView::Appeal(Box::new(asked)))
            }
            LetterTo::Data(_, right, _) => AskedView::Data(*right, self.purpose(names)),
            // What is asked depends on the kind of fault, and so on what was given.
            LetterTo::Report(_) => AskedView::Report(None),
            LetterTo::Withdrawal(_) => AskedView::Reason(match self.answers.as_ref().map(|stored| &stored.record) {
                Some(Record::Case(case)) => match &case.withdrawal {
                    Some(Withdrawal::Offered(note)) => names.maybe(note.as_ref()),
                    _ => None,
                },
                _ => None,
            }),
        }
    }

    /// What the use of data is for that it is about.
    fn purpose(&self, names: &Names) -> Option<Text> {
        match self.data_use.as_ref().map(|stored| &stored.record) {
            Some(Record::DataUse(used)) => Some(names.line(&used.purpose)),
            _ => None,
        }
    }

    /// Whether the resident may write in a matter of this kind.
    fn covers(&self, matter: Option<&str>) -> bool {
        self.right.as_ref().is_none_or(|right| right.hindrance(matter).is_none())
    }
}

impl Engine {
    pub(crate) async fn begin_letter(&self, to: LetterTo) -> Result<LetterView, ErrorView> {
        let address = self.address(&to).await?;
        let caps = address.caps.filter(|_| !address.hindered).ok_or_else(|| refused(&to))?;
        let drafts = self.in_store(Store::all_outgoing).await?;
        let is_this = |draft: &&Outgoing| draft.phase == Phase::Draft && to_of(draft).as_ref() == Some(&to);
        if let Some(draft) = drafts.iter().rev().find(is_this) {
            return self.letter_view(draft.id.clone(), to, &draft.letter, address, caps).await;
        }
        let mut bits = [0_u8; 16];
        self.inner.host.fill_random(&mut bits);
        let id = OutgoingId::of_random(u128::from_be_bytes(bits));
        let text = LetterText { given: self.known_before(&to, &address).await?, ..LetterText::default() };
        let letter = self.letter(&to, &address, text).await?;
        self.letter_view(id, to, &letter, address, caps).await
    }

    pub(crate) async fn edit_letter(&self, id: OutgoingId) -> Result<LetterView, ErrorView> {
        let (wanted, now) = (id.clone(), self.inner.host.now());
        let found = self
            .in_store(move |store| match store.outgoing(&wanted)? {
                Some(found) if found.phase == Phase::Draft => Ok(Some((found, Vec::new()))),
                Some(found) => {
                    let flaws = match found.phase {
                        Phase::Stuck(Refusal::NotAccepted(flaws)) => flaws,
                        _ => Vec::new(),
                    };
                    Ok(store.advance(&wanted, &Step::Edit, now)?.map(|draft| (draft, flaws)))
                }
                None => Ok(None),
            })
            .await?;
        let (draft, flaws) = found.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        self.emit(tags_of(&draft));
        let to = to_of(&draft).ok_or(ErrorView::from(ErrorCode::NotFound))?;
        let address = self.address(&to).await?;
        // What is no longer received can still be read, copied and discarded.
        let caps = address.caps.unwrap_or(UNTOLD);
        let view = self.letter_view(id, to, &draft.letter, address, caps).await?;
        Ok(LetterView { flaws, ..view })
    }

    pub(crate) async fn keep_letter(&self, id: OutgoingId, to: LetterTo, text: LetterText) -> Result<(), ErrorView> {
        if !id.is_well_formed() {
            return Err(ErrorCode::BadRequest.into());
        }
        let address = self.address(&to).await?;
        let letter = self.letter(&to, &address, text).await?;
        let (now, party) = (self.inner.host.now(), address.party);
        let kept = self
            .in_store(move |store| {
                let before = store.outgoing(&id)?.filter(|before| before.phase == Phase::Draft);
                let has_files = before.as_ref().is_some_and(|before| !before.letter.attachments.is_empty());
                if letter.is_blank() && !has_files {
                    return match before {
                        Some(before) => store.discard(&id).map(|_| Some(before)),
                        None => Ok(None),
                    };
                }
                let kept = store.keep_draft(&id, &party, &letter, now)?;
                if kept { store.outgoing(&id) } else { Err(StoreError::Absent("draft")) }
            })
            .await?;
        if let Some(kept) = kept {
            self.emit(tags_of(&kept));
            self.note_unsent().await;
        }
        Ok(())
    }

    pub(crate) async fn send_letter(&self, id: OutgoingId) -> Result<SentView, ErrorView> {
        let wanted = id.clone();
        let found = self.in_store(move |store| store.outgoing(&wanted)).await?;
        let found = found.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        let source = found.party.source.clone();
        let Some(to) = to_of(&found) else { return self.send_again(found).await };
        let address = self.address(&to).await?;
        if matches!(found.phase, Phase::Draft | Phase::Stuck(_)) {
            let caps = address.caps.filter(|_| !address.hindered).ok_or_else(|| refused(&to))?;
            if !address.is_sent() {
                return Err(refused(&to));
            }
            let mut flaws = match (&found.letter.kind, &address.reports) {
                (Kind::Report(report), Some(card)) => reports::flaws(&card.caps, &found.letter, report),
                _ => found.letter.flaws(&caps),
            };
            if let Some(form) = address.form(&to) {
                flaws.extend(form.flaws(found.letter.kind.replies(), found.letter.attachments.len()));
            }
            if matches!(to, LetterTo::New(_)) && !address.covers(found.letter.matter.as_deref()) {
                flaws.push((Field::Matter, Flaw::Missing));
            }
            if !flaws.is_empty() {
                return Ok(SentView::Flawed(flaws));
            }
        }
        let now = self.inner.host.now();
        let sent = self
            .in_store(move |store| {
                let read_until = newest_of_case(store, &found)?;
                store.send(&id, read_until, now)
            })
            .await?;
        let sent = sent.ok_or_else(|| refused(&to))?;
        self.emit(tags_of(&sent));
        self.send_soon(source);
        Ok(SentView::Going)
    }

    /// Sends once more what was not written as a letter, as it is.
    async fn send_again(&self, found: Outgoing) -> Result<SentView, ErrorView> {
        let (id, source, now) = (found.id.clone(), found.party.source.clone(), self.inner.host.now());
        let sent = self.in_store(move |store| store.send(&id, None, now)).await?;
        let sent = sent.ok_or_else(|| refused_by(&source))?;
        self.emit(tags_of(&sent));
        self.send_soon(source);
        Ok(SentView::Going)
    }

    /// Outgoing things as they are shown.
    pub(crate) async fn outgoing_views(
        &self,
        names: &Names,
        all: Vec<Outgoing>,
    ) -> Result<Vec<OutgoingView>, ErrorView> {
        let found = self.in_store(move |store| {
            all.into_iter().filter_map(|one| with_items(store, one).transpose()).collect::<Result<Vec<_>, _>>()
        });
        Ok(found.await?.into_iter().map(|one| self.outgoing_view(names, one)).collect())
    }

    pub(crate) async fn discard_letter(&self, id: OutgoingId) -> Result<(), ErrorView> {
        let gone = self
            .in_store(move |store| match store.outgoing(&id)? {
                Some(before) => store.discard(&id).map(|gone| Some((before, gone))),
                None => Ok(None),
            })
            .await?;
        match gone {
            Some((before, true)) => {
                self.emit(tags_of(&before));
                self.note_unsent().await;
                Ok(())
            }
            // It is on its way, or there already.
            Some((before, false)) => Err(refused_by(&before.party.source)),
            None => Ok(()),
        }
    }

    pub(crate) async fn read_outbox(&self) -> Result<OutboxView, ErrorView> {
        let (names, days) = (self.names().await?, self.days());
        let (all, recipients) = self
            .in_store(move |store| {
                let all = store.all_outgoing()?;
                let shown = all
                    .into_iter()
                    .filter_map(|one| with_items(store, one).transpose())
                    .collect::<Result<Vec<_>, _>>()?;
                Ok::<_, StoreError>((shown, recipients(store, &days)?))
            })
            .await?;
        let mut view = OutboxView { recipients: recipient_views(&names, recipients), ..OutboxView::default() };
        for one in all {
            let received = matches!(one.outgoing.phase, Phase::Received(_));
            let shown = self.outgoing_view(&names, one);
            if received { view.received.push(shown) } else { view.unsent.push(shown) }
        }
        view.received.reverse();
        view.received.truncate(SHOWN_RECEIVED);
        Ok(view)
    }

    /// Tells what became of a letter, where that is final.
    pub(crate) async fn tell_outcome(&self, id: &OutgoingId) {
        let wanted = id.clone();
        let found = self.in_store(move |store| match store.outgoing(&wanted)? {
            Some(found) if matches!(found.phase, Phase::Received(_) | Phase::Stuck(_)) => with_items(store, found),
            _ => Ok(None),
        });
        let (Ok(Some(found)), Ok(names)) = (found.await, self.names().await) else { return };
        // An error only means that nobody listens.
        let _ = self.inner.events.send(Event::Letter(Box::new(self.outgoing_view(&names, found))));
    }

    /// What has been written to an item, or in its case, and has not come back with the feed.
    pub(crate) async fn letters_of(&self, names: &Names, item: &RecordKey) -> Result<Vec<OutgoingView>, ErrorView> {
        let key = item.clone();
        let found = self
            .in_store(move |store| {
                let belongs = |one: &Outgoing| {
                    let in_case = key.kind == RecordKind::Case && one.letter.case.as_ref() == Some(&key.id);
                    in_case || one.letter.answers.as_ref() == Some(&key)
                };
                let pending = store.pending(&key.source)?.into_iter().filter(belongs);
                pending.filter_map(|one| with_items(store, one).transpose()).collect::<Result<Vec<_>, _>>()
            })
            .await?;
        Ok(found.into_iter().map(|one| self.outgoing_view(names, one)).collect())
    }

    /// That a letter sent from here was received.
    pub(crate) async fn receipt_of(&self, names: &Names, item: &RecordKey) -> Result<Option<ReceiptView>, ErrorView> {
        let key = item.clone();
        let sent = self.in_store(move |store| store.sent_as(&key)).await?;
        Ok(sent.and_then(|sent| match sent.phase {
            Phase::Received(receipt) => Some(ReceiptView {
                sender: names.sender(&item.source),
                when: instant_when(receipt.received_at),
                register_number: receipt.register_number,
            }),
            _ => None,
        }))
    }

    fn outgoing_view(&self, names: &Names, WithItems { outgoing, party, answers, item }: WithItems) -> OutgoingView {
        let source = outgoing.party.source.clone();
        OutgoingView {
            kind: OutgoingKind::from(&outgoing.letter.kind),
            sender: names.sender(&source),
            whose: names.whose(&party),
            answers: answers.as_ref().and_then(|answered| link_to(names, &source, answered)),
            item,
            phase: self.phase_view(&source, &outgoing.phase),
            changed: instant_when(outgoing.changed_at),
            can_edit: to_of(&outgoing).is_some()
                && matches!(outgoing.phase, Phase::Draft | Phase::Stuck(_) | Phase::Waiting { in_doubt: false, .. }),
            can_discard: outgoing.phase.can_be_discarded(),
            source,
            attachments: outgoing.letter.attachments.into_iter().map(|file| file.name).collect(),
            title: outgoing.letter.title,
            body: outgoing.letter.body,
            id: outgoing.id,
        }
    }

    pub(crate) fn phase_view(&self, source: &SourceId, phase: &Phase) -> PhaseView {
        match phase {
            Phase::Draft => PhaseView::Draft,
            Phase::Sending { .. } => PhaseView::Sending,
            Phase::Stuck(refusal) => PhaseView::Stuck(refusal.clone()),
            Phase::Received(receipt) => PhaseView::Received {
                when: instant_when(receipt.received_at),
                register_number: receipt.register_number.clone(),
            },
            Phase::Waiting { attempts, in_doubt, .. } => {
                let failure = self.line(source).ok().and_then(|line| line.state().freshness.failure);
                let reason = match failure {
                    Some(SyncFailure::SignInNeeded | SyncFailure::StrongerSignInNeeded) => WaitReason::SignIn,
                    Some(SyncFailure::Unreachable | SyncFailure::TimedOut) => WaitReason::Connection,
                    Some(_) => WaitReason::Service,
                    None if *attempts > 0 => WaitReason::Service,
                    None => WaitReason::Turn,
                };
                PhaseView::Waiting { reason, next: told_until(phase).map(instant_when), in_doubt: *in_doubt }
            }
        }
    }

    pub(crate) async fn address(&self, to: &LetterTo) -> Result<Address, ErrorView> {
        let (wanted, days) = (to.clone(), self.days());
        let found = self.in_store(move |store| address(store, &wanted, &days)).await?;
        found.ok_or_else(|| ErrorView { code: ErrorCode::NotFound, source: Some(source_of(to).clone()) })
    }

    pub(crate) async fn letter(&self, to: &LetterTo, address: &Address, text: LetterText) -> Result<Letter, ErrorView> {
        let LetterText { title, body, matter, given } = text;
        let answers = match to {
            LetterTo::Answer(item)
            | LetterTo::Task(item)
            | LetterTo::Withdrawal(item)
            | LetterTo::ContactAbout(item)
            | LetterTo::Feedback(item)
            | LetterTo::Appeal(item) => Some(item.clone()),
            LetterTo::New(_) | LetterTo::Contact(_) | LetterTo::Data(..) | LetterTo::Report(_) => None,
        };
        let names = self.names().await?;
        let kind = kind(to, address, given);
        let body = match address.form(to) {
            Some(_) if matches!(to, LetterTo::Appeal(_)) => appeals::in_words(kind.replies()),
            Some(form) => answering::in_words(&names, form, kind.replies()),
            None => body,
        };
        let given = match (&kind, &address.contact_form) {
            (Kind::Contact(_), Some((name, _))) => Some(names.line(name).value),
            (Kind::DataRequest(_), _) => address.purpose(&names).map(|purpose| purpose.value),
            (Kind::Report(report), _) => report.service.as_ref().map(|service| names.line(&service.name).value),
            _ => address.answers.as_ref().and_then(|answered| subject(&names, answered)),
        };
        Ok(Letter {
            title: if title.trim().is_empty() { given.unwrap_or(title) } else { title },
            body,
            language: self.language(),
            case: address.case.as_ref().map(|case| case.record.id().clone()),
            // What answers an item is of its kind.
            matter: matter.filter(|_| answers.is_none()),
            answers,
            read_until: None,
            attachments: Vec::new(),
            kind,
        })
    }

    /// What need not be written because it is known.
    async fn known_before(&self, to: &LetterTo, address: &Address) -> Result<Given, ErrorView> {
        if !matches!(to, LetterTo::Appeal(_)) {
            return Ok(Given::Nothing);
        }
        let party = address.party.clone();
        let party = self.in_store(move |store| store.party_named(&party)).await?;
        let names = self.names().await?;
        let name = party.map(|party| names.whose(&party).name).unwrap_or_default();
        Ok(Given::Replies(appeals::known(&name)))
    }

    async fn letter_view(
        &self,
        id: OutgoingId,
        to: LetterTo,
        letter: &Letter,
        address: Address,
        caps: LetterCaps,
    ) -> Result<LetterView, ErrorView> {
        let names = self.names().await?;
        let name = address.party.clone();
        let party = self.in_store(move |store| store.party_named(&name)).await?;
        let source = source_of(&to).clone();
        let matters = match to {
            LetterTo::New(_) => address.matters.all(&names),
            _ => Vec::new(),
        };
        let covered = matters.into_iter().filter(|(id, _)| address.covers(Some(id)));
        let matters = covered.map(|(id, name)| MatterView { id, name }).collect();
        Ok(LetterView {
            id,
            sender: names.sender(&source),
            whose: party.map(|party| names.whose(&party)).ok_or(ErrorView::from(ErrorCode::NotFound))?,
            answers: address.answers.as_ref().and_then(|answered| link_to(&names, &source, answered)),
            asked: match &letter.kind {
                Kind::Report(report) => reports::asked(&names, address.reports.as_ref(), report),
                _ => address.asked(&names, &to),
            },
            text: LetterText {
                title: letter.title.clone(),
                body: letter.body.clone(),
                matter: letter.matter.clone(),
                given: match &letter.kind {
                    Kind::Letter
                    | Kind::Withdrawal
                    | Kind::Consent(..)
                    | Kind::ConsentWithdrawal
                    | Kind::DataRequest(_) => Given::Nothing,
                    Kind::Answer(_) | Kind::Contact(_) | Kind::Appeal(_) => {
                        Given::Replies(letter.kind.replies().to_vec())
                    }
                    Kind::Feedback(feedback) => Given::Feedback(feedback.replies.clone(), feedback.contacts),
                    Kind::Report(report) => Given::Report(Box::new(reports::given(report))),
                },
            },
            flaws: Vec::new(),
            caps,
            matters,
            attachments: letter.attachments.clone(),
            attachment_caps: address.attachment_caps.clone().filter(|_| address.takes_files(&to)),
            matter_needed: matches!(to, LetterTo::New(_)) && !address.covers(None),
            to,
        })
    }
}

/// Whether an item can be answered, of one that the store has.
pub(crate) fn reply(
    store: &Store,
    source: &SourceId,
    stored: &StoredRecord,
    case: Option<&StoredRecord>,
    hindered: bool,
) -> Result<ReplyView, StoreError> {
    let answerable = match &stored.record {
        Record::Message(message) => message.direction == Direction::Incoming,
        Record::Decision(_) | Record::Sealed(_) | Record::Task(_) => true,
        Record::Case(case) => case.status.code != CaseStatus::Draft,
        _ => false,
    };
    // What comes out of an archive may have no service behind it.
    if !answerable || stored.gone.is_some() || stored.archived_at.is_some() {
        return Ok(ReplyView::Nothing);
    }
    if caps(store, source)?.is_none() {
        return Ok(ReplyView::NotOffered);
    }
    if hindered {
        return Ok(ReplyView::Hindered);
    }
    let closed = case.is_some_and(|case| match &case.record {
        Record::Case(case) => matches!(case.status.code, CaseStatus::Closed | CaseStatus::Withdrawn),
        _ => false,
    });
    Ok(if closed { ReplyView::Closed } else { ReplyView::Offered })
}

/// The kind of matter that a letter is about.
pub(crate) fn matter_of(store: &Store, outgoing: &Outgoing) -> Result<Option<String>, StoreError> {
    let source = &outgoing.party.source;
    let case = outgoing.letter.case.clone().map(|id| RecordKey { source: source.clone(), kind: RecordKind::Case, id });
    for key in [outgoing.letter.answers.clone(), case].into_iter().flatten() {
        let matter = store.record(&key)?.and_then(|stored| stored.record.matter().map(str::to_owned));
        if matter.is_some() {
            return Ok(matter);
        }
    }
    Ok(outgoing.letter.matter.clone())
}

/// An outgoing letter with what it has to do with.
struct WithItems {
    outgoing: Outgoing,
    party: PartyId,
    answers: Option<StoredRecord>,
    item: Option<RecordKey>,
}

/// `None` when its party has just gone.
fn with_items(store: &Store, outgoing: Outgoing) -> Result<Option<WithItems>, StoreError> {
    let Some(party) = store.party_named(&outgoing.party)? else { return Ok(None) };
    let answers = outgoing.letter.answers.as_ref().map(|key| store.record(key)).transpose()?.flatten();
    let became = match &outgoing.phase {
        Phase::Received(receipt) => receipt.record.clone(),
        _ => None,
    };
    let source = outgoing.party.source.clone();
    let kinds = match outgoing.letter.kind {
        Kind::Consent(..) | Kind::ConsentWithdrawal | Kind::DataRequest(_) => {
            &[RecordKind::Message, RecordKind::Case, RecordKind::Consent][..]
        }
        Kind::Report(_) => &[RecordKind::ServiceRequest],
        _ => &[RecordKind::Message],
    };
    let mut item = None;
    for kind in became.iter().flat_map(|_| kinds) {
        let key = became.clone().map(|id| RecordKey { source: source.clone(), kind: *kind, id });
        if let Some(key) = key.filter(|_| item.is_none())
            && store.record(&key)?.is_some()
        {
            item = Some(key);
        }
    }
    Ok(Some(WithItems { outgoing, party, answers, item }))
}

fn address(store: &Store, to: &LetterTo, days: &Days) -> Result<Option<Address>, StoreError> {
    let (answers, party) = match to {
        LetterTo::New(party) | LetterTo::Contact(party) | LetterTo::Data(party, ..) => (None, party.clone()),
        LetterTo::Report(source) => match own_party(store, source)? {
            Some(party) => (None, party),
            None => return Ok(None),
        },
        LetterTo::Answer(item)
        | LetterTo::Task(item)
        | LetterTo::Withdrawal(item)
        | LetterTo::ContactAbout(item)
        | LetterTo::Feedback(item)
        | LetterTo::Appeal(item) => {
            let Some(stored) = store.record(item)? else { return Ok(None) };
            let party = match &stored.record {
                // Reports carry no name: they are the resident's own.
                Record::ServiceRequest(_) => own_party(store, &item.source)?,
                record => record.party().map(|key| PartyRef { source: item.source.clone(), key: key.clone() }),
            };
            let Some(party) = party else { return Ok(None) };
            (Some(stored), party)
        }
    };
    if store.party_named(&party)?.is_none() {
        return Ok(None);
    }
    let case = answers.as_ref().map(|answered| case_of(store, &party.source, answered)).transpose()?.flatten();
    let matter = [answers.as_ref(), case.as_ref()].into_iter().flatten().find_map(|stored| stored.record.matter());
    let right = standing::find(store, &party, days)?.map(|row| row.right);
    let card = card(store, &party.source)?;
    // Of a new letter the matter is chosen later; a request about nothing has none.
    let is_settled = !matches!(to, LetterTo::New(_));
    let hindered = is_settled && right.as_ref().is_some_and(|right| right.hindrance(matter).is_some());
    let offered = answers.as_ref().is_some_and(|stored| answering::is_offered(stored, to));
    let contact_form = card.as_ref().and_then(contact_form);
    let appeal_form = match (to, &answers) {
        (LetterTo::Appeal(_), Some(stored)) => appeals::form(stored),
        _ => None,
    };
    let used = match to {
        LetterTo::Data(_, _, Some(id)) => {
            Some(RecordKey { source: party.source.clone(), kind: RecordKind::DataUse, id: id.clone() })
        }
        _ => None,
    };
    let data_use = used.map(|key| store.record(&key)).transpose()?.flatten();
    let reports = match to {
        LetterTo::Report(source) => reports::card(store, source)?,
        _ => None,
    };
    let report_caps = reports.as_ref().map(|card| reports::caps(&card.caps));
    let takes_requests = matches!(to, LetterTo::Data(..)) && data_uses::takes_requests(store, &party.source)?;
    let contacts = match to {
        LetterTo::Feedback(case) => contacts(store, case)?,
        _ => 0,
    };
    Ok(Some(Address {
        caps: match to {
            LetterTo::Answer(_) | LetterTo::New(_) => card.as_ref().and_then(letter_caps),
            LetterTo::Task(_) | LetterTo::Withdrawal(_) | LetterTo::Feedback(_) => offered.then_some(REASON),
            LetterTo::Contact(_) | LetterTo::ContactAbout(_) => contact_form.as_ref().map(|_| REASON),
            LetterTo::Appeal(_) => appeal_form.as_ref().map(|_| REASON),
            LetterTo::Data(_, _, about) => (takes_requests && about.is_some() == data_use.is_some()).then_some(REASON),
            LetterTo::Report(_) => report_caps.as_ref().map(|(caps, _)| *caps),
        },
        attachment_caps: match report_caps {
            Some((_, files)) => files,
            None => card.as_ref().and_then(attachment_caps),
        },
        matters: Matters::of(store, &party.source)?,
        contact_form,
        appeal_form,
        data_use,
        reports,
        report_feedback: matches!(to, LetterTo::Feedback(_)).then(reports::feedback_form),
        contacts,
        right,
        hindered,
        party,
        answers,
        case,
    }))
}

/// The resident, as a source names them.
fn own_party(store: &Store, source: &SourceId) -> Result<Option<PartyRef>, StoreError> {
    let own = store.parties()?.into_iter().filter(|row| row.relation == Relation::Myself);
    Ok(own.flat_map(|row| row.refs).find(|name| name.source == *source))
}

fn case_of(store: &Store, source: &SourceId, stored: &StoredRecord) -> Result<Option<StoredRecord>, StoreError> {
    let id = match &stored.record {
        Record::Case(case) => Some(&case.id),
        record => record.case(),
    };
    let Some(id) = id else { return Ok(None) };
    store.record(&RecordKey { source: source.clone(), kind: RecordKind::Case, id: id.clone() })
}

/// When the newest of a letter's case was written that is on this device.
fn newest_of_case(store: &Store, outgoing: &Outgoing) -> Result<Option<DateTime<Utc>>, StoreError> {
    let Some(case) = &outgoing.letter.case else { return Ok(None) };
    let items = store.case_items(&outgoing.party.source, case)?;
    Ok(items.into_iter().map(|row| begins(row.headline.at)).max())
}

fn card(store: &Store, source: &SourceId) -> Result<Option<ServerCard>, StoreError> {
    Ok(store.source_card(source)?.and_then(|json| serde_json::from_str(&json).ok()))
}

fn caps(store: &Store, source: &SourceId) -> Result<Option<LetterCaps>, StoreError> {
    Ok(card(store, source)?.as_ref().and_then(letter_caps))
}

/// How often the resident was in touch about a case: what they sent in it and what the source registered.
fn contacts(store: &Store, case: &RecordKey) -> Result<u32, StoreError> {
    let mut count = 0_u32;
    for row in store.case_items(&case.source, &case.id)? {
        let stored = store.record(&row.key)?;
        let sent = matches!(stored.map(|stored| stored.record), Some(Record::Message(message)) if message.direction == Direction::Outgoing);
        count = count.saturating_add(u32::from(sent));
    }
    Ok(count)
}

/// Whether the service of an item can be asked to call or to meet the resident about it.
pub(crate) fn takes_contact(store: &Store, source: &SourceId, reply: ReplyView) -> Result<bool, StoreError> {
    let open = matches!(reply, ReplyView::Offered | ReplyView::Closed);
    Ok(open && card(store, source)?.as_ref().and_then(contact_form).is_some())
}

/// In whose matters a service can be asked for that.
pub(crate) fn contact_parties(
    store: &Store,
    source: &SourceId,
    days: &Days,
) -> Result<Vec<(PartyRef, PartyId)>, StoreError> {
    if card(store, source)?.as_ref().and_then(contact_form).is_none() {
        return Ok(Vec::new());
    }
    // Nobody can say of which kind of matter such a request is.
    represented(store, source, days, |right| right.hindrance(None).is_none())
}

type Recipients = Vec<(SourceId, Vec<(PartyRef, PartyId)>)>;

fn recipients(store: &Store, days: &Days) -> Result<Recipients, StoreError> {
    let mut found = Vec::new();
    for source in store.sources()? {
        if caps(store, &source.id)?.is_none() {
            continue;
        }
        let parties = represented(store, &source.id, days, is_in_force)?;
        if !parties.is_empty() {
            found.push((source.id, parties));
        }
    }
    Ok(found)
}

/// In whose matters the resident has such a right at a service.
fn represented(
    store: &Store,
    source: &SourceId,
    days: &Days,
    is_enough: fn(&Right) -> bool,
) -> Result<Vec<(PartyRef, PartyId)>, StoreError> {
    let rights = store.rights(days)?;
    let parties = store.parties()?.into_iter().flat_map(|row| {
        let id = row.id;
        row.refs.into_iter().map(move |name| (name, id.clone()))
    });
    let of_source = parties.filter(|(name, _)| name.source == *source);
    Ok(of_source.filter(|(name, _)| rights.iter().any(|row| row.name == *name && is_enough(&row.right))).collect())
}

const fn is_in_force(right: &Right) -> bool {
    matches!(right, Right::Own | Right::InForce { .. })
}

fn recipient_views(names: &Names, recipients: Recipients) -> Vec<RecipientView> {
    recipients
        .into_iter()
        .map(|(source, parties)| RecipientView { sender: names.sender(&source), parties: party_views(names, parties) })
        .collect()
}

pub(crate) fn party_views(names: &Names, parties: Vec<(PartyRef, PartyId)>) -> Vec<RecipientPartyView> {
    parties.into_iter().map(|(party, id)| RecipientPartyView { party, whose: names.whose(&id) }).collect()
}

/// What it is said beside the words makes of it.
fn kind(to: &LetterTo, address: &Address, given: Given) -> Kind {
    let (given, contacts) = match given {
        Given::Nothing => (Vec::new(), None),
        Given::Replies(replies) => (replies, None),
        Given::Feedback(replies, contacts) => (replies, contacts),
        Given::Report(given) => return Kind::Report(Box::new(reports::report(address.reports.as_ref(), *given))),
    };
    // When what asks is not there any more nothing of what was written is lost.
    let replies = || address.form(to).map_or_else(|| given.clone(), |form| form.fitting(&given));
    match to {
        LetterTo::Task(_) => {
            let due = matches!(address.answers.as_ref().map(|stored| &stored.record), Some(Record::Task(task)) if task.need.day().is_some());
            Kind::Answer(Answer { replies: replies(), due })
        }
        LetterTo::Withdrawal(_) => Kind::Withdrawal,
        LetterTo::Contact(_) | LetterTo::ContactAbout(_) => Kind::Contact(replies()),
        // What is told is what this device counts, or nothing.
        LetterTo::Feedback(_) => {
            Kind::Feedback(Feedback { replies: replies(), contacts: contacts.map(|_| address.contacts) })
        }
        LetterTo::Appeal(_) => Kind::Appeal(replies()),
        LetterTo::Data(_, right, about) => Kind::DataRequest(DataRequest { right: *right, data_use: about.clone() }),
        LetterTo::Answer(_) | LetterTo::New(_) => Kind::Letter,
        LetterTo::Report(_) => Kind::Report(Box::default()),
    }
}

/// To what it goes; `None` for what this version does not write.
fn to_of(outgoing: &Outgoing) -> Option<LetterTo> {
    let (about, party) = (outgoing.letter.answers.clone(), || outgoing.party.clone());
    match outgoing.letter.kind {
        Kind::Letter => Some(about.map_or_else(|| LetterTo::New(party()), LetterTo::Answer)),
        Kind::Answer(_) => about.map(LetterTo::Task),
        Kind::Withdrawal => about.map(LetterTo::Withdrawal),
        Kind::Contact(_) => Some(about.map_or_else(|| LetterTo::Contact(party()), LetterTo::ContactAbout)),
        Kind::Feedback(_) => about.map(LetterTo::Feedback),
        Kind::Appeal(_) => about.map(LetterTo::Appeal),
        Kind::DataRequest(ref asked) => Some(LetterTo::Data(party(), asked.right, asked.data_use.clone())),
        Kind::Report(_) => Some(LetterTo::Report(party().source)),
        // Said on the page of the consent, and not written.
        Kind::Consent(..) | Kind::ConsentWithdrawal => None,
    }
}

const fn source_of(to: &LetterTo) -> &SourceId {
    match to {
        LetterTo::Answer(item)
        | LetterTo::Task(item)
        | LetterTo::Withdrawal(item)
        | LetterTo::ContactAbout(item)
        | LetterTo::Feedback(item)
        | LetterTo::Appeal(item) => &item.source,
        LetterTo::New(party) | LetterTo::Contact(party) | LetterTo::Data(party, ..) => &party.source,
        LetterTo::Report(source) => source,
    }
}

pub(crate) fn refused(to: &LetterTo) -> ErrorView {
    refused_by(source_of(to))
}

fn refused_by(source: &SourceId) -> ErrorView {
    ErrorView { code: ErrorCode::NotTaken, source: Some(source.clone()) }
}

/// What a letter is about that answers this.
fn subject(names: &Names, answered: &StoredRecord) -> Option<String> {
    Headline::of(&answered.record).map(|headline| names.line(&headline.title).value)
}

pub(crate) fn link_to(names: &Names, source: &SourceId, stored: &StoredRecord) -> Option<CaseLinkView> {
    let headline = Headline::of(&stored.record)?;
    let item = RecordKey { source: source.clone(), kind: stored.record.kind(), id: stored.record.id().clone() };
    Some(CaseLinkView { item, title: names.line(&headline.title), register_number: None })
}
