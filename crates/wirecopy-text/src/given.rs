//! What the caller says of single lines and quotes, which beats every rule.

use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_core::{Error, Options};
use wirecopy_model::{Certainty, Quote, Speaker};

use crate::kind::{Kind, Verdict};
use crate::layout::Unit;

/// What the caller says of the lines and quotes of an article. What was used is taken out, so that at the end is left
/// what names nothing.
#[derive(Debug, Default)]
pub(crate) struct Given {
    lines: BTreeMap<u32, Kind>,
    /// By number of the quote, and of the one nested in it. `None`: nobody is to be named.
    speakers: BTreeMap<(usize, usize), Option<String>>,
}

/// The part of the input an article is.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    /// The lines that may be named here. Without end: it is the last article.
    pub lines: Range<u32>,
    /// How many quotes the articles before it have.
    pub quotes_before: usize,
}

impl Default for Share {
    fn default() -> Self {
        Self { lines: 0..u32::MAX, quotes_before: 0 }
    }
}

impl Given {
    /// Reads the options `line.N` and `speaker.N`.
    ///
    /// # Errors
    /// When one has no number, or names what there is not.
    pub(crate) fn read(options: &Options) -> Result<Self, Error> {
        let mut given = Self::default();
        for (name, value) in options.set() {
            if let Some(number) = name.strip_prefix("line.") {
                given.lines.insert(line_number(number)?, kind_named(value)?);
            } else if let Some(number) = name.strip_prefix("speaker.") {
                let name = match value.trim() {
                    "" => {
                        return Err(Error::usage(format!("the speaker of quote {number} has no name"))
                            .hint("write `-` for nobody"));
                    }
                    "-" => None,
                    name => Some(name.to_owned()),
                };
                given.speakers.insert(quote_number(number)?, name);
            }
        }
        Ok(given)
    }

    /// Puts in what is said of the lines among `units`, of which each has its verdict.
    pub(crate) fn overrule(&mut self, units: &[Unit], verdicts: &mut [Verdict]) {
        self.lines.retain(|&line, kind| {
            let at = units.partition_point(|unit| unit.line <= line).checked_sub(1);
            let is_there =
                |unit: &Unit| usize::try_from(line - unit.line).is_ok_and(|below| below < unit.lines);
            let at = at.filter(|&at| units.get(at).is_some_and(is_there));
            let Some(slot) = at.and_then(|at| verdicts.get_mut(at)) else { return true };
            *slot = Verdict::given(*kind);
            false
        });
    }

    /// Puts in the speakers of the quotes of an article, of which so many quotes stand `before` in the input.
    pub(crate) fn name_speakers(&mut self, quotes: &mut [Quote], before: usize) {
        self.speakers.retain(|&(number, nested), name| {
            let quote = number.checked_sub(before + 1).and_then(|at| quotes.get_mut(at));
            let quote = match nested.checked_sub(1) {
                Some(at) => quote.and_then(|quote| quote.nested.get_mut(at)),
                None => quote,
            };
            let Some(quote) = quote else { return true };
            quote.speaker = name.take().map(|name| said_by(name, quote.speaker.take()));
            false
        });
    }

    /// Ends the article, which is `share` of the input. `has_quotes`: whether quotes were looked for at all.
    ///
    /// # Errors
    /// When something was said of a line without text, or of a quote that is not there.
    pub(crate) fn finish(self, share: &Share, has_quotes: bool) -> Result<(), Error> {
        if let Some((line, _)) = self.lines.range(share.lines.clone()).next() {
            return Err(Error::usage(format!("line {line} holds no text"))
                .hint("lines are counted from 1, blank ones too"));
        }
        // those of an article before were used there, those of one after will be
        let is_last = share.lines.end == u32::MAX;
        let mut own = self.speakers.keys().filter(|(number, _)| *number > share.quotes_before);
        match own.next().filter(|_| is_last && has_quotes) {
            None => Ok(()),
            Some(&(number, nested)) => {
                let inner = if nested > 0 { format!(".{nested}") } else { String::new() };
                Err(Error::usage(format!("there is no quote {number}{inner}"))
                    .hint("`wirecopy explain` numbers them"))
            }
        }
    }
}

