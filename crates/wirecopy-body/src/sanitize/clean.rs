//! Tokens of HTML to what of them may stay: tags written anew, attribute by attribute.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::address::Address;
use super::allow::Value;
use super::report::Report;
use super::rules::{Compiled, Embeds, Fate};
use super::shape::Shape;
use super::{css, escape, foreign, srcset};
use crate::base::Bases;
use crate::html::{Element, Token, Tokens, decode};
use crate::target::{bare, provider};

/// Something that stays.
pub(crate) enum Event<'a> {
    /// Text, character references not yet resolved.
    Text(&'a str),
    /// Text as it is meant.
    Literal(Cow<'a, str>),
    /// A start tag, of the element at this place of the rules. Its attributes are in [`Cleaner::written`].
    Start(usize, Shape),
    /// An end tag.
    End(usize, Shape),
    /// An element that is whole in [`Cleaner::written`].
    Whole,
}

/// Before the name of a table's part that stands in no table, when the tree has been written out.
pub(crate) const STRAY: &str = "wirecopy-stray-";

/// Gives what stays of HTML.
pub(crate) struct Cleaner<'a, 'r> {
    pub(crate) tokens: Tokens<'a>,
    pub(crate) rules: &'r Compiled,
    pub(crate) report: Report,
    /// The attributes of a start tag, or all of a whole element.
    pub(crate) written: String,
    bases: Bases,
    pending: VecDeque<Event<'a>>,
    in_cdata: bool,
    /// What is read was written by the tree.
    again: bool,
    /// The last tag was one of a part of a table that stands in no table.
    pub(crate) is_stray: bool,
    /// Where the start tag of a preformatted text ends, when nothing that stays has come since: the line end right
    /// after such a tag is no part of the text.
    preformatted: Option<usize>,
    limit: usize,
}

impl<'a, 'r> Cleaner<'a, 'r> {
    pub(crate) fn new(
        html: &'a str,
        base: Option<&str>,
        rules: &'r Compiled,
        limits: (usize, usize),
        again: bool,
    ) -> Self {
        let bases = Bases::of(html, base);
        Self {
            tokens: Tokens::new(html, limits.0),
            rules,
            report: Report::default(),
            written: String::new(),
            bases,
            pending: VecDeque::new(),
            in_cdata: false,
            again,
            is_stray: false,
            preformatted: None,
            limit: limits.1,
        }
    }

    /// The depth elements may have.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// What stays next.
    pub(crate) fn next(&mut self) -> Option<Event<'a>> {
        let preformatted = self.preformatted.take();
        let (event, begins) = self.advance()?;
        match &event {
            Event::Start(_, Shape::Preformatted) => self.preformatted = Some(self.tokens.position()),
            Event::Text(text) if preformatted.is_some_and(|at| at != begins) => {
                let text = decode(text, false);
                if text.starts_with(['\n', '\r']) {
                    return Some(Event::Literal(Cow::Owned(format!("\n{text}"))));
                }
            }
            Event::Literal(text) if preformatted.is_some() && text.starts_with(['\n', '\r']) => {
                return Some(Event::Literal(Cow::Owned(format!("\n{text}"))));
            }
            _ => {}
        }
        Some(event)
    }

    /// What stays next, and where its token begins.
    fn advance(&mut self) -> Option<(Event<'a>, usize)> {
        self.is_stray = false;
        loop {
            let begins = self.tokens.position();
            if let Some(event) = self.pending.pop_front() {
                return Some((event, begins));
            }
            match self.tokens.next()? {
                Token::Text(text) => {
                    if self.in_cdata && text.contains("]]>") {
                        self.in_cdata = false;
                        let text = decode(text, false).replacen("]]>", "", 1);
                        return Some((Event::Literal(Cow::Owned(text)), begins));
                    }
                    return Some((Event::Text(text), begins));
                }
                Token::Comment => self.report.comments += 1,
                Token::Cdata => {
                    self.in_cdata = true;
                    self.report.cdata += 1;
                }
                Token::Start(element) => {
                    if let Some(event) = self.start(element) {
                        return Some((event, begins));
                    }
                }
                Token::End(_) => {
                    let name = self.tokens.name();
                    self.bases.end(name);
                    if let Some((place, Fate::Keep(shape))) = self.find(name) {
                        return Some((Event::End(place, shape), begins));
                    }
                }
            }
        }
    }

    fn find(&mut self, name: &'a str) -> Option<(usize, Fate)> {
        if self.again
            && let Some(name) = name.strip_prefix(STRAY)
        {
            self.is_stray = true;
            return self.rules.element(name);
        }
        self.rules.element(name)
    }

    fn start(&mut self, element: Element) -> Option<Event<'a>> {
        let name = self.tokens.name();
        let name = match element {
            Element::Image => "img",
            // what pages for phones call them
            Element::Img | Element::Audio | Element::Video => element.name(),
            _ => name,
        };
        match element {
            Element::Svg if self.rules.svg => return Some(self.foreign(foreign::Language::Svg)),
            Element::Math if self.rules.mathml => return Some(self.foreign(foreign::Language::Mathml)),
            _ => {}
        }
        let Some((place, fate)) = self.find(name) else {
            self.report.unwrapped.add(name);
            self.enter(name);
            return None;
        };
        match fate {
            Fate::Keep(shape) => {
                match element {
                    Element::Select => return self.select(),
                    Element::Textarea => return self.textarea(),
                    _ => {}
                }
                self.begin(name, shape.is_void());
                Some(Event::Start(place, shape))
            }
            Fate::Remove => {
                self.remove(element);
                None
            }
            Fate::Embed => self.embed(element),
            Fate::Unwrap => {
                match element {
                    Element::Xmp => return self.example(),
                    Element::Html | Element::Head | Element::Body => self.enter(name),
                    Element::Base | Element::Param => {}
                    // data of office programs
                    _ if name.eq_ignore_ascii_case("xml") && self.tokens.skip_named("xml") => {
                        self.report.removed.add("xml");
                    }
                    _ => {
                        self.report.unwrapped.add(name);
                        self.enter(name);
                    }
                }
                None
            }
        }
    }

    /// Takes an element that is left out with all it holds.
    fn remove(&mut self, element: Element) {
        self.report.removed.add(element.name());
        if self.tokens.skip_content(element).is_some() || self.tokens.is_self_closing() {
            return;
        }
        self.report.unclosed.add(element.name());
        if matches!(element, Element::Script | Element::Style) {
            self.tokens.skip_all();
        }
    }

    fn enter(&mut self, name: &str) {
        self.bases.start(name, &self.tokens, false);
    }

    fn begin(&mut self, name: &str, is_void: bool) {
        self.written.clear();
        self.bases.start(name, &self.tokens, is_void);
        let late = if name == "img" { self.late() } else { None };
        let (tokens, mut writer) = self.writer();
        match late {
            Some(address) => {
                writer.attribute("src", &address, Value::Picture);
                writer.attributes_but("src", name, tokens);
                writer.report.late += 1;
            }
            None => writer.attributes(name, tokens),
        }
        if is_void {
            self.bases.leave(name);
        }
    }

    /// The address of a picture that a script would have put where it is shown.
    fn late(&self) -> Option<Cow<'a, str>> {
        let is_none = |address: &str| {
            let address = address.trim();
            address.is_empty() || address.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("data:"))
        };
        if self.tokens.attribute("src").is_some_and(|src| !is_none(src)) {
            return None;
        }
        let names = ["data-src", "data-lazy-src", "data-original"];
        let late = names.iter().find_map(|name| self.tokens.attribute(name))?;
        (!is_none(late)).then(|| decode(late, true))
    }

    /// What is read, and a writer to [`Self::written`].
    fn writer(&mut self) -> (&mut Tokens<'a>, Writer<'_, 'r>) {
        let Self { tokens, rules, bases, report, written, .. } = self;
        (tokens, Writer { rules, bases, report, out: written })
    }

    /// Writes the start tag of an element that is skipped for its text, which is given. `None`: it has no end tag.
    fn whole(&mut self, element: Element) -> Option<(&'a str, Writer<'_, 'r>)> {
        let Some(content) = self.tokens.skip_content(element) else {
            self.report.unclosed.add(element.name());
            return None;
        };
        self.written.clear();
        let (tokens, mut writer) = self.writer();
        writer.out.push('<');
        writer.out.push_str(element.name());
        writer.attributes(element.name(), tokens);
        writer.out.push('>');
        Some((content, writer))
    }

    fn foreign(&mut self, language: foreign::Language) -> Event<'a> {
        self.written.clear();
        let limit = self.limit;
        let (tokens, mut writer) = self.writer();
        foreign::write(language, tokens, &mut writer, limit);
        Event::Whole
    }

    /// A list to choose from: it holds choices and their text, nothing else.
    fn select(&mut self) -> Option<Event<'a>> {
        let rules = self.rules;
        let (content, mut writer) = self.whole(Element::Select)?;
        let mut inner = Tokens::new(content, 256);
        let (mut in_choice, mut in_choices) = (false, false);
        while let Some(token) = inner.next() {
            match token {
                Token::Text(text) => writer.text(&decode(text, false)),
                Token::Start(element @ (Element::Option | Element::Optgroup)) => {
                    if std::mem::take(&mut in_choice) {
                        writer.out.push_str("</option>");
                    }
                    if element == Element::Optgroup && std::mem::replace(&mut in_choices, true) {
                        writer.out.push_str("</optgroup>");
                    }
                    in_choice = element == Element::Option;
                    writer.out.push('<');
                    writer.out.push_str(element.name());
                    writer.attributes(element.name(), &inner);
                    writer.out.push('>');
                }
                Token::End(Element::Option) if std::mem::take(&mut in_choice) => {
                    writer.out.push_str("</option>");
                }
                Token::End(Element::Optgroup) if in_choices => {
                    if std::mem::take(&mut in_choice) {
                        writer.out.push_str("</option>");
                    }
                    in_choices = false;
                    writer.out.push_str("</optgroup>");
                }
                Token::Start(element) if matches!(rules.element(inner.name()), Some((_, Fate::Remove))) => {
                    writer.report.removed.add(element.name());
                    inner.skip_content(element);
                }
                Token::Start(_) => writer.report.unwrapped.add(inner.name()),
                _ => {}
            }
        }
        if in_choice {
            writer.out.push_str("</option>");
        }
        if in_choices {
            writer.out.push_str("</optgroup>");
        }
        writer.out.push_str("</select>");
        Some(Event::Whole)
    }

    fn textarea(&mut self) -> Option<Event<'a>> {
        let (content, mut writer) = self.whole(Element::Textarea)?;
        writer.text(&decode(content, false));
        writer.out.push_str("</textarea>");
        Some(Event::Whole)
    }

    /// Text in which tags show: as preformatted text it means the same.
    fn example(&mut self) -> Option<Event<'a>> {
        let (place, Fate::Keep(shape)) = self.rules.element("pre")? else { return None };
        let Some(content) = self.tokens.skip_content(Element::Xmp) else {
            self.report.unclosed.add("xmp");
            return None;
        };
        self.begin("pre", true);
        self.pending.push_back(Event::Literal(Cow::Borrowed(content)));
        self.pending.push_back(Event::End(place, shape));
        Some(Event::Start(place, shape))
    }

    fn embed(&mut self, element: Element) -> Option<Event<'a>> {
        let names: &[&str] = if element == Element::Object { &["data"] } else { &["src", "data-src"] };
        let address =
            names.iter().find_map(|name| self.tokens.attribute(name)).map(|value| decode(value, true));
        let title = self
            .tokens
            .attribute("title")
            .map(|value| decode(value, true))
            .filter(|it| !it.trim().is_empty());
        let resolved =
            address.as_deref().and_then(|address| match self.bases.resolve(address, false, self.rules) {
                Address::Kept(kept) | Address::Relative(kept) if !kept.is_empty() => Some(kept.into_owned()),
                Address::Unsafe(scheme) => {
                    self.report.schemes.add(&scheme);
                    None
                }
                _ => None,
            });
        let is_known = resolved.as_deref().is_some_and(|address| provider(address).is_some());
        let name = element.name();
        let kept = match self.rules.embeds {
            Embeds::Keep if is_known && element == Element::Iframe => true,
            Embeds::Known if !is_known => {
                self.removed_embed(element);
                return None;
            }
            Embeds::Remove => {
                self.removed_embed(element);
                return None;
            }
            _ => false,
        };
        let Some(address) = resolved else {
            self.removed_embed(element);
            return None;
        };
        if kept {
            self.written.clear();
            self.written.push_str("<iframe src=\"");
            escape::value(&address, &mut self.written);
            self.written.push('"');
            for (name, value) in self.tokens.attributes() {
                let kept = ["width", "height", "title", "allowfullscreen", "frameborder"];
                if let Some(name) = kept.iter().find(|kept| kept.eq_ignore_ascii_case(name)) {
                    self.written.push(' ');
                    self.written.push_str(name);
                    self.written.push_str("=\"");
                    escape::value(&decode(value, true), &mut self.written);
                    self.written.push('"');
                }
            }
            self.written.push_str(
                " loading=\"lazy\" sandbox=\"allow-popups allow-same-origin allow-scripts\"></iframe>",
            );
            self.tokens.skip_content(element);
            return Some(Event::Whole);
        }
        let Some((place, Fate::Keep(shape))) = self.rules.element("a") else {
            self.removed_embed(element);
            return None;
        };
        if matches!(element, Element::Iframe | Element::Object) && self.tokens.skip_content(element).is_none()
        {
            self.report.unclosed.add(name);
        }
        self.report.embeds += 1;
        self.written.clear();
        self.written.push_str(" href=\"");
        escape::value(&address, &mut self.written);
        self.written.push('"');
        let shown = title.map_or_else(|| address.clone(), Cow::into_owned);
        self.pending.push_back(Event::Literal(Cow::Owned(shown)));
        self.pending.push_back(Event::End(place, shape));
        Some(Event::Start(place, shape))
    }

    /// What an object holds is shown where it cannot be.
    fn removed_embed(&mut self, element: Element) {
        if element == Element::Iframe {
            self.report.removed.add("iframe");
            if self.tokens.skip_content(element).is_none() && !self.tokens.is_self_closing() {
                self.report.unclosed.add("iframe");
            }
        } else if element == Element::Object {
            self.report.unwrapped.add("object");
            self.bases.begin("object");
        } else {
            self.report.removed.add(element.name());
        }
    }
}

