//! Words between quotation marks: which marks belong together, and what sort of quote they make.

use std::ops::Range;

use crate::lines::{is_stop, words};

/// A pair of marks and what stands between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them, and without white space next to them.
    pub inner: Range<usize>,
    /// Whether the closing mark is missing: the quote goes on in the next paragraph.
    pub is_open: bool,
    /// Whether the marks are also used for other things (apostrophes).
    pub is_doubtful: bool,
}

/// What the marks and the words next to them show of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A statement of its own.
    Statement,
    /// Part of the writer's sentence.
    Fragment,
    /// In marks that name works (《…》).
    Work,
}

/// The quotes of a paragraph, in order, and where marks were opened and never closed. Offsets count from the start of
/// `text`. One pass for double marks, one for single ones.
pub(crate) fn pairs(text: &str) -> (Vec<Pair>, Vec<usize>) {
    if !has_marks(text) {
        return (Vec::new(), Vec::new());
    }
    let (doubles, unclosed) = double(text);
    let singles = single(text, &doubles);
    (merge(doubles, singles), unclosed)
}

/// Whether any byte may be part of a quotation mark.
fn has_marks(text: &str) -> bool {
    memchr::memchr3(b'"', b'\'', 0xe2, text.as_bytes()).is_some()
        || memchr::memchr2(0xc2, 0xe3, text.as_bytes()).is_some()
}

/// The marks that may close what a mark opens. `None`: it opens nothing.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '"' => &['"'],
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '＂' => &['＂'],
        _ => return None,
    })
}

#[derive(Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
    /// How many marks of the same sort were opened inside.
    depth: usize,
}

fn double(text: &str) -> (Vec<Pair>, Vec<usize>) {
    let (mut pairs, mut unclosed) = (Vec::new(), Vec::new());
    let mut open: Option<Open> = None;
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, next)| *next);
        let starts = is_start(before);
        match open {
            Some(was)
                if closers(was.mark).is_some_and(|marks| marks.contains(&c))
                    && closes(was, before, after, at, c) =>
            {
                if was.depth > 0 {
                    open = Some(Open { depth: was.depth - 1, ..was });
                } else {
                    pairs.push(pair(
                        text,
                        was.at..at + c.len_utf8(),
                        was.mark.len_utf8(),
                        c.len_utf8(),
                        false,
                    ));
                    open = None;
                }
            }
            Some(was) if c == was.mark && is_nesting(c) => open = Some(Open { depth: was.depth + 1, ..was }),
            // a second opening mark: the first was never closed
            Some(was) if c == was.mark && starts && !matches!(c, '»' | '›' | '”') => {
                unclosed.push(was.at);
                open = Some(Open { mark: c, at, depth: 0 });
            }
            None if opens(c, starts, after) => open = Some(Open { mark: c, at, depth: 0 }),
            _ => {}
        }
        before = Some(c);
    }
    if let Some(was) = open {
        pairs.push(pair(text, was.at..text.len(), was.mark.len_utf8(), 0, true));
        unclosed.push(was.at);
    }
    (pairs, unclosed)
}

/// Marks whose opening and closing form differ everywhere, so that they can nest.
fn is_nesting(c: char) -> bool {
    matches!(c, '「' | '『' | '《' | '«')
}

fn opens(c: char, starts: bool, after: Option<char>) -> bool {
    let has_text = after.is_some_and(|next| !next.is_whitespace());
    match c {
        // typists leave a space inside these
        '«' | '‹' | '「' | '『' | '《' | '„' => after.is_some(),
        '“' => after.is_some_and(|next| !next.is_whitespace() || starts),
        '"' | '＂' => starts && has_text,
        '”' | '»' | '›' => starts && after.is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// Whether a mark that may close does so here.
fn closes(was: Open, before: Option<char>, after: Option<char>, at: usize, c: char) -> bool {
    if at == was.at + was.mark.len_utf8() {
        return false;
    }
    match c {
        '"' | '＂' => {
            // a space before and none behind: it opens
            let is_opening =
                before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphanumeric);
            !is_opening
        }
        '“' if was.mark == '„' => !(is_start(before) && after.is_some_and(char::is_alphanumeric)),
        _ => true,
    }
}

/// Whether what stands before lets a quote begin.
fn is_start(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '{' | '-' | '–' | '—' | '―' | '/' | ':' | '：' | '，' | '。' | '、' | '…'
            )
            || matches!(c, '‘' | '“' | '«' | '„' | '‹' | '¿' | '¡')
            || crate::lines::is_format(c)
            || crate::lines::is_ideograph(c)
    })
}

