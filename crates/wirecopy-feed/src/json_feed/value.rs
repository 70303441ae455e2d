//! A JSON value with all in it, flat and in the order of the source, and how it is kept in `extensions`.
//!
//! | JSON | nodes of `extensions` |
//! | --- | --- |
//! | member of an object | an element whose local name is the key; no namespace |
//! | member of an array | an element without a name |
//! | string | a text below the element; an empty one has none |
//! | number | the same, with the attribute `json` of `number`; the digits as written |
//! | `true`, `false` | the same, `boolean` |
//! | `null` | an element with the attribute `json` of `null` |
//! | object, array | an element with the attribute `json` of `object`, `array`, and its members below it |
//! | a value whose text is in a field | what is left of it: the attribute `json`, or the words where the field has others |

use std::sync::{Arc, LazyLock};

use wirecopy_core::{Cx, Error, Location};
use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind, Shared, Span};

use super::pull::{Event, Pull, Sort};
use crate::document::no_room;

/// What a value takes beside its text, roughly, in bytes.
const MEMBER: u64 = 128;

/// One value of [`Value`].
#[derive(Clone, Debug, Default)]
struct Part {
    depth: u32,
    key: Option<String>,
    sort: Sort,
    text: String,
    span: Span,
    location: Location,
    /// The number of the first value behind it that is not in it.
    next: usize,
}

/// A value with all in it, in pre-order. Value 0 is the whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Value {
    parts: Vec<Part>,
}

impl Value {
    /// Reads the value whose first event is `event`.
    pub(crate) fn read(event: Event, pull: &mut Pull<'_>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let mut value = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut event = event;
        let mut room = 0_u64;
        loop {
            let index = value.parts.len();
            match event {
                Event::Start(sort) | Event::Leaf(sort) => {
                    let (key, text) = (pull.take_key(), pull.take_text());
                    room += MEMBER + (key.as_ref().map_or(0, String::len) + text.len()) as u64;
                    value.parts.push(Part {
                        depth: u32::try_from(open.len()).unwrap_or(u32::MAX),
                        key,
                        sort,
                        text,
                        span: pull.span(),
                        location: pull.location(),
                        next: index + 1,
                    });
                    if matches!(event, Event::Start(_)) {
                        open.push(index);
                    }
                }
                Event::End => {
                    if let Some(part) = open.pop().and_then(|index| value.parts.get_mut(index)) {
                        part.next = index;
                        part.span.end = pull.span().end.max(part.span.end);
                    }
                }
                Event::Eof => break,
            }
            if room > cx.limits.text {
                return Err(no_room("a value takes", cx).at(pull.span()).located(Some(pull.location())));
            }
            if open.is_empty() {
                break;
            }
            event = pull.next(cx)?;
        }
        Ok(value)
    }

    /// How many values it has, itself included.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The values directly in an object or array.
    pub(crate) fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.parts.get(of).map_or(0, |part| part.next);
        std::iter::successors(Some(of + 1), |at| self.parts.get(*at).map(|part| part.next))
            .take_while(move |at| *at < end)
    }

    /// The key of a member. `None`: of an array's.
    pub(crate) fn key(&self, at: usize) -> Option<&str> {
        self.parts.get(at)?.key.as_deref()
    }

    pub(crate) fn sort(&self, at: usize) -> Sort {
        self.parts.get(at).map_or(Sort::Null, |part| part.sort)
    }

    pub(crate) fn text(&self, at: usize) -> &str {
        self.parts.get(at).map_or("", |part| part.text.as_str())
    }

    pub(crate) fn take_text(&mut self, at: usize) -> String {
        self.parts.get_mut(at).map(|part| std::mem::take(&mut part.text)).unwrap_or_default()
    }

    pub(crate) fn span(&self, at: usize) -> Span {
        self.parts.get(at).map_or(Span::default(), |part| part.span)
    }

    pub(crate) fn location(&self, at: usize) -> Option<Location> {
        self.parts.get(at).map(|part| part.location)
    }

    /// Keeps a value with all in it.
    pub(crate) fn keep(&mut self, at: usize, extensions: &mut Extensions) {
        let Some((depth, next)) = self.parts.get(at).map(|part| (part.depth, part.next)) else { return };
        for part in self.parts.get_mut(at..next).unwrap_or_default() {
            let depth = part.depth - depth;
            extensions.push(Node {
                depth,
                name: part.key.as_deref().map(name),
                attributes: sort_of(part.sort),
                span: Some(part.span),
                ..Node::default()
            });
            if !part.text.is_empty() {
                extensions.push(Node::text(depth + 1, std::mem::take(&mut part.text)));
            }
        }
    }

    /// Keeps that a value whose text went into a field is no string.
    pub(crate) fn keep_sort(&self, at: usize, extensions: &mut Extensions) {
        if let Some(part) = self.parts.get(at) {
            extensions.push(Node {
                kind: NodeKind::Rest,
                name: part.key.as_deref().map(name),
                attributes: sort_of(part.sort),
                ..Node::default()
            });
        }
    }
}

fn name(key: &str) -> Arc<Name> {
    Arc::new(Name { local: Shared::from(key), ..Name::default() })
}

/// The name of the attribute that says what sort of value an element is.
pub(crate) const SORT: &str = "json";

fn sort_of(sort: Sort) -> Vec<Attribute> {
    static NAME: LazyLock<Arc<Name>> = LazyLock::new(|| name(SORT));
    let value = match sort {
        Sort::Text => return Vec::new(),
        Sort::Object => "object",
        Sort::Array => "array",
        Sort::Number => "number",
        Sort::Boolean => "boolean",
        Sort::Null => "null",
    };
    vec![Attribute { name: Arc::clone(&NAME), value: value.to_owned() }]
}
