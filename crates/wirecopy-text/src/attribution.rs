//! Who said what stands between quotation marks: sieves from the surest to the least sure.
//!
//! A wrong name is worse than none. A sieve that finds that somebody without a name spoke ends the search; what no
//! sieve catches has no speaker.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::lexicon::{
    Lexicon, is_between, is_clausal, is_conjunction, is_negation, is_passive, is_preposition,
};
use crate::names::{Directory, Known, Mention, Sort, Token, mentions, tokens};
use crate::quote::{Form, Pair};

/// A speaker. Ranges count from the start of the paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub name: String,
    pub mention: Option<Range<usize>>,
    pub description: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    /// In thousandths.
    pub certainty: u16,
    pub rule: &'static str,
}

/// Whether somebody is said to have spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    /// By somebody with a name.
    By(Found),
    /// By somebody without one: `analysts say`.
    Unnamed,
    /// Nothing shows it.
    Silent,
}

impl Speech {
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::Silent { other() } else { self }
    }
}

/// Reads the paragraphs of a text in order.
#[derive(Debug)]
pub(crate) struct Attribution {
    lexicon: &'static Lexicon,
    directory: Directory,
    /// Names with a title or a word for what a person does before them: surely people.
    people: BTreeSet<String>,
    /// Whether a name was meant by `she` (or stands behind `Mrs`).
    feminine: BTreeMap<String, bool>,
    before: Before,
}

/// What the paragraph before leaves behind.
#[derive(Clone, Debug, Default)]
struct Before {
    /// Who spoke last in it, and how sure that is.
    speaker: Option<(String, u16)>,
    /// Whom its last sentence is about, and whether nobody else is named.
    subject: Option<(String, bool)>,
}

/// So many words may stand between a verb and its quote.
const REACH: usize = 16;
/// So many words may stand in an apposition.
const APPOSITION: usize = 30;

impl Attribution {
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            directory: Directory::default(),
            people: BTreeSet::new(),
            feminine: BTreeMap::new(),
            before: Before::default(),
        }
    }

    /// A heading or other line stands between the paragraphs: pronouns do not reach over it.
    pub(crate) fn interrupt(&mut self) {
        self.before = Before::default();
    }

    /// Who said each of the quotes of a paragraph. `continues`: the first goes on from the paragraph before.
    pub(crate) fn paragraph(&mut self, text: &str, quotes: &[(Pair, Form)], continues: bool) -> Vec<Speech> {
        let pairs: Vec<Pair> = quotes.iter().map(|(pair, _)| pair.clone()).collect();
        let tokens = tokens(text, &pairs);
        let mentions = mentions(&tokens, self.lexicon);
        for mention in mentions.iter().filter(|mention| !mention.is_body && mention.len() >= 2) {
            self.directory.add(&words(&tokens, mention), mention.is_first);
        }
        for mention in mentions.iter().filter(|mention| mention.has_role || mention.has_title) {
            if let Known::One(name) = self.directory.find(&words(&tokens, mention)) {
                self.people.insert(name);
            }
        }
        let page = Page::new(self, &tokens, mentions);
        let stands_alone = !tokens.iter().any(Token::is_word);

        let mut out: Vec<Speech> = Vec::with_capacity(quotes.len());
        // sentence and speaker of the last statement
        let mut spoken: Option<(u32, String, u16)> = None;
        let mut speakers = 0_usize;
        let mut learned: Vec<(String, bool)> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let Sort::Quote(index) = token.sort else { continue };
            let Some((_, form)) = quotes.get(index) else { continue };
            let is_statement = *form == Form::Statement;
            let mut speech = match form {
                Form::Statement => page.behind(at, true).or_else(|| page.ahead(at, true)),
                Form::Fragment => page.ahead(at, false).or_else(|| page.behind(at, false)),
                Form::Work => Lead::Silent,
            }
            .settle(|pronoun| self.antecedent(&page, pronoun, spoken.as_ref(), &mut learned));
            if is_statement && index == 0 && (continues || stands_alone) {
                let (most, rule) = if continues { (940, "continued") } else { (860, "carried-over") };
                speech = speech.or_else(|| self.carried(most, rule));
            }
            if is_statement {
                speech = speech
                    .or_else(|| match &spoken {
                        Some((since, name, certainty)) if !page.turns(*since, token.sentence, name) => {
                            let is_next = token.sentence.saturating_sub(*since) <= 1;
                            let most = if is_next && speakers == 1 { 930 } else { 750 };
                            inherited(name, (*certainty).min(most), "same-paragraph")
                        }
                        _ => Speech::Silent,
                    })
                    .or_else(|| page.sole_person(at));
                if let Speech::By(found) = &speech {
                    speakers += usize::from(spoken.as_ref().is_none_or(|(_, name, _)| *name != found.name));
                    spoken = Some((token.sentence, found.name.clone(), found.certainty));
                }
            }
            out.push(speech);
        }
        let subject = page.last_subject();
        for (name, is_feminine) in learned {
            self.feminine.entry(name).or_insert(is_feminine);
        }
        self.before = Before {
            speaker: spoken.map(|(_, name, certainty)| (name, certainty)),
            subject: if stands_alone { self.before.subject.take() } else { subject },
        };
        out
    }

    /// The speaker of the paragraph before.
    fn carried(&self, most: u16, rule: &'static str) -> Speech {
        match (&self.before.speaker, &self.before.subject) {
            (Some((name, certainty)), _) => inherited(name, (*certainty).min(most), rule),
            (None, Some((name, true))) => inherited(name, 600, rule),
            _ => Speech::Silent,
        }
    }

    /// Whom `he` or `she` means, and how sure that is.
    fn antecedent(
        &self,
        page: &Page<'_, '_>,
        pronoun: &Pronoun,
        spoken: Option<&(u32, String, u16)>,
        learned: &mut Vec<(String, bool)>,
    ) -> Option<(String, u16)> {
        let sentence = page.tokens.get(pronoun.at).map_or(0, |token| token.sentence);
        let same = page.subject_before(sentence, pronoun.at).map(|name| (name, 850));
        let speaker = spoken.map(|(_, name, certainty)| (name.clone(), (*certainty).min(830)));
        let earlier = page.earlier_subject(sentence).map(|name| (name, 800));
        let carried = match (&self.before.speaker, &self.before.subject) {
            (Some((speaker, _)), Some((subject, _))) if speaker != subject => Some((speaker.clone(), 650)),
            (Some((speaker, certainty)), _) => Some((speaker.clone(), (*certainty).min(820))),
            (None, Some((subject, is_sole))) => Some((subject.clone(), if *is_sole { 820 } else { 700 })),
            (None, None) => None,
        };
        let fits = |(name, _): &(String, u16)| {
            let known = self.feminine.get(name).copied();
            let known = known.or_else(|| learned.iter().find(|(other, _)| other == name).map(|(_, is)| *is));
            known.is_none_or(|is_feminine| is_feminine == pronoun.is_feminine)
        };
        let found = [same, speaker, earlier, carried].into_iter().flatten().find(fits)?;
        if found.1 >= 800 {
            learned.push((found.0.clone(), pronoun.is_feminine));
        }
        Some(found)
    }
}

