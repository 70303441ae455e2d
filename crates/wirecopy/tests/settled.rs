//! Markdown of every fixture, read back and written again: the same bytes, for every tool and flavor.
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
