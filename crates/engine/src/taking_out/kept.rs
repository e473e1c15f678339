//! What a service keeps about the resident beside any inbox, taken out: a page to read and a file for machines, in one zip file.
//!
//! Nothing of it is stored on the device. It is asked for when the resident wants to have it, and goes straight into the file that they
//! chose.

use archive::{
    Word, Writer,
    pages::{self, Datum, Sheet},
    word,
};
use connector::helsinki_profile::parse::{Node, Tree};
use domain::{document::safe_file_name, id::SourceId};
use protocol::{ErrorCode, ErrorView, kept::KeptSavedView};

use crate::{Engine, answer::instant_when, failure, kept};

/// The file for machines: what the service answered, as its contract has it.
const DATA: &str = "kept.json";

impl Engine {
    /// Writes everything that a service keeps about the resident where they choose.
    pub(crate) async fn take_out_kept(&self, source: SourceId) -> Result<KeptSavedView, ErrorView> {
        let line = self.line(&source)?;
        let told = self.while_open(kept::api(&line, &source)?.everything()).await?;
        let Some(tree) = told.map_err(|error| failure::of_source(&source, &error))? else {
            return Ok(KeptSavedView::NothingKept);
        };
        let (language, now) = (self.language(), self.inner.host.now());
        let called = self.names().await?.sender(&source).value;
        let sheet = Sheet { language, made: instant_when(now), made_at: now };
        let page = pages::kept_page(&sheet, &called, &datum(&tree.root));
        let data = serde_json::to_vec_pretty(&tree.root).map_err(|_| ErrorView::from(ErrorCode::Internal))?;
        let proposed = safe_file_name(&called, &word(language, Word::File)) + ".zip";
        let files = [("index.html", page.into_bytes()), ("style.css", pages::STYLE.as_bytes().to_vec()), (DATA, data)];
        let saved = self.write_out(proposed, move |_, out| {
            let mut zip = Writer::new(out);
            for (name, bytes) in &files {
                zip.put(name, bytes)?;
            }
            zip.finish()?;
            Ok(((), true))
        });
        Ok(match saved.await? {
            Some(()) => saved_view(&tree),
            None => KeptSavedView::Cancelled,
        })
    }
}

fn datum(node: &Node) -> Datum {
    Datum {
        key: node.key.to_string(),
        value: node.value.as_ref().map(ToString::to_string),
        withheld: node.error.as_ref().map(ToString::to_string),
        holds: node.children.iter().map(datum).collect(),
    }
}

fn saved_view(tree: &Tree) -> KeptSavedView {
    let few = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    KeptSavedView::Saved {
        data: few(tree.root.count(|node| node.value.is_some())),
        withheld: few(tree.root.count(|node| node.error.is_some())),
        unread: few(tree.quarantined.len()),
    }
}
