//! What of a line is not in the record it was read as.

use serde_json::Value;

/// The longest piece of a key that is shown.
const SHOWN_CHARS: usize = 64;

/// Something a line has and its record has not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A field no type of the model has, with its path.
    Unknown(String),
    /// A value that is now another, with its path.
    Changed(String),
}

/// Compares the line as it was `read` with the record written again, and gives the first `most` differences in
/// order of the keys. `root` names the record in their paths.
///
/// A field that is left out because it is empty (`null`, `false`, `""`, `[]`, `{}`) or has the value an absent
/// one stands for is no difference.
pub(crate) fn differences(root: &str, read: &Value, kept: &Value, most: usize) -> Vec<Difference> {
    let mut found = Vec::new();
    // paths are built only for what is reported: keys may be long and many
    let mut steps: Vec<(usize, Step<'_>)> = vec![(0, Step::Key(root))];
    let mut open = vec![(0, read, kept)];
    while let Some((step, read, kept)) = open.pop() {
        if found.len() >= most {
            break;
        }
        let first_child = open.len();
        match (read, kept) {
            (Value::Object(read), Value::Object(kept)) => {
                for (key, value) in read {
                    steps.push((step, Step::Key(key)));
                    match kept.get(key) {
                        Some(kept) => open.push((steps.len() - 1, value, kept)),
                        None if stands_for_absent(key, value) => {}
                        None if found.len() < most => {
                            found.push(Difference::Unknown(path(&steps, steps.len() - 1)));
                        }
                        None => {}
                    }
                }
            }
            (Value::Array(read), Value::Array(kept)) if read.len() == kept.len() => {
                for (index, (read, kept)) in read.iter().zip(kept).enumerate() {
                    steps.push((step, Step::Index(index)));
                    open.push((steps.len() - 1, read, kept));
                }
            }
            (read, kept) if is_same(read, kept) => {}
            _ => found.push(Difference::Changed(path(&steps, step))),
        }
        if let Some(children) = open.get_mut(first_child..) {
            children.reverse();
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

fn path(steps: &[(usize, Step<'_>)], last: usize) -> String {
    let mut chain = Vec::new();
    let mut at = last;
    while let Some((parent, step)) = steps.get(at) {
        chain.push(*step);
        if at == 0 {
            break;
        }
        at = *parent;
    }
    let mut path = String::new();
    for step in chain.iter().rev() {
        match step {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.extend(key.chars().take(SHOWN_CHARS));
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
    path
}

fn stands_for_absent(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => {
            text.is_empty()
                || matches!((key, text.as_str()), ("kind", "text" | "element") | ("origin", "stated"))
        }
        Value::Bool(true) | Value::Number(_) => false,
    }
}

fn is_same(read: &Value, kept: &Value) -> bool {
    match (read, kept) {
        // 1 and 1.0 are one number
        (Value::Number(read), Value::Number(kept)) => read == kept || read.as_f64() == kept.as_f64(),
        _ => read == kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn unknown_fields_are_named_by_path() {
        let read = json!({"a": {"b": [{"c": 1}, {"c": 1, "new": [1]}]}, "zz": "x"});
        let kept = json!({"a": {"b": [{"c": 1.0}, {"c": 2}]}});
        let unknown = |path: &str| Difference::Unknown(path.to_owned());
        let expect = [
            unknown("article.zz"),
            unknown("article.a.b[1].new"),
            Difference::Changed("article.a.b[1].c".to_owned()),
        ];
        assert_eq!(differences("article", &read, &kept, 9), expect);
        assert_eq!(differences("article", &read, &kept, 2).len(), 2);
    }

    #[test]
    fn what_stands_for_absent_is_no_difference() {
        let read =
            json!({"a": null, "b": [], "c": "", "kind": "text", "origin": "stated", "d": false, "e": {}});
        assert_eq!(differences("x", &read, &json!({}), 9), []);
    }

    #[test]
    fn long_keys_are_cut() {
        let read = json!({"k".repeat(1000): 1});
        assert_eq!(
            differences("x", &read, &json!({}), 9),
            [Difference::Unknown(format!("x.{}", "k".repeat(SHOWN_CHARS)))]
        );
    }
}
