//! What an item and a feed have in common while they are read.

use wirecopy_model::{
    Article, ArticleKind, Cloud, Comments, Content, ContentKind, Description, Extensions, Feed, FeedFamily,
    FeedImage, Generator, Headline, Id, Link, LinkRel, Media, Person, Place, Reply, Rights, RoleDate, Series,
    Shared, Span, Status, Subject, Text, TextInput,
};

use crate::modules;
use crate::people;
use crate::scan::Level;

/// The metadata of an item, a feed, or the feed an item came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meta {
    pub(crate) kind: Option<ArticleKind>,
    pub(crate) ids: Vec<Id>,
    pub(crate) headlines: Vec<Headline>,
    pub(crate) descriptions: Vec<Description>,
    pub(crate) contents: Vec<Content>,
    pub(crate) people: Vec<Person>,
    pub(crate) dates: Vec<RoleDate>,
    pub(crate) links: Vec<Link>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) places: Vec<Place>,
    pub(crate) rights: Vec<Rights>,
    pub(crate) media: Vec<Media>,
    pub(crate) series: Option<Series>,
    /// How many kept elements of modules are still to be looked at.
    pub(crate) unsettled: u32,
    /// How many `media:group` were seen.
    pub(crate) groups: u32,
    pub(crate) language: Option<Shared>,
    /// Whether `language` is what the format's own element says.
    pub(crate) is_own_language: bool,
    pub(crate) base: Option<Shared>,
    pub(crate) status: Option<Status>,
    pub(crate) comments: Option<Comments>,
    pub(crate) replies: Vec<Reply>,
    pub(crate) origin: Option<Box<Feed>>,
    pub(crate) images: Vec<FeedImage>,
    pub(crate) generator: Option<Generator>,
    pub(crate) docs: Option<String>,
    pub(crate) ttl: Option<String>,
    pub(crate) rating: Option<String>,
    pub(crate) skip_hours: Vec<String>,
    pub(crate) skip_days: Vec<String>,
    pub(crate) cloud: Option<Cloud>,
    pub(crate) text_input: Option<TextInput>,
    pub(crate) info: Option<Text>,
    pub(crate) complete: bool,
    pub(crate) archive: bool,
    pub(crate) extensions: Extensions,
}

impl Meta {
    /// What a member of a list takes beside its text, roughly, in bytes.
    pub(crate) const MEMBER: u64 = 128;

    /// The room that lists take beside the text in them, roughly, in bytes.
    pub(crate) fn room(&self) -> u64 {
        self.members() as u64 * Self::MEMBER
    }

    /// How many members the lists have.
    pub(crate) fn members(&self) -> usize {
        self.extensions.nodes.len()
            + self.ids.len()
            + self.headlines.len()
            + self.descriptions.len()
            + self.contents.len()
            + self.people.len()
            + self.dates.len()
            + self.links.len()
            + self.subjects.len()
            + self.places.len()
            + self.rights.len()
            + self.media.len()
            + self.replies.len()
            + self.images.len()
            + self.skip_hours.len()
            + self.skip_days.len()
    }

    /// The first id counts, the others follow it.
    fn split_ids(ids: Vec<Id>) -> (Option<Id>, Vec<Id>) {
        let mut ids = ids;
        if ids.is_empty() {
            return (None, ids);
        }
        // the format's own id comes before those of modules
        let own = ids.iter().position(|id| id.role.is_none()).unwrap_or_default();
        let first = ids.remove(own);
        (Some(first), ids)
    }

    /// Puts what the format's usual element says before what came from modules; the order stays otherwise.
    fn rank(&mut self) {
        if self.headlines.len() > 1 {
            self.headlines.sort_by_key(|headline| headline.origin.is_some());
        }
        if self.descriptions.len() > 1 {
            self.descriptions.sort_by_key(|description| description.origin.is_some());
        }
        if self.people.len() > 1 {
            self.people.sort_by_key(|person| person.origin.is_some());
        }
        if self.rights.len() > 1 {
            self.rights.sort_by_key(|rights| rights.origin.is_some());
        }
        if self.contents.len() > 1 {
            // contents stay in document order but for summaries, where the first one counts
            let is_summary = |content: &Content| content.kind == ContentKind::Summary;
            let own =
                self.contents.iter().position(|content| is_summary(content) && content.origin.is_none());
            let foreign =
                self.contents.iter().position(|content| is_summary(content) && content.origin.is_some());
            if let (Some(own), Some(foreign)) = (own, foreign)
                && foreign < own
            {
                let content = self.contents.remove(own);
                self.contents.insert(foreign, content);
            }
        }
        if self.dates.len() > 1 {
            self.dates.sort_by_key(|date| date.origin.is_some());
        }
        if self.rights.len() > 1 {
            self.rights.sort_by_key(|rights| rights.origin.is_some());
        }
        if self.links.len() > 1 && self.links.iter().any(|link| link.origin.is_some()) {
            // links stay in document order but for the page itself, where the first one counts
            let is_foreign = |link: &Link| link.rel == LinkRel::Alternate && link.origin.is_some();
            let own =
                self.links.iter().position(|link| link.rel == LinkRel::Alternate && link.origin.is_none());
            let foreign = self.links.iter().position(is_foreign);
            if let (Some(own), Some(foreign)) = (own, foreign)
                && foreign < own
            {
                let link = self.links.remove(own);
                self.links.insert(foreign, link);
            }
        }
    }

    /// The article these are the metadata of.
    pub(crate) fn into_article(mut self, source: &Shared, position: u64, span: Span) -> Article {
        self.rank();
        modules::settle(&mut self, Level::Item);
        let (id, alt_ids) = Self::split_ids(self.ids);
        Article {
            source: source.clone(),
            position: Some(position),
            id,
            alt_ids,
            kind: self.kind,
            status: self.status,
            headlines: self.headlines,
            inferred: people::inferred(&self.people),
            people: self.people,
            dates: self.dates,
            links: self.links,
            subjects: self.subjects,
            places: self.places,
            language: self.language,
            base: self.base,
            contents: self.contents,
            media: self.media,
            rights: self.rights,
            series: self.series,
            comments: self.comments,
            in_reply_to: self.replies,
            origin_feed: self.origin,
            span: Some(span),
            extensions: self.extensions,
            ..Article::default()
        }
    }

    /// The feed these are the metadata of.
    pub(crate) fn into_feed(mut self, source: &Shared, family: FeedFamily) -> Feed {
        self.rank();
        modules::settle(&mut self, Level::Feed);
        let (own, others) = Self::split_ids(self.ids);
        let id = own.or_else(|| others.into_iter().next());
        Feed {
            source: source.clone(),
            family: Some(family),
            id,
            headlines: self.headlines,
            descriptions: self.descriptions,
            links: self.links,
            people: self.people,
            dates: self.dates,
            subjects: self.subjects,
            places: self.places,
            rights: self.rights,
            language: self.language,
            base: self.base,
            images: self.images,
            media: self.media,
            generator: self.generator,
            docs: self.docs,
            ttl: self.ttl,
            rating: self.rating,
            skip_hours: self.skip_hours,
            skip_days: self.skip_days,
            cloud: self.cloud,
            text_input: self.text_input,
            info: self.info,
            complete: self.complete,
            archive: self.archive,
            extensions: self.extensions,
            ..Feed::default()
        }
    }
}
