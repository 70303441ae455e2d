use std::collections::BTreeMap;

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
    /// Text for those who do not see it.
    pub alt: Option<&'a str>,
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
    /// those that have one. What several places say of one address is put together; of two that say the same
    /// thing differently the first counts.
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
            Piece::Inline(Inline::Image { src, alt, .. }) => {
                let alt = Some(alt.as_str()).filter(|alt| !alt.is_empty());
                vec![Picture { url: src, caption: None, credit: None, alt, width: None, height: None }]
            }
            _ => Vec::new(),
        });
        let mut pictures: Vec<Picture<'_>> = Vec::new();
        let mut places = BTreeMap::new();
        for picture in attached.chain(within).filter(|picture| !picture.url.is_empty()) {
            let place = *places.entry(picture.url).or_insert(pictures.len());
            match pictures.get_mut(place) {
                Some(known) => known.add(&picture),
                None => pictures.push(picture),
            }
        }
        pictures
    }
}

impl<'a> Picture<'a> {
    /// Adds what another place says of the same picture.
    fn add(&mut self, other: &Self) {
        let is_blank =
            |caption: &Caption<'a>| matches!(caption, Caption::Text(text) if text.value.is_empty());
        if self.caption.as_ref().is_none_or(is_blank) {
            self.caption = other.caption.or(self.caption);
        }
        self.credit = self.credit.or(other.credit);
        self.alt = self.alt.or(other.alt);
        // a width and a height of two places need not belong together
        if (self.width, self.height) == (None, None) {
            (self.width, self.height) = (other.width, other.height);
        }
    }
}

fn of_media<'a>(media: &'a Media, caption: &'a [Inline], credit: Option<&'a str>) -> Option<Picture<'a>> {
    let own = media.caption.as_ref().map(Caption::Text);
    Some(Picture {
        url: media.url.as_deref()?,
        caption: own.or_else(|| (!caption.is_empty()).then_some(Caption::Inlines(caption))),
        credit: media.credits.first().map(String::as_str).or(credit),
        alt: media.alt.as_deref().filter(|alt| !alt.is_empty()),
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

    #[test]
    fn what_is_said_of_one_address_is_put_together_in_any_order() {
        let bare = image("a");
        let told = Media {
            caption: Some(Text::plain("The quay")),
            credits: vec!["Ida Holm".to_owned()],
            width: Some(1200),
            height: Some(800),
            ..image("a")
        };
        let small =
            Media { alt: Some("Boats".to_owned()), width: Some(300), height: Some(200), ..image("a") };
        let sets = [[&bare, &told, &small], [&told, &small, &bare], [&told, &bare, &small]];
        for media in sets.map(|set| set.map(Clone::clone).to_vec()) {
            let article = Article { media, ..Article::default() };
            let [picture] = article.pictures()[..] else { panic!("one address is one picture") };
            assert_eq!((picture.credit, picture.alt), (Some("Ida Holm"), Some("Boats")));
            assert_eq!((picture.width, picture.height), (Some(1200), Some(800)));
            assert!(matches!(picture.caption, Some(Caption::Text(text)) if text.value == "The quay"));
        }
    }
}
