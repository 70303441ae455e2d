//! Quotes of many languages, and inputs made to hurt.

use proptest::prelude::*;

use super::*;

fn outer<'t>(text: &'t str, pairs: &[Pair]) -> Vec<&'t str> {
    pairs.iter().map(|pair| text.get(pair.outer.clone()).unwrap()).collect()
}

fn check(text: &str, expect: &[&str]) {
    let (pairs, unclosed) = pairs(text);
    assert_eq!(outer(text, &pairs), expect, "{text}");
    assert!(unclosed.is_empty(), "{text}");
}

/// With where marks are never closed.
fn check_odd(text: &str, expect: &[&str], expect_unclosed: &[usize]) {
    let (pairs, unclosed) = pairs(text);
    assert_eq!((outer(text, &pairs).as_slice(), unclosed.as_slice()), (expect, expect_unclosed), "{text}");
}

fn check_nested(text: &str, expect: &[&str]) {
    let (found, _) = pairs(text);
    let habit = Habit::of(std::iter::once(text));
    let inside: Vec<Pair> = found.iter().flat_map(|pair| nested(text, pair, habit)).collect();
    assert_eq!(outer(text, &inside), expect, "{text}");
}

/// The paragraphs of a text, one a line: their quotes, `…` behind those left open, `+` before those that go on.
fn check_chain(text: &str, expect: &[&str]) {
    let lines: Vec<&str> = text.lines().collect();
    let context = Context::of("en");
    let mut chain = Chain::new(Habit::of(lines.iter().copied()), context);
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let paragraph = chain.read(line, None, lines.get(at + 1..).unwrap().iter().copied());
        for (index, pair) in paragraph.pairs.iter().enumerate() {
            let words = line.get(pair.outer.clone()).unwrap();
            let plus = if paragraph.continues && index == 0 { "+" } else { "" };
            found.push(format!("{plus}{words}{}", if pair.is_open { "…" } else { "" }));
        }
    }
    assert_eq!(found, expect, "{text}");
}

fn check_form(language: &str, text: &str, expect: Form) {
    let (found, _) = pairs(text);
    let context = Context::of(language);
    assert_eq!(form_in(text, found.last().unwrap(), context), expect, "{text}");
}

#[test]
fn marks_of_many_languages_pair() {
    check("\"We sail,\" he said. \"At noon.\"", &["\"We sail,\"", "\"At noon.\""]);
    check("“We sail,” he said, and “wait”.", &["“We sail,”", "“wait”"]);
    check("Sie sagte: „Wir fahren“, und ging.", &["„Wir fahren“"]);
    check("Sie sagte: „Wir fahren\", und ging.", &["„Wir fahren\""]);
    check("Powiedział: „Płyniemy”, i wyszedł.", &["„Płyniemy”"]);
    check("« On part », dit-elle.", &["« On part »"]);
    check(
        "«\u{a0}On part\u{a0}», dit-elle, «\u{202f}à midi\u{202f}».",
        &["«\u{a0}On part\u{a0}»", "«\u{202f}à midi\u{202f}»"],
    );
    check("»Wir fahren«, sagte sie. »Um zwölf.«", &["»Wir fahren«", "»Um zwölf.«"]);
    check("»Me lähdemme», hän sanoi. »Puolilta päivin.»", &["»Me lähdemme»", "»Puolilta päivin.»"]);
    check("”Vi seglar”, sade hon. ”I morgon.”", &["”Vi seglar”", "”I morgon.”"]);
    check("他说：“走吧。”然后「再见」。", &["“走吧。”", "「再见」"]);
    check("彼は「『海』を読んだ」と言った。", &["「『海』を読んだ」"]);
    check("他写了《海港》。", &["《海港》"]);
    check("«Мы идём в «Волну»», — сказал он.", &["«Мы идём в «Волну»»"]);
    check("«Мы идём в «Волну», — сказал он. «Завтра».", &["«Мы идём в «Волну»", "«Завтра»"]);
    check("״אנחנו מפליגים״, אמר מנכ״ל החברה.", &["״אנחנו מפליגים״"]);
    check("\"אנחנו מפליגים\", אמר דובר צה\"ל.", &["\"אנחנו מפליגים\""]);
    check("``We sail,'' he said. ``At noon.''", &["``We sail,''", "``At noon.''"]);
    check("''We sail,'' he said.", &["''We sail,''"]);
    check("‘‘We sail,’’ he said, ‘‘and so do you.’’", &["‘‘We sail,’’", "‘‘and so do you.’’"]);
    check("＂走吧＂，他说。", &["＂走吧＂"]);
    check("‹Wir fahren›, sagte sie.", &["‹Wir fahren›"]);
    check("배 씨는 “우리는 떠난다”며 “내일”이라고 말했다.", &["“우리는 떠난다”", "“내일”"]);
    check("وقال: «سنبحر غدا». ثم أضاف \"لن ننتظر\".", &["«سنبحر غدا»", "\"لن ننتظر\""]);
    check("उसने कहा, “हम जाएंगे।” फिर चला गया।", &["“हम जाएंगे।”"]);
    check("„Ik ga”, zei hij. ‘Nu meteen.’", &["„Ik ga”", "‘Nu meteen.’"]);
    check("‚Wir fahren‘, sagte sie. ‚Morgen.‘", &["‚Wir fahren‘", "‚Morgen.‘"]);
}

