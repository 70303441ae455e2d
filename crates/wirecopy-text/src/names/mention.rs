//! Names as they stand in a paragraph.

use std::ops::Range;

use super::{Sort, Token};
use crate::lexicon::{Lexicon, Tags};
use crate::mention::{is_given_name, is_place_word};

/// A name as it stands in a paragraph.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
pub(crate) struct Mention {
    /// Its tokens, titles before it left out.
    pub tokens: Range<usize>,
    /// Its first token with titles and what else stands before the name in capitals.
    pub from: usize,
    /// Whether something is said to be its: `Turkey's`.
    pub possessive: bool,
    /// Whether it is hardly a person.
    pub is_body: bool,
    /// Whether it opens the sentence, so that its first word may owe its capital to that.
    pub is_first: bool,
    /// Whether a title stands before it.
    pub has_title: bool,
    /// Whether it cannot be the subject: a preposition stands before it.
    pub is_oblique: bool,
    /// Whether an article stands before it, as before things.
    pub has_article: bool,
    /// Whether a word for what a person does stands before it.
    pub has_role: bool,
    /// Whether it belongs to the description of the next name: `Turkish` in `Turkish adviser Ida Holm`.
    pub is_modifier: bool,
    /// Whether a word for bodies stands next to it.
    pub is_shown_body: bool,
}

impl Mention {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether words next to it show that it is a person.
    pub(crate) fn is_shown_person(&self) -> bool {
        (self.has_title || self.has_role) && !self.is_body
    }
}

/// So many words are read as one name.
const RUN: usize = 24;
/// Names longer than this are names of bodies, or no names.
const LONGEST: usize = 6;

/// Puts the names among `tokens` into `out`, in order.
pub(crate) fn mentions(tokens: &[Token<'_>], lexicon: &Lexicon, out: &mut Vec<Mention>) {
    out.clear();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.get(at).is_some_and(Token::is_cap) {
            at += 1;
            continue;
        }
        let run = run(tokens, at, lexicon);
        at = run.end;
        let Some(mention) = name_in(tokens, run, lexicon) else { continue };
        if let Some(before) = out.last_mut()
            && modifies(tokens, before, &mention)
        {
            before.is_modifier = true;
        }
        out.push(mention);
    }
}

/// Whether small words behind a name lead to the next, whose bearer they describe.
fn modifies(tokens: &[Token<'_>], before: &Mention, mention: &Mention) -> bool {
    let between = before.tokens.end..mention.from;
    let stops = Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AND | Tags::AUXILIARY | Tags::PASSIVE;
    let stops = stops | Tags::RELATIVE | Tags::THAT | Tags::ARTICLE | Tags::INDEFINITE;
    let stops = stops | Tags::BETWEEN | Tags::NEGATION | Tags::THINKING;
    mention.has_role
        && !mention.is_body
        && !before.possessive
        && (1..=4).contains(&between.len())
        && between.clone().all(|at| {
            let own = tags(tokens, at);
            let is_verb = own.any(Tags::VERB | Tags::JUDGING) && !own.any(Tags::ROLE);
            let is_small = tokens.get(at).is_some_and(|token| token.is_word() && !token.is_cap());
            is_small && !is_verb && !own.any(stops)
        })
}

fn tags(tokens: &[Token<'_>], at: usize) -> Tags {
    tokens.get(at).map_or(Tags::NONE, |token| token.tags)
}

fn word<'t>(tokens: &[Token<'t>], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| token.text)
}

fn is_cap(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(Token::is_cap)
}

