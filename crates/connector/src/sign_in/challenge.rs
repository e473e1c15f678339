//! Challenges of a 401 (RFC 9110, section 11.6.1), as far as the app acts on them: those for a bearer token (RFC 6750) and for one
//! that is bound to a key (RFC 9449).
//!
//! A field may hold several challenges, there may be several fields, and commas part challenges as well as their parameters. What
//! cannot be read is passed over up to the next comma; what is too long is not read at all.

use std::borrow::Cow;

use chrono::TimeDelta;
use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};

/// Longest field that is read, in bytes.
const MAX_FIELD_BYTES: usize = 8 * 1024;
/// Most challenges that are looked at.
const MAX_CHALLENGES: usize = 16;
/// Longest class of authentication, in bytes. It travels in an address.
const MAX_ACR_BYTES: usize = 255;
/// Most classes that are asked for.
const MAX_ACRS: usize = 8;
/// The longest age that can be demanded; an older sign-in is young enough for nobody.
const LONGEST_AGE: TimeDelta = TimeDelta::days(3650);

/// Authentication that a service demands before it takes something weighty, such as a consent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demanded {
    /// At most so long ago, where the service names an age.
    pub within: Option<TimeDelta>,
    /// By means of one of these classes (`acr`), the preferred one first, where the service names any.
    pub acr: Vec<String>,
}

impl Demanded {
    /// What the headers of a 401 demand (RFC 9470, section 3), if the sign-in is good but not good enough.
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let challenges = challenges(headers);
        let challenge = challenges.iter().find(|challenge| challenge.is("insufficient_user_authentication"))?;
        Some(Self {
            within: challenge.get("max_age").as_deref().and_then(age),
            acr: challenge.get("acr_values").as_deref().map(classes).unwrap_or_default(),
        })
    }
}

/// Whether the headers of a 401 name this error.
pub(super) fn names(headers: &HeaderMap, error: &str) -> bool {
    challenges(headers).iter().any(|challenge| challenge.is(error))
}

/// Seconds in decimal digits; more than [`LONGEST_AGE`] is that.
fn age(text: &str) -> Option<TimeDelta> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = text.parse().ok().and_then(TimeDelta::try_seconds);
    Some(seconds.unwrap_or(LONGEST_AGE).min(LONGEST_AGE))
}

/// Classes parted by spaces. What cannot be one is left out.
fn classes(text: &str) -> Vec<String> {
    let can_be = |class: &&str| {
        class.len() <= MAX_ACR_BYTES
            && class.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'))
    };
    text.split(' ').filter(|class| !class.is_empty()).filter(can_be).take(MAX_ACRS).map(str::to_owned).collect()
}

/// One challenge for a token.
struct Challenge<'a> {
    scheme: &'a [u8],
    parameters: Vec<(&'a [u8], Cow<'a, [u8]>)>,
}

impl Challenge<'_> {
    fn is_for_a_token(&self) -> bool {
        self.scheme.eq_ignore_ascii_case(b"bearer") || self.scheme.eq_ignore_ascii_case(b"dpop")
    }

    fn is(&self, error: &str) -> bool {
        self.get("error").as_deref() == Some(error)
    }

    /// The value of a parameter that is there exactly once: which of two is meant nobody knows.
    fn get(&self, name: &str) -> Option<String> {
        let mut values = self.parameters.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()));
        let (_, value) = values.next()?;
        values.next().is_none().then(|| String::from_utf8(value.to_vec()).ok())?
    }
}

/// The challenges for a token.
fn challenges(headers: &HeaderMap) -> Vec<Challenge<'_>> {
    let mut all = Vec::new();
    for field in headers.get_all(WWW_AUTHENTICATE) {
        let field = field.as_bytes();
        if field.len() <= MAX_FIELD_BYTES {
            Reader { rest: field }.read(&mut all);
        }
    }
    all.retain(Challenge::is_for_a_token);
    all
}

