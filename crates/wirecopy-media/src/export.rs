use std::collections::{BTreeMap, BTreeSet};

use wirecopy_body::plain_text_of;
use wirecopy_core::{Cx, Diagnostic, Error, Exporter, Format, MainPart, Needs, Options, Outputs, RecordSink};
use wirecopy_model::{Article, Record};

use crate::row::rows;
use crate::{FORMAT, MediaList, folder_name, suggested_path};

const HEAD: &[u8] = b"url\tpath\ttype\twidth\theight\tbytes\tcaption\tcredit\talt\trights\tarticle\ttitle\n";

impl Exporter for MediaList {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn create<'a>(&self, out: Box<dyn Outputs + 'a>, _: &Options) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let mut part = MainPart::new(out, "media.tsv");
        part.buffer().extend_from_slice(HEAD);
        Ok(Box::new(MediaSink { part, elsewhere: 0, unaddressed: 0 }))
    }
}

/// Writes the files of articles as lines.
struct MediaSink<'a> {
    part: MainPart<'a>,
    /// Addresses that are none of the web.
    elsewhere: usize,
    /// Files without an address.
    unaddressed: usize,
}

impl MediaSink<'_> {
    fn article(&mut self, article: &Article) {
        let folder = folder_name(article);
        let id = article
            .id
            .as_ref()
            .map(|id| id.value.as_str())
            .or_else(|| article.url())
            .unwrap_or(&article.source);
        let title = article.headline().map(|headline| plain_text_of(&headline.text)).unwrap_or_default();
        self.unaddressed += article.media.iter().filter(|media| media.url.is_none()).count();
        let mut taken = BTreeSet::new();
        for row in rows(article) {
            if !is_web(row.url) {
                self.elsewhere += 1;
                continue;
            }
            let path =
                suggested_path(&folder, row.url, row.media_type, &mut |path| !taken.insert(path.to_owned()));
            let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
            let cells = [
                row.url,
                &path,
                row.media_type.unwrap_or_default(),
                &number(row.width),
                &number(row.height),
                row.bytes.unwrap_or_default(),
                &row.caption,
                &row.credits.join("; "),
                row.alt,
                row.rights,
                id,
                &title,
            ];
            let out = self.part.buffer();
            for (index, cell) in cells.into_iter().enumerate() {
                if index > 0 {
                    out.push(b'\t');
                }
                write_cell(cell, out);
            }
            out.push(b'\n');
        }
    }
}

/// The files of an article by their addresses, each with the path that the list gives it.
pub fn suggested_paths(article: &Article) -> BTreeMap<String, String> {
    let folder = folder_name(article);
    let mut taken = BTreeSet::new();
    let listed = rows(article).into_iter().filter(|row| is_web(row.url));
    listed
        .map(|row| {
            let mut is_taken = |path: &str| !taken.insert(path.to_owned());
            (row.url.to_owned(), suggested_path(&folder, row.url, row.media_type, &mut is_taken))
        })
        .collect()
}

fn is_web(url: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn write_cell(text: &str, out: &mut Vec<u8>) {
    let mut buffer = [0; 4];
    for c in text.chars() {
        match c {
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\\' => out.extend_from_slice(b"\\\\"),
            c if c.is_control() => {}
            c => out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}

impl RecordSink for MediaSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        if let Record::Article(article) = record {
            self.article(article);
        }
        self.part.settle()
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        if self.elsewhere > 0 {
            let message = format!("{} not listed: no web address", files(self.elsewhere));
            cx.report(Diagnostic::loss("media.address.other", message).on("article.media"));
        }
        if self.unaddressed > 0 {
            let message = format!("{} not listed: without an address", files(self.unaddressed));
            cx.report(Diagnostic::loss("media.address.absent", message).on("article.media"));
        }
        self.part.finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wirecopy_core::{Findings, Limits, Memory, Policy};
    use wirecopy_model::{Media, MediaKind, Text};

    use super::*;

    fn list(media: Vec<Media>) -> Vec<Vec<String>> {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let mut memory = Memory::default();
        let mut sink = MediaList.create(Box::new(&mut memory), &Options::of(&FORMAT)).unwrap();
        sink.write(&Record::Article(Box::new(Article { media, ..Article::default() })), &mut cx).unwrap();
        sink.finish(&mut cx).unwrap();
        drop(sink);
        let text = String::from_utf8(memory.parts().next().unwrap().1.to_vec()).unwrap();
        text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }

    fn media(url: &str) -> Media {
        Media { url: Some(url.to_owned()), kind: Some(MediaKind::Image), ..Media::default() }
    }

    #[test]
    fn values_are_escaped() {
        let told = Media {
            caption: Some(Text::plain("A\\B")),
            alt: Some("a\tb\nc\u{0}".to_owned()),
            ..media("https://a.example/x.jpg")
        };
        let lines = list(vec![told]);
        assert_eq!((lines[0][6].as_str(), lines[0][8].as_str(), lines[0].len()), ("A\\\\B", "a\\tb\\nc", 12));
    }

    #[test]
    fn one_address_is_one_file_and_one_name_two() {
        let lines = list(vec![
            media("https://a.example/1/Photo.jpg"),
            media("https://a.example/2/photo.JPG"),
            media("https://a.example/1/Photo.jpg"),
            media("javascript:alert(1)"),
        ]);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0][1], "article-ecba3d/Photo.jpg");
        assert!(lines[1][1].starts_with("article-ecba3d/photo-"));
    }

    proptest! {
        #[test]
        fn paths_are_safe_and_no_two_alike(ends in proptest::collection::vec("[/.%a-zA-Z0-9 ~:\\\\é\u{202e}-]{0,40}", 1..9)) {
            let lines = list(ends.iter().map(|end| media(&format!("https://a.example/{end}"))).collect());
            let mut seen = BTreeSet::new();
            for line in lines {
                let (folder, name) = line[1].split_once('/').unwrap();
                prop_assert_eq!(folder, "article-ecba3d");
                prop_assert!(!name.is_empty() && name.len() <= 80 && !name.starts_with(['.', '-']) && !name.ends_with('.'));
                prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
                prop_assert!(seen.insert(name.to_lowercase()), "{}", name);
            }
        }
    }
}
