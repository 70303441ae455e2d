//! Bytes to text: which encoding, on what evidence, and where every character was.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_push_string,
    clippy::needless_pass_by_value,
    missing_docs,
    reason = "tests may panic"
)]

use std::io::{BufRead, ErrorKind, Read};

use expect_test::{Expect, expect};
use proptest::prelude::*;
use wirecopy_core::decode::{Hints, Window, decode_all, head_text};
use wirecopy_core::{Cx, Diagnostic, Error, Findings, Limits, Policy};

fn with_cx<T>(limits: &Limits, run: impl FnOnce(&mut Cx<'_>) -> T) -> (T, Vec<Diagnostic>) {
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let value = run(&mut Cx::new(limits, &policy, &mut findings));
    (value, findings.kept().to_vec())
}

/// The text, what decided its encoding, and what was found.
fn show(input: impl BufRead + Send, hints: Hints<'_>) -> String {
    let (decoded, findings) = with_cx(&Limits::default(), |cx| decode_all(input, &hints, cx).unwrap());
    let encoding = &decoded.encoding;
    let declared = encoding.declared.as_ref().map(|label| format!(", declared {label}")).unwrap_or_default();
    let mut out = format!("{:?}\n{} by {:?}{declared}\n", decoded.text, encoding.name, encoding.evidence);
    for finding in findings {
        let (span, at) = (finding.span.unwrap(), finding.location.unwrap());
        out += &format!(
            "{}:{} {}..{} {}[{}] {}\n",
            at.line,
            at.column,
            span.start,
            span.end,
            finding.severity.as_str(),
            finding.code,
            finding.message
        );
    }
    out
}

fn check(input: &[u8], hints: Hints<'_>, expect: Expect) {
    let whole = show(input, hints);
    expect.assert_eq(&whole);
    assert_eq!(show(Slow(input, false), hints), whole, "byte by byte");
}

/// Gives one byte at a time and is interrupted before each.
struct Slow<'a>(&'a [u8], bool);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(&mut buffer[..1])
    }
}

impl BufRead for Slow<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        let interrupted = std::mem::replace(&mut self.1, true);
        if interrupted { Ok(&self.0[..self.0.len().min(1)]) } else { Err(ErrorKind::Interrupted.into()) }
    }

    fn consume(&mut self, amount: usize) {
        self.0 = &self.0[amount..];
        self.1 = amount == 0;
    }
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn utf32(text: &str, big: bool) -> Vec<u8> {
    text.chars()
        .flat_map(|character| {
            let number = u32::from(character);
            if big { number.to_be_bytes() } else { number.to_le_bytes() }
        })
        .collect()
}

const DECLARED: &str = "<?xml version='1.0' encoding='LABEL'?><a>";

fn declared(label: &str, rest: &[u8]) -> Vec<u8> {
    [DECLARED.replace("LABEL", label).as_bytes(), rest].concat()
}

