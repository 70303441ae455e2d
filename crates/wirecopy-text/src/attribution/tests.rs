//! Who said what, in sentences as news writes them.

use super::*;
use crate::quote::{form, pairs};

mod told;
mod wire;

/// Speakers with certainty and rule, paragraph by paragraph; `?` for somebody without a name, `-` for none.
fn found(language: &str, paragraphs: &[&str]) -> Vec<Speech> {
    let quoted: Vec<Vec<(Pair, Form)>> = paragraphs
        .iter()
        .map(|text| {
            let (pairs, _) = pairs(text);
            pairs.into_iter().map(|pair| (pair.clone(), form(text, &pair))).collect()
        })
        .collect();
    let mut attribution = Attribution::new(Lexicon::of(language).unwrap());
    for text in paragraphs {
        attribution.learn(text);
    }
    attribution.learned();
    let all = paragraphs.iter().zip(&quoted);
    all.flat_map(|(text, quotes)| attribution.paragraph(text, quotes, false, false)).collect()
}

fn check(paragraphs: &[&str], expect: &[&str]) {
    let found: Vec<String> = found("en", paragraphs)
        .into_iter()
        .map(|speech| match speech {
            Speech::By(found) => {
                let sure = if found.certainty >= 900 { "sure" } else { "unsure" };
                format!("{} {sure} {}", found.name, found.rule)
            }
            Speech::Unnamed => "?".to_owned(),
            Speech::Silent => "-".to_owned(),
        })
        .collect();
    assert_eq!(found, expect, "{paragraphs:#?}");
}

/// Speakers alone, in any language; `?` where nobody is named.
fn check_all(language: &str, cases: &[(&[&str], &[&str])]) {
    for (paragraphs, expect) in cases {
        let found: Vec<String> = found(language, paragraphs)
            .into_iter()
            .map(|speech| match speech {
                Speech::By(found) => found.name,
                Speech::Unnamed | Speech::Silent => "?".to_owned(),
            })
            .collect();
        assert_eq!(&found, expect, "{paragraphs:#?}");
    }
}

#[test]
fn name_and_verb_behind_the_quote() {
    check(&["\"We sail at noon,\" Ida Holm said."], &["Ida Holm sure quote-name-verb"]);
    check(
        &["\"We sail at noon,\" harbour master Ida Holm said earlier."],
        &["Ida Holm sure quote-name-verb"],
    );
    check(&["\"We sail at noon,\" says Ida Holm, the owner of a boat."], &["Ida Holm sure quote-verb-name"]);
    check(
        &["\"We sail at noon,\" said the town's mayor, Edmund Sallow."],
        &["Edmund Sallow sure quote-verb-name"],
    );
    check(
        &["\"We sail at noon,\" the town's mayor, Edmund Sallow, said."],
        &["Edmund Sallow sure quote-name-verb"],
    );
    check(
        &["\"We sail at noon,\" Ida Holm, a pilot at the School of Navigation in Ostwick told Radio Skerry."],
        &["Ida Holm sure quote-name-verb"],
    );
    check(&["\"We sail at noon,\" according to Ida Holm."], &["Ida Holm sure according-to"]);
}

#[test]
fn name_before_the_quote() {
    check(&["Ida Holm said: \"We sail at noon.\""], &["Ida Holm sure name-colon"]);
    check(
        &["Chief negotiator Ida Holm brushed it aside: \"We sail at noon\"."],
        &["Ida Holm unsure name-colon"],
    );
    check(
        &["Ida Holm, a friend of the Pells, has described it as a \"lockout\"."],
        &["Ida Holm sure name-verb-quote"],
    );
    check(
        &["Ida Holm criticised the plan and called it a \"lockout\"."],
        &["Ida Holm unsure name-verb-quote"],
    );
    check(&["The plan, described by Ida Holm as \"a lockout\", failed."], &["Ida Holm sure verb-by-name"]);
    check(
        &[
            "Ida Holm met Tor Vik.",
            "It was described by Holm as \"a lifeline\" and by Vik as \"a blank cheque\".",
        ],
        &["Ida Holm sure verb-by-name", "Tor Vik sure verb-by-name"],
    );
}

#[test]
fn surnames_stand_for_the_fullest_earlier_name() {
    check(&["Ida Holm left.", "\"We sail,\" Holm told reporters."], &["Ida Holm sure quote-name-verb"]);
    check(&["Ida Holm met Tor Holm.", "\"We sail,\" Holm said."], &["Ida Holm unsure shared-name"]);
    check(&["\"We sail,\" Holm said."], &["Holm unsure quote-name-verb"]);
}

#[test]
fn pronouns_are_sure_where_nobody_else_is_named() {
    check(
        &[
            "Ida Holm added that she would stay.",
            "\"We sail at noon,\" she said.",
            "\"Nobody else will sail.\"",
        ],
        &["Ida Holm sure pronoun", "Ida Holm unsure carried-over"],
    );
    check(&["Ida Holm ended what she called a \"lockout\"."], &["Ida Holm sure pronoun"]);
    check(
        &[
            "Ida Holm spoke.",
            "\"We sail,\" she said.",
            "Tor Vik spoke.",
            "\"We stay,\" he said.",
            "Ida Holm spoke.",
            "\"No,\" he said.",
        ],
        &["Ida Holm sure pronoun", "Tor Vik sure pronoun", "Tor Vik unsure pronoun"],
    );
}

