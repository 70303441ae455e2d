use std::collections::BTreeSet;

use crate::{
    Article, Block, Content, Headline, Id, Inline, Link, LinkRel, Media, Person, Piece, Place, Rights,
    Subject, Text, Walk,
};

/// Path of a part of a field, such as `article.people.email` or `article.blocks.raw`.
pub type PartName = &'static str;

/// The parts of fields that one target holds and another has no place for.
///
/// What no target needs is no part: where a value came from (`origin`), the source's own words beside what they mean
/// (`written`), safe copies of HTML (`sanitized`), base addresses, spans, certainties, what a paragraph or subject is
/// taken for, and numbers that only tell how values of a list belong together. `bylines` as a part are those that name
/// none of the authors, `links.href` the addresses of related stories that have a title, `media.caption` captions of a
/// file that has one already, `media.credits` those after the first, `blocks.media` the files of figures that have no
/// address.
///
/// ```
/// use wirecopy_model::{Article, Parts, Person};
///
/// let person = Person { email: Some("ida@example.org".to_owned()), ..Person::default() };
/// let article = Article { people: vec![person], ..Article::default() };
/// let mut found = Vec::new();
/// Parts::count(&article, &mut |part, count| found.push((part, count)));
/// assert_eq!(found, [("article.people.email", 1)]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Parts;

impl Parts {
    /// Calls `found` with the name of each part that `article` has, and how often; a part may come several times.
    pub fn count(article: &Article, found: &mut dyn FnMut(PartName, usize)) {
        let mut add = |part: PartName, held: bool| {
            if held {
                found(part, 1);
            }
        };
        add("article.id.role", article.id.as_ref().is_some_and(|id| id.role.is_some()));
        for Id { role, .. } in &article.alt_ids {
            add("article.alt_ids.role", role.is_some());
        }
        for Headline { text, .. } in &article.headlines {
            add("article.headlines.language", has_language(text));
        }
        for line in &article.sluglines {
            add("article.sluglines.separator", line.separator.is_some());
        }
        let mut authors = article.authors().filter_map(|author| author.name.as_deref()).peekable();
        if authors.peek().is_some() {
            let authors: Vec<&str> = authors.take(MOST_AUTHORS).collect();
            for line in &article.bylines {
                add("article.bylines", !authors.iter().any(|author| line.value.contains(author)));
            }
        }
        for line in &article.bylines {
            add("article.bylines.language", has_language(line));
        }
        for line in &article.datelines {
            add("article.datelines.place", line.place.is_some());
            add("article.datelines.agency", line.agency.is_some());
            add("article.datelines.date", line.date.is_some());
        }
        for line in &article.credit_lines {
            add("article.credit_lines.language", has_language(line));
        }
        for person in &article.people {
            person_parts(person, &mut add);
        }
        link_parts(article, &mut add);
        for subject in &article.subjects {
            subject_parts(subject, &mut add);
        }
        for place in &article.places {
            place_parts(place, &mut add);
        }
        for content in &article.contents {
            content_parts(content, article.language.as_deref(), &mut add);
        }
        let mut addresses = BTreeSet::new();
        for media in &article.media {
            let is_again = media.url.as_deref().is_some_and(|url| !addresses.insert(url));
            add("article.media.caption", is_again && media.caption.is_some());
            media_parts(media, &mut add);
        }
        for rights in &article.rights {
            rights_parts(rights, &mut add);
        }
        for correction in &article.corrections {
            add("article.corrections.date", correction.date.is_some());
            add("article.corrections.of", correction.of.is_some());
            add("article.corrections.language", has_language(&correction.text));
        }
        block_parts(&article.blocks, &mut add);
    }