#[test]
fn byte_order_marks_decide() {
    check(
        b"\xEF\xBB\xBFM\xC3\xB6we",
        Hints::text(Some("text/plain; charset=latin1")),
        expect![[r#"
            "Möwe"
            utf-8 by Bom
            1:1 0..0 repair[decode.encoding.wrong] the caller states the encoding `latin1`, which a byte order mark contradicted; `utf-8` was used
        "#]],
    );
    check(
        &[b"\xFF\xFE", &utf16("Möwe 𝄞", false)[..]].concat(),
        Hints::default(),
        expect![[r#"
        "Möwe 𝄞"
        utf-16le by Bom
    "#]],
    );
    check(
        &[b"\xFE\xFF", &utf16("Möwe", true)[..]].concat(),
        Hints::default(),
        expect![[r#"
        "Möwe"
        utf-16be by Bom
    "#]],
    );
    check(
        &[b"\xFF\xFE\0\0", &utf32("Möwe", false)[..]].concat(),
        Hints::default(),
        expect![[r#"
        "Möwe"
        utf-32le by Bom
    "#]],
    );
    check(
        &[b"\0\0\xFE\xFF", &utf32("Möwe", true)[..]].concat(),
        Hints::default(),
        expect![[r#"
        "Möwe"
        utf-32be by Bom
    "#]],
    );
    check(
        b"",
        Hints::default(),
        expect![[r#"
        ""
        utf-8 by Default
    "#]],
    );
    check(
        b"\xEF\xBB\xBF",
        Hints::default(),
        expect![[r#"
        ""
        utf-8 by Bom
    "#]],
    );
}

#[test]
fn nul_bytes_show_wide_encodings() {
    for (bytes, name) in [
        (utf16("<rss version='2.0'>Möwe</rss>", false), "utf-16le"),
        (utf16("<rss version='2.0'>Möwe</rss>", true), "utf-16be"),
        (utf32("<rss version='2.0'>Möwe</rss>", false), "utf-32le"),
        (utf32("<rss version='2.0'>Möwe</rss>", true), "utf-32be"),
    ] {
        let (decoded, _) =
            with_cx(&Limits::default(), |cx| decode_all(&bytes[..], &Hints::xml(None), cx).unwrap());
        assert_eq!(&*decoded.encoding.name, name);
        assert_eq!(decoded.text, "<rss version='2.0'>Möwe</rss>");
        let at = decoded.text.find("we").unwrap();
        let width = if name.starts_with("utf-16") { 2 } else { 4 };
        assert_eq!(decoded.original(at), width * 21);
        assert_eq!(decoded.original(decoded.text.len()), bytes.len() as u64);
    }
}

#[test]
fn the_caller_goes_before_the_document() {
    let text = declared("iso-8859-5", b"\xF0\xF2\xE1");
    check(
        &text,
        Hints::xml(Some("application/xml; charset=\"koi8-r\"")),
        expect![[r#"
        "<?xml version='1.0' encoding='iso-8859-5'?><a>ПРА"
        koi8-r by Caller, declared iso-8859-5
    "#]],
    );
    check(
        &text,
        Hints::xml(Some("application/xml")),
        expect![[r#"
        "<?xml version='1.0' encoding='iso-8859-5'?><a>№ђс"
        iso-8859-5 by Declaration
    "#]],
    );
    check(
        &text,
        Hints::text(Some("application/xml; charset=no-such")),
        expect![[r#"
        "<?xml version='1.0' encoding='iso-8859-5'?><a>ПРА"
        koi8-u by Guess
        1:1 0..0 repair[decode.encoding.unknown] the caller states an encoding `no-such` that is not known
    "#]],
    );
}

#[test]
fn labels_mean_what_the_web_means() {
    check(
        &declared("ISO-8859-1", b"\x93x\x94"),
        Hints::xml(None),
        expect![[r#"
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>“x”"
        windows-1252 by Declaration, declared ISO-8859-1
    "#]],
    );
    check(
        &declared("gb2312", b"\x81\x40"),
        Hints::xml(None),
        expect![[r#"
        "<?xml version='1.0' encoding='gb2312'?><a>丂"
        gbk by Declaration, declared gb2312
    "#]],
    );
}

#[test]
fn what_the_bytes_contradict_is_overruled() {
    check(
        &declared("UTF-16", "Möwe".as_bytes()),
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='UTF-16'?><a>Möwe"
            utf-8 by Valid, declared UTF-16
            1:1 0..0 repair[decode.encoding.wrong] the document states the encoding `UTF-16`, which the bytes contradicted; `utf-8` was used
        "#]],
    );
    let cyrillic = declared("utf-8", b"\xCC\xEE\xF1\xEA\xE2\xE0 \xED\xE0 \xF0\xE5\xEA\xE5 \xEC\xEE\xF1\xF2");
    check(
        &cyrillic,
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='utf-8'?><a>Москва на реке мост"
            windows-1251 by Guess, declared utf-8
            1:1 0..0 repair[decode.encoding.wrong] the document states the encoding `utf-8`, which the bytes contradicted; `windows-1251` was used
        "#]],
    );
    check(
        &utf16(&declared_text("utf-8"), false),
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='utf-8'?><a>Möwe"
            utf-16le by Valid, declared utf-8
            1:1 0..0 repair[decode.encoding.wrong] the document states the encoding `utf-8`, which the pattern of NUL bytes contradicted; `utf-16le` was used
        "#]],
    );
    check(
        "Möwe".as_bytes(),
        Hints::text(Some("text/plain; charset=latin1")),
        expect![[r#"
        "MÃ¶we"
        windows-1252 by Caller
        1:1 0..0 note[decode.encoding.doubtful] the caller states `latin1`, yet the bytes are also valid UTF-8
    "#]],
    );
}

fn declared_text(label: &str) -> String {
    String::from_utf8(declared(label, "Möwe".as_bytes())).unwrap()
}

#[test]
fn labels_are_known_however_they_are_spelled() {
    for (label, bytes, text) in [
        ("utf8", &b"caf\xC3\xA9"[..], "café"),
        ("UTF_8", b"caf\xC3\xA9", "café"),
        ("iso8859-1", b"caf\xE9", "café"),
        ("ISO_8859_1_1987", b"caf\xE9", "café"),
        ("latin-1", b"caf\xE9", "café"),
        ("win-1251", b"\xCF\xF0\xE8", "При"),
        ("cp1251", b"\xCF\xF0\xE8", "При"),
        ("koi8", b"\xF0\xD2\xC9", "При"),
        ("ks_c_5601", b"\xC7\xD1\xB1\xB9", "한국"),
        ("x-sjis", b"\x93\xFA\x96\x7B", "日本"),
        ("euc_jp", b"\xC6\xFC\xCB\xDC", "日本"),
        ("gb2312-80", b"\xD6\xD0\xCE\xC4\x87\xD6", "中文囍"),
        ("cp437", b"caf\x82", "café"),
        ("IBM852", b"caf\x82", "café"),
        ("x-mac-greek", b"\xE1", "α"),
    ] {
        let (shown, _) = with_cx(&Limits::default(), |cx| {
            decode_all(&declared(label, bytes)[..], &Hints::xml(None), cx).unwrap()
        });
        assert!(shown.text.ends_with(text), "{label}: {}", shown.text);
        assert_eq!(format!("{:?}", shown.encoding.evidence), "Declaration", "{label}");
    }
}

#[test]
fn ebcdic_is_read_by_its_declaration() {
    // `<?xml encoding="cp500"?>é` and the same without a label
    let stated = b"\x4c\x6f\xa7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7e\x7f\x83\x97\xf5\xf0\xf0\x7f\x6f\x6e\x51";
    check(
        stated,
        Hints::xml(None),
        expect![[r#"
            "<?xml encoding=\"cp500\"?>é"
            ibm500 by Declaration, declared cp500
        "#]],
    );
    let silent = b"\x4c\x6f\xa7\x94\x93\x40\x6f\x6e\x15\x51";
    check(
        silent,
        Hints::xml(None),
        expect![[r#"
            "<?xml ?>\né"
            ibm037 by Guess
            1:1 0..0 repair[decode.encoding.ebcdic] this is EBCDIC, and its form is not stated; `ibm037` was used
        "#]],
    );
}

#[test]
fn refused_and_contradicted_labels_are_told() {
    check(
        &declared("utf-7", b"a"),
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='utf-7'?><a>a"
            utf-8 by Default, declared utf-7
            1:1 0..0 repair[decode.encoding.refused] the document states the encoding `utf-7`: UTF-7 is not read, as it can hide markup
        "#]],
    );
    check(
        &declared("us-ascii", "é".as_bytes()),
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='us-ascii'?><a>é"
            utf-8 by Valid, declared us-ascii
            1:1 0..0 repair[decode.encoding.wrong] the document states the encoding `us-ascii`, which the bytes contradicted; `utf-8` was used
        "#]],
    );
    check(
        &declared("us-ascii", b"\xE9"),
        Hints::xml(None),
        expect![[r#"
            "<?xml version='1.0' encoding='us-ascii'?><a>é"
            windows-1252 by Declaration, declared us-ascii
            1:1 0..0 repair[decode.encoding.not-ascii] the document states `us-ascii`, yet there are bytes that ASCII has not; they are read as windows-1252
        "#]],
    );
    // what the caller was told is wrong, what the document says is not
    check(
        &declared("koi8-r", b"\xF0\xD2\xC9\xD7\xC5\xD4"),
        Hints::xml(Some("text/xml; charset=utf-8")),
        expect![[r#"
            "<?xml version='1.0' encoding='koi8-r'?><a>Привет"
            koi8-r by Declaration
            1:1 0..0 repair[decode.encoding.wrong] the caller states the encoding `utf-8`, which the bytes contradicted; `koi8-r` was used
        "#]],
    );
}

#[test]
fn without_a_word_the_bytes_decide() {
    check(
        b"plain",
        Hints::default(),
        expect![[r#"
        "plain"
        utf-8 by Default
    "#]],
    );
    check(
        "Möwe".as_bytes(),
        Hints::default(),
        expect![[r#"
        "Möwe"
        utf-8 by Valid
    "#]],
    );
    check(
        b"caf\xE9 na\xEFve, d\xE9j\xE0 vu",
        Hints::default(),
        expect![[r#"
        "café naïve, déjà vu"
        windows-1252 by Guess
    "#]],
    );
    check(
        b"\xCC\xEE\xF1\xEA\xE2\xE0 \xED\xE0 \xF0\xE5\xEA\xE5",
        Hints::default(),
        expect![[r#"
        "Москва на реке"
        windows-1251 by Guess
    "#]],
    );
}

#[test]
fn each_invalid_sequence_is_repaired_alone() {
    check(
        "Möwe naïve \u{4e2d}\n"
            .as_bytes()
            .iter()
            .copied()
            .chain(*b"a\xE9b\xE4\xB8c\xFF")
            .collect::<Vec<_>>()
            .as_slice(),
        Hints::default(),
        expect![[r#"
            "Möwe naïve 中\naébä¸cÿ"
            utf-8 by Guess
            2:2 18..19 repair[decode.byte.invalid] the byte 0xE9 is invalid here and was read as windows-1252
            2:4 20..22 repair[decode.byte.invalid] 2 bytes are invalid here and were read as windows-1252
            2:7 23..24 repair[decode.byte.invalid] the byte 0xFF is invalid here and was read as windows-1252
        "#]],
    );
    check(
        b"M\xC3\xB6we \xC3\xB6 \xC3",
        Hints::default(),
        expect![[r#"
        "Möwe ö Ã"
        utf-8 by Guess
        1:8 9..10 repair[decode.byte.invalid] the byte 0xC3 is invalid here and was read as windows-1252
    "#]],
    );
    check(
        b"M\xC3\xB6we \xC3\xB6 \xF0\x9D\x84x",
        Hints::default(),
        expect![[r#"
        "Möwe ö ð�„x"
        utf-8 by Guess
        1:8 9..12 repair[decode.byte.invalid] 3 bytes are invalid here and were read as windows-1252
    "#]],
    );
    let lone = [b"\xFF\xFE", &utf16("a", false)[..], b"\x00\xD8", &utf16("b", false)[..], b"\x00"].concat();
    check(
        &lone,
        Hints::default(),
        expect![[r#"
        "a�b�"
        utf-16le by Bom
        1:2 4..6 repair[decode.byte.invalid] bytes that are no character were replaced
        1:4 8..9 repair[decode.byte.invalid] bytes that are no character were replaced
    "#]],
    );
    check(
        &[b"\xFF\xFE\0\0", &utf32("a", false)[..], b"\0\0\x11\0", b"\0\0"].concat(),
        Hints::default(),
        expect![[r#"
            "a��"
            utf-32le by Bom
            1:2 8..12 repair[decode.byte.invalid] bytes that are no character were replaced
            1:3 12..14 repair[decode.byte.invalid] bytes that are no character were replaced
        "#]],
    );
    check(
        b"\x82\xA0\x81\xFFz\x82",
        Hints::text(Some("text/plain; charset=shift_jis")),
        expect![[r#"
        "あ�ÿz‚"
        shift_jis by Caller
        1:2 2..4 repair[decode.byte.invalid] 2 bytes are invalid here and were read as windows-1252
        1:5 5..6 repair[decode.byte.invalid] the byte 0x82 is invalid here and was read as windows-1252
    "#]],
    );
}

#[test]
fn places_are_those_of_the_original() {
    for (label, bytes) in [
        ("utf-8", &b"M\xC3\xB6we\n\xE9 \xC3\xA9 x"[..]),
        ("latin1", b"M\xF6we\n\xE9 \xE9 x"),
        ("gbk", b"\xC4\xE3\xBA\xC3\n a x"),
    ] {
        let stated = format!("text/plain; charset={label}");
        let (decoded, _) =
            with_cx(&Limits::default(), |cx| decode_all(bytes, &Hints::text(Some(&stated)), cx).unwrap());
        for ascii in ["\n", "x"] {
            let at = decoded.text.find(ascii).unwrap();
            let byte = bytes.iter().position(|byte| *byte == ascii.as_bytes()[0]).unwrap();
            assert_eq!(decoded.original(at), byte as u64, "{label} {ascii:?}");
        }
        assert_eq!(decoded.location(decoded.text.find('x').unwrap()).line, 2);
    }
}

#[test]
fn a_head_is_read_without_questions() {
    assert_eq!(head_text(&[b"\xFF\xFE\0\0", &utf32("ab", false)[..]].concat()), "ab");
    assert_eq!(head_text(&utf16("<rss>", true)), "<rss>");
    assert_eq!(head_text(b"a\xFFb"), "a\u{FFFD}b");
    assert_eq!(head_text(b""), "");
}

#[test]
fn limits_and_failures_are_errors() {
    let error = |input: Box<dyn BufRead + Send>, name: &str| -> Error {
        let mut limits = Limits::default();
        limits.set(name, "10").unwrap();
        with_cx(&limits, |cx| decode_all(input, &Hints::default(), cx).unwrap_err()).0
    };
    expect!["the input is longer than 10 bytes"]
        .assert_eq(&error(Box::new(&[b'a'; 11][..]), "input").to_string());
    expect!["the text is longer than 10 bytes"]
        .assert_eq(&error(Box::new(&[b'a'; 11][..]), "text").to_string());
    for name in ["input", "text"] {
        let hint = format!("raise it with `--limit {name}=NUMBER`");
        assert_eq!(error(Box::new(&[b'a'; 11][..]), name).advice(), Some(hint.as_str()));
    }
    let failing = std::io::BufReader::new((&b"ab"[..]).chain(Failing));
    expect!["cannot read the input: gone"].assert_eq(&error(Box::new(failing), "items").to_string());
}

struct Failing;

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("gone"))
    }
}

#[test]
fn memory_follows_the_window_and_not_the_input() {
    let input = "Möwe\n".repeat(200_000);
    for charset in ["utf-8", "utf-16le"] {
        let bytes = if charset == "utf-8" { input.clone().into_bytes() } else { utf16(&input, false) };
        let stated = format!("text/plain; charset={charset}");
        with_cx(&Limits::default(), |cx| {
            let mut window = Window::open(Box::new(&bytes[..]), &Hints::text(Some(&stated)), cx).unwrap();
            let mut lines = 0;
            while window.extend(cx).unwrap() {
                let text = window.text();
                assert!(text.len() <= 2 * Window::STEP, "{}", text.len());
                lines += text.matches('\n').count();
                let place = text.len();
                window.discard(place);
            }
            assert_eq!(lines, 200_000);
            assert_eq!(window.location(0).line, 200_001);
            assert_eq!(window.original(0), bytes.len() as u64);
        });
    }
}

proptest! {
    #[test]
    fn utf8_is_taken_as_it_is(text in any::<String>(), step in 1_usize..20) {
        let hints = Hints::text(Some("text/plain; charset=utf-8"));
        let (out, findings) = with_cx(&Limits::default(), |cx| {
            let mut window = Window::with_step(Box::new(text.as_bytes()), &hints, step, cx).unwrap();
            let mut out = String::new();
            while window.extend(cx).unwrap() {
                let half = window.text().floor_char_boundary(window.text().len() / 2 + 1);
                out.push_str(&window.text()[..half]);
                window.discard(half);
            }
            out.push_str(window.text());
            out
        });
        let marked = text.starts_with('\u{FEFF}') || text.contains('\0');
        prop_assert!(marked || out == text);
        prop_assert!(marked || findings.is_empty());
    }

    #[test]
    fn any_bytes_decode_the_same_however_they_come(
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(0xC3), Just(0xB6), Just(0)], 0..80),
        label in prop::sample::select(&["utf-8", "latin1", "shift_jis", "gb18030", "utf-16le", "utf-32", "iso-2022-jp", "big5"][..]),
    ) {
        let stated = format!("text/plain; charset={label}");
        let hints = Hints::text(Some(&stated));
        prop_assert_eq!(show(Slow(&bytes, false), hints), show(&bytes[..], hints));
        let (decoded, _) = with_cx(&Limits::default(), |cx| decode_all(&bytes[..], &hints, cx).unwrap());
        let mut last = 0;
        for (at, _) in decoded.text.char_indices() {
            let original = decoded.original(at);
            prop_assert!(original >= last && original <= bytes.len() as u64);
            last = original;
        }
    }
}
