//! What `explain` writes, and where; what a sidecar changes; texts given back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

const TEXT: &str = "Fares will rise by a tenth in May, the ferry company said on Monday.\n\
                    What changes\n\
                    \"We have no choice left,\" said Ines Varga, the manager. She blamed the price of fuel.\n\
                    Riders were surprised.\n";

struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            fs::write(sandbox.0.path().join(name), bytes).unwrap();
        }
        sandbox
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command.args(args).current_dir(self.0.path()).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// The explanation as JSON.
    fn json(&self, args: &[&str]) -> serde_json::Value {
        let args = [&["explain", "--quiet", "--as", "json"], args].concat();
        let output = self.run(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }
}

#[test]
fn all_inputs_are_one_object() {
    let sandbox =
        Sandbox::with(&[("a.txt", TEXT.as_bytes()), ("b.txt", b"It rained all day, and nobody came.\n")]);
    let json = sandbox.json(&["a.txt", "b.txt"]);
    let first = &json["inputs"][0]["articles"][0];
    assert_eq!(json["inputs"].as_array().map(Vec::len), Some(2));
    assert_eq!((&first["lines"][1]["kind"], &first["lines"][1]["line"]), (&"heading".into(), &2.into()));
    assert_eq!((&first["quotes"][0]["number"], &first["quotes"][0]["line"]), (&"1".into(), &3.into()));
    assert_eq!(first["quotes"][0]["speaker"]["name"], "Ines Varga");
}

