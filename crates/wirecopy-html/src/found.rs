//! What a page says of its article, found in one pass over its tags.

use std::ops::Range;

use wirecopy_body::{HtmlToken, HtmlTokens};

/// Open elements that are looked at; deeper ones are passed over.
const MOST_OPEN: usize = 512;
/// Texts that are gathered at once, and how long one gets.
const MOST_TEXTS: usize = 16;
const MOST_TEXT: usize = 4000;

/// A `meta` element.
#[derive(Debug)]
pub(crate) struct Meta {
    /// Its `name`, `property`, `itemprop` or `http-equiv`, in lower case.
    pub(crate) name: String,
    pub(crate) content: String,
}

/// A `link` element, or a link that says what it is for.
#[derive(Debug, Default)]
pub(crate) struct Rel {
    pub(crate) relation: String,
    pub(crate) href: String,
    pub(crate) media_type: Option<String>,
    pub(crate) hreflang: Option<String>,
    pub(crate) title: Option<String>,
    /// The text of a link in the page.
    pub(crate) text: Option<String>,
    /// Its element.
    pub(crate) of: &'static str,
}

/// A value of microdata: the property, after that of the item it stands in, and a value.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A part of the page that may be the article.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) mark: Mark,
    pub(crate) range: Range<usize>,
    pub(crate) language: Option<String>,
    /// Letters within, about.
    pub(crate) letters: usize,
    pub(crate) has_headline: bool,
}

/// How a part is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Body,
    Main,
    Article,
    ArticleBody,
}

/// All of it.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) language: Option<String>,
    pub(crate) direction: Option<String>,
    pub(crate) base: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) metas: Vec<Meta>,
    pub(crate) rels: Vec<Rel>,
    pub(crate) scripts: Vec<String>,
    pub(crate) properties: Vec<Property>,
    pub(crate) parts: Vec<Part>,
    /// What in a part is not the text of the article: headers, menus, footers, what is hidden.
    pub(crate) furniture: Vec<Range<usize>>,
    /// Headlines, with where they stand.
    pub(crate) headlines: Vec<(String, Range<usize>)>,
    /// Lines known by their class or element: name and text.
    pub(crate) lines: Vec<(&'static str, String)>,
    /// `time` elements that say they are the date of publication.
    pub(crate) times: Vec<String>,
}

struct Open {
    name: String,
    start: usize,
    inner: usize,
    property: Option<String>,
    /// Properties within belong to an item of their own.
    is_item: bool,
    gathers: Option<Gathers>,
    text_from: usize,
    letters_from: usize,
    headlines_from: usize,
    mark: Option<Mark>,
    language: Option<String>,
    is_furniture: bool,
}

/// What becomes of the text of an element.
enum Gathers {
    Headline,
    Line(&'static str),
    Property,
    Link(usize),
}

struct Reader<'a> {
    tokens: HtmlTokens<'a>,
    found: Found,
    open: Vec<Open>,
    text: String,
    gathering: usize,
    letters: usize,
}

/// Looks through a page.
pub(crate) fn find(html: &str, attributes: usize) -> Found {
    let mut reader = Reader {
        tokens: HtmlTokens::new(html, attributes),
        found: Found::default(),
        open: Vec::new(),
        text: String::new(),
        gathering: 0,
        letters: 0,
    };
    loop {
        let start = reader.tokens.position();
        let Some(token) = reader.tokens.next() else { break };
        match token {
            HtmlToken::Start(name) => reader.start(&name.to_ascii_lowercase(), start),
            HtmlToken::End(name) => reader.end(&name.to_ascii_lowercase(), start),
            HtmlToken::Text(text) => {
                reader.letters += text.trim().len();
                if reader.gathering > 0 {
                    reader.text.push_str(&text);
                }
            }
            HtmlToken::Other => {}
        }
    }
    while reader.close_top(html.len(), html.len()) {}
    reader.found
}

