//! Articles laid out in every way copy is, and read back.

use std::fmt::Write;

use super::{Layout, detect};
use crate::layout::{Unit, units};
use crate::lines::split;

/// Articles, a unit a line, blank lines between. The letter says what the unit is.
const ARTICLES: &str = include_str!("articles.txt");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fill {
    /// Each line takes all the words that fit.
    Greedy,
    /// A hand breaks up to so many columns early.
    Ragged(usize),
    /// Spaces are widened until the line is full.
    Justified,
}

#[derive(Clone, Copy, Debug)]
struct Style {
    name: &'static str,
    /// Blank lines between units.
    blank: bool,
    first: &'static str,
    rest: &'static str,
    fill: Fill,
    /// Behind each line that goes on.
    soft: &'static str,
    /// At the end of every line.
    end: &'static str,
    /// Before every line.
    mark: &'static str,
    /// Two spaces between sentences.
    wide: bool,
    /// So many units at the start are not broken.
    whole: usize,
    /// What is demanded, in thousandths.
    least: usize,
    widths: (usize, usize),
}

const PLAIN: Style = Style {
    name: "",
    blank: true,
    first: "",
    rest: "",
    fill: Fill::Greedy,
    soft: "",
    end: "\n",
    mark: "",
    wide: false,
    whole: 0,
    least: 1000,
    widths: (28, 100),
};

const STYLES: &[Style] = &[
    Style { name: "blank lines", ..PLAIN },
    Style { name: "blank lines, crlf and trailing space", end: "  \r\n", ..PLAIN },
    Style { name: "blank lines, two spaces behind sentences", wide: true, ..PLAIN },
    Style { name: "blank lines and indented first lines", first: "    ", ..PLAIN },
    Style { name: "blank lines, whole text indented", first: "     ", rest: "     ", ..PLAIN },
    Style { name: "blank lines, hanging", rest: "    ", ..PLAIN },
    Style { name: "blank lines, justified", fill: Fill::Justified, ..PLAIN },
    Style { name: "blank lines, by hand", fill: Fill::Ragged(9), least: 990, ..PLAIN },
    Style { name: "blank lines, quoted mail", mark: "> ", ..PLAIN },
    Style { name: "indented by spaces", blank: false, first: "   ", ..PLAIN },
    Style { name: "indented by a tab", blank: false, first: "\t", widths: (40, 100), ..PLAIN },
    Style { name: "indented by no-break spaces", blank: false, first: "\u{a0}\u{a0}", end: "\r\n", ..PLAIN },
    Style {
        name: "newswire: tab, by hand",
        blank: false,
        first: "\t",
        fill: Fill::Ragged(15),
        least: 990,
        widths: (60, 78),
        ..PLAIN
    },
    Style {
        name: "newswire: tab, very ragged",
        blank: false,
        first: "\t",
        fill: Fill::Ragged(28),
        least: 990,
        widths: (60, 84),
        ..PLAIN
    },
    Style { name: "blank lines, very ragged", fill: Fill::Ragged(22), widths: (60, 84), least: 980, ..PLAIN },
    Style { name: "hanging", blank: false, rest: "   ", ..PLAIN },
    Style { name: "flowed", blank: false, soft: " ", ..PLAIN },
    Style { name: "flowed, blank lines", soft: " ", ..PLAIN },
    Style { name: "flowed, quoted", blank: false, soft: " ", mark: "> ", ..PLAIN },
    Style { name: "head not broken", whole: 4, ..PLAIN },
    Style { name: "short last lines", blank: false, least: 940, ..PLAIN },
    Style { name: "short last lines, justified", blank: false, fill: Fill::Justified, least: 940, ..PLAIN },
    Style { name: "short last lines, by hand", blank: false, fill: Fill::Ragged(5), least: 915, ..PLAIN },
];

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % (most + 1)
    }
}

/// The lines of a unit.
fn lines(text: &str, style: &Style, width: usize, chance: &mut Chance) -> Vec<String> {
    let columns = |space: &str| if space == "\t" { 8 } else { space.chars().count() };
    let room = |chance: &mut Chance| match style.fill {
        Fill::Ragged(most) => width - chance.below(most.min(width / 3)),
        _ => width,
    };
    let (mut out, mut line, mut used, mut most) =
        (Vec::new(), style.first.to_owned(), columns(style.first), room(chance));
    for (at, word) in text.split(' ').enumerate() {
        let is_empty = at == 0;
        let length = word.chars().count();
        let space = if style.wide && line.ends_with(['.', '?', '!']) { 2 } else { 1 };
        if !is_empty && used + space + length > most {
            out.push(std::mem::replace(&mut line, style.rest.to_owned()));
            (used, most) = (columns(style.rest), room(chance));
        } else if !is_empty {
            line.push_str(&" ".repeat(space));
            used += space;
        }
        line.push_str(word);
        used += length;
    }
    if style.fill == Fill::Justified {
        for line in &mut out {
            let gaps = line.matches(' ').count();
            let mut left = width.saturating_sub(line.chars().count());
            if gaps > 0 && left <= gaps * 2 {
                let words: Vec<&str> = line.split(' ').collect();
                let mut full = String::new();
                for (at, word) in words.iter().enumerate() {
                    let share = left.div_ceil((words.len() - at).max(2) - 1).min(left);
                    full.push_str(word);
                    if at + 1 < words.len() {
                        full.push_str(&" ".repeat(1 + share));
                        left -= share;
                    }
                }
                *line = full;
            }
        }
    }
    out.push(line);
    out
}

