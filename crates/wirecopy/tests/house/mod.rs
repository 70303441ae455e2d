//! The formats and fixtures that the tests of this crate share.

use std::path::PathBuf;

use wirecopy_testkit::Kit;

/// All formats.
pub fn kit() -> Kit {
    Kit { registry: wirecopy::registry(), rendering: || vec![Box::new(wirecopy_body::Blocks)] }
}

/// The folder of the workspace.
pub fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    top().join("fixtures")
}
