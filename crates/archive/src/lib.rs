//! What a resident takes out of the app: one zip file that anybody can read in a browser without it.
//!
//! ```text
//! index.html            who, from where, and every item; the pages need no script and no network
//! pages/00001.html      a page for each case, message, decision, task and report
//! sent.html             what the resident has sent, with the receipts of those who have it
//! attachments/00001/…   the files of the item with this number
//! style.css
//! data.json             every record, for programs: [`format::Data`]
//! README.txt            how to read it, and how to check it with common tools
//! public-key.pem        the key by which the signature is checked
//! SHA256SUMS            the same hashes as in the manifest, as `sha256sum -c` reads them
//! manifest.json         [`format::Manifest`]: the size and SHA-256 of every file above
//! manifest.sig          64 bytes: Ed25519 (RFC 8032) over the bytes of `manifest.json`
//! ```
//!
//! The signature says that the file is as a device has written it, and by its key which device. It says nothing of who holds that
//! device: whoever has another key can write another archive.
//!
//! **Versions.** [`format::VERSION`] counts what a reader of an earlier version would misread. A field that may be passed over
//! does not raise it, and readers pass over what they do not know.
//!
//! Writing takes one chunk at a time and never holds a file whole. Reading trusts nothing: names, numbers and sizes are
//! held against [`Caps`] before anything is unpacked, every file against the manifest, and the manifest against its signature.

#[macro_use]
extern crate words;

pub mod data_uses;
pub mod format;
mod key;
mod names;
pub mod pages;
mod reader;
#[cfg(test)]
mod tests;
mod word;
mod writer;

pub use key::{Fingerprint, SigningKey};
pub use names::Names;
pub use reader::{Archive, Caps, Refusal};
pub use word::{Word, word};
pub use writer::{Sealed, Writer};
