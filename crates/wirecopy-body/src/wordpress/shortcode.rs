//! Shortcodes: what stands in square brackets for something else.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_model::{Media, MediaKind, TextKind};

use super::{Attachments, Galleries, link, note, quoted};

/// Bytes within which a shortcode has its closing bracket.
const REACH: usize = 4096;

/// Those that mean the same on every site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Caption,
    Gallery,
    Playlist,
    Audio,
    Video,
    Embed,
}

const KNOWN: [(&str, Known); 7] = [
    ("caption", Known::Caption),
    ("wp_caption", Known::Caption),
    ("gallery", Known::Gallery),
    ("playlist", Known::Playlist),
    ("audio", Known::Audio),
    ("video", Known::Video),
    ("embed", Known::Embed),
];

/// A shortcode's opening part.
#[derive(Clone, Copy, Debug)]
struct Open<'t> {
    name: &'t str,
    /// What stands behind its name.
    attributes: &'t str,
    /// Bytes of it, brackets included.
    length: usize,
    /// Whether it says itself that it has no end.
    is_closed: bool,
}

/// The shortcode a text begins with, at its bracket. `None`: it is a bracket and no more.
fn open(text: &str) -> Option<Open<'_>> {
    let inside = text.strip_prefix('[')?;
    let name_end = inside
        .bytes()
        .take(64)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        .count();
    let (name, rest) = inside.split_at_checked(name_end)?;
    if !name.starts_with(|char: char| char.is_ascii_alphabetic())
        || !rest.starts_with(|char: char| char.is_ascii_whitespace() || matches!(char, ']' | '/' | '='))
    {
        return None;
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(REACH) {
        match (quote, byte) {
            (None, b']') => {
                let attributes = rest.get(..at)?;
                let is_closed = attributes.ends_with('/');
                let attributes = attributes.strip_suffix('/').unwrap_or(attributes);
                return Some(Open { name, attributes, length: 1 + name_end + at + 1, is_closed });
            }
            // an apostrophe in prose is no quotation
            (None, b'[' | b'<') => return None,
            (None, b'"' | b'\'') if rest.get(..at).is_some_and(|before| before.ends_with('=')) => {
                quote = Some(byte);
            }
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

impl<'t> Open<'t> {
    fn known(&self) -> Option<Known> {
        KNOWN.iter().find(|(name, _)| *name == self.name).map(|(_, known)| *known)
    }

    /// Names and values, in order; a value without a name has an empty one.
    fn attributes(&self) -> Vec<(&'t str, &'t str)> {
        let mut found = Vec::new();
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|char: char| char.is_whitespace() || char == '=').unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let Some(value) = after.trim_start().strip_prefix('=') else {
                found.push(("", name.trim_matches(['"', '\''])));
                rest = after.trim_start();
                continue;
            };
            let value = value.trim_start();
            let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                let inside = value.get(1..).unwrap_or_default();
                inside.split_once(quote).unwrap_or((inside, ""))
            } else {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at_checked(end).unwrap_or((value, ""))
            };
            found.push((name, value));
            rest = after.trim_start();
        }
        found
    }

    fn ids(&self) -> Option<Vec<u64>> {
        let attributes = self.attributes();
        let named = |wanted: &str| attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let (_, list) = named("ids").or_else(|| named("include"))?;
        Some(list.split(|char: char| !char.is_ascii_digit()).filter_map(|id| id.parse().ok()).collect())
    }
}

/// Finds the ends of shortcodes; what has no end is looked for once.
struct Ends<'t> {
    text: &'t str,
    /// Where the last end of each known shortcode stands. `None`: not looked for.
    last: [Option<usize>; KNOWN.len()],
}

