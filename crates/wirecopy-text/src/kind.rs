//! What each unit of a text is, by scored evidence.
//!
//! Nothing here knows a language, but for the labels in [`crate::front`]. What decides is form: whether a line ends
//! like a sentence, how long it is beside its neighbours, and what else in the text looks like it.

mod bottom;
mod fields;
mod form;
mod items;
mod list_head;
mod lone;
mod numbered;
mod pull;
mod rule;
mod run;
mod top;
mod turn;
mod verdict;

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::front;
use crate::layout::Unit;
use crate::lines::Ending;
use bottom::{amid_hints, back_matter};
use fields::fields;
use form::{Form, Ground, LONG_HEADING, LONG_LINE, MANY_WORDS, Shape, form};
use items::{introduced, items, key_points, points};
use list_head::related_lists;
use lone::lone_links;
use numbered::{levels, numbered, questions};
use pull::{pull_quotes, quoted_headings};
use rule::signs;
use run::runs;
use top::front_matter;
use turn::turns;
pub(crate) use verdict::Verdict;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Lead,
    Paragraph,
    Heading,
    RelatedLink,
    ListItem,
    Headline,
    Deck,
    Byline,
    Date,
    Caption,
    EndMark,
    Boilerplate,
    /// A label above the headline.
    Kicker,
    /// The line that names a wire story across its versions.
    Slug,
    /// Until when it may not be published, or that it may be at once.
    Embargo,
    /// A dateline on a line of its own.
    Dateline,
    /// The agency, on a line of its own.
    CreditLine,
    PullQuote,
    Question,
    Answer,
    /// For editors, not for the public.
    Note,
    /// Signs that part sections.
    Rule,
    /// Header of a mail, or the fields of front matter.
    Header,
}

impl Kind {
    /// Kinds by the names under which annotations show them.
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("lead", Self::Lead),
        ("paragraph", Self::Paragraph),
        ("heading", Self::Heading),
        ("related-link", Self::RelatedLink),
        ("list-item", Self::ListItem),
        ("headline", Self::Headline),
        ("deck", Self::Deck),
        ("byline", Self::Byline),
        ("date", Self::Date),
        ("caption", Self::Caption),
        ("end-mark", Self::EndMark),
        ("boilerplate", Self::Boilerplate),
        ("kicker", Self::Kicker),
        ("slug", Self::Slug),
        ("embargo", Self::Embargo),
        ("dateline", Self::Dateline),
        ("credit-line", Self::CreditLine),
        ("pull-quote", Self::PullQuote),
        ("question", Self::Question),
        ("answer", Self::Answer),
        ("note", Self::Note),
        ("rule", Self::Rule),
        ("header", Self::Header),
    ];

    /// The name under which annotations show it.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("paragraph", |(name, _)| name)
    }
}

/// What each of `units` is. One verdict a unit.
pub(crate) fn classify(text: &str, units: &[Unit]) -> Vec<Verdict> {
    let slice = |unit: &Unit| text.get(unit.range.clone()).unwrap_or_default();
    let forms: Vec<Form> = units.iter().map(|unit| form(slice(unit))).collect();
    let ground = Ground::of(&forms);
    let mut verdicts: Vec<Option<Verdict>> = units.iter().map(|_| None).collect();

    items(units, &slice, &mut verdicts);
    front_matter(units, &forms, &ground, &slice, &mut verdicts);
    back_matter(units, &forms, &slice, &mut verdicts);
    for (at, unit) in units.iter().enumerate() {
        let words = slice(unit);
        let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none()) else { continue };
        if let Some(signs) = signs(words, at, &forms) {
            *slot = Some(signs);
        } else if front::is_labelled_link(words) {
            *slot = Some(
                Verdict::new(Kind::RelatedLink, 970, "label").because("a label that points to another story"),
            );
        } else if front::is_credit(words) {
            *slot = Some(
                Verdict::new(Kind::Caption, 850, "label")
                    .because("a label of pictures")
                    .or(Kind::Paragraph, 140),
            );
        }
    }
    let ground = Ground::of_open(&forms, &verdicts);
    related_lists(units, &forms, &slice, &mut verdicts);
    turns(units, &forms, &slice, &mut verdicts);
    key_points(units, &forms, &slice, &mut verdicts);
    introduced(units, &forms, &slice, &mut verdicts);
    fields(units, &forms, &slice, &mut verdicts);
    amid_hints(&forms, &mut verdicts);
    numbered(units, &forms, &slice, &mut verdicts);
    pull_quotes(text, units, &forms, &slice, &mut verdicts);
    runs(&forms, &ground, &mut verdicts);
    quoted_headings(&forms, &mut verdicts);
    questions(&forms, &mut verdicts);
    lone_links(text, units, &forms, &slice, &mut verdicts);
    points(&forms, &mut verdicts);
    let mut verdicts = finish(&forms, &ground, verdicts);
    levels(units, &forms, &slice, &mut verdicts);
    verdicts
}