/// An article in a style, and the first and last line of each unit.
fn lay_out(article: &str, style: &Style, width: usize, chance: &mut Chance) -> (String, Vec<(u32, u32)>) {
    let (mut out, mut gold, mut number) = (String::new(), Vec::new(), 1);
    for (at, unit) in article.lines().enumerate() {
        let (_, text) = unit.split_once(' ').unwrap();
        let unit = if at < style.whole { vec![text.to_owned()] } else { lines(text, style, width, chance) };
        let count = u32::try_from(unit.len()).unwrap();
        gold.push((number, number + count - 1));
        number += count;
        for (index, line) in unit.iter().enumerate() {
            let soft = if index + 1 < unit.len() { style.soft } else { "" };
            write!(out, "{}{line}{soft}{}", style.mark, style.end).unwrap();
        }
        if style.blank {
            out.push_str(style.mark.trim_end());
            out.push_str(style.end);
            number += 1;
        }
    }
    (out, gold)
}

fn read(text: &str) -> (Vec<Unit>, Layout) {
    let (lines, _) = split(text, usize::MAX);
    let layout = detect(text, &lines).layout;
    (units(text, &lines, layout), layout)
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    gold: usize,
    found: usize,
}

impl Score {
    fn thousandths(self) -> usize {
        2000 * self.right / (self.gold + self.found).max(1)
    }
}

/// Scores a style over all articles and widths. The report shows what went wrong, if it is asked for.
fn score(style: &Style, units: usize, report: &mut String, most: usize) -> Score {
    let mut score = Score::default();
    let mut chance = Chance(7);
    for article in ARTICLES.split("\n\n") {
        let article = article.lines().take(units).collect::<Vec<_>>().join("\n");
        for width in (style.widths.0..=style.widths.1).step_by(3) {
            let (text, gold) = lay_out(article.trim_end(), style, width, &mut chance);
            // a text of which no unit is broken shows no layout, and needs none
            let (found, layout) = read(&text);
            let found: Vec<_> = found
                .iter()
                .filter(|unit| unit.joined(&text).trim() != style.mark.trim() || style.mark.is_empty())
                .map(|unit| (unit.line, unit.last_line))
                .collect();
            score.gold += gold.len();
            score.found += found.len();
            score.right += gold.iter().filter(|unit| found.contains(unit)).count();
            if report.len() < most && gold != found {
                let wrong: Vec<_> = found.iter().filter(|unit| !gold.contains(unit)).collect();
                writeln!(report, "{} {width} {layout:?} {wrong:?}", style.name).unwrap();
                for (first, last) in wrong {
                    for line in text.lines().skip(*first as usize - 1).take((last - first) as usize + 1) {
                        writeln!(report, "    |{line}").unwrap();
                    }
                    writeln!(report, "    +").unwrap();
                }
            }
        }
    }
    score
}

#[test]
fn paragraphs_are_recovered_in_every_style() {
    let (mut table, mut report) = (String::new(), String::new());
    let (mut all, mut failed) = (Score::default(), false);
    for style in STYLES {
        let score = score(style, usize::MAX, &mut report, 6_000);
        writeln!(table, "{:>5} {}", score.thousandths(), style.name).unwrap();
        failed |= score.thousandths() < style.least;
        all.right += score.right;
        all.gold += score.gold;
        all.found += score.found;
    }
    writeln!(table, "{:>5} all", all.thousandths()).unwrap();
    assert!(!failed && all.thousandths() >= 990, "{report}\n{table}");
}

#[test]
fn briefs_are_recovered() {
    let (mut table, mut report) = (String::new(), String::new());
    let mut all = Score::default();
    for units in [3, 4, 5, 6] {
        for style in STYLES {
            let style = Style { widths: (style.widths.0.max(48), style.widths.1), ..*style };
            let score = score(&style, units, &mut report, 12_000);
            writeln!(table, "{:>5} {} of {units} units", score.thousandths(), style.name).unwrap();
            all.right += score.right;
            all.gold += score.gold;
            all.found += score.found;
        }
    }
    assert!(all.thousandths() >= 975, "{report}\n{table}\n{}", all.thousandths());
}

