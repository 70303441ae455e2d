use wirecopy_core::Url;

/// `address` if it is an absolute `http` or `https` one, with what no URL may hold percent-encoded.
pub(crate) fn web_address(address: &str) -> Option<String> {
    let address = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    // as the source has it, where that is a URL letter for letter; `http:/a` and the like are not
    let address = if address.starts_with("http://") || address.starts_with("https://") {
        address
    } else {
        url.as_str()
    };
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if is_forbidden(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let hex = |nibble: u8| {
                    char::from(b"0123456789ABCDEF".get(usize::from(nibble)).copied().unwrap_or(b'0'))
                };
                out.extend(['%', hex(byte >> 4), hex(byte & 0xf)]);
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// RFC 3987 allows none of these in an IRI.
fn is_forbidden(c: char) -> bool {
    matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`') || c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expect: Option<&str>) {
        assert_eq!(web_address(address).as_deref(), expect, "{address}");
    }

    #[test]
    fn only_absolute_web_addresses_pass() {
        check("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e"));
        check(" http://example.org/é \n", Some("http://example.org/é"));
        check("HTTP://Example.org", Some("http://example.org/"));
        check("/a", None);
        check("", None);
        check("//example.org/a", None);
        check("javascript:alert(1)", None);
        check("urn:uuid:1", None);
        check("http://", None);
    }

    #[test]
    fn what_no_url_may_hold_is_encoded() {
        check("https://example.org/a b<\"c\\|", Some("https://example.org/a%20b%3C%22c%5C%7C"));
        check("https://example.org/a\u{2028}b%20c", Some("https://example.org/a%E2%80%A8b%20c"));
    }
}