/// What is still unread of a field.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn read(mut self, all: &mut Vec<Challenge<'a>>) {
        // A parameter belongs to a challenge of its own field.
        let mut current = None::<Challenge<'a>>;
        // Right after a scheme, and parted from it by no comma, a word that names no value is the scheme's own credential.
        let mut after_scheme = false;
        while all.len() < MAX_CHALLENGES && !self.rest.is_empty() {
            if self.take_while(|byte| matches!(byte, b' ' | b'\t' | b',')).contains(&b',') {
                after_scheme = false;
            }
            let word = self.take_while(is_token);
            if word.is_empty() {
                self.pass_over();
            } else if self.takes_value() {
                if let (Some(value), Some(current)) = (self.value(), &mut current) {
                    current.parameters.push((word, value));
                }
                after_scheme = false;
            } else if after_scheme {
                self.pass_over();
            } else {
                all.extend(current.replace(Challenge { scheme: word, parameters: Vec::new() }));
                after_scheme = true;
            }
        }
        if all.len() < MAX_CHALLENGES {
            all.extend(current);
        }
    }

    /// Goes past an equals sign, if one follows.
    fn takes_value(&mut self) -> bool {
        let mut ahead = Reader { rest: self.rest };
        ahead.take_while(is_blank);
        let Some(rest) = ahead.rest.strip_prefix(b"=") else { return false };
        self.rest = rest;
        true
    }

    /// The value after an equals sign. One that cannot be read is passed over.
    fn value(&mut self) -> Option<Cow<'a, [u8]>> {
        self.take_while(is_blank);
        let value = match self.rest.strip_prefix(b"\"") {
            Some(rest) => {
                self.rest = rest;
                self.quoted()
            }
            None => Some(Cow::Borrowed(self.take_while(is_token))).filter(|value| !value.is_empty()),
        };
        let ends = self.rest.first().is_none_or(|byte| is_blank(*byte) || *byte == b',');
        let value = value.filter(|_| ends);
        if value.is_none() {
            self.pass_over();
        }
        value
    }

    /// The rest of a quoted text. None, and nothing more to read, where its end is missing.
    fn quoted(&mut self) -> Option<Cow<'a, [u8]>> {
        let plain = self.take_while(|byte| !matches!(byte, b'"' | b'\\'));
        if let Some(rest) = self.rest.strip_prefix(b"\"") {
            self.rest = rest;
            return Some(Cow::Borrowed(plain));
        }
        let mut text = plain.to_vec();
        let mut bytes = self.rest.iter();
        loop {
            let byte = bytes.next();
            self.rest = bytes.as_slice();
            match byte? {
                b'"' => return Some(Cow::Owned(text)),
                b'\\' => text.push(*bytes.next()?),
                byte => text.push(*byte),
            }
        }
    }

    /// Goes to the next comma.
    fn pass_over(&mut self) {
        self.take_while(|byte| byte != b',');
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|byte| !belongs(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether a byte may stand in a token (RFC 9110, section 5.6.2).
const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.' | b'^'..=b'`' | b'|' | b'~')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
    use reqwest::header::HeaderValue;

    use super::*;

    fn headers(fields: &[&str]) -> HeaderMap {
        let value = |field: &&str| (WWW_AUTHENTICATE, HeaderValue::from_bytes(field.as_bytes()).unwrap());
        fields.iter().map(value).collect()
    }

    fn demanded(fields: &[&str]) -> Option<Demanded> {
        Demanded::of(&headers(fields))
    }

    fn demand(within: Option<i64>, acr: &[&str]) -> Demanded {
        let acr = acr.iter().map(|class| (*class).to_owned()).collect();
        Demanded { within: within.map(TimeDelta::seconds), acr }
    }

    #[test]
    fn the_challenges_of_the_standard_are_read() {
        // RFC 9470, section 3, figures 2 and 3, on one line each.
        let class = "Bearer error=\"insufficient_user_authentication\", error_description=\"A different authentication level \
                     is required\", acr_values=\"myACR\"";
        assert_eq!(demanded(&[class]), Some(demand(None, &["myACR"])));
        let age = "Bearer error=\"insufficient_user_authentication\", error_description=\"More recent authentication is \
                   required\", max_age=\"5\"";
        assert_eq!(demanded(&[age]), Some(demand(Some(5), &[])));
        assert_eq!(demanded(&["Bearer error=\"invalid_token\""]), None);
        assert_eq!(demanded(&[]), None);
        assert!(names(&headers(&["DPoP algs=\"ES256\", error=\"use_dpop_nonce\""]), "use_dpop_nonce"));
    }

    #[test]
    fn a_demand_stands_among_other_challenges_and_in_any_spelling() {
        for fields in [
            &[
                "Basic realm=\"x, Bearer error=y\", dPoP Error=insufficient_user_authentication , MAX_AGE = 60,acr_values=a",
            ][..],
            &[
                "Negotiate YWJj/ZGVm==, bearer ,,error=\"insufficient_user_\\authentication\",acr_values=\"a\",max_age=\"60\"",
            ],
            &["Basic", "Bearer realm=\"\", acr_values=\"a\", error=\"insufficient_user_authentication\", max_age=60"],
            &[
                "Bearer error=\"invalid_token\", Bearer error=insufficient_user_authentication, max_age=60, acr_values=\"a\"",
            ],
        ] {
            assert_eq!(demanded(fields), Some(demand(Some(60), &["a"])), "{fields:?}");
        }
        let several = "Bearer error=\"insufficient_user_authentication\", acr_values=\"  loa4 loa3\"";
        assert_eq!(demanded(&[several]), Some(demand(None, &["loa4", "loa3"])));
    }

    #[test]
    fn what_only_looks_like_a_demand_is_none() {
        for field in [
            "error=\"insufficient_user_authentication\"",
            "Basic error=\"insufficient_user_authentication\"",
            "Bearer realm=\"error=insufficient_user_authentication\"",
            "Bearer error=\"insufficient_user_authentication",
            "Bearer error=\"insufficient_user_authentication\\",
            "Bearer error=\"insufficient_user_authentication\"x",
            "Bearer error==insufficient_user_authentication",
            "Bearer error=insufficient_user_authentication, error=invalid_token",
            "Bearer xerror=\"insufficient_user_authentication\"",
            "Basic Bearer error",
            "Bearer ,\"error\"=insufficient_user_authentication",
        ] {
            assert_eq!(demanded(&[field]), None, "{field}");
        }
        let long = format!("Bearer realm=\"{}\", error=insufficient_user_authentication", "x".repeat(MAX_FIELD_BYTES));
        assert_eq!(demanded(&[&long]), None);
        // The parameters of one field are none of another's.
        assert_eq!(demanded(&["Bearer", "error=insufficient_user_authentication"]), None);
    }

    #[test]
    fn what_is_demanded_has_bounds() {
        let aged = |age: &str| {
            let field = format!("Bearer error=insufficient_user_authentication, max_age=\"{age}\"");
            demanded(&[&field]).unwrap().within
        };
        assert_eq!(aged("0"), Some(TimeDelta::zero()));
        for endless in ["9999999999", "99999999999999999999999999"] {
            assert_eq!(aged(endless), Some(LONGEST_AGE), "{endless}");
        }
        for unreadable in ["", "-1", "+5", "1e3", "5 ", "soon", "٣"] {
            assert_eq!(aged(unreadable), None, "{unreadable}");
        }
        let (long, many) = ("x".repeat(MAX_ACR_BYTES + 1), "b ".repeat(100));
        let field = format!("Bearer error=insufficient_user_authentication, acr_values=\"{long} ä a {many}\"");
        let classes = demanded(&[&field]).unwrap().acr;
        assert_eq!((classes.len(), classes[0].as_str()), (MAX_ACRS, "a"));
        let crowd = format!("{}Bearer error=insufficient_user_authentication", "Basic x, ".repeat(MAX_CHALLENGES));
        assert_eq!(demanded(&[&crowd]), None);
    }
}
