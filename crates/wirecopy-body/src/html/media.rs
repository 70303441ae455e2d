//! Pictures, players, embeds and figures.

use std::borrow::Cow;

use wirecopy_model::{Block, Inline, Media, MediaKind, MediaRole, ParagraphRole, Text};

use super::builder::Builder;
use super::element::Element;
use super::frame::{Frame, Kind};
use super::line::{self, Group, Image, Leaf, Line};
use super::reference::decode;
use super::token::{Token, Tokens};
use crate::target::provider;

impl Builder<'_> {
    /// The pictures of a line that holds nothing else. One that links to itself at another size counts as bare; within
    /// a figure, whose caption must find them, so does one that links elsewhere.
    pub(super) fn pictures(&mut self, line: &mut Line, group: Group, in_figure: bool) -> Option<Vec<Media>> {
        if !line.has_images(group) {
            return None;
        }
        let (mut larger, mut links) = (0, 0);
        for piece in line.pieces(group) {
            match &piece.leaf {
                Leaf::Image(image) => {
                    if !line::is_bare(piece) {
                        let href = line::sole_link(piece, &self.formats)?;
                        if is_same_picture(href, &image.src) || (in_figure && is_picture_file(href)) {
                            larger += usize::from(href != image.src);
                        } else if in_figure {
                            links += 1;
                        } else {
                            return None;
                        }
                    }
                }
                Leaf::Text(begin, end) if line.text_at(*begin, *end).chars().all(line::is_space) => {}
                Leaf::Break => {}
                Leaf::Text(..) => return None,
            }
        }
        self.report.larger_pictures += larger;
        self.report.picture_links += links;
        let images = line.pieces_mut(group).iter_mut().filter_map(|piece| match &mut piece.leaf {
            Leaf::Image(image) => Some(std::mem::take(&mut **image)),
            _ => None,
        });
        let media = images.map(|Image { src, alt, title, width, height }| Media {
            url: Some(src),
            role: MediaRole::Content,
            kind: Some(MediaKind::Image),
            alt: Some(alt).filter(|alt| !alt.is_empty()),
            title: title.map(Text::plain),
            width,
            height,
            ..Media::default()
        });
        Some(media.collect())
    }

    pub(super) fn is_figure(&self, index: usize) -> bool {
        self.frames.get(index).is_some_and(|frame| matches!(frame.kind, Kind::Figure { .. }))
    }

    pub(super) fn figure(&mut self, blocks: Vec<Block>, caption: Vec<Inline>, credit: Option<String>) {
        let captioned = |block: &Block| matches!(block, Block::Figure { caption, credit, .. } if !caption.is_empty() || credit.is_some());
        let several = blocks.iter().any(captioned) && (!caption.is_empty() || credit.is_some());
        let mut media = Vec::new();
        let mut others = Vec::new();
        let (mut caption, mut credit) = (caption, credit);
        for block in blocks {
            match block {
                Block::Figure { media: more, caption: its, credit: their }
                    if !several && (its.is_empty() || caption.is_empty()) =>
                {
                    media.extend(more);
                    if caption.is_empty() {
                        caption = its;
                    }
                    credit = credit.or(their);
                }
                other => others.push(other),
            }
        }
        if media.is_empty() {
            match others.as_mut_slice() {
                [Block::Table { caption: its, .. } | Block::Quote { attribution: its, .. }]
                    if its.is_empty() =>
                {
                    *its = std::mem::take(&mut caption);
                }
                _ => {}
            }
        } else {
            let (caption, credit) = (std::mem::take(&mut caption), credit.take());
            self.push(Block::Figure { media, caption, credit });
        }
        for block in others {
            self.push(block);
        }
        if !caption.is_empty() {
            self.push(Block::Paragraph { content: caption, role: Some(ParagraphRole::Caption), span: None });
        }
        if let Some(credit) = credit {
            let content = vec![Inline::text(credit)];
            self.push(Block::Paragraph { content, role: Some(ParagraphRole::Caption), span: None });
        }
    }

    pub(super) fn image(&mut self) {
        let placeholder = |src: &str| {
            src.trim().is_empty() || src.trim().get(..5).is_some_and(|it| it.eq_ignore_ascii_case("data:"))
        };
        let mut src = self.attribute("src").map(Cow::into_owned).unwrap_or_default();
        let embedded = !src.trim().is_empty() && placeholder(&src);
        if placeholder(&src) {
            // pages that load pictures late keep the real address elsewhere
            let late = ["data-src", "data-lazy-src", "data-original"]
                .iter()
                .find_map(|name| self.attribute(name).map(Cow::into_owned))
                .filter(|late| !placeholder(late));
            let set = || {
                let set = self.attribute("srcset").or_else(|| self.attribute("data-srcset"))?;
                let first = set.trim().split([' ', '\t', '\n']).next()?.trim_end_matches(',').to_owned();
                (!placeholder(&first)).then_some(first)
            };
            let Some(late) = late.or_else(set) else {
                self.report.embedded_images += usize::from(embedded);
                return;
            };
            src = late;
        }
        let (width, height) = (self.number("width"), self.number("height"));
        if matches!((width, height), (Some(0 | 1), Some(0 | 1))) {
            self.report.pixels += 1;
            return;
        }
        let (alt, title) = (self.text_attribute("alt").unwrap_or_default(), self.text_attribute("title"));
        let Some(src) = self.target(&src) else { return };
        if matches!(self.frames.last(), Some(Frame { kind: Kind::Pre { .. }, .. })) {
            let collector = self.frames.last().map_or(0, |top| top.collector);
            let media = vec![Media {
                url: Some(src),
                role: MediaRole::Content,
                kind: Some(MediaKind::Image),
                ..Media::default()
            }];
            self.push_to(collector, Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        self.line.image(Image { src, alt, title, width, height }, &self.chain, &self.formats);
    }

    pub(super) fn embed(&mut self, element: Element) {
        let address = address(&self.tokens, element).map(Cow::into_owned);
        let title = self.text_attribute("title");
        let media_type = self.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let Some(address) = address else {
            self.report.removed(element);
            if element == Element::Iframe {
                self.tokens.skip_content(element);
            }
            return;
        };
        if element != Element::Embed {
            // what it holds is for readers that cannot show it
            let content = self.tokens.skip_content(element);
            self.alternatives(content.unwrap_or_default(), &mut None);
        }
        let Some(url) = self.target(&address) else {
            self.report.removed(element);
            return;
        };
        let kind = match media_type.split('/').next() {
            Some("image") => Some(MediaKind::Image),
            Some("video") => Some(MediaKind::Video),
            Some("audio") => Some(MediaKind::Audio),
            _ => None,
        };
        if let Some(kind) = kind {
            let media = vec![Media {
                url: Some(url),
                role: MediaRole::Content,
                kind: Some(kind),
                media_type: Some(media_type),
                title: title.map(Text::plain),
                ..Media::default()
            }];
            self.inset(Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        let kind = provider(&url).unwrap_or(element.name()).to_owned();
        self.inset(Block::Embed { url, kind: Some(kind), title });
    }

    /// Looks through what a player holds: the first source where `address` has none, and gives its media type; all
    /// else is left out.
    fn alternatives(&mut self, content: &str, address: &mut Option<String>) -> Option<String> {
        let mut media_type = None;
        let mut inner = Tokens::new(content, 64);
        while let Some(token) = inner.next() {
            match token {
                Token::Start(Element::Source) => {
                    let src = inner.attribute("src").map(|src| decode(src, true).into_owned());
                    if address.is_none() && src.is_some() {
                        *address = src;
                        media_type = inner.attribute("type").map(|it| decode(it, true).into_owned());
                    } else {
                        self.report.alternative("source");
                    }
                }
                Token::Start(Element::Track) => self.report.tracks += 1,
                Token::Start(
                    element @ (Element::Embed | Element::Object | Element::Iframe | Element::Img),
                ) => {
                    self.report.alternative(element.name());
                }
                Token::Text(text) if !text.trim().is_empty() => self.report.alternative("text"),
                _ => {}
            }
        }
        media_type
    }

    pub(super) fn player(&mut self, element: Element) {
        let mut address = self.attribute("src").map(Cow::into_owned);
        let poster = self.attribute("poster").map(Cow::into_owned);
        let title = self.text_attribute("title");
        let (width, height) = (self.number("width"), self.number("height"));
        let content = self.tokens.skip_content(element).unwrap_or_default();
        let media_type = self.alternatives(content, &mut address);
        let mut media = Vec::new();
        if let Some(url) = address.and_then(|address| self.target(&address)) {
            let kind = if element == Element::Audio { MediaKind::Audio } else { MediaKind::Video };
            media.push(Media {
                url: Some(url),
                role: MediaRole::Content,
                kind: Some(kind),
                media_type: media_type.map(|it| crate::plain::fold(&crate::clean_text(&it).0)),
                width,
                height,
                title: title.map(Text::plain),
                ..Media::default()
            });
        }
        if let Some(url) = poster.and_then(|poster| self.target(&poster)) {
            let kind = Some(MediaKind::Image);
            media.push(Media { url: Some(url), role: MediaRole::Thumbnail, kind, ..Media::default() });
        }
        if media.is_empty() {
            self.report.removed(element);
        } else {
            self.inset(Block::Figure { media, caption: Vec::new(), credit: None });
        }
    }
}

/// Where a frame or object has its content from.
pub(super) fn address<'a>(tokens: &Tokens<'a>, element: Element) -> Option<Cow<'a, str>> {
    let attribute = |name| tokens.attribute(name).map(|value| decode(value, true));
    attribute(if element == Element::Object { "data" } else { "src" })
        .filter(|src| !src.trim().is_empty() && src != "about:blank")
        .or_else(|| attribute("data-src"))
}

/// Ends of the names of files that are pictures.
const PICTURES: &[&str] = &["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"];

/// What a query says of the size of a picture and not of which picture it is.
const SIZES: &[&str] = &[
    "auto", "crop", "dpr", "fit", "fm", "format", "h", "height", "q", "quality", "resize", "size", "ssl",
    "strip", "w", "width", "zoom",
];

/// An address in parts: path, name of the file less its end and size, whether it is a picture's, and query.
fn parts(url: &str) -> (&str, &str, bool, &str) {
    let url = url.split('#').next().unwrap_or_default();
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let name = path.rsplit('/').next().unwrap_or_default();
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_picture = PICTURES.iter().any(|picture| end.eq_ignore_ascii_case(picture));
    // `harbour-300x200` is `harbour` at another size
    let stem = match stem.rsplit_once('-') {
        Some((stem, "scaled")) => stem,
        Some((stem, size)) if is_size(size) => stem,
        _ => stem,
    };
    (path, stem, is_picture, query)
}

fn is_size(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('x').is_some_and(|(width, height)| digits(width) && digits(height))
}

fn is_picture_file(href: &str) -> bool {
    parts(href).2
}

/// Whether a link around a picture leads to that picture, perhaps at another size.
pub(super) fn is_same_picture(href: &str, src: &str) -> bool {
    if href == src {
        return true;
    }
    let (path, stem, is_picture, query) = parts(href);
    let (its_path, its_stem, its_is_picture, its_query) = parts(src);
    let same_file =
        path == its_path || (is_picture && its_is_picture && stem == its_stem && !stem.is_empty());
    same_file && said(query).eq(said(its_query))
}

/// What a query says beside sizes.
fn said(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|part| {
        let key = part.split('=').next().unwrap_or_default();
        !key.is_empty() && !SIZES.iter().any(|size| key.eq_ignore_ascii_case(size))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_at_another_size_is_told_from_another() {
        #[track_caller]
        fn check(href: &str, src: &str, expect: bool) {
            assert_eq!(is_same_picture(href, src), expect, "{href} {src}");
        }
        check("https://a.example/quay.jpg", "https://a.example/quay-300x200.jpg", true);
        check("https://a.example/quay-scaled.jpg", "https://cdn.example/quay-1024x683.JPG", true);
        check("https://a.example/quay.jpg", "https://a.example/quay.jpg?w=300&h=2", true);
        check("https://a.example/p?id=1&w=9", "https://a.example/p?w=300&id=1", true);
        check("https://a.example/p?id=1", "https://a.example/p?id=2", false);
        check("https://a.example/p.jpg?id=1", "https://a.example/p.jpg", false);
        check("https://a.example/news/quay.html", "https://a.example/quay.jpg", false);
        check("https://a.example/quay-1.jpg", "https://a.example/quay-2.jpg", false);
        check("https://a.example/quay", "https://a.example/img/quay", false);
    }
}
