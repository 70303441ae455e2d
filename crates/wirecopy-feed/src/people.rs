//! Names and addresses out of one line of text.
//!
//! RSS 2.0 gives authors as e-mail addresses with the name as a comment, and in practice as anything. A line
//! is only taken apart where its form leaves no doubt; the whole line is then kept as `written`.

use std::borrow::Cow;

use wirecopy_model::{Certainty, Inference, Person, PersonRole};

use crate::line::trimmed;
use crate::{byline, mailbox};

/// Adds the people of a line to `people`. A blank line adds nobody.
pub(crate) fn add(line: String, role: &PersonRole, origin: Option<&'static str>, people: &mut Vec<Person>) {
    let person = || Person { role: role.clone(), origin: origin.map(Cow::Borrowed), ..Person::default() };
    let text = line.trim();
    if text.is_empty() {
        return;
    }
    if !text.bytes().any(|byte| matches!(byte, b'@' | b'<' | b'(' | b':' | b';' | b'&' | b',' | b' ')) {
        people.push(Person { name: Some(trimmed(line)), ..person() });
        return;
    }
    if add_mailboxes(&line, &person, people) {
        return;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        if text.contains(char::is_whitespace) {
            people.push(Person { name: Some(trimmed(line)), ..person() });
        } else {
            people.push(Person { url: Some(trimmed(line)), ..person() });
        }
        return;
    }
    let Some((names, certainty)) = byline::read(text) else {
        people.push(Person { name: Some(trimmed(line)), ..person() });
        return;
    };
    for named in names {
        people.push(Person {
            name: Some(named.name.to_owned()),
            title: named.title.map(str::to_owned),
            affiliation: named.affiliation.map(str::to_owned),
            written: Some(text.to_owned()),
            certainty: Some(certainty),
            ..person()
        });
    }
}

/// Adds the people of a line of addresses. `false`: it is none.
fn add_mailboxes(line: &str, person: &dyn Fn() -> Person, people: &mut Vec<Person>) -> bool {
    let text = line.trim();
    let mailboxes = mailbox::mailboxes(text);
    for mailbox in &mailboxes {
        if mailbox.name.is_none() && mailbox.email.len() == text.len() {
            people.push(Person { email: Some(text.to_owned()), ..person() });
            break;
        }
        let (names, certainty) = match mailbox.name.and_then(byline::read) {
            Some((names, certainty)) if mailboxes.len() == 1 => (names, certainty),
            _ => (Vec::new(), Certainty::thousandths(950)),
        };
        let read = |name: Option<&str>| Person {
            name: name.map(str::to_owned),
            email: Some(mailbox.email.to_owned()),
            written: Some(text.to_owned()),
            certainty: Some(certainty),
            ..person()
        };
        if names.is_empty() {
            people.push(read(mailbox.name));
        }
        // the source gives the address for all of them
        people.extend(names.iter().map(|named| Person {
            title: named.title.map(str::to_owned),
            affiliation: named.affiliation.map(str::to_owned),
            ..read(Some(named.name))
        }));
    }
    !mailboxes.is_empty()
}

