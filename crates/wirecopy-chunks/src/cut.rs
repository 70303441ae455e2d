//! Sections to chunks.

use std::collections::VecDeque;

use unicode_segmentation::UnicodeSegmentation;
use wirecopy_model::Span;

use crate::measure::Measure;
use crate::unit::{Pieces, Section, Unit, around};

/// How sections are cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    pub(crate) size: usize,
    pub(crate) measure: Measure,
    pub(crate) overlap: usize,
    /// Whether texts begin with their headings.
    pub(crate) headings: bool,
}

/// A piece of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) headings: Vec<String>,
    pub(crate) text: String,
    /// Characters of the text that the chunk before ends with.
    pub(crate) overlap: usize,
    pub(crate) span: Option<Span>,
}

/// What of a unit stands together: a sentence, an item, a paragraph.
#[derive(Clone, Copy, Debug)]
struct Part<'t> {
    text: &'t str,
    /// What stands between it and the part before.
    gap: &'static str,
    length: usize,
    span: Option<Span>,
}

impl Cut {
    /// The chunks of a section, behind those of the sections before.
    pub(crate) fn section(&self, section: &Section, chunks: &mut Vec<Chunk>) {
        let prefix = self.prefix(&section.headings);
        let prefix_length =
            self.measure.of(&prefix) + if prefix.is_empty() { 0 } else { self.measure.of_gap("\n\n") };
        let mut maker = Maker {
            cut: self,
            section,
            prefix,
            size: self.size.saturating_sub(prefix_length).max(1),
            parts: VecDeque::new(),
            repeated: 0,
            length: 0,
            chunks,
        };
        for unit in &section.units {
            maker.unit(unit);
        }
        maker.end();
    }

    /// The headings, one below the other; fewer of them, or none, where they would take more than half of the size.
    fn prefix(&self, headings: &[String]) -> String {
        if !self.headings {
            return String::new();
        }
        let mut kept = headings;
        while let Some((_, rest)) = kept.split_first() {
            let prefix = kept.join("\n");
            if self.measure.of(&prefix) <= self.size / 2 {
                return prefix;
            }
            kept = rest;
        }
        String::new()
    }
}

/// Fills chunks.
struct Maker<'s, 'c> {
    cut: &'c Cut,
    section: &'s Section,
    prefix: String,
    size: usize,
    /// The parts of the chunk that is open.
    parts: VecDeque<Part<'s>>,
    /// How many of them the chunk before holds, too.
    repeated: usize,
    length: usize,
    chunks: &'c mut Vec<Chunk>,
}

