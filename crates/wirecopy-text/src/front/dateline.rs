//! The dateline a story opens with: `LANTERN BAY, Aldea (Coastwire) – `, `Graz – `, `ROMA, 8 maggio (X) - `.

use std::ops::Range;

use wirecopy_core::date;
use wirecopy_model::{Date, Dateline, Place};

use super::person::is_dense;
use crate::lexicon::is_particle;
use crate::wording::{Label, wording};

/// The dash is looked for in so many characters.
const HEAD: usize = 120;

/// A dateline with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) dateline: Dateline,
    /// Where the words of the dateline stand in the text, without the dash.
    pub(crate) range: Range<usize>,
    /// Where the story goes on behind the dash.
    pub(crate) end: usize,
    /// In thousandths.
    pub(crate) certainty: u16,
    /// A reporter it names, as agencies of East Asia do.
    pub(crate) reporter: Option<String>,
}

/// The dateline `text` opens with. `None`: it opens with none.
pub(crate) fn read(text: &str) -> Option<Found> {
    let head = head_of(text);
    if let Some(found) = east_asian(head) {
        return Some(found);
    }
    let has_marks = may_have_marks(head) && marks(head).next().is_some();
    if !has_marks && !head.starts_with('(') {
        return None;
    }
    let labels = wording().labels(
        head.get(..head.len().min(head.find(['—', '–', '|', '\n']).unwrap_or(head.len())))
            .unwrap_or_default(),
    );
    if [Label::Published, Label::Updated, Label::Embargo, Label::Immediate]
        .iter()
        .any(|label| labels.has(*label))
    {
        return None;
    }
    // `(CNN) The council`, also without the space
    if let Some((inner, rest)) = head.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && wording().is_agency(inner)
        && rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'))
        && marks(rest.get(..rest.len().min(rest.find(' ').map_or(0, |at| at + 8))).unwrap_or_default())
            .next()
            .is_none()
    {
        let parts = Parts { agency: Some(inner), ..Parts::default() };
        let length = inner.len() + 2;
        return Some(parts.found(head.get(..length)?, length, 940));
    }
    for mark in marks(head).take(3) {
        let written = head.get(..mark.start)?.trim_end();
        let rest = text.get(mark.end..)?.trim_start();
        let Some((parts, certainty)) = parts(written, head.get(mark.clone()).unwrap_or_default()) else {
            continue;
        };
        if !opens_sentence(rest, parts.agency.is_some()) {
            continue;
        }
        // `BEIJING – May 8, 2026 – The`: the date, or the agency, stands behind a dash of its own
        let near = head_of(rest);
        if let Some(next) = marks(near).next()
            && let Some(second) = rest.get(..next.start).map(str::trim)
            && !second.is_empty()
        {
            let inner = second.trim_start_matches('(').trim_end_matches(')').trim_matches('/');
            let longer =
                text.get(..text.len() - rest.len() + next.start).map(str::trim_end).unwrap_or_default();
            let after = rest.get(next.end..).unwrap_or_default();
            let is_agency = parts.agency.is_none()
                && (second.starts_with('(') || wording().is_agency(inner))
                && is_agency(inner);
            // `(ANSA) - ROMA, 12 MAG - Il`
            if parts.place.is_none()
                && opens_sentence(after, true)
                && let Some((inner, _)) = self::parts(second, "–")
                && inner.agency.is_none()
            {
                let parts = Parts { agency: parts.agency, ..inner };
                return Some(parts.found(longer, text.len() - after.len(), 960));
            }
            if parts.date.is_none() && super::date::is_date(second) && opens_sentence(after, true) {
                let parts = Parts { date: Some(second), ..parts };
                return Some(parts.found(longer, text.len() - after.len(), certainty.max(940)));
            }
            if is_agency && opens_sentence(after, true) {
                let parts = Parts { agency: Some(inner), ..parts };
                return Some(parts.found(longer, text.len() - after.len(), certainty.max(950)));
            }
        }
        return Some(parts.found(written, text.len() - rest.len(), certainty));
    }
    None
}

