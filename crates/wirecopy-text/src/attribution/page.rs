//! A paragraph as attribution reads it.

use std::ops::Range;

use super::Found;
use crate::lexicon::{Lexicon, Tags};
use crate::names::{Directory, Known, Mention, Person, Sort, Token, is_body_noun};

/// What a sieve finds, before it is worked out whom pronouns and descriptions mean.
#[derive(Clone, Debug)]
pub(super) enum Lead {
    By(Person, Found),
    /// `feminine`: what the pronoun tells.
    Pronoun {
        at: usize,
        feminine: Option<bool>,
        found: Found,
    },
    /// `the minister`. `definite`: somebody the text has spoken of.
    Described {
        head: usize,
        definite: bool,
        found: Found,
    },
    /// A name that several share, by its mention.
    Shared {
        index: usize,
        found: Found,
    },
    /// A verb whose subject is left out.
    Dropped {
        at: usize,
        found: Found,
    },
    /// Somebody without a name.
    Unnamed,
    Silent,
}

impl Lead {
    pub(super) fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if matches!(self, Self::Silent) { other() } else { self }
    }

    /// The same, no surer than `most`.
    pub(super) fn at_most(mut self, most: u16) -> Self {
        if let Self::By(_, found)
        | Self::Pronoun { found, .. }
        | Self::Described { found, .. }
        | Self::Shared { found, .. }
        | Self::Dropped { found, .. } = &mut self
        {
            found.certainty = found.certainty.min(most);
        }
        self
    }

    pub(super) fn is_named(&self) -> bool {
        !matches!(self, Self::Silent | Self::Unnamed)
    }
}

/// Who is the subject of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// By the index of the mention.
    Name(usize),
    Pronoun(usize),
    Described {
        head: usize,
        definite: bool,
    },
    Dropped,
    Nobody,
}

/// A way to say who spoke: the verb, how sure it can make, and its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub verb: Option<usize>,
    pub most: u16,
    pub rule: &'static str,
}

/// A paragraph, read.
pub(super) struct Page<'p, 't> {
    pub lexicon: &'static Lexicon,
    pub directory: &'p Directory<'t>,
    pub tokens: &'p [Token<'t>],
    pub mentions: &'p [Mention],
    /// Whom each mention means.
    known: Vec<Known>,
    /// The subject of each sentence that has one: sentence, index of the mention.
    pub subjects: Vec<(u32, usize)>,
}

