//! The table of media.

use std::borrow::Cow;
use std::cell::Cell;

use wirecopy_body::{inline_text, is_safe_target, plain_text_of};
use wirecopy_core::Drops;
use wirecopy_model::{Article, Block, Inline, Media, MediaKind, MediaRole, Piece, Walk};

use crate::about::About;
use crate::column::columns;
use crate::value::Value;

columns! {
    /// A column of the table of media.
    MediaColumn:
    Article "article" Text Some("isPartOf"), "id of the article it belongs to";
    Source "source" Text None, "name of the input";
    Number "article_number" Number None, "number of the article in the input";
    Position "position" Number Some("position"), "number of the file in the article, from 1";
    Url "url" Address Some("contentUrl"), "its address";
    Where "where" Text None, "`article` where the source lists it beside the body, `body` where it stands within it";
    Role "role" Text None, "its part: `attachment`, `content`, `thumbnail`, `player`, or as the source calls it";
    Kind "kind" Text None, "what it is: `image`, `audio`, `video`, `document`, `executable` or `embed`";
    MediaType "media_type" Text Some("encodingFormat"), "its media type";
    Width "width" Number Some("width"), "width in pixels";
    Height "height" Number Some("height"), "height in pixels";
    Length "length" Text Some("contentSize"), "its size as written, in bytes by the standards";
    Duration "duration" Text Some("duration"), "its duration as written";
    Title "title" Text Some("name"), "its title, as plain text";
    Alt "alt" Text None, "text for those who do not see it";
    Caption "caption" Text Some("caption"), "its caption, as plain text";
    Credit "credit" List Some("creditText"), "who is credited";
    Rights "rights" Text Some("copyrightNotice"), "copyright or licence of the file";
    Group "group" Number None, "renditions of one work share this number within an article";
}

/// A file as a row.
pub(crate) struct MediaRow<'a> {
    about: About<'a>,
    shown: Shown<'a>,
    unsafe_targets: Cell<u64>,
}

