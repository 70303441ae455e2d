//! Lines below a story: end marks, credits, notes to editors, contacts, rights, calls to subscribe.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::furniture::{NETWORKS, is_furniture};
use super::navigation::is_navigation;
use super::note::{Note, note, noted};
use super::person::is_person;
use crate::lines::has_digit;
use crate::opening::Openings;
use crate::vocabulary::{self, Vocabulary};
use crate::wording::{Label, Labels, wording};

/// What a line below a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Back {
    /// It marks the end: `-30-`.
    EndMark,
    /// Who reported, wrote or edited it.
    Editing,
    /// For newsrooms.
    Notes,
    /// What editors tell readers.
    Remark,
    Contact,
    /// About the sender of a press release.
    About,
    Copyright,
    /// What was wrong in an earlier version.
    Correction,
    /// Calls to subscribe, follow or share, categories, hints to the reader.
    Promo,
    /// Where the facts come from.
    Sources,
    /// The short signs of those who wrote and edited: `skv/pbr/mlo`.
    Initials,
}

/// A line of back matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) back: Back,
    /// It is nothing but a label: what it labels stands in the next lines.
    pub(crate) is_head: bool,
    /// It says so itself: it counts wherever it stands.
    pub(crate) is_certain: bool,
}

/// What a line amid the story says it is, if it says so itself. Quick: most lines open with none of the words.
pub(crate) fn certain(text: &str) -> Option<Mark> {
    let text = text.trim();
    if is_furniture(text) || is_navigation(text) {
        return Some(Mark { back: Back::Promo, is_head: false, is_certain: true });
    }
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // notes are as long as they like
    if (first.is_empty() || wording().opens(first))
        && let Some(Note::Newsroom { is_head, is_certain: true }) = note(text)
    {
        return Some(Mark { back: Back::Notes, is_head, is_certain: true });
    }
    let may = text.len() <= 300
        && (first.is_empty() || first.len() <= 24 && (wording().opens(first) || CALLS.has(first)));
    if !may {
        return None;
    }
    back(text).filter(|mark| mark.is_certain)
}

