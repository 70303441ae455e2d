//! Markdown of every fixture, read back and written again: the same bytes, for every tool and flavor. And no escape that
//! could be left out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "tests may panic, and share a module of which each uses a part"
)]

mod house;

use wirecopy::Include;
use wirecopy_testkit::Asked;
use wirecopy_testkit::fixtures::{Fixture, each};

fn main() -> std::process::ExitCode {
    each(&house::fixtures(), is_settled)
}

/// No backslash can go without changing what is read.
fn needless(file: &str, profile: &str) -> Result<(), String> {
    // signs that mean something to a tool only are no business of a reader of Markdown
    if profile == "obsidian" {
        return Ok(());
    }
    let body = match file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((_, body)) => body,
        None => file,
    };
    let whole = html(body);
    for (at, _) in body.match_indices('\\') {
        let (before, after) = (&body[..at], &body[at + 1..]);
        let next = after.chars().next().unwrap_or_default();
        let is_template = before.ends_with('{') && matches!(next, '{' | '%' | '#');
        // addresses that GitHub's readers would link beyond their end
        let is_address = (next == ':' && before.ends_with(['p', 's', 'P', 'S']))
            || (next == '.' && before.ends_with(['w', 'W']));
        // `\\` is one escape, and a backslash at the end of a line a break
        if !next.is_ascii_punctuation() || is_template || is_address || before.ends_with('\\') {
            continue;
        }
        if html(&format!("{before}{after}")) == whole {
            let from = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
            return Err(format!(
                "a backslash is needless before `{next}` in: {}",
                &body[from..body.len().min(at + 1)]
            ));
        }
    }
    Ok(())
}

fn html(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser};
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, Parser::new_ext(markdown, options));
    out
}

fn is_settled(fixture: &Fixture) -> Result<(), String> {
    let kit = house::kit();
    let bytes = fixture.bytes().map_err(|error| error.to_string())?;
    let mut asked = fixture.card.asked().map_err(|error| error.to_string())?;
    asked.policy.include =
        [Include::Draft, Include::Private, Include::Withheld, Include::Canceled, Include::Embargoed].into();
    let run = kit.read(&fixture.file_name(), &bytes, &asked);
    for profile in ["plain", "hugo", "jekyll", "astro", "obsidian"] {
        for flavor in ["commonmark", "gfm"] {
            asked.settings.set("markdown.profile", profile);
            asked.settings.set("markdown.flavor", flavor);
            let once = kit.export("markdown", &run.records, &asked).parts;
            for (name, bytes) in once {
                let back = Asked {
                    from: Some("markdown".to_owned()),
                    policy: asked.policy.clone(),
                    settings: asked.settings.clone(),
                    ..Asked::default()
                };
                let records = kit.read("back.md", &bytes, &back).records;
                let twice = kit.export("markdown", &records, &back).parts;
                // what looks like HTML is escaped even where it is none by the letter
                if !fixture.stem.starts_with("hostile") {
                    needless(&String::from_utf8_lossy(&bytes), profile)?;
                }
                let again = twice.first().map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
                if again != bytes {
                    return Err(format!(
                        "{name} for {profile} in {flavor} is written otherwise when it is read back:\n{}\n---- and then\n{}",
                        String::from_utf8_lossy(&bytes),
                        String::from_utf8_lossy(again)
                    ));
                }
            }
        }
    }
    Ok(())
}