fn fold(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > MOST_TEXT {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

impl Reader<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        self.tokens.attribute(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn words(&self, name: &str) -> Vec<String> {
        let value = self.attribute(name).unwrap_or_default();
        value.split_ascii_whitespace().map(str::to_ascii_lowercase).collect()
    }

    fn start(&mut self, name: &str, start: usize) {
        match name {
            "script" => {
                let kind = self.attribute("type").unwrap_or_default().to_ascii_lowercase();
                let content = self.tokens.skip_content();
                if kind.starts_with("application/ld+json")
                    && let Some(content) = content
                {
                    self.found.scripts.push(content.to_owned());
                }
                return;
            }
            "style" | "template" | "noscript" | "svg" | "textarea" | "select" | "iframe" => {
                self.tokens.skip_content();
                return;
            }
            "title" => {
                let title =
                    self.tokens.skip_content().map(|title| fold(&wirecopy_body::decode_references(title)));
                self.found.title = self.found.title.take().or(title).filter(|title| !title.is_empty());
                return;
            }
            "html" | "body" => {
                self.found.language = self.found.language.take().or_else(|| self.attribute("lang"));
                self.found.language = self.found.language.take().or_else(|| self.attribute("xml:lang"));
                let direction = self.attribute("dir").map(|it| it.to_ascii_lowercase());
                self.found.direction = self.found.direction.take().or(direction);
            }
            "base" => self.found.base = self.found.base.take().or_else(|| self.attribute("href")),
            "meta" => self.meta(),
            "link" => self.link("link"),
            _ => {}
        }
        self.element(name, start);
    }

    fn meta(&mut self) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|it| self.attribute(it));
        if self.tokens.attribute("itemprop").is_some() {
            return; // a value of microdata
        }
        if let (Some(name), Some(content)) = (name, self.attribute("content")) {
            self.found.metas.push(Meta { name: name.to_ascii_lowercase(), content });
        }
    }

    fn link(&mut self, of: &'static str) {
        let (Some(rel), Some(href)) = (self.attribute("rel"), self.attribute("href")) else { return };
        for rel in rel.split_ascii_whitespace() {
            self.found.rels.push(Rel {
                relation: rel.to_ascii_lowercase(),
                href: href.clone(),
                media_type: self.attribute("type"),
                hreflang: self.attribute("hreflang"),
                title: self.attribute("title"),
                text: None,
                of,
            });
        }
    }

    fn element(&mut self, name: &str, start: usize) {
        let classes = self.words("class");
        let has = |class: &str| classes.iter().any(|it| it == class);
        let property = self.attribute("itemprop");
        let roles = self.words("role");
        let mark = match name {
            _ if property
                .as_deref()
                .is_some_and(|it| it.split_ascii_whitespace().any(|it| it == "articleBody")) =>
            {
                Some(Mark::ArticleBody)
            }
            "article" => Some(Mark::Article),
            _ if roles.iter().any(|role| role == "article") => Some(Mark::Article),
            "main" => Some(Mark::Main),
            _ if roles.iter().any(|role| role == "main") => Some(Mark::Main),
            "body" => Some(Mark::Body),
            _ => None,
        };
        let mut gathers = match name {
            "h1" => Some(Gathers::Headline),
            "address" => Some(Gathers::Line("byline")),
            _ if has("byline") => Some(Gathers::Line("byline")),
            _ if has("kicker") => Some(Gathers::Line("kicker")),
            _ if has("standfirst") => Some(Gathers::Line("standfirst")),
            _ => None,
        };
        if name == "a" {
            let from = self.found.rels.len();
            self.link("a");
            if self.found.rels.len() > from {
                gathers = gathers.or(Some(Gathers::Link(from)));
            }
        }
        if name == "time"
            && let Some(when) = self.attribute("datetime")
            && (self.tokens.attribute("pubdate").is_some() || has("published") || has("entry-date"))
        {
            self.found.times.push(when);
        }
        let mut property = property;
        if let Some(names) = &property
            && mark != Some(Mark::ArticleBody)
        {
            let value = match name {
                "a" | "area" | "link" => self.attribute("href"),
                "img" | "audio" | "video" | "source" | "embed" | "iframe" => self.attribute("src"),
                "time" => self.attribute("datetime"),
                "data" | "meter" => self.attribute("value"),
                _ => self.attribute("content"),
            };
            // a name of a link is what is linked, its address is one more property
            let is_text = value.is_none() || (name == "a" && names.contains("name"));
            if !is_text && let Some(value) = value {
                let names = names.clone();
                self.property(&names, &value);
                property = None;
            } else if gathers.is_none() && self.tokens.attribute("itemscope").is_none() {
                gathers = Some(Gathers::Property);
            }
        }
        if is_void(name) || self.open.len() >= MOST_OPEN {
            return;
        }
        if gathers.is_some() && self.gathering >= MOST_TEXTS {
            gathers = None;
        }
        self.gathering += usize::from(gathers.is_some());
        let hidden = self.tokens.attribute("hidden").is_some()
            || self.attribute("aria-hidden").is_some_and(|it| it.eq_ignore_ascii_case("true"));
        // what a quote or section begins and ends with belongs to it
        let within = self.open.iter().rev().take_while(|open| open.mark.is_none());
        let of_the_article = within.take(64).all(|open| {
            !matches!(open.name.as_str(), "blockquote" | "section" | "figure" | "table" | "aside" | "details")
        });
        let is_furniture = matches!(name, "nav" | "form")
            || (matches!(name, "header" | "footer") && of_the_article)
            || hidden
            || roles
                .iter()
                .any(|role| matches!(role.as_str(), "navigation" | "banner" | "contentinfo" | "search"))
            || (name == "aside" && (has("related") || has("correction")));
        self.open.push(Open {
            name: name.to_owned(),
            start,
            inner: self.tokens.position(),
            property,
            is_item: self.tokens.attribute("itemscope").is_some(),
            gathers,
            text_from: self.text.len(),
            letters_from: self.letters,
            headlines_from: self.found.headlines.len(),
            mark,
            language: self.attribute("lang"),
            is_furniture,
        });
    }

    /// A value of microdata.
    fn property(&mut self, names: &str, value: &str) {
        let within = self.open.iter().rev().take(64).find(|open| open.is_item);
        let within = within.and_then(|open| open.property.as_deref()).unwrap_or_default();
        let within = within.split_ascii_whitespace().next().unwrap_or_default().to_owned();
        for name in names.split_ascii_whitespace().take(4) {
            let name = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
            self.found.properties.push(Property { name, value: value.to_owned() });
        }
    }

    fn end(&mut self, name: &str, start: usize) {
        let Some(at) = self.open.iter().rev().take(64).position(|open| open.name == name) else { return };
        let at = self.open.len() - 1 - at;
        while self.open.len() > at + 1 {
            self.close_top(start, start);
        }
        self.close_top(start, self.tokens.position());
    }

    /// Closes the innermost element, whose content ends at `inner` and which ends at `end`. `false`: none is open.
    fn close_top(&mut self, inner: usize, end: usize) -> bool {
        let Some(open) = self.open.pop() else { return false };
        let whole = open.start..end;
        if let Some(gathers) = open.gathers {
            self.gathering -= 1;
            let text = fold(self.text.get(open.text_from..).unwrap_or_default());
            if self.gathering == 0 {
                self.text.clear();
            }
            match gathers {
                _ if text.is_empty() => {}
                Gathers::Headline => {
                    if let Some(names) = &open.property {
                        self.property(names, &text);
                    }
                    self.found.headlines.push((text, whole.clone()));
                }
                Gathers::Line(name) => {
                    if let Some(names) = open.property.as_ref().filter(|_| !open.is_item) {
                        self.property(names, &text);
                    }
                    self.found.lines.push((name, text));
                }
                Gathers::Property => {
                    let names = open.property.clone().unwrap_or_default();
                    self.property(&names, &text);
                }
                Gathers::Link(number) => {
                    if let Some(names) = open.property.as_ref().filter(|_| !open.is_item) {
                        self.property(names, &text);
                    }
                    for rel in self.found.rels.iter_mut().skip(number) {
                        rel.text.get_or_insert_with(|| text.clone());
                    }
                }
            }
        }
        if open.is_furniture {
            self.found.furniture.push(whole);
        }
        if let Some(mark) = open.mark {
            self.found.parts.push(Part {
                mark,
                range: open.inner..inner,
                language: open.language,
                letters: self.letters - open.letters_from,
                has_headline: self.found.headlines.len() > open.headlines_from,
            });
        }
        true
    }
}
