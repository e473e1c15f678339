//! Gives Tauri the list of commands, so that each has a permission and none can be called without one.

use protocol::COMMAND_NAMES;
use tauri_build::{AppManifest, Attributes};

fn main() {
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMAND_NAMES));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
