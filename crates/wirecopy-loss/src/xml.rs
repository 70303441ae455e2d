//! Texts and attribute values of XML.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use crate::{Piece, Pieces, even};

/// The texts and attribute values of XML. What breaks the syntax in small ways is read over; where nothing can be made of
/// it reading ends, see [`Pieces::unread`].
pub fn xml(source: &str) -> Pieces {
    let mut found = read(source, false);
    // what is read leniently is well-formed only if it can be read strictly
    found.well_formed = found.unsure == 0 && found.unread.is_none() && {
        let strict = read(source, true);
        strict.well_formed && strict.pieces == found.pieces
    };
    found
}

fn read(source: &str, is_strict: bool) -> Pieces {
    // the warning of a script may stand before the declaration
    let junk = source.find("<?xml").filter(|at| source.get(..*at).is_some_and(|before| before.contains('<')));
    let mut found =
        Pieces { well_formed: junk.is_none(), unsure: u64::from(junk.is_some()), ..Pieces::default() };
    let skipped = junk.unwrap_or(0);
    let mut reader = Reader::from_str(source.get(skipped..).unwrap_or_default());
    let skipped = u64::try_from(skipped).unwrap_or(0);
    let config = reader.config_mut();
    config.check_comments = is_strict;
    config.check_end_names = is_strict;
    config.allow_unmatched_ends = !is_strict;
    config.allow_dangling_amp = !is_strict;
    let mut text = Run::default();
    let (mut depth, mut roots) = (0_u64, 0_u64);
    loop {
        let start = reader.buffer_position() + skipped;
        let Ok(event) = reader.read_event() else {
            text.end(start, &mut found);
            found.unread = Some(start);
            found.well_formed = false;
            return found;
        };
        let end = reader.buffer_position() + skipped;
        match &event {
            Event::Text(part) => text.add(part, start),
            Event::CData(part) => text.add(part, start),
            Event::GeneralRef(reference) => match unescape(&format!("&{};", &**reference)) {
                Ok(character) => text.add(&character, start),
                Err(_) => text.is_unsure = true,
            },
            Event::Comment(_) | Event::PI(_) => {}
            _ => {
                // what stands before the root element is nothing that a server meant to send
                text.is_unsure |= roots == 0 && !text.text.trim().is_empty();
                found.well_formed &= depth > 0 || text.text.trim().is_empty();
                text.end(start, &mut found);
            }
        }
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            roots += u64::from(depth == 0);
            for attribute in tag.attributes().with_checks(is_strict) {
                let Ok(attribute) = attribute else {
                    found.well_formed = false;
                    found.unsure += 1;
                    continue;
                };
                let name = attribute.key.as_ref().to_owned();
                if name == "xmlns" || name.starts_with("xmlns:") {
                    continue;
                }
                let mut value = Run::default();
                let resolved = unescape(&attribute.value);
                value.is_unsure = resolved.is_err();
                value.add(resolved.as_deref().unwrap_or_default(), start);
                value.name = Some(name);
                value.end(end, &mut found);
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                found.well_formed &= depth > 0;
                depth = depth.saturating_sub(1);
            }
            Event::Eof => {
                found.well_formed &= depth == 0 && roots == 1;
                return found;
            }
            _ => {}
        }
    }
}

/// A text that is being put together.
#[derive(Default)]
struct Run {
    text: String,
    name: Option<String>,
    start: u64,
    is_unsure: bool,
}

impl Run {
    fn add(&mut self, part: &str, start: u64) {
        if self.text.is_empty() {
            self.start = start;
        }
        self.text.push_str(part);
    }

    fn end(&mut self, end: u64, found: &mut Pieces) {
        let run = std::mem::take(self);
        let text = even(&run.text);
        let forbidden = |character: char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffd}'..='\u{ffff}');
        if run.is_unsure || run.text.contains(forbidden) {
            found.unsure += 1;
            found.well_formed = false;
        } else if !text.is_empty() {
            found.pieces.push(Piece { text, name: run.name, start: run.start, end });
        }
    }
}
