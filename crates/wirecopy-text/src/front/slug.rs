//! The line that names a wire story across its versions: `AMR-PORT-PILOTS/ (UPDATE 2)`, `BC-Harbour Strike`, `Slug: …`.

/// Whether a line is a slug.
pub(crate) fn is_slug(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 70 || text.len() < 4 || text.ends_with(['.', '?', '!']) {
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
        () if is_labelled_key(text) || is_call_number(text) || is_counted_key(first, tail) => true,
        () if text == "ZCZC" || is_routing(text) || is_numbered_lead(&lower) => true,
        // `HARBOUR-STRIKE/LEAD 2`
        () if is_key && first.contains('/') && words <= 4 && tail.bytes().all(|b| b.is_ascii_digit()) => true,
        () if is_key && first.ends_with('/') => words <= 6,
        () if is_key && tail.is_empty() => hyphens >= 2 || first.contains('/'),
        () if is_key && is_version(tail) => true,
        // `i0417 intl-crash 1stld`
        () if is_number_of_wire(first) => (2..=8).contains(&words) && !text.contains(": "),
        // `a0617 Harbour Strike, 2nd Ld-Writethru`
        () if lower.contains("ld-writethru") || lower.ends_with("writethru") => words <= 10,
        () if lower.ends_with("1st ld") || lower.ends_with("2nd ld") => words <= 8,
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

/// `URGENT: Harbour-Strike`: how soon it is wanted, and a key.
fn is_labelled_key(text: &str) -> bool {
    const LABELS: &[&str] =
        &["urgent", "bulletin", "flash", "alert", "advisory", "newsalert", "lead", "update", "corrected"];
    text.split_once(": ").is_some_and(|(label, key)| {
        LABELS.contains(&label.to_lowercase().as_str())
            && key.contains('-')
            && key.split('-').all(|part| part.len() >= 3 && part.chars().all(char::is_alphanumeric))
    })
}

/// `HAM104`: the sign of a bureau and the number of the story.
fn is_call_number(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    (2..=4).contains(&(text.len() - digits.len()))
        && (3..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `NNP0123 4 GEN 0210 INT`: number, priority, category and length.
fn is_routing(text: &str) -> bool {
    let is_code = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let mut words = text.split_whitespace();
    let count = words.clone().count();
    let first = words.next().unwrap_or_default();
    (3..=7).contains(&count)
        && first.bytes().any(|byte| byte.is_ascii_uppercase())
        && first.bytes().filter(u8::is_ascii_digit).count() >= 2
        && is_code(first)
        && words.clone().all(is_code)
        && words.filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())).count() >= 2
}

/// `harbour-strike, 1st lead`: the version stands behind a comma. `lower`: in small letters.
fn is_numbered_lead(lower: &str) -> bool {
    let mut parts = lower.rsplitn(2, ", ");
    let (Some(version), Some(key)) = (parts.next(), parts.next()) else { return false };
    let mut words = version.split_whitespace();
    matches!(words.next(), Some("1st" | "2nd" | "3rd" | "4th" | "5th" | "6th" | "7th"))
        && matches!(words.next(), Some("lead" | "ld" | "take" | "writethru" | "add"))
        && words.next().is_none()
        && key.contains('-')
        && key.split_whitespace().count() <= 4
}

/// `harbour-strike 0455`: a key in small letters and how many words the story has.
fn is_counted_key(key: &str, count: &str) -> bool {
    (3..=4).contains(&count.len())
        && count.bytes().all(|byte| byte.is_ascii_digit())
        && key.contains('-')
        && key.split('-').all(|part| part.len() >= 2 && part.chars().all(char::is_lowercase))
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