impl<'t> Ends<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, last: [None; KNOWN.len()] }
    }

    /// The inside of a shortcode that is open at `from`, and how far its end reaches.
    fn inside(&mut self, name: &str, from: usize) -> Option<(&'t str, usize)> {
        let place = KNOWN.iter().position(|(known, _)| *known == name)?;
        let end = format!("[/{name}]");
        let slot = self.last.get_mut(place)?;
        let last = *slot.get_or_insert_with(|| {
            memchr::memmem::rfind(self.text.as_bytes(), end.as_bytes()).map_or(0, |at| at + 1)
        });
        if last <= from {
            return None;
        }
        let rest = self.text.get(from..)?;
        let at = memchr::memmem::find(rest.as_bytes(), end.as_bytes())?;
        Some((rest.get(..at)?, from + at + end.len()))
    }
}

/// Numbers that the galleries of a text name.
pub(super) fn galleries(text: &str) -> Galleries {
    let mut galleries = Galleries::default();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| memchr::memchr(b'[', rest.as_bytes())) {
        let start = from + at;
        from = start + 1;
        let Some(found) = text.get(start..).and_then(open) else { continue };
        match found.known() {
            Some(Known::Gallery) => match found.ids() {
                Some(ids) => galleries.ids.extend(ids),
                None => galleries.takes_all = true,
            },
            Some(Known::Playlist) => galleries.ids.extend(found.ids().unwrap_or_default()),
            _ => {}
        }
        from = start + found.length;
    }
    galleries
}

/// A text whose shortcodes are replaced. Those that are not known are put into `others`.
pub(super) fn expand<'t>(
    text: &'t str,
    attachments: Attachments<'_>,
    others: &mut BTreeSet<String>,
) -> Cow<'t, str> {
    if memchr::memchr(b'[', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut ends = Ends::new(text);
    let mut files = None;
    let mut from = 0;
    let last_end = memchr::memrchr(b'>', text.as_bytes()).unwrap_or(0);
    while let Some(rest) = text.get(from..) {
        let Some(at) = memchr::memchr2(b'[', b'<', rest.as_bytes()) else {
            out.push_str(rest);
            break;
        };
        let start = from + at;
        out.push_str(rest.get(..at).unwrap_or_default());
        let here = rest.get(at..).unwrap_or_default();
        let taken = if here.starts_with('<') {
            let length = markup(here, start <= last_end);
            out.push_str(here.get(..length).unwrap_or_default());
            length
        } else {
            let mut galleries = |found: &Open<'_>, known| {
                files.get_or_insert_with(|| Files::of(attachments)).gallery(found, known)
            };
            bracket(here, start, &mut ends, &mut galleries, &mut out, others)
        };
        from = start + taken;
    }
    Cow::Owned(out)
}

/// How far a tag or comment reaches, which is left alone.
fn markup(text: &str, can_end: bool) -> usize {
    let is_tag = text.get(1..).is_some_and(|name| {
        name.starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '!'))
    });
    if !is_tag || !can_end {
        return 1;
    }
    if text.starts_with("<!--") {
        return memchr::memmem::find(text.as_bytes(), b"-->").map_or(text.len(), |at| at + 3);
    }
    memchr::memchr(b'>', text.as_bytes()).map_or(1, |at| at + 1)
}

