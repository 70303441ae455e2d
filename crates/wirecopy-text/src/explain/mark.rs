//! The marks on a text, and the pieces it falls into where they begin and end.

use std::ops::Range;

use super::quotes::Numbered;
use super::sheet::Sheet;

/// So many marks lie over one another at most; further ones are left out there.
const DEEPEST: usize = 12;

/// A stretch of a text that something was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub sign: Sign,
}

/// What a stretch was taken for. Numbers are places in the lists of quotes and of mentions of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Dateline,
    Quote(usize),
    /// Where the speaker of a quote is mentioned.
    Speaker(usize),
    Description(usize),
    Cue(usize),
    Mention(usize),
}

/// All marks of a sheet, by their places; of those that begin together, the longer first.
pub(super) fn marks(sheet: &Sheet, quotes: &[Numbered<'_>]) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut add = |span: Option<wirecopy_model::Span>, sign| {
        let known = span.filter(|span| !sheet.is_vague(*span));
        if let Some(range) = known.and_then(|span| sheet.original.range(span)) {
            out.push(Mark { range, sign });
        }
    };
    for (at, numbered) in quotes.iter().enumerate() {
        add(Some(numbered.quote.span), Sign::Quote(at));
        if let Some(speaker) = &numbered.quote.speaker {
            add(speaker.mention, Sign::Speaker(at));
            add(speaker.description_span, Sign::Description(at));
            add(speaker.cue_span, Sign::Cue(at));
        }
    }
    for dateline in sheet.articles.iter().flat_map(|article| &article.datelines) {
        add(dateline.span, Sign::Dateline);
    }
    for (at, mention) in sheet.articles.iter().flat_map(|article| &article.mentions).enumerate() {
        add(Some(mention.span), Sign::Mention(at));
    }
    out.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    out
}

/// A piece of a line under the same marks all along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// The signs over it, outermost first.
    pub signs: Vec<Sign>,
    /// Those of them that end with it.
    pub ends: Vec<Sign>,
}

/// Cuts lines into pieces, one line after the other.
pub(super) struct Pieces<'m> {
    marks: &'m [Mark],
    /// The marks that are open, outermost first.
    open: Vec<&'m Mark>,
}

impl<'m> Pieces<'m> {
    pub(super) fn new(marks: &'m [Mark]) -> Self {
        Self { marks, open: Vec::new() }
    }

    /// The pieces of the next line.
    pub(super) fn of(&mut self, line: &Range<usize>) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut at = line.start;
        while at < line.end {
            self.open.retain(|mark| mark.range.end > at);
            while let Some((mark, rest)) = self.marks.split_first().filter(|(mark, _)| mark.range.start <= at)
            {
                self.marks = rest;
                if mark.range.end > at && self.open.len() < DEEPEST {
                    self.open.push(mark);
                }
            }
            let begins = self.marks.first().map_or(line.end, |mark| mark.range.start);
            let ends = self.open.iter().map(|mark| mark.range.end).min().unwrap_or(line.end);
            let end = begins.min(ends).min(line.end);
            let signs = |marks: &mut dyn Iterator<Item = &&Mark>| marks.map(|mark| mark.sign).collect();
            out.push(Piece {
                range: at..end,
                signs: signs(&mut self.open.iter()),
                ends: signs(&mut self.open.iter().filter(|mark| mark.range.end == end)),
            });
            at = end;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, number: usize) -> Mark {
        Mark { range: start..end, sign: Sign::Mention(number) }
    }

    #[track_caller]
    fn check(marks: &[Mark], lines: &[(usize, usize)], expect: &[(Range<usize>, &[usize])]) {
        let mut pieces = Pieces::new(marks);
        let found: Vec<_> = lines.iter().flat_map(|&(start, end)| pieces.of(&(start..end))).collect();
        let number = |sign: &Sign| if let Sign::Mention(number) = sign { *number } else { 99 };
        let found: Vec<(Range<usize>, Vec<usize>)> = found
            .iter()
            .map(|piece| (piece.range.clone(), piece.signs.iter().map(number).collect()))
            .collect();
        let expect: Vec<_> = expect.iter().map(|(range, signs)| (range.clone(), signs.to_vec())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn marks_that_overlap_cut_each_other() {
        check(
            &[mark(2, 6, 0), mark(4, 8, 1)],
            &[(0, 10)],
            &[(0..2, &[]), (2..4, &[0]), (4..6, &[0, 1]), (6..8, &[1]), (8..10, &[])],
        );
    }

    #[test]
    fn a_mark_goes_on_in_the_next_line() {
        check(&[mark(2, 8, 0)], &[(0, 4), (5, 9)], &[(0..2, &[]), (2..4, &[0]), (5..8, &[0]), (8..9, &[])]);
        check(
            &[mark(4, 5, 0), mark(6, 7, 1)],
            &[(0, 4), (5, 9)],
            &[(0..4, &[]), (5..6, &[]), (6..7, &[1]), (7..9, &[])],
        );
    }

    #[test]
    fn many_marks_in_one_line_are_one_pass() {
        let marks: Vec<_> = (0..200_000).map(|at| mark(at, 300_000, at)).collect();
        assert_eq!(Pieces::new(&marks).of(&(0..300_000)).len(), 200_001 - 1);
    }
}
