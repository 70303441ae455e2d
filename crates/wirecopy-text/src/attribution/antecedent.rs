//! Who is meant where no name stands: what the sentences and the paragraph before leave behind.

use super::page::Page;
use crate::lexicon::Tags;
use crate::names::{Known, Mention, Person, Sort};

/// Who said something, and in which sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub sentence: u32,
    pub person: Person,
    pub certainty: u16,
}

/// Who is named in a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Nobody,
    One(Person),
    Several,
}

/// What the paragraph before leaves behind.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
pub(super) struct Before {
    /// Who spoke last in it, and how sure that is.
    pub speaker: Option<(Person, u16)>,
    /// Who spoke before that.
    pub earlier: Option<Person>,
    /// Who spoke before that one.
    pub earliest: Option<Person>,
    /// Whether it ended in a question.
    pub asks: bool,
    /// Whom its last sentence is about, and whether nobody else is named.
    pub subject: Option<(Person, bool)>,
    /// Whom its first sentence is about.
    pub topic: Option<Person>,
    /// Who came up in the paragraphs before, the last first.
    pub recent: Vec<Person>,
    /// Whether it names one person and no other.
    pub is_sole: bool,
    /// The last body it names.
    pub body: Option<Person>,
    /// Whether its last sentence with a subject stands behind what was said last.
    pub is_later: bool,
    /// Whether it ends with somebody who has no name.
    pub is_stranger: bool,
}

/// So many words are looked through for others than the one who is named.
const OTHERS: usize = 400;
/// So far back somebody may have been introduced.
const INTRODUCED: usize = 120;
/// So many people of the paragraphs before are remembered.
const RECENT: usize = 5;

impl Before {
    /// What is left behind with the people of a further paragraph remembered.
    pub(super) fn remembering(mut self, mut recent: Vec<Person>, page: &Page<'_, '_>) -> Self {
        for (_, index) in page.subjects.iter().take(8) {
            if let Some(person) = page.mentions.get(*index).and_then(|mention| page.person(mention)) {
                recent.retain(|other| *other != person);
                recent.insert(0, person);
            }
        }
        recent.truncate(RECENT);
        self.recent = recent;
        self
    }

    /// What is left behind a further paragraph in which nobody speaks.
    pub(super) fn passed(
        &self,
        subject: Option<(Person, bool)>,
        topic: Option<Person>,
        body: Option<Person>,
    ) -> Self {
        let speaker = self
            .speaker
            .filter(|_| subject.is_none())
            .map(|(person, certainty)| (person, certainty.min(640)));
        Self {
            speaker,
            earlier: if subject.is_some() {
                self.speaker.map(|(person, _)| person).or(self.earlier)
            } else {
                self.earlier
            },
            subject: subject.or(self.subject),
            body: body.or(self.body),
            topic: topic.or(self.topic),
            ..Self::default()
        }
    }

    /// Whether the one who spoke last may be asked something next, by nobody knows whom: no two speak in turn.
    pub(super) fn may_be_asked(&self) -> bool {
        let Some((speaker, _)) = self.speaker else { return false };
        !(self.earliest == Some(speaker) && self.earlier != Some(speaker))
    }

    /// The speaker of a paragraph that is nothing but a quote.
    pub(super) fn carried(
        &self,
        most: u16,
        rule: &'static str,
        answers: bool,
    ) -> Option<(Person, u16, &'static str)> {
        match (self.speaker, self.subject) {
            (Some((person, _)), _) if (self.asks || answers) && rule != "continued" => {
                // who asked gets an answer
                let other = self.earlier.filter(|other| *other != person);
                Some((other.unwrap_or(person), 560, "answer"))
            }
            // two speak in turn
            (Some((person, certainty)), _)
                if self.earliest == Some(person) && self.earlier != Some(person) && rule != "continued" =>
            {
                Some((self.earlier.unwrap_or(person), certainty.min(560), "turn"))
            }
            (Some((person, certainty)), _) => Some((person, certainty.min(most), rule)),
            (None, Some((person, true))) => Some((person, 600, rule)),
            (None, Some((person, false))) => Some((person, 500, rule)),
            _ => None,
        }
    }

    /// The speaker of a quote that opens its paragraph, where only what follows tells about somebody.
    pub(super) fn paragraph_before(
        &self,
        page: &Page<'_, '_>,
        at: usize,
    ) -> Option<(Person, u16, &'static str)> {
        if at > 0 {
            return None;
        }
        // `"We sail." Holm shook her head.`
        if let Some(person) = page.first_subject_after(at) {
            return Some((person, 560, "next-sentence"));
        }
        self.carried(600, "carried-over", false)
    }

