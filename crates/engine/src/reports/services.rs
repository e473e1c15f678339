//! What can be reported, in everyday words, and what a city asks of it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use connector::open311::Definition;
use domain::{
    id::SourceId,
    report::{ReportService, ServiceType},
    search::{Question, Vocabulary, Word, written_words},
    text::Localized,
};
use protocol::{
    ErrorCode, ErrorView,
    reports::{ReportFormView, ReportServiceView, ReportServicesView},
};
use store::Store;

use super::{KeptForm, ReportCard, card, not_there, open311};
use crate::{
    Engine,
    answer::{Names, instant_when},
    answering, failure,
};

/// How long a list is good enough to choose from without asking for a newer one.
const FRESH: TimeDelta = TimeDelta::days(1);

/// What a word found in a part of a service's description is worth: in its name most.
const IN_NAME: u32 = 8;
const IN_KEYWORDS: u32 = 6;
const IN_GROUP: u32 = 2;
const IN_DESCRIPTION: u32 = 1;

impl Engine {
    pub(crate) async fn read_report_services(
        &self,
        source: SourceId,
        text: String,
    ) -> Result<ReportServicesView, ErrorView> {
        let (card, failure) = self.report_card(&source).await?;
        let names = self.names().await?;
        let found = if text.trim().is_empty() { by_group(&card.services) } else { search(&card.services, &text) };
        Ok(ReportServicesView {
            name: names.sender(&source),
            total: card.services.len(),
            services: found.into_iter().map(|service| service_view(&names, service)).collect(),
            caps: card.caps,
            fetched: instant_when(card.fetched_at),
            failure,
        })
    }

    pub(crate) async fn read_report_form(&self, source: SourceId, code: String) -> Result<ReportFormView, ErrorView> {
        let (mut card, _) = self.report_card(&source).await?;
        let service = card.service(&code).cloned().ok_or_else(|| not_there(&source))?;
        let now = self.inner.host.now();
        let kept = card.forms.get(&code);
        let is_fresh = kept.is_some_and(|kept| (now - kept.fetched_at).abs() < FRESH);
        if service.has_attributes && !is_fresh {
            let line = self.line(&source)?;
            match self.while_open(open311(&source, &line)?.definition(&code)).await? {
                Ok(Definition { form, notes }) => {
                    card.forms.insert(code.clone(), KeptForm { fetched_at: now, form, notes });
                    self.keep_report_card(&source, &card).await?;
                }
                Err(error) => {
                    let error = failure::of_source(&source, &error);
                    // What it asked before is better than nothing: the city says when a report does not do.
                    kept.ok_or(error)?;
                }
            }
        }
        Ok(form_view(&self.names().await?, &card, &service))
    }

    /// What a city takes: as it was fetched lately, or else anew. Where that does not come, as it was, and why; an error where
    /// it never came.
    pub(super) async fn report_card(&self, source: &SourceId) -> Result<(ReportCard, Option<ErrorCode>), ErrorView> {
        let id = source.clone();
        let kept = self.in_store(move |store: &Store| card(store, &id)).await?;
        let now = self.inner.host.now();
        if let Some(kept) = kept.as_ref().filter(|kept| (now - kept.fetched_at).abs() < FRESH) {
            return Ok((kept.clone(), None));
        }
        let line = self.line(source)?;
        let api = open311(source, &line)?;
        match self.while_open(api.services()).await? {
            Ok(services) => {
                let forms = kept.map(|kept| kept.forms).unwrap_or_default();
                let fresh = ReportCard { fetched_at: now, caps: api.caps(), services, forms };
                self.keep_report_card(source, &fresh).await?;
                Ok((fresh, None))
            }
            Err(error) => {
                let error = failure::of_source(source, &error);
                kept.map(|kept| (kept, Some(error.code))).ok_or(error)
            }
        }
    }

    async fn keep_report_card(&self, source: &SourceId, card: &ReportCard) -> Result<(), ErrorView> {
        let json = serde_json::to_string(card).map_err(|_| ErrorView::from(ErrorCode::Internal))?;
        let id = source.clone();
        self.in_store(move |store: &Store| store.set_source_card(&id, &json)).await
    }
}

/// What a city asks of a kind of fault, as it is shown.
pub(super) fn form_view(names: &Names, card: &ReportCard, service: &ReportService) -> ReportFormView {
    let kept = card.form(&service.code);
    ReportFormView {
        service: service_view(names, service),
        questions: kept.map(|kept| answering::questions(names, &kept.form)).unwrap_or_default(),
        notes: kept.map(|kept| kept.notes.iter().map(|note| names.text(note)).collect()).unwrap_or_default(),
        unanswered: service.service_type == ServiceType::Blackbox,
    }
}