/// What a line says it is. `None`: it may be part of the story.
pub(crate) fn back(text: &str) -> Option<Mark> {
    let text = text.trim();
    let mark = |back, is_head, is_certain| Some(Mark { back, is_head, is_certain });
    if text.is_empty() {
        return None;
    }
    let (note, sought) = noted(text);
    match note {
        Some(Note::Newsroom { is_head, is_certain }) => return mark(Back::Notes, is_head, is_certain),
        Some(Note::Readers { is_head, is_certain, is_correction: true }) => {
            return mark(Back::Correction, is_head, is_certain);
        }
        _ if text.len() > 1200 => return None,
        _ => {}
    }
    if let Some(is_certain) = end_mark(text) {
        return mark(Back::EndMark, false, is_certain);
    }
    if is_furniture(text) || is_navigation(text) {
        return mark(Back::Promo, false, true);
    }
    let is_bracketed = text.starts_with(['(', '[']) && text.ends_with([')', ']', '.']);
    let inner = text.trim_start_matches(['(', '[', '*', '•', '-', '–', '—', ' ', '_', '>']);
    let labels = match sought {
        // both are the end of the text
        Some((same, labels)) if text.len() <= crate::wording::LONG && same.len() == inner.len() => labels,
        _ => wording().labels(head(inner)),
    };
    if is_bracketed && labels.has(Label::Editing) {
        return mark(Back::Editing, false, true);
    }
    if is_initials(text) || is_stamp(text) {
        return mark(Back::Initials, false, false);
    }
    // a line that begins small goes on from the one before
    if inner.starts_with(char::is_lowercase) && !is_bracketed {
        return if is_address(text) { mark(Back::Contact, false, false) } else { None };
    }
    if text.len() > crate::wording::LONG {
        // only what says so itself is that long
        let is_correction = labels.has(Label::Correction) && correction(inner, &labels);
        return if is_correction { mark(Back::Correction, false, true) } else { None };
    }
    let words = || text.split_whitespace().count();
    let is_whole = |label| labels.end(label).is_some_and(|end| is_empty(inner.get(end..)));
    let is_marked = |label| {
        labels.end(label).is_some_and(|end| {
            inner.get(..end).is_some_and(|label| label.ends_with([':', '：']))
                || inner.get(end..).is_some_and(|rest| rest.trim_start().starts_with([':', '：', '|']))
        })
    };
    let phrase = |label| {
        labels.end(label).and_then(|end| inner.get(..end)).map_or(0, |label| label.split_whitespace().count())
    };
    if labels.has(Label::Correction) && correction(inner, &labels) {
        return mark(Back::Correction, is_whole(Label::Correction), true);
    }
    if let Some(Note::Readers { is_head, is_certain, .. }) = note {
        return mark(Back::Remark, is_head, is_certain);
    }
    if is_whole(Label::Sources) {
        return mark(Back::Sources, true, false);
    }
    if labels.has(Label::Copyright) && copyright(inner, &labels) {
        return mark(Back::Copyright, false, words() <= 30);
    }
    if is_bracketed && is_credit_of_desk(inner) {
        return mark(Back::Editing, false, false);
    }
    if labels.has(Label::Editing)
        && (is_marked(Label::Editing) || phrase(Label::Editing) >= 2)
        && words() <= 40
    {
        return mark(Back::Editing, is_whole(Label::Editing), false);
    }
    if labels.has(Label::Contact) {
        let is_head = is_whole(Label::Contact) && (words() >= 2 || text.ends_with(':') || is_upper(text));
        let is_labelled = is_head || is_marked(Label::Contact);
        if is_labelled || has_address(text) && words() <= 40 {
            return mark(Back::Contact, is_head, is_labelled);
        }
        if phrase(Label::Contact) >= 3 && words() <= 40 {
            return mark(Back::Contact, false, true);
        }
    }
    if let Some(end) = labels.end(Label::About) {
        let rest = inner.get(end..).unwrap_or_default().trim_end_matches([':', ' ']);
        let is_named = rest
            .split_whitespace()
            .find(|word| word.chars().next().is_some_and(char::is_uppercase))
            .is_some()
            && rest.split_whitespace().all(|word| {
                word.chars().next().is_some_and(|c| !c.is_lowercase())
                    || word.chars().count() <= 3
                    || crate::lexicon::is_particle(word)
            });
        let is_short = words() <= 9 && !text.ends_with(['.', '?', '!']);
        let starts_upper = inner.starts_with(char::is_uppercase);
        if is_short && starts_upper && (is_named || is_empty(Some(rest)) && words() >= 2) {
            return mark(Back::About, true, false);
        }
    }
    if is_call_to_follow(text) && words() <= 25 && !text.contains(['"', '“', '„', '”']) {
        return mark(Back::Promo, false, true);
    }
    if is_rate(text) || is_call_for_app(text) {
        return mark(Back::Promo, false, true);
    }
    if let Some(end) = labels.end(Label::Boilerplate) {
        let rest = inner.get(end..).unwrap_or_default();
        let length = phrase(Label::Boilerplate);
        let words = words();
        let is_word = words == 1
            && (text.ends_with('.') && !text.ends_with("...") || text.starts_with(char::is_lowercase));
        let is_certain = is_empty(Some(rest)) && !is_word
            || (length >= 3 && words <= 40)
            || (is_marked(Label::Boilerplate) && words <= 25);
        let is_speech = text.contains(['"', '“', '„', '«', '”']);
        if is_certain || (length >= 2 && words <= 20) {
            return mark(
                Back::Promo,
                is_empty(Some(rest)) && length >= 2,
                is_certain && !is_speech && text.chars().next().is_some_and(|c| !c.is_lowercase()),
            );
        }
    }
    if is_contribution(text) && words() <= 45 {
        return mark(Back::Editing, false, false);
    }
    if is_counter(text) {
        return mark(Back::Promo, false, true);
    }
    // `Published in Dawn, May 12th, 2026`
    let is_published =
        labels.has(Label::Published) && (4..=14).contains(&words()) && text.starts_with(char::is_uppercase);
    if is_published
        && text
            .split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && number.starts_with("20"))
    {
        return mark(Back::Promo, false, false);
    }
    if super::label::is_reading_time(text) {
        return mark(Back::Promo, false, false);
    }
    if is_address(text) {
        return mark(Back::Contact, false, false);
    }
    None
}

