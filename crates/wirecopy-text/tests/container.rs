//! Mails, e-books, front matter, files of several articles, and text that was encoded twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use std::fmt::Write;

use proptest::prelude::*;
use wirecopy_core::{
    Cx, Error, ErrorKind, Exporter, Findings, Importer, Input, Limits, Memory, Policy, Settings,
};
use wirecopy_model::{
    Article, Block, DateRole, HeadlineRole, IdOrigin, Inline, ParagraphRole, Record, Source, Span, Status,
};
use wirecopy_text::PlainText;

struct Found {
    source: Source,
    articles: Vec<Article>,
    findings: Findings<'static>,
}

impl Found {
    fn one(&self) -> &Article {
        assert_eq!(self.articles.len(), 1);
        &self.articles[0]
    }

    fn count(&self, code: &str) -> u64 {
        self.findings.counts().get(code).map_or(0, |count| count.count)
    }
}

fn read_as(bytes: &[u8], name: &str, settings: &[(&str, &str)], settled: bool) -> Result<Found, Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut options = Settings::default();
    for (key, value) in settings {
        options.set(*key, *value);
    }
    let options = options.for_format(Importer::format(&PlainText))?;
    let mut input = Input::new(bytes).named(name.to_owned());
    input.settled = settled;
    let mut reader = PlainText.open(input, &options, &mut cx)?;
    let Some(Record::Source(source)) = reader.read(&mut cx)? else { panic!("the source comes first") };
    let mut articles = Vec::new();
    while let Some(record) = reader.read(&mut cx)? {
        let Record::Article(article) = record else { panic!("only articles follow") };
        articles.push(*article);
    }
    drop(reader);
    Ok(Found { source: *source, articles, findings })
}

fn read(bytes: impl AsRef<[u8]>) -> Found {
    read_as(bytes.as_ref(), "a.txt", &[], false).unwrap()
}

fn kinds(article: &Article) -> Vec<(u32, &str)> {
    article.annotations.iter().map(|found| (found.line.unwrap(), found.kind.as_ref())).collect()
}

/// The texts of the paragraphs with this role.
fn paragraphs(article: &Article, wanted: Option<ParagraphRole>) -> Vec<String> {
    article
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { content, role, .. } if *role == wanted => {
                let [Inline::Text { value }] = content.as_slice() else { panic!("plain text alone") };
                Some(value.clone())
            }
            _ => None,
        })
        .collect()
}

fn slice(bytes: &[u8], span: Span) -> &[u8] {
    &bytes[usize::try_from(span.start).unwrap()..usize::try_from(span.end).unwrap()]
}

const STORY: &str = "The ferry to the outer islands will keep running through the winter, the council decided on Monday.\n\
    \n\
    \"We sail in any weather, whatever it costs,\" Ida Holm said.\n";

const HEADER: &str = "Return-Path: <press@example.org>\n\
    From: =?utf-8?Q?Ida_H=C3=B8lm?= <ida@example.org>\n\
    To: desk@example.net\n\
    Subject: Ferry keeps\n running\n\
    Date: Fri, 8 May 2026 09:30:00 +0200\n\
    Message-ID: <42@example.org>\n";

