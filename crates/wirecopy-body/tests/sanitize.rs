//! What is sanitised is safe, stable and read as it was written; what is harmless stays.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_pass_by_value,
    clippy::format_push_string,
    missing_docs,
    reason = "tests may panic"
)]

mod parsed;

use parsed::{Parsed, parse};
use proptest::prelude::{ProptestConfig, Strategy};
use proptest::{collection, prop_assert, prop_assert_eq, proptest, sample};
use wirecopy_body::sanitize::allow::{self, Group};
use wirecopy_body::sanitize::{Embeds, Rules};
use wirecopy_body::{SanitizeOptions, sanitize_html};
use wirecopy_core::{Cx, Findings, Limits, Policy};

fn with(html: &str, options: &SanitizeOptions) -> (String, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let out = sanitize_html(html, options, &mut Cx::new(&limits, &policy, &mut findings)).into_owned();
    let found =
        findings.kept().iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect();
    (out, found)
}

fn sanitised(html: &str) -> String {
    with(html, &SanitizeOptions::default()).0
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(sanitised(html), expected, "{html}");
    assert_eq!(sanitised(expected), expected, "not stable");
}

fn at(base: &str) -> SanitizeOptions {
    SanitizeOptions { base: Some(base.to_owned()), ..SanitizeOptions::default() }
}

#[test]
fn harmless_markup_stays_as_it_is() {
    for html in [
        "<p>One <b>two</b> <i>three</i>, <a href=\"https://example.org/?a=1&amp;b=2\" title=\"4 &quot;5&quot;\">6</a>.</p>",
        "<table border=\"1\"><caption>c</caption><thead><tr><th scope=\"col\">h</th></tr></thead><tbody><tr><td align=\"right\">1</td></tr></tbody></table>",
        "<table><tr><td>1</td></tr></table>",
        "<ul class=\"a b\"><li>x<ol start=\"3\" type=\"a\"><li>y</li></ol></li></ul>",
        "<figure id=\"f\"><img src=\"https://example.org/a.png\" alt=\"\" width=\"3\" height=\"4\" hspace=\"2\"><figcaption>c</figcaption></figure>",
        "<video controls=\"\" poster=\"https://example.org/p.png\"><source src=\"https://example.org/v.mp4\" type=\"video/mp4\"><track kind=\"captions\" srclang=\"en\"></video>",
        "<font face=\"Arial\" color=\"red\" size=\"2\"><center><tt>x</tt> <big>y</big></center></font>",
        "<form action=\"https://example.org/\" method=\"get\"><fieldset><legend>l</legend><label for=\"i\">x</label> <input type=\"text\" name=\"i\" value=\"v\"><select name=\"s\"><optgroup label=\"g\"><option value=\"1\">one</option></optgroup></select><textarea rows=\"2\">t &lt;b&gt;</textarea><button>go</button></fieldset></form>",
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <time datetime=\"2026-11-25\">today</time> <abbr title=\"x\">y</abbr><wbr><br>",
        "<details open=\"\"><summary>s</summary><dl><dt>t</dt><dd>d</dd></dl></details><hr noshade=\"\" size=\"1\">",
        "<img usemap=\"https://example.org/#m\"><map name=\"m\"><area shape=\"rect\" coords=\"0,0,1,1\" href=\"https://example.org/\" alt=\"a\"></map>",
        "<span lang=\"de\" dir=\"ltr\" aria-label=\"x\" role=\"note\" tabindex=\"0\" itemprop=\"name\" itemscope=\"\" itemtype=\"https://example.org/T\">s</span>",
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mfrac linethickness=\"1\"><mi mathvariant=\"bold\">a</mi><msup><mn>2</mn><mo stretchy=\"false\">+</mo></msup></mfrac></math>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\"><title>t</title><defs><linearGradient id=\"g\" gradientUnits=\"userSpaceOnUse\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient></defs><g transform=\"rotate(3)\"><path d=\"M0 0L1,1z\" fill=\"url(#g)\" stroke-width=\"2\"/><text x=\"1\">w</text></g><use href=\"#g\"/><image href=\"https://example.org/a.png\"/><a xlink:href=\"https://example.org/\"><circle r=\"1\"/></a></svg>",
        "<pre>\n a\n  b</pre>",
        "<noscript><img src=\"https://example.org/a.png\"></noscript>",
        "<p style=\"color: red; text-align:center\">x</p>",
        "<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"dot\">",
        "a &amp; b &lt; c&nbsp;d é 😀",
    ] {
        check(html, html);
    }
}

