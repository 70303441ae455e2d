//! Articles in which every value is a word that stands nowhere else.

mod block;
mod field;

use wirecopy::model::Article;

/// A word and the path of the value it is in.
#[derive(Clone, Debug)]
pub struct Mark {
    pub word: String,
    pub path: &'static str,
}

/// An article with marks.
#[derive(Clone, Debug)]
pub struct Probe {
    pub name: &'static str,
    pub article: Article,
    pub marks: Vec<Mark>,
}

/// All of them.
pub fn probes() -> Vec<Probe> {
    let mut all = Vec::new();
    field::probes(&mut all);
    block::probes(&mut all);
    all
}

/// Makes marks, and remembers them.
#[derive(Debug, Default)]
pub struct Marks {
    made: Vec<Mark>,
}

impl Marks {
    /// A word.
    pub fn word(&mut self, path: &'static str) -> String {
        let word = format!("zqx{:03}qz", self.made.len());
        self.made.push(Mark { word: word.clone(), path });
        word
    }

    /// A word, where the model has it optional.
    #[expect(clippy::unnecessary_wraps, reason = "the model has it optional")]
    pub fn some(&mut self, path: &'static str) -> Option<String> {
        Some(self.word(path))
    }

    /// An address with a word in it.
    pub fn url(&mut self, path: &'static str) -> String {
        format!("https://example.org/{}", self.word(path))
    }

    /// A number that stands for itself.
    pub fn number(&mut self, path: &'static str) -> u32 {
        let number = 70_000 + u32::try_from(self.made.len()).unwrap() * 7;
        self.made.push(Mark { word: number.to_string(), path });
        number
    }
}

/// Adds a probe: `fill` marks an article that has nothing else.
pub fn add(all: &mut Vec<Probe>, name: &'static str, fill: impl FnOnce(&mut Article, &mut Marks)) {
    let mut marks = Marks::default();
    let mut article = Article::default();
    fill(&mut article, &mut marks);
    all.push(Probe { name, article, marks: marks.made });
}
