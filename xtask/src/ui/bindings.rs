//! The JavaScript around the WebAssembly, made by wasm-bindgen as a library of the very version the interface uses.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{self, say};

/// Generates the bindings of this name into a folder, unless they are there already for these bytes.
pub fn generate(wasm: &Path, name: &str, folder: &Path) -> Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let stamp = folder.join("made-from");
    let mark = mark(&bytes);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == mark) {
        return Ok(());
    }
    say("Generating the bindings");
    project::fresh_folder(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?;
    bindgen.typescript(false).remove_name_section(true).remove_producers_section(true).omit_default_module_path(false);
    bindgen.input_bytes(name, bytes).out_name(name).generate(folder)?;
    // Last, so that a run that was cut short is done again.
    project::write_if_changed(&stamp, mark.as_bytes())?;
    Ok(())
}

fn mark(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{} bytes, {:016x}\n", bytes.len(), hasher.finish())
}

/// Whether a generated file belongs into the app.
pub fn is_shipped(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "js" || extension == "wasm")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn other_bytes_of_the_same_length_are_noticed() {
        assert_eq!(mark(b"one"), mark(b"one"));
        assert_ne!(mark(b"one"), mark(b"two"));
    }

    #[test]
    fn the_stamp_stays_out_of_the_app() {
        assert!(is_shipped(Path::new("kotikunta_ui_bg.wasm")));
        assert!(is_shipped(Path::new("snippets/a/inline0.js")));
        assert!(!is_shipped(Path::new("made-from")));
    }
}
