//! `cargo xtask check-targets`: type-checks the app for platforms that this machine is not.
//!
//! Nothing is linked or run. The C parts (SQLCipher, OpenSSL, ring) are compiled for the target: for Windows with
//! MinGW-w64, for Android with clang and the C headers that Debian has for 64-bit ARM, since the NDK is not packaged.
//! Two headers that only Android has are stood in for by declarations.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::cargo::{self, cargo};
use crate::project::{self, say};
use crate::{packages, ui, wasm_target};

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const ANDROID: &str = "aarch64-linux-android";

/// The log call that the C parts make on Android.
const LOG_H: &str = "int __android_log_print(int priority, const char *tag, const char *format, ...);
int __android_log_vprint(int priority, const char *tag, const char *format, __builtin_va_list arguments);
enum { ANDROID_LOG_DEBUG = 3, ANDROID_LOG_INFO, ANDROID_LOG_WARN, ANDROID_LOG_ERROR };
";
const SYSTEM_PROPERTIES_H: &str = "#define PROP_VALUE_MAX 92
int __system_property_get(const char *name, char *value);
";

/// Checks each target and says which were not.
pub fn run() -> Result<()> {
    packages::ensure(&[packages::BUILD, packages::CROSS])?;
    // The shell embeds the interface.
    ui::build()?;
    let mut failed = Vec::new();
    for (target, command) in [(WINDOWS, cargo()), (ANDROID, android()?)] {
        if let Err(error) = check(target, command) {
            say(&format!("{target}: {error:#}"));
            failed.push(target);
        }
    }
    say("Not checked: macOS and iOS. Their C parts need Apple's SDK, which only Xcode has.");
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

fn check(target: &str, mut command: Command) -> Result<()> {
    wasm_target::add(target)?;
    say(&format!("Checking {target}"));
    cargo::run(command.args(["check", "--package", "kotikunta", "--target", target]))?;
    say(&format!("{target} type-checks; it was neither linked nor run"));
    Ok(())
}

fn android() -> Result<Command> {
    let folder = project::target().join("android");
    project::write_if_changed(&folder.join("include/android/log.h"), LOG_H.as_bytes())?;
    project::write_if_changed(&folder.join("include/sys/system_properties.h"), SYSTEM_PROPERTIES_H.as_bytes())?;
    // A program of its own: OpenSSL's build takes the compiler's name from CC and leaves its options out.
    let compiler = folder.join("cc");
    project::write_if_changed(&compiler, android_compiler(&folder.join("include")).as_bytes())?;
    cargo::run(Command::new("chmod").arg("755").arg(&compiler))?;
    let mut command = cargo();
    command.env("CC_aarch64_linux_android", compiler).env("AR_aarch64_linux_android", "llvm-ar");
    command.env("RANLIB_aarch64_linux_android", "llvm-ranlib");
    Ok(command)
}

fn android_compiler(stubs: &Path) -> String {
    let headers = format!("-nostdlibinc -isystem '{}' -isystem /usr/aarch64-linux-gnu/include", stubs.display());
    // API level 24 is the least that the shell supports.
    format!("#!/bin/sh\nexec clang --target={ANDROID}24 {headers} -D__ANDROID_API__=24 -D_GNU_SOURCE \"$@\"\n")
}
