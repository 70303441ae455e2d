//! Addresses: whether they may stay, and what they are relative to.

use std::borrow::Cow;

use super::rules::Compiled;
use crate::base::Bases;
use crate::target::{bare, scheme};

/// What becomes of an address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address<'v> {
    /// It stays, resolved where it was relative.
    Kept(Cow<'v, str>),
    /// It stays; it is relative, and nothing says to what.
    Relative(Cow<'v, str>),
    /// It goes, for its scheme.
    Unsafe(String),
}

impl Bases {
    /// What becomes of an address. `picture`: it is of something shown in place.
    pub(crate) fn resolve<'v>(&self, value: &'v str, picture: bool, rules: &Compiled) -> Address<'v> {
        let tidy = bare(value);
        if tidy.is_empty() {
            return Address::Kept(tidy);
        }
        if let Some(scheme) = scheme(&tidy) {
            // some programs open what stands behind their own scheme
            if let Some(hidden) = tidy.get(scheme.len() + 1..).and_then(disguised) {
                return Address::Unsafe(hidden);
            }
            let may =
                rules.allows_scheme(scheme) || (picture && rules.data_pictures && is_data_picture(&tidy));
            return if may { Address::Kept(tidy) } else { Address::Unsafe(short(scheme)) };
        }
        if let Some(scheme) = disguised(&tidy) {
            return Address::Unsafe(scheme);
        }
        match self.current().and_then(|base| base.join(&tidy).ok()) {
            Some(url) if rules.allows_scheme(url.scheme()) => Address::Kept(Cow::Owned(url.into())),
            Some(url) => Address::Unsafe(short(url.scheme())),
            None => Address::Relative(tidy),
        }
    }
}

fn short(scheme: &str) -> String {
    scheme.chars().take(20).collect::<String>().to_ascii_lowercase()
}

/// Schemes that run something.
const RUNNING: &[&str] = &["javascript", "vbscript", "livescript", "mocha", "data"];

/// A scheme that runs something once what does not belong to a scheme is left out of it: what no browser of today reads so.
fn disguised(address: &str) -> Option<String> {
    let head = address.get(..address.bytes().take(256).position(|byte| byte == b':')?)?;
    if head.is_ascii() && head.contains(['/', '?', '#', '\\']) {
        return None;
    }
    let letters: String = head.chars().filter_map(narrow).collect();
    RUNNING.iter().find(|scheme| **scheme == letters).map(|scheme| (*scheme).to_owned())
}

fn narrow(c: char) -> Option<char> {
    // letters of full width are those of ASCII, 0xfee0 further on
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase())
}

/// Pictures that are nothing but points: no drawing that could hold more.
fn is_data_picture(address: &str) -> bool {
    const TYPES: &[&str] = &[
        "image/png",
        "image/gif",
        "image/jpeg",
        "image/jpg",
        "image/webp",
        "image/avif",
        "image/bmp",
        "image/x-icon",
        "image/vnd.microsoft.icon",
        "image/x-ms-bmp",
        "image/apng",
        "image/heic",
        "image/jxl",
    ];
    let Some((head, _)) = address.get(5..).and_then(|rest| rest.split_once(',')) else { return false };
    let kind = head.split(';').next().unwrap_or_default().trim();
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
        && TYPES.iter().any(|known| known.eq_ignore_ascii_case(kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize::Rules;

    #[track_caller]
    fn resolved(base: Option<&str>, value: &str) -> String {
        match Bases::new(base).resolve(value, false, Rules::default().get()) {
            Address::Kept(kept) => kept.into_owned(),
            Address::Relative(kept) => format!("relative {kept}"),
            Address::Unsafe(scheme) => format!("unsafe {scheme}"),
        }
    }

    #[test]
    fn absolute_addresses_stay_as_written() {
        for address in [
            "https://example.org",
            "HTTP://Example.org/a b/../c?x=ä#é",
            "mailto:a@example.org",
            "tel:+1",
            "urn:x:y",
        ] {
            assert_eq!(resolved(Some("https://example.com/"), address), address);
        }
    }

    #[test]
    fn relative_addresses_are_resolved() {
        let base = Some("https://example.org/a/b?c");
        assert_eq!(resolved(base, "d"), "https://example.org/a/d");
        assert_eq!(resolved(base, "//example.com/x"), "https://example.com/x");
        assert_eq!(resolved(base, "#x"), "https://example.org/a/b?c#x");
        assert_eq!(resolved(base, " /x\n/y "), "https://example.org/x/y");
        assert_eq!(resolved(None, "d/e:f"), "relative d/e:f");
        assert_eq!(resolved(Some("mailto:x"), "d"), "relative d");
    }

    #[test]
    fn what_runs_is_unsafe_in_any_dress() {
        for address in [
            "javascript:alert(1)",
            " \u{1}JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java\nscr\ript\n:alert(1)",
            "java\0script:alert(1)",
            "java\u{ad}script:alert(1)",
            "ja\u{200b}vascript:alert(1)",
            "\u{a0}javascript:alert(1)",
            "javascript :alert(1)",
            "ｊａｖａscript:alert(1)",
            "javascript\u{85}:alert(1)",
        ] {
            assert_eq!(resolved(None, address), "unsafe javascript", "{address:?}");
        }
        assert_eq!(resolved(None, "feed:java\tscript:alert(1)"), "unsafe javascript");
        assert_eq!(resolved(None, "feed:https://example.org/data:x"), "feed:https://example.org/data:x");
        for address in [
            "vbscript:x",
            "data:text/html,x",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "about:blank",
            "view-source:x",
        ] {
            assert!(resolved(None, address).starts_with("unsafe "), "{address:?}");
        }
    }

    #[test]
    fn only_pictures_of_points_are_within_the_text() {
        let picture =
            |value| matches!(Bases::default().resolve(value, true, Rules::default().get()), Address::Kept(_));
        assert!(picture("data:image/png;base64,AAAA") && picture("DATA:image/GIF,x"));
        assert!(
            !picture("data:image/svg+xml,<svg onload=alert(1)>")
                && !picture("data:text/html,x")
                && !picture("data:,x")
        );
    }
}
