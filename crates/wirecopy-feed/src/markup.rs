//! Nodes of a tree as XML again.

use wirecopy_model::{Name, Node, NodeKind};

/// The nodes, which are in pre-order, as XML text. Namespaces are declared where they come into force. Does not recurse;
/// takes time and room linear in the nodes, but for the depth at which namespaces change.
pub(crate) fn xml(nodes: &[Node]) -> String {
    let mut out = String::new();
    // open elements with their depth and how many declarations were in force before them
    let mut open: Vec<(u32, String, usize)> = Vec::new();
    let mut declared: Vec<(String, String)> = Vec::new();
    for node in nodes {
        close(&mut out, &mut open, &mut declared, node.depth);
        match (node.kind, &node.name) {
            (NodeKind::Element | NodeKind::Rest, Some(name)) => {
                let mark = declared.len();
                let written = qualified(name);
                out.push('<');
                out.push_str(&written);
                for attribute in &node.attributes {
                    out.push(' ');
                    out.push_str(&qualified(&attribute.name));
                    out.push_str("=\"");
                    escape(&mut out, &attribute.value, true);
                    out.push('"');
                }
                declare(&mut out, &mut declared, name, false);
                for attribute in &node.attributes {
                    declare(&mut out, &mut declared, &attribute.name, true);
                }
                out.push('>');
                open.push((node.depth, written, mark));
            }
            // what would end early in XML has been repaired or never stood there
            (NodeKind::Comment, _) => {
                let text = node.text.as_deref().unwrap_or_default();
                if !text.contains("--") && !text.ends_with('-') {
                    out.push_str("<!--");
                    out.push_str(text);
                    out.push_str("-->");
                }
            }
            (NodeKind::Text, _) => escape(&mut out, node.text.as_deref().unwrap_or_default(), false),
            _ => {}
        }
    }
    close(&mut out, &mut open, &mut declared, 0);
    out
}

fn close(
    out: &mut String,
    open: &mut Vec<(u32, String, usize)>,
    declared: &mut Vec<(String, String)>,
    depth: u32,
) {
    while let Some((_, name, mark)) = open.pop_if(|(at, ..)| *at >= depth) {
        declared.truncate(mark);
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
    }
}

fn qualified(name: &Name) -> String {
    name.prefix.as_ref().map_or_else(|| name.local.to_string(), |prefix| format!("{prefix}:{}", name.local))
}

fn declare(out: &mut String, declared: &mut Vec<(String, String)>, name: &Name, is_attribute: bool) {
    let prefix = name.prefix.as_deref().unwrap_or_default();
    let uri = name.uri.as_deref().unwrap_or_default();
    if prefix == "xml" || is_attribute && prefix.is_empty() || !prefix.is_empty() && uri.is_empty() {
        return;
    }
    let in_force =
        declared.iter().rev().find(|(known, _)| known == prefix).map_or("", |(_, uri)| uri.as_str());
    if in_force == uri {
        return;
    }
    out.push_str(" xmlns");
    if !prefix.is_empty() {
        out.push(':');
        out.push_str(prefix);
    }
    out.push_str("=\"");
    escape(out, uri, true);
    out.push('"');
    declared.push((prefix.to_owned(), uri.to_owned()));
}

fn escape(out: &mut String, text: &str, in_attribute: bool) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' | '\t' if in_attribute => out.push_str(if char == '\n' { "&#10;" } else { "&#9;" }),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_declared_where_they_change() {
        let nodes = [
            Node::element(0, Some("urn:a"), None, "a"),
            Node::text(1, "1 < 2"),
            Node { kind: NodeKind::Comment, ..Node::text(1, " < ") },
            Node { kind: NodeKind::Comment, ..Node::text(1, "--><b>") },
            Node::element(1, Some("urn:b"), Some("x"), "b"),
            Node::element(2, Some("urn:a"), None, "c"),
            Node::element(1, None, None, "d"),
            Node::text(0, "&"),
        ];
        assert_eq!(
            xml(&nodes),
            r#"<a xmlns="urn:a">1 &lt; 2<!-- < --><x:b xmlns:x="urn:b"><c></c></x:b><d xmlns=""></d></a>&amp;"#
        );
    }
}
