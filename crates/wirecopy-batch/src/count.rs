use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use wirecopy::model::{Article, Block, ContentKind, EncodingEvidence, MentionKind, Namespace, Record};

/// How many speakers and languages are remembered; more are not told apart.
const REMEMBERED: usize = 10_000;

/// What a receipt tells of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Headings in their bodies.
    pub headings: u64,
    /// Related links between their paragraphs.
    pub related: u64,
    /// Quotations found.
    pub quotes: u64,
    /// Different names of speakers.
    pub speakers: u64,
    /// Different names and times in the texts, by what they name.
    pub mentioned: BTreeMap<MentionKind, u64>,
    /// Articles with a full body.
    pub full: u64,
    /// Articles with a summary and no full body.
    pub summaries: u64,
    /// Articles with a teaser and no more.
    pub teasers: u64,
    /// Articles with no body at all.
    pub bodiless: u64,
    /// Notices of deletion.
    pub deleted: u64,
    /// Articles that lack a title, date, author or id, by what they lack.
    pub missing: BTreeMap<&'static str, u64>,
    /// Languages, with the number of articles.
    pub languages: BTreeMap<String, u64>,
    /// Format version as the input states it.
    pub version: Option<String>,
    /// Name of the encoding.
    pub encoding: Option<String>,
    /// What decided the encoding.
    pub encoding_evidence: Option<EncodingEvidence>,
    /// Namespaces declared on the root, as prefix and URI.
    pub namespaces: Vec<(String, String)>,
    /// Title of the feed.
    pub feed_title: Option<String>,
    #[serde(skip)]
    names: BTreeSet<String>,
    #[serde(skip)]
    mentions: BTreeSet<(MentionKind, String)>,
    #[serde(skip)]
    format: Option<String>,
}

impl Counts {
    /// Adds what a record holds.
    pub fn add(&mut self, record: &Record) {
        match record {
            Record::Article(article) => self.add_article(article),
            Record::Source(source) => {
                self.version.clone_from(&source.version);
                self.format = Some(source.format.to_string());
                self.encoding = source.encoding.as_ref().map(|encoding| encoding.name.to_string());
                self.encoding_evidence = source.encoding.as_ref().map(|encoding| encoding.evidence);
                let pair = |space: &Namespace| (space.prefix.clone().unwrap_or_default(), space.uri.clone());
                self.namespaces = source.namespaces.iter().map(pair).collect();
            }
            Record::Feed(feed) => {
                self.feed_title =
                    feed.headlines.first().map(|headline| wirecopy_body::plain_text_of(&headline.text));
            }
            Record::Deleted(_) => self.deleted += 1,
            _ => {}
        }
    }

    /// Forgets the version if it is that of another format than `format`: JSON Lines speaks of its own sources.
    pub(crate) fn keep_version_of(&mut self, format: Option<&str>) {
        if self.format.as_deref() != format {
            self.version = None;
        }
    }

    fn add_article(&mut self, article: &Article) {
        self.articles += 1;
        match article.best_content().map(|content| content.kind) {
            Some(ContentKind::Full) => self.full += 1,
            Some(ContentKind::Summary) => self.summaries += 1,
            Some(ContentKind::Teaser) => self.teasers += 1,
            None => self.bodiless += 1,
        }
        self.add_blocks(&article.blocks);
        self.quotes += article.quotes.len() as u64;
        for speaker in article.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
            if self.names.len() < REMEMBERED && self.names.insert(speaker.name.clone()) {
                self.speakers += 1;
            }
        }
        for mention in &article.mentions {
            let name = mention.name.as_deref().unwrap_or(&mention.text);
            if self.mentions.len() < REMEMBERED && self.mentions.insert((mention.kind, name.to_owned())) {
                *self.mentioned.entry(mention.kind).or_default() += 1;
            }
        }
        if let Some(language) = &article.language
            && (self.languages.len() < REMEMBERED || self.languages.contains_key(&**language))
        {
            *self.languages.entry(language.to_string()).or_default() += 1;
        }
        let lacks = [
            ("title", article.headline().is_none()),
            ("date", article.published().is_none() && article.updated().is_none()),
            ("author", article.authors().next().is_none() && article.bylines.is_empty()),
            ("id", article.id.is_none()),
        ];
        for (what, _) in lacks.into_iter().filter(|(_, lacking)| *lacking) {
            *self.missing.entry(what).or_default() += 1;
        }
    }

    fn add_blocks(&mut self, blocks: &[Block]) {
        let mut open = vec![blocks];
        while let Some(blocks) = open.pop() {
            for block in blocks {
                match block {
                    Block::Heading { .. } => self.headings += 1,
                    Block::RelatedLink { .. } => self.related += 1,
                    Block::Quote { blocks, .. } | Block::Aside { blocks, .. } => open.push(blocks),
                    Block::List { items, .. } => open.extend(items.iter().map(|item| item.blocks.as_slice())),
                    _ => {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy::model::{Headline, HeadlineRole, Inline, Mention};

    #[test]
    fn names_are_counted_once() {
        let mention = |kind, name: &str| Mention { kind, text: name.to_owned(), ..Mention::default() };
        let mentions = vec![
            mention(MentionKind::Person, "Ida Holm"),
            mention(MentionKind::Place, "Ostwick"),
            mention(MentionKind::Person, "Ida Holm"),
        ];
        let mut counts = Counts::default();
        counts.add(&Record::Article(Box::new(Article { mentions, ..Article::default() })));
        assert_eq!(counts.mentioned, [(MentionKind::Person, 1), (MentionKind::Place, 1)].into());
    }

    #[test]
    fn counts_what_there_is_and_what_is_not() {
        let heading = Block::Heading { level: 2, content: vec![Inline::text("Quays")], span: None };
        let article = Article {
            headlines: vec![Headline::plain(HeadlineRole::Main, "Harbour")],
            blocks: vec![
                heading.clone(),
                Block::Quote { blocks: vec![heading], attribution: vec![], cite: None },
            ],
            ..Article::default()
        };
        let mut counts = Counts::default();
        counts.add(&Record::Article(Box::new(article)));
        assert_eq!((counts.articles, counts.headings, counts.bodiless), (1, 2, 1));
        assert_eq!(counts.missing.keys().copied().collect::<Vec<_>>(), ["author", "date", "id"]);
    }
}
