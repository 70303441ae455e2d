//! The feed itself: its metadata, and what a later record says more of it.

use wirecopy_core::Cx;
use wirecopy_model::{Article, DateRole, Extensions, Feed, FeedImage, LinkRel, RoleDate};

use super::sheet::{Dialect, Sheet, child};
use super::xml::QName;

impl Sheet<'_, '_> {
    /// Writes the metadata of a feed. `first`: its first article, when the format asks for what the feed does not say.
    /// What of it is missing is told. `is_whole`: it is not only what a later record says more.
    pub(crate) fn feed(
        &mut self,
        feed: &Feed,
        first: Option<&Article>,
        is_whole: bool,
        cx: &mut Cx<'_>,
    ) -> Vec<&'static str> {
        // a channel of RSS may have to be named with the default namespace of its source
        self.left.take(None, "channel");
        let mut missing = Vec::new();
        let supplies = is_whole && !(self.page.faithful && self.page.same);
        let has_title = self.headlines(&feed.headlines, "feed.headlines", cx);
        if is_whole && !has_title {
            let title = first.and_then(|article| article.feed_title.as_deref()).filter(|_| supplies);
            if title.is_none() {
                missing.push("title");
            }
            if supplies {
                let name = self.page.own("title");
                self.leaf(name, &[], title.unwrap_or_default());
            }
        }
        let has_link = self.links(&feed.links);
        let has_description = self.descriptions(&feed.descriptions, cx);
        if self.page.dialect == Dialect::Rss {
            if is_whole && !has_link {
                missing.push("link");
                if supplies {
                    self.leaf(QName::plain("link"), &[], "");
                }
            }
            if is_whole && !has_description {
                missing.push("description");
                if supplies {
                    self.leaf(QName::plain("description"), &[], "");
                }
            }
        }
        self.feed_id(feed, supplies, &mut missing);
        self.feed_dates(feed, first, supplies, &mut missing);
        if let Some(language) = feed.language.as_deref()
            && self.page.dialect == Dialect::Rss
        {
            self.language(language);
        }
        self.people(&feed.people, false);
        self.rights(&feed.rights, false, cx);
        self.subjects(&feed.subjects);
        self.places(&feed.places);
        self.media(&feed.media);
        self.generator(feed);
        self.begin_list();
        for image in &feed.images {
            self.image(image, feed);
        }
        self.channel(feed);
        if let Some(info) = &feed.info {
            if self.page.dialect == Dialect::Atom && self.page.same {
                self.own_text("info", info, cx);
            } else {
                self.page.drops.add("feed.info", 1);
            }
        }
        for (is_so, local) in [(feed.complete, "complete"), (feed.archive, "archive")] {
            if is_so
                && let Some(module) = self.page.module("fh", local)
                && !self.is_view(&module)
            {
                self.leaf(module.name(), &[], "");
            }
        }
        missing
    }

    fn feed_id(&mut self, feed: &Feed, supplies: bool, missing: &mut Vec<&'static str>) {
        self.begin_list();
        if let Some(id) = &feed.id {
            match (id.role.as_deref().and_then(|role| self.page.named(role)), self.page.dialect) {
                (Some(module), _) if self.is_view(&module) => {}
                (Some(module), _) => self.leaf(module.name(), &[], &id.value),
                (None, Dialect::Atom) => {
                    let name = self.page.own("id");
                    self.leaf(name, &[], &id.value);
                }
                (None, Dialect::Rss) => self.in_module("atom", "id", &id.value),
            }
        } else if self.page.dialect == Dialect::Atom && supplies {
            // what the feed says of itself: its own address, else that of its page
            let own = feed.link(&LinkRel::SelfLink).map(|link| link.href.as_str());
            match own.or(feed.url()) {
                Some(id) => {
                    let name = self.page.own("id");
                    self.leaf(name, &[], id);
                }
                None => missing.push("id"),
            }
        }
    }

    fn feed_dates(
        &mut self,
        feed: &Feed,
        first: Option<&Article>,
        supplies: bool,
        missing: &mut Vec<&'static str>,
    ) {
        if self.page.dialect == Dialect::Rss || self.page.same {
            self.dates(&feed.dates);
        }
        if self.page.dialect == Dialect::Rss {
            return;
        }
        let of_role = |roles: &[DateRole], dates: &[RoleDate]| {
            roles.iter().find_map(|role| dates.iter().find(|date| date.role == *role)).cloned()
        };
        let mut rest: Vec<RoleDate> = feed.dates.clone();
        if !self.page.same {
            // a feed of Atom has one date (RFC 4287 § 4.1.1): of others the last one counts
            let roles = [DateRole::Updated, DateRole::Built, DateRole::Published];
            if let Some(date) = of_role(&roles, &feed.dates)
                && let Some(text) = self.form(&date, Dialect::Atom)
            {
                let name = self.page.own("updated");
                self.leaf(name, &[], &text);
                rest.retain(|other| *other != date);
            }
            for date in rest.iter_mut().filter(|date| date.role == DateRole::Published) {
                // `published` is no element of a feed
                date.origin.get_or_insert_with(|| "dc:date".into());
            }
            // the one `updated` is written
            for date in &rest {
                match date.origin.as_deref().and_then(|origin| self.page.named(origin)) {
                    Some(module) if self.is_view(&module) => {}
                    Some(module) if !module.is_atom() => self.date_in(&module, date),
                    _ => self.other_date(date),
                }
            }
        }
        let has = feed.dates.iter().any(|date| {
            matches!(date.role, DateRole::Updated | DateRole::Built | DateRole::Published)
                && date.date.value.is_some()
        });
        if !has && supplies {
            // the newest there can be known of while entries are still to come
            let roles = [DateRole::Updated, DateRole::Published];
            let date = first.and_then(|article| of_role(&roles, &article.dates));
            match date.and_then(|date| super::date::rfc3339(&date.date)) {
                Some(text) => {
                    let name = self.page.own("updated");
                    self.leaf(name, &[], &text);
                }
                None => missing.push("updated"),
            }
        }
    }

    /// `language` of RSS, as the source wrote it where that is kept.
    fn language(&mut self, language: &str) {
        let uri = self.page.xml.bound(None).map(str::to_owned);
        self.leaf(QName { uri: uri.as_deref(), prefix: None, local: "language" }, &[], language);
    }

    fn generator(&mut self, feed: &Feed) {
        self.begin_list();
        let Some(generator) = &feed.generator else { return };
        let has_more = generator.url.is_some() || generator.version.is_some();
        if self.page.dialect == Dialect::Rss && !has_more {
            let name = self.page.own("generator");
            return self.leaf(name, &[], &generator.name);
        }
        let Some(module) = self.page.module("atom", "generator") else { return };
        let mut attributes = Vec::new();
        attributes.extend(generator.url.as_deref().map(|url| ("uri", url)));
        attributes.extend(generator.version.as_deref().map(|version| ("version", version)));
        self.leaf(module.name(), &attributes, &generator.name);
    }

    fn image(&mut self, image: &FeedImage, feed: &Feed) {
        if let Some(module) = image.origin.as_deref().and_then(|origin| self.page.named(origin)) {
            if !self.is_view(&module) {
                self.leaf(module.name(), &[], image.url.as_deref().unwrap_or_default());
            }
            return;
        }
        let is_small = if self.page.from_xml { image.role == "icon" } else { image.role == "favicon" };
        if self.page.dialect == Dialect::Atom || is_small || (self.page.same && image.role == "logo") {
            let local = if is_small { "icon" } else { "logo" };
            if let Some(module) = self.page.module("atom", local) {
                self.leaf(module.name(), &[], image.url.as_deref().unwrap_or_default());
            }
            let others = [&image.title, &image.link, &image.width, &image.height, &image.description];
            let lost = others.into_iter().filter(|other| other.is_some()).count();
            return self.page.drops.add("feed.images", lost);
        }
        let same = self.page.same;
        let as_written = self.page.faithful && same;
        let title = image.title.as_deref().or_else(|| feed.title().filter(|_| !same));
        let link = image.link.as_deref().or_else(|| feed.url().filter(|_| !same));
        let uri = self.page.xml.bound(None).map(str::to_owned);
        let name = |local| QName { uri: uri.as_deref(), prefix: None, local };
        self.element(name("image"), &[], |xml, below| {
            for (local, text) in [
                ("url", image.url.as_deref()),
                ("title", title),
                ("link", link),
                ("width", image.width.as_deref()),
                ("height", image.height.as_deref()),
                ("description", image.description.as_deref()),
            ] {
                child(xml, below, name(local), text, as_written);
            }
        });
    }

    /// What channels of RSS alone have.
    fn channel(&mut self, feed: &Feed) {
        let as_written = self.page.faithful && self.page.same;
        let texts = [("docs", &feed.docs), ("ttl", &feed.ttl), ("rating", &feed.rating)];
        let uri = self.page.xml.bound(None).map(str::to_owned);
        let name = |local| QName { uri: uri.as_deref(), prefix: None, local };
        if self.page.dialect == Dialect::Atom {
            let drops = &mut self.page.drops;
            for (path, count) in [
                ("feed.docs", usize::from(feed.docs.is_some())),
                ("feed.ttl", usize::from(feed.ttl.is_some())),
                ("feed.rating", usize::from(feed.rating.is_some())),
                ("feed.cloud", usize::from(feed.cloud.is_some())),
                ("feed.text_input", usize::from(feed.text_input.is_some())),
                ("feed.skip_hours", feed.skip_hours.len()),
                ("feed.skip_days", feed.skip_days.len()),
            ] {
                drops.add(path, count);
            }
            return;
        }
        for (local, text) in texts {
            if let Some(text) = text {
                self.leaf(name(local), &[], text);
            }
        }
        if let Some(cloud) = &feed.cloud {
            let mut attributes = Vec::new();
            attributes.extend(cloud.domain.as_deref().map(|value| ("domain", value)));
            attributes.extend(cloud.port.as_deref().map(|value| ("port", value)));
            attributes.extend(cloud.path.as_deref().map(|value| ("path", value)));
            attributes.extend(cloud.register_procedure.as_deref().map(|value| ("registerProcedure", value)));
            attributes.extend(cloud.protocol.as_deref().map(|value| ("protocol", value)));
            self.leaf(name("cloud"), &attributes, "");
        }
        if let Some(input) = &feed.text_input {
            self.element(name("textInput"), &[], |xml, below| {
                for (local, text) in [
                    ("title", &input.title),
                    ("description", &input.description),
                    ("name", &input.name),
                    ("link", &input.link),
                ] {
                    child(xml, below, name(local), text.as_deref(), as_written);
                }
            });
        }
        for (list, local, member) in
            [(&feed.skip_hours, "skipHours", "hour"), (&feed.skip_days, "skipDays", "day")]
        {
            if !list.is_empty() {
                self.element(name(local), &[], |xml, below| {
                    for value in list {
                        child(xml, below, name(member), Some(value), as_written);
                    }
                });
            }
        }
    }
}

