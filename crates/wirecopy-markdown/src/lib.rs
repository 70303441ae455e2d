//! Articles to Markdown with front matter.