    /// Whom a pronoun at `at` may mean, the likeliest first.
    pub(super) fn candidates(
        &self,
        page: &Page<'_, '_>,
        at: usize,
        spoken: Option<Spoken>,
    ) -> Vec<(Person, u16)> {
        let sentence = page.sentence(at);
        let same = page.subject_before(sentence, at).map(|person| (person, 850));
        let speaker = spoken.map(|spoken| (spoken.person, spoken.certainty.min(840)));
        let earlier = page.earlier_subject(sentence).map(|person| (person, 810));
        // `Pressed on reports that Vik had left, she said`: the main clause begins with the pronoun
        let start = page.start_of(at);
        let is_aside = page.opens_with_participle(start)
            && at.checked_sub(1).is_some_and(|left| left > start && page.is_comma(left));
        let (same, aside) = if is_aside { (None, same.map(|(p, _)| (p, 600))) } else { (same, None) };
        // somebody else came up after the one who spoke
        let (speaker, earlier) = match (spoken, page.earlier_subject_sentence(sentence)) {
            (Some(spoken), Some(since)) if since > spoken.sentence => {
                (earlier, speaker.map(|(p, _)| (p, 650)))
            }
            _ => (speaker, earlier),
        };
        let [first, second] = match (self.speaker, self.subject) {
            // `Pell said. Holm went further.`
            (Some((speaker, _)), Some((subject, _))) if speaker != subject && self.is_later => {
                [Some((subject, 740)), Some((speaker, 600))]
            }
            (Some((speaker, certainty)), Some((subject, _))) if speaker != subject => {
                [Some((speaker, certainty.min(660))), Some((subject, 560))]
            }
            (Some((speaker, certainty)), _) => [Some((speaker, certainty.min(830))), None],
            (None, Some((subject, is_sole))) => [Some((subject, if is_sole { 830 } else { 720 })), None],
            (None, None) => [None, None],
        };
        let object = page.earlier_mention(at).map(|person| (person, 620));
        let body = page.last_body(at).map(|person| (person, 650));
        let body_before = self.body.map(|person| (person, 600));
        let third = self.earlier.map(|person| (person, 600));
        let topic = self.topic.map(|person| (person, 580));
        let recent = self.recent.iter().map(|person| (*person, 530));
        // `Holm's husband, Tor, left. …, she said`
        let owner = page.mentions.first().filter(|mention| mention.possessive && mention.tokens.end <= at);
        let owner = owner.filter(|mention| page.is_person(mention) && page.is_role(mention.tokens.end));
        let owner = owner.and_then(|mention| page.person(mention)).map(|person| (person, 620));
        let near = [same, speaker, earlier, object, owner, first, second, aside, topic, third];
        near.into_iter().flatten().chain(recent).chain(body).chain(body_before).collect()
    }
}

impl Page<'_, '_> {
    /// The subject of a sentence, if it stands before `at`.
    pub(super) fn subject_before(&self, sentence: u32, at: usize) -> Option<Person> {
        let mention = self.subject_of(sentence)?;
        (mention.tokens.end <= at).then(|| self.person(mention)).flatten()
    }

    /// The subject of the last sentence before `sentence` that has one.
    pub(super) fn earlier_subject(&self, sentence: u32) -> Option<Person> {
        let end = self.subjects.partition_point(|(other, _)| *other < sentence);
        let (_, index) = self.subjects.get(end.checked_sub(1)?)?;
        self.mentions.get(*index).and_then(|mention| self.person(mention))
    }

    /// Which sentence that is.
    pub(super) fn earlier_subject_sentence(&self, sentence: u32) -> Option<u32> {
        let end = self.subjects.partition_point(|(other, _)| *other < sentence);
        self.subjects.get(end.checked_sub(1)?).map(|(sentence, _)| *sentence)
    }

    /// The last person named before `at`, even if something is only said to be theirs.
    pub(super) fn earlier_mention(&self, at: usize) -> Option<Person> {
        let end = self.mentions.partition_point(|mention| mention.tokens.end <= at);
        let start = end.saturating_sub(8);
        let mut last = self.mentions.get(start..end).unwrap_or_default().iter().rev();
        last.find(|mention| self.is_person(mention)).and_then(|mention| self.person(mention))
    }

    /// Whom the sentence behind the quote at `at` is about.
    pub(super) fn first_subject_after(&self, at: usize) -> Option<Person> {
        let next = self.sentence(at).saturating_add(1);
        let mention = self.subject_of(next)?;
        let is_at_start = self.sentence(mention.from.checked_sub(1)?) != next;
        is_at_start.then(|| self.person(mention)).flatten()
    }

    /// Who is named before `at`.
    pub(super) fn named_before(&self, at: usize) -> Named {
        let mut named = Named::Nobody;
        for mention in self.mentions.iter().take_while(|mention| mention.tokens.end <= at).take(40) {
            if mention.is_body || !(self.is_person(mention) || mention.len() >= 2) || self.is_place(mention) {
                continue;
            }
            named = match (self.person(mention), named) {
                (Some(person), Named::Nobody) => Named::One(person),
                (Some(person), Named::One(other)) if person == other => named,
                _ => return Named::Several,
            };
        }
        named
    }

