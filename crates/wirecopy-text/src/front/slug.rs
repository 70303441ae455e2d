//! The line that names a wire story across its versions: `AMR-PORT-PILOTS/ (UPDATE 2)`, `BC-Harbour Strike`, `Slug: …`.

/// Whether a line is a slug.
pub(crate) fn is_slug(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 70 || text.len() < 5 || text.ends_with(['.', '?', '!']) {
        return false;
    }
    let lower = text.to_lowercase();
    if ["slug:", "slugline:", "slug line:", "keyword:", "story slug:"]
        .iter()
        .any(|label| lower.starts_with(label))
    {
        return true;
    }
    let Some(first) = text.split_whitespace().next() else { return false };
    let words = text.split_whitespace().count();
    let is_upper = |word: &str| {
        word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase) && word.is_ascii()
    };
    let hyphens = first.matches('-').count();
    let is_key = is_upper(first)
        && first.len() >= 5
        && hyphens >= 1
        && first.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_'));
    let is_cycle =
        ["BC-", "AM-", "PM-", "BC--", "AP-"].iter().any(|cycle| first.starts_with(cycle)) && first.len() > 4;
    // `r i BC-Harbour-Pool 11-12 0512`: priority and category stand before the key
    let has_cycle = text
        .split_whitespace()
        .take(4)
        .find(|word| word.len() > 2)
        .is_some_and(|word| ["BC-", "AM-", "PM-", "BC--"].iter().any(|cycle| word.starts_with(cycle)));
    let tail = text.get(first.len()..).unwrap_or_default().trim();
    let is_version = |text: &str| {
        let inner = text.trim_start_matches('(').trim_end_matches(')').to_lowercase();
        let mut words = inner.split(|c: char| c.is_whitespace() || c == '-');
        matches!(
            words.next(),
            Some(
                "update"
                    | "updated"
                    | "wrapup"
                    | "corrected"
                    | "pix"
                    | "pictures"
                    | "tv"
                    | "graphic"
                    | "refile"
                    | "exclusive"
                    | "analysis"
                    | "factbox"
                    | "1st"
                    | "2nd"
                    | "3rd"
                    | "4th"
                    | "5th"
                    | "lead"
                    | "take"
                    | "urgent"
            )
        ) && words.count() <= 4
    };
    match () {
        () if is_key && first.ends_with('/') => words <= 6,
        () if is_key && tail.is_empty() => hyphens >= 2 || first.contains('/'),
        () if is_key && is_version(tail) => true,
        // `i0417 intl-crash 1stld`
        () if is_number_of_wire(first) => (2..=8).contains(&words) && !text.contains(": "),
        // `a0617 Harbour Strike, 2nd Ld-Writethru`
        () if lower.ends_with("writethru") || lower.ends_with("1st ld") || lower.ends_with("2nd ld") => {
            words <= 8
        }
        // `BC-EU-Economy, 2nd Ld-Writethru`
        () if has_cycle && !is_cycle => words <= 8,
        () if is_cycle => words <= 6 && !text.contains(": "),
        // `HARBOUR STRIKE (UPDATE 2)`
        () => {
            text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).is_some_and(|(head, version)| {
                is_upper(head) && head.split_whitespace().count() <= 4 && is_version(version)
            })
        }
    }
}

/// The letter of a category and the number of the story: `a0617`.
fn is_number_of_wire(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    (1..=2).contains(&(word.len() - digits.len()))
        && (3..=5).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn slugs_are_keys() {
        for text in [
            "AMR-PORT-PILOTS/ (UPDATE 2)",
            "AMR-HARBOUR-STRIKE/",
            "HARBOUR-STRIKE/PAY",
            "BC-EU-Economy, 2nd Ld-Writethru",
            "BC-Harbour Strike",
            "Slug: harbour-strike",
            "HARBOUR STRIKE (UPDATE 2)",
            "PORT-STRIKE (PIX)",
        ] {
            assert!(is_slug(text), "{text}");
        }
        for text in [
            "HARBOUR STRIKE",
            "COVID-19",
            "A-LEVEL RESULTS",
            "Ferry keeps running",
            "US-backed troops leave the harbour town at last today",
            "CRAFT",
            "Q&A",
            "HARBOUR STRIKE (AND WHY)",
            "EX-MINISTER",
        ] {
            assert!(!is_slug(text), "{text}");
        }
    }
}
