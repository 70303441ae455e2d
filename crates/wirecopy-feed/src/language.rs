//! The form of language tags, and which of several counts.

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::Shared;

/// How a statement of a language is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As it is.
    Same,
    /// The one tag in it in the form of RFC 5646.
    Form(String),
    /// The first of several tags, in that form.
    First(String),
}

/// Reads a statement of a language: a tag, or several with commas, semicolons or spaces between.
pub(crate) fn read(written: &str) -> Reading {
    if let Some(form) = form(written) {
        return Reading::Form(form);
    }
    let parts = |char: char| matches!(char, ',' | ';') || char.is_whitespace();
    if written.len() > 255 || is_tag(written.trim()) || !written.contains(parts) {
        return Reading::Same;
    }
    let mut tags = written.split(parts).filter(|tag| !tag.is_empty());
    let Some(first) = tags.next().filter(|first| is_tag(first) && tags.all(is_tag)) else {
        return Reading::Same;
    };
    Reading::First(form(first).unwrap_or_else(|| first.to_owned()))
}

/// The language of the header `Content-Language` (RFC 9110 § 8.5), which counts where the document states none.
#[derive(Debug, Default)]
pub(crate) struct OfHeader {
    language: Option<Shared>,
    is_told: bool,
}

impl OfHeader {
    pub(crate) fn new(header: Option<&str>) -> Self {
        let language =
            header.map(str::trim).filter(|header| !header.is_empty()).map(|header| match read(header) {
                Reading::Same => Shared::from(header),
                Reading::Form(form) | Reading::First(form) => Shared::from(form),
            });
        Self { language, is_told: false }
    }

    /// The language for a feed or an article that states none. That it counts is told once.
    pub(crate) fn give(&mut self, cx: &mut Cx<'_>) -> Option<Shared> {
        let language = self.language.clone()?;
        if !self.is_told {
            self.is_told = true;
            cx.report(Diagnostic::note(
                "feed.language.of-header",
                format!(
                    "the document states no language; `{language}` of the header `Content-Language` is taken"
                ),
            ));
        }
        Some(language)
    }
}

/// A tag in the form of RFC 5646: hyphens for underscores, and the letter case of § 2.1.1. `None`: it has that
/// form already, or it is no tag.
pub(crate) fn form(written: &str) -> Option<String> {
    let trimmed = written.trim();
    // grammar and letter case are for subtags of eight letters; a tag is never long
    if trimmed.len() > 64 || !is_tag(trimmed) {
        return None;
    }
    let mut form = String::with_capacity(trimmed.len());
    let mut is_behind_singleton = false;
    for subtag in subtags(trimmed) {
        if !form.is_empty() {
            form.push('-');
        }
        let start = form.len();
        form.push_str(&subtag.to_ascii_lowercase());
        if start == 0 || is_behind_singleton {
            is_behind_singleton |= subtag.len() == 1;
            continue;
        }
        let end = match subtag.len() {
            1 => {
                is_behind_singleton = true;
                start
            }
            2 => start + 2,
            4 => start + 1,
            _ => start,
        };
        if let Some(letters) = form.get_mut(start..end) {
            letters.make_ascii_uppercase();
        }
    }
    (form != written).then_some(form)
}

fn subtags(text: &str) -> impl Iterator<Item = &str> {
    text.split(['-', '_'])
}

/// RFC 5646 § 2.1, `langtag` and `privateuse`, without the primary languages of four to eight letters, of which
/// none is registered: they are words like `english`.
fn is_tag(text: &str) -> bool {
    let all_are =
        |text: &str, is: fn(&u8) -> bool| text.bytes().all(|byte| is(&byte)) && (1..=8).contains(&text.len());
    let is_alphabetic = |text: &str| all_are(text, u8::is_ascii_alphabetic);
    let is_alphanumeric = |text: &str| all_are(text, u8::is_ascii_alphanumeric);
    let mut rest = subtags(text).peekable();
    let Some(first) = rest.next() else { return false };
    if !first.eq_ignore_ascii_case("x") {
        if !is_alphabetic(first) || !(2..=3).contains(&first.len()) {
            return false;
        }
        for _ in 0..3 {
            rest.next_if(|extension| extension.len() == 3 && is_alphabetic(extension));
        }
        rest.next_if(|script| script.len() == 4 && is_alphabetic(script));
        rest.next_if(|region| {
            (region.len() == 2 && is_alphabetic(region))
                || (region.len() == 3 && all_are(region, u8::is_ascii_digit))
        });
        let is_variant = |variant: &&str| {
            is_alphanumeric(variant)
                && (variant.len() >= 5
                    || (variant.len() == 4 && variant.starts_with(|c: char| c.is_ascii_digit())))
        };
        while rest.next_if(is_variant).is_some() {}
        while rest
            .next_if(|singleton| {
                singleton.len() == 1 && is_alphanumeric(singleton) && !singleton.eq_ignore_ascii_case("x")
            })
            .is_some()
        {
            let mut count = 0;
            while rest.next_if(|part| part.len() >= 2 && is_alphanumeric(part)).is_some() {
                count += 1;
            }
            if count == 0 {
                return false;
            }
        }
        match rest.next() {
            None => return true,
            Some(private) if private.eq_ignore_ascii_case("x") => {}
            Some(_) => return false,
        }
    }
    rest.peek().is_some() && rest.all(is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(form(written).as_deref(), expected, "{written}");
    }

    #[test]
    fn tags_take_the_form_of_the_standard() {
        check("en_US", Some("en-US"));
        check("IT-it", Some("it-IT"));
        check("en-us", Some("en-US"));
        check(" DE ", Some("de"));
        check("zh_hans_cn", Some("zh-Hans-CN"));
        check("ZH-CMN-HANT-TW", Some("zh-cmn-Hant-TW"));
        check("ES-419", Some("es-419"));
        check("sl-ROZAJ-biske-1994", Some("sl-rozaj-biske-1994"));
        check("EN-ca-X-CA", Some("en-CA-x-ca"));
        check("de-de-U-CO-PHONEBK", Some("de-DE-u-co-phonebk"));
        check("X-Harbour", Some("x-harbour"));
    }

    #[test]
    fn of_several_tags_the_first_counts() {
        let first = |tag: &str| Reading::First(tag.to_owned());
        assert_eq!(read("en-us, de"), first("en-US"));
        assert_eq!(read("de;fr"), first("de"));
        assert_eq!(read("en_GB en_US"), first("en-GB"));
        assert_eq!(read("fr"), Reading::Same);
        assert_eq!(read("EN"), Reading::Form("en".to_owned()));
        assert_eq!(read("en-us, mostly"), Reading::Same);
        assert_eq!(read("English, please"), Reading::Same);
    }

    #[test]
    fn what_is_right_or_no_tag_stays() {
        for written in ["en", "en-US", "zh-Hans-CN", "es-419", "x-harbour", "sr-Latn-RS"] {
            check(written, None);
        }
        for written in [
            "",
            "-",
            "English",
            "en us",
            "en-US, fr",
            "EN--US",
            "i-KLINGON",
            "en-U",
            "x-",
            "FR-FR-FR",
            "12",
            "Ü",
        ] {
            check(written, None);
        }
    }
}
