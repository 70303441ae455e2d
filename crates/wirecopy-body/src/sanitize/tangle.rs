//! What stays of HTML whose tags only a tree can place.

use std::borrow::Cow;

use super::clean::{Cleaner, Event, STRAY};
use super::shape::Shape;
use crate::html::{Tree, Whole, decode};

/// What stays, with every element ended where a browser would end it. `None`: the tree would take too long.
pub(crate) fn straighten(cleaner: &mut Cleaner<'_, '_>) -> Option<String> {
    let rules = cleaner.rules;
    let mut tree = Tree::new();
    let mut tables = 0_usize;
    while let Some(event) = cleaner.next() {
        if tree.is_too_much() {
            return None;
        }
        match event {
            Event::Text(text) => tree.text(&decode(text, false)),
            Event::Literal(text) => tree.text(&text),
            Event::Whole => tree.whole(Whole::Picture, &cleaner.written),
            Event::Start(place, shape) => {
                tables += usize::from(shape == Shape::Table);
                let name = name(rules.element_name(place), shape, tables);
                if shape.is_void() {
                    let like = match shape {
                        Shape::Break => Whole::Break,
                        Shape::Rule => Whole::Rule,
                        Shape::Column if tables > 0 => Whole::Column,
                        Shape::Source => Whole::Source,
                        _ => Whole::Picture,
                    };
                    tree.whole(like, &format!("<{name}{}>", cleaner.written));
                } else {
                    tree.start(&name, &cleaner.written);
                }
            }
            Event::End(place, shape) => {
                let name = name(rules.element_name(place), shape, tables);
                tables -= usize::from(shape == Shape::Table && tables > 0);
                match shape {
                    Shape::Break => tree.whole(Whole::Break, "<br>"),
                    _ if shape.is_void() => {}
                    _ => tree.end(&name),
                }
            }
        }
    }
    tree.finish()
}

/// Parts of tables that stand in none are no parts to a parser, which would drop their tags.
fn name(name: &str, shape: Shape, tables: usize) -> Cow<'_, str> {
    if tables == 0 && shape.is_table_part() {
        Cow::Owned(format!("{STRAY}{name}"))
    } else {
        Cow::Borrowed(name)
    }
}