fn inherited(name: &str, certainty: u16, rule: &'static str) -> Speech {
    Speech::By(Found { name: name.to_owned(), mention: None, description: None, cue: None, certainty, rule })
}

fn words<'t>(tokens: &[Token<'t>], mention: &Mention) -> Vec<&'t str> {
    tokens.get(mention.tokens.clone()).unwrap_or_default().iter().map(|token| token.text).collect()
}

/// `he` or `she`.
#[derive(Clone, Debug)]
struct Pronoun {
    at: usize,
    is_feminine: bool,
    range: Range<usize>,
    cue: Option<Range<usize>>,
    most: u16,
}

/// What a sieve finds, before pronouns are resolved.
#[derive(Clone, Debug)]
enum Lead {
    By(Found),
    Pronoun(Pronoun),
    Unnamed,
    Silent,
}

impl Lead {
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if matches!(self, Self::Silent) { other() } else { self }
    }

    fn settle(self, resolve: impl FnOnce(&Pronoun) -> Option<(String, u16)>) -> Speech {
        match self {
            Self::By(found) => Speech::By(found),
            Self::Unnamed => Speech::Unnamed,
            Self::Silent => Speech::Silent,
            Self::Pronoun(pronoun) => match resolve(&pronoun) {
                Some((name, certainty)) => Speech::By(Found {
                    name,
                    mention: Some(pronoun.range),
                    description: None,
                    cue: pronoun.cue,
                    certainty: certainty.min(pronoun.most),
                    rule: "pronoun",
                }),
                None => Speech::Unnamed,
            },
        }
    }
}

/// Who is the subject of a verb.
enum Subject<'p> {
    Name(&'p Mention, u16),
    Pronoun(usize),
    Other,
}

/// A paragraph, read.
struct Page<'p, 't> {
    lexicon: &'static Lexicon,
    directory: &'p Directory,
    people: &'p BTreeSet<String>,
    tokens: &'p [Token<'t>],
    mentions: Vec<Mention>,
    /// Mentions by the token behind them.
    by_end: BTreeMap<usize, usize>,
    /// Mentions by their first token, titles counted.
    by_start: BTreeMap<usize, usize>,
    /// The subject of each sentence that has one: sentence, index of the mention.
    subjects: Vec<(u32, usize)>,
}