/// A line that is a dateline and nothing else: `PARIS (AFP)`, `London, 8 May 2026`.
pub(crate) fn whole(text: &str) -> Option<Dateline> {
    let full = text.trim();
    let text = full.trim_end_matches(['-', '–', '—', '_']).trim_end();
    let is_open = text.len() < full.len();
    let has_state = STATES.iter().any(|state| text.ends_with(state));
    if text.len() > 80 || text.ends_with(['?', '!', ':']) || text.ends_with('.') && !has_state {
        return None;
    }
    let (parts, certainty) = parts(text, "–")?;
    // `CAIRO, Egypt`
    let is_pair = parts.place.and_then(|place| place.split_once(", ")).is_some_and(|(city, country)| {
        wording().is_place(city) && (wording().is_place(country) || STATES.contains(&country))
    });
    let is_enough = (parts.agency.is_some() && parts.place.is_some())
        || (parts.date.is_some() && parts.place.is_some())
        || is_pair
        // `KLAMATH GLEN, Calif.`
        || (has_state && parts.place.is_some_and(|place| place.split(',').next().is_some_and(is_upper)))
        || (is_open && parts.place.is_some() && certainty >= 900);
    is_enough.then(|| parts.dateline(text))
}

/// What stands before the dash.
#[derive(Clone, Copy, Debug, Default)]
struct Parts<'t> {
    place: Option<&'t str>,
    agency: Option<&'t str>,
    date: Option<&'t str>,
}

impl Parts<'_> {
    fn dateline(&self, written: &str) -> Dateline {
        Dateline {
            span: None,
            written: spaced(written),
            place: self.place.map(|name| Place { name: Some(spaced(name)), ..Place::default() }),
            agency: self.agency.map(spaced),
            date: self.date.map(|written| {
                super::date::opening(written, false).unwrap_or_else(|| {
                    let parsed = date::parse(written);
                    Date {
                        written: spaced(written),
                        value: parsed.value,
                        zone: parsed.zone,
                        precision: parsed.precision,
                    }
                })
            }),
        }
    }

    fn found(&self, written: &str, end: usize, certainty: u16) -> Found {
        Found { dateline: self.dateline(written), range: 0..written.len(), end, certainty, reporter: None }
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So much of a text as a dateline may take.
fn head_of(text: &str) -> &str {
    match text.as_bytes().get(..HEAD) {
        None => text,
        Some(head) if head.is_ascii() => text.get(..HEAD).unwrap_or_default(),
        Some(_) => text.char_indices().nth(HEAD).map_or(text, |(at, _)| text.get(..at).unwrap_or_default()),
    }
}

/// Whether a dash, or another sign that may end a dateline, stands in a head. Quick: most hold none.
fn may_have_marks(head: &str) -> bool {
    let bytes = head.as_bytes();
    memchr::memchr3(b'-', b':', 0xe2, bytes).is_some()
        || memchr::memchr3(b'_', b'|', b')', bytes).is_some()
        || memchr::memchr2_iter(b'.', b'/', bytes).next().is_some_and(|at| at <= 40 || bytes.contains(&b'/'))
}

/// The dashes that may end a dateline, each with its place.
fn marks(head: &str) -> impl Iterator<Item = Range<usize>> {
    // dashes begin with the last of these bytes
    let is_sign = |byte: u8| matches!(byte, b'-' | b'_' | b':' | b'|' | b' ' | b'.' | 0xe2);
    let ends = |at: usize, mark: u8| {
        at.checked_sub(1).and_then(|last| head.as_bytes().get(last)).is_some_and(|last| *last == mark)
    };
    let signs = head.bytes().enumerate().filter(move |(at, byte)| {
        // most are the spaces between words, and full stops further on
        is_sign(*byte)
            && (*byte != b' ' || ends(*at, b')'))
            && (*byte != b'.' || *at <= 40 || ends(*at, b'/'))
    });
    signs.filter_map(move |(at, _)| {
        let c = head.get(at..)?.chars().next()?;
        if !matches!(c, '—' | '–' | '―' | '─' | '-' | '_' | ':' | '|' | ' ' | '.') {
            return None;
        }
        let before = head.get(..at)?.chars().next_back();
        let rest = head.get(at..)?;
        let is_spaced = before.is_some_and(char::is_whitespace);
        let after = rest.chars().nth(1);
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let before = before?;
        match c {
            '—' | '–' | '―' | '─' => Some(at..at + c.len_utf8()),
            '-' if rest.starts_with("--") && before != '-' => {
                Some(at..at + rest.len() - rest.trim_start_matches('-').len())
            }
            '-' | '_' if is_spaced && is_space(after) => Some(at..at + 1),
            '-' if matches!(before, '.' | ')') => Some(at..at + 1),
            '-' if is_space(after) && !is_spaced => Some(at..at + 1),
            ':' if is_space(after) => Some(at..at + 1),
            '|' if is_spaced => Some(at..at + 1),
            // `NEW DELHI, May 12 (PTI) The`, `MOSCOW, May 12. /TASS/. Russia`
            ' ' if before == ')'
                && names_agency(head.get(..at)?, '(')
                && after.is_some_and(char::is_uppercase) =>
            {
                Some(at..at + 1)
            }
            // `Berlin. Der Bundestag`, as German papers set it
            '.' if is_space(after)
                && wording().is_place(head.get(..at)?)
                && begins_german(rest.get(1..)?) =>
            {
                Some(at..at + 1)
            }
            '.' if before == '/' && names_agency(head.get(..at)?, '/') && is_space(after) => Some(at..at + 1),
            _ => None,
        }
    })
}

/// Whether a German sentence begins, by its first word.
fn begins_german(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "Der", "Die", "Das", "Ein", "Eine", "Nach", "Im", "Am", "Bei", "Beim", "Wegen", "Seit", "Mit", "Es",
        "Für", "Auf", "Zum", "Zur", "Mehr", "Wenn", "Weil", "Trotz", "Vor", "Wie", "Wer", "Sie", "Er",
        "Zwei", "Drei", "Immer", "Viele", "Knapp", "Rund",
    ];
    text.split_whitespace().next().is_some_and(|word| WORDS.contains(&word))
}

