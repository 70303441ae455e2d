use std::collections::BTreeMap;

use wirecopy_model::{Feed, Shared};

use crate::{Code, Cx, Diagnostic};

/// What a sink leaves out of feeds: counted by field, and reported as one finding, at the end.
///
/// A feed may come more than once, when the source says more of it later; each of its values counts once.
///
/// ```
/// use wirecopy_core::{Cx, FeedDrops, Findings, Limits, Policy};
/// use wirecopy_model::{Feed, Headline, HeadlineRole};
///
/// let feed = Feed {
///     headlines: vec![Headline::plain(HeadlineRole::Main, "Harbour news")],
///     ttl: Some("60".to_owned()),
///     ..Feed::default()
/// };
/// let mut drops = FeedDrops::new("csv.feed.lost");
/// drops.add(&feed, &[]);
/// drops.add(&feed, &[("headlines", 1)]);
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// drops.report("rows hold nothing of the feed itself", &mut Cx::new(&limits, &policy, &mut findings));
/// assert_eq!(findings.kept()[0].message, "rows hold nothing of the feed itself: `headlines`, `ttl`");
/// ```
#[derive(Clone, Debug)]
pub struct FeedDrops {
    code: Code,
    /// The feed that came last, and what is lost of it.
    last: Option<(Shared, Counts)>,
    lost: Counts,
}

type Counts = BTreeMap<usize, usize>;

impl FeedDrops {
    /// No drops yet. They will be reported under `code`.
    pub fn new(code: Code) -> Self {
        Self { code, last: None, lost: Counts::new() }
    }

    /// Counts what `feed` states of itself, less what is `held`: fields by name (such as `headlines`), and how many of
    /// their values are written.
    pub fn add(&mut self, feed: &Feed, held: &[(&str, usize)]) {
        if self.last.as_ref().is_some_and(|(source, _)| *source != feed.source) {
            self.settle();
        }
        let (_, counts) = self.last.get_or_insert_with(|| (feed.source.clone(), Counts::new()));
        for (index, (name, stated)) in stated(feed).into_iter().enumerate() {
            let held = held.iter().filter(|(held, _)| *held == name).map(|(_, count)| count).sum();
            let lost = stated.saturating_sub(held);
            if lost > 0 {
                let count = counts.entry(index).or_default();
                *count = lost.max(*count);
            }
        }
    }

    fn settle(&mut self) {
        for (index, count) in self.last.take().into_iter().flat_map(|(_, counts)| counts) {
            *self.lost.entry(index).or_default() += count;
        }
    }

    /// Reports one loss, if anything was left out: `message`, a colon, and the fields. Begins anew.
    pub fn report(&mut self, message: &str, cx: &mut Cx<'_>) {
        self.settle();
        let names = stated(&Feed::default()).map(|(name, _)| name);
        let fields: Vec<String> = std::mem::take(&mut self.lost)
            .into_iter()
            .filter_map(|(index, count)| {
                let name = names.get(index)?;
                Some(if count == 1 { format!("`{name}`") } else { format!("{count} `{name}`") })
            })
            .collect();
        if !fields.is_empty() {
            let message = format!("{message}: {}", fields.join(", "));
            cx.report(Diagnostic::loss(self.code, message).on("feed").hint("`--to jsonl` keeps everything"));
        }
    }
}

/// How many values a feed states of itself, by field, in the order they are told.
fn stated(feed: &Feed) -> [(&'static str, usize); 24] {
    let one = |present: bool| usize::from(present);
    [
        ("headlines", feed.headlines.len()),
        ("descriptions", feed.descriptions.len()),
        ("id", one(feed.id.is_some())),
        ("links", feed.links.len()),
        ("people", feed.people.len()),
        ("dates", feed.dates.len()),
        ("subjects", feed.subjects.len()),
        ("places", feed.places.len()),
        ("rights", feed.rights.len()),
        ("language", one(feed.language.is_some())),
        ("images", feed.images.len()),
        ("media", feed.media.len()),
        ("generator", one(feed.generator.is_some())),
        ("docs", one(feed.docs.is_some())),
        ("ttl", one(feed.ttl.is_some())),
        ("rating", one(feed.rating.is_some())),
        ("skip_hours", feed.skip_hours.len()),
        ("skip_days", feed.skip_days.len()),
        ("cloud", one(feed.cloud.is_some())),
        ("text_input", one(feed.text_input.is_some())),
        ("info", one(feed.info.is_some())),
        ("complete", one(feed.complete)),
        ("archive", one(feed.archive)),
        ("extensions", feed.extensions.top().count()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Findings, Limits, Policy};

    fn feed(source: &str, hours: usize) -> Feed {
        Feed {
            source: source.into(),
            language: Some("en".into()),
            skip_hours: vec![String::new(); hours],
            ..Feed::default()
        }
    }

    #[track_caller]
    fn check(feeds: &[Feed], held: &[(&str, usize)], expect: &[&str]) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut drops = FeedDrops::new("csv.feed.lost");
        for feed in feeds {
            drops.add(feed, held);
        }
        drops.report("lost", &mut Cx::new(&limits, &policy, &mut findings));
        let messages: Vec<_> = findings.kept().iter().map(|finding| &*finding.message).collect();
        assert_eq!(messages, expect);
    }

    #[test]
    fn a_feed_that_comes_again_counts_once() {
        check(&[feed("a", 2), feed("a", 3)], &[], &["lost: `language`, 3 `skip_hours`"]);
        check(&[feed("a", 2), feed("b", 3)], &[], &["lost: 2 `language`, 5 `skip_hours`"]);
    }

    #[test]
    fn what_is_held_is_not_lost() {
        check(&[feed("a", 1)], &[("language", 1)], &["lost: `skip_hours`"]);
        check(&[feed("a", 1)], &[("language", 1), ("skip_hours", 9)], &[]);
    }
}