impl<'s> Maker<'s, '_> {
    fn unit(&mut self, unit: &'s Unit) {
        let measure = self.cut.measure;
        let span = unit.span;
        match &unit.pieces {
            Pieces::Text(text) => {
                let length = measure.of(text);
                // repeating wants sentences
                if self.cut.overlap == 0 && self.fits(length) {
                    self.push(Part { text, gap: "\n\n", length, span });
                    return;
                }
                if length <= self.size && !self.fits(length) && self.length > self.size / 2 {
                    self.end();
                }
                self.sentences(text, "\n\n", span);
            }
            Pieces::Lines(lines) => {
                let lengths = lines.iter().map(|line| measure.of(line)).sum::<usize>();
                let gaps = lines.len().saturating_sub(1) * measure.of_gap("\n");
                // whole where it fits
                if lengths + gaps <= self.size && !self.fits(lengths + gaps) {
                    self.end();
                }
                for (index, line) in lines.iter().enumerate() {
                    let gap = if index == 0 { "\n\n" } else { "\n" };
                    self.part(line, gap, span);
                }
            }
        }
    }

    /// Adds a part; one that is longer than a chunk is parted into sentences, and these between words.
    fn part(&mut self, text: &'s str, gap: &'static str, span: Option<Span>) {
        let measure = self.cut.measure;
        let length = measure.of(text);
        if length <= self.size {
            if !text.is_empty() {
                self.fit(Part { text, gap, length, span });
            }
            return;
        }
        self.sentences(text, gap, span);
    }

    fn sentences(&mut self, text: &'s str, gap: &'static str, span: Option<Span>) {
        let mut gap = gap;
        for whole in text.split_sentence_bounds() {
            let sentence = whole.trim();
            if sentence.is_empty() {
                continue;
            }
            let length = self.cut.measure.of(sentence);
            if length <= self.size {
                self.fit(Part { text: sentence, gap, length, span });
            } else {
                self.words(sentence, gap, span);
            }
            // some scripts set no space between sentences
            gap = if whole.ends_with(char::is_whitespace) { " " } else { "" };
        }
    }

    /// Parts a sentence that is too long where white space stands, and words of scripts without spaces between them.
    fn words(&mut self, sentence: &'s str, gap: &'static str, span: Option<Span>) {
        let (mut start, mut length, mut gap) = (0, 0, gap);
        let mut at = 0;
        for stretch in sentence.split_inclusive(char::is_whitespace) {
            // a stretch without spaces may be many words, and a word longer than a chunk
            let words =
                if self.is_long(stretch) { stretch.split_word_bounds() } else { "".split_word_bounds() };
            let whole = Some(stretch).filter(|stretch| !self.is_long(stretch));
            for word in words.chain(whole) {
                let signs = if self.is_long(word) { word.graphemes(true) } else { "".graphemes(true) };
                let whole = Some(word).filter(|word| !self.is_long(word));
                for piece in signs.chain(whole) {
                    let more = self.cut.measure.of(piece);
                    if length + more > self.size && at > start {
                        gap = self.stretch(sentence, start..at, gap, span);
                        (start, length) = (at, 0);
                    }
                    length += more;
                    at += piece.len();
                }
            }
        }
        self.stretch(sentence, start..sentence.len(), gap, span);
    }

    /// Adds a stretch of a sentence, and gives what stands between it and the next.
    fn stretch(
        &mut self,
        sentence: &'s str,
        range: std::ops::Range<usize>,
        gap: &'static str,
        span: Option<Span>,
    ) -> &'static str {
        let text = sentence.get(range).unwrap_or_default();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return " ";
        }
        let gap = if text.starts_with(char::is_whitespace) && gap.is_empty() { " " } else { gap };
        self.fit(Part { text: trimmed, gap, length: self.cut.measure.of(trimmed), span });
        if text.ends_with(char::is_whitespace) { " " } else { "" }
    }

    fn is_long(&self, text: &str) -> bool {
        self.cut.measure.of(text) > self.size
    }

    fn fits(&self, length: usize) -> bool {
        let gap = if self.parts.is_empty() { 0 } else { self.cut.measure.of_gap("\n\n") };
        self.length + gap + length <= self.size
    }

    /// Adds a part, in the next chunk where it does not fit in this one.
    fn fit(&mut self, part: Part<'s>) {
        let gap = |maker: &Self| if maker.parts.is_empty() { 0 } else { maker.cut.measure.of_gap(part.gap) };
        if self.length + gap(self) + part.length > self.size {
            self.end();
            // what is new goes before what is repeated
            while self.repeated > 0 && self.length + gap(self) + part.length > self.size {
                self.forget();
            }
        }
        self.push(part);
    }

    fn push(&mut self, part: Part<'s>) {
        if !self.parts.is_empty() {
            self.length += self.cut.measure.of_gap(part.gap);
        }
        self.length += part.length;
        self.parts.push_back(part);
    }

    /// Takes the first part out.
    fn forget(&mut self) {
        if let Some(part) = self.parts.pop_front() {
            self.length = self.length.saturating_sub(part.length);
            if let Some(next) = self.parts.front() {
                self.length = self.length.saturating_sub(self.cut.measure.of_gap(next.gap));
            }
        }
        self.repeated = self.repeated.saturating_sub(1);
    }

    /// Ends the chunk, if there is anything new in it. Of its parts those at its end stay that are repeated.
    fn end(&mut self) {
        if self.parts.len() > self.repeated {
            let mut chunk = Chunk { headings: self.section.headings.clone(), ..Chunk::default() };
            chunk.text.push_str(&self.prefix);
            let mut spans = Some(None);
            for (index, part) in self.parts.iter().enumerate() {
                if index > 0 {
                    chunk.text.push_str(part.gap);
                } else if !chunk.text.is_empty() {
                    chunk.text.push_str("\n\n");
                }
                chunk.text.push_str(part.text);
                if index < self.repeated {
                    chunk.overlap += part.text.chars().count() + if index > 0 { part.gap.len() } else { 0 };
                }
                // of all or of none: half a span would mislead
                spans = match (spans, part.span) {
                    (Some(spans), Some(span)) => Some(Some(around(spans, span))),
                    _ => None,
                };
            }
            chunk.span = spans.flatten();
            self.chunks.push(chunk);
            self.repeated = self.parts.len();
            while self.repeated > 0 && (self.length > self.cut.overlap || self.cut.overlap == 0) {
                self.forget();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wirecopy_model::{Article, Block, Inline, ListItem};

    use super::*;
    use crate::unit::{Omitted, sections};

    fn chunks(blocks: Vec<Block>, cut: Cut) -> Vec<Chunk> {
        let article = Article { blocks, ..Article::default() };
        let mut chunks = Vec::new();
        for section in sections(&article, &mut Omitted::default()) {
            cut.section(&section, &mut chunks);
        }
        chunks
    }

    fn texts(blocks: Vec<Block>, size: usize, overlap: usize) -> Vec<String> {
        let cut = Cut { size, measure: Measure::Words, overlap, headings: false };
        chunks(blocks, cut).into_iter().map(|chunk| chunk.text).collect()
    }

    fn heading(level: u8, text: &str) -> Block {
        Block::Heading { level, content: vec![Inline::text(text)], span: None }
    }

    fn items(texts: &[&str]) -> Block {
        let item = |text: &&str| ListItem { blocks: vec![Block::paragraph(*text)] };
        Block::List { ordered: false, start: None, loose: false, items: texts.iter().map(item).collect() }
    }

    #[test]
    fn sentences_stay_whole() {
        let text = "The ferry sails. It sails on Monday. Nobody knows why it did not sail before.";
        assert_eq!(
            texts(vec![Block::paragraph(text)], 8, 0),
            ["The ferry sails. It sails on Monday.", "Nobody knows why it did not sail before."]
        );
    }

    #[test]
    fn a_sentence_that_is_too_long_is_parted_between_words() {
        assert_eq!(
            texts(vec![Block::paragraph("one two three four five")], 2, 0),
            ["one two", "three four", "five"]
        );
    }

    #[test]
    fn no_chunk_crosses_a_heading_and_none_is_lost() {
        let blocks = vec![
            heading(2, "Harbour"),
            Block::paragraph("Open."),
            heading(3, "Ferries"),
            Block::paragraph("Sailing."),
            heading(2, "Weather"),
            heading(2, "Tides"),
            Block::paragraph("High."),
        ];
        let cut = Cut { size: 300, measure: Measure::Words, overlap: 0, headings: true };
        let found: Vec<_> =
            chunks(blocks, cut).into_iter().map(|chunk| (chunk.headings, chunk.text)).collect();
        let expect = [
            (vec!["Harbour"], "Harbour\n\nOpen."),
            (vec!["Harbour", "Ferries"], "Harbour\nFerries\n\nSailing."),
            (vec![], "Weather"),
            (vec!["Tides"], "Tides\n\nHigh."),
        ];
        assert_eq!(
            found,
            expect.map(|(headings, text)| {
                (headings.into_iter().map(str::to_owned).collect::<Vec<_>>(), text.to_owned())
            })
        );
    }

    #[test]
    fn a_list_stays_whole_where_it_fits() {
        let blocks = vec![Block::paragraph("Three things to know now."), items(&["one ferry", "two ports"])];
        assert_eq!(texts(blocks.clone(), 8, 0), ["Three things to know now.", "- one ferry\n- two ports"]);
        assert_eq!(texts(blocks, 4, 0).len(), 3);
    }

    #[test]
    fn whole_sentences_are_repeated() {
        let text = "One two three. Four five six. Seven eight nine. Ten.";
        assert_eq!(
            texts(vec![Block::paragraph(text)], 6, 3),
            ["One two three. Four five six.", "Four five six. Seven eight nine.", "Seven eight nine. Ten."]
        );
    }

    #[test]
    fn sentences_of_scripts_without_spaces_are_joined_as_they_were() {
        let cut = Cut { size: 8, measure: Measure::Characters, overlap: 0, headings: false };
        let found = chunks(vec![Block::paragraph("港口开放。船来了。人多。")], cut);
        assert_eq!(
            found.iter().map(|chunk| chunk.text.as_str()).collect::<Vec<_>>(),
            ["港口开放。", "船来了。人多。"]
        );
    }

    fn prose() -> impl Strategy<Value = Block> {
        prop_oneof![
            6 => "(([A-Za-zé]{1,9}|港{1,9})[.,?]?[.]? ){1,30}".prop_map(Block::paragraph),
            1 => (2_u8..5, "[A-Z][a-z]{2,8}( [a-z]{1,8}){0,4}").prop_map(|(level, text)| heading(level, &text)),
            1 => proptest::collection::vec("[a-z]{1,8}( [a-z]{1,8}){0,9}\\.", 1..6)
                .prop_map(|texts| items(&texts.iter().map(String::as_str).collect::<Vec<_>>())),
        ]
    }

    /// Letters alone: what cutting may not change.
    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    proptest! {
        #[test]
        fn the_texts_hold_all_text_in_order(
            blocks in proptest::collection::vec(prose(), 0..12),
            size in 1_usize..60,
            words in any::<bool>(),
        ) {
            let measure = if words { Measure::Words } else { Measure::Characters };
            let cut = Cut { size, measure, overlap: 0, headings: false };
            // headings stand where their sections begin
            let mut open: Vec<String> = Vec::new();
            let mut held = String::new();
            for chunk in chunks(blocks.clone(), cut) {
                prop_assert!(measure.of(&chunk.text) <= size);
                let same = open.iter().zip(&chunk.headings).take_while(|(one, other)| one == other).count();
                for heading in chunk.headings.iter().skip(same) {
                    held.push_str(&letters(heading));
                }
                held.push_str(&letters(&chunk.text));
                open = chunk.headings;
            }
            // two sections of one name side by side look like one: then less is held
            let whole = letters(&wirecopy_body::blocks_to_text(&blocks));
            let headings = blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count();
            if headings <= 1 {
                prop_assert_eq!(held, whole);
            }
        }

        #[test]
        fn overlap_repeats_and_adds_nothing(blocks in proptest::collection::vec(prose(), 0..9), size in 2_usize..40) {
            let plain = Cut { size, measure: Measure::Words, overlap: 0, headings: false };
            let cut = Cut { overlap: size / 2, ..plain };
            let new: String = chunks(blocks.clone(), cut)
                .iter()
                .map(|chunk| letters(&chunk.text.chars().skip(chunk.overlap).collect::<String>()))
                .collect();
            let all: String = chunks(blocks, plain).iter().map(|chunk| letters(&chunk.text)).collect();
            prop_assert_eq!(new, all);
        }
    }
}
