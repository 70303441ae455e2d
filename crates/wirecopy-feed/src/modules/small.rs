//! Modules of which a feed uses an element or two.
//!
//! | element | field | where specified |
//! | --- | --- | --- |
//! | `content:encoded` | `contents`, full | RSS 1.0 module Content |
//! | `xhtml:body` | `contents`, full | XHTML in RSS |
//! | `thr:in-reply-to` | `in_reply_to` | RFC 4685 § 3 |
//! | `thr:total` | `comments.count` | RFC 4685 § 5 |
//! | `slash:comments` | `comments.count` | RSS 1.0 module Slash |
//! | `wfw:commentRss` | `comments.feed` | Well-Formed Web |
//! | `cc:license`, `creativeCommons:license` | `rights`, licence | Creative Commons |
//! | `app:control` with `app:draft` of `yes` | `status`, draft (and kept) | RFC 5023 § 13.1 |
//! | `app:edited` | `dates`, edited | RFC 5023 § 10.2 |
//! | `fh:complete`, `fh:archive` | `complete`, `archive` of a feed | RFC 5005 § 2, § 4 |
//! | `feedburner:origLink` | `links`, canonical | `FeedBurner` |

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{ContentKind, DateRole, Link, LinkRel, Reply, Rights, Status};

use crate::meta::Meta;
use crate::modules::element::named;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};

enum Use {
    Encoded,
    Body,
    InReplyTo,
    Count,
    CommentFeed,
    License,
    Control,
    Edited,
    Complete,
    Archive,
    Original,
}

const NAMES: [&str; 13] = [
    "archive",
    "body",
    "commentRss",
    "comments",
    "complete",
    "control",
    "div",
    "edited",
    "encoded",
    "in-reply-to",
    "license",
    "origLink",
    "total",
];

fn of(ns: Ns, local: &str) -> Option<Use> {
    // `cc:License` is another element than `cc:license`
    let local = if ns == Ns::License { local } else { named(local, &NAMES) };
    Some(match (ns, local) {
        (Ns::Content, "encoded") => Use::Encoded,
        (Ns::Xhtml, "body" | "div") => Use::Body,
        (Ns::Thread, "in-reply-to") => Use::InReplyTo,
        (Ns::Thread, "total") | (Ns::Slash, "comments") => Use::Count,
        (Ns::Wfw, "commentRss") => Use::CommentFeed,
        (Ns::License, "license") => Use::License,
        (Ns::App, "control") => Use::Control,
        (Ns::App, "edited") => Use::Edited,
        (Ns::History, "complete") => Use::Complete,
        (Ns::History, "archive") => Use::Archive,
        (Ns::FeedBurner, "origLink") => Use::Original,
        _ => return None,
    })
}

pub(super) fn element(
    scan: &mut Scan<'_>,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let is_item = level == Level::Item;
    match of(ns, scan.local()) {
        Some(Use::Encoded) if is_item => {
            let (kind, origin) = (ContentKind::Full, Some("content:encoded"));
            let content = scan.content(&mut meta.extensions, kind, "text/html", origin, cx)?;
            meta.contents.extend(content);
        }
        Some(Use::Body) if is_item => {
            let origin = if scan.local() == "body" { "xhtml:body" } else { "xhtml:div" };
            let content = scan.xhtml_content(&mut meta.extensions, ContentKind::Full, Some(origin), cx)?;
            meta.contents.extend(content);
        }
        Some(Use::InReplyTo) if is_item => {
            let mut tree = scan.tree(cx)?;
            tree.know(0);
            let mut resolved = |local: &str| {
                let address = scan.address(tree.take_attribute(0, local)?);
                if let Some(written) = address.written {
                    tree.put_attribute(0, local, written);
                }
                Some(address.href)
            };
            let (href, source) = (resolved("href"), resolved("source"));
            meta.replies.push(Reply {
                id: tree.take_attribute(0, "ref"),
                href,
                media_type: tree.take_attribute(0, "type"),
                source,
            });
            tree.leave(&mut meta.extensions);
        }
        Some(Use::Count)
            if is_item && meta.comments.as_ref().is_none_or(|comments| comments.count.is_none()) =>
        {
            let count = scan.leaf(&mut meta.extensions, cx)?;
            if !count.is_empty() {
                meta.comments.get_or_insert_default().count = Some(count);
            }
        }
        Some(Use::CommentFeed)
            if is_item && meta.comments.as_ref().is_none_or(|comments| comments.feed.is_none()) =>
        {
            let address = scan.leaf_address(&mut meta.extensions, cx)?;
            if !address.href.is_empty() {
                meta.comments.get_or_insert_default().feed = Some(address.href);
            }
        }
        Some(Use::License) => {
            let is_userland =
                scan.xml.name().uri.is_some_and(|uri| uri.to_ascii_lowercase().contains("rssmodule"));
            let origin = if is_userland { "creativeCommons:license" } else { "cc:license" };
            let mut tree = scan.tree(cx)?;
            let text = tree.take_text(0);
            let license = if text.is_empty() {
                tree.take_any_attribute(0, "resource")
                    .map(|resource| scan.address(resource).href)
                    .unwrap_or_default()
            } else {
                text
            };
            if !license.is_empty() {
                let origin = Some(Cow::Borrowed(origin));
                meta.rights.push(Rights { license: Some(license), origin, ..Rights::default() });
            }
            tree.leave(&mut meta.extensions);
        }
        Some(Use::Control) if is_item => {
            let start = meta.extensions.nodes.len();
            scan.keep(&mut meta.extensions, cx)?;
            let nodes = meta.extensions.nodes.get(start..).unwrap_or_default();
            let draft =
                nodes.iter().position(|node| node.name.as_ref().is_some_and(|name| &*name.local == "draft"));
            let text = draft.and_then(|draft| nodes.get(draft + 1)).and_then(|node| node.text.as_deref());
            if text.is_some_and(|text| text.trim().eq_ignore_ascii_case("yes")) {
                meta.status = Some(Status::Draft);
            }
        }
        Some(Use::Edited) => {
            let role = DateRole::Other("edited".to_owned());
            let date = scan.date(&mut meta.extensions, role, Some("app:edited"), cx)?;
            meta.dates.extend(date);
        }
        Some(flag @ (Use::Complete | Use::Archive)) if !is_item => {
            let mut tree = scan.tree(cx)?;
            tree.know(0);
            let place = if matches!(flag, Use::Complete) { &mut meta.complete } else { &mut meta.archive };
            *place = true;
            tree.leave(&mut meta.extensions);
        }
        Some(Use::Original) if is_item => {
            let address = scan.leaf_address(&mut meta.extensions, cx)?;
            if !address.href.is_empty() {
                meta.links.push(Link {
                    href: address.href,
                    written: address.written,
                    rel: LinkRel::Canonical,
                    origin: Some(Cow::Borrowed("feedburner:origLink")),
                    ..Link::default()
                });
            }
        }
        _ => return super::kept::element(scan, ns, meta, level, cx),
    }
    Ok(())
}
