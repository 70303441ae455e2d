//! Posts of social networks, as their networks give them to be embedded.

use super::builder::Builder;
use super::frame::{Frame, Kind, Post};

/// The class that marks a post, its network, and the attribute that has its address.
const POSTS: &[(&str, &str, &str)] = &[
    ("twitter-tweet", "twitter", ""),
    ("twitter-video", "twitter", ""),
    ("instagram-media", "instagram", "data-instgrm-permalink"),
    ("tiktok-embed", "tiktok", ""),
    ("bluesky-embed", "bluesky", ""),
    ("text-post-media", "threads", "data-text-post-permalink"),
    ("mastodon-embed", "mastodon", "data-embed-url"),
    ("reddit-embed-bq", "reddit", ""),
    ("fb-post", "facebook", "data-href"),
    ("fb-video", "facebook", "data-href"),
];

impl Builder<'_> {
    /// The address of what the last start tag quotes, and which network's post that is.
    pub(super) fn post(&mut self) -> (Option<String>, Option<Post>) {
        let cite = self.target_attribute("cite");
        let classes = self.attribute("class").unwrap_or_default();
        let known =
            POSTS.iter().find(|(class, _, _)| classes.split_ascii_whitespace().any(|it| it == *class));
        let Some((_, network, address)) = known else { return (cite, None) };
        let cite = cite.or_else(|| if address.is_empty() { None } else { self.target_attribute(address) });
        (cite, Some(Post { network, link: None }))
    }

    /// Keeps where a link in a post leads: a post that is only a link has no text to find it by.
    pub(super) fn note_post_link(&mut self, href: &str) {
        let quote = self.frames.iter_mut().rev().take(8).find_map(|frame| match frame {
            Frame { kind: Kind::Quote { post, .. }, .. } => Some(post),
            _ => None,
        });
        if let Some(Some(post)) = quote {
            post.link = Some(href.to_owned());
        }
    }
}
