//! What stands before a quote: `Pell said: …`, `Pell called it …`.

use super::page::{Cue, Lead, Page, Who};
use crate::lexicon::Tags;
use crate::names::Sort;

/// So many words may stand between a verb and its quote.
const REACH: usize = 24;
/// So many before a colon, or behind the name of a source.
const FAR: usize = 48;

/// Whether a verb in `-ing` opens its sentence: `Calling it …`.
fn english_opening(page: &Page<'_, '_>, at: usize) -> bool {
    !page.lexicon.grammar.inverts
        && page.is(at, Tags::VERB | Tags::JUDGING)
        && page.word(at).ends_with("ing")
        && page.start_of(at) == at
        && page.mention_from(at).is_none()
}

/// Whether a noun is what somebody said: `his claim that …`.
fn is_saying(word: &str) -> bool {
    matches!(word, "claim" | "claims" | "assertion" | "assertions" | "allegation" | "allegations")
        || matches!(word, "suggestion" | "comment" | "comments" | "remark" | "remarks" | "statement")
        || matches!(word, "warning" | "insistence" | "contention" | "description" | "complaint")
        || matches!(word, "promise" | "pledge" | "vow" | "argument" | "accusation" | "accusations")
}

/// Whether a noun tells what sort of word or rule another is: `a term for …`.
fn is_kind_of_word(word: &str) -> bool {
    matches!(word, "term" | "expression" | "designation" | "classification" | "euphemism")
        || matches!(word, "concept" | "shorthand" | "acronym" | "slang" | "label" | "category" | "nickname")
}

/// Whether a noun is a thing that has words for its name: `slogan`.
fn is_label(word: &str) -> bool {
    matches!(word, "slogan" | "motto" | "tagline" | "headline" | "title" | "nickname" | "chant" | "proverb")
        || matches!(word, "song" | "hymn" | "anthem" | "poem" | "book" | "novel" | "film" | "movie" | "play")
        || matches!(word, "album" | "single" | "series" | "exhibition" | "sign" | "banner" | "hashtag")
}