/// The speaker of that name. Where the rules found the same one, what they found beside the name stays.
fn said_by(name: String, found: Option<Speaker>) -> Speaker {
    let found = found.filter(|found| found.name == name).unwrap_or_default();
    Speaker { name, certainty: Certainty::CERTAIN, rule: "given".into(), ..found }
}

fn line_number(number: &str) -> Result<u32, Error> {
    number.parse().map_err(|_| {
        Error::usage(format!("`{number}` is no line number")).hint("write `text.line.12=heading`")
    })
}

/// `3`, or `3.1` for the first quote inside the third.
fn quote_number(number: &str) -> Result<(usize, usize), Error> {
    let (outer, nested) = number.split_once('.').unwrap_or((number, "0"));
    match (outer.parse(), nested.parse()) {
        (Ok(outer), Ok(nested)) if outer > 0 => Ok((outer, nested)),
        _ => Err(Error::usage(format!("`{number}` is no number of a quote"))
            .hint("write `text.speaker.3=NAME`, with the number that `wirecopy explain` shows")),
    }
}

/// The kinds of line that a text is told to hold, by the names that annotations and the option `line.N` have for them,
/// with what each is.
///
/// ```
/// assert!(wirecopy_text::line_kinds().any(|(name, _)| name == "heading"));
/// ```
pub fn line_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    Kind::ALL.iter().map(|(name, kind)| (*name, meaning(*kind)))
}

fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Lead => "The first paragraph of the story.",
        Kind::Paragraph => "Running text.",
        Kind::Heading => "The head of a section inside the story.",
        Kind::RelatedLink => "A pointer to another story, which is no part of this one.",
        Kind::ListItem => "An item of a list.",
        Kind::Headline => "The title, above the story.",
        Kind::Deck => "The standfirst, between title and story.",
        Kind::Byline => "Who wrote it.",
        Kind::Date => "When it was published or updated.",
        Kind::Caption => "The words or the credit of a picture.",
        Kind::EndMark => "A sign or word that says that the story is over, such as `-30-`.",
        Kind::Boilerplate => "What is written below every story: credits, rights, about the sender.",
        Kind::Kicker => "A label above the title, such as the section.",
        Kind::Slug => "The line that names a wire story across its versions.",
        Kind::Embargo => "Until when it may not be published, or that it may be at once.",
        Kind::Dateline => "Place, and mostly agency or day, on a line of their own.",
        Kind::CreditLine => "The agency, on a line of its own.",
        Kind::PullQuote => "Words of the story set large, which are not said twice.",
        Kind::Question => "What is asked in an interview.",
        Kind::Answer => "What is answered in an interview.",
        Kind::Note => "Words to editors, which are not for the public.",
        Kind::Rule => "Nothing but signs that part sections.",
        Kind::Header => "The header of a mail, or the fields of front matter.",
    }
}

