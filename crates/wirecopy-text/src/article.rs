//! From a passage of text to the article.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_core::{Cx, Diagnostic, Error, ErrorKind, Options};
use wirecopy_model::{Annotation, Article, Certainty, Content, ContentKind, Moment, Precision, Span};

use crate::characters::Census;
use crate::container::Frame;
use crate::front::{self, Embargo};
use crate::given::Given;
use crate::inferences::Inferences;
use crate::kind::{Kind, Verdict, classify};
use crate::layout::{self, Unit};
use crate::names::Pages;
use crate::passage::Passage;
use crate::place::{add_embargo, find_dateline, place};
use crate::teller::Teller;
use crate::wrap::{self, Layout};
use crate::{container, language, lines, mention, speech};

/// So many lines are looked at one by one; what is left is one paragraph.
const MANY_LINES: usize = 250_000;
/// An embargo stands in so many lines from the top.
const TOP: usize = 12;
/// From here on an inference is sure.
const SURE: u16 = 900;

/// How much structure is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Structure {
    None,
    Safe,
    Full,
}

/// Makes the article, with what `frame` says of it. Its source, id and base are left to the caller.
///
/// # Errors
/// When the text is empty or no text, or an option names a line that is not there.
pub(crate) fn build(
    passage: &Passage<'_>,
    mut frame: Frame,
    options: &Options,
    cx: &mut Cx<'_>,
) -> Result<Article, Error> {
    let text = &*passage.text;
    let census = Census::of(text);
    if census.is_binary() {
        return Err(Error::broken(format!(
            "the input is no text: {} of its {} characters are control characters",
            census.damage(),
            census.total
        ))
        .hint("name its format with `--from`"));
    }
    let (mut found, rest) = lines::split(text, MANY_LINES);
    for line in &mut found {
        line.number = line.number.saturating_add(passage.lines_before);
    }
    if found.is_empty() {
        return Err(Error::new(ErrorKind::Empty, "the input holds no text"));
    }
    let structure = match options.text("structure") {
        Some("none") => Structure::None,
        Some("safe") => Structure::Safe,
        _ => Structure::Full,
    };
    let (found, fixed) = frame.part(found);
    let mut teller = Teller::new(passage);
    for (at, finding) in census.findings() {
        teller.tell(cx, at, finding);
    }
    let layout = find_layout(text, &found, structure, frame.flowed, options, cx);
    let mut units = layout::units(text, &found, layout);
    if let Some(start) = rest {
        let line = found.last().map_or(1, |line| line.number).saturating_add(1);
        units.push(Unit {
            line,
            last_line: line,
            range: start..text.trim_end().len().max(start),
            lines: 1,
            after_blank: true,
            ..Unit::default()
        });
        let message = format!("the text has more than {MANY_LINES} lines; the rest is kept as one paragraph");
        teller.tell(cx, start, Diagnostic::note("text.lines.many", message).on("article.blocks"));
    }
    drop(found);

    let mut verdicts = match structure {
        Structure::None => {
            let plain = |verdict: Verdict| if verdict.is_binding() { verdict } else { Verdict::plain() };
            classify(text, &units).into_iter().map(plain).collect()
        }
        Structure::Safe => classify(text, &units).into_iter().map(|verdict| verdict.at_least(SURE)).collect(),
        Structure::Full => classify(text, &units),
    };
    let story =
        units.first().map_or(0, |unit| unit.range.start)..units.last().map_or(0, |unit| unit.range.end);
    fixed.merge_into(&mut units, &mut verdicts);
    let (mut given, share) = (Given::read(options)?, frame.share.clone());
    given.overrule(&units, &mut verdicts);

    let mut article = std::mem::take(&mut frame.stated);
    article.contents.insert(
        0,
        Content {
            kind: ContentKind::Full,
            media_type: Cow::Borrowed("text/plain"),
            value: passage.as_decoded().to_owned(),
            span: Some(passage.span(0..text.len())),
            ..Content::default()
        },
    );
    article.span = Some(passage.full_span());
    if article.language.is_some() {
        // stated
    } else if let Some((tag, inference)) = language::detect(text.get(story).unwrap_or_default()) {
        article.language = Some(tag);
        article.inferred.push(inference);
    } else {
        cx.report(
            Diagnostic::note(
                "text.language.unknown",
                "the language of the text is not sure enough to be stated",
            )
            .on("article.language")
            .hint("give it with `--meta language=…`"),
        );
    }
    let mut inferences = Inferences::default();
    let is_clean = census.controls.count == 0;
    article.blocks.reserve(units.len());
    article.annotations.reserve(units.len());
    for (unit, verdict) in units.iter().zip(&mut verdicts) {
        let span = passage.span(unit.range.clone());
        // the lines of a header went into fields
        if verdict.kind != Kind::Header || verdict.rule == "given" {
            place(&mut article, (text, is_clean), unit, verdict, span, &mut inferences);
        }
        article.annotations.push(annotation(unit, verdict, span));
        if verdict.certainty < 700 {
            let finding = Diagnostic::note("text.kind.ambiguous", ambiguity(verdict))
                .hint(format!("say what it is with `--set text.line.{}=…`", unit.line));
            teller.tell(cx, unit.range.start, finding);
        }
    }
    if structure == Structure::None && article.status.is_none() {
        // what may not be published is held back however little is asked about the lines
        let top = units.iter().take(TOP).map(|unit| unit.joined(text));
        for line in top.filter(|line| matches!(front::embargo(line, false), Some(Embargo::Until(_)))) {
            add_embargo(&mut article, &line, &mut inferences);
        }
    } else {
        find_dateline(&mut article, text, &units, &verdicts, passage, &mut inferences);
    }
    let parts: Vec<_> =
        units.iter().zip(&verdicts).map(|(unit, verdict)| (unit.range.clone(), verdict.kind)).collect();
    let has_quotes = structure != Structure::None && options.is_on("quotes");
    let mut pages = Pages::default();
    if has_quotes {
        pages = find_quotes(&mut article, &mut teller, &units, &parts, structure, &mut inferences, cx);
    }
    given.name_speakers(&mut article.quotes, share.quotes_before);
    given.finish(&share, has_quotes)?;
    if structure != Structure::None && options.is_on("names") {
        find_mentions(&mut article, passage, &parts, structure, options, pages, cx)?;
    }
    article.inferred.extend(inferences.into_list());
    container::settle(&mut article);
    Ok(article)
}

