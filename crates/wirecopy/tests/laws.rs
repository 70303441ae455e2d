//! Every importer keeps the laws on every fixture of its format.
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

use wirecopy_testkit::fixtures::{Fixture, each};
use wirecopy_testkit::{IMPLIED, Law, Laws};

fn main() -> std::process::ExitCode {
    each(&house::fixtures(), keeps_the_laws)
}

fn keeps_the_laws(fixture: &Fixture) -> Result<(), String> {
    let kit = house::kit();
    let bytes = fixture.bytes().map_err(|error| error.to_string())?;
    let asked = fixture.card.asked().map_err(|error| error.to_string())?;
    let importer = kit.registry.importer_named(&fixture.format).map_err(|error| error.to_string())?;
    let options = asked.settings.for_format(importer.format()).map_err(|error| error.to_string())?;
    let name = fixture.file_name();
    if !fixture.card.has("from") && !fixture.card.error {
        let found = kit.importer(&name, &bytes, &asked).map_err(|error| error.to_string())?.format().name;
        if found != fixture.format {
            return Err(format!("it is taken for `{found}`"));
        }
    }
    let mut except = Vec::new();
    if fixture.card.has("from") {
        except.push(Law::Probe);
    }
    if fixture.format == "jsonl" {
        // its records tell of spans in the inputs they were made from
        except.push(Law::Spans);
    }
    if fixture.format == "wxr" {
        // an article has the files that stand behind it, and of an input that is cut off these are not there
        except.push(Law::Prefix);
    }
    let laws = Laws {
        name: Some(&name),
        content_type: asked.content_type.as_deref(),
        base: asked.base.clone(),
        implied: IMPLIED,
        except: &except,
        ..Laws::new(importer, &options)
    };
    laws.check(&bytes).map_err(|breaches| breaches.to_string())
}
