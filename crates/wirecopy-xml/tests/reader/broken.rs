use expect_test::expect;

use crate::show::{check, check_bytes};

#[test]
fn ampersands_that_begin_nothing() {
    check(
        "<a b='?x=1&y=2'>AT&T & &; &#; &#x; Q&A;</a>",
        expect![[r#"
            <a b="?x=1&y=2">
            text "AT&T & &; &#; &#x; Q&A;"
            </a>
              1:11 10..11 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:19 18..19 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:22 21..22 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:24 23..24 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:27 26..27 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:31 30..31 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:37 36..39 repair[xml.entity.unknown] the entity `&A;` is not declared; it was kept as it is
            not well-formed
        "#]],
    );
}

#[test]
fn references_to_no_character() {
    check(
        "<a>&#146;&#1114112;&#55296;&#0;&#x1F;&#129;&#xFFFF;</a>",
        expect![[r#"
            <a>
            text "’������"
            </a>
              1:4 3..9 repair[xml.reference.windows-1252] `&#146;` is a control character; it was read as windows-1252
              1:10 9..19 repair[xml.reference.no-character] `&#1114112;` is no character; it was replaced by U+FFFD
              1:20 19..27 repair[xml.reference.no-character] `&#55296;` is no character; it was replaced by U+FFFD
              1:28 27..31 repair[xml.reference.no-character] `&#0;` is no character; it was replaced by U+FFFD
              1:32 31..37 repair[xml.reference.no-character] `&#x1F;` is no character; it was replaced by U+FFFD
              1:38 37..43 repair[xml.reference.no-character] `&#129;` is no character; it was replaced by U+FFFD
              1:44 43..51 repair[xml.reference.no-character] `&#xFFFF;` is no character; it was replaced by U+FFFD
            not well-formed
        "#]],
    );
}

#[test]
fn names_of_html() {
    check(
        "<a b='&eacute;'>x&nbsp;y&hellip;&nosuch;</a>",
        expect![[r#"
            <a b="é">
            text "x\u{a0}y…&nosuch;"
            </a>
              1:7 6..14 repair[xml.entity.html] `&eacute;` is a name of HTML, not of XML
              1:18 17..23 repair[xml.entity.html] `&nbsp;` is a name of HTML, not of XML
              1:25 24..32 repair[xml.entity.html] `&hellip;` is a name of HTML, not of XML
              1:33 32..40 repair[xml.entity.unknown] the entity `&nosuch;` is not declared; it was kept as it is
            not well-formed
        "#]],
    );
}

#[test]
fn less_than_signs() {
    check(
        "<a>1 < 2 and <3 <- <</a>",
        expect![[r#"
            <a>
            text "1 < 2 and <3 <- <"
            </a>
              1:6 5..6 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:14 13..14 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:17 16..17 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:20 19..20 repair[xml.text.less-than] `<` begins no tag; it was read as it is
            not well-formed
        "#]],
    );
    check(
        "<a>if a<b then 4 <5 & 6> 5</a>",
        expect![[r#"
            <a>
            text "if a"
            text "<b then 4 <5 & 6> 5"
            </a>
              1:8 7..8 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:18 17..18 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:21 20..21 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
            not well-formed
        "#]],
    );
    check(
        "<a><user@example.org> <http://example.org> </3></a>",
        expect![[r#"
            <a>
            text "<user@example.org> "
            text "<http://example.org> "
            text "</3>"
            </a>
              1:4 3..4 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:23 22..23 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:44 43..44 repair[xml.text.less-than] `<` begins no tag; it was read as it is
            not well-formed
        "#]],
    );
    check(
        "<a>b<",
        expect![[r#"
            <a>
            text "b<"
            </a>
              1:5 4..5 repair[xml.text.less-than] `<` begins no tag; it was read as it is
              1:6 5..5 repair[xml.document.truncated] the input ends with `a` open; it was closed
            not well-formed
        "#]],
    );
}

#[test]
fn control_characters() {
    check_bytes(
        b"<a b='x\x01y'>\x00z\x0B<![CDATA[\x07]]><!--\x08--></a>",
        expect![[r#"
            <a b="xy">
            text "z"
            comment ""
            </a>
              1:8 7..8 repair[xml.character.control] the control character U+0001 was dropped
              1:12 11..12 repair[xml.character.control] the control character U+0000 was dropped
              1:14 13..14 repair[xml.character.control] the control character U+000B was dropped
              1:24 23..24 repair[xml.character.control] the control character U+0007 was dropped
              1:32 31..32 repair[xml.character.control] the control character U+0008 was dropped
            not well-formed
        "#]],
    );
}

#[test]
fn bytes_of_another_encoding() {
    check_bytes(
        b"<?xml version='1.0' encoding='utf-8'?><a>\xC3\xBC\xC3\xA4\xC3\xB6 caf\xE9 \x93x\x94</a>",
        expect![[r#"
            <a>
            text "üäö café “x”"
            </a>
              1:49 51..52 repair[decode.byte.invalid] the byte 0xE9 is invalid here and was read as windows-1252
              1:51 53..54 repair[decode.byte.invalid] the byte 0x93 is invalid here and was read as windows-1252
              1:53 55..56 repair[decode.byte.invalid] the byte 0x94 is invalid here and was read as windows-1252
            not well-formed
        "#]],
    );
    check_bytes(
        b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9 \x96<b>\xFC</c></a>",
        expect![[r#"
            <a>
            text "café –"
             <b>
             text "ü"
             </b>
            </a>
              1:57 56..60 repair[xml.end.unmatched] `</c>` ends nothing that is open; it was ignored
              1:61 60..64 repair[xml.end.mismatched] `</a>` stands where `b` is still open; what was open inside was closed
            not well-formed
        "#]],
    );
}

#[test]
fn end_tags() {
    check(
        "<a><b><i>x</b></i></a>",
        expect![[r#"
            <a>
             <b>
              <i>
              text "x"
              </i>
             </b>
            </a>
              1:11 10..14 repair[xml.end.mismatched] `</b>` stands where `i` is still open; what was open inside was closed
              1:15 14..18 repair[xml.end.unmatched] `</i>` ends nothing that is open; it was ignored
            not well-formed
        "#]],
    );
    check(
        "<a></c><Item></item></ a ></>",
        expect![[r#"
            <a>
             <Item>
             </Item>
            </a>
              1:4 3..7 repair[xml.end.unmatched] `</c>` ends nothing that is open; it was ignored
              1:14 13..20 repair[xml.end.case] `</item>` was written otherwise where it began
              1:23 22..23 repair[xml.end.space] an end tag has space before its name
              1:27 26..29 repair[xml.end.nameless] an end tag without a name was ignored
            not well-formed
        "#]],
    );
    check(
        "<a><b></b x='1'><c></c<d></d></a>",
        expect![[r#"
            <a>
             <b>
             </b>
             <c>
             </c>
             <d>
             </d>
            </a>
              1:11 10..15 repair[xml.end.attributes] what stands in an end tag after its name was ignored
              1:20 19..22 repair[xml.tag.unclosed] a tag has no `>`; it was ended before the next `<`
            not well-formed
        "#]],
    );
    check(
        "<a><b>",
        expect![[r#"
            <a>
             <b>
             </b>
            </a>
              1:7 6..6 repair[xml.document.truncated] the input ends with 2 elements open, the innermost `b`; they were closed
            not well-formed
        "#]],
    );
}

#[test]
fn tags_that_do_not_end() {
    check(
        "<a><b c='1'<d>x</d></b></a>",
        expect![[r#"
            <a>
             <b c="1">
              <d>
              text "x"
              </d>
             </b>
            </a>
              1:4 3..11 repair[xml.tag.unclosed] a tag has no `>`; it was ended before the next `<`
            not well-formed
        "#]],
    );
    check(
        "<a><b c='1' d=",
        expect![[r#"
            <a>
             <b c="1">
             </b>
            </a>
              1:4 3..14 repair[xml.tag.truncated] the input ends inside a tag
              1:15 14..14 repair[xml.document.truncated] the input ends with 2 elements open, the innermost `b`; they were closed
            not well-formed
        "#]],
    );
    check(
        "<a><b",
        expect![[r#"
            <a>
            </a>
              1:4 3..5 repair[xml.tag.truncated] the input ends inside a tag
              1:6 5..5 repair[xml.document.truncated] the input ends with `a` open; it was closed
            not well-formed
        "#]],
    );
    check(
        "<a>x</a",
        expect![[r#"
            <a>
            text "x"
            </a>
              1:5 4..7 repair[xml.tag.truncated] the input ends inside a tag
            not well-formed
        "#]],
    );
    check(
        "<a>x</",
        expect![[r#"
            <a>
            text "x"
            </a>
              1:5 4..6 repair[xml.tag.truncated] the input ends inside a tag
              1:7 6..6 repair[xml.document.truncated] the input ends with `a` open; it was closed
            not well-formed
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        "<a b=1 c=d/><a b='1'c='2' b='3' d e=/>",
        expect![[r#"
            <a b="1" c="d">
            </a>
            <a b="1" c="2" d="" e="">
            </a>
              1:4 3..4 repair[xml.attribute.unquoted] the value of an attribute has no quotation marks
              1:8 7..8 repair[xml.attribute.unquoted] the value of an attribute has no quotation marks
              1:21 20..20 repair[xml.attribute.no-space] there is no space before an attribute
              1:33 32..33 repair[xml.attribute.no-value] an attribute has no value; it was read as empty
              1:35 34..35 repair[xml.attribute.no-value] an attribute has no value; it was read as empty
              1:13 12..38 repair[xml.document.several-roots] another element after the end of the document's element; it was read too
              1:27 12..30 loss[xml.attribute.duplicate] the attribute `b` stands twice; its second value `3` is left out
            not well-formed
        "#]],
    );
    check(
        "<a b='x<y' c=\"1\"/>",
        expect![[r#"
            <a b="x<y" c="1">
            </a>
              1:8 7..8 repair[xml.attribute.less-than] the value of an attribute holds a `<`
            not well-formed
        "#]],
    );
    check(
        "<r><x a=\"never closed></x></r><i><t>Sun</t><x b=\"1\"/></i>",
        expect![[r#"
            <r>
             <x a="never closed">
             </x>
            </r>
            <i>
             <t>
             text "Sun"
             </t>
             <x b="1">
             </x>
            </i>
              1:9 8..21 repair[xml.attribute.unclosed] the value of an attribute has no closing quotation mark; it was ended early
              1:31 30..33 repair[xml.document.several-roots] another element after the end of the document's element; it was read too
            not well-formed
        "#]],
    );
    check(
        "<a b='never closed",
        expect![[r#"
            <a b="never closed">
            </a>
              1:6 5..18 repair[xml.attribute.unclosed] the value of an attribute has no closing quotation mark; it was ended early
              1:1 0..18 repair[xml.tag.truncated] the input ends inside a tag
              1:19 18..18 repair[xml.document.truncated] the input ends with `a` open; it was closed
            not well-formed
        "#]],
    );
    check(
        "<a / b='1' ' = 1x='2' \u{e9}='3'/>",
        expect![[r#"
            <a b="1" 1x="2" é="3">
            </a>
              1:4 3..4 repair[xml.tag.stray-slash] a `/` in a tag was ignored
              1:12 11..12 repair[xml.tag.stray-character] a character in a tag that belongs to no attribute was ignored
              1:14 13..14 repair[xml.tag.stray-character] a character in a tag that belongs to no attribute was ignored
              1:16 15..17 repair[xml.attribute.name] an attribute has a name that XML does not allow
            not well-formed
        "#]],
    );
}

#[test]
fn many_attributes_repeat() {
    let names: String = (0..20).map(|n| format!(" a{}='{n}'", n % 12)).collect();
    check(
        &format!("<x{names}/>"),
        expect![[r#"
            <x a0="0" a1="1" a2="2" a3="3" a4="4" a5="5" a6="6" a7="7" a8="8" a9="9" a10="10" a11="11">
            </x>
              1:92 0..97 loss[xml.attribute.duplicate] the attribute `a0` stands twice; its second value `12` is left out
              1:100 0..105 loss[xml.attribute.duplicate] the attribute `a1` stands twice; its second value `13` is left out
              1:108 0..113 loss[xml.attribute.duplicate] the attribute `a2` stands twice; its second value `14` is left out
              1:116 0..121 loss[xml.attribute.duplicate] the attribute `a3` stands twice; its second value `15` is left out
              1:124 0..129 loss[xml.attribute.duplicate] the attribute `a4` stands twice; its second value `16` is left out
              1:132 0..137 loss[xml.attribute.duplicate] the attribute `a5` stands twice; its second value `17` is left out
              1:140 0..145 loss[xml.attribute.duplicate] the attribute `a6` stands twice; its second value `18` is left out
              1:148 0..153 loss[xml.attribute.duplicate] the attribute `a7` stands twice; its second value `19` is left out
            not well-formed
        "#]],
    );
}

#[test]
fn sections_that_do_not_end() {
    check(
        "<r><i><d><![CDATA[<p>Dense</p></d></i><i><d>Bright</d></i></r>",
        expect![[r#"
            <r>
             <i>
              <d>
              text "<p>Dense</p>"
              </d>
             </i>
             <i>
              <d>
              text "Bright"
              </d>
             </i>
            </r>
              1:10 9..18 repair[xml.section.unclosed] a CDATA section has no `]]>`; it was ended with its element
            not well-formed
        "#]],
    );
    check(
        "<r><d><![CDATA[half a tex",
        expect![[r#"
            <r>
             <d>
             text "half a tex"
             </d>
            </r>
              1:7 6..15 repair[xml.section.unclosed] a CDATA section has no `]]>`; it was ended with its element
              1:26 25..25 repair[xml.document.truncated] the input ends with 2 elements open, the innermost `d`; they were closed
            not well-formed
        "#]],
    );
    check(
        "<r><i><d><![CDATA[one</d></i><i><d><![CDATA[two]]></d></i></r>",
        expect![[r#"
            <r>
             <i>
              <d>
              text "one"
              </d>
             </i>
             <i>
              <d>
              text "two"
              </d>
             </i>
            </r>
              1:10 9..18 repair[xml.section.unclosed] a CDATA section has no `]]>` before the next one; it was ended with its element
            not well-formed
        "#]],
    );
    check(
        "<i><t><![CDATA[one</t><d><![CDATA[two]]></d></i>",
        expect![[r#"
            <i>
             <t>
             text "one"
             </t>
             <d>
             text "two"
             </d>
            </i>
              1:7 6..15 repair[xml.section.unclosed] a CDATA section has no `]]>` before the next one; it was ended with its element
            not well-formed
        "#]],
    );
    // a section quoted inside a section is none of that
    check(
        "<i><d><![CDATA[a</d></i><![CDATA[b]]]]><![CDATA[>]]></d></i>",
        expect![[r#"
             <i>
              <d>
              text "a</d></i><![CDATA[b]]>"
              </d>
             </i>
        "#]],
    );
    check(
        "<a>]]></a>",
        expect![[r#"
            <a>
            text "]]>"
            </a>
              1:4 3..6 repair[xml.text.section-end] `]]>` stands in text; it was read as it is
            not well-formed
        "#]],
    );
}

#[test]
fn a_section_without_end_in_a_long_document_ends_with_its_element() {
    let items = "<i><d>Bright &amp; dry</d></i>".repeat(100_000);
    let input = format!("<r><i><d><![CDATA[Dense</d></i>{items}</r>");
    let limits = wirecopy_core::Limits::default();
    let all = crate::show::events(input.as_bytes(), 64 << 10, &limits);
    assert_eq!(all.matches("</i>").count(), 100_001);
    assert!(all.contains("text \"Dense\""));
    assert_eq!(all.matches("repair[").count(), 1);
}

#[test]
fn comments_and_instructions_that_do_not_end() {
    check(
        "<a><!-- b -><c/></a>",
        expect![[r#"
            <a>
            comment " b -"
             <c>
             </c>
            </a>
              1:4 3..7 repair[xml.comment.unclosed] a comment has no `-->`; it was ended at the next end tag or `>`
            not well-formed
        "#]],
    );
    check(
        "<a><!-- b -- c --><!--><!---><!-- d ---></a>",
        expect![[r#"
            <a>
            comment " b -- c "
            comment ""
            comment ""
            comment " d -"
            </a>
              1:11 10..12 repair[xml.comment.hyphens] a comment holds `--`
              1:19 18..23 repair[xml.comment.unclosed] a comment is closed before it begins
              1:24 23..29 repair[xml.comment.unclosed] a comment is closed before it begins
              1:37 36..37 repair[xml.comment.hyphens] a comment ends with `-`
            not well-formed
        "#]],
    );
    check(
        "<a><?p q><c/></a>",
        expect![[r#"
            <a>
            instruction p "q"
             <c>
             </c>
            </a>
              1:4 3..6 repair[xml.instruction.unclosed] a processing instruction has no `?>`; it was ended at the next end tag or `>`
            not well-formed
        "#]],
    );
    check(
        "<a><?p q><c/><?r s?></a>",
        expect![[r#"
            <a>
            instruction p "q"
             <c>
             </c>
            instruction r "s"
            </a>
              1:4 3..6 repair[xml.instruction.unclosed] a processing instruction has no `?>`; it was ended at the next end tag or `>`
            not well-formed
        "#]],
    );
    check(
        "<a><? p ?></a>",
        expect![[r#"
            <a>
            text "<? p ?>"
            </a>
              1:4 3..4 repair[xml.text.less-than] `<` begins no tag; it was read as it is
            not well-formed
        "#]],
    );
}

#[test]
fn declarations_where_none_may_be() {
    check(
        "<a><!foo><!ELEMENT x ANY><?xml version='1.0'?><!><!-></a>",
        expect![[r#"
            <a>
            comment "foo"
            comment "ELEMENT x ANY"
            comment ""
            comment "-"
            </a>
              1:4 3..9 repair[xml.markup.unknown] `<!foo>` is nothing XML has here; it was read as a comment
              1:10 9..25 repair[xml.markup.unknown] `<!ELEMENT x ANY>` is nothing XML has here; it was read as a comment
              1:26 25..46 repair[xml.declaration.misplaced] an XML declaration inside the document was ignored
              1:47 46..49 repair[xml.markup.unknown] `<!>` is nothing XML has here; it was read as a comment
              1:50 49..53 repair[xml.markup.unknown] `<!->` is nothing XML has here; it was read as a comment
            not well-formed
        "#]],
    );
    check(
        "<!doctype html><a/><!DOCTYPE b>",
        expect![[r#"
            doctype " html"
            <a>
            </a>
            doctype " b"
              1:3 2..9 repair[xml.doctype.case] `DOCTYPE` is to be written in capitals
              1:20 19..31 repair[xml.doctype.misplaced] a document type declaration after the document's beginning
            not well-formed
        "#]],
    );
    check(
        "<!DOCTYPE a [<!ENTITY x 'y'><a>z</a>",
        expect![[r#"
            doctype " a [<!ENTITY x 'y'"
            <a>
            text "z"
            </a>
              1:1 0..9 repair[xml.doctype.unclosed] the document type declaration has no end; it was ended at the next `>`
            not well-formed
        "#]],
    );
}

#[test]
fn before_and_after_the_root() {
    check(
        "\n <?xml version='1.0'?><a/>",
        expect![[r#"
            <a>
            </a>
              1:1 0..2 repair[xml.declaration.blank-before] white space stands before the XML declaration
            not well-formed
        "#]],
    );
    check(
        "<br />\n<b>Warning</b>: in x on line 3<?xml version='1.0'?><a/>",
        expect![[r#"
            <a>
            </a>
              1:1 0..37 loss[xml.document.noise] what stands before the XML declaration was dropped: `<br /> <b>Warning</b>: in x on line 3`
            not well-formed
        "#]],
    );
    check(
        "noise <a/> more & more <b/>",
        expect![[r#"
            <a>
            </a>
            text " more & more "
            <b>
            </b>
              1:1 0..6 loss[xml.document.text-before-root] text before the document's first element was dropped: `noise`
              1:17 16..17 repair[xml.reference.bare-ampersand] `&` begins no reference; it was read as it is
              1:11 10..23 repair[xml.document.text-after-root] text after the end of the document's element: `more & more`
              1:24 23..27 repair[xml.document.several-roots] another element after the end of the document's element; it was read too
            not well-formed
        "#]],
    );
    check(
        "<?xml version='1.0'><a/>",
        expect![[r#"
            <a>
            </a>
              1:1 0..19 repair[xml.declaration.unclosed] the XML declaration does not end with `?>`
            not well-formed
        "#]],
    );
    check(
        "<a><![CDATA[<?xml version='1.0'?>]]></a>",
        expect![[r#"
             <a>
             text "<?xml version='1.0'?>"
             </a>
        "#]],
    );
    check(
        "",
        expect![[r#"
        not well-formed
    "#]],
    );
    check(
        "only text",
        expect![[r#"
              1:1 0..9 loss[xml.document.text-before-root] text before the document's first element was dropped: `only text`
            not well-formed
        "#]],
    );
}

#[test]
fn prefixes_that_are_not_declared() {
    check(
        "<a x:y='1'><dc:creator/><x:z/><x:z/><dc:date/></a>",
        expect![[r#"
            <a x:y="1">
             <dc:creator{http://purl.org/dc/elements/1.1/}>
             </dc:creator{http://purl.org/dc/elements/1.1/}>
             <x:z{?}>
             </x:z{?}>
             <x:z{?}>
             </x:z{?}>
             <dc:date{http://purl.org/dc/elements/1.1/}>
             </dc:date{http://purl.org/dc/elements/1.1/}>
            </a>
              1:4 3..4 repair[xml.namespace.undeclared] the prefix `x` is not declared
              1:13 12..14 repair[xml.namespace.undeclared] the prefix `dc` is not declared; it was taken for `http://purl.org/dc/elements/1.1/`
            not well-formed
        "#]],
    );
}

#[test]
fn entities_that_may_not_be() {
    check(
        "<!DOCTYPE a [<!ENTITY % p 'x'><!ENTITY e SYSTEM 'file:///etc/passwd'>%p;<!ENTITY l '&m;'><!ENTITY m '&l;'>]><a>&e;&l;</a>",
        expect![[r#"
            doctype " a [<!ENTITY % p 'x'><!ENTITY e SYSTEM 'file:///etc/passwd'>%p;<!ENTITY l '&m;'><!ENTITY m '&l;'>]"
            <a>
            text "&e;&l;"
            </a>
              1:14 13..30 repair[xml.entity.refused] a parameter entity is declared; such entities are never followed
              1:31 30..69 repair[xml.entity.refused] an external entity is declared; such entities are never followed
              1:70 69..70 repair[xml.entity.refused] a parameter entity is referred to; such entities are never followed
              1:112 111..114 repair[xml.entity.unknown] the entity `&e;` is not declared; it was kept as it is
              1:115 114..117 repair[xml.entity.loop] the entity `&l;` refers to itself or too far; it was kept as it is
            not well-formed
        "#]],
    );
    let mut bomb = String::from("<!DOCTYPE a [<!ENTITY x0 'ha'>");
    for step in 1..9 {
        bomb += &format!("<!ENTITY x{step} '{}'>", format!("&x{};", step - 1).repeat(10));
    }
    bomb += "]><a b='&x8;'>&x8;&x1;</a>";
    check(
        &bomb,
        expect![[r#"
            doctype " a [<!ENTITY x0 'ha'><!ENTITY x1 '&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;&x0;'><!ENTITY x2 '&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;&x1;'><!ENTITY x3 '&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;&x2;'><!ENTITY x4 '&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;&x3;'><!ENTITY x5 '&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;&x4;'><!ENTITY x6 '&x5;&x5;&x5;&x5;&x5;&x5;&x5;&x5;&x5;&x5;'><!ENTITY x7 '&x6;&x6;&x6;&x6;&x6;&x6;&x6;&x6;&x6;&x6;'><!ENTITY x8 '&x7;&x7;&x7;&x7;&x7;&x7;&x7;&x7;&x7;&x7;'>]"
            <a b="&x8;">
            text "&x8;&x1;"
            </a>
              1:479 478..482 repair[xml.entity.budget] the entity `&x8;` expands to more than the limit `entities`; it was kept as it is
              1:485 484..488 repair[xml.entity.budget] the entity `&x8;` expands to more than the limit `entities`; it was kept as it is
              1:489 488..492 repair[xml.entity.budget] the entity `&x1;` expands to more than the limit `entities`; it was kept as it is
            not well-formed
        "#]],
    );
}

#[test]
fn void_elements_of_html() {
    check(
        "<d>a<br>b<br>c</d>",
        expect![[r#"
            <d>
            text "a"
             <br>
             text "b"
             </br>
             <br>
             text "c"
             </br>
            </d>
              1:10 9..13 repair[xml.element.void] `br` has no content in HTML; the one before was closed
              1:15 14..18 repair[xml.end.mismatched] `</d>` stands where `br` is still open; what was open inside was closed
            not well-formed
        "#]],
    );
}

#[test]
fn what_was_forgotten_ends_at_the_next_end_tag() {
    check(
        "<a>b<!-- c</a>",
        expect![[r#"
        <a>
        text "b"
        comment " c"
        </a>
          1:5 4..8 repair[xml.comment.unclosed] a comment has no `-->`; it was ended at the next end tag or `>`
        not well-formed
    "#]],
    );
    check(
        "<a>b<?c d</a>",
        expect![[r#"
        <a>
        text "b"
        instruction c "d"
        </a>
          1:5 4..7 repair[xml.instruction.unclosed] a processing instruction has no `?>`; it was ended at the next end tag or `>`
        not well-formed
    "#]],
    );
    check(
        "<a>b<!-- c<d>e</d></a>",
        expect![[r#"
        <a>
        text "b"
        comment " c<d"
        text "e"
        </a>
          1:5 4..8 repair[xml.comment.unclosed] a comment has no `-->`; it was ended at the next end tag or `>`
          1:15 14..18 repair[xml.end.unmatched] `</d>` ends nothing that is open; it was ignored
        not well-formed
    "#]],
    );
}

#[test]
fn sections_in_lower_case_are_sections() {
    check(
        "<a><![cdata[b & c]]>d<![CData[e]]></a>",
        expect![[r#"
        <a>
        text "b & cde"
        </a>
          1:4 3..12 repair[xml.section.case] `CDATA` is to be written in capitals
          1:22 21..30 repair[xml.section.case] `CDATA` is to be written in capitals
        not well-formed
    "#]],
    );
}

#[test]
fn references_to_halves_of_a_character() {
    check(
        "<a b='&#xD83D;&#xDE00;'>&#55357;&#56832; &#55357;&#65;</a>",
        expect![[r#"
        <a b="😀">
        text "😀 �A"
        </a>
          1:7 6..22 repair[xml.reference.surrogates] two references stand for the halves of one character; they were read as it
          1:25 24..40 repair[xml.reference.surrogates] two references stand for the halves of one character; they were read as it
          1:42 41..49 repair[xml.reference.no-character] `&#55357;` is no character; it was replaced by U+FFFD
        not well-formed
    "#]],
    );
}

#[test]
fn a_quotation_mark_that_opens_the_next_value() {
    check(
        "<a b=\"c d=\"e\" f=\"g\"/>",
        expect![[r#"
        <a b="c" d="e" f="g">
        </a>
          1:6 5..7 repair[xml.attribute.unclosed] the value of an attribute has no closing quotation mark; it was ended early
        not well-formed
    "#]],
    );
    check(
        "<a b=\"c?d=\" e=\"f\"/>",
        expect![[r#"
        <a b="c?d=" e="f">
        </a>
    "#]],
    );
    check(
        "<a b=\"c d=\"/>",
        expect![[r#"
        <a b="c d=">
        </a>
    "#]],
    );
}