#[test]
fn apostrophes_are_no_marks() {
    check("The dockers' boss doesn't know whose 'strike' it is.", &["'strike'"]);
    check("‘We don’t sail,’ he said. The ’90s are over.", &["‘We don’t sail,’"]);
    check("'The dockers' strike is over,' she said.", &["'The dockers' strike is over,'"]);
    check("‘He said “no” to me,’ she said.", &["‘He said “no” to me,’"]);
    check("It is Jones's and the boys' own.", &[]);
    check("In the '90s, the players' union liked rock 'n' roll and the Beatles' songs.", &[]);
    check("Give ’em hell, they said in the summer of ’42, ’til the cows’ bells rang.", &[]);
    check(
        "‘I told ’em: rock ’n’ roll is dead,’ she said of the ’60s.",
        &["‘I told ’em: rock ’n’ roll is dead,’"],
    );
    check("“I’m runnin’ for the boys’ team,” said O’Neill.", &["“I’m runnin’ for the boys’ team,”"]);
    check("L'homme qu'on dit d'\"honneur\" n'est pas là.", &["\"honneur\""]);
    check("Les pêcheurs d’« Océane » l’ont dit.", &["« Océane »"]);
    check("De foto's van 's-Gravenhage en 't Hart.", &[]);
    check(
        "'You shut t' school and you shut t' valley,' he said.",
        &["'You shut t' school and you shut t' valley,'"],
    );
    check(
        "Critics call it 'a lost decade' and the ministers' report 'useless'.",
        &["'a lost decade'", "'useless'"],
    );
    check("The so-called 'cat bonds' are sold, the banks' lawyers said.", &["'cat bonds'"]);
}

#[test]
fn measures_attributes_and_rules_are_no_marks() {
    check("A 5\" pipe and a 6\" pipe.", &[]);
    check("x=\"1\"", &[]);
    check("He stands 6'2\" and weighs 90 kilos.", &[]);
    check(
        "\"He's 6'2\" and fast,\" the coach said. \"Very fast.\"",
        &["\"He's 6'2\" and fast,\"", "\"Very fast.\""],
    );
    check("The wreck lies at 10°30'15\" north, \"near the reef\".", &["\"near the reef\""]);
    check("\"We laid a 5\" pipe,\" he said.", &["\"We laid a 5\" pipe,\""]);
    check("\"It was 1995\" and \"it was 1996\", they said.", &["\"It was 1995\"", "\"it was 1996\""]);
    check("<a href=\"/a b\" class=\"c\">\"We sail,\"</a> he said.", &["\"We sail,\""]);
    check("Paper   \"   \"", &[]);
    check("\"\"", &[]);
}

