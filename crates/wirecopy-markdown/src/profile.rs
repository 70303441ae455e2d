//! Front matter as tools want it.
//!
//! | plain | hugo | jekyll | astro | obsidian |
//! |---|---|---|---|---|
//! | `title` | `title` | `title` | `title` | `title` |
//! | `date` | `date` | `date`, with a space for `T` | `pubDate`, unquoted | `date`, unquoted, local; `date_offset` |
//! | `updated` | `lastmod` | `last_modified_at` | `updatedDate` | `updated`; `updated_offset` |
//! | `authors` | `authors` | `author` if one | `author` if one | `author`, a list |
//! | `section` | `categories` | `categories` | `category` | `section` |
//! | `tags` | `tags` | `tags` | `tags` | `tags` in the form allowed; `keywords` as they are, where that differs |
//! | `language` | `params.language` | `lang` | `lang` | `language` |
//! | `url` | `params.canonicalURL` | `canonical_url` | `canonicalURL` | `url` |
//! | `id` | `params.guid` | `guid` | `guid` | `id` |
//! | `summary` | `description` | `description` | `description` | `description` |
//! | first picture | `images` | `image.path`, `image.alt` | `image.url`, `image.alt` | `image` |
//! | `images` | `params.pictures` | `pictures` | `pictures` | `images` |
//! | `status` | and `draft: true` | and `published: false` | and `draft: true` | `status` |
//! | others | `params.…` | as they are | as they are | as they are |
//!
//! A draft, and what is embargoed, withheld, cancelled or private, is never said to be ready.

use wirecopy_model::{Moment, Precision};

/// The tool that front matter is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Profile {
    #[default]
    Plain,
    Hugo,
    Jekyll,
    Astro,
    Obsidian,
}

impl Profile {
    /// By its name.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "hugo" => Self::Hugo,
            "jekyll" => Self::Jekyll,
            "astro" => Self::Astro,
            "obsidian" => Self::Obsidian,
            _ => Self::Plain,
        }
    }

    /// The key of the tool for one of ours, and whether it stands in the table for fields of one's own.
    pub(crate) fn key(self, key: &str) -> (&str, bool) {
        match self {
            Self::Plain => (key, false),
            Self::Hugo => match key {
                "title" | "date" | "tags" | "authors" | "draft" | "slug" | "aliases" | "hero" => {
                    (if key == "hero" { "images" } else { key }, false)
                }
                "updated" => ("lastmod", false),
                "section" => ("categories", false),
                "summary" => ("description", false),
                "url" => ("canonicalURL", true),
                "id" => ("guid", true),
                "images" => ("pictures", true),
                _ => (key, true),
            },
            Self::Jekyll => (
                match key {
                    "updated" => "last_modified_at",
                    "updated_zone" => "last_modified_zone",
                    "aliases" => "redirect_from",
                    "section" => "categories",
                    "language" => "lang",
                    "url" => "canonical_url",
                    "id" => "guid",
                    "summary" => "description",
                    "hero" => "image",
                    "images" => "pictures",
                    _ => key,
                },
                false,
            ),
            Self::Astro => (
                match key {
                    "date" => "pubDate",
                    "updated" => "updatedDate",
                    "section" => "category",
                    "language" => "lang",
                    "url" => "canonicalURL",
                    "id" => "guid",
                    "summary" => "description",
                    "hero" => "image",
                    "images" => "pictures",
                    _ => key,
                },
                false,
            ),
            Self::Obsidian => (
                match key {
                    "authors" => "author",
                    "summary" => "description",
                    "hero" => "image",
                    _ => key,
                },
                false,
            ),
        }
    }

    /// The table for fields of one's own.
    pub(crate) fn own_table(self) -> Option<&'static str> {
        (self == Self::Hugo).then_some("params")
    }

    /// A date as the tool reads it, and whether it is quoted. `None`: the tool reads no date that is so little exact.
    pub(crate) fn date(self, moment: Moment) -> Option<(String, bool)> {
        let precision = moment.precision();
        let is_day = precision >= Precision::Day;
        let written = moment.to_string();
        // with seconds, for not all tools read a time without them
        let full = if precision == Precision::Minute {
            moment.at_second(0).unwrap_or(moment).to_string()
        } else {
            written.clone()
        };
        match self {
            Self::Plain => Some((written, true)),
            Self::Hugo => is_day.then_some((full, true)),
            Self::Jekyll => {
                let offset = match moment.offset() {
                    Some(seconds) => {
                        let sign = if seconds < 0 { '-' } else { '+' };
                        let minutes = seconds.abs() / 60;
                        format!(" {sign}{:02}{:02}", minutes / 60, minutes % 60)
                    }
                    None => String::new(),
                };
                let local = if precision == Precision::Minute {
                    moment.at_second(0).unwrap_or(moment).without_offset().to_string()
                } else {
                    moment.without_offset().to_string()
                };
                is_day.then(|| (local.replace('T', " ") + &offset, true))
            }
            Self::Astro => Some((full, !is_day)),
            Self::Obsidian => {
                let local = full.parse::<Moment>().unwrap_or(moment).without_offset().to_string();
                Some((local, !is_day))
            }
        }
    }

    /// The offset of a date, where the tool has no place for it in the date.
    pub(crate) fn offset(self, moment: Moment) -> Option<String> {
        if self != Self::Obsidian {
            return None;
        }
        moment.offset()?;
        let local = moment.without_offset().to_string();
        moment.to_string().strip_prefix(&local).map(str::to_owned)
    }
}

