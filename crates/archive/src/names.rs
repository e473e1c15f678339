//! Names of files that lie in one folder.

use std::collections::BTreeSet;

/// Gives each file a name that no other has, also on systems for which large and small letters are one.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The name, or the name with a number before its ending: `päätös (2).pdf`.
    pub fn unique(&mut self, name: &str) -> String {
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name, String::new()),
        };
        let mut wanted = name.to_owned();
        let mut number = 1_u32;
        while !self.0.insert(wanted.to_lowercase()) {
            number += 1;
            wanted = format!("{stem} ({number}){ending}");
        }
        wanted
    }
}
