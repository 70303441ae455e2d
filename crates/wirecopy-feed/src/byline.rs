//! Names in bylines: of several people, with a place of work, behind «By».
//!
//! Only full names are told apart, and only where nothing in the line may be something else.

use wirecopy_model::Certainty;

/// What a byline says of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named<'t> {
    pub(crate) name: &'t str,
    pub(crate) title: Option<&'t str>,
    pub(crate) affiliation: Option<&'t str>,
}

impl<'t> Named<'t> {
    fn plain(name: &'t str) -> Self {
        Self { name, title: None, affiliation: None }
    }
}

/// What stands before a name in a byline.
const BY: [&str; 12] = [
    "by ",
    "by: ",
    "written by ",
    "von ",
    "von: ",
    "par ",
    "par : ",
    "por ",
    "por: ",
    "door ",
    "door: ",
    "text: ",
];

/// Who a byline names. `None`: it is one name, or it is not plain what it is.
pub(crate) fn read(line: &str) -> Option<(Vec<Named<'_>>, Certainty)> {
    let (text, is_byline) = match without_by(line) {
        Some(rest) if is_full_name(rest) || people(rest).is_some() => (rest, true),
        _ => (line, false),
    };
    let (names, certainty) = match people(text) {
        Some((names, certainty)) if is_byline => (names, certainty.max(900)),
        Some(found) => found,
        None if is_byline => (vec![Named::plain(text)], 950),
        None => return None,
    };
    Some((names, Certainty::thousandths(certainty)))
}

fn without_by(line: &str) -> Option<&str> {
    BY.iter().find_map(|by| {
        line.get(..by.len())
            .filter(|start| start.eq_ignore_ascii_case(by))
            .and_then(|_| line.get(by.len()..))
            .map(str::trim)
    })
}

/// What stands between the last two of several names.
const AND: [&str; 20] = [
    " and ", " & ", " + ", " und ", " et ", " y ", " e ", " i ", " en ", " og ", " och ", " ja ", " ve ",
    " és ", " și ", " oraz ", " και ", " и ", " та ", " і ",
];

/// Several people, or one with a title or a place of work.
fn people(text: &str) -> Option<(Vec<Named<'_>>, u16)> {
    // two full names and what parts them have three spaces at least, a name and a place of work two
    text.bytes().filter(|byte| *byte == b' ').nth(1)?;
    several(text).or_else(|| of_a_place(text).map(|named| (vec![named], 800)))
}

fn several(text: &str) -> Option<(Vec<Named<'_>>, u16)> {
    let mut names: Vec<&str> = Vec::new();
    let clean = |name: &str| !name.is_empty();
    let certainty = if let Some(sign) = [";", " | ", " / "].into_iter().find(|sign| text.contains(sign)) {
        names.extend(text.split(sign).map(str::trim).filter(|name| clean(name)));
        900
    } else if let Some((before, last)) = and(text) {
        names.extend(before.split(',').map(str::trim).filter(|name| clean(name)));
        names.push(last.trim());
        // two names and nothing else may be those of one firm
        if names.len() == 2 && !text.contains(',') { 800 } else { 900 }
    } else {
        names.extend(text.split(',').map(str::trim));
        // two names with a comma between may be a person and a place of work
        if names.len() < 3 {
            return None;
        }
        800
    };
    (names.len() > 1 && names.len() <= 32 && names.iter().all(|name| is_full_name(name)))
        .then(|| (names.into_iter().map(Named::plain).collect(), certainty))
}

/// What stands before and behind the last word for «and»; in capitals, too.
fn and(text: &str) -> Option<(&str, &str)> {
    AND.iter().find_map(|and| {
        text.rsplit_once(and).or_else(|| {
            let capitals = and.to_uppercase();
            text.rsplit_once(capitals.as_str())
        })
    })
}

/// `Jo Doe, Harbour Post`, `Jo Doe (Harbour Post)`, `Jo Doe, Political Editor`, `Jo Doe, Editor, Harbour Post`.
fn of_a_place(text: &str) -> Option<Named<'_>> {
    let (name, rest) = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((name, inside)) if !inside.contains(['(', ')']) => (name.trim(), inside.trim()),
        _ => {
            let (name, rest) = text.split_once(", ")?;
            (name.trim(), rest.trim())
        }
    };
    if !is_full_name(name) {
        return None;
    }
    let mut named = Named::plain(name);
    for part in rest.splitn(3, ", ") {
        let place = match kind(part)? {
            Kind::Title => &mut named.title,
            Kind::Organisation => &mut named.affiliation,
        };
        if place.is_some() {
            return None;
        }
        *place = Some(part);
    }
    Some(named)
}

enum Kind {
    Title,
    Organisation,
}

/// What stands behind a name: a job or who gave it.
fn kind(part: &str) -> Option<Kind> {
    let mut last = None;
    let mut is_organisation = false;
    let mut count = 0;
    for word in part.split_whitespace() {
        count += 1;
        let lower = word.trim_end_matches('.').to_lowercase();
        is_organisation |= ORGANISATIONS.contains(&lower.as_str());
        last = Some(lower);
    }
    let last = last.filter(|_| count <= 6)?;
    if JOBS.contains(&last.as_str()) {
        return Some(Kind::Title);
    }
    (is_organisation && part.starts_with(char::is_uppercase)).then_some(Kind::Organisation)
}

/// Last words of what people do.
const JOBS: [&str; 16] = [
    "editor",
    "correspondent",
    "reporter",
    "writer",
    "columnist",
    "critic",
    "producer",
    "photographer",
    "journalist",
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "journaliste",
    "periodista",
    "giornalista",
];

const PARTICLES: [&str; 16] = [
    "de", "da", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le", "bin", "ibn", "al", "dos",
];

const ORGANISATIONS: [&str; 54] = [
    "news",
    "press",
    "staff",
    "agency",
    "agence",
    "agentur",
    "times",
    "post",
    "desk",
    "team",
    "ltd",
    "inc",
    "llc",
    "gmbh",
    "university",
    "institute",
    "company",
    "group",
    "editors",
    "editorial",
    "reporters",
    "correspondents",
    "sons",
    "the",
    "agencies",
    "associates",
    "media",
    "radio",
    "ag",
    "association",
    "bank",
    "bros",
    "brothers",
    "co",
    "corp",
    "corporation",
    "council",
    "department",
    "foundation",
    "gazette",
    "herald",
    "holding",
    "holdings",
    "journal",
    "llp",
    "magazine",
    "ministry",
    "partners",
    "plc",
    "service",
    "services",
    "studio",
    "studios",
    "wire",
];

/// Two to four words, the first and last with a capital, none with a digit, none that names an organisation.
fn is_full_name(text: &str) -> bool {
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        let lower = word.trim_end_matches('.').to_lowercase();
        if !is_capital && (count == 1 || !PARTICLES.contains(&lower.as_str())) {
            return false;
        }
        let is_name = word.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '’' | '.'));
        let is_word = ORGANISATIONS.contains(&lower.as_str()) || JOBS.contains(&lower.as_str());
        if !is_name || is_word {
            return false;
        }
    }
    let ends_well = text.split_whitespace().next_back().and_then(|word| word.chars().next());
    (2..=4).contains(&count) && ends_well.is_some_and(char::is_uppercase)
}
