//! The properties Google's page on articles recommends: which are missing.

use wirecopy_core::{Cx, Diagnostic};

use crate::node::{NewsArticle, Whom};

const NAMES: [&str; 7] =
    ["author", "author.name", "author.url", "dateModified", "datePublished", "headline", "image"];

/// How many articles lack each property.
#[derive(Debug, Default)]
pub(crate) struct Recommended {
    articles: u64,
    /// How many the article with the fewest has, and the one with the most.
    range: Option<(usize, usize)>,
    missing: [u64; NAMES.len()],
}

impl Recommended {
    pub(crate) fn count(&mut self, article: &NewsArticle<'_>) {
        let authors = &article.author;
        let has = [
            !authors.is_empty(),
            // an author is only written with a name
            !authors.is_empty(),
            !authors.is_empty() && authors.iter().all(has_address),
            article.date_modified.is_some(),
            article.date_published.is_some(),
            article.headline.is_some(),
            !article.image.is_empty(),
        ];
        let count = has.iter().filter(|has| **has).count();
        let (fewest, most) = self.range.unwrap_or((count, count));
        self.range = Some((fewest.min(count), most.max(count)));
        self.articles += 1;
        for (missing, has) in self.missing.iter_mut().zip(has) {
            *missing += u64::from(!has);
        }
    }

    /// Notes what is missing, if anything is.
    pub(crate) fn report(&self, cx: &mut Cx<'_>) {
        let missing: Vec<_> = NAMES
            .iter()
            .zip(self.missing)
            .filter(|(_, missing)| *missing > 0)
            .map(|(name, missing)| match self.articles {
                1 => format!("`{name}`"),
                articles => format!("`{name}` (in {missing} of {articles} articles)"),
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let there = NAMES.len() - missing.len();
        let where_ = if self.articles == 1 { "are there" } else { "are in every article" };
        let each = match self.range {
            Some((fewest, most)) if fewest < most => format!(", {fewest} to {most} in each"),
            _ => String::new(),
        };
        let message = format!(
            "{there} of {} properties Google recommends {where_}{each}; missing: {}",
            NAMES.len(),
            missing.join(", ")
        );
        cx.report(Diagnostic::note("jsonld.google.missing", message));
    }
}

/// Whether Google can tell an author from others of the name: by a page or a profile. People are counted before they are
/// nodes of their own.
fn has_address(author: &Whom<'_>) -> bool {
    match author {
        Whom::Agent(agent) => agent.url.is_some() || agent.same_as.is_some(),
        Whom::At(_) => true,
    }
}