/// A tag as Obsidian allows it: letters, digits, `_`, `-` and `/`, and not of digits alone.
pub(crate) fn tag_form(tag: &str) -> String {
    let mut form = String::with_capacity(tag.len());
    for c in tag.trim().trim_start_matches('#').chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '-' | '/') {
            form.push(c);
        } else if !form.ends_with('-') {
            form.push('-');
        }
    }
    let form = form.trim_matches(['-', '/']);
    if form.chars().all(|c| c.is_ascii_digit() || c == '/') { format!("_{form}") } else { form.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, expect: [&str; 5]) {
        let moment: Moment = date.parse().unwrap();
        let all = [Profile::Plain, Profile::Hugo, Profile::Jekyll, Profile::Astro, Profile::Obsidian];
        let written = all.map(|profile| match profile.date(moment) {
            Some((date, true)) => format!("'{date}'"),
            Some((date, false)) => {
                date + &profile.offset(moment).map(|it| format!(" {it}")).unwrap_or_default()
            }
            None => "-".to_owned(),
        });
        assert_eq!(written.each_ref().map(String::as_str), expect);
    }

    #[test]
    fn dates_are_as_each_tool_reads_them() {
        check(
            "2026-03-09T14:05+01:00",
            [
                "'2026-03-09T14:05+01:00'",
                "'2026-03-09T14:05:00+01:00'",
                "'2026-03-09 14:05:00 +0100'",
                "2026-03-09T14:05:00+01:00",
                "2026-03-09T14:05:00 +01:00",
            ],
        );
        check("2026-03-09", ["'2026-03-09'", "'2026-03-09'", "'2026-03-09'", "2026-03-09", "2026-03-09"]);
        check("2026-03", ["'2026-03'", "-", "-", "'2026-03'", "'2026-03'"]);
        check(
            "2026-03-09T14:05:31Z",
            [
                "'2026-03-09T14:05:31Z'",
                "'2026-03-09T14:05:31Z'",
                "'2026-03-09 14:05:31 +0000'",
                "2026-03-09T14:05:31Z",
                "2026-03-09T14:05:31 Z",
            ],
        );
    }

    #[test]
    fn tags_have_a_form() {
        for (tag, form) in
            [("New York", "New-York"), ("2024", "_2024"), ("a/b_c", "a/b_c"), ("é: x!", "é-x"), ("#x", "x")]
        {
            assert_eq!(tag_form(tag), form);
        }
    }
}