#[test]
fn wrong_spaces_and_mixed_marks_pair() {
    check("\" We sail,\" he said. \"At noon. \"", &["\" We sail,\"", "\"At noon. \""]);
    check("\" We sail \" is the song.", &["\" We sail \""]);
    check("“We sail,\" he said. \"At noon.”", &["“We sail,\"", "\"At noon.”"]);
    check("“We sail,“ he said. “At noon.“", &["“We sail,“", "“At noon.“"]);
    check("He said,\"We sail.\"", &["\"We sail.\""]);
    check("\"We sail,\"he said, \"at noon.\"", &["\"We sail,\"", "\"at noon.\""]);
    check("(\"We sail,\" he said.) [“At noon.”]", &["\"We sail,\"", "“At noon.”"]);
    check("The law—\"a sham\"—passed; the \"no\"-vote did not.", &["\"a sham\"", "\"no\""]);
    check("\"We sail\", he said. \"At noon\".", &["\"We sail\"", "\"At noon\""]);
    check("\"…and so we sail,\" he said, \"...or not.\"", &["\"…and so we sail,\"", "\"...or not.\""]);
    check("„Wir fahren“-Rufe und die „Welt“-Redaktion.", &["„Wir fahren“", "„Welt“"]);
    check("\"We sail\nat noon,\" she\nsaid.", &["\"We sail\nat noon,\""]);
}

#[test]
fn a_stray_mark_does_not_turn_the_rest_inside_out() {
    check_odd(
        "\"We sail, he said. \"At one,\" she said. \"At two,\" they said.",
        &["\"At one,\"", "\"At two,\""],
        &[0],
    );
    check_odd("We sail,\" he said. \"At one,\" she said.", &["\"At one,\""], &[]);
    check_odd("He said “we sail. She said “at one” and left.", &["“at one”"], &[8]);
    check_odd(
        "\"We sail,\" he said. At one,\" she said. \"At two,\" they said.",
        &["\"We sail,\"", "\"At two,\""],
        &[],
    );
    check_odd("“We sail at noon. She left.", &["“We sail at noon. She left."], &[0]);
    check_odd("\"We sail,\" he said.\" \"At two,\" they said.", &["\"We sail,\"", "\"At two,\""], &[]);
}

#[test]
fn quotes_stand_in_one_another() {
    check_nested("\"He told me, 'We sail,' and left,\" she said.", &["'We sail,'"]);
    check_nested("“He told me, ‘Nobody wants to sail.’” she said.", &["‘Nobody wants to sail.’"]);
    check_nested(
        "‘She said to me, “Miss, are you all right?” and I hadn’t the foggiest,’ he said.",
        &["“Miss, are you all right?”"],
    );
    check_nested("\"He said \"no\" to me,\" she said. \"Twice.\"", &["\"no\""]);
    check_nested("“He said “no” to me,” she said.", &["“no”"]);
    check_nested("«Мы идём в «Волну»», — сказал он.", &["«Волну»"]);
    check_nested("«Мы идём в «Волну», — сказал он.", &[]);
    check_nested("« Il a dit “non” et “oui” », dit-elle.", &["“non”", "“oui”"]);
    check_nested("„Er sagte ‚nein‘ zu mir“, klagt sie.", &["‚nein‘"]);
    check_nested("「彼は『行く』と言った」と話した。", &["『行く』"]);
    check_nested("«Es hiess, man sei ‹vorsichtig optimistisch›», sagte er.", &["‹vorsichtig optimistisch›"]);
    check_nested(
        "“She told me, ‘He shouted “Run!” and ran,’ and laughed,” he said.",
        &["‘He shouted “Run!” and ran,’", "“Run!”"],
    );
    check_nested("\"The boys' team didn't win in the '90s,\" he said.", &[]);
}