    /// Whether somebody is spoken of by what they do between the last name before `at` and it: `asked the minister`.
    pub(super) fn others_described(&self, at: usize) -> bool {
        let end = at.min(self.tokens.len());
        let last = self.mentions.partition_point(|mention| mention.tokens.end <= end);
        let from = last
            .checked_sub(1)
            .and_then(|last| self.mentions.get(last))
            .map_or(0, |mention| mention.tokens.end);
        (from.max(end.saturating_sub(60))..end).any(|index| {
            self.is_role(index) && self.is_word(index) && !self.is_plural(index) && {
                let start =
                    (from..index).rev().take_while(|&left| self.is_word(left)).last().unwrap_or(index);
                // `Holm, the mayor,`
                let is_apposed = start == from + 1 && self.is_comma(from);
                !is_apposed
            }
        })
    }

    /// Whether somebody is spoken of by where they are from or how old they are, so that a pronoun may mean them:
    /// `The Italian was looking ahead.`
    pub(super) fn others_paraphrased(&self, at: usize) -> bool {
        if self.lexicon.grammar.inverts {
            return false;
        }
        (at.saturating_sub(60)..at).any(|index| {
            let follows = index.checked_sub(1).is_some_and(|left| matches!(self.word(left), "The" | "the"));
            let ends = |next: usize| {
                let stops = Tags::VERB | Tags::AUXILIARY | Tags::PASSIVE | Tags::BETWEEN | Tags::PREPOSITION;
                !self.is_word(next)
                    || self.is(next, stops | Tags::RELATIVE)
                    || self.word(next).ends_with("ed")
            };
            let is_age = || self.word(index).ends_with("-year-old") && self.named_before(at) == Named::Nobody;
            follows && ends(index + 1) && (super::page::is_demonym(self.word(index)) || is_age())
        })
    }

    /// Whether the sentence before the one of `at` is about somebody by where they are from, whoever that is.
    pub(super) fn follows_demonym(&self, at: usize) -> bool {
        self.demonym_before(at).is_some()
    }

    /// The word for where somebody is from whom the sentence before the one of `at` is about.
    pub(super) fn demonym_before(&self, at: usize) -> Option<usize> {
        let start = self.start_of(self.start_of(at).checked_sub(1)?);
        let stops = Tags::VERB | Tags::AUXILIARY | Tags::PASSIVE | Tags::BETWEEN | Tags::RELATIVE;
        let is_so = self.word(start) == "The"
            && super::page::is_demonym(self.word(start + 1))
            && (self.is_comma(start + 2)
                || self.is(start + 2, stops)
                || self.word(start + 2).ends_with("ed"));
        is_so.then_some(start + 1)
    }

    /// Whether a word for what a person does comes with what tells who that is: `the keeper, who has worked there`.
    pub(super) fn is_introducing(&self, head: usize) -> bool {
        let next = if self.is_comma(head + 1) { head + 2 } else { head + 1 };
        self.is(next, Tags::RELATIVE)
            && !self.is(next, Tags::ARTICLE | Tags::THAT)
            && !self.lexicon.grammar.inverts
    }

    /// Whether a sentence opens with what its subject does or is done to: `Pressed on it, she …`
    fn opens_with_participle(&self, start: usize) -> bool {
        let word = self.word(start);
        !self.lexicon.grammar.inverts
            && self.mention_from(start).is_none()
            && (word.ends_with("ed") || word.ends_with("ing"))
            && self.is(start, Tags::OPENER | Tags::VERB | Tags::JUDGING | Tags::THINKING)
    }

    /// Whether somebody without a name came up in the sentences before: `An old man nodded. "…," he said.`
    pub(super) fn is_stranger(&self, at: usize) -> bool {
        let mut start = self.start_of(at);
        for _ in 0..3 {
            let Some(last) = start.checked_sub(1) else { return false };
            let sentence = self.sentence(last);
            start = self.start_of(last);
            let end = self.mentions.partition_point(|mention| mention.from < start);
            let mut here = self.mentions.iter().skip(end).take(6);
            let is_named =
                here.any(|mention| self.sentence(mention.from) == sentence && self.is_somebody(mention));
            if is_named {
                return false;
            }
            let subject =
                (start + 1..start + 5).take_while(|&index| self.is_word(index) && !self.is_verb(index));
            let is_somebody = self.is(start, Tags::INDEFINITE)
                && !self.is(start, Tags::PREPOSITION)
                && subject.into_iter().any(|index| self.is_role(index) && !self.is_plural(index));
            if is_somebody {
                return true;
            }
        }
        false
    }

    /// Whether quotes before `at` name somebody else, who may then be `he`.
    pub(super) fn others_quoted(&self, person: Person, at: usize) -> bool {
        let quotes = self.tokens.iter().take(at).filter(|token| matches!(token.sort, Sort::Quote(_))).take(8);
        let is_other = |word: &str| word.len() > 2 && self.directory.names_other(word, person);
        quotes.map(|quote| quote.text).any(|quote| any_capital(quote, 200, is_other))
    }