#[test]
fn a_mail_states_its_fields() {
    let mail = format!("{HEADER}\n{STORY}-- \nIda Holm\nPress office\n");
    let found = read(&mail);
    let article = found.one();
    assert_eq!((found.source.version.as_deref(), &*found.source.format), (Some("mail"), "text"));
    assert_eq!(article.title(), Some("Ferry keeps running"));
    assert!(!article.inferred.iter().any(|inference| inference.field == "title"));
    let author = article.authors().next().unwrap();
    assert_eq!(
        (author.name.as_deref(), author.email.as_deref()),
        (Some("Ida Hølm"), Some("ida@example.org"))
    );
    let date = &article.dates[0];
    assert_eq!((&date.role, date.origin.as_deref()), (&DateRole::Published, Some("Date")));
    assert!(date.date.value.is_some());
    let id = article.id.as_ref().unwrap();
    assert_eq!((id.value.as_str(), id.origin), ("42@example.org", IdOrigin::Stated));
    let kept: Vec<_> = article.extensions.top().map(|at| article.extensions.text_of(at)).collect();
    assert_eq!(kept, ["<press@example.org>", "desk@example.net"]);
    assert_eq!(kinds(article), [(1, "header"), (9, "lead"), (11, "paragraph"), (12, "boilerplate")]);
    assert_eq!(paragraphs(article, Some(ParagraphRole::Boilerplate)).len(), 1);
    assert_eq!(article.quotes[0].speaker.as_ref().unwrap().name, "Ida Holm");
    // everything is where it is said to be
    assert_eq!(
        slice(mail.as_bytes(), article.quotes[0].span),
        b"\"We sail in any weather, whatever it costs,\""
    );
    assert_eq!(article.span, Some(Span::new(0, mail.len() as u64)));
    let contents: Vec<_> = article.contents.iter().map(|content| content.media_type.as_ref()).collect();
    assert_eq!(contents, ["message/rfc822", "text/plain"]);
    assert_eq!(article.contents[0].value, mail);
    assert_eq!(
        slice(mail.as_bytes(), article.contents[1].span.unwrap()),
        article.contents[1].value.as_bytes()
    );
    assert!(found.findings.worst().is_none_or(|worst| worst == wirecopy_core::Severity::Note));
}

#[test]
fn line_ends_of_mails_may_be_of_either_sort() {
    let mail = format!("{HEADER}\n{STORY}").replace('\n', "\r\n");
    let found = read(&mail);
    assert_eq!(found.one().title(), Some("Ferry keeps running"));
    assert_eq!(slice(mail.as_bytes(), found.one().quotes[0].span).len(), 44);
}

#[test]
fn a_body_in_quoted_printable_has_the_span_of_all_of_it() {
    let mail = format!(
        "{HEADER}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
         The ferry to =C5land will keep running through the winter, the council d=\necided on Monday.\n\nIt sails.\n"
    );
    let found = read(&mail);
    let article = found.one();
    let text = "The ferry to Åland will keep running through the winter, the council decided on Monday.";
    assert_eq!(paragraphs(article, Some(ParagraphRole::Lead)), [text]);
    assert_eq!(found.count("text.mail.span"), 1);
    let span = article.annotations[1].span;
    assert!(slice(mail.as_bytes(), span).starts_with(b"The ferry to =C5land"));
    assert_eq!((span, span.end), (article.annotations[2].span, mail.len() as u64));
}

#[test]
fn a_body_in_base64_is_decoded() {
    let mail = format!(
        "{HEADER}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
         RGllIEbDpGhyZSBmw6RocnQgd2VpdGVyLCBzYWd0ZSBkaWUgQsO8cmdl\ncm1laXN0ZXJpbi4K\n"
    );
    let found = read(&mail);
    assert_eq!(found.one().contents[1].value, "Die Fähre fährt weiter, sagte die Bürgermeisterin.\n");
    assert_eq!(found.count("text.mail.span"), 1);
}

