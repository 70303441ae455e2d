//! `cargo xtask new-format`: the stubs of a format, which compile and whose test fails until it is written.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::workspace::{short, top};

pub(crate) fn write(name: &str, family: &str) -> Result<()> {
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_'
        });
    ensure!(is_name, "`{name}` is no name for a format; use small letters, digits and `_`");
    let source = top().join("crates").join(family).join("src");
    ensure!(source.is_dir(), "there is no crate `{family}`; make it first and give it a floor");
    let file = source.join(format!("{name}.rs"));
    ensure!(!file.exists(), "{} is there already", short(&file));

    let title: String = name.split('_').map(capital).collect();
    fs::write(&file, STUB.replace("NAME", name).replace("Title", &title))?;
    println!("wrote {}", short(&file));
    let lib = source.join("lib.rs");
    fs::write(&lib, registered(&fs::read_to_string(&lib)?, name, &title)?)?;
    println!("added two lines to {}", short(&lib));
    let fixtures = top().join("fixtures").join(name);
    fs::create_dir_all(&fixtures)?;
    fs::write(fixtures.join("first.toml"), CARD)?;
    fs::write(fixtures.join("first.txt"), "Harbour reopens\n")?;
    println!("wrote {}/first.toml and first.txt", short(&fixtures));
    println!(
        "next: read {} from the top; write the fixture; `cargo xtask fixtures --bless {name}` and read what it wrote; \
         `cargo xtask docs`",
        short(&file)
    );
    Ok(())
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

/// `lib.rs` with the module and the importer added.
fn registered(lib: &str, name: &str, title: &str) -> Result<String> {
    let module = format!("mod {name};\n");
    let at = lib
        .match_indices("\nmod ")
        .map(|(at, _)| at + 1)
        .find(|at| lib.get(*at..).is_some_and(|rest| rest > module.as_str()))
        .or_else(|| lib.rfind("\nmod ").and_then(|at| lib.get(at + 1..)?.find('\n').map(|end| at + 2 + end)))
        .context("lib.rs has no `mod` to stand beside")?;
    let (before, after) = lib.split_at(at);
    let lib = format!("{before}{module}{after}");
    let start = lib.find("pub fn register(").context("lib.rs has no `register`")?;
    let open =
        lib.get(start..).and_then(|rest| rest.find('{')).context("`register` has no body")? + start + 1;
    let argument = lib
        .get(start..open)
        .and_then(|head| head.split_once('(')?.1.split_once(':'))
        .map(|(argument, _)| argument.trim())
        .context("`register` takes nothing")?;
    let line = format!("\n    {argument}.importer({name}::{title});");
    let (before, after) = lib.split_at(open);
    Ok(format!("{before}{line}{after}"))
}

const CARD: &str = "shows = \"the smallest document of the format\"\nwhy = \"it is where a reader starts\"\n";

const STUB: &str = r#"//! Reads Title.
//!
//! | element | field | clause |
//! | --- | --- | --- |
//! | the title line | `headlines` | 1 |

use wirecopy_core::{
    Carries, Confidence, Cx, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{Article, Headline, HeadlineRole, Record, Source};

/// What the format is.
static FORMAT: Format = Format {
    name: "NAME",
    title: "Title",
    extensions: &["NAME"],
    media_types: &[],
    spec: "",
    options: &[],
    public: false,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// The format `NAME`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Title;

impl Importer for Title {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        if head.is_hinted(&FORMAT) { Confidence::Hinted } else { Confidence::No }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _options: &Options,
        _cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let source = Source { name: input.source_name(), format: FORMAT.name.into(), ..Source::default() };
        Ok(Box::new(TitleReader { input, source: Some(source), done: false }))
    }
}

struct TitleReader<'a> {
    input: Input<'a>,
    source: Option<Source>,
    done: bool,
}

impl RecordReader for TitleReader<'_> {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Some(source) = self.source.take() {
            return Ok(Some(Record::Source(Box::new(source))));
        }
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        // a stand-in for the format's own reader: decode with `wirecopy_core::decode`, tokenise with `wirecopy_xml`
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut self.input.bytes, &mut bytes)
            .map_err(|error| Error::io("the input cannot be read", error))?;
        if bytes.len() as u64 > cx.limits.input {
            return Err(Error::limit("the input is too long"));
        }
        let text = String::from_utf8_lossy(&bytes);
        let headlines = vec![Headline::plain(HeadlineRole::Main, text.trim())];
        let source = self.input.source_name();
        Ok(Some(Record::Article(Box::new(Article { source, headlines, ..Article::default() }))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own() {
        let head = Head::new(b"a document of the format", true, None, None);
        assert_eq!(Title.probe(&head), Confidence::Certain, "say in `probe` how the format is recognised");
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_lines_go_where_they_belong() {
        let lib = "//! Feeds.\n\nmod atom;\nmod rss;\n\n/// All.\npub fn register(all: &mut Registry) {\n    all.importer(rss::Rss);\n}\n";
        let expect = "//! Feeds.\n\nmod atom;\nmod rdf;\nmod rss;\n\n/// All.\npub fn register(all: &mut Registry) {\n    \
                      all.importer(rdf::Rdf);\n    all.importer(rss::Rss);\n}\n";
        assert_eq!(registered(lib, "rdf", "Rdf").unwrap(), expect);
        assert!(registered(lib, "wxr", "Wxr").unwrap().contains("mod rss;\nmod wxr;\n"));
    }
}
