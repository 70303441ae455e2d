//! What was worked out of a text, line by line and quote by quote, and why: as a table, as JSON, as a page.

mod json;
mod mark;
mod names;
mod original;
mod page;
mod quotes;
mod sheet;
mod table;
mod visible;

use wirecopy_core::decode::Decoded;
use wirecopy_model::{Article, Encoding, Source};

use original::Original;
use sheet::Sheet;

/// What was worked out of an input, with its reasons.
///
/// Quotes are numbered from 1 through all articles of the input, those inside the third `3.1`, `3.2`: the numbers by
/// which the option `text.speaker.N` names them.
///
/// ```
/// use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
/// use wirecopy_model::Record;
/// use wirecopy_text::{Explanation, PlainText};
///
/// let text = "The ferry will keep running, the council decided on Monday after a long debate.\n\
///             \"We have no choice,\" said Ines Varga, the mayor of the town.\n";
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let mut reader = PlainText.open(Input::new(text.as_bytes()), &Options::of(PlainText.format()), &mut cx)?;
/// let Some(Record::Source(source)) = reader.read(&mut cx)? else { panic!("the source comes first") };
/// let Some(Record::Article(article)) = reader.read(&mut cx)? else { panic!("then the article") };
///
/// let explanation = Explanation::new(&source, vec![*article], None);
/// assert!(explanation.table(Some(100)).contains("Ines Varga"));
/// assert_eq!(explanation.json()["articles"][0]["quotes"][0]["number"], "1");
/// assert!(explanation.page().starts_with("<!DOCTYPE html>"));
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Explanation {
    name: String,
    format: String,
    encoding: Option<Encoding>,
    sheets: Vec<Sheet>,
}

impl Explanation {
    /// Explains the articles of an input.
    ///
    /// With `input`, the input decoded again, its lines are shown whole and every place is exact. Without it, the text
    /// that each article carries is shown; places behind bytes that were invalid in their encoding may be off by a few.
    pub fn new(source: &Source, articles: Vec<Article>, input: Option<Decoded>) -> Self {
        let encoding = source.encoding.as_ref().map_or("utf-8", |encoding| &encoding.name);
        let mut sheets = Vec::new();
        if let Some(decoded) = input {
            sheets.push(Sheet::new(Original::of_input(decoded), articles, Some(1), 0));
        } else {
            let mut quotes = 0;
            for article in articles {
                let count = article.quotes.len();
                let original = Original::of_article(&article, encoding);
                sheets.push(Sheet::new(original, vec![article], None, quotes));
                quotes += count;
            }
        }
        Self {
            name: source.name.to_string(),
            format: source.format.to_string(),
            encoding: source.encoding.clone(),
            sheets,
        }
    }

    /// Whether there is anything to explain: a line, a quote, a name or a field that was worked out.
    pub fn is_empty(&self) -> bool {
        self.articles().all(|article| {
            article.annotations.is_empty() && article.quotes.is_empty() && article.inferred.is_empty()
        })
    }

    /// As tables for a terminal of this many columns. `None`: as wide as it takes.
    ///
    /// Nothing in it steers a terminal: control and direction characters are written out.
    pub fn table(&self, width: Option<usize>) -> String {
        table::table(self, width)
    }

    /// As an object with all there is; spans are in bytes of the input.
    pub fn json(&self) -> serde_json::Value {
        json::json(self)
    }

    /// As a page of HTML that needs nothing else: no script, no file, no network.
    pub fn page(&self) -> String {
        Self::page_of(std::slice::from_ref(self))
    }

    /// Several explanations as one page.
    pub fn page_of(explanations: &[Self]) -> String {
        page::page(explanations)
    }

    fn articles(&self) -> impl Iterator<Item = &Article> {
        self.sheets.iter().flat_map(|sheet| &sheet.articles)
    }
}
