//! Who is registered: residents' apps. They are public clients, since an app on a device keeps no secret (RFC 8252 §8.5),
//! so nobody is believed for the name: what counts is where the browser may go back to.

/// The name by which the provider knows residents' apps.
pub const CLIENT_ID: &str = "kotikunta";
/// Where the browser goes back to on a phone: a link that belongs to the app, and the fallback where there is none.
const PHONE: [&str; 2] = ["https://app.kotikunta.example/callback", "fi.kotikunta.app:/callback"];
/// The same on a desktop: a port of the device itself. Which one is free, nobody knows beforehand (RFC 8252 §7.3).
const LOOPBACK: [&str; 2] = ["http://127.0.0.1:", "http://[::1]:"];
const LOOPBACK_PATH: &str = "/callback";

/// Whether the browser may be sent there.
pub(super) fn may_return_to(address: &str) -> bool {
    let port = |host: &&str| address.strip_prefix(*host)?.strip_suffix(LOOPBACK_PATH);
    let is_port =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|n| n > 0);
    PHONE.contains(&address) || LOOPBACK.iter().filter_map(port).any(is_port)
}

/// What a page's policy calls this target: a form that ends there must be let go there.
pub(super) fn policy_source(address: &str) -> &str {
    // There is no word for an IPv6 address in a policy.
    if address.starts_with("http://[") {
        return "http:";
    }
    if address.starts_with("http") {
        return address.strip_suffix(LOOPBACK_PATH).unwrap_or(address);
    }
    address.split_inclusive(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_goes_back_to_the_app_and_nowhere_else() {
        for own in ["http://127.0.0.1:1/callback", "http://[::1]:65535/callback", PHONE[0], PHONE[1]] {
            assert!(may_return_to(own), "{own}");
        }
        for foreign in [
            "http://127.0.0.1/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:99999/callback",
            "http://127.0.0.1:+80/callback",
            "http://127.0.0.1:80/callback/",
            "http://127.0.0.1:80/callback?a=b",
            "http://127.0.0.1:80@evil.example:80/callback",
            "http://127.0.0.1:/callback",
            "https://127.0.0.1:80/callback",
            "http://localhost:80/callback",
            "https://app.kotikunta.example/callback/..",
            "https://app.kotikunta.example.evil.example/callback",
            "fi.kotikunta.app:/callback#x",
            "",
        ] {
            assert!(!may_return_to(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_policy_names_where_the_browser_goes() {
        assert_eq!(policy_source("http://127.0.0.1:80/callback"), "http://127.0.0.1:80");
        assert_eq!(policy_source("http://[::1]:80/callback"), "http:");
        assert_eq!(policy_source(PHONE[0]), "https://app.kotikunta.example");
        assert_eq!(policy_source(PHONE[1]), "fi.kotikunta.app:");
    }
}