#[test]
fn who_is_named_in_a_quote_may_be_the_next_to_speak() {
    check(
        &["Ida Holm and Tor Vik met.", "\"Vik is a liar,\" Holm said.", "\"I am not,\" he said."],
        &["Ida Holm sure quote-name-verb", "Ida Holm unsure pronoun"],
    );
}

#[test]
fn a_quote_goes_on_in_its_paragraph() {
    check(
        &["\"We sail,\" said Ida Holm. \"At noon we will be gone.\""],
        &["Ida Holm sure quote-verb-name", "Ida Holm sure same-paragraph"],
    );
    check(
        &["\"We sail,\" Ida Holm said, \"and nobody stops us.\""],
        &["Ida Holm sure quote-name-verb", "Ida Holm sure name-verb-quote"],
    );
}

#[test]
fn those_who_only_stand_near_did_not_speak() {
    for text in [
        "\"We sail at noon,\" a friend of Ida Holm said.",
        "\"We sail at noon,\" a spokesman for Ida Holm said.",
        "\"We sail at noon,\" said a friend of Ida Holm.",
        "\"We sail at noon,\" analysts say.",
        "\"We sail at noon,\" Ida Holm was told.",
        "\"We sail at noon,\" Ida Holm and Tor Vik said.",
        "\"We sail at noon,\" Ida Holm's lawyer said.",
        "\"We sail at noon,\" said the head of the Ida Holm Trust.",
        "\"We sail at noon,\" Ida Holm as well as Tor Vik said.",
        "Ida Holm never said \"we sail\".",
        "Ida Holm has not said \"we sail\".",
        "Ida Holm denied saying \"we sail\".",
        "Ida Holm has been called \"a fool\".",
        "The pilot, Ida Holm, described as \"a fool\", left.",
        "Ida Holm was described as \"a lockout of her own\" by critics.",
        "The plan, described by critics of Ida Holm as \"a lockout\", failed.",
    ] {
        check(&[text], &["?"]);
    }
    check(&["The \"quiet\" harbour lies in front of Ida Holm."], &["-"]);
    check(&["\"Why now?\" The room fell silent when Ida Holm said no."], &["-"]);
    check(
        &["\"Why now?\" asked Ida Holm. \"And why us?\""],
        &["Ida Holm sure quote-verb-name", "Ida Holm sure same-paragraph"],
    );
}

#[test]
fn doubt_is_never_sure() {
    check(
        &["\"We sail,\" said Ida Holm. Tor Vik left. \"Never again.\""],
        &["Ida Holm sure quote-verb-name", "Tor Vik unsure last-subject"],
    );
    check(&["Ida Holm said, while Tor Vik laughed: \"We sail.\""], &["Ida Holm unsure name-colon"]);
    check(&["Ida Holm told Tor Vik: \"We sail.\""], &["Ida Holm sure name-colon"]);
    check(&["Ida Holm announced the \"green\" plan."], &["Ida Holm unsure name-verb-quote"]);
    check(&["Later Ida Holm left.", "Angry Holm said: \"We sail.\""], &["Angry Holm unsure name-colon"]);
    check(&["Marren Hills has a new slogan: \"We sail\"."], &["Marren Hills unsure name-colon"]);
    check(&["Outgoing Ida Maria Holm said: \"We sail.\""], &["Outgoing Ida Maria Holm unsure name-colon"]);
    check(&["Ida Holm called \"a fool\" by Tor Vik."], &["Tor Vik unsure verb-by-name"]);
    check(&["According to Ida Holm, the plan is \"dead\"."], &["Ida Holm sure according-to"]);
    check(
        &["\"We sail,\" the mayor of Lantern Bay, Edmund Sallow, said."],
        &["Edmund Sallow sure quote-name-verb"],
    );
}

#[test]
fn many_quotes_are_one_pass() {
    let text = "\"a\" ".repeat(20_000);
    let (pairs, _) = pairs(&text);
    let quotes: Vec<_> = pairs.into_iter().map(|pair| (pair, Form::Statement)).collect();
    let mut attribution = Attribution::new(Lexicon::of("en").unwrap());
    attribution.learn(&text);
    assert_eq!(attribution.paragraph(&text, &quotes, false, false).len(), 20_000);
    let text = "\"a\" Ida Holm ".repeat(9_000);
    let (pairs, _) = crate::quote::pairs(&text);
    let quotes: Vec<_> = pairs.into_iter().map(|pair| (pair, Form::Fragment)).collect();
    let mut attribution = Attribution::new(Lexicon::of("en").unwrap());
    attribution.learn(&text);
    attribution.learned();
    assert_eq!(attribution.paragraph(&text, &quotes, false, false).len(), 9_000);
}

