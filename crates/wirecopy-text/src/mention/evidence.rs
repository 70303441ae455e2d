//! What shows what a name names.

use wirecopy_model::{Certainty, MentionKind};

/// Something that shows what a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub kind: MentionKind,
    /// In thousandths.
    pub certainty: u16,
    pub rule: &'static str,
}

impl Sign {
    pub(super) const fn person(certainty: u16, rule: &'static str) -> Self {
        Self { kind: MentionKind::Person, certainty, rule }
    }

    pub(super) const fn organization(certainty: u16, rule: &'static str) -> Self {
        Self { kind: MentionKind::Organization, certainty, rule }
    }

    pub(super) const fn place(certainty: u16, rule: &'static str) -> Self {
        Self { kind: MentionKind::Place, certainty, rule }
    }

    /// A name of which nothing shows what it names.
    pub(super) const NAME: Self = Self { kind: MentionKind::Name, certainty: 700, rule: "capitals" };

    pub(super) fn certainty(self) -> Certainty {
        Certainty::thousandths(self.certainty)
    }
}

/// The surest sign for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub person: Option<Sign>,
    pub organization: Option<Sign>,
    pub place: Option<Sign>,
}

/// Signs for different kinds that are less than this apart contradict each other.
const APART: u16 = 25;

impl Signs {
    pub(super) fn add(&mut self, sign: Sign) {
        let slot = match sign.kind {
            MentionKind::Person => &mut self.person,
            MentionKind::Organization => &mut self.organization,
            MentionKind::Place => &mut self.place,
            _ => return,
        };
        if slot.is_none_or(|known| known.certainty < sign.certainty) {
            *slot = Some(sign);
        }
    }

    pub(super) fn add_all(&mut self, other: Self) {
        for sign in [other.person, other.organization, other.place].into_iter().flatten() {
            self.add(sign);
        }
    }

    /// The sign that outdoes those for other kinds. `None`: there is none, or they contradict one another.
    pub(super) fn best(self) -> Option<Sign> {
        let all = || [self.person, self.organization, self.place].into_iter().flatten();
        let best = all().max_by_key(|sign| sign.certainty)?;
        let others = all().filter(|sign| sign.kind != best.kind);
        others.map(|sign| sign.certainty + APART).all(|least| best.certainty >= least).then_some(best)
    }
}