impl Page<'_, '_> {
    /// What stands before the quote at `at`.
    pub(super) fn ahead(&self, at: usize, is_statement: bool) -> Lead {
        let sentence = self.sentence(at);
        let Some(last) = at.checked_sub(1).filter(|&last| self.sentence(last) == sentence) else {
            return Lead::Silent;
        };
        if self.is(last, Tags::ALLEGED) && !self.is(last, Tags::VERB) {
            return Lead::Unnamed;
        }
        let has_colon = self.sort(last) == Some(Sort::Colon);
        let reach = if has_colon { FAR } else { REACH };
        if self.is_labelled(at) {
            return Lead::Unnamed;
        }
        let is_tail = self.is_tail(at);
        let mut most = if self.is_subject(at) { 860 } else { 1000 };
        let (mut crossed, mut nearest) = (false, at);
        for index in (at.saturating_sub(reach)..at).rev() {
            if self.sentence(index) != sentence {
                break;
            }
            if self.is_quote(index) {
                // `"a fool" and "a liar"` are said in one breath
                let near = (nearest - index <= 3)
                    && (index + 1..nearest).all(|between| {
                        self.is_comma(between)
                            || self.is(between, Tags::AND | Tags::ARTICLE | Tags::PREPOSITION)
                    });
                crossed |= !near;
                nearest = index;
                continue;
            }
            if let Some(length) = self.according(index) {
                if index + length < at {
                    return self.source(index + length, if crossed { 860 } else { 910 });
                }
                continue;
            }
            // `as Holm put it, "…"`
            if self
                .phrase_at(index, Tags::PHRASED, self.lexicon.phrased())
                .is_some_and(|length| at - index <= length + 2)
            {
                let (who, _) = self.subject(index);
                let who = match who {
                    Who::Nobody => self.as_subject(index).unwrap_or(Who::Nobody),
                    who => who,
                };
                return self.lead(who, Cue { verb: Some(index), most: 920, rule: "name-verb-quote" });
            }
            // `said Holm's claim that it was "…" was false`
            if is_saying(self.word(index)) && self.is(index + 1, Tags::THAT | Tags::OF) && index + 1 < at {
                let owner = self.mention_ending(index).and_then(|index| Some((index, self.mention(index)?)));
                if let Some((owner, _)) =
                    owner.filter(|(_, mention)| mention.possessive && self.is_person(mention))
                {
                    return self
                        .lead(Who::Name(owner), Cue { verb: None, most: 840, rule: "name-verb-quote" });
                }
                most = 860;
            }
            // `what engineers call "safe mode"`
            let is_called = matches!(self.word(index), "call" | "term") && at - index <= 6;
            if is_called && (index.saturating_sub(5)..index).any(|left| self.is(left, Tags::WHAT)) {
                return Lead::Unnamed;
            }
            let lead = self.postposed(index);
            if lead.is_named() {
                return lead;
            }
            let is_thinking =
                self.is_small(index) && self.is(index, Tags::THINKING) && !self.is_of_past(index);
            let opens = english_opening(self, index);
            // `a spokesman said Holm would respond "in due course"`
            let is_to_come = !self.lexicon.grammar.inverts
                && index.checked_sub(1).is_some_and(|left| {
                    matches!(
                        self.word(left),
                        "would" | "will" | "could" | "should" | "might" | "may" | "must"
                    )
                })
                && (index.saturating_sub(REACH)..index)
                    .any(|left| self.sentence(left) == sentence && self.is_verb(left));
            if is_to_come {
                continue;
            }
            if self.is_verb(index) || is_thinking || opens {
                if self.is_in_closed_clause(index, at) || (is_tail && self.is_passive(index)) {
                    continue;
                }
                if index.checked_sub(1).is_some_and(|left| {
                    self.is(left, Tags::TO) && self.is_small(left) && !self.lexicon.grammar.is_romance
                }) {
                    // `Holm used to say`, `Holm went on to say`
                    let habit = index.checked_sub(2).filter(|&habit| {
                        matches!(
                            self.word(habit),
                            "used"
                                | "likes"
                                | "liked"
                                | "loves"
                                | "loved"
                                | "continued"
                                | "preferred"
                                | "chose"
                        ) || matches!(self.word(habit), "began" | "proceeded" | "hastened")
                    });
                    let habit = habit.or_else(|| {
                        index.checked_sub(3).filter(|&went| {
                            matches!(self.word(went), "went" | "goes") && self.word(went + 1) == "on"
                        })
                    });
                    if let Some(habit) = habit {
                        let (who, sure) = self.subject(habit);
                        let cue = Cue { verb: Some(index), most: sure.min(905), rule: "name-verb-quote" };
                        return self.lead(who, cue);
                    }
                    continue;
                }
                let lead = self.ahead_with_verb(index, at, is_statement, has_colon, crossed);
                // `Holm says the figure speaks for itself: "…"`
                let left = index.saturating_sub(1);
                let is_noun = self.is_small(left)
                    && (self.tags(left) == Tags::NONE
                        || self.is(left, Tags::ARTICLE | Tags::PREPOSITION | Tags::INDEFINITE));
                // `Holm said she had received 11,000 telephone calls, "and …"`
                let may_be_noun =
                    has_colon || (!self.lexicon.grammar.inverts && self.word(index).ends_with('s'));
                // `argued that the warnings read to suspects were "…"`
                let is_participle = self.word(index) == "read" && self.is(index + 1, Tags::TO | Tags::BY);
                if may_be_noun && matches!(lead, Lead::Unnamed) && is_noun
                    || (is_participle && self.is_small(left))
                {
                    crossed = true;
                    continue;
                }
                if is_thinking && !self.is_verb(index) && !lead.is_named() {
                    continue;
                }
                return lead.at_most(most);
            }
        }
        if has_colon {
            return self.before_colon(at, sentence);
        }
        if let Some(lead) = self.that_clause(at) {
            return lead;
        }
        self.viewpoint(at, is_statement)
    }

