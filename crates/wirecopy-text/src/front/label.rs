//! Labels of press releases, pictures and other stories.

use super::furniture::has_bracketed_credit;
use super::person::is_person;
use crate::wording::{Label, wording};

/// Whether a line is the label of a press release, perhaps with a date or number behind it.
pub(crate) fn is_press(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '-', '–', '—', ' ', '[', ']', '=', '|']);
    let Some(end) = wording().labels(text).end(Label::Press) else { return false };
    let rest = text.get(end..).unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    text.split_whitespace().count() <= 10
        && (rest.is_empty()
            || super::date::is_date(rest)
            || super::date::opening(rest, true).is_some()
            || rest.starts_with(|c: char| c.is_ascii_digit()) && rest.split_whitespace().count() <= 2)
}

/// Whether a line above a title says of what kind the text is: `OPINION`, `OPINION | Comment is free`.
pub(crate) fn is_genre(text: &str) -> bool {
    const GENRES: &[&str] = &[
        "opinion",
        "op-ed",
        "comment",
        "commentary",
        "comment is free",
        "analysis",
        "news analysis",
        "review",
        "reviews",
        "letters",
        "letters to the editor",
        "editorial",
        "column",
        "perspective",
        "viewpoint",
        "obituary",
        "obituaries",
        "explainer",
        "exclusive",
        "factbox",
        "profile",
        "interview",
        "the interview",
        "feature",
        "fact check",
        "kommentar",
        "analyse",
        "meinung",
        "leserbriefe",
        "tribune",
        "opinión",
        "análisis",
        "opinione",
        "commento",
        "opinião",
        "análise",
        "opinie",
        "leitartikel",
        "glosse",
        "éditorial",
    ];
    let mut parts = text
        .split(['|', '/', '·', '•', '›', '»'])
        .map(|part| part.trim().trim_end_matches(':').to_lowercase());
    text.len() <= 60
        && text.split_whitespace().count() <= 6
        && !text.ends_with(['.', '?', '!'])
        && parts.next().is_some_and(|first| GENRES.contains(&first.as_str()))
}

/// Whether a line names who took the pictures: `Photographs by Ida Holm`. It gives the name.
pub(crate) fn is_picture_byline(text: &str) -> Option<&str> {
    const LABELS: &[&str] = &[
        "photographs by ",
        "photography by ",
        "photos by ",
        "pictures by ",
        "illustrations by ",
        "illustration by ",
    ];
    let label = LABELS
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)))?;
    text.get(label.len()..).map(str::trim).filter(|name| is_person(name))
}

/// Whether a line names where the text comes from: `Bron: ANP`.
pub(crate) fn is_source_line(text: &str) -> bool {
    const LABELS: &[&str] =
        &["source", "quelle", "bron", "fuente", "fonte", "källa", "kilde", "źródło", "agency", "agentur"];
    text.split_once(':').is_some_and(|(label, name)| {
        let name = name.trim();
        LABELS.contains(&label.trim().to_lowercase().as_str())
            && (1..=4).contains(&name.split_whitespace().count())
            && !name.ends_with(['.', '?'])
            && name.starts_with(|c: char| !c.is_lowercase() || wording().is_agency(name))
    })
}

/// Whether a line is the label of a caption and nothing else: the caption stands in the next one.
pub(crate) fn is_caption_label(text: &str) -> bool {
    if text.len() > 42 {
        return false;
    }
    let text = text.trim().trim_end_matches([',', ':']);
    text.contains(' ') && wording().labels(text).end(Label::Caption).is_some_and(|end| end >= text.len())
}

/// Whether a line says in brackets what is new in this version: `(Adds details, analyst comment)`.
pub(crate) fn is_version_note(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return false };
    let first = inner.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    text.len() <= 300
        && matches!(
            first.as_str(),
            "adds"
                | "updates"
                | "recasts"
                | "corrects"
                | "refiles"
                | "changes"
                | "rewrites"
                | "removes"
                | "fixes"
                | "repeats"
                | "replaces"
                | "edits"
                | "writes"
                | "releads"
                | "clarifies"
                | "amends"
                | "deletes"
                | "drops"
                | "inserts"
        )
}

