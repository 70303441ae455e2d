//! The elements of HTML that mean something here.

macro_rules! elements {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// An element, by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Element {
            $(#[doc = $name] $variant,)*
            /// Any other: transparent.
            Unknown,
        }

        /// Their names as numbers.
        #[expect(non_upper_case_globals, reason = "called as the elements are")]
        mod keys {
            $(pub(super) const $variant: u64 = super::key($name);)*
        }

        impl Element {
            fn from_key(key: u64) -> Self {
                match key {
                    $(keys::$variant => Self::$variant,)*
                    _ => Self::Unknown,
                }
            }

            /// Its name.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Unknown => "unknown",
                }
            }
        }
    };
}

elements! {
    A "a", Abbr "abbr", Acronym "acronym", Address "address", Applet "applet", Area "area", Article "article",
    Aside "aside", Audio "audio", B "b", Base "base", Bdi "bdi", Bdo "bdo", Big "big", Blockquote "blockquote",
    Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption", Center "center", Cite "cite",
    Code "code", Col "col", Colgroup "colgroup", Data "data", Datalist "datalist", Dd "dd", Del "del",
    Details "details", Dfn "dfn", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt", Em "em", Embed "embed",
    Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Font "font", Footer "footer", Form "form",
    Frame "frame", Frameset "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head",
    Header "header", Hgroup "hgroup", Hr "hr", Html "html", I "i", Iframe "iframe", Img "img", Image "image",
    Input "input", Ins "ins", Kbd "kbd", Label "label", Legend "legend", Li "li", Link "link", Listing "listing",
    Main "main", Map "map", Mark "mark", Marquee "marquee", Math "math", Menu "menu", Meta "meta", Meter "meter",
    Nav "nav", Nobr "nobr", Noembed "noembed", Noframes "noframes", Noscript "noscript", Object "object", Ol "ol",
    Optgroup "optgroup", Option "option", Output "output", P "p", Param "param", Picture "picture",
    Plaintext "plaintext", Pre "pre", Progress "progress", Q "q", Rb "rb", Rp "rp", Rt "rt", Rtc "rtc",
    Ruby "ruby", S "s", Samp "samp", Script "script", Search "search", Section "section", Select "select",
    Small "small", Source "source", Span "span", Strike "strike", Strong "strong", Style "style", Sub "sub",
    Summary "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody", Td "td", Template "template",
    Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time", Title "title", Tr "tr",
    Track "track", Tt "tt", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr", Xmp "xmp",
}

/// Longer names are names of no element.
const LONGEST: usize = 10;

/// A name as a number, whatever its case: one for each, 0 for what can be no name of an element.
const fn key(name: &str) -> u64 {
    let mut rest = name.as_bytes();
    if rest.len() > LONGEST {
        return 0;
    }
    let mut key = 0;
    while let Some((byte, after)) = rest.split_first() {
        let sign = match *byte {
            letter @ b'a'..=b'z' => letter - b'a' + 1,
            letter @ b'A'..=b'Z' => letter - b'A' + 1,
            digit @ b'0'..=b'9' => digit - b'0' + 27,
            b'-' => 37,
            _ => return 0,
        };
        key = (key << 6) | sign as u64;
        rest = after;
    }
    key
}

/// What pages for phones call some elements.
const PHONE: [(u64, Element); 4] = [
    (key("amp-img"), Element::Img),
    (key("amp-iframe"), Element::Iframe),
    (key("amp-video"), Element::Video),
    (key("amp-audio"), Element::Audio),
];

impl Element {
    /// The element called `name`, in any case.
    pub(crate) fn from_name(name: &str) -> Self {
        let key = key(name);
        match Self::from_key(key) {
            Self::Unknown => {
                PHONE.iter().find(|(its, _)| *its == key).map_or(Self::Unknown, |(_, element)| *element)
            }
            known => known,
        }
    }