    /// `Holm shot back that … "…"`: no verb of speech, but a clause that is told.
    fn that_clause(&self, at: usize) -> Option<Lead> {
        let sentence = self.sentence(at);
        let that = (at.saturating_sub(12)..at)
            .rev()
            .find(|&index| self.is(index, Tags::THAT) && self.sentence(index) == sentence)?;
        let functional = Tags::ROLE
            | Tags::PREPOSITION
            | Tags::ARTICLE
            | Tags::NEGATION
            | Tags::PASSIVE
            | Tags::CONJUNCTION;
        let verb = (that.saturating_sub(2)..that).find(|&word| {
            let left = word.checked_sub(1);
            let has_subject =
                left.is_some_and(|left| self.is_pronoun(left)) || self.mention_ending(word).is_some();
            self.is_small(word) && !self.is(word, functional | Tags::RELATIVE) && has_subject
        })?;
        let (who, _) = self.subject(verb);
        let fits = match who {
            Who::Name(index) => self.mention(index).is_some_and(|mention| {
                self.is_person(mention) || (mention.is_body && mention.len() >= 2 && !mention.is_oblique)
            }),
            Who::Pronoun(_) => true,
            _ => false,
        };
        fits.then(|| self.lead(who, Cue { verb: Some(verb), most: 820, rule: "name-word-that" }))
    }

    /// Whether a verb stands in a clause that ends before the quote: `the study, which critics mocked, was "…"`.
    fn is_in_closed_clause(&self, verb: usize, at: usize) -> bool {
        let closes =
            (verb + 1..at.saturating_sub(1)).take(12).any(|index| self.sort(index) == Some(Sort::Comma));
        closes
            && (verb.saturating_sub(8)..verb).rev().take_while(|&index| self.is_word(index)).any(|index| {
                self.is(index, Tags::RELATIVE) && !self.is(index, Tags::ARTICLE | Tags::THAT | Tags::WHAT)
            })
    }

    /// The subject of `as Holm put it`.
    pub(super) fn as_subject(&self, verb: usize) -> Option<Who> {
        let index = self.mention_ending(verb)?;
        let mention = self.mention(index)?;
        let left = mention.from.checked_sub(1)?;
        self.is(left, Tags::AS).then_some(Who::Name(index))
    }

    /// `Pell zufolge`.
    fn postposed(&self, index: usize) -> Lead {
        if self.phrase_at(index, Tags::POSTPOSED, self.lexicon.postposed()).is_none() {
            return Lead::Silent;
        }
        let cue = Cue { verb: None, most: 900, rule: "according-to" };
        match index.checked_sub(1) {
            Some(left) if self.is(left, Tags::HIM | Tags::HER) => self.lead(Who::Pronoun(left), cue),
            Some(_) => {
                self.mention_ending(index).map_or(Lead::Silent, |mention| self.lead(Who::Name(mention), cue))
            }
            None => Lead::Silent,
        }
    }

    /// `For Pell, …`, `Pour le maire, Paul Pell, …`: at the start of the sentence.
    fn viewpoint(&self, at: usize, is_statement: bool) -> Lead {
        let start = self.start_of(at);
        if !self.is(start, Tags::VIEWPOINT) || start >= at {
            return Lead::Silent;
        }
        let phrase = self.phrase(start + 1);
        if phrase.end > at || self.sort(phrase.end) != Some(Sort::Comma) && !self.lexicon.grammar.inverts {
            return Lead::Silent;
        }
        let is_close = self.sort(at - 1) == Some(Sort::Comma) || is_statement;
        let most = if is_close { 860 } else { 720 };
        match phrase.who {
            Who::Name(index) if self.mention(index).is_some_and(|mention| self.is_person(mention)) => {
                self.lead(phrase.who, Cue { verb: None, most, rule: "viewpoint" })
            }
            Who::Name(index) if self.mention(index).is_some_and(|mention| mention.is_body) => {
                self.lead(phrase.who, Cue { verb: None, most: 640, rule: "viewpoint" })
            }
            Who::Described { .. } => self.lead(phrase.who, Cue { verb: None, most: 640, rule: "viewpoint" }),
            _ => Lead::Silent,
        }
    }

