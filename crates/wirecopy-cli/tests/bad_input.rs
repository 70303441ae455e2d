//! Bad input and bad places: a clear message, the right exit code, nothing half-written.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(files: &[(&str, &[u8])]) -> Self {
        let sandbox = Self::new();
        for (name, bytes) in files {
            let path = sandbox.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        sandbox
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command.args(args).current_dir(self.0.path()).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    /// Files below `out`, without what the next run needs to know.
    fn outputs(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.0.path().join("out")];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.map(Result::unwrap).filter(|entry| entry.file_name() != ".wirecopy") {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    let name = entry.path().strip_prefix(self.0.path()).unwrap().to_str().unwrap().to_owned();
                    names.push(name);
                }
            }
        }
        names.sort();
        names
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const FEED: &[u8] =
    br#"<rss version="2.0"><channel><title>Harbour Times</title><link>https://example.org/</link>
<description>News of the port</description>
<item><title>Ferry back in service</title><guid isPermaLink="false">ht-1</guid>
<description>The night ferry sails again.</description></item>
</channel></rss>"#;

/// A failing input: exit 1, its name and `wanted` in the message, nothing written, and the good input converted.
fn fails(name: &str, bytes: &[u8], wanted: &str) {
    let sandbox = Sandbox::with(&[(name, bytes), ("good.xml", FEED)]);
    let output = sandbox.run(&["convert", name, "good.xml", "--to", "csv,markdown", "-o", "out"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains(name) && text.contains(wanted), "{text}");
    assert_eq!(sandbox.outputs(), ["out/ferry-back-in-service.md", "out/good.csv"]);
}

#[test]
fn empty_file() {
    fails("empty.xml", b"", "empty");
    fails("empty.txt", b"", "");
}

#[test]
fn binary_file() {
    fails("picture.xml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", "PNG");
    fails("noise.txt", &[0, 255, 1, 254, 2, 253, 0, 0, 7, 27, 200, 130, 0, 9, 3, 129], "");
}

#[test]
fn html_error_page_given_as_a_feed() {
    let page = b"<!DOCTYPE html><html><head><title>503</title>
        <link rel=\"alternate\" type=\"application/rss+xml\" href=\"https://example.org/feed.xml\"></head>
        <body><h1>Service unavailable</h1></body></html>";
    let sandbox = Sandbox::with(&[("page.xml", page)]);
    let output = sandbox.run(&["convert", "page.xml", "--from", "rss", "--to", "csv", "-o", "out"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("https://example.org/feed.xml"), "{text}");
    assert_eq!(sandbox.outputs(), [""; 0]);
}

#[test]
fn truncated_feed_keeps_what_was_read() {
    let cut = &FEED[..FEED.len() - 40];
    let sandbox = Sandbox::with(&[("cut.xml", cut)]);
    let output = sandbox.run(&["convert", "cut.xml", "--to", "csv", "-o", "out"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("cut.xml:") && text.contains("repair["), "{text}");
    assert!(
        fs::read_to_string(sandbox.0.path().join("out/cut.csv")).unwrap().contains("Ferry back in service")
    );
    let strict = sandbox.run(&["convert", "cut.xml", "--to", "csv", "-o", "out", "--strict"]);
    assert_eq!(strict.status.code(), Some(1));
}

#[test]
fn wrong_encoding_is_repaired_and_reported() {
    let feed = String::from_utf8(FEED.to_vec()).unwrap().replace("Ferry", "F\u{0}rry");
    let bytes: Vec<u8> = feed.bytes().map(|byte| if byte == 0 { 0xE9 } else { byte }).collect();
    let sandbox = Sandbox::with(&[("latin.xml", &bytes)]);
    let output = sandbox.run(&["convert", "latin.xml", "--to", "csv", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::read_to_string(sandbox.0.path().join("out/latin.csv")).unwrap().contains("Férry"));
}

#[test]
fn deep_nesting_is_a_limit_with_a_place() {
    let mut feed = b"<rss version=\"2.0\"><channel><item>".to_vec();
    feed.extend(b"<a>".repeat(100_000));
    fails("deep.xml", &feed, "deep.xml:1:");
}

#[test]
fn deep_nesting_in_a_body_is_flattened() {
    let mut feed = FEED[..FEED.len() - 24].to_vec();
    feed.extend(b"<item><title>Deep</title><description><![CDATA[");
    feed.extend(b"<div><ul><li>".repeat(33_000));
    feed.extend(b"text]]></description></item></channel></rss>");
    let sandbox = Sandbox::with(&[("deep.xml", &feed)]);
    let output = sandbox.run(&["convert", "deep.xml", "--to", "markdown,csv,jsonld,jsonl", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn unclosed_cdata_in_a_large_file() {
    let mut feed = FEED[..FEED.len() - 20].to_vec();
    feed.extend(b"<item><title>Open</title><description><![CDATA[never closed ");
    feed.extend(b"word after word </description></item><item><title>Next</title></item> ".repeat(60_000));
    let sandbox = Sandbox::with(&[("open.xml", &feed)]);
    let output = sandbox.run(&["convert", "open.xml", "--to", "jsonl", "-o", "out"]);
    let text = stderr(&output);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{text}");
    assert!(text.contains("open.xml:"), "{text}");
}

#[test]
fn folder_called_like_a_feed() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.0.path().join("x.xml")).unwrap();
    let output = sandbox.run(&["convert", "x.xml", "--to", "csv", "-o", "out"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("x.xml") && text.contains("holds no files"), "{text}");
}

#[test]
fn missing_file() {
    let output = Sandbox::new().run(&["convert", "gone.xml", "--to", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("gone.xml"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn pipe_in_place_of_a_file() {
    let sandbox = Sandbox::new();
    let made = Command::new("mkfifo").arg(sandbox.0.path().join("pipe.xml")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let output = sandbox.run(&["convert", "pipe.xml", "--to", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("not a regular file"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with(&[("secret.xml", FEED)]);
    let path = sandbox.0.path().join("secret.xml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        return; // the superuser reads everything
    }
    let output = sandbox.run(&["convert", "secret.xml", "--to", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("secret.xml"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk() {
    let sandbox = Sandbox::with(&[("good.xml", FEED)]);
    let output = sandbox.run(&["convert", "good.xml", "--to", "csv", "-o", "/dev/full"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("No space left"), "{text}");
}

#[cfg(unix)]
#[test]
fn closed_stdout() {
    let mut feed = FEED[..FEED.len() - 17].to_vec();
    feed.extend(
        b"<item><title>Again</title><description>And again the ferry sails.</description></item>"
            .repeat(20_000),
    );
    feed.extend(b"</channel></rss>");
    let sandbox = Sandbox::with(&[("long.xml", &feed)]);
    let mut child = sandbox
        .command(&["convert", "long.xml", "--to", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("closed"), "{}", stderr(&output));
}

#[test]
fn standard_input_and_output() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&["convert", "-", "--to", "csv", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(FEED).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("id,title,published,"));
}

#[test]
fn wrong_usage() {
    let sandbox = Sandbox::with(&[("a.xml", FEED), ("b.xml", FEED)]);
    for (args, wanted) in [
        (vec!["convert", "a.xml"], "--to"),
        (vec!["convert", "a.xml", "--to", "docx"], "docx"),
        (vec!["convert", "a.xml", "--to", "csv", "--set", "csv.colour=red"], "csv.colour"),
        (vec!["convert", "a.xml", "--to", "csv", "--set", "cvs.excel=true"], "cvs.excel"),
        (vec!["convert", "a.xml", "--to", "csv", "--limit", "items=many"], "items"),
        (vec!["convert", "a.xml", "--to", "csv", "--zone", "Mars/Olympus"], "Mars/Olympus"),
        (vec!["convert", "a.xml", "--to", "csv", "--meta", "headline=x"], "headline"),
        (vec!["convert", "a.xml", "--to", "csv", "--as-of", "noon"], "noon"),
        (vec!["convert", "a.xml", "--to", "csv", "--include", "secrets"], "secrets"),
        (vec!["convert", "a.xml", "b.xml", "--to", "csv"], "-o"),
    ] {
        let output = sandbox.run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(wanted), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn the_same_bytes_with_any_threads_and_any_locale() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let convert = |threads: &str, zone: &str, language: &str| {
        let sandbox = Sandbox::new();
        let rss = fixtures.join("rss");
        let text = fixtures.join("text");
        let output = sandbox
            .command(&[
                "convert",
                rss.to_str().unwrap(),
                text.to_str().unwrap(),
                "--to",
                "markdown,csv,jsonld,jsonl",
                "--as-of",
                "2026-11-01T00:00:00Z",
                "--report",
                "report.jsonl",
                "--threads",
                threads,
                "-o",
                "out",
            ])
            .env("TZ", zone)
            .env("LC_ALL", language)
            .output()
            .unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
        let mut files = sandbox.outputs();
        files.push("report.jsonl".to_owned());
        files
            .into_iter()
            .map(|name| (fs::read(sandbox.0.path().join(&name)).unwrap(), name))
            .collect::<Vec<_>>()
    };
    let first = convert("1", "UTC", "C");
    assert!(first.len() > 20);
    for (threads, zone, language) in
        [("2", "Asia/Tokyo", "tr_TR.UTF-8"), ("8", "America/Lima", "de_DE.UTF-8")]
    {
        let other = convert(threads, zone, language);
        for (one, other) in first.iter().zip(&other) {
            assert_eq!(one.1, other.1);
            assert!(one.0 == other.0, "{} differs", one.1);
        }
        assert_eq!(first.len(), other.len());
    }
}

/// Two feeds of one file name, each with an article of one title and the id `1`.
fn twins() -> Sandbox {
    let feed = |title: &str, body: &str| {
        String::from_utf8(FEED.to_vec())
            .unwrap()
            .replace("Harbour Times", title)
            .replace("ht-1", "1")
            .replace("The night ferry sails again.", body)
    };
    let (north, south) = (feed("North", "Ice on the river."), feed("South", "Sun on the river."));
    Sandbox::with(&[("north/feed.xml", north.as_bytes()), ("south/feed.xml", south.as_bytes())])
}

#[test]
fn two_articles_never_share_a_file() {
    let sandbox = twins();
    for input in ["north/feed.xml", "south/feed.xml", "north/feed.xml"] {
        let output = sandbox.run(&["convert", input, "--to", "markdown", "-o", "out"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    assert_eq!(sandbox.outputs().len(), 2);
}

#[test]
fn names_do_not_depend_on_the_order_of_inputs() {
    let contents = |inputs: [&str; 2]| {
        let sandbox = twins();
        let output = sandbox.run(&["convert", inputs[0], inputs[1], "--to", "csv,markdown", "-o", "out"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let names = sandbox.outputs();
        let read = |name: &String| fs::read_to_string(sandbox.0.path().join(name)).unwrap();
        names.iter().map(|name| (name.clone(), read(name))).collect::<Vec<_>>()
    };
    let (one, other) =
        (contents(["north/feed.xml", "south/feed.xml"]), contents(["south/feed.xml", "north/feed.xml"]));
    assert_eq!(one.len(), 4);
    assert_eq!(one, other);
}

#[test]
fn one_file_does_not_take_several_outputs() {
    let sandbox = twins();
    let args = ["convert", "north/feed.xml", "south/feed.xml", "--to", "csv", "-o", "all.csv"];
    let output = sandbox.run(&args);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("--merge"));
    let merged = sandbox.run(&[&args[..], &["--merge"]].concat());
    assert_eq!(merged.status.code(), Some(0), "{}", stderr(&merged));
    assert!(sandbox.0.path().join("all.csv").is_file());
    assert_eq!(sandbox.run(&["convert", "north/feed.xml", "--to", "csv", "-o", ""]).status.code(), Some(2));
}

#[test]
fn a_report_that_cannot_be_written_is_told_beside_the_rest() {
    let sandbox = Sandbox::with(&[("good.xml", FEED)]);
    let args = ["convert", "good.xml", "--to", "csv", "-o", "out", "--report", "none/r.jsonl"];
    let output = sandbox.run(&args);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("none/r.jsonl") && text.contains("wrote out: 1 .csv"), "{text}");
}

#[test]
fn a_header_states_the_encoding() {
    let sandbox = Sandbox::with(&[("story.txt", b"Wie\xb6 nad rzek\xb1 bez pr\xb1du")]);
    let header = "Content-Type=text/plain; charset=iso-8859-2";
    let output = sandbox.run(&["convert", "story.txt", "--to", "jsonl", "--header", header]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("Wieś nad rzeką bez prądu"));
}

#[cfg(target_os = "linux")]
#[test]
fn devices_are_written_to_and_not_replaced() {
    let sandbox = Sandbox::with(&[("good.xml", FEED)]);
    let args = ["convert", "good.xml", "--to", "csv", "-o", "/dev/stdout", "--report", "/dev/null"];
    let output =
        sandbox.command(&args).stdout(fs::File::create(sandbox.0.path().join("x.csv")).unwrap()).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(fs::read_to_string(sandbox.0.path().join("x.csv")).unwrap().contains("Ferry back in service"));
    assert!(!Path::new("/dev/.wirecopy").exists() && !Path::new("/dev/null").is_file());
}

#[test]
fn an_input_is_never_replaced() {
    let sandbox = Sandbox::with(&[("feed.xml", FEED), ("out/feed.csv", b"title\nmine\n")]);
    for args in [
        ["convert", "feed.xml", "--to", "csv", "-o", "feed.xml", "--force"],
        ["convert", "feed.xml", "--to", "csv", "-o", "./feed.xml", "--force"],
    ] {
        let output = sandbox.run(&args);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains("is an input"), "{}", stderr(&output));
        assert_eq!(fs::read(sandbox.0.path().join("feed.xml")).unwrap(), FEED);
    }
    let output = sandbox.run(&["convert", "feed.xml", "--to", "csv", "--report", "feed.xml"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(fs::read(sandbox.0.path().join("feed.xml")).unwrap(), FEED);
}

#[test]
fn a_folder_without_news_is_told_in_one_line_a_file() {
    let sandbox = Sandbox::with(&[("src/Makefile", b"all:\n\techo done\n"), ("src/notes", b"Buy bread\n")]);
    let output = sandbox.run(&["convert", "src", "--to", "csv", "-o", "out/"]);
    let text = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("nothing was converted"), "{text}");
    assert_eq!(text.matches("note[").count(), 2, "{text}");
}

#[test]
fn two_sidecars_are_one_too_many() {
    let files: [(&str, &[u8]); 3] = [
        ("story.txt", b"The ferry sails again on Monday, the harbour office said.\n"),
        ("story.meta.yml", b"title: Ferry sails\n"),
        ("story.txt.meta.yml", b"title: Ferry stays\n"),
    ];
    let output = Sandbox::with(&files).run(&["convert", "story.txt", "--to", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("two sidecars"), "{}", stderr(&output));
}
