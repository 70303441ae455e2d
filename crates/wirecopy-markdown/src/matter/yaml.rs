//! YAML, as far as front matter goes: one mapping with plain keys.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span};

use super::{Broken, Field, Leaf, MAX_DEPTH, MAX_LEAVES, Value};

pub(super) fn read(text: &str) -> Result<Vec<Field>, Broken> {
    let options = granit_parser::options! { emit_comments: false, disallow_directives: true };
    let mut builder = Builder::default();
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or_default().min(text.len());
            Broken { why: error.info(), place: at..at }
        })?;
        builder.event(event, range(&span, text.len()))?;
    }
    Ok(builder.fields)
}

fn range(span: &Span, most: usize) -> Range<usize> {
    span.byte_range().map_or(0..0, |range| range.start.min(most)..range.end.min(most))
}

/// A container that is open.
struct Open {
    is_map: bool,
    /// The key whose value comes next, and where it stands.
    key: Option<(String, Range<usize>)>,
    /// The anchor it has and the number of its first leaf.
    anchor: Option<(usize, usize)>,
}

#[derive(Default)]
struct Builder {
    fields: Vec<Field>,
    /// The field whose value is being read.
    leaves: Vec<Leaf>,
    field: Option<(String, Range<usize>)>,
    open: Vec<Open>,
    begun: bool,
    /// Values that have names, from depth 0.
    anchors: HashMap<usize, Vec<Leaf>>,
    count: usize,
}

fn broken(why: &str, place: Range<usize>) -> Broken {
    Broken { why: why.to_owned(), place }
}

impl Builder {
    fn event(&mut self, event: Event<'_>, place: Range<usize>) -> Result<(), Broken> {
        match event {
            Event::DocumentStart(..) if self.begun => Err(broken("it holds several documents", place)),
            Event::Scalar(value, style, anchor, _) => {
                if self.open.is_empty() {
                    let is_nothing = style == ScalarStyle::Plain && super::is_null(&value);
                    self.begun = true;
                    return if is_nothing { Ok(()) } else { Err(broken("it is no list of fields", place)) };
                }
                if self.takes_key(&value, place.clone()) {
                    return Ok(());
                }
                let is_plain = style == ScalarStyle::Plain;
                let value = value.into_owned();
                let value = if is_plain { Value::Bare(value) } else { Value::Text(value) };
                self.leaf(value, anchor, place)?;
                self.ended();
                Ok(())
            }
            Event::MappingStart(_, anchor, _) => self.start(true, anchor, place),
            Event::SequenceStart(_, anchor, _) => self.start(false, anchor, place),
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(Open { anchor: Some((id, first)), .. }) = self.open.pop() {
                    self.name(id, first);
                }
                self.ended();
                Ok(())
            }
            Event::Alias(id) => self.alias(id, place),
            _ => Ok(()),
        }
    }

    /// Takes a scalar for a key, if one is due.
    fn takes_key(&mut self, value: &str, place: Range<usize>) -> bool {
        let is_top = self.open.len() == 1;
        match self.open.last_mut() {
            Some(open) if open.is_map && open.key.is_none() => {
                if is_top {
                    self.field = Some((value.to_owned(), place.clone()));
                }
                open.key = Some((value.to_owned(), place));
                true
            }
            _ => false,
        }
    }

    fn start(&mut self, is_map: bool, anchor: usize, place: Range<usize>) -> Result<(), Broken> {
        if self.open.is_empty() {
            self.begun = true;
            if !is_map {
                return Err(broken("it is no list of fields", place));
            }
            self.open.push(Open { is_map, key: None, anchor: None });
            return Ok(());
        }
        if self.open.last().is_some_and(|open| open.is_map && open.key.is_none()) {
            return Err(broken("a key is no simple value", place));
        }
        let first = self.leaves.len();
        self.leaf(if is_map { Value::Map } else { Value::List }, 0, place)?;
        self.open.push(Open { is_map, key: None, anchor: (anchor > 0).then_some((anchor, first)) });
        Ok(())
    }

    fn leaf(&mut self, value: Value, anchor: usize, place: Range<usize>) -> Result<(), Broken> {
        let depth = u32::try_from(self.open.len().saturating_sub(1)).unwrap_or(u32::MAX);
        self.count += 1;
        if depth > MAX_DEPTH || self.count > MAX_LEAVES {
            return Err(broken("it is nested too deep or holds too much", place));
        }
        // the key of a field is kept with the field
        let key = match self.open.last() {
            Some(open) if depth > 0 => open.key.as_ref().map(|(key, _)| key.clone()),
            _ => None,
        };
        self.leaves.push(Leaf { depth, key, value });
        if anchor > 0 {
            self.name(anchor, self.leaves.len() - 1);
        }
        Ok(())
    }

    /// Keeps the value that begins with the leaf `first` for aliases.
    fn name(&mut self, anchor: usize, first: usize) {
        let base = self.leaves.get(first).map_or(0, |leaf| leaf.depth);
        let leaves = self.leaves.get(first..).unwrap_or_default();
        // what names hold counts too, so their sum is bounded
        self.count += leaves.len();
        let leaves = leaves.iter().map(|leaf| Leaf { depth: leaf.depth - base, ..leaf.clone() }).collect();
        self.anchors.insert(anchor, leaves);
    }

    fn alias(&mut self, id: usize, place: Range<usize>) -> Result<(), Broken> {
        if self.open.last().is_none_or(|open| open.is_map && open.key.is_none()) {
            return Err(broken("a key is no simple value", place));
        }
        let Some(leaves) = self.anchors.get(&id).cloned() else {
            return Err(broken("a value holds itself", place));
        };
        let first = self.leaves.len();
        for (number, leaf) in leaves.into_iter().enumerate() {
            let depth = leaf.depth;
            self.leaf(leaf.value, 0, place.clone())?;
            if let Some(copy) = self.leaves.last_mut().filter(|_| number > 0) {
                copy.key = leaf.key;
                copy.depth += depth;
            }
        }
        if self.leaves.iter().skip(first).any(|leaf| leaf.depth > MAX_DEPTH) {
            return Err(broken("it is nested too deep or holds too much", place));
        }
        self.ended();
        Ok(())
    }

    /// A value is complete.
    fn ended(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.key = None;
        }
        if self.open.len() == 1
            && let Some((key, place)) = self.field.take()
        {
            self.fields.push(Field { key, leaves: std::mem::take(&mut self.leaves), place });
        }
    }
}
