use std::collections::BTreeMap;
use std::io::Write;

use wirecopy_model::Article;

use crate::Error;

/// Where an exporter's parts go: a folder, one file, standard output, memory.
pub trait Outputs: Send {
    /// Begins a part and gives the place to write it; ends the part before.
    ///
    /// # Errors
    /// When the part before cannot be ended or this one not begun.
    fn part(&mut self, part: &Part<'_>) -> Result<&mut dyn Write, Error>;

    /// File name of the main part, for a part beside it that names it. `None`: it has none, as on standard output, and
    /// there is no place beside it.
    fn main_name(&self, extension: &str) -> Option<String> {
        let _ = extension;
        None
    }

    /// The part begun last. `None`: none was begun.
    fn current(&mut self) -> Option<&mut dyn Write>;

    /// Ends the last part. What was written counts only when this has succeeded.
    ///
    /// # Errors
    /// When something cannot be written.
    fn close(&mut self) -> Result<(), Error>;
}

/// What an exporter says of a part it begins; its name is the receiver's business.
#[derive(Clone, Copy, Debug)]
pub struct Part<'p> {
    /// What the part is.
    pub role: PartRole,
    /// Extension of its name, without the dot.
    pub extension: &'p str,
    /// The article it holds, for [`PartRole::Article`].
    pub article: Option<&'p Article>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartRole {
    /// The output of an input.
    Main,
    /// One article of several.
    Article,
    /// A file beside the main one, named after it.
    Sidecar,
}

/// Outputs in memory: parts by name (`main.csv`, `1.md`, `2.md`, …), for tests and small uses.
#[derive(Debug, Default)]
pub struct Memory {
    parts: BTreeMap<String, Vec<u8>>,
    order: Vec<String>,
}

impl Memory {
    /// Names and bytes of the parts, in the order they were begun.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.order
            .iter()
            .filter_map(|name| self.parts.get(name).map(|bytes| (name.as_str(), bytes.as_slice())))
    }
}

impl Outputs for &mut Memory {
    fn part(&mut self, part: &Part<'_>) -> Result<&mut dyn Write, Error> {
        let name = match part.role {
            PartRole::Main | PartRole::Sidecar => format!("main.{}", part.extension),
            PartRole::Article => format!("{}.{}", self.order.len() + 1, part.extension),
        };
        self.order.push(name.clone());
        Ok(self.parts.entry(name).or_default())
    }

    fn main_name(&self, extension: &str) -> Option<String> {
        Some(format!("main.{extension}"))
    }

    fn current(&mut self) -> Option<&mut dyn Write> {
        let name = self.order.last()?;
        self.parts.get_mut(name).map(|bytes| bytes as &mut dyn Write)
    }

    fn close(&mut self) -> Result<(), Error> {
        Ok(())
    }
}