    /// Whether the paragraph names one person, and tells of no other.
    pub(super) fn is_about_one(&self) -> bool {
        let Named::One(person) = self.named_before(usize::MAX) else { return false };
        !self.tells_of_others() && !self.others_quoted(person, usize::MAX)
    }

    /// Whether a name stands where places do: `in La Paz`.
    fn is_place(&self, mention: &Mention) -> bool {
        let left = mention.from.checked_sub(1).map_or("", |left| self.word(left));
        let is_in = matches!(left, "in" | "near" | "outside" | "In" | "Near" | "Outside");
        let is_bare = !mention.has_title && !mention.has_role;
        let is_known = self.person(mention).is_some_and(|person| {
            self.directory.is_shown(person) || (mention.len() == 1 && self.directory.len(person) >= 2)
        });
        let only_behind = self.person(mention).is_some_and(|person| self.directory.is_place(person));
        is_bare && !mention.possessive && !is_known && (is_in || only_behind)
    }

    /// Whether the paragraph tells of somebody without a name: `asked the minister`. What belongs to a name does not
    /// count: `Holm, a lawyer`, `her lawyer, Tor Vik`, `as a lawyer`.
    fn tells_of_others(&self) -> bool {
        (0..self.tokens.len().min(OTHERS)).any(|index| {
            let is_role = self.is(index, Tags::ROLE) || self.lexicon.is_compound_role(self.word(index));
            is_role && self.is_word(index) && !self.is_plural(index) && !self.belongs_to_name(index)
        })
    }

    /// Whether a word for what a person does is said of somebody with a name.
    fn belongs_to_name(&self, role: usize) -> bool {
        let sentence = self.sentence(role);
        let stops = Tags::VERB | Tags::AUXILIARY | Tags::PASSIVE | Tags::RELATIVE | Tags::AND;
        let stops = stops | Tags::PREPOSITION | Tags::BY;
        let start = (role.saturating_sub(8)..=role)
            .rev()
            .take_while(|&at| self.is_word(at) && (at == role || !self.is(at, stops)))
            .last()
            .unwrap_or(role);
        let Some(left) = start.checked_sub(1) else {
            return self.leads_to_name(role, sentence);
        };
        let is_apposed = self.is_comma(left) && self.mention_ending(left).is_some();
        let is_said =
            self.is(left, Tags::PASSIVE | Tags::AS) || (start..role).any(|at| self.is(at, Tags::AS));
        is_apposed || is_said || self.leads_to_name(role, sentence)
    }

    /// Whether a name follows what a person does: `the lawyer Tor Vik`, `a lawyer in Ostwick, Tor Vik`.
    fn leads_to_name(&self, role: usize, sentence: u32) -> bool {
        // a title within a run of capitals
        let index = self.mentions.partition_point(|mention| mention.tokens.start <= role);
        if self.mentions.get(index).is_some_and(|mention| mention.from <= role) {
            return true;
        }
        let stops = Tags::VERB | Tags::AUXILIARY | Tags::PASSIVE | Tags::RELATIVE | Tags::AND;
        for at in role..role + 10 {
            if self.sentence(at) != sentence || (at > role && self.is(at, stops)) {
                return false;
            }
            let named = self.mention_from(at).and_then(|index| self.mention(index));
            if named.is_some_and(|mention| mention.tokens.start > role && self.is_person(mention)) {
                return at <= role + 2 || (role..at).any(|at| self.is_comma(at));
            }
            if named.is_some_and(|mention| (mention.from..mention.tokens.start).contains(&role)) {
                return true;
            }
        }
        false
    }

    /// Whom the first sentence with a subject is about.
    pub(super) fn topic(&self) -> Option<Person> {
        self.subjects
            .first()
            .and_then(|(_, index)| self.mentions.get(*index))
            .and_then(|mention| self.person(mention))
    }

    /// The body that a common word at `head` means: `the institute`.
    pub(super) fn body_at(&self, head: usize) -> Option<Person> {
        let is_common = self.is_small(head) && self.is_neuter(head) && !self.is(head, Tags::IT);
        match self.directory.by_common(self.word(head)) {
            Known::One(body) if is_common => Some(body),
            _ => None,
        }
    }

    /// Whether somebody without a name came up before by the word at `head`, which nobody with a name bears:
    /// `a Western diplomat said … the diplomat said`.
    pub(super) fn is_introduced(&self, head: usize) -> bool {
        let word = self.word(head);
        (head.saturating_sub(INTRODUCED)..head).any(|at| {
            self.word(at) == word && !self.is_plural(at) && {
                let start = (at.saturating_sub(4)..at).rev().take_while(|&left| self.is_word(left));
                let opens = start
                    .into_iter()
                    .any(|left| self.is(left, Tags::INDEFINITE) && !self.is(left, Tags::PREPOSITION));
                opens && !self.belongs_to_name(at)
            }
        })
    }

