//! JSON with gaps: a record is written out once and then filled in many times.

/// JSON text between gaps.
#[derive(Debug)]
pub(super) struct Mold {
    pieces: Vec<Piece>,
    /// Room for the text and what usually fills the gaps.
    room: usize,
}

#[derive(Debug)]
enum Piece {
    Text(String),
    Gap(Gap),
}

/// What is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Id,
    Party,
    Case,
    At,
    Day,
    Earlier,
    Later,
    Number,
    Place,
    Status,
}

const GAPS: [(&str, Gap); 10] = [
    ("{{id}}", Gap::Id),
    ("{{party}}", Gap::Party),
    ("{{case}}", Gap::Case),
    ("{{at}}", Gap::At),
    ("{{day}}", Gap::Day),
    ("{{earlier}}", Gap::Earlier),
    ("{{later}}", Gap::Later),
    ("{{number}}", Gap::Number),
    ("{{place}}", Gap::Place),
    ("{{status}}", Gap::Status),
];

/// What goes into the gaps. None of it needs escaping in JSON but the party, which [`Mold::fill`] escapes.
pub(super) struct Filling<'a> {
    pub(super) id: &'a str,
    pub(super) party: &'a str,
    /// The case the item belongs to, for molds that name one.
    pub(super) case: &'a str,
    /// RFC 3339.
    pub(super) at: &'a str,
    /// ISO 8601.
    pub(super) day: &'a str,
    /// RFC 3339, some weeks before `at`.
    pub(super) earlier: &'a str,
    /// ISO 8601, a month after `day`.
    pub(super) later: &'a str,
    pub(super) number: &'a str,
    pub(super) place: &'a str,
    pub(super) status: &'a str,
}

impl Mold {
    /// Cuts `json` at its gaps.
    pub(super) fn cut(json: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = json;
        while let Some((before, gap, after)) = first_gap(rest) {
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Gap(gap));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self { pieces, room: json.len() + 128 }
    }

    /// The JSON with its gaps filled.
    pub(super) fn fill(&self, filling: &Filling<'_>) -> String {
        let mut json = String::with_capacity(self.room);
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => json.push_str(text),
                Piece::Gap(Gap::Party) => {
                    let quoted = serde_json::Value::from(filling.party).to_string();
                    json.push_str(quoted.trim_matches('"'));
                }
                Piece::Gap(gap) => json.push_str(filling.text(*gap)),
            }
        }
        json
    }
}

impl Filling<'_> {
    fn text(&self, gap: Gap) -> &str {
        match gap {
            Gap::Id => self.id,
            Gap::Party => self.party,
            Gap::Case => self.case,
            Gap::At => self.at,
            Gap::Day => self.day,
            Gap::Earlier => self.earlier,
            Gap::Later => self.later,
            Gap::Number => self.number,
            Gap::Place => self.place,
            Gap::Status => self.status,
        }
    }
}

/// The text before the first gap, the gap, and the text behind it.
fn first_gap(text: &str) -> Option<(&str, Gap, &str)> {
    GAPS.into_iter()
        .filter_map(|(name, gap)| text.split_once(name).map(|(before, after)| (before, gap, after)))
        .min_by_key(|(before, ..)| before.len())
}