impl<'p, 't> Page<'p, 't> {
    pub(super) fn new(
        lexicon: &'static Lexicon,
        directory: &'p Directory<'t>,
        tokens: &'p [Token<'t>],
        mentions: &'p [Mention],
    ) -> Self {
        let known = mentions.iter().map(|mention| directory.find(tokens, mention)).collect();
        let mut page = Self { lexicon, directory, tokens, mentions, known, subjects: Vec::new() };
        // the sentence whose subject only stands for want of another
        let mut makeshift = None;
        for (index, mention) in mentions.iter().enumerate() {
            let sentence = page.sentence(mention.tokens.start);
            if makeshift == Some(sentence)
                && page.is_person(mention)
                && !mention.possessive
                && !mention.is_oblique
            {
                page.subjects.pop();
            }
            let is_new = page.subjects.last().is_none_or(|(last, _)| *last != sentence);
            if is_new && page.is_agent(mention) {
                makeshift = Some(sentence);
                page.subjects.push((sentence, index));
                continue;
            }
            makeshift = makeshift.filter(|_| !is_new);
            // `For Pell, the answer is short.`
            let is_viewpoint = mention.from.checked_sub(1).is_some_and(|left| {
                page.is(left, Tags::VIEWPOINT)
                    && left.checked_sub(1).is_none_or(|left| page.sentence(left) != sentence)
            });
            if is_new
                && page.is_person(mention)
                && !mention.possessive
                && (!mention.is_oblique || is_viewpoint)
            {
                page.subjects.push((sentence, index));
            } else if page.is_told_by(mention)
                && let Some(last) = page.subjects.last_mut()
            {
                last.1 = index;
            } else if page.is_source(mention) {
                match page.subjects.last_mut() {
                    Some(last) if last.0 == sentence => last.1 = index,
                    _ => page.subjects.push((sentence, index)),
                }
            }
        }
        page
    }

    /// Whether a sentence that has no person for its subject goes on about somebody: `The vote was cast by Ida Holm, who
    /// broke with her party.`
    fn is_agent(&self, mention: &Mention) -> bool {
        let end = mention.tokens.end;
        mention.is_oblique
            && mention.len() >= 2
            && !mention.possessive
            && !self.lexicon.grammar.inverts
            && matches!(self.sort(end), Some(Sort::Comma))
            && self.word(end + 1) == "who"
            && self.is_person(mention)
    }

    /// Whether a sentence ends with whom it is by: `…, according to the lawyer, Ida Holm.`
    fn is_source(&self, mention: &Mention) -> bool {
        if mention.len() < 2 || mention.possessive || !self.is_person(mention) {
            return false;
        }
        let sentence = self.sentence(mention.from);
        let start = (mention.from.saturating_sub(6)..mention.from).rev();
        let mut start = start.take_while(|&at| {
            self.sentence(at) == sentence && (self.is_small(at) || self.sort(at) == Some(Sort::Comma))
        });
        let Some(first) = start.find(|&at| self.according(at).is_some()) else { return false };
        // `According to Ida Holm, the ship sank`
        self.sentence(first.saturating_sub(1)) == sentence && first > 0
    }

    /// Whether what stands before is told by somebody: `Vik was shot, the prosecutor Ida Holm told the court.`
    fn is_told_by(&self, mention: &Mention) -> bool {
        let is_said = !self.lexicon.grammar.inverts
            && self.is_verb(mention.tokens.end)
            && self.is(mention.tokens.end, Tags::VERB)
            && self.is_person(mention)
            && !mention.possessive;
        let before = (mention.from.saturating_sub(5)..mention.from).rev();
        let comma = before.into_iter().find(|&at| !self.is_small(at));
        is_said
            && comma.is_some_and(|comma| {
                self.sort(comma) == Some(Sort::Comma)
                    && !self.is(comma + 1, Tags::RELATIVE | Tags::AND | Tags::PREPOSITION | Tags::CONJUNCTION)
                    && self.sentence(comma) == self.sentence(mention.from)
            })
    }

    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(u32::MAX, |token| token.sentence)
    }

    /// The first token of the sentence that `at` is in, at most a few hundred tokens back.
    pub(super) fn start_of(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        (at.saturating_sub(200)..at)
            .rev()
            .take_while(|&left| self.sentence(left) == sentence)
            .last()
            .unwrap_or(at)
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).filter(|token| token.is_word()).map_or("", |token| token.text)
    }

    pub(super) fn tags(&self, at: usize) -> Tags {
        self.tokens.get(at).map_or(Tags::NONE, |token| token.tags)
    }

    pub(super) fn is(&self, at: usize, tags: Tags) -> bool {
        self.tags(at).any(tags)
    }

    pub(super) fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.get(at).map(|token| token.sort)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.sort(at), Some(Sort::Quote(_)))
    }

    /// A word in small letters.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.sort(at) == Some(Sort::Word { cap: false, possessive: false })
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.is(at, Tags::VERB | Tags::JUDGING)
            && (self.is_small(at)
                // `Explicó que …`
                || (self.lexicon.grammar.drops_pronouns
                    && self.is_word(at)
                    && at.checked_sub(1).is_none_or(|left| self.sentence(left) != self.sentence(at))
                    && self.mention_from(at).is_none()))
    }

    pub(super) fn mention_ending(&self, at: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.tokens.end < at);
        self.mentions.get(index).filter(|mention| mention.tokens.end == at).map(|_| index)
    }

    /// A comma, or a dash that stands for one.
    pub(super) fn is_comma(&self, at: usize) -> bool {
        matches!(self.sort(at), Some(Sort::Comma | Sort::Dash))
    }

    /// The mention that begins at `at`, titles counted.
    pub(super) fn mention_from(&self, at: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.from < at);
        self.mentions.get(index).filter(|mention| mention.from == at).map(|_| index)
    }

    pub(super) fn mention(&self, index: usize) -> Option<&'p Mention> {
        self.mentions.get(index)
    }

    pub(super) fn known(&self, mention: &Mention) -> Known {
        let index = self.mentions.partition_point(|other| other.from < mention.from);
        self.known.get(index).copied().unwrap_or(Known::None)
    }

    pub(super) fn person(&self, mention: &Mention) -> Option<Person> {
        match self.known(mention) {
            Known::One(person) | Known::Perhaps(person) => Some(person),
            _ => None,
        }
    }

    /// Whether a mention is somebody who can speak.
    pub(super) fn is_person(&self, mention: &Mention) -> bool {
        !mention.is_body
            && !mention.is_modifier
            && (mention.len() >= 2 || mention.has_title || mention.has_role || self.is_known(mention))
            && self.person(mention).is_some()
            && !(mention.has_article && mention.len() == 1 && !mention.has_title)
            && !self.is_aside(mention)
            && !self.is_bare_place(mention)
    }

    /// Whether a lone word is a place, or tells who comes from one: `Belgian officials`.
    fn is_bare_place(&self, mention: &Mention) -> bool {
        mention.len() == 1
            && !mention.has_title
            && self.person(mention).is_some_and(|person| self.directory.is_listed_place(person))
    }

    /// Whether a lone word stands in parentheses: `the chief engineer (Projects)`.
    fn is_aside(&self, mention: &Mention) -> bool {
        mention.len() == 1
            && mention
                .from
                .checked_sub(1)
                .and_then(|left| self.tokens.get(left))
                .is_some_and(|left| left.text == "(")
    }

    /// Whether a lone word is known as a name from elsewhere in the text.
    fn is_known(&self, mention: &Mention) -> bool {
        match self.known(mention) {
            Known::One(person) | Known::Perhaps(person) => {
                self.directory.len(person) >= 2
                    || self.directory.is_shown(person)
                    || (!self.directory.opens(person) && !mention.has_article)
            }
            Known::Several => true,
            Known::None => false,
        }
    }

    pub(super) fn subject_of(&self, sentence: u32) -> Option<&'p Mention> {
        let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok()?;
        self.subjects.get(found).and_then(|(_, index)| self.mentions.get(*index))
    }

    pub(super) fn range(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.tokens.get(tokens.start)?, self.tokens.get(tokens.end.checked_sub(1)?)?);
        Some(first.range.start..last.range.start + last.text.len())
    }

    /// How long a phrase of a list is that stands at `at`.
    pub(super) fn phrase_at(&self, at: usize, first: Tags, list: &[Vec<&'static str>]) -> Option<usize> {
        if !self.is(at, first) {
            return None;
        }
        list.iter()
            .filter(|phrase| {
                phrase.iter().enumerate().all(|(offset, word)| {
                    let here = self.word(at + offset);
                    here.eq_ignore_ascii_case(word)
                        || (!here.is_ascii() && here.replace('’', "'").to_lowercase() == **word)
                })
            })
            .map(Vec::len)
            .max()
    }

    /// How long the phrase at `at` is after which a source is named.
    pub(super) fn according(&self, at: usize) -> Option<usize> {
        self.phrase_at(at, Tags::ACCORDING, self.lexicon.according())
    }

    /// The lead that a way to say it and a subject make.
    pub(super) fn lead(&self, who: Who, cue: Cue) -> Lead {
        let found = Found {
            cue: cue.verb.and_then(|at| self.range(&(at..at + 1))),
            addressee: cue.verb.and_then(|at| self.addressee(at)),
            time: cue.verb.and_then(|at| self.time(at)),
            certainty: cue.most,
            rule: cue.rule,
            ..Found::default()
        };
        match who {
            Who::Name(index) => {
                self.mention(index).map_or(Lead::Unnamed, |mention| self.by_name(mention, found))
            }
            Who::Pronoun(at) => {
                let feminine = match (self.is(at, Tags::SHE | Tags::HER), self.is(at, Tags::HE | Tags::HIM)) {
                    (true, false) => Some(true),
                    (false, true) => Some(false),
                    _ => None,
                };
                let mention = self.range(&(at..at + 1));
                Lead::Pronoun { at, feminine, found: Found { mention, rule: "pronoun", ..found } }
            }
            Who::Described { head, definite } => {
                let mention = self.range(&(head..head + 1));
                Lead::Described { head, definite, found: Found { mention, ..found } }
            }
            Who::Dropped => {
                let at = cue.verb.unwrap_or_default();
                Lead::Dropped { at, found: Found { rule: "subject-left-out", ..found } }
            }
            Who::Nobody => Lead::Unnamed,
        }
    }

    /// Whether a word means a body rather than a person: `it`, `the company`.
    pub(super) fn is_neuter(&self, at: usize) -> bool {
        self.is(at, Tags::IT)
            || (self.is_small(at) && is_body_noun(self.word(at)))
            || (self.is(at, Tags::BODY) && !self.is(at, Tags::ROLE | Tags::TITLE | Tags::HE | Tags::SHE))
    }

    /// A speaker by name. How sure it is depends on what the text tells of the name.
    fn by_name(&self, mention: &Mention, found: Found) -> Lead {
        let is_single = mention.len() == 1;
        // `the Austrian`, `the Ohio Republican`
        let last = mention.tokens.end.saturating_sub(1);
        if mention.len() <= 2
            && mention.has_article
            && !mention.has_title
            && !mention.is_body
            && (self.is(last, Tags::ORIGIN) || is_demonym(self.word(last)))
        {
            let head = last;
            return Lead::Described { head, definite: true, found };
        }
        let (person, most) = match self.known(mention) {
            Known::One(person) => {
                let length = self.directory.len(person);
                let is_shown = self.directory.is_shown(person);
                let most = match () {
                    () if self.directory.is_doubtful(person) => 840,
                    () if length >= 2 && is_single => 970,
                    () if length >= 2 && self.lexicon.grammar.has_capital_nouns && !is_shown => 880,
                    () if length >= 2 => 980,
                    // a lone word at the start of a sentence may be any word
                    () if self.directory.opens(person)
                        && !is_shown
                        && self.tags(mention.tokens.start) != Tags::NONE =>
                    {
                        return Lead::Unnamed;
                    }
                    () if self.directory.opens(person) && !is_shown => 720,
                    () if is_shown => 880,
                    () => 850,
                };
                (person, most)
            }
            Known::Perhaps(person) => (person, if mention.has_title { 930 } else { 840 }),
            Known::Several => {
                let index = self.mentions.partition_point(|other| other.from < mention.from);
                let found = Found { mention: self.range(&mention.tokens), rule: "shared-name", ..found };
                return Lead::Shared { index, found };
            }
            Known::None => return Lead::Unnamed,
        };
        let most = if self.directory.is_body(person) { most.min(930) } else { most };
        // what has an article is a thing or a body
        let is_the_body = mention.is_body && !is_single;
        let most =
            if mention.has_article && !mention.has_title && !is_the_body { most.min(860) } else { most };
        let found = Found {
            mention: self.range(&mention.tokens),
            description: self.description(mention),
            certainty: found.certainty.min(most),
            ..found
        };
        Lead::By(person, found)
    }
}

/// Whether a word after `the` is a person by where they are from or what they belong to: `the Austrian`.
pub(super) fn is_demonym(word: &str) -> bool {
    ["an", "ese", "ish", "crat", "ative", "ist", "woman"].iter().any(|ending| word.ends_with(ending))
        || matches!(word, "Swede" | "Dane" | "Pole" | "Finn" | "Croat" | "Serb" | "Turk" | "Swiss" | "Greek")
        || matches!(word, "Scot" | "Briton" | "Argentine" | "Spaniard" | "Czech" | "Slovak" | "Londoner")
}