    /// The person without a name, or with one elsewhere, whom a sentence is about by what they do: `The judge said …`,
    /// `But a senior official who …`. By the word for it, and whether it has the definite article.
    pub(super) fn described_subject(&self, start: usize, until: usize) -> Option<(usize, bool)> {
        if self.lexicon.grammar.inverts {
            return None;
        }
        let sentence = self.sentence(start);
        let mut from = start;
        if self.is(from, Tags::AND | Tags::CONJUNCTION) {
            from += 1;
        } else if self.is(from, Tags::PREPOSITION | Tags::TIME) || self.word(from).ends_with("ed") {
            // `At the White House, a senior official …`
            for _ in 0..2 {
                let mut here = (from..from + 16).take_while(|&at| self.sentence(at) == sentence);
                from = here.find(|&at| self.sort(at) == Some(Sort::Comma))? + 1;
                if !self.is(from, Tags::PREPOSITION) {
                    break;
                }
            }
        }
        let is_article = self.is(from, Tags::ARTICLE | Tags::INDEFINITE) && !self.is(from, Tags::PREPOSITION);
        // `Her predecessor cut the ribbon.`
        let is_theirs =
            matches!(self.word(from), "His" | "Her" | "Their" | "Its" | "his" | "her" | "their" | "its");
        // `Holm's wife told him to hush.`
        let owner = self.mention_from(from).and_then(|index| self.mention(index));
        let owner = owner.filter(|owner| owner.possessive && self.is_role(owner.tokens.end));
        let is_owned = owner.is_some();
        if let Some(owner) = owner {
            from = owner.tokens.end - 1;
        }
        if !(is_article || is_theirs || is_owned) || self.sentence(from) != sentence {
            return None;
        }
        let definite = !self.is(from, Tags::INDEFINITE) && !is_theirs && !is_owned;
        let stops = Tags::PREPOSITION | Tags::OF | Tags::RELATIVE | Tags::THAT | Tags::AND;
        let stops = stops | Tags::AUXILIARY | Tags::PASSIVE | Tags::NEGATION;
        let mut head = None;
        for at in from + 1..(from + 7).min(until) {
            let is_end = self.sentence(at) != sentence
                || !self.is_small(at)
                    && self.mention_from(at).is_none_or(|index| {
                        self.mention(index).is_none_or(|mention| mention.len() > 1 || mention.possessive)
                    })
                || self.is(at, stops)
                || (self.is_verb(at) && !self.is_role(at));
            if is_end {
                break;
            }
            if self.is_role(at) {
                head = Some(at);
            } else if head.is_some() {
                break;
            }
        }
        let head = head.filter(|&head| !self.is_plural(head) && self.is_small(head))?;
        let next = head + 1;
        let is_named = self.is_comma(next) && self.named_near(next + 1)
            || self.mention_from(next).is_some()
            || self.tokens.get(head).is_some_and(crate::names::Token::is_possessive);
        (!is_named && next < until && self.sentence(next) == sentence && !self.leads_to_name(head, sentence))
            .then_some((head, definite))
    }

    /// Whether a mention surely is somebody, and not a body that nothing shows to be one.
    fn is_somebody(&self, mention: &Mention) -> bool {
        let is_shown = mention.len() >= 2
            || mention.is_shown_person()
            || self
                .person(mention)
                .is_some_and(|person| self.directory.len(person) >= 2 || self.directory.is_shown(person));
        // `a U.N. official`
        let is_shortened = mention.len() == 1 && self.word(mention.tokens.start).contains('.');
        if is_shortened || (mention.len() == 1 && self.is_place(mention)) {
            return false;
        }
        // `told Intercon that`
        let is_told = mention.from.checked_sub(1).is_some_and(|left| self.is(left, Tags::TELLING));
        (is_shown || !is_told) && self.is_person(mention) && !mention.possessive
    }

    /// Whether somebody with a name is spoken of between two places.
    fn is_opened_by_name(&self, start: usize, until: usize) -> bool {
        let from = self.mentions.partition_point(|mention| mention.from < start);
        let mut here =
            self.mentions.iter().skip(from).take_while(|mention| mention.tokens.end <= until).take(8);
        here.any(|mention| self.is_somebody(mention))
    }

    fn named_near(&self, from: usize) -> bool {
        (from..from + 3).any(|at| self.mention_from(at).is_some())
    }