#[test]
fn all_that_is_listed_stays() {
    for name in allow::ELEMENTS.iter().flat_map(Group::iter) {
        // a table holds nothing but its parts
        let safe = if name == "table" { "<tr><td>safe</td></tr>" } else { "safe" };
        let out = sanitised(&format!("<{name}>{safe}</{name}>"));
        assert!(out.starts_with(&format!("<{name}>")) && out.contains("safe"), "{name}: {out}");
    }
    for (value, group) in allow::ATTRIBUTES {
        for name in group.iter().map(|name| name.replace('*', "label")) {
            let text = match value {
                allow::Value::Style => "color: red",
                _ => "https://example.org/safe",
            };
            let html = format!("<img {name}=\"{text}\">");
            assert_eq!(sanitised(&html), html);
        }
    }
    for property in allow::PROPERTIES.iter().flat_map(Group::iter) {
        let html = format!("<p style=\"{property}: inherit\">x</p>");
        assert_eq!(sanitised(&html), html);
    }
    for scheme in allow::SCHEMES.iter().flat_map(Group::iter) {
        let html = format!("<a href=\"{scheme}:x\">x</a>");
        assert_eq!(sanitised(&html), html);
    }
    for name in allow::SVG.iter().flat_map(Group::iter).filter(|name| *name != "svg") {
        let html = format!("<svg><{name}>safe</{name}></svg>");
        assert_eq!(sanitised(&html), html);
    }
    for name in allow::MATHML.iter().flat_map(Group::iter).filter(|name| *name != "math") {
        let html = format!("<math><{name}>safe</{name}></math>");
        assert_eq!(sanitised(&html), html);
    }
}

#[test]
fn what_is_not_listed_goes() {
    check("<script>alert(1)</script>safe", "safe");
    check("<SCRIPT SRC=x>a</sCript foo>safe<script>never ended", "safe");
    check("<style>p { color: red }</style><template><p>x</p></template><title>t</title>safe", "safe");
    check("<xml id=x><o:x>office</o:x></xml>safe<xml>r", "safer");
    check("<x-y foo=1>safe</x-y><o:p>&nbsp;</o:p>", "safe&nbsp;");
    check(
        "<html><head><meta http-equiv=refresh content='0;url=javascript:x'><base target=x><link rel=stylesheet href=x></head><body onload=x>safe</body></html>",
        "safe",
    );
    check("safe<!-- x --><!doctype html><?php x ?><![CDATA[y]]><!--[if IE]><b>z</b><![endif]-->", "safey");
    check(
        "<iframe src=x>y</iframe><embed src=x><object data=x><p>safe</p></object><applet code=x>y</applet>",
        "<p>safe</p>",
    );
    check(
        "<frameset><frame src=x></frameset><noembed>y</noembed><noframes>y</noframes>safe<plaintext>b",
        "safeb",
    );
    check("<p onclick=x OnMouseOver='y' data-x=1 class=c srcdoc=x ping=x>s</p>", "<p class=\"c\">s</p>");
}

#[test]
fn tags_are_put_in_order() {
    check("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>");
    check("<p>a<p>b", "<p>a</p><p>b</p>");
    check(
        "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
    );
    check(
        "<table><tr><td>a<td>b<tr><td>c</table>d",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d",
    );
    check("<table>x<tr><td>a</table>", "x<table><tbody><tr><td>a</td></tr></tbody></table>");
    check(
        "<a href=https://example.org/1>x<a href=https://example.org/2>y</a>",
        "<a href=\"https://example.org/1\">x</a><a href=\"https://example.org/2\">y</a>",
    );
    check("</div>a</b></td></p><br/>b</br>", "a<br>b<br>");
    check("<h2>a</h3>b", "<h2>a</h2>b");
    check("<td>stray</td>", "<td>stray</td>");
    check("<div><b>x", "<div><b>x</b></div>");
    check("<pre>\n\na</pre><pre><x>\na</pre>", "<pre>\n\na</pre><pre>\n\na</pre>");
    check("<xmp>\n<b></xmp>", "<pre>\n\n&lt;b&gt;</pre>");
}

