//! How a language uses its words of time: what shows that a day is yet to come, and what is counted in the plural.

use crate::data::sections;
use crate::vocabulary::Vocabulary;

/// What shows how an expression of time is meant, in small letters.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// Words of sentences about what is to come.
    future: Vocabulary<()>,
    /// What stands before the day at which something ends, whether that is past or not.
    deadline: Vocabulary<()>,
    /// Units in the plural: `the last years` are not last year.
    plural: Vocabulary<()>,
    /// Verbs for what was done, as they stand right before the day on which it was.
    past: Vocabulary<()>,
    /// Whether verbs for what was done end in `ed`.
    has_ed: bool,
}

/// So many bytes of a sentence are looked at on either side.
const WINDOW: usize = 160;

impl Usage {
    /// Reads what the wording of a language says.
    pub(super) fn of(wording: &'static str) -> Self {
        let mut usage = Self::default();
        for (section, line) in sections(wording) {
            let set = match section {
                "future" => &mut usage.future,
                "deadline" => &mut usage.deadline,
                "past" => {
                    usage.has_ed = true;
                    &mut usage.past
                }
                "plural" => &mut usage.plural,
                _ => continue,
            };
            for word in line.split_whitespace() {
                set.put(word, (), |(), ()| ());
            }
        }
        usage
    }

    pub(super) fn is_plural(&self, unit: &str) -> bool {
        self.plural.has(unit)
    }

    /// Whether a word says that something was done.
    pub(super) fn is_past(&self, word: &str) -> bool {
        self.past.get(word).is_some() || (self.has_ed && word.len() > 4 && word.ends_with("ed"))
    }

    /// Whether what stands before and behind a day may speak of what is to come.
    pub(super) fn may_come(&self, before: &str, behind: &str) -> bool {
        if self.deadline.get(last_word(before)).is_some() {
            return true;
        }
        let before = before.get(boundary(before, before.len().saturating_sub(WINDOW))..).unwrap_or_default();
        let start = before.rfind([';', '\n', '?', '!']).map_or(0, |at| at + 1);
        let start = before.rfind(". ").map_or(start, |at| start.max(at + 2));
        let behind = behind.get(..boundary(behind, behind.len().min(WINDOW))).unwrap_or_default();
        let end = behind.find([';', '\n', '?', '!']).unwrap_or(behind.len());
        let end = behind.find(". ").map_or(end, |at| end.min(at));
        let parts = [before.get(start..), behind.get(..end)].into_iter().flatten();
        parts
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric()))
            .any(|word| self.future.get(word).is_some())
    }
}

/// The last word of a text.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .rfind(|c: char| !c.is_alphanumeric())
        .and_then(|at| Some(at + text.get(at..)?.chars().next()?.len_utf8()));
    text.get(start.unwrap_or(0)..).unwrap_or_default()
}

/// The first character boundary from `at` on.
fn boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
