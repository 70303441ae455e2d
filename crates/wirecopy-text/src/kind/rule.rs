//! Signs that part sections.

use super::form::Form;
use super::{Kind, Verdict};
use crate::lines::Ending;

/// What a line of nothing but signs is: a rule between two paragraphs, and elsewhere just a line. `None`: it holds more.
pub(super) fn signs(text: &str, at: usize, forms: &[Form]) -> Option<Verdict> {
    if !is_signs(text) {
        return None;
    }
    let is_text = |at: Option<usize>| {
        at.and_then(|at| forms.get(at))
            .is_some_and(|form| form.words >= 8 && matches!(form.ending, Ending::Stop | Ending::Question))
    };
    Some(if is_text(at.checked_sub(1)) && is_text(at.checked_add(1)) {
        Verdict::new(Kind::Rule, 900, "signs").because("nothing but signs that part sections")
    } else {
        Verdict::new(Kind::Paragraph, 700, "signs")
            .because("nothing but signs, and not between paragraphs")
            .or(Kind::Rule, 300)
    })
}

/// Whether a line is nothing but three or more of the signs that part sections.
fn is_signs(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    text.len() <= 240
        && text.starts_with(['*', '-', '=', '_', '~', '#', '·', '•', '–', '—', '◆', '■', '⁂'])
        && (signs.clone().count() >= 3 || text.starts_with('⁂'))
        && signs.clone().all(|c| text.starts_with(c))
}

#[cfg(test)]
mod tests {
    use super::super::form::form;
    use super::*;

    #[test]
    fn signs_part_sections_only_between_paragraphs() {
        let text = "The ferry to the islands is back, its operator said.";
        let kind = |before: &str, signs: &str, after: &str| {
            let forms: Vec<Form> = [before, signs, after].into_iter().map(form).collect();
            super::signs(signs, 1, &forms).map(|verdict| verdict.kind)
        };
        assert_eq!(kind(text, "* * *", text), Some(Kind::Rule));
        assert_eq!(kind(text, "=====", "What changes"), Some(Kind::Paragraph));
        assert_eq!(kind(text, "--", text), None);
        assert_eq!(kind(text, "*-*", text), None);
    }
}
