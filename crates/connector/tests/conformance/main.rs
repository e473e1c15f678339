//! What every connector does, whatever API it speaks. A new connector is one more [`Dialect`] and one more line of
//! `conforms!`; from then on all of this holds for it too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod dialects;
mod letters;
mod log;
mod rules;
mod stage;

use connector::{Access, ConnectorError, Http, Limits, Pulled, Secret, Service};
use domain::{
    change::{Change, Cursor, QuarantineReason, Quarantined},
    source::SourceKind,
};
use url::Url;

/// A token that must be seen nowhere but in a question to the service.
const TOKEN: &str = "salainen-kanarialintu-1a2b3c";
/// A word that stands in every text of every record.
const CONTENT: &str = "Kanarialintu";

/// A bad record, and as what it is set aside.
struct Bad {
    record: String,
    reason: QuarantineReason,
}

impl Bad {
    fn malformed(record: impl Into<String>) -> Self {
        Self { record: record.into(), reason: QuarantineReason::Malformed }
    }
}

/// What came of a question.
#[derive(Debug)]
struct Answer {
    changes: Vec<Change>,
    quarantined: Vec<Quarantined>,
    /// Where to go on, while there is more.
    next: Option<Cursor>,
}

/// How an API says what all APIs say.
trait Dialect {
    const KIND: SourceKind;

    /// Answers that the list does not give, to questions that are asked beside it.
    fn aside(_path: &str) -> Option<String> {
        None
    }

    /// The service's address on this server.
    fn address(base: Url) -> Url {
        base
    }

    /// A page with these records, the `number`th of so many.
    fn page(records: &[String], number: usize, of: usize) -> String;

    /// A good record, full of [`CONTENT`]; one item of the inbox.
    fn good(number: usize) -> String;

    /// Records with which something is wrong.
    fn bad() -> Vec<Bad>;

    /// A good record that is larger than this.
    fn larger_than(bytes: usize) -> String;

    /// A record nested deeper than anything.
    fn nested(depth: usize) -> String;

    /// What 401 means: as a rule that a new sign-in is needed.
    const UNKNOWN: ConnectorError = ConnectorError::SignInNeeded;

    /// Whether the API pages at all.
    const PAGES: bool = true;

    /// One question for what is new.
    async fn ask(base: Url, limits: Limits, after: Option<Cursor>) -> Result<Answer, ConnectorError> {
        let access = Access::token(Secret::new(TOKEN))?;
        let service = Service::new(Self::KIND, Http::new(limits)?, Self::address(base), access)?;
        match service.pull(after.as_ref(), None, 10, chrono::Utc::now()).await? {
            Pulled::Page { page, .. } => Ok(Answer {
                next: page.more.then_some(page.next),
                changes: page.changes,
                quarantined: page.quarantined,
            }),
            Pulled::NothingNew { .. } => Ok(Answer { changes: Vec::new(), quarantined: Vec::new(), next: None }),
        }
    }
}

macro_rules! conforms {
    ($($name:ident: $dialect:ty),* $(,)?) => {
        $(mod $name {
            use super::{dialects, rules};

            #[tokio::test]
            async fn a_bad_record_is_set_aside_and_takes_no_good_one_with_it() {
                rules::a_bad_record_is_set_aside::<$dialect>().await;
            }

            #[tokio::test]
            async fn caps_hold() {
                rules::caps_hold::<$dialect>().await;
            }

            #[tokio::test]
            async fn everything_is_read_once_page_by_page_and_then_the_end_is_the_end() {
                rules::everything_is_read_once::<$dialect>().await;
            }

            #[tokio::test]
            async fn a_question_that_is_given_up_leaves_nothing_open() {
                rules::given_up_leaves_nothing_open::<$dialect>().await;
            }

            #[tokio::test]
            async fn a_redirect_elsewhere_is_not_followed_and_carries_no_token() {
                rules::redirects_stay_within_the_origin::<$dialect>().await;
            }

            #[tokio::test]
            async fn refusals_are_told_apart() {
                rules::refusals_are_told_apart::<$dialect>().await;
            }

            #[tokio::test]
            async fn nothing_that_is_logged_or_told_contains_a_token_or_what_a_record_says() {
                rules::nothing_is_betrayed::<$dialect>().await;
            }
        })*
    };
}

conforms! {
    resident: dialects::Resident,
    open311: dialects::Open311,
    open311_in_xml: dialects::Open311Xml,
    dialogporten: dialects::Dialogporten,
    atv: dialects::Atv,
    data_tracker: dialects::DataTracker,
}
