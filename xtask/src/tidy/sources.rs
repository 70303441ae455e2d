//! What libraries do not touch: files, network, clock, environment, processes.

use std::fs;

use crate::lexer::{Token, code};
use crate::workspace::{Package, files, short};

/// Packages that deal with the world; all others are given what they need.
const WORLDLY: &[&str] = &["wirecopy-batch", "wirecopy-cli", "wirecopy-testkit", "xtask"];

/// Members of `std` that libraries do without.
const WORLD: &[&str] = &["fs", "net", "env", "process"];

/// Clocks, wherever they come from.
const CLOCKS: &[&str] = &["SystemTime", "Instant"];

/// Names of modules that say nothing.
const NAMELESS: &[&str] = &["utils", "util", "common", "helpers", "helper", "misc"];

pub(super) fn check(packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for package in packages {
        for file in files(&package.folder.join("src"), ".rs") {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            if NAMELESS.contains(&&*stem) {
                faults.push(format!("{}: name the module for what is in it", short(&file)));
            }
            if WORLDLY.contains(&package.name.as_str()) {
                continue;
            }
            let source = fs::read_to_string(&file).unwrap_or_default();
            for (line, what) in worldly(&source) {
                faults.push(format!("{}:{line}: a library does not use `{what}`", short(&file)));
            }
        }
    }
    faults
}

/// Uses of the world in a source, with their lines.
fn worldly(source: &str) -> Vec<(usize, String)> {
    let tokens = code(source);
    let mut found = Vec::new();
    for (index, (line, token)) in tokens.iter().enumerate() {
        if let Token::Word(word) = token
            && CLOCKS.contains(&word.as_str())
        {
            found.push((*line, word.clone()));
        }
        if !token.is("std") {
            continue;
        }
        let path = tokens.get(index + 1..).unwrap_or_default();
        let [(_, one), (_, two), rest @ ..] = path else { continue };
        if !(one.is_mark(':') && two.is_mark(':')) {
            continue;
        }
        for (line, word) in first_words(rest) {
            if WORLD.contains(&word.as_str()) {
                found.push((line, format!("std::{word}")));
            }
        }
    }
    found
}

/// The names right below a path: one, or those of a `{…}`.
fn first_words(tokens: &[(usize, Token)]) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut depth = 0_usize;
    let mut is_first = true;
    for (line, token) in tokens {
        match token {
            Token::Word(word) => {
                if is_first {
                    words.push((*line, word.clone()));
                }
                is_first = false;
            }
            Token::Mark('{') => depth += 1,
            Token::Mark('}') => depth = depth.saturating_sub(1),
            Token::Mark(',') => is_first = depth == 1,
            Token::Mark(_) | Token::Text(_) => {}
        }
        if depth == 0 {
            break;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[&str]) {
        let found: Vec<_> = worldly(source).into_iter().map(|(_, what)| what).collect();
        assert_eq!(found, expect, "{source}");
    }

    #[test]
    fn the_world_is_found_however_it_is_imported() {
        check("use std::fs;", &["std::fs"]);
        check("use std::fs::File;", &["std::fs"]);
        check("use std::{fmt, net::TcpStream, io::{self, Read}};", &["std::net"]);
        check("fn f() { std::env::var(\"X\"); }", &["std::env"]);
        check("let t = time::SystemTime::now();", &["SystemTime"]);
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        check("// std::fs\nlet a = \"std::fs\"; use std::io; use crate::fs; env!(\"X\");", &[]);
        check("use std::{io::{fs_like, net_like}, fmt};", &[]);
        check("#[cfg(test)] mod tests { use std::fs; }", &[]);
    }
}
