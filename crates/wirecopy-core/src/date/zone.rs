//! Names of time zones.

use super::Fault;

/// A zone name: its offset in minutes, and what is odd about it.
struct Named(&'static str, i16, Option<Fault>);

const OLD: Option<Fault> = Some(Fault::ObsoleteZone);
const OPEN: Option<Fault> = Some(Fault::OpenZone);

/// RFC 822 § 5, then names in common use. Lower case.
const NAMES: &[Named] = &[
    Named("gmt", 0, None),
    Named("utc", 0, None),
    Named("ut", 0, None),
    Named("z", 0, None),
    Named("zulu", 0, None),
    Named("est", -300, OLD),
    Named("edt", -240, OLD),
    Named("cst", -360, OLD),
    Named("cdt", -300, OLD),
    Named("mst", -420, OLD),
    Named("mdt", -360, OLD),
    Named("pst", -480, OLD),
    Named("pdt", -420, OLD),
    // Europe
    Named("wet", 0, None),
    Named("west", 60, None),
    Named("cet", 60, None),
    Named("met", 60, None),
    Named("mez", 60, None),
    Named("cest", 120, None),
    Named("mest", 120, None),
    Named("mesz", 120, None),
    Named("eet", 120, None),
    Named("eest", 180, None),
    Named("msk", 180, None),
    Named("мск", 180, None),
    Named("msd", 240, None),
    Named("trt", 180, None),
    Named("samt", 240, None),
    // Africa
    Named("wat", 60, None),
    Named("cat", 120, None),
    Named("sast", 120, None),
    Named("eat", 180, None),
    // Asia
    Named("idt", 180, None),
    Named("irst", 210, None),
    Named("irdt", 270, None),
    Named("aft", 270, None),
    Named("pkt", 300, None),
    Named("uzt", 300, None),
    Named("yekt", 300, None),
    Named("npt", 345, None),
    Named("omst", 360, None),
    Named("mmt", 390, None),
    Named("ict", 420, None),
    Named("wib", 420, None),
    Named("krat", 420, None),
    Named("novt", 420, None),
    Named("hkt", 480, None),
    Named("sgt", 480, None),
    Named("myt", 480, None),
    Named("pht", 480, None),
    Named("wita", 480, None),
    Named("irkt", 480, None),
    Named("ulat", 480, None),
    Named("jst", 540, None),
    Named("kst", 540, None),
    Named("wit", 540, None),
    Named("yakt", 540, None),
    Named("vlat", 600, None),
    Named("magt", 660, None),
    Named("pett", 720, None),
    // Australia and the Pacific
    Named("awst", 480, None),
    Named("acst", 570, None),
    Named("acdt", 630, None),
    Named("aest", 600, None),
    Named("aedt", 660, None),
    Named("chst", 600, None),
    Named("nzst", 720, None),
    Named("nzdt", 780, None),
    Named("fjt", 720, None),
    // The Americas
    Named("nst", -210, None),
    Named("ndt", -150, None),
    Named("brt", -180, None),
    Named("brst", -120, None),
    Named("art", -180, None),
    Named("uyt", -180, None),
    Named("clst", -180, None),
    Named("clt", -240, None),
    Named("bot", -240, None),
    Named("vet", -240, None),
    Named("cot", -300, None),
    Named("pet", -300, None),
    Named("akst", -540, None),
    Named("akdt", -480, None),
    Named("hst", -600, None),
    Named("hast", -600, None),
    Named("hdt", -540, None),
    // names of several zones; the commonest is taken
    Named("adt", -180, OPEN),
    Named("ast", -240, OPEN),
    Named("bst", 60, OPEN),
    Named("bdt", 360, OPEN),
    Named("ist", 330, OPEN),
    Named("sst", -660, OPEN),
    Named("gst", 240, OPEN),
    Named("amt", -240, OPEN),
    Named("ect", -300, OPEN),
    Named("mut", 240, None),
];

/// Names that leave open whether it is summer time: a place of the time zone database says.
const PLACES: &[(&str, &str)] = &[
    ("et", "America/New_York"),
    ("ct", "America/Chicago"),
    ("mt", "America/Denver"),
    ("pt", "America/Los_Angeles"),
];

/// Names of several words. The rest of the words are `standard time` or `daylight time`.
const REGIONS: &[(&str, i32)] =
    &[("eastern", -300), ("central", -360), ("mountain", -420), ("pacific", -480)];

/// Offset in minutes and what is odd about the name. `None`: not known. `name` is lower case.
pub(super) fn named(name: &str) -> Option<(i32, Option<Fault>)> {
    NAMES.iter().find(|zone| zone.0 == name).map(|zone| (i32::from(zone.1), zone.2))
}

/// The place whose clocks a name means.
pub(super) fn place(name: &str) -> Option<&'static str> {
    PLACES.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
}

/// Offset in minutes of `eastern standard time` and its like.
pub(super) fn region(first: &str, second: &str) -> Option<i32> {
    let (_, minutes) = REGIONS.iter().find(|(known, _)| *known == first)?;
    match second {
        "standard" => Some(*minutes),
        "daylight" => Some(minutes + 60),
        _ => None,
    }
}

/// Whether it is one of the military letters, of which `z` alone has a sure meaning: RFC 822 had their signs the
/// wrong way round, so they count as `-0000`, a time in UTC (RFC 5322 § 4.3).
pub(super) fn is_military(name: &str) -> bool {
    matches!(name.as_bytes(), [b'a'..=b'i' | b'k'..=b'y'])
}
