//! What a service keeps about the resident beside any inbox, erased there. How it is taken out is told in `taking_out/kept.rs`.
//!
//! The service is asked first whether it would. One that then erased it is forgotten here, with everything that it brought. Where nobody
//! knows what became of it nothing goes: the resident can ask again, for a service that keeps nothing says yes.

use connector::{
    ConnectorError,
    helsinki_profile::{Erasure, HelsinkiProfile, parse::Reason},
};
use domain::{id::SourceId, text::Localized};
use protocol::{ErrorCode, ErrorView, data_use::ErasureCheckView, kept::KeptErasureView, view::Text};

use crate::{Engine, answer::Names, failure, line::Line};

impl Engine {
    /// Asks a service whether it would erase what it keeps. Nothing is erased.
    pub(crate) async fn check_kept_erasure(&self, source: SourceId) -> Result<ErasureCheckView, ErrorView> {
        let line = self.line(&source)?;
        let answer = self.while_open(api(&line, &source)?.may_be_erased()).await?;
        let names = self.names().await?;
        Ok(match answer.map_err(|error| failure::of_source(&source, &error))? {
            Erasure::Granted => ErasureCheckView { allowed: true, reasons: Vec::new() },
            Erasure::Refused(reasons) => {
                let told = told(&names, &reasons).into_iter().map(|words| (words, None));
                ErasureCheckView { allowed: false, reasons: told.collect() }
            }
        })
    }

    /// Has a service erase what it keeps, unless it would not; a service that did is forgotten here.
    pub(crate) async fn erase_kept(&self, source: SourceId) -> Result<KeptErasureView, ErrorView> {
        let line = self.line(&source)?;
        let erased = self.while_open(erase(api(&line, &source)?)).await?;
        match erased.map_err(|error| failure::of_source(&source, &error))? {
            Erasure::Refused(reasons) => {
                let names = self.names().await?;
                Ok(KeptErasureView::Refused { reasons: told(&names, &reasons) })
            }
            Erasure::Granted => {
                // What is gone there is gone, whatever happens here.
                if let Err(error) = self.sign_out(source.clone()).await {
                    tracing::error!(%source, ?error, "a service that keeps nothing any more is still connected");
                }
                Ok(KeptErasureView::Erased)
            }
        }
    }
}

/// Has everything erased where the service says that it would.
async fn erase(api: &HelsinkiProfile) -> Result<Erasure, ConnectorError> {
    match api.may_be_erased().await? {
        Erasure::Granted => api.erase().await,
        refused @ Erasure::Refused(_) => Ok(refused),
    }
}

/// The API of a service that keeps something beside any inbox.
pub(crate) fn api<'a>(line: &'a Line, source: &SourceId) -> Result<&'a HelsinkiProfile, ErrorView> {
    let other = || ErrorView { code: ErrorCode::BadRequest, source: Some(source.clone()) };
    line.api.helsinki_profile().ok_or_else(other)
}

/// The reasons of a service, each in the resident's language where it speaks it; one without words by its code.
fn told(names: &Names, reasons: &[Reason]) -> Vec<Text> {
    let words = |reason: &Reason| match &reason.code {
        Some(code) if reason.message.is_empty() => names.text(&Localized::undetermined(code.as_str())),
        _ => names.text(&reason.message),
    };
    reasons.iter().map(words).collect()
}
