//! Server-sent events, as far as hints need them (WHATWG HTML, section 9.2.6): names of events, nothing of their content.

use resident_api::EVENT_CHANGED;

/// Reads an event stream as it comes in pieces, and counts the hints in it.
#[derive(Debug)]
pub struct EventReader {
    line: Vec<u8>,
    max_line: usize,
    after_cr: bool,
    changed: bool,
}

/// A line longer than the cap.
#[derive(Debug, PartialEq, Eq)]
pub struct LineTooLong;

impl EventReader {
    /// A reader that takes lines of at most `max_line` bytes.
    pub fn new(max_line: usize) -> Self {
        Self { line: Vec::new(), max_line, after_cr: false, changed: false }
    }

    /// Takes in the next bytes; tells how many hints were completed by them.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<usize, LineTooLong> {
        let mut hints = 0;
        for byte in bytes {
            let second_half_of_a_break = std::mem::take(&mut self.after_cr) && *byte == b'\n';
            match byte {
                b'\n' if second_half_of_a_break => {}
                b'\n' | b'\r' => {
                    self.after_cr = *byte == b'\r';
                    hints += usize::from(self.end_of_line());
                }
                _ if self.line.len() == self.max_line => return Err(LineTooLong),
                _ => self.line.push(*byte),
            }
        }
        Ok(hints)
    }

    /// An empty line ends an event. Comments (the server's sign of life) and other fields say nothing here.
    fn end_of_line(&mut self) -> bool {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return std::mem::take(&mut self.changed);
        }
        let name = line.strip_prefix(b"event:").map(|name| name.strip_prefix(b" ").unwrap_or(name));
        if let Some(name) = name {
            self.changed = name == EVENT_CHANGED.as_bytes();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use proptest::prelude::*;

    use super::*;

    const STREAM: &[u8] =
        b": alive\n\nevent: changed\ndata: {}\n\nevent:other\ndata: x\n\nevent:changed\r\ndata:\r\n\r\n";

    #[test]
    fn only_finished_changed_events_are_hints() {
        let mut reader = EventReader::new(100);
        assert_eq!(reader.feed(STREAM), Ok(2));
        assert_eq!(reader.feed(b"event: changed\ndata: {}\n"), Ok(0));
        assert_eq!(reader.feed(b"\n"), Ok(1));
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let mut reader = EventReader::new(10);
        assert_eq!(reader.feed(b"0123456789"), Ok(0));
        assert_eq!(reader.feed(b"0"), Err(LineTooLong));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_stream_is_cut(cuts in proptest::collection::vec(0..STREAM.len(), 0..6)) {
            let mut cuts = cuts;
            cuts.extend([0, STREAM.len()]);
            cuts.sort_unstable();
            let mut reader = EventReader::new(100);
            let hints: usize = cuts.windows(2).map(|cut| reader.feed(&STREAM[cut[0]..cut[1]]).unwrap()).sum();
            prop_assert_eq!(hints, 2);
        }
    }
}
