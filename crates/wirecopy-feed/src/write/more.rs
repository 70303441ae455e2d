//! Dates, subjects and places.

use wirecopy_model::{DateRole, Place, RoleDate, Subject};

use super::date::{rfc822, rfc3339};
use super::sheet::{Dialect, Module, Sheet};
use super::xml::QName;

impl Sheet<'_, '_> {
    /// Writes dates.
    pub(crate) fn dates(&mut self, dates: &[RoleDate]) {
        self.begin_list();
        let mut written: Vec<&DateRole> = Vec::new();
        let has_own = |role: &DateRole| dates.iter().any(|date| date.role == *role && date.origin.is_none());
        for date in dates {
            let module = date.origin.as_deref().and_then(|origin| self.page.named(origin));
            let is_native = self.page.dialect == Dialect::Atom
                && !self.page.same
                && matches!(date.role, DateRole::Published | DateRole::Updated)
                && !written.contains(&&date.role)
                && !has_own(&date.role)
                && rfc3339(&date.date).is_some();
            if let Some(module) = module.filter(|module| !is_native || self.is_view(module)) {
                if !self.is_view(&module) {
                    self.date_in(&module, date);
                }
                continue;
            }
            // what a field of another format said, in Atom's own words for an entry that was given none
            let is_again = written.contains(&&date.role);
            if is_again && !self.page.same {
                self.page.drops.add("article.dates", 1);
                continue;
            }
            written.push(&date.role);
            match self.page.dialect {
                Dialect::Rss => self.rss_date(date),
                Dialect::Atom => self.atom_date(date),
            }
        }
    }

    fn rss_date(&mut self, date: &RoleDate) {
        let local = match &date.role {
            DateRole::Published => "pubDate",
            DateRole::Built => "lastBuildDate",
            DateRole::Expires if self.page.same => "expirationDate",
            _ => return self.other_date(date),
        };
        let Some(text) = self.form(date, Dialect::Rss) else { return self.other_date(date) };
        let uri = self.page.xml.bound(None).map(str::to_owned);
        self.leaf(QName { uri: uri.as_deref(), prefix: None, local }, &[], &text);
    }

    fn atom_date(&mut self, date: &RoleDate) {
        let local = match &date.role {
            DateRole::Published => "published",
            DateRole::Updated | DateRole::Built => "updated",
            DateRole::Created if self.page.same => "created",
            _ => return self.other_date(date),
        };
        let Some(text) = self.form(date, Dialect::Atom) else { return self.other_date(date) };
        let name = self.page.own(local);
        self.leaf(name, &[], &text);
    }

    /// A date in the form of a format. `None`: it has none in it.
    pub(crate) fn form(&mut self, date: &RoleDate, dialect: Dialect) -> Option<String> {
        if self.page.faithful && self.page.same {
            return Some(date.date.written.clone());
        }
        let text = match dialect {
            Dialect::Rss => rfc822(&date.date),
            Dialect::Atom => rfc3339(&date.date),
        }?;
        if text != date.date.written {
            // the point in time stays, the words do not
            self.page.drops.add("article.dates.written", 1);
        }
        Some(text)
    }

    /// A date that the format has no element for, or that is not exact enough for it.
    pub(crate) fn other_date(&mut self, date: &RoleDate) {
        let text = date.date.value.map_or_else(|| date.date.written.clone(), |value| value.to_string());
        if text != date.date.written {
            self.page.drops.add("article.dates.written", 1);
        }
        let local = match &date.role {
            DateRole::Published => return self.in_module("dc", "date", &text),
            DateRole::Updated if self.page.dialect == Dialect::Rss => {
                if let Some(exact) = rfc3339(&date.date) {
                    return self.in_module("atom", "updated", &exact);
                }
                "modified"
            }
            DateRole::Updated | DateRole::Built => "modified",
            DateRole::Created => "created",
            DateRole::Expires => "valid",
            _ => return self.page.drops.add("article.dates", 1),
        };
        self.in_module("dcterms", local, &text);
    }

