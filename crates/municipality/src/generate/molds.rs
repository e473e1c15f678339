//! The records that are written out in full, one mold each.

use std::ops::Range;

use rand::{
    RngExt as _,
    seq::{IndexedRandom as _, SliceRandom as _},
};
use rand_chacha::ChaCha8Rng;
use resident_api::{
    AppealRecord, CaseRecord, DecisionRecord, FeedChange, FeedRecord, LegalReferenceRecord, MessageRecord, NeedRecord,
    NoticeRecord, Questions, SectionRecord, StatusRecord, TaskRecord, Texts, TimelineRecord,
};

use super::{
    gaps::Mold,
    texts::{ANYWHERE, Audience, LETTERS, REQUESTS, Three, Topic},
};

/// Letters written for each topic, with and without a case.
const VARIANTS: usize = 8;

/// Kind of an invented item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Message,
    Case,
    Decision,
    Task,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Message, Self::Case, Self::Decision, Self::Task];

    /// The kind for a drawn percentage: mostly letters.
    pub(super) const fn drawn(percent: u32) -> Self {
        match percent {
            0..58 => Self::Message,
            58..80 => Self::Case,
            80..91 => Self::Decision,
            _ => Self::Task,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Case => "case",
            Self::Decision => "decision",
            Self::Task => "task",
        }
    }

    /// Where an item of this kind stands: what is old has ended, of what is new some is still under way.
    pub(super) const fn status(self, recent: bool, percent: u32) -> &'static str {
        match (self, recent, percent) {
            (Self::Case, true, 0..40) => "in_progress",
            (Self::Case, true, 40..60) => "received",
            (Self::Case, true, 60..70) => "waiting",
            (Self::Case, _, 0..85) => "closed",
            (Self::Case, _, 85..95) => "decided",
            (Self::Case, ..) => "withdrawn",
            (Self::Task, true, 0..20) => "open",
            (Self::Task, _, 0..90) => "done",
            (Self::Task, ..) => "cancelled",
            (Self::Message | Self::Decision, ..) => "",
        }
    }
}

/// Every mold, by topic.
pub(super) struct Molds {
    topics: Vec<TopicMolds>,
}

struct TopicMolds {
    topic: &'static Topic,
    molds: Vec<Variant>,
}

/// One way to write about a topic.
struct Variant {
    kind: Kind,
    with_case: bool,
    mold: Mold,
}

impl Molds {
    /// Writes the records of all topics for these audiences.
    pub(super) fn cast(
        rng: &mut ChaCha8Rng,
        topics: &'static [Topic],
        audiences: impl Iterator<Item = Audience>,
    ) -> Self {
        let audiences: Vec<_> = audiences.collect();
        let topics = topics
            .iter()
            .filter(|topic| topic.audiences.iter().any(|audience| audiences.contains(audience)))
            .map(|topic| TopicMolds { topic, molds: molds(rng, topic) })
            .collect();
        Self { topics }
    }

    /// A topic that can matter to this audience.
    pub(super) fn topic(&self, audience: Audience, rng: &mut ChaCha8Rng) -> Option<usize> {
        let fitting: Vec<_> = (0..self.topics.len())
            .filter(|place| self.topics.get(*place).is_some_and(|its| its.topic.audiences.contains(&audience)))
            .collect();
        fitting.choose(rng).copied()
    }

    /// A mold of a topic.
    pub(super) fn pick(&self, topic: usize, kind: Kind, with_case: bool, rng: &mut ChaCha8Rng) -> Option<&Mold> {
        let with_case = with_case && kind != Kind::Case;
        let chosen = rng.random_range(0..VARIANTS);
        let variants = self.topics.get(topic)?.molds.iter();
        variants.filter(|its| its.kind == kind && its.with_case == with_case).nth(chosen).map(|its| &its.mold)
    }
}

fn molds(rng: &mut ChaCha8Rng, topic: &Topic) -> Vec<Variant> {
    let mut molds = Vec::new();
    for kind in Kind::ALL {
        for with_case in [false, true] {
            if kind == Kind::Case && with_case {
                continue;
            }
            for variant in 0..VARIANTS {
                let record = match kind {
                    Kind::Message => message(rng, topic, with_case, variant),
                    Kind::Case => case(rng, topic),
                    Kind::Decision => decision(rng, topic, with_case, variant),
                    Kind::Task => task(rng, topic, with_case, variant),
                };
                // Records of plain strings always become JSON; one that did not would be left out of the world.
                if let Ok(json) = serde_json::to_string(&FeedChange::Upsert(record)) {
                    molds.push(Variant { kind, with_case, mold: Mold::cut(&json) });
                }
            }
        }
    }
    molds
}

