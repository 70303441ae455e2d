//! What the text of an article may come in: a mail, an e-book of Project Gutenberg, front matter, a file of several
//! articles. What it says outright goes into fields; its own lines are not taken for the story's.

pub(crate) mod gutenberg;
pub(crate) mod mail;
pub(crate) mod markup;
pub(crate) mod matter;
pub(crate) mod several;
mod stated;

use std::ops::Range;

use wirecopy_model::{Article, HeadlineRole};

use crate::given::Share;
use crate::kind::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Line;

/// What is known of a passage before its lines are looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// What the container states.
    pub stated: Article,
    /// Parts whose kind the container settles, in order.
    pub fixed: Vec<Fixed>,
    /// What part of the input it is.
    pub share: Share,
    /// Whether the container says that lines which end in a space go on in the next.
    pub flowed: bool,
}

/// A part of a passage whose kind is settled.
#[derive(Clone, Debug)]
pub(crate) struct Fixed {
    /// Where it stands in the text of the passage.
    pub range: Range<usize>,
    /// What it is. A header is one unit, other kinds are one a paragraph.
    pub kind: Kind,
    /// Name of the rule.
    pub rule: &'static str,
    /// What speaks for it, in words.
    pub because: &'static str,
}

/// Units whose kind is settled, with their verdicts.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    units: Vec<(Unit, Verdict)>,
}

impl Frame {
    /// Parts the lines that are to be looked at from those whose kind is settled.
    pub(crate) fn part(&self, lines: Vec<Line>) -> (Vec<Line>, Settled) {
        let mut settled = Settled::default();
        if self.fixed.is_empty() {
            return (lines, settled);
        }
        let (mut open, mut last) = (Vec::with_capacity(lines.len()), None);
        for line in lines {
            let at = self.fixed.partition_point(|fixed| fixed.range.end <= line.range.start);
            let Some(fixed) = self.fixed.get(at).filter(|fixed| fixed.range.start <= line.range.start) else {
                // the story begins anew, whatever stood before it
                open.push(Line { after_blank: line.after_blank || last.is_some(), ..line });
                last = None;
                continue;
            };
            let goes_on = last == Some(at) && (!line.after_blank || fixed.kind == Kind::Header);
            match settled.units.last_mut() {
                Some((unit, _)) if goes_on => {
                    unit.range.end = line.range.end;
                    unit.last_line = line.number;
                    unit.lines = (line.number.saturating_sub(unit.line) as usize).saturating_add(1);
                }
                _ => settled.units.push((
                    Unit {
                        line: line.number,
                        last_line: line.number,
                        range: line.range,
                        lines: 1,
                        after_blank: line.after_blank,
                        ..Unit::default()
                    },
                    Verdict::settled(fixed.kind, fixed.rule, fixed.because),
                )),
            }
            last = Some(at);
        }
        (open, settled)
    }
}

impl Settled {
    /// Puts its units among the others, in the order of the text.
    pub(crate) fn merge_into(self, units: &mut Vec<Unit>, verdicts: &mut Vec<Verdict>) {
        if self.units.is_empty() {
            return;
        }
        let mut all: Vec<_> =
            std::mem::take(units).into_iter().zip(std::mem::take(verdicts)).chain(self.units).collect();
        all.sort_by_key(|(unit, _)| unit.range.start);
        (*units, *verdicts) = all.into_iter().unzip();
    }
}

/// Leaves out what the lines say again after the container has said it. The headline it states stays the one main
/// headline; another one that the lines have goes below it.
pub(crate) fn settle(article: &mut Article) {
    let is_main = |role: &HeadlineRole| *role == HeadlineRole::Main;
    // what is stated stands before what the lines have
    let mut mains = article.headlines.iter().filter(|headline| is_main(&headline.role));
    if let Some(first) = mains.next() {
        let (title, is_stated) = (folded(&first.text.value), first.origin.is_some());
        let mut is_first = true;
        article.headlines.retain(|headline| {
            !is_main(&headline.role)
                || std::mem::take(&mut is_first)
                || headline.origin.is_some()
                || folded(&headline.text.value) != title
        });
        if is_stated {
            article.inferred.retain(|inference| inference.field != "title");
            let others = article.headlines.iter_mut().filter(|headline| is_main(&headline.role)).skip(1);
            for headline in others.filter(|headline| headline.origin.is_none()) {
                headline.role = HeadlineRole::Sub;
            }
        }
    }
    let mut names: Vec<String> = Vec::new();
    article.people.retain(|person| {
        let Some(name) = &person.name else { return true };
        let is_known = person.origin.is_none() && names.contains(name);
        if person.origin.is_some() {
            names.push(name.clone());
        }
        !is_known
    });
}

/// A headline without what may differ where it is repeated: case, spaces, and the signs that a mail answers or passes on.
fn folded(headline: &str) -> String {
    const SIGNS: &[&str] = &["re:", "fwd:", "fw:", "aw:", "wg:", "tr:"];
    let mut words =
        headline.split_whitespace().map(str::to_lowercase).skip_while(|word| SIGNS.contains(&word.as_str()));
    let first = words.next().unwrap_or_default();
    words.fold(first, |line, word| line + " " + &word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::Headline;

    fn check(stated: &str, found: &[&str], expect: &[(HeadlineRole, &str)]) {
        let mut article =
            Article { headlines: vec![stated::headline(stated, "Subject")], ..Article::default() };
        article.headlines.extend(found.iter().map(|found| Headline::plain(HeadlineRole::Main, *found)));
        settle(&mut article);
        let headlines: Vec<_> =
            article.headlines.iter().map(|found| (found.role.clone(), found.text.value.as_str())).collect();
        assert_eq!(headlines, expect);
    }

    #[test]
    fn a_stated_headline_stays_the_main_one() {
        use HeadlineRole::{Main, Sub};
        check("Ferry back", &["Ferry back"], &[(Main, "Ferry back")]);
        check("Fwd: Ferry  back", &["FERRY BACK"], &[(Main, "Fwd: Ferry  back")]);
        check("Re: Fwd:", &["Fog"], &[(Main, "Re: Fwd:"), (Sub, "Fog")]);
        check("Press release", &["Ferry back"], &[(Main, "Press release"), (Sub, "Ferry back")]);
        check("Ferry", &[], &[(Main, "Ferry")]);
    }
}
