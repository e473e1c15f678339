//! Files that go with a letter: chosen on this device, dropped, pasted or photographed, held against what the service takes, and kept with the draft.

use std::path::{Path, PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Helsinki;
use connector::sniff;
use domain::{
    id::PartyRef,
    outgoing::{Attachment, AttachmentCaps, Letter, OutgoingId, Phase, Unattached},
};
use protocol::{
    AttachFiles, AttachPhoto, ErrorCode, ErrorView,
    letters::{AttachedView, LetterText, LetterTo, Way},
};
use sha2::{Digest, Sha256};
use store::StoreError;

use crate::{Engine, Host, host::Clipped, letters::refused, pictures, sending::tags_of};

/// A file that can go with a letter.
struct Chosen {
    name: String,
    media_type: String,
    bytes: Vec<u8>,
    /// Its size before it was made smaller, if it was.
    before: Option<u64>,
}

/// Something to be put with a letter.
enum Offered {
    /// A file.
    File(PathBuf),
    /// A picture that is in no file: its width, height and pixels.
    Picture(u32, u32, Vec<u8>),
    /// A photograph from the camera, by its name; nothing where it is none.
    Photo(String, Option<Vec<u8>>),
}

/// What is done to pictures.
#[derive(Clone, Copy)]
struct Treated {
    /// Whether they keep the place where they were taken.
    keep_place: bool,
    /// Whether large ones are made smaller.
    smaller: bool,
}

impl Engine {
    pub(crate) async fn attach_files(&self, command: AttachFiles) -> Result<AttachedView, ErrorView> {
        let AttachFiles { id, to, text, way, keep_place, smaller } = command;
        let host = self.inner.host.clone();
        let offered = tokio::task::spawn_blocking(move || offered(host.as_ref(), way)).await.unwrap_or_default();
        self.attach(id, &to, text, offered, Treated { keep_place, smaller }).await
    }

    pub(crate) async fn attach_photo(&self, command: AttachPhoto) -> Result<AttachedView, ErrorView> {
        let AttachPhoto { id, to, text, name, photo, keep_place, smaller } = command;
        let photo = Offered::Photo(name_of(Path::new(&name)), BASE64_STANDARD.decode(photo).ok());
        self.attach(id, &to, text, vec![photo], Treated { keep_place, smaller }).await
    }

    async fn attach(
        &self,
        id: OutgoingId,
        to: &LetterTo,
        text: LetterText,
        offered: Vec<Offered>,
        treated: Treated,
    ) -> Result<AttachedView, ErrorView> {
        if !id.is_well_formed() {
            return Err(ErrorCode::BadRequest.into());
        }
        let address = self.address(to).await?;
        let caps = address.attachment_caps.clone().ok_or_else(|| refused(to))?;
        let letter = self.letter(to, &address, text).await?;
        let mut refused_files = Vec::new();
        for one in offered {
            let already = self.attachments(&id).await?.len();
            let (name, caps) = (one.name(self.inner.host.now()), caps.clone());
            let called = name.clone();
            let read = tokio::task::spawn_blocking(move || read(one, called, &caps, already, treated)).await;
            match read.unwrap_or(Err(Unattached::Unreadable)) {
                Ok(chosen) => self.keep_file(&id, (&address.party, &letter), chosen).await?,
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

    /// Puts a file with a draft, and begins the draft with it if there is none: a file makes one even before a word is written.
    async fn keep_file(
        &self,
        id: &OutgoingId,
        (party, letter): (&PartyRef, &Letter),
        chosen: Chosen,
    ) -> Result<(), ErrorView> {
        let mut bits = [0_u8; 16];
        self.inner.host.fill_random(&mut bits);
        let file = Attachment {
            id: OutgoingId::of_random(u128::from_be_bytes(bits)),
            name: chosen.name,
            media_type: chosen.media_type,
            size: chosen.bytes.len() as u64,
            sha256: hex::encode(Sha256::digest(&chosen.bytes)),
            before: chosen.before,
        };
        let (wanted, now) = (id.clone(), self.inner.host.now());
        let (party, letter) = (party.clone(), letter.clone());
        let kept = self
            .in_store(move |store| {
                if store.outgoing(&wanted)?.is_none() {
                    store.keep_draft(&wanted, &party, &letter, now)?;
                }
                match store.attach(&wanted, &file, &chosen.bytes, now)? {
                    Some(kept) => Ok(kept),
                    None => Err(StoreError::Absent("draft")),
                }
            })
            .await?;
        debug_assert_eq!(kept.phase, Phase::Draft);
        self.emit(tags_of(&kept));
        self.note_unsent().await;
        Ok(())
    }
}

fn offered(host: &dyn Host, way: Way) -> Vec<Offered> {
    let files = match way {
        Way::Chosen => host.ask_what_to_attach(),
        Way::Dropped => host.take_dropped(),
        Way::Pasted => match host.clipboard() {
            Clipped::Nothing => Vec::new(),
            Clipped::Files(files) => files,
            Clipped::Picture(width, height, pixels) => return vec![Offered::Picture(width, height, pixels)],
        },
    };
    files.into_iter().map(Offered::File).collect()
}

impl Offered {
    /// What it is called. A picture that is in no file is called by when it was put there.
    fn name(&self, now: DateTime<Utc>) -> String {
        match self {
            Self::File(path) => name_of(path),
            Self::Photo(name, _) if !name.is_empty() => name.clone(),
            Self::Photo(..) => now.with_timezone(&Helsinki).format("%Y-%m-%d %H.%M.%S.jpg").to_string(),
            Self::Picture(..) => now.with_timezone(&Helsinki).format("%Y-%m-%d %H.%M.%S.png").to_string(),
        }
    }
}

/// Reads something, if it can go with a letter. Its size is looked at before it is read, and its kind by its bytes.
fn read(
    offered: Offered,
    name: String,
    caps: &AttachmentCaps,
    already: usize,
    Treated { keep_place, smaller }: Treated,
) -> Result<Chosen, Unattached> {
    // What is too large may be a photograph that can be made smaller.
    let most = if smaller { caps.size.max(pictures::LARGEST) } else { caps.size };
    let bytes = match offered {
        Offered::File(path) => {
            let about = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file);
            if about.ok_or(Unattached::Unreadable)?.len() > most {
                return Err(Unattached::TooLarge);
            }
            std::fs::read(path).map_err(|_| Unattached::Unreadable)?
        }
        Offered::Photo(_, bytes) => {
            let bytes = bytes.ok_or(Unattached::Unreadable)?;
            if bytes.len() as u64 > most {
                return Err(Unattached::TooLarge);
            }
            bytes
        }
        Offered::Picture(width, height, pixels) => {
            pictures::drawn(width, height, pixels).ok_or(Unattached::Unreadable)?
        }
    };
    let media_type = sniff(&bytes);
    let was = bytes.len() as u64;
    let less = if smaller { pictures::smaller(&media_type, &bytes) } else { None };
    let before = less.as_ref().map(|_| was);
    let bytes = less.unwrap_or(bytes);
    if let Some(why) = caps.refuse(already, &media_type, bytes.len() as u64) {
        return Err(why);
    }
    let bytes = if keep_place { bytes } else { pictures::without_place(&media_type, bytes) };
    Ok(Chosen { name, media_type, bytes, before })
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    domain::text::ServerText::new(&name).single_line().to_string().chars().take(200).collect()
}