#[test]
fn a_body_in_an_old_charset_keeps_exact_spans() {
    let text = "Die F\u{e4}hre f\u{e4}hrt auch im Winter weiter, hat der Rat am Montag beschlossen.\n\n\u{ab}Wir fahren bei jedem Wetter\u{bb}, sagte Ida Holm.\n";
    let mut mail =
        format!("{HEADER}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n")
            .into_bytes();
    mail.extend(text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    let found = read(&mail);
    let article = found.one();
    assert_eq!(article.contents[1].value, text);
    assert_eq!(slice(&mail, article.quotes[0].span), b"\xabWir fahren bei jedem Wetter\xbb");
}

fn multipart(kind: &str, parts: &[&str]) -> String {
    let mut mail = format!(
        "{HEADER}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=\"=_1\"\n\nNot shown.\n"
    );
    for part in parts {
        write!(mail, "--=_1\n{part}\n").unwrap();
    }
    mail.push_str("--=_1--\nNor this.\n");
    mail
}

#[test]
fn the_text_of_an_alternative_is_read_and_its_html_kept() {
    let text = format!("Content-Type: text/plain; charset=utf-8\n\n{STORY}");
    let mail = multipart("alternative", &[&text, "Content-Type: text/html\n\n<p>The <b>ferry</b></p>"]);
    let found = read(&mail);
    let article = found.one();
    let contents: Vec<_> = article.contents.iter().map(|content| content.media_type.as_ref()).collect();
    assert_eq!(contents, ["message/rfc822", "text/plain", "text/html"]);
    assert_eq!(article.contents[1].value, STORY);
    assert_eq!(article.contents[2].value, "<p>The <b>ferry</b></p>");
    assert_eq!(
        slice(mail.as_bytes(), article.quotes[0].inner),
        b"We sail in any weather, whatever it costs,"
    );
    assert_eq!(article.blocks.len(), 2);
    assert_eq!(kinds(article), [(1, "header"), (15, "lead"), (17, "paragraph")]);
}

#[test]
fn attachments_are_losses() {
    let text = format!("Content-Type: text/plain\n\n{STORY}");
    let mail = multipart(
        "mixed",
        &[
            &text,
            "Content-Type: image/png; name=\"ferry.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=",
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nNotes",
        ],
    );
    let found = read(mail);
    assert_eq!((found.count("text.mail.attachment"), found.count("text.mail.text")), (1, 1));
    let messages: Vec<_> = found
        .findings
        .kept()
        .iter()
        .filter(|finding| finding.code == "text.mail.attachment")
        .map(|finding| finding.message.as_ref())
        .collect();
    assert_eq!(messages[0], "the attachment `ferry.png` (image/png, 12 bytes in the mail) is left out");
    assert_eq!(found.one().blocks.len(), 2);
    let kept = found.one().contents.last().unwrap();
    assert_eq!((kept.media_type.as_ref(), kept.value.as_str()), ("text/plain", "Notes"));
    assert_eq!((kept.role.as_deref(), kept.origin.as_deref()), (Some("attachment"), Some("notes.txt")));
}

#[test]
fn a_mail_within_a_mail_is_an_article_of_its_own() {
    let within = multipart(
        "mixed",
        &[&format!("Content-Type: message/rfc822\n\nFrom: c@example.org\nSubject: Inner\n\n{STORY}")],
    )
    .replace("=_1", "=_2");
    let text = "Content-Type: text/plain\n\nPlease use this.\n";
    let mail = multipart("mixed", &[text, &format!("Content-Type: message/rfc822\n\n{within}"), text]);
    let found = read(&mail);
    assert_eq!(found.articles.len(), 3);
    assert_eq!((found.count("text.mail.nested"), found.count("text.mail.attachment")), (2, 0));
    let titles: Vec<_> = found.articles.iter().map(|article| article.title().unwrap()).collect();
    assert_eq!(titles, ["Ferry keeps running", "Ferry keeps running", "Inner"]);
    let inner = &found.articles[2];
    assert_eq!((inner.position, inner.blocks.len(), inner.quotes.len()), (Some(3), 2, 1));
    assert!(slice(mail.as_bytes(), inner.span.unwrap()).starts_with(b"From: c@example.org"));
    assert_eq!(inner.annotations[0].line, Some(34));
    // what is no mail is no article, and mails may nest without end
    let mail = multipart("mixed", &[text, "Content-Type: message/rfc822\n\nNothing."]);
    assert_eq!(read(&mail).count("text.mail.attachment"), 1);
    let header = "From: a@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary=b";
    let mut mail = String::new();
    for at in 0..1000 {
        write!(mail, "{header}{at}\n\n--b{at}\nContent-Type: message/rfc822\n\n").unwrap();
    }
    assert_eq!(read(mail).articles.len(), 9);
}

#[test]
fn the_subject_stays_the_headline() {
    let mail = format!("{HEADER}\nFerry keeps running\n\nBy Nell Vane\n\n{STORY}");
    let found = read(mail);
    assert_eq!(found.one().headlines.len(), 1);
    assert_eq!(found.one().title(), Some("Ferry keeps running"));
    let mail = format!("{HEADER}\nCouncil pays for the islands\n\nBy Nell Vane\n\n{STORY}");
    let found = read(mail);
    let headlines: Vec<_> =
        found.one().headlines.iter().map(|found| (&found.role, found.text.value.as_str())).collect();
    assert_eq!(
        headlines,
        [(&HeadlineRole::Main, "Ferry keeps running"), (&HeadlineRole::Sub, "Council pays for the islands")]
    );
}

#[test]
fn lines_that_end_in_cr_have_one_number() {
    let found = read(format!("Ferry sails\n\n{STORY}\nIt cost \u{a0}5.\n").replace('\n', "\r"));
    let finding = found.findings.kept().iter().find(|found| found.code == "text.character.no-break").unwrap();
    assert_eq!(finding.location.map(|place| (place.line, place.column)), Some((7, 9)));
    assert_eq!(found.one().annotations.last().unwrap().line, Some(7));
}

#[test]
fn what_looks_like_several_articles_is_told() {
    let brief = |title: &str| format!("{title}\n\nThe ferry to the islands is back, its operator said.\n\n");
    let text = format!("{}====\n\n{}====\n\n{}", brief("FERRY BACK"), brief("CATS COUNTED"), brief("FOG"));
    let found = read(&text);
    assert_eq!((found.articles.len(), found.count("text.several.likely")), (1, 1));
    let found = read_as(text.as_bytes(), "a.txt", &[("text.split", "always")], false).unwrap();
    assert_eq!((found.articles.len(), found.count("text.several.likely")), (3, 0));
}

#[test]
fn an_embargo_above_several_articles_holds_them_all() {
    let file = format!(
        "EMBARGOED UNTIL 00:01 GMT, 9 May 2026\n\n{}###\n\n{}###\n\n{}###\n",
        brief("Ferry keeps running", "By Ida Holm"),
        brief("Mill closes", "By Tor Vik"),
        brief("School opens", "By Ada Lind")
    );
    let found = read(&file);
    assert_eq!((found.articles.len(), found.count("text.embargo.shared")), (3, 2));
    for article in &found.articles {
        assert_eq!(article.status, Some(Status::Embargoed));
        assert!(article.date(&DateRole::Embargo).is_some());
    }
}

#[test]
fn a_mail_of_html_alone_is_left_to_the_transform() {
    let mail =
        format!("{HEADER}Content-Type: text/html; charset=utf-8\n\n<p>The ferry</p>\n<p>It sails</p>\n");
    let found = read(&mail);
    let article = found.one();
    let contents: Vec<_> = article.contents.iter().map(|content| content.media_type.as_ref()).collect();
    assert_eq!(contents, ["message/rfc822", "text/html"]);
    assert_eq!(article.contents[1].value, "<p>The ferry</p>\n<p>It sails</p>\n");
    assert!(article.blocks.is_empty());
    assert_eq!(kinds(article), [(1, "header")]);
}

#[test]
fn a_flowed_body_is_joined() {
    let mail = format!(
        "{HEADER}Content-Type: text/plain; format=flowed\n\n\
         The ferry to the outer islands will keep running \nthrough the winter, the council decided on Monday \n\
         after a debate.\n\nIt sails.\n"
    );
    let found = read(mail);
    assert_eq!(
        paragraphs(found.one(), Some(ParagraphRole::Lead)),
        [
            "The ferry to the outer islands will keep running through the winter, the council decided on Monday after a debate."
        ]
    );
}

#[test]
fn quoted_mails_are_kept_and_noted() {
    let mail = format!(
        "{HEADER}\n{STORY}\nOn Monday, Tim Rudd wrote:\n> Will it sail?\n>\n>> I wonder.\n> \"No,\" said Poole.\n\nBest,\nAda\n"
    );
    let found = read(mail);
    assert_eq!(found.count("text.mail.quoted"), 1);
    let article = found.one();
    assert_eq!(article.quotes.len(), 1);
    let kinds: Vec<_> =
        article.annotations.iter().map(|unit| (unit.line.unwrap(), unit.kind.as_ref())).collect();
    assert!(kinds.contains(&(13, "boilerplate")), "{kinds:?}");
    // a story that is passed on with the sign before each line is the story
    let mail = format!("{HEADER}\n{STORY}").replace("The ferry", "> The ferry").replace("\"We", "> \"We");
    assert_eq!(read(mail).one().quotes.len(), 1);
}

#[test]
fn broken_mails_are_read_as_far_as_they_go() {
    let text = format!("Content-Type: text/plain\n\n{STORY}");
    let mail = multipart("mixed", &[&text]).replace("--=_1--\nNor this.\n", "");
    let found = read(mail);
    assert_eq!((found.one().blocks.len(), found.count("text.mail.boundary")), (2, 1));
    // the boundary never comes
    let mail = format!("{HEADER}Content-Type: multipart/mixed; boundary=x\n\n{STORY}");
    let found = read(mail);
    assert_eq!((found.one().blocks.len(), found.count("text.mail.boundary")), (2, 1));
    let mail = format!("{HEADER}Content-Transfer-Encoding: base64\n\n{STORY}");
    let found = read(mail);
    assert_eq!((found.one().blocks.len(), found.count("text.mail.transfer")), (2, 1));
    let mail = format!("{HEADER}\n \n");
    let found = read(mail);
    assert!(found.one().blocks.is_empty());
    assert_eq!(found.one().title(), Some("Ferry keeps running"));
}

#[test]
fn parts_may_nest_without_end() {
    let mut mail = HEADER.to_owned();
    for depth in 0..1000 {
        write!(mail, "Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n").unwrap();
    }
    write!(mail, "Content-Type: text/plain\n\n{STORY}").unwrap();
    let found = read(&mail);
    assert_eq!((found.articles.len(), found.count("text.mail.parts")), (1, 1));
    // as many boundaries that never come as fit
    let mut mail = format!("{HEADER}Content-Type: multipart/mixed; boundary=a\n\n");
    for part in 0..5_000 {
        write!(mail, "--a\nContent-Type: multipart/mixed; boundary=b{part}\n\nx\n").unwrap();
    }
    assert_eq!(read(&mail).articles.len(), 1);
}

#[test]
fn headers_without_end_are_text() {
    let mail = format!("{HEADER}{}\n{STORY}", "X-Filler: y\n".repeat(50_000));
    let found = read(&mail);
    assert_eq!(found.source.version, None);
    let mail = format!("From: a@example.org\nSubject: {}\n\n{STORY}", "=?utf-8?q?a_?=".repeat(4_000));
    assert_eq!(read(&mail).source.version.as_deref(), Some("mail"));
}

#[test]
fn what_only_looks_like_a_header_is_text() {
    for text in [
        "Subject: the ferry\n\nIt sails.\n",
        "The mayor: it sails.\nThe pilot: it does not.\n\nIt sails.\n",
        "From: the harbour\nIt sails.\nTo: the islands\n\nIt sails.\n",
    ] {
        let found = read(text);
        assert_eq!((found.source.version.as_deref(), found.one().title()), (None, None), "{text}");
    }
    let found = read_as(b"Subject: The ferry\n\nIt sails.\n", "a.eml", &[], false).unwrap();
    assert_eq!(found.one().title(), Some("The ferry"));
}

#[test]
fn a_mailbox_holds_several_mails() {
    let second = HEADER.replace("<42@", "<43@").replace("running", "sailing");
    let mbox = format!(
        "From ida@example.org Fri May  8 09:30:00 2026\n{HEADER}\n{STORY}\n\
         From the harbour it is an hour.\n\nFrom ida@example.org Fri May  8 10:30:00 2026\n{second}\n{STORY}"
    );
    let found = read(&mbox);
    assert_eq!(found.articles.len(), 2);
    let whole: String = found.articles.iter().map(|article| article.contents[0].value.as_str()).collect();
    assert_eq!(whole, mbox);
    for (at, article) in found.articles.iter().enumerate() {
        assert_eq!(article.position, Some(at as u64 + 1));
        assert_eq!(
            slice(mbox.as_bytes(), article.quotes[0].inner),
            b"We sail in any weather, whatever it costs,"
        );
        let lead = &article.annotations[1];
        let line = mbox.split('\n').nth(lead.line.unwrap() as usize - 1).unwrap();
        assert_eq!(slice(mbox.as_bytes(), lead.span), line.as_bytes());
    }
    assert_eq!(found.articles[1].title(), Some("Ferry keeps sailing"));
}

#[test]
fn a_limit_holds_for_mails() {
    let mut limits = Limits::default();
    limits.text = 100;
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options = Settings::default().for_format(Importer::format(&PlainText)).unwrap();
    let mail = format!("{HEADER}\n{STORY}");
    let error = PlainText.open(Input::new(mail.as_bytes()), &options, &mut cx).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[test]
fn of_an_e_book_only_the_text_is_read() {
    let book = format!(
        "The Project Gutenberg eBook of The Ferry\n\nTitle: The Ferry\n\nAuthor: Ida Holm\n\nLanguage: English\n\n\
         *** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\n{STORY}\n\
         *** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nUpdated editions will replace it.\n\nGive.\n"
    );
    let found = read(&book);
    let article = found.one();
    assert_eq!((article.title(), article.language.as_deref()), (Some("The Ferry"), Some("en")));
    assert_eq!(article.authors().next().unwrap().name.as_deref(), Some("Ida Holm"));
    let kinds = kinds(article);
    let story: Vec<_> = kinds.iter().filter(|(_, kind)| *kind != "boilerplate").collect();
    assert_eq!(story, [&(11, "lead"), &(13, "paragraph")]);
    assert_eq!(kinds.len(), 10);
    assert_eq!(article.contents[0].value, book);
}

#[test]
fn front_matter_goes_into_fields() {
    let text = format!(
        "---\ntitle: Ferry keeps running\nauthor: Ida Holm\ndate: 2026-05-08\nlayout: post\n---\n\n{STORY}"
    );
    let found = read(&text);
    let article = found.one();
    assert_eq!(article.title(), Some("Ferry keeps running"));
    assert_eq!(kinds(article), [(1, "header"), (8, "lead"), (10, "paragraph")]);
    assert_eq!((article.blocks.len(), article.extensions.text_of(0).as_str()), (2, "post"));
    assert!(slice(text.as_bytes(), article.annotations[0].span).ends_with(b"layout: post\n---"));
    // the same title once more in the text is no second one
    let again = text.replace("---\n\nThe", "---\n\nFerry keeps running\n\nThe");
    let article = read(&again).articles.remove(0);
    assert_eq!(article.headlines.iter().filter(|line| line.role == HeadlineRole::Main).count(), 1);
    let plain = read_as(text.as_bytes(), "a.txt", &[("text.structure", "none")], false).unwrap();
    assert_eq!(plain.one().title(), None);
}

#[test]
fn markup_is_handed_over_once() {
    for (text, format) in [
        ("# Ferry\n\nIt **sails** and [sails](https://example.org) **again**.\n", "markdown"),
        ("Ferry\n<p>It <b>sails</b>.</p>\n<p>Daily.</p>\n", "html"),
    ] {
        let error = read_as(text.as_bytes(), "a.txt", &[], false).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::OtherFormat(format));
        assert!(error.message().starts_with("it holds "));
        let found = read_as(text.as_bytes(), "a.txt", &[], true).unwrap();
        assert_eq!(found.one().contents[0].value, text);
    }
}

fn brief(title: &str, front: &str) -> String {
    format!("{title}\n{front}\n\n{STORY}\n")
}

#[test]
fn several_articles_in_a_file_are_read_apart() {
    let file = format!(
        "\u{feff}{}###\n\n{}###\n\n{}###\n",
        brief("Ferry keeps running", "By Ida Holm"),
        brief("Mill closes", "By Tor Vik"),
        brief("School opens", "By Ada Lind")
    );
    let found = read(&file);
    assert_eq!((found.articles.len(), found.count("text.several.articles")), (3, 1));
    let whole: String = found.articles.iter().map(|article| article.contents[0].value.as_str()).collect();
    assert_eq!(whole, file.trim_start_matches('\u{feff}'));
    let mut end = 0;
    for (at, article) in found.articles.iter().enumerate() {
        let span = article.span.unwrap();
        assert_eq!((article.position, span.start), (Some(at as u64 + 1), end));
        end = span.end;
        let kinds: Vec<_> = kinds(article).into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["headline", "byline", "lead", "paragraph", "end-mark"]);
        for unit in &article.annotations {
            let line = file.split('\n').nth(unit.line.unwrap() as usize - 1).unwrap();
            assert_eq!(slice(file.as_bytes(), unit.span), line.trim_start_matches('\u{feff}').as_bytes());
        }
        assert_eq!(article.people.len(), 1);
        assert!(article.id.as_ref().unwrap().value.starts_with("sha256:"));
    }
    assert_eq!(end, file.len() as u64);
    assert_ne!(found.articles[0].id, found.articles[1].id);
    let never = read_as(file.as_bytes(), "a.txt", &[("text.split", "never")], false).unwrap();
    assert_eq!((never.one().position, never.one().span), (None, Some(Span::new(0, end))));
    let set = read_as(file.as_bytes(), "a.txt", &[("text.line.10", "heading")], false).unwrap();
    assert_eq!(kinds(&set.articles[1])[0], (10, "heading"));
    let error = read_as(file.as_bytes(), "a.txt", &[("text.line.9", "heading")], false).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Usage);
}

