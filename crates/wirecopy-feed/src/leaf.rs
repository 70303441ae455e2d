//! Elements of Atom that hold text and no elements of the format: one whose end tag was forgotten ends where the next
//! begins.

/// Elements with text alone, or nothing, by their names. `content` may hold elements of these names.
const LEAVES: [&str; 20] = [
    "title",
    "subtitle",
    "tagline",
    "summary",
    "rights",
    "copyright",
    "link",
    "category",
    "id",
    "updated",
    "published",
    "modified",
    "issued",
    "created",
    "generator",
    "icon",
    "logo",
    "name",
    "email",
    "uri",
];

/// Whether an element never stands in one of those. All are no HTML, but for `title`, `link` and `summary`, which stand in
/// no text.
fn is_other(name: &str) -> bool {
    matches!(name, "entry" | "author" | "contributor" | "content")
        || (name != "name" && LEAVES.contains(&name))
}

/// Whether the innermost element ends where another begins, by their names as written.
pub(crate) fn ends_at(open: &str, next: &str) -> bool {
    // most elements stand in `entry` or `feed`
    !matches!(open, "entry" | "feed") && LEAVES.contains(&open) && is_other(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_of_text_ends_where_another_element_begins() {
        assert!(ends_at("title", "link") && ends_at("id", "title") && ends_at("updated", "entry"));
        for (open, next) in
            [("entry", "title"), ("content", "id"), ("title", "b"), ("a:title", "link"), ("name", "x")]
        {
            assert!(!ends_at(open, next), "{open} {next}");
        }
    }
}
