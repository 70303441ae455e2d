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
    let mut names: Vec<_> = formats.map(|format| format.name).collect();
    names.sort_unstable();
    names.dedup();
    Error::usage(format!("there is no format `{name}` to {verb}"))
        .hint(format!("choose from {}", names.join(", ")))
}
