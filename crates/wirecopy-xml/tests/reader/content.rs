use expect_test::{Expect, expect};
use wirecopy_core::{Cx, Limits};
use wirecopy_model::Extensions;
use wirecopy_xml::{Event, XmlReader};

use crate::show::{event_line, finding_line, read};

/// Goes to the first element called `at`, runs `with` there, and shows what it gave and the event that follows.
fn check_at(input: &str, at: &str, with: impl Fn(&mut XmlReader<'_>, &mut Cx<'_>) -> String, expect: Expect) {
    let run = |step| {
        let (mut out, findings) = read(input.as_bytes(), step, &Limits::default(), |reader, cx| {
            while !(reader.next(cx).unwrap() == Event::Start && reader.local() == at) {}
            let value = with(reader, cx);
            let next = reader.next(cx).unwrap();
            format!("{value}\nthen {}\n", event_line(reader, next))
        })
        .unwrap();
        for finding in &findings {
            out += &finding_line(finding);
            out.push('\n');
        }
        out
    };
    let whole = run(64 << 10);
    expect.assert_eq(&whole);
    assert_eq!(run(1), whole);
}

fn text(reader: &mut XmlReader<'_>, cx: &mut Cx<'_>) -> String {
    let mut into = String::new();
    reader.read_text(&mut into, cx).unwrap();
    into
}

fn mixed(reader: &mut XmlReader<'_>, cx: &mut Cx<'_>) -> String {
    let mut into = String::new();
    reader.read_mixed(&mut into, cx).unwrap();
    into
}

fn xhtml(reader: &mut XmlReader<'_>, cx: &mut Cx<'_>) -> String {
    let mut into = String::new();
    let wrapper = reader.read_xhtml(&mut into, true, cx).unwrap();
    let rest: Vec<_> = wrapper
        .rest
        .iter()
        .map(|attribute| format!("{}={}", attribute.name.local, attribute.value))
        .collect();
    format!(
        "{into}\nfound {}, language {:?}, base {:?}, rest {rest:?}",
        wrapper.found, wrapper.language, wrapper.base
    )
}

fn whole_xhtml(reader: &mut XmlReader<'_>, cx: &mut Cx<'_>) -> String {
    let mut into = String::new();
    reader.read_xhtml(&mut into, false, cx).unwrap();
    into
}

fn inline(reader: &mut XmlReader<'_>, cx: &mut Cx<'_>) -> String {
    let mut into = String::new();
    let has_elements = reader.read_inline(&mut into, false, cx).unwrap();
    format!("{into}\n{has_elements}")
}

