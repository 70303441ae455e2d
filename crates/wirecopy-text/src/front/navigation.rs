//! Menus, breadcrumbs and the bars of words that a page carries around an article.

/// Longest line that is looked at, in bytes.
const LONG: usize = 160;

/// Words that only pages say, whole lines of them.
const SURE: &[&str] = &[
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "skip to search",
    "skip to footer",
    "skip navigation",
    "jump to content",
    "jump to navigation",
    "sign in",
    "sign up",
    "log in",
    "login",
    "log out",
    "my account",
    "open menu",
    "close menu",
    "main menu",
    "site navigation",
    "search this site",
    "e-paper",
    "epaper",
    "support us",
    "advertise with us",
    "privacy policy",
    "privacy statement",
    "legal notice",
    "legal notices",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "terms & conditions",
    "cookie policy",
    "cookie settings",
    "manage cookies",
    "do not sell my personal information",
    "accessibility statement",
    "sitemap",
    "site map",
    "rss",
    "print this page",
    "print page",
    "view comments",
    "show comments",
    "back to top",
    "top of page",
    "listen to this article",
    "listen to article",
    "play audio",
    "copy link to clipboard",
    "save article",
    "save this article",
    "save this story",
    "gift this article",
    "gift article",
    "share full article",
    "reuse this content",
    "reprints",
    "order reprints",
    "sponsor message",
    "add as preferred on google",
    "leer en español",
    "read in english",
    "lire en français",
    "auf deutsch lesen",
    "ler em português",
    "mailto",
    "weiterlesen",
    "zum inhalt springen",
    "zum hauptinhalt springen",
    "anmelden",
    "impressum",
    "datenschutz",
    "aller au contenu",
    "aller au contenu principal",
    "se connecter",
    "mentions légales",
    "ir al contenido",
    "iniciar sesión",
    "aviso legal",
    "política de privacidad",
    "política de privacidade",
    "vai al contenuto",
    "accedi",
    "ir para o conteúdo",
    "ga naar hoofdinhoud",
    "inloggen",
];

/// Words of menus that may be said elsewhere too: they count beside others, or where nothing else can stand.
const MENU: &[&str] = &[
    "home",
    "contact us",
    "about us",
    "privacy",
    "advertise",
    "homepage",
    "menu",
    "more",
    "search",
    "close",
    "subscribe",
    "register",
    "join",
    "account",
    "newsletter",
    "newsletters",
    "donate",
    "give",
    "contact",
    "about",
    "help",
    "faq",
    "jobs",
    "careers",
    "shop",
    "accessibility",
    "cookies",
    "terms",
    "legal",
    "imprint",
    "download",
    "transcript",
    "listen",
    "comments",
    "print",
    "save",
    "share",
    "play",
    "live",
    "video",
    "videos",
    "audio",
    "podcasts",
    "podcast",
    "photos",
    "weather",
    "newsroom",
    "press",
    "press room",
    "media",
    "media centre",
    "media center",
    "press releases",
    "news releases",
    "all news",
    "games",
    "puzzles",
    "tv",
    "radio",
    "events",
    "edition",
    "following",
    "abo",
    "suche",
    "menü",
    "start",
];

/// Names of sections.
const SECTIONS: &[&str] = &[
    "news",
    "latest news",
    "sport",
    "sports",
    "football",
    "business",
    "economy",
    "money",
    "markets",
    "opinion",
    "politics",
    "culture",
    "arts",
    "life",
    "lifestyle",
    "style",
    "food",
    "world",
    "world news",
    "uk",
    "us",
    "uk news",
    "us news",
    "local",
    "local news",
    "national",
    "international",
    "europe",
    "asia",
    "africa",
    "middle east",
    "americas",
    "australia",
    "canada",
    "india",
    "entertainment",
    "health",
    "science",
    "environment",
    "climate",
    "tech",
    "technology",
    "travel",
    "education",
    "society",
    "crime",
    "courts",
    "obituaries",
    "features",
    "investigations",
    "community",
    "property",
    "cars",
    "books",
    "music",
    "film",
    "stories",
    "articles",
    "blog",
    "updates",
    "politik",
    "wirtschaft",
    "kultur",
    "wissen",
    "panorama",
    "gesellschaft",
    "politique",
    "économie",
    "société",
    "política",
    "economía",
    "deportes",
    "cultura",
];

