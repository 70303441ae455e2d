//! What an export of a site tells of people who did not write for the public reaches no public format.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests may panic"
)]

use wirecopy::{Include, Input, Memory, Stream, Target};

/// Addresses of commenters and of accounts, what spammers wrote, a password, a customer.
const SECRETS: [&str; 9] = [
    "ola.strand@private.example.net",
    "203.0.113.77",
    "oars@spam.example.net",
    "198.51.100.9",
    "192.0.2.4",
    "m.vale@lantern.example.org",
    "desk@lantern.example.org",
    "heron",
    "buyer@private.example.net",
];

#[test]
fn secrets_of_an_export_stay_where_they_are() {
    let registry = wirecopy::registry();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/wxr");
    let mut seen = 0;
    for name in ["classic.xml", "held-back.xml"] {
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        for format in registry.exporters().map(wirecopy::Exporter::format).filter(|format| format.public) {
            let mut memory = Memory::default();
            let mut stream = Stream::new(&registry);
            // not even when everything that is held back is asked for
            stream.policy.include.extend(Include::ALL);
            stream.settings.set("wxr.attachments", "articles");
            stream.add(Target { format: format.name, out: Box::new(&mut memory) }).unwrap();
            stream.convert(Input::new(&bytes[..]).named(name)).unwrap();
            drop(stream);
            for (part, written) in memory.parts() {
                let written = String::from_utf8_lossy(written);
                seen += usize::from(written.contains("ferry") || written.contains("figures"));
                for secret in SECRETS {
                    assert!(!written.contains(secret), "{} of {name} tells {secret}: {part}", format.name);
                }
            }
        }
    }
    assert!(seen > 6, "the formats say something at all");
}
