//! Reporting a fault, step by step: what is broken, where, whether it is reported already, what else is to be told, everything
//! once more. Each step is a form of its own, so that Enter goes on; the address has the step, so that the way back is the
//! browser's, too. What is said is one draft, kept as in every letter.

mod check;
mod details;
mod nearby;
mod place;
mod what;

use domain::{
    id::SourceId,
    outgoing::{Attachment, Field as Part, Flaw, LetterCaps},
    report::{Position, ReportCaps, Reporter},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use protocol::{
    ErrorView, ReadNearby, ReadReportForm, ReadReportServices,
    letters::{AskedView, LetterTo, LetterView, OutgoingKind},
    reports::{NearbyView, ReportFormView, ReportServicesView},
    view::Text,
};

use self::{check::Check, details::Details, nearby::Nearby, place::Where, what::What};
use super::{Discarding, Draft, discard_now, draft::kept_words, focus_field, in_sentences};
use crate::{
    components::questions::flaws_of_each,
    phrase,
    state::{Live, Place, Sought, Step, View, desk, focus_heading, here, place, rested},
    words::language,
};

/// A report that is being made, as its steps are handed it.
type Held = StoredValue<Report>;

/// A report that is being made.
#[derive(Clone, Copy)]
struct Report {
    draft: Draft,
    source: StoredValue<SourceId>,
    /// What is looked for among the kinds of faults.
    looked_for: RwSignal<String>,
    /// The kinds of faults: all, or those that are looked for.
    services: Sought<ReadReportServices>,
    /// How the city takes reports.
    caps: Memo<Option<ReportCaps>>,
    /// What the city asks of the chosen kind.
    form: Memo<Option<ReportFormView>>,
    form_live: Live<ReadReportForm>,
    /// What is reported near the place already.
    nearby: Live<ReadNearby>,
    files: RwSignal<Vec<Attachment>>,
    letter_caps: LetterCaps,
    /// What is wrong with what is said.
    wrong: RwSignal<Vec<(Part, Flaw)>>,
    /// Goes to a step.
    go: Callback<Step>,
    /// Goes to the step where the first of these is mended, and to its field there.
    mend: Callback<Vec<(Part, Flaw)>>,
    /// Leaves the report as it is.
    leave: Callback<()>,
}

impl Report {
    fn new(letter: LetterView, source: &SourceId, wrong: RwSignal<Vec<(Part, Flaw)>>, ways: Ways) -> Self {
        let desk = desk();
        let asked = match &letter.asked {
            AskedView::Report(form) => form.as_deref().cloned(),
            _ => None,
        };
        let (files, letter_caps) = (RwSignal::new(letter.attachments.clone()), letter.caps);
        let draft = Draft::new(desk, letter);
        let parts = draft.beside();
        let (of_list, of_form, of_nearby) = (source.clone(), source.clone(), source.clone());
        let looked_for = RwSignal::new(String::new());
        let text = rested(move || looked_for.get().trim().to_owned());
        let services =
            Sought::new(desk, move || Some(ReadReportServices { source: of_list.clone(), text: text.get() }));
        let caps = Memo::new(move |_| services.with(|_, list| list.as_ref().ok().map(|list| list.caps)).flatten());
        let form_live = Live::new(desk, move || {
            parts.service.get().map(|service| ReadReportForm { source: of_form.clone(), service })
        });
        let form = Memo::new(move |_| {
            let chosen = parts.service.get()?;
            let is_it = |form: &ReportFormView| form.service.code == chosen;
            form_live.with(ReportFormView::clone).filter(is_it).or_else(|| asked.clone().filter(is_it))
        });
        let position = Memo::new(move |_| parts.place.with(|place| place.position));
        let nearby = Live::new(desk, move || {
            let public = caps.get().is_some_and(|caps| caps.public);
            let (service, position) = (parts.service.get()?, position.get()?);
            public.then(|| ReadNearby { source: of_nearby.clone(), service, position })
        });
        let Ways { go, mend, leave } = ways;
        Self {
            draft,
            source: StoredValue::new(source.clone()),
            looked_for,
            services,
            caps,
            form,
            form_live,
            nearby,
            files,
            letter_caps,
            wrong,
            go,
            mend,
            leave,
        }
    }

    /// What the chosen kind of fault is called.
    fn chosen(self) -> Option<Text> {
        let called = self.form.with(|form| form.as_ref().map(|form| form.service.name.clone()));
        called.or_else(|| {
            let code = self.draft.beside().service.get()?;
            let named = |list: &ReportServicesView| {
                list.services.iter().find(|service| service.code == code).map(|service| service.name.clone())
            };
            self.services.with(|_, list| list.as_ref().ok().and_then(named)).flatten()
        })
    }

    /// What is wrong with what is said in a step, as it is known before anything is sent.
    fn flaws(self, step: Step) -> Vec<(Part, Flaw)> {
        let parts = self.draft.beside();
        let caps = self.caps.get_untracked();
        match step {
            Step::What => parts.service.with_untracked(|service| missing(Part::Service, service.is_none())),
            Step::Where => parts.place.with_untracked(|place| {
                let needed = caps.is_some_and(|caps| caps.position_needed);
                match (place.is_blank(), needed && place.position.is_none()) {
                    (true, _) => vec![(Part::Place, Flaw::Missing)],
                    (false, true) => vec![(Part::Place, Flaw::NotAccepted)],
                    (false, false) => Vec::new(),
                }
            }),
            Step::Nearby => Vec::new(),
            Step::Details => {
                let files = self.files.with_untracked(Vec::len);
                let replies = self.draft.replies().get_untracked();
                let mut flaws = self.form.with_untracked(|form| {
                    form.as_ref().map(|form| flaws_of_each(&form.questions, &replies, files)).unwrap_or_default()
                });
                let (length, blank) =
                    self.draft.body.with_untracked(|body| (body.chars().count(), body.trim().is_empty()));
                flaws.extend(missing(Part::Body, blank));
                if length > self.letter_caps.body {
                    flaws.push((Part::Body, Flaw::TooLong(self.letter_caps.body)));
                }
                let needed = caps.is_some_and(|caps| caps.reporter_needed);
                let told = parts.reporter.with_untracked(|reporter| reporter.as_ref().is_some_and(is_told));
                flaws.extend(missing(Part::Reporter, needed && !told));
                flaws
            }
            Step::Check => {
                Step::ALL.into_iter().filter(|it| *it != Step::Check).flat_map(|it| self.flaws(it)).collect()
            }
        }
    }

    /// Goes on from a step, or says what is to be mended there first.
    fn go_on(self, from: Step, to: Step) {
        let flaws = self.flaws(from);
        if flaws.is_empty() {
            self.wrong.update(|wrong| wrong.retain(|(part, _)| step_of(*part) != from));
            self.go.run(to);
        } else {
            self.mend.run(flaws);
        }
    }

    /// What is wrong with a part, in words.
    fn flaw(self, part: Part) -> Signal<Option<String>> {
        Signal::derive(move || {
            let found = self.wrong.with(|wrong| wrong.iter().find(|(one, _)| *one == part).copied());
            found.map(|(part, flaw)| phrase::report_flaw(language(), part, flaw))
        })
    }

    /// Takes note of another place.
    fn place(self, address: String, position: Option<Position>) {
        self.draft.beside().place.set(domain::report::Place { address, position });
        self.wrong.update(|wrong| wrong.retain(|(part, _)| *part != Part::Place));
    }
}

/// The ways that lead out of a step.
#[derive(Clone, Copy)]
struct Ways {
    go: Callback<Step>,
    mend: Callback<Vec<(Part, Flaw)>>,
    leave: Callback<()>,
}

/// The form of the step that stands in the address, and the ways to leave the report and to discard it.
#[component]
pub fn ReportComposer(
    /// The report.
    letter: LetterView,
) -> AnyView {
    let LetterTo::Report(source) = letter.to.clone() else { return ().into_any() };
    let (desk, place, navigate) = (desk(), place(), use_navigate());
    let (id, sender) = (letter.id.clone(), letter.sender.value.clone());
    let photo_caps = letter.attachment_caps.clone();
    let step = Memo::new(move |_| here(place).step);
    let to = Callback::new(move |to: Place| navigate(&to.href(), NavigateOptions::default()));
    let go = Callback::new(move |step: Step| to.run(untrack(|| here(place)).stepping(step)));
    let leave = Callback::new(move |()| to.run(Place::INBOX.at(View::Reports)));
    let (wrong, aim) = (RwSignal::new(letter.flaws.clone()), StoredValue::new(None::<Part>));
    let mend = Callback::new(move |flaws: Vec<(Part, Flaw)>| {
        let Some(part) = flaws.first().map(|(part, _)| *part) else { return };
        desk.announcer
            .say(in_sentences(flaws.iter().map(|(part, flaw)| phrase::report_flaw(language(), *part, *flaw))));
        wrong.try_set(flaws);
        let there = step_of(part);
        if step.get_untracked() == there {
            request_animation_frame(move || focus_field(part));
        } else {
            aim.set_value(Some(part));
            go.run(there);
        }
    });
    let report = Report::new(letter, &source, wrong, Ways { go, mend, leave });
    let held = StoredValue::new(report);
    report.draft.keep_as_written();
    // Each step has its heading, which takes the focus when the step comes; where something is to be mended its field does.
    Effect::new(move |before: Option<Step>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            match aim.try_update_value(Option::take).flatten().filter(|part| step_of(*part) == now) {
                // The step is drawn by then.
                Some(part) => request_animation_frame(move || focus_field(part)),
                None => focus_heading(),
            }
        }
        now
    });
    let discarding = RwSignal::new(false);
    let discard = Callback::new(move |()| {
        discarding.set(false);
        report.draft.over.set_value(true);
        discard_now(desk, id.clone(), OutgoingKind::Report);
        leave.run(());
    });
    let keep_it = Callback::new(move |()| discarding.set(false));
    let shown = move || match step.get() {
        Step::What => view! { <What report=held/> }.into_any(),
        Step::Where => view! { <Where report=held/> }.into_any(),
        Step::Nearby => view! { <Nearby report=held/> }.into_any(),
        Step::Details => view! { <Details report=held photo_caps=photo_caps.clone()/> }.into_any(),
        Step::Check => view! { <Check report=held/> }.into_any(),
    };
    view! {
        <div class="report">
            <p class="small">{move || t!("letter-sure.to", sender = sender.as_str())}</p>
            {shown}
            <p class="small kept">{move || kept_words(report.draft.kept.get())}</p>
            <p class="actions">
                <button type="button" on:click=move |_| leave.run(())>{tr!("letter-close")}</button>
                <button type="button" on:click=move |_| discarding.set(true)>{tr!("letter-discard")}</button>
            </p>
            <Show when=move || discarding.get()>
                <Discarding kind=OutgoingKind::Report discard keep_it/>
            </Show>
        </div>
    }
    .into_any()
}