    /// The element whose name `text` (what follows `<` or `</`) starts with. `None`: it starts with no name.
    pub(crate) fn starts(text: &str) -> Option<Self> {
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        // one byte more than the longest name is enough to tell that it is none
        let length = text.bytes().take(LONGEST + 1).position(ends).unwrap_or(text.len().min(LONGEST + 1));
        text.starts_with(|first: char| first.is_ascii_alphabetic())
            .then(|| text.get(..length).map_or(Self::Unknown, Self::from_name))
    }

    /// Whether, where its content is skipped, its own start tags within count.
    pub(crate) fn nests(self) -> bool {
        matches!(self, Self::Svg | Self::Template | Self::Object | Self::Applet | Self::Canvas)
    }

    /// Whether nothing stands between its tags that belongs to an article: all of it is removed.
    pub(crate) fn is_removed(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Noscript
                | Self::Template
                | Self::Select
                | Self::Textarea
                | Self::Button
                | Self::Datalist
                | Self::Svg
                | Self::Title
                | Self::Applet
                | Self::Noframes
                | Self::Noembed
                | Self::Frameset
                | Self::Progress
                | Self::Meter
        )
    }

    /// Whether its tag alone is removed, being of no use or harm in an article.
    pub(crate) fn is_removed_tag(self) -> bool {
        matches!(self, Self::Input | Self::Frame | Self::Link | Self::Meta | Self::Base | Self::Area)
    }

    /// Level of a heading.
    pub(crate) fn heading_level(self) -> Option<u8> {
        Some(match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => return None,
        })
    }

    /// Whether it stands on lines of its own without being anything itself.
    pub(crate) fn is_container(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Center
                | Self::Dialog
                | Self::Div
                | Self::Fieldset
                | Self::Footer
                | Self::Header
                | Self::Hgroup
                | Self::Legend
                | Self::Main
                | Self::Marquee
                | Self::Nav
                | Self::Search
                | Self::Section
                | Self::Summary
                | Self::Optgroup
                | Self::Option
                | Self::Form
                | Self::Plaintext
        )
    }

    /// Whether it is an inline element that outlives the block it was opened in (the «formatting» elements).
    pub(crate) fn is_formatting(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::B
                | Self::Big
                | Self::Code
                | Self::Em
                | Self::Font
                | Self::I
                | Self::Nobr
                | Self::S
                | Self::Small
                | Self::Strike
                | Self::Strong
                | Self::Tt
                | Self::U
        )
    }

    /// Whether it may stand in the reading of a ruby and leaves it a text.
    pub(crate) fn is_within_reading(self) -> bool {
        self.is_formatting()
            || matches!(self, Self::Unknown | Self::Wbr)
            || (self.is_phrasing() && self != Self::Ruby)
    }

    /// Whether it is another inline element.
    pub(crate) fn is_phrasing(self) -> bool {
        matches!(
            self,
            Self::Abbr
                | Self::Acronym
                | Self::Bdi
                | Self::Bdo
                | Self::Cite
                | Self::Data
                | Self::Del
                | Self::Dfn
                | Self::Ins
                | Self::Kbd
                | Self::Label
                | Self::Mark
                | Self::Output
                | Self::Q
                | Self::Ruby
                | Self::Samp
                | Self::Span
                | Self::Sub
                | Self::Sup
                | Self::Time
                | Self::Var
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case() {
        assert_eq!(Element::from_name("BlockQuote"), Element::Blockquote);
        assert_eq!(Element::from_name("blockquotes"), Element::Unknown);
        assert_eq!(Element::from_name("é"), Element::Unknown);
        assert_eq!(Element::starts("Svg/>"), Some(Element::Svg));
        assert_eq!(Element::starts("svgx "), Some(Element::Unknown));
        assert_eq!(Element::starts(" svg"), None);
    }

    #[test]
    fn no_name_is_longer_than_the_buffer() {
        for element in [Element::Blockquote, Element::Figcaption, Element::Plaintext] {
            assert_eq!(Element::from_name(element.name()), element);
        }
    }
}