/// All that is still open is a paragraph, and the first one is the lead.
fn finish(forms: &[Form], ground: &Ground, verdicts: Vec<Option<Verdict>>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = forms
        .iter()
        .zip(verdicts)
        .map(|(form, verdict)| verdict.unwrap_or_else(|| paragraph(form, ground)))
        .collect();
    let first = verdicts.iter_mut().zip(forms).find(|(verdict, form)| {
        // a lead says something: `45` does not
        let is_said =
            form.words >= 4 || form.words >= 2 && matches!(form.ending, Ending::Stop | Ending::Question);
        let is_plain = matches!(form.shape, Shape::Plain | Shape::Turn);
        verdict.kind == Kind::Paragraph && verdict.certainty >= 700 && is_said && is_plain
    });
    if let Some((verdict, form)) = first {
        let certainty =
            if form.words >= 15 { verdict.certainty.min(950) } else { verdict.certainty.min(800) };
        verdict.kind = Kind::Lead;
        verdict.certainty = certainty;
        verdict.rule = "first-paragraph";
        verdict.evidence.push(Cow::Borrowed("the first paragraph"));
        verdict.alternatives.push((Kind::Paragraph, 1000 - certainty));
    }
    verdicts
}

/// How many words a paragraph has, as it is told.
static LENGTHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let few = (0..MANY_WORDS).map(|words| format!("{words} words"));
    few.chain([format!("{MANY_WORDS} words or more")]).collect()
});