/// Labels are looked for in this much of a long line.
fn head(text: &str) -> &str {
    if text.len() <= crate::wording::LONG {
        return text;
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= 200).last().unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

fn is_empty(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.chars().all(|c| !c.is_alphanumeric()))
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a line marks the end; true: with signs that no heading has.
fn end_mark(text: &str) -> Option<bool> {
    if text.len() > 60 {
        return None;
    }
    let is_label = |text: &str| wording().labels(text).end(Label::End).is_some_and(|end| end == text.len());
    let bare = text.trim_matches(|c: char| {
        matches!(
            c,
            '-' | '–'
                | '—'
                | '*'
                | '#'
                | '~'
                | '='
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '.'
                | ' '
                | '_'
                | '\u{a0}'
                | '〈'
                | '〉'
                | ':'
        )
    });
    let is_decorated = bare.len() < text.len();
    if bare.is_empty() {
        // `###`, `# # #`; stars and dashes part sections as well
        let signs = text.chars().filter(|c| *c == '#').count();
        let others = text.chars().filter(|c| !c.is_whitespace() && *c != '#').count();
        return (signs >= 2 && others == 0).then_some(true);
    }
    if is_label(text) {
        return Some(is_decorated || is_upper(text));
    }
    if is_decorated && (is_label(bare) || matches!(bare, "30" | "0" | "- 30")) {
        return Some(text.starts_with(|c: char| !c.is_alphanumeric()) || is_upper(text));
    }
    // `Lusomar/Fim`
    text.rsplit_once('/')
        .filter(|(agency, word)| !agency.contains(' ') && is_label(word) && !agency.is_empty())
        .map(|_| true)
}

/// `skv/pbr/mlo`, `DV // RSM`, `(ih/tv)`, `(vb)`.
fn is_initials(text: &str) -> bool {
    if text.len() > 28 {
        return false;
    }
    let is_bracketed = text.starts_with('(') && text.ends_with(')');
    let bare = text.trim_matches(['(', ')', '[', ']', ' ', '/', '.']);
    let parts: Vec<&str> =
        bare.split(['/', ';', '-']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_sign = |part: &&str| {
        let letters = part.chars().count();
        (1..=4).contains(&letters)
            && part.chars().all(char::is_alphabetic)
            && (part.chars().all(char::is_lowercase) || part.chars().all(char::is_uppercase))
    };
    !parts.is_empty()
        && parts.len() <= 6
        && parts.iter().all(is_sign)
        && (bare.contains('/') && parts.len() >= 2
            || is_bracketed
                && parts.len() == 1
                && parts.iter().all(|part| part.chars().all(char::is_lowercase)))
}

/// When a wire sent the story: `CW-WS-11-12-03 1804EST`.
fn is_stamp(text: &str) -> bool {
    let Some((key, time)) = text.split_once(' ').filter(|_| text.len() <= 32) else { return false };
    let mut parts = key.split('-');
    let is_upper = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    parts.next().is_some_and(is_upper)
        && parts.next().is_some_and(is_upper)
        && parts.clone().count() == 3
        && parts.all(is_number)
        && digits == 4
        && time.bytes().skip(4).all(|b| b.is_ascii_uppercase() || b == b' ')
}

/// `(Leonie Hatzenbichler, 8.5.2026)`: a name and perhaps a date, in brackets.
fn is_credit_of_desk(inner: &str) -> bool {
    let inner = inner.trim_end_matches([')', ']', '.']);
    let mut parts = inner.split(", ");
    let is_name = parts.next().is_some_and(is_person);
    is_name && parts.all(|part| super::date::is_date(part) || wording().is_agency(part) || is_person(part))
}

fn copyright(text: &str, labels: &Labels) -> bool {
    let Some(end) = labels.end(Label::Copyright) else { return false };
    let (label, rest) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let has_year = rest
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && number.starts_with(['1', '2']));
    match label.split_whitespace().count() {
        _ if label.starts_with('©') => true,
        _ if is_empty(Some(rest)) => true,
        _ if label.to_lowercase() == "(c)" => has_year || rest.trim_start().starts_with(char::is_uppercase),
        1 => {
            has_year
                || rest.contains('©')
                || rest.to_lowercase().starts_with("(c)")
                || label.ends_with(':')
                || rest.trim_start().starts_with([':', '©'])
        }
        _ => true,
    }
}

/// Whether the label of a correction is followed by one, and is no headline such as `Correction of the market nears`.
fn correction(text: &str, labels: &Labels) -> bool {
    let Some(end) = labels.end(Label::Correction) else { return false };
    let (label, rest) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let first = rest.trim_start().chars().next();
    label.ends_with(':')
        || label.split_whitespace().count() >= 3
        || matches!(first, Some(':' | '–' | '—'))
        || is_empty(Some(rest))
        || first.is_some_and(|c| c == '(') && rest.contains(':')
}

/// `($1 = 10.44 Swedish crowns)`: at which rate the sums were converted.
fn is_rate(text: &str) -> bool {
    text.len() <= 80
        && text
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .and_then(|inner| inner.split_once(" = "))
            .is_some_and(|(one, other)| {
                let is_one = one.trim_start_matches(|c: char| !c.is_ascii_digit()).starts_with('1');
                let is_number = other.starts_with(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
                is_one && is_number && other.bytes().any(|byte| byte.is_ascii_digit())
            })
}

/// `Download the Harbour News app for breaking news`.
fn is_call_for_app(text: &str) -> bool {
    let is_call =
        ["Download our ", "Download the ", "Get our ", "Get the "].iter().any(|call| text.starts_with(call));
    is_call
        && text.len() <= 120
        && !text.contains(['"', '“'])
        && text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "app" | "App" | "apps"))
}