#[test]
fn quotes_go_on_over_paragraphs() {
    check_chain(
        "\"We sail,\" she said. \"It is cold.\n\"Nobody asks us.\n\"We sail.\" She left.",
        &["\"We sail,\"", "\"It is cold.…", "+\"Nobody asks us.…", "+\"We sail.\""],
    );
    check_chain("“We sail.”\n“It is cold.”", &["“We sail.”", "“It is cold.”"]);
    check_chain("« On part.\n« Il fait froid. »", &["« On part.…", "+« Il fait froid. »"]);
    check_chain("« On part.\n» Il fait froid. »", &["« On part.…", "+» Il fait froid. »"]);
    check_chain("„Wir fahren.\n„Es ist kalt.“", &["„Wir fahren.…", "+„Es ist kalt.“"]);
    check_chain(
        "‘We sail,’ she said. ‘It’s cold.\n‘Nobody asks us,’ she said.",
        &["‘We sail,’", "‘It’s cold.…", "+‘Nobody asks us,’"],
    );
    // not opened again
    check_chain(
        "He wrote: \"We sail.\nIt is cold.\nNobody asks us.\"\nHe left.",
        &["\"We sail.…", "+It is cold.…", "+Nobody asks us.\""],
    );
    check_chain("He wrote \"we sail.\nIt is cold.\nThe \"quiet\" man left.", &["\"quiet\""]);
    // never closed
    check_chain("He wrote: \"We sail at noon.\nThe town slept.", &["\"We sail at noon.…"]);
    check_chain("\"We sail at noon, he said.\nThe town slept.", &[]);
}

#[test]
fn what_is_never_closed_is_told() {
    let text = "“We sail at noon. She left.";
    let (found, unclosed) = pairs(text);
    assert_eq!((found.len(), found[0].is_open, unclosed), (1, true, vec![0]));
    assert_eq!(pairs("\"We sail, she said. \"One \"two\" three\" four.").1, [0]);
}

#[test]
fn statements_are_told_from_fragments() {
    for text in [
        "\"We sail,\" he said.",
        "He said: \"we sail at noon\".",
        "He said, \"We sail at noon.\"",
        "\"We sail at noon.\"",
        "\"Safety is not negotiable\" its director said.",
        "“‘The structure should not be relied upon,’” she read.",
        "The sign reads “Welcome to paradise!”",
        "\"We,\" he said, \"on a long leash.\"",
        "She wrote that \"no decision of this kind is ever taken lightly\" but left.",
        "\"We sail,\" he said, \"and you wait.\"",
        "\"No.\"",
        "\"We will win\" - Holm.",
        "She said “We sail.”",
        "(“At noon,” he added.)",
        "She left; 'nothing else,' said Holm.",
        "He said: \"It is\", and left.",
    ] {
        check_form("en", text, Form::Statement);
    }
    for text in [
        "He would go, \"if only to have the names in a row.\"",
        "Her arrest, it said, \"marks the end of a fiction\".",
        "It is a \"lockout in slow motion\".",
        "The \"quiet\" man.",
        "\"Quiet\" is the word.",
        "It is, she said, \"a disgrace to all of us\".",
        "She uses it, she says, ‘to win all her arguments’.",
        "He called it \"a cathedral made of dishwater,\" and left.",
        "He has left (\"calmly\").",
        "He has vowed to \"make every contribution\" to it.",
    ] {
        check_form("en", text, Form::Fragment);
    }
    for (language, text) in [
        ("zh", "「我们中午出发」，他说。"),
        ("ja", "桐生さんは「古いものを隠さず、そのまま残したかった」と説明する。"),
        ("ko", "남궁 씨는 “부수는 편이 더 쌌지만 마을이 반대했다”고 설명했다."),
        ("ru", "«Мы идём», — сказал он."),
        ("fr", "Pour l'adjoint, « ce chiffre ne sort de nulle part »."),
        ("de", "„Im Ernstfall“, sagt Sattler, „nach Weiz. Das ist weit.“"),
    ] {
        check_form(language, text, Form::Statement);
    }
}

