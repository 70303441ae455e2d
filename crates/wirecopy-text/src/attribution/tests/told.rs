//! Speakers told by what they do, by bodies, and by the sentence before.

use super::{check, check_all};

#[test]
fn bodies_by_common_words() {
    check_all(
        "en",
        &[
            (
                &[
                    "Kansas Rivers, a lobby group that fought the bill, was unmoved. \"It is a bad law,\" the group said.",
                ],
                &["Kansas Rivers"],
            ),
            (
                &[
                    "The town has a company. Elan Water said the pump had a \"known fault in a sensor\". \"We have every sympathy,\" it said.",
                ],
                &["Elan Water", "Elan Water"],
            ),
            (
                &[
                    "The cells belong to the Department of Ports. The department said that it \"takes health seriously\".",
                ],
                &["Department of Ports"],
            ),
            (
                &["Citizens for a Dry Basement called the plan \"a sump with a view\"."],
                &["Citizens for a Dry Basement"],
            ),
            (
                &["The National Council on Aging Boats called the outcome \"a victory for common sense\"."],
                &["National Council on Aging Boats"],
            ),
            (
                &[
                    "It would help, the Employment Agency said in a statement. \"People leave because no one asked them.\"",
                ],
                &["Employment Agency"],
            ),
            (&["The union Ida Holm leads was split. \"It is over,\" Holm said."], &["Ida Holm"]),
        ],
    );
}

#[test]
fn somebody_without_a_name_is_not_the_last_one_named() {
    check_all(
        "en",
        &[
            (
                &[
                    "Ida Holm left.",
                    "At the port, a senior official said the mayor was pleased. \"She wanted more,\" the official said.",
                ],
                &["?"],
            ),
            (
                &[
                    "Tor Vik left.",
                    "But a mechanic who fixed it told Intercon that it was broken. \"We knew,\" he said.",
                ],
                &["?"],
            ),
            (
                &[
                    "Tor Vik left.",
                    "The talks failed, a Western diplomat said. \"He is dead,\" said the diplomat.",
                ],
                &["?"],
            ),
            (&["Belgian officials were calm. \"We wait,\" said one in Ostwick."], &["?"]),
        ],
    );
}

#[test]
fn words_for_what_somebody_does() {
    check_all(
        "en",
        &[
            (
                &[
                    "Mr Justice Tor Vik sat.",
                    "An accountant spoke. The judge said he agreed. \"It is over,\" he said.",
                ],
                &["Tor Vik"],
            ),
            (
                &["Sen. Tor Vik ate.", "At a diner in Ankeny, the senator relented. \"I pay,\" he said."],
                &["Tor Vik"],
            ),
            (
                &["The owner of the Foothillers, Tor Vik, said he would \"take a few days to think\"."],
                &["Tor Vik"],
            ),
            (&["\"They were sweet,\" the euphonist, Ida Holm, said."], &["Ida Holm"]),
            (
                &["It was a setback for Mayor Ida Holm, who had called it \"the porch of the town\"."],
                &["Ida Holm"],
            ),
            (
                &[
                    "Tor Vik dug.",
                    "That is late, according to the lawyer, Ida Holm.",
                    "\"It is late,\" she said.",
                ],
                &["Ida Holm"],
            ),
            (
                &["Ida Holm is the shadow minister. Tor Vik left.", "\"It is late,\" the minister said."],
                &["?"],
            ),
        ],
    );
}

#[test]
fn a_quote_that_is_cut_by_who_speaks() {
    check(
        &["\"We sail at noon,\" said Ida Holm, \"and we come back late.\""],
        &["Ida Holm sure quote-verb-name", "Ida Holm sure quote-verb-name"],
    );
    check_all(
        "en",
        &[
            (
                &["Tor Vik said he had 11,000 telephone calls, \"and I took half of them myself.\""],
                &["Tor Vik"],
            ),
            (&["\"It is bad,\" said Ida Holm, a banker with a \"sell\" rating."], &["Ida Holm", "?"]),
        ],
    );
}

#[test]
fn verbs_that_are_not_by_their_subject() {
    check_all(
        "en",
        &[
            (
                &[
                    "A spokesman for Tor Vik said the minister would respond \"in due course.\"",
                    "Minister Tor Vik left.",
                ],
                &["?"],
            ),
            (
                &[
                    "It held on, with Governor Ida Holm warning that prices were \"not yet where we want them.\"",
                ],
                &["Ida Holm"],
            ),
            (
                &[
                    "Larkspur Systems Inc. grew.",
                    "She led what the trade press called \"the quietest turnaround.\"",
                ],
                &["?"],
            ),
            (
                &["Ida Holm argued that the words read to suspects were \"a courtesy we do not owe.\""],
                &["Ida Holm"],
            ),
            (
                &[
                    "Ida Holm left. A lawyer said Vik had compared his men to \"a bus full of drivers.\" Tor Vik left.",
                ],
                &["Tor Vik"],
            ),
            (
                &[
                    "In a letter to the claimants, Elan Water was sorry. \"We have every sympathy,\" the letter said.",
                ],
                &["Elan Water"],
            ),
            (&["Ida Holm spoke. An hour later came a second post: \"We sail at noon.\""], &["Ida Holm"]),
            (&["Ida Holm took up running \"because the pool was closed\"."], &["Ida Holm"]),
        ],
    );
    check_all(
        "de",
        &[(
            &[
                "«Wir gehen», sagte Tor Vik der Zeitung. Ida Holm habe den Rat «vor vollendete Tatsachen gestellt».",
            ],
            &["Tor Vik", "Tor Vik"],
        )],
    );
}

