//! What each rule of the importers makes of the smallest input that shows it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_raw_string_hashes,
    missing_docs,
    reason = "tests may panic, and expectations are written by a tool"
)]

use std::fmt::Write;

use expect_test::{Expect, expect};
use serde_json::Value;
use wirecopy_core::{Cx, Error, Findings, Head, Importer, Input, Limits, Options, Policy, Registry, Url};
use wirecopy_feed::{Atom, Cdf, Rdf, Rss};
use wirecopy_model::Record;
use wirecopy_testkit::Laws;

const NAMESPACES: &str = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' \
    xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:atom='http://www.w3.org/2005/Atom' \
    xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:thr='http://purl.org/syndication/thread/1.0'";

fn read(
    importer: &dyn Importer,
    text: &str,
    base: Option<&str>,
) -> Result<(Vec<Record>, Vec<String>), Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut input = Input::new(text.as_bytes()).named("f");
    input.base = base.map(|base| Url::parse(base).unwrap());
    let mut reader = importer.open(input, &Options::of(importer.format()), &mut cx)?;
    let mut records = Vec::new();
    while let Some(record) = reader.read(&mut cx)? {
        records.push(record);
    }
    assert!(reader.read(&mut cx)?.is_none());
    let findings =
        findings.kept().iter().map(|finding| format!("{}: {}", finding.severity.as_str(), finding.code));
    Ok((records, findings.collect()))
}

/// Records as JSON, one a line, without what is the same in all; then the findings.
fn shown(importer: &dyn Importer, text: &str, base: Option<&str>, leave_out: &[&str]) -> String {
    match read(importer, text, base) {
        Err(error) => {
            format!(
                "error: {error}\n{}",
                error.advice().map(|hint| format!("hint: {hint}\n")).unwrap_or_default()
            )
        }
        Ok((records, findings)) => {
            let mut lines = String::new();
            for record in records {
                let mut value = serde_json::to_value(&record).unwrap();
                let Value::Object(fields) = &mut value else { panic!("a record is an object") };
                let tag = fields.remove("record").unwrap();
                if leave_out.contains(&tag.as_str().unwrap()) {
                    continue;
                }
                without_spans(&mut value);
                writeln!(lines, "{} {value}", tag.as_str().unwrap()).unwrap();
            }
            for finding in findings {
                lines.push_str(&finding);
                lines.push('\n');
            }
            lines
        }
    }
}

fn without_spans(value: &mut Value) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                for field in ["span", "source", "schema_version"] {
                    if !(field == "source" && fields.get(field).is_some_and(|source| source != "f")) {
                        fields.remove(field);
                    }
                }
                open.extend(fields.values_mut());
            }
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
}

/// The article of an item with these elements.
#[track_caller]
fn item(elements: &str, expected: &Expect) {
    let feed = format!("<rss version='2.0' {NAMESPACES}><channel><item>{elements}</item></channel></rss>");
    expected.assert_eq(&shown(&Rss, &feed, None, &["source", "feed"]));
}

/// The feed of a channel with these elements.
#[track_caller]
fn channel(elements: &str, expected: &Expect) {
    let feed = format!("<rss version='2.0' {NAMESPACES}><channel>{elements}</channel></rss>");
    expected.assert_eq(&shown(&Rss, &feed, None, &["source"]));
}

/// The article of an entry with these elements.
#[track_caller]
fn entry(elements: &str, expected: &Expect) {
    let namespaces = NAMESPACES.replace("xmlns:atom=", "xmlns=");
    let feed =
        format!("<feed {namespaces} xml:base='https://leaf.example.org/a/'><entry>{elements}</entry></feed>");
    expected.assert_eq(&shown(&Atom, &feed, None, &["source", "feed"]));
}

#[track_caller]
fn rss(feed: &str, expected: &Expect) {
    expected.assert_eq(&shown(&Rss, feed, None, &[]));
}

#[track_caller]
fn atom(feed: &str, expected: &Expect) {
    expected.assert_eq(&shown(&Atom, feed, None, &[]));
}

