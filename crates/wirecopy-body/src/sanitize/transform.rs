//! The transform that gives texts of HTML a safe copy.

use wirecopy_core::{Cx, Error, Transform};
use wirecopy_model::{Article, Content, Feed, Field, Media, Record, Rights, Span, Text, TextKind};

use super::{Rules, SanitizeOptions, sanitize_html};
use crate::html::looks_like_html;
use crate::transform::is_html;
use crate::wordpress::{Attachments, is_wordpress, wordpress_to_html};

/// Gives every text of HTML in a record a copy that is safe to show, its addresses resolved: `sanitized` of
/// [`Text`] and [`Content`]. The texts themselves stay as they are.
///
/// A text of which the source does not say what it is gets a copy when it holds a tag or a character reference.
///
/// ```
/// use wirecopy_body::sanitize::Sanitize;
/// use wirecopy_core::{Cx, Findings, Limits, Policy, Transform};
/// use wirecopy_model::{Article, Content, Record};
///
/// let value = "<p>Hello<script>track()</script>".to_owned();
/// let content = Content { media_type: "text/html".into(), value: value.clone(), ..Content::default() };
/// let article = Article { contents: vec![content], ..Article::default() };
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let record = Sanitize::default().apply(Record::Article(Box::new(article)), &mut cx)?;
/// let Some(Record::Article(article)) = record else { unreachable!() };
/// assert_eq!(article.contents[0].sanitized.as_deref(), Some("<p>Hello</p>"));
/// assert_eq!(article.contents[0].value, value);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sanitize {
    options: SanitizeOptions,
}

impl Sanitize {
    /// By these rules.
    pub fn new(rules: Rules) -> Self {
        Self { options: SanitizeOptions { rules, ..SanitizeOptions::default() } }
    }

    fn html(&mut self, html: &str, place: Place<'_>, cx: &mut Cx<'_>) -> String {
        if self.options.base.as_deref() != place.base {
            self.options.base = place.base.map(str::to_owned);
        }
        (self.options.field, self.options.span) = (place.field, place.span);
        sanitize_html(html, &self.options, cx).into_owned()
    }

    fn text(&mut self, text: &mut Text, field: Field, around: Around<'_>, cx: &mut Cx<'_>) {
        let is_html = match &text.kind {
            TextKind::Html | TextKind::Xhtml => true,
            TextKind::Unstated => looks_like_html(&text.value),
            TextKind::Text => false,
            TextKind::Other(kind) => kind.contains("html"),
        };
        text.sanitized = is_html.then(|| {
            let place = Place { field, base: text.base.as_deref().or(around.base), span: around.span };
            self.html(&text.value, place, cx)
        });
    }

    fn contents(
        &mut self,
        contents: &mut [Content],
        field: Field,
        around: Around<'_>,
        attachments: Attachments<'_>,
        cx: &mut Cx<'_>,
    ) {
        for content in contents {
            content.sanitized = is_html(content).then(|| {
                let base = content.base.as_deref().or(around.base);
                let place = Place { field, base, span: content.span.or(around.span) };
                if is_wordpress(content) {
                    let made = wordpress_to_html(&content.value, attachments);
                    return self.html(&made.html, place, cx);
                }
                self.html(&content.value, place, cx)
            });
        }
    }

    fn media(&mut self, media: &mut [Media], field: Field, around: Around<'_>, cx: &mut Cx<'_>) {
        for text in media.iter_mut().flat_map(|media| media.title.iter_mut().chain(&mut media.caption)) {
            self.text(text, field, around, cx);
        }
    }

    fn rights(&mut self, rights: &mut [Rights], field: Field, around: Around<'_>, cx: &mut Cx<'_>) {
        for text in
            rights.iter_mut().flat_map(|rights| rights.notice.iter_mut().chain(&mut rights.usage_terms))
        {
            self.text(text, field, around, cx);
        }
    }

    fn feed(&mut self, feed: &mut Feed, cx: &mut Cx<'_>) {
        let base = feed.base.clone();
        let around = Around { base: base.as_deref(), span: feed.span };
        for headline in &mut feed.headlines {
            self.text(&mut headline.text, "feed.headlines", around, cx);
        }
        for description in &mut feed.descriptions {
            self.text(&mut description.text, "feed.descriptions", around, cx);
        }
        if let Some(info) = &mut feed.info {
            self.text(info, "feed.info", around, cx);
        }
        self.rights(&mut feed.rights, "feed.rights", around, cx);
        self.media(&mut feed.media, "feed.media", around, cx);
    }

