use expect_test::expect;

use crate::show::check;

#[test]
fn elements_text_and_empty_elements() {
    check(
        "<a>x<b/>y<c z='1' y=\"2\">&lt;</c></a>",
        expect![[r#"
             <a>
             text "x"
              <b>
              </b>
             text "y"
              <c z="1" y="2">
              text "<"
              </c>
             </a>
        "#]],
    );
}

#[test]
fn sections_references_and_text_merge() {
    check(
        "<a>1 &amp; <![CDATA[<b> & ]]]]><![CDATA[>]]>&#65;&#x42;</a>",
        expect![[r#"
             <a>
             text "1 & <b> & ]]>AB"
             </a>
        "#]],
    );
    check(
        "<a><![CDATA[]]></a>",
        expect![[r#"
             <a>
             </a>
        "#]],
    );
    check(
        "<a><![CDATA[only]]></a>",
        expect![[r#"
             <a>
             text "only"
             </a>
        "#]],
    );
}

#[test]
fn comments_and_instructions() {
    check(
        "<?xml-stylesheet href=\"a\"?><!-- c --><a><?p?><?q  r ?><!----></a><!--e-->",
        expect![[r#"
            instruction xml-stylesheet "href=\"a\""
            comment " c "
            <a>
            instruction p ""
            instruction q "r "
            comment ""
            </a>
            comment "e"
        "#]],
    );
}

#[test]
fn namespaces() {
    check(
        "<a xmlns='urn:1' xmlns:p='urn:2' p:x='1' x='2'><p:b xmlns='' xmlns:p='urn:3'><c/><p:d/></p:b><p:e/></a>",
        expect![[r#"
             <a{urn:1} p:x{urn:2}="1" x="2">
              <p:b{urn:3}>
               <c>
               </c>
               <p:d{urn:3}>
               </p:d{urn:3}>
              </p:b{urn:3}>
              <p:e{urn:2}>
              </p:e{urn:2}>
             </a{urn:1}>
        "#]],
    );
    check(
        "<a xml:lang='de' xml:space='preserve'/>",
        expect![[r#"
             <a xml:lang{http://www.w3.org/XML/1998/namespace}="de" xml:space{http://www.w3.org/XML/1998/namespace}="preserve">
             </a>
        "#]],
    );
}

#[test]
fn line_ends_and_white_space_in_attributes() {
    check(
        "<a b='1\r\n2\t3\n4&#10;5'>x\r\ny\rz&#13;</a>\r\n",
        expect![[r#"
             <a b="1 2 3 4\n5">
             text "x\ny\nz\r"
             </a>
        "#]],
    );
}

#[test]
fn entities_of_the_document() {
    check(
        "<!DOCTYPE a [<!ENTITY co 'Leaf &#38; <b>&who;</b>'><!ENTITY who \"Möwe\"><!-- it's --><!ELEMENT a ANY>]><a t='&co;'>&co;!</a>",
        expect![[r#"
            doctype " a [<!ENTITY co 'Leaf &#38; <b>&who;</b>'><!ENTITY who \"Möwe\"><!-- it's --><!ELEMENT a ANY>]"
            <a t="Leaf & <b>Möwe</b>">
            text "Leaf & <b>Möwe</b>!"
            </a>
        "#]],
    );
}

#[test]
fn the_declaration() {
    let input = b"<?xml version='1.0' encoding=\"UTF-8\" standalone='yes'?>\n<a/>";
    let declaration = crate::show::read(input, 64, &wirecopy_core::Limits::default(), |reader, _| {
        reader.declaration().cloned()
    });
    expect![[
        r#"Some(Declaration { version: Some("1.0"), encoding: Some("UTF-8"), standalone: Some(true) })"#
    ]]
    .assert_eq(&format!("{:?}", declaration.unwrap().0));
}

#[test]
fn languages_and_bases_hold_inwards() {
    let input = b"<a xml:lang='en' xml:base='http://x/'><b xml:lang='de' xml:base='y/'><c/></b><d/></a>";
    let mut out = String::new();
    crate::show::read(input, 64, &wirecopy_core::Limits::default(), |reader, cx| {
        while reader.next(cx).unwrap() != wirecopy_xml::Event::Eof {
            let bases: Vec<_> = (0..reader.base_count())
                .filter_map(|index| reader.base_at(index).map(|(_, base)| base))
                .collect();
            out += &format!("{} {:?} {:?} {:?}\n", reader.local(), reader.language(), reader.base(), bases);
        }
    })
    .unwrap();
    expect![[r#"
        a Some("en") Some("http://x/") ["http://x/"]
        b Some("de") Some("y/") ["http://x/", "y/"]
        c Some("de") Some("y/") ["http://x/", "y/"]
        c Some("de") Some("y/") ["http://x/", "y/"]
        b Some("de") Some("y/") ["http://x/", "y/"]
        d Some("en") Some("http://x/") ["http://x/"]
        d Some("en") Some("http://x/") ["http://x/"]
        a Some("en") Some("http://x/") ["http://x/"]
    "#]]
    .assert_eq(&out);
}

#[test]
fn spans_are_of_the_original_bytes() {
    let input = b"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a>\xC3\xBC<b/></a>";
    let mut out = String::new();
    crate::show::read(input, 64, &wirecopy_core::Limits::default(), |reader, cx| {
        loop {
            let event = reader.next(cx).unwrap();
            let (span, at) = (reader.span(), reader.location());
            out += &format!("{event:?} {}..{} {}:{}\n", span.start, span.end, at.line, at.column);
            if event == wirecopy_xml::Event::Eof {
                break;
            }
        }
    })
    .unwrap();
    expect![[r#"
        Start 41..44 1:39
        Text 44..46 1:42
        Start 46..50 1:43
        End 46..50 1:43
        End 50..54 1:47
        Eof 54..54 1:51
    "#]]
    .assert_eq(&out);
}