/// Words that open a call to follow somebody.
static CALLS: LazyLock<Vocabulary<()>> = LazyLock::new(|| {
    vocabulary::set([
        "follow",
        "like",
        "find",
        "join",
        "connect",
        "folgen",
        "suivez",
        "retrouvez",
        "síguenos",
        "sigue",
        "siga",
        "segui",
        "seguici",
        "volg",
    ])
});

/// `Follow us on Facebook and Instagram`.
fn is_call_to_follow(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if first.is_empty() || first.len() > 12 || !CALLS.has(first) {
        return false;
    }
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
        // shared to from no page, but asked to be followed on
        NETWORKS.contains(&word) || matches!(word, "tiktok" | "threads")
    })
}

/// `Tor Vik contributed to this report.`, `Tor Vik reported from Ostwick.`
fn is_contribution(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "contributed to this piece",
        "contributed",
        "contributed research",
        "contributed from",
    ];
    static CONTRIBUTED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("contribut"));
    static REPORTED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" reported from "));
    // lines may be broken
    let joined = text.contains('\n').then(|| text.replace('\n', " "));
    let text = joined.as_deref().unwrap_or(text);
    let bare = text.trim_end_matches(['.', ')', ' ', '_']);
    let is_contributed = text.len() <= 300
        && CONTRIBUTED.find(text.as_bytes()).is_some()
        && (ENDS.iter().any(|end| bare.ends_with(end))
            || text.contains("contributed to this report")
            || text.contains("contributed reporting"));
    let is_report = REPORTED.find(text.as_bytes()).is_some()
        && text
            .split_once(" reported from ")
            .is_some_and(|(names, _)| names.split(" and ").all(|name| name.split(", ").all(is_person)));
    is_contributed && !text.contains(['"', '“']) || is_report
}

/// `Image 1 of 3`, `1 / 12`.
fn is_counter(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 24
        && text.split_once(" of ").or_else(|| text.split_once('/')).is_some_and(|(first, last)| {
            let number = first.split_whitespace().next_back().unwrap_or_default();
            let is_number = |text: &str| {
                !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
            };
            is_number(number) && is_number(last.trim()) && first.split_whitespace().count() == 2
        })
}

/// Whether a line speaks of a newsletter or asks to sign up.
pub(crate) fn has_newsletter(text: &str) -> bool {
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(SIGN_UPS.iter().copied()));
    let lower = text.to_lowercase();
    let openings = &*OPENINGS;
    let is_there = |rest: &[u8]| SIGN_UPS.iter().any(|words| rest.starts_with(words.as_bytes()));
    let mut places = lower.as_bytes().windows(3).enumerate().filter(|(_, window)| match window {
        [first, second, third] => openings.may_be(*first, *second, *third),
        _ => false,
    });
    places.any(|(at, _)| lower.as_bytes().get(at..).is_some_and(is_there))
}

/// What stands in lines that speak of a newsletter or ask to sign up.
const SIGN_UPS: &[&str] = &[
    "newsletter",
    "nieuwsbrief",
    "lettre d'information",
    "lettre d’information",
    "inscrivez-vous",
    "abonnez-vous",
    "boletín",
    "suscríbete",
    "suscríbase",
    "assine ",
    "iscriviti",
    "schrijf je in",
    "schrijf u in",
    "meld u aan",
    "meld je aan",
    "jetzt abonnieren",
    "sign up",
    "subscribe",
    "unsubscribe",
    "social media",
];

fn has_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_www = |at: usize| bytes.get(at..at + 4) == Some(b"www.");
    let may_be_one =
        memchr::memchr2(b'@', b':', bytes).is_some() || memchr::memchr_iter(b'w', bytes).any(is_www);
    let is_page = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            || word.starts_with("www.")
            || word.contains("://")
    };
    may_be_one && text.split_whitespace().any(is_page) || is_phone(text)
}