    fn ahead_with_verb(
        &self,
        verb: usize,
        at: usize,
        is_statement: bool,
        has_colon: bool,
        crossed: bool,
    ) -> Lead {
        let rule = if has_colon { "name-colon" } else { "name-verb-quote" };
        // `denied that he had called her "…"`
        let mut clause = (verb.saturating_sub(7)..verb)
            .rev()
            // `declined to discuss what she called "…"`
            .take_while(|&at| self.is_word(at) && !self.is(at, Tags::AND | Tags::WHAT));
        if clause.any(|at| self.is(at, Tags::NEGATION)) && !self.lexicon.grammar.is_romance {
            return Lead::Unnamed;
        }
        let agent = |by: usize, most| {
            self.lead(self.phrase(by + 1).who, Cue { verb: Some(verb), most, rule: "verb-by-name" })
        };
        let is_by = |index: usize| self.is(index, Tags::BY) && !self.lexicon.grammar.compounds;
        // `said by telephone` is no agent
        let means = verb + 2;
        let is_means = self.is_small(means)
            && !self.is_role(means)
            && !self.is(means, Tags::ARTICLE | Tags::INDEFINITE | Tags::HIM | Tags::HER | Tags::BODY)
            && !self.word(means).ends_with('s')
            && !self.is_passive(verb);
        if is_by(verb + 1) && verb + 1 < at && !is_means {
            // `described by Holm as "…", by Vik as "…"`: the nearest one says it
            let nearest = (verb + 2..at)
                .rev()
                .take(REACH)
                .find(|&index| is_by(index) && self.is_word(index + 1) && !self.is_small(index + 1));
            return agent(nearest.unwrap_or(verb + 1), 900);
        }
        let is_fragment = !is_statement && !has_colon;
        // `Holm called "a fool" by Pell`
        // `Holm said the city would be "held to ransom" by Pell`
        let names = self.is(verb, Tags::NAMING | Tags::JUDGING) || self.is_passive(verb);
        if is_fragment && is_by(at + 1) && self.is_small(at + 1) && (names || self.lexicon.grammar.inverts) {
            return agent(at + 1, 850);
        }
        let english = !self.lexicon.grammar.inverts;
        let next_is_as = self.is(verb + 1, Tags::AS);
        // `…, described as "…",` is said of the name before the comma, not by it
        let is_participle = verb.checked_sub(1).is_some_and(|left| self.sort(left) == Some(Sort::Comma));
        let ends_in_ing = english && self.word(verb).ends_with("ing");
        let start = self.start_of(verb).max(verb.saturating_sub(12));
        let is_what = (start..verb).any(|index| self.is(index, Tags::WHAT));
        if english
            && is_fragment
            && is_participle
            && (verb + 1 == at || next_is_as)
            && !ends_in_ing
            && !is_what
        {
            return Lead::Unnamed;
        }
        // what is criticised may be in anybody's words
        let last = at - 1;
        let is_introduced = self.is(last, Tags::AS)
            || (self.is(last, Tags::ARTICLE | Tags::INDEFINITE) && at >= 2 && self.is(at - 2, Tags::AS));
        let judges = self.is(verb, Tags::JUDGING) && !self.is(verb, Tags::VERB);
        // `denounced a "massacre"`
        let is_own = verb + 1 == at || (self.is(last, Tags::INDEFINITE) && at - verb <= 6);
        let is_other = judges && !is_introduced && !is_own;
        let distance = at - verb;
        // words that are many are no term of art
        let is_long = self.tokens.get(at).is_some_and(|token| token.text.split_whitespace().nth(3).is_some());
        let is_direct = english
            && is_long
            && self.people_in_sentence(verb) == 1
            && !(verb + 1..at)
                .any(|index| self.is_role(index) || self.is(index, Tags::THEY | Tags::HE | Tags::SHE));
        let mut most = match () {
            () if is_fragment && is_other => 640,
            () if judges && !is_introduced => 840,
            () if crossed => 860,
            () if has_colon || distance <= 4 => 960,
            () if is_statement => 910,
            () if distance <= 9 => 920,
            () if distance <= 16 && is_direct => 905,
            () if distance <= 16 => 860,
            () => 780,
        };
        // `said it was "late" and that nobody "knew what to do"`
        let is_plain = english
            && !judges
            && self.is(verb, Tags::VERB)
            && self.is_worded(at)
            && !self.is_relaying(verb, at)
            && self.people_in_sentence(verb) == 1;
        if is_plain && distance <= 20 {
            most = most.max(905);
        }
        if !self.is_verb(verb) {
            most = most.min(860);
        }
        if is_fragment && !is_plain {
            let is_clause = verb + 1 == at
                || (verb + 2 == at && self.sort(verb + 1) == Some(Sort::Comma))
                || (verb + 1..at).any(|index| self.is(index, Tags::CLAUSAL | Tags::AS))
                || distance <= 4 && self.is(verb + 1, Tags::HE | Tags::SHE | Tags::HIM | Tags::HER);
            let is_naming = self.is(verb, Tags::NAMING) && distance <= 8;
            if !is_clause && !is_naming {
                most = most.min(if is_long {
                    905
                } else if english {
                    850
                } else {
                    880
                });
            }
        }
        if self.has_rival(verb, at, has_colon) {
            most = most.min(700);
        }
        let cue = |sure: u16, rule| Cue { verb: Some(verb), most: most.min(sure), rule };
        if ends_in_ing {
            // `…, calling it "…"`: the subject of the sentence, most likely
            if verb.checked_sub(1).is_some_and(|left| self.is(left, Tags::NEGATION)) {
                return Lead::Unnamed;
            }
            // `was quoted as saying`
            if verb.checked_sub(1).is_some_and(|left| self.is(left, Tags::AS)) {
                return self.quoted(verb, cue(920, rule));
            }
            // `with Ida Holm warning that it was "…"`
            if english
                && let Some(index) = self.mention_ending(verb)
                && self.mention(index).is_some_and(|mention| {
                    self.is_person(mention)
                        && !mention.possessive
                        && mention.from.checked_sub(1).is_some_and(|left| self.word(left) == "with")
                })
                && self.is(verb, Tags::VERB)
            {
                return self.lead(Who::Name(index), cue(905, rule));
            }
            // `Calling it "a disgrace", Holm left.`
            if self.start_of(verb) == verb {
                let next = if self.is_comma(at + 1) { at + 2 } else { at + 1 };
                return self.lead(self.phrase(next).who, cue(900, rule));
            }
            // `a spokesman said, calling it "…"`
            let said_before =
                verb.checked_sub(2).filter(|&said| self.is_comma(said + 1) && self.is_verb(said));
            if let Some(said) = said_before {
                let (who, sure) = self.subject(said);
                return self.lead(who, cue(sure.min(910), rule));
            }
            let (who, sure) = self.subject(verb);
            let lead = self.lead(who, cue(sure.min(850), rule));
            // `Holm said, adding: "…"`
            let said = (self.start_of(verb)..verb).any(|index| self.is_verb(index));
            let is_only = self.people_in_sentence(verb) == 1;
            let sure = match (is_only && self.is(verb, Tags::VERB), said) {
                (true, true) => 910,
                (true, false) => 905,
                _ => 800,
            };
            let lead = if lead.is_named() { lead } else { self.subject_of_sentence(verb, cue(sure, rule)) };
            // `"…," it said, adding that it was "…"`
            let is_led = (self.start_of(verb)..verb).any(|index| self.is_quote(index));
            return if is_led && matches!(lead, Lead::Unnamed) { Lead::Silent } else { lead };
        }
        // `Ida Holm, said Tor Vik, was "…"`
        if english
            && verb.checked_sub(1).is_some_and(|left| self.sort(left) == Some(Sort::Comma))
            && let Some(index) = self.mention_from(verb + 1)
            && self.mention(index).is_some_and(|mention| {
                self.is_person(mention)
                    && !mention.possessive
                    && self.sort(mention.tokens.end) == Some(Sort::Comma)
            })
        {
            return self.lead(Who::Name(index), cue(920, rule));
        }
        // the subject may stand behind its verb
        if self.lexicon.grammar.inverts {
            let next = verb + 1;
            if self.is(next, Tags::HE | Tags::SHE) && !self.is(next, Tags::ARTICLE) && next < at {
                return self.lead(Who::Pronoun(next), cue(940, rule));
            }
        }
        // `"We sail," said Ida Holm, "and …"`
        if english
            && verb.checked_sub(1).is_some_and(|left| self.is_quote(left))
            && self.is(verb, Tags::VERB)
            && is_statement
            && self.is_comma(last)
        {
            return self.behind_verb(verb, Cue { verb: Some(verb), most: 950, rule: "quote-verb-name" });
        }
        let (who, sure) = self.subject(verb);
        let lead = self.lead(who, cue(sure, rule));
        if self.lexicon.grammar.inverts && (!lead.is_named() || matches!(lead, Lead::Dropped { .. })) {
            let (phrase, is_direct) = self.phrase_behind(verb);
            let behind = self.lead(phrase.who, cue(if is_direct { 930 } else { 850 }, rule));
            if phrase.end <= at && behind.is_named() {
                return behind;
            }
        }
        if !lead.is_named() && (has_colon || is_statement) && self.is_romance_clause(verb) {
            return self.lead(Who::Dropped, cue(680, rule));
        }
        lead
    }

