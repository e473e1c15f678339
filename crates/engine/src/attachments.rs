//! Files that go with a letter: chosen on this device, held against what the service takes, and kept with the draft.

use std::path::Path;

use connector::sniff;
use domain::outgoing::{Attachment, AttachmentCaps, OutgoingId, Phase, Unattached};
use protocol::{
    ErrorCode, ErrorView,
    letters::{AttachedView, LetterText, LetterTo},
};
use sha2::{Digest, Sha256};
use store::StoreError;

use crate::{Engine, letters::refused, pictures, sending::tags_of};

/// A file that can go with a letter.
struct Chosen {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

impl Engine {
    pub(crate) async fn attach_files(
        &self,
        id: OutgoingId,
        to: LetterTo,
        text: LetterText,
        keep_place: bool,
    ) -> Result<AttachedView, ErrorView> {
        if !id.is_well_formed() {
            return Err(ErrorCode::BadRequest.into());
        }
        let address = self.address(&to).await?;
        let caps = address.attachment_caps.clone().ok_or_else(|| refused(&to))?;
        let letter = self.letter(&to, &address, text).await?;
        let host = self.inner.host.clone();
        let paths = tokio::task::spawn_blocking(move || host.ask_what_to_attach()).await.unwrap_or_default();
        let mut refused_files = Vec::new();
        if !paths.is_empty() {
            let (wanted, now) = (id.clone(), self.inner.host.now());
            // A file makes a draft even before a word is written.
            self.in_store(move |store| store.keep_draft(&wanted, &address.party, &letter, now)).await?;
        }
        for path in paths {
            let already = self.attachments(&id).await?.len();
            let (name, caps) = (name_of(&path), caps.clone());
            let read = tokio::task::spawn_blocking(move || read(&path, &caps, already, keep_place)).await;
            match read.unwrap_or(Err(Unattached::Unreadable)) {
                Ok(chosen) => self.keep_file(&id, chosen).await?,
                Err(why) => refused_files.push((name, why)),
            }
        }
        Ok(AttachedView { attachments: self.attachments(&id).await?, refused: refused_files })
    }

    pub(crate) async fn detach_file(&self, id: OutgoingId, file: OutgoingId) -> Result<AttachedView, ErrorView> {
        let (wanted, now) = (id.clone(), self.inner.host.now());
        let changed = self.in_store(move |store| store.detach(&wanted, &file, now)).await?;
        let changed = changed.ok_or(ErrorView::from(ErrorCode::NotFound))?;
        self.emit(tags_of(&changed));
        Ok(AttachedView { attachments: changed.letter.attachments, refused: Vec::new() })
    }

    async fn attachments(&self, id: &OutgoingId) -> Result<Vec<Attachment>, ErrorView> {
        let wanted = id.clone();
        let found = self.in_store(move |store| store.outgoing(&wanted)).await?;
        Ok(found.map(|found| found.letter.attachments).unwrap_or_default())
    }

    async fn keep_file(&self, id: &OutgoingId, chosen: Chosen) -> Result<(), ErrorView> {
        let mut bits = [0_u8; 16];
        self.inner.host.fill_random(&mut bits);
        let file = Attachment {
            id: OutgoingId::of_random(u128::from_be_bytes(bits)),
            name: chosen.name,
            media_type: chosen.media_type,
            size: chosen.bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&chosen.bytes)),
        };
        let (wanted, now) = (id.clone(), self.inner.host.now());
        let kept = self
            .in_store(move |store| match store.attach(&wanted, &file, &chosen.bytes, now)? {
                Some(kept) => Ok(kept),
                None => Err(StoreError::Absent("draft")),
            })
            .await?;
        debug_assert_eq!(kept.phase, Phase::Draft);
        self.emit(tags_of(&kept));
        self.note_unsent().await;
        Ok(())
    }
}

/// Reads a file, if it can go with a letter. Its size is looked at before it is read, and its kind by its bytes.
fn read(path: &Path, caps: &AttachmentCaps, already: usize, keep_place: bool) -> Result<Chosen, Unattached> {
    let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).ok_or(Unattached::Unreadable)?.len();
    if size > caps.size {
        return Err(Unattached::TooLarge);
    }
    let bytes = std::fs::read(path).map_err(|_| Unattached::Unreadable)?;
    let media_type = sniff(&bytes);
    if let Some(why) = caps.refuse(already, &media_type, bytes.len() as u64) {
        return Err(why);
    }
    let bytes = if keep_place { bytes } else { pictures::without_place(&media_type, bytes) };
    Ok(Chosen { name: name_of(path), media_type, bytes })
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    domain::text::ServerText::new(&name).single_line().to_string().chars().take(200).collect()
}
