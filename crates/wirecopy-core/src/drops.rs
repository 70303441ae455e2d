use std::collections::BTreeMap;

use crate::{Code, Cx, Diagnostic};

/// What a sink leaves out of fields that its format carries: counted by part, and reported once, at the end.
///
/// ```
/// use wirecopy_core::{Cx, Drops, Findings, Limits, Policy, Severity};
///
/// let mut drops = Drops::new("csv.part.lost", "csv");
/// drops.add("article.people.email", 2);
/// drops.add("article.people.email", 0);
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// drops.report(&mut Cx::new(&limits, &policy, &mut findings));
/// assert_eq!(findings.kept()[0].message, "`csv` has no place for 2 values of `people.email`");
/// ```
#[derive(Clone, Debug)]
pub struct Drops {
    code: Code,
    format: &'static str,
    lost: BTreeMap<&'static str, u64>,
}

impl Drops {
    /// No drops yet. They will be reported under `code`, for the format of this name.
    pub fn new(code: Code, format: &'static str) -> Self {
        Self { code, format, lost: BTreeMap::new() }
    }

    /// Counts `count` values of the part `path` (such as `article.people.email`) as left out.
    pub fn add(&mut self, path: &'static str, count: usize) {
        if count > 0 {
            *self.lost.entry(path).or_default() += u64::try_from(count).unwrap_or(u64::MAX);
        }
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty()
    }

    /// Reports a loss for each part, in order of their paths, and begins anew.
    pub fn report(&mut self, cx: &mut Cx<'_>) {
        for (path, count) in std::mem::take(&mut self.lost) {
            let values = if count == 1 { "value" } else { "values" };
            let part = path.strip_prefix("article.").unwrap_or(path);
            let message = format!("`{}` has no place for {count} {values} of `{part}`", self.format);
            cx.report(Diagnostic::loss(self.code, message).on(path).hint("`--to jsonl` keeps everything"));
        }
    }
}
