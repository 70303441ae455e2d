use std::fmt::Write as _;

use wirecopy_core::{Findings, Limits, Policy, Settings};
use wirecopy_model::Article;

use super::*;

fn read(items: &str, settings: &[(&str, &str)]) -> (Vec<Record>, Findings<'static>) {
    let export = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:content='http://purl.org/rss/1.0/modules/content/' \
         xmlns:excerpt='http://wordpress.org/export/1.2/excerpt/'><channel>{items}</channel></rss>"
    );
    let mut all = Settings::default();
    for (key, value) in settings {
        all.set(*key, *value);
    }
    let options = all.for_format(&FORMAT).unwrap();
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut reader = Wxr.open(Input::new(export.as_bytes()), &options, &mut cx).unwrap();
    let mut records = Vec::new();
    while let Some(record) = reader.read(&mut cx).unwrap() {
        records.push(record);
    }
    drop(reader);
    (records, findings)
}

fn articles(records: &[Record]) -> Vec<&Article> {
    records
        .iter()
        .filter_map(|record| match record {
            Record::Article(article) => Some(&**article),
            _ => None,
        })
        .collect()
}

fn post(id: u32, more: &str) -> String {
    format!("<item><wp:post_id>{id}</wp:post_id><wp:post_type>post</wp:post_type>{more}</item>")
}

fn file(id: u32, parent: u32) -> String {
    format!(
        "<item><wp:post_id>{id}</wp:post_id><wp:post_type>attachment</wp:post_type>\
         <wp:post_parent>{parent}</wp:post_parent><wp:attachment_url>https://e.example.org/{id}.jpg</wp:attachment_url></item>"
    )
}

fn thumbnail(id: u32) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{id}</wp:meta_value></wp:postmeta>"
    )
}

fn urls(article: &Article) -> Vec<&str> {
    article.media.iter().filter_map(|media| media.url.as_deref()).collect()
}

#[test]
fn files_are_found_before_and_behind_the_post() {
    let gallery = "<content:encoded>[gallery ids='3,8,4']</content:encoded>";
    let items =
        [file(3, 0), post(1, &(thumbnail(4) + gallery)), post(2, ""), file(4, 1), file(8, 1)].concat();
    let (records, findings) = read(&items, &[]);
    let found = articles(&records);
    assert_eq!(urls(found[0]), ["4", "3", "8"].map(|id| format!("https://e.example.org/{id}.jpg")));
    assert_eq!(found.iter().map(|article| article.position.unwrap()).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(findings.total(), 0);
}

#[test]
fn what_is_too_far_away_is_told() {
    let items = [post(1, &thumbnail(4)), post(2, &"x".repeat(500)), file(4, 1)].concat();
    let (records, findings) = read(&items, &[("wxr.lookahead", "200")]);
    assert!(urls(articles(&records)[0]).is_empty());
    assert_eq!(findings.kept()[0].code, "wxr.thumbnail.unresolved");
    let nodes = &articles(&records)[0].extensions.nodes;
    assert!(nodes.iter().any(|node| node.text.as_deref() == Some("4")), "the number is kept");
}

#[test]
fn a_bare_gallery_shows_what_was_uploaded_to_the_post() {
    let gallery = "<content:encoded>a [gallery]</content:encoded>";
    let items = [file(3, 1), post(1, gallery), file(4, 2), file(5, 1)].concat();
    let (records, _) = read(&items, &[]);
    assert_eq!(urls(articles(&records)[0]), ["https://e.example.org/3.jpg", "https://e.example.org/5.jpg"]);
}

#[test]
fn records_do_not_wait_for_ever() {
    let mut items = String::new();
    for id in 1..6000 {
        items.push_str(&post(id, &thumbnail(9000)));
    }
    let (records, findings) = read(&items, &[("wxr.lookahead", "1073741824")]);
    assert_eq!((articles(&records).len(), findings.total()), (5999, 5999));
}

#[test]
fn only_so_many_files_are_remembered() {
    let title = "t".repeat(1500);
    let mut items = String::new();
    for id in 1..8000 {
        let _ = write!(
            items,
            "<item><title>{title}</title><wp:post_id>{id}</wp:post_id><wp:post_type>attachment</wp:post_type>\
             <wp:attachment_url>https://e.example.org/{id}.jpg</wp:attachment_url></item>"
        );
    }
    items.push_str(&post(9001, &thumbnail(1)));
    items.push_str(&post(9002, &thumbnail(7999)));
    let (records, _) = read(&items, &[]);
    let found = articles(&records);
    assert_eq!((found[0].media.len(), found[1].media.len()), (0, 1));
}

#[test]
fn authors_have_the_names_the_export_gives_them() {
    let author = "<wp:author><wp:author_login>jo</wp:author_login><wp:author_email>jo@private.example.net</wp:author_email>\
        <wp:author_display_name>Jo Lind</wp:author_display_name></wp:author>";
    let items = format!(
        "{author}{}{}",
        post(1, "<dc:creator>jo</dc:creator><category domain='author' nicename='cap-jo'>Jo Lind</category>"),
        post(2, "<dc:creator>Ada Wren and Bo Oak</dc:creator>")
    );
    let (records, _) = read(&items, &[]);
    let shown: Vec<_> = articles(&records)
        .iter()
        .flat_map(|article| &article.people)
        .map(|person| (person.name.as_deref().unwrap(), person.written.as_deref(), person.email.as_deref()))
        .collect();
    assert_eq!(shown, [("Jo Lind", Some("jo"), None), ("Ada Wren and Bo Oak", None, None)]);
}

#[test]
fn the_language_of_a_post_may_be_a_term() {
    let items = post(1, "<category domain='language' nicename='pt-br'>Português</category>");
    let (records, _) = read(&items, &[]);
    assert_eq!(articles(&records)[0].language.as_deref(), Some("pt-BR"));
}

#[test]
fn an_export_is_told_from_a_feed() {
    let check = |text: &str| Wxr.probe(&Head::new(text.as_bytes(), true, None, None));
    assert_eq!(check("<rss xmlns:wp='http://wordpress.org/export/1.0/'>"), Confidence::Certain);
    assert_eq!(check("<!-- This is a WordPress eXtended RSS file --><rss>"), Confidence::Certain);
    assert_eq!(
        check("<rss><channel><generator>https://wordpress.org/?v=6.4</generator>"),
        Confidence::No,
        "an ordinary feed of WordPress"
    );
}