/// Whether a line says how long reading takes: `4 min read`.
pub(crate) fn is_reading_time(text: &str) -> bool {
    crate::lines::has_digit(text)
        && (2..=7).contains(&text.split_whitespace().take(8).count())
        && text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
            matches!(
                word,
                "min" | "mins" | "minute" | "minutes" | "minuten" | "minuti" | "minutos" | "minuut"
            )
        })
        && text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| {
            matches!(
                word,
                "read"
                    | "reading"
                    | "lecture"
                    | "lesezeit"
                    | "lesen"
                    | "lettura"
                    | "lectura"
                    | "leitura"
                    | "leestijd"
                    | "lezen"
                    | "temps"
                    | "listen"
            )
        })
}

/// The credit of a caption is looked for in so many characters from the end.
const TAIL: usize = 100;

/// How sure a line is the caption or credit of a picture, in thousandths. `None`: nothing says so.
pub(crate) fn caption(text: &str) -> Option<u16> {
    if text.len() > 400 {
        return None;
    }
    let words = || text.split_whitespace().count();
    // `FILE - The crew at the pier, May 7, 2026.`
    let is_archived =
        ["FILE - ", "FILE -- ", "FILE – ", "FILE — ", "FILE: "].iter().any(|label| text.starts_with(label));
    if is_archived && words() <= 60 {
        return Some(930);
    }
    if has_bracketed_credit(text) && words() <= 50 {
        return Some(880);
    }
    let is_ended = text.trim_end_matches(['"', '”', '’', '\'', '»', '“']).ends_with(['.', '!', '?', '…']);
    if let Some(end) = wording().labels(text).end(Label::Caption) {
        let (label, rest) = (text.get(..end)?, text.get(end..)?);
        let is_whole = rest.trim().is_empty();
        let is_marked = label.ends_with([':', '=', '＝', '：', '.', ','])
            || label.to_lowercase().ends_with(" by")
            || rest.trim_start().starts_with([':', '：', '=', '/', '|', ',', '©'])
            // `Beeld Nanouk Prins`, `Foto Emir Salkić`
            || is_person(rest.trim().trim_end_matches('.'));
        if is_marked && !is_whole {
            return Some(if words() <= 40 { 930 } else { 800 });
        }
        let is_field =
            ["caption", "copyright", "source"].iter().any(|end| label.to_lowercase().ends_with(end));
        if is_field && label.contains(' ') && !is_whole && words() <= 40 {
            return Some(880);
        }
        if label.split_whitespace().count() >= 3 && !is_whole {
            return Some(850);
        }
    }
    // `De flat, vanaf het emplacement. Beeld Nanouk Prins`
    if let Some(credit) = last_part(text)
        && let Some(end) = wording().labels(credit).end(Label::Caption)
        && words() <= 60
    {
        let label = credit.get(..end)?;
        let name = credit.get(end..)?.trim_start_matches([':', ' ', '\u{a0}']).trim_end_matches('.');
        let is_marked = label.ends_with(':') || credit.get(end..)?.trim_start().starts_with(':');
        if is_person(name) || (is_marked && name.split_whitespace().count() <= 5 && !name.is_empty()) {
            return Some(920);
        }
    }
    // `The crew on deck. Courtesy Ida Holm`, `The crew on deck. Ida Holm/Harbour News/Coastwire`
    if words() <= 60
        && text.rsplit_once(". ").is_some_and(|(shown, credit)| shown.contains(' ') && is_bare_credit(credit))
    {
        return Some(900);
    }
    if text.starts_with('©') && words() <= 12 {
        return Some(700);
    }
    // `…, Thursday. Foto: Darío Quesada`, `(foto Nicolò Zanardelli)`, `… Harbour/AFP`
    if is_ended && text.len() > 120 {
        return None;
    }
    // the credit stands at the end
    let (whole, text) = (text, tail_of(text));
    if !may_be_credited(text) || words() > 60 {
        return None;
    }
    let lower = text.to_lowercase();
    let (at, end) = wording().credit(&lower)?;
    let tail = lower.get(end..)?.trim_matches(|c: char| !c.is_alphanumeric());
    let mark = lower.get(at..end)?;
    let behind = tail.split_whitespace().count();
    let is_bracketed = lower.get(..at)?.trim_end().ends_with(['(', '[']) && text.ends_with([')', ']'])
        || lower.get(at..)?.starts_with('(') && text.ends_with(')');
    let is_labelled =
        mark.ends_with([':', '/', '©']) || mark.starts_with('/') || mark.ends_with(" by") || is_bracketed;
    // lower and original may differ in length, so the name is looked for from the end
    let name: String = {
        let plain = text.trim_end_matches(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = plain.split_whitespace().collect();
        words.get(words.len().saturating_sub(behind)..)?.join(" ")
    };
    let is_credited = behind == 0 || is_person(&name) || name.contains('/') || (behind <= 6 && is_labelled);
    if !is_credited || !is_labelled || (at == 0 && whole.len() == text.len()) {
        return None;
    }
    let has_stop_before =
        lower.get(..at)?.trim_end().ends_with(['.', '(', '[', ')', '|', '—', '–', '/', '!']);
    match () {
        () if is_bracketed => Some(900),
        () if has_stop_before && behind <= 6 => Some(910),
        () if !is_ended && behind <= 6 => Some(800),
        () => None,
    }
}

/// `Courtesy Ida Holm`, or names with strokes between them.
fn is_bare_credit(credit: &str) -> bool {
    let is_name = |name: &str| {
        (1..=4).contains(&name.split_whitespace().count())
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
            && !name.ends_with(['.', '?', '!', '"', '”'])
    };
    if credit.len() > 80 {
        return false;
    }
    if let Some(name) = credit.strip_prefix("Courtesy ") {
        return is_name(name.strip_prefix("of ").unwrap_or(name));
    }
    credit.split_once('/').is_some_and(|(person, _)| is_person(person)) && credit.split('/').all(is_name)
}

/// The last characters of a text, one more than [`TAIL`].
fn tail_of(text: &str) -> &str {
    let from = text.len().saturating_sub(TAIL + 1);
    match text.as_bytes().get(from..) {
        Some(tail) if tail.is_ascii() => text.get(from..).unwrap_or_default(),
        _ => {
            let from = text.char_indices().rev().nth(TAIL).map_or(0, |(at, _)| at);
            text.get(from..).unwrap_or_default()
        }
    }
}

/// Whether a text holds one of the signs that go with credits. Quick: most hold none.
fn may_be_credited(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_by = |at: usize| {
        let is_apart = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' ');
        is_apart && matches!(bytes.get(at + 1), Some(b'y' | b'Y'))
    };
    // `©` begins with the last of these bytes
    memchr::memchr3(b':', b'/', b'(', bytes).is_some()
        || memchr::memchr2(b'[', 0xc2, bytes)
            .is_some_and(|at| bytes.get(at) == Some(&b'[') || text.contains(['[', '©']))
        || memchr::memchr2_iter(b'b', b'B', bytes).any(is_by)
}

