use wirecopy_model::Record;

use crate::{Cx, Diagnostic, Error, Transform};

/// Reports what an article lacks after all gaps were filled, so it belongs behind [`Given`](crate::Given).
///
/// It speaks of articles whose structure was worked out from a bare text only: the items of a feed may do without a
/// title, and what is wrong with them is said where they are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Absent;

impl Transform for Absent {
    fn apply(&mut self, record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Record::Article(article) = &record
            && !article.annotations.is_empty()
            && article.headlines.is_empty()
        {
            cx.report(
                Diagnostic::note("text.title.absent", "the text has no title, and none is made up")
                    .on("article.headlines")
                    .hint("give one with `--meta title=\"…\"`"),
            );
        }
        Ok(Some(record))
    }
}

#[cfg(test)]
mod tests {
    use wirecopy_model::{Annotation, Article, Headline, HeadlineRole};

    use super::*;
    use crate::{Findings, Limits, Policy};

    fn check(article: Article, expect: usize) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        Absent.apply(Record::Article(Box::new(article)), &mut cx).unwrap();
        assert_eq!(findings.kept().len(), expect);
    }

    #[test]
    fn only_a_bare_text_without_title_is_told() {
        let bare = Article { annotations: vec![Annotation::default()], ..Article::default() };
        check(bare.clone(), 1);
        check(Article { headlines: vec![Headline::plain(HeadlineRole::Main, "Port opens")], ..bare }, 0);
        check(Article::default(), 0);
    }
}