/// What `later` says that `sooner` does not. How many values it says otherwise, which cannot be told any more, besides.
pub(crate) fn more(sooner: &Feed, later: &Feed) -> (Feed, usize) {
    let mut changed = 0;
    let mut option = |has: bool, is_same: bool| {
        changed += usize::from(has && !is_same);
        !has
    };
    let mut more = Feed { source: later.source.clone(), family: later.family, ..Feed::default() };
    macro_rules! options {
        ($($field:ident),*) => {$(
            if option(sooner.$field.is_some(), sooner.$field == later.$field) {
                more.$field.clone_from(&later.$field);
            }
        )*};
    }
    options!(id, language, generator, docs, ttl, rating, cloud, text_input, info);
    macro_rules! lists {
        ($($field:ident),*) => {$( more.$field = new(&sooner.$field, &later.$field); )*};
    }
    lists!(
        headlines,
        descriptions,
        links,
        people,
        dates,
        subjects,
        places,
        rights,
        images,
        media,
        skip_hours,
        skip_days
    );
    more.complete = later.complete && !sooner.complete;
    more.archive = later.archive && !sooner.archive;
    let (before, after) = (&sooner.extensions.nodes, &later.extensions.nodes);
    if after.starts_with(before) {
        more.extensions = Extensions { nodes: after.get(before.len()..).unwrap_or_default().to_vec() };
    } else {
        changed += 1;
    }
    (more, changed)
}

