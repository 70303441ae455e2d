use std::borrow::Cow;
use std::collections::BTreeMap;

use wirecopy_model::{Article, Content, Extensions, Node};

/// Namespace of the cells of a table that no field of the model holds: counts, and what was worked out elsewhere. They
/// are kept in [`Article::extensions`] under the name of their column, and written again where that column is.
pub const TABLE_NAMESPACE: &str = "urn:wirecopy:table";

/// [`Content::origin`] of a body that is a cell as it stands, and is written as it stands where plain text is asked for.
pub const BODY_CELL: &str = "table:body";

/// Keeps a cell in `extensions`.
///
/// ```
/// use wirecopy_model::Extensions;
///
/// let mut extensions = Extensions::default();
/// wirecopy_table::keep_cell(&mut extensions, "words", "598");
/// assert_eq!(extensions.text_of(0), "598");
/// ```
pub fn keep_cell(extensions: &mut Extensions, column: &str, cell: impl Into<String>) {
    extensions.push(Node::element(0, Some(TABLE_NAMESPACE), None, column));
    extensions.push(Node::text(1, cell));
}

/// The cells that were kept, by column.
#[derive(Default)]
pub(crate) struct Kept<'a>(BTreeMap<&'a str, Cow<'a, str>>);

impl<'a> Kept<'a> {
    pub(crate) fn of(article: &'a Article) -> Self {
        let extensions = &article.extensions;
        let mut cells = BTreeMap::new();
        for index in extensions.top() {
            let name = extensions.nodes.get(index).and_then(|node| node.name.as_deref());
            if let Some(name) = name.filter(|name| name.uri.as_deref() == Some(TABLE_NAMESPACE)) {
                // the first is the one that counts
                cells.entry(&*name.local).or_insert_with(|| text_of(extensions, index));
            }
        }
        Self(cells)
    }

    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(|cell| &**cell)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

fn text_of(extensions: &Extensions, index: usize) -> Cow<'_, str> {
    match extensions.below(index) {
        [Node { text: Some(text), .. }] => Cow::Borrowed(text),
        _ => Cow::Owned(extensions.text_of(index)),
    }
}

/// Whether a content is a cell of plain text as it stands.
pub(crate) fn is_text_cell(content: &Content) -> bool {
    content.origin.as_deref() == Some(BODY_CELL) && content.media_type == "text/plain"
}
