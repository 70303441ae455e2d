//! How the parser of HTML treats elements: what they close, what closes them.
//!
//! # Source
//! HTML Living Standard, § 13.2.4.2 (the stack of open elements), § 13.2.6.4.7 (in body).

/// Elements that are treated alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any that has no rule of its own.
    Ordinary,
    /// No rule of its own, yet no end tag reaches beyond it.
    Special,
    Paragraph,
    Item,
    /// `dt` and `dd`.
    Definition,
    Heading,
    /// A block that `li`, `dt` and `dd` look through: `div` and `address`.
    Plain,
    Block,
    /// `ul` and `ol`.
    List,
    Dialog,
    Preformatted,
    Form,
    Button,
    Marquee,
    Link,
    Nobr,
    Formatting,
    Rule,
    Break,
    Void,
    /// `source` and `track`.
    Source,
    Table,
    Caption,
    /// `colgroup`.
    Columns,
    /// `col`.
    Column,
    /// `tbody`, `thead`, `tfoot`.
    Rows,
    Row,
    Cell,
    /// `option`.
    Choice,
    /// `optgroup`.
    Choices,
    Ruby,
    /// `rt` and `rp`.
    Reading,
    /// `rb`.
    RubyBase,
    /// `rtc`.
    Readings,
}

impl Shape {
    /// Whether it has no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Self::Rule | Self::Break | Self::Void | Self::Source | Self::Column)
    }

    /// Whether it is opened again in what follows the block it was left open in.
    pub(crate) fn is_formatting(self) -> bool {
        matches!(self, Self::Link | Self::Nobr | Self::Formatting)
    }

    /// Whether it ends by itself where what it stands in ends.
    pub(crate) fn ends_by_itself(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Item
                | Self::Definition
                | Self::Choice
                | Self::Choices
                | Self::Reading
                | Self::RubyBase
                | Self::Readings
        )
    }

    /// Whether end tags of ordinary elements do not reach beyond it.
    pub(crate) fn is_special(self) -> bool {
        !(self.is_formatting()
            || matches!(
                self,
                Self::Ordinary
                    | Self::Dialog
                    | Self::Choice
                    | Self::Choices
                    | Self::Ruby
                    | Self::Reading
                    | Self::RubyBase
                    | Self::Readings
            ))
    }

    /// Whether nothing reaches beyond it: no end tag of a block, no formatting.
    pub(crate) fn is_barrier(self) -> bool {
        matches!(self, Self::Table | Self::Caption | Self::Cell | Self::Marquee)
    }

    pub(crate) fn is_table_part(self) -> bool {
        matches!(self, Self::Caption | Self::Columns | Self::Column | Self::Rows | Self::Row | Self::Cell)
    }

    /// Whether it holds nothing but parts of a table.
    pub(crate) fn holds_parts(self) -> bool {
        matches!(self, Self::Table | Self::Columns | Self::Rows | Self::Row)
    }
}