/// The members of `later` that are not in `sooner`, each of which stands for one.
fn new<T: Clone + PartialEq>(sooner: &[T], later: &[T]) -> Vec<T> {
    // in most cases members were added at the end
    if let Some(rest) = later.strip_prefix(sooner) {
        return rest.to_vec();
    }
    let mut left: Vec<&T> = sooner.iter().collect();
    let mut new = Vec::new();
    for member in later {
        match left.iter().take(1000).position(|other| *other == member) {
            Some(at) => {
                left.remove(at);
            }
            None => new.push(member.clone()),
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Headline, HeadlineRole, Link, Node};

    #[test]
    fn only_what_is_new_is_told_again() {
        let mut sooner = Feed { docs: Some("d".to_owned()), ..Feed::default() };
        sooner.extensions.push(Node::element(0, None, None, "a"));
        let mut later = sooner.clone();
        later.headlines.push(Headline::plain(HeadlineRole::Main, "Late"));
        later.links.push(Link::default());
        later.extensions.push(Node::element(0, None, None, "b"));
        later.ttl = Some("60".to_owned());
        let (found, changed) = more(&sooner, &later);
        assert_eq!(changed, 0);
        assert_eq!((found.docs, found.ttl.as_deref()), (None, Some("60")));
        assert_eq!((found.headlines.len(), found.links.len(), found.extensions.nodes.len()), (1, 1, 1));
        later.docs = Some("e".to_owned());
        assert_eq!(more(&sooner, &later).1, 1);
    }
}