    /// Who without a name is spoken of in the sentence of `at` up to it, or in the one before: by the word for what
    /// they do.
    pub(super) fn described_before(&self, at: usize) -> Option<(usize, bool)> {
        let mut start = self.start_of(at);
        let mut until = at;
        // `The plumber who came, he added, was late`
        let is_aside = at.checked_sub(1).is_some_and(|left| left > start && self.is_comma(left));
        for round in 0..2 {
            let sentence = self.sentence(start);
            let is_told = self.is_opened_by_name(start, until);
            if is_told && until > start {
                return None;
            }
            if let Some(found) = self.described_subject(start, until).filter(|_| round > 0 || !is_aside) {
                return Some(found);
            }
            if until > start && self.subject_of(sentence).is_some_and(|mention| mention.tokens.end <= until) {
                return None;
            }
            until = start;
            start = self.start_of(start.checked_sub(1)?);
        }
        None
    }

    /// Whether a common word means a body by its kind, and the text names none: `the ministry`.
    pub(super) fn is_unknown_body(&self, head: usize) -> bool {
        let kinds =
            ["ministry", "court", "institute", "university", "hospital", "school", "committee", "council"];
        let others = ["commission", "department", "parliament", "government", "embassy", "newspaper", "city"];
        kinds.iter().chain(&others).any(|kind| *kind == self.word(head))
            && self.directory.by_common(self.word(head)) == Known::None
    }

    /// The body that the sentence of `it` or the one before is about.
    pub(super) fn body_subject(&self, at: usize) -> Option<Person> {
        let mut start = self.start_of(at);
        for _ in 0..3 {
            let sentence = self.sentence(start);
            let near = (start..at.min(start + 12)).take_while(|&index| self.sentence(index) == sentence);
            for index in near {
                if self.is_verb(index) || self.is_quote(index) {
                    break;
                }
                let is_bound = index.checked_sub(1).is_some_and(|left| {
                    self.is(left, Tags::PREPOSITION | Tags::OF)
                        || left.checked_sub(1).is_some_and(|left| self.is(left, Tags::PREPOSITION | Tags::OF))
                });
                let has_article = index.checked_sub(1).is_some_and(|left| self.is(left, Tags::ARTICLE));
                let named = self.mention_from(index).and_then(|index| self.mention(index));
                let named = named.filter(|mention| !mention.possessive && !mention.is_oblique);
                // a person is no `it`
                let may_be = named.is_some_and(|mention| {
                    mention.len() >= 2
                        && !mention.is_shown_person()
                        && !mention.has_article
                        && self.is_small(mention.tokens.end)
                });
                let body = match named.and_then(|mention| self.person(mention)) {
                    Some(body) if self.directory.is_body(body) => Some(body),
                    Some(body) if may_be && self.directory.is_unshown(body) => Some(body),
                    _ if has_article && !is_bound => self.body_at(index),
                    _ => None,
                };
                if body.is_some() {
                    return body;
                }
            }
            start = self.start_of(start.checked_sub(1)?);
        }
        None
    }

    /// The last body named before `at`.
    pub(super) fn last_body(&self, at: usize) -> Option<Person> {
        let end = self.mentions.partition_point(|mention| mention.tokens.end <= at);
        let mut last = self.mentions.get(end.saturating_sub(16)..end).unwrap_or_default().iter().rev();
        last.find_map(|mention| {
            self.person(mention).filter(|person| mention.is_body || self.directory.is_body(*person))
        })
    }

    /// The pronoun that is the subject of the sentence before the one at `at`.
    pub(super) fn pronoun_in_sentence_before(&self, at: usize) -> Option<super::page::Lead> {
        let start = self.start_of(at);
        let last = start.checked_sub(1)?;
        let pronoun = self.pronoun_before(last)?;
        let cue = super::page::Cue { verb: None, most: 600, rule: "pronoun" };
        Some(self.lead(super::page::Who::Pronoun(pronoun), cue))
    }

    /// The pronoun that opens the sentence before the one that the quote at `at` opens: `He named nobody. "…"`
    pub(super) fn pronoun_opening_before(&self, at: usize) -> Option<super::page::Lead> {
        let last = at.checked_sub(1).filter(|_| self.start_of(at) == at)?;
        let pronoun = self.start_of(last);
        let is_it = self.is_pronoun(pronoun) && self.is_word(pronoun) && !self.lexicon.grammar.inverts;
        let cue = super::page::Cue { verb: None, most: 600, rule: "pronoun" };
        is_it.then(|| self.lead(super::page::Who::Pronoun(pronoun), cue))
    }

    /// Who a paragraph is about that names nobody else, if only as whose something is: `Holm's group wants more.`
    pub(super) fn opening_owner(&self) -> Option<(Person, bool)> {
        let Named::One(person) = self.named_before(usize::MAX) else { return None };
        let mut here = self.mentions.iter().take(8);
        let opens = here.any(|mention| {
            mention.possessive
                && self.person(mention) == Some(person)
                && self.is_person(mention)
                && self.start_of(mention.from) == mention.from
        });
        (opens && !self.lexicon.grammar.inverts).then_some((person, false))
    }