#[test]
fn speakers_behind_their_words() {
    check_all(
        "en",
        &[
            (
                &["\"We won't back down,\" said Rep. Ida Holm, D-Calif., who chairs the panel. \"Not now.\""],
                &["Ida Holm", "Ida Holm"],
            ),
            (&["\"We won't back down,\" Sen. Ida Holm (R-Texas) said on Tuesday."], &["Ida Holm"]),
            (&["\"This is a great day,\" said Ida Holm, 43, a nurse from Ostwick."], &["Ida Holm"]),
            (&["\"This is a great day,\" Ida Holm, 43, said."], &["Ida Holm"]),
            (&["\"This is a great day,\" said White House press secretary Ida Holm."], &["Ida Holm"]),
            (
                &[
                    "\"This is a great day,\" White House spokesman Tor Vik told reporters aboard Air Force One.",
                ],
                &["Tor Vik"],
            ),
            (
                &["\"It was chaos,\" witness Abdul Rahman al-Masri told AFP by telephone."],
                &["Abdul Rahman al-Masri"],
            ),
            (
                &["\"It was chaos,\" said Mohammed bin Salman bin Rashid, a shopkeeper."],
                &["Mohammed bin Salman bin Rashid"],
            ),
            (&["\"It's a sham,\" said Ida Holm of the Green Party."], &["Ida Holm"]),
            (&["\"It's a sham,\" said the Green Party's Ida Holm."], &["Ida Holm"]),
            (&["\"It's a sham,\" Ida Holm wrote on Twitter."], &["Ida Holm"]),
            (&["\"It's a sham,\" Ida Holm said, adding: \"I will vote no.\""], &["Ida Holm", "Ida Holm"]),
            (
                &["\"It's a sham,\" Holm said, referring to Tor Vik. \"I will vote no.\"", "Ida Holm is 40."],
                &["Ida Holm", "Ida Holm"],
            ),
            (&["\"It's a sham,\" said Prime Minister Ida Holm's spokesman, Tor Vik."], &["Tor Vik"]),
            (&["\"It's a sham,\" said Holm's husband, Tor Vik."], &["Tor Vik"]),
            (&["\"It's a sham,\" Ida Holm's lawyer, Tor Vik, told the court."], &["Tor Vik"]),
            (&["\"It's a sham\", said Mr Vik, the shadow chancellor.", "Tor Vik is 40."], &["Tor Vik"]),
            (&["\"It's a sham,\" added Holm.", "Ida Holm left."], &["Ida Holm"]),
            (
                &[
                    "\"We need help,\" said Dr. J. K. Lind Jr., an epidemiologist at the University of Ostwick.",
                ],
                &["J. K. Lind Jr."],
            ),
            (
                &["\"We need help,\" said Ursula von der Berg, president of the Commission."],
                &["Ursula von der Berg"],
            ),
            (&["\"We need help\" Ida Holm said."], &["Ida Holm"]),
            (&["“We need help,” said one resident, Ida Holm."], &["Ida Holm"]),
            (&["“We need help,” said 34-year-old Ida Holm."], &["Ida Holm"]),
            (&["“We need help,” said father-of-two Tor Vik."], &["Tor Vik"]),
            (
                &[
                    "“We need help,” said Vik, who moved there in 2010 with his wife, Ida Holm.",
                    "Tor Vik left.",
                ],
                &["Tor Vik"],
            ),
            (&["\"We need help,\" said Ostwick Mayor Ida Holm."], &["Ida Holm"]),
            (
                &["\"We need help,\" Ostwick Mayor Ida Holm said during a news conference Monday."],
                &["Ida Holm"],
            ),
            (&["\"We need help,\" said Democratic Sen. Ida Holm of Ohio."], &["Ida Holm"]),
            (
                &[
                    "\"We need help,\" Holm said. \"It's that simple.\"",
                    "\"Nobody listens,\" she said.",
                    "Ida Holm left.",
                ],
                &["Ida Holm", "Ida Holm", "Ida Holm"],
            ),
            (
                &[
                    "\"We need help,\" Holm said of the plan, which Tor Vik has called \"a joke.\"",
                    "Ida Holm left.",
                ],
                &["Ida Holm", "Tor Vik"],
            ),
            (&["\"Is it true?\" Tor Vik asked Ida Holm."], &["Tor Vik"]),
            (&["\"Is it true?\" asked Tor Vik.", "\"It is,\" replied Ida Holm."], &["Tor Vik", "Ida Holm"]),
            (&["\"It's a sham,\" said Xi Jinping's envoy, Wang Yi."], &["Wang Yi"]),
            (&["\"It's a sham,\" President Xi told Ida Holm.", "Xi Jinping left."], &["Xi Jinping"]),
            (&["\"It's a sham,\" the minister said.", "Transport Minister Ida Holm left."], &["Ida Holm"]),
            (
                &["\"It's a sham,\" said the organization's executive director, Ida Holm, in a statement."],
                &["Ida Holm"],
            ),
            (&["\"It's a sham,\" said the secretary-general of the party, Ida Holm."], &["Ida Holm"]),
            (&["\"It's a sham,\" said O'Neill, the team's coach.", "Sean O'Neill left."], &["Sean O'Neill"]),
            (&["\"We sail,\" Holm says in the film.", "Ida Holm left."], &["Ida Holm"]),
            (&["\"We sail,\" the captain, Ida Holm, radioed."], &["Ida Holm"]),
            (
                &[
                    "\"He was the best,\" Vik said of Holm, his mentor. \"I miss him.\"",
                    "Tor Vik and Leo Holm left.",
                ],
                &["Tor Vik", "Tor Vik"],
            ),
            (&["\"We sail,\" one of them, Ida Holm, said."], &["Ida Holm"]),
            (
                &["\"We sail,\" Ida Holm said. Tor Vik disagreed. \"We stay,\" he said."],
                &["Ida Holm", "Tor Vik"],
            ),
            (&["\"We sail,\" Ida Holm said, while Tor Vik added: \"We stay.\""], &["Ida Holm", "Tor Vik"]),
            (&["\"It's a lie,\" Vik spokesman Leo Pell said.", "Tor Vik left."], &["Leo Pell"]),
            (&["\"It's a lie,\" Vik campaign manager Leo Pell said.", "Tor Vik left."], &["Leo Pell"]),
            (&["\"It's a lie,\" said Leo Pell, spokesman for President Tor Vik."], &["Leo Pell"]),
            (&["\"It's a lie,\" said Leo Pell, whose wife, Ida, died."], &["Leo Pell"]),
            (&["\"It's a lie,\" said the spokesman for the president, Leo Pell."], &["Leo Pell"]),
            (&["\"It's a lie,\" Pell, a lawyer for Vik, said.", "Tor Vik and Leo Pell left."], &["Leo Pell"]),
            (
                &[
                    "\"It's a lie,\" Pell, who represents Vik and says he knows him, told CNN.",
                    "Tor Vik and Leo Pell left.",
                ],
                &["Leo Pell"],
            ),
            (&["\"We sail,\" Ida Holm, mayor since 2010, insisted."], &["Ida Holm"]),
            (&["\"We sail,\" insisted Ida Holm, mayor since 2010."], &["Ida Holm"]),
            (&["\"We sail!\" Ida Holm shouted."], &["Ida Holm"]),
            (&["\"We sail.\" - Ida Holm"], &["Ida Holm"]),
        ],
    );
}

