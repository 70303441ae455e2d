//! Text that was encoded twice: UTF-8 that was read as windows-1252, latin-1 or windows-1251 and written as UTF-8 again,
//! so that `’` shows as `â€™`, `é` as `Ã©` and `да` as `РґР°`.

use std::ops::Range;

use wirecopy_core::{Cx, Diagnostic};

use crate::passage::Passage;
use crate::teller::Teller;

/// Reports what is encoded twice, and repairs it if asked to.
pub(crate) fn checked<'d>(passage: Passage<'d>, is_repaired: bool, cx: &mut Cx<'_>) -> Passage<'d> {
    let Mojibake { first: Some(first), count, lost } = find(&passage.text) else { return passage };
    let what = if count == 1 { "a character looks".to_owned() } else { format!("{count} characters look") };
    let message = format!("{what} encoded twice, the first here; ");
    let finding = if is_repaired {
        let rest = match lost {
            0 => "read as what was meant".to_owned(),
            _ if lost == count => "what was meant is lost, and it is kept as written".to_owned(),
            lost => format!("read as what was meant, but {lost} of which a part is lost"),
        };
        Diagnostic::repair("text.encoding.mojibake", message + &rest).on("article.blocks")
    } else {
        Diagnostic::note("text.encoding.mojibake", message + "kept as written")
            .hint("repair it with `--set text.mojibake=repair`")
    };
    Teller::new(&passage).tell(cx, first, finding);
    if is_repaired { repaired(passage) } else { passage }
}

/// Where it is found, and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mojibake {
    /// The first place. `None`: there is none.
    first: Option<usize>,
    /// Characters that were encoded twice.
    count: u64,
    /// How many of them are no longer whole.
    lost: u64,
}

/// What of `text` looks encoded twice.
fn find(text: &str) -> Mojibake {
    let mut found = Mojibake::default();
    for run in Runs::of(text) {
        found.first = found.first.or(Some(run.range.start));
        found.count += run.meant.as_ref().map_or(1, |meant| meant.chars().count() as u64);
        found.lost += u64::from(run.meant.is_none());
    }
    found
}

/// The passage with what was encoded twice read as what it meant. Its spans stay those of the input.
fn repaired(passage: Passage<'_>) -> Passage<'_> {
    let text = passage.as_decoded();
    let (mut out, mut shifts, mut end) = (String::with_capacity(text.len()), Vec::new(), 0);
    for run in Runs::of(text) {
        let Some(meant) = run.meant else { continue };
        out.push_str(text.get(end..run.range.start).unwrap_or_default());
        let mut was = text.get(run.range.clone()).unwrap_or_default().chars();
        let mut place = run.range.start;
        for c in meant.chars() {
            shifts.push((out.len(), place));
            out.push(c);
            // each of its bytes had become a character
            place += was.by_ref().take(c.len_utf8()).map(char::len_utf8).sum::<usize>();
        }
        end = run.range.end;
        shifts.push((out.len(), end));
    }
    if shifts.is_empty() {
        return passage;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    passage.with_text(out, shifts)
}

/// A run of characters that are the bytes of UTF-8, read one by one.
struct Run {
    range: Range<usize>,
    /// What the bytes spell. `None`: they are not whole.
    meant: Option<String>,
}

struct Runs<'t> {
    text: &'t str,
    at: usize,
    page: Page,
}

/// What the bytes of UTF-8 were taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// windows-1252 or latin-1.
    Western,
    /// windows-1251.
    Cyrillic,
}

impl Page {
    /// The page that a text may have been read in.
    fn of(text: &str) -> Self {
        // the commonest letters of Russian, as no language writes them
        if memchr::memchr(0xd0, text.as_bytes()).is_none() {
            return Self::Western;
        }
        let is_there = |pair: &str| memchr::memmem::find(text.as_bytes(), pair.as_bytes()).is_some();
        if ["Рѕ", "Рµ", "Р°", "Рё"].into_iter().filter(|pair| is_there(pair)).count() >= 2 {
            Self::Cyrillic
        } else {
            Self::Western
        }
    }