    fn article(&mut self, article: &mut Article, cx: &mut Cx<'_>) {
        let base = article.base.clone();
        let around = Around { base: base.as_deref(), span: article.span };
        for headline in &mut article.headlines {
            self.text(&mut headline.text, "article.headlines", around, cx);
        }
        for text in &mut article.bylines {
            self.text(text, "article.bylines", around, cx);
        }
        for text in &mut article.credit_lines {
            self.text(text, "article.credit_lines", around, cx);
        }
        let mut contents = std::mem::take(&mut article.contents);
        self.contents(&mut contents, "article.contents", around, Attachments::of(article), cx);
        article.contents = contents;
        self.media(&mut article.media, "article.media", around, cx);
        self.rights(&mut article.rights, "article.rights", around, cx);
        for note in &mut article.notes {
            self.text(&mut note.text, "article.notes", around, cx);
        }
        for correction in &mut article.corrections {
            self.text(&mut correction.text, "article.corrections", around, cx);
        }
        for update in &mut article.updates {
            if let Some(headline) = &mut update.headline {
                self.text(headline, "article.updates", around, cx);
            }
            self.contents(&mut update.contents, "article.updates", around, Attachments::default(), cx);
        }
        if let Some(feed) = &mut article.origin_feed {
            self.feed(feed, cx);
        }
    }
}

/// What a text inherits from what it stands in.
#[derive(Clone, Copy)]
struct Around<'a> {
    base: Option<&'a str>,
    span: Option<Span>,
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    field: Field,
    base: Option<&'a str>,
    span: Option<Span>,
}

impl Transform for Sanitize {
    fn apply(&mut self, mut record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        match &mut record {
            Record::Feed(feed) => self.feed(feed, cx),
            Record::Article(article) => self.article(article, cx),
            Record::Deleted(tombstone) => {
                if let Some(comment) = &mut tombstone.comment {
                    self.text(comment, "deleted.comment", Around { base: None, span: tombstone.span }, cx);
                }
                if let Some(feed) = &mut tombstone.origin_feed {
                    self.feed(feed, cx);
                }
            }
            _ => {}
        }
        Ok(Some(record))
    }
}

#[cfg(test)]
mod tests {
    use wirecopy_core::{Findings, Limits, Policy};
    use wirecopy_model::{Headline, HeadlineRole};

    use super::*;

    fn text(kind: TextKind, value: &str) -> Text {
        Text { kind, value: value.to_owned(), ..Text::default() }
    }

    #[test]
    fn every_text_of_html_has_a_safe_copy() {
        let headline =
            |kind, value| Headline { role: HeadlineRole::Main, text: text(kind, value), origin: None };
        let body = |media_type: &'static str, value: &str| Content {
            media_type: media_type.into(),
            value: value.to_owned(),
            ..Content::default()
        };
        let mut based = body("text/html", "<a href=x>b</a>");
        based.base = Some("https://example.com/".to_owned());
        let article = Article {
            base: Some("https://example.org/a/".into()),
            headlines: vec![
                headline(TextKind::Html, "a<script>b</script>"),
                headline(TextKind::Unstated, "AT&T if x<y"),
                headline(TextKind::Unstated, "a &amp; <b>b</b>"),
                headline(TextKind::Text, "<b>"),
            ],
            contents: vec![body("", "<img src=x>"), based, body("text/plain", "<b>")],
            rights: vec![Rights { notice: Some(text(TextKind::Xhtml, "<i>c")), ..Rights::default() }],
            ..Article::default()
        };
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let record = Sanitize::default().apply(Record::Article(Box::new(article)), &mut cx).unwrap();
        let Some(Record::Article(article)) = record else { panic!("an article") };
        let headlines: Vec<_> = article.headlines.iter().map(|it| it.text.sanitized.as_deref()).collect();
        assert_eq!(headlines, [Some("a"), None, Some("a &amp; <b>b</b>"), None]);
        let contents: Vec<_> = article.contents.iter().map(|it| it.sanitized.as_deref()).collect();
        let expected = [
            Some("<img src=\"https://example.org/a/x\">"),
            Some("<a href=\"https://example.com/x\">b</a>"),
            None,
        ];
        assert_eq!(contents, expected);
        assert_eq!(article.rights[0].notice.as_ref().unwrap().sanitized.as_deref(), Some("<i>c</i>"));
        assert_eq!(findings.kept()[0].path.as_deref(), Some("article.headlines"));
    }
}