/// Whether a line is one of the words that only pages say, or a bar of them: `Sign in | Subscribe`.
pub(crate) fn is_navigation(text: &str) -> bool {
    let text = bare(text);
    if text.is_empty() || text.len() > LONG || text.ends_with(['.', '?', '!', '"', ',']) {
        return false;
    }
    let lower = text.to_lowercase();
    if is_one_of(SURE, &lower) {
        return true;
    }
    let mut count = 0_usize;
    let mut menu = 0_usize;
    for part in parts(&lower, &BARS) {
        if !(is_one_of(SURE, part) || is_one_of(MENU, part) || is_one_of(SECTIONS, part)) {
            return false;
        }
        count += 1;
        menu += usize::from(!is_one_of(SECTIONS, part));
    }
    count >= 2 && (menu > 0 || count >= 3)
}

/// Whether a line may be a word of a menu: `Home`, `Search`, `Home News Sport Opinion`.
pub(crate) fn is_menu(text: &str) -> bool {
    let text = bare(text);
    if text.is_empty() || text.len() > LONG {
        return false;
    }
    let lower = text.to_lowercase();
    let is_word = |word: &str| is_one_of(MENU, word) || is_one_of(SECTIONS, word);
    is_one_of(MENU, &lower)
        || lower.split(' ').filter(|word| !word.is_empty()).count() >= 3 && lower.split(' ').all(is_word)
}

/// Whether a line is the way to a page: `Newsroom > Press releases`, `Home › News › Local`.
pub(crate) fn is_breadcrumb(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONG || text.ends_with(['.', '?', '!']) {
        return false;
    }
    let steps = parts(text, &STEPS);
    let count = steps.clone().count();
    let is_short = |part: &str| (1..=5).contains(&part.split_whitespace().count());
    // the last step may be the title itself
    let heads = steps.clone().take(count.saturating_sub(1));
    (2..=8).contains(&count)
        && heads.clone().all(|part| is_short(part) && !part.ends_with(['.', '?', '!', ',']))
        && (steps.clone().last().is_some_and(is_short) || heads.count() >= 2)
}

/// Whether a line is a bar of short labels: `NON-LEAGUE FOOTBALL | NORTHERN PREMIER`, `News / Local`.
pub(crate) fn is_bar(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 80 || text.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    let labels = parts(text, &BARS);
    (2..=4).contains(&labels.clone().count())
        && labels.clone().all(|part| {
            (1..=3).contains(&part.split_whitespace().count())
                && part.starts_with(|c: char| !c.is_lowercase())
        })
}

/// What stands between the words of a bar, and between the steps to a page.
const BARS: [&str; 6] = ["|", "•", "·", " / ", "\t", "∙"];
const STEPS: [&str; 5] = [" > ", "›", "»", " → ", " / "];

/// The parts of a text between marks, in one pass for each of them. One part where there are none.
fn parts<'t>(text: &'t str, marks: &'static [&'static str]) -> impl Iterator<Item = &'t str> + Clone {
    let mark = marks.iter().find(|mark| text.contains(**mark)).copied().unwrap_or("\0");
    text.split(mark).map(str::trim).filter(|part| !part.is_empty())
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['>', '›', '»', '+', ' ']).trim_start_matches(['<', '‹', '☰', '≡', ' '])
}

fn is_one_of(list: &[&str], lower: &str) -> bool {
    list.contains(&lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_what_no_story_does() {
        for text in [
            "Skip to main content",
            "Subscribe | Log in",
            "Sign in",
            "Home | News | Sport | Opinion",
            "News · Sport · Business",
            "Accessibility | Legal notice",
            "Leer en español",
        ] {
            assert!(is_navigation(text), "{text}");
        }
        for text in ["Home", "Sport | Football", "Transcript", "Opinion", "Search goes on", "Home | Away"] {
            assert!(!is_navigation(text), "{text}");
        }
        assert!(is_menu("Home") && is_menu("Home News Sport Opinion") && is_menu("☰ Menu"));
        assert!(!is_menu("News") && !is_menu("Home Office"));
    }

    #[test]
    fn crumbs_lead_to_a_page() {
        for text in [
            "Newsroom > Press releases",
            "Home › News › Local",
            "News » Courts » Two jailed over fire at ferry",
        ] {
            assert!(is_breadcrumb(text), "{text}");
        }
        for text in ["Ferry keeps running", "« Nous partons »", "Speed > 30 knots is too fast for the bay"]
        {
            assert!(!is_breadcrumb(text), "{text}");
        }
    }

    #[test]
    fn bars_hold_labels() {
        assert!(is_bar("NON-LEAGUE FOOTBALL | NORTHERN COUNTIES PREMIER") && is_bar("Sport / Football"));
        assert!(!is_bar("Ferry keeps running through winter | The Coast Times"));
        assert!(!is_bar("Ferry keeps running"));
    }
}
