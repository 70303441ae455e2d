//! Links to pictures and other files that lie in a folder of the caller's: rewritten to paths, for targets that render.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use wirecopy::{Cx, Diagnostic, Error, RecordSink};
use wirecopy_media::suggested_paths;
use wirecopy_model::{Article, Block, Inline, LinkRel, Media, Record};

/// How many addresses without a file a note lists.
const LISTED: usize = 5;

/// A folder of files.
#[derive(Debug)]
pub(crate) struct MediaRoot {
    /// By its real path.
    folder: PathBuf,
    /// How it is reached from the output folder, each name escaped as in an address; ends with `/` or is empty.
    way: String,
}

impl MediaRoot {
    /// The folder `root`, for outputs in `output`. Both must be there.
    pub(crate) fn open(root: &Path, output: &Path) -> Result<Self, Error> {
        let trouble = |error| Error::io(format!("cannot use the folder `{}`", root.display()), error);
        let folder = root.canonicalize().map_err(trouble)?;
        if !folder.is_dir() {
            return Err(Error::usage(format!("`{}` is no folder", root.display()))
                .hint("`--media-root` names the folder that files lie in"));
        }
        let output = output.canonicalize().map_err(trouble)?;
        let way = way_between(&output, &folder).ok_or_else(|| {
            Error::usage(format!(
                "no relative path leads from `{}` to `{}`",
                output.display(),
                folder.display()
            ))
            .hint("put both on one drive")
        })?;
        Ok(Self { folder, way })
    }

    /// The file for an address, as a path below the folder: the one at the longest end of the address's path, but not by
    /// its last name alone where there are more; else the one at the suggested path.
    fn find(&self, url: &str, suggested: Option<&str>) -> Option<String> {
        let address = url.split(['?', '#']).next().unwrap_or_default();
        let (_, rest) = address.split_once("://")?;
        let names: Option<Vec<String>> =
            rest.split('/').skip(1).filter(|name| !name.is_empty()).map(unescaped).collect();
        let names = names?;
        let least = names.len().min(2);
        // beyond so many folders no file is looked for
        let first = names.len().saturating_sub(16);
        (first..names.len())
            .filter(|start| names.len() - start >= least)
            .find_map(|start| self.file(names.get(start..)?))
            .or_else(|| self.file(&suggested?.split('/').map(str::to_owned).collect::<Vec<_>>()))
    }

    /// The path of a file that is there and inside, also when links on the way are followed.
    fn file(&self, names: &[String]) -> Option<String> {
        let path = names.iter().fold(self.folder.clone(), |path, name| path.join(name));
        let real = path.canonicalize().ok()?;
        let is_inside =
            real.starts_with(&self.folder) && fs::metadata(&real).is_ok_and(|about| about.is_file());
        let escaped: Vec<String> = names.iter().map(|name| escaped(name)).collect();
        is_inside.then(|| escaped.join("/"))
    }
}

/// A name of a path, percent escapes resolved. `None`: it is no name of a file.
fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let mut digit = || char::from(ahead.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (byte, digit(), digit()) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    let name = String::from_utf8(bytes).ok()?;
    let is_name = !matches!(name.as_str(), "" | "." | "..")
        && !name.contains(|c: char| c.is_control() || matches!(c, '/' | '\\' | ':'));
    is_name.then_some(name)
}

/// A name as it stands in an address.
fn escaped(name: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The way from one folder to another. `None`: there is none.
fn way_between(from: &Path, to: &Path) -> Option<String> {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if same == 0 {
        return None;
    }
    let mut way = "../".repeat(from.len() - same);
    for component in to.get(same..)? {
        let Component::Normal(name) = component else { return None };
        way.push_str(&escaped(name.to_str()?));
        way.push('/');
    }
    Some(way)
}

/// Paths of the list of media, by address.
type Paths = BTreeMap<String, String>;

/// Stands before a sink that renders, and rewrites links to files that are there.
pub(crate) struct Local<'a> {
    sink: Box<dyn RecordSink + 'a>,
    root: Arc<MediaRoot>,
    /// The way from the outputs of this input to the folder.
    way: String,
    rewritten: u64,
    missing: u64,
    listed: Vec<String>,
}

impl<'a> Local<'a> {
    /// `depth`: how many folders below the output folder the outputs stand.
    pub(crate) fn new(sink: Box<dyn RecordSink + 'a>, root: Arc<MediaRoot>, depth: usize) -> Self {
        let way = format!("{}{}", "../".repeat(depth), root.way);
        Self { sink, root, way, rewritten: 0, missing: 0, listed: Vec::new() }
    }

    fn article(&mut self, article: &mut Article) {
        let paths = suggested_paths(article);
        for media in &mut article.media {
            self.media(media, &paths);
        }
        for link in article.links.iter_mut().filter(|link| link.rel == LinkRel::Enclosure) {
            if let Some(path) = self.path(&link.href, &paths) {
                link.href = path;
            }
        }
        self.blocks(&mut article.blocks, &paths);
        for update in &mut article.updates {
            self.blocks(&mut update.blocks, &paths);
        }
    }

    fn path(&self, url: &str, paths: &Paths) -> Option<String> {
        let suggested = paths.get(url).map(String::as_str);
        self.root.find(url, suggested).map(|path| format!("{}{path}", self.way))
    }

    fn address(&mut self, url: &mut String, paths: &Paths) {
        if let Some(path) = self.path(url, paths) {
            *url = path;
            self.rewritten += 1;
        } else {
            self.missing += 1;
            if self.listed.len() < LISTED && !self.listed.contains(url) {
                self.listed.push(url.clone());
            }
        }
    }

