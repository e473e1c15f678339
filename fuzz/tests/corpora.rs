//! Every file of the corpora, seeds and finds, handed to its parser.
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_promise_holds_for_every_file() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, keep_promises) in fuzz::TARGETS {
        let files: Vec<_> = fs::read_dir(corpora.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(!files.is_empty(), "{name} has no seeds");
        for file in files {
            // What breaks a promise is named before it does.
            eprintln!("{}", file.display());
            keep_promises(&fs::read(&file).unwrap());
        }
    }
}

#[test]
fn every_target_has_a_program_and_a_corpus_and_every_corpus_a_target() {
    let names = |folder: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let name = |file: fs::DirEntry| file.path().file_stem().unwrap().to_str().unwrap().to_owned();
        fs::read_dir(folder).unwrap().map(|file| name(file.unwrap())).collect()
    };
    let targets = fuzz::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
}
