//! The files of an article, each address once.

use std::collections::BTreeMap;

use wirecopy_body::{inline_text, plain_text_of};
use wirecopy_model::{Article, Block, Inline, Media, Piece, Walk};

/// What is known of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub(crate) url: &'a str,
    pub(crate) media_type: Option<&'a str>,
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    pub(crate) bytes: Option<&'a str>,
    pub(crate) caption: String,
    pub(crate) credits: Vec<&'a str>,
    pub(crate) alt: &'a str,
    pub(crate) rights: &'a str,
}

/// The files of an article: those that belong to it, then those within its body. What several places say of one is put
/// together; of two that say the same thing differently the first counts.
pub(crate) fn rows(article: &Article) -> Vec<Row<'_>> {
    let mut rows = Rows::default();
    for media in &article.media {
        rows.extend(of_media(media, &[], None));
    }
    let updates = article.updates.iter().map(|update| update.blocks.as_slice());
    for blocks in std::iter::once(article.blocks.as_slice()).chain(updates) {
        for piece in Walk::new(blocks) {
            match piece {
                Piece::Block(Block::Figure { media, caption, credit }) => {
                    for media in media {
                        rows.extend(of_media(media, caption, credit.as_deref()));
                    }
                }
                Piece::Inline(Inline::Image { src, alt, .. }) => {
                    rows.extend(Some(Row { url: src, alt, ..Row::default() }));
                }
                _ => {}
            }
        }
    }
    rows.rows
}

/// Rows, each address once.
#[derive(Default)]
struct Rows<'a> {
    rows: Vec<Row<'a>>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Rows<'a> {
    fn extend(&mut self, row: Option<Row<'a>>) {
        let Some(row) = row else { return };
        let place = *self.places.entry(row.url).or_insert(self.rows.len());
        match self.rows.get_mut(place) {
            Some(known) => known.add(row),
            None => self.rows.push(row),
        }
    }
}

fn of_media<'a>(media: &'a Media, caption: &[Inline], credit: Option<&'a str>) -> Option<Row<'a>> {
    let own = media.caption.as_ref().map(plain_text_of).filter(|caption| !caption.is_empty());
    let mut credits: Vec<&str> = media.credits.iter().map(String::as_str).collect();
    credits.extend(credit.filter(|credit| !credits.contains(credit)));
    Some(Row {
        url: media.url.as_deref()?,
        media_type: media.media_type.as_deref(),
        width: media.width,
        height: media.height,
        bytes: media.length.as_deref(),
        caption: own.unwrap_or_else(|| inline_text(caption)),
        credits,
        alt: media.alt.as_deref().unwrap_or_default(),
        rights: media.rights.as_deref().unwrap_or_default(),
    })
}

impl<'a> Row<'a> {
    fn add(&mut self, other: Row<'a>) {
        self.media_type = self.media_type.or(other.media_type);
        // a width and a height of two places need not belong together
        if (self.width, self.height) == (None, None) {
            (self.width, self.height) = (other.width, other.height);
        }
        self.bytes = self.bytes.or(other.bytes);
        if self.caption.is_empty() {
            self.caption = other.caption;
        }
        if self.credits.is_empty() {
            self.credits = other.credits;
        }
        if self.alt.is_empty() {
            self.alt = other.alt;
        }
        if self.rights.is_empty() {
            self.rights = other.rights;
        }
    }
}