    /// Whether a verb tells what others had found before: `said the group had found her "…"`.
    fn is_of_past(&self, verb: usize) -> bool {
        let is_past = verb.checked_sub(1).is_some_and(|left| self.is(left, Tags::AUXILIARY | Tags::PASSIVE));
        // `said the board had considered the bid "…"`
        let is_told = || {
            let first = verb.saturating_sub(12).max(self.start_of(verb));
            (first..verb).any(|left| self.is_verb(left) && self.is(left, Tags::VERB))
        };
        is_past && (self.word(verb) == "found" || (!self.is_verb(verb) && is_told()))
    }

    /// Whether something was done to the subject of a verb: `had been told`.
    fn is_passive(&self, verb: usize) -> bool {
        (verb.saturating_sub(4)..verb)
            .rev()
            .take_while(|&left| self.is(left, Tags::BETWEEN | Tags::AUXILIARY | Tags::PASSIVE))
            .any(|left| self.is(left, Tags::PASSIVE))
    }

    /// Whether a quote is what something is called: `their motto, "…"`, `known as "…"`.
    fn is_labelled(&self, at: usize) -> bool {
        let (Some(last), Some(before)) = (at.checked_sub(1), at.checked_sub(2)) else { return false };
        let is_name = self.is_comma(last) && is_label(self.word(before));
        let is_known = self.is(last, Tags::AS)
            && matches!(self.word(before), "known" | "billed" | "advertised" | "marketed" | "listed");
        (is_name || is_known || self.is_term(at)) && !self.lexicon.grammar.inverts
    }

