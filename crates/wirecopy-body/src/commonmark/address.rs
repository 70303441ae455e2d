//! Where a link of a Markdown file may lead.

use crate::target::{scheme, tidy};

/// Schemes that run something, hold a document in themselves or reach into the reader's machine.
const ACTIVE: &[&str] = &[
    "about",
    "blob",
    "chrome",
    "data",
    "ecmascript",
    "feed",
    "file",
    "filesystem",
    "intent",
    "jar",
    "javascript",
    "jscript",
    "livescript",
    "mhtml",
    "mocha",
    "ms-its",
    "resource",
    "vbscript",
    "view-source",
    "vnd.sun.star.script",
    "wyciwyg",
];

/// Whether nothing runs where a link leads to `href`: any address but those of some schemes, looked at as browsers do.
///
/// Markdown is read by many programs, and names of schemes such as `irc` or `magnet` do no harm in it; what is rendered
/// at once keeps to [`crate::is_safe_target`].
pub(crate) fn is_inert(href: &str) -> bool {
    if href.starts_with("https://") || href.starts_with("http://") {
        return true;
    }
    let tidy = tidy(href);
    scheme(&tidy).is_none_or(|scheme| !ACTIVE.iter().any(|active| scheme.eq_ignore_ascii_case(active)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_refused_however_it_is_dressed() {
        for href in [
            " java\tscript:alert(1)",
            "JAVASCRIPT:x",
            "\u{1}vbscript:x",
            "data:text/html,x",
            "feed:javascript:x",
            "file:///x",
        ] {
            assert!(!is_inert(href), "{href}");
        }
        for href in ["irc://a.example/x", "MAILTO:a@b.example", "/a?javascript:x", "#data:x", "", "a+b+c:d"] {
            assert!(is_inert(href), "{href}");
        }
    }
}
