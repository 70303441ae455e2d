//! Every file under `fixtures/` against its expectations.
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

fn main() -> std::process::ExitCode {
    wirecopy_testkit::fixtures::main(&house::fixtures(), house::kit)
}