/// Whether `text` ends with the name of an agency that is known, between signs the first of which is `open`.
fn names_agency(text: &str, open: char) -> bool {
    let inner = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
    inner
        .rsplit_once(open)
        .is_some_and(|(place, name)| !place.trim().is_empty() && wording().is_agency(name.trim()))
}

/// Whether a sentence begins: with a capital, a digit or a quotation mark. Where the agency speaks for the dateline, the
/// name of a product may begin small.
fn opens_sentence(rest: &str, is_sure: bool) -> bool {
    let rest = rest.trim_start();
    let first = rest.chars().find(|c| {
        !matches!(c, '"' | '“' | '„' | '«' | '‘' | '\'' | '’' | '(' | '[' | '¿' | '¡' | ' ' | '\u{a0}' | '*')
    });
    match first {
        None => false,
        Some(c) if c.is_lowercase() => {
            is_sure && (rest.chars().nth(1).is_some_and(char::is_uppercase) || rest.starts_with(['\'', '’']))
        }
        Some(c) => c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '@'),
    }
}

/// Words in capitals before a dash that name no place.
const NO_PLACES: &[&str] = &[
    "note",
    "breaking",
    "breaking news",
    "update",
    "updated",
    "watch",
    "opinion",
    "analysis",
    "exclusive",
    "live",
    "video",
    "factbox",
    "explainer",
    "timeline",
    "interview",
    "feature",
    "corrected",
    "correction",
    "wrapup",
    "review",
    "advisory",
    "special report",
    "in pictures",
    "quotes",
    "news",
    "photos",
    "photo",
    "listen",
    "read",
    "read more",
    "podcast",
    "editorial",
    "comment",
    "q&a",
    "alert",
    "urgent",
    "flash",
    "developing",
    "latest",
    "top story",
    "sport",
    "sports",
    "business",
    "politics",
    "world",
    "report",
    "reports",
    "summary",
    "background",
    "background:",
    "warning",
    "spoiler",
    "spoilers",
    "column",
    "commentary",
    "insight",
    "fact check",
    "factcheck",
    "ticker",
    "eilmeldung",
    "eil",
    "kommentar",
    "analyse",
    "hinweis",
    "achtung",
    "portrait",
    "direct",
    "vidéo",
    "reportage",
    "entretien",
    "édito",
    "tribune",
    "vivo",
    "en vivo",
    "última hora",
    "vídeo",
    "análisis",
    "opinión",
    "diretta",
    "commento",
    "ultima ora",
    "ao vivo",
    "análise",
    "opinião",
    "achtergrond",
    "opinie",
    "recensie",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "nato",
    "eu",
    "un",
    "bbc",
    "cnn",
    "who",
    "fifa",
    "uefa",
    "nasa",
    "usa today",
    "covid-19",
    "covid",
    "ai",
    "tv",
    "fbi",
    "cia",
    "q",
    "a",
    "yes",
    "no",
    "psst",
    "ok",
    "end",
    "ends",
    "media",
    "press",
    "press release",
    "for immediate release",
    "embargoed",
    "the",
    "what",
    "why",
    "how",
    "tip",
    "tips",
    "ad",
    "advertisement",
    "sponsored",
    "editor's note",
    "editors",
    "notes",
    "contact",
    "about",
    "sources",
    "source",
    "related",
    "more",
    "see also",
    "also",
    "today",
    "yesterday",
    "tomorrow",
    "then",
    "now",
    "first",
    "second",
    "winner",
    "winners",
    "loser",
    "losers",
    "verdict",
    "result",
    "results",
];

