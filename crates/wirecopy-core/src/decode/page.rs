//! Code pages of one byte that the WHATWG standard does not have: those of IBM, EBCDIC among them, and of the Macintosh.

use std::sync::LazyLock;

/// A code page: a character for each byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    labels: Vec<&'static str>,
    /// Whether its first half is ASCII; if not, it is a form of EBCDIC.
    pub(super) is_ascii: bool,
    characters: Vec<char>,
}

static PAGES: LazyLock<Vec<Page>> =
    LazyLock::new(|| include_str!("pages.txt").lines().filter_map(Page::read).collect());

impl Page {
    /// The page of a label of letters and digits, lower case.
    pub(super) fn for_label(label: &str) -> Option<&'static Self> {
        PAGES.iter().find(|page| page.labels.contains(&label))
    }

    /// The commonest form of EBCDIC.
    pub(super) fn ebcdic() -> Option<&'static Self> {
        Self::for_label("ibm037")
    }

    pub(super) fn name(&self) -> &'static str {
        self.labels.first().copied().unwrap_or_default()
    }

    /// The character of a byte. `None`: it has none.
    pub(super) fn character(&self, byte: u8) -> Option<char> {
        let index = match (self.is_ascii, byte) {
            (true, 0..0x80) => return Some(char::from(byte)),
            (true, _) => usize::from(byte) - 0x80,
            (false, _) => usize::from(byte),
        };
        let character = *self.characters.get(index)?;
        (character != '\0' || byte == 0).then_some(match character {
            // what ends a line on these machines
            '\u{85}' if !self.is_ascii => '\n',
            character => character,
        })
    }

    fn read(line: &'static str) -> Option<Self> {
        let (labels, characters) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
        let characters: Vec<char> = characters
            .split(' ')
            .map(|number| u32::from_str_radix(number, 16).ok().and_then(char::from_u32).unwrap_or('\0'))
            .collect();
        Some(Self { labels: labels.split(' ').collect(), is_ascii: characters.len() == 128, characters })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_whole() {
        let page = |label| Page::for_label(label).unwrap();
        assert_eq!(
            PAGES.len(),
            include_str!("pages.txt").lines().filter(|line| !line.starts_with('#')).count()
        );
        assert!(PAGES.iter().all(|page| matches!(page.characters.len(), 128 | 256)));
        assert_eq!(page("cp437").character(0x81), Some('ü'));
        assert_eq!(page("ibm852").character(0x41), Some('A'));
        assert_eq!(page("ebcdiccpus").character(0xC1), Some('A'));
        assert_eq!(page("cp037").character(0x15), Some('\n'));
        assert_eq!(page("ibm869").character(0x80), None);
        assert!(!page("cp500").is_ascii && page("xmacgreek").is_ascii);
    }
}