    fn media(&mut self, media: &mut Media, paths: &Paths) {
        if let Some(url) = &mut media.url {
            self.address(url, paths);
        }
    }

    fn blocks(&mut self, blocks: &mut [Block], paths: &Paths) {
        enum Open<'b> {
            Blocks(std::slice::IterMut<'b, Block>),
            Inlines(std::slice::IterMut<'b, Inline>),
        }
        let mut open = vec![Open::Blocks(blocks.iter_mut())];
        while let Some(siblings) = open.pop() {
            match siblings {
                Open::Blocks(mut siblings) => {
                    let Some(block) = siblings.next() else { continue };
                    open.push(Open::Blocks(siblings));
                    match block {
                        Block::Paragraph { content, .. }
                        | Block::Heading { content, .. }
                        | Block::RelatedLink { content, .. } => open.push(Open::Inlines(content.iter_mut())),
                        Block::List { items, .. } => {
                            open.extend(items.iter_mut().map(|item| Open::Blocks(item.blocks.iter_mut())));
                        }
                        Block::Definitions { items } => {
                            open.extend(items.iter_mut().map(|item| Open::Blocks(item.blocks.iter_mut())));
                        }
                        Block::Quote { blocks, .. } | Block::Aside { blocks, .. } => {
                            open.push(Open::Blocks(blocks.iter_mut()));
                        }
                        Block::Table { rows, .. } => {
                            let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                            open.extend(cells.map(|cell| Open::Blocks(cell.blocks.iter_mut())));
                        }
                        Block::Figure { media, caption, .. } => {
                            for media in media {
                                self.media(media, paths);
                            }
                            open.push(Open::Inlines(caption.iter_mut()));
                        }
                        _ => {}
                    }
                }
                Open::Inlines(mut siblings) => {
                    let Some(inline) = siblings.next() else { continue };
                    open.push(Open::Inlines(siblings));
                    match inline {
                        Inline::Image { src, .. } => self.address(src, paths),
                        Inline::Link { href, content, .. } => {
                            // most links lead to pages: one without a file is no gap
                            if let Some(path) = self.path(href, paths) {
                                *href = path;
                                self.rewritten += 1;
                            }
                            open.push(Open::Inlines(content.iter_mut()));
                        }
                        Inline::Strong { content }
                        | Inline::Emphasis { content }
                        | Inline::Underline { content }
                        | Inline::Strike { content }
                        | Inline::Sub { content }
                        | Inline::Sup { content }
                        | Inline::Quotation { content, .. }
                        | Inline::Span { content, .. }
                        | Inline::Ruby { content, .. }
                        | Inline::Entity { content, .. } => open.push(Open::Inlines(content.iter_mut())),
                        _ => {}
                    }
                }
            }
        }
    }
}

impl RecordSink for Local<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        let Record::Article(article) = record else { return self.sink.write(record, cx) };
        let mut article = article.clone();
        self.article(&mut article);
        self.sink.write(&Record::Article(article), cx)
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let times = |count: u64, what: &str| {
            if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
        };
        if self.rewritten > 0 {
            let message = format!("{} rewritten to files of the media folder", times(self.rewritten, "link"));
            cx.report(Diagnostic::note("media.link.rewritten", message));
        }
        if self.missing > 0 {
            let more = if self.missing > self.listed.len() as u64 { ", …" } else { "" };
            let message = format!(
                "{} not in the media folder: {}{more}",
                times(self.missing, "file"),
                self.listed.iter().map(|url| format!("`{url}`")).collect::<Vec<_>>().join(", ")
            );
            cx.report(Diagnostic::note("media.file.absent", message).on("article.media"));
        }
        self.sink.finish(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> (tempfile::TempDir, MediaRoot) {
        let top = tempfile::tempdir().unwrap();
        let files = top.path().join("up loads");
        for folder in ["up loads/2024/05", "up loads/quay-abc123", "out/sub", "secret"] {
            fs::create_dir_all(top.path().join(folder)).unwrap();
        }
        for file in ["2024/05/boat é.jpg", "quay-abc123/x.png", "lone.jpg"] {
            fs::write(files.join(file), "x").unwrap();
        }
        fs::write(top.path().join("secret/key.jpg"), "x").unwrap();
        let root = MediaRoot::open(&files, &top.path().join("out")).unwrap();
        (top, root)
    }

    #[test]
    fn a_file_is_found_by_the_end_of_its_address() {
        let (_top, root) = root();
        assert_eq!(root.way, "../up%20loads/");
        let find = |url: &str| root.find(url, None);
        let boat = Some("2024/05/boat%20%C3%A9.jpg".to_owned());
        assert_eq!(find("https://a.example/wp-content/uploads/2024/05/boat%20%c3%a9.jpg?w=8"), boat);
        assert_eq!(find("https://a.example/lone.jpg"), Some("lone.jpg".to_owned()));
        assert_eq!(find("https://a.example/other/lone.jpg"), None);
        assert_eq!(
            root.find("https://a.example/x.png", Some("quay-abc123/x.png")),
            Some("quay-abc123/x.png".to_owned())
        );
    }

    #[test]
    fn nothing_outside_is_found() {
        let (top, root) = root();
        for url in [
            "https://a.example/../secret/key.jpg",
            "https://a.example/%2e%2e/secret/key.jpg",
            "https://a.example/x/..%2fsecret/key.jpg",
            "https://a.example//etc/passwd",
            "file:///etc/passwd",
            "/etc/passwd",
        ] {
            assert_eq!(root.find(url, Some("../secret/key.jpg")), None, "{url}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(top.path().join("secret"), top.path().join("up loads/out")).unwrap();
            assert_eq!(root.find("https://a.example/out/key.jpg", None), None);
        }
        drop(top);
    }
}
