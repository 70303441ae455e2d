//! Inputs made to hurt, at sizes that would take a careless reader down: each ends with records or with a clear error.
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

use wirecopy::{Input, Limits, Policy};
use wirecopy_core::Options;
use wirecopy_testkit::hostile::{self, Attack};
use wirecopy_testkit::{Asked, read};

/// Pieces of each attack: deep enough to overflow a stack, long enough to leave every window.
const PIECES: u64 = 100_000;

#[test]
fn attacks_end_in_their_own_format() {
    let kit = house::kit();
    for attack in hostile::ALL {
        let importer = kit.registry.importer_named(attack.format).unwrap();
        let options = Options::of(importer.format());
        let input = Input::new((attack.make)(PIECES));
        let most = usize::try_from(PIECES).unwrap() * 2 + 8;
        let run = read(importer, input, &options, &Limits::default(), &Policy::default(), most);
        assert!(!run.endless && !run.went_on, "{} does not end", attack.name);
        for exporter in kit.registry.exporters() {
            let few = &run.records[..run.records.len().min(50)];
            let export = kit.export(exporter.format().name, few, &Asked::default());
            assert!(
                export.error.is_none(),
                "{} to {}: {:?}",
                attack.name,
                exporter.format().name,
                export.error
            );
        }
    }
}

#[test]
fn attacks_hurt_no_other_format() {
    const FEW: u64 = 2_000;
    let kit = house::kit();
    for (attack, importer) in
        hostile::ALL.iter().flat_map(|attack| kit.registry.importers().map(move |i| (attack, i)))
    {
        let options = Options::of(importer.format());
        let Attack { name, make, .. } = attack;
        let input = Input::new(make(FEW));
        let run = read(importer, input, &options, &Limits::default(), &Policy::default(), 1 << 20);
        assert!(!run.endless && !run.went_on, "{name} does not end as {}", importer.format().name);
    }
}