/// What stands in brackets behind the name of a politician, or of a team or player.
const PARTIES: &[&str] = &[
    "R",
    "D",
    "I",
    "Con",
    "Lab",
    "Labour",
    "Labor",
    "Tory",
    "Conservative",
    "Conservatives",
    "Liberal",
    "Liberals",
    "Green",
    "Greens",
    "Republican",
    "Democrat",
    "SNP",
    "DUP",
    "Lib Dem",
    "CDU",
    "CSU",
    "SPD",
    "FDP",
    "AfD",
    "Grüne",
    "Die Linke",
    "Linke",
    "BSW",
    "ÖVP",
    "SPÖ",
    "FPÖ",
    "NEOS",
    "SVP",
    "SP",
    "FDP.Die Liberalen",
    "PS",
    "LR",
    "RN",
    "LFI",
    "EELV",
    "PP",
    "PSOE",
    "Vox",
    "Podemos",
    "Sumar",
    "PD",
    "FI",
    "M5S",
    "Lega",
    "FdI",
    "PT",
    "PL",
    "PSDB",
    "MDB",
    "PSD",
    "VVD",
    "PVV",
    "D66",
    "CDA",
    "GroenLinks",
    "PvdA",
    "NSC",
    "BBB",
    "ANC",
    "DA",
    "BJP",
];

/// Short forms of states behind a city, as the Associated Press writes them.
const STATES: &[&str] = &[
    "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.",
    "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.", "N.J.",
    "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Vt.", "Va.",
    "Wash.", "W.Va.", "Wis.", "Wyo.", "D.C.", "Ont.", "Que.", "B.C.", "Alta.",
];

/// The parts of what stands before `mark`, and how sure it is a dateline.
fn parts<'t>(written: &'t str, mark: &str) -> Option<(Parts<'t>, u16)> {
    let trimmed =
        written.strip_suffix('.').filter(|rest| rest.ends_with(')') || mark == "-").unwrap_or(written);
    // `(LONDON) —`, `(Reuters) -`
    if let Some(inner) = trimmed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && !inner.contains(['(', ')'])
    {
        if wording().is_agency(inner) {
            return Some((Parts { agency: Some(inner), ..Parts::default() }, 950));
        }
        let city = inner.split(',').next().unwrap_or_default();
        let is_sure = is_city(city) && (wording().is_place(city) || is_upper(city)) && mark != ":";
        return is_sure.then_some((Parts { place: Some(inner), ..Parts::default() }, 900));
    }
    let (mut place, mut agency) = bracketed(trimmed);
    // `ROMA (AGI), 8 maggio`, `LONDON (Reuters), May 8`
    let mut date = None;
    if agency.is_none()
        && let Some((head, tail)) = trimmed.rsplit_once("), ").or_else(|| trimmed.rsplit_once(") "))
        && super::date::is_date(tail)
        && let Some((before, name)) = head.rsplit_once('(')
        && is_agency(name)
    {
        (place, agency, date) = (before.trim_end(), Some(name.trim()), Some(tail));
    }
    if let (None, Some((before, name))) = (agency, slashed(trimmed)) {
        (place, agency) = (before.trim_end_matches(['.', ' ']), Some(name));
    }
    // `BERLIN taz |`
    if let (None, Some((before, name))) = (agency, trimmed.rsplit_once(' '))
        && wording().is_agency(name)
        && (is_upper(before) && !is_upper(name) || wording().is_place(before))
    {
        (place, agency) = (before.trim_end(), Some(name));
    }
    let (place, found_date) = placed_and_dated(place.trim_end_matches(',').trim_end());
    let date = date.or(found_date);
    let place = place.trim_end_matches(',').trim_end();
    if place.is_empty() || !is_place(place) {
        return None;
    }
    let city = place.split([',', '(']).next()?.trim();
    if !is_city(city) || NO_PLACES.contains(&city.to_lowercase().as_str()) {
        return None;
    }
    let parts = Parts { place: Some(place), agency, date };
    let certainty = strength(place, city, &parts, mark)?;
    Some((parts, certainty))
}