fn service_view(names: &Names, service: &ReportService) -> ReportServiceView {
    let text = |text: &domain::text::ServerText| names.text(&Localized::undetermined(text.to_string()));
    ReportServiceView {
        code: service.code.clone(),
        name: names.line(&service.name),
        description: service.description.as_ref().map(text),
        group: service.group.as_ref().map(text),
    }
}

/// All of them, those of a group together, in the order in which the city tells its groups.
fn by_group(services: &[ReportService]) -> Vec<&ReportService> {
    let mut groups: Vec<Option<String>> = Vec::new();
    for service in services {
        let group = service.group.as_ref().map(ToString::to_string);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    let of = |group: &Option<String>| {
        let group = group.clone();
        services.iter().filter(move |service| service.group.as_ref().map(ToString::to_string) == group)
    };
    groups.iter().flat_map(of).collect()
}

/// Those in which most of what is looked for is said, in any of its forms, as a part of a word, or with one letter wrong; the
/// likeliest first. What a resident types is more often a sentence than a word, so not all of it need be said.
fn search<'a>(services: &'a [ReportService], typed: &str) -> Vec<&'a ReportService> {
    let question = Question::read(typed);
    let texts: Vec<[(u32, BTreeSet<String>); 4]> = services.iter().map(words_of).collect();
    let vocabulary: Vocabulary = texts.iter().flatten().flat_map(|(_, words)| words).collect();
    let meant: Vec<BTreeSet<String>> = question.words.iter().map(|word| meant(&vocabulary, word)).collect();
    let worth = |texts: &[(u32, BTreeSet<String>); 4]| -> u32 {
        let of_word = |meant: &BTreeSet<String>| {
            texts.iter().filter(|(_, words)| !words.is_disjoint(meant)).map(|(worth, _)| *worth).max().unwrap_or(0)
        };
        meant.iter().map(of_word).sum()
    };
    let mut found: Vec<(u32, &ReportService)> = texts
        .iter()
        .zip(services)
        .map(|(texts, service)| (worth(texts), service))
        .filter(|(worth, _)| *worth > 0)
        .collect();
    found.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    found.into_iter().map(|(_, service)| service).collect()
}

fn meant(vocabulary: &Vocabulary, word: &Word) -> BTreeSet<String> {
    let known = vocabulary.expand(word);
    if known.is_empty() {
        return vocabulary.correct(word).into_iter().collect();
    }
    known.forms.into_iter().chain(known.parts).collect()
}

fn words_of(service: &ReportService) -> [(u32, BTreeSet<String>); 4] {
    let words = |text: &str| written_words(text).map(|(_, word)| word.into_owned()).collect::<BTreeSet<_>>();
    let text = |text: Option<&domain::text::ServerText>| text.map(|text| words(&text.to_string())).unwrap_or_default();
    let name = service.name.iter().flat_map(|(_, text)| words(&text.to_string())).collect();
    let keywords = service.keywords.iter().flat_map(|word| words(&word.to_string())).collect();
    [
        (IN_NAME, name),
        (IN_KEYWORDS, keywords),
        (IN_GROUP, text(service.group.as_ref())),
        (IN_DESCRIPTION, text(service.description.as_ref())),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn service(code: &str, name: &str, keywords: &str, group: &str) -> ReportService {
        ReportService {
            code: code.into(),
            name: Localized::undetermined(name),
            description: None,
            group: Some(group.into()),
            keywords: keywords.split(',').filter(|word| !word.is_empty()).map(Into::into).collect(),
            has_attributes: false,
            service_type: ServiceType::Realtime,
        }
    }

    fn services() -> Vec<ReportService> {
        vec![
            service("1", "Katuvalaistus", "lamppu,pimeä,valo", "Kadut"),
            service("2", "Puiston roska-astia", "roskis,täynnä", "Puistot"),
            service("3", "Vaurio ajoradassa", "kuoppa,reikä,asfaltti", "Kadut"),
            service("4", "Liukkaus", "jää,hiekka,hiekoitus", "Talvi"),
        ]
    }

    fn codes(typed: &str) -> Vec<String> {
        search(&services(), typed).into_iter().map(|service| service.code.clone()).collect()
    }

    #[test]
    fn everyday_words_find_the_service_in_any_form_and_with_a_letter_wrong() {
        assert_eq!(codes("tiessä on iso kuoppa"), ["3"]);
        assert_eq!(codes("lamput eivät pala"), ["1"]);
        assert_eq!(codes("roskikset"), ["2"]);
        assert_eq!(codes("kuopa"), ["3"]);
        assert_eq!(codes("valaistus"), ["1"], "a part of a compound");
        assert!(codes("kirjasto").is_empty());
    }

    #[test]
    fn services_of_a_group_stand_together_in_the_citys_order() {
        let services = services();
        let listed: Vec<_> = by_group(&services).into_iter().map(|service| service.code.as_str()).collect();
        assert_eq!(listed, ["1", "3", "2", "4"]);
    }
}