/// What is no prose stays as it is, whatever the rest is like.
const BROKEN_ON_PURPOSE: &[(&str, &str)] = &[
    (
        "verse",
        "The boats go out at morning light\nand come home in the evening,\nand those who wait along the quay\n\
         count masts, and count, believing\n\nthat every number will come right\nif only it is counted\nby someone who has \
         learned to say\nhow high the sea has mounted.\n",
    ),
    (
        "results",
        "Ostwick 2, Lantern Bay 1\nUpper Marsh 0, Arden 0\nVesna 3, Harbour Street 3 (after extra time)\n\
         Lower Marsh 1, Rovers 4\nnorthern group\nOld Town 2, Quay 2\nsouthern group\nMill 0, Castle 5\n",
    ),
    (
        "table",
        "Ostwick        12   8   2   2   26\nLantern Bay    12   7   3   2   24\nArden          12   6   1   5   19\n",
    ),
    ("address", "North Mill Ltd.\nHarbour Street 12\n4051 Lantern Bay\nAldea\n"),
    (
        "list",
        "What to bring to the island\na warm coat that keeps out the wind\ntwo pairs of boots, one of them dry\nbread for \
         three days\na lamp\nmatches in a tin\na book you have read before\nrope, of the kind that floats\n",
    ),
    (
        "sentences",
        "The ferry sails.\nThe library closes on Monday, said the mayor of the town.\nHe left.\nIt rained for most of \
         the day.\nNobody came.\n\"Why should they?\" asked the pilot, who had waited since noon.\nThe end was near.\n",
    ),
    (
        "points",
        "Key points of the plan, as the council put them on Monday evening\nthe ferry leaves at six in the morning and at \
         four in the afternoon\ntwo libraries close until the summer, and their books go to the school\na ticket costs two \
         crowns more than it did, but children travel free\ndogs stay ashore as before\n",
    ),
    ("ideographs", "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n渡口的灯\n照着船\n"),
];

#[test]
fn what_is_broken_on_purpose_stays_apart() {
    let count = |text: &str| text.lines().filter(|line| !line.is_empty()).count();
    for (name, text) in BROKEN_ON_PURPOSE {
        let (units, _) = read(text);
        assert_eq!(units.len(), count(text), "{name}: {units:?}");
    }
    // inside a story that is wrapped
    let mut chance = Chance(7);
    for article in ARTICLES.split("\n\n").take(4) {
        for width in [56, 66, 72, 80] {
            let (story, gold) = lay_out(article.trim_end(), &PLAIN, width, &mut chance);
            for (name, text) in
                BROKEN_ON_PURPOSE.iter().filter(|(name, _)| !["sentences", "points"].contains(name))
            {
                let whole = format!("{story}{text}\n{story}");
                let (units, _) = read(&whole);
                let found: Vec<_> = units.iter().map(|unit| unit.joined(&whole)).collect();
                assert_eq!(found.len(), 2 * gold.len() + count(text), "{name} at {width}: {found:#?}");
            }
        }
    }
}

#[test]
fn text_without_spaces_is_recovered() {
    let paragraphs = [
        "临川市政府星期一决定，通往外岛的轮渡将在整个冬季照常运行，无论费用多少。会议一直持续到午夜，到场的市民人数为一九九八年火灾以来最多。",
        "四座图书馆中的两座将暂时关闭。",
        "“我们可以一个冬天没有阅览室，但不能没有医生，”驾驶早班船三十年的领航员何伊达说。",
        "这项决定结束了八月以来的争论。当时县政府取消了补贴，市长曾建议每周只开三班。岛上居民说，那样一来，一千九百人在其余的日子里就无法前往医院。他们在九天之内征集了四千二百个签名。",
        "市议会将于五月十二日再次开会。",
    ];
    for width in 16..=36 {
        for (first, between) in [("　　", "\n"), ("", "\n\n")] {
            let laid: Vec<String> = paragraphs
                .iter()
                .map(|paragraph| {
                    let all: Vec<char> = first.chars().chain(paragraph.chars()).collect();
                    let lines: Vec<String> = all.chunks(width).map(|line| line.iter().collect()).collect();
                    lines.join("\n")
                })
                .collect();
            let text = laid.join(between);
            let (units, _) = read(&text);
            let found: Vec<_> = units.iter().map(|unit| unit.joined(&text)).collect();
            assert_eq!(found, paragraphs, "{text}");
        }
    }
}