fn message(rng: &mut ChaCha8Rng, topic: &Topic, with_case: bool, variant: usize) -> FeedRecord {
    let languages = languages(rng);
    let offer = (variant == 0).then(|| NeedRecord { kind: "optional".to_owned(), day: Some("{{later}}".to_owned()) });
    let subject = LETTERS.get(variant % LETTERS.len()).copied().unwrap_or_default();
    FeedRecord::Message(Box::new(MessageRecord {
        matter: None,
        id: "{{id}}".to_owned(),
        party: "{{party}}".to_owned(),
        case: with_case.then(|| "{{case}}".to_owned()),
        title: texts(languages, |at| format!("{}: {}, {{{{place}}}}", word(topic.title, at), word(subject, at))),
        body: prose(rng, topic, languages, 240..1300),
        text_type: None,
        outgoing: false,
        sender: None,
        unit: Some(everywhere(topic.unit)),
        sent_at: "{{at}}".to_owned(),
        need: offer,
        documents: Vec::new(),
    }))
}

fn case(rng: &mut ChaCha8Rng, topic: &Topic) -> FeedRecord {
    let step = |at: &str, code: &str, title: Three, actor: &str| TimelineRecord {
        at: at.to_owned(),
        title: everywhere(title),
        detail: None,
        actor: Some(actor.to_owned()),
        status: Some(StatusRecord { code: code.to_owned(), wording: None }),
    };
    FeedRecord::Case(Box::new(CaseRecord {
        matter: None,
        id: "{{id}}".to_owned(),
        party: "{{party}}".to_owned(),
        title: texts(3, |at| format!("{}, {{{{place}}}}", word(topic.title, at))),
        summary: Some(prose(rng, topic, 3, 120..300)),
        text_type: None,
        status: StatusRecord { code: "{{status}}".to_owned(), wording: None },
        register_number: Some("D/{{number}}/{{day}}".to_owned()),
        unit: Some(everywhere(topic.unit)),
        opened_at: Some("{{earlier}}".to_owned()),
        updated_at: "{{at}}".to_owned(),
        next_step: None,
        expected_by: None,
        due: None,
        timeline: vec![
            step("{{earlier}}", "received", ["Hakemus saapui", "Ansökan kom in", "Application received"], "resident"),
            step("{{at}}", "{{status}}", ["Asia eteni", "Ärendet gick framåt", "The matter moved on"], "authority"),
        ],
        documents: Vec::new(),
        retained_until: None,
        withdrawal: None,
        feedback: Questions::None,
        reviews: None,
    }))
}

fn task(rng: &mut ChaCha8Rng, topic: &Topic, with_case: bool, variant: usize) -> FeedRecord {
    let request = REQUESTS.get(variant % REQUESTS.len()).copied().unwrap_or_default();
    let (kind, action) = match variant % 3 {
        0 => ("required", "supply_document"),
        1 => ("required", "answer"),
        _ => ("optional", "answer"),
    };
    FeedRecord::Task(Box::new(TaskRecord {
        answers: None,
        matter: None,
        id: "{{id}}".to_owned(),
        party: "{{party}}".to_owned(),
        case: with_case.then(|| "{{case}}".to_owned()),
        title: texts(3, |at| format!("{}: {}, {{{{place}}}}", word(request, at), word(topic.title, at))),
        body: Some(prose(rng, topic, 3, 120..300)),
        text_type: None,
        unit: Some(everywhere(topic.unit)),
        asked_at: "{{at}}".to_owned(),
        need: NeedRecord { kind: kind.to_owned(), day: Some("{{later}}".to_owned()) },
        action: Some(action.to_owned()),
        link: None,
        state: "{{status}}".to_owned(),
        documents: Vec::new(),
        questions: Questions::None,
    }))
}

