//! Front matter: fields between two lines `---` (YAML) or `+++` (TOML) at the very start.

mod toml;
mod yaml;

use super::{Fixed, Frame, stated};
use crate::kind::Kind;

/// Longer front matter is not looked at.
const MOST: usize = 64 << 10;

/// A value of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// One, or several that were written as a list.
    Simple(Vec<String>),
    /// Anything else.
    Nested,
}

/// Reads what stands between the marks.
type Read = fn(&str) -> Option<Vec<(String, Value)>>;

/// What front matter says about the text. `None`: it has none that can be read.
pub(crate) fn frame(text: &str) -> Option<Frame> {
    let first = text.split_inclusive('\n').next()?;
    let (mark, read): (&str, Read) = match first.trim_end() {
        "---" => ("---", yaml::read),
        "+++" => ("+++", toml::read),
        _ => return None,
    };
    let mut end = first.len();
    let inner = loop {
        let line = text.get(end..)?.split_inclusive('\n').next()?;
        let before = end;
        end += line.len();
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            break text.get(first.len()..before)?;
        }
        if end > MOST {
            return None;
        }
    };
    let fields =
        read(inner).filter(|fields| !fields.is_empty() && fields.iter().all(|(name, _)| is_name(name)))?;
    let mut frame = Frame::default();
    for (name, value) in &fields {
        match value {
            Value::Simple(values) if stated::take(&mut frame.stated, name, values) => {}
            Value::Simple(values) => stated::keep(&mut frame.stated, name, values),
            Value::Nested => stated::keep(&mut frame.stated, name, &[source(inner, name)]),
        }
    }
    frame.fixed.push(Fixed {
        range: 0..end,
        kind: Kind::Header,
        rule: "front-matter",
        because: "fields between two marks, at the very start",
    });
    Some(frame)
}

/// Whether this may be the name of a field rather than the beginning of a sentence.
fn is_name(name: &str) -> bool {
    name.len() <= 60
        && name.split(' ').count() <= 3
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | ':'))
}

/// The lines of the field `name`, as written, without its name.
fn source(inner: &str, name: &str) -> String {
    let is_it = |line: &str| {
        line.trim_start_matches(['[', '"', '\'']).strip_prefix(name).is_some_and(|rest| {
            rest.trim_start_matches(['"', '\'']).trim_start().starts_with([':', '=', ']'])
        })
    };
    let mut lines = inner.lines().skip_while(|line| !is_it(line));
    let mut found = lines
        .next()
        .unwrap_or_default()
        .split_once([':', '='])
        .map_or("", |(_, value)| value.trim())
        .to_owned();
    for line in lines.take_while(|line| line.starts_with([' ', '\t', '-']) || line.trim().is_empty()) {
        if !found.is_empty() {
            found.push('\n');
        }
        found.push_str(line);
    }
    found
}

#[cfg(test)]
mod tests {
    use wirecopy_model::Status;

    use super::*;

    #[test]
    fn fields_of_yaml_are_stated() {
        let text = "---\ntitle: \"Ferry: it sails\"\nauthors: [Ida Holm, Jon Vik]\ndate: 2026-05-08\nlang: en-GB\n\
            tags:\n  - ferry\n  - winter\ndescription: It sails all winter.\nurl: https://example.org/ferry\n\
            number: 007\nlayout: post\nmap:\n  a: 1\n---\nIt sails.\n";
        let frame = frame(text).unwrap();
        let article = &frame.stated;
        assert_eq!(article.title(), Some("Ferry: it sails"));
        let names: Vec<_> = article.people.iter().filter_map(|person| person.name.as_deref()).collect();
        assert_eq!(names, ["Ida Holm", "Jon Vik"]);
        assert_eq!(article.published().map(|date| date.written.as_str()), Some("2026-05-08"));
        assert_eq!((article.language.as_deref(), article.subjects.len()), (Some("en-GB"), 2));
        assert_eq!((article.url(), article.contents.len()), (Some("https://example.org/ferry"), 1));
        let kept: Vec<_> = article.extensions.top().map(|at| article.extensions.text_of(at)).collect();
        assert_eq!(kept, ["007", "post", "  a: 1"]);
        assert_eq!(text.get(frame.fixed[0].range.end..).unwrap(), "It sails.\n");
    }

    #[test]
    fn what_may_not_be_published_is_stated() {
        let status = |fields: &str| {
            let article = frame(&format!("---\ntitle: x\n{fields}\n---\nText\n")).unwrap().stated;
            (article.status, article.dates.len())
        };
        assert_eq!(status("status: embargoed"), (Some(Status::Embargoed), 0));
        assert_eq!(status("status: odd"), (None, 0));
        assert_eq!(status("draft: true"), (Some(Status::Draft), 0));
        assert_eq!(status("draft: false"), (None, 0));
        assert_eq!(status("private: true"), (Some(Status::Private), 0));
        assert_eq!(status("published: false"), (Some(Status::Draft), 0));
        assert_eq!(status("published: true"), (None, 0));
        assert_eq!(status("embargo: 2099-01-01"), (Some(Status::Embargoed), 1));
        assert_eq!(status("embargoed: true"), (Some(Status::Embargoed), 0));
    }

    #[test]
    fn fields_of_toml_are_stated() {
        let text = "+++\r\ntitle = \"The \\\"Ferry\\\"\"\r\ndate = 2026-05-08T10:00:00Z\r\n# so it is\r\n\
            tags = [\"ferry\", 'winter']\r\n[extra]\r\nfew = true\r\n+++\r\nIt sails.\r\n";
        let article = frame(text).unwrap().stated;
        assert_eq!(article.title(), Some("The \"Ferry\""));
        assert_eq!(article.subjects.len(), 2);
        assert_eq!(article.extensions.text_of(0), "true");
    }

    #[test]
    fn what_cannot_be_read_is_text() {
        for text in [
            "---\nThe ferry sails.\n---\nIt sails.\n",
            "---\n: [\n---\n",
            "---\ntitle: x\n",
            "---\n---\nText\n",
            "+++\nThe ferry\n+++\n",
            "---\nThe mayor of the town said: it sails\n---\n",
            "- - -\ntitle: x\n---\n",
        ] {
            assert!(frame(text).is_none(), "{text}");
        }
        assert!(frame(&format!("---\na: {}\n---\n", "[".repeat(10_000))).is_none());
        assert!(frame(&format!("---\n{}", "a: b\n".repeat(100_000))).is_none());
    }
}
