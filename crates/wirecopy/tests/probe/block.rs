//! The body of an article.

use wirecopy::model::{
    Block, Cell, Definition, EntityKind, Inline, ListItem, Media, MediaKind, ParagraphRole, Row, Text,
};

use super::{Marks, Probe, add};

fn line(marks: &mut Marks, path: &'static str) -> Vec<Inline> {
    vec![Inline::text(marks.word(path))]
}

fn paragraph(marks: &mut Marks, path: &'static str) -> Vec<Block> {
    vec![Block::paragraph(marks.word(path))]
}

fn block(all: &mut Vec<Probe>, name: &'static str, make: impl FnOnce(&mut Marks) -> Block) {
    add(all, name, |article, marks| article.blocks = vec![Block::paragraph("Open."), make(marks)]);
}

fn inline(all: &mut Vec<Probe>, name: &'static str, make: impl FnOnce(&mut Marks) -> Inline) {
    block(all, name, |marks| Block::Paragraph {
        content: vec![Inline::text("So "), make(marks), Inline::text(" it was.")],
        role: None,
        span: None,
    });
}

pub(super) fn probes(all: &mut Vec<Probe>) {
    blocks(all);
    inlines(all);
}

fn blocks(all: &mut Vec<Probe>) {
    use ParagraphRole::{
        Answer, Boilerplate, Byline, Caption, Date, EndMark, Lead, Optional, PullQuote, Question, Summary,
    };
    for role in
        [Lead, Summary, Optional, Caption, PullQuote, Question, Answer, Byline, Date, EndMark, Boilerplate]
    {
        block(all, "a paragraph with a role", |marks| Block::Paragraph {
            content: line(marks, "article.blocks.paragraph"),
            role: Some(role),
            span: None,
        });
    }
    block(all, "a heading", |marks| Block::Heading {
        level: 2,
        content: line(marks, "article.blocks.heading"),
        span: None,
    });
    block(all, "a list", |marks| Block::List {
        ordered: true,
        start: Some(marks.number("article.blocks.list.start")),
        loose: false,
        items: vec![
            ListItem { blocks: paragraph(marks, "article.blocks.list") },
            ListItem { blocks: paragraph(marks, "article.blocks.list") },
        ],
    });
    block(all, "definitions", |marks| Block::Definitions {
        items: vec![Definition {
            terms: vec![line(marks, "article.blocks.definitions"), line(marks, "article.blocks.definitions")],
            blocks: paragraph(marks, "article.blocks.definitions"),
        }],
    });
    block(all, "a quotation", |marks| Block::Quote {
        blocks: paragraph(marks, "article.blocks.quote"),
        attribution: line(marks, "article.blocks.quote.attribution"),
        cite: Some(marks.url("article.blocks.quote.cite")),
    });
    block(all, "code", |marks| Block::Code {
        language: marks.some("article.blocks.code.language"),
        value: marks.word("article.blocks.code"),
    });
    block(all, "a table", |marks| Block::Table {
        caption: line(marks, "article.blocks.table.caption"),
        head: 1,
        rows: (0..2)
            .map(|row| Row {
                cells: (0..2)
                    .map(|_| Cell {
                        header: row == 0,
                        colspan: None,
                        rowspan: None,
                        align: None,
                        blocks: paragraph(marks, "article.blocks.table"),
                    })
                    .collect(),
            })
            .collect(),
    });
    block(all, "a figure", |marks| Block::Figure {
        media: vec![shot(marks), shot(marks)],
        caption: line(marks, "article.blocks.media.caption"),
        credit: marks.some("article.blocks.media.credits"),
    });
    block(all, "a figure without an address", |marks| {
        let shot = Media { url: None, ..shot(marks) };
        marks.made.retain(|mark| mark.path != "article.blocks.media.url");
        Block::Figure {
            media: vec![shot],
            caption: line(marks, "article.blocks.media.caption"),
            credit: marks.some("article.blocks.media.credits"),
        }
    });
    block(all, "an embed", |marks| Block::Embed {
        url: marks.url("article.blocks.embeds.url"),
        kind: marks.some("article.blocks.embeds.kind"),
        title: marks.some("article.blocks.embeds.title"),
    });
    block(all, "a related link", |marks| Block::RelatedLink {
        content: line(marks, "article.blocks.related"),
        href: Some(marks.url("article.blocks.related.href")),
        span: None,
    });
    block(all, "a box", |marks| Block::Aside {
        role: marks.some("article.blocks.aside.role"),
        blocks: paragraph(marks, "article.blocks.aside"),
    });
    block(all, "raw", |marks| Block::Raw {
        format: "html".to_owned(),
        value: format!("<b>{}</b>", marks.word("article.blocks.raw")),
    });
}