fn strength(place: &str, city: &str, parts: &Parts<'_>, mark: &str) -> Option<u16> {
    let is_known = |name: &str| wording().is_place(name.trim());
    let is_known_city = is_known(city) || (city.contains(['/', '-']) && city.split(['/', '-']).all(is_known));
    let is_upper = is_upper(city);
    let is_caseless = !city.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let tail = place.split_once(',').map(|(_, tail)| tail.trim());
    let is_known_tail =
        tail.is_some_and(|tail| is_known(tail) || STATES.iter().any(|state| tail.ends_with(state)));
    let has_known_bracket = place.contains('(');
    if mark == ":" {
        // a label has the same form
        let is_sure = (parts.agency.is_some() && (is_upper || is_known_city)) || (is_upper && is_known_city);
        return is_sure.then_some(if parts.agency.is_some() { 950 } else { 880 });
    }
    match () {
        () if parts.agency.is_some_and(|agency| wording().is_agency(agency)) => Some(985),
        () if parts.agency.is_some_and(|agency| PARTIES.contains(&agency)) && !is_upper => None,
        () if parts.agency.is_some()
            && (is_upper || is_known_city || is_known_tail || parts.date.is_some()) =>
        {
            Some(975)
        }
        () if parts.agency.is_some() && is_caseless => Some(950),
        () if parts.agency.is_some_and(|agency| PARTIES.contains(&agency)) => None,
        () if parts.agency.is_some() => Some(880),
        () if parts.date.is_some() && (is_upper || is_known_city || is_known_tail || is_caseless) => {
            Some(960)
        }
        () if parts.date.is_some() => Some(880),
        () if is_upper && (is_known_city || is_known_tail) => Some(965),
        () if has_known_bracket && mark == "-" => Some(930),
        () if is_upper && tail.is_some() => Some(940),
        // letters that stand for a body look alike
        () if is_upper
            && city.chars().filter(|c| c.is_alphabetic()).count() >= 5
            && !super::person::has_heading_word(city)
            && !super::person::has_opener(city) =>
        {
            Some(870)
        }
        () if is_known_tail && matches!(mark, "—" | "–" | "--") => Some(930),
        () if is_known_city && city.chars().count() >= 3 => Some(if mark == "-" { 860 } else { 900 }),
        () => None,
    }
}

/// Splits `PARIS (AFP)` at the bracket, if what stands in it is an agency and not a region.
fn bracketed(text: &str) -> (&str, Option<&str>) {
    let Some((place, name)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return (text, None);
    };
    let name = name.trim().trim_end_matches(['-', '–', '—']).trim_end();
    let is_region = wording().is_place(name) && !wording().is_agency(name);
    if is_region || !is_agency(name) {
        return (text, None);
    }
    (place.trim_end(), Some(name))
}

/// `NEW YORK, May 8, 2026 /Coastwire/`.
fn slashed(text: &str) -> Option<(&str, &str)> {
    let (place, name) = text.strip_suffix('/')?.rsplit_once('/')?;
    is_agency(name.trim()).then_some((place.trim_end().trim_end_matches('/').trim_end(), name.trim()))
}

/// Whether `name` can be an agency: a few words with capitals, or one that is known.
fn is_agency(name: &str) -> bool {
    let name = name.trim();
    if wording().is_agency(name) {
        return true;
    }
    let words = name.split_whitespace().count();
    let is_plain = !name.is_empty()
        && name.len() <= 60
        && name.chars().all(|c| {
            c.is_alphanumeric()
                || is_mark_of_word(c)
                || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '&' | '/' | ',')
        })
        && name.chars().any(char::is_alphabetic)
        && !super::date::is_date(name);
    let is_cased = name.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|c| !c.is_lowercase())
            || is_particle(word)
            || matches!(word, "and" | "y" | "e" | "et")
    });
    // `nordpress`, `dpa`: one small word
    is_plain && ((is_cased && words <= 5) || (words <= 2 && name.len() <= 24))
}

/// Vowel signs of Indic scripts and points of Semitic ones are no letters.
fn is_mark_of_word(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{94f}' | '\u{981}'..='\u{9cd}' | '\u{200c}')
}

/// Splits `OSTWICK, May 12` into place and date. The date begins behind the first comma or space after which nothing else
/// stands.
fn placed_and_dated(text: &str) -> (&str, Option<&str>) {
    let rest_from = |at: usize, len: usize| text.get(..at).zip(text.get(at + len..));
    text.match_indices(", ")
        .chain(text.match_indices(' '))
        .chain(text.match_indices('\n'))
        .filter_map(|(at, mark)| rest_from(at, mark.len()))
        .filter(|(place, rest)| !place.is_empty() && rest.chars().any(char::is_numeric))
        .find(|(_, rest)| super::date::is_date(rest))
        .map_or((text, None), |(place, date)| (place.trim_end_matches(','), Some(date.trim())))
}

fn is_place(place: &str) -> bool {
    let words = place.split([' ', ',', '\n', '\u{a0}']).filter(|word| !word.is_empty());
    let is_plain = place.chars().all(|c| {
        c.is_alphabetic()
            || is_mark_of_word(c)
            || matches!(c, ' ' | '\n' | '\u{a0}' | '.' | '\'' | '’' | '-' | ',' | '/' | '(' | ')' | '&')
    });
    is_plain
        && (1..=8).contains(&words.clone().count())
        && words.clone().all(|word| {
            let first = word.trim_start_matches('(').chars().next();
            first.is_some_and(|c| !c.is_lowercase()) || is_particle(word) || is_small(word)
        })
        && !has_stop_within(place)
        || STATES.iter().any(|state| place.ends_with(state)) && is_plain && words.count() <= 8
}