    /// All parts, in the order of the fields.
    pub const ALL: &'static [PartName] = &[
        "article.id.role",
        "article.alt_ids.role",
        "article.headlines.language",
        "article.sluglines.separator",
        "article.bylines",
        "article.bylines.language",
        "article.datelines.place",
        "article.datelines.agency",
        "article.datelines.date",
        "article.credit_lines.language",
        "article.people.names",
        "article.people.uris",
        "article.people.email",
        "article.people.url",
        "article.people.avatar",
        "article.people.title",
        "article.people.affiliation",
        "article.people.extensions",
        "article.links.href",
        "article.links.title",
        "article.links.media_type",
        "article.links.hreflang",
        "article.links.length",
        "article.links.extensions",
        "article.subjects.scheme",
        "article.subjects.uri",
        "article.subjects.names",
        "article.subjects.relevance",
        "article.subjects.extensions",
        "article.places.address",
        "article.places.coordinates",
        "article.places.role",
        "article.contents.role",
        "article.contents.language",
        "article.media.type",
        "article.media.length",
        "article.media.size",
        "article.media.duration",
        "article.media.title",
        "article.media.caption",
        "article.media.credits",
        "article.media.alt",
        "article.media.rights",
        "article.media.extensions",
        "article.rights.holder",
        "article.rights.usage_terms",
        "article.rights.license",
        "article.rights.encoded",
        "article.corrections.date",
        "article.corrections.of",
        "article.corrections.language",
        "article.blocks.links",
        "article.blocks.links.title",
        "article.blocks.images.title",
        "article.blocks.struck",
        "article.blocks.ruby",
        "article.blocks.language",
        "article.blocks.entities",
        "article.blocks.quotation.cite",
        "article.blocks.quote.cite",
        "article.blocks.list.start",
        "article.blocks.code.language",
        "article.blocks.table.spans",
        "article.blocks.media",
        "article.blocks.media.url",
        "article.blocks.media.title",
        "article.blocks.media.caption",
        "article.blocks.media.credits",
        "article.blocks.media.alt",
        "article.blocks.media.rights",
        "article.blocks.embeds",
        "article.blocks.embeds.kind",
        "article.blocks.embeds.title",
        "article.blocks.related.href",
        "article.blocks.aside.role",
        "article.blocks.raw",
    ];
}

/// Beyond so many authors no byline is compared with their names.
const MOST_AUTHORS: usize = 32;

type Add<'a> = dyn FnMut(PartName, bool) + 'a;

fn has_language(text: &Text) -> bool {
    text.language.is_some()
}

fn person_parts(person: &Person, add: &mut Add<'_>) {
    add("article.people.names", !person.names.is_empty());
    add("article.people.uris", !person.uris.is_empty());
    add("article.people.email", person.email.is_some());
    add("article.people.url", person.url.is_some());
    add("article.people.avatar", person.avatar.is_some());
    add("article.people.title", person.title.is_some());
    add("article.people.affiliation", person.affiliation.is_some());
    add("article.people.extensions", !person.extensions.is_empty());
}

fn link_parts(article: &Article, add: &mut Add<'_>) {
    let is_file = |link: &&Link| link.rel == LinkRel::Enclosure;
    // what a link says of a file, the file itself says
    let files: BTreeSet<&str> = if article.links.iter().any(|link| is_file(&link)) {
        article.media.iter().filter_map(|media| media.url.as_deref()).collect()
    } else {
        BTreeSet::new()
    };
    for link in article.links.iter().filter(|link| !(is_file(link) && files.contains(link.href.as_str()))) {
        // the title of a related story is its name
        let is_named = link.rel == LinkRel::Related && link.title.is_some();
        add("article.links.href", is_named);
        add("article.links.title", link.title.is_some() && link.rel != LinkRel::Related);
        add("article.links.media_type", link.media_type.is_some());
        add("article.links.hreflang", link.hreflang.is_some());
        add("article.links.length", link.length.is_some());
        add("article.links.extensions", !link.extensions.is_empty());
    }
}

fn subject_parts(subject: &Subject, add: &mut Add<'_>) {
    add("article.subjects.scheme", subject.scheme.is_some());
    add("article.subjects.uri", subject.uri.is_some());
    add("article.subjects.names", subject.names.len() > 1);
    add("article.subjects.relevance", subject.relevance.is_some());
    add("article.subjects.extensions", !subject.extensions.is_empty());
}

fn place_parts(place: &Place, add: &mut Add<'_>) {
    let address = [&place.city, &place.region, &place.country];
    add("article.places.address", address.into_iter().any(Option::is_some));
    add("article.places.coordinates", place.shape.is_some() || place.coordinates.is_some());
    add("article.places.role", place.role.is_some());
}

fn content_parts(content: &Content, language: Option<&str>, add: &mut Add<'_>) {
    add("article.contents.role", content.role.is_some());
    let stated = content.language.as_deref();
    add("article.contents.language", language.is_some() && stated.is_some() && stated != language);
}