/// The way on and the way back, where a thumb reaches them.
#[component]
fn Onward(
    /// What going on is called.
    #[prop(into)]
    next: Signal<String>,
    /// Goes back, where there is something to go back to.
    #[prop(optional, into)]
    back: Option<Callback<()>>,
) -> AnyView {
    view! {
        <p class="actions onward">
            {back.map(|back| view! {
                <button type="button" on:click=move |_| back.run(())>{tr!("report-back")}</button>
            })}
            <button type="submit" id="report-next" class="primary">{move || next.get()}</button>
        </p>
    }
    .into_any()
}

/// The step in which a part is said.
const fn step_of(part: Part) -> Step {
    match part {
        Part::Service => Step::What,
        Part::Place => Step::Where,
        Part::Title | Part::Body | Part::Matter | Part::Attachments | Part::Question(_) | Part::Reporter => {
            Step::Details
        }
    }
}

fn missing(part: Part, is_missing: bool) -> Vec<(Part, Flaw)> {
    if is_missing { vec![(part, Flaw::Missing)] } else { Vec::new() }
}

/// Whether a city knows by this whom to ask: by a name, and a way to reach them.
fn is_told(reporter: &Reporter) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    (said(&reporter.first_name) || said(&reporter.last_name)) && (said(&reporter.email) || said(&reporter.phone))
}

