//! The table of quotations.

use wirecopy_model::{Article, PersonKind, Quote, Speaker};

use crate::about::About;
use crate::column::columns;
use crate::value::Value;

columns! {
    /// A column of the table of quotations.
    QuoteColumn:
    Article "article" Text Some("isPartOf"), "id of the article it is in";
    Source "source" Text None, "name of the input";
    Number "article_number" Number None, "number of the article in the input";
    Position "position" Number Some("position"), "number of the quotation in the article, from 1";
    Within "within" Number None, "number of the quotation it stands in";
    Continues "continues" Number None, "number of the quotation it goes on from, which was left open at the end of its paragraph";
    Kind "kind" Text None, "what sort it is: `direct`, `partial`, `scare` (a word held at arm's length) or `title`";
    Text "text" Text Some("text"), "the words without the marks";
    Certainty "certainty" Text None, "how sure it is that it is one, and of this kind, 0 to 1";
    Speaker "speaker" Text Some("spokenByCharacter"), "who said it, by the fullest form of the name in the article";
    SpeakerKind "speaker_kind" Text None, "`person` or `organization`, where the article shows it";
    Description "description" Text None, "how the article describes the speaker there";
    Cue "cue" Text None, "the word that attributes it, such as `said`";
    Addressee "addressee" Text None, "whom it was said to, as written";
    Time "time" Text None, "when it was said, as written";
    SpeakerCertainty "speaker_certainty" Text None, "how sure the speaker is, 0 to 1";
    Rule "rule" Text None, "name of the rule that told the speaker";
    Start "start" Number None, "where it starts in the input, marks included, in bytes";
    End "end" Number None, "where it ends, in bytes";
}

/// A quotation as a row.
pub(crate) struct QuoteRow<'a> {
    about: About<'a>,
    quote: &'a Quote,
    /// Position of the one it stands in.
    within: Option<usize>,
    /// Position of the one it goes on from.
    continues: Option<usize>,
}

impl<'a> QuoteRow<'a> {
    /// The quotations of an article, each before those within it.
    pub(crate) fn all(article: &'a Article) -> Vec<Self> {
        let mut rows: Vec<Self> = Vec::new();
        let mut before = None;
        for quote in &article.quotes {
            let within = Self::push(article, quote, None, before, &mut rows);
            before = Some(within);
            // those of all depths stand in this one list
            for nested in &quote.nested {
                Self::push(article, nested, Some(within), None, &mut rows);
            }
        }
        rows
    }

    fn push(
        article: &'a Article,
        quote: &'a Quote,
        within: Option<usize>,
        before: Option<usize>,
        rows: &mut Vec<Self>,
    ) -> usize {
        let position = rows.len() + 1;
        let continues = before.filter(|_| quote.continues);
        rows.push(Self { about: About::new(article, position), quote, within, continues });
        position
    }

    pub(crate) fn value(&self, column: QuoteColumn) -> Value<'_> {
        let quote = self.quote;
        let number = |number: Option<usize>| number.map_or(Value::Absent, Value::count);
        let said =
            |part: fn(&Speaker) -> Option<&str>| Value::optional(quote.speaker.as_ref().and_then(part));
        match column {
            QuoteColumn::Article => self.about.id(),
            QuoteColumn::Source => self.about.source(),
            QuoteColumn::Number => self.about.number(),
            QuoteColumn::Position => self.about.position(),
            QuoteColumn::Within => number(self.within),
            QuoteColumn::Continues => number(self.continues),
            QuoteColumn::Kind => Value::text(quote.kind.as_str()),
            QuoteColumn::Text => Value::text(quote.text.as_str()),
            QuoteColumn::Certainty => Value::text(quote.certainty.to_string()),
            QuoteColumn::Speaker => said(|speaker| Some(&speaker.name)),
            QuoteColumn::SpeakerKind => said(|speaker| {
                speaker.kind.map(|kind| match kind {
                    PersonKind::Person => "person",
                    PersonKind::Organization => "organization",
                })
            }),
            QuoteColumn::Description => said(|speaker| speaker.description.as_deref()),
            QuoteColumn::Cue => said(|speaker| speaker.cue.as_deref()),
            QuoteColumn::Addressee => said(|speaker| speaker.addressee.as_deref()),
            QuoteColumn::Time => said(|speaker| speaker.time.as_deref()),
            QuoteColumn::SpeakerCertainty => {
                Value::optional(quote.speaker.as_ref().map(|speaker| speaker.certainty.to_string()))
            }
            QuoteColumn::Rule => said(|speaker| Some(&speaker.rule)),
            QuoteColumn::Start => Value::Number(quote.span.start),
            QuoteColumn::End => Value::Number(quote.span.end),
        }
    }
}