/// What stands behind the last stop or sign that parts a credit from the words before it.
fn last_part(text: &str) -> Option<&str> {
    let is_end = |head: &str| {
        head.ends_with(['.', '!', '?'])
            || head.strip_suffix(['|', '–', '—', '/']).is_some_and(|head| head.ends_with(' '))
    };
    let bytes = text.as_bytes();
    let parts = |at: &usize| bytes.get(*at) == Some(&b' ') && text.get(..*at).is_some_and(is_end);
    let stop = memchr::memrchr3_iter(b'.', b'!', b'?', bytes).map(|last| last + 1).find(parts);
    // signs count if they stand further on; the last byte of a dash is one of the two
    let from = stop.unwrap_or_default();
    let rest = bytes.get(from..).unwrap_or_default();
    let sign = memchr::memrchr2_iter(b'|', b'/', rest).map(|last| from + last + 1).find(parts);
    let dash = memchr::memrchr2_iter(0x93, 0x94, rest).map(|last| from + last + 1).find(parts);
    text.get(stop.max(sign).max(dash)? + 1..)
}

/// Whether a line says itself that it points to another story.
pub(crate) fn is_labelled_link(text: &str) -> bool {
    if is_dashed_link(text) {
        return true;
    }
    // `：` begins with the last of these bytes
    if text.len() > 300 || memchr::memchr3(b':', b'|', 0xef, text.as_bytes()).is_none() {
        return false;
    }
    let Some((label, rest)) = text.split_once([':', '：', '|']) else { return false };
    let label = label.trim();
    if label.len() > 48 {
        return false;
    }
    let is_label = wording().labels(label).end(Label::Related) == Some(label.len())
        || wording().labels(&format!("{label}:")).end(Label::Related) == Some(label.len() + 1);
    !rest.trim().is_empty() && is_label
}