/// How the text is laid out, by what the caller says or by its lines.
fn find_layout(
    text: &str,
    found: &[lines::Line],
    structure: Structure,
    is_flowed: bool,
    options: &Options,
    cx: &mut Cx<'_>,
) -> Layout {
    let given = options.text("layout").filter(|layout| *layout != "auto");
    let (layout, doubt) = match given {
        Some("wrapped") => (wrap::wrapped(text, found), None),
        Some("flowed") => (wrap::flowed(text, found), None),
        Some(_) => (Layout::Line, None),
        None if structure == Structure::None => (Layout::Line, None),
        // the mail says that lines which end in a space go on
        None if is_flowed && found.iter().any(|line| line.is_soft) => (wrap::flowed(text, found), None),
        None => {
            let found = wrap::detect(text, found);
            (found.layout, found.doubt)
        }
    };
    if let Layout::Wrapped(wrap) = layout {
        let how = if wrap.is_flowed { ", with a space at the end of those that go on" } else { "" };
        let message = format!(
            "lines are broken at about {} characters{how}; those of a paragraph are joined",
            wrap.width
        );
        cx.report(Diagnostic::note("text.layout.wrapped", message).on("article.blocks"));
    }
    if let Some(width) = doubt {
        let (done, other) = if layout == Layout::Line {
            ("each is kept as a paragraph", "wrapped")
        } else {
            ("they are joined", "lines")
        };
        let message = format!("lines may or may not be broken at about {width} characters; {done}");
        cx.report(
            Diagnostic::note("text.layout.unsure", message)
                .on("article.blocks")
                .hint(format!("if that is wrong, set `text.layout={other}`")),
        );
    }
    layout
}