#[test]
fn addresses_are_resolved() {
    let check = |html: &str, expected: &str| {
        let (out, _) = with(html, &at("https://example.org/a/b"));
        assert_eq!(out, expected);
        assert_eq!(with(&out, &at("https://example.com/")).0, out);
    };
    for name in [
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "icon",
        "longdesc",
        "manifest",
        "poster",
        "profile",
        "src",
        "usemap",
        "classid",
        "codebase",
        "xlink:href",
    ] {
        check(&format!("<div {name}=c>"), &format!("<div {name}=\"https://example.org/a/c\"></div>"));
    }
    check(
        "<img srcset='c 1x, /d,e 2x,//x.example/f 300w'>",
        "<img srcset=\"https://example.org/a/c 1x, https://example.org/d,e 2x, https://x.example/f 300w\">",
    );
    check("<a href=' //x.example/y?a&amp;b#c '>x</a>", "<a href=\"https://x.example/y?a&amp;b#c\">x</a>");
    check("<a href='HTTP://x.example/ä b'>x</a>", "<a href=\"HTTP://x.example/ä b\">x</a>");
    check(
        "<a href=''>x</a><a href='#n'>y</a>",
        "<a href=\"\">x</a><a href=\"https://example.org/a/b#n\">y</a>",
    );
    check(
        "<div xml:base='/c/'><a href=d>1</a><p xml:base=e/><a href=f>2</a></p><a href=g>3</a></div><a href=h>4</a>",
        "<div><a href=\"https://example.org/c/d\">1</a><p><a href=\"https://example.org/c/e/f\">2</a></p><a href=\"https://example.org/c/g\">3</a></div><a href=\"https://example.org/a/h\">4</a>",
    );
    check(
        "<a href=c>x</a><BASE href='https://x.example/d/'><img src=e>",
        "<a href=\"https://x.example/d/c\">x</a><img src=\"https://x.example/d/e\">",
    );
    check("<a href=c xml:base='javascript:x'>x</a>", "<a href=\"https://example.org/a/c\">x</a>");
    check(
        "<svg><image xlink:href=c /><use href='#d'/><a href=e>x</a></svg>",
        "<svg><image xlink:href=\"https://example.org/a/c\"/><use href=\"#d\"/><a href=\"https://example.org/a/e\">x</a></svg>",
    );
    let (out, found) = with("<a href=c><img srcset='d 1x'></a>", &SanitizeOptions::default());
    assert_eq!(out, "<a href=\"c\"><img srcset=\"d 1x\"></a>");
    assert_eq!(found, ["sanitize.address.relative: an address is relative and no base is known (2 times)"]);
}

#[test]
fn findings_say_what_went() {
    let html = "<!-- a --><script>x</script><script>y</script><blink2>z</blink2><p onclick=x style='top:0;color:red'>\
        <a href='javascript:x'>s</a><a href='vbscript:y'></a></p>\u{8}<iframe src='https://youtu.be/x'></iframe><b><p>x</b>";
    let (_, found) = with(html, &SanitizeOptions::default());
    let expected = [
        "sanitize.element.removed: elements were removed with what they held: `script` (2 times)",
        "sanitize.element.unwrapped: tags were removed, what stood between them was kept: `blink2`",
        "sanitize.attribute.removed: attributes were removed: `onclick`",
        "sanitize.style.removed: declarations of style were removed: `top`",
        "sanitize.address.removed: addresses were removed for their scheme: `javascript` and `vbscript`",
        "sanitize.embed.linked: an embedded document was replaced by a link to it",
        "sanitize.comment.removed: comments were removed",
        "sanitize.text.control: a control character or noncharacter was dropped",
        "sanitize.element.nesting: tags are not nested as HTML wants it; they were read as browsers read them",
    ];
    assert_eq!(found, expected);
}

