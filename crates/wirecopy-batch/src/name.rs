use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use wirecopy::model::{Article, IdOrigin};

/// A slug has at most this many characters …
pub const MAX_CHARS: usize = 60;
/// … and this many bytes.
pub const MAX_BYTES: usize = 200;

/// A title as part of a file name: letters and digits of any script in lower case, `-` between words; cut between
/// words where it can be, and never inside a character as people see it. Empty: the title has no letter or digit.
///
/// ```
/// use wirecopy_batch::slug;
/// assert_eq!(slug("Harbour's «new» pier: 50% over budget!"), "harbours-new-pier-50-over-budget");
/// assert_eq!(slug("Порт снова открыт"), "порт-снова-открыт");
/// assert_eq!(slug("../../etc/passwd"), "etc-passwd");
/// ```
pub fn slug(title: &str) -> String {
    let folded: String = title.nfc().flat_map(char::to_lowercase).nfc().collect();
    let mut slug = String::new();
    for word in folded.split_whitespace() {
        let word = clean(word);
        if word.is_empty() {
            continue;
        }
        let joined = if slug.is_empty() { word } else { format!("{slug}-{word}") };
        if fits(&joined) {
            slug = joined;
            continue;
        }
        if slug.is_empty() {
            slug = cut(&joined);
        }
        break;
    }
    slug
}

fn fits(slug: &str) -> bool {
    slug.len() <= MAX_BYTES && slug.chars().count() <= MAX_CHARS
}

/// A slug of ASCII letters and digits only: other scripts are transliterated, as far as a table by character can.
///
/// ```
/// assert_eq!(wirecopy_batch::ascii_slug("Порт снова открыт"), "port-snova-otkryt");
/// ```
pub fn ascii_slug(title: &str) -> String {
    slug(&deunicode::deunicode_with_tofu(title, " "))
}

/// Keeps letters, digits and the marks that belong to them; apostrophes vanish; all else parts words.
fn clean(word: &str) -> String {
    let mut clean = String::new();
    for character in word.chars() {
        if character.is_alphanumeric() || (is_mark(character) && !clean.is_empty() && !clean.ends_with('-')) {
            clean.push(character);
        } else if !matches!(character, '\'' | '’' | '‘' | '`') && !clean.is_empty() && !clean.ends_with('-')
        {
            clean.push('-');
        }
    }
    clean.trim_end_matches('-').to_owned()
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn cut(word: &str) -> String {
    let mut kept = String::new();
    for grapheme in word.graphemes(true) {
        if kept.len() + grapheme.len() > MAX_BYTES
            || kept.chars().count() + grapheme.chars().count() > MAX_CHARS
        {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.trim_end_matches('-').to_owned()
}

/// Names that some system reserves get a letter in front.
pub(crate) fn unreserved(stem: String) -> String {
    let device = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = device
        .strip_prefix("com")
        .or_else(|| device.strip_prefix("lpt"))
        .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric));
    if numbered || matches!(device.as_str(), "con" | "prn" | "aux" | "nul") || stem.starts_with('.') {
        return format!("n-{}", stem.trim_start_matches('.'));
    }
    stem
}

/// What an article's file is called, without extension, before collisions are settled; and the key under which the
/// ledger knows the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) stem: String,
    pub(crate) key: String,
}

/// `DATE-slug` of an article with a title; the input's own stem for a text that is an article by itself.
/// `ordinal` counts where the article has no position of its own.
pub(crate) fn wanted(
    article: &Article,
    source_name: &str,
    source_key: &str,
    ordinal: u64,
    ascii: bool,
) -> Wanted {
    let source_stem = stem_of(source_name, ascii);
    let stated = article.id.as_ref().filter(|id| id.origin != IdOrigin::Derived).map(|id| id.value.as_str());
    let ordinal = article.position.unwrap_or(ordinal);
    let key = match (stated, article.url()) {
        (Some(id), _) if is_universal(id) => format!("id:{id}"),
        // `1` is the id of an article in many feeds
        (Some(id), _) => format!("id:{}#{id}", article.feed_title.as_deref().unwrap_or(source_key)),
        (None, Some(url)) => format!("id:{url}"),
        (None, None) if article.position.is_none() => format!("source:{source_key}"),
        (None, None) => format!("source:{source_key}#{ordinal}"),
    };
    let title =
        article.headline().map(|headline| wirecopy_body::plain_text_of(&headline.text)).unwrap_or_default();
    let slug = if ascii { ascii_slug(&title) } else { slug(&title) };
    let date = article.published().and_then(|date| date.value).map(|moment| moment.to_day().to_string());
    let stem = match (slug.is_empty(), date) {
        (false, Some(date)) => format!("{date}-{slug}"),
        (false, None) => slug,
        (true, _) if article.position.is_none() => source_stem,
        (true, _) => format!("{source_stem}-{}", short_hash(&key)),
    };
    Wanted { stem: unreserved(stem), key }
}

