//! Lists of pictures at several sizes.
//!
//! # Source
//! HTML Living Standard, § 4.8.4.2.2 (parsing a srcset attribute).

/// The candidates of `set`: address and description each.
pub(crate) fn candidates(set: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at_checked(end)?;
        let bare = address.trim_end_matches(',');
        if bare.len() < address.len() {
            rest = after;
            return Some((bare, ""));
        }
        let mut depth = 0_usize;
        let comma = after.bytes().position(|byte| {
            match byte {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            byte == b',' && depth == 0
        });
        let (description, after) = after.split_at_checked(comma.unwrap_or(after.len()))?;
        rest = after;
        Some((address, description.trim_matches(|c: char| c.is_ascii_whitespace())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(set: &str, expected: &[(&str, &str)]) {
        assert_eq!(candidates(set).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn candidates_as_the_standard_has_them() {
        check("a.jpg 1x, b.jpg 2x", &[("a.jpg", "1x"), ("b.jpg", "2x")]);
        check(" a.jpg,b.jpg 2x ,, c,d.jpg", &[("a.jpg,b.jpg", "2x"), ("c,d.jpg", "")]);
        check("a.jpg, b.jpg 100w", &[("a.jpg", ""), ("b.jpg", "100w")]);
        check(
            "data:image/png;base64,AA 1x, b (x,y) z",
            &[("data:image/png;base64,AA", "1x"), ("b", "(x,y) z")],
        );
        check(" , ", &[]);
    }
}