/// That what was read is given back as it was.
#[track_caller]
fn check_given_back(bytes: &[u8], articles: usize) {
    let found = read(bytes);
    assert_eq!(found.articles.len(), articles);
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options = Settings::default().for_format(Exporter::format(&PlainText)).unwrap();
    let mut memory = Memory::default();
    let mut sink = PlainText.create(Box::new(&mut memory), &options).unwrap();
    sink.write(&Record::Source(Box::new(found.source.clone())), &mut cx).unwrap();
    for article in &found.articles {
        sink.write(&Record::Article(Box::new(article.clone())), &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let parts: Vec<_> = memory.parts().map(|(_, bytes)| bytes.to_vec()).collect();
    assert_eq!(parts, [bytes.to_vec()]);
    assert_eq!(findings.total(), 0, "{findings:?}");
}

#[test]
fn containers_are_given_back() {
    let mail = format!("{HEADER}\n{STORY}");
    check_given_back(mail.as_bytes(), 1);
    check_given_back(mail.replace('\n', "\r\n").as_bytes(), 1);
    check_given_back(format!("\u{feff}{mail}").as_bytes(), 1);
    let mut old =
        format!("{HEADER}Content-Type: text/plain; charset=iso-8859-1\n\nIt sails to ").into_bytes();
    old.extend(b"\xc5land. Die F\xe4hre f\xe4hrt auch im Winter weiter, hat der Rat beschlossen.\n");
    check_given_back(&old, 1);
    check_given_back(format!("{HEADER}Content-Type: text/html\n\n<p>It sails.</p>").as_bytes(), 1);
    check_given_back(format!("From a\n{mail}\nFrom b\n{}", mail.replace("42@", "43@")).as_bytes(), 2);
    check_given_back(format!("---\ntitle: Ferry\n---\n{STORY}").as_bytes(), 1);
    let brief = brief("Ferry keeps running", "By Ida Holm") + "###\r\n\r\n";
    check_given_back(format!("\u{feff}{}", brief.repeat(3)).as_bytes(), 3);
    let wide = brief.repeat(3);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(wide.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    check_given_back(&wide, 3);
}

#[test]
fn the_fixture_of_three_briefs_is_three_articles() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/text/three-briefs-one-file.txt");
    let Ok(bytes) = std::fs::read(path) else { return };
    assert_eq!(read(bytes).articles.len(), 3);
}

#[test]
fn a_file_of_many_articles_is_read_in_one_pass() {
    let file = brief("Ferry keeps running", "By Ida Holm") + "###\n\n";
    let found = read(file.repeat(500));
    assert_eq!(found.articles.len(), 500);
}

#[test]
fn text_encoded_twice_is_repaired_on_request_alone() {
    let text = "The ferry to Ã…land will keep running, the council decided on Monday, and that is that.\n\n\
        â€œWe sail in any weather, whatever it costs,â€\u{9d} Ida Holm said. Itâ€™s cold.\n";
    let found = read(text);
    assert_eq!((found.count("text.encoding.mojibake"), found.one().quotes.len()), (1, 0));
    let repaired = read_as(text.as_bytes(), "a.txt", &[("text.mojibake", "repair")], false).unwrap();
    let article = repaired.one();
    assert_eq!(article.contents[0].value, text);
    assert_eq!(
        paragraphs(article, None),
        ["“We sail in any weather, whatever it costs,” Ida Holm said. It’s cold."]
    );
    assert_eq!(
        slice(text.as_bytes(), article.quotes[0].inner),
        b"We sail in any weather, whatever it costs,"
    );
    assert_eq!(slice(text.as_bytes(), article.quotes[0].span).last(), Some(&0x9d));
    assert_eq!(article.span, Some(Span::new(0, text.len() as u64)));
}

#[test]
fn the_frame_of_a_wire_is_reported() {
    let found = read(format!("\u{1}a0001\r\n\u{2}{STORY}\u{3}"));
    assert_eq!(found.count("text.frame.wire"), 1);
    assert_eq!(read("It\u{a0}sails.\n").count("text.character.no-break"), 1);
}

#[test]
fn a_subject_may_hold_a_mail_back() {
    let check = |subject: &str, expect: Option<Option<&str>>| {
        let found = read(format!("From: a@example.org\nSubject: {subject}\n\nThe ferry sails all winter.\n"));
        let article = found.one();
        let until = article.dates.iter().find(|date| date.role == DateRole::Embargo);
        let until = until.and_then(|date| date.date.value).map(|value| value.to_string());
        assert_eq!(article.status.is_some(), expect.is_some(), "{subject}");
        assert_eq!(until.as_deref(), expect.flatten(), "{subject}");
        assert_eq!(article.title(), Some(subject));
    };
    check("EMBARGOED until 1 January 2099: Ferry sails", Some(Some("2099-01-01")));
    check("Re: EMBARGOED: Ferry sails", Some(None));
    check("Ferry sails [EMBARGOED]", Some(None));
    check("Sperrfrist 1. Januar 2099 - Ferry sails", Some(Some("2099-01-01")));
    check("For immediate release: Ferry sails", None);
    check("Embargo on grain lifted: what it means", None);
    check(&"[(:-".repeat(400), None);
}

#[test]
fn an_embargo_holds_without_structure_too() {
    let text =
        "PRESS RELEASE\nEMBARGOED UNTIL 1 JANUARY 2099\n\nFerry sails\n\nThe ferry sails all winter.\n";
    let found = read_as(text.as_bytes(), "a.txt", &[("text.structure", "none")], false).unwrap();
    assert_eq!(found.one().status, Some(Status::Embargoed));
    assert_eq!(found.one().dates.len(), 1);
    assert!(found.one().headlines.is_empty());
}

#[test]
fn a_line_that_is_said_to_be_an_embargo_is_one() {
    let text = "Hush\n\nThe ferry sails all winter, the council said on Monday.\n";
    let found = read_as(text.as_bytes(), "a.txt", &[("text.line.1", "embargo")], false).unwrap();
    assert_eq!(found.one().status, Some(Status::Embargoed));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_mail_is_read_or_refused(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("--a"), Just("--a--"), Just("--b"), Just(""), Just("Text, and more of it."), Just("-- "), Just("> a"),
                Just("Content-Type: text/plain"), Just("Content-Type: multipart/mixed; boundary=b"),
                Just("Content-Type: text/html"), Just("Content-Transfer-Encoding: base64"), Just("QUJD"), Just("=C3=A9 =zz"),
                Just("Content-Transfer-Encoding: quoted-printable"), Just("From x"), Just("Subject: =?utf-8?q?=C3?="),
            ],
            0..30,
        )
    ) {
        let mail = format!(
            "From: a@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary=a\n{}",
            lines.join("\n")
        );
        if let Ok(found) = read_as(mail.as_bytes(), "a.eml", &[], false) {
            for article in &found.articles {
                for unit in &article.annotations {
                    prop_assert!(unit.span.end <= mail.len() as u64);
                }
            }
        }
    }

    #[test]
    fn slices_are_the_whole_text(text in "(([A-Z][a-z]{1,5} ?){1,6}[.\\n]|###\\n|\\f|\\n\\n|-30-\\n|\u{3}|\\* \\* \\*\\r\\n|é){0,30}") {
        for split in ["auto", "always"] {
            let Ok(found) = read_as(text.as_bytes(), "a.txt", &[("text.split", split)], true) else { continue };
            let whole: String = found.articles.iter().map(|article| article.contents[0].value.as_str()).collect();
            prop_assert_eq!(&whole, &text);
        }
    }
}