#[test]
fn rules_can_be_changed() {
    let rules = |builder: wirecopy_body::sanitize::RulesBuilder| SanitizeOptions {
        rules: builder.build().unwrap(),
        ..SanitizeOptions::default()
    };
    let html = "<x-y data-a=1 foo=2>a</x-y><form>b</form><a href='foo:c' style='top:0;color:red'>c</a><svg><g/></svg>\
        <img src='data:image/png,x'><iframe src='https://youtu.be/x' height=3>f</iframe><iframe src='https://example.org/'>f</iframe>";
    let changed = Rules::builder()
        .allow_elements(["x-y"])
        .allow_attributes(["data-*", "x-y@foo"])
        .deny_elements(["form", "svg"])
        .allow_schemes(["foo"])
        .allow_properties(["top"])
        .deny_properties(["color"])
        .deny_attributes(["title"])
        .data_pictures(false)
        .embeds(Embeds::Keep);
    let expected = "<x-y data-a=\"1\" foo=\"2\">a</x-y>b<a href=\"foo:c\" style=\"top: 0\">c</a><img><iframe src=\"https://youtu.be/x\" \
        height=\"3\" loading=\"lazy\" sandbox=\"allow-popups allow-same-origin allow-scripts\"></iframe>\
        <a href=\"https://example.org/\">https://example.org/</a>";
    assert_eq!(with(html, &rules(changed.clone())).0, expected);
    assert_eq!(with(expected, &rules(changed)).0, expected);
    let remove = Rules::builder().embeds(Embeds::Remove).deny_schemes(["https"]).deny_attributes(["aria-*"]);
    assert_eq!(
        with("<iframe src=x>y</iframe><a href='https:x' aria-label=y>z</a>", &rules(remove)).0,
        "<a>z</a>"
    );
    for refused in [
        Rules::builder().allow_elements(["script"]),
        Rules::builder().allow_elements(["iframe"]),
        Rules::builder().allow_elements(["x y"]),
        Rules::builder().allow_attributes(["onclick"]),
        Rules::builder().allow_attributes(["*"]),
        Rules::builder().allow_attributes(["o*"]),
        Rules::builder().allow_attributes(["a@srcdoc"]),
        Rules::builder().allow_schemes(["JavaScript"]),
        Rules::builder().allow_properties(["behavior"]),
    ] {
        assert!(refused.clone().build().is_err(), "{refused:?}");
    }
}

