//! Addresses, resolved where a base is known.

use url::Url;

/// An address and, when resolving changed it, what was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) href: String,
    pub(crate) written: Option<String>,
}

/// Whether an address stands by itself: it has a scheme.
pub(crate) fn is_absolute(text: &str) -> bool {
    let scheme = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        .count();
    // a scheme of one letter is the drive of a path
    scheme > 1
        && text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text.as_bytes().get(scheme) == Some(&b':')
}

/// Resolves an address. An absolute one, and one without a base, stays as it is.
pub(crate) fn resolve(written: String, base: Option<&Url>) -> Address {
    let written = crate::line::trimmed(written);
    if written.is_empty() || is_absolute(&written) {
        return Address { href: written, written: None };
    }
    match base.and_then(|base| base.join(&written).ok()) {
        Some(url) if url.as_str() != written => Address { href: url.into(), written: Some(written) },
        _ => Address { href: written, written: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_resolved_and_absolute_ones_left_alone() {
        let base = Url::parse("https://leaf.example.org/a/b?c").unwrap();
        let resolved = |text: &str| {
            let address = resolve(text.to_owned(), Some(&base));
            (address.href, address.written)
        };
        for (text, href) in [
            ("d", "https://leaf.example.org/a/d"),
            ("/d", "https://leaf.example.org/d"),
            ("//cdn.example.org/d", "https://cdn.example.org/d"),
            ("?q=1", "https://leaf.example.org/a/b?q=1"),
            ("#top", "https://leaf.example.org/a/b?c#top"),
            ("../d", "https://leaf.example.org/d"),
        ] {
            assert_eq!(resolved(text), (href.to_owned(), Some(text.to_owned())));
        }
        for text in ["HTTPS://Leaf.example.org/a b", "mailto:jo@example.org", "urn:x:y", "javascript:x", ""] {
            assert_eq!(resolved(text), (text.to_owned(), None));
        }
        assert_eq!(resolve("d".to_owned(), None), Address { href: "d".to_owned(), written: None });
    }
}