fn ambiguity(verdict: &Verdict) -> String {
    let others: Vec<String> =
        verdict.alternatives.iter().map(|(kind, _)| format!("`{}`", kind.name())).collect();
    if others.is_empty() {
        format!("this may or may not be a `{}`", verdict.kind.name())
    } else {
        format!("taken for a `{}`, but may be {}", verdict.kind.name(), others.join(" or "))
    }
}

/// What the verdict rests on goes into the annotation.
fn annotation(unit: &Unit, verdict: &mut Verdict, span: Span) -> Annotation {
    let mut evidence = std::mem::take(&mut verdict.evidence);
    if unit.lines > 1 && verdict.kind != Kind::Header {
        evidence.push(Cow::Owned(format!("{} lines, broken at the usual width, joined", unit.lines)));
    }
    if unit.is_doubtful {
        evidence.push(Cow::Borrowed(
            "a full line ends like a sentence: the paragraph may begin or end elsewhere",
        ));
    }
    evidence.extend(unit.hyphens.iter().cloned().map(Cow::Owned));
    Annotation {
        kind: Cow::Borrowed(verdict.kind.name()),
        line: Some(unit.line),
        last_line: (unit.last_line > unit.line).then_some(unit.last_line),
        joins: unit.joins(),
        span,
        certainty: Certainty::thousandths(verdict.certainty),
        evidence,
        alternatives: verdict.alternatives(),
        rule: Some(Cow::Borrowed(verdict.rule)),
    }
}

fn find_mentions<'t>(
    article: &mut Article,
    passage: &'t Passage<'_>,
    parts: &[(Range<usize>, Kind)],
    structure: Structure,
    options: &Options,
    pages: Pages<'t>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let published = published(article, options)?;
    let least = if structure == Structure::Safe { SURE } else { 0 };
    let found = mention::mentions(passage, parts, article, published, least, pages);
    if found.over > 0 {
        let message = format!(
            "only the first {} names and times are listed; there are {} more",
            mention::MOST,
            found.over
        );
        cx.report(Diagnostic::note("text.mention.many", message).on("article.mentions"));
    }
    article.mentions = found.found;
    Ok(())
}

/// The day from which the text counts `yesterday`: the one it states, or else the one the caller does.
///
/// # Errors
/// When the caller states what is no date.
fn published(article: &Article, options: &Options) -> Result<Option<Moment>, Error> {
    let given = match options.text("published").map(str::trim).filter(|given| !given.is_empty()) {
        Some(given) => Some(given.parse::<Moment>().map_err(|_| {
            Error::usage(format!("`{given}` is no date")).hint("write `text.published=2026-03-09`")
        })?),
        None => None,
    };
    let stated = article.published().and_then(|date| date.value);
    let dateline = || article.datelines.iter().find_map(|line| line.date.as_ref()?.value);
    let to_the_day = |moment: &Moment| moment.precision() >= Precision::Day;
    Ok(stated.filter(to_the_day).or(given).or_else(|| dateline().filter(to_the_day)))
}

fn find_quotes<'t>(
    article: &mut Article,
    teller: &mut Teller<'t>,
    units: &[Unit],
    parts: &[(Range<usize>, Kind)],
    structure: Structure,
    inferences: &mut Inferences,
    cx: &mut Cx<'_>,
) -> Pages<'t> {
    let least = if structure == Structure::Safe { SURE } else { 0 };
    let seams: Vec<_> = units.iter().flat_map(|unit| unit.seams.iter().copied()).collect();
    let quotes = speech::quotes(teller.passage, parts, &seams, article.language.as_deref(), least);
    for at in quotes.unclosed {
        let finding =
            Diagnostic::note("text.quote.unclosed", "a quotation mark is opened here and never closed")
                .on("article.quotes");
        teller.tell(cx, at, finding);
    }
    if quotes.over > 0 {
        let message =
            format!("only the first {} quotes are listed; there are {} more", speech::MOST, quotes.over);
        cx.report(Diagnostic::note("text.quote.many", message).on("article.quotes"));
    }
    for quote in &quotes.found {
        inferences.add("quotes", quote.certainty.as_thousandths());
    }
    article.quotes = quotes.found;
    quotes.pages
}