    /// The only one a word for what a person does was said of.
    pub(super) fn by_role(&self, head: usize) -> Known {
        let before = head.checked_sub(1).map_or("", |left| self.word(left));
        if crate::names::is_other_rank(before) {
            let role = format!("{before} {}", self.word(head));
            return self.directory.by_role(&role, self.lexicon);
        }
        self.directory.by_role(self.word(head), self.lexicon)
    }

    /// Who wrote what a common word at `head` means: whom the nearest sentence before is about that speaks of it.
    /// `Holm issued a statement. "…," the statement said.`
    pub(super) fn writer_before(&self, head: usize) -> Option<Person> {
        let word = self.word(head);
        let mut start = self.start_of(head);
        for _ in 0..4 {
            let until = start;
            start = self.start_of(start.checked_sub(1)?);
            if !(start..until).any(|at| self.word(at) == word) {
                continue;
            }
            let from = self.mentions.partition_point(|mention| mention.from < start);
            let mut here = self.mentions.iter().skip(from).take_while(|mention| mention.tokens.end <= until);
            let mention = here.find(|mention| {
                !mention.possessive && !mention.is_oblique && (mention.is_body || self.is_somebody(mention))
            })?;
            return self.person(mention);
        }
        None
    }

    /// Who told the sentence before the one at `at`, if it ends with that: `He calls every evening, she said. "…"`
    pub(super) fn told_in_sentence_before(&self, at: usize) -> Option<super::page::Lead> {
        let start = self.start_of(at);
        let last = start.checked_sub(1).filter(|_| start == at && !self.lexicon.grammar.inverts)?;
        let first = self.start_of(last);
        let verb = (first..start).rev().take(8).find(|&index| self.is_verb(index))?;
        let is_end = (verb + 1..start).all(|index| {
            !self.is_word(index)
                || self.is(index, Tags::PREPOSITION | Tags::TIME | Tags::ARTICLE | Tags::BETWEEN)
                || self.mention_from(index).is_some()
        });
        if !is_end || !self.is(verb, Tags::VERB) {
            return None;
        }
        let subject = verb.checked_sub(1)?;
        let (who, from) = if self.is_pronoun(subject) {
            (super::page::Who::Pronoun(subject), subject)
        } else {
            let index = self.mention_ending(verb)?;
            let mention =
                self.mention(index).filter(|mention| self.is_person(mention) && !mention.possessive)?;
            (super::page::Who::Name(index), mention.from)
        };
        let is_told =
            from.checked_sub(1).is_some_and(|left| left > first && self.sort(left) == Some(Sort::Comma));
        let cue = super::page::Cue { verb: None, most: 700, rule: "last-subject" };
        is_told.then(|| self.lead(who, cue))
    }

    /// The body that the sentence before the one at `at` ends with: `…, the agency said in a statement. "…"`
    pub(super) fn body_in_sentence_before(&self, at: usize) -> Option<super::page::Lead> {
        let start = self.start_of(at);
        let last = start.checked_sub(1).filter(|_| start == at)?;
        let first = self.start_of(last);
        let verb = (first..start).rev().take(12).find(|&index| self.is_verb(index))?;
        if !self.is(verb, Tags::VERB) || self.lexicon.grammar.inverts {
            return None;
        }
        let (who, _) = self.subject(verb);
        let is_body = match who {
            super::page::Who::Name(index) => self
                .mention(index)
                .and_then(|mention| self.person(mention))
                .is_some_and(|body| self.directory.is_body(body)),
            super::page::Who::Described { head, .. } => self.is_neuter(head),
            _ => false,
        };
        let cue = super::page::Cue { verb: Some(verb), most: 640, rule: "last-subject" };
        is_body.then(|| self.lead(who, cue))
    }

    /// Whom a sentence is about that goes on with words in quotes, though nothing tells of speech: `…, "out of spite".`
    pub(super) fn goes_on(&self, at: usize) -> Option<super::page::Lead> {
        let words = self.tokens.get(at).map_or("", |token| token.text);
        let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let sentence = self.sentence(at);
        let left = at.checked_sub(1).filter(|&left| self.sentence(left) == sentence)?;
        let is_reason = words.starts_with("because ") && self.is_word(left);
        let is_tail = self.is_comma(left) && words.starts_with(char::is_lowercase);
        let is_last = self.sentence(at + 1) != sentence || self.sort(at + 1) == Some(Sort::Stop);
        let is_long = words.split(' ').nth(2).is_some();
        if self.lexicon.grammar.inverts || !is_long || !is_last || !(is_reason || is_tail) {
            return None;
        }
        let start = self.start_of(at);
        if (start..at).any(|index| self.is_quote(index) || self.is_role(index)) {
            return None;
        }
        let cue = super::page::Cue { verb: None, most: 600, rule: "last-subject" };
        if self.is_pronoun(start) {
            return Some(self.lead(super::page::Who::Pronoun(start), cue));
        }
        let index = self.mention_from(start)?;
        let mention = self.mention(index)?;
        let fits = self.is_somebody(mention) && !self.is_joined(mention.tokens.end);
        fits.then(|| self.lead(super::page::Who::Name(index), cue))
    }