/// Single marks outside the doubles. An apostrophe is told from a mark by its place in the word, and by what closes
/// better: a mark behind punctuation beats one behind a letter `s`.
fn single(text: &str, doubles: &[Pair]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut doubles = doubles.iter().filter(|pair| !pair.is_open).peekable();
    let (mut open, mut maybe): (Option<(usize, char)>, Option<usize>) = (None, None);
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, next)| *next);
        while doubles.next_if(|pair| pair.outer.end <= at).is_some() {}
        let is_inside = doubles.peek().is_some_and(|pair| pair.outer.start <= at);
        if !is_inside && matches!(c, '‘' | '’' | '\'') {
            let is_end = before.is_some_and(|c| !c.is_whitespace())
                && after.is_none_or(|next| !next.is_alphanumeric());
            let is_begin = is_start(before) && after.is_some_and(|next| !next.is_whitespace()) && c != '’';
            match open {
                Some((from, mark)) if is_end && c == closer_of(mark) => {
                    if before.is_some_and(|c| is_stop(c) || matches!(c, ',' | '?' | '”' | '"'))
                        || before != Some('s')
                    {
                        pairs.push(pair(text, from..at + c.len_utf8(), mark.len_utf8(), c.len_utf8(), false));
                        (open, maybe) = (None, None);
                    } else {
                        maybe = maybe.or(Some(at));
                    }
                }
                _ if is_begin => {
                    close_at(text, &mut pairs, open, maybe);
                    (open, maybe) = (Some((at, c)), None);
                }
                _ => {}
            }
        }
        before = Some(c);
    }
    close_at(text, &mut pairs, open, maybe);
    for pair in &mut pairs {
        pair.is_doubtful = true;
    }
    pairs
}

fn closer_of(mark: char) -> char {
    if mark == '‘' { '’' } else { mark }
}

fn close_at(text: &str, pairs: &mut Vec<Pair>, open: Option<(usize, char)>, maybe: Option<usize>) {
    if let (Some((from, mark)), Some(end)) = (open, maybe) {
        let closer = closer_of(mark).len_utf8();
        pairs.push(pair(text, from..end + closer, mark.len_utf8(), closer, false));
    }
}

fn pair(text: &str, outer: Range<usize>, open: usize, close: usize, is_open: bool) -> Pair {
    let (start, end) = (outer.start + open, outer.end - close);
    let words = text.get(start..end).unwrap_or_default();
    let lead = words.len() - words.trim_start().len();
    let tail = words.len() - words.trim_end().len();
    let inner = if lead == words.len() { start..end } else { start + lead..end - tail };
    Pair { outer, inner, is_open, is_doubtful: false }
}

/// Both lists in order; what stands inside another quote is left to it.
fn merge(doubles: Vec<Pair>, singles: Vec<Pair>) -> Vec<Pair> {
    if singles.is_empty() {
        return doubles;
    }
    let mut all = doubles;
    all.extend(singles);
    all.sort_by_key(|pair| (pair.outer.start, std::cmp::Reverse(pair.outer.end)));
    let mut end = 0;
    all.retain(|pair| {
        let is_outermost = pair.outer.start >= end;
        if is_outermost {
            end = pair.outer.end;
        }
        is_outermost
    });
    all
}

/// Whether a quote is a statement of its own or part of the writer's sentence. `text` is its paragraph.
pub(crate) fn form(text: &str, pair: &Pair) -> Form {
    let inner = text.get(pair.inner.clone()).unwrap_or_default();
    let before = text.get(..pair.outer.start).unwrap_or_default();
    let after = text.get(pair.outer.end..).unwrap_or_default();
    if text.get(pair.outer.start..).is_some_and(|rest| rest.starts_with('《')) {
        return Form::Work;
    }
    let count = words(inner, 8);
    let last = inner.chars().last();
    let ends =
        last.is_some_and(|c| is_stop(c) || matches!(c, '?' | '？' | '؟' | ',' | '，' | '、' | '—' | '–'));
    let next = after.chars().find(|c| !c.is_whitespace());
    let ends_outside = next.is_some_and(|c| matches!(c, ',' | '，' | '،' | '—' | '–'));
    let previous = before.chars().rev().find(|c| !c.is_whitespace());
    let is_first =
        previous.is_none_or(|c| is_stop(c) || matches!(c, '?' | '？' | '؟' | '”' | '"' | '»' | '」' | '’'));
    let is_last = next.is_none_or(is_stop);
    let is_small = inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let is_bound = previous.is_some_and(|c| matches!(c, ':' | '：' | '—' | '–'));
    if is_bound && (ends || is_last) && (count >= 3 || !is_small) {
        return Form::Statement;
    }
    if pair.is_open || (is_first && (ends || ends_outside || (is_last && count >= 3))) {
        return Form::Statement;
    }
    // after a comma, even with a small letter: `…, she said, "and we sail."`
    let goes_on = !is_small || last.is_some_and(is_stop);
    if goes_on && ends && count >= 3 && previous.is_some_and(|c| matches!(c, ',' | '，' | '،')) {
        return Form::Statement;
    }
    if !is_small && count >= 4 && ends && last != Some(',') {
        return Form::Statement;
    }
    Form::Fragment
}

