//! The law that nothing is lost in silence, checked by a reader that has nothing in common with the importers.

use wirecopy_loss::{Kept, Piece, Pieces, decoded, json, missing, xml};
use wirecopy_model::EncodingEvidence;

use crate::Run;

/// The texts and attribute values of an XML source that are neither in the records nor in a loss. `None`: the source
/// is not well-formed XML or uses entities of its own, so that an independent reader cannot say what is in it.
///
/// An attribute whose meaning the model expresses by an absent field is named in `implied`, as `name=value`, such as
/// `type=text`. How pieces are looked for says [`wirecopy_loss`].
///
/// # Limits
/// Sources of more than 4 MiB are not looked at.
pub fn lost(bytes: &[u8], run: &Run, implied: &[&str]) -> Option<Vec<Piece>> {
    lost_of(bytes, run, implied, xml)
}

/// The strings and numbers of a JSON source that are neither in the records nor in a loss; keys are no content. `None`:
/// the source is not JSON.
///
/// # Limits
/// As for [`lost`].
pub fn lost_in_json(bytes: &[u8], run: &Run) -> Option<Vec<Piece>> {
    lost_of(bytes, run, &[], json)
}

fn lost_of(bytes: &[u8], run: &Run, implied: &[&str], read: impl Fn(&str) -> Pieces) -> Option<Vec<Piece>> {
    const MOST: usize = 4 << 20;
    if bytes.len() > MOST {
        return None;
    }
    let mut source = wirecopy_loss::source(&run.records).cloned().unwrap_or_default();
    // a guess may be wrong
    source.encoding = source.encoding.filter(|encoding| encoding.evidence != EncodingEvidence::Guess);
    let (text, is_whole) = decoded(bytes, &source)?;
    let pieces = read(&text);
    if !(is_whole && pieces.well_formed) {
        return None;
    }
    let mut kept = Kept::default();
    run.records.iter().for_each(|record| kept.record(record));
    run.findings.iter().for_each(|finding| kept.finding(finding));
    let mut lost = missing(&pieces, &mut kept, implied).pieces;
    // spans count original bytes; only where these are UTF-8 do they tell where in the text a loss is
    let in_place = std::str::from_utf8(bytes).is_ok();
    lost.retain(|piece| !(in_place && kept.is_in_a_loss(piece.end)));
    Some(lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::Diagnostic;
    use wirecopy_model::{Article, Headline, HeadlineRole, Record, Span};

    fn run(title: &str) -> Run {
        let article =
            Article { headlines: vec![Headline::plain(HeadlineRole::Main, title)], ..Article::default() };
        Run { records: vec![Record::Article(Box::new(article))], ..Run::default() }
    }

    fn check(xml: &str, title: &str, expect: &[&str]) {
        let lost = lost(xml.as_bytes(), &run(title), &["kind=plain"]).unwrap();
        assert_eq!(lost.iter().map(|lost: &Piece| lost.text.as_str()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_no_record_holds_is_lost() {
        check("<a><b>Harbour</b></a>", "Harbour", &[]);
        check("<a><b>Harbour</b><c>tide</c></a>", "Harbour", &["tide"]);
        check("<a x='high'>Harbour</a>", "Harbour", &["high"]);
        check("<a x='HIGH'>Harbour</a>", "Harbour high", &[]);
        check("<a xmlns='urn:x' xmlns:y='urn:y' kind='plain'>Harbour</a>", "Harbour", &[]);
    }

    #[test]
    fn what_a_loss_covers_is_not_lost_in_silence() {
        let xml = b"<a><b>Harbour</b><c>tide</c></a>";
        let mut run = run("Harbour");
        run.findings.push(Diagnostic::loss("demo.thing.lost", "too long").at(Span::new(17, 28)));
        assert_eq!(lost(xml, &run, &[]), Some(Vec::new()));
    }

    #[test]
    fn the_law_is_silent_on_what_is_not_well_formed() {
        for xml in ["<a>", "<a></b>", "<a>&nbsp;</a>", "<a/><b/>", "text", "<a x=1/>", "<a>\u{1}</a>", ""] {
            assert_eq!(lost(xml.as_bytes(), &run("x"), &[]), None, "{xml}");
        }
    }
}