fn kind_named(value: &str) -> Result<Kind, Error> {
    Kind::ALL.iter().find(|(name, _)| *name == value).map(|(_, kind)| *kind).ok_or_else(|| {
        let names: Vec<_> = Kind::ALL.iter().map(|(name, _)| *name).collect();
        Error::usage(format!("there is no kind of line `{value}`"))
            .hint(format!("choose from {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Policy, Settings};
    use wirecopy_model::{Article, Record};

    use super::*;
    use crate::PlainText;

    const TEXT: &str = "Fares will rise by a tenth in May, the ferry company said on Monday.\n\
                        \n\
                        What changes\n\
                        \"We have no choice left,\" said Ines Varga, the manager. She blamed the price of fuel.\n\
                        Riders were surprised.\n\
                        \"Nobody told us a thing about it,\" one of them said on the quay.\n";

    fn read(set: &[(&str, &str)]) -> Result<Article, Error> {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let mut settings = Settings::default();
        for (key, value) in set {
            settings.set(*key, *value);
        }
        let options = settings.for_format(PlainText.format())?;
        let mut reader = PlainText.open(Input::new(TEXT.as_bytes()), &options, &mut cx)?;
        while let Some(record) = reader.read(&mut cx)? {
            if let Record::Article(article) = record {
                return Ok(*article);
            }
        }
        panic!("there is an article");
    }

    #[track_caller]
    fn check(set: &[(&str, &str)], kinds: &str, speakers: &[Option<&str>]) {
        let article = read(set).unwrap();
        let found: Vec<_> =
            article.annotations.iter().map(|line| line.kind.get(..1).unwrap_or_default()).collect();
        assert_eq!(found.concat(), kinds);
        let said: Vec<_> = article
            .quotes
            .iter()
            .map(|quote| quote.speaker.as_ref().map(|speaker| speaker.name.as_str()))
            .collect();
        assert_eq!(said, speakers);
    }

    #[test]
    fn the_caller_beats_every_rule() {
        check(&[], "lhppp", &[Some("Ines Varga"), None]);
        check(&[("text.line.3", "paragraph")], "lpppp", &[Some("Ines Varga"), None]);
        check(&[("text.speaker.1", "-"), ("text.speaker.2", "a rider")], "lhppp", &[None, Some("a rider")]);
    }

    #[test]
    fn what_is_given_is_certain_and_says_so() {
        let article = read(&[("text.speaker.1", "Ines Varga")]).unwrap();
        let speaker = article.quotes.first().and_then(|quote| quote.speaker.as_ref()).unwrap();
        assert_eq!((speaker.certainty, &*speaker.rule), (Certainty::CERTAIN, "given"));
        assert_eq!(speaker.cue.as_deref(), Some("said"), "the same name as was found");
    }

    #[test]
    fn what_is_said_of_another_article_waits() {
        let mut settings = Settings::default();
        settings.set("text.line.40", "heading");
        settings.set("text.speaker.2", "Ines Varga");
        settings.set("text.speaker.5", "-");
        let options = settings.for_format(Importer::format(&PlainText)).unwrap();
        let finish = |lines, quotes_before, quotes: usize| {
            let mut given = Given::read(&options).unwrap();
            let mut quotes = vec![Quote::default(); quotes];
            given.name_speakers(&mut quotes, quotes_before);
            let named = quotes.iter().position(|quote| quote.speaker.is_some());
            (named, given.finish(&Share { lines, quotes_before }, true).is_ok())
        };
        assert_eq!(finish(0..20, 0, 2), (Some(1), true));
        assert_eq!(finish(20..40, 2, 1), (None, true));
        assert_eq!(finish(30..41, 2, 1), (None, false), "line 40 is blank");
        assert_eq!(finish(41..u32::MAX, 3, 2), (None, true));
        assert_eq!(finish(41..u32::MAX, 3, 1), (None, false), "there is no fifth quote");
    }

    #[test]
    fn every_kind_says_what_it_is() {
        let all: Vec<_> = line_kinds().collect();
        assert_eq!(all.len(), Kind::ALL.len());
        let said: std::collections::BTreeSet<_> = all.iter().map(|(_, what)| *what).collect();
        assert_eq!(said.len(), all.len(), "no two are the same");
        assert!(said.iter().all(|what| what.ends_with('.') && what.matches(". ").count() == 0));
    }

    #[test]
    fn what_names_nothing_is_refused() {
        for (key, value) in [
            ("text.line.2", "heading"),
            ("text.line.99", "heading"),
            ("text.line.x", "heading"),
            ("text.line.3", "poem"),
            ("text.speaker.3", "Ines Varga"),
            ("text.speaker.0", "Ines Varga"),
            ("text.speaker.1.1", "Ines Varga"),
            ("text.speaker.1", " "),
        ] {
            assert!(read(&[(key, value)]).is_err(), "{key}={value}");
        }
        assert!(read(&[("text.speaker.9", "-"), ("text.quotes", "false")]).is_ok());
    }
}