/// Attributes of one tag that are told by their beginning; those beyond are left out.
const MOST_OTHERS: usize = 64;

/// Writes attributes.
pub(crate) struct Writer<'w, 'r> {
    pub(crate) rules: &'r Compiled,
    pub(crate) bases: &'w Bases,
    pub(crate) report: &'w mut Report,
    pub(crate) out: &'w mut String,
}

impl Writer<'_, '_> {
    pub(crate) fn text(&mut self, text: &str) {
        self.report.dropped_characters += escape::text(text, self.out);
    }

    /// Those attributes of the last start tag that may stay.
    pub(crate) fn attributes(&mut self, element: &str, tokens: &Tokens<'_>) {
        self.attributes_but("", element, tokens);
    }

    /// Those attributes that may stay, but for one.
    fn attributes_but(&mut self, left: &str, element: &str, tokens: &Tokens<'_>) {
        let rules = self.rules;
        // of two of a name the first counts
        let mut seen = [0_u64; 8];
        let mut others: Vec<&str> = Vec::new();
        for (written, value) in tokens.attributes() {
            if written.eq_ignore_ascii_case(left) {
                continue;
            }
            let Some((place, name, what)) = rules.attribute(element, written) else {
                self.refuse(element, written);
                continue;
            };
            let is_first = if let Some(place) = place
                && let Some(bits) = seen.get_mut(place / 64)
            {
                let bit = 1 << (place % 64);
                let is_new = *bits & bit == 0;
                *bits |= bit;
                is_new
            } else {
                let is_new = others.len() < MOST_OTHERS
                    && !others.iter().any(|other| other.eq_ignore_ascii_case(name));
                others.push(name);
                is_new
            };
            if is_first {
                let lower =
                    if place.is_none() { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
                self.attribute(&lower, &decode(value, true), what);
            }
        }
    }

    pub(crate) fn refuse(&mut self, _element: &str, name: &str) {
        // of no meaning in HTML, or read already
        let is_silent = ["xml:base", "xmlns"].iter().any(|known| known.eq_ignore_ascii_case(name))
            || name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("xmlns:"));
        if !is_silent {
            self.report.attributes.add(name);
        }
    }

