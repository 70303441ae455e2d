//! The form of the language data: sections of lines.

/// The lines of a data file with the name of the section they stand in, comments and blank lines left out.
pub(crate) fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().map(str::trim).filter_map(move |line| {
        if line.is_empty() || line.starts_with("# ") || line == "#" {
            return None;
        }
        let name = line
            .strip_prefix('[')
            .and_then(|line| line.split_once(']'))
            .filter(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        if let Some((name, _)) = name {
            section = name;
            return None;
        }
        Some((section, line))
    })
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn lines_know_their_section() {
        let found: Vec<_> = sections("# about\n[by]\nby\n###\n\n[end] (phrases)\n-30-\n").collect();
        assert_eq!(found, [("by", "by"), ("by", "###"), ("end", "-30-")]);
    }
}
