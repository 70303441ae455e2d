use expect_test::{Expect, expect};
use wirecopy_core::Limits;
use wirecopy_core::decode::Window;

use crate::show::events;

/// The last line with the limit `name` at `value`.
fn check(name: &str, value: &str, input: &str, expect: Expect) {
    let mut limits = Limits::default();
    limits.set(name, value).unwrap();
    let outcome = |step| {
        let all = events(input.as_bytes(), step, &limits);
        all.lines().find(|line| line.starts_with("error")).unwrap_or("no error").to_owned()
    };
    expect.assert_eq(&outcome(Window::STEP));
}

#[test]
fn each_limit_has_its_error() {
    check(
        "xml-depth",
        "3",
        "<a>\n<b><c><d/></c></b></a>",
        expect!["error 2:7 Limit elements are nested too deeply (limit `xml-depth`: 3)"],
    );
    check(
        "attributes",
        "2",
        "<a b='1' c='2' d='3'/>",
        expect!["error 1:16 Limit a tag has too many attributes (limit `attributes`: 2)"],
    );
    check("name", "4", "<abcde/>", expect!["error 1:2 Limit a name is too long (limit `name`: 4)"]);
    check("name", "4", "<a bcdef='1'/>", expect!["error 1:4 Limit a name is too long (limit `name`: 4)"]);
    check("name", "4", "<a></bcdef>", expect!["error 1:6 Limit a name is too long (limit `name`: 4)"]);
    check(
        "attribute-value",
        "4",
        "<a b='12345'/>",
        expect!["error 1:7 Limit the value of an attribute is too long (limit `attribute-value`: 4)"],
    );
    check(
        "attribute-value",
        "4",
        "<a b=12345 />",
        expect!["error 1:6 Limit the value of an attribute is too long (limit `attribute-value`: 4)"],
    );
    check(
        "text",
        "4",
        "<a>\n12345</a>",
        expect!["error 1:4 Limit a piece of the document is too long (limit `text`: 4)"],
    );
    check(
        "text",
        "4",
        "<a>1&amp;2345</a>",
        expect!["error 1:4 Limit a piece of the document is too long (limit `text`: 4)"],
    );
    check(
        "text",
        "4",
        "<a><![CDATA[12345]]></a>",
        expect!["error 1:4 Limit a piece of the document is too long (limit `text`: 4)"],
    );
    check(
        "namespaces",
        "1",
        "<a xmlns='u' xmlns:b='v'/>",
        expect!["error 1:14 Limit too many namespaces are declared (limit `namespaces`: 1)"],
    );
    check("input", "10", "<a>12345678</a>", expect!["error  Limit the input is longer than 10 bytes"]);
    check("xml-depth", "3", "<a><b/><b/><b><c/></b></a>", expect!["no error"]);
}

#[test]
fn depth_is_no_recursion() {
    let mut limits = Limits::default();
    limits.set("xml-depth", "none").unwrap();
    let input = "<a>".repeat(100_000);
    let all = events(input.as_bytes(), Window::STEP, &limits);
    assert_eq!(all.matches("</a>").count(), 100_000);
}

#[test]
fn errors_say_how_to_raise_the_limit() {
    let mut limits = Limits::default();
    limits.set("xml-depth", "1").unwrap();
    let (policy, mut findings) = (wirecopy_core::Policy::default(), wirecopy_core::Findings::default());
    let mut cx = wirecopy_core::Cx::new(&limits, &policy, &mut findings);
    let hints = wirecopy_core::decode::Hints::xml(None);
    let mut reader = wirecopy_xml::XmlReader::new(Box::new(&b"<a><b/></a>"[..]), &hints, &mut cx).unwrap();
    let error = std::iter::repeat_with(|| reader.next(&mut cx)).take(9).find_map(Result::err).unwrap();
    assert_eq!(error.advice(), Some("raise it with `--limit xml-depth=NUMBER`"));
}