/// Writes what stands for the bracket at the start of `text`, and tells how far that reaches.
fn bracket(
    text: &str,
    start: usize,
    ends: &mut Ends<'_>,
    galleries: &mut dyn FnMut(&Open<'_>, Known) -> Option<String>,
    out: &mut String,
    others: &mut BTreeSet<String>,
) -> usize {
    // in two brackets a shortcode is shown, not meant
    if let Some(shown) = text.strip_prefix('[').filter(|shown| shown.starts_with('['))
        && let Some(found) = open(shown).filter(|found| found.known().is_some())
        && let Some(length) = shown_length(shown, &found)
    {
        out.push_str(shown.get(..length).unwrap_or_default());
        return length + 2;
    }
    if let Some(close) = text.strip_prefix("[/") {
        let end = close.bytes().take(64).position(|byte| byte == b']');
        let name = end.and_then(|end| close.get(..end)).unwrap_or_default();
        let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if is_name {
            note(others, name);
        }
        out.push('[');
        return 1;
    }
    let Some(found) = open(text) else {
        out.push('[');
        return 1;
    };
    let after = start + found.length;
    let Some(known) = found.known() else {
        let has_values = found.attributes().iter().any(|(name, _)| !name.is_empty());
        if has_values || found.name.contains('_') {
            note(others, found.name);
        }
        out.push('[');
        return 1;
    };
    let inside = if found.is_closed { None } else { ends.inside(found.name, after) };
    let end = inside.map_or(after, |(_, end)| end);
    let content = inside.map_or("", |(content, _)| content);
    let made = match known {
        Known::Caption => (!content.is_empty()).then(|| caption(&found, content)),
        Known::Gallery | Known::Playlist => galleries(&found, known),
        Known::Audio | Known::Video => player(&found, known, content),
        Known::Embed => embed(&found, content),
    };
    // a gallery has no end: what follows it is not its own
    let end = if matches!(known, Known::Gallery | Known::Playlist) { after } else { end };
    let Some(made) = made else {
        note(others, found.name);
        out.push('[');
        return 1;
    };
    out.push_str(&made);
    end - start
}

/// How much of a text that begins with a shortcode is shown, up to the second closing bracket.
fn shown_length(text: &str, found: &Open<'_>) -> Option<usize> {
    let after = text.get(found.length..)?;
    if after.starts_with(']') {
        return Some(found.length);
    }
    let end = format!("[/{}]]", found.name);
    let near = after.as_bytes().get(..after.len().min(REACH))?;
    memchr::memmem::find(near, end.as_bytes()).map(|at| found.length + at + end.len() - 1)
}

fn figure(media: &str, caption: &str) -> String {
    if caption.is_empty() {
        format!("<figure>{media}</figure>")
    } else {
        format!("<figure>{media}<figcaption>{caption}</figcaption></figure>")
    }
}

/// A picture with its caption: the older form has it as an attribute, the newer behind the picture.
fn caption(found: &Open<'_>, content: &str) -> String {
    let attributes = found.attributes();
    let stated = attributes.iter().find(|(name, _)| *name == "caption").map_or("", |(_, value)| value.trim());
    let (media, behind) = picture_and_rest(content);
    let caption = match (behind.trim(), stated) {
        ("", stated) => stated.to_owned(),
        (behind, "") => behind.to_owned(),
        (behind, stated) => format!("{stated} {behind}"),
    };
    if media.is_empty() { format!("<p>{caption}</p>") } else { figure(media.trim(), &caption) }
}

/// The picture at the start of a text, with the link around it, and what follows.
fn picture_and_rest(content: &str) -> (&str, &str) {
    let Some(start) = memchr::memmem::find(content.as_bytes(), b"<img") else {
        // a player may have a caption, too
        let end = ["</iframe>", "</video>", "</audio>", "</object>"]
            .iter()
            .find_map(|end| content.find(end).map(|at| at + end.len()));
        return content.split_at_checked(end.unwrap_or(0)).unwrap_or(("", content));
    };
    let rest = content.get(start..).unwrap_or_default();
    let Some(end) = memchr::memchr(b'>', rest.as_bytes()).map(|at| start + at + 1) else {
        return ("", content);
    };
    let after = content.get(end..).unwrap_or_default();
    let trimmed = after.trim_start();
    let end = if trimmed.starts_with("</a>") { content.len() - trimmed.len() + 4 } else { end };
    content.split_at_checked(end).unwrap_or((content, ""))
}

/// A number that an importer kept with a file.
fn kept<'m>(media: &'m Media, local: &str) -> Option<&'m str> {
    let nodes = &media.extensions.nodes;
    let at = nodes.iter().position(|node| node.name.as_ref().is_some_and(|name| &*name.local == local))?;
    nodes.get(at + 1)?.text.as_deref().map(str::trim)
}

