//! Names and times, each with the lines it is in.

use std::collections::BTreeMap;

use wirecopy_model::{Certainty, MentionKind};

use super::sheet::Sheet;

/// A name, or a time with one meaning, wherever it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    pub kind: MentionKind,
    /// The greatest of all mentions.
    pub certainty: Certainty,
    /// Of the mention that is surest.
    pub rule: String,
    /// What a time means; empty for names, and where it cannot be told.
    pub meaning: String,
    /// How often it is mentioned.
    pub times: usize,
    pub lines: Vec<u32>,
}

/// The names and times of a sheet: people first, in the order of their first mentions.
pub(super) fn named(sheet: &Sheet) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    let mut known = BTreeMap::new();
    for mention in sheet.articles.iter().flat_map(|article| &article.mentions) {
        let name = mention.name.as_deref().unwrap_or(&mention.text);
        let date = mention.date.as_ref().and_then(|date| date.value).map(|moment| moment.to_string());
        let meaning = date.unwrap_or_default();
        let at = *known.entry((mention.kind, name, meaning.clone())).or_insert_with(|| {
            all.push(Named {
                name: name.to_owned(),
                kind: mention.kind,
                certainty: mention.certainty,
                rule: mention.rule.to_string(),
                meaning,
                times: 0,
                lines: Vec::new(),
            });
            all.len() - 1
        });
        let Some(named) = all.get_mut(at) else { continue };
        if named.certainty < mention.certainty {
            (named.certainty, named.rule) = (mention.certainty, mention.rule.to_string());
        }
        named.times += 1;
        let line = sheet.line_at(mention.span.start);
        named.lines.extend(line.filter(|line| named.lines.last() != Some(line)));
    }
    all.sort_by_key(|named| named.kind);
    all
}
