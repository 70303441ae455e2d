//! What was worked out, gathered by field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use wirecopy_model::{Certainty, Inference};

/// Fields that were worked out, with how often and how surely.
#[derive(Debug, Default)]
pub(crate) struct Inferences {
    by_field: BTreeMap<&'static str, (u64, u16)>,
}

impl Inferences {
    pub(crate) fn add(&mut self, field: &'static str, certainty: u16) {
        let entry = self.by_field.entry(field).or_insert((0, certainty));
        entry.0 += 1;
        entry.1 = entry.1.min(certainty);
    }

    pub(crate) fn into_list(self) -> impl Iterator<Item = Inference> {
        self.by_field.into_iter().map(|(field, (count, certainty))| Inference {
            field: Cow::Borrowed(field),
            certainty: Certainty::thousandths(certainty),
            evidence: vec![match field {
                "quotes" => Cow::Owned(format!("{count} quotes, by their marks")),
                "dateline" => Cow::Borrowed("the form of a dateline, at the start of the first paragraph"),
                _ if count == 1 => Cow::Borrowed("the form of one line, see `annotations`"),
                _ => Cow::Owned(format!("the form of {count} lines, see `annotations`")),
            }],
        })
    }
}
