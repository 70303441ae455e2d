//! What pages put between and around the paragraphs: buttons, links to sites, messages of players.

/// Networks that pages share to and ask to be followed on.
pub(super) const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "instagram",
    "youtube",
    "telegram",
    "bluesky",
    "mastodon",
];
/// Sites that pages only share to, and what their buttons say.
const SHARES: &[&str] = &[
    "pinterest",
    "reddit",
    "messenger",
    "flipboard",
    "tumblr",
    "tweet",
    "teilen",
    "partager",
    "compartir",
    "condividi",
    "compartilhar",
    "partilhar",
    "delen",
];
/// What stands beside them.
const BUTTONS: &[&str] = &[
    "x", "email", "e", "mail", "share", "print", "copy", "link", "save", "comment", "comments", "google",
    "sms", "threads", "this", "article", "story", "on", "via", "by", "post", "drucken", "imprimer",
    "imprimir", "stampa", "mailto",
];

/// Lines of pages that begin with a small letter or stand amid a story.
const LINES: &[&str] = &[
    "after newsletter promotion",
    "skip past newsletter promotion",
    "view image in fullscreen",
    "open image in gallery",
    "toggle caption",
    "hide caption",
    "show caption",
    "enlarge this image",
    "toggle more options",
    "copy link",
    "link copied",
    "hide ad",
    "a a a",
    "click here to share on social media",
    "comment guidelines",
    "send us feedback",
    "end of list",
    "article continues after this advertisement",
    "story continues below advertisement",
    "article continues below",
    "story continues below",
];

/// Whether a line is nothing but such words or signs. Signs that part sections are not looked at here.
pub(crate) fn is_furniture(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    if LINES.iter().any(|line| line.eq_ignore_ascii_case(text.trim())) || is_trail(text) {
        return true;
    }
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // more are not told apart
    let count = words().take(13).count();
    if count == 0 {
        return text.chars().count() <= 2 && text.chars().all(|c| matches!(c, '|' | '•' | '·' | '/'));
    }
    let is_in = |list: &[&str], word: &str| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    let is_share = count <= 2
        && words().next().is_some_and(|word| matches!(word, "Share" | "SHARE"))
        && text.len() <= 10;
    let is_site = |word: &str| is_in(NETWORKS, word) || is_in(SHARES, word);
    // `1.2k shares`
    if count <= 3 && is_count(text) {
        return true;
    }
    count <= 12
        && words().all(|word| is_site(word) || is_in(BUTTONS, word))
        && (is_share || words().any(is_site))
        && !text.ends_with(['.', '?'])
}

/// Whether a line says where in a site a page stands: `Home / Cities / Ostwick`.
fn is_trail(text: &str) -> bool {
    let Some(rest) = ["Home", "HOME", "home"].iter().find_map(|home| text.strip_prefix(home)) else {
        return false;
    };
    let rest = rest.trim_start();
    rest.starts_with(['/', '›', '>', '»', '|', '→'])
        && rest.split(['/', '›', '>', '»', '|', '→']).skip(1).all(|part| !part.trim().is_empty())
}

/// Whether a line counts what readers did: `1.2k shares`, `45 comments`.
fn is_count(text: &str) -> bool {
    const COUNTED: &[&str] =
        &["shares", "comments", "views", "likes", "replies", "retweets", "reposts", "followers", "reactions"];
    text.trim().split_once(' ').is_some_and(|(number, what)| {
        COUNTED.iter().any(|word| word.eq_ignore_ascii_case(what.trim()))
            && number
                .trim_end_matches(['k', 'K', 'm', 'M'])
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b','))
            && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line ends with the credit of a picture in brackets: `(Ida Holm/Coastwire)`, `(Coastwire: Ida Holm)`.
pub(crate) fn has_bracketed_credit(text: &str) -> bool {
    let round = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let square = || text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let Some((before, credit)) = round.or_else(square) else { return false };
    let is_name = |part: &str| {
        let part = part.trim();
        let part = part.strip_prefix("File: ").unwrap_or(part);
        let mut words = part.split_whitespace();
        (1..=5).contains(&words.clone().count())
            && words.all(|word| {
                word.chars().next().is_some_and(|c| !c.is_lowercase()) || crate::lexicon::is_particle(word)
            })
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '&'))
    };
    let parts = credit.split_once('/').or_else(|| credit.split_once(": "));
    before.split_whitespace().count() >= 3 && parts.is_some_and(|(one, two)| is_name(one) && is_name(two))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_no_text() {
        for text in [
            "Facebook Twitter Email",
            "Share on Facebook",
            "|",
            "Share",
            "Tweet this · Print",
            "Teilen",
            "1.2k shares",
            "45 comments",
            "after newsletter promotion",
            "Home / Cities / Ostwick",
            "Home > News",
        ] {
            assert!(is_furniture(text), "{text}");
        }
        for text in [
            "Share of the market",
            "Home is here",
            "Home / ",
            "Copy this by",
            "Harbour",
            "Facebook sues",
            "***",
            "—",
        ] {
            assert!(!is_furniture(text), "{text}");
        }
    }

    #[test]
    fn credits_stand_in_brackets_at_the_end() {
        for text in [
            "A bus leaves the depot on Monday. (Ray Pomeroy/The Tolliver Record)",
            "Tor Vik on what used to be his deck. (Harbour News: Ida Holm)",
            "Drivers wait for fuel on the ring road [Ida Holm/Harbour News]",
            "Drivers wait for fuel on the ring road [File: Ida Holm/Harbour News]",
        ] {
            assert!(has_bracketed_credit(text), "{text}");
        }
        for text in
            ["(Reporting by Ida Holm)", "The bill (S. 12/House) failed", "He paid 12 crowns (or 3/4 of it)."]
        {
            assert!(!has_bracketed_credit(text), "{text}");
        }
    }
}