/// Whether a sentence ends inside `place`: the stop of `St. Brendan` ends none.
fn has_stop_within(place: &str) -> bool {
    const SAINTS: &[&str] = &["St", "ST", "Ste", "STE", "Ft", "FT", "Mt", "MT", "Pt", "PT", "Sta", "STA"];
    place.match_indices(". ").any(|(at, _)| {
        let word = place.get(..at).unwrap_or_default().rsplit([' ', ',']).next().unwrap_or_default();
        !SAINTS.contains(&word)
    })
}

/// Small words inside the names of places.
fn is_small(word: &str) -> bool {
    let word = word.to_lowercase();
    matches!(
        word.as_str(),
        "am" | "an"
            | "der"
            | "bei"
            | "im"
            | "in"
            | "ob"
            | "aan"
            | "den"
            | "op"
            | "sur"
            | "sous"
            | "les"
            | "lès"
            | "en"
            | "le"
            | "la"
            | "de"
            | "des"
            | "du"
            | "del"
            | "los"
            | "las"
            | "el"
            | "y"
            | "al"
            | "do"
            | "da"
            | "dos"
            | "das"
            | "di"
            | "sul"
            | "upon"
            | "on"
            | "the"
            | "of"
            | "and"
            | "under"
            | "près"
            | "d'"
            | "l'"
            | "under-the"
            | "a"
            | "i"
            | "z"
    ) || word.starts_with("d'")
        || word.starts_with("l'")
        || word.starts_with("d’")
        || word.starts_with("l’")
}

fn is_city(city: &str) -> bool {
    let words = city.split_whitespace().count();
    (1..=5).contains(&words)
        && city.chars().count() >= 2
        && city
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase() && c.is_alphabetic() || matches!(c, '\'' | '’'))
}

fn is_upper(city: &str) -> bool {
    city.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && city.chars().any(char::is_uppercase)
        && city.split([' ', '/', '-']).all(|word| {
            !word.chars().any(char::is_lowercase) || is_mac(word) || is_small(word) && word.len() > 2
        })
}

/// `McALLEN`, `DeKALB`.
fn is_mac(word: &str) -> bool {
    word.chars().filter(|c| c.is_lowercase()).count() <= 2
        && word.chars().filter(|c| c.is_uppercase()).count() >= 4
}