fn shot(marks: &mut Marks) -> Media {
    Media {
        url: Some(marks.url("article.blocks.media.url")),
        kind: Some(MediaKind::Image),
        title: Some(Text::plain(marks.word("article.blocks.media.title"))),
        caption: Some(Text::plain(marks.word("article.blocks.media.caption"))),
        credits: vec![marks.word("article.blocks.media.credits")],
        alt: marks.some("article.blocks.media.alt"),
        rights: marks.some("article.blocks.media.rights"),
        ..Media::default()
    }
}

fn inlines(all: &mut Vec<Probe>) {
    type Make = fn(Vec<Inline>) -> Inline;
    let wraps: [(&'static str, Make); 6] = [
        ("strong", |content| Inline::Strong { content }),
        ("emphasis", |content| Inline::Emphasis { content }),
        ("underline", |content| Inline::Underline { content }),
        ("strike", |content| Inline::Strike { content }),
        ("sub", |content| Inline::Sub { content }),
        ("sup", |content| Inline::Sup { content }),
    ];
    for (name, make) in wraps {
        inline(all, name, |marks| make(line(marks, "article.blocks.text")));
    }
    add(all, "text struck out for another", |article, marks| {
        article.blocks = vec![Block::Paragraph {
            content: vec![
                Inline::Strike { content: line(marks, "article.blocks.struck") },
                Inline::Underline { content: line(marks, "article.blocks.text") },
            ],
            role: None,
            span: None,
        }];
    });
    inline(all, "code in a line", |marks| Inline::Code { value: marks.word("article.blocks.text") });
    inline(all, "a link in a line", |marks| Inline::Link {
        href: marks.url("article.blocks.links"),
        title: marks.some("article.blocks.links.title"),
        content: line(marks, "article.blocks.text"),
    });
    inline(all, "a picture in a line", |marks| Inline::Image {
        src: marks.url("article.blocks.media.url"),
        alt: marks.word("article.blocks.images.alt"),
        title: marks.some("article.blocks.images.title"),
    });
    inline(all, "a quotation in a line", |marks| Inline::Quotation {
        cite: Some(marks.url("article.blocks.quotation.cite")),
        content: line(marks, "article.blocks.text"),
    });
    inline(all, "another language", |marks| Inline::Span {
        language: marks.some("article.blocks.language"),
        direction: marks.some("article.blocks.language"),
        content: line(marks, "article.blocks.text"),
    });
    inline(all, "ruby", |marks| Inline::Ruby {
        content: line(marks, "article.blocks.text"),
        reading: marks.word("article.blocks.ruby"),
    });
    inline(all, "a marked name", |marks| Inline::Entity {
        kind: EntityKind::Other(marks.word("article.blocks.entities")),
        value: marks.some("article.blocks.entities"),
        scheme: marks.some("article.blocks.entities"),
        content: line(marks, "article.blocks.text"),
    });
    inline(all, "raw in a line", |marks| Inline::Raw {
        format: "html".to_owned(),
        value: format!("<b>{}</b>", marks.word("article.blocks.raw")),
    });
}
