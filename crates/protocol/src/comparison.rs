//! Decisions that take the place of earlier ones, and what is different in them.

use chrono::NaiveDate;
use domain::{
    decision::{AppealKind, Outcome, Replacement},
    id::RecordKey,
};
use serde::{Deserialize, Serialize};

use crate::view::{Text, When};

/// Of a decision: which other one takes its place, or whose place it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessionView {
    /// The decision that takes its place.
    pub later: Option<OtherDecisionView>,
    /// The earlier decision of which it takes the place.
    pub earlier: Option<OtherDecisionView>,
    /// What it changes in the earlier one; `None` where that one is not here.
    pub changes: Option<Vec<DifferenceView>>,
}

/// Another decision of the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDecisionView {
    /// Which.
    pub item: RecordKey,
    /// How the later one of the two takes the place of the earlier one.
    pub how: Replacement,
    /// What is known of it; `None`: it is not here.
    pub known: Option<KnownDecisionView>,
}

/// A decision as a link to it says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownDecisionView {
    /// Its title.
    pub title: Text,
    /// When it was made.
    pub made: When,
}

/// Something that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum DifferenceView {
    /// What came of it.
    Outcome {
        /// In the earlier one.
        before: Outcome,
        /// In the later one.
        now: Outcome,
    },
    /// The last day of an appeal, as the authority gives it or else as it is counted.
    LastDay {
        /// In the earlier one.
        before: Option<NaiveDate>,
        /// In the later one.
        now: Option<NaiveDate>,
    },
    /// How a change is sought.
    Appeal {
        /// In the earlier one.
        before: Option<AppealKind>,
        /// In the later one.
        now: Option<AppealKind>,
    },
    /// A text that has a name of the app's.
    Text {
        /// Which.
        part: Part,
        /// What changed in it.
        words: WordsView,
    },
    /// A section of the decision.
    Section {
        /// Its heading.
        heading: Text,
        /// What changed in it.
        words: WordsView,
    },
    /// A file.
    Document {
        /// Its name.
        name: Text,
        /// What became of it.
        how: FileChange,
    },
}

/// A text of both decisions, with what is in one of them alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsView {
    /// Its language where it is not the interface's.
    pub lang: Option<String>,
    /// The text, paragraph by paragraph.
    pub paragraphs: Vec<Vec<PieceView>>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceView {
    /// In which of the two it is.
    pub place: PiecePlace,
    /// The words.
    pub text: String,
}

/// In which of two texts a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PiecePlace {
    /// In both.
    Both,
    /// In the earlier one alone.
    Earlier,
    /// In the later one alone.
    Later,
}

/// A text of a decision that has a name of the app's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Its title.
    Title,
    /// The outcome in plain words.
    Summary,
    /// The statutes.
    Law,
    /// To whom an appeal goes.
    AppealTo,
    /// Where it is sent.
    AppealAddress,
    /// Who may appeal.
    AppealWho,
    /// What an appeal must contain.
    AppealContents,
    /// What it costs.
    AppealCost,
    /// Who prepared or made it.
    Maker,
    /// Whom to ask.
    Contact,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileChange {
    /// The later decision alone has it.
    Added,
    /// The earlier decision alone has it.
    Removed,
    /// Both have one of this name, with other bytes.
    Changed,
}