    /// Whether what follows a few words tells what they mean: `a "critical load," a designation for hospitals`.
    fn is_term(&self, at: usize) -> bool {
        let words = self.tokens.get(at).map_or("", |token| token.text);
        let next = if self.is_comma(at + 1) { at + 2 } else { at + 1 };
        let is_cut = next > at + 1 || words.trim_end_matches(|c: char| c != ',').ends_with(',');
        let is_few = words.split_whitespace().nth(3).is_none();
        // `described it as "adequate," a term …`
        let is_named = at.checked_sub(1).is_some_and(|left| self.is(left, Tags::AS | Tags::NAMING));
        is_few
            && !is_named
            && is_cut
            && self.is(next, Tags::ARTICLE | Tags::INDEFINITE)
            && (next + 1..next + 4)
                .take_while(|&at| self.is_small(at))
                .any(|at| is_kind_of_word(self.word(at)))
    }

    /// Whether a quote between commas belongs to a noun that has its verb behind it: `the reply, "…," was`.
    fn is_subject(&self, at: usize) -> bool {
        let next = if self.is_comma(at + 1) { at + 2 } else { at + 1 };
        at.checked_sub(1).is_some_and(|left| self.is_comma(left))
            && self.is_small(next)
            && self.is(next, Tags::PASSIVE | Tags::AUXILIARY)
            && !self.lexicon.grammar.inverts
    }