/// Inputs that ran something in some browser at some time, by the way they did it.
const VECTORS: &[&str] = &[
    // plain
    "<script>alert(1)</script>",
    "<script src=//x.example/y.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script/x>alert(1)</script>",
    "<script\x0c>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--<script>--><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<! foo='><script>alert(1)</script>'>",
    "<? foo='><script>alert(1)</script>'>",
    "</ foo='><script>alert(1)</script>'>",
    // handlers
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x'onerror=alert(1)>",
    "<img src=\"`><script>alert(1)</script>\">",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
    "<img src=x:x on\nerror=alert(1)>",
    "<body onload=alert(1)>",
    "<p onfocus=alert(1) autofocus tabindex=0>",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<div onpointerrawupdate=alert(1)>x</div>",
    "<x onclick=alert(1)>y</x>",
    "<a onclick\u{a0}=alert(1)>x",
    "<a \u{0}onclick=alert(1)>x",
    "<svg onload=alert(1)>",
    "<svg><g onload=alert(1)></g></svg>",
    "<math onclick=alert(1)><mi onclick=alert(1)>x",
    // addresses
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' \u{1}\u{1f}javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
    "<a href='jav&NewLine;ascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58alert(1)'>x</a>",
    "<a href='&#0000106avascript:alert(1)'>x</a>",
    "<a href='java\0script:alert(1)'>x</a>",
    "<a href='java&#0;script:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='livescript:x'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='data:image/svg+xml,<svg onload=alert(1)>'>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<img src=javascript:alert(1)>",
    "<img lowsrc='javascript:x' dynsrc='javascript:x' longdesc='javascript:x'>",
    "<img srcset='javascript:alert(1) 1x, x.png 2x'>",
    "<form action=javascript:alert(1)><input type=submit formaction=javascript:alert(1)></form>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<input type=image src=javascript:alert(1)>",
    "<body background=javascript:alert(1)><table background='javascript:x'><td background='javascript:y'>",
    "<video poster=javascript:alert(1)></video>",
    "<blockquote cite='javascript:x'>y</blockquote>",
    "<a xlink:href='javascript:x' href='x'>y</a>",
    "<area href=javascript:alert(1)>",
    "<a href='javascript:alert(1)' href='https://example.org/'>x</a>",
    "<a href='https://example.org/' href='javascript:alert(1)'>x</a>",
    "<div xml:base='javascript:alert(1)//'><a href=x>y</a></div>",
    "<base href='javascript:alert(1)//'><a href='/x'>y</a>",
    "<a href='view-source:javascript:x'>y</a><a href='feed:javascript:alert(1)'>y</a>",
    "<a href='blob:https://example.org/x'>y</a><a href='file:///etc/passwd'>y</a>",
    "<a href=\"ｊavascript:alert(1)\">x</a>",
    // styles
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<div style='width:ex/**/pression(alert(1))'>x</div>",
    "<div style='width:e\\xpression(alert(1))'>x</div>",
    "<div style='xss:expr\\65 ssion(alert(1))'>x</div>",
    "<div style='width:&#101;xpression(alert(1))'>x</div>",
    "<div style='-moz-binding:url(//x.example/x.xml#y)'>x</div>",
    "<div style='behavior:url(x.htc)'>x</div>",
    "<div style=\"font-family:'x;background:url(javascript:y)\">x</div>",
    "<div style=\"color:red;background:\\75rl(javascript:y)\">x</div>",
    "<div style='@import \"javascript:x\"'>y</div>",
    "<style>@import 'javascript:x';</style>",
    "<style><img src='</style><img src=x onerror=alert(1)//'>",
    "<link rel=stylesheet href=javascript:x>",
    "<style>*{x:expression(alert(1))}</style>",
    // documents within
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='https://www.youtube.com/embed/x' srcdoc='<script>alert(1)</script>' onload=x></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<object type=text/html data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src=javascript:alert(1)>",
    "<embed src='data:text/html;base64,PHNjcmlwdD4='>",
    "<applet code=x.class archive=javascript:x></applet>",
    "<object classid='clsid:ae24fdae-03c6-11d1-8b76-0080c744f389'><param name=url value=javascript:alert(1)></object>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<layer src=javascript:x></layer><bgsound src=javascript:x>",
    "<portal src=javascript:x>",
    "<xml id=x><a><b>&lt;script>alert(1)&lt;/script>;</b></a></xml><div datafld=b dataformatas=html datasrc=#x></div>",
    "<event-source src='javascript:x' onload=y>",
    "<keygen onfocus=alert(1) autofocus>",
    // drawings and formulas
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><script xlink:href=data:,alert(1)></script></svg>",
    "<svg><style>@import 'javascript:x'</style></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>",
    "<svg><a><set attributeName='xlink:href' to='javascript:alert(1)'/><text>x</text></a></svg>",
    "<svg><animate attributeName=onload to=alert(1) />",
    "<svg><set attributeName=' HREF' to=javascript:x />",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x><script>alert(1)</script></svg>#x' />",
    "<svg><use xlink:href='https://x.example/y.svg#z' />",
    "<svg><image href='javascript:alert(1)'/></svg>",
    "<svg><image href='data:image/svg+xml,<svg onload=alert(1)>'/></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>x</script>'></iframe></foreignObject></svg>",
    "<svg><handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event=load>alert(1)</handler></svg>",
    "<svg><feImage href='javascript:x'/></svg>",
    "<svg><rect fill='url(javascript:x)' style='fill:url(javascript:y)' filter='url(//x.example/y#z)'/></svg>",
    "<svg><title><script>alert(1)</script><img src=x onerror=alert(1)></title></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><desc><style><!--</style><img src=x onerror=alert(1)>--></style></desc></svg>",
    "<svg><p><style><g title=\"</style><img src=x onerror=alert(1)>\">",
    "<math href=javascript:alert(1)>x</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mtext><mglyph><style><math><!--</style><img src=x onerror=alert(1)>-->",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mi><script>alert(1)</script></mi><mtext><img src=x onerror=alert(1)></mtext></math>",
    // what parsers disagree on
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
    "<noframes><img title=\"</noframes><img src=x onerror=alert(1)>\"></noframes>",
    "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
    "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
    "<select><template><style><!--</template><a rel=\"--></style><img src=x onerror=alert(1)>\"></select>",
    "<select><script>alert(1)</script><option onclick=x>y</select>",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<template shadowrootmode=open><script>alert(1)</script></template>",
    "<table><td><form><table><form onsubmit=alert(1)></form></table></form></td></table>",
    "<a title='--><img src=x onerror=alert(1)>'>x</a>",
    "<a title='&lt;/a&gt;&lt;img src=x onerror=alert(1)&gt;'>x</a>",
    "<img alt=\"``onerror=alert(1)\" src=x>",
    "<p title='\u{0}&#0;<script>'>&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<a href=\"javascript:alert(1)",
    "<img src=x onerror=alert(1)",
    "<div title=\"x\" <script>alert(1)</script>",
    "<a/href=\"x\"/onclick=alert(1)>y",
    "<image src=x onerror=alert(1)>",
    "<body><script>alert(1)</script></body></html><script>x</script>",
    "<nextid n='javascript:x'><spacer onload=x><command onclick=x icon='javascript:y'>",
    "<a target=_blank rel=opener ping=javascript:x href=https://example.org>x</a>",
    "<dialog open onclose=alert(1)><slot onslotchange=alert(1)></dialog>",
    "<p is=x-y>a</p><link rel=import href=javascript:x>",
];