/// The files of galleries. Each is shown once: galleries that name one again and again show nothing new.
#[derive(Default)]
struct Files<'a> {
    by_id: BTreeMap<u64, Option<&'a Media>>,
    /// Pictures that were uploaded to the post itself.
    uploads: Vec<&'a Media>,
    has_uploads: bool,
}

impl<'a> Files<'a> {
    fn of(attachments: Attachments<'a>) -> Self {
        let mut files = Self::default();
        for media in attachments.media {
            let Some(id) = kept(media, "post_id").and_then(|id| id.parse().ok()) else { continue };
            files.by_id.entry(id).or_insert(Some(media));
            let is_own = attachments.post.is_some() && kept(media, "post_parent") == attachments.post;
            if is_own && media.is_picture() {
                files.uploads.push(media);
            }
        }
        files.has_uploads = !files.uploads.is_empty();
        files
    }

    /// What a gallery shows. `None`: nothing it names is known.
    fn gallery(&mut self, found: &Open<'_>, known: Known) -> Option<String> {
        let mut shown = String::new();
        let mut is_known = false;
        match found.ids() {
            Some(ids) => {
                for id in ids {
                    let Some(media) = self.by_id.get_mut(&id) else { continue };
                    is_known = true;
                    shown.push_str(&media.take().and_then(file).unwrap_or_default());
                }
            }
            None if known == Known::Gallery => {
                is_known = self.has_uploads;
                for media in std::mem::take(&mut self.uploads) {
                    shown.push_str(&file(media).unwrap_or_default());
                }
            }
            None => {}
        }
        is_known.then_some(shown)
    }
}

fn file(media: &Media) -> Option<String> {
    let url = quoted(media.url.as_deref()?);
    let caption = media.caption.as_ref().map_or("", |caption| caption.value.as_str()).trim();
    let is_html = media.caption.as_ref().is_some_and(|caption| caption.kind == TextKind::Html);
    let mut escaped = String::new();
    let caption = if is_html {
        caption
    } else {
        crate::escape_html(caption, &mut escaped);
        &escaped
    };
    Some(match media.kind {
        Some(MediaKind::Audio) => figure(&format!("<audio controls src=\"{url}\"></audio>"), caption),
        Some(MediaKind::Video) => figure(&format!("<video controls src=\"{url}\"></video>"), caption),
        _ => {
            let alt = quoted(media.alt.as_deref().unwrap_or_default()).into_owned();
            figure(&format!("<img src=\"{url}\" alt=\"{alt}\">"), caption)
        }
    })
}

fn player(found: &Open<'_>, known: Known, content: &str) -> Option<String> {
    const SOUND: [&str; 7] = ["src", "mp3", "m4a", "ogg", "wav", "wma", "flac"];
    const FILM: [&str; 7] = ["src", "mp4", "m4v", "webm", "ogv", "wmv", "flv"];
    let attributes = found.attributes();
    let named = |wanted: &str| attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
    let kinds = if known == Known::Audio { &SOUND } else { &FILM };
    let address = kinds
        .iter()
        .find_map(|kind| named(kind))
        .or_else(|| {
            attributes.iter().find(|(name, value)| name.is_empty() && value.contains('/')).map(|it| it.1)
        })
        .or_else(|| Some(content.trim()).filter(|content| super::autop::is_address(content)))?;
    let address = quoted(address);
    if known == Known::Audio {
        return Some(figure(&format!("<audio controls src=\"{address}\"></audio>"), ""));
    }
    let poster = named("poster").map(|poster| format!(" poster=\"{}\"", quoted(poster))).unwrap_or_default();
    Some(figure(&format!("<video controls src=\"{address}\"{poster}></video>"), ""))
}

fn embed(found: &Open<'_>, content: &str) -> Option<String> {
    let attributes = found.attributes();
    let stated = attributes.iter().find(|(name, _)| *name == "src").map(|(_, value)| *value);
    let address = Some(content.trim()).filter(|content| !content.is_empty()).or(stated)?;
    super::autop::is_address(address).then(|| format!("<p>{}</p>", link(address)))
}
