//! Real bodies, for developers.
//!
//! * `bodies check FILE…` reads the articles of JSON Lines and says how many of their bodies only a tree can place, and
//!   of which of the others one pass and the tree make different blocks.
//! * `bodies list FILE…` writes the bodies, one JSON string a line.
//! * `bodies markdown LIST [TIMES]` writes bodies that `list` wrote as Markdown, to be measured beside other tools;
//!   `bodies blocks LIST [TIMES]` stops at their blocks.
//! * `bodies sanitized LIST [TIMES]` writes them sanitised.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    reason = "a tool for developers"
)]

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Write};

use wirecopy_body::{
    HtmlOptions, MarkdownOptions, SanitizeOptions, TreeUse, blocks_to_commonmark, html_to_blocks,
    sanitize_html,
};
use wirecopy_core::{Cx, Findings, Limits, Policy};
use wirecopy_model::{Block, Record};

fn lines(path: &str) -> impl Iterator<Item = String> {
    let file = std::fs::File::open(path).expect("a file that can be read");
    BufReader::new(file).lines().map(|line| line.expect("UTF-8"))
}

/// All bodies of HTML of the articles in JSON Lines.
fn bodies(paths: &[String]) -> impl Iterator<Item = String> {
    paths.iter().flat_map(|path| lines(path)).flat_map(|line| {
        let contents = match serde_json::from_str(&line) {
            Ok(Record::Article(article)) => article.contents,
            _ => Vec::new(),
        };
        let html = contents.into_iter().filter(|content| content.media_type != "text/plain");
        html.map(|content| content.value).collect::<Vec<_>>()
    })
}

fn read(html: &str, tree: TreeUse) -> (Vec<Block>, bool) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let options = HtmlOptions { tree, ..HtmlOptions::default() };
    let blocks = html_to_blocks(html, &options, &mut Cx::new(&limits, &policy, &mut findings));
    (blocks, findings.kept().iter().any(|finding| finding.code == "body.html.nesting"))
}

fn sanitized(html: &str) -> Cow<'_, str> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    sanitize_html(html, &SanitizeOptions::default(), &mut Cx::new(&limits, &policy, &mut findings))
}

fn check(paths: &[String]) {
    let (mut all, mut marked_up, mut trees, mut different, mut moved) = (0, 0, 0, 0, 0);
    for html in bodies(paths) {
        let (blocks, needs_tree) = read(&html, TreeUse::WhereNeeded);
        all += 1;
        marked_up += usize::from(html.contains('<'));
        trees += usize::from(needs_tree);
        if needs_tree {
            moved += usize::from(read(&html, TreeUse::Never).0 != blocks);
        } else if read(&html, TreeUse::Always).0 != blocks {
            different += 1;
            eprintln!("DIFFERENT: {html}\n");
        }
        if needs_tree && std::env::var_os("SHOW").is_some() {
            eprintln!("TREE: {html}\n");
        }
    }
    println!(
        "{all} bodies, {marked_up} with tags; {trees} need a tree, and {moved} of them read otherwise without; {different} of the others differ by the tree"
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, paths) = arguments.split_first().expect("a command");
    let mut out = std::io::BufWriter::new(std::io::stdout());
    match command.as_str() {
        "check" => check(paths),
        "list" => {
            for html in bodies(paths) {
                writeln!(out, "{}", serde_json::to_string(&html).expect("a string"))
                    .expect("standard output");
            }
        }
        "markdown" | "blocks" | "sanitized" => {
            let (list, times) = paths.split_first().expect("a list");
            let times = times.first().map_or(1, |times| times.parse().expect("a number"));
            let list: Vec<String> =
                lines(list).map(|line| serde_json::from_str(&line).expect("a string")).collect();
            for _ in 0..times {
                for html in &list {
                    if command == "sanitized" {
                        writeln!(out, "{}", sanitized(html)).expect("standard output");
                        continue;
                    }
                    let (blocks, _) = read(html, TreeUse::WhereNeeded);
                    if command == "blocks" {
                        std::hint::black_box(&blocks);
                        continue;
                    }
                    let markdown = blocks_to_commonmark(&blocks, &MarkdownOptions::default());
                    writeln!(out, "{markdown}").expect("standard output");
                }
            }
        }
        _ => panic!("`check`, `list`, `markdown`, `blocks` or `sanitized`"),
    }
}
