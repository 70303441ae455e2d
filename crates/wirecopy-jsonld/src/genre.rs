//! Which class of article a source says one is.
//!
//! A genre that is stated decides, by its code among the IPTC's genres or by its name. What is no genre (a headline, a
//! section's position on the site) decides nothing.
//!
//! | class | IPTC genre codes | names |
//! |---|---|---|
//! | `OpinionNewsArticle` | `Opinion`, `Editorial`, `Column`, `Letters_to_the_Editor`, `Exclusive_Opinion` | opinion, comment, commentary, editorial, column, op-ed, leader, letters, letter to the editor |
//! | `AnalysisNewsArticle` | `Analysis`, `Forecast` | analysis, news analysis |
//! | `BackgroundNewsArticle` | `Background`, `Backgrounder`, `Explainer`, `Profile`, `Biography`, `Obituary`, `History`, `Factfile`, `Timeline` | background, backgrounder, explainer, fact file, timeline |
//! | `ReviewNewsArticle` | `Review` | review |
//! | `AskPublicNewsArticle` | | ask the public, callout |
//! | `ReportageNewsArticle` | `Current`, `Eyewitness`, `Actuality` | reportage, eyewitness |
//!
//! Section names count where they are one of `opinion`, `comment`, `commentary`, `analysis` and `reviews`: sections that are
//! named for a genre.

use wirecopy_model::{Article, ArticleKind, Subject, SubjectKind};

use crate::vocabulary::is_a;

/// Class, and its genres in lower case without signs between words.
const GENRES: &[(&str, &[&str])] = &[
    (
        "OpinionNewsArticle",
        &[
            "opinion",
            "comment",
            "commentary",
            "editorial",
            "column",
            "op ed",
            "oped",
            "leader",
            "letters",
            "letter to the editor",
            "letters to the editor",
            "exclusive opinion",
        ],
    ),
    ("AnalysisNewsArticle", &["analysis", "news analysis", "forecast"]),
    (
        "BackgroundNewsArticle",
        &[
            "background",
            "backgrounder",
            "explainer",
            "profile",
            "biography",
            "obituary",
            "history",
            "factfile",
            "fact file",
            "timeline",
        ],
    ),
    ("ReviewNewsArticle", &["review"]),
    ("AskPublicNewsArticle", &["ask the public", "callout"]),
    ("ReportageNewsArticle", &["reportage", "current", "eyewitness", "actuality"]),
];

/// Sections that are named for a genre.
const SECTIONS: &[(&str, &str)] = &[
    ("opinion", "OpinionNewsArticle"),
    ("comment", "OpinionNewsArticle"),
    ("commentary", "OpinionNewsArticle"),
    ("analysis", "AnalysisNewsArticle"),
    ("reviews", "ReviewNewsArticle"),
];

/// The class of an article.
pub(crate) fn class(article: &Article) -> &str {
    match &article.kind {
        // only there may updates stand
        _ if !article.updates.is_empty() => "LiveBlogPosting",
        Some(ArticleKind::LiveBlog) => "LiveBlogPosting",
        Some(ArticleKind::Other(name)) if is_a(name, "Article") && name != "LiveBlogPosting" => name,
        _ => of_subjects(&article.subjects).unwrap_or("NewsArticle"),
    }
}

/// Whether the class says what kind of article it is.
pub(crate) fn is_told(kind: &ArticleKind) -> bool {
    match kind {
        ArticleKind::Text | ArticleKind::LiveBlog => true,
        ArticleKind::Other(name) => is_a(name, "Article"),
        _ => false,
    }
}

/// The class that genres, and sections named for one, tell. `None`: none does.
fn of_subjects(subjects: &[Subject]) -> Option<&'static str> {
    let genres =
        subjects.iter().filter(|subject| subject.kind == SubjectKind::Genre || is_genre_code(subject));
    genres
        .flat_map(|subject| [subject.term.as_str(), subject.label()])
        .map(even)
        .find_map(|name| {
            GENRES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(class, _)| *class)
        })
        .or_else(|| {
            let sections = subjects.iter().filter(|subject| subject.kind == SubjectKind::Section);
            sections.map(|subject| even(subject.label())).find_map(|name| {
                SECTIONS.iter().find(|(section, _)| **section == name).map(|(_, class)| *class)
            })
        })
}

/// Whether it is one of the IPTC's genres, whatever its kind: `genre:Opinion` of `http://cv.iptc.org/newscodes/genre/`.
fn is_genre_code(subject: &Subject) -> bool {
    let stated = [subject.scheme.as_deref(), subject.uri.as_deref()];
    stated.into_iter().flatten().any(|scheme| scheme.contains("cv.iptc.org/newscodes/genre"))
}

/// Lower case, a code's prefix left out, one space for each run of signs.
fn even(name: &str) -> String {
    let name = name.strip_prefix("genre:").unwrap_or(name).to_lowercase();
    let words: Vec<_> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: SubjectKind, term: &str, scheme: Option<&str>, expect: &str) {
        let subject =
            Subject { kind, term: term.to_owned(), scheme: scheme.map(str::to_owned), ..Subject::default() };
        assert_eq!(class(&Article { subjects: vec![subject], ..Article::default() }), expect, "{term}");
    }

    #[test]
    fn a_stated_genre_decides() {
        check(SubjectKind::Genre, "Opinion", None, "OpinionNewsArticle");
        check(SubjectKind::Genre, "genre:Op-Ed", None, "OpinionNewsArticle");
        check(SubjectKind::Genre, "News analysis", None, "AnalysisNewsArticle");
        check(SubjectKind::Genre, "Review", None, "ReviewNewsArticle");
        check(
            SubjectKind::Topic,
            "Background",
            Some("http://cv.iptc.org/newscodes/genre/"),
            "BackgroundNewsArticle",
        );
        check(SubjectKind::Section, "Opinion", None, "OpinionNewsArticle");
    }

    #[test]
    fn nothing_else_does() {
        check(SubjectKind::Keyword, "Opinion", None, "NewsArticle");
        check(SubjectKind::Section, "Opinion polls", None, "NewsArticle");
        check(SubjectKind::Section, "Review of the year", None, "NewsArticle");
        check(SubjectKind::Genre, "Feature", None, "NewsArticle");
    }

    #[test]
    fn a_stated_class_stays() {
        let of = |kind| Article { kind: Some(kind), ..Article::default() };
        assert_eq!(class(&of(ArticleKind::Other("Report".to_owned()))), "Report");
        assert_eq!(class(&of(ArticleKind::Other("Recipe".to_owned()))), "NewsArticle");
        assert_eq!(class(&of(ArticleKind::LiveBlog)), "LiveBlogPosting");
    }
}