/// `(부산=나루통신) 서지호 기자 = `, `【東京共同】`, `X社北京5月8日电`.
fn east_asian(head: &str) -> Option<Found> {
    if !head.chars().take(12).any(is_dense) {
        return None;
    }
    if let Some(inner) = head.strip_prefix(['(', '（']).and_then(|rest| rest.split([')', '）']).next())
        && let Some((place, agency)) = inner.split_once(['=', '＝'])
    {
        let close = head.find([')', '）'])?;
        let close = close + head.get(close..)?.chars().next()?.len_utf8();
        let after = head.get(close..)?;
        let mark = after.find(['=', '＝', '-']).filter(|at| *at <= 60)?;
        let between = after.get(..mark)?.trim();
        let reporter = between
            .strip_suffix("기자")
            .or_else(|| between.strip_suffix("특파원"))
            .map(|name| name.trim().to_owned());
        let written = head.get(..close + mark)?.trim_end();
        let parts = Parts { place: Some(place.trim()), agency: Some(agency.trim()), date: None };
        let rest = after.get(mark..)?.trim_start_matches(['=', '＝', '-', ' ']);
        return Some(Found {
            reporter: reporter.filter(|name| !name.is_empty()),
            ..parts.found(written, head.len() - rest.len(), 960)
        });
    }
    // `新华社北京5月8日电`
    let mark = head.find('电').or_else(|| head.find('電')).filter(|at| *at <= 80)?;
    let before = head.get(..mark)?;
    let society = before.find('社').map(|at| at + '社'.len_utf8()).filter(|at| *at <= 30)?;
    let place_and_date = before.get(society..)?;
    let digit = place_and_date.find(|c: char| c.is_ascii_digit())?;
    let (place, date) = (place_and_date.get(..digit)?, place_and_date.get(digit..)?);
    if place.is_empty() || !date.ends_with('日') || !place.chars().all(is_dense) {
        return None;
    }
    let written = head.get(..mark + '电'.len_utf8())?;
    let parts = Parts { place: Some(place), agency: head.get(..society), date: Some(date) };
    Some(parts.found(written, written.len(), 960))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: &str, place: &str, agency: &str) {
        let found = read(text).map(|found| {
            let line = found.dateline;
            (
                line.written,
                line.place.and_then(|place| place.name).unwrap_or_default(),
                line.agency.unwrap_or_default(),
            )
        });
        assert_eq!(found, Some((written.to_owned(), place.to_owned(), agency.to_owned())), "{text}");
    }

    #[test]
    fn all_real_forms_are_read() {
        for (text, written, place, agency) in [
            (
                "PORT MARIGOT, St. Brendan (Coastwire) _ Police went",
                "PORT MARIGOT, St. Brendan (Coastwire)",
                "PORT MARIGOT, St. Brendan",
                "Coastwire",
            ),
            (
                "LANTERN BAY, Aldea (Coastwire) – The council",
                "LANTERN BAY, Aldea (Coastwire)",
                "LANTERN BAY, Aldea",
                "Coastwire",
            ),
            ("OSTWICK — Ships wait", "OSTWICK", "OSTWICK", ""),
            ("Ostwick (CW) - Ships", "Ostwick (CW)", "Ostwick", "CW"),
            ("OSTWICK, May 12 (CW) - Ships", "OSTWICK, May 12 (CW)", "OSTWICK", "CW"),
            ("OSTWICK, Aldea, 12 May 2026 — Ships", "OSTWICK, Aldea, 12 May 2026", "OSTWICK, Aldea", ""),
            (
                "PORT MARREN, Aldea, May 8 (Coastwire) - Harbour",
                "PORT MARREN, Aldea, May 8 (Coastwire)",
                "PORT MARREN, Aldea",
                "Coastwire",
            ),
            (
                "CALDER FORKS, Mont. (Coastwire) -- For most",
                "CALDER FORKS, Mont. (Coastwire)",
                "CALDER FORKS, Mont.",
                "Coastwire",
            ),
            ("CASS LANDING, Mo. — On the night", "CASS LANDING, Mo.", "CASS LANDING, Mo.", ""),
            (
                "Hamburg/Brunsholm (nordpress) - Nach dem",
                "Hamburg/Brunsholm (nordpress)",
                "Hamburg/Brunsholm",
                "nordpress",
            ),
            ("Thun, 8. Mai (ald) – Die", "Thun, 8. Mai (ald)", "Thun", "ald"),
            ("ROMA, 8 maggio (Alpenova) - Una frana", "ROMA, 8 maggio (Alpenova)", "ROMA", "Alpenova"),
            (
                "Zaragoza, 8 may (Agencia Meridia).- Unos",
                "Zaragoza, 8 may (Agencia Meridia).",
                "Zaragoza",
                "Agencia Meridia",
            ),
            ("Lisboa, 08 mai 2026 (Lusomar) - Os", "Lisboa, 08 mai 2026 (Lusomar)", "Lisboa", "Lusomar"),
            (
                "Clermont-Ferrand (Agence Arverne) — Le",
                "Clermont-Ferrand (Agence Arverne)",
                "Clermont-Ferrand",
                "Agence Arverne",
            ),
            ("DEN HAAG (NP) - Het", "DEN HAAG (NP)", "DEN HAAG", "NP"),
            ("Graz – Am Kassenhäuschen", "Graz", "Graz", ""),
            ("GALWAY, Ireland, 3 June 2026 – The", "GALWAY, Ireland, 3 June 2026", "GALWAY, Ireland", ""),
            ("OSTWICK—Ships wait", "OSTWICK", "OSTWICK", ""),
            ("OSTWICK\u{a0}(CW)\u{a0}—\u{a0}Ships", "OSTWICK (CW)", "OSTWICK", "CW"),
            ("LONDON (CW), May 8 - Ships", "LONDON (CW), May 8", "LONDON", "CW"),
            ("(LONDON) — Ships", "(LONDON)", "LONDON", ""),
            ("LONDON: The council", "LONDON", "LONDON", ""),
            ("LONDON _ The council", "LONDON", "LONDON", ""),
            ("NEW YORK--(COASTWIRE)--Acme Corp", "NEW YORK--(COASTWIRE)", "NEW YORK", "COASTWIRE"),
            ("LONDON – May 8, 2026 – Acme", "LONDON – May 8, 2026", "LONDON", ""),
            (
                "NEW YORK, May 8, 2026 /Coastwire/ -- Acme",
                "NEW YORK, May 8, 2026 /Coastwire/",
                "NEW YORK",
                "Coastwire",
            ),
            ("TRIESTE, Italy — At eleven", "TRIESTE, Italy", "TRIESTE, Italy", ""),
            (
                "ПОЛТАВА, 8 травня (Степінформ) — У селі",
                "ПОЛТАВА, 8 травня (Степінформ)",
                "ПОЛТАВА",
                "Степінформ",
            ),
            ("झाँसी, 8 मई (नीलगगन वार्ता) - बुंदेलखंड", "झाँसी, 8 मई (नीलगगन वार्ता)", "झाँसी", "नीलगगन वार्ता"),
            ("(부산=나루통신) 서지호 기자 = 20년", "(부산=나루통신) 서지호 기자", "부산", "나루통신"),
            ("新华社北京5月8日电 记者", "新华社北京5月8日电", "北京", "新华社"),
            (
                "AFYONKARAHİSAR (Yelken Ajans) - 34 yıl",
                "AFYONKARAHİSAR (Yelken Ajans)",
                "AFYONKARAHİSAR",
                "Yelken Ajans",
            ),
            ("(CNN)The council", "(CNN)", "", "CNN"),
            ("(CNN) The council", "(CNN)", "", "CNN"),
            ("STATE DEPARTMENT — The", "STATE DEPARTMENT", "STATE DEPARTMENT", ""),
            ("(ANSA) - ROMA, 12 MAG - Il", "(ANSA) - ROMA, 12 MAG", "ROMA", "ANSA"),
            ("NEW DELHI, May 12 (PTI) The government", "NEW DELHI, May 12 (PTI)", "NEW DELHI", "PTI"),
            ("MOSCOW, May 12. /TASS/. Russia", "MOSCOW, May 12. /TASS/", "MOSCOW", "TASS"),
            ("GENEVA | A court", "GENEVA", "GENEVA", ""),
            ("Berlin. Der Bundestag", "Berlin", "Berlin", ""),
            ("BERLIN dpa | Der", "BERLIN dpa", "BERLIN", "dpa"),
            (
                "JERUSALEM/RAMALLAH (Reuters) - Talks",
                "JERUSALEM/RAMALLAH (Reuters)",
                "JERUSALEM/RAMALLAH",
                "Reuters",
            ),
            ("McALLEN, Texas (AP) — The", "McALLEN, Texas (AP)", "McALLEN, Texas", "AP"),
            ("WINSTON-SALEM, N.C. — The", "WINSTON-SALEM, N.C.", "WINSTON-SALEM, N.C.", ""),
            ("PARIS (AFP) - iPhone sales", "PARIS (AFP)", "PARIS", "AFP"),
        ] {
            check(text, written, place, agency);
        }
        let found = read("OSTWICK, Aldea, 12 May 2026 — Ships").unwrap();
        assert_eq!(found.dateline.date.unwrap().value.unwrap().to_string(), "2026-05-12");
        assert_eq!(read("(부산=나루통신) 서지호 기자 = 20년").unwrap().reporter.as_deref(), Some("서지호"));
    }

    #[test]
    fn ordinary_openings_are_none() {
        for text in [
            "Ostwick — the harbour — sleeps.",
            "The plan – long delayed – fails.",
            "IT IS 5 O'CLOCK - go.",
            "— No — he said.",
            "Note — the council meets on Monday.",
            "BREAKING — The council has resigned.",
            "UPDATE - The bridge is open again.",
            "WATCH — The ferry sails.",
            "OPINION — The ferry must run.",
            "NATO — The alliance met on Monday.",
            "Paris – the city of light – sleeps.",
            "Ida Holm – Who sailed alone – is back.",
            "Monday - The council meets.",
            "London: what we know",
            "Paris. The city sleeps.",
            "SMITH: I think so.",
            "Q: What happened?",
            "Published May. 12, 2026 6:04PM EDT | Updated May 13, 2026 7:00AM EDT",
            "In the harbour - Where ships wait - nothing moves.",
            "A GRAN of 81 spent six weeks — The firm vanished.",
            "The minister (Labour) - Who resigned",
            "Ida Holm (CDU) – Die Ministerin sagte",
            "IMPORTANT NOTICE — The harbour is closed.",
            "WINNERS AND LOSERS — The harbour is closed.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_dateline_may_stand_alone() {
        for text in [
            "WASHINGTON —",
            "WHITE HOUSE —",
            "CAIRO, Egypt",
            "PARIS (AFP)",
            "LONDON, May 8",
            "London, 8 May 2026",
            "ROMA, 8 maggio (Alpenova) -",
        ] {
            assert!(whole(text).is_some(), "{text}");
        }
        for text in ["London", "PARIS", "The ferry sails", "May 8", "Ida Holm (CW) and others"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
