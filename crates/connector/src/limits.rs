//! How much the app takes from a server, and how long it waits.

use std::time::Duration;

/// Caps on everything that comes from a server. Whoever connects a source may lower them; tests do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the first packet to a connection with TLS. Default 10 s: a phone on a poor network needs several.
    pub connect_timeout: Duration,
    /// One whole request but a document: question, answer, body. Default 30 s.
    pub request_timeout: Duration,
    /// The whole of one try at a document. Default 10 min: 32 MiB over a poor network.
    pub document_timeout: Duration,
    /// Silence within an answer. Default 45 s: three times the 15 s after which an event stream says that it lives.
    pub idle_timeout: Duration,
    /// Bytes of an answer, after decompression. Default 16 MiB.
    pub max_page_bytes: u64,
    /// Bytes of a document. Default 32 MiB.
    pub max_document_bytes: u64,
    /// Bytes of one record. Default 1 MiB; a decision of forty pages has a tenth of it.
    pub max_record_bytes: usize,
    /// Records on a page. Default 1,000, the most that any of the APIs serves.
    pub max_records_per_page: usize,
    /// Nested arrays and objects, or elements, within a record. Default 32; real records have 6.
    pub max_depth: usize,
    /// Redirects followed, all within one origin. Default 3.
    pub max_redirects: usize,
    /// How many times a document is asked for when its connection is cut. Default 3.
    pub document_tries: u32,
    /// Bytes of one line of an event stream. Default 16 KiB.
    pub max_event_line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            document_timeout: Duration::from_mins(10),
            idle_timeout: Duration::from_secs(45),
            max_page_bytes: 16 * MIB,
            max_document_bytes: 32 * MIB,
            max_record_bytes: 1024 * 1024,
            max_records_per_page: 1000,
            max_depth: 32,
            max_redirects: 3,
            document_tries: 3,
            max_event_line_bytes: 16 * 1024,
        }
    }
}