#[test]
fn speakers_before_their_words() {
    check_all(
        "en",
        &[
            (&["White House spokesman Tor Vik said the bill was \"dead on arrival.\""], &["Tor Vik"]),
            (
                &["Tor Vik, a spokesman for the White House, said the bill was \"dead on arrival.\""],
                &["Tor Vik"],
            ),
            (
                &["The Coast Guard said in a statement that the search was \"called off for the night.\""],
                &["Coast Guard"],
            ),
            (&["Ida Holm of the Green Party said the deal was \"a sham.\""], &["Ida Holm"]),
            (&["In an interview with CNN, Holm said: \"It's a sham.\" Ida Holm is 40."], &["Ida Holm"]),
            (&["Speaking to reporters in Ostwick, Ida Holm said: \"It's a sham.\""], &["Ida Holm"]),
            (&["Asked whether she would resign, Ida Holm said: \"Ask me tomorrow.\""], &["Ida Holm"]),
            (&["Ida Holm tweeted: \"It's a sham.\""], &["Ida Holm"]),
            (&["In a tweet, Ida Holm called the deal \"a sham.\""], &["Ida Holm"]),
            (&["Ida Holm was quoted as saying: \"It's a sham.\""], &["Ida Holm"]),
            (
                &["Ida Holm was quoted by the state news agency as saying the deal was \"a sham.\""],
                &["Ida Holm"],
            ),
            (&["The deal is, as Ida Holm put it, \"a sham.\""], &["Ida Holm"]),
            (&["The deal is, in the words of Ida Holm, \"a sham.\""], &["Ida Holm"]),
            (&["Ida Holm's message was clear: \"It's a sham.\""], &["Ida Holm"]),
            (&["Mrs Holm told the BBC: \"It's a sham.\"", "Ida Holm is 40."], &["Ida Holm"]),
            (
                &[
                    "Ida Holm, the director of the Institute for Peace in Ostwick, who has studied the case, said it was \"a sham.\"",
                ],
                &["Ida Holm"],
            ),
            (&["President Tor Vik, who has called the accord \"a sham,\" left."], &["Tor Vik"]),
            (&["Tor Vik has repeatedly called the accord \"a sham.\""], &["Tor Vik"]),
            (&["Tor Vik on Tuesday called the accord \"a sham.\""], &["Tor Vik"]),
            (&["Tor Vik, speaking in Ostwick on Tuesday, called the accord \"a sham.\""], &["Tor Vik"]),
            (&["Tor Vik met Ida Holm. \"It's a sham,\" he said."], &["Tor Vik"]),
            (
                &["Mr. Vik met Mrs. Holm. \"It's a sham,\" she said.", "Tor Vik and Ida Holm left."],
                &["Ida Holm"],
            ),
            (
                &["The U.S. Department of Justice said the plan was \"unlawful.\""],
                &["U.S. Department of Justice"],
            ),
            (&["Amnesty International called the ruling \"a travesty.\""], &["Amnesty International"]),
            (&["Tor Vik's wife, Ida Holm, said the house was \"a ruin.\""], &["Ida Holm"]),
            (&["Russian Foreign Minister Tor Vik said Moscow was \"ready to talk.\""], &["Tor Vik"]),
            (
                &[
                    "Foreign Ministry spokesperson Ida Holm told a regular briefing in Beijing that China was \"firmly opposed.\"",
                ],
                &["Ida Holm"],
            ),
            (&["North Korea's state news agency KCNA said the test was \"a success.\""], &["KCNA"]),
            (&["The United Nations said the situation was \"catastrophic.\""], &["United Nations"]),
            (&["UN chief Tor Vik said he was \"deeply concerned.\""], &["Tor Vik"]),
            (&["Holm said she was \"very, very sorry.\"", "Ida Holm left."], &["Ida Holm"]),
            (&["Under the plan, which Ida Holm called \"a joke,\" the port would close."], &["Ida Holm"]),
            (
                &["The port will close by \"the end of the year,\" according to Ida Holm, who runs it."],
                &["Ida Holm"],
            ),
            (&["What Ida Holm described as \"a joke\" is law now."], &["Ida Holm"]),
            (
                &["In her letter, Ida Holm complained of \"a lack of respect\" and \"outright lies.\""],
                &["Ida Holm", "Ida Holm"],
            ),
            (&["Ida Holm said: “I am sorry. “It will not happen again.”"], &["Ida Holm"]),
            (&["Ida Holm, said Tor Vik, was \"a saint.\""], &["Tor Vik"]),
            (&["NEW YORK (AP) - Ida Holm said Monday that she was \"done.\""], &["Ida Holm"]),
            (&["HOLM: \"It's a sham.\" Ida Holm left."], &["Ida Holm"]),
            (&["Ida Holm - who runs the port - said it was \"a sham.\""], &["Ida Holm"]),
            (&["Holm, whose husband Tor Vik called her \"a saint,\" left.", "Ida Holm left."], &["Tor Vik"]),
            (&["The group's leader, Tor Vik, denounced it as a \"massacre\"."], &["Tor Vik"]),
            (
                &["Tor Vik urged people to \"stay calm\" and Ida Holm asked them to \"stay home\"."],
                &["Tor Vik", "Ida Holm"],
            ),
            (&["Tor Vik thanked Ida Holm for her \"tireless work.\""], &["Tor Vik"]),
            (&["Prosecutors said Tor Vik had called the victim \"a liar.\""], &["Tor Vik"]),
            (&["Ida Holm told Tor Vik that he was \"a liar.\""], &["Ida Holm"]),
            (&["Tor Vik was accused by Ida Holm of \"a cover-up.\""], &["Ida Holm"]),
            (&["The judge, Ida Holm, told Tor Vik he was \"a danger to the public.\""], &["Ida Holm"]),
            (&["In a letter to Ida Holm, Tor Vik said the report was \"a lie.\""], &["Tor Vik"]),
            (&["Holm said. \"We sail.\" Ida Holm left."], &["Ida Holm"]),
            (&["Tor Vik praised Ida Holm. \"She is the best,\" he said."], &["Tor Vik"]),
            (&["Tor Vik, according to Ida Holm, is \"a liar.\""], &["Ida Holm"]),
            (&["According to police, Tor Vik shouted \"I did it\" and ran."], &["Tor Vik"]),
            (&["Tor Vik allegedly wrote \"I did it\" on the wall."], &["Tor Vik"]),
            (&["The \"peace plan\" was dead, Ida Holm said."], &["Ida Holm"]),
            (&["The agency quoted Ida Holm as saying: \"We sail.\""], &["Ida Holm"]),
            (&["State TV quoted President Tor Vik as saying the attack was \"a crime.\""], &["Tor Vik"]),
            (&["Ida Holm, quoting her father, said: \"Be brave.\""], &["Ida Holm"]),
            (
                &["Asked about Vik's comment, Pell said it was \"a lie.\"", "Tor Vik and Leo Pell left."],
                &["Leo Pell"],
            ),
            (&["Asked if Tor Vik was lying, Leo Pell said: \"Yes.\""], &["Leo Pell"]),
            (&["When Tor Vik said \"yes,\" Leo Pell left."], &["Tor Vik"]),
            (&["After Tor Vik left, Ida Holm said \"yes.\""], &["Ida Holm"]),
            (&["Ida Holm said Tor Vik had told her: \"Yes.\""], &["Tor Vik"]),
            (&["Ida Holm said that, in the end, \"we sail.\""], &["Ida Holm"]),
            (&["Ida Holm — the mayor since 2010 — said: \"We sail.\""], &["Ida Holm"]),
            (&["Ida Holm added that \"no one is above the law\"."], &["Ida Holm"]),
            (&["Ida Holm said he was \"appalled\" and that Tor Vik \"must go\"."], &["Ida Holm", "Ida Holm"]),
            (
                &["Ida Holm said he was \"appalled\", adding that Tor Vik \"must go\"."],
                &["Ida Holm", "Ida Holm"],
            ),
            (&["Describing the ruling as \"a disgrace\", Ida Holm said she would appeal."], &["Ida Holm"]),
            (&["Calling it \"a disgrace\", Ida Holm left."], &["Ida Holm"]),
            (&["It was \"a disgrace\", Ida Holm told the BBC, and \"a lie\"."], &["Ida Holm", "Ida Holm"]),
            (&["Ida Holm, 43, from Ostwick, said: \"We sail.\""], &["Ida Holm"]),
            (&["Ida Holm, from Ostwick, who lost her home, said: \"We sail.\""], &["Ida Holm"]),
            (&["Director of operations Ida Holm said: \"We sail.\""], &["Ida Holm"]),
            (&["Ch Insp Ida Holm, of Ostwick Police, said: \"We sail.\""], &["Ida Holm"]),
            (&["Det Supt Ida Holm said: \"We sail.\""], &["Ida Holm"]),
            (&["Labour MP Ida Holm said: \"We sail.\""], &["Ida Holm"]),
            (&["Conservative leader Ida Holm said: \"We sail.\""], &["Ida Holm"]),
            (&["Ostwick Council said: \"We sail.\""], &["Ostwick Council"]),
            (&["The company's chief executive, Ida Holm, said: \"We sail.\""], &["Ida Holm"]),
            (&["Chief executive Ida Holm said: \"We sail.\""], &["Ida Holm"]),
            (&["Ida Holm, Acme's chief executive, said: \"We sail.\""], &["Ida Holm"]),
            (&["Ida Holm, CEO of Acme, said: \"We sail.\""], &["Ida Holm"]),
        ],
    );
}