#[test]
fn a_pronoun_behind_somebody_else_without_a_name() {
    check_all(
        "en",
        &[
            (&["Ida Holm left.", "Her predecessor cut the ribbon. \"I started this,\" she said."], &["?"]),
            (&["Tor Vik said it cost more. His deputy was harsher. \"It is a scandal,\" he said."], &["?"]),
            (&["Tor Vik laughed.", "The Italian was looking ahead. \"We go again,\" he said."], &["?"]),
            (
                &["Tor Vik left.", "\"Nobody asked me,\" said the keeper, who has worked there since 1980."],
                &["?"],
            ),
            (
                &[
                    "Ida Holm grows maize.",
                    "Holm's husband, Tor, left to look for work. He calls every evening, she said. \"He asks about it.\"",
                ],
                &["Ida Holm"],
            ),
        ],
    );
}

#[test]
fn somebody_is_who_the_sentence_before_is_about() {
    check_all(
        "en",
        &[
            (
                &[
                    "\"I counted it twice,\" said Tor Vik.",
                    "The deciding vote was cast by Ida Holm, who broke with her party.",
                    "\"I lived in a basement for years,\" she told reporters.",
                ],
                &["Tor Vik", "Ida Holm"],
            ),
            (
                &[
                    "\"They leave it on for us,\" says Tor Vik. Ida Holm, who chairs a group, went home.",
                    "Holm's group has not decided. She admits that it is late.",
                    "\"The vote is in May,\" she says.",
                ],
                &["Tor Vik", "Ida Holm"],
            ),
            (
                &[
                    "Tor Vik sat by the door.",
                    "Vik's wife told him to hush. \"You will wake them,\" she said.",
                ],
                &["?"],
            ),
            (
                &[
                    "Ida Holm was in no mood to be kind. \"It is a man's game,\" she said.",
                    "She stopped short of naming referee Mr Vik. \"The whistle is his. Good for him.\"",
                ],
                &["Ida Holm", "Ida Holm"],
            ),
            (
                &[
                    "The lead passed from Norwegian Lars Erik Vik to Ida Holm.",
                    "The Norwegian agreed. \"On paper,\" he said, \"I was ahead today.\"",
                ],
                &["Lars Erik Vik", "Lars Erik Vik"],
            ),
        ],
    );
}

#[test]
fn what_is_a_term_is_nobodys_words() {
    check_all(
        "en",
        &[
            (
                &[
                    "Ida Holm left. She found that \"energy pass-through,\" as the industry calls it, had risen.",
                ],
                &["?"],
            ),
            (&["Tor Vik asked to declare it a \"critical load,\" a designation made for hospitals."], &["?"]),
            (
                &["By the Holm house somebody has drawn a box and written in it, in red, \"ASK FIRST.\""],
                &["?"],
            ),
            (
                &[
                    "The family that has made Holm Loaf has turned down Vik Foods, calling it \"a price for fools\".",
                ],
                &["?"],
            ),
        ],
    );
}

#[test]
fn who_is_named_in_passing_speaks() {
    check_all(
        "en",
        &[
            (
                &[
                    "\"My son is afraid,\" a woman who gave only her first name, Graciela, told a radio station.",
                ],
                &["Graciela"],
            ),
            (
                &[
                    "Tor Vik, the chairman, said the board had considered the bid \"for as long as a slice of toast\".",
                ],
                &["Tor Vik"],
            ),
            (&["The Port Company accepted that \"errors of transcription occurred\"."], &["Port Company"]),
            (
                &[
                    "Vantor, which runs such sites, gave no interview. In a statement, the company said it was \"closed\".",
                ],
                &["Vantor"],
            ),
        ],
    );
}

#[test]
fn names_in_capitals_open_a_report() {
    check_all(
        "en",
        &[
            (
                &[
                    "IDA O'HOLM rose above them all.",
                    "\"I shut my eyes,\" said O'Holm. \"And there it was.\"",
                ],
                &["Ida O'Holm", "Ida O'Holm"],
            ),
            (
                &["The commissioner, Abdinasir Sheikh Ali, met Somali Sheikh Omar.", "\"Soon,\" said Ali."],
                &["Abdinasir Sheikh Ali"],
            ),
        ],
    );
}

#[test]
fn a_question_put_to_who_spoke_is_another_ones() {
    check_all(
        "en",
        &[(
            &["Tor Vik said: \"He is sitting in the third row.\"", "\"Do you mean Mr Holm?\"", "\"I do.\""],
            &["Tor Vik", "?", "Tor Vik"],
        )],
    );
}