fn paragraph(form: &Form, ground: &Ground) -> Verdict {
    let length = LENGTHS.get(form.words.min(MANY_WORDS)).map_or("", String::as_str);
    let verdict =
        |certainty, why| Verdict::new(Kind::Paragraph, certainty, "text").because(why).because(length);
    match form.shape {
        Shape::Row => return verdict(850, "columns, as in a table"),
        Shape::Aside if form.ending == Ending::Bare => return verdict(800, "wholly in brackets"),
        Shape::Clock => return verdict(800, "a time"),
        _ => {}
    }
    match form.ending {
        Ending::Stop if form.words > LONG_LINE => verdict(990, "ended like a sentence"),
        Ending::Stop => verdict(970, "ended like a sentence"),
        Ending::Question if form.words <= LONG_HEADING => {
            verdict(720, "a short question").or(Kind::Heading, 280)
        }
        Ending::Question => verdict(960, "ended like a sentence"),
        Ending::Open if form.words <= LONG_HEADING => {
            verdict(750, "the sentence goes on").or(Kind::Heading, 250)
        }
        Ending::Open => verdict(930, "the sentence goes on"),
        Ending::Bare if form.words > LONG_LINE => {
            verdict(if ground.is_punctuated { 880 } else { 950 }, "long")
        }
        Ending::Bare => verdict(750, "none of the forms of a heading or link"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;
    use crate::{layout, wrap};

    /// One letter a line: `L`ead, `p`aragraph, `h`eading, `r`elated link, `T`itle, `d`eck, `b`yline, `D`ate, `c`aption,
    /// `e`nd mark, boi`l`erplate.
    fn check(text: &str, expect: &str) {
        let (lines, _) = split(text, usize::MAX);
        let units = layout::units(text, &lines, wrap::detect(text, &lines).layout);
        let verdicts = classify(text, &units);
        let letters: String = verdicts
            .iter()
            .map(|verdict| match verdict.kind {
                Kind::Lead => 'L',
                Kind::Paragraph => 'p',
                Kind::Heading => 'h',
                Kind::RelatedLink => 'r',
                Kind::ListItem => 'i',
                Kind::Headline => 'T',
                Kind::Deck => 'd',
                Kind::Byline => 'b',
                Kind::Date => 'D',
                Kind::Caption => 'c',
                Kind::EndMark => 'e',
                Kind::Boilerplate => 'l',
                other => other.name().chars().last().unwrap().to_ascii_uppercase(),
            })
            .collect();
        assert_eq!(letters, expect, "{text}\n{verdicts:#?}");
        assert!(verdicts.iter().all(|verdict| verdict.certainty <= 1000 && !verdict.evidence.is_empty()));
    }

    const LEAD: &str =
        "The council of the town decided on Monday that the ferry will keep running through the winter.";
    const TEXT: &str = "Two of the libraries close instead, and their books are moved to the school.";

    #[test]
    fn a_short_line_before_text_is_a_heading() {
        check(&format!("{LEAD}\n{TEXT}\nWhat changes\n{TEXT}\nWhat stays\n{TEXT}"), "Lphphp");
    }

    #[test]
    fn of_two_short_lines_the_longer_is_the_link() {
        let link = "Island school wins prize for its boat made of reeds";
        check(&format!("{LEAD}\n{TEXT}\n{link}\nWhat changes\n{TEXT}\n{TEXT}"), "Lprhpp");
        check(&format!("{LEAD}\n{link}\n{link}\nWhat changes\n{TEXT}\n{TEXT}"), "Lrrhpp");
    }

    #[test]
    fn a_line_far_longer_than_the_headings_is_a_link() {
        let link = "Island school wins prize for its boat made of reeds";
        check(&format!("{LEAD}\nWhat changes\n{TEXT}\n{link}\n{TEXT}\nWhat stays\n{TEXT}"), "Lhprphp");
        check(&format!("{LEAD}\n{TEXT}\nRead more: {link}\n{TEXT}"), "Lprp");
    }

    #[test]
    fn a_first_line_is_a_title_only_with_evidence() {
        check(&format!("Ferry keeps running\n{LEAD}\n{TEXT}"), "TLp");
        check(&format!("{LEAD}\n{TEXT}"), "Lp");
        check(&format!("Ferry keeps running\nBy Ida Holm\n8 May 2026\n{LEAD}"), "TbDL");
        check(&format!("Ferry keeps running\nLibraries close in both quarters\nBy Ida Holm\n{LEAD}"), "TdbL");
        check(&format!("Ports\nFerry keeps running through the winter\n{LEAD}\n{TEXT}"), "ppLp");
        check("Ferry keeps running", "p");
        let title = "Ferry keeps running through the winter";
        for front in ["By Ida Holm", "By: Ida Holm", "Von Ida Holm", "Por Ida Holm (Coastwire)"] {
            check(&format!("{title}\n\n{front}\n\nTuesday 12 May\n\n{LEAD}\n\n{TEXT}"), "TbDLp");
        }
        check(&format!("{title}\n\nIda Holm in Ostwick\n\n{LEAD}\n\n{TEXT}"), "TbLp");
        check(&format!("{title}\n\nTwo libraries close instead.\n\nBy Ida Holm\n\n{LEAD}"), "TdbL");
        check(&format!("Will the ferry run?\n\nBy Ida Holm\n\n{LEAD}"), "TbL");
        check(&format!("{}\n\nBy Ida Holm\n05/12/2026\n\n{LEAD}", title.to_uppercase()), "TbDL");
        check("Apples\nPears\nPlums", "ppp");
    }

    #[test]
    fn lines_with_the_same_marker_are_items() {
        check(&format!("{LEAD}\n- The ferry\n- Two libraries\n{TEXT}\n- A gull\n{TEXT}"), "Liippp");
        check(&format!("{LEAD}\n1. The ferry sails.\n2. It rains.\n4. Nobody came.\n{TEXT}"), "Liipp");
        check(&format!("{LEAD}\n1. What changes\n{TEXT}\n2. What stays\n{TEXT}"), "Lhphp");
        check("— Мы ждём, — сказал он.\n— Чего?\n— Денег.", "Lpp");
    }

    #[test]
    fn asides_times_and_rows_are_no_headings() {
        check(&format!("{LEAD}\n(SOUNDBITE OF TRAM BELL)\n{TEXT}\n(LAUGHTER)\n{TEXT}"), "Lpppp");
        check(&format!("{LEAD}\n11:04 A.M. CET\n{TEXT}"), "Lpp");
        check(&format!("{LEAD}\nThe price\n{TEXT}\nAUDIENCE MEMBER: What about line 8?\n{TEXT}"), "Lhppp");
        check(
            &format!(
                "{LEAD}\nRevenue      412.3      377.1     +9.3%\nNet profit    41.0       33.3    +23.1%"
            ),
            "Lpp",
        );
        check(&format!("45\n{LEAD}\n{TEXT}"), "pLp");
    }

    #[test]
    fn questions_head_sections_where_others_do() {
        check(&format!("{LEAD}\n{TEXT}\nWho will pay?\n{TEXT}\nWhat comes next?\n{TEXT}"), "Lphphp");
        check(&format!("{LEAD}\n{TEXT}\nThe price\n{TEXT}\nWhat comes next?\n{TEXT}"), "Lphphp");
        check(&format!("{LEAD}\n{TEXT}\nBut who will pay?\n{TEXT}"), "Lppp");
        let link = "Island school wins prize for its boat made of reeds";
        check(&format!("{LEAD}\nThe price\n{TEXT}\n{link}\nWho will pay?\n{TEXT}"), "Lhprhp");
    }

    #[test]
    fn turns_are_told_by_labels_or_by_form() {
        let answer = "I came for one winter and I stayed, because nobody else would do it.";
        check(&format!("{LEAD}\nQ: Why here?\nA: {answer}\nQ: And now?\nA: {answer}"), "LNRNR");
        check(
            &format!(
                "{LEAD}\nHarbour Post: Why here?\nIda Holm: {answer}\nHarbour Post: And now?\nHolm: {answer}"
            ),
            "LNRNR",
        );
        check(
            &format!(
                "{LEAD}\nHARBOUR POST — Why here?\nIDA HOLM — {answer}\nHARBOUR POST — And now?\nHOLM — {answer}"
            ),
            "LNRNR",
        );
        check(
            &format!(
                "{LEAD}\nWhy did you come here?\n{answer}\nWould you do it again?\n{answer}\n{TEXT}\nAnd your crew?\n{answer}"
            ),
            "LNRNRpNR",
        );
        check(&format!("{LEAD}\nWhere: the pier.\nWhen: on Monday.\n{TEXT}\n{TEXT}"), "Lpppp");
    }

    #[test]
    fn one_side_of_an_interview_may_have_no_label() {
        let answer = "It is cold at the pier, and the crews work nights.";
        let ask = |question: &str| format!("{question}\nHolm: {answer}\n");
        let turns =
            ask("Why here?") + &ask("What will the next winter bring for the islands?") + &ask("And then?");
        check(&format!("{LEAD}\n{turns}"), "LNRNRNR");
        let marked = turns
            .replace("Why", "((HP)) Why")
            .replace("What", "((HP)) What")
            .replace("And t", "((HP)) And t");
        check(&format!("{LEAD}\n{marked}"), "LNRNRNR");
    }

    #[test]
    fn lists_of_other_stories_stand_below_their_label() {
        let link = "Island school wins prize for its boat made of reeds";
        check(
            &format!(
                "{LEAD}\n{TEXT}\nRelated news\n{link}\nThe reed boats\n\"Why\", Harbour Post, May 5, 2026"
            ),
            "Lphrrr",
        );
        check(&format!("{LEAD}\n{TEXT}\nMore on this story\n{link}\nThe price\n{TEXT}\n{TEXT}"), "Lphrhpp");
    }

    #[test]
    fn pointers_come_in_blocks() {
        let link = "Island school wins prize for its boat made of reeds";
        let other = "Harbour pilots call off strike after night of talks";
        let more = "Why nobody wants to be a pilot";
        check(&format!("{LEAD}\n{TEXT}\n{link}\n{other}\n{TEXT}"), "Lprrp");
        check(
            &format!("{LEAD}\n{TEXT}\n{TEXT}\n{TEXT}\n{TEXT}\n{TEXT}\n{link}\n{more}\n{other}\n{TEXT}"),
            "Lppppprrrp",
        );
        check(&format!("{LEAD}\n{TEXT}\n{link}\n{more}\nRead more: {other}\nThe price\n{TEXT}"), "Lprrrhp");
        check(&format!("{LEAD}\n{TEXT}\nThe price\nRead more: {other}\n{TEXT}"), "Lphrp");
        check(&format!("{LEAD}\n{TEXT}\n{link}\n{other}"), "Lprr");
    }

    #[test]
    fn a_lone_pointer_has_the_form_of_a_headline() {
        let quoted = "\"We do not sail for bread alone\": Tor Vik remembers";
        check(&format!("{LEAD}\n{TEXT}\n{quoted}\n{TEXT}\n{TEXT}"), "Lprpp");
        let stranger = "How a baker from Vellmar fed the island";
        let text = format!("{LEAD}\nThe price\n{TEXT}\n{stranger}\n{TEXT}\nThe pier\n{TEXT}");
        check(&text, "Lhprphp");
        let known = stranger.replace("Vellmar", "Ostwick");
        let text = text.replace(stranger, &known).replace("The council", "In Ostwick the council");
        check(&text, "Lhphphp");
        let long = "What is narrow pipe work, and how can I tell if I have any?";
        check(&format!("{LEAD}\nWho pays?\n{TEXT}\n{long}\nWill it last?\n{TEXT}"), "Lhprhp");
    }

    #[test]
    fn labels_may_stand_below_or_have_words_of_their_own() {
        let link = "Island school wins prize for its boat made of reeds";
        let said =
            "\"We sail in any weather,\" said Ida Holm of the guild. \"Nobody asked us, and nobody will.\"";
        check(&format!("{LEAD}\n{TEXT}\n{link}\nRead more\n{TEXT}\n{TEXT}"), "Lprrpp");
        check(
            &format!("{LEAD}\n{TEXT}\nRead more about ferries:\n{link}\nA prize for reeds\n{TEXT}\n{TEXT}"),
            "Lprrhpp",
        );
        check(&format!("{LEAD}\n{TEXT}\nRelated article\n{link}\nThe price\n{said}\n{TEXT}"), "Lprrhpp");
        // below such entries a sentence behind a blank line is text again
        let text = format!("{LEAD}\n\n{TEXT}\n\nRead more\n\n{link}\n\nThe ferry sails on Monday.\n\n{TEXT}");
        check(&text, "Lprrpp");
        let read = "list of 2 items\nlist 1 of 2\nWhy the boats are old\nlist 2 of 2 Who pays?\nend of list";
        check(
            &format!(
                "{LEAD}\n{TEXT}\nRecommended stories\n{read}\nWho will pay?\n{TEXT}\nAnd what then?\n{TEXT}"
            ),
            "Lprllrrlhphp",
        );
    }

    #[test]
    fn facts_one_a_line_are_items() {
        let facts = "Long jump: Ida Holm, Ostwick\nHigh jump, girls: Ama Roe\nRelay: Quayside school";
        check(&format!("{LEAD}\n\n{TEXT}\n\nResults\n{facts}\n\n{TEXT}"), "Lphiiip");
        check(&format!("{LEAD}\n\n{TEXT}\n\nFerries: Why the crews leave\n\n{TEXT}"), "Lphp");
        let box_ = "Sign up to First Boat\nFree and early\nEnter your email address";
        check(&format!("{LEAD}\n{TEXT}\n{TEXT}\n{TEXT}\n{TEXT}\n{box_}\n{TEXT}\n{TEXT}"), "Lpppplllpp");
        check(
            &format!("{LEAD}\n{TEXT}\nSCHOOL ON THE ISLAND WINS A PRIZE FOR BOATS\n{TEXT}\n{TEXT}"),
            "Lprpp",
        );
    }

    #[test]
    fn points_stand_below_their_label() {
        let points = "The ferry sails until March\nTwo libraries close this week\nNobody asked the pilots";
        check(&format!("{LEAD}\nKey points:\n{points}\n{TEXT}\n{TEXT}"), "Lhiiipp");
        check(&format!("{LEAD}\n{TEXT}\nThe council decided on these steps:\n{points}\n{TEXT}"), "Lppiiip");
    }

    #[test]
    fn numbers_and_capitals_make_headings_and_their_levels() {
        let text = format!(
            "{LEAD}\n1. Why now?\n{TEXT}\n2. It was too late.\nTHE FERRY\n{TEXT}\nTHE PIER\n{TEXT}\n3. Who pays?\n{TEXT}"
        );
        check(&text, "Lhphhphphp");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        let levels: Vec<_> = classify(&text, &units)
            .iter()
            .filter(|verdict| verdict.kind == Kind::Heading)
            .map(|verdict| verdict.level)
            .collect();
        assert_eq!(levels, [2, 2, 3, 3, 2]);
    }

    #[test]
    fn words_of_the_text_set_large_are_no_headings() {
        let quote = "We sail in any weather, whatever it costs us";
        let text = format!("\"{quote},\" Ida Holm said on Monday, and the crews of both boats agreed.");
        check(&format!("{LEAD}\n{TEXT}\n“{quote}”\n{text}\n{TEXT}"), "LpEpp");
        check(&format!("{LEAD}\n{TEXT}\n“{quote}”\nIda Holm, pilot\n{text}\n{TEXT}"), "LpEEpp");
        check(&format!("{LEAD}\n{TEXT}\n“{quote}”\nA broken boat, says the town\n{TEXT}\n{text}"), "LpEhpp");
    }

    #[test]
    fn a_colon_introduces_items_without_markers() {
        check(
            &format!("{LEAD}\nThe council will pay for:\nthe ferry\nthe pier\nnew ropes\n{TEXT}"),
            "Lpiiip",
        );
        check(&format!("{LEAD}\nThe council will pay for:\n– the ferry\n– the pier\n{TEXT}"), "Lpiip");
    }

    #[test]
    fn short_texts_have_sentences_too() {
        let text = format!("Harbour\nWhat changes\n{LEAD}\nWhat stays\nThe gulls\n{TEXT}\nWho pays\n{TEXT}");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        let verdicts = classify(&text, &units);
        assert!(
            !verdicts
                .iter()
                .any(|verdict| verdict.evidence.iter().any(|why| why.contains("not ended by marks")))
        );
        check(&text, "ppLphphp");
    }

    #[test]
    fn back_matter_is_found_at_the_end_alone() {
        check(&format!("{LEAD}\n{TEXT}\n(Editing by Rui Castane)\nENDS"), "Lple");
    }

    #[test]
    fn scripts_without_capitals_work_alike() {
        check(
            "市政府星期三宣布，将从明年春季起在老城区试行夜间公交，首批开通三条线路。\n居民反应\n摊贩说，她每天凌晨两点收摊。\n不过，也有居民担心噪音。",
            "Lhpp",
        );
        check(
            "أعلنت البلدية يوم الثلاثاء تأجيل افتتاح الجسر إلى الربيع المقبل بعد الفحص.\nأسئلة السكان\nوسأل سكان الحي في اجتماع عام: لماذا لم تعلن النتائج قبل الآن؟\nويبلغ طول الجسر ٨٤٠ مترا.",
            "Lhpp",
        );
        check(
            "В посёлке закрыли единственную школу: зимой лопнули трубы, а денег нет.\nДеньги есть, решения нет\nСредства выделили ещё в марте, но подрядчик отказался.\n— Мы ждём, — сказал он.",
            "Lhpp",
        );
    }

    #[test]
    fn text_without_stops_is_not_all_headings() {
        let line = "ข่าววันนี้จากท่าเรือเก่าของเมืองชายฝั่งเรือข้ามฟากจะยังคงวิ่งต่อไปตลอดฤดูหนาวตามที่สภาเมืองได้ตัดสินใจเมื่อวันจันทร์";
        check(&format!("{line}\n{line}\n{line}"), "Lpp");
    }

    #[test]
    fn many_short_lines_are_one_pass() {
        let text = "Pears\n".repeat(100_000);
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        assert_eq!(classify(&text, &units).len(), 100_000);
        // runs without end, and no story anywhere
        let text = "Pears\nNo.\nPlums here:\n".repeat(30_000);
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        assert_eq!(classify(&text, &units).len(), 90_000);
    }
}