#[test]
fn speakers_without_a_name_and_words_without_a_speaker() {
    check_all(
        "en",
        &[
            (&["\"This is a great day,\" a White House spokesman told reporters."], &["?"]),
            (&["A spokesman for Ida Holm said the bill was \"dead on arrival.\""], &["?"]),
            (&["Police said the man was \"armed and dangerous.\""], &["?"]),
            (&["\"It's a sham,\" said Holm's husband."], &["?"]),
            (&["Critics say the deal is \"a sham.\""], &["?"]),
            (&["Ida Holm said critics of the deal had called it \"a sham.\""], &["?"]),
            (&["\"It's a sham,\" he said."], &["?"]),
            (&["“We need help,” said one resident, who asked not to be named."], &["?"]),
            (&["\"We need help,\" said Tor Vik and Ida Holm in a joint statement."], &["?"]),
            (&["The report, titled \"Broken Promises,\" said little."], &["?"]),
            (&["\"We need help,\" reads the sign."], &["?"]),
            (&["Protesters chanted \"We need help!\" as Ida Holm spoke."], &["?"]),
            (&["Holm declined to say whether the plan was \"dead.\"", "Ida Holm left."], &["?"]),
            (&["Holm said he had been told he was \"a liar.\"", "Tor Holm left."], &["?"]),
            (&["\"The port will close,\" according to a statement from the company."], &["?"]),
            (&["Chinese state media called Ida Holm \"a liar.\""], &["?"]),
            (&["\"It's a sham,\" said an aide to Ida Holm."], &["?"]),
            (&["Aides to Ida Holm said it was \"a sham.\""], &["?"]),
            (&["\"It's a sham,\" Vik's coach said.", "Tor Vik left."], &["?"]),
            (&["Tor Vik was accused of \"a cover-up.\""], &["?"]),
            (&["Tor Vik has been described as \"the best of his time.\""], &["?"]),
            (&["Tor Vik was told to \"get out.\""], &["?"]),
            (&["Tor Vik heard someone shout \"get out.\""], &["?"]),
            (&["The judge told Tor Vik he was \"a danger to the public.\""], &["?"]),
            (&["A lawyer for Tor Vik called the charges \"baseless.\""], &["?"]),
            (&["Tor Vik's lawyer called the charges \"baseless.\""], &["?"]),
            (&["Lawyers for Tor Vik called the charges \"baseless.\""], &["?"]),
            (&["Tor Vik denied that he had called her \"a liar.\""], &["?"]),
            (&["Tor Vik's office said he was \"fine.\""], &["?"]),
            (&["Tor Vik, whose office called the report \"a lie,\" left."], &["?"]),
            (&["The Holm campaign said the report was \"a lie.\" Ida Holm left."], &["?"]),
            (&["A letter from Ida Holm said the report was \"a lie.\""], &["?"]),
            (&["In a letter to Ida Holm, the ministry said the report was \"a lie.\""], &["?"]),
            (&["A report by Ida Holm says the port is \"a ruin.\""], &["?"]),
            (&["\"We sail,\" said a man who knew Ida Holm."], &["?"]),
            (&["\"We sail,\" said the brother of Ida Holm."], &["?"]),
            (&["\"We sail,\" said Ida Holm's brother, who asked not to be named."], &["?"]),
            (&["\"We sail,\" he told Ida Holm."], &["?"]),
            (&["\"We sail,\" the man told Ida Holm."], &["?"]),
            (&["Tor Vik, Ida Holm and Leo Pell said the plan was \"dead.\""], &["?"]),
            (&["Both Tor Vik and Ida Holm called it \"a lie.\""], &["?"]),
            (&["Neither Tor Vik nor Ida Holm called it \"a lie.\""], &["?"]),
            (&["Tor Vik's mother, who died in 2001, called him \"my little bird.\""], &["?"]),
            (&["Ida Holm sang \"Yellow Moon\" and left."], &["?"]),
            (&["Ida Holm starred in the film \"Yellow Moon.\""], &["?"]),
            (&["Ida Holm, author of \"Yellow Moon,\" said nothing."], &["?"]),
            (&["Ida Holm wore a shirt that read \"Free Vik.\""], &["?"]),
            (&["The crowd shouted \"shame\" at Ida Holm."], &["?"]),
            (&["Ida Holm is known as \"the Duchess.\""], &["?"]),
            (&["Ida \"the Duchess\" Holm left."], &["?"]),
            (&["Ida Holm said the so-called \"peace plan\" was dead."], &["?"]),
            (&["\"We sail,\" Ida Holm said, and her brother added: \"We stay.\""], &["Ida Holm", "?"]),
            (&["\"We sail,\" Ida Holm said, as protesters chanted \"Stay!\""], &["Ida Holm", "?"]),
            (&["Ida Holm said the protesters had chanted \"Death to the king!\""], &["?"]),
            (&["Tor Vik, who was 12 when his father told him \"be a man,\" left."], &["?"]),
            (&["Ida Holm recalled how her father told her \"be brave.\""], &["?"]),
            (&["\"Be brave,\" Ida Holm recalled her father saying."], &["?"]),
            (&["\"Be brave,\" Ida Holm quoted her father as saying."], &["?"]),
            (&["Xinhua quoted an official as saying the attack was \"a crime.\""], &["?"]),
            (&["In the words of one official, it was \"a crime.\""], &["?"]),
            (&["A spokesman said: \"We sail.\" Ida Holm left."], &["?"]),
            (&["A Downing Street spokesman said: \"We sail.\""], &["?"]),
            (&["A spokesperson for Ostwick Council said: \"We sail.\""], &["?"]),
            (&["A post on Ida Holm's Facebook page read: \"We sail.\""], &["?"]),
            (&["The sign reads: \"We sail.\""], &["?"]),
            (&["The statement added: \"We sail.\""], &["?"]),
            (&["Article 5 says: \"We sail.\""], &["?"]),
        ],
    );
}

