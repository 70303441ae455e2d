//! Where links may lead.

use std::borrow::Cow;

use crate::base::Bases;
use crate::sanitize::is_listed_scheme;

/// Whether a rendered link may lead to `href`: addresses of the schemes that [`crate::sanitize::allow::SCHEMES`]
/// lists, and those without a scheme.
///
/// Looks at `href` as browsers do: white space and control characters at its ends and tabs and line ends
/// anywhere do not hide a scheme.
///
/// ```
/// use wirecopy_body::is_safe_target;
/// assert!(is_safe_target("https://example.org/a:b") && is_safe_target("/ports?x=a:b"));
/// assert!(!is_safe_target(" java\tscript:alert(1)") && !is_safe_target("data:text/html,x"));
/// ```
pub fn is_safe_target(href: &str) -> bool {
    scheme(&tidy(href)).is_none_or(is_safe_scheme)
}

fn is_safe_scheme(scheme: &str) -> bool {
    matches!(scheme, "https" | "http") || is_listed_scheme(scheme)
}

/// What became of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An address, resolved where there is a base.
    To(String),
    /// An address without a scheme that nothing resolves.
    Relative(String),
    /// Refused for its scheme, given in lower case.
    Unsafe(String),
    /// There is none.
    Empty,
}

/// Resolves targets against a base.
#[derive(Clone, Debug, Default)]
pub(crate) struct Targets {
    pub(crate) bases: Bases,
    /// Whether elements state what addresses in them are relative to.
    pub(crate) are_stated: bool,
}

impl Targets {
    /// For a text of HTML.
    pub(crate) fn of(html: &str, base: Option<&str>) -> Self {
        let are_stated = memchr::memmem::find(html.as_bytes(), b"xml:base").is_some();
        Self { bases: Bases::of(html, base), are_stated }
    }

    pub(crate) fn resolve(&self, href: &str) -> Target {
        let tidy = tidy(href);
        if tidy.is_empty() {
            return Target::Empty;
        }
        if let Some(scheme) = scheme(&tidy) {
            return if is_safe_scheme(scheme) {
                Target::To(tidy.into_owned())
            } else {
                Target::Unsafe(scheme.chars().take(20).collect::<String>().to_ascii_lowercase())
            };
        }
        match self.bases.current().and_then(|base| base.join(&tidy).ok()) {
            Some(url) if is_safe_target(url.as_str()) => Target::To(url.into()),
            _ => Target::Relative(tidy.into_owned()),
        }
    }
}

/// `href` less what browsers overlook in it, spaces within written as `%20`.
pub(crate) fn tidy(href: &str) -> Cow<'_, str> {
    let trimmed = href.trim_matches(|c: char| c <= ' ');
    if !crate::scan::any(trimmed.as_bytes(), |byte| u8::from(!byte.is_ascii_graphic())) {
        return Cow::Borrowed(trimmed);
    }
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars().filter(|c| crate::is_carried(*c)) {
        match c {
            '\t' | '\n' => {}
            ' ' => out.push_str("%20"),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// An address less what browsers overlook in it: spaces and controls at its ends, tabs and line ends anywhere; and
/// less the characters no text may hold.
pub(crate) fn bare(value: &str) -> Cow<'_, str> {
    let trimmed = value.trim_matches(|c: char| c <= ' ');
    if trimmed.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(trimmed);
    }
    let overlooked = |c: char| matches!(c, '\t' | '\n' | '\r') || !crate::is_carried(c);
    if !trimmed.contains(overlooked) {
        return Cow::Borrowed(trimmed);
    }
    let kept: String = trimmed.chars().filter(|c| !overlooked(*c)).collect();
    Cow::Owned(kept.trim_matches(|c: char| c <= ' ').to_owned())
}

pub(crate) fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let mut bytes = scheme.bytes();
    (bytes.next()?.is_ascii_alphabetic()
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
    .then_some(scheme)
}

/// Sites whose players and posts are embedded most, by domain.
const PROVIDERS: &[(&str, &str)] = &[
    ("youtube.com", "youtube"),
    ("youtube-nocookie.com", "youtube"),
    ("youtu.be", "youtube"),
    ("vimeo.com", "vimeo"),
    ("dailymotion.com", "dailymotion"),
    ("twitter.com", "twitter"),
    ("x.com", "twitter"),
    ("facebook.com", "facebook"),
    ("instagram.com", "instagram"),
    ("tiktok.com", "tiktok"),
    ("soundcloud.com", "soundcloud"),
    ("spotify.com", "spotify"),
    ("bsky.app", "bluesky"),
    ("datawrapper.dwcdn.net", "datawrapper"),
];

/// The name of the site an embedded address belongs to, where it is one of the usual ones.
pub(crate) fn provider(url: &str) -> Option<&'static str> {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let is = |domain: &str| {
        host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    PROVIDERS.iter().find(|(domain, _)| is(domain)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn active_schemes_are_refused_however_they_are_dressed() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\0script:alert(1)",
            "  vbscript:x",
            "data:text/html;base64,PHNjcmlwdD4=",
            "file:///etc/passwd",
            "blob:https://example.org/1",
        ] {
            assert!(!is_safe_target(href), "{href:?}");
            assert!(matches!(Targets::default().resolve(href), Target::Unsafe(_)), "{href:?}");
        }
    }

    #[test]
    fn relative_targets_are_resolved() {
        let targets = Targets::of("", Some("https://example.org/news/1.html"));
        let to = |href: &str| Target::To(href.to_owned());
        assert_eq!(targets.resolve("2.html"), to("https://example.org/news/2.html"));
        assert_eq!(targets.resolve(" //cdn.example.org/a b "), to("https://cdn.example.org/a%20b"));
        assert_eq!(targets.resolve("#x"), to("https://example.org/news/1.html#x"));
        assert_eq!(targets.resolve("https://example.com"), to("https://example.com"));
        assert_eq!(Targets::default().resolve("2.html"), Target::Relative("2.html".to_owned()));
        assert_eq!(targets.resolve(" \n"), Target::Empty);
    }

    #[test]
    fn providers_are_told_by_host() {
        assert_eq!(provider("https://www.youtube.com/embed/x"), Some("youtube"));
        assert_eq!(provider("https://netflix.com/x.com"), None);
    }
}