/// Whether words look like the name of a work: all but the small ones are capitalised.
pub(crate) fn is_titled(inner: &str) -> bool {
    let (mut capital, mut small, mut long_small) = (0_usize, 0_usize, 0_usize);
    for word in inner.split_whitespace().take(12) {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_uppercase() => capital += 1,
            Some(c) if c.is_lowercase() => {
                small += 1;
                long_small += usize::from(word.chars().count() > 4);
            }
            _ => {}
        }
    }
    capital >= 2 && long_small == 0 && capital >= small
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let (pairs, _) = pairs(text);
        let found: Vec<_> = pairs.iter().map(|pair| text.get(pair.outer.clone()).unwrap()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn marks_of_many_languages_pair() {
        check("\"We sail,\" he said. \"At noon.\"", &["\"We sail,\"", "\"At noon.\""]);
        check("“We sail,” he said, and “wait”.", &["“We sail,”", "“wait”"]);
        check("Sie sagte: „Wir fahren“, und ging.", &["„Wir fahren“"]);
        check("« On part », dit-elle.", &["« On part »"]);
        check("»Wir fahren«, sagte sie.", &["»Wir fahren«"]);
        check("”Vi seglar”, sade hon.", &["”Vi seglar”"]);
        check("他说：“走吧。”然后「再见」。", &["“走吧。”", "「再见」"]);
        check("«Мы идём в «Волну»», — сказал он.", &["«Мы идём в «Волну»»"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The dockers' boss doesn't know whose 'strike' it is.", &["'strike'"]);
        check("‘We don’t sail,’ he said. The ’90s are over.", &["‘We don’t sail,’"]);
        check("'The dockers' strike is over,' she said.", &["'The dockers' strike is over,'"]);
        check("‘He said “no” to me,’ she said.", &["‘He said “no” to me,’"]);
        check("It is Jones's and the boys' own.", &[]);
    }

    #[test]
    fn inches_and_attributes_are_no_marks() {
        check("A 5\" pipe and a 6\" pipe.", &[]);
        check("x=\"1\"", &[]);
    }

    #[test]
    fn what_is_never_closed_is_told() {
        let text = "“We sail at noon. She left.";
        let (found, unclosed) = pairs(text);
        assert_eq!((found.len(), found[0].is_open, unclosed), (1, true, vec![0]));
        assert_eq!(pairs("\"One \"two\" three").1, [0]);
    }

    #[test]
    fn statements_are_told_from_fragments() {
        let form_of = |text: &str| {
            let (found, _) = pairs(text);
            form(text, &found[0])
        };
        for text in [
            "\"We sail,\" he said.",
            "He said: \"we sail at noon\".",
            "He said, \"We sail at noon.\"",
            "\"We sail at noon.\"",
            "「我们中午出发」，他说。",
            "«Мы идём», — сказал он.",
        ] {
            assert_eq!(form_of(text), Form::Statement, "{text}");
        }
        for text in ["It is a \"lockout in slow motion\".", "The \"quiet\" man.", "\"Quiet\" is the word."] {
            assert_eq!(form_of(text), Form::Fragment, "{text}");
        }
        assert_eq!(form_of("他写了《海港》。"), Form::Work);
        assert!(is_titled("The Old Man and the Sea") && !is_titled("the tide keeps turning"));
    }

    #[test]
    fn many_marks_are_one_pass() {
        let (found, unclosed) = pairs(&"\"a\" ".repeat(100_000));
        assert_eq!((found.len(), unclosed.len()), (100_000, 0));
        assert_eq!(pairs(&"“".repeat(200_000)).0.len(), 1);
        assert_eq!(pairs(&"«".repeat(200_000)).0.len(), 1);
        assert!(pairs(&"' ".repeat(200_000)).0.is_empty());
        assert!(pairs(&" 's".repeat(100_000)).0.len() <= 100_000);
    }
}