#[test]
fn speakers_between_paragraphs_and_quotes() {
    check_all(
        "en",
        &[
            (&["\"It's a sham,\" the agency quoted Ida Holm as saying."], &["Ida Holm"]),
            (&["\"It's a sham,\" Ida Holm was quoted as saying by the agency."], &["Ida Holm"]),
            (&["\"We sail!\" the crowd greeted Ida Holm."], &["?"]),
            (&["Ida Holm shot back that the plan \"couldn't float in a bath.\""], &["Ida Holm"]),
            (&["Tor Vik will testify, a spokesman said, calling the hearing \"an important step.\""], &["?"]),
            (&["Ida Holm QC said the plan was \"absurd\"."], &["Ida Holm"]),
            (&["Quell was “the voice of a generation,” the broadcaster Tor Vik said."], &["Tor Vik"]),
            (&["\"It's a sham,\" its director, Ida Holm, said."], &["Ida Holm"]),
            (&["Ida Holm hailed the \"incredible\" spirit of the team."], &["Ida Holm"]),
            (&["Said Ida Holm: \"It's a sham.\""], &["Ida Holm"]),
            (&["Ida Holm left.", "An old man at the back nodded. \"It's a sham,\" he said."], &["?"]),
            (
                &[
                    "Tor Vik said: \"Never.\"",
                    "\"It's a sham.\" The hall fell silent. \"A joke,\" Ida Holm said.",
                ],
                &["Tor Vik", "Ida Holm", "Ida Holm"],
            ),
            (
                &[
                    "\"We sail,\" Ida Holm said.",
                    "\"We stay,\" Tor Vik said.",
                    "\"We sail,\" Holm said.",
                    "\"We stay.\"",
                ],
                &["Ida Holm", "Tor Vik", "Ida Holm", "Tor Vik"],
            ),
            (
                &["\"We sail,\" said Ida Holm.", "\"Why?\" asked Tor Vik.", "\"Because.\""],
                &["Ida Holm", "Tor Vik", "Ida Holm"],
            ),
        ],
    );
}