/// What was worked out of lines about the people of an article. Bare addresses with a name beside them are in a
/// form that says which is which.
pub(crate) fn inferred(people: &[Person]) -> Vec<Inference> {
    let mut found: Vec<Inference> = Vec::new();
    let mut rest = people.iter().peekable();
    while let Some(first) = rest.next() {
        let (Some(written), Some(mut certainty)) = (&first.written, first.certainty) else { continue };
        let mut count = 1;
        while let Some(next) =
            rest.next_if(|next| next.written.as_ref() == Some(written) && next.role == first.role)
        {
            count += 1;
            certainty = certainty.min(next.certainty.unwrap_or(certainty));
        }
        let shown: String = written.chars().filter(|char| !char.is_control()).take(80).collect();
        let evidence = match &first.name {
            _ if count > 1 => format!("{count} full names in one element: `{shown}`"),
            Some(_) if first.affiliation.is_some() || first.title.is_some() => {
                format!("a full name with a title or a place of work: `{shown}`")
            }
            Some(name) if first.email.is_none() && written.ends_with(name.as_str()) => {
                format!("a full name behind `By`: `{shown}`")
            }
            _ => continue,
        };
        let field = if first.role == PersonRole::Author { "authors" } else { "people" };
        match found.iter_mut().find(|inference| inference.field == field) {
            Some(inference) => {
                inference.certainty = inference.certainty.min(certainty);
                inference.evidence.push(Cow::Owned(evidence));
            }
            None => found.push(Inference {
                field: Cow::Borrowed(field),
                certainty,
                evidence: vec![Cow::Owned(evidence)],
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(line: &str, expected: &Expect) {
        let mut people = Vec::new();
        add(line.to_owned(), &PersonRole::Author, None, &mut people);
        let lines: Vec<String> = people
            .iter()
            .map(|person| {
                let shown = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
                let certainty = person.certainty.map(|certainty| format!(" {certainty}")).unwrap_or_default();
                let url = person.url.as_ref().map(|url| format!(" url {url}")).unwrap_or_default();
                let (name, email) = (shown(&person.name), shown(&person.email));
                let title = person.title.as_ref().map(|title| format!(" title {title}")).unwrap_or_default();
                let place =
                    person.affiliation.as_ref().map(|place| format!(" of {place}")).unwrap_or_default();
                assert_eq!(person.written.is_some(), person.certainty.is_some());
                format!("{name} | {email}{url}{title}{place}{certainty}")
            })
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn addresses_and_names() {
        check("Jo Doe", &expect!["Jo Doe | -"]);
        check("desk", &expect!["desk | -"]);
        check("  ", &expect![""]);
        check("jo@example.org", &expect!["- | jo@example.org"]);
        check("jo@example.org (Jo Doe)", &expect!["Jo Doe | jo@example.org 0.95"]);
        check("Jo Doe <jo@example.org>", &expect!["Jo Doe | jo@example.org 0.95"]);
        check("\"Doe, Jo\" <mailto:jo@example.org>", &expect!["Doe, Jo | jo@example.org 0.95"]);
        check("Jo Doe (jo@example.org)", &expect!["Jo Doe | jo@example.org 0.95"]);
        check("jo@example.org ()", &expect!["- | jo@example.org 0.95"]);
        check("Jo Doe (The Harbour Post)", &expect!["Jo Doe | - of The Harbour Post 0.8"]);
        check("Jo Doe, Harbour Post", &expect!["Jo Doe | - of Harbour Post 0.8"]);
        check("Jo Doe, Political Editor", &expect!["Jo Doe | - title Political Editor 0.8"]);
        check("Jo Doe, Editor, Tide Wire", &expect!["Jo Doe | - title Editor of Tide Wire 0.8"]);
        check("By Jo Doe, Tide News Agency", &expect!["Jo Doe | - of Tide News Agency 0.9"]);
        check(
            "jo@example.org (Jo Doe, Harbour Post)",
            &expect!["Jo Doe | jo@example.org of Harbour Post 0.8"],
        );
        check(
            "jo@example.org (Jo Doe), ann@example.org (Ann Poe)",
            &expect![[r"
                Jo Doe | jo@example.org 0.95
                Ann Poe | ann@example.org 0.95"]],
        );
        check("Jo Doe (born 1970)", &expect!["Jo Doe (born 1970) | -"]);
        check("Jo Doe, Tidewick", &expect!["Jo Doe, Tidewick | -"]);
        check("jo at example dot org (Jo Doe)", &expect!["jo at example dot org (Jo Doe) | -"]);
        check("BY JO DOE", &expect!["JO DOE | - 0.95"]);
        check("JO DOE", &expect!["JO DOE | -"]);
        check("Von Jo Doe", &expect!["Jo Doe | - 0.95"]);
        check("Von Wren", &expect!["Von Wren | -"]);
        check("https://example.org/jo", &expect!["- | - url https://example.org/jo"]);
        check("By Jo Doe", &expect!["Jo Doe | - 0.95"]);
        check("By the sea", &expect!["By the sea | -"]);
    }

    #[test]
    fn several_people_in_one_line() {
        check(
            "Ada Wren and Bo Lind",
            &expect![[r"
                Ada Wren | - 0.8
                Bo Lind | - 0.8"]],
        );
        check(
            "By Ada Wren, Bo van der Lind & Cy O’Hara",
            &expect![[r"
            Ada Wren | - 0.9
            Bo van der Lind | - 0.9
            Cy O’Hara | - 0.9"]],
        );
        check(
            "Ада Рен и Бо Линд",
            &expect![[r"
                Ада Рен | - 0.8
                Бо Линд | - 0.8"]],
        );
        check(
            "Ada Wren, Bo Lind, Cy Oak",
            &expect![[r"
            Ada Wren | - 0.8
            Bo Lind | - 0.8
            Cy Oak | - 0.8"]],
        );
        check(
            "ADA WREN AND BO LIND",
            &expect![[r"
                ADA WREN | - 0.8
                BO LIND | - 0.8"]],
        );
        check(
            "Ada Wren, Bo Lind, and Cy Oak",
            &expect![[r"
                Ada Wren | - 0.9
                Bo Lind | - 0.9
                Cy Oak | - 0.9"]],
        );
        check(
            "Ada Wren / Bo Lind",
            &expect![[r"
                Ada Wren | - 0.9
                Bo Lind | - 0.9"]],
        );
        check(
            "Ada Wren és Bo Lind",
            &expect![[r"
                Ada Wren | - 0.8
                Bo Lind | - 0.8"]],
        );
        check(
            "Ada Wren; Bo Lind",
            &expect![[r"
            Ada Wren | - 0.9
            Bo Lind | - 0.9"]],
        );
    }

    #[test]
    fn what_may_be_one_stays_one() {
        check("Wren and Lind", &expect!["Wren and Lind | -"]);
        check("Harbour Post and Tide Wire News", &expect!["Harbour Post and Tide Wire News | -"]);
        check("Wren, Ada", &expect!["Wren, Ada | -"]);
        check("Research and Development Team", &expect!["Research and Development Team | -"]);
    }
}