/// Whether an id names one thing wherever it is read, rather than within its feed.
fn is_universal(id: &str) -> bool {
    let scheme = id.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "urn", "tag"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The name of an input without folder and extension, made safe.
pub(crate) fn stem_of(source_name: &str, ascii: bool) -> String {
    let file = source_name.rsplit('/').next().unwrap_or(source_name);
    let stem = match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    };
    let ascii_stem = if ascii { deunicode::deunicode_with_tofu(stem, "-") } else { String::new() };
    let stem = if ascii { ascii_stem.as_str() } else { stem };
    let safe: String = stem
        .nfc()
        .map(|character| {
            if character.is_alphanumeric() || is_mark(character) || matches!(character, '-' | '_' | '.') {
                character
            } else {
                '-'
            }
        })
        .collect();
    let safe = safe.trim_matches(['-', '.']);
    if safe.is_empty() { "input".to_owned() } else { unreserved(cut_bytes(safe, MAX_BYTES)) }
}

/// Text cut to a number of bytes, never inside a character as people see it.
pub(crate) fn cut_bytes(text: &str, bytes: usize) -> String {
    let mut kept = String::new();
    for grapheme in text.graphemes(true).take_while({
        let mut length = 0;
        move |grapheme| {
            length += grapheme.len();
            length <= bytes
        }
    }) {
        kept.push_str(grapheme);
    }
    kept
}

/// Eight hexadecimal digits that tell names apart.
pub(crate) fn short_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())).get(..8).unwrap_or_default().to_owned()
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wirecopy::model::{Date, Headline, HeadlineRole, Id, RoleDate};

    fn article(title: &str, date: &str) -> Article {
        let date = Date { written: date.to_owned(), value: date.parse().ok(), ..Date::default() };
        Article {
            position: Some(1),
            id: Some(Id { value: "guid-1".to_owned(), ..Id::default() }),
            headlines: vec![Headline::plain(HeadlineRole::Main, title)],
            dates: vec![RoleDate { date, ..RoleDate::default() }],
            ..Article::default()
        }
    }

    #[test]
    fn the_day_is_the_one_the_source_writes() {
        let article = article("Night ferry sails", "2026-03-01T00:30:00+02:00");
        let wanted = wanted(&article, "feed.xml", "feed.xml", 1, false);
        assert_eq!(
            (wanted.stem.as_str(), wanted.key.as_str()),
            ("2026-03-01-night-ferry-sails", "id:feed.xml#guid-1")
        );
    }

    #[test]
    fn ids_that_name_one_thing_everywhere_hold_across_inputs() {
        let key = |id: &str, feed: Option<&str>, source: &str| {
            let mut article = article("Storm", "2026-01-01");
            article.id = Some(Id { value: id.to_owned(), ..Id::default() });
            article.feed_title = feed.map(Into::into);
            wanted(&article, "feed.xml", source, 1, false).key
        };
        assert_eq!(key("urn:x:1", None, "a/feed.xml"), key("urn:x:1", None, "b/feed.xml"));
        assert_ne!(key("1", None, "a/feed.xml"), key("1", None, "b/feed.xml"));
        assert_ne!(key("1", Some("North"), "feed.xml"), key("1", Some("South"), "feed.xml"));
        assert_eq!(key("1", Some("North"), "monday.xml"), key("1", Some("North"), "tuesday.xml"));
    }

    #[test]
    fn long_titles_end_between_words() {
        let slug = slug("Council votes to keep the old harbour lighthouse open after three-year dispute");
        assert_eq!(slug, "council-votes-to-keep-the-old-harbour-lighthouse-open-after");
    }

    #[test]
    fn marks_stay_with_their_letters() {
        assert_eq!(slug("नमस्ते दुनिया"), "नमस्ते-दुनिया");
        assert_eq!(slug("\u{202e}evil\u{200b}"), "evil");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn no_title_keeps_the_stem_of_the_input() {
        let text =
            Article { id: Some(Id { origin: IdOrigin::Derived, ..Id::default() }), ..Article::default() };
        assert_eq!(wanted(&text, "a/harbour strike.txt", "", 1, false).stem, "harbour-strike");
        assert_eq!(wanted(&text, "con.txt", "", 1, false).stem, "n-con");
    }

    proptest! {
        #[test]
        fn names_are_safe(title in any::<String>(), source in any::<String>(), ascii in any::<bool>()) {
            let stem = wanted(&article(&title, "2026-01-01"), &source, &source, 1, ascii).stem;
            prop_assert!(!stem.is_empty() && stem.len() <= MAX_BYTES + 16);
            prop_assert!(!stem.contains(['/', '\\', '\0', ':']) && !stem.starts_with('.'));
            prop_assert!(!ascii || stem.is_ascii());
            let source = stem_of(&source, ascii);
            prop_assert!(!source.is_empty() && !source.contains(['/', '\\', '\0', ':']) && !source.starts_with('.'));
        }

        #[test]
        fn slugs_of_slugs_are_slugs(title in any::<String>()) {
            let once = slug(&title);
            prop_assert!(once.chars().count() <= MAX_CHARS);
            prop_assert_eq!(slug(&once), once);
        }
    }
}
