//! A report as it is being made: what is given becomes a part of its letter, and what is lacking is told.

use domain::{
    form::Form,
    outgoing::{AttachmentCaps, Field, Flaw, Letter, LetterCaps},
    report::{Report, ReportCaps, Reporter},
};
use protocol::{letters::AskedView, reports::ReportGiven};

use super::{ReportCard, services::form_view};
use crate::answer::Names;

/// Largest photograph, in bytes. The API says nothing of it; larger ones are refused by the servers known.
const LARGEST_PHOTO: u64 = 8 * 1024 * 1024;
/// Most characters of a title, which is the name of the kind of fault as the city has it. The interface counts in 32 bits.
const TITLE: usize = 1 << 16;
/// What servers show in a browser.
const PHOTOS: [&str; 2] = ["image/jpeg", "image/png"];

/// How much a city takes.
pub(crate) fn caps(caps: &ReportCaps) -> (LetterCaps, Option<AttachmentCaps>) {
    let files =
        AttachmentCaps { count: caps.photos, size: LARGEST_PHOTO, media_types: PHOTOS.map(str::to_owned).to_vec() };
    (LetterCaps { title: TITLE, body: caps.description }, (caps.photos > 0).then_some(files))
}

/// What was given, as it goes with a letter. The kind of fault and its questions go along as they are now.
pub(crate) fn report(card: Option<&ReportCard>, given: ReportGiven) -> Report {
    let ReportGiven { service, replies, place, reporter } = given;
    let service = service.as_deref().and_then(|code| card?.service(code)).cloned();
    let form = service.as_ref().and_then(|service| Some(card?.form(&service.code)?.form.clone()));
    Report {
        replies: form.as_ref().map_or_else(|| replies.clone(), |form| form.fitting(&replies)),
        form,
        service: service.map(Box::new),
        place,
        reporter: reporter.filter(|reporter| !reporter.is_blank()),
    }
}

/// What was given, from the letter with which it goes.
pub(crate) fn given(report: &Report) -> ReportGiven {
    ReportGiven {
        service: report.service.as_ref().map(|service| service.code.clone()),
        replies: report.replies.clone(),
        place: report.place.clone(),
        reporter: report.reporter.clone(),
    }
}

/// What is asked of who makes this report.
pub(crate) fn asked(names: &Names, card: Option<&ReportCard>, report: &Report) -> AskedView {
    let service = report.service.as_deref();
    AskedView::Report(card.zip(service).map(|(card, service)| Box::new(form_view(names, card, service))))
}

/// What the city would not take; nothing of a report that can be sent.
pub(crate) fn flaws(caps: &ReportCaps, letter: &Letter, report: &Report) -> Vec<(Field, Flaw)> {
    let (of_letter, _) = self::caps(caps);
    let mut flaws = letter.flaws(&of_letter);
    let unplaced = caps.position_needed && report.place.position.is_none() && !report.place.is_blank();
    flaws.extend(unplaced.then_some((Field::Place, Flaw::NotAccepted)));
    let unsigned = caps.reporter_needed && report.reporter.as_ref().is_none_or(Reporter::is_blank);
    flaws.extend(unsigned.then_some((Field::Reporter, Flaw::Missing)));
    let questions = report.form.as_ref().map(|form: &Form| form.flaws_of_each(&report.replies, 0)).unwrap_or_default();
    flaws.extend(questions);
    flaws
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{
        form::{Asks, Question, Reply},
        outgoing::Kind,
        report::{Place, ReportService, ServiceType},
        text::{Language, Localized},
    };

    use super::{super::KeptForm, *};

    const CAPS: ReportCaps =
        ReportCaps { description: 20, photos: 0, position_needed: true, reporter_needed: true, public: true };

    fn card() -> ReportCard {
        let service = ReportService {
            code: "kuoppa".into(),
            name: Localized::undetermined("Kuoppa"),
            description: None,
            group: None,
            keywords: vec![],
            has_attributes: true,
            service_type: ServiceType::Realtime,
        };
        let depth = Question {
            id: "syvyys".into(),
            label: Localized::undetermined("Syvyys"),
            hint: None,
            required: false,
            asks: Asks::Number,
        };
        let kept = KeptForm {
            fetched_at: chrono::DateTime::UNIX_EPOCH,
            form: Form { questions: vec![depth] },
            notes: Vec::new(),
        };
        ReportCard {
            fetched_at: chrono::DateTime::UNIX_EPOCH,
            caps: CAPS,
            services: vec![service],
            forms: [("kuoppa".to_owned(), kept)].into(),
        }
    }

    fn letter(report: &Report, body: &str) -> Letter {
        Letter {
            title: "Kuoppa".into(),
            body: body.into(),
            language: Language::Fi,
            answers: None,
            case: None,
            matter: None,
            read_until: None,
            attachments: vec![],
            kind: Kind::Report(Box::new(report.clone())),
        }
    }

    #[test]
    fn what_a_city_needs_is_told_field_by_field() {
        let nothing = report(Some(&card()), ReportGiven::default());
        let wanted = [
            (Field::Service, Flaw::Missing),
            (Field::Place, Flaw::Missing),
            (Field::Body, Flaw::Missing),
            (Field::Reporter, Flaw::Missing),
        ];
        assert_eq!(flaws(&CAPS, &letter(&nothing, ""), &nothing), wanted);
        let given = ReportGiven {
            service: Some("kuoppa".into()),
            replies: vec![Reply { question: "syvyys".into(), text: "syvä".into(), ..Reply::default() }],
            place: Place { address: "Rantatie 1".into(), position: None },
            reporter: Some(Reporter { first_name: "Aino".into(), ..Reporter::default() }),
        };
        let most = report(Some(&card()), given.clone());
        let wanted = [(Field::Place, Flaw::NotAccepted), (Field::Question(0), Flaw::NotAccepted)];
        assert_eq!(flaws(&CAPS, &letter(&most, "Iso kuoppa"), &most), wanted);
        // Where a position is not needed and the one question is left open, nothing lacks.
        let lenient = ReportCaps { position_needed: false, ..CAPS };
        let silent = report(Some(&card()), ReportGiven { replies: vec![], ..given });
        assert_eq!(flaws(&lenient, &letter(&silent, "Iso kuoppa"), &silent), []);
    }

    #[test]
    fn a_report_comes_back_from_its_letter_as_it_was_given() {
        let given_first = ReportGiven {
            service: Some("kuoppa".into()),
            replies: vec![Reply { question: "syvyys".into(), text: "12".into(), ..Reply::default() }],
            place: Place { address: "Rantatie 1".into(), position: None },
            reporter: None,
        };
        assert_eq!(given(&report(Some(&card()), given_first.clone())), given_first);
        // A name of blanks is nobody's.
        let unnamed = ReportGiven { reporter: Some(Reporter::default()), ..given_first.clone() };
        assert_eq!(given(&report(Some(&card()), unnamed)), given_first);
    }
}
