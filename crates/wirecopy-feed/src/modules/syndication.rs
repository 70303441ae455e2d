//! How often a feed changes: RSS 1.0 module Syndication.
//!
//! | element | |
//! | --- | --- |
//! | `sy:updatePeriod`, `sy:updateFrequency`, `sy:updateBase` | [`Syndication`] |
//!
//! They stay in `extensions` whole.

use std::borrow::Cow;

use wirecopy_model::Extensions;

use crate::modules::{Module, Vocabulary};

/// How often a feed changes.
///
/// ```
/// use wirecopy_feed::modules::Syndication;
/// use wirecopy_model::{Extensions, Node};
///
/// let sy = Some("http://purl.org/rss/1.0/modules/syndication/");
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, sy, None, "updatePeriod"));
/// extensions.push(Node::text(1, "hourly"));
/// extensions.push(Node::element(0, sy, None, "updateFrequency"));
/// extensions.push(Node::text(1, "4"));
/// let syndication = Syndication::of(&extensions);
/// assert_eq!((syndication.frequency.as_deref(), syndication.seconds()), (Some("4"), Some(900)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syndication<'a> {
    /// `hourly`, `daily`, `weekly`, `monthly` or `yearly`. `None`: not stated, which means `daily`.
    pub period: Option<Cow<'a, str>>,
    /// How many times in a period, as written. `None`: not stated, which means once.
    pub frequency: Option<Cow<'a, str>>,
    /// From when the periods count, as written.
    pub base: Option<Cow<'a, str>>,
}

impl<'a> Syndication<'a> {
    /// What a feed says among its extensions.
    pub fn of(extensions: &'a Extensions) -> Self {
        let module = Module::of(extensions, Vocabulary::Syndication);
        Self {
            period: module.text("updatePeriod"),
            frequency: module.text("updateFrequency"),
            base: module.text("updateBase"),
        }
    }

    /// Seconds from one change to the next. `None`: nothing is stated, or it is not understood.
    pub fn seconds(&self) -> Option<u64> {
        if self.period.is_none() && self.frequency.is_none() {
            return None;
        }
        let day = 86_400;
        let period = match self.period.as_deref().unwrap_or("daily").to_ascii_lowercase().as_str() {
            "hourly" => 3600,
            "daily" => day,
            "weekly" => 7 * day,
            "monthly" => 30 * day,
            "yearly" => 365 * day,
            _ => return None,
        };
        let frequency = self.frequency.as_deref().unwrap_or("1").parse::<u64>().ok();
        frequency.filter(|frequency| *frequency > 0).map(|frequency| period / frequency)
    }
}
