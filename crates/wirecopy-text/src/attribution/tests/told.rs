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