    pub(crate) fn date_in(&mut self, module: &Module, date: &RoleDate) {
        let is_atom = module.is_atom();
        let text = if is_atom && !(self.page.faithful) { rfc3339(&date.date) } else { None };
        let is_dc = module.is(crate::namespace::Ns::Dc) || module.is(crate::namespace::Ns::DcTerms);
        let value = date.date.value.filter(|_| is_dc && !self.page.same).map(|value| value.to_string());
        let text = text.or(value).unwrap_or_else(|| date.date.written.clone());
        if text != date.date.written {
            self.page.drops.add("article.dates.written", 1);
        }
        self.leaf(module.name(), &[], &text);
    }

    /// Writes subjects.
    pub(crate) fn subjects(&mut self, subjects: &[Subject]) {
        self.begin_list();
        for subject in subjects {
            let module = subject.origin.as_deref().and_then(|origin| self.page.named(origin));
            // what Media RSS says of them stays in extensions, of the file or its group perhaps
            let is_of_file = |module: &Module| module.is(crate::namespace::Ns::Media) && self.page.from_xml;
            if module.as_ref().is_some_and(|module| self.is_view(module) || is_of_file(module)) {
                continue;
            }
            let drops = &mut self.page.drops;
            drops.add("article.subjects.uri", usize::from(subject.uri.is_some()));
            drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
            drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
            if let Some(module) = module.filter(|module| !module.is_atom()) {
                let term = if subject.term.is_empty() { subject.label() } else { &subject.term };
                self.owner(
                    module.name(),
                    &[],
                    &subject.extensions,
                    "article.subjects.extensions",
                    |xml, _| {
                        xml.text(term);
                    },
                );
                continue;
            }
            let label = subject.names.first().map(|name| name.value.as_str());
            let is_atom = self.page.dialect == Dialect::Atom || subject.origin.is_some() || label.is_some();
            let extensions = &subject.extensions;
            if is_atom {
                let Some(module) = self.page.module("atom", "category") else { continue };
                let mut attributes = Vec::new();
                if !subject.term.is_empty() || !self.page.same {
                    attributes.push((
                        "term",
                        if subject.term.is_empty() { subject.label() } else { &subject.term },
                    ));
                }
                attributes.extend(subject.scheme.as_deref().map(|scheme| ("scheme", scheme)));
                attributes.extend(label.map(|label| ("label", label)));
                let tag = subject.names.first().and_then(|name| name.language.as_deref());
                attributes.extend(tag.map(|tag| ("xml:lang", tag)));
                self.owner(module.name(), &attributes, extensions, "article.subjects.extensions", |_, _| {});
            } else {
                let uri = self.page.xml.bound(None).map(str::to_owned);
                let name = QName { uri: uri.as_deref(), prefix: None, local: "category" };
                let domain = subject.scheme.as_deref().map(|scheme| ("domain", scheme));
                let attributes: Vec<_> = domain.into_iter().collect();
                self.owner(name, &attributes, extensions, "article.subjects.extensions", |xml, _| {
                    xml.text(&subject.term);
                });
            }
        }
    }

    /// Writes places: their shapes by `GeoRSS`.
    pub(crate) fn places(&mut self, places: &[Place]) {
        for place in places {
            if let Some(origin) = place.origin.as_deref().filter(|_| self.page.from_xml) {
                let module = self.page.named(origin).filter(|module| {
                    module.is(crate::namespace::Ns::Dc) || module.is(crate::namespace::Ns::DcTerms)
                });
                // of all others extensions have the element
                if let (Some(module), Some(name)) = (module, &place.name) {
                    self.leaf(module.name(), &[], name);
                }
                continue;
            }
            let is_shape = place.shape.as_deref().filter(|shape| {
                matches!(*shape, "point" | "line" | "polygon" | "box" | "circle") && place.srs.is_none()
            });
            let mut held = 0;
            if let (Some(shape), Some(coordinates)) = (is_shape, &place.coordinates) {
                let radius = place.radius.as_deref().filter(|_| shape == "circle").unwrap_or_default();
                self.in_module("georss", shape, format!("{coordinates} {radius}").trim_end());
                held = 1;
            }
            if let Some(name) = &place.name {
                self.in_module("georss", "featureName", name);
            }
            let others = [
                &place.city,
                &place.region,
                &place.country,
                &place.elevation,
                &place.floor,
                &place.feature_type,
                &place.role,
            ];
            let lost = others.into_iter().filter(|other| other.is_some()).count()
                + usize::from(held == 0 && place.coordinates.is_some());
            self.page.drops.add("article.places", lost);
        }
    }
}