#[test]
fn german() {
    check_all(
        "de",
        &[
            (&["„Wir fahren mittags“, sagte Ida Holm."], &["Ida Holm"]),
            (&["„Wir fahren mittags“, sagte die Hafenmeisterin Ida Holm der Zeitung."], &["Ida Holm"]),
            (&["Hafenmeisterin Ida Holm sagte: „Wir fahren mittags.“"], &["Ida Holm"]),
            (&["Ida Holm sagte am Dienstag in Ostwick, die Lage sei „sehr ernst“."], &["Ida Holm"]),
            (&["„Wir fahren mittags“, so Ida Holm. „Dann sind wir weg.“"], &["Ida Holm", "Ida Holm"]),
            (&["Die Lage ist laut Ida Holm „sehr ernst“."], &["Ida Holm"]),
            (&["Die Lage sei „sehr ernst“, erklärte Ministerin Ida Holm."], &["Ida Holm"]),
            (&["„Wir fahren mittags“, hat Ida Holm gesagt."], &["Ida Holm"]),
            (&["„Wir fahren mittags“, sagte ein Sprecher."], &["?"]),
            (&["„Wir fahren mittags“, sagte der Sprecher des Ministeriums, Tor Vik."], &["Tor Vik"]),
            (&["Wie Kapitän Tor Vik erklärte, war es „eine Frage von Minuten“."], &["Tor Vik"]),
            (&["Bürgermeisterin Ida Holm nannte den Plan „einen Witz“."], &["Ida Holm"]),
            (&["Ministerin Ida Holm kam.", "„Wir fahren mittags“, sagte Holm."], &["Ida Holm"]),
            (&["Ministerin Ida Holm kam.", "„Wir fahren mittags“, sagte sie."], &["Ida Holm"]),
            (&["Ministerin Ida Holm kam.", "„Wir fahren mittags“, sagte die Ministerin."], &["Ida Holm"]),
            (&["„Wir fahren“, sagte Kapitän Tor Vik, „und niemand hält uns auf.“"], &["Tor Vik", "Tor Vik"]),
            (&["Ministerin Ida Holm warf ihm „Realitätsverweigerung“ vor."], &["Ida Holm"]),
            (
                &["Nach Ansicht des Ökonomen Tor Vik vom Institut ist der Etat „auf Sand gebaut“."],
                &["Tor Vik"],
            ),
            (&["Das Schiff „Agathe“ lag im Hafen von Ostwick."], &["?"]),
        ],
    );
}

