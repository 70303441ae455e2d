//! The importer `markdown`.

use std::fmt::Write;

use sha2::{Digest, Sha256};
use wirecopy_body::{CommonmarkOptions, commonmark_to_blocks};
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, RecordReader,
};
use wirecopy_model::{
    Article, Certainty, Content, ContentKind, Id, IdOrigin, Inference, Piece, Record, Shared, Source, Walk,
};

use crate::matter::{self, Field};
use crate::stated::{Stated, stated};
use crate::{FORMAT, Markdown};

impl Importer for Markdown {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches('\u{feff}');
        let is_hinted = head.is_hinted(&FORMAT);
        if text.contains('\0') {
            Confidence::No
        } else if matter::is_likely(text) {
            if is_hinted || head.extension.is_none() { Confidence::Likely } else { Confidence::Hinted }
        } else if !is_hinted {
            Confidence::No
        } else if text.trim().is_empty() {
            Confidence::Hinted
        } else {
            Confidence::Likely
        }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base().map(|base| Shared::from(base.as_str()));
        let Input { bytes, content_type, .. } = input;
        let decoded = decode_all(bytes, &Hints::text(content_type.as_deref()), cx)?;
        let mut article = article(&decoded, options, cx);
        article.source = name.clone();
        article.base.clone_from(&base);
        let source = Source {
            name,
            format: Shared::from(FORMAT.name),
            encoding: Some(decoded.encoding),
            base,
            content_type,
            ..Source::default()
        };
        let records = vec![Record::Source(Box::new(source)), Record::Article(Box::new(article))];
        Ok(Box::new(records.into_iter()))
    }
}

/// Gives the records of a file.
fn article(decoded: &Decoded, options: &Options, cx: &mut Cx<'_>) -> Article {
    let text = decoded.text.as_str();
    let (fields, body_start) = match matter::read(text) {
        None => (Vec::new(), 0),
        Some(Ok(matter)) => (matter.fields, matter.end),
        Some(Err(broken)) => {
            let message =
                format!("what begins the text is no front matter and read as part of it: {}", broken.why);
            cx.report(
                Diagnostic::note("markdown.front.broken", crate::one_line(&message))
                    .at(decoded.span(broken.place))
                    .hint("if it is meant to be, put it right"),
            );
            (Vec::new(), 0)
        }
    };
    let span = |field: &Field| decoded.span(field.place.clone());
    let Stated { mut article, related, body } = stated(&fields, &span, cx);
    let body_text = text.get(body_start..).unwrap_or_default();
    let place =
        |range: std::ops::Range<usize>| decoded.span(body_start + range.start..body_start + range.end);
    let reading = CommonmarkOptions {
        gfm: options.text("extensions") != Some("none"),
        footnotes: options.is_on("footnotes"),
        between: &related,
        span: Some(&place),
    };
    article.blocks = commonmark_to_blocks(body_text, &reading, cx);
    // an empty body is one where something else is said to be the summary
    if !body_text.trim().is_empty() || body.is_some() || !article.contents.is_empty() {
        let content = Content {
            kind: body.unwrap_or(ContentKind::Full),
            media_type: "text/markdown".into(),
            value: body_text.to_owned(),
            span: Some(decoded.span(body_start..text.len())),
            ..Content::default()
        };
        article.contents.insert(0, content);
    }
    captions(&mut article);
    if article.id.is_none() {
        article.id = Some(derived(text));
    }
    article.span = Some(decoded.span(0..text.len()));
    article
}

/// Says so where the text under pictures was taken for captions.
fn captions(article: &mut Article) {
    let is_told = |piece: Piece<'_>| match piece {
        Piece::Block(wirecopy_model::Block::Figure { caption, .. }) => !caption.is_empty(),
        _ => false,
    };
    if Walk::new(&article.blocks).any(is_told) {
        article.inferred.push(Inference {
            field: "captions".into(),
            certainty: Certainty::thousandths(900),
            evidence: vec!["stressed text right after a picture".into()],
        });
    }
}

/// The hash of a text.
fn derived(text: &str) -> Id {
    let mut value = String::from("sha256:");
    for byte in Sha256::digest(text.as_bytes()) {
        // a `String` takes everything
        let _ = write!(value, "{byte:02x}");
    }
    Id { value, origin: IdOrigin::Derived, ..Id::default() }
}
