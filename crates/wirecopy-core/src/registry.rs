use std::borrow::Cow;

use crate::{Confidence, Error, ErrorKind, Exporter, Format, Head, Importer};

/// The formats a program knows: a value, never a global.
#[derive(Default)]
pub struct Registry {
    importers: Vec<Box<dyn Importer>>,
    exporters: Vec<Box<dyn Exporter>>,
}

impl Registry {
    /// Adds an importer. Of equally confident importers, and of those with one name, the last added wins.
    pub fn importer(&mut self, importer: impl Importer + 'static) -> &mut Self {
        self.importers.push(Box::new(importer));
        self
    }

    /// Adds an exporter. Of those with one name, the last added wins.
    pub fn exporter(&mut self, exporter: impl Exporter + 'static) -> &mut Self {
        self.exporters.push(Box::new(exporter));
        self
    }

    /// The importers, in the order they were added.
    pub fn importers(&self) -> impl Iterator<Item = &dyn Importer> {
        self.importers.iter().map(AsRef::as_ref)
    }

    /// The exporters, in the order they were added.
    pub fn exporters(&self) -> impl Iterator<Item = &dyn Exporter> {
        self.exporters.iter().map(AsRef::as_ref)
    }

    /// The importer of a format by its name.
    ///
    /// # Errors
    /// When there is none; the error lists those there are.
    pub fn importer_named(&self, name: &str) -> Result<&dyn Importer, Error> {
        let found = self.importers().filter(|importer| importer.format().name == name).last();
        found.ok_or_else(|| unknown("read", name, self.importers().map(Importer::format)))
    }

    /// The exporter of a format by its name.
    ///
    /// # Errors
    /// When there is none; the error lists those there are.
    pub fn exporter_named(&self, name: &str) -> Result<&dyn Exporter, Error> {
        let found = self.exporters().filter(|exporter| exporter.format().name == name).last();
        found.ok_or_else(|| unknown("write", name, self.exporters().map(Exporter::format)))
    }

    /// The importer that is surest of an input.
    ///
    /// # Errors
    /// When none can read it.
    pub fn detect(&self, head: &Head<'_>) -> Result<(&dyn Importer, Confidence), Error> {
        let mut best: Option<(&dyn Importer, Confidence)> = None;
        for importer in self.importers() {
            let confidence = importer.probe(head);
            if confidence > Confidence::No && best.is_none_or(|(_, so_far)| confidence >= so_far) {
                best = Some((importer, confidence));
            }
        }
        best.ok_or_else(|| self.refused(head))
    }

    /// The error for an input that no importer takes.
    fn refused(&self, head: &Head<'_>) -> Error {
        let error = |message: Cow<'static, str>| Error::new(ErrorKind::UnknownFormat, message);
        if head.bytes.is_empty() {
            return error("the input is empty".into());
        }
        let known = "`wirecopy formats` lists what can be read";
        if let Some(what) = binary(head.bytes) {
            return error(format!("this is {what}, not news text").into()).hint(known);
        }
        match self.importers().find_map(|importer| importer.explain(head)) {
            Some(what) => error(what).hint(known),
            None => error("this is in no format that can be read".into())
                .hint("name the format with `--from`; `wirecopy formats` lists them"),
        }
    }
}

/// What data is that is no text, by its first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known: &[(&[u8], &str)] = &[
        (b"\x1f\x8b", "gzip-compressed data"),
        (b"PK\x03\x04", "a ZIP archive (or an office document)"),
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
    ];
    known.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

fn unknown<'f>(verb: &str, name: &str, formats: impl Iterator<Item = &'f Format>) -> Error {
    let formats: Vec<_> = formats.collect();
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names.dedup();
        names
    };
    let mut hint =
        format!("choose from {}", sorted(formats.iter().map(|format| format.name).collect()).join(", "));
    let meant: Vec<_> = sorted(meant(name, &formats)).iter().map(|name| format!("`{name}`")).collect();
    if !meant.is_empty() {
        hint = format!("did you mean {}? {hint}", meant.join(" or "));
    }
    Error::usage(format!("there is no format `{name}` to {verb}")).hint(hint)
}

/// The formats that somebody may mean who writes `name`: an extension of theirs, or nearly their name.
fn meant(name: &str, formats: &[&Format]) -> Vec<&'static str> {
    let name = name.trim_start_matches('.').to_ascii_lowercase();
    let same = |format: &&&Format| format.name == name || format.extensions.contains(&name.as_str());
    let of_extension: Vec<_> = formats.iter().filter(same).map(|format| format.name).collect();
    if !of_extension.is_empty() {
        return of_extension;
    }
    let near = |format: &Format| {
        let distance = edits(&name, format.name);
        // of three letters, two wrong ones leave nothing to go by
        (distance <= if format.name.len() > 3 { 2 } else { 1 }).then_some(distance)
    };
    let nearest = formats.iter().filter_map(|format| near(format)).min();
    formats
        .iter()
        .filter(|format| nearest.is_some() && near(format) == nearest)
        .map(|format| format.name)
        .collect()
}

/// How many letters have to be put in, left out or changed to make one word the other. Of words much longer
/// than each other it is not counted.
fn edits(one: &str, other: &str) -> usize {
    if one.len().abs_diff(other.len()) > 8 {
        return usize::MAX;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((&wanted, &above), &beside) in other.iter().zip(row.iter().skip(1)).zip(&row) {
            let changed = beside + usize::from(letter != wanted);
            let left = next.last().copied().unwrap_or_default();
            next.push(changed.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Carries, Parts};

    const fn format(name: &'static str, extensions: &'static [&'static str]) -> Format {
        Format {
            name,
            title: name,
            extensions,
            media_types: &[],
            spec: "",
            options: &[],
            public: false,
            parts: Parts::PerInput,
            carries: Carries::NOTHING,
        }
    }

    #[test]
    fn says_what_may_have_been_meant() {
        let formats = [
            format("markdown", &["md"]),
            format("jsonl", &["jsonl"]),
            format("jsonld", &["jsonld"]),
            format("rss", &["rss", "xml"]),
            format("atom", &["xml"]),
            format("csv", &["csv"]),
        ];
        let check = |name: &str, expect: &str| {
            let error = unknown("write", name, formats.iter());
            let all = "choose from atom, csv, jsonl, jsonld, markdown, rss";
            assert_eq!(error.advice(), Some(format!("{expect}{all}").as_str()), "{name}");
        };
        check("md", "did you mean `markdown`? ");
        check(".MD", "did you mean `markdown`? ");
        check("markdwon", "did you mean `markdown`? ");
        check("json", "did you mean `jsonl`? ");
        check("xml", "did you mean `atom` or `rss`? ");
        check("cvs", "");
        check("cv", "did you mean `csv`? ");
        check("pdf", "");
        check("", "");
    }
}