#[test]
fn french() {
    check_all(
        "fr",
        &[
            (&["« Nous partons à midi », a déclaré Ida Holm."], &["Ida Holm"]),
            (
                &["« Nous partons à midi », a déclaré à la presse la maire d'Ostwick, Ida Holm."],
                &["Ida Holm"],
            ),
            (
                &["« Nous partons à midi », a affirmé mardi le ministre de l'Intérieur, Tor Vik."],
                &["Tor Vik"],
            ),
            (&["La ministre Ida Holm est venue. « Nous partons à midi », a-t-elle dit."], &["Ida Holm"]),
            (&["La ministre Ida Holm est venue. « Nous partons à midi », explique-t-elle."], &["Ida Holm"]),
            (&["Selon Ida Holm, la situation est « très grave »."], &["Ida Holm"]),
            (&["Pour Ida Holm, la situation est « très grave »."], &["Ida Holm"]),
            (&["Ida Holm a qualifié la situation de « très grave »."], &["Ida Holm"]),
            (&["Ida Holm a dit que la situation était « très grave »."], &["Ida Holm"]),
            (&["« Nous partons à midi », a dit un porte-parole."], &["?"]),
            (&["Ida Holm est venue. Le président a appelé à « l'unité »."], &["?"]),
            (
                &["Interrogée par l'agence, l'économiste Ida Holm estime que c'est « trop tard »."],
                &["Ida Holm"],
            ),
            (&["« Nous partons à midi, explique Ida Holm, capitaine. Venez ! »"], &["Ida Holm"]),
            (&["Ida Holm est capitaine. « Nous partons à midi, dit-elle. Venez ! »"], &["Ida Holm"]),
            (&["M. Vik a protesté : « Nous partons à midi. »", "Tor Vik est capitaine."], &["Tor Vik"]),
            (&["« Nous partons à midi », s'est exclamé Jean d'Hauterive."], &["Jean d'Hauterive"]),
            (&["« Nous partons à midi », se félicite Ida Holm, capitaine."], &["Ida Holm"]),
        ],
    );
}

#[test]
fn spanish_italian_and_portuguese() {
    check_all(
        "es",
        &[
            (&["«Salimos a mediodía», dijo Ida Holm."], &["Ida Holm"]),
            (&["«Salimos a mediodía», afirmó este martes la ministra de Defensa, Ida Holm."], &["Ida Holm"]),
            (&["Ida Holm dijo que la situación es «muy grave»."], &["Ida Holm"]),
            (&["Según Ida Holm, la situación es «muy grave»."], &["Ida Holm"]),
            (&["La alcaldesa Ida Holm llegó. «Salimos a mediodía», dijo."], &["Ida Holm"]),
            (&["«Salimos a mediodía», dijo un portavoz."], &["?"]),
        ],
    );
    check_all(
        "it",
        &[
            (&["«Partiamo a mezzogiorno», ha detto Ida Holm."], &["Ida Holm"]),
            (&["«Partiamo a mezzogiorno», ha dichiarato il ministro dell'Interno, Tor Vik."], &["Tor Vik"]),
            (&["Secondo Ida Holm la situazione è «molto grave»."], &["Ida Holm"]),
            (&["Ida Holm ha detto che la situazione è «molto grave»."], &["Ida Holm"]),
            (&["La sindaca Ida Holm è arrivata. «Partiamo a mezzogiorno», ha spiegato."], &["Ida Holm"]),
            (&["«Partiamo a mezzogiorno», ha detto un portavoce."], &["?"]),
        ],
    );
    check_all(
        "pt",
        &[
            (&["“Partimos ao meio-dia”, disse Ida Holm."], &["Ida Holm"]),
            (&["“Partimos ao meio-dia”, afirmou o ministro da Defesa, Tor Vik."], &["Tor Vik"]),
            (&["Segundo Ida Holm, a situação é “muito grave”."], &["Ida Holm"]),
            (&["Ida Holm disse que a situação é “muito grave”."], &["Ida Holm"]),
            (&["A prefeita Ida Holm chegou. “Partimos ao meio-dia”, afirmou."], &["Ida Holm"]),
            (&["“Partimos ao meio-dia”, disse um porta-voz."], &["?"]),
            (&["A deputada Ida Holm chegou. “Partimos ao meio-dia”, disse a deputada."], &["Ida Holm"]),
            (&["Ida Holm chegou. “Partimos ao meio-dia”, disse a presidente."], &["?"]),
        ],
    );
}

#[test]
fn dutch() {
    check_all(
        "nl",
        &[
            (&["„We varen om twaalf uur”, zegt Ida Holm."], &["Ida Holm"]),
            (&["„We varen om twaalf uur”, zei burgemeester Ida Holm dinsdag."], &["Ida Holm"]),
            (&["„We varen om twaalf uur”, aldus Ida van der Berg."], &["Ida van der Berg"]),
            (&["Volgens Ida Holm is de toestand „heel ernstig”."], &["Ida Holm"]),
            (&["Ida Holm noemt de toestand „heel ernstig”."], &["Ida Holm"]),
            (&["Burgemeester Ida Holm kwam. „We varen”, zei ze."], &["Ida Holm"]),
            (&["Burgemeester Ida Holm: „We varen om twaalf uur.”"], &["Ida Holm"]),
            (&["„We varen om twaalf uur”, aldus een woordvoerder."], &["?"]),
        ],
    );
}

#[test]
fn what_is_told_of_a_speaker() {
    let text = "\"We sail at noon,\" harbour master Ida Holm told reporters on Tuesday.";
    let Some(Speech::By(found)) = found("en", &[text]).pop() else { panic!("nobody") };
    let words = |range: &Option<Range<usize>>| range.clone().and_then(|range| text.get(range)).unwrap_or("-");
    assert_eq!(
        [&found.mention, &found.description, &found.cue, &found.addressee, &found.time].map(words),
        ["Ida Holm", "harbour master", "told", "reporters", "on Tuesday"]
    );
    assert_eq!(found.kind, Some(PersonKind::Person));
}
