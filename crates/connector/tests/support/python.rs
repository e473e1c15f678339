//! Python's notation of a value, in which some systems record their answers, as JSON.

use serde_json::Value;

/// The named values of a recording: `# name: NAME`, then the value.
pub fn values(recording: &str) -> Vec<(String, Value)> {
    recording
        .split("# name: ")
        .skip(1)
        .map(|part| {
            let (name, value) = part.split_once('\n').unwrap();
            let value = value.split("# ---").next().unwrap();
            (name.trim().to_owned(), serde_json::from_str(&json(value)).unwrap())
        })
        .collect()
}

/// Rewrites `dict({'a': True, })` as `{"a": true}`.
pub fn json(python: &str) -> String {
    let mut json = String::new();
    let mut rest = python.trim_start();
    while let Some(first) = rest.chars().next() {
        let (written, taken) = match first {
            '\'' | '"' => text(rest, first),
            '}' | ']' => {
                // Python ends lists with a comma.
                let kept = json.trim_end_matches([',', ' ', '\n']).len();
                json.truncate(kept);
                (first.to_string(), 1)
            }
            '(' | ')' => (String::new(), 1),
            c if c.is_ascii_alphabetic() => {
                let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
                let written = match word.as_str() {
                    "dict" | "list" => "",
                    "True" => "true",
                    "False" => "false",
                    "None" => "null",
                    other => panic!("not Python: {other}"),
                };
                (written.to_owned(), word.len())
            }
            c => (c.to_string(), c.len_utf8()),
        };
        json.push_str(&written);
        rest = &rest[taken..];
    }
    json
}

fn text(rest: &str, quote: char) -> (String, usize) {
    let mut value = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next().unwrap().1 {
                'n' => value.push('\n'),
                escaped => value.push(escaped),
            },
            c if c == quote => return (Value::String(value).to_string(), at + 1),
            c => value.push(c),
        }
    }
    panic!("a text without end")
}

#[test]
fn pythons_notation_becomes_json() {
    let python =
        "dict({\n  'a': list([\n    1,\n    'it\\'s',\n  ]),\n  'b': dict({\n  }),\n  'c': None,\n  'd': True,\n})\n";
    let value: Value = serde_json::from_str(&json(python)).unwrap();
    assert_eq!(value, serde_json::json!({"a": [1, "it's"], "b": {}, "c": null, "d": true}));
}
