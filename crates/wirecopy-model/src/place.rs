use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Where something happened or was written.
///
/// Coordinates keep the source's digits: they are text, not rounded numbers.
///
/// ```
/// use wirecopy_model::Place;
///
/// let place = Place {
///     shape: Some("point".to_owned()),
///     coordinates: Some("8.55 47.37".to_owned()),
///     srs: Some("urn:ogc:def:crs:OGC:1.3:CRS84".to_owned()),
///     ..Place::default()
/// };
/// assert_eq!(place.positions(), [("47.37", "8.55")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Region or state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country: ISO 3166 code or name, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `point`, `line`, `polygon`, `box` or `circle`, with `coordinates`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// The numbers as written, separated by single spaces: latitude before longitude, but for a `srs` that has
    /// them the other way round. A `box` has its lower corner first; of a `circle` these are the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<String>,
    /// The reference system of `coordinates`, as written. `None`: not stated, which means WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub srs: Option<String>,
    /// How many numbers make a position, as written. `None`: not stated, which means two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// Height above the ellipsoid as written, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elevation: Option<String>,
    /// Storey of a building, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// Distance around `coordinates` as written, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius: Option<String>,
    /// What sort of thing is there, by its name in the source, e.g. `city`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature_type: Option<String>,
    /// Role, e.g. `located` (where it was written).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Element it came from, e.g. `georss:point`, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
}

impl Place {
    /// The latitudes and longitudes in `coordinates`, in this order. Empty: there are none, a number is missing, or
    /// the reference system is none of WGS 84.
    pub fn positions(&self) -> Vec<(&str, &str)> {
        let Some(is_reversed) = self.is_longitude_first() else { return Vec::new() };
        let size = match self.dimension.as_deref().map(str::trim) {
            None | Some("2") => 2,
            Some("3") => 3,
            Some(_) => return Vec::new(),
        };
        let numbers: Vec<&str> = self.coordinates.as_deref().unwrap_or_default().split_whitespace().collect();
        if !numbers.len().is_multiple_of(size) {
            return Vec::new();
        }
        let pairs = numbers.chunks_exact(size).filter_map(|position| match position {
            [first, second, ..] if is_reversed => Some((*second, *first)),
            [first, second, ..] => Some((*first, *second)),
            _ => None,
        });
        pairs.collect()
    }

    /// Whether `srs` has the longitude first. `None`: it is none of WGS 84.
    fn is_longitude_first(&self) -> Option<bool> {
        let Some(srs) = self.srs.as_deref().map(str::trim).filter(|srs| !srs.is_empty()) else {
            return Some(false);
        };
        let code = srs.rsplit([':', '/', '#']).next().unwrap_or(srs);
        match code {
            "4326" | "4979" => Some(false),
            _ if code.eq_ignore_ascii_case("CRS84") || code.eq_ignore_ascii_case("CRS84h") => Some(true),
            _ if code.eq_ignore_ascii_case("WGS84") => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_axes_is_that_of_the_reference_system() {
        let check = |srs: &str, dimension: &str, coordinates: &str, expected: &[(&str, &str)]| {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let place = Place {
                srs: some(srs),
                dimension: some(dimension),
                coordinates: some(coordinates),
                ..Place::default()
            };
            assert_eq!(place.positions(), expected, "{srs} {dimension} {coordinates}");
        };
        check("", "", "47.37 8.55", &[("47.37", "8.55")]);
        check("EPSG:4326", "", "1 2 3 4", &[("1", "2"), ("3", "4")]);
        check("http://www.opengis.net/gml/srs/epsg.xml#4326", "", "1 2", &[("1", "2")]);
        check("urn:ogc:def:crs:OGC:1.3:CRS84", "", "1 2", &[("2", "1")]);
        check("urn:ogc:def:crs:EPSG::4979", "3", "1 2 9 3 4 9", &[("1", "2"), ("3", "4")]);
        check("EPSG:31467", "", "3567806 5930000", &[]);
        check("", "", "1 2 3", &[]);
        check("", "", "", &[]);
    }
}