/// Whether a line holds little but a mail address, a page or a telephone number.
fn is_address(text: &str) -> bool {
    text.len() <= 160
        && !text.ends_with(['?', '!'])
        && has_address(text)
        && text.split_whitespace().take(10).count() <= 9
}

/// A telephone number: seven digits or more, parted by spaces, dots or dashes, and few words beside it.
fn is_phone(text: &str) -> bool {
    if text.len() > 160 || !has_digit(text) {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !(8..=28).contains(&digits) {
        return false;
    }
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let lower = text.to_lowercase();
    let is_labelled = ["tel", "phone", "mobil", "mob.", "fax", "cell", "tlf", "teléfono", "telefon", "☎"]
        .iter()
        .any(|label| lower.contains(label));
    let is_table = text.contains('%') || !is_labelled && super::row::is_row(text);
    !is_table && words <= 8 && (text.contains('+') || is_labelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<Back>) {
        assert_eq!(back(text).map(|mark| mark.back), expect, "{text}");
    }

    #[test]
    fn end_marks_of_all_sorts() {
        for text in [
            "ENDS",
            "-30-",
            "- 30 -",
            "—30—",
            "###",
            "# # #",
            "-ENDS-",
            "(END)",
            "ends",
            "[ends]",
            "– Ende –",
            "- FIN -",
            "Lusomar/Fim",
            "(끝)",
            "FIN",
            "***END***",
            "انتهای پیام/",
            "/ENDS",
            "--- EINDE PERSBERICHT ---",
        ] {
            check(text, Some(Back::EndMark));
        }
        for text in [
            "The end of the line is near.",
            "End of the affair",
            "Ending the strike",
            "30",
            "***",
            "Son of the soil",
        ] {
            assert_ne!(back(text).map(|mark| mark.back), Some(Back::EndMark), "{text}");
        }
    }

    #[test]
    fn credits_and_contacts() {
        for (text, expect) in [
            ("(Reporting by Ida Holm; Editing by Tor Vik)", Back::Editing),
            ("Reporting by Ida Holm; editing by Tor Vik", Back::Editing),
            ("Additional reporting by Ana Cruz", Back::Editing),
            ("(Redaktion: Folkert Siems)", Back::Editing),
            ("Mit Material von Binnendienst", Back::Editing),
            ("(Leonie Hatzenbichler, 8.5.2026)", Back::Editing),
            ("skv/pbr/mlo", Back::Initials),
            ("DV // RSM", Back::Initials),
            ("CW-WS-11-12-03 1804EST", Back::Initials),
            ("On the Net:", Back::Contact),
            ("Notes to editors:", Back::Notes),
            ("NOTAS PARA LA REDACCIÓN", Back::Notes),
            ("Hinweise für die Redaktionen:", Back::Notes),
            ("For further information, please contact:", Back::Contact),
            ("Pressekontakt:", Back::Contact),
            ("Tel: +353 91 555 0142 | Email: press@tidelandstrust.example", Back::Contact),
            ("presse@literaturhaus-elbtal.example", Back::Contact),
            ("About the Tidelands Trust", Back::About),
            ("Über das Literaturhaus Elbtal:", Back::About),
            ("© 2026 Tidelands Trust. Registered charity no. 000417.", Back::Copyright),
            ("Copyright 2026 Coastwire", Back::Copyright),
            ("All rights reserved.", Back::Copyright),
            ("Sign up for our Future Coast newsletter", Back::Promo),
            ("This story has been corrected to say that the ferry sails on Monday.", Back::Correction),
            ("Correction: an earlier version gave the wrong name.", Back::Correction),
            ("Sources", Back::Sources),
            ("Coastwire's Ben Ode contributed to this report.", Back::Editing),
            ("Tor Vik reported from Lantern Bay, and Ana Cruz from Ostwick.", Back::Editing),
            ("Image 1 of 3", Back::Promo),
        ] {
            check(text, Some(expect));
        }
    }

    #[test]
    fn sentences_are_part_of_the_story() {
        for text in [
            "About 200 people came to the quay",
            "Contact with the ship was lost",
            "Copyright law is to change",
            "Correction of the market nears",
            "Source of the river found",
            "Related problems",
            "Revenue                 412.3      377.1     +9.3%",
            "Notes from a small island",
            "The ferry sails at noon.",
            "Editing the past",
            "production by half. Their",
            "comment.",
            "share",
            "He gave his address as 12 Quay Street.",
        ] {
            check(text, None);
        }
    }
}
