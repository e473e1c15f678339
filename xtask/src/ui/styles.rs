//! One style sheet from many: the shared ones first, then each component's own, which may rely on them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::project::files_below;

/// Joins `styles/*.css` in the order of their names, then `src/**/*.css` in the order of their paths.
pub fn joined(source: &Path) -> Result<Vec<u8>> {
    let mut sheet = Vec::new();
    for file in in_order(source)? {
        let content = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        sheet.extend(content);
        // A file without a last newline must not run into the next one's first rule.
        if sheet.last().is_some_and(|byte| *byte != b'\n') {
            sheet.push(b'\n');
        }
    }
    Ok(sheet)
}

fn in_order(source: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files_below(&source.join("styles"))?;
    files.extend(files_below(&source.join("src"))?);
    files.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use super::*;

    #[test]
    fn shared_styles_come_before_those_of_components() {
        let folder = tempfile::tempdir().unwrap();
        for (path, rule) in [
            ("src/components/button.css", "button"),
            ("src/app.css", "app"),
            ("styles/20-base.css", "base"),
            ("styles/10-tokens.css", "tokens"),
            ("src/app.rs", "not a style"),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, rule).unwrap();
        }
        assert_eq!(joined(folder.path()).unwrap(), b"tokens\nbase\napp\nbutton\n");
    }
}