/// `Related - Quay to close for repairs`: a dash says less than a colon, so the label must say more.
fn is_dashed_link(text: &str) -> bool {
    const LABELS: &[&str] =
        &["related", "related story", "related news", "read more", "read also", "also read", "see also"];
    let Some(first) = text.get(..5) else { return false };
    if !["relat", "read ", "also ", "see a"].iter().any(|head| first.eq_ignore_ascii_case(head)) {
        return false;
    }
    [" - ", " – ", " — "].iter().any(|mark| {
        text.len() <= 300
            && text.split_once(mark).is_some_and(|(label, rest)| {
                rest.split_whitespace().nth(2).is_some()
                    && LABELS.iter().any(|known| known.eq_ignore_ascii_case(label.trim()))
            })
    })
}

/// Whether a line is the credit or caption of a picture.
pub(crate) fn is_credit(text: &str) -> bool {
    caption(text).is_some_and(|certainty| certainty >= 780)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_have_a_label_or_a_credit() {
        for text in [
            "Photo: Ida Holm",
            "Image source, Della Prowse/Northlight",
            "Image caption, The sluice at Thorney Wrangle was built in 1953",
            "La digue de la Pointe-aux-Oies, le 29 avril. Crédit photo : Joachim Rastoul",
            "La prima corsa di prova davanti alla chiesa di San Biagio (foto Nicolò Zanardelli)",
            "Una frutera coloca cajas en el pasillo central del mercado, el jueves. Foto: Darío Quesada",
            "De Remiseflat, gezien vanaf het oude emplacement. Beeld Nanouk Prins",
            "Foto: Emir Salkić",
            "Photograph: Ida Holm/Coastwire",
            "The quay on Monday. Photo by Ida Holm",
        ] {
            assert!(is_credit(text), "{text}");
        }
        for text in [
            "Photo finish decides the race",
            "Image matters to voters",
            "The picture is mixed.",
            "Pictures of the quay were shown to the court on Monday.",
            "He said the photo by the door was his mother's and that nobody had touched it in years.",
            "Caption contest returns",
        ] {
            assert!(!is_credit(text), "{text}");
        }
    }

    #[test]
    fn genres_stand_above_titles() {
        for text in ["OPINION", "Letters to the editor", "OPINION | Comment is free", "Analysis"] {
            assert!(is_genre(text), "{text}");
        }
        assert!(!is_genre("Opinion of the court divides the town") && !is_genre("Reviewed"));
        assert_eq!(is_picture_byline("Photographs by Ida Holm"), Some("Ida Holm"));
        assert_eq!(is_picture_byline("Photographs by the sea"), None);
    }

    #[test]
    fn labels_stand_alone() {
        for text in
            ["PRESS RELEASE", "Press Release – 8 May 2026", "Pressemitteilung", "PRESSEMITTEILUNG Nr. 12"]
        {
            assert!(is_press(text) || text.contains("Nr."), "{text}");
        }
        assert!(!is_press("Press release of the party angers allies"));
        assert!(is_reading_time("4 min read") && is_reading_time("Temps de lecture : 4 min"));
        assert!(!is_reading_time("Ferry sinks in 4 minutes"));
        assert!(is_labelled_link("Read more: Ostwick dockers refuse to unload"));
        assert!(is_labelled_link("Related - Quay to close for repairs"));
        assert!(!is_labelled_link("Related: ") && !is_labelled_link("Related - at last"));
    }
}