    /// Who without a name the sentence before the one at `at` is about, if by a word for what they do.
    pub(super) fn described_in_sentence_before(&self, at: usize) -> Option<super::page::Lead> {
        let start = self.start_of(at);
        let last = start.checked_sub(1).filter(|_| start == at)?;
        let (head, definite) = self.described_subject(self.start_of(last), start)?;
        if !matches!(self.by_role(head), Known::One(_)) {
            return Some(super::page::Lead::Unnamed);
        }
        let cue = super::page::Cue { verb: None, most: 580, rule: "last-subject" };
        Some(self.lead(super::page::Who::Described { head, definite }, cue))
    }

    /// Whether somebody else than `person` is the subject of a sentence between two others.
    pub(super) fn turns(&self, since: u32, until: u32, person: Person) -> bool {
        let start = self.subjects.partition_point(|(sentence, _)| *sentence <= since);
        let between = self.subjects.get(start..).unwrap_or_default();
        let mut between = between.iter().take_while(|(sentence, _)| *sentence < until).take(8);
        between.any(|(_, index)| {
            self.mentions.get(*index).is_some_and(|mention| self.person(mention) != Some(person))
        })
    }

    /// Whom the last sentence with a subject is about, and whether the paragraph names nobody else.
    pub(super) fn last_subject(&self) -> Option<(Person, bool)> {
        let (_, index) = self.subjects.last()?;
        let person = self.mentions.get(*index).and_then(|mention| self.person(mention))?;
        let is_sole = self
            .mentions
            .iter()
            .filter(|mention| self.is_person(mention) && !mention.is_oblique && !mention.possessive)
            .all(|mention| self.person(mention) == Some(person));
        Some((person, is_sole))
    }

    /// Whom the sentence before the quote at `at` is about, if the paragraph has named nobody else by then.
    pub(super) fn sole_person(&self, at: usize) -> Option<(Person, u16, &'static str)> {
        let mut people = self
            .mentions
            .iter()
            .take_while(|mention| mention.tokens.start < at)
            .take(200)
            .filter(|mention| self.is_person(mention) && !mention.is_oblique && !mention.possessive)
            .take(64);
        let person = self.person(people.next()?)?;
        let is_sole = people.all(|other| self.person(other) == Some(person));
        if is_sole {
            return Some((person, 570, "sole-person"));
        }
        let person = self.earlier_subject(self.sentence(at).saturating_add(1))?;
        Some((person, 520, "last-subject"))
    }

    /// Words of somebody in a sentence that goes on with what the speaker of the sentence before said.
    pub(super) fn reported(&self, at: usize, spoken: Option<Spoken>) -> Option<(Person, u16, &'static str)> {
        let spoken = spoken?;
        let sentence = self.sentence(at);
        let start = self.start_of(at);
        let in_mood = (start..start + 40)
            .take_while(|&index| self.sentence(index) == sentence)
            .any(|index| self.tags(index).any(Tags::MOOD));
        // `Holm wurde deutlicher: Es habe …`
        let colon = (start..at).find(|&index| self.sort(index) == Some(Sort::Colon));
        if in_mood
            && let Some(colon) = colon
            && let Some(person) = self.subject_before(sentence, colon)
        {
            return Some((person, 700, "reported"));
        }
        // `Holm habe …`: told by who spoke before
        let until = if in_mood { sentence } else { sentence.saturating_add(1) };
        if self.turns(spoken.sentence, until, spoken.person) {
            return None;
        }
        if in_mood {
            return Some((spoken.person, spoken.certainty.min(860), "reported"));
        }
        let is_next = sentence.saturating_sub(spoken.sentence) <= 1;
        let is_long = self.tokens.get(at).is_some_and(|token| token.text.split(' ').nth(2).is_some());
        let has_other = self.sort(at + 1) == Some(Sort::Dash);
        (is_next && is_long && !has_other).then_some((spoken.person, 520, "reported"))
    }
}

/// Whether any of the first pieces of a text, parted by what is no letter or digit, is so. It begins with a capital.
fn any_capital(text: &str, most: usize, is_so: impl Fn(&str) -> bool) -> bool {
    if !text.is_ascii() {
        let pieces = text.split(|c: char| !c.is_alphanumeric()).take(most);
        return pieces.filter(|piece| piece.starts_with(char::is_uppercase)).any(is_so);
    }
    // each byte parts two pieces at most
    let is_short = text.len() < most;
    let (mut pieces, mut before) = (1, b' ');
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_uppercase() && !before.is_ascii_alphanumeric() {
            let rest = text.get(at..).unwrap_or_default();
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if rest.get(..length).is_some_and(&is_so) {
                return true;
            }
        } else if !is_short && !byte.is_ascii_alphanumeric() {
            pieces += 1;
            if pieces > most {
                return false;
            }
        }
        before = byte;
    }
    false
}