/// Where the way leads from the place: past the question whether it is reported already, where nothing is asked or nothing was found.
fn after_place(asked: bool, answer: Option<Result<NearbyView, ErrorView>>) -> Step {
    match answer {
        _ if !asked => Step::Details,
        Some(Ok(NearbyView { reports, failure: None })) if reports.is_empty() => Step::Details,
        _ => Step::Nearby,
    }
}

#[cfg(test)]
mod tests {
    use protocol::ErrorCode;

    use super::*;

    #[test]
    fn flaws_lead_to_the_step_in_which_they_are_mended() {
        let parts = [Part::Service, Part::Place, Part::Question(2), Part::Body, Part::Attachments, Part::Reporter];
        let steps = parts.map(step_of);
        let details = Step::Details;
        assert_eq!(steps, [Step::What, Step::Where, details, details, details, details]);
    }

    #[test]
    fn nobody_is_stopped_by_a_question_that_has_no_answer() {
        let nothing = || NearbyView { reports: Vec::new(), failure: None };
        assert_eq!(after_place(false, None), Step::Details);
        assert_eq!(after_place(true, Some(Ok(nothing()))), Step::Details);
        // That it could not be looked up, or not yet, is said, and the way goes on from there.
        let failed = NearbyView { failure: Some(ErrorCode::SourceUnreachable), ..nothing() };
        assert_eq!(after_place(true, Some(Ok(failed))), Step::Nearby);
        assert_eq!(after_place(true, None), Step::Nearby);
    }

    #[test]
    fn a_name_alone_reaches_nobody() {
        let name = Reporter { first_name: "Aino".into(), ..Reporter::default() };
        assert!(!is_told(&name));
        assert!(!is_told(&Reporter { phone: "040".into(), ..Reporter::default() }));
        assert!(is_told(&Reporter { phone: "040".into(), ..name.clone() }));
        assert!(is_told(&Reporter { last_name: "Virta".into(), email: "a@example.com".into(), ..Reporter::default() }));
    }
}