#[test]
fn nothing_that_runs_is_left() {
    for vector in VECTORS {
        for (before, after) in [
            ("", ""),
            ("<p>", "</p>"),
            ("<table>", "</table>"),
            ("<table><tr><td>", "</table>"),
            ("<svg>", "</svg>"),
            ("<svg><title>", "</title></svg>"),
            ("<math><mtext>", "</mtext></math>"),
            ("<select>", "</select>"),
            ("<b><i><a href=x>", ""),
            ("<!-- ", " -->"),
            ("<div title=\"", "\">"),
            ("<textarea>", "</textarea>"),
            ("<button><form><li>", ""),
            ("<noscript>", "</noscript>"),
        ] {
            let html = format!("{before}{vector}{after}");
            let out = sanitised(&html);
            is_right(&html, &out);
            let (resolved, _) = with(&html, &at("https://example.org/a/"));
            is_right(&html, &resolved);
        }
    }
}

/// Whether what was made of `html` is safe, stable, and read as it is written.
fn is_right(html: &str, out: &str) {
    for scripting in [false, true] {
        let parsed = parse(out, scripting);
        parsed.assert_safe(html, out);
    }
    assert_eq!(sanitised(out), out, "not stable: {html}");
    let parsed = parse(out, false);
    assert_eq!(parsed.html(), written(out), "not read as written: {html}\n{out}");
}

/// `out` less what a parser adds and drops: tags of parts of tables, which it puts in or, in no table, overlooks.
fn written(out: &str) -> String {
    Parsed::without_parts(out)
}

#[test]
fn hostile_inputs_take_linear_time() {
    let limits = Limits::default();
    let many = |part: &str| part.repeat(100_000 / part.len());
    for part in [
        "<b>",
        "<div>",
        "<p>",
        "<a>",
        "<i><p>",
        "<table>",
        "<table><tr><td>",
        "<table><b>",
        "<svg>",
        "<math><mi>",
        "<select>",
        "<ul><li>",
        "<form>",
        "<button>",
        "</b>",
        "</p>",
        "<b></i>",
        "<a href=x><table>",
        "<font color=1><p>",
        "<svg><foreignObject>",
        "<svg><title>",
        "<textarea>",
        "<xmp>",
        "<noscript>",
        "<!--",
        "<![CDATA[",
        "<base ",
        "<base href='",
        "&",
        "&am",
        "<",
        "<x ",
        "<x a='",
        "<x a=\"",
        "<iframe>",
        "<object>",
        "<script>",
        "<style>",
        "<template>",
        "<div xml:base=a/>",
        "<nobr>",
        "<ruby><rt>",
        "<h1>",
        "<li>",
        "<td>",
        "<tr>",
        "<caption>",
        "<option>",
        "<marquee>",
        "<b><div></b>",
        "<b><table></b>",
        "<i></i><b>",
        "<pre>\n",
        "<p><table><tr><td></p>",
        "<div style='a:(",
        "<img srcset='a (",
        "<b class=1>",
        "<em><h2>",
        "<select><option>",
        "<svg><script>",
        "\u{a0}",
        "\u{0}",
    ] {
        let html = many(part);
        let start = std::time::Instant::now();
        let (policy, mut findings) = (Policy::default(), Findings::default());
        let out =
            sanitize_html(&html, &SanitizeOptions::default(), &mut Cx::new(&limits, &policy, &mut findings));
        // seconds even where nothing is optimised; a quadratic way would take minutes
        assert!(start.elapsed().as_secs() < 20, "{part}: {:?}", start.elapsed());
        assert!(out.len() <= html.len() * 8 + 64, "{part}: {}", out.len());
    }
}

