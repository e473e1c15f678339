//! What was heard, written down, and compared with what people have read.

use std::{env, fmt::Write, fs, path::PathBuf};

/// A key or another happening, and what was heard after it.
pub struct Step {
    pub what: String,
    pub heard: Vec<String>,
}

/// Compares with the transcript of this name; what differs is an error that shows it.
pub fn compare(name: &str, steps: &[Step]) -> Result<(), String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("a11y/transcripts").join(format!("{name}.txt"));
    let heard = written(steps);
    if env::var_os("KOTIKUNTA_WRITE_TRANSCRIPTS").is_some() {
        return fs::write(&file, heard).map_err(|error| error.to_string());
    }
    let expected = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let (expected, heard) = (titles_last(&expected), titles_last(&heard));
    if expected == heard { Ok(()) } else { Err(difference(&expected, &heard)) }
}

/// A transcript in which the window's title is the last that is heard in its step. The window and the page tell assistive
/// technology each in its own way, and which of them is first differs from run to run.
fn titles_last(transcript: &str) -> String {
    let is_title = |line: &&str| line.starts_with(' ') && line.ends_with("– Kotikunta");
    let (mut lines, mut titles) = (Vec::new(), Vec::new());
    for line in transcript.lines() {
        if !line.starts_with(' ') {
            lines.append(&mut titles);
        }
        if is_title(&line) { titles.push(line) } else { lines.push(line) }
    }
    lines.append(&mut titles);
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

/// The steps as they stand in a transcript.
pub fn written(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", step.what);
        if step.heard.is_empty() {
            text.push_str("    (silence)\n");
        }
        for words in &step.heard {
            let _ = writeln!(text, "    {words}");
        }
    }
    text
}

/// The lines from the first that differs on, as they were and as they are.
fn difference(expected: &str, heard: &str) -> String {
    let same = expected.lines().zip(heard.lines()).take_while(|(expected, heard)| expected == heard).count();
    let from = |text: &str| text.lines().skip(same).take(12).collect::<Vec<_>>().join("\n");
    format!("from line {} on\n--- expected\n{}\n--- heard\n{}\n", same + 1, from(expected), from(heard))
}

#[test]
fn a_transcript_names_keys_and_indents_what_was_heard() {
    let steps = [
        Step { what: "Tab".to_owned(), heard: vec!["Siirry sisältöön".to_owned(), "linkki".to_owned()] },
        Step { what: "Down".to_owned(), heard: vec![] },
    ];
    let text = written(&steps);
    assert_eq!(text, "Tab\n    Siirry sisältöön\n    linkki\nDown\n    (silence)\n");
    let other = text.replace("linkki", "painike");
    assert!(difference(&text, &other).contains("from line 3"), "{}", difference(&text, &other));
}

#[test]
fn only_the_windows_title_may_come_sooner_or_later() {
    let text = "Down\n    Asetukset – Kotikunta\n    Suomi.\n    valittu\nUp\n    Suomi.\n";
    let later = "Down\n    Suomi.\n    valittu\n    Asetukset – Kotikunta\nUp\n    Suomi.\n";
    assert_eq!(titles_last(text), later);
    assert_eq!(titles_last(later), later);
    assert_ne!(titles_last("Down\n    valittu\n    Suomi.\n"), titles_last("Down\n    Suomi.\n    valittu\n"));
    assert_ne!(titles_last("Tab\nDown\n    Asiat – Kotikunta\n"), titles_last("Tab\n    Asiat – Kotikunta\nDown\n"));
}
