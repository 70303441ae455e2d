//! Speakers as agencies, radio and newspapers introduce them.

use super::{check, check_all};

#[test]
fn words_told_by_somebody_while_others_stand_near() {
    check_all(
        "en",
        &[
            (&["Mayor Ida Holm said by telephone that her town was \"on its own.\""], &["Ida Holm"]),
            (&["The film was panned by critics as \"a bore.\" Ida Holm left."], &["?"]),
            (&["Ida Holm said the probe was in what engineers call \"safe mode.\""], &["?"]),
            (
                &["Ida Holm, a farmer, said she had been told so before, \"and both times I lost it all.\""],
                &["Ida Holm"],
            ),
            (&["Ida Holm said she had been told to \"shut up.\""], &["?"]),
            (&["Ida Holm said the agency had \"stopped returning calls,\" as Holm put it."], &["Ida Holm"]),
            (
                &[
                    "Ida Holm argued that the rule was \"a courtesy,\" according to a memorandum released Friday.",
                ],
                &["Ida Holm"],
            ),
            (
                &[
                    "The Guild of Trackmen said it would obey but accused lawmakers of \"a betrayal of workers.\"",
                ],
                &["Guild of Trackmen"],
            ),
            (
                &["The Law and Liberty Network said the ruling was \"a line in the sand.\""],
                &["Law and Liberty Network"],
            ),
            (
                &["The Department of Health and Human Services called the report \"a fantasy.\""],
                &["Department of Health and Human Services"],
            ),
            (
                &["\"The terms are fair,\" its representative in Bolivia, Ida Holm, said in a reply."],
                &["Ida Holm"],
            ),
            (&["\"The terms are fair,\" said one House Republican, who spoke on background."], &["?"]),
            (&["\"The terms are fair,\" said Nine-year-old Ida Holm."], &["Ida Holm"]),
            (&["\"The terms are fair,\" said local TD Ida Holm."], &["Ida Holm"]),
            (
                &["Chief Engineer (Projects) Ida Holm is not so sure. \"The terms are fair,\" she said."],
                &["Ida Holm"],
            ),
            (
                &[
                    "\"He told us so,\" said Ida Holm, an economist at Pell & Co. \"Either he was wrong or I am.\"",
                ],
                &["Ida Holm", "Ida Holm"],
            ),
        ],
    );
}

#[test]
fn apostrophes_and_articles_of_names() {
    check(&["\"We flew,\" said Wycliffe Ochieng', who led it."], &["Wycliffe Ochieng' sure quote-verb-name"]);
    check(
        &["Youssef al-Haddar left.", "Al-Haddar, reached by telephone, said he had \"made some calls.\""],
        &["Youssef al-Haddar sure name-verb-quote"],
    );
}
