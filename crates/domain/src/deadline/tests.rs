#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;

use super::*;

/// Worked by hand from the statutes: the law, the notice, its day, the appeal, the last day, and how it was worked out.
const CASES: &str = include_str!("cases.tsv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn regime(name: &str) -> Regime {
    match name {
        "municipal" => Regime::LocalGovernmentAct,
        "administrative" => Regime::AdministrativeProcedureAct,
        "county" => Regime::WellbeingServicesCountyAct,
        other => panic!("{other}"),
    }
}

fn notice(name: &str) -> NoticeMethod {
    match name {
        "electronic" => NoticeMethod::Electronic,
        "letter" => NoticeMethod::Letter,
        "verified" => NoticeMethod::Verified,
        "minutes" => NoticeMethod::Minutes,
        other => panic!("{other}"),
    }
}

fn appeal(name: &str) -> AppealKind {
    match name {
        "review" => AppealKind::ReviewRequest,
        "municipal" => AppealKind::MunicipalAppeal,
        "administrative" => AppealKind::AdministrativeAppeal,
        other => panic!("{other}"),
    }
}

/// A question of which nothing but the notice and its day is known. What is verified is served on that day.
fn asked(regime: Regime, notice: NoticeMethod, on: NaiveDate, appeal: AppealKind) -> Question {
    let is_retrieval = notice == NoticeMethod::Verified;
    Question {
        regime: Some(regime),
        appeal,
        notice,
        given_on: (!is_retrieval).then_some(on),
        served_on: is_retrieval.then_some(on),
        period_days: None,
    }
}

fn electronic(sent: &str) -> Question {
    asked(Regime::LocalGovernmentAct, NoticeMethod::Electronic, day(sent), AppealKind::ReviewRequest)
}

#[test]
fn every_case_ends_as_it_was_worked_by_hand() {
    let mut cases = 0;
    for line in CASES.lines().skip(1) {
        let [law, way, on, kind, last, worked] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let counted = count(&asked(regime(law), notice(way), day(on), appeal(kind)));
        assert_eq!(counted.map(|counting| counting.last_day), Ok(day(last)), "{line}");
        assert!(!worked.is_empty(), "{line}");
        cases += 1;
    }
    assert!(cases >= 60, "{cases}");
}

#[test]
fn each_step_is_shown_with_its_law() {
    let counting = count(&electronic("2026-12-07")).unwrap();
    let rest = |on, named| Step::Rest { on: day(on), day: named };
    assert_eq!(
        counting.steps,
        [
            Step::Given { notice: NoticeMethod::Electronic, on: day("2026-12-07") },
            Step::Presumed { on: day("2026-12-10"), days: 3, by: Provision::ElectronicServices19 },
            Step::Period { to: day("2026-12-24"), days: 14, by: Provision::LocalGovernment138 },
            rest("2026-12-24", RestDay::ChristmasEve),
            rest("2026-12-25", RestDay::ChristmasDay),
            rest("2026-12-26", RestDay::BoxingDay),
            rest("2026-12-27", RestDay::Sunday),
        ]
    );
    assert_eq!(counting.last_day, day("2026-12-28"));
}

#[test]
fn what_the_authority_states_of_the_service_takes_the_place_of_what_is_presumed() {
    let stated = Question { served_on: Some(day("2026-11-10")), ..electronic("2026-11-03") };
    let counting = count(&stated).unwrap();
    assert_eq!(counting.steps.get(1), Some(&Step::Served { on: day("2026-11-10"), by: None }));
    assert_eq!(counting.last_day, day("2026-11-24"));
    // Nobody is served before they are sent anything: one of the two is wrong.
    let wrong = Question { served_on: Some(day("2026-11-02")), ..electronic("2026-11-03") };
    assert_eq!(count(&wrong), Err(NotCounted::UnknownNotice));
}

#[test]
fn a_verified_notice_serves_only_when_it_is_retrieved() {
    let sent = Question { notice: NoticeMethod::Verified, ..electronic("2026-11-03") };
    assert_eq!(count(&sent), Err(NotCounted::NotServed));
    let retrieved = Question { served_on: Some(day("2026-11-09")), ..sent };
    assert_eq!(count(&retrieved).unwrap().last_day, day("2026-11-23"));
}

#[test]
fn nothing_is_counted_where_the_law_is_not_known() {
    let sent = electronic("2026-11-03");
    let without = |change: fn(&mut Question)| {
        let mut question = sent.clone();
        change(&mut question);
        count(&question).unwrap_err()
    };
    assert_eq!(without(|question| question.regime = None), NotCounted::UnknownLaw);
    assert_eq!(
        without(|question| question.regime = Some(Regime::SpecialAct("laki X".to_owned()))),
        NotCounted::UnknownLaw
    );
    assert_eq!(without(|question| question.appeal = AppealKind::NotAppealable), NotCounted::NotAppealable);
    assert_eq!(without(|question| question.given_on = None), NotCounted::UnknownNotice);
    assert_eq!(without(|question| question.given_on = Some(day("2019-12-31"))), NotCounted::NoRules);
    assert_eq!(without(|question| question.period_days = Some(30)), NotCounted::PeriodsDiffer);
    assert_eq!(
        without(|question| question.regime =
            Some(Regime::AdministrativeProcedureAct).inspect(|_| question.appeal = AppealKind::MunicipalAppeal)),
        NotCounted::NotInLaw
    );
    let stated = Question { period_days: Some(14), ..sent };
    assert_eq!(count(&stated).unwrap().last_day, day("2026-11-20"));
}

fn any_question() -> impl Strategy<Value = Question> {
    let regimes = prop::sample::select(vec!["municipal", "administrative", "county"]);
    let notices = prop::sample::select(vec!["electronic", "letter", "verified", "minutes"]);
    let appeals = prop::sample::select(vec!["review", "municipal", "administrative"]);
    (regimes, notices, 0..36_500_i64, appeals).prop_map(|(law, way, days, kind)| {
        let on = day("2020-01-01") + chrono::TimeDelta::days(days);
        asked(regime(law), notice(way), on, appeal(kind))
    })
}

proptest! {
    #[test]
    fn no_last_day_is_a_day_of_rest_and_none_is_sooner_than_the_period(question in any_question()) {
        let Ok(counting) = count(&question) else { return Ok(()) };
        prop_assert_eq!(RestDay::on(counting.last_day), None);
        prop_assert!(counting.steps.is_sorted_by_key(|step| step.day()));
        let ends = counting.steps.iter().rev().find_map(|step| match step {
            Step::Period { to, .. } => Some(*to),
            _ => None,
        });
        prop_assert!(ends.is_some_and(|ends| ends <= counting.last_day));
        // Nothing is moved further than the longest run of days of rest, five at Christmas.
        prop_assert!(ends.is_some_and(|ends| (counting.last_day - ends).num_days() <= 5));
    }

    #[test]
    fn a_later_service_never_moves_the_last_day_back(question in any_question()) {
        let later = |on: Option<NaiveDate>| on.and_then(|on| on.succ_opt());
        let next = Question { given_on: later(question.given_on), served_on: later(question.served_on), ..question.clone() };
        if let (Ok(first), Ok(second)) = (count(&question), count(&next)) {
            prop_assert!(first.last_day <= second.last_day);
        }
    }
}
