use std::collections::BTreeSet;

use crate::{Article, Block, Inline, Media, MediaKind, Piece, Text, Walk};

/// A picture of an article, wherever the article has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its caption.
    pub caption: Option<Caption<'a>>,
    /// Who is credited, the first one.
    pub credit: Option<&'a str>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

/// The caption of a [`Picture`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption<'a> {
    /// As the source gave it.
    Text(&'a Text),
    /// As a line of the body.
    Inlines(&'a [Inline]),
}

impl Media {
    /// Whether it is a picture: by its kind, else by its media type.
    pub fn is_picture(&self) -> bool {
        match self.kind {
            Some(kind) => kind == MediaKind::Image,
            None => self.media_type.as_deref().is_some_and(|media_type| media_type.starts_with("image/")),
        }
    }
}

impl Article {
    /// Its pictures: first those that belong to it, then those within its blocks; each address once, and only
    /// those that have one.
    pub fn pictures(&self) -> Vec<Picture<'_>> {
        let attached = self
            .media
            .iter()
            .filter(|media| media.is_picture())
            .filter_map(|media| of_media(media, &[], None));
        let within = Walk::new(&self.blocks).flat_map(|piece| match piece {
            Piece::Block(Block::Figure { media, caption, credit }) => media
                .iter()
                .filter(|media| media.is_picture())
                .filter_map(|media| of_media(media, caption, credit.as_deref()))
                .collect(),
            Piece::Inline(Inline::Image { src, .. }) => {
                vec![Picture { url: src, caption: None, credit: None, width: None, height: None }]
            }
            _ => Vec::new(),
        });
        let mut seen = BTreeSet::new();
        attached.chain(within).filter(|picture| !picture.url.is_empty() && seen.insert(picture.url)).collect()
    }
}

fn of_media<'a>(media: &'a Media, caption: &'a [Inline], credit: Option<&'a str>) -> Option<Picture<'a>> {
    let own = media.caption.as_ref().map(Caption::Text);
    Some(Picture {
        url: media.url.as_deref()?,
        caption: own.or_else(|| (!caption.is_empty()).then_some(Caption::Inlines(caption))),
        credit: media.credits.first().map(String::as_str).or(credit),
        width: media.width,
        height: media.height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(url: &str) -> Media {
        Media { url: Some(url.to_owned()), kind: Some(MediaKind::Image), ..Media::default() }
    }

    #[test]
    fn each_picture_counts_once_wherever_it_is() {
        let caption = vec![Inline::text("The quay")];
        let inline = Inline::Image { src: "d".to_owned(), alt: String::new(), title: None };
        let article = Article {
            media: vec![
                image("a"),
                Media { kind: Some(MediaKind::Audio), ..image("sound") },
                Media { kind: None, media_type: Some("image/png".to_owned()), ..image("b") },
                Media { kind: Some(MediaKind::Image), ..Media::default() },
            ],
            blocks: vec![
                Block::Figure {
                    media: vec![image("a"), image("c")],
                    caption,
                    credit: Some("I. Holm".to_owned()),
                },
                Block::Paragraph { content: vec![inline], role: None, span: None },
            ],
            ..Article::default()
        };
        let pictures = article.pictures();
        let urls: Vec<_> = pictures.iter().map(|picture| picture.url).collect();
        assert_eq!(urls, ["a", "b", "c", "d"]);
        assert_eq!(pictures[2].credit, Some("I. Holm"));
        assert!(matches!(pictures[2].caption, Some(Caption::Inlines(_))));
    }
}
