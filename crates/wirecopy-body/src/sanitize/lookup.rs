//! Names found by their hash, in any case.

use std::borrow::Cow;

/// A set of names, each with its place in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    names: Vec<Cow<'static, str>>,
    /// A power of two of them, at most half of them taken; 0 is free, others are places plus one.
    slots: Vec<u16>,
}

impl Names {
    /// Adds a name and gives its place; one that is there already keeps it.
    pub(crate) fn add(&mut self, name: impl Into<Cow<'static, str>>) -> usize {
        let name = name.into();
        if let Some(place) = self.find(&name) {
            return place;
        }
        self.names.push(name);
        if self.names.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.names.len() * 4).next_power_of_two()];
            for place in 0..self.names.len() {
                self.settle(place);
            }
        } else {
            self.settle(self.names.len() - 1);
        }
        self.names.len() - 1
    }

    fn settle(&mut self, place: usize) {
        let Some(name) = self.names.get(place) else { return };
        let mut slot = hash(name);
        let mask = self.slots.len() - 1;
        while let Some(taken) = self.slots.get_mut(slot & mask) {
            if *taken == 0 {
                *taken = u16::try_from(place + 1).unwrap_or(0);
                return;
            }
            slot += 1;
        }
    }

    /// The place of a name, in any case.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(name);
        loop {
            let place = usize::from(*self.slots.get(slot & mask)?).checked_sub(1)?;
            if self.names.get(place)?.eq_ignore_ascii_case(name) {
                return Some(place);
            }
            slot += 1;
        }
    }

    /// The name at a place, as it was added.
    pub(crate) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", AsRef::as_ref)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }
}

fn hash(name: &str) -> usize {
    let mut hash = name.len();
    // names differ in their first bytes; a name of any length costs the same
    for byte in name.bytes().take(24) {
        hash = (hash ^ usize::from(byte | 0x20)).wrapping_mul(0x0100_0193);
    }
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        let mut names = Names::default();
        let many: Vec<String> = (0..300).map(|number| format!("name-{number}")).collect();
        for name in &many {
            names.add(name.clone());
        }
        names.add("viewBox");
        assert_eq!(names.find("NAME-7"), Some(7));
        assert_eq!(names.find("VIEWBOX").map(|place| names.name(place)), Some("viewBox"));
        assert_eq!(names.find("name-300"), None);
        assert_eq!(names.add("Name-12"), 12);
        assert_eq!(Names::default().find("x"), None);
    }
}