    /// With what byte of UTF-8 a run begins.
    fn lead(self) -> u8 {
        match self {
            // the first bytes of sequences are shown as U+00C2 to U+00F4
            Self::Western => 0xc3,
            // as `Р`, `С` or `в`
            Self::Cyrillic => 0xd0,
        }
    }

    /// The byte that is shown as `c`. `None`: none outside ASCII.
    fn byte_of(self, c: char) -> Option<u8> {
        const WESTERN: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
        const CYRILLIC: &str =
            "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";
        let high = |table: &str| {
            table.chars().position(|high| high == c).and_then(|at| u8::try_from(at + 0x80).ok())
        };
        match (self, u32::from(c)) {
            (_, ..0x80) => None,
            (Self::Western, code @ 0x80..=0xff) => u8::try_from(code).ok(),
            (Self::Western, _) => high(WESTERN),
            (Self::Cyrillic, code @ 0x410..=0x44f) => u8::try_from(code - 0x410 + 0xc0).ok(),
            (Self::Cyrillic, _) => high(CYRILLIC),
        }
    }

    /// Whether a run rather means what its bytes spell.
    fn is_likely(self, meant: &str, shown: &str) -> bool {
        match self {
            Self::Western => is_likely(meant, shown),
            Self::Cyrillic => meant.chars().all(
                |c| matches!(c, '\u{400}'..='\u{4ff}' | '\u{2010}'..='\u{203a}' | '\u{a0}'..='\u{bf}' | '№'),
            ),
        }
    }
}

impl<'t> Runs<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0, page: Page::of(text) }
    }
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let start = self.at + memchr::memchr(self.page.lead(), rest)?;
            // a lone letter, as in any text with accents
            if self.text.as_bytes().get(start + 2).is_none_or(u8::is_ascii) {
                self.at = start + 2;
                continue;
            }
            let mut bytes = Vec::new();
            let mut end = start;
            for c in self.text.get(start..).unwrap_or_default().chars() {
                let Some(byte) = self.page.byte_of(c) else { break };
                bytes.push(byte);
                end += c.len_utf8();
            }
            self.at = end.max(start + 1);
            while !self.text.is_char_boundary(self.at) {
                self.at += 1;
            }
            let shown = self.text.get(start..end).unwrap_or_default();
            if bytes.len() < 2 {
                continue;
            }
            match String::from_utf8(bytes) {
                Ok(meant) if self.page.is_likely(&meant, shown) => {
                    return Some(Run { range: start..end, meant: Some(meant) });
                }
                // the last of three signs is often lost: it is one that windows-1252 does not have
                Err(_) if shown.contains("â€") => return Some(Run { range: start..end, meant: None }),
                _ => {}
            }
        }
    }
}

/// Whether the run rather means what its bytes spell. One letter before a mark, as in `É»` or `à …`, may spell something
/// by chance, so either several characters are spelled, or one by signs that do not stand behind a letter.
fn is_likely(meant: &str, shown: &str) -> bool {
    let is_possible = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{180}'..='\u{2af}' | '\u{700}'..='\u{8ff}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
    };
    if !meant.chars().all(is_possible) {
        return false;
    }
    shown.starts_with("â€")
        || shown.starts_with("â\u{80}")
        || meant.chars().count() >= 2
        || shown.chars().skip(1).any(|c| !stands_behind(c, shown.starts_with('Ã')))
}

