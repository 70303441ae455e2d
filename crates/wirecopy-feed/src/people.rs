//! Names and addresses out of one line of text.
//!
//! RSS 2.0 gives authors as e-mail addresses with the name as a comment, and in practice as anything. A line
//! is only taken apart where its form leaves no doubt; the whole line is then kept as `written`.

use std::borrow::Cow;

use wirecopy_model::{Certainty, Inference, Person, PersonRole};

use crate::line::trimmed;

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
    if let Some((name, email)) = address(text) {
        if name.is_none() && email.len() == text.len() {
            people.push(Person { email: Some(trimmed(line)), ..person() });
            return;
        }
        let email = Some(email.to_owned());
        let (names, certainty) = match name.and_then(several) {
            Some((names, certainty)) => {
                (names.into_iter().map(|name| Some(name.to_owned())).collect(), certainty)
            }
            None => (vec![name.map(str::to_owned)], Certainty::thousandths(950)),
        };
        let written = trimmed(line);
        for name in names {
            // the source gives the address for all of them
            people.push(Person {
                name,
                email: email.clone(),
                written: Some(written.clone()),
                certainty: Some(certainty),
                ..person()
            });
        }
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
    let (text, is_byline) = match text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")) {
        Some(name) if is_full_name(name.trim()) || several(name).is_some() => (name.trim(), true),
        _ => (text, false),
    };
    match several(text) {
        Some((names, certainty)) => {
            let certainty = if is_byline { certainty.max(Certainty::thousandths(900)) } else { certainty };
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            let written = trimmed(line);
            for name in names {
                people.push(Person {
                    name: Some(name),
                    written: Some(written.clone()),
                    certainty: Some(certainty),
                    ..person()
                });
            }
        }
        None if is_byline => {
            let name = Some(text.to_owned());
            let certainty = Some(Certainty::thousandths(950));
            people.push(Person { name, written: Some(trimmed(line)), certainty, ..person() });
        }
        None => people.push(Person { name: Some(trimmed(line)), ..person() }),
    }
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

/// Name and address of `jo@example.org (Jo Doe)`, `Jo Doe <jo@example.org>`, `jo@example.org`.
fn address(text: &str) -> Option<(Option<&str>, &str)> {
    if let Some((before, rest)) = text.split_once('(')
        && let Some(name) = rest.strip_suffix(')')
        && is_email(strip_scheme(before.trim()))
    {
        return Some((some(unquoted(name)), strip_scheme(before.trim())));
    }
    if let Some((before, rest)) = text.split_once('<')
        && let Some(email) = rest.strip_suffix('>')
        && is_email(strip_scheme(email.trim()))
    {
        return Some((some(unquoted(before)), strip_scheme(email.trim())));
    }
    if let Some((name, rest)) = text.split_once('(')
        && let Some(email) = rest.strip_suffix(')')
        && is_email(email.trim())
    {
        return Some((some(unquoted(name)), email.trim()));
    }
    let text = strip_scheme(text);
    is_email(text).then_some((None, text))
}

fn strip_scheme(text: &str) -> &str {
    text.strip_prefix("mailto:").unwrap_or(text)
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim()
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.contains(|char: char| {
                char.is_whitespace() || char.is_control() || "()<>[],;:\"\\@".contains(char)
            })
    };
    is_part(local) && is_part(domain) && !domain.starts_with('.') && !domain.ends_with('.')
}

/// What stands between the last two of several names.
const AND: [&str; 11] =
    [" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ja ", " и "];

/// The names in a line of several. `None`: it is one name, or it is not plain that they are several.
fn several(text: &str) -> Option<(Vec<&str>, Certainty)> {
    // two full names and what parts them have three spaces at least
    text.bytes().filter(|byte| *byte == b' ').nth(2)?;
    let mut names: Vec<&str> = Vec::new();
    let certainty = if text.contains(';') {
        names.extend(text.split(';').map(str::trim).filter(|name| !name.is_empty()));
        900
    } else if let Some((before, last)) = AND.iter().find_map(|and| text.split_once(and)) {
        names.extend(before.split(',').map(str::trim).filter(|name| !name.is_empty()));
        names.push(last.trim());
        // two names and nothing else may be those of one firm
        if names.len() == 2 && !text.contains(',') { 800 } else { 900 }
    } else {
        names.extend(text.split(',').map(str::trim));
        // two names with a comma between may be a person and a place of work
        if names.len() < 3 {
            return None;
        }
        800
    };
    (names.len() > 1 && names.len() <= 32 && names.iter().all(|name| is_full_name(name)))
        .then_some((names, Certainty::thousandths(certainty)))
}

/// Two to four words, the first and last with a capital, none with a digit, none that names an organisation.
fn is_full_name(text: &str) -> bool {
    const PARTICLES: [&str; 16] = [
        "de", "da", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le", "bin", "ibn", "al",
        "dos",
    ];
    const ORGANISATIONS: [&str; 52] = [
        "news",
        "press",
        "staff",
        "agency",
        "times",
        "post",
        "desk",
        "team",
        "ltd",
        "inc",
        "llc",
        "gmbh",
        "university",
        "institute",
        "company",
        "group",
        "editors",
        "editorial",
        "reporters",
        "correspondents",
        "sons",
        "the",
        "agencies",
        "associates",
        "media",
        "radio",
        "ag",
        "association",
        "bank",
        "bros",
        "brothers",
        "co",
        "corp",
        "corporation",
        "council",
        "department",
        "foundation",
        "gazette",
        "herald",
        "holding",
        "holdings",
        "journal",
        "llp",
        "magazine",
        "ministry",
        "partners",
        "plc",
        "service",
        "services",
        "studio",
        "studios",
        "wire",
    ];
    let mut count = 0;
    for word in text.split_whitespace() {
        count += 1;
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        let lower = word.trim_end_matches('.').to_lowercase();
        if !is_capital && (count == 1 || !PARTICLES.contains(&lower.as_str())) {
            return false;
        }
        let is_name = word.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '’' | '.'));
        if !is_name || ORGANISATIONS.contains(&lower.as_str()) {
            return false;
        }
    }
    let ends_well = text.split_whitespace().next_back().and_then(|word| word.chars().next());
    (2..=4).contains(&count) && ends_well.is_some_and(char::is_uppercase)
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
                assert_eq!(person.written.is_some(), person.certainty.is_some());
                format!("{name} | {email}{url}{certainty}")
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
        check("Jo Doe (The Harbour Post)", &expect!["Jo Doe (The Harbour Post) | -"]);
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
            "Ada Wren; Bo Lind",
            &expect![[r"
            Ada Wren | - 0.9
            Bo Lind | - 0.9"]],
        );
    }

    #[test]
    fn what_may_be_one_stays_one() {
        check("Wren and Lind", &expect!["Wren and Lind | -"]);
        check("Ada Wren, Harbour Post", &expect!["Ada Wren, Harbour Post | -"]);
        check("Harbour Post and Tide Wire News", &expect!["Harbour Post and Tide Wire News | -"]);
        check("Wren, Ada", &expect!["Wren, Ada | -"]);
        check("Research and Development Team", &expect!["Research and Development Team | -"]);
    }
}