#[test]
fn names_of_works_are_told() {
    for (language, text) in [
        ("zh", "他写了《海港》。"),
        ("en", "He starred in the film \"Undertow\" in May."),
        ("en", "In \"The Long Alliance\", his history of the party, he wrote it."),
        ("en", "The opening film, “Hearts & Harbors,” was met with applause."),
        ("en", "She closed with “Undertow,” from her album."),
        ("de", "Das Motorschiff „Agathe Rüller“ sank."),
        ("de", "In ihrem Roman „Nachtzug“ schreibt sie."),
        ("fr", "L'association « Marais vivant » proteste."),
        ("es", "El documental \"La sed\", rodado entonces, gustó."),
        ("nl", "Zij krijgen het stripverhaal “Wieltje weg” mee."),
    ] {
        check_form(language, text, Form::Work);
    }
    check_form("en", "\"Count Me In,\" she said.", Form::Statement);
    check_form("en", "She said. \"It's Tuesdays, Thursdays and Sundays.\"", Form::Statement);
    check_form("de", "Er nannte es eine „Beruhigungspille“.", Form::Fragment);
}

/// Pieces of which texts of marks are made.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "\"", "'", "“", "”", "„", "‘", "’", "«", "»", "‹", "›", "「", "」", "『", "』", "《", "》", "``",
        "''", "״", "‚", "＂", "`", " ", " ", "a", "s", "We", "5", ",", ".", "?", "(", ")", "-", "\n", "中",
        "é", "\u{a0}", "\u{200f}", ":", "=",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..80).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn quotes_ascend_and_hold_their_words(text in hostile()) {
        let (found, unclosed) = pairs(&text);
        let habit = Habit::of(std::iter::once(text.as_str()));
        let mut end = 0;
        for pair in &found {
            prop_assert!(pair.outer.start >= end && pair.outer.end <= text.len());
            prop_assert!(pair.outer.start < pair.inner.start && pair.inner.start <= pair.inner.end);
            prop_assert!(pair.inner.end <= pair.outer.end && pair.certainty <= 1000);
            prop_assert!(text.get(pair.outer.clone()).is_some() && text.get(pair.inner.clone()).is_some());
            end = pair.outer.end;
            let mut last = pair.inner.start;
            for inside in nested(&text, pair, habit) {
                prop_assert!(inside.outer.start >= last && inside.outer.end <= pair.inner.end);
                prop_assert!(text.get(inside.outer.clone()).is_some() && text.get(inside.inner.clone()).is_some());
                prop_assert!(inside.inner.start >= inside.outer.start && inside.inner.end <= inside.outer.end);
                last = inside.outer.start;
            }
        }
        prop_assert!(unclosed.iter().all(|at| text.is_char_boundary(*at)));
    }

    #[test]
    fn a_chain_never_leaves_its_paragraphs(text in proptest::collection::vec(hostile(), 1..8)) {
        let context = Context::of("en");
        let mut chain = Chain::new(Habit::of(text.iter().map(String::as_str)), context);
        for (at, line) in text.iter().enumerate() {
            let paragraph = chain.read(line, None, text.get(at + 1..).unwrap_or_default().iter().map(String::as_str));
            let mut end = 0;
            for pair in &paragraph.pairs {
                prop_assert!(pair.outer.start >= end && pair.outer.end <= line.len());
                prop_assert!(pair.inner.start >= pair.outer.start && pair.inner.end <= pair.outer.end);
                end = pair.outer.end;
                form_in(line, pair, context);
            }
        }
    }
}

#[test]
fn many_marks_are_one_pass() {
    let (found, unclosed) = pairs(&"\"a\" ".repeat(100_000));
    assert_eq!((found.len(), unclosed.len()), (100_000, 0));
    for text in ["“", "«", "\"", "'", "''", "' ", " 's", "「", "„a", "\"'“«", " \"", "=\"", "“a”b", "` "]
    {
        let text = text.repeat(20_000);
        let (found, _) = pairs(&text);
        assert!(found.len() <= 40_000);
        let habit = Habit::default();
        for pair in found.iter().take(4) {
            assert!(nested(&text, pair, habit).len() <= text.len());
        }
    }
}