fn decision(rng: &mut ChaCha8Rng, topic: &Topic, with_case: bool, variant: usize) -> FeedRecord {
    const HEADINGS: [Three; 2] = [["Päätös", "Beslut", "Decision"], ["Perustelut", "Motivering", "Reasons"]];
    const OFFICE: Three = ["Viranhaltija", "Tjänsteinnehavare", "Office holder"];
    const SUMMARIES: [(&str, Three); 4] = [
        ("granted", ["Hakemus hyväksyttiin.", "Ansökan godkändes.", "The application was granted."]),
        (
            "partly_granted",
            ["Hakemus hyväksyttiin osittain.", "Ansökan godkändes delvis.", "The application was granted in part."],
        ),
        ("refused", ["Hakemus hylättiin.", "Ansökan avslogs.", "The application was refused."]),
        ("granted", ["Hakemuksenne on hyväksytty.", "Er ansökan har godkänts.", "Your application has been granted."]),
    ];
    let (outcome, summary) = SUMMARIES.get(variant % SUMMARIES.len()).copied().unwrap_or_default();
    let section = |rng: &mut ChaCha8Rng, heading| SectionRecord {
        heading: everywhere(heading),
        body: prose(rng, topic, 3, 200..700),
    };
    FeedRecord::Decision(Box::new(DecisionRecord {
        matter: None,
        id: "{{id}}".to_owned(),
        party: "{{party}}".to_owned(),
        case: with_case.then(|| "{{case}}".to_owned()),
        title: texts(3, |at| format!("{}: {}, {{{{place}}}}", word(HEADINGS[0], at), word(topic.title, at))),
        authority: everywhere(OFFICE),
        register_number: Some("D/{{number}}/{{day}}".to_owned()),
        section: Some("§ {{number}}".to_owned()),
        made_at: "{{at}}".to_owned(),
        outcome: outcome.to_owned(),
        summary: everywhere(summary),
        text_type: None,
        sections: HEADINGS.map(|heading| section(rng, heading)).to_vec(),
        legal_basis: vec![LegalReferenceRecord { statute: everywhere(topic.statute), section: None, link: None }],
        appeal: Some(AppealRecord {
            kind: "review_request".to_owned(),
            regime: Some("local_government_act".to_owned()),
            authority: None,
            address: None,
            period_days: Some(14),
            last_day: Some("{{later}}".to_owned()),
            office_closes_at: Some("16:00".to_owned()),
            who: None,
            contents: None,
            cost: None,
            receives: false,
        }),
        notice: Some(NoticeRecord {
            method: "electronic".to_owned(),
            sent_at: Some("{{at}}".to_owned()),
            deemed_served_on: None,
            served_at: None,
        }),
        maker: None,
        contact: None,
        documents: Vec::new(),
        replaces: None,
        signature: None,
    }))
}

/// In how many languages a letter is written: mostly in the resident's own.
fn languages(rng: &mut ChaCha8Rng) -> usize {
    match rng.random_range(0..100) {
        0..60 => 1,
        60..85 => 2,
        _ => 3,
    }
}

/// Sentences about a topic, none twice, until every language has the wanted length in bytes or nothing is left to say.
fn prose(rng: &mut ChaCha8Rng, topic: &Topic, languages: usize, length: Range<usize>) -> Texts {
    let wanted = rng.random_range(length);
    let mut common: Vec<&Three> = ANYWHERE.iter().collect();
    common.shuffle(rng);
    let (opening, rest) = common.split_at(1);
    let sentences = opening.iter().copied().chain(topic.sentences).chain(rest.iter().copied());

    let mut written = [String::new(), String::new(), String::new()];
    for (place, sentence) in sentences.enumerate() {
        if written.iter().all(|text| text.len() >= wanted) {
            break;
        }
        let gap = match place {
            0 => "",
            place if place % 3 == 0 => "\n\n",
            _ => " ",
        };
        for (text, addition) in written.iter_mut().zip(sentence) {
            text.push_str(gap);
            text.push_str(addition);
        }
    }
    let [fi, sv, en] = written;
    Texts { fi: Some(fi), sv: (languages > 1).then_some(sv), en: (languages > 2).then_some(en) }
}

fn everywhere(three: Three) -> Texts {
    texts(3, |at| word(three, at).to_owned())
}

/// A text in the first so many languages of Finnish, Swedish and English.
fn texts(languages: usize, write: impl Fn(usize) -> String) -> Texts {
    Texts { fi: Some(write(0)), sv: (languages > 1).then(|| write(1)), en: (languages > 2).then(|| write(2)) }
}

fn word(three: Three, language: usize) -> &'static str {
    three.get(language).copied().unwrap_or_default()
}