    pub(crate) fn attribute(&mut self, name: &str, value: &str, what: Value) {
        match what {
            Value::Text => self.write(name, value),
            Value::Address | Value::Picture => {
                match self.bases.resolve(value, what == Value::Picture, self.rules) {
                    Address::Kept(kept) => self.write(name, &kept),
                    Address::Relative(kept) => {
                        self.report.relative += 1;
                        self.write(name, &kept);
                    }
                    Address::Unsafe(scheme) => self.report.schemes.add(&scheme),
                }
            }
            Value::Candidates => self.candidates(name, value),
            Value::Style => {
                let styles = &mut self.report.styles;
                let kept = css::declarations(value, self.rules, &mut |property| styles.add(property));
                if !kept.is_empty() {
                    self.write(name, &kept);
                }
            }
            Value::Paint => {
                if css::is_harmless(value, true) {
                    self.write(name, value);
                } else {
                    self.report.attributes.add(name);
                }
            }
            Value::Fragment => {
                let tidy = bare(value);
                if tidy.starts_with('#') {
                    self.write(name, &tidy);
                } else {
                    self.report.attributes.add(name);
                }
            }
            Value::Animated => {
                let vocabulary = super::rules::Vocabulary::svg();
                let may = vocabulary.attribute(value.trim()).is_some_and(|(_, what)| what == Value::Paint);
                if may {
                    self.write(name, value.trim());
                } else {
                    self.report.attributes.add(name);
                }
            }
        }
    }

    fn candidates(&mut self, name: &str, value: &str) {
        let mut kept = String::new();
        let mut is_changed = false;
        for (address, description) in srcset::candidates(value) {
            let resolved = match self.bases.resolve(address, true, self.rules) {
                Address::Kept(kept) => kept,
                Address::Relative(kept) => {
                    self.report.relative += 1;
                    kept
                }
                Address::Unsafe(scheme) => {
                    self.report.schemes.add(&scheme);
                    is_changed = true;
                    continue;
                }
            };
            is_changed |= *resolved != *address;
            if !kept.is_empty() {
                kept.push_str(", ");
            }
            kept.push_str(&resolved);
            if !description.is_empty() {
                kept.push(' ');
                kept.push_str(description);
            }
        }
        if !is_changed {
            self.write(name, value);
        } else if !kept.is_empty() {
            self.write(name, &kept);
        }
    }

    fn write(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.report.dropped_characters += escape::value(value, self.out);
        self.out.push('"');
    }
}
