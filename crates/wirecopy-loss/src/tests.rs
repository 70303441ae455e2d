use wirecopy_core::Diagnostic;
use wirecopy_model::{Article, Headline, HeadlineRole, Record, Span};

use super::*;

fn kept(title: &str) -> Kept {
    let headlines = vec![Headline::plain(HeadlineRole::Main, title)];
    let mut kept = Kept::default();
    kept.record(&Record::Article(Box::new(Article { headlines, ..Article::default() })));
    kept
}

fn texts(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

#[track_caller]
fn check(source: &str, title: &str, expect: &[&str]) {
    let source = xml(source);
    assert!(source.well_formed);
    assert_eq!(texts(&missing(&source, &mut kept(title), &["kind=plain"]).pieces), expect);
}

#[test]
fn what_no_record_holds_is_missing() {
    check("<a><b>Harbour</b></a>", "Harbour", &[]);
    check("<a><b>Harbour</b><c>tide</c></a>", "Harbour", &["tide"]);
    check("<a x='high'>Harbour</a>", "Harbour", &["high"]);
    check("<a x='HIGH'>Harbour</a>", "Harbour high", &[]);
    check("<a xmlns='urn:x' xmlns:y='urn:y' kind='plain'>Harbour</a>", "Harbour", &[]);
}

#[test]
fn part_of_a_word_does_not_count() {
    check("<a><b>north</b><b>no</b></a>", "north", &["no"]);
    check("<a><b>no</b></a>", "He said no.", &[]);
    check("<a><b>said no</b><b>no said</b></a>", "He said no.", &["no said"]);
    check("<a><b>aid no</b></a>", "He said no, aid.", &["aid no"]);
}

#[test]
fn white_space_references_and_markup_make_no_difference() {
    check("<a>Fish\n  &amp; <![CDATA[chips]]></a>", "Fish & chips", &[]);
    check("<a>Fish &#38; chips</a>", "<p title=\"x\">Fish &amp; <b>chips</b></p>", &["Fish & chips"]);
    check("<a><b>Fish &amp;</b> <i>chips</i></a>", "<p>Fish &amp; <b>chips</b></p>", &[]);
}

#[test]
fn pieces_are_found_in_any_order() {
    let text = (0..20_000).map(|number| format!("<b>word {number}</b> ")).collect::<Vec<_>>().concat();
    let mut turned: Vec<String> = (0..200).map(|number| format!("<a>word {}</a>", number * 97)).collect();
    turned.reverse();
    check(&format!("<r>{}</r>", turned.concat()), &text, &[]);
}

#[test]
fn broken_xml_is_read_as_far_as_it_can_be() {
    for (source, unsure, pieces) in [
        ("<a>", 0, vec![]),
        ("<a>b</b></a>", 0, vec!["b"]),
        ("<a>&nbsp;x</a>", 1, vec![]),
        ("<a>R&D</a>", 0, vec!["R&D"]),
        ("<a/><b/>", 0, vec![]),
        ("text", 1, vec![]),
        ("Warning: odd <a>b</a>c", 1, vec!["b", "c"]),
        ("<b>Warning</b> <?xml version='1.0'?><a>b</a>", 1, vec!["b"]),
        ("<a>\u{1}</a>", 1, vec![]),
        ("", 0, vec![]),
    ] {
        let found = xml(source);
        assert!(!found.well_formed, "{source}");
        assert_eq!((found.unsure, texts(&found.pieces)), (unsure, pieces), "{source}");
    }
    let found = xml("<a>b</a><c>d<!-- ");
    assert_eq!((texts(&found.pieces), found.unread.is_some()), (vec!["b", "d"], true));
}

#[test]
fn json_has_strings_and_numbers() {
    let found = json("{\"a\": [\"x\\u00e9\", -1.50, true, null], \"b\" : {\"c\": \"say \\\"no\\\"\"}}\n7");
    assert_eq!(texts(&found.pieces), ["xé", "-1.50", "say \"no\"", "7"]);
    assert_eq!(found.pieces[2].name.as_deref(), Some("c"));
    assert!(found.well_formed);
    assert!(json("{\"@type\": [\"Person\"], \"@context\": \"https://schema.org\"}").pieces.is_empty());
    assert_eq!(json("[\"a\", \"b").unread, Some(6));
}

#[test]
fn losses_tell_where_they_are() {
    let mut kept = kept("Harbour");
    kept.finding(&Diagnostic::loss("demo.thing.lost", "`tide` is too long").at(Span::new(17, 28)));
    kept.finding(&Diagnostic::note("demo.thing.seen", "`moon` is there"));
    let source = xml("<a><b>Harbour</b><c>tide</c><d>moon</d></a>");
    assert_eq!(texts(&missing(&source, &mut kept, &[]).pieces), ["moon"]);
    assert!(kept.is_in_a_loss(20) && !kept.is_in_a_loss(30));
}
