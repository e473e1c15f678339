//! `cargo xtask deadline`: counts the last day of an appeal as the page of a decision does, for whoever wants to check it by hand.

use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use clap::ValueEnum;
use domain::{
    deadline::{Question, count},
    decision::{AppealKind, NoticeMethod, Regime},
    text::Language,
};
use words::phrase::deadline;

/// What is counted.
#[derive(clap::Args)]
pub struct Options {
    /// The law that governs the appeal.
    #[arg(long, value_enum, default_value = "municipal")]
    regime: Law,
    /// How notice was given.
    #[arg(long, value_enum, required_unless_present = "cases")]
    notice: Option<Way>,
    /// The day it was sent (electronic, letter), retrieved (verified) or published (minutes): YYYY-MM-DD.
    #[arg(long, required_unless_present = "cases")]
    date: Option<NaiveDate>,
    /// What is sought.
    #[arg(long, value_enum, required_unless_present = "cases")]
    appeal: Option<Appeal>,
    /// In which language.
    #[arg(long, default_value = "fi", value_parser = language)]
    language: Language,
    /// Prints, as a table, the cases that were worked by hand and that the tests hold the counting against.
    #[arg(long)]
    cases: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Law {
    /// Local Government Act 410/2015.
    Municipal,
    /// Administrative Procedure Act 434/2003.
    Administrative,
    /// Act on Wellbeing Services Counties 611/2021.
    County,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// Ordinary electronic notice.
    Electronic,
    /// A letter.
    Letter,
    /// Verified electronic notice.
    Verified,
    /// Minutes on the public network.
    Minutes,
}

#[derive(Clone, Copy, ValueEnum)]
enum Appeal {
    /// Request for review.
    Review,
    /// Municipal appeal.
    Municipal,
    /// Administrative appeal.
    Administrative,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| "fi, sv or en".to_owned())
}

/// Prints the counting, and on the last line the last day in ISO form.
pub fn run(options: &Options) -> Result<()> {
    if options.cases {
        return cases();
    }
    let (Some(notice), Some(date), Some(appeal)) = (options.notice, options.date, options.appeal) else {
        return Err(anyhow!("--notice, --date and --appeal say what is counted"));
    };
    let is_retrieval = notice == Way::Verified;
    let question = Question {
        regime: Some(match options.regime {
            Law::Municipal => Regime::LocalGovernmentAct,
            Law::Administrative => Regime::AdministrativeProcedureAct,
            Law::County => Regime::WellbeingServicesCountyAct,
        }),
        appeal: match appeal {
            Appeal::Review => AppealKind::ReviewRequest,
            Appeal::Municipal => AppealKind::MunicipalAppeal,
            Appeal::Administrative => AppealKind::AdministrativeAppeal,
        },
        notice: match notice {
            Way::Electronic => NoticeMethod::Electronic,
            Way::Letter => NoticeMethod::Letter,
            Way::Verified => NoticeMethod::Verified,
            Way::Minutes => NoticeMethod::Minutes,
        },
        given_on: (!is_retrieval).then_some(date),
        served_on: is_retrieval.then_some(date),
        period_days: None,
    };
    let counting = count(&question).map_err(|why| {
        anyhow!(deadline::not_counted(options.language, why).unwrap_or_else(|| "nothing to count".to_owned()))
    })?;
    for (number, step) in deadline::steps(options.language, &counting).iter().enumerate() {
        println!("{}. {step}", number + 1);
    }
    if let Some(checked) = deadline::checked(options.language, &counting) {
        println!("{checked}");
    }
    println!("{}", counting.last_day);
    Ok(())
}

/// The cases of the tests, as a table.
fn cases() -> Result<()> {
    let file = crate::project::root().join("crates/domain/src/deadline/cases.tsv");
    for (number, line) in std::fs::read_to_string(file)?.lines().enumerate() {
        println!("| {} |", line.replace('\t', " | "));
        if number == 0 {
            println!("|{}", " --- |".repeat(line.split('\t').count()));
        }
    }
    Ok(())
}
