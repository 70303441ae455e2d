//! Addresses that a reader of the feed might follow into something that runs: left out, as markup of that sort is.

use wirecopy_body::is_safe_target;
use wirecopy_model::{Article, Feed, Link, Media, Person};

/// Schemes of addresses in feeds beside those of links in bodies. None of them makes a reader run anything.
const SCHEMES: [&str; 30] = [
    "acct", "at", "cid", "did", "dweb", "feed", "ftp", "ftps", "gemini", "geo", "gopher", "hdl", "ipfs",
    "ipns", "irc", "ircs", "magnet", "mid", "mms", "news", "nntp", "rtmp", "rtsp", "sftp", "sip", "sips",
    "sms", "tag", "urn", "xmpp",
];

/// Pictures that may stand in an address themselves.
const PICTURES: [&str; 5] =
    ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"];

/// Whether an address may be written.
pub(crate) fn is_safe(address: &str) -> bool {
    if is_safe_target(address) {
        return true;
    }
    let plain: String =
        address.chars().filter(|char| !char.is_control() && !char.is_whitespace()).take(40).collect();
    let plain = plain.to_ascii_lowercase();
    plain.split_once(':').is_some_and(|(scheme, _)| SCHEMES.contains(&scheme))
        || PICTURES
            .iter()
            .any(|picture| plain.strip_prefix(picture).is_some_and(|rest| rest.starts_with([';', ','])))
}

/// An article without addresses that are not safe, and how many there were. `None`: it has none.
pub(crate) fn article(article: &Article) -> Option<(Article, usize)> {
    let comments = article.comments.iter().flat_map(|comments| [&comments.url, &comments.feed]);
    let is_clean = links_are_safe(&article.links)
        && media_are_safe(&article.media)
        && people_are_safe(&article.people)
        && comments
            .chain(article.in_reply_to.iter().flat_map(|reply| [&reply.href, &reply.source]))
            .all(is_safe_option)
        && article.rights.iter().all(|rights| is_safe_option(&rights.license))
        && article.contents.iter().all(|content| is_safe_option(&content.src))
        && article.origin_feed.as_deref().is_none_or(|origin| feed(origin).is_none());
    if is_clean {
        return None;
    }
    let mut clean = article.clone();
    let mut count = links(&mut clean.links) + media(&mut clean.media) + people(&mut clean.people);
    if let Some(comments) = &mut clean.comments {
        count += option(&mut comments.url) + option(&mut comments.feed);
    }
    for reply in &mut clean.in_reply_to {
        count += option(&mut reply.href) + option(&mut reply.source);
    }
    for rights in &mut clean.rights {
        count += option(&mut rights.license);
    }
    let before = clean.contents.len();
    clean.contents.retain(|content| is_safe_option(&content.src));
    count += before - clean.contents.len();
    if let Some((origin, more)) = clean.origin_feed.as_deref().and_then(feed) {
        count += more;
        clean.origin_feed = Some(Box::new(origin));
    }
    Some((clean, count))
}

/// The same for a feed.
pub(crate) fn feed(feed: &Feed) -> Option<(Feed, usize)> {
    let generator = feed.generator.iter().map(|generator| &generator.url);
    let input = feed.text_input.iter().map(|input| &input.link);
    let images = feed.images.iter().flat_map(|image| [&image.url, &image.link]);
    let is_clean = links_are_safe(&feed.links)
        && media_are_safe(&feed.media)
        && people_are_safe(&feed.people)
        && generator.chain(input).chain(images).chain([&feed.docs]).all(is_safe_option)
        && feed.rights.iter().all(|rights| is_safe_option(&rights.license));
    if is_clean {
        return None;
    }
    let mut clean = feed.clone();
    let mut count = links(&mut clean.links) + media(&mut clean.media) + people(&mut clean.people);
    count += option(&mut clean.docs);
    for image in &mut clean.images {
        count += option(&mut image.url) + option(&mut image.link);
    }
    clean.images.retain(|image| image.url.is_some());
    if let Some(generator) = &mut clean.generator {
        count += option(&mut generator.url);
    }
    if let Some(input) = &mut clean.text_input {
        count += option(&mut input.link);
    }
    for rights in &mut clean.rights {
        count += option(&mut rights.license);
    }
    Some((clean, count))
}

#[expect(clippy::ref_option, reason = "the fields are asked as they are")]
fn is_safe_option(address: &Option<String>) -> bool {
    address.as_deref().is_none_or(is_safe)
}

fn option(address: &mut Option<String>) -> usize {
    let before = usize::from(address.is_some());
    address.take_if(|address| !is_safe(address));
    before - usize::from(address.is_some())
}

fn links_are_safe(links: &[Link]) -> bool {
    links.iter().all(|link| is_safe(&link.href))
}

fn links(links: &mut Vec<Link>) -> usize {
    let before = links.len();
    links.retain(|link| is_safe(&link.href));
    before - links.len()
}

fn media_are_safe(media: &[Media]) -> bool {
    media.iter().all(|media| is_safe_option(&media.url))
}

fn media(media: &mut Vec<Media>) -> usize {
    let before = media.len();
    media.retain(|media| is_safe_option(&media.url));
    before - media.len()
}

fn people_are_safe(people: &[Person]) -> bool {
    people.iter().all(|person| is_safe_option(&person.url) && is_safe_option(&person.avatar))
}

fn people(people: &mut [Person]) -> usize {
    people.iter_mut().map(|person| option(&mut person.url) + option(&mut person.avatar)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_told_from_what_does_not() {
        for address in
            ["https://a.example.org/", "/b", "magnet:?xt=1", "urn:x:y", "data:image/png;base64,AA", "feed:x"]
        {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "javascript:x",
            " java\tscript:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "file:///x",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }
}
