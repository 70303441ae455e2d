//! Who speaks by the words that interrupt a quote without ending it: `« Oui, dit-elle. Demain. »`

use std::ops::Range;

use super::Found;
use super::page::{Cue, Lead, Page, Who};
use crate::lexicon::Tags;

impl Page<'_, '_> {
    /// What the words of a quote, read as a page of their own, tell about who speaks. `start`: where the quote
    /// begins; `at`: its token.
    pub(super) fn incise(&self, start: usize, at: usize) -> Lead {
        for comma in (0..self.tokens.len()).filter(|&index| self.is_comma(index)) {
            let (Some(verb), pronoun) = self.verb_group(comma + 1) else { continue };
            if !self.is_verb(verb) {
                continue;
            }
            let phrase = self.phrase(verb + 1);
            let (who, end) = match (pronoun, phrase.who) {
                (Some(pronoun), _) => (Who::Pronoun(pronoun), verb + 1),
                (None, Who::Name(_) | Who::Pronoun(_)) => (phrase.who, phrase.end),
                (None, _) if self.lexicon.grammar.drops_pronouns => (Who::Dropped, verb + 1),
                _ => continue,
            };
            if self.is_word(end) && !self.is(end, Tags::PREPOSITION | Tags::TO | Tags::TIME) {
                continue;
            }
            return match self.lead(who, Cue { verb: Some(verb), most: 880, rule: "inside-quote" }) {
                Lead::By(person, found) => Lead::By(person, moved(found, start)),
                Lead::Pronoun { feminine, found, .. } => {
                    let found = Found { certainty: found.certainty.min(840), ..moved(found, start) };
                    Lead::Pronoun { at, feminine, found }
                }
                Lead::Dropped { found, .. } => {
                    let found = Found { certainty: found.certainty.min(700), ..moved(found, start) };
                    Lead::Dropped { at, found }
                }
                _ => continue,
            };
        }
        Lead::Silent
    }
}

/// The same with ranges counted from the start of the paragraph.
fn moved(found: Found, start: usize) -> Found {
    let by = |range: Option<Range<usize>>| range.map(|range| range.start + start..range.end + start);
    Found {
        mention: by(found.mention),
        description: by(found.description),
        cue: by(found.cue),
        addressee: by(found.addressee),
        time: by(found.time),
        ..found
    }
}