fn media_parts(media: &Media, add: &mut Add<'_>) {
    add("article.media.type", media.media_type.is_some());
    add("article.media.length", media.length.is_some());
    add("article.media.size", media.width.is_some() || media.height.is_some());
    add("article.media.duration", media.duration.is_some());
    add("article.media.title", media.title.is_some());
    add("article.media.credits", media.credits.len() > 1);
    add("article.media.alt", media.alt.is_some());
    add("article.media.rights", media.rights.is_some());
    add("article.media.extensions", !media.extensions.is_empty());
}

fn rights_parts(rights: &Rights, add: &mut Add<'_>) {
    add("article.rights.holder", rights.holder.is_some());
    add("article.rights.usage_terms", rights.usage_terms.is_some());
    add("article.rights.license", rights.license.is_some());
    add("article.rights.encoded", rights.encoded.is_some());
}

fn block_parts(blocks: &[Block], add: &mut Add<'_>) {
    for piece in Walk::new(blocks) {
        match piece {
            Piece::Inline(inline) => inline_parts(inline, add),
            Piece::Block(Block::Quote { cite, .. }) => add("article.blocks.quote.cite", cite.is_some()),
            Piece::Block(Block::List { start, .. }) => {
                add("article.blocks.list.start", start.is_some_and(|start| start != 1));
            }
            Piece::Block(Block::Code { language, .. }) => {
                add("article.blocks.code.language", language.is_some());
            }
            Piece::Block(Block::Table { rows, .. }) => {
                let mut cells = rows.iter().flat_map(|row| &row.cells);
                let spans = cells.any(|cell| cell.colspan.is_some() || cell.rowspan.is_some());
                add("article.blocks.table.spans", spans);
            }
            Piece::Block(Block::Figure { media, .. }) => {
                for media in media {
                    add("article.blocks.media", media.url.is_none());
                    add("article.blocks.media.url", media.url.is_some());
                    add("article.blocks.media.title", media.title.is_some());
                    add("article.blocks.media.caption", media.caption.is_some());
                    add("article.blocks.media.credits", !media.credits.is_empty());
                    add("article.blocks.media.alt", media.alt.is_some());
                    add("article.blocks.media.rights", media.rights.is_some());
                }
            }
            Piece::Block(Block::Embed { kind, title, .. }) => {
                add("article.blocks.embeds", true);
                add("article.blocks.embeds.kind", kind.is_some());
                add("article.blocks.embeds.title", title.is_some());
            }
            Piece::Block(Block::RelatedLink { href, .. }) => {
                add("article.blocks.related.href", href.is_some());
            }
            Piece::Block(Block::Aside { role, .. }) => add("article.blocks.aside.role", role.is_some()),
            Piece::Block(Block::Raw { .. }) => add("article.blocks.raw", true),
            Piece::Block(_) => {}
        }
    }
}

fn inline_parts(inline: &Inline, add: &mut Add<'_>) {
    match inline {
        Inline::Strike { .. } => add("article.blocks.struck", true),
        Inline::Link { title, .. } => {
            add("article.blocks.links", true);
            add("article.blocks.links.title", title.is_some());
        }
        Inline::Image { title, .. } => {
            add("article.blocks.media.url", true);
            add("article.blocks.images.title", title.is_some());
        }
        Inline::Quotation { cite, .. } => add("article.blocks.quotation.cite", cite.is_some()),
        Inline::Span { .. } => add("article.blocks.language", true),
        Inline::Ruby { .. } => add("article.blocks.ruby", true),
        Inline::Entity { .. } => add("article.blocks.entities", true),
        Inline::Raw { .. } => add("article.blocks.raw", true),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_of_a_field() {
        for part in Parts::ALL {
            let field = part.split('.').nth(1).unwrap_or_default();
            assert!(part.starts_with("article.") && crate::Fields::ALL.contains(&field), "{part}");
        }
    }

    #[test]
    fn every_part_found_is_listed() {
        let article = Article {
            people: vec![Person { title: Some("Editor".to_owned()), ..Person::default() }],
            media: vec![Media { alt: Some("A quay".to_owned()), ..Media::default() }],
            blocks: vec![Block::Raw { format: "html".to_owned(), value: "<br>".to_owned() }],
            ..Article::default()
        };
        let mut found = Vec::new();
        Parts::count(&article, &mut |part, count| found.push((part, count)));
        assert_eq!(found, [("article.people.title", 1), ("article.media.alt", 1), ("article.blocks.raw", 1)]);
        assert!(found.iter().all(|(part, _)| Parts::ALL.contains(part)));
    }
}
