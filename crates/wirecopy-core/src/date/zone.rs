//! Names of time zones.

use super::Fault;

/// A zone name: its offset in minutes, and what is odd about it.
struct Named(&'static str, i16, Option<Fault>);

/// RFC 822 § 5, then names in common use. Lower case.
const NAMES: &[Named] = &[
    Named("gmt", 0, None),
    Named("utc", 0, None),
    Named("ut", 0, None),
    Named("z", 0, None),
    Named("zulu", 0, None),
    Named("est", -300, Some(Fault::ObsoleteZone)),
    Named("edt", -240, Some(Fault::ObsoleteZone)),
    Named("cst", -360, Some(Fault::ObsoleteZone)),
    Named("cdt", -300, Some(Fault::ObsoleteZone)),
    Named("mst", -420, Some(Fault::ObsoleteZone)),
    Named("mdt", -360, Some(Fault::ObsoleteZone)),
    Named("pst", -480, Some(Fault::ObsoleteZone)),
    Named("pdt", -420, Some(Fault::ObsoleteZone)),
    Named("wet", 0, None),
    Named("west", 60, None),
    Named("cet", 60, None),
    Named("mez", 60, None),
    Named("cest", 120, None),
    Named("mesz", 120, None),
    Named("eet", 120, None),
    Named("eest", 180, None),
    Named("msk", 180, None),
    Named("trt", 180, None),
    Named("pkt", 300, None),
    Named("npt", 345, None),
    Named("wib", 420, None),
    Named("hkt", 480, None),
    Named("sgt", 480, None),
    Named("awst", 480, None),
    Named("jst", 540, None),
    Named("kst", 540, None),
    Named("acst", 570, None),
    Named("acdt", 630, None),
    Named("aest", 600, None),
    Named("aedt", 660, None),
    Named("nzst", 720, None),
    Named("nzdt", 780, None),
    Named("brt", -180, None),
    Named("art", -180, None),
    Named("akst", -540, None),
    Named("akdt", -480, None),
    Named("hst", -600, None),
    Named("nst", -210, None),
    Named("ndt", -150, None),
    Named("adt", -180, Some(Fault::OpenZone)),
    Named("ast", -240, Some(Fault::OpenZone)),
    Named("bst", 60, Some(Fault::OpenZone)),
    Named("ist", 330, Some(Fault::OpenZone)),
    Named("sst", -660, Some(Fault::OpenZone)),
    Named("gst", 240, Some(Fault::OpenZone)),
];

/// Offset in minutes and what is odd about the name. `None`: not known. `name` is lower case.
///
/// The military letters but `z` are not known: RFC 822 had their signs the wrong way round, so they say
/// nothing (RFC 5322 § 4.3).
pub(super) fn named(name: &str) -> Option<(i32, Option<Fault>)> {
    NAMES.iter().find(|zone| zone.0 == name).map(|zone| (i32::from(zone.1), zone.2))
}
