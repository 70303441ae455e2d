//! Explanations as one page of HTML: no script, nothing from elsewhere, and all text of an input escaped.

mod back;
mod head;
mod html;
mod line;

use super::Explanation;
use super::mark::{Pieces, marks};
use super::quotes::Numbered;
use super::sheet::Sheet;
use html::Html;
use line::Lines;

const STYLE: &str = include_str!("page/style.css");

/// What a page may do, for browsers: nothing but look as it says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn page(explanations: &[Explanation]) -> String {
    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY).raw("\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    match explanations {
        [one] => html.attribute(&one.name).raw(" explained"),
        several => html.raw(&format!("{} texts explained", several.len())),
    };
    html.raw("</title>\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the text</a>\n");
    if explanations.len() > 1 {
        head::contents(explanations, &mut html);
    }
    html.raw("<main id=\"main\">\n");
    for (at, explanation) in explanations.iter().enumerate() {
        input(explanation, at + 1, &mut html);
    }
    html.raw("</main>\n");
    head::legend(&mut html);
    html.raw("<footer>Made by wirecopy from the bytes of the input alone. The text is shown as it is; all else on this page was worked out.</footer>\n</body>\n</html>\n");
    html.into_text()
}

/// One input: what it is, its text, what was found in it.
fn input(explanation: &Explanation, number: usize, html: &mut Html) {
    html.raw(&format!("<article class=\"input\" id=\"i{number}\" aria-labelledby=\"i{number}-name\">\n"));
    let sheets: Vec<View<'_>> = explanation
        .sheets
        .iter()
        .enumerate()
        .map(|(at, sheet)| View::new(sheet, format!("i{number}s{}", at + 1)))
        .collect();
    head::header(explanation, &sheets, number, html);
    for view in &sheets {
        let marks = marks(view.sheet, &view.quotes);
        Lines::new(view).write(&mut Pieces::new(&marks), html);
        back::tables(view, html);
    }
    html.raw("</article>\n");
}

/// A sheet with what is asked of it again and again.
struct View<'e> {
    sheet: &'e Sheet,
    quotes: Vec<Numbered<'e>>,
    /// Names of the speakers, in the order of their first quotes.
    speakers: Vec<&'e str>,
    /// For each quote its speaker.
    spoken_by: Vec<Option<usize>>,
    /// With what ids of its elements begin.
    id: String,
}

impl<'e> View<'e> {
    fn new(sheet: &'e Sheet, id: String) -> Self {
        let quotes = sheet.quotes();
        let (mut speakers, mut spoken_by) = (Vec::new(), Vec::with_capacity(quotes.len()));
        let mut known = std::collections::BTreeMap::new();
        for numbered in &quotes {
            let name = numbered.quote.speaker.as_ref().map(|speaker| speaker.name.as_str());
            spoken_by.push(name.map(|name| {
                *known.entry(name).or_insert_with(|| {
                    speakers.push(name);
                    speakers.len() - 1
                })
            }));
        }
        Self { sheet, quotes, speakers, spoken_by, id }
    }

    /// The class that gives a quote the colour of its speaker.
    fn colour(&self, quote: usize) -> String {
        colour(self.spoken_by.get(quote).copied().flatten())
    }

    /// The id of a quote's note.
    fn quote_id(&self, quote: usize) -> String {
        let number = self.quotes.get(quote).map_or("", |numbered| &numbered.number);
        format!("{}-q{}", self.id, number.replace('.', "-"))
    }
}

/// Speakers have eight colours; quotes of nobody known have none.
fn colour(speaker: Option<usize>) -> String {
    speaker.map_or("s-none".to_owned(), |speaker| format!("s{}", speaker % 8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Annotation, Article, Certainty, Content, Quote, Source, Span, Speaker};

    fn explanation(text: &str, quotes: Vec<Quote>) -> Explanation {
        let span = Span::new(0, text.len() as u64);
        let content = Content {
            media_type: "text/plain".into(),
            value: text.to_owned(),
            span: Some(span),
            ..Content::default()
        };
        let annotation = Annotation {
            kind: "paragraph".into(),
            line: Some(1),
            span,
            certainty: Certainty::thousandths(950),
            evidence: vec!["<b>long</b>".into()],
            ..Annotation::default()
        };
        let article =
            Article { contents: vec![content], annotations: vec![annotation], quotes, ..Article::default() };
        Explanation::new(&Source { name: "a<b>.txt".into(), ..Source::default() }, vec![article], None)
    }

    #[test]
    fn nothing_of_an_input_is_markup() {
        let page = explanation("<script>alert(1)</script> & \"x\u{202e}y\u{0}\"", Vec::new()).page();
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "));
        assert!(!page.contains("<script") && !page.contains("<b>long"));
        assert!(!page.contains(['\u{202e}', '\0']));
        assert!(page.contains("U+202E") && page.contains("U+0000"));
    }

    #[test]
    fn quotes_are_marked_and_lead_to_their_reasons() {
        let text = "\"No,\" said Ida.";
        let quote = Quote {
            span: Span::new(0, 5),
            inner: Span::new(1, 4),
            text: "No,".to_owned(),
            certainty: Certainty::thousandths(970),
            speaker: Some(Speaker {
                name: "Ida".to_owned(),
                mention: Some(Span::new(11, 14)),
                cue_span: Some(Span::new(6, 10)),
                rule: "verb-name".into(),
                ..Speaker::default()
            }),
            ..Quote::default()
        };
        let page = explanation(text, vec![quote]).page();
        for part in
            ["href=\"#i1s1-q1\"", "id=\"i1s1-q1\"", "class=\"who s0\"", "class=\"cue s0\"", "verb-name"]
        {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }

    #[test]
    fn a_page_takes_several() {
        let both = [explanation("One.", Vec::new()), explanation("Two.", Vec::new())];
        let page = page(&both);
        assert!(
            page.contains("id=\"i1\"") && page.contains("id=\"i2\"") && page.contains("2 texts explained")
        );
    }
}
