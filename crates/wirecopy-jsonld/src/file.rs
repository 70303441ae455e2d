//! Pictures, films, sounds and other files as nodes.

use std::collections::{BTreeMap, BTreeSet};

use wirecopy_body::{inline_text, plain_text_of};
use wirecopy_core::Drops;
use wirecopy_model::{Article, Block, Caption, Media, MediaKind, MediaRole, Piece, Walk};

use crate::address::web_address;
use crate::article::trimmed;
use crate::given::{Properties, duration, given};
use crate::node::{ImageObject, MediaObject, Values};

/// The files of an article: those that belong to it and those within its body.
fn all(article: &Article) -> impl Iterator<Item = &Media> {
    let within = Walk::new(&article.blocks).flat_map(|piece| match piece {
        Piece::Block(Block::Figure { media, .. }) => media.as_slice(),
        _ => &[],
    });
    article.media.iter().chain(within)
}

/// The pictures, each address once.
pub(crate) fn images<'a>(article: &'a Article, drops: &mut Drops) -> Vec<ImageObject<'a>> {
    let mut described: BTreeMap<&str, &Media> = BTreeMap::new();
    for media in all(article) {
        if let Some(url) = media.url.as_deref() {
            described.entry(url).or_insert(media);
        }
    }
    let mut images = Vec::new();
    for picture in article.pictures() {
        let Some(url) = web_address(picture.url) else {
            drops.add("article.media", 1);
            continue;
        };
        let media = described.get(picture.url).copied();
        let (copyright_notice, license) = rights(media);
        let credits = media.map_or(&[][..], |media| media.credits.as_slice());
        let credit_text = match credits {
            [] => picture.credit.into_iter().collect(),
            credits => credits.iter().map(String::as_str).filter(|credit| !credit.is_empty()).collect(),
        };
        images.push(ImageObject {
            kind: "ImageObject",
            url,
            width: picture.width,
            height: picture.height,
            name: media.and_then(title),
            caption: picture.caption.and_then(|caption| match caption {
                Caption::Text(text) => trimmed(&plain_text_of(text)),
                Caption::Inlines(inlines) => trimmed(&inline_text(inlines)),
            }),
            description: picture.alt,
            credit_text: Values::of(credit_text),
            copyright_notice,
            license,
            rest: media.map_or_else(Properties::new, |media| rest(media, "ImageObject", drops)),
        });
    }
    images
}

/// The line of rights of a file, or its licence where that is an address.
fn rights(media: Option<&Media>) -> (Option<&str>, Option<String>) {
    let stated = media.and_then(|media| media.rights.as_deref()).filter(|rights| !rights.trim().is_empty());
    match stated.and_then(|rights| web_address(rights).filter(|whole| whole == rights)) {
        Some(license) => (None, Some(license)),
        None => (stated, None),
    }
}

fn title(media: &Media) -> Option<String> {
    media.title.as_ref().and_then(|title| trimmed(&plain_text_of(title)))
}

/// What no other property holds.
fn rest(media: &Media, class: &str, drops: &mut Drops) -> Properties {
    let mut lost = 0;
    let mut rest = given(&media.extensions, class, &mut lost);
    for name in
        ["name", "caption", "description", "creditText", "copyrightNotice", "width", "height", "duration"]
    {
        lost += usize::from(rest.remove(name).is_some());
    }
    if media.rights.as_deref().is_some_and(|rights| web_address(rights).is_some()) || class == "ImageObject" {
        lost += usize::from(rest.remove("url").is_some());
    }
    drops.add("article.media.extensions", lost);
    rest
}

type Files<'a> = (Vec<MediaObject<'a>>, Vec<MediaObject<'a>>, Vec<MediaObject<'a>>);

/// Films, sounds and other files, each address once.
pub(crate) fn files<'a>(article: &'a Article, drops: &mut Drops) -> Files<'a> {
    let (mut films, mut sounds, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    let files = all(article).filter(|media| !media.is_picture() && seen.insert(media.url.as_deref()));
    for media in files {
        let Some(address) = media.url.as_deref().and_then(web_address) else {
            drops.add("article.media", 1);
            continue;
        };
        let starts =
            |prefix| media.media_type.as_deref().is_some_and(|media_type| media_type.starts_with(prefix));
        let (list, kind) = match media.kind {
            Some(MediaKind::Video) => (&mut films, "VideoObject"),
            Some(MediaKind::Audio) => (&mut sounds, "AudioObject"),
            None if starts("video/") => (&mut films, "VideoObject"),
            None if starts("audio/") => (&mut sounds, "AudioObject"),
            _ => (&mut others, "MediaObject"),
        };
        let (content_url, embed_url) = match media.role {
            MediaRole::Player => (None, Some(address)),
            _ => (Some(address), None),
        };
        let (copyright_notice, license) = rights(Some(media));
        let duration = media.duration.as_deref().and_then(duration);
        drops.add("article.media.duration", usize::from(media.duration.is_some() && duration.is_none()));
        drops.add("article.media.alt", usize::from(media.alt.is_some()));
        list.push(MediaObject {
            kind,
            content_url,
            embed_url,
            encoding_format: media.media_type.as_deref(),
            width: media.width,
            height: media.height,
            duration,
            content_size: media.length.as_deref(),
            name: title(media),
            description: media.caption.as_ref().and_then(|caption| trimmed(&plain_text_of(caption))),
            credit_text: Values::of(
                media.credits.iter().map(String::as_str).filter(|credit| !credit.is_empty()).collect(),
            ),
            copyright_notice,
            license,
            rest: rest(media, kind, drops),
        });
    }
    (films, sounds, others)
}
