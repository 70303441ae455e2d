use std::io::BufRead;
use std::ops::Range;

use wirecopy_core::decode::{Hints, Window};
use wirecopy_core::{Cx, Error, Location};
use wirecopy_model::{Encoding, Namespace, Span};

use crate::byte::{at, begins_name, find_odd};
use crate::entity::Entities;
use crate::fault::{Reporter, limit};
use crate::namespace::{Namespaces, split};
use crate::open::OpenElements;
use crate::recovery::Ahead;
use crate::tag::{Fault, Found, Tag};
use crate::text::{Place, Resolver};
use crate::{Attr, Declaration, Event, NameRef, Ns};

/// A pull reader over XML as it is found.
///
/// Data of the current event is borrowed from the reader until the next call of [`XmlReader::next`]. Memory is
/// bounded by [`wirecopy_core::Limits`], whatever the size of the input.
pub struct XmlReader<'a> {
    pub(crate) window: Window<'a>,
    /// Where the current event begins in the window.
    pub(crate) start: usize,
    /// Where the next one begins.
    pub(crate) at: usize,
    pub(crate) event: Event,
    /// The first byte of the window that text may not hold as it is; `usize::MAX`: there is none.
    odd: usize,
    pub(crate) content: Content,
    /// Target of an instruction.
    pub(crate) target: Range<usize>,
    pub(crate) scratch: String,
    tag: Tag,
    attributes: Vec<Slot>,
    values: String,
    order: Vec<usize>,
    pub(crate) open: OpenElements,
    pub(crate) spaces: Namespaces,
    pub(crate) entities: Entities,
    /// How many elements are still to be closed before reading goes on.
    pub(crate) closing: usize,
    pub(crate) broken: bool,
    pub(crate) roots: u64,
    pub(crate) declaration: Option<Declaration>,
    root_namespaces: Vec<Namespace>,
    pub(crate) ahead: [Ahead; 3],
    failed: bool,
}

/// Where the text of an event is.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    None,
    Window(Range<usize>),
    Scratch,
}

/// An attribute; its value is in the window or, where it had to be resolved, in `values`.
struct Slot {
    name: Range<usize>,
    prefix: usize,
    ns: Ns,
    value: Range<usize>,
    own: bool,
    declares: bool,
}

/// What stands at a `<` in text.
enum Follow {
    Markup,
    Section,
    Literal,
    More,
}

impl<'a> XmlReader<'a> {
    /// Opens a document: settles its encoding and reads its XML declaration.
    ///
    /// # Errors
    /// When reading fails or the limit `input` is reached.
    pub fn new(
        input: Box<dyn BufRead + Send + 'a>,
        hints: &Hints<'_>,
        cx: &mut Cx<'_>,
    ) -> Result<Self, Error> {
        Self::over(Window::open(input, hints, cx)?, cx)
    }

