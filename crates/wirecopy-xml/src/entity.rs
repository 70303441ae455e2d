//! Entities: those of the document, as text only and within a budget.

use std::collections::HashMap;

use crate::reference::{Reference, html, parse};

/// How deep entities may refer to one another.
const DEPTH: usize = 32;

/// The general entities a document declares.
#[derive(Default)]
pub(crate) struct Entities {
    values: HashMap<String, String>,
    /// Bytes of names and values.
    size: u64,
    /// What expanding them cost so far.
    spent: u64,
}

/// How expanding an entity went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expansion {
    Done,
    /// There is no such entity.
    Unknown,
    /// It refers to itself, or is nested too deeply.
    Loop,
    /// The budget is spent.
    Budget,
}

impl Entities {
    /// Declares an entity; the first declaration of a name holds. `false`: there is no room within `budget`.
    pub(crate) fn declare(&mut self, name: &str, value: &str, budget: u64) -> bool {
        if self.values.contains_key(name) {
            return true;
        }
        let size = self.size + (name.len() + value.len()) as u64;
        if size > budget {
            return false;
        }
        self.size = size;
        self.values.insert(name.to_owned(), value.to_owned());
        true
    }

    /// Puts the text of the entity `name` at the end of `into`; nothing when it cannot be had whole.
    pub(crate) fn expand(&mut self, name: &str, into: &mut String, budget: u64) -> Expansion {
        let Some(value) = self.values.get(name) else { return Expansion::Unknown };
        let before = into.len();
        let mut frames: Vec<(&str, &str)> = vec![(name, value)];
        let mut spent = self.spent;
        let result = loop {
            let Some(frame) = frames.last_mut() else { break Expansion::Done };
            let rest = frame.1;
            let plain = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
            let (text, rest) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            spent = spent.saturating_add(text.len() as u64 + 1);
            if spent > budget {
                break Expansion::Budget;
            }
            into.push_str(text);
            if rest.is_empty() {
                frames.pop();
                continue;
            }
            let (reference, length) = parse(rest);
            frame.1 = rest.get(length..).unwrap_or_default();
            match reference {
                Reference::Character(character)
                | Reference::Replaced(character)
                | Reference::Windows(character) => {
                    into.push(character);
                }
                Reference::Bare => into.push('&'),
                Reference::Entity(inner) => match self.values.get_key_value(inner) {
                    Some((inner, _))
                        if frames.len() >= DEPTH || frames.iter().any(|(open, _)| open == inner) =>
                    {
                        break Expansion::Loop;
                    }
                    Some((inner, value)) => frames.push((inner, value)),
                    None => match html(rest.get(..length).unwrap_or_default()) {
                        Some((first, second)) => {
                            into.push(first);
                            into.extend(second);
                        }
                        None => into.push_str(rest.get(..length).unwrap_or_default()),
                    },
                },
            }
        };
        self.spent = spent;
        if result != Expansion::Done {
            into.truncate(before);
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_expand_within_their_budget() {
        let mut entities = Entities::default();
        entities.declare("a", "x&#65;&b;", 1000);
        entities.declare("b", "&lt;&nbsp;&who;", 1000);
        let mut into = String::from("<");
        assert_eq!(entities.expand("a", &mut into, 1000), Expansion::Done);
        assert_eq!(into, "<xA<\u{A0}&who;");
        assert_eq!(entities.expand("c", &mut into, 1000), Expansion::Unknown);
    }

    #[test]
    fn loops_and_bombs_end() {
        let mut entities = Entities::default();
        entities.declare("a", "&b;", 1000);
        entities.declare("b", "&a;", 1000);
        let mut into = String::new();
        assert_eq!(entities.expand("a", &mut into, 1000), Expansion::Loop);
        entities.declare("x0", "", 1000);
        for step in 1..20 {
            let previous = format!("&x{};", step - 1);
            entities.declare(&format!("x{step}"), &previous.repeat(8), 100_000);
        }
        assert_eq!(entities.expand("x19", &mut into, 1000), Expansion::Budget);
        assert_eq!(into, "");
    }
}
