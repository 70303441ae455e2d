//! Blocks broken at a width of their own: quoted passages, captions, a release inside a story.

use super::bounds::End;
use super::measure::{Measure, Start};
use super::{MIN_WIDTH, Wrap};
use crate::front;
use crate::lines::Line;

/// Fewest lines of a block that show a width of their own.
const FEWEST: usize = 4;
/// Fewest lines of a caption that do.
const CAPTION: usize = 2;

/// Joins the lines of a block that keep a width of their own: none but the last has room for the next word.
pub(super) fn keep_own_widths(
    text: &str,
    lines: &[Line],
    measures: &[Measure],
    ends: &mut [End],
    wrap: &Wrap,
) {
    let mut start = 0;
    while start < measures.len() {
        let stop = (start..measures.len())
            .find(|&at| ends.get(at) == Some(&End::Break))
            .unwrap_or(measures.len() - 1);
        let has_short = ends.get(start..stop).is_some_and(|ends| ends.contains(&End::Short));
        let count = stop + 1 - start;
        let is_caption = || {
            let first = lines.get(start).and_then(|line| text.get(line.range.clone()));
            count >= CAPTION && first.is_some_and(front::is_credit)
        };
        if has_short && (count >= FEWEST || is_caption()) {
            let block = measures.get(start..=stop).unwrap_or_default();
            if keeps_own_width(block, wrap) {
                for end in ends.get_mut(start..stop).unwrap_or_default() {
                    if *end == End::Short {
                        *end = End::Join;
                    }
                }
            }
        }
        start = stop + 1;
    }
}

fn keeps_own_width(block: &[Measure], wrap: &Wrap) -> bool {
    let inner = block.len() - 1;
    let widest = block.iter().take(inner).map(|line| line.width).max().unwrap_or_default();
    let pairs = || block.iter().zip(block.iter().skip(1));
    let small = pairs().filter(|(line, next)| next.starts == Start::Small && !line.has_stop()).count();
    (MIN_WIDTH..wrap.width).contains(&widest)
        && (small * 2 >= inner || block.len() < FEWEST)
        && pairs().all(|(line, next)| line.room(next, widest) < 0)
        && block.last().is_some_and(|line| line.width <= widest)
}