enum Shown<'a> {
    Beside(&'a Media),
    Figure { media: &'a Media, caption: &'a [Inline], credit: Option<&'a str> },
    Image { src: &'a str, alt: &'a str, title: Option<&'a str> },
    Embed { url: &'a str, provider: Option<&'a str>, title: Option<&'a str> },
}

impl<'a> MediaRow<'a> {
    /// What belongs to an article, then what stands within its body.
    pub(crate) fn all(article: &'a Article) -> Vec<Self> {
        let mut shown: Vec<Shown<'a>> = article.media.iter().map(Shown::Beside).collect();
        for piece in Walk::new(&article.blocks) {
            match piece {
                Piece::Block(Block::Figure { media, caption, credit }) => {
                    let credit = credit.as_deref();
                    shown.extend(media.iter().map(|media| Shown::Figure { media, caption, credit }));
                }
                Piece::Block(Block::Embed { url, kind, title }) => {
                    shown.push(Shown::Embed { url, provider: kind.as_deref(), title: title.as_deref() });
                }
                Piece::Inline(Inline::Image { src, alt, title }) => {
                    shown.push(Shown::Image { src, alt, title: title.as_deref() });
                }
                _ => {}
            }
        }
        let row = |(index, shown)| Self {
            about: About::new(article, index + 1),
            shown,
            unsafe_targets: Cell::new(0),
        };
        shown.into_iter().enumerate().map(row).collect()
    }

    pub(crate) fn value(&self, column: MediaColumn) -> Value<'_> {
        let media = self.media();
        let number =
            |number: Option<u32>| number.map_or(Value::Absent, |number| Value::Number(number.into()));
        match column {
            MediaColumn::Article => self.about.id(),
            MediaColumn::Source => self.about.source(),
            MediaColumn::Number => self.about.number(),
            MediaColumn::Position => self.about.position(),
            MediaColumn::Url => Value::optional(self.url().filter(|url| self.is_safe(url))),
            MediaColumn::Where => {
                Value::text(if matches!(self.shown, Shown::Beside(_)) { "article" } else { "body" })
            }
            MediaColumn::Role => match &self.shown {
                Shown::Beside(media) => Value::text(role(&media.role)),
                _ => Value::text("content"),
            },
            MediaColumn::Kind => match &self.shown {
                Shown::Image { .. } => Value::text("image"),
                Shown::Embed { .. } => Value::text("embed"),
                Shown::Beside(media) | Shown::Figure { media, .. } => Value::optional(media.kind.map(kind)),
            },
            MediaColumn::MediaType => Value::optional(media.and_then(|media| media.media_type.as_deref())),
            MediaColumn::Width => number(media.and_then(|media| media.width)),
            MediaColumn::Height => number(media.and_then(|media| media.height)),
            MediaColumn::Length => Value::optional(media.and_then(|media| media.length.as_deref())),
            MediaColumn::Duration => Value::optional(media.and_then(|media| media.duration.as_deref())),
            MediaColumn::Title => match &self.shown {
                Shown::Image { title, .. } => Value::optional(*title),
                Shown::Embed { title, provider, .. } => Value::optional(title.or(*provider)),
                Shown::Beside(media) | Shown::Figure { media, .. } => {
                    Value::optional(media.title.as_ref().map(plain_text_of))
                }
            },
            MediaColumn::Alt => match &self.shown {
                Shown::Image { alt, .. } => Value::text(*alt),
                _ => Value::optional(media.and_then(|media| media.alt.as_deref())),
            },
            MediaColumn::Caption => match &self.shown {
                Shown::Figure { caption, .. } if !caption.is_empty() => Value::text(inline_text(caption)),
                _ => Value::optional(media.and_then(|media| media.caption.as_ref()).map(plain_text_of)),
            },
            MediaColumn::Credit => {
                let of_figure = match &self.shown {
                    Shown::Figure { credit, .. } => *credit,
                    _ => None,
                };
                let own = media.into_iter().flat_map(|media| &media.credits).map(String::as_str);
                Value::list(own.chain(of_figure).map(Cow::Borrowed))
            }
            MediaColumn::Rights => Value::optional(media.and_then(|media| media.rights.as_deref())),
            MediaColumn::Group => number(media.and_then(|media| media.group)),
        }
    }

    fn media(&self) -> Option<&'a Media> {
        match &self.shown {
            Shown::Beside(media) | Shown::Figure { media, .. } => Some(media),
            _ => None,
        }
    }

    fn url(&self) -> Option<&'a str> {
        match &self.shown {
            Shown::Beside(media) | Shown::Figure { media, .. } => media.url.as_deref(),
            Shown::Image { src, .. } => Some(src),
            Shown::Embed { url, .. } => Some(url),
        }
    }

    fn is_safe(&self, url: &str) -> bool {
        let safe = is_safe_target(url);
        self.unsafe_targets.set(self.unsafe_targets.get() + u64::from(!safe));
        safe
    }

    pub(crate) fn unsafe_targets(&self) -> u64 {
        self.unsafe_targets.get()
    }

    pub(crate) fn count_drops(&self, drops: &mut Drops) {
        let Some(media) = self.media() else { return };
        // two captions, of the file and of what it stands in, and the second is the one that is shown
        let second = matches!(&self.shown, Shown::Figure { caption, .. } if !caption.is_empty());
        drops.add("article.media.caption", usize::from(second && media.caption.is_some()));
    }
}

fn kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "image",
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Document => "document",
        MediaKind::Executable => "executable",
        _ => "other",
    }
}

fn role(role: &MediaRole) -> &str {
    match role {
        MediaRole::Attachment => "attachment",
        MediaRole::Content => "content",
        MediaRole::Thumbnail => "thumbnail",
        MediaRole::Player => "player",
        MediaRole::Other(name) => name,
        _ => "other",
    }
}