/// Words in capitals from `start` on, with the small ones that names hold.
fn run(tokens: &[Token<'_>], start: usize, lexicon: &Lexicon) -> Range<usize> {
    let sentence = tokens.get(start).map_or(0, |token| token.sentence);
    let is_possessive = |at: usize| tokens.get(at).is_some_and(Token::is_possessive);
    let mut end = start + 1;
    let mut has_body = tags(tokens, start).any(Tags::BODY);
    while !is_possessive(end - 1) || has_body && is_cap(tokens, end) && tags(tokens, end).any(Tags::BODY) {
        let Some(token) = tokens.get(end).filter(|token| token.sentence == sentence && token.is_word())
        else {
            break;
        };
        if end - start >= RUN {
            break;
        }
        let small = (1..=3).find(|&more| is_cap(tokens, end + more)).unwrap_or(0);
        let is_small = |at: usize| tokens.get(at).is_some_and(|token| token.is_word() && !token.is_cap());
        // `Ida Holm van Waterstaat` is of it; where two first names are usual, that is a name
        let grammar = lexicon.grammar;
        let is_of = token.tags.any(Tags::OF) && (grammar.compounds || grammar.elides) && end - start >= 2;
        let are_particles = small > 0
            && !(is_of && (start..end).all(|at| is_cap(tokens, at)))
            && (end..end + small).all(|at| {
                is_small(at)
                    && (tags(tokens, at).any(Tags::PARTICLE) || word(tokens, at).starts_with(['\'', '’']))
            });
        // `Secretary of State`, `Amt für Wirtschaft`, `Association of the Rural Schools`
        let previous = tags(tokens, end - 1);
        // `Ida Lins e Silva`, but not `Ida Holm e Tor Vik`
        let are_particles = are_particles
            && (!token.tags.any(Tags::AND) || (end - start >= 2 && small == 1 && !is_cap(tokens, end + 2)));
        let joins = small > 0
            && small <= 2
            && (token.tags.any(Tags::OF)
                // `the Council on Aging`, `Mothers Against the Mine`
                || (!grammar.inverts
                    && (token.text == "on" && end - start >= 2 && is_chamber(word(tokens, end - 1)))))
            && is_small(end)
            && (small == 1 || tags(tokens, end + 1).any(Tags::ARTICLE))
            && (previous.any(Tags::BODY)
                || (!grammar.inverts
                    && end - start == 1
                    && token.text == "for"
                    && is_joining_people(word(tokens, start)))
                || (previous.any(Tags::TITLE) && tags(tokens, end + 1).any(Tags::TITLE)));
        // `Bus Operators Local 418`
        let is_number =
            word(tokens, end - 1) == "Local" && token.text.bytes().all(|byte| byte.is_ascii_digit());
        if token.is_cap() || is_number {
            has_body |= token.tags.any(Tags::BODY);
            end += 1;
        } else if small == 1 && token.tags.any(Tags::AND) && joins_body(tokens, start..end, has_body, lexicon)
        {
            end += 2;
        } else if are_particles || joins {
            end += small + 1;
        } else {
            break;
        }
    }
    start..end.min(tokens.len())
}

/// Whether a word for people opens the name of a body: `Citizens for a Dry Basement`. Others are often of somebody:
/// `Lawyers for Ida Holm`.
fn is_joining_people(word: &str) -> bool {
    matches!(
        word,
        "Citizens" | "Taxpayers" | "Mothers" | "Parents" | "Neighbors" | "Neighbours" | "Americans"
    ) || matches!(word, "Veterans" | "Students" | "Voters" | "Campaign" | "Physicians" | "Scientists")
}

/// Whether a word for a body is one that has its subject behind `on`.
fn is_chamber(word: &str) -> bool {
    matches!(word, "Council" | "Committee" | "Commission" | "Center" | "Centre" | "Institute" | "Panel")
}

/// Whether `and` behind a run goes on with the name of a body: `the Law and Liberty Network`, `the Department of Health
/// and Human Services`.
fn joins_body(tokens: &[Token<'_>], run: Range<usize>, has_body: bool, lexicon: &Lexicon) -> bool {
    let next = run.end + 1;
    let last = (next..next + 5).take_while(|&at| is_cap(tokens, at)).last().unwrap_or(next);
    let is_body = tags(tokens, last).any(Tags::BODY);
    let is_person = |at: usize| tags(tokens, at).any(Tags::TITLE | Tags::ROLE);
    if lexicon.grammar.inverts || (last > next && (next..=last).any(is_person)) {
        return false;
    }
    if !has_body {
        let article = run.start.checked_sub(1).is_some_and(|left| tags(tokens, left).any(Tags::ARTICLE));
        let opens = tags(tokens, run.start).any(Tags::ARTICLE) && run.len() >= 2;
        return is_body && last > next && (article || opens) && !run.clone().any(is_person);
    }
    let is_office = run.clone().any(|at| {
        matches!(word(tokens, at), "Department" | "Ministry" | "Institute" | "Bureau" | "Office" | "School")
            && tags(tokens, at + 1).any(Tags::OF)
            && at + 1 < run.end
    });
    is_office && (last == next || is_body || word(tokens, last).ends_with('s'))
}

/// The name in a run of capitals, without what stands before it.
fn name_in(tokens: &[Token<'_>], run: Range<usize>, lexicon: &Lexicon) -> Option<Mention> {
    let (start, mut end) = (run.start, run.end);
    // `Citizens for a Dry Basement`
    if run.len() >= 3 && is_joining_people(word(tokens, start)) && word(tokens, start + 1) == "for" {
        return Some(Mention {
            tokens: run.clone(),
            from: start,
            possessive: tokens.get(end - 1).is_some_and(Token::is_possessive),
            is_body: true,
            is_first: start == 0,
            has_title: false,
            is_oblique: leading(tokens, start, tokens.get(start).map_or(0, |token| token.sentence)).0,
            has_article: false,
            has_role: false,
            is_modifier: false,
            is_shown_body: true,
        });
    }
    // `Ida Holm QC`
    while end > start + 2 && tags(tokens, end - 1).any(Tags::POSTNOMINAL) && is_degree(word(tokens, end - 1))
    {
        end -= 1;
    }
    let sentence = tokens.get(start).map_or(0, |token| token.sentence);
    let opens = start == 0
        || tokens.get(start - 1).is_some_and(|token| {
            token.sentence != sentence || matches!(token.sort, Sort::Dash | Sort::Colon | Sort::Other)
        });
    let is_before = |index: usize| tokens.get(index).filter(|token| token.sentence == sentence);
    let mut first = start;
    while opens && first + 1 < end && tags(tokens, first).any(Tags::OPENER) {
        first += 1;
    }
    // `Nine-year-old Ida`, `Mum-of-two Ida`
    let is_told = |word: &str| {
        word.ends_with("-year-old")
            || ["-of-one", "-of-two", "-of-three", "-of-four", "-of-five"]
                .iter()
                .any(|end| word.ends_with(end))
    };
    if first + 1 < end && is_told(word(tokens, first)) {
        first += 1;
    }
    // `Said Ida Holm: "…"`, but not `Said Holm left`
    let is_said = opens
        && first + 1 < end
        && tags(tokens, first).any(Tags::VERB)
        && !(end..end + 3).any(|index| tags(tokens, index).any(Tags::VERB | Tags::AUXILIARY | Tags::PASSIVE));
    if is_said {
        first += 1;
    }
    let has_small = |range: Range<usize>| {
        range.into_iter().any(|index| word(tokens, index).chars().any(char::is_lowercase))
    };
    let is_person_word = |index: usize| {
        let token = tags(tokens, index);
        token.any(Tags::TITLE | Tags::ROLE) || lexicon.is_compound_role(word(tokens, index))
    };
    // `Abdinasir Sheikh Ali`, but not `Somali Sheikh Ali`
    let is_middle = |index: usize| {
        is_name_too(word(tokens, index))
            && index > first
            && !tags(tokens, index - 1)
                .any(Tags::TITLE | Tags::ROLE | Tags::BODY | Tags::ORIGIN | Tags::OPENER)
            && is_given_name(word(tokens, index - 1))
    };
    let title = (first..end)
        .rev()
        .find(|&index| tags(tokens, index).any(Tags::TITLE) && index + 1 < end && !is_middle(index));
    let title = title.filter(|&title| !tags(tokens, title).any(Tags::PARTICLE) || title == first);
    let mut name = title.map_or(first, |index| index + 1);
    let role = (name..end.saturating_sub(1)).rev().find(|&index| is_person_word(index) && !is_middle(index));
    name = role.map_or(name, |index| index + 1);
    // `Secretaria Municipal do Verde`: a body
    let is_body = |index: usize| {
        tags(tokens, index).any(Tags::BODY)
            || (index == first && first + 1 < end && lexicon.is_compound(word(tokens, index), Tags::BODY))
    };
    let (mut title, mut role) = (title, role);
    let was_body = name > first && tags(tokens, name - 1).any(Tags::BODY);
    if (role.is_some() || title.is_some())
        && (is_body(name) || tags(tokens, name).any(Tags::AND) || (was_body && !is_cap(tokens, name)))
    {
        (name, title, role) = (first, None, None);
    }
    // `BBC presenter Ida Holm`
    while name + 1 < end && is_acronym(word(tokens, name)) && has_small(name + 1..end) {
        name += 1;
    }
    let mut has_article = false;
    let before = first.checked_sub(1).and_then(is_before);
    // `Norwegian Ida Holm`, but not `the British Virgin Islands`
    let is_origin = (3..=4).contains(&(end - name))
        && tags(tokens, name).any(Tags::ORIGIN)
        && !before.is_some_and(|token| token.tags.any(Tags::ARTICLE))
        && (name + 1..end)
            .all(|at| is_cap(tokens, at) && !is_body(at) && !tags(tokens, at).any(Tags::ORIGIN));
    if is_origin {
        name += 1;
    }
    if before.is_some_and(|token| token.tags.any(Tags::ARTICLE | Tags::INDEFINITE)) && name == first {
        // `der Germanist Ida Holm`: all nouns have a capital
        if lexicon.grammar.has_capital_nouns && end - name >= 2 && !is_body(name) {
            name += 1;
        } else {
            has_article = true;
        }
    }
    // `minister van Sport Ida Holm`
    let mut of_office = false;
    if name == first
        && end - name >= 3
        && before.is_some_and(|token| token.tags.any(Tags::PREPOSITION | Tags::OF))
        && first >= 2
        && is_cap(tokens, name + 1)
        && is_person_word(first - 2)
    {
        name += 1;
        of_office = true;
    }
    // `Wirtin Ida Holm`: two first names are rare where all nouns have a capital
    if lexicon.grammar.has_capital_nouns && end - name == 3 && (name..end).all(|at| is_cap(tokens, at)) {
        name += 1;
        of_office = true;
    }
    // `Labour Ida Holm`
    let last = end - 1;
    let is_plain = |from: usize| (from..end).all(|index| is_cap(tokens, index) && !is_body(index));
    while name + 2 < end && is_body(name) && (is_plain(name + 1) || (is_body(name + 1) && is_plain(name + 2)))
    {
        name += 1;
    }
    // small words that the name held before what was cut off
    while name < end && !is_cap(tokens, name) && !tags(tokens, name).any(Tags::PARTICLE) {
        name += 1;
    }
    if name >= end {
        return None;
    }
    let is_single = name + 1 == end;
    let lone = tags(tokens, name);
    if is_single && (lone.any(Tags::OPENER | Tags::VERB) && name == start && opens) {
        return None;
    }
    if is_single
        && !lone.any(Tags::BODY)
        && name == first
        && (lone.any(Tags::OPENER | Tags::TITLE | Tags::ROLE))
    {
        return None;
    }
    // `the Prime Minister`: a description
    let has_body = (name..end).any(is_body);
    if !has_body
        && ((name..end).all(|index| is_person_word(index) || tags(tokens, index).any(Tags::OF))
            || (is_person_word(last) && name == first && has_article))
    {
        return None;
    }
    // an initial, `D-Ohio`, or `R-Garden City`
    let first_word = word(tokens, name);
    let bare = first_word.trim_end_matches('.');
    let mut letters = bare.chars().skip(1);
    let is_party = letters.next().is_none_or(|second| second == '-');
    let has_place = is_party && letters.next().is_some_and(char::is_uppercase);
    if is_party && (is_single || (has_place && !opens)) {
        return None;
    }
    // `TOPEKA, Kan.`
    if is_single && bare.len() < first_word.len() && !bare.contains('.') && lexicon.is_shortened(bare) {
        return None;
    }
    let is_shown = title.is_some() || role.is_some() || of_office;
    // nouns in a row are no name
    if lexicon.grammar.has_capital_nouns && !opens && !is_shown && name == first && !may_open(before) {
        return None;
    }
    let body = has_body;
    let (is_oblique, role_before) = leading(tokens, first, sentence);
    let is_given = !lexicon.grammar.inverts && is_given_as_name(tokens, first);
    let has_title = title.is_some() || of_office || is_given;
    let has_role = role.is_some() || of_office || role_before;
    let is_oblique = is_oblique
        && !is_given
        && !(of_office && before.is_some_and(|token| token.tags.any(Tags::PREPOSITION)));
    // `The Carrick Falls Ledger`
    let body =
        body || (!opens && end - name >= 2 && lone.any(Tags::ARTICLE) && word(tokens, name).len() == 3);
    Some(Mention {
        tokens: name..end,
        from: first,
        possessive: tokens.get(last).is_some_and(Token::is_possessive),
        is_body: (body && !has_title && !(has_role && end - name == 2)) || end - name > LONGEST,
        is_first: opens && name == start,
        has_title,
        is_oblique,
        has_article,
        has_role,
        is_modifier: false,
        is_shown_body: !is_shown && !role_before && is_told_body(tokens, first..end, lexicon),
    })
}

/// Whether a title is a word in names too.
fn is_name_too(word: &str) -> bool {
    matches!(
        word,
        "Sheikh" | "Sheik" | "Haji" | "Prince" | "Princess" | "Imam" | "Pandit" | "Lama" | "Sister"
    ) || matches!(word, "Judge" | "Major" | "Bishop" | "Deacon" | "Pastor" | "Chancellor" | "Constable")
}

/// Whether what stands before says that a word is somebody's name: `gave only her first name, Ida`.
pub(crate) fn is_given_as_name(tokens: &[Token<'_>], first: usize) -> bool {
    let Some(left) = first.checked_sub(1) else { return false };
    let Some(before) = left.checked_sub(1).map(|before| word(tokens, before)) else { return false };
    match tokens.get(left).map(|token| token.sort) {
        Some(Sort::Comma) => before == "name" || before == "nickname",
        _ => word(tokens, left) == "as" && matches!(before, "name" | "only" | "himself" | "herself"),
    }
}

/// Whether words next to a name tell that it is a body's: `the firm Holm Renn said`, `Holm Renn, a lobby group`.
fn is_told_body(tokens: &[Token<'_>], name: Range<usize>, lexicon: &Lexicon) -> bool {
    if lexicon.grammar.inverts {
        return false;
    }
    // `Vantor, which runs the site`, but not `in Ostwick, which lies on the coast`
    let is_which = word(tokens, name.end + 1) == "which"
        && matches!(tokens.get(name.end).map(|token| token.sort), Some(Sort::Comma))
        && !tokens.get(name.end - 1).is_some_and(Token::is_possessive);
    if name.len() < 2 {
        let left = name.start.checked_sub(1).map_or(Tags::NONE, |left| tags(tokens, left));
        return is_which
            && !left.any(Tags::PREPOSITION | Tags::ARTICLE)
            && !is_place_word(word(tokens, name.start));
    }
    let is_small = |at: usize| tokens.get(at).is_some_and(|token| token.is_word() && !token.is_cap());
    let next = tags(tokens, name.end);
    // `the union Ida Holm leads`
    let speaks = Tags::VERB | Tags::JUDGING | Tags::AUXILIARY | Tags::PASSIVE | Tags::PREPOSITION;
    let is_left = name.start.checked_sub(1).is_some_and(|left| {
        let telling = (left.saturating_sub(4)..left).rev().take_while(|&at| is_small(at));
        let telling = telling.into_iter().any(|at| tags(tokens, at).any(Tags::VERB));
        is_small(left) && is_body_noun(word(tokens, left)) && !telling
    });
    if is_left && (!is_small(name.end) || next.any(speaks)) {
        return true;
    }
    let article = name.end + 1;
    // `Holm Renn, which runs the port, said`
    if is_which {
        return true;
    }
    let is_apposed = matches!(tokens.get(name.end).map(|token| token.sort), Some(Sort::Comma))
        && matches!(word(tokens, article), "a" | "an" | "the");
    if !is_apposed {
        return false;
    }
    let ends = Tags::VERB | Tags::PREPOSITION | Tags::ROLE | Tags::TITLE;
    let noun = (article + 1..article + 6)
        .take_while(|&at| is_small(at) && (!tags(tokens, at).any(ends) || is_body_noun(word(tokens, at))))
        .find(|&at| is_body_noun(word(tokens, at)) && !is_body_noun(word(tokens, at + 1)));
    noun.is_some_and(|noun| {
        let behind = tags(tokens, noun + 1);
        let relates = behind.any(Tags::RELATIVE | Tags::THAT) || word(tokens, noun + 1) == "behind";
        relates || (word(tokens, article) != "the" && (!is_small(noun + 1) || behind.any(Tags::PREPOSITION)))
    })
}

/// Whether a common word is one for bodies that speak.
pub(crate) fn is_body_noun(word: &str) -> bool {
    matches!(
        word,
        "group"
            | "firm"
            | "company"
            | "charity"
            | "organisation"
            | "organization"
            | "association"
            | "nonprofit"
    ) || matches!(word, "non-profit" | "startup" | "start-up" | "think-tank" | "tank" | "thinktank")
        || matches!(word, "retailer" | "manufacturer" | "carmaker" | "automaker" | "drugmaker" | "chain")
        || matches!(word, "union" | "coalition" | "network" | "watchdog" | "regulator" | "insurer" | "lender")
        || matches!(word, "airline" | "consultancy" | "campaign" | "foundation" | "institute" | "party")
        || matches!(
            word,
            "supplier" | "utility" | "carrier" | "agency" | "federation" | "alliance" | "collective"
        )
}

/// Whether a name may follow a word.
fn may_open(before: Option<&Token<'_>>) -> bool {
    let may = Tags::VERB | Tags::JUDGING | Tags::THINKING | Tags::AND | Tags::THAT | Tags::CONJUNCTION;
    let may =
        may | Tags::AUXILIARY | Tags::PASSIVE | Tags::BETWEEN | Tags::ACCORDING | Tags::ROLE | Tags::TITLE;
    let may = may | Tags::VIEWPOINT | Tags::BY | Tags::OF;
    before.is_none_or(|token| !token.is_word() || token.tags.any(may))
}

/// What leads up to a name in small letters: whether a preposition does, and whether a word for what a person does.
fn leading(tokens: &[Token<'_>], first: usize, sentence: u32) -> (bool, bool) {
    let mut has_role = false;
    for back in 1..=6 {
        let Some(token) = first.checked_sub(back).and_then(|at| tokens.get(at)) else { break };
        if token.sentence != sentence || !token.is_word() {
            break;
        }
        let is_end = Tags::VERB | Tags::JUDGING | Tags::CONJUNCTION | Tags::RELATIVE | Tags::AND;
        if token.tags.any(Tags::PREPOSITION) {
            // `a` may be an article or a preposition
            let opens = token.text.len() == 1
                && token.tags.any(Tags::ARTICLE)
                && first
                    .checked_sub(back + 1)
                    .and_then(|at| tokens.get(at))
                    .is_none_or(|left| !left.is_word());
            return (!opens, has_role);
        }
        if token.tags.any(is_end) || token.is_cap() {
            break;
        }
        if back == 1 {
            has_role = token.tags.any(Tags::ROLE | Tags::TITLE);
            if !has_role && !token.tags.any(Tags::ARTICLE | Tags::INDEFINITE) {
                break;
            }
        }
    }
    (false, has_role)
}

/// Whether letters are written as degrees and honours are.
fn is_degree(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Whether a word is a short name in capitals: `BBC`, `UN`.
fn is_acronym(word: &str) -> bool {
    matches!(word, "US" | "UK" | "UN" | "EU" | "MP" | "TD" | "PC" | "DI" | "DS" | "PM")
        || (word.len() >= 3 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens;

    fn check_in(language: &str, text: &str, expect: &[&str]) {
        let lexicon = Lexicon::of(language).unwrap();
        let (mut found, mut names) = (Vec::new(), Vec::new());
        tokens(text, lexicon, &mut found);
        mentions(&found, lexicon, &mut names);
        let names: Vec<_> = names
            .iter()
            .map(|name| {
                text.get(found[name.tokens.start].range.start..found[name.tokens.end - 1].range.end).unwrap()
            })
            .map(|name| name.trim_end_matches("'s"))
            .collect();
        assert_eq!(names, expect, "{text}");
    }

    fn check(text: &str, expect: &[&str]) {
        check_in("en", text, expect);
    }

    #[test]
    fn titles_and_openers_are_no_part_of_a_name() {
        check("Yesterday Prime Minister Corin Abelard met Mrs Pell.", &["Corin Abelard", "Pell"]);
        check("The harbour master Tobias Renn left.", &["Tobias Renn"]);
        check("US Secretary of State Ida Holm spoke.", &["Ida Holm"]);
        check("Ursula van der Berg and J. K. Lind agree.", &["Ursula van der Berg", "J. K. Lind"]);
        check("On Monday it rained.", &[]);
        check(
            "BBC presenter Ida Holm told the BBC Tor Vik won. Striker Vik left.",
            &["BBC", "Ida Holm", "Tor Vik", "Vik"],
        );
        check("Pell's ship sank. Renn wept.", &["Pell", "Renn"]);
        check("Deputy District Attorney Megan Sorrell left.", &["Megan Sorrell"]);
        check("Mr. al-Tarifi met Dale J. McCandless Jr. there.", &["al-Tarifi", "Dale J. McCandless Jr."]);
        check("The Prime Minister met the Coast Guard.", &["Coast Guard"]);
        check("It was Norwegian Ida Holm who won.", &["Ida Holm"]);
        check("In the British Virgin Islands it rained.", &["British Virgin Islands"]);
        check("A Swiss Federal Council met Swede Holm.", &["Swiss Federal Council", "Swede Holm"]);
        check(
            "The Department of Health and Human Services met Ida Holm and the Law and Liberty Network.",
            &["Department of Health and Human Services", "Ida Holm", "Law and Liberty Network"],
        );
        check("The Department of Justice and Ida Holm met.", &["Department of Justice", "Ida Holm"]);
    }

    #[test]
    fn names_of_other_languages() {
        check_in(
            "fr",
            "La maire d'Ostwick, Marie d'Hauterive, a vu M. d'Hauterive.",
            &["Ostwick", "Marie d'Hauterive", "d'Hauterive"],
        );
        check_in(
            "de",
            "Die Verkehrsministerin Ida Holm traf den Germanisten Tor Vik.",
            &["Ida Holm", "Tor Vik"],
        );
        check_in(
            "nl",
            "Volgens Ank 't Hart en Ida van der Berg klopt het.",
            &["Ank 't Hart", "Ida van der Berg"],
        );
    }
}