impl<'p, 't> Page<'p, 't> {
    fn new(all: &'p Attribution, tokens: &'p [Token<'t>], mentions: Vec<Mention>) -> Self {
        let by_end =
            mentions.iter().enumerate().map(|(index, mention)| (mention.tokens.end, index)).collect();
        let by_start = mentions.iter().enumerate().map(|(index, mention)| (mention.from, index)).collect();
        let mut page = Self {
            lexicon: all.lexicon,
            directory: &all.directory,
            people: &all.people,
            tokens,
            mentions,
            by_end,
            by_start,
            subjects: Vec::new(),
        };
        for (index, mention) in page.mentions.iter().enumerate() {
            let sentence = page.sentence(mention.tokens.start);
            let is_new = page.subjects.last().is_none_or(|(last, _)| *last != sentence);
            if is_new && page.is_person(mention) && !mention.possessive && !mention.is_oblique {
                page.subjects.push((sentence, index));
            }
        }
        page
    }

    fn sentence(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| token.sentence)
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).filter(|token| token.is_word()).map_or("", |token| token.text)
    }

    fn sort(&self, at: usize) -> Option<Sort> {
        self.tokens.get(at).map(|token| token.sort)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.sort(at) == Some(Sort::Word { cap: false, possessive: false })
            && self.lexicon.is_verb(self.word(at))
    }

    fn mention_ending(&self, at: usize) -> Option<&Mention> {
        self.by_end.get(&at).and_then(|index| self.mentions.get(*index))
    }

    fn mention_from(&self, at: usize) -> Option<&Mention> {
        self.by_start.get(&at).and_then(|index| self.mentions.get(*index))
    }

    fn is_person(&self, mention: &Mention) -> bool {
        let name = words(self.tokens, mention);
        !mention.is_body
            && (mention.len() >= 2
                || mention.has_title
                || matches!(self.directory.find(&name), Known::One(_) | Known::Perhaps(_)))
    }

    fn full_name(&self, mention: &Mention) -> String {
        let name = words(self.tokens, mention);
        match self.directory.find(&name) {
            Known::One(full) | Known::Perhaps(full) => full,
            _ => name.join(" "),
        }
    }

    /// The subject of a sentence, if it stands before `at`.
    fn subject_before(&self, sentence: u32, at: usize) -> Option<String> {
        let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok()?;
        let mention = self.subjects.get(found).and_then(|(_, index)| self.mentions.get(*index))?;
        (mention.tokens.end <= at).then(|| self.full_name(mention))
    }

    /// The subject of the last sentence before `sentence` that has one.
    fn earlier_subject(&self, sentence: u32) -> Option<String> {
        let end = self.subjects.partition_point(|(other, _)| *other < sentence);
        let (_, index) = self.subjects.get(end.checked_sub(1)?)?;
        self.mentions.get(*index).map(|mention| self.full_name(mention))
    }

    /// Whether somebody else than `name` is the subject of a sentence between two others.
    fn turns(&self, since: u32, until: u32, name: &str) -> bool {
        let start = self.subjects.partition_point(|(sentence, _)| *sentence <= since);
        let between = self.subjects.get(start..).unwrap_or_default();
        let mut between = between.iter().take_while(|(sentence, _)| *sentence < until).take(8);
        between.any(|(_, index)| {
            self.mentions.get(*index).is_some_and(|mention| self.full_name(mention) != name)
        })
    }

    fn last_subject(&self) -> Option<(String, bool)> {
        let (_, index) = self.subjects.last()?;
        let name = self.mentions.get(*index).map(|mention| self.full_name(mention))?;
        let is_sole = self
            .mentions
            .iter()
            .filter(|mention| self.is_person(mention) && !mention.is_oblique && !mention.possessive)
            .all(|mention| self.full_name(mention) == name);
        Some((name, is_sole))
    }

    /// The only person of the paragraph, named before the quote at `at`. A guess.
    fn sole_person(&self, at: usize) -> Speech {
        let mut people = self.mentions.iter().filter(|mention| self.is_person(mention)).take(64);
        let Some(first) = people.next() else { return Speech::Silent };
        let name = self.full_name(first);
        if first.is_oblique
            || first.possessive
            || first.tokens.start > at
            || self.mentions.len() > 64
            || people.any(|other| self.full_name(other) != name)
        {
            return Speech::Silent;
        }
        let mut speech = inherited(&name, 550, "sole-person");
        if let Speech::By(found) = &mut speech {
            found.mention = self.range(&first.tokens);
        }
        speech
    }

    fn range(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.tokens.get(tokens.start)?, self.tokens.get(tokens.end.checked_sub(1)?)?);
        Some(first.range.start..last.range.start + last.text.len())
    }

    /// A speaker by name. How sure it is depends on what the text tells of the name.
    fn speaker(&self, mention: &Mention, verb: Option<usize>, certainty: u16, rule: &'static str) -> Lead {
        let name = words(self.tokens, mention);
        let (name, most) = match self.directory.find(&name) {
            Known::One(full) => {
                let most = if mention.len() == 1 { certainty.saturating_sub(10) } else { certainty };
                (full, most)
            }
            Known::Perhaps(full) => (full, 880),
            Known::Several => (name.join(" "), 700),
            // a lone word at the start of a sentence may be any word
            Known::None if mention.is_first && mention.len() == 1 => return Lead::Unnamed,
            Known::None if mention.has_title && !mention.is_body => (name.join(" "), 890),
            Known::None => (name.join(" "), 850),
        };
        // what has an article is a thing or a body
        let most = if mention.has_article && !mention.has_title { most.min(850) } else { most };
        Lead::By(Found {
            name,
            mention: self.range(&mention.tokens),
            description: self.description(mention),
            cue: verb.and_then(|at| self.range(&(at..at + 1))),
            certainty: certainty.min(most),
            rule,
        })
    }

    /// What the text says next to a name about who that is: an apposition, or what leads up to the name.
    fn description(&self, mention: &Mention) -> Option<Range<usize>> {
        let sentence = self.sentence(mention.tokens.start);
        let after = mention.tokens.end + 1;
        if self.sort(mention.tokens.end) == Some(Sort::Comma)
            && matches!(
                self.word(after),
                "a" | "an" | "the" | "one" | "head" | "director" | "professor" | "author"
            )
        {
            let end = (after..after + APPOSITION)
                .find(|&at| {
                    self.sentence(at) != sentence
                        || !matches!(self.sort(at), Some(Sort::Word { .. } | Sort::Other | Sort::Dash))
                        || self.is_verb(at)
                })
                .unwrap_or(after);
            if end > after {
                return self.range(&(after..end));
            }
        }
        let start = mention.tokens.start;
        let first = (start.saturating_sub(10)..start)
            .rev()
            .take_while(|&at| {
                self.sentence(at) == sentence
                    && matches!(self.sort(at), Some(Sort::Word { .. }))
                    && !self.is_verb(at)
                    && (!is_preposition(self.word(at)) || self.word(at) == "of" || self.word(at) == "for")
                    && !matches!(self.word(at), "that" | "and" | "but" | "as" | "when" | "while")
            })
            .last()?;
        self.range(&(first..start))
    }

    fn pronoun(&self, at: usize, verb: usize, most: u16) -> Option<Lead> {
        let is_feminine = match self.word(at) {
            "she" | "She" => true,
            "he" | "He" => false,
            _ => return None,
        };
        Some(Lead::Pronoun(Pronoun {
            at,
            is_feminine,
            range: self.tokens.get(at)?.range.clone(),
            cue: self.range(&(verb..verb + 1)),
            most,
        }))
    }

    /// Whether a name cannot speak for itself: `a friend of Pell said`, `Pell and Renn said`.
    fn is_bound(&self, mention: &Mention) -> bool {
        let Some(before) =
            mention.from.checked_sub(1).filter(|&at| self.sentence(at) == self.sentence(mention.from))
        else {
            return mention.possessive;
        };
        let article = matches!(self.word(before), "the" | "a" | "an");
        let further =
            if article { before.checked_sub(1).map_or("", |at| self.word(at)) } else { self.word(before) };
        mention.possessive
            || is_preposition(further)
            || matches!(further, "and" | "or" | "nor" | "&" | "as" | "plus" | "than")
            // words of the same name phrase before titles, `former`
            || self.sort(before) == Some(Sort::Other)
    }

    /// The subject of the verb at `verb`, by what stands before it.
    fn subject(&self, verb: usize) -> Subject<'_> {
        let sentence = self.sentence(verb);
        let mut at = verb;
        while let Some(left) = at.checked_sub(1) {
            let word = self.word(left);
            if is_passive(word) || is_negation(word) {
                return Subject::Other;
            }
            if word.is_empty() || !is_between(word) || self.sentence(left) != sentence {
                break;
            }
            at = left;
        }
        let Some(left) = at.checked_sub(1).filter(|&left| self.sentence(left) == sentence) else {
            return Subject::Other;
        };
        if matches!(self.word(left), "he" | "she" | "He" | "She") {
            return Subject::Pronoun(left);
        }
        if let Some(mention) = self.mention_ending(at) {
            return if self.is_bound(mention) { Subject::Other } else { Subject::Name(mention, 960) };
        }
        if self.word(left) == "who" {
            let end = if left > 0 && self.sort(left - 1) == Some(Sort::Comma) { left - 1 } else { left };
            return match self.mention_ending(end) {
                Some(mention) if !self.is_bound(mention) => Subject::Name(mention, 900),
                _ => Subject::Other,
            };
        }
        if matches!(self.word(left), "and" | "but") {
            let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok();
            let mention = found
                .and_then(|found| self.subjects.get(found))
                .and_then(|(_, index)| self.mentions.get(*index));
            return match mention {
                Some(mention) if mention.tokens.end <= left => Subject::Name(mention, 850),
                _ => Subject::Other,
            };
        }
        if self.sort(left) == Some(Sort::Comma) {
            return self.before_apposition(left, sentence);
        }
        Subject::Other
    }

    /// The name before an apposition that ends at the comma `close`.
    fn before_apposition(&self, close: usize, sentence: u32) -> Subject<'_> {
        let open = (close.saturating_sub(APPOSITION)..close)
            .rev()
            .take_while(|&at| self.sentence(at) == sentence && !matches!(self.sort(at), Some(Sort::Quote(_))))
            .find(|&at| self.sort(at) == Some(Sort::Comma));
        let Some(open) = open else { return Subject::Other };
        // `the mayor, Edmund Sallow,`
        if let Some(mention) = self.mention_from(open + 1).filter(|mention| mention.tokens.end == close) {
            let before = open.checked_sub(1);
            let leads = before.is_some_and(|at| self.sort(at) == Some(Sort::Word { cap: false, possessive: false }))
                // `the mayor of Lantern Bay, Edmund Sallow,`
                || self.mention_ending(open).is_some_and(|other| {
                    other.from.checked_sub(1).is_some_and(|at| matches!(self.word(at), "of" | "at" | "for"))
                });
            let fits = leads && self.is_person(mention) && !mention.possessive;
            return if fits { Subject::Name(mention, 930) } else { Subject::Other };
        }
        if matches!(self.word(open + 1), "and" | "or" | "but") {
            return Subject::Other;
        }
        match self.mention_ending(open) {
            Some(mention) if !self.is_bound(mention) && self.is_person(mention) => {
                Subject::Name(mention, 930)
            }
            _ => Subject::Other,
        }
    }

    fn by_verb(&self, verb: usize, most: u16, rule: &'static str) -> Lead {
        match self.subject(verb) {
            Subject::Name(mention, certainty) => self.speaker(mention, Some(verb), certainty.min(most), rule),
            Subject::Pronoun(at) => self.pronoun(at, verb, most).unwrap_or(Lead::Unnamed),
            Subject::Other => Lead::Unnamed,
        }
    }

    /// What stands behind the quote at `at`: `… Pell said`, `… said Pell`, `… according to Pell`.
    fn behind(&self, at: usize, is_statement: bool) -> Lead {
        let sentence = self.sentence(at);
        let mut from = at + 1;
        let is_apart = matches!(self.sort(from), Some(Sort::Comma | Sort::Dash));
        if is_apart {
            from += 1;
        }
        let is_ended = self.tokens.get(at).is_some_and(|token| {
            token
                .text
                .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '?' | '!' | '—' | '–'))
                .ends_with([',', '?', '!', '—', '–'])
        });
        let here = |index: usize| self.tokens.get(index).is_some_and(|token| token.sentence == sentence);
        if !here(from) || !(is_apart || (is_statement && is_ended)) {
            return Lead::Silent;
        }
        if self.word(from) == "according" && self.word(from + 1) == "to" {
            return self.phrase(from + 2, sentence, None, "according-to");
        }
        if self.is_verb(from) {
            return self.phrase(from + 1, sentence, Some(from), "quote-verb-name");
        }
        // a capital that is no name begins another sentence: `"Why?" The room fell silent …`
        if !is_apart
            && self.tokens.get(from).is_some_and(Token::is_cap)
            && self.mention_from(from).is_none()
            && !matches!(self.word(from), "He" | "She")
        {
            return Lead::Silent;
        }
        let mut comma = None;
        for index in from..from + APPOSITION {
            if !here(index) {
                break;
            }
            if comma.is_none() && is_conjunction(self.word(index)) {
                return Lead::Unnamed;
            }
            match self.sort(index) {
                Some(Sort::Comma) => comma = comma.or(Some(index)),
                Some(Sort::Word { .. }) if self.is_verb(index) => {
                    return self.behind_with_verb(from, comma, index, is_statement);
                }
                Some(Sort::Word { .. } | Sort::Other | Sort::Dash) => {}
                _ => break,
            }
        }
        Lead::Silent
    }

    /// A verb stands behind a quote, perhaps behind a comma as well.
    fn behind_with_verb(&self, from: usize, comma: Option<usize>, verb: usize, is_statement: bool) -> Lead {
        let rule = "quote-name-verb";
        let most = if is_statement { 970 } else { 920 };
        let Some(comma) = comma else {
            return if verb - from <= REACH { self.by_verb(verb, most, rule) } else { Lead::Silent };
        };
        // `Ida Holm, a lecturer in Ostwick told …`
        if let Some(mention) =
            self.mention_ending(comma).filter(|mention| self.is_person(mention) && !self.is_bound(mention))
        {
            let is_near = mention.from >= from && mention.from - from <= 10;
            let rival = match self.subject(verb) {
                Subject::Name(other, _) => other.tokens != mention.tokens && !other.is_oblique,
                Subject::Pronoun(_) => true,
                Subject::Other => false,
            };
            if is_near {
                return self.speaker(mention, Some(verb), if rival { 600 } else { 930 }, rule);
            }
        }
        match self.by_verb(verb, 930, rule) {
            // a clause of its own may stand between
            Lead::Unnamed => Lead::Unnamed,
            lead => lead,
        }
    }

    /// The name in the phrase that begins at `from`, behind a verb or `according to`.
    fn phrase(&self, from: usize, sentence: u32, verb: Option<usize>, rule: &'static str) -> Lead {
        if let Some(verb) = verb
            && let Some(lead) = self.pronoun(from, verb, 900)
        {
            return lead;
        }
        let mut end = from;
        while end < from + REACH
            && self.tokens.get(end).is_some_and(|token| token.sentence == sentence && token.is_word())
            && (!is_preposition(self.word(end)) || self.word(end) == "of" || self.word(end) == "for")
            && !matches!(self.word(end), "and" | "as" | "who" | "while" | "when" | "that")
        {
            end += 1;
        }
        let named = (from..end)
            .rev()
            .find_map(|at| self.mention_ending(at + 1).filter(|mention| mention.from >= from));
        let is_plural = self.word(end) == "and" && self.mention_from(end + 1).is_some();
        if let Some(mention) = named {
            let is_of =
                (from..mention.from).any(|at| matches!(self.word(at), "of" | "for")) && !mention.has_title;
            if is_of || is_plural || mention.possessive {
                return Lead::Unnamed;
            }
            return self.speaker(mention, verb, if verb.is_some() { 960 } else { 930 }, rule);
        }
        // `said the mayor, Edmund Sallow.`
        if end > from
            && self.sort(end) == Some(Sort::Comma)
            && let Some(mention) = self.mention_from(end + 1)
            && self.is_person(mention)
            && !mention.possessive
            && !matches!(self.sort(mention.tokens.end), Some(Sort::Word { .. }))
        {
            return self.speaker(mention, verb, 920, rule);
        }
        if end > from { Lead::Unnamed } else { Lead::Silent }
    }

    /// What stands before the quote at `at`: `Pell said: …`, `Pell called it …`.
    fn ahead(&self, at: usize, is_statement: bool) -> Lead {
        let sentence = self.sentence(at);
        let Some(last) = at.checked_sub(1).filter(|&last| self.sentence(last) == sentence) else {
            return Lead::Silent;
        };
        let has_colon = self.sort(last) == Some(Sort::Colon);
        let reach = if has_colon { APPOSITION } else { REACH };
        let mut crossed = false;
        for index in (at.saturating_sub(reach)..at).rev() {
            if self.sentence(index) != sentence {
                break;
            }
            match self.sort(index) {
                Some(Sort::Quote(_)) => crossed = true,
                Some(Sort::Word { .. }) if self.is_verb(index) => {
                    if index.checked_sub(1).is_some_and(|left| self.word(left) == "to") {
                        continue;
                    }
                    return self.ahead_with_verb(index, at, is_statement, has_colon, crossed);
                }
                _ => {}
            }
        }
        if has_colon { self.before_colon(at, sentence) } else { self.opening_source(at, sentence) }
    }

    /// `According to Pell, the plan is "…"`.
    fn opening_source(&self, at: usize, sentence: u32) -> Lead {
        for index in (at.saturating_sub(APPOSITION)..at).rev() {
            if self.sentence(index) != sentence || matches!(self.sort(index), Some(Sort::Quote(_))) {
                break;
            }
            if matches!(self.word(index), "According" | "according") && self.word(index + 1) == "to" {
                return self.phrase(index + 2, sentence, None, "according-to");
            }
        }
        Lead::Silent
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
        let agent =
            |by: usize, certainty| match self.mention_from(by + 1).filter(|mention| !mention.possessive) {
                Some(mention) => self.speaker(mention, Some(verb), certainty, "verb-by-name"),
                None => Lead::Unnamed,
            };
        if self.word(verb + 1) == "by" {
            return agent(verb + 1, 900);
        }
        let is_fragment = !is_statement && !has_colon;
        // `Holm called "a fool" by Pell`
        if is_fragment && self.word(at + 1) == "by" {
            return agent(at + 1, 850);
        }
        let (next, last) = (self.word(verb + 1), at.checked_sub(1).map_or("", |last| self.word(last)));
        // `…, described as "…",` is said of the name before the comma, not by it
        let is_participle = verb.checked_sub(1).is_some_and(|left| self.sort(left) == Some(Sort::Comma));
        if is_fragment
            && is_participle
            && (verb + 1 == at || next == "as")
            && !self.word(verb).ends_with("ing")
        {
            return Lead::Unnamed;
        }
        // what is criticised may be in anybody's words
        let is_introduced =
            last == "as" || (matches!(last, "a" | "an" | "the") && at >= 2 && self.word(at - 2) == "as");
        if is_fragment && self.lexicon.is_judging(self.word(verb)) && !is_introduced {
            return Lead::Unnamed;
        }
        let distance = at - verb;
        let mut most = match () {
            () if crossed => 800,
            () if has_colon || distance <= 4 => 960,
            () if is_statement => 900,
            () if distance <= 9 => 920,
            () => 850,
        };
        if is_fragment {
            let names =
                matches!(self.word(verb), "called" | "calls" | "dubbed" | "dubs" | "branded" | "described");
            let is_clause = verb + 1 == at
                || (verb + 2 == at && self.sort(verb + 1) == Some(Sort::Comma))
                || (verb + 1..at).any(|index| is_clausal(self.word(index)));
            if !names && !is_clause {
                most = most.min(850);
            }
        }
        if self.has_rival(verb, at, has_colon) {
            most = most.min(700);
        }
        if self.word(verb).ends_with("ing") {
            // `…, calling it "…"`: the subject of the sentence, most likely
            let left = verb.checked_sub(1).map_or("", |left| self.word(left));
            if is_negation(left) {
                return Lead::Unnamed;
            }
            return match self.by_verb(verb, most.min(850), rule) {
                Lead::Unnamed => self.sentence_subject(verb, most.min(750), rule),
                lead => lead,
            };
        }
        self.by_verb(verb, most, rule)
    }

    /// Whether somebody else is named between a verb and its quote who may be the one that speaks. Whom one speaks to
    /// is not: `told Holm: …`.
    fn has_rival(&self, verb: usize, at: usize, has_colon: bool) -> bool {
        (verb + 1..at)
            .filter_map(|index| self.mention_from(index))
            .filter(|mention| self.is_person(mention))
            .any(|mention| {
                let left = mention.from.checked_sub(1);
                let is_object = has_colon && left == Some(verb);
                let is_oblique = mention.is_oblique && !mention.possessive;
                !is_object && !is_oblique
            })
    }

    fn sentence_subject(&self, verb: usize, certainty: u16, rule: &'static str) -> Lead {
        let sentence = self.sentence(verb);
        let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok();
        let mention =
            found.and_then(|found| self.subjects.get(found)).and_then(|(_, index)| self.mentions.get(*index));
        match mention.filter(|mention| mention.tokens.end <= verb) {
            Some(mention) => self.speaker(mention, Some(verb), certainty, rule),
            None => Lead::Unnamed,
        }
    }

    /// No verb of speech, but a colon: the one person the sentence names.
    fn before_colon(&self, at: usize, sentence: u32) -> Lead {
        let start = self.mentions.partition_point(|mention| self.sentence(mention.tokens.start) < sentence);
        let mut people = self
            .mentions
            .iter()
            .skip(start)
            .take_while(|mention| mention.tokens.end <= at && self.sentence(mention.tokens.start) == sentence)
            .filter(|mention| self.is_person(mention) && !mention.possessive && !mention.is_oblique);
        let Some(first) = people.next() else { return Lead::Silent };
        let name = self.full_name(first);
        let is_sole = people.all(|other| self.full_name(other) == name);
        let verb = Some(first.tokens.end)
            .filter(|&next| self.word(next).ends_with("ed") || self.word(next).ends_with('s'));
        let certainty = match () {
            () if !is_sole => 700,
            () if first.has_role || first.has_title || self.people.contains(&name) => 920,
            () => 800,
        };
        self.speaker(first, verb, certainty, "name-colon")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::{form, pairs};

    /// Speakers with certainty and rule, paragraph by paragraph; `?` for somebody without a name, `-` for none.
    fn check(paragraphs: &[&str], expect: &[&str]) {
        let mut attribution = Attribution::new(Lexicon::of("en").unwrap());
        let mut found = Vec::new();
        for text in paragraphs {
            let (pairs, _) = pairs(text);
            let quotes: Vec<_> = pairs.into_iter().map(|pair| (pair.clone(), form(text, &pair))).collect();
            for speech in attribution.paragraph(text, &quotes, false) {
                found.push(match speech {
                    Speech::By(found) => {
                        format!(
                            "{} {} {}",
                            found.name,
                            if found.certainty >= 900 { "sure" } else { "unsure" },
                            found.rule
                        )
                    }
                    Speech::Unnamed => "?".to_owned(),
                    Speech::Silent => "-".to_owned(),
                });
            }
        }
        assert_eq!(found, expect, "{paragraphs:#?}");
    }

    #[test]
    fn name_and_verb_behind_the_quote() {
        check(&["\"We sail at noon,\" Ida Holm said."], &["Ida Holm sure quote-name-verb"]);
        check(
            &["\"We sail at noon,\" harbour master Ida Holm said earlier."],
            &["Ida Holm sure quote-name-verb"],
        );
        check(
            &["\"We sail at noon,\" says Ida Holm, the owner of a boat."],
            &["Ida Holm sure quote-verb-name"],
        );
        check(
            &["\"We sail at noon,\" said the town's mayor, Edmund Sallow."],
            &["Edmund Sallow sure quote-verb-name"],
        );
        check(
            &["\"We sail at noon,\" the town's mayor, Edmund Sallow, said."],
            &["Edmund Sallow sure quote-name-verb"],
        );
        check(
            &[
                "\"We sail at noon,\" Ida Holm, a pilot at the School of Navigation in Ostwick told Radio Skerry.",
            ],
            &["Ida Holm sure quote-name-verb"],
        );
        check(&["\"We sail at noon,\" according to Ida Holm."], &["Ida Holm sure according-to"]);
    }

    #[test]
    fn name_before_the_quote() {
        check(&["Ida Holm said: \"We sail at noon.\""], &["Ida Holm sure name-colon"]);
        check(
            &["Chief negotiator Ida Holm brushed it aside: \"We sail at noon\"."],
            &["Ida Holm sure name-colon"],
        );
        check(
            &["Ida Holm, a friend of the Pells, has described it as a \"lockout\"."],
            &["Ida Holm sure name-verb-quote"],
        );
        check(
            &["Ida Holm criticised the plan and called it a \"lockout\"."],
            &["Ida Holm unsure name-verb-quote"],
        );
        check(
            &["The plan, described by Ida Holm as \"a lockout\", failed."],
            &["Ida Holm sure verb-by-name"],
        );
    }

    #[test]
    fn surnames_stand_for_the_fullest_earlier_name() {
        check(&["Ida Holm left.", "\"We sail,\" Holm told reporters."], &["Ida Holm sure quote-name-verb"]);
        check(&["Ida Holm met Tor Holm.", "\"We sail,\" Holm said."], &["Holm unsure quote-name-verb"]);
        check(&["\"We sail,\" Holm said."], &["Holm unsure quote-name-verb"]);
    }

    #[test]
    fn pronouns_and_lone_quotes_are_never_sure() {
        check(
            &[
                "Ida Holm added that she would stay.",
                "\"We sail at noon,\" she said.",
                "\"Nobody else will sail.\"",
            ],
            &["Ida Holm unsure pronoun", "Ida Holm unsure carried-over"],
        );
        check(&["Ida Holm ended what she called a \"lockout\"."], &["Ida Holm unsure pronoun"]);
        check(
            &[
                "Ida Holm spoke.",
                "\"We sail,\" she said.",
                "Tor Vik spoke.",
                "\"We stay,\" he said.",
                "Ida Holm spoke.",
                "\"No,\" he said.",
            ],
            &["Ida Holm unsure pronoun", "Tor Vik unsure pronoun", "?"],
        );
    }

    #[test]
    fn a_quote_goes_on_in_its_paragraph() {
        check(
            &["\"We sail,\" said Ida Holm. \"At noon we will be gone.\""],
            &["Ida Holm sure quote-verb-name", "Ida Holm sure same-paragraph"],
        );
        check(
            &["\"We sail,\" Ida Holm said, \"and nobody stops us.\""],
            &["Ida Holm sure quote-name-verb", "Ida Holm sure name-verb-quote"],
        );
    }

    #[test]
    fn those_who_only_stand_near_did_not_speak() {
        for text in [
            "\"We sail at noon,\" a friend of Ida Holm said.",
            "\"We sail at noon,\" a spokesman for Ida Holm said.",
            "\"We sail at noon,\" said a friend of Ida Holm.",
            "\"We sail at noon,\" analysts say.",
            "\"We sail at noon,\" Ida Holm was told.",
            "\"We sail at noon,\" Ida Holm and Tor Vik said.",
            "\"We sail at noon,\" Ida Holm's lawyer said.",
            "\"We sail at noon,\" said the head of the Ida Holm Trust.",
            "\"We sail at noon,\" Ida Holm as well as Tor Vik said.",
            "Ida Holm never said \"we sail\".",
            "Ida Holm has not said \"we sail\".",
            "Ida Holm denied saying \"we sail\".",
            "Ida Holm has been called \"a fool\".",
            "The pilot, Ida Holm, described as \"a fool\", left.",
            "Ida Holm criticised the \"lockout\" of the crews.",
            "Ida Holm was described as \"a lockout of her own\" by critics.",
            "The plan, described by critics of Ida Holm as \"a lockout\", failed.",
        ] {
            check(&[text], &["?"]);
        }
        check(&["The \"quiet\" harbour lies in front of Ida Holm."], &["-"]);
        check(&["\"Why now?\" The room fell silent when Ida Holm said no."], &["-"]);
        check(
            &["\"Why now?\" asked Ida Holm. \"And why us?\""],
            &["Ida Holm sure quote-verb-name", "Ida Holm sure same-paragraph"],
        );
    }

    #[test]
    fn doubt_is_never_sure() {
        check(
            &["\"We sail,\" said Ida Holm. Tor Vik left. \"Never again.\""],
            &["Ida Holm sure quote-verb-name", "-"],
        );
        check(&["Ida Holm said, while Tor Vik laughed: \"We sail.\""], &["Ida Holm unsure name-colon"]);
        check(&["Ida Holm told Tor Vik: \"We sail.\""], &["Ida Holm sure name-colon"]);
        check(&["Ida Holm announced the \"green\" plan."], &["Ida Holm unsure name-verb-quote"]);
        check(&["Marren Hills has a new slogan: \"We sail\"."], &["Marren Hills unsure name-colon"]);
        check(
            &["Outgoing Ida Maria Holm said: \"We sail.\""],
            &["Outgoing Ida Maria Holm unsure name-colon"],
        );
        check(&["Ida Holm called \"a fool\" by Tor Vik."], &["Tor Vik unsure verb-by-name"]);
        check(&["According to Ida Holm, the plan is \"dead\"."], &["Ida Holm sure according-to"]);
        check(
            &["\"We sail,\" the mayor of Lantern Bay, Edmund Sallow, said."],
            &["Edmund Sallow sure quote-name-verb"],
        );
    }

    #[test]
    fn many_quotes_are_one_pass() {
        let text = "\"a\" ".repeat(20_000);
        let (pairs, _) = pairs(&text);
        let quotes: Vec<_> = pairs.into_iter().map(|pair| (pair, Form::Statement)).collect();
        let mut attribution = Attribution::new(Lexicon::of("en").unwrap());
        assert_eq!(attribution.paragraph(&text, &quotes, false).len(), 20_000);
        let text = "\"a\" Ida Holm ".repeat(10_000);
        let (pairs, _) = crate::quote::pairs(&text);
        let quotes: Vec<_> = pairs.into_iter().map(|pair| (pair, Form::Fragment)).collect();
        assert_eq!(attribution.paragraph(&text, &quotes, false).len(), 10_000);
    }
}
