//! All files of an item, or of a case with everything in it, as one zip file.

use archive::{Names as FileNames, Word, Writer, word};
use domain::{document::safe_file_name, id::RecordKey};
use protocol::{
    ErrorView,
    archive::SavedAllView,
    view::{DocumentView, ItemBody, ItemView, Text},
};

use super::{file_name, missing};
use crate::Engine;

/// Files of one item.
struct Folder {
    item: RecordKey,
    title: Text,
    /// In the zip file, with a slash after it; empty: at its top.
    path: String,
    documents: Vec<DocumentView>,
}

impl Engine {
    pub(crate) async fn save_all_documents(&self, item: RecordKey) -> Result<SavedAllView, ErrorView> {
        let view = self.read_item(item).await?;
        let language = self.language();
        let called = format!("{} – {}", word(language, Word::Attachments), view.title.value);
        let proposed = safe_file_name(&called, &word(language, Word::Attachments)) + ".zip";
        let folders = self.folders(view, &word(language, Word::File)).await?;
        let names = self.names().await?;
        let saved = self.write_out(proposed, move |asking, out| {
            let mut zip = Writer::new(out);
            let (mut saved, mut gaps) = (0, Vec::new());
            for folder in &folders {
                let mut taken = FileNames::default();
                for document in &folder.documents {
                    match asking.document(&folder.item, document)? {
                        Ok(stored) => {
                            let path = format!("{}{}", folder.path, taken.unique(&file_name(&names, &stored)));
                            zip.stream(&path, |out| asking.copy(&folder.item, &stored, out))?;
                            saved += 1;
                        }
                        Err(why) => gaps.push(missing(document, &folder.title, why)),
                    }
                }
            }
            zip.finish()?;
            // An empty file is of no use to anybody.
            Ok(((saved, gaps), saved > 0))
        });
        match saved.await {
            Ok(Some((0, missing))) => Ok(SavedAllView::NoneToSave { missing }),
            Ok(Some((saved, missing))) => Ok(SavedAllView::Saved { saved, missing }),
            Ok(None) => Ok(SavedAllView::Cancelled),
            Err(error) => Err(error),
        }
    }

    /// The item's own files, and of a case a folder for each item in it that has some.
    async fn folders(&self, view: ItemView, nameless: &str) -> Result<Vec<Folder>, ErrorView> {
        let inside = match &view.body {
            ItemBody::Case(case) => case.items.iter().map(|headline| headline.item.clone()).collect(),
            _ => Vec::new(),
        };
        let ItemView { item, title, documents, .. } = view;
        let mut folders = vec![Folder { item, title, path: String::new(), documents }];
        let mut taken = FileNames::default();
        for item in inside {
            let ItemView { item, title, documents, when, .. } = self.read_item(item).await?;
            if documents.is_empty() {
                continue;
            }
            let called = safe_file_name(&format!("{} {}", when.date, title.value), nameless);
            let path = taken.unique(&called) + "/";
            folders.push(Folder { item, title, path, documents });
        }
        Ok(folders)
    }
}
