//! Measures what of Markdown survives reading and writing, by its HTML.
//!
//! `survives FILE [--no-html] [--show]`: the file holds examples between lines `` ```…``` example `` and
//! `` ```…``` `` of 32 ticks each, Markdown before a line `.`, with `→` for tabs.
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "a tool for developers")]

use pulldown_cmark::{Parser, html};
use wirecopy_body::{CommonmarkOptions, MarkdownOptions, blocks_to_commonmark, commonmark_to_blocks};
use wirecopy_core::{Cx, Findings, Limits, Policy};

fn rendered(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new(markdown));
    out
}

fn written(markdown: &str, options: MarkdownOptions, gfm: bool) -> String {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options_in = CommonmarkOptions { gfm, ..CommonmarkOptions::default() };
    blocks_to_commonmark(&commonmark_to_blocks(markdown, &options_in, &mut cx), &options)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|it| it == name);
    let text = std::fs::read_to_string(arguments.first().expect("a file")).expect("a readable file");
    let options =
        MarkdownOptions { html: !has("--no-html"), gfm: has("--gfm"), ..MarkdownOptions::default() };
    let ticks = "`".repeat(32);
    let (mut count, mut same, mut stable, mut skipped) = (0, 0, 0, 0);
    for part in text.split(&format!("\n{ticks} example")).skip(1) {
        let Some((_, rest)) = part.split_once('\n') else { continue };
        let Some((markdown, rest)) =
            rest.split_once("\n.\n").or_else(|| rest.strip_prefix(".\n").map(|rest| ("", rest)))
        else {
            continue;
        };
        let _ = rest;
        let markdown = format!("{}\n", markdown.replace('→', "\t"));
        let html = rendered(&markdown);
        if has("--no-html")
            && Parser::new(&markdown).any(|event| {
                matches!(event, pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_))
            })
        {
            skipped += 1;
            continue;
        }
        count += 1;
        let again = written(&markdown, options, has("--gfm"));
        let html_again = rendered(&again);
        let is_same = html == html_again;
        same += usize::from(is_same);
        let third = written(&again, options, has("--gfm"));
        stable += usize::from(third == again);
        if has("--show") && (!is_same || third != again) {
            println!(
                "--- {count}\n{markdown}--- written\n{again}--- again\n{third}--- html\n{html}--- html of written\n{html_again}"
            );
        }
    }
    println!(
        "{same} of {count} give the same HTML, {stable} are written alike the second time, {skipped} left out"
    );
}
