//! Elements of Atom that hold text and no elements of the format: one whose end tag was forgotten ends where the next
//! begins.

/// Elements with text alone, by their names.
const LEAVES: [&str; 11] = [
    "title",
    "subtitle",
    "tagline",
    "link",
    "id",
    "updated",
    "published",
    "modified",
    "issued",
    "created",
    "email",
];

/// Elements that never stand in one of those. All are no HTML, but for `title` and `link`, which stand in no text.
const OTHERS: [&str; 15] = [
    "title",
    "subtitle",
    "tagline",
    "link",
    "id",
    "updated",
    "published",
    "modified",
    "issued",
    "created",
    "entry",
    "category",
    "author",
    "summary",
    "content",
];

/// Whether the innermost element ends where another begins, by their names as written.
pub(crate) fn ends_at(open: &str, next: &str) -> bool {
    // most elements stand in `entry` or `feed`
    !matches!(open, "entry" | "feed") && LEAVES.contains(&open) && OTHERS.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_of_text_ends_where_another_element_begins() {
        assert!(ends_at("title", "link") && ends_at("id", "title") && ends_at("updated", "entry"));
        for (open, next) in [("entry", "title"), ("content", "link"), ("title", "b"), ("a:title", "link")] {
            assert!(!ends_at(open, next), "{open} {next}");
        }
    }
}