#[test]
fn a_page_is_written_and_no_input_replaced() {
    let sandbox = Sandbox::with(&[("a.txt", TEXT.as_bytes())]);
    let output = sandbox.run(&["explain", "a.txt", "--as", "html", "-o", "a.html", "-q"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(sandbox.read("a.html").starts_with(b"<!DOCTYPE html>"));
    let again = ["explain", "a.txt", "-o", "a.html", "-q"];
    let output = sandbox.run(&again);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`--force` replaces it"));
    assert!(sandbox.read("a.html").starts_with(b"<!DOCTYPE html>"));
    assert!(sandbox.run(&[&again[..], &["--force"]].concat()).status.success());
    assert!(sandbox.read("a.html").starts_with(b"a.txt\n"));
    for force in [&[][..], &["--force"]] {
        let output = sandbox.run(&[&["explain", "a.txt", "-o", "./a.txt", "-q"], force].concat());
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(sandbox.read("a.txt"), TEXT.as_bytes());
    }
}

#[test]
fn a_wrong_call_is_two_and_a_wrong_sidecar_one() {
    let sidecar = b"lines: {99: heading}\n";
    let sandbox = Sandbox::with(&[
        ("a.txt", TEXT.as_bytes()),
        ("b.txt", TEXT.as_bytes()),
        ("b.meta.yml", sidecar),
        ("c.txt", TEXT.as_bytes()),
        ("c.meta.yml", b"speakers: {7: Ines Varga}\n"),
    ]);
    for set in ["text.line.3=bogus", "text.line.999=heading", "text.line.x=heading", "text.speaker.99=-"] {
        for command in [&["explain"][..], &["convert", "--to", "jsonl"]] {
            let output = sandbox.run(&[command, &["a.txt", "--set", set]].concat());
            assert_eq!(output.status.code(), Some(2), "{set}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("error[usage]"), "{set}");
        }
    }
    for (name, sidecar) in
        [("b.txt", "`b.meta.yml`: line 99"), ("c.txt", "`c.meta.yml`: there is no quote 7")]
    {
        let output = sandbox.run(&["explain", name]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(sidecar), "{name}");
    }
    let output = sandbox.run(&["explain", "a.txt", "b.txt", "--set", "text.line.x=heading"]);
    assert_eq!(output.status.code(), Some(2), "both fail by the call");
}

#[test]
fn inputs_are_shown_as_they_are_done() {
    let names: Vec<String> = (0..201).map(|at| format!("{at:03}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), TEXT.as_bytes())).collect();
    let sandbox = Sandbox::with(&files);
    let tables = String::from_utf8(sandbox.run(&["explain", ".", "-q"]).stdout).unwrap();
    assert_eq!(tables.lines().filter(|line| line.contains(".txt")).count(), 201);
    assert_eq!(sandbox.json(&["."])["inputs"].as_array().map(Vec::len), Some(201));
    let output = sandbox.run(&["explain", ".", "--as", "html", "-o", "page.html", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a page takes 200 inputs"));
    assert!(!sandbox.0.path().join("page.html").exists());

    // the first one is there while the second is still being written
    let sandbox = Sandbox::with(&[("a.txt", TEXT.as_bytes())]);
    let mut command = sandbox.command(&["explain", "a.txt", "-", "--from", "text", "-q"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 5];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"a.txt");
    child.stdin.take().unwrap().write_all(TEXT.as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn standard_input_is_explained_too() {
    let sandbox = Sandbox::with(&[]);
    let mut command = sandbox.command(&["explain", "-", "--from", "text", "-q"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(TEXT.as_bytes()).unwrap();
    let table = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(table.contains("   2  heading "), "{table}");
}

#[test]
fn where_nothing_was_worked_out_it_says_so() {
    let feed =
        b"<rss version=\"2.0\"><channel><title>Leaf</title><item><title>Fog</title></item></channel></rss>";
    let sandbox = Sandbox::with(&[("a.xml", feed)]);
    let output = sandbox.run(&["explain", "a.xml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing to explain"));
}

#[test]
fn a_sidecar_and_flags_beat_the_rules() {
    let sidecar = b"lines: {2: paragraph}\nspeakers: {1: \"Ines Varga of Ostwick\"}\n";
    let sandbox =
        Sandbox::with(&[("a.txt", TEXT.as_bytes()), ("a.meta.yml", sidecar), ("b.txt", TEXT.as_bytes())]);
    let json = sandbox.json(&["a.txt", "b.txt"]);
    let of = |at: usize| &json["inputs"][at]["articles"][0];
    assert_eq!(
        (&of(0)["lines"][1]["kind"], &of(1)["lines"][1]["kind"]),
        (&"paragraph".into(), &"heading".into())
    );
    let speaker = &of(0)["quotes"][0]["speaker"];
    assert_eq!((&speaker["name"], &speaker["rule"]), (&"Ines Varga of Ostwick".into(), &"given".into()));
    let plain = sandbox.json(&["b.txt", "--structure", "none"]);
    assert_eq!(plain["inputs"][0]["articles"][0]["lines"][1]["kind"], "paragraph");
}

#[test]
fn places_are_right_in_any_encoding() {
    let text = "\u{201c}Größer wird das Schiff nicht mehr,\u{201d} sagte sie.\nDas Dock schließt im Mai, und niemand weiß warum.\n";
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let sandbox = Sandbox::with(&[("a.txt", &utf16), ("b.txt", text.as_bytes())]);
    for name in ["a.txt", "b.txt"] {
        let output = sandbox.run(&["explain", name, "--as", "html", "-q"]);
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.contains("\">\u{201c}Größer wird das Schiff nicht mehr,\u{201d}</span>"), "{page}");
    }
}

#[test]
fn texts_are_given_back() {
    let latin = b"Der Hafen bleibt geschlossen, sagte der B\xFCrgermeister.\r\n\r\nWarum, blieb offen.";
    let sandbox = Sandbox::with(&[("a.txt", TEXT.as_bytes()), ("b.txt", latin)]);
    let output = sandbox.run(&["convert", "a.txt", "b.txt", "--to", "text", "-o", "out/", "-q"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!((sandbox.read("out/a.txt"), sandbox.read("out/b.txt")), (TEXT.into(), latin.to_vec()));
    assert_eq!(sandbox.run(&["convert", "b.txt", "--to", "text", "-q"]).stdout, latin);
    let output = sandbox.run(&["convert", "b.txt", "--to", "jsonl", "-o", "b.jsonl", "-q"]);
    assert!(output.status.success());
    assert_eq!(sandbox.run(&["convert", "b.jsonl", "--to", "text", "-q"]).stdout, latin);
}

#[test]
fn inspect_counts_what_is_mentioned() {
    let sandbox = Sandbox::with(&[("a.txt", TEXT.as_bytes())]);
    let printed = String::from_utf8(sandbox.run(&["inspect", "a.txt", "-q"]).stdout).unwrap();
    let mentions = printed.lines().find(|line| line.starts_with("  mentions   ")).unwrap();
    assert!(mentions.contains("2 times"), "{printed}");
}