    /// Whether a quote has words enough not to be a term at arm's length.
    fn is_worded(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.text.split_whitespace().nth(2).is_some())
    }

    /// Whether others may have said what is told behind a verb: `said critics had called it "…"`, `said the sign read`.
    fn is_relaying(&self, verb: usize, at: usize) -> bool {
        let words = Tags::QUOTED | Tags::ALLEGED | Tags::ACCORDING | Tags::NEGATION | Tags::WHAT;
        let is_other = |index: usize| {
            self.is(index, words | Tags::JUDGING | Tags::THINKING)
                || matches!(self.word(index), "call" | "letter" | "sign" | "message" | "note" | "report")
        };
        (verb + 1..at).any(is_other) || self.is_passive(verb)
    }

    /// Whether the quote at `at` goes on with a sentence that was told: `…, "and I lost it."`
    fn is_tail(&self, at: usize) -> bool {
        let words = self.tokens.get(at).map_or("", |token| token.text);
        let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        at.checked_sub(1).is_some_and(|left| self.is_comma(left))
            && ["and ", "but ", "because ", "unless ", "so ", "or ", "if "]
                .iter()
                .any(|start| words.starts_with(start))
    }

    /// `Holm was quoted as saying`: who was.
    fn quoted(&self, verb: usize, cue: Cue) -> Lead {
        let found = (verb.saturating_sub(14)..verb)
            .rev()
            .find(|&at| self.is(at, Tags::QUOTED) && self.sentence(at) == self.sentence(verb));
        let Some(mut at) = found else { return Lead::Unnamed };
        let is_passive = at.checked_sub(1).is_some_and(|left| self.is(left, Tags::PASSIVE | Tags::BETWEEN));
        // `State TV quoted Holm as saying`
        if !is_passive && !self.is(at + 1, Tags::AS | Tags::BY) {
            let phrase = self.phrase(at + 1);
            let is_direct = phrase.end + 1 == verb && matches!(phrase.who, Who::Name(_) | Who::Pronoun(_));
            return if is_direct { self.lead(phrase.who, cue) } else { Lead::Unnamed };
        }
        while let Some(left) = at.checked_sub(1).filter(|&left| {
            self.is(left, Tags::PASSIVE | Tags::AUXILIARY | Tags::BETWEEN)
                && self.sentence(left) == self.sentence(verb)
        }) {
            at = left;
        }
        match self.mention_ending(at).and_then(|index| Some((index, self.mention(index)?))) {
            Some((index, mention)) if !self.is_bound(mention) => self.lead(Who::Name(index), cue),
            Some(_) => Lead::Unnamed,
            None => match at.checked_sub(1) {
                Some(left) if self.is_pronoun(left) => self.lead(Who::Pronoun(left), cue),
                _ => Lead::Unnamed,
            },
        }
    }

    /// How many people a sentence names as what may be its subject.
    fn people_in_sentence(&self, at: usize) -> usize {
        let from = self.mentions.partition_point(|mention| mention.from < self.start_of(at));
        let here = self
            .mentions
            .iter()
            .skip(from)
            .take_while(|mention| self.sentence(mention.from) == self.sentence(at));
        here.take(8)
            .filter(|mention| self.is_person(mention) && !mention.is_oblique && !mention.possessive)
            .count()
    }

    /// Whether a verb's subject may be left out here.
    fn is_romance_clause(&self, verb: usize) -> bool {
        let (who, _) = self.subject(verb);
        self.lexicon.grammar.drops_pronouns && who == Who::Dropped
    }

    fn subject_of_sentence(&self, verb: usize, cue: Cue) -> Lead {
        let sentence = self.sentence(verb);
        let start = self.start_of(verb);
        // `The family that owns Holm Renn left, calling it "…"`
        let first = self.subject_of(sentence).map_or(start, |mention| mention.from);
        let relates =
            |at: usize| self.is_small(at) && matches!(self.word(at), "that" | "which" | "who" | "whose");
        if self.is(start, Tags::ARTICLE | Tags::INDEFINITE)
            && !self.lexicon.grammar.inverts
            && self.mention_from(start).is_none()
            && (start + 1..first.min(start + 8)).any(relates)
        {
            return Lead::Unnamed;
        }
        let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok();
        let index = found.and_then(|found| self.subjects.get(found)).map(|(_, index)| *index);
        match index.and_then(|index| self.mention(index)).filter(|mention| mention.tokens.end <= verb) {
            Some(_) => self.lead(index.map_or(Who::Nobody, Who::Name), cue),
            // `She left, calling it "…"`
            None if self.named_body(verb).is_some() => {
                self.named_body(verb).map_or(Lead::Unnamed, |index| self.lead(Who::Name(index), cue))
            }
            None => self.pronoun_before(verb).map_or(Lead::Unnamed, |at| self.lead(Who::Pronoun(at), cue)),
        }
    }

    /// The body that opens the sentence of a verb.
    pub(super) fn named_body(&self, verb: usize) -> Option<usize> {
        let start = self.start_of(verb);
        let first = self.mentions.partition_point(|mention| mention.from < start);
        let mention = self.mention(first)?;
        let opens = mention.from <= start + 1 && mention.tokens.end < verb;
        (opens && mention.is_body && !mention.possessive && !mention.is_oblique).then_some(first)
    }

    /// Whether somebody else is named between a verb and its quote who may be the one that speaks. Whom one speaks to
    /// is not: `told Holm: …`.
    fn has_rival(&self, verb: usize, at: usize, has_colon: bool) -> bool {
        let from = self.mentions.partition_point(|mention| mention.from <= verb);
        let is_somebody = |mention: &crate::names::Mention| {
            self.person(mention)
                .is_some_and(|person| self.directory.len(person) >= 2 || self.directory.is_shown(person))
        };
        self.mentions
            .iter()
            .skip(from)
            .take_while(|mention| mention.from < at)
            .filter(|mention| self.is_person(mention) && is_somebody(mention))
            .any(|mention| {
                let left = mention.from.checked_sub(1);
                // `accused Pell of "lying"`
                let takes_object = !matches!(self.word(verb), "said" | "says" | "added" | "wrote")
                    && !self.is(verb, Tags::JUDGING);
                let is_object = (has_colon || takes_object) && left == Some(verb);
                let is_theirs = mention.possessive
                    && self.is_worded(at)
                    && !self.is(verb, Tags::JUDGING | Tags::NAMING | Tags::QUOTED);
                let is_oblique = mention.is_oblique && !mention.possessive || is_theirs;
                !is_object && !is_oblique && !self.lexicon.grammar.inverts
            })
    }

    /// No verb of speech, but a colon: the one person the sentence names, or the pronoun that opens it.
    fn before_colon(&self, at: usize, sentence: u32) -> Lead {
        let from = self.start_of(at);
        // `"Did you?" Holm: "I did."`
        let label = at.checked_sub(1).and_then(|colon| self.mention_ending(colon));
        if let Some((index, mention)) = label.and_then(|index| Some((index, self.mention(index)?)))
            && mention.from.checked_sub(1).is_some_and(|left| self.is_quote(left))
            && self.is_person(mention)
        {
            return self.lead(Who::Name(index), Cue { verb: None, most: 880, rule: "name-colon" });
        }
        let start = self.mentions.partition_point(|mention| mention.from < from);
        let mut people = self
            .mentions
            .iter()
            .enumerate()
            .skip(start)
            .take_while(|(_, mention)| mention.tokens.end <= at && self.sentence(mention.from) == sentence)
            .filter(|(_, mention)| self.is_person(mention) && !mention.possessive && !mention.is_oblique)
            .take(16);
        // `Asked about it, the 47-year-old shrugged: "…"`
        let word = at.saturating_sub(2);
        if people.clone().next().is_none() && self.is_small(word) && word > from {
            let (who, _) = self.subject(word);
            let most = if matches!(who, Who::Pronoun(_)) { 760 } else { 640 };
            if who != Who::Nobody && who != Who::Dropped {
                return self.lead(who, Cue { verb: Some(word), most, rule: "name-colon" });
            }
        }
        // `Holm's message was clear: "…"`
        if people.clone().next().is_none()
            && let Some((index, mention)) =
                self.mention_from(from).and_then(|index| Some((index, self.mention(index)?)))
            && mention.possessive
            && self.is_person(mention)
        {
            return self.lead(Who::Name(index), Cue { verb: None, most: 720, rule: "name-colon" });
        }
        let Some((index, first)) = people.next() else {
            if self.is(from, Tags::HE | Tags::SHE) && !self.is(from, Tags::ARTICLE) {
                return self.lead(Who::Pronoun(from), Cue { verb: None, most: 760, rule: "name-colon" });
            }
            let phrase = self.phrase(from);
            return match phrase.who {
                Who::Described { .. } => {
                    self.lead(phrase.who, Cue { verb: None, most: 640, rule: "name-colon" })
                }
                _ => Lead::Silent,
            };
        };
        let person = self.person(first);
        let is_sole = people.all(|(_, other)| self.person(other) == person);
        let is_label = first.tokens.end + 1 == at;
        let is_shown = person.is_some_and(|person| self.directory.is_shown(person));
        let verb = Some(first.tokens.end)
            .filter(|&next| self.is_small(next) && next + 1 < at && !self.lexicon.grammar.inverts);
        let verb = verb.filter(|&next| self.word(next).ends_with("ed") || self.word(next).ends_with('s'));
        let most = match () {
            () if !is_sole => 700,
            () if is_label => 930,
            () if is_shown || first.is_shown_person() => 890,
            () => 800,
        };
        self.lead(Who::Name(index), Cue { verb, most, rule: "name-colon" })
    }
}