#[test]
fn depth_is_limited() {
    let html = format!("{}x{}", "<div>".repeat(2_000), "</div>".repeat(2_000));
    let (out, found) = with(&html, &SanitizeOptions::default());
    assert_eq!(out.matches("<div>").count(), 512);
    assert_eq!(
        found,
        ["sanitize.element.depth: elements nest too deep; the deepest were flattened (1488 times)"]
    );
    assert_eq!(sanitised(&out), out);
}

const PARTS: &[&str] = &[
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "<a href='https://example.org/'>",
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<span>",
    "</span>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "</tbody>",
    "<thead>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<col>",
    "</colgroup>",
    "<h1>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=x onerror=y>",
    "<font color=red>",
    "</font>",
    "<nobr>",
    "</nobr>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<select>",
    "</select>",
    "<option>",
    "<optgroup>",
    "<textarea>",
    "</textarea>",
    "<svg>",
    "</svg>",
    "<path d='M0 0'/>",
    "<title>",
    "</title>",
    "<math>",
    "</math>",
    "<mi>",
    "</mi>",
    "<mtext>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<iframe src=x>",
    "</iframe>",
    "<iframe src='https://youtu.be/x'></iframe>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<ruby>",
    "</ruby>",
    "<rt>",
    "<rp>",
    "<rb>",
    "<rtc>",
    "<marquee>",
    "</marquee>",
    "<object>",
    "</object>",
    "<x>",
    "</x>",
    "<details>",
    "<summary>",
    "</details>",
    "<dialog>",
    "</dialog>",
    "<address>",
    "</address>",
    "<section>",
    "</section>",
    "<!-- c -->",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&lt;",
    "&amp;",
    "&",
    "&#60;",
    "<",
    ">",
    "\"",
    "'",
    " ",
    "\n",
    "x",
    "é",
    "\u{a0}",
    "\u{0}",
    "=",
    "/>",
    "<p title='",
    "<p style='color:red;",
    "<foreignObject>",
    "</foreignObject>",
    "<annotation-xml>",
    "<body>",
    "</body>",
    "<html>",
    "<frameset>",
    "<input type=hidden>",
    "<input>",
    "<center>",
    "</center>",
    "<source>",
    "<video>",
    "</video>",
    "<listing>",
    "</listing>",
    "<image>",
    "<legend>",
    "<fieldset>",
    "</fieldset>",
];

fn soup() -> impl Strategy<Value = String> {
    collection::vec(sample::select(PARTS), 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_is_safe_stable_and_read_as_written(html in soup()) {
        let out = sanitised(&html);
        is_right(&html, &out);
        let (resolved, _) = with(&html, &at("https://example.org/a/"));
        is_right(&html, &resolved);
    }

    #[test]
    fn no_text_is_lost_on_the_way(words in collection::vec("[a-z]{1,6}", 1..6), tags in collection::vec(sample::select(&["<b>", "</b>", "<p>", "</p>", "<i>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "<x>"][..]), 1..12)) {
        let mut html = String::new();
        for (index, tag) in tags.iter().enumerate() {
            html.push_str(words.get(index % words.len()).map_or("", |word| word.as_str()));
            html.push_str(tag);
        }
        let letters = |html: &str| {
            let mut letters: Vec<char> = parse(html, false).text().chars().collect();
            letters.sort_unstable();
            letters
        };
        prop_assert_eq!(letters(&sanitised(&html)), letters(&html));
    }

    #[test]
    fn any_bytes_are_taken(html in ".{0,60}") {
        let out = sanitised(&html);
        prop_assert!(sanitised(&out) == out);
    }
}