    /// Opens a document over a window that stands at its start.
    ///
    /// # Errors
    /// As [`XmlReader::new`].
    pub fn over(window: Window<'a>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let mut reader = Self {
            window,
            start: 0,
            at: 0,
            event: Event::Doctype,
            odd: usize::MAX,
            content: Content::None,
            target: 0..0,
            scratch: String::new(),
            tag: Tag::default(),
            attributes: Vec::new(),
            values: String::new(),
            order: Vec::new(),
            open: OpenElements::default(),
            spaces: Namespaces::new(),
            entities: Entities::default(),
            closing: 0,
            broken: false,
            roots: 0,
            declaration: None,
            root_namespaces: Vec::new(),
            ahead: Default::default(),
            failed: false,
        };
        reader.prolog(cx)?;
        Ok(reader)
    }

    /// Goes to the next event.
    ///
    /// # Errors
    /// When reading fails or a limit is reached. Ever after there is only [`Event::Eof`].
    #[expect(clippy::should_implement_trait, reason = "it lends its data and takes a context")]
    pub fn next(&mut self, cx: &mut Cx<'_>) -> Result<Event, Error> {
        if self.event == Event::End
            && let Some(bound) = self.open.pop()
        {
            if bound < self.spaces.bound() {
                self.spaces.unbind(bound);
            }
        }
        if self.closing > 0 {
            self.closing -= 1;
            self.attributes.clear();
            self.content = Content::None;
            self.event = Event::End;
            return Ok(Event::End);
        }
        if self.failed {
            return Ok(Event::Eof);
        }
        loop {
            match self.step(cx) {
                Ok(Some(event)) => {
                    self.event = event;
                    return Ok(event);
                }
                Ok(None) => {}
                Err(error) => {
                    self.failed = true;
                    self.broken = true;
                    self.event = Event::Eof;
                    self.content = Content::None;
                    self.attributes.clear();
                    return Err(error);
                }
            }
        }
    }

    /// Reads one token; none when it gives no event.
    fn step(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.start = self.at;
        self.attributes.clear();
        self.content = Content::None;
        let bytes = self.bytes();
        match (bytes.first().copied(), bytes.get(1).copied()) {
            (None, _) => {
                if self.more(cx)? {
                    Ok(None)
                } else {
                    self.end_of_input(cx)
                }
            }
            (Some(b'<'), Some(b'/')) => self.end_tag(cx),
            (Some(b'<'), Some(b'!')) => self.exclamation(cx),
            (Some(b'<'), Some(b'?')) => self.instruction(cx),
            (Some(b'<'), Some(byte)) if begins_name(byte) => self.start_tag(cx),
            (Some(b'<'), None) if !self.window.is_ended() => {
                self.more(cx)?;
                Ok(None)
            }
            (Some(b'<'), _) => self.literal(cx),
            _ => self.text_event(cx),
        }
    }

    /// The text from the start of the current event on.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.window.text().as_bytes().get(self.start..).unwrap_or_default()
    }

    /// Takes in more of the input; what is before the current event is dropped. `false`: there is none.
    pub(crate) fn more(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let length = self.window.text().len();
        if (length - self.start) as u64 > cx.limits.text {
            return Err(self.too_long(self.start..length, cx));
        }
        if self.window.is_ended() {
            return Ok(false);
        }
        let dropped = self.start;
        self.window.discard(dropped);
        self.at -= dropped;
        self.start = 0;
        let kept = length - dropped;
        self.window.extend(cx)?;
        // a known odd byte that was kept stays the first; else look at what was not looked at yet
        self.odd = match self.odd {
            usize::MAX => find_odd(self.window.text().as_bytes(), kept).unwrap_or(usize::MAX),
            odd if odd >= dropped => odd - dropped,
            _ => find_odd(self.window.text().as_bytes(), 0).unwrap_or(usize::MAX),
        };
        Ok(true)
    }

    pub(crate) fn too_long(&self, range: Range<usize>, cx: &Cx<'_>) -> Error {
        limit(&self.window, range, "text", cx.limits.text, "a piece of the document is too long")
    }

    pub(crate) fn reporter<'r, 'c>(&'r mut self, cx: &'r mut Cx<'c>) -> Reporter<'r, 'a, 'c> {
        Reporter { window: &self.window, broken: &mut self.broken, cx }
    }

    /// Reports a repair at `range`, which is from the start of the current event.
    pub(crate) fn repair(
        &mut self,
        cx: &mut Cx<'_>,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        let range = self.start + range.start..self.start + range.end;
        self.reporter(cx).repair(code, range, message);
    }

    /// Resolves `range`, from the start of the current event, to the end of `scratch`.
    pub(crate) fn resolve(&mut self, cx: &mut Cx<'_>, range: Range<usize>, place: Place) {
        let range = self.start + range.start..self.start + range.end;
        let odd = self.odd < range.end;
        Resolver {
            reporter: Reporter { window: &self.window, broken: &mut self.broken, cx },
            entities: &mut self.entities,
            into: &mut self.scratch,
        }
        .take(range, place, odd);
    }

    /// Makes `range` the content of the event: as it is, or resolved where it holds odd characters.
    pub(crate) fn set_verbatim(&mut self, cx: &mut Cx<'_>, range: Range<usize>) {
        let absolute = self.start + range.start..self.start + range.end;
        if self.odd < absolute.end
            && find_odd(self.bytes().get(..range.end).unwrap_or_default(), range.start).is_some()
        {
            self.scratch.clear();
            self.resolve(cx, range, Place::Verbatim);
            self.content = Content::Scratch;
        } else {
            self.content = Content::Window(absolute);
        }
    }

    fn end_of_input(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let depth = self.open.depth();
        if depth > 0 {
            let message = format!(
                "the input ends with {depth} elements open, the innermost `{}`; they were closed",
                crate::fault::shown(self.open.name())
            );
            self.repair(cx, "xml.document.truncated", 0..0, message);
            self.closing = depth - 1;
            return Ok(Some(Event::End));
        }
        if self.roots == 0 {
            self.broken = true;
        }
        Ok(Some(Event::Eof))
    }

    // text

    fn follow(bytes: &[u8], index: usize, ended: bool) -> Follow {
        match bytes.get(index + 1) {
            Some(b'/' | b'?') => Follow::Markup,
            Some(b'!') => {
                let rest = bytes.get(index..).unwrap_or_default();
                if rest.starts_with(b"<![CDATA[") {
                    Follow::Section
                } else if !ended && rest.len() < 9 && b"<![CDATA[".starts_with(rest) {
                    Follow::More
                } else {
                    Follow::Markup
                }
            }
            Some(byte) if begins_name(*byte) => Follow::Markup,
            None if !ended => Follow::More,
            _ => Follow::Literal,
        }
    }

    fn text_event(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let mut length = 0;
        loop {
            let bytes = self.bytes();
            match memchr::memchr3(b'<', b'&', b']', bytes.get(length..).unwrap_or_default()) {
                Some(found) => {
                    length += found;
                    if at(bytes, length) == b'<' {
                        match Self::follow(bytes, length, self.window.is_ended()) {
                            Follow::Markup => break,
                            Follow::More => {
                                self.more(cx)?;
                                continue;
                            }
                            Follow::Section | Follow::Literal => return self.mixed_text(cx, 0, length),
                        }
                    }
                    if at(bytes, length) == b']' && bytes.get(length + 1).is_some_and(|&byte| byte != b']') {
                        length += 1;
                        continue;
                    }
                    return self.mixed_text(cx, 0, length);
                }
                None => {
                    length = bytes.len();
                    if !self.more(cx)? {
                        break;
                    }
                }
            }
        }
        if length as u64 > cx.limits.text {
            return Err(self.too_long(self.start..self.start + length, cx));
        }
        let range = self.start..self.start + length;
        if self.odd < range.end && find_odd(self.bytes().get(..length).unwrap_or_default(), 0).is_some() {
            return self.mixed_text(cx, 0, length);
        }
        self.content = Content::Window(range);
        self.at = self.start + length;
        Ok(self.settle_text(cx))
    }

    /// A `<` that begins nothing.
    pub(crate) fn literal(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.repair(cx, "xml.text.less-than", 0..1, "`<` begins no tag; it was read as it is");
        self.mixed_text(cx, 0, 1)
    }

    /// Text with references, sections and signs in it. From `from` on it is not taken yet; up to `known` there is
    /// no markup.
    fn mixed_text(&mut self, cx: &mut Cx<'_>, from: usize, known: usize) -> Result<Option<Event>, Error> {
        self.scratch.clear();
        self.go_on_with_text(cx, from, known)
    }

    fn go_on_with_text(
        &mut self,
        cx: &mut Cx<'_>,
        mut from: usize,
        mut known: usize,
    ) -> Result<Option<Event>, Error> {
        loop {
            let follow = loop {
                let bytes = self.bytes();
                match memchr::memchr(b'<', bytes.get(known..).unwrap_or_default()) {
                    Some(found) => {
                        known += found;
                        match Self::follow(bytes, known, self.window.is_ended()) {
                            Follow::More => {
                                self.more(cx)?;
                            }
                            Follow::Literal => {
                                self.repair(
                                    cx,
                                    "xml.text.less-than",
                                    known..known + 1,
                                    "`<` begins no tag; it was read as it is",
                                );
                                known += 1;
                            }
                            follow => break follow,
                        }
                    }
                    None => {
                        known = bytes.len();
                        if !self.more(cx)? {
                            break Follow::Markup;
                        }
                    }
                }
            };
            self.resolve(cx, from..known, Place::Text);
            if self.scratch.len() as u64 > cx.limits.text {
                return Err(self.too_long(self.start..self.start + known, cx));
            }
            if !matches!(follow, Follow::Section) {
                break;
            }
            let (inside, end) = self.section(cx, known)?;
            self.resolve(cx, inside, Place::Verbatim);
            from = end;
            known = end;
        }
        self.at = self.start + known;
        self.content = Content::Scratch;
        Ok(self.settle_text(cx))
    }

    /// Text that begins with a CDATA section; mostly it is nothing else.
    fn section_event(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let (inside, end) = self.section(cx, 0)?;
        loop {
            let bytes = self.bytes();
            let follow = match bytes.get(end) {
                Some(b'<') => Self::follow(bytes, end, self.window.is_ended()),
                None if !self.window.is_ended() => Follow::More,
                None => Follow::Markup,
                Some(_) => Follow::Literal,
            };
            match follow {
                Follow::More => {
                    self.more(cx)?;
                }
                Follow::Markup => break,
                Follow::Section | Follow::Literal => {
                    self.scratch.clear();
                    self.resolve(cx, inside, Place::Verbatim);
                    return self.go_on_with_text(cx, end, end);
                }
            }
        }
        if inside.len() as u64 > cx.limits.text {
            return Err(self.too_long(self.start..self.start + end, cx));
        }
        self.set_verbatim(cx, inside);
        self.at = self.start + end;
        Ok(self.settle_text(cx))
    }

    /// Text outside the root is no text.
    fn settle_text(&mut self, cx: &mut Cx<'_>) -> Option<Event> {
        if self.open.depth() > 0 {
            return (!self.text().is_empty()).then_some(Event::Text);
        }
        if self.is_blank() {
            return None;
        }
        let length = self.at - self.start;
        let shown = crate::fault::shown(self.text().trim());
        if self.roots == 0 {
            let message = format!("text before the document's first element was dropped: `{shown}`");
            self.repair(cx, "xml.document.text-before-root", 0..length, message);
            return None;
        }
        let message = format!("text after the end of the document's element: `{shown}`");
        self.repair(cx, "xml.document.text-after-root", 0..length, message);
        Some(Event::Text)
    }

    // markup

    fn exclamation(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        while self.bytes().len() < 10 && self.more(cx)? {}
        let bytes = self.bytes();
        if bytes.starts_with(b"<![CDATA[") {
            return self.section_event(cx);
        }
        if bytes.starts_with(b"<!--") {
            return self.comment(cx);
        }
        if bytes.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE")) {
            return self.doctype(cx);
        }
        self.unknown_markup(cx)
    }

    fn start_tag(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        loop {
            let bytes = self.window.text().as_bytes().get(self.start..).unwrap_or_default();
            match self.tag.scan(bytes, self.window.is_ended(), cx.limits) {
                Found::Tag => break,
                Found::Text => return self.literal(cx),
                Found::More => {
                    self.more(cx)?;
                }
                found => return Err(self.tag_limit(found, cx)),
            }
        }
        if self.closes_void() {
            self.repair(
                cx,
                "xml.element.void",
                0..self.tag.end,
                format!("`{}` has no content in HTML; the one before was closed", self.open.local()),
            );
            self.at = self.start;
            return Ok(Some(Event::End));
        }
        if !self.tag.faults.is_empty() {
            let mut faults = std::mem::take(&mut self.tag.faults);
            for (fault, range) in faults.drain(..) {
                let code = if fault == Fault::Truncated { "xml.document.truncated" } else { fault.code() };
                self.repair(cx, code, range, fault.message());
            }
            self.tag.faults = faults;
            if self.tag.name >= self.tag.end
                && self.window.is_ended()
                && self.start + self.tag.end == self.window.text().len()
            {
                // not even the name is whole
                self.at = self.start + self.tag.end;
                return Ok(None);
            }
        }
        let depth = self.open.depth();
        if depth as u64 >= cx.limits.xml_depth {
            let range = self.start..self.start + self.tag.end;
            return Err(limit(
                &self.window,
                range,
                "xml-depth",
                cx.limits.xml_depth,
                "elements are nested too deeply",
            ));
        }
        if depth == 0 {
            self.roots += 1;
            if self.roots > 1 {
                self.repair(
                    cx,
                    "xml.document.several-roots",
                    0..self.tag.end,
                    "another element after the end of the document's element; it was read too",
                );
            }
        }
        let bound = self.spaces.bound();
        if !self.tag.attributes.is_empty() {
            self.take_attributes(cx)?;
        }
        let name = self.start + 1..self.start + self.tag.name;
        let prefix = self.tag.prefix;
        let ns = if prefix == 0 {
            self.spaces.default_ns()
        } else {
            self.resolve_prefix(cx, name.start..name.start + prefix - 1)
        };
        let text = self.window.text();
        self.open.push(text.get(name).unwrap_or_default(), prefix, ns, bound);
        if !self.attributes.is_empty() {
            self.enter_scopes();
            if depth == 0 && self.roots == 1 {
                self.note_root_namespaces();
            }
        }
        self.at = self.start + self.tag.end;
        self.closing = usize::from(self.tag.is_empty);
        Ok(Some(Event::Start))
    }

    /// Whether the tag just read is an HTML element that can hold nothing, directly inside one of the same name.
    fn closes_void(&self) -> bool {
        let bytes = self.bytes();
        let local = bytes.get(1 + self.tag.prefix..self.tag.name).unwrap_or_default();
        matches!(local, b"br" | b"hr" | b"img" | b"wbr")
            && self.open.name().as_bytes() == bytes.get(1..self.tag.name).unwrap_or_default()
    }

    fn tag_limit(&self, found: Found, cx: &Cx<'_>) -> Error {
        let (range, name, value, what) = match found {
            Found::TooMany(range) => {
                (range, "attributes", cx.limits.attributes, "a tag has too many attributes")
            }
            Found::LongName(range) => (range, "name", cx.limits.name, "a name is too long"),
            Found::LongValue(range) => {
                (range, "attribute-value", cx.limits.attribute_value, "the value of an attribute is too long")
            }
            Found::Tag | Found::Text | Found::More => (0..0, "text", cx.limits.text, "a tag is too long"),
        };
        limit(&self.window, self.start + range.start..self.start + range.end, name, value, what)
    }

    /// The namespace of a prefix that stands at `range` of the window.
    fn resolve_prefix(&mut self, cx: &mut Cx<'_>, range: Range<usize>) -> Ns {
        let prefix = self.window.text().get(range.clone()).unwrap_or_default();
        if let Some(ns) = self.spaces.lookup(prefix).or_else(|| self.spaces.implicit(prefix)) {
            return ns;
        }
        let ns = self.spaces.assume(prefix);
        let message = match self.spaces.uri(ns) {
            Some(uri) => format!(
                "the prefix `{}` is not declared; it was taken for `{uri}`",
                crate::fault::shown(prefix)
            ),
            None => format!("the prefix `{}` is not declared", crate::fault::shown(prefix)),
        };
        self.reporter(cx).repair("xml.namespace.undeclared", range, message);
        ns
    }

    /// Resolves the attributes of the tag just read.
    fn take_attributes(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.values.clear();
        self.drop_duplicates(cx);
        let mut prefixed = false;
        for index in 0..self.tag.attributes.len() {
            let Some(raw) = self.tag.attributes.get(index) else { break };
            let name = self.start + raw.name.start..self.start + raw.name.end;
            let value = self.start + raw.value.start..self.start + raw.value.end;
            let text = self.window.text().get(name.clone()).unwrap_or_default();
            let (prefix, local) = split(text);
            let prefix_length = prefix.map_or(0, |prefix| prefix.len() + 1);
            let declares = text == "xmlns" || prefix == Some("xmlns");
            prefixed |= prefix.is_some() && !declares;
            let mut slot = Slot { prefix: prefix_length, ns: Ns::NONE, value, own: false, declares, name };
            if raw.special {
                let from = self.values.len();
                Resolver {
                    reporter: Reporter { window: &self.window, broken: &mut self.broken, cx },
                    entities: &mut self.entities,
                    into: &mut self.values,
                }
                .take(slot.value.clone(), Place::Attribute, true);
                slot.value = from..self.values.len();
                slot.own = true;
            }
            if declares {
                let prefix = if prefix.is_some() { local } else { "" };
                let source = if slot.own { self.values.as_str() } else { self.window.text() };
                let uri = source.get(slot.value.clone()).unwrap_or_default();
                let range = slot.name.clone();
                if uri.len() as u64 > cx.limits.name {
                    return Err(limit(
                        &self.window,
                        range,
                        "name",
                        cx.limits.name,
                        "the URI of a namespace is too long",
                    ));
                }
                if self.spaces.bound() as u64 >= cx.limits.namespaces {
                    let value = cx.limits.namespaces;
                    return Err(limit(
                        &self.window,
                        range,
                        "namespaces",
                        value,
                        "too many namespaces are declared",
                    ));
                }
                let Some(ns) = self.spaces.number(uri.trim_matches(' ')) else {
                    return Err(limit(
                        &self.window,
                        range,
                        "namespaces",
                        4096,
                        "the document uses too many namespaces",
                    ));
                };
                if prefix != "xml" {
                    self.spaces.bind(prefix, ns);
                }
            }
            self.attributes.push(slot);
        }
        if prefixed {
            for index in 0..self.attributes.len() {
                let Some(slot) = self.attributes.get(index) else { break };
                if slot.prefix == 0 || slot.declares {
                    continue;
                }
                let ns = self.resolve_prefix(cx, slot.name.start..slot.name.start + slot.prefix - 1);
                if let Some(slot) = self.attributes.get_mut(index) {
                    slot.ns = ns;
                }
            }
        }
        Ok(())
    }

    /// Of attributes of one name the first holds.
    fn drop_duplicates(&mut self, cx: &mut Cx<'_>) {
        let count = self.tag.attributes.len();
        if count < 2 {
            return;
        }
        let bytes = self.window.text().as_bytes().get(self.start..).unwrap_or_default();
        let name = |index: usize| {
            self.tag.attributes.get(index).and_then(|raw| bytes.get(raw.name.clone())).unwrap_or_default()
        };
        self.order.clear();
        if count <= 8 {
            self.order
                .extend((1..count).filter(|&index| (0..index).any(|before| name(before) == name(index))));
        } else {
            // sorted, so that many attributes cost no more than their number times its logarithm
            let mut sorted: Vec<usize> = (0..count).collect();
            sorted.sort_by(|&a, &b| name(a).cmp(name(b)).then(a.cmp(&b)));
            let repeated = sorted.array_windows().filter(|[a, b]| name(*a) == name(*b)).map(|[_, b]| *b);
            self.order.extend(repeated);
            self.order.sort_unstable();
        }
        if self.order.is_empty() {
            return;
        }
        let repeated = std::mem::take(&mut self.order);
        for &index in &repeated {
            let Some(range) = self.tag.attributes.get(index).map(|raw| raw.name.clone()) else { continue };
            let shown = self
                .bytes()
                .get(range.clone())
                .map(|name| crate::fault::shown(&String::from_utf8_lossy(name)));
            let message =
                format!("the attribute `{}` stands twice; the first holds", shown.unwrap_or_default());
            self.repair(cx, "xml.attribute.duplicate", range, message);
        }
        let mut index = 0;
        let mut next = repeated.iter().peekable();
        self.tag.attributes.retain(|_| {
            let keep = next.next_if(|repeated| **repeated == index).is_none();
            index += 1;
            keep
        });
        self.order = repeated;
    }

    fn enter_scopes(&mut self) {
        for slot in &self.attributes {
            if slot.ns != Ns::XML {
                continue;
            }
            let source = if slot.own { self.values.as_str() } else { self.window.text() };
            let value = source.get(slot.value.clone()).unwrap_or_default();
            let local =
                self.window.text().get(slot.name.start + slot.prefix..slot.name.end).unwrap_or_default();
            match local {
                "lang" if value.len() <= 255 => self.open.set_language(value),
                "base" if value.len() <= 8192 => self.open.set_base(value),
                _ => {}
            }
        }
    }

    fn note_root_namespaces(&mut self) {
        for slot in self.attributes.iter().filter(|slot| slot.declares) {
            let source = if slot.own { self.values.as_str() } else { self.window.text() };
            let uri = source.get(slot.value.clone()).unwrap_or_default().to_owned();
            let prefix = (slot.prefix > 0).then(|| {
                self.window
                    .text()
                    .get(slot.name.start + slot.prefix..slot.name.end)
                    .unwrap_or_default()
                    .to_owned()
            });
            self.root_namespaces.push(Namespace { prefix, uri });
        }
    }

    // accessors

    /// The current event.
    pub fn event(&self) -> Event {
        self.event
    }

    /// The encoding, and what decided it.
    pub fn encoding(&self) -> &Encoding {
        self.window.encoding()
    }

    /// The XML declaration. `None`: there is none.
    pub fn declaration(&self) -> Option<&Declaration> {
        self.declaration.as_ref()
    }

    /// The namespaces declared on the root element, in document order; none before it was read.
    pub fn root_namespaces(&self) -> &[Namespace] {
        &self.root_namespaces
    }

    /// Whether the document kept to the syntax of XML so far: no repair of it was needed.
    pub fn well_formed(&self) -> bool {
        !self.broken
    }

    /// How many elements are open. The element of a start or end tag counts.
    pub fn depth(&self) -> usize {
        self.open.depth()
    }

    /// The number of a namespace, for comparing with [`NameRef::ns`]. Numbers are given in the order of asking, so
    /// that one can index a table by [`Ns::index`]. There is room for some thousands; beyond that it is
    /// [`Ns::NONE`].
    pub fn namespace(&mut self, uri: &str) -> Ns {
        self.spaces.number(uri).unwrap_or(Ns::NONE)
    }

    /// The URI of a namespace. `None`: it is [`Ns::NONE`].
    pub fn uri(&self, ns: Ns) -> Option<&str> {
        self.spaces.uri(ns)
    }

    /// Name of the element of a start or end tag, and otherwise of the element one is in; of an instruction, its
    /// target.
    pub fn name(&self) -> NameRef<'_> {
        if self.event == Event::Instruction {
            return NameRef { ns: Ns::NONE, uri: None, prefix: None, local: self.local() };
        }
        let (prefix, local, ns) = self.open.parts();
        NameRef { ns, uri: self.spaces.uri(ns), prefix: (!prefix.is_empty()).then_some(prefix), local }
    }

    /// Local part of [`XmlReader::name`].
    pub fn local(&self) -> &str {
        if self.event == Event::Instruction {
            return self.window.text().get(self.target.clone()).unwrap_or_default();
        }
        self.open.local()
    }

    /// Namespace of [`XmlReader::name`].
    pub fn ns(&self) -> Ns {
        if self.event == Event::Instruction { Ns::NONE } else { self.open.ns() }
    }

    /// The attributes of a start tag in order, without declarations of namespaces.
    pub fn attributes(&self) -> impl Iterator<Item = Attr<'_>> {
        self.attributes.iter().filter(|slot| !slot.declares).map(|slot| Attr {
            name: {
                let raw = self.window.text().get(slot.name.clone()).unwrap_or_default();
                let prefix = raw.get(..slot.prefix.saturating_sub(1)).filter(|prefix| !prefix.is_empty());
                NameRef {
                    ns: slot.ns,
                    uri: self.spaces.uri(slot.ns),
                    prefix,
                    local: raw.get(slot.prefix..).unwrap_or_default(),
                }
            },
            value: self.value(slot),
        })
    }

    /// The attribute of a number: name as written, namespace and value. `Some(None)`: it declares a namespace.
    pub(crate) fn attribute_at(&self, index: usize) -> Option<Option<(&str, Ns, &str)>> {
        let slot = self.attributes.get(index)?;
        let raw = self.window.text().get(slot.name.clone()).unwrap_or_default();
        Some((!slot.declares).then(|| (raw, slot.ns, self.value(slot))))
    }

    fn value(&self, slot: &Slot) -> &str {
        let source = if slot.own { self.values.as_str() } else { self.window.text() };
        source.get(slot.value.clone()).unwrap_or_default()
    }

    /// The value of the attribute of that name that has no prefix. `None`: there is none.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let slot = self.attributes.iter().find(|slot| {
            slot.prefix == 0 && self.window.text().get(slot.name.clone()).is_some_and(|name| name == local)
        })?;
        (!slot.declares).then(|| self.value(slot))
    }

    /// The value of the attribute of that namespace and local name. `None`: there is none.
    pub fn attribute_ns(&self, ns: Ns, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|slot| {
                slot.ns == ns
                    && !slot.declares
                    && self.window.text().get(slot.name.start + slot.prefix..slot.name.end) == Some(local)
            })
            .map(|slot| self.value(slot))
    }

    /// The text of a text or comment, the data of an instruction, the inside of a document type declaration.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::None => "",
            Content::Window(range) => self.window.text().get(range.clone()).unwrap_or_default(),
            Content::Scratch => &self.scratch,
        }
    }

    /// Whether [`XmlReader::text`] is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text().bytes().all(crate::byte::is_space)
    }

    /// Where the current event is in the original input.
    pub fn span(&self) -> Span {
        self.window.span(self.start..self.at.max(self.start))
    }

    /// Offset in the original input of the end of the current event.
    pub fn position(&self) -> u64 {
        self.window.original(self.at)
    }

    /// Line and column where the current event begins.
    pub fn location(&self) -> Location {
        self.window.location(self.start)
    }

    /// The `xml:lang` in force; it may be empty, which takes back an outer one. `None`: none.
    pub fn language(&self) -> Option<&str> {
        self.open.language()
    }

    /// The innermost `xml:base` in force, as written: it is relative to the next outer one, see
    /// [`XmlReader::bases`]. `None`: none.
    pub fn base(&self) -> Option<&str> {
        self.open.base()
    }

    /// All `xml:base` in force, outermost first.
    pub fn bases(&self) -> impl Iterator<Item = &str> {
        self.open.bases()
    }
}