/// Whether `c` may well follow a capital: a space or mark, or, where that is not an `Ã`, a letter.
fn stands_behind(c: char, is_a_tilde: bool) -> bool {
    match c {
        '\u{a0}' | '«' | '»' | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{ad}' => true,
        '„' | '‚' | '‹' | '›' | '–' | '·' | '•' | '°' | '®' | '™' | '²' | '³' | '¹' | '†' | '‡' | 'ª'
        | 'º' | 'š' | 'ž' | 'œ' | 'ƒ' | 'Š' | 'Ž' | 'Œ' | 'Ÿ' => !is_a_tilde,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::decode::{Decoded, Hints, decode_all};
    use wirecopy_core::{Cx, Findings, Limits, Policy};

    fn decoded(text: &str) -> Decoded {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        decode_all(text.as_bytes(), &Hints::text(None), &mut Cx::new(&limits, &policy, &mut findings))
            .unwrap()
    }

    fn check(text: &str, expect: &str, count: u64) {
        assert_eq!(find(text).count, count, "{text}");
        let decoded = decoded(text);
        let passage = repaired(Passage::whole(&decoded));
        assert_eq!(passage.text, expect);
        assert_eq!(passage.original(passage.text.len()), text.len() as u64);
    }

    #[test]
    fn double_encoded_text_is_found_and_repaired() {
        check("Itâ€™s the ferryâ€”again", "It’s the ferry—again", 2);
        check("â€œWe sail,â€\u{9d} she said", "“We sail,” she said", 2);
        check("Der Bürgermeister von Köln", "Der Bürgermeister von Köln", 0);
        check("Der BÃ¼rgermeister von KÃ¶ln, StraÃŸe", "Der Bürgermeister von Köln, Straße", 3);
        check("L'Ã©tÃ© dernier", "L'été dernier", 2);
        check("ÐŸÑ€Ð¸Ð²ÐµÑ‚, Ð¼Ð¸Ñ€", "Привет, мир", 9);
        check("РџСЂРёРІРµС‚, РјРёСЂ РїРѕРіРѕРґР°", "Привет, мир погода", 15);
        check("æ—¥æœ¬", "日本", 2);
        check("Ã–sterreich und Ãœbersee, Ã„rzte", "Österreich und Übersee, Ärzte", 3);
        check("It cost Â£5, or â‚¬6", "It cost £5, or €6", 2);
        check("It\u{e2}\u{80}\u{99}s", "It’s", 1);
    }

    #[test]
    fn what_is_no_longer_whole_is_found_and_kept() {
        check("â€œWe sail,â€ she said", "“We sail,â€ she said", 2);
        check("â€\u{fffd}", "â€\u{fffd}", 1);
    }

    #[test]
    fn letters_before_marks_are_left_alone() {
        for text in [
            "« LE CAFÉ»",
            "voilà\u{a0}»",
            "l'été\u{a0}»",
            "À… Ñ” Ö”",
            "A PORTUGUESA IRMÔ",
            "naïve façade",
            "Đà Nẵng",
            "Ø” sa",
            "ÄÖÜß",
            "été…",
            "ÚŽASNÉ Úžasné",
            "A IRMÃ” AMANHÃ»",
        ] {
            check(text, text, 0);
        }
    }

    #[test]
    fn spans_stay_those_of_the_input() {
        let text = "StraÃŸe â€œaâ€\u{9d} b";
        let decoded = decoded(text);
        let passage = repaired(Passage::whole(&decoded));
        for (needle, was) in [("ß", "ÃŸ"), ("“", "â€œ"), ("a", "aâ"), ("b", "b")] {
            let at = if needle == "a" {
                passage.text.find("“a").unwrap() + 3
            } else {
                passage.text.find(needle).unwrap()
            };
            let span = passage.span(at..at + needle.len());
            let expect = if needle == "a" { text.find("aâ").unwrap() } else { text.find(was).unwrap() };
            assert_eq!(span.start, expect as u64, "{needle}");
            if needle != "a" {
                assert_eq!(span.len(), was.len() as u64, "{needle}");
            }
        }
    }

    #[test]
    fn long_runs_are_one_pass() {
        assert_eq!(find(&"Ã".repeat(1_000_000)).count, 0);
        assert_eq!(find(&"Ã©".repeat(500_000)).count, 500_000);
    }
}