#[test]
fn rss_titles_and_links() {
    item(
        "<title> Fish &amp;amp; chips </title><link>https://leaf.example.org/1</link>",
        &expect![[r#"
        article {"headlines":[{"kind":"unstated","role":"main","value":"Fish &amp; chips"}],"links":[{"href":"https://leaf.example.org/1","rel":"alternate"}],"position":1}
    "#]],
    );
    item(
        "<media:title>Picture</media:title><dc:title>Second</dc:title><title>First</title>",
        &expect![[r#"
        article {"extensions":[{"depth":0,"name":{"local":"title","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"depth":1,"kind":"text","text":"Picture"}],"headlines":[{"kind":"unstated","role":"main","value":"First"},{"kind":"unstated","origin":"dc:title","role":"main","value":"Second"}],"position":1}
    "#]],
    );
    item(
        "<title>Fog <b>bank</b></title><link/><link href='https://leaf.example.org/2' rel='related'/>",
        &expect![[r#"
            article {"headlines":[{"kind":"unstated","role":"main","value":"Fog <b>bank</b>"}],"links":[{"href":"https://leaf.example.org/2","rel":"related"}],"position":1}
            repair: xml.text.markup
        "#]],
    );
    item(
        "<title xml:lang='en' x='1'>Fog</title><atom:link rel='alternate' href='a'/><link>b</link>",
        &expect![[r#"
            article {"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"}],"depth":0,"kind":"rest","name":{"local":"title"}}],"headlines":[{"kind":"unstated","language":"en","role":"main","value":"Fog"}],"links":[{"href":"b","rel":"alternate"},{"href":"a","origin":"atom:link","rel":"alternate"}],"position":1}
            note: feed.link.relative
        "#]],
    );
}

#[test]
fn rss_ids() {
    item(
        "<guid>https://leaf.example.org/1</guid>",
        &expect![[r#"
        article {"id":{"permalink":true,"value":"https://leaf.example.org/1"},"position":1}
    "#]],
    );
    item(
        "<guid isPermaLink='FALSE'>https://leaf.example.org/1</guid><guid>two</guid>",
        &expect![[r#"
        article {"alt_ids":[{"permalink":false,"value":"two"}],"extensions":[{"attributes":[{"name":{"local":"isPermaLink"},"value":"FALSE"}],"depth":0,"kind":"rest","name":{"local":"guid"}}],"id":{"permalink":false,"value":"https://leaf.example.org/1"},"position":1}
    "#]],
    );
    item(
        "<dc:identifier>doi:1</dc:identifier><guid isPermaLink='true'>x</guid>",
        &expect![[r#"
            article {"alt_ids":[{"role":"dc:identifier","value":"doi:1"}],"id":{"permalink":true,"value":"x"},"position":1}
            note: feed.link.relative
        "#]],
    );
}

#[test]
fn rss_bodies() {
    item(
        "<description>A &lt;b&gt;summary&lt;/b&gt;</description>",
        &expect![[r#"
        article {"contents":[{"kind":"summary","media_type":"text/html","value":"A <b>summary</b>"}],"position":1}
    "#]],
    );
    item(
        "<description>Cut off […]</description>",
        &expect![[r#"
        article {"contents":[{"kind":"teaser","kind_certainty":0.9,"media_type":"text/html","value":"Cut off […]"}],"position":1}
    "#]],
    );
    item(
        "<description>&lt;p>a&lt;/p>&lt;p>b&lt;/p>&lt;p>c&lt;/p></description>",
        &expect![[r#"
        article {"contents":[{"kind":"full","kind_certainty":0.7,"media_type":"text/html","value":"<p>a</p><p>b</p><p>c</p>"}],"position":1}
    "#]],
    );
    item(
        "<description>Cut […]</description><content:encoded><![CDATA[<p>All</p>]]></content:encoded>",
        &expect![[r#"
            article {"contents":[{"kind":"summary","media_type":"text/html","value":"Cut […]"},{"kind":"full","media_type":"text/html","origin":"content:encoded","value":"<p>All</p>"}],"position":1}
        "#]],
    );
    item(
        "<description> </description><content:encoded/>",
        &expect![[r#"
        article {"position":1}
    "#]],
    );
}

#[test]
fn rss_dates() {
    item(
        "<dc:date>2026-05-12</dc:date><pubDate>Tue, 12 May 2026 04:45:26 GMT</pubDate><pubDate/>",
        &expect![[r#"
            article {"dates":[{"precision":"second","role":"published","value":"2026-05-12T04:45:26Z","written":"Tue, 12 May 2026 04:45:26 GMT","zone":"given"},{"origin":"dc:date","precision":"day","role":"published","value":"2026-05-12","written":"2026-05-12","zone":"none"}],"position":1}
        "#]],
    );
    item(
        "<pubDate>12/05/2026</pubDate><atom:updated>2026-05-12T04:45:26Z</atom:updated>",
        &expect![[r#"
        article {"dates":[{"role":"published","written":"12/05/2026","zone":"none"},{"origin":"atom:updated","precision":"second","role":"updated","value":"2026-05-12T04:45:26Z","written":"2026-05-12T04:45:26Z","zone":"given"}],"position":1}
        note: date.order.open
    "#]],
    );
}

#[test]
fn rss_people() {
    item(
        "<author>jo@example.org (Jo Doe)</author><dc:creator>Ada Wren and Bo Lind</dc:creator>",
        &expect![[r#"
            article {"inferred":[{"certainty":0.8,"evidence":["2 full names in one element: `Ada Wren and Bo Lind`"],"field":"authors"}],"people":[{"certainty":0.95,"email":"jo@example.org","name":"Jo Doe","role":"author","written":"jo@example.org (Jo Doe)"},{"certainty":0.8,"name":"Ada Wren","origin":"dc:creator","role":"author","written":"Ada Wren and Bo Lind"},{"certainty":0.8,"name":"Bo Lind","origin":"dc:creator","role":"author","written":"Ada Wren and Bo Lind"}],"position":1}
        "#]],
    );
    item(
        "<dc:creator>A</dc:creator><dc:creator>B</dc:creator><itunes:author>A</itunes:author>",
        &expect![[r#"
            article {"extensions":[{"depth":0,"name":{"local":"author","prefix":"itunes","uri":"http://www.itunes.com/dtds/podcast-1.0.dtd"}},{"depth":1,"kind":"text","text":"A"}],"people":[{"name":"A","origin":"dc:creator","role":"author"},{"name":"B","origin":"dc:creator","role":"author"}],"position":1}
        "#]],
    );
}

#[test]
fn rss_subjects_sources_and_comments() {
    item(
        "<category domain='d' x='1'>Fog</category><category>Sea</category><source url='https://other.example.org/f'>\
         Other</source><comments>https://leaf.example.org/1#c</comments><comments>again</comments>",
        &expect![[r#"
            article {"comments":{"url":"https://leaf.example.org/1#c"},"extensions":[{"depth":0,"name":{"local":"comments"}},{"depth":1,"kind":"text","text":"again"}],"origin_feed":{"headlines":[{"kind":"unstated","role":"main","value":"Other"}],"links":[{"href":"https://other.example.org/f","rel":"self"}]},"position":1,"subjects":[{"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"}],"depth":0,"kind":"rest","name":{"local":"category"}}],"kind":"category","scheme":"d","term":"Fog"},{"kind":"category","term":"Sea"}]}
        "#]],
    );
}

#[test]
fn rss_media() {
    item(
        "<enclosure url='https://m.example.org/a.mp3' length='12' type='audio/mpeg' x='1'/>",
        &expect![[r#"
            article {"media":[{"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"}],"depth":0,"kind":"rest","name":{"local":"enclosure"}}],"kind":"audio","length":"12","media_type":"audio/mpeg","origin":"enclosure","role":"attachment","url":"https://m.example.org/a.mp3"}],"position":1}
        "#]],
    );
    item(
        "<media:group><media:content url='https://m.example.org/a.mp4' width='640' height='tall' isDefault='true'/>\
         <media:content url='https://m.example.org/b.mp4' medium='video'><media:thumbnail url='https://m.example.org/t'/>\
         </media:content><media:title type='html'>A &lt;i>film&lt;/i></media:title><media:credit role='camera'>Jo\
         </media:credit><media:hash>1</media:hash></media:group>",
        &expect![[r#"
            article {"media":[{"credits":["Jo"],"extensions":[{"attributes":[{"name":{"local":"isDefault"},"value":"true"},{"name":{"local":"height"},"value":"tall"}],"depth":0,"kind":"rest","name":{"local":"content","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"depth":0,"kind":"rest","name":{"local":"group","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"attributes":[{"name":{"local":"role"},"value":"camera"}],"depth":1,"name":{"local":"credit","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"depth":2,"kind":"text","text":"Jo"},{"depth":1,"name":{"local":"hash","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"depth":2,"kind":"text","text":"1"}],"group":1,"origin":"media:content","role":"content","title":{"kind":"html","value":"A <i>film</i>"},"url":"https://m.example.org/a.mp4","width":640},{"credits":["Jo"],"group":1,"kind":"video","origin":"media:content","role":"content","title":{"kind":"html","value":"A <i>film</i>"},"url":"https://m.example.org/b.mp4"},{"group":1,"kind":"image","origin":"media:thumbnail","role":"thumbnail","url":"https://m.example.org/t"}],"position":1}
        "#]],
    );
    item(
        "<media:content url='https://m.example.org/a'/><media:credit>Jo</media:credit>",
        &expect![[r#"
        article {"extensions":[{"depth":0,"name":{"local":"credit","prefix":"media","uri":"http://search.yahoo.com/mrss/"}},{"depth":1,"kind":"text","text":"Jo"}],"media":[{"credits":["Jo"],"origin":"media:content","role":"content","url":"https://m.example.org/a"}],"position":1}
    "#]],
    );
}

#[test]
fn rss_unknown_elements_stay() {
    item(
        "<rate x:by='me' xmlns:x='urn:x'>3<why>dense</why></rate>loose<x/>",
        &expect![[r#"
        article {"extensions":[{"attributes":[{"name":{"local":"by","prefix":"x","uri":"urn:x"},"value":"me"}],"depth":0,"name":{"local":"rate"}},{"depth":1,"kind":"text","text":"3"},{"depth":1,"name":{"local":"why"}},{"depth":2,"kind":"text","text":"dense"},{"depth":0,"kind":"text","text":"loose"},{"depth":0,"name":{"local":"x"}}],"position":1}
    "#]],
    );
    item(
        "<zz:odd zz:a='1'>kept</zz:odd>",
        &expect![[r#"
        article {"extensions":[{"attributes":[{"name":{"local":"a","prefix":"zz"},"value":"1"}],"depth":0,"name":{"local":"odd","prefix":"zz"}},{"depth":1,"kind":"text","text":"kept"}],"position":1}
        repair: xml.namespace.undeclared
    "#]],
    );
}

#[test]
fn rss_channels() {
    channel(
        "<title>Leaf</title><link>https://leaf.example.org/</link><description>Small</description><language>en</language>\
         <copyright>© Leaf</copyright><managingEditor>ed@example.org (Ed)</managingEditor><webMaster>w@example.org\
         </webMaster><pubDate>Tue, 12 May 2026 04:45:26 GMT</pubDate><lastBuildDate>Tue, 12 May 2026 05:45:26 GMT\
         </lastBuildDate><generator>G</generator><docs>https://d.example.org/</docs><ttl>60</ttl><rating>r</rating>",
        &expect![[r#"
            feed {"dates":[{"precision":"second","role":"published","value":"2026-05-12T04:45:26Z","written":"Tue, 12 May 2026 04:45:26 GMT","zone":"given"},{"precision":"second","role":"built","value":"2026-05-12T05:45:26Z","written":"Tue, 12 May 2026 05:45:26 GMT","zone":"given"}],"descriptions":[{"kind":"unstated","value":"Small"}],"docs":"https://d.example.org/","family":"rss","generator":{"name":"G"},"headlines":[{"kind":"unstated","role":"main","value":"Leaf"}],"language":"en","links":[{"href":"https://leaf.example.org/","rel":"alternate"}],"people":[{"certainty":0.95,"email":"ed@example.org","name":"Ed","role":"editor","written":"ed@example.org (Ed)"},{"email":"w@example.org","role":"webmaster"}],"rating":"r","rights":[{"notice":{"kind":"unstated","value":"© Leaf"}}],"ttl":"60"}
        "#]],
    );
    channel(
        "<cloud domain='c' port='80' path='/p' registerProcedure='r' protocol='soap'/><image><url>i.png</url><title>I</title>\
         <link>l</link><width>9</width><odd>x</odd></image><textInput><title>T</title><name>q</name></textInput><skipHours>\
         <hour>1</hour><hour>2</hour></skipHours><skipDays><day>Monday</day></skipDays>",
        &expect![[r#"
            feed {"cloud":{"domain":"c","path":"/p","port":"80","protocol":"soap","register_procedure":"r"},"extensions":[{"depth":0,"kind":"rest","name":{"local":"image"}},{"depth":1,"name":{"local":"odd"}},{"depth":2,"kind":"text","text":"x"}],"family":"rss","images":[{"link":"l","role":"image","title":"I","url":"i.png","width":"9"}],"skip_days":["Monday"],"skip_hours":["1","2"],"text_input":{"name":"q","title":"T"}}
            note: feed.link.relative
        "#]],
    );
}

#[test]
fn rss_in_odd_shapes() {
    rss(
        "<RSS><Channel><Item><TITLE>a</TITLE></Item></Channel></RSS>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f"}
        feed {"family":"rss"}
        article {"headlines":[{"kind":"unstated","role":"main","value":"a"}],"position":1}
        repair: rss.element.case
        repair: rss.element.case
        repair: rss.element.case
        repair: rss.element.case
    "#]],
    );
    rss(
        "<rss xmlns='http://backend.userland.com/rss2'><item><title>a</title></item></rss>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","namespaces":[{"uri":"http://backend.userland.com/rss2"}]}
        feed {"family":"rss"}
        article {"headlines":[{"kind":"unstated","role":"main","value":"a"}],"position":1}
    "#]],
    );
    rss(
        "<channel><title>c</title><item><title>a</title><item><title>b</title></channel>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f"}
        feed {"family":"rss","headlines":[{"kind":"unstated","role":"main","value":"c"}]}
        article {"feed_title":"c","headlines":[{"kind":"unstated","role":"main","value":"a"}],"position":1}
        article {"feed_title":"c","headlines":[{"kind":"unstated","role":"main","value":"b"}],"position":2}
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","well_formed":false}
        repair: rss.root.missing
        repair: rss.item.unclosed
        repair: xml.end.mismatched
    "#]],
    );
    rss(
        "<rss version='2.0'><channel><item/><title>late</title></channel></rss>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","version":"2.0"}
        feed {"family":"rss"}
        article {"position":1}
        feed {"family":"rss","headlines":[{"kind":"unstated","role":"main","value":"late"}]}
    "#]],
    );
    rss(
        "<rss><channel xml:lang='fr'><item xml:base='https://b.example.org/'><link>x</link></item></channel></rss>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f"}
            feed {"family":"rss","language":"fr"}
            article {"base":"https://b.example.org/","language":"fr","links":[{"href":"https://b.example.org/x","rel":"alternate","written":"x"}],"position":1}
        "#]],
    );
}

#[test]
fn what_is_no_feed_is_refused_with_a_reason() {
    rss(
        "",
        &expect![[r#"
        error: the input is empty
    "#]],
    );
    rss(
        " \n",
        &expect![[r#"
        error: the input is empty
    "#]],
    );
    rss(
        "plain words",
        &expect![[r#"
            error: there is no element in this; it is no XML
            hint: `wirecopy formats` lists what can be read
        "#]],
    );
    rss(
        "<inventory/>",
        &expect![[r#"
        error: the root element is `inventory`, not that of RSS
        hint: `wirecopy formats` lists what can be read
    "#]],
    );
    rss(
        "<feed xmlns='http://www.w3.org/2005/Atom'/>",
        &expect![[r#"
        error: the root element is `feed`, not that of RSS
        hint: this is Atom: read it with `--from atom`
    "#]],
    );
    rss(
        "<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml' href='/f.xml'></head></html>",
        &expect![[r#"
            error: this is a web page, not a feed; it links to the feed `/f.xml`
            hint: read one of its feeds, or the page itself with `--from html`
        "#]],
    );
    rss(
        "<html><body>Gone</body></html>",
        &expect![[r#"
            error: this is a web page, not a feed
            hint: the server may have answered with an error page; the page itself is read with `--from html`
        "#]],
    );
    atom(
        "<rss/>",
        &expect![[r#"
        error: the root element is `rss`, not that of Atom
        hint: this is RSS: read it with `--from rss`
    "#]],
    );
}

#[test]
fn atom_texts() {
    entry(
        "<title type='html'>a &lt;b>b&lt;/b></title>",
        &expect![[r#"
        article {"base":"https://leaf.example.org/a/","headlines":[{"kind":"html","role":"main","value":"a <b>b</b>"}],"position":1}
    "#]],
    );
    entry(
        "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b></div></title>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","headlines":[{"kind":"xhtml","role":"main","value":"a <b>b</b>"}],"position":1}
        "#]],
    );
    entry(
        "<title>1 &lt; 2</title><title type='text'>a <b>b</b></title>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","extensions":[{"attributes":[{"name":{"local":"type"},"value":"text"}],"depth":0,"kind":"rest","name":{"local":"title","uri":"http://www.w3.org/2005/Atom"}}],"headlines":[{"role":"main","value":"1 < 2"},{"kind":"html","role":"main","value":"a <b>b</b>"}],"position":1}
            repair: xml.text.markup
        "#]],
    );
    entry(
        "<rights xml:lang='fr' xml:base='/b'>R</rights>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","extensions":[{"attributes":[{"name":{"local":"base","prefix":"xml","uri":"http://www.w3.org/XML/1998/namespace"},"value":"/b"}],"depth":0,"kind":"rest","name":{"local":"rights","uri":"http://www.w3.org/2005/Atom"}}],"position":1,"rights":[{"notice":{"base":"https://leaf.example.org/b","language":"fr","value":"R"}}]}
        "#]],
    );
}

#[test]
fn atom_bodies() {
    entry(
        "<summary>S</summary><content type='html'>&lt;p>a&lt;/p></content>",
        &expect![[r#"
        article {"base":"https://leaf.example.org/a/","contents":[{"kind":"summary","media_type":"text/plain","value":"S"},{"kind":"full","media_type":"text/html","value":"<p>a</p>"}],"position":1}
    "#]],
    );
    entry(
        "<content type='xhtml' xml:lang='en'><h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:br/>a</h:div></content>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","contents":[{"kind":"full","language":"en","media_type":"application/xhtml+xml","value":"<br>a"}],"position":1}
        "#]],
    );
    entry(
        "<content src='c.html' type='text/html'/>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","contents":[{"kind":"full","media_type":"text/html","src":"https://leaf.example.org/a/c.html"}],"extensions":[{"attributes":[{"name":{"local":"src"},"value":"c.html"}],"depth":0,"kind":"rest","name":{"local":"content","uri":"http://www.w3.org/2005/Atom"}}],"position":1}
        "#]],
    );
    entry(
        "<content type='image/png'>aGVp\nZ2h0</content><content type='image/png'>!</content>",
        &expect![[r#"
        article {"base":"https://leaf.example.org/a/","contents":[{"kind":"full","media_type":"image/png","transfer_encoding":"base64","value":"aGVp\nZ2h0"},{"kind":"full","media_type":"image/png","value":"!"}],"position":1}
        note: atom.content.not-base64
    "#]],
    );
    entry(
        "<content type='image/svg+xml'><svg xmlns='http://www.w3.org/2000/svg' a='&lt;'><g/>t</svg></content>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","contents":[{"kind":"full","media_type":"image/svg+xml","value":"<svg a=\"&lt;\" xmlns=\"http://www.w3.org/2000/svg\"><g></g>t</svg>"}],"position":1}
        "#]],
    );
}

#[test]
fn atom_links() {
    entry(
        "<link href='b'/><link rel='self' href='//c.example.org/s' type='t' x='1'/><link/>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","links":[{"href":"https://leaf.example.org/a/b","rel":"alternate","written":"b"},{"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"}],"depth":0,"kind":"rest","name":{"local":"link","uri":"http://www.w3.org/2005/Atom"}}],"href":"https://c.example.org/s","media_type":"t","rel":"self","written":"//c.example.org/s"}],"position":1}
        "#]],
    );
    entry(
        "<link rel='enclosure' href='a.mp3' type='audio/mpeg' length='3' title='T' hreflang='en'/>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","media":[{"extensions":[{"attributes":[{"name":{"local":"hreflang"},"value":"en"}],"depth":0,"kind":"rest","name":{"local":"link"}}],"kind":"audio","length":"3","media_type":"audio/mpeg","origin":"link rel=enclosure","role":"attachment","title":{"value":"T"},"url":"https://leaf.example.org/a/a.mp3","written":"a.mp3"}],"position":1}
        "#]],
    );
    entry(
        "<link rel='replies' href='r' type='application/atom+xml' thr:count='2'/><thr:total>3</thr:total>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","comments":{"count":"2","feed":"https://leaf.example.org/a/r"},"extensions":[{"depth":0,"name":{"local":"total","prefix":"thr","uri":"http://purl.org/syndication/thread/1.0"}},{"depth":1,"kind":"text","text":"3"}],"links":[{"extensions":[{"attributes":[{"name":{"local":"count","prefix":"thr","uri":"http://purl.org/syndication/thread/1.0"},"value":"2"}],"depth":0,"kind":"rest","name":{"local":"link","uri":"http://www.w3.org/2005/Atom"}}],"href":"https://leaf.example.org/a/r","media_type":"application/atom+xml","rel":"replies","written":"r"}],"position":1}
        "#]],
    );
    entry(
        "<thr:in-reply-to ref='urn:1' href='r'/>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","extensions":[{"attributes":[{"name":{"local":"href"},"value":"r"}],"depth":0,"kind":"rest","name":{"local":"in-reply-to","prefix":"thr","uri":"http://purl.org/syndication/thread/1.0"}}],"in_reply_to":[{"href":"https://leaf.example.org/a/r","id":"urn:1"}],"position":1}
        "#]],
    );
}

#[test]
fn atom_people_and_categories() {
    entry(
        "<author><name>Jo</name><email>jo@example.org</email><uri>jo</uri><x>1</x></author><author/>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","people":[{"email":"jo@example.org","extensions":[{"depth":0,"kind":"rest","name":{"local":"author","uri":"http://www.w3.org/2005/Atom"}},{"depth":1,"kind":"rest","name":{"local":"uri","uri":"http://www.w3.org/2005/Atom"}},{"depth":2,"kind":"text","text":"jo"},{"depth":1,"name":{"local":"x","uri":"http://www.w3.org/2005/Atom"}},{"depth":2,"kind":"text","text":"1"}],"name":"Jo","role":"author","url":"https://leaf.example.org/a/jo"}],"position":1}
        "#]],
    );
    entry(
        "<contributor><name>Ada Wren and Bo Lind</name></contributor><author>Cy</author>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","inferred":[{"certainty":0.8,"evidence":["2 full names in one element: `Ada Wren and Bo Lind`"],"field":"people"}],"people":[{"certainty":0.8,"name":"Ada Wren","role":"contributor","written":"Ada Wren and Bo Lind"},{"certainty":0.8,"name":"Bo Lind","role":"contributor","written":"Ada Wren and Bo Lind"},{"name":"Cy","role":"author"}],"position":1}
        "#]],
    );
    entry(
        "<category term='t' scheme='s' label='l'/><category/>",
        &expect![[r#"
        article {"base":"https://leaf.example.org/a/","position":1,"subjects":[{"kind":"category","names":[{"value":"l"}],"scheme":"s","term":"t"}]}
    "#]],
    );
}

#[test]
fn atom_feeds() {
    atom(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='en'><a:id>i</a:id><a:id>j</a:id><a:title>T</a:title>\
         <a:subtitle>S</a:subtitle><a:updated>2026-05-12T04:45:26Z</a:updated><a:generator uri='g' version='1'>G</a:generator>\
         <a:icon>i.png</a:icon><a:logo>l.png</a:logo></a:feed>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"atom","name":"f","namespaces":[{"prefix":"a","uri":"http://www.w3.org/2005/Atom"}],"version":"1.0"}
            feed {"dates":[{"precision":"second","role":"updated","value":"2026-05-12T04:45:26Z","written":"2026-05-12T04:45:26Z","zone":"given"}],"descriptions":[{"value":"S"}],"extensions":[{"depth":0,"name":{"local":"id","prefix":"a","uri":"http://www.w3.org/2005/Atom"}},{"depth":1,"kind":"text","text":"j"}],"family":"atom","generator":{"name":"G","url":"g","version":"1"},"headlines":[{"role":"main","value":"T"}],"id":{"value":"i"},"images":[{"role":"icon","url":"i.png"},{"role":"logo","url":"l.png"}],"language":"en"}
            note: feed.link.relative
        "#]],
    );
    atom(
        "<entry xmlns='http://www.w3.org/2005/Atom'><id>i</id></entry>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"atom","name":"f","namespaces":[{"uri":"http://www.w3.org/2005/Atom"}],"version":"1.0"}
        article {"id":{"value":"i"},"position":1}
    "#]],
    );
    atom(
        "<feed><entry><id>i</id></entry></feed>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"atom","name":"f"}
        feed {"family":"atom"}
        article {"id":{"value":"i"},"position":1}
        repair: atom.namespace.missing
    "#]],
    );
    atom(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'><at:deleted-entry ref='i' \
         when='2026-05-12T04:45:26Z' x='1'><at:by><name>Jo</name></at:by><at:comment>gone</at:comment><link href='l'/>\
         </at:deleted-entry></feed>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"atom","name":"f","namespaces":[{"uri":"http://www.w3.org/2005/Atom"},{"prefix":"at","uri":"http://purl.org/atompub/tombstones/1.0"}],"version":"1.0"}
            feed {"family":"atom"}
            deleted {"by":{"name":"Jo","role":"by"},"comment":{"value":"gone"},"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"}],"depth":0,"kind":"rest","name":{"local":"deleted-entry","prefix":"at","uri":"http://purl.org/atompub/tombstones/1.0"}}],"id":"i","links":[{"href":"l","rel":"alternate"}],"when":{"precision":"second","value":"2026-05-12T04:45:26Z","written":"2026-05-12T04:45:26Z","zone":"given"}}
            note: feed.link.relative
        "#]],
    );
    atom(
        "<feed xmlns='http://purl.org/atom/ns#' version='0.3'><tagline>t</tagline><entry><issued>2026-05-12</issued>\
         <modified>2026-05-13</modified><content type='text/html' mode='escaped'>a</content></entry></feed>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"atom","name":"f","namespaces":[{"uri":"http://purl.org/atom/ns#"}],"version":"0.3"}
            feed {"descriptions":[{"value":"t"}],"family":"atom"}
            article {"contents":[{"kind":"full","media_type":"text/html","value":"a"}],"dates":[{"precision":"day","role":"published","value":"2026-05-12","written":"2026-05-12","zone":"none"},{"precision":"day","role":"updated","value":"2026-05-13","written":"2026-05-13","zone":"none"}],"extensions":[{"attributes":[{"name":{"local":"mode"},"value":"escaped"}],"depth":0,"kind":"rest","name":{"local":"content","uri":"http://purl.org/atom/ns#"}}],"position":1}
        "#]],
    );
}

#[test]
fn atom_sources() {
    entry(
        "<source xml:base='https://o.example.org/'><id>o</id><title>O</title><link rel='self' href='f'/><odd/></source>",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","origin_feed":{"base":"https://o.example.org/","extensions":[{"depth":0,"name":{"local":"odd","uri":"http://www.w3.org/2005/Atom"}}],"family":"atom","headlines":[{"role":"main","value":"O"}],"id":{"value":"o"},"links":[{"href":"https://o.example.org/f","rel":"self","written":"f"}]},"position":1}
        "#]],
    );
}

#[test]
fn addresses_are_resolved_against_the_base_the_caller_gives() {
    let feed = "<rss><channel><item><link>/1</link><enclosure url='a.mp3'/></item></channel></rss>";
    let text = shown(&Rss, feed, Some("https://leaf.example.org/feeds/all.xml"), &["source", "feed"]);
    expect![[r#"
        article {"base":"https://leaf.example.org/feeds/all.xml","links":[{"href":"https://leaf.example.org/1","rel":"alternate","written":"/1"}],"media":[{"origin":"enclosure","role":"attachment","url":"https://leaf.example.org/feeds/a.mp3","written":"a.mp3"}],"position":1}
    "#]].assert_eq(&text);
}

#[test]
fn the_root_decides_the_format() {
    let mut formats = Registry::default();
    wirecopy_feed::register(&mut formats);
    let found = |text: &str, name: &str| {
        let head = Head::new(text.as_bytes(), true, Some(name), None);
        formats.detect(&head).map(|(importer, sure)| format!("{} {sure:?}", importer.format().name)).ok()
    };
    for (text, name, expected) in [
        ("\u{feff}<?xml version='1.0'?><!-- <feed> --><rss>", "a", Some("rss Certain")),
        ("<RSS>", "a", Some("rss Certain")),
        ("<channel>", "a", Some("rss Likely")),
        ("<x:feed xmlns:x='http://www.w3.org/2005/Atom'>", "a.xml", Some("atom Certain")),
        ("<feed>", "a", Some("atom Likely")),
        ("<inventory>", "a.xml", None),
        ("<html>", "a", None),
        // its name speaks of a feed: the message says that it is none
        ("<html>", "a.rss", Some("rss Certain")),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "a", Some("rdf Certain")),
        ("<RDF><channel>", "a", Some("rdf Likely")),
        ("<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'>", "a", None),
        ("<Channel xmlns='http://purl.org/net/rss1.1#'>", "a", Some("rdf Certain")),
        ("<?XML VERSION='1.0'?><CHANNEL HREF='https://leaf.example.org/'>", "a", Some("cdf Certain")),
        ("<channel><title value='Leaf'/>", "a", Some("cdf Certain")),
        ("<br /><b>Warning</b>: odd<rss version='2.0'>", "a", Some("rss Certain")),
        ("", "a.rss", Some("rss Hinted")),
        ("{}", "a", None),
    ] {
        assert_eq!(found(text, name).as_deref(), expected, "{text}");
    }
}

const SMALL_RSS: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel>\
    <title>Leaf &amp; twig</title><image><url>i.png</url></image><item><title>Fog</title><guid>1</guid><category domain='d'>\
    x</category><pubDate>Tue, 12 May 2026 04:45:26 GMT</pubDate><description><![CDATA[<p>Dense</p>]]></description>\
    <media:group><media:content url='u' type='image/png'><media:credit role='r'>Jo</media:credit></media:content></media:group>\
    <odd a='1'><b>c</b></odd></item><item><title>Sun</title></item><ttl>5</ttl></channel></rss>";

const SMALL_ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Leaf</title><entry><id>i</id><title \
    type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<b>b</b></div></title><link rel='self' href='x' title='t'/>\
    <author><name>Jo</name><uri>u</uri></author><content type='text/xml'><x y='1'>z</x></content><source><id>s</id>\
    </source></entry><updated>2026-05-12T04:45:26Z</updated></feed>";

const SMALL_RDF: &str = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
    xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:enc='http://purl.oclc.org/net/rss_2.0/enc#'><channel rdf:about='c'>\
    <title>Leaf</title><items><rdf:Seq><rdf:li resource='a'/></rdf:Seq></items></channel><item rdf:about='a'><title>Fog</title>\
    <enc:enclosure rdf:resource='e' enc:type='audio/mpeg'/><c:items><rdf:Bag><rdf:li><c:item><c:format rdf:resource='f'/>\
    <rdf:value rdf:parseType='Literal'><p>g</p></rdf:value></c:item></rdf:li></rdf:Bag></c:items></item><textinput rdf:about='t'>\
    <name>q</name></textinput></rdf:RDF>";

const SMALL_CDF: &str = "<CHANNEL HREF='https://leaf.example.org/' BASE='https://leaf.example.org/x/' LEVEL='1'><TITLE>Leaf</TITLE>\
    <LOGO HREF='l.gif' STYLE='IMAGE'/><CHANNEL HREF='b' BASE='y/'><TITLE>Boats</TITLE><ITEM HREF='a' LASTMOD='2026-05-12'><TITLE>Fog\
    </TITLE><LOGO HREF='m.gif' STYLE='ICON'/><KEYWORDS VALUE='a, b'/></ITEM><ABSTRACT>late</ABSTRACT></CHANNEL><ITEM HREF='c'/></CHANNEL>";

#[test]
fn the_laws_hold() {
    for (importer, feed) in
        [(&Rss as &dyn Importer, SMALL_RSS), (&Atom, SMALL_ATOM), (&Rdf, SMALL_RDF), (&Cdf, SMALL_CDF)]
    {
        let options = Options::of(importer.format());
        if let Err(breaches) = Laws::new(importer, &options).check(feed.as_bytes()) {
            panic!("{breaches}");
        }
    }
}

#[test]
fn cut_anywhere_it_ends_in_order() {
    for (importer, feed) in
        [(&Rss as &dyn Importer, SMALL_RSS), (&Atom, SMALL_ATOM), (&Rdf, SMALL_RDF), (&Cdf, SMALL_CDF)]
    {
        for end in 0..feed.len() {
            if let Ok((records, _)) = read(importer, &feed[..end], None) {
                assert!(matches!(records.first(), Some(Record::Source(_))));
            }
        }
    }
}

#[test]
fn an_item_that_never_ends_is_refused() {
    let feed = format!("<rss><item>{}", "<odd>x</odd>".repeat(2000));
    let (mut limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    limits.set("text", "64K").unwrap();
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut reader = Rss.open(Input::new(feed.as_bytes()), &Options::of(Rss.format()), &mut cx).unwrap();
    let error = std::iter::repeat_with(|| reader.read(&mut cx)).find_map(Result::err).unwrap();
    expect!["an article takes too much room (limit `text`: 65536)"].assert_eq(&error.to_string());
}

const ATOM_FEED: &str = "<feed xmlns='http://www.w3.org/2005/Atom'>";

#[test]
fn entries_inherit_authors_and_rights() {
    let shown = |feed: &str| shown(&Atom, feed, None, &["source", "feed"]);
    // of the feed; never over their own, and not what comes after them
    expect![[r#"
        article {"id":{"value":"1"},"people":[{"email":"ada@example.org","name":"Ada","origin":"feed","role":"author"}],"position":1,"rights":[{"notice":{"value":"© Leaf"},"origin":"feed"}]}
        article {"id":{"value":"2"},"people":[{"name":"Bo","role":"author"}],"position":2,"rights":[{"notice":{"value":"© Bo"}}]}
        article {"id":{"value":"3"},"people":[{"email":"ada@example.org","name":"Ada","origin":"feed","role":"author"},{"name":"Cy","origin":"feed","role":"author"}],"position":3,"rights":[{"notice":{"value":"© Leaf"},"origin":"feed"}]}
    "#]].assert_eq(&shown(&format!(
        "{ATOM_FEED}<author><name>Ada</name><email>ada@example.org</email><x>1</x></author><rights>© Leaf</rights>
        <entry><id>1</id></entry>
        <entry><id>2</id><author><name>Bo</name></author><rights>© Bo</rights></entry>
        <contributor><name>Dee</name></contributor><author><name>Cy</name></author>
        <entry><id>3</id></entry></feed>"
    )));
    // of the source before the feed
    expect![[r#"
        article {"id":{"value":"1"},"origin_feed":{"family":"atom","people":[{"name":"Bo","role":"author"}],"rights":[{"notice":{"value":"© Bo"}}]},"people":[{"name":"Bo","origin":"source","role":"author"}],"position":1,"rights":[{"notice":{"value":"© Bo"},"origin":"source"}]}
        article {"id":{"value":"2"},"origin_feed":{"family":"atom","headlines":[{"role":"main","value":"Twig"}]},"people":[{"name":"Ada","origin":"feed","role":"author"}],"position":2,"rights":[{"notice":{"value":"© Leaf"},"origin":"feed"}]}
    "#]].assert_eq(&shown(&format!(
        "{ATOM_FEED}<author><name>Ada</name></author><rights>© Leaf</rights>
        <entry><id>1</id><source><author><name>Bo</name></author><rights>© Bo</rights></source></entry>
        <entry><id>2</id><source><title>Twig</title></source></entry></feed>"
    )));
}

#[test]
fn entries_do_not_inherit_without_bound() {
    let authors = "<author><name>Ada</name></author>".repeat(33);
    let feed = format!("{ATOM_FEED}{authors}<rights>© Leaf</rights><entry><id>1</id></entry><entry/></feed>");
    expect![[r#"
        article {"id":{"value":"1"},"position":1,"rights":[{"notice":{"value":"© Leaf"},"origin":"feed"}]}
        article {"position":2,"rights":[{"notice":{"value":"© Leaf"},"origin":"feed"}]}
        note: atom.feed.not-inherited
    "#]]
    .assert_eq(&shown(&Atom, &feed, None, &["source", "feed"]));
}

#[test]
fn rss_items_inherit_nothing() {
    let feed = "<rss version='2.0'><channel><managingEditor>Ada</managingEditor><copyright>© Leaf</copyright>\
        <item><title>Fog</title></item></channel></rss>";
    expect![[r#"
        article {"headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"position":1}
    "#]]
    .assert_eq(&shown(&Rss, feed, None, &["source", "feed"]));
}

#[test]
fn language_tags_take_the_form_of_the_standard_once_noted() {
    rss(
        "<rss version='2.0'><channel><language>en_US</language>\
        <item xml:lang='IT-it'><title>Fog</title></item><item><title>Sun</title></item></channel></rss>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","version":"2.0"}
            feed {"extensions":[{"depth":0,"kind":"rest","name":{"local":"language"}},{"depth":1,"kind":"text","text":"en_US"}],"family":"rss","language":"en-US"}
            article {"extensions":[{"attributes":[{"name":{"local":"lang","prefix":"xml","uri":"http://www.w3.org/XML/1998/namespace"},"value":"IT-it"}],"depth":0,"kind":"rest","name":{"local":"item"}}],"headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"language":"it-IT","position":1}
            article {"headlines":[{"kind":"unstated","role":"main","value":"Sun"}],"language":"en-US","position":2}
            note: feed.language.form
        "#]],
    );
    rss(
        "<rss version='2.0'><channel><language>English</language></channel></rss>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","version":"2.0"}
        feed {"family":"rss","language":"English"}
    "#]],
    );
    item(
        "<dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>pt_br</dc:language>",
        &expect![[r#"
        article {"extensions":[{"depth":0,"kind":"rest","name":{"local":"language","prefix":"dc","uri":"http://purl.org/dc/elements/1.1/"}},{"depth":1,"kind":"text","text":"pt_br"}],"language":"pt-BR","position":1}
        note: feed.language.form
    "#]],
    );
    atom(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de-at' x='1'/>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"extensions":[{"attributes":[{"name":{"local":"x"},"value":"1"},{"name":{"local":"lang","prefix":"xml","uri":"http://www.w3.org/XML/1998/namespace"},"value":"de-at"}],"depth":0,"kind":"rest","name":{"local":"feed","uri":"http://www.w3.org/2005/Atom"}}],"format":"atom","name":"f","namespaces":[{"uri":"http://www.w3.org/2005/Atom"}],"version":"1.0"}
        feed {"family":"atom","language":"de-AT"}
        note: feed.language.form
    "#]],
    );
}

#[test]
fn names_split_out_of_one_element_are_inferred() {
    item(
        "<author>desk@example.org (Ada Wren and Bo Lind)</author>",
        &expect![[r#"
        article {"inferred":[{"certainty":0.8,"evidence":["2 full names in one element: `desk@example.org (Ada Wren and Bo Lind)`"],"field":"authors"}],"people":[{"certainty":0.8,"email":"desk@example.org","name":"Ada Wren","role":"author","written":"desk@example.org (Ada Wren and Bo Lind)"},{"certainty":0.8,"email":"desk@example.org","name":"Bo Lind","role":"author","written":"desk@example.org (Ada Wren and Bo Lind)"}],"position":1}
    "#]],
    );
    item(
        "<dc:creator>Ernst Young &amp; Partners Wood</dc:creator>",
        &expect![[r#"
        article {"people":[{"name":"Ernst Young & Partners Wood","origin":"dc:creator","role":"author"}],"position":1}
    "#]],
    );
    item(
        "<author>By Ada Wren</author><dc:creator>Ada Wren, Bo Lind and Cy Oak</dc:creator>",
        &expect![[r#"
        article {"inferred":[{"certainty":0.9,"evidence":["a full name behind `By`: `By Ada Wren`","3 full names in one element: `Ada Wren, Bo Lind and Cy Oak`"],"field":"authors"}],"people":[{"certainty":0.95,"name":"Ada Wren","role":"author","written":"By Ada Wren"},{"certainty":0.9,"name":"Ada Wren","origin":"dc:creator","role":"author","written":"Ada Wren, Bo Lind and Cy Oak"},{"certainty":0.9,"name":"Bo Lind","origin":"dc:creator","role":"author","written":"Ada Wren, Bo Lind and Cy Oak"},{"certainty":0.9,"name":"Cy Oak","origin":"dc:creator","role":"author","written":"Ada Wren, Bo Lind and Cy Oak"}],"position":1}
    "#]],
    );
}

#[test]
fn what_no_importer_takes_is_explained() {
    let mut all = Registry::default();
    wirecopy_feed::register(&mut all);
    let check = |text: &str, expected: &str| {
        let Err(error) = all.detect(&Head::new(text.as_bytes(), true, None, None)) else {
            panic!("{text} is recognised")
        };
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.advice(), Some("`wirecopy formats` lists what can be read"));
    };
    check(
        "<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'>",
        "this is RDF that holds no feed, which is not read yet",
    );
    check("<html>", "this is a web page, not a feed");
    check("%PDF-1.7", "this is a PDF document, not news text");
}

#[test]
fn limits_say_how_to_raise_them() {
    let mut limits = Limits::default();
    limits.set("text", "10").unwrap();
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let text = "<rss><channel><title/><title/><title/></channel></rss>";
    let mut reader = Rss.open(Input::new(text.as_bytes()), &Options::of(Rss.format()), &mut cx).unwrap();
    let error = reader.read(&mut cx).and_then(|_| reader.read(&mut cx)).unwrap_err();
    assert_eq!(error.advice(), Some("raise it with `--limit text=NUMBER`"));
}

#[test]
fn elements_inside_a_name_are_kept() {
    item(
        "<dc:creator><foaf:Person xmlns:foaf='http://xmlns.com/foaf/0.1/' foaf:nick='ada'>\n<foaf:name>Ada \
         Wren</foaf:name></foaf:Person></dc:creator><author>jo <b>x</b> doe</author>",
        &expect![[r#"
            article {"extensions":[{"depth":0,"kind":"rest","name":{"local":"creator","prefix":"dc","uri":"http://purl.org/dc/elements/1.1/"}},{"attributes":[{"name":{"local":"nick","prefix":"foaf","uri":"http://xmlns.com/foaf/0.1/"},"value":"ada"}],"depth":1,"name":{"local":"Person","prefix":"foaf","uri":"http://xmlns.com/foaf/0.1/"}},{"depth":2,"name":{"local":"name","prefix":"foaf","uri":"http://xmlns.com/foaf/0.1/"}},{"depth":3,"kind":"text","text":"Ada Wren"},{"depth":0,"kind":"rest","name":{"local":"author"}},{"depth":1,"kind":"text","text":"jo "},{"depth":1,"name":{"local":"b"}},{"depth":2,"kind":"text","text":"x"},{"depth":1,"kind":"text","text":" doe"}],"people":[{"name":"jo x doe","role":"author"},{"name":"Ada Wren","origin":"dc:creator","role":"author"}],"position":1}
        "#]],
    );
}

#[test]
fn texts_without_an_end_tag_end_where_the_next_element_begins() {
    item(
        "<title>Fog<title><link>https://leaf.example.org/1<guid>leaf-1</guid><description>Dense<p>until</p> \
         noon<pubDate>Tue, 12 May 2026 04:45:26 GMT</pubDate>",
        &expect![[r#"
            article {"contents":[{"kind":"summary","media_type":"text/html","value":"Dense<p>until</p> noon"}],"dates":[{"precision":"second","role":"published","value":"2026-05-12T04:45:26Z","written":"Tue, 12 May 2026 04:45:26 GMT","zone":"given"}],"headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"id":{"permalink":false,"value":"leaf-1"},"links":[{"href":"https://leaf.example.org/1","rel":"alternate"}],"position":1}
            repair: xml.element.unclosed
            repair: xml.element.unclosed
            repair: xml.element.unclosed
            repair: xml.text.markup
            repair: xml.element.unclosed
        "#]],
    );
    rss(
        "<rss version='2.0'><channel><title>Leaf<item><title>Fog</title></item><ttl>5</ttl></channel></rss>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","version":"2.0"}
            feed {"family":"rss","headlines":[{"kind":"unstated","role":"main","value":"Leaf"}]}
            article {"feed_title":"Leaf","headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"position":1}
            feed {"family":"rss","headlines":[{"kind":"unstated","role":"main","value":"Leaf"}],"ttl":"5"}
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f","version":"2.0","well_formed":false}
            repair: xml.element.unclosed
        "#]],
    );
    // an end tag that comes after all is no end of the item
    item(
        "<description>a<category>b</category>c</description><guid>1</guid>",
        &expect![[r#"
            article {"contents":[{"kind":"summary","media_type":"text/html","value":"a"}],"extensions":[{"depth":0,"kind":"text","text":"c"}],"id":{"permalink":false,"value":"1"},"position":1,"subjects":[{"kind":"category","term":"b"}]}
            repair: xml.element.unclosed
            repair: xml.end.unmatched
        "#]],
    );
}

#[test]
fn rss_in_odd_namespaces() {
    for (open, close) in [
        ("<rss xmlns='http://my.netscape.com/rdf/simple/0.9/'>", "</rss>"),
        ("<rss xmlns='http://backend.userland.com/RSS2'>", "</rss>"),
        ("<rss xmlns='http://blogs.law.harvard.edu/tech/rss'>", "</rss>"),
        ("<rss xmlns='http://www.w3.org/2005/Atom'>", "</rss>"),
        ("<rss xmlns='http://purl.org/rss/1.0/'>", "</rss>"),
        ("<rss xmlns='urn:x'>", "</rss>"),
        ("<rss:rss xmlns:rss='urn:x'>", "</rss:rss>"),
        ("<rss:rss>", "</rss:rss>"),
    ] {
        let prefix = if open.starts_with("<rss:") { "rss:" } else { "" };
        let inside = "<channel><title>Leaf</title><item><title>Fog</title></item></channel>"
            .replace("</", &format!("<\u{1}/{prefix}"))
            .replace('<', &format!("<{prefix}"))
            .replace(&format!("<{prefix}\u{1}"), "<");
        let text = shown(&Rss, &format!("{open}{inside}{close}"), None, &["source", "feed"]);
        let article = text.lines().next().unwrap();
        assert_eq!(
            article,
            r#"article {"feed_title":"Leaf","headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"position":1}"#,
            "{open}"
        );
    }
}

#[test]
fn rss_with_elements_of_others() {
    item(
        "<author><name>Bo Lind</name><url>b</url><x/></author><title type='text'>1 &lt; 2</title><updated>2026-05-12</updated>",
        &expect![[r#"
            article {"dates":[{"origin":"updated","precision":"day","role":"updated","value":"2026-05-12","written":"2026-05-12","zone":"none"}],"headlines":[{"role":"main","value":"1 < 2"}],"people":[{"extensions":[{"depth":0,"kind":"rest","name":{"local":"author"}},{"depth":1,"name":{"local":"x"}}],"name":"Bo Lind","role":"author","url":"b"}],"position":1}
            note: feed.link.relative
        "#]],
    );
    item(
        "<enclosure href='https://m.example.org/a'/><enclosure>https://m.example.org/b</enclosure>",
        &expect![[r#"
            article {"media":[{"origin":"enclosure","role":"attachment","url":"https://m.example.org/a"},{"origin":"enclosure","role":"attachment","url":"https://m.example.org/b"}],"position":1}
        "#]],
    );
    item(
        "<atom:id>a</atom:id><dc:identifier>b</dc:identifier>",
        &expect![[r#"
        article {"alt_ids":[{"role":"dc:identifier","value":"b"}],"id":{"role":"atom:id","value":"a"},"position":1}
    "#]],
    );
    channel(
        "<items><item><title>a</title></item></items>",
        &expect![[r#"
        feed {"extensions":[{"depth":0,"name":{"local":"items"}}],"family":"rss"}
        article {"headlines":[{"kind":"unstated","role":"main","value":"a"}],"position":1}
    "#]],
    );
    channel(
        "<image href='x'/><image/><textInput/><cloud/><generator uri='https://g.example.org/' version='2'>G</generator>",
        &expect![[r#"
            feed {"extensions":[{"attributes":[{"name":{"local":"href"},"value":"x"}],"depth":0,"kind":"rest","name":{"local":"image"}}],"family":"rss","generator":{"name":"G","url":"https://g.example.org/","version":"2"}}
        "#]],
    );
}

#[test]
fn the_language_of_rss_is_what_its_element_says() {
    channel(
        "<dc:language>fr</dc:language><language>de</language><language>it</language>",
        &expect![[r#"
        feed {"extensions":[{"depth":0,"kind":"rest","name":{"local":"language"}},{"depth":1,"kind":"text","text":"fr"},{"depth":0,"name":{"local":"language"}},{"depth":1,"kind":"text","text":"it"}],"family":"rss","language":"de"}
    "#]],
    );
    rss(
        "<rss xml:lang='en'><channel xml:lang='fr'><language>en</language></channel></rss>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rss","name":"f"}
            feed {"extensions":[{"attributes":[{"name":{"local":"lang","prefix":"xml","uri":"http://www.w3.org/XML/1998/namespace"},"value":"en"}],"depth":0,"kind":"rest","name":{"local":"channel"}},{"depth":0,"kind":"rest","name":{"local":"language"}},{"depth":1,"kind":"text","text":"fr"}],"family":"rss","language":"en"}
        "#]],
    );
}

#[test]
fn permalinks_that_are_relative_are_links() {
    let feed = "<rss><channel><item><guid isPermaLink='true'>/1</guid></item><item><guid>/2</guid></item>\
        <item><guid isPermaLink='true'>/3</guid><link>/4</link></item></channel></rss>";
    let text = shown(&Rss, feed, Some("https://leaf.example.org/f"), &["source", "feed"]);
    expect![[r#"
        article {"base":"https://leaf.example.org/f","id":{"permalink":true,"value":"/1"},"links":[{"href":"https://leaf.example.org/1","origin":"guid","rel":"alternate","written":"/1"}],"position":1}
        article {"base":"https://leaf.example.org/f","id":{"permalink":false,"value":"/2"},"position":2}
        article {"base":"https://leaf.example.org/f","id":{"permalink":true,"value":"/3"},"links":[{"href":"https://leaf.example.org/4","rel":"alternate","written":"/4"},{"href":"https://leaf.example.org/3","origin":"guid","rel":"alternate","written":"/3"}],"position":3}
    "#]].assert_eq(&text);
}

#[test]
fn addresses_broken_into_lines_are_whole() {
    item(
        "<link>https://leaf.example.org/\n  \t1</link><comments>https://leaf.example.org/\n2</comments>",
        &expect![[r#"
            article {"comments":{"url":"https://leaf.example.org/2"},"extensions":[{"depth":0,"kind":"rest","name":{"local":"comments"}},{"depth":1,"kind":"text","text":"https://leaf.example.org/\n2"}],"links":[{"href":"https://leaf.example.org/1","rel":"alternate","written":"https://leaf.example.org/\n  \t1"}],"position":1}
        "#]],
    );
}

#[test]
fn rdf_in_odd_shapes() {
    let rdf = |text: &str, expected: &Expect| expected.assert_eq(&shown(&Rdf, text, None, &[]));
    rdf(
        "<rdf><item about='a'><title>Fog</title></item></rdf>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rdf","name":"f"}
        feed {"family":"rdf"}
        article {"headlines":[{"kind":"unstated","role":"main","value":"Fog"}],"id":{"value":"a"},"position":1}
        repair: rdf.root.missing
    "#]],
    );
    rdf(
        "<rss/>",
        &expect![[r#"
        error: the root element is `rss`, not that of RSS 1.0
        hint: this is RSS: read it with `--from rss`
    "#]],
    );
    rdf(
        "<item xmlns='http://purl.org/rss/1.0/' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about='a'/>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"rdf","name":"f","namespaces":[{"uri":"http://purl.org/rss/1.0/"},{"prefix":"r","uri":"http://www.w3.org/1999/02/22-rdf-syntax-ns#"}],"version":"1.0"}
            article {"id":{"value":"a"},"position":1}
        "#]],
    );
}

#[test]
fn cdf_in_odd_shapes() {
    let cdf = |text: &str, expected: &Expect| expected.assert_eq(&shown(&Cdf, text, None, &[]));
    cdf(
        "<channel base='b'><item href='a'><abstract>a <b>c</b></abstract></item></channel>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"cdf","name":"f"}
        feed {"extensions":[{"attributes":[{"name":{"local":"base"},"value":"b"}],"depth":0,"kind":"rest","name":{"local":"channel"}}],"family":"cdf"}
        article {"contents":[{"kind":"summary","media_type":"text/html","value":"a <b>c</b>"}],"links":[{"href":"a","rel":"alternate"}],"position":1}
        repair: xml.text.markup
        note: feed.link.relative
    "#]],
    );
    cdf(
        "<CHANNEL BASE='https://leaf.example.org/x/'><TITLE value='a'>b</TITLE><A HREF='c'/><CHANNEL BASE='../y/'>\
         <ITEM HREF='d'/></CHANNEL><ITEM HREF='e'/><CHANNEL><TITLE>in</TITLE>",
        &expect![[r#"
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"cdf","name":"f"}
            feed {"base":"https://leaf.example.org/x/","extensions":[{"attributes":[{"name":{"local":"value"},"value":"a"}],"depth":0,"kind":"rest","name":{"local":"TITLE"}}],"family":"cdf","headlines":[{"kind":"unstated","role":"main","value":"b"}],"links":[{"href":"https://leaf.example.org/x/c","rel":"alternate","written":"c"}]}
            article {"base":"https://leaf.example.org/y/","extensions":[{"attributes":[{"name":{"local":"base"},"value":"../y/"}],"depth":0,"kind":"rest","name":{"local":"CHANNEL"}}],"feed_title":"b","kind":"composite","position":1}
            article {"base":"https://leaf.example.org/y/","feed_title":"b","links":[{"href":"https://leaf.example.org/y/d","rel":"alternate","written":"d"}],"position":2}
            article {"base":"https://leaf.example.org/x/","feed_title":"b","links":[{"href":"https://leaf.example.org/x/e","rel":"alternate","written":"e"}],"position":3}
            article {"base":"https://leaf.example.org/x/","feed_title":"b","headlines":[{"kind":"unstated","role":"main","value":"in"}],"kind":"composite","position":4}
            source {"encoding":{"evidence":"default","name":"utf-8"},"format":"cdf","name":"f","well_formed":false}
            repair: xml.document.truncated
        "#]],
    );
    cdf(
        "<item href='a'/>",
        &expect![[r#"
        source {"encoding":{"evidence":"default","name":"utf-8"},"format":"cdf","name":"f"}
        article {"links":[{"href":"a","rel":"alternate"}],"position":1}
        note: feed.link.relative
    "#]],
    );
}

#[test]
fn what_never_ends_within_an_entry_is_refused() {
    let error = |feed: &str| {
        let (mut limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        limits.set("text", "64K").unwrap();
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let mut reader =
            Atom.open(Input::new(feed.as_bytes()), &Options::of(Atom.format()), &mut cx).unwrap();
        std::iter::repeat_with(|| reader.read(&mut cx)).find_map(Result::err).unwrap().to_string()
    };
    let many = "<x/>".repeat(2000);
    let at = "xmlns:at='http://purl.org/atompub/tombstones/1.0'";
    for start in [
        "<entry><author>",
        "<entry><source>",
        "<entry><content type='multipart/alternative'>",
        "<at:deleted-entry>",
    ] {
        let feed = format!("<feed xmlns='http://www.w3.org/2005/Atom' {at}>{start}{many}");
        assert_eq!(error(&feed), "an element takes too much room (limit `text`: 65536)", "{start}");
    }
    // short addresses below a long base
    let base = format!("https://leaf.example.org/{}/", "a".repeat(4000));
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{base}'><entry>{}",
        "<link href='b'/>".repeat(50)
    );
    assert_eq!(error(&feed), "an article takes too much room (limit `text`: 65536)");
}

#[test]
fn bases_build_on_each_other_and_never_without_end() {
    let link = |bases: &[String]| {
        let mut open = String::new();
        for base in bases {
            write!(open, "<feed xml:base='{base}'>").unwrap();
        }
        let close = "</feed>".repeat(bases.len());
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'>{open}<entry><link href='x'/><link href='y' xml:base='b/'/>\
             <link href='z'/></entry>{close}<entry><link href='w'/></entry></feed>"
        );
        let (records, _) = read(&Atom, &feed, Some("https://leaf.example.org/")).unwrap();
        let hrefs = records.iter().filter_map(|record| match record {
            Record::Article(article) => Some(article.links.iter().map(|link| link.href.clone())),
            _ => None,
        });
        hrefs.flatten().collect::<Vec<_>>()
    };
    assert_eq!(
        link(&["a/".to_owned(), "../c/".to_owned()]),
        ["x", "b/y", "z"]
            .map(|end| format!("https://leaf.example.org/c/{end}"))
            .into_iter()
            .chain(["https://leaf.example.org/w".to_owned()])
            .collect::<Vec<_>>()
    );
    // a base that grows too long is none
    let long = format!("{}/", "a".repeat(5000));
    assert_eq!(link(&[long.clone(), long.clone()])[0], format!("https://leaf.example.org/{long}x"));
}

#[test]
fn elements_of_atom_without_an_end_tag_end_where_the_next_element_begins() {
    entry(
        "<title>Fog<link href='1'><id>i</id><updated>2026-05-12T04:45:26Z<author><name>Ada<email>a@example.org</author>\
         <category term='t'><summary>Dense <b>fog</b><content type='application/xml'><id>x</id><name xmlns='urn:n'><title>\
         t</title></name></content><rights>R",
        &expect![[r#"
            article {"base":"https://leaf.example.org/a/","contents":[{"kind":"summary","media_type":"text/html","value":"Dense <b>fog</b>"},{"kind":"full","media_type":"application/xml","value":"<id xmlns=\"http://www.w3.org/2005/Atom\">x</id><name xmlns=\"urn:n\"><title>t</title></name>"}],"dates":[{"precision":"second","role":"updated","value":"2026-05-12T04:45:26Z","written":"2026-05-12T04:45:26Z","zone":"given"}],"headlines":[{"role":"main","value":"Fog"}],"id":{"value":"i"},"links":[{"href":"https://leaf.example.org/a/1","rel":"alternate","written":"1"}],"people":[{"email":"a@example.org","name":"Ada","role":"author"}],"position":1,"rights":[{"notice":{"value":"R"}}],"subjects":[{"kind":"category","term":"t"}]}
            repair: xml.element.unclosed
            repair: xml.element.unclosed
            repair: xml.element.unclosed
            repair: xml.element.unclosed
            repair: xml.end.mismatched
            repair: xml.element.unclosed
            repair: xml.text.markup
            repair: xml.element.unclosed
            repair: xml.end.mismatched
        "#]],
    );
}

#[test]
fn a_link_of_atom_may_have_its_address_as_text() {
    entry(
        "<link>https://leaf.example.org/1</link><link rel='via'>words</link>",
        &expect![[r#"
        article {"base":"https://leaf.example.org/a/","links":[{"href":"https://leaf.example.org/1","rel":"alternate"},{"extensions":[{"depth":0,"kind":"rest","name":{"local":"link","uri":"http://www.w3.org/2005/Atom"}},{"depth":1,"kind":"text","text":"words"}],"href":"","rel":"via"}],"position":1}
    "#]],
    );
}
