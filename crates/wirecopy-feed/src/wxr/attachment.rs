//! Uploaded files.

use std::borrow::Cow;
use std::sync::Arc;

use wirecopy_model::{Extensions, Media, MediaKind, MediaRole, Name, Node, Shared, Text, TextKind};

use super::post::Facts;
use crate::namespace::Ns;
use crate::scan::Scan;
use crate::tree::Tree;

/// An uploaded file, as posts show it.
#[derive(Debug)]
pub(super) struct File {
    pub(super) id: u64,
    /// The post it was uploaded to.
    pub(super) parent: Option<u64>,
    pub(super) media: Media,
}

impl File {
    /// Bytes it takes, roughly.
    pub(super) fn room(&self) -> usize {
        let text = |text: &Option<Text>| text.as_ref().map_or(0, |text| text.value.len());
        let line = |line: &Option<String>| line.as_ref().map_or(0, String::len);
        let media = &self.media;
        1024 + line(&media.url) + line(&media.alt) + text(&media.title) + text(&media.caption)
    }
}

/// The file that an item is. `None`: it is none, or has no address or number.
pub(super) fn of(tree: &Tree, facts: &Facts, scan: &mut Scan<'_>) -> Option<File> {
    if facts.kind != "attachment" {
        return None;
    }
    let mut url = String::new();
    let mut media = Media { role: MediaRole::Content, ..Media::default() };
    for child in tree.children(0) {
        match (tree.space(child), tree.local(child)) {
            (Ns::Wp, "attachment_url") => url = tree.text(child),
            (Ns::None, "title") => media.title = text(tree.text(child), TextKind::Unstated),
            (Ns::Excerpt, "encoded") => media.caption = text(tree.text(child), TextKind::Html),
            (Ns::Wp, "postmeta") => {
                let (key, value) = super::post::pair(tree, child);
                match key.as_str() {
                    "_wp_attachment_image_alt" => media.alt = line(value),
                    "_wp_attachment_metadata" => (media.width, media.height) = size(&value),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let url = line(url)?;
    media.kind = kind(&url);
    let address = scan.address(url);
    (media.url, media.written) = (Some(address.href), address.written);
    media.origin = Some(Cow::Borrowed("wp:attachment_url"));
    Some(File { id: facts.id?, parent: facts.parent, media })
}

fn text(value: String, kind: TextKind) -> Option<Text> {
    line(value).map(|value| Text { kind, ..Text::plain(value) })
}

/// A text that many posts may be given. What is too long for that stays with the file itself.
fn line(value: String) -> Option<String> {
    const LONGEST: usize = 2 << 10;
    Some(value).filter(|value| (1..=LONGEST).contains(&value.len()))
}

/// The numbers of a file, for those who look for it.
pub(super) fn numbers(file: &File) -> Extensions {
    let mut extensions = Extensions::default();
    let mut add = |local: &str, number: u64| {
        let name = Name {
            uri: Some(Shared::from("http://wordpress.org/export/1.2/")),
            prefix: Some(Shared::from("wp")),
            local: Shared::from(local),
        };
        extensions.push(Node { name: Some(Arc::new(name)), ..Node::default() });
        extensions.push(Node::text(1, number.to_string()));
    };
    add("post_id", file.id);
    if let Some(parent) = file.parent {
        add("post_parent", parent);
    }
    extensions
}

/// What a file is, by the end of its name.
pub(super) fn kind(url: &str) -> Option<MediaKind> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match extension.as_str() {
        "jpg" | "jpeg" | "jpe" | "png" | "gif" | "webp" | "avif" | "svg" | "bmp" | "tif" | "tiff" | "ico"
        | "heic" => MediaKind::Image,
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" | "aac" | "wma" => MediaKind::Audio,
        "mp4" | "m4v" | "mov" | "webm" | "ogv" | "avi" | "wmv" | "mpg" | "mpeg" | "mkv" | "3gp" | "flv" => {
            MediaKind::Video
        }
        "pdf" | "doc" | "docx" | "odt" | "rtf" | "txt" | "csv" | "xls" | "xlsx" | "ods" | "ppt" | "pptx"
        | "odp" | "epub" => MediaKind::Document,
        _ => return None,
    })
}

/// Width and height of a picture, which serialised PHP states first of all.
fn size(metadata: &str) -> (Option<u32>, Option<u32>) {
    let number = |name: &str| {
        let (_, behind) = metadata.split_once(name)?;
        let value = behind.strip_prefix("i:").or_else(|| behind.split_once('"').map(|(_, value)| value))?;
        let end = value.find(|char: char| !char.is_ascii_digit()).unwrap_or(value.len());
        value.get(..end)?.parse::<u32>().ok().filter(|pixels| *pixels > 0)
    };
    (number("\"width\";"), number("\"height\";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serialised_php_tells_the_size() {
        let php =
            "a:5:{s:5:\"width\";i:1200;s:6:\"height\";s:3:\"800\";s:5:\"sizes\";a:1:{s:5:\"width\";i:1;}}";
        assert_eq!(size(php), (Some(1200), Some(800)));
        for php in ["", "\"width\";", "\"width\";i:", "\"width\";i:99999999999", "\"width\";i:0;"] {
            assert_eq!(size(php), (None, None), "{php}");
        }
    }

    #[test]
    fn the_name_tells_the_kind() {
        assert_eq!(kind("https://e.org/a.b/c.JPG?x=1.mp3"), Some(MediaKind::Image));
        assert_eq!(kind("https://e.org/a.pdf/c"), None);
    }
}