#[test]
fn text_beside_elements_is_escaped() {
    check_at(
        "<r><t>1 &lt; 2 &amp;amp; 3</t><u/></r>",
        "t",
        inline,
        expect![[r#"
        1 < 2 &amp; 3
        false
        then <u>
    "#]],
    );
    check_at(
        "<r><t>1 &lt; 2<!-- c --> <b>bold &lt;</b> &amp; more<br/></t><u/></r>",
        "t",
        inline,
        expect![[r#"
            1 &lt; 2 <b>bold &lt;</b> &amp; more<br>
            true
            then <u>
              1:26 25..28 repair[xml.text.markup] `b` stands as an element where HTML was to be escaped
        "#]],
    );
}

#[test]
fn what_a_wrapper_says_is_told() {
    let wrapped = |attributes: &str, after: &str| {
        format!("<r xmlns:k='urn:k'><c><div {attributes}>a <b>b</b></div>{after}</c><u/></r>")
    };
    check_at(
        &wrapped("class='x' k:y='1' xml:base='z/' lang='de' xml:lang='fr'", ""),
        "c",
        xhtml,
        expect![[r#"
            a <b>b</b>
            found true, language Some("fr"), base Some("z/"), rest ["class=x", "y=1", "lang=de"]
            then <u>
        "#]],
    );
    check_at(
        &wrapped("class='x' lang='de' xml:lang='de'", " "),
        "c",
        xhtml,
        expect![[r#"
        a <b>b</b>
        found true, language Some("de"), base None, rest ["class=x"]
        then <u>
    "#]],
    );
    check_at(
        &wrapped("class='x' xml:lang='de'", "<p/>"),
        "c",
        xhtml,
        expect![[r#"
        <div class="x" lang="de">a <b>b</b></div><p></p>
        found false, language None, base None, rest []
        then <u>
    "#]],
    );
    check_at(
        &wrapped("dir='rtl'", ""),
        "c",
        xhtml,
        expect![[r#"
        <div dir="rtl">a <b>b</b></div>
        found false, language None, base None, rest []
        then <u>
    "#]],
    );
    check_at(
        &wrapped("class='x'", ""),
        "c",
        whole_xhtml,
        expect![[r#"
        <div class="x">a <b>b</b></div>
        then <u>
    "#]],
    );
}

#[test]
fn attributes_of_xml_have_the_names_html_knows() {
    check_at(
        "<r xmlns:xl='http://www.w3.org/1999/xlink' xmlns:s='http://www.w3.org/2000/svg'><c><p xml:lang='de' lang='fr'>\
         <i xml:lang='de' lang='de' xml:base='a/' xml:space='preserve'/><s:svg><s:use xl:href='#a'/></s:svg></p></c><u/></r>",
        "c",
        xhtml,
        expect![[r##"
            <p lang="fr" xml:lang="de"><i lang="de" xml:base="a/" xml:space="preserve"></i><svg><use xlink:href="#a"></use></svg></p>
            found false, language None, base None, rest []
            then <u>
        "##]],
    );
}

#[test]
fn text_is_read() {
    check_at(
        "<r><t> a &amp; <!-- c -->b<![CDATA[<i>]]> </t><u/></r>",
        "t",
        text,
        expect![[r#"
         a & b<i> 
        then <u>
    "#]],
    );
    check_at(
        "<r><t/><u/></r>",
        "t",
        text,
        expect![[r#"

        then <u>
    "#]],
    );
    check_at(
        "<r><t>a <b>bold</b> word<br/></t><u/></r>",
        "t",
        text,
        expect![[r#"
        a bold word
        then <u>
          1:9 8..11 loss[xml.text.element] the tags of `b` inside a text were dropped
          1:25 24..29 loss[xml.text.element] the tags of `br` inside a text were dropped
    "#]],
    );
}

#[test]
fn html_that_was_not_escaped_is_read() {
    check_at(
        "<r><t>&lt;p&gt;fine&lt;/p&gt;</t><u/></r>",
        "t",
        mixed,
        expect![[r#"
        <p>fine</p>
        then <u>
    "#]],
    );
    check_at(
        "<r><t>Q&amp;A <p class='x&quot;y'>a &lt; b<br/>c</p><img src=f.jpg></t><u/></r>",
        "t",
        mixed,
        expect![[r#"
            Q&A <p class="x&quot;y">a &lt; b<br>c</p><img src="f.jpg">
            then <u>
              1:15 14..34 repair[xml.text.markup] `p` stands as an element where HTML was to be escaped
              1:58 57..60 repair[xml.attribute.unquoted] the value of an attribute has no quotation marks
              1:68 67..71 repair[xml.end.mismatched] `</t>` stands where `img` is still open; what was open inside was closed
        "#]],
    );
    check_at(
        "<r xmlns='urn:r'><t><p>a<br>b</p></t><u/></r>",
        "t",
        mixed,
        expect![[r#"
        <p>a<br>b</p>
        then <u{urn:r}>
          1:21 20..23 repair[xml.text.markup] `p` stands as an element where HTML was to be escaped
          1:30 29..33 repair[xml.end.mismatched] `</p>` stands where `br` is still open; what was open inside was closed
    "#]],
    );
}

#[test]
fn xhtml_is_read_as_html() {
    check_at(
        "<r xmlns:h='http://www.w3.org/1999/xhtml'><c> <h:div xml:lang='de'><h:p>a &amp; b<h:br/></h:p><h:script>a &lt; b</h:script></h:div> </c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <p>a &amp; b<br></p><script>a < b</script>
            found true, language Some("de"), base None, rest []
            then <u>
        "#]],
    );
    check_at(
        "<r><c><div class='k'><p/></div></c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <p></p>
            found true, language None, base None, rest ["class=k"]
            then <u>
        "#]],
    );
    check_at(
        "<r><c><div><style>a<b</style><style>c&lt;/x</style></div></c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <style>a<b></b></style><style>c&lt;/x</style>
            found true, language None, base None, rest []
            then <u>
              1:20 19..21 repair[xml.tag.unclosed] a tag has no `>`; it was ended before the next `<`
              1:22 21..29 repair[xml.end.mismatched] `</style>` stands where `b` is still open; what was open inside was closed
        "#]],
    );
    check_at(
        "<r><c><p>no box</p> and text</c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <p>no box</p> and text
            found false, language None, base None, rest []
            then <u>
        "#]],
    );
    check_at(
        "<r><c><div>one</div><div>two</div></c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <div>one</div><div>two</div>
            found false, language None, base None, rest []
            then <u>
        "#]],
    );
    check_at(
        "<r><c><div><o:p xmlns:o='urn:office' o:x='1' xml:lang='en'>z</o:p><svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/></svg></div></c><u/></r>",
        "c",
        xhtml,
        expect![[r#"
            <o:p o:x="1" lang="en">z</o:p><svg><path d="M0"></path></svg>
            found true, language None, base None, rest []
            then <u>
        "#]],
    );
}

#[test]
fn elements_are_skipped() {
    let skip = |reader: &mut XmlReader<'_>, cx: &mut Cx<'_>| {
        reader.skip(cx).unwrap();
        reader.local().to_owned()
    };
    check_at(
        "<r><t><t/><x>y</x></t><u/></r>",
        "t",
        skip,
        expect![[r#"
        t
        then <u>
    "#]],
    );
    check_at(
        "<r><t/><u/></r>",
        "t",
        skip,
        expect![[r#"
        t
        then <u>
    "#]],
    );
}

#[test]
fn subtrees_are_kept() {
    let subtree = |reader: &mut XmlReader<'_>, cx: &mut Cx<'_>| {
        let mut extensions = Extensions::default();
        reader.read_subtree(2, &mut extensions, cx).unwrap();
        let mut out = String::new();
        for node in &extensions.nodes {
            let name =
                node.name.as_ref().map(|name| format!("{:?}|{:?}|{}", name.uri, name.prefix, name.local));
            let span = node.span.unwrap();
            out += &format!(
                "{} {:?} {} {:?} {}..{}",
                node.depth,
                node.kind,
                name.unwrap_or_default(),
                node.text,
                span.start,
                span.end
            );
            for attribute in &node.attributes {
                out += &format!(" {}={:?}", attribute.name.local, attribute.value);
            }
            out.push('\n');
        }
        out
    };
    check_at(
        "<r xmlns:x='urn:x'><x:t a='1' x:b='2'>\n <c>d</c> <e/><!--f--><?g h?>\n</x:t><u/></r>",
        "t",
        subtree,
        expect![[r#"
            2 Element Some("urn:x")|Some("x")|t None 19..38 a="1" b="2"
            3 Element None|None|c None 40..43
            4 Text  Some("d") 43..44
            3 Text  Some(" ") 48..49
            3 Element None|None|e None 49..53
            3 Comment  Some("f") 53..61
            3 Instruction None|None|g Some("h") 61..68

            then <u>
        "#]],
    );
}

#[test]
fn equal_names_are_shared() {
    let (shared, _) = read(b"<r><a/><a/></r>", 64, &Limits::default(), |reader, cx| {
        reader.next(cx).unwrap();
        let mut extensions = Extensions::default();
        reader.read_subtree(0, &mut extensions, cx).unwrap();
        std::sync::Arc::ptr_eq(
            extensions.nodes[1].name.as_ref().unwrap(),
            extensions.nodes[2].name.as_ref().unwrap(),
        )
    })
    .unwrap();
    assert!(shared);
}

#[test]
fn attributes_are_found() {
    read(b"<r xmlns:m='urn:m' url='a' m:url='b'/>", 64, &Limits::default(), |reader, cx| {
        let ns = reader.namespace("urn:m");
        reader.next(cx).unwrap();
        assert_eq!(reader.attribute("url"), Some("a"));
        assert_eq!(reader.attribute_ns(ns, "url"), Some("b"));
        assert_eq!(reader.attribute("xmlns"), None);
        assert_eq!(reader.uri(ns), Some("urn:m"));
        assert_eq!(reader.root_namespaces().len(), 1);
    })
    .unwrap();
}
