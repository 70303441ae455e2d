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

#[test]
fn words_that_are_somebody_elses_or_a_label() {
    let left = "Amy Lund left. Mark Doyle left.";
    let cases = [
        ("Lund said Doyle's claim that he was \"asleep the whole night\" was false.", "Mark Doyle"),
        ("Lund told Doyle's brother that it was \"an open and shut case.\"", "Amy Lund"),
        ("Lund said Doyle, who once called her \"a snake in a suit,\" was lying.", "Mark Doyle"),
        ("Lund cited an email in which Doyle bragged that \"nobody will ever find it.\"", "Mark Doyle"),
        ("Lund said she was told by Doyle that it was \"none of her business.\"", "Mark Doyle"),
        ("Lund left a day after Doyle warned that \"patience has limits.\"", "Mark Doyle"),
        ("Lund declined to discuss what she called \"rhetoric for home use.\"", "Amy Lund"),
        ("Doyle wept as Lund told him it was \"the worst case in years.\"", "Amy Lund"),
        ("Mum-of-two Ida Holm fumed: \"It's a disgrace.\"", "Ida Holm"),
        ("Lund used to say that the law was \"just dust with a future.\"", "Amy Lund"),
        ("Lund said the state would \"not be held to ransom\" by Doyle.", "Amy Lund"),
        ("Lund accused Doyle of \"playing politics with people's lives.\"", "Amy Lund"),
        (
            "Doyle was shot twice, prosecutor Amy Lund told the court. \"He never had a chance,\" she said.",
            "Amy Lund",
        ),
        ("Lund said the company's slogan, \"People before profit,\" was a joke.", "?"),
        ("Lund said Doyle belonged to a group known as \"the Brothers of the Night.\"", "?"),
        ("Lund said a man in a mask shouted \"everybody down\" before firing.", "?"),
        ("Lund said prosecutors had described Doyle as \"a danger to the public.\"", "?"),
        ("Lund denied that she had ever called him \"a liar and a thief.\"", "?"),
        ("Lund's office said the case was \"closed for good.\"", "?"),
        (
            "Defence counsel Ian Frith QC said the evidence was \"thin to the point of invisibility.\"",
            "Ian Frith",
        ),
        ("\"We will not be moved,\" Senate leader Amy Lund, R-Tenn., told reporters.", "Amy Lund"),
        ("The Kremlin said it was \"premature to speak of a summit.\"", "Kremlin"),
    ];
    for (text, expect) in cases {
        check_all("en", &[(&[text, left], &[expect])]);
    }
}

#[test]
fn bodies_and_people_by_a_common_word() {
    check_all(
        "en",
        &[
            (
                &[
                    "The quake was deep, according to the Institute of Volcanology and Earthquakes.",
                    "In Pell City a hall fell. \"There was no wave,\" the institute said.",
                ],
                &["Institute of Volcanology and Earthquakes"],
            ),
            (
                &[
                    "Larkspur Systems Inc. shut its plant.",
                    "\"We are aware of it,\" the company said. It said it was \"looking into it.\"",
                ],
                &["Larkspur Systems Inc.", "Larkspur Systems Inc."],
            ),
            (
                &["Larkspur Systems Inc. shut its plant.", "Larkspur said it was \"a sad day.\""],
                &["Larkspur Systems Inc."],
            ),
            (&["The Foreign Ministry protested.", "The court called it \"a sad day for all.\""], &["?"]),
            (
                &["Governor Ida Holm was in Ankeny.", "In Ankeny, it rained. \"We sail,\" he said."],
                &["Ida Holm"],
            ),
            (
                &["\"They are killing us,\" a doctor, who gave no name, told AFP. \"Nobody is coming.\""],
                &["?", "?"],
            ),
        ],
    );
}

#[test]
fn a_first_name_behind_a_word_that_opens_the_sentence_is_not_sure() {
    check(
        &["Gutted Ida, from Pell, said: \"I'm in bits.\"", "Ida Holm left."],
        &["Gutted Ida unsure name-colon"],
    );
}

#[test]
fn who_speaks_in_the_next_paragraph() {
    check(
        &[
            "Ximena Holm, an economist in La Paz who has read it, said the state would pay.",
            "\"We have done this before,\" she said. \"One would think we would learn.\"",
        ],
        &["Ximena Holm sure pronoun", "Ximena Holm sure same-paragraph"],
    );
    check(
        &["Ida Holm was signed up by a salesman who said he cared.", "\"He was a big lad,\" she said."],
        &["Ida Holm unsure pronoun"],
    );
    check(
        &[
            "\"We sail,\" Ida Holm said. Tor Vik, a hog farmer, went further.",
            "\"I'd sell tickets,\" he said.",
        ],
        &["Ida Holm sure quote-name-verb", "Tor Vik unsure pronoun"],
    );
    check(
        &[
            "\"We sail,\" Ida Holm said.",
            "A farm officer, who asked not to be named, agreed.",
            "\"It is so,\" he said.",
        ],
        &["Ida Holm sure quote-name-verb", "?"],
    );
    check(
        &[
            "\"Is it?\" Tor Vik asked.",
            "\"It is. It's a yes or a no,\" Ida Holm said.",
            "\"Senator, I would not say so.\"",
        ],
        &["Tor Vik sure quote-name-verb", "Ida Holm sure quote-name-verb", "Tor Vik unsure answer"],
    );
}
