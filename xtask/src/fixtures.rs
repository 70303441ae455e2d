//! `cargo xtask fixtures`: the fixture tests, called by the name a newcomer looks for.

use anyhow::Result;

use crate::workspace::{cargo, finish};

pub(crate) fn run(bless: bool, filter: Option<&str>) -> Result<()> {
    let mut command = cargo();
    command.args(["test", "--quiet", "--package", "wirecopy", "--test", "fixtures", "--"]);
    command.args(bless.then_some("--bless")).args(filter);
    finish(&mut command)
}
