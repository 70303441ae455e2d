//! Places: `GeoRSS` in both its forms, Geography Markup Language, W3C's latitudes and longitudes, `ICBM`.
//!
//! | element | field of `places`, with `origin` |
//! | --- | --- |
//! | `georss:point`, `line`, `polygon`, `box` | `shape` of that name, `coordinates` |
//! | `georss:circle` | `shape`, `coordinates`, `radius` |
//! | `georss:elev`, `floor`, `radius`, `featureName`, `featureTypeTag`, `relationshipTag`, as elements or attributes | `elevation`, `floor`, `radius`, `name`, `feature_type`, `role` |
//! | `georss:where` with `gml:Point`, `LineString`, `Polygon`, `Envelope`, `CircleByCenterPoint` | the same |
//! | `gml:pos`, `posList`, `coordinates`, `lowerCorner` and `upperCorner`, `radius` | `coordinates`, `radius` |
//! | `@srsName`, `@srsDimension`, of the geometry or of what is around it | `srs`, `dimension` |
//! | `geo:lat` with `geo:long` and `geo:alt`, `geo:lat_long`, also in `geo:Point` | a point |
//! | `icbm:latitude` with `icbm:longitude` | a point |
//!
//! Of a polygon the outer ring is told. All of them stay in `extensions` whole.
//!
//! Sources: OGC 17-002r1 (`GeoRSS`), OGC 07-036 (GML), W3C Basic Geo.

use std::borrow::Cow;

use wirecopy_model::{Extensions, Node, NodeKind, Place};

use crate::modules::Element;
use crate::modules::element::attribute;
use crate::namespace::Ns;

/// The places that elements of `GeoRSS`, GML, W3C geo and `ICBM` tell, in order.
///
/// ```
/// use wirecopy_feed::modules::geo;
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("http://www.georss.org/georss"), None, "point"));
/// extensions.push(Node::text(1, "59.1 10.25"));
/// let places = geo::places(&extensions);
/// assert_eq!(places[0].positions(), [("59.1", "10.25")]);
/// ```
pub fn places(extensions: &Extensions) -> Vec<Place> {
    let mut places = Places::default();
    for element in Element::tops(extensions) {
        let ns = element.ns();
        if matches!(ns, Ns::GeoRss | Ns::Gml | Ns::Geo | Ns::Icbm) {
            places.add(&element, ns);
        }
    }
    places.done()
}

/// Places as they are found.
#[derive(Debug, Default)]
pub(super) struct Places {
    found: Vec<Place>,
    /// What stands beside the shapes of `GeoRSS` and is said of all of them.
    about: Place,
    latitude: Option<String>,
    longitude: Option<String>,
    altitude: Option<String>,
}

impl Places {
    /// Adds what an element tells.
    pub(super) fn add(&mut self, element: &Element<'_>, ns: Ns) {
        match ns {
            Ns::GeoRss => self.georss(element),
            Ns::Gml => self.geometries(element, "gml"),
            Ns::Geo | Ns::Icbm if element.is_called("Point") => {
                for child in element.children() {
                    self.coordinate(&child);
                }
            }
            _ => self.coordinate(element),
        }
    }

    /// Adds a `media:location`: its description names the places in it.
    pub(super) fn add_location(&mut self, element: &Element<'_>) {
        let mut inside = Self::default();
        for child in element.children() {
            inside.add(&child, child.ns());
        }
        let mut inside = inside.done();
        let name = element.attribute("description").map(Cow::Borrowed).or_else(|| element.text());
        if inside.is_empty() && name.is_some() {
            inside.push(Place::default());
        }
        for mut place in inside {
            place.name = place.name.or_else(|| name.as_deref().map(str::to_owned));
            place.origin = Some(Cow::Borrowed("media:location"));
            self.found.push(place);
        }
    }

    /// All that was found.
    pub(super) fn done(self) -> Vec<Place> {
        let mut found = self.found;
        let is_of_georss =
            |place: &&mut Place| place.origin.as_deref().is_some_and(|origin| origin.starts_with("georss:"));
        for place in found.iter_mut().filter(is_of_georss) {
            let About { name, elevation, floor, radius, feature_type, role } = About::of(&self.about);
            for (field, value) in [
                (&mut place.name, name),
                (&mut place.elevation, elevation),
                (&mut place.floor, floor),
                (&mut place.radius, radius),
                (&mut place.feature_type, feature_type),
                (&mut place.role, role),
            ] {
                if field.is_none() {
                    field.clone_from(value);
                }
            }
        }
        // a name alone is a place as well
        if found.is_empty() && self.about.name.is_some() {
            found.push(Place { origin: Some(Cow::Borrowed("georss:featureName")), ..self.about });
        }
        found
    }

    fn georss(&mut self, element: &Element<'_>) {
        let (shape, origin) = match element.local().to_ascii_lowercase().as_str() {
            "point" => ("point", "georss:point"),
            "line" => ("line", "georss:line"),
            "polygon" => ("polygon", "georss:polygon"),
            "box" => ("box", "georss:box"),
            "circle" => ("circle", "georss:circle"),
            "where" => {
                self.geometries(element, "georss:where");
                // some write the simple form here
                for child in element.children().filter(|child| !child.is_called("where")) {
                    if child.ns() == Ns::GeoRss {
                        self.georss(&child);
                    }
                }
                return;
            }
            name => {
                let place = match name {
                    "elev" => &mut self.about.elevation,
                    "floor" => &mut self.about.floor,
                    "radius" => &mut self.about.radius,
                    "featurename" => &mut self.about.name,
                    "featuretypetag" => &mut self.about.feature_type,
                    "relationshiptag" => &mut self.about.role,
                    _ => return,
                };
                if place.is_none() {
                    *place = element.text().map(Cow::into_owned);
                }
                return;
            }
        };
        let Some(text) = element.text() else {
            // some write the geometry here
            return self.geometries(element, origin);
        };
        let mut coordinates = String::new();
        add_numbers(&mut coordinates, &text);
        if !are_numbers(&coordinates) {
            return;
        }
        let mut place = Place { shape: Some(shape.to_owned()), ..of_attributes(element, origin) };
        if shape == "circle"
            && let Some((centre, radius)) = coordinates.rsplit_once(' ')
            && centre.contains(' ')
        {
            place.radius = place.radius.or_else(|| Some(radius.to_owned()));
            coordinates.truncate(centre.len());
        }
        place.coordinates = Some(coordinates);
        self.found.push(place);
    }

    /// Latitude, longitude or both.
    fn coordinate(&mut self, element: &Element<'_>) {
        let Some(text) = element.text() else { return };
        match element.local().to_ascii_lowercase().as_str() {
            "lat" | "latitude" => self.latitude = Some(text.into_owned()),
            "long" | "lon" | "lng" | "longitude" => self.longitude = Some(text.into_owned()),
            "alt" | "altitude" => {
                let before = self.found.last_mut().filter(|place| place.origin.as_deref() == Some("geo:lat"));
                match before.filter(|place| place.elevation.is_none()) {
                    Some(place) => place.elevation = Some(text.into_owned()),
                    None => self.altitude = Some(text.into_owned()),
                }
                return;
            }
            "lat_long" => {
                let mut coordinates = String::new();
                add_numbers(&mut coordinates, &text);
                if are_numbers(&coordinates) {
                    self.point(coordinates, "geo:lat_long");
                }
                return;
            }
            _ => return,
        }
        if let (Some(latitude), Some(longitude)) = (&self.latitude, &self.longitude) {
            let coordinates = format!("{latitude} {longitude}");
            (self.latitude, self.longitude) = (None, None);
            let is_icbm = element.ns() == Ns::Icbm;
            self.point(coordinates, if is_icbm { "icbm:latitude" } else { "geo:lat" });
        }
    }

    fn point(&mut self, coordinates: String, origin: &'static str) {
        self.found.push(Place {
            shape: Some("point".to_owned()),
            coordinates: Some(coordinates),
            elevation: self.altitude.take(),
            origin: Some(Cow::Borrowed(origin)),
            ..Place::default()
        });
    }

    /// The geometries of GML in an element, however deep.
    fn geometries(&mut self, element: &Element<'_>, origin: &'static str) {
        let mut walk = Walk { outer: of_attributes(element, origin), ..Walk::default() };
        for node in element.nodes() {
            walk.step(node, &mut self.found);
        }
        walk.finish(&mut self.found);
    }
}

/// The fields of a place that may stand beside its shape.
struct About<'p> {
    name: &'p Option<String>,
    elevation: &'p Option<String>,
    floor: &'p Option<String>,
    radius: &'p Option<String>,
    feature_type: &'p Option<String>,
    role: &'p Option<String>,
}

impl<'p> About<'p> {
    fn of(place: &'p Place) -> Self {
        Self {
            name: &place.name,
            elevation: &place.elevation,
            floor: &place.floor,
            radius: &place.radius,
            feature_type: &place.feature_type,
            role: &place.role,
        }
    }
}

/// What the attributes of an element of `GeoRSS` say.
fn of_attributes(element: &Element<'_>, origin: &'static str) -> Place {
    let value = |local| element.attribute(local).map(str::to_owned);
    Place {
        name: value("featurename"),
        elevation: value("elev"),
        floor: value("floor"),
        radius: value("radius"),
        feature_type: value("featuretypetag"),
        role: value("relationshiptag"),
        srs: value("srsName"),
        dimension: value("srsDimension"),
        origin: Some(Cow::Borrowed(origin)),
        ..Place::default()
    }
}

/// What the text that is read next is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    Coordinates,
    Radius,
    Name,
}

/// The way through geometries, node by node.
#[derive(Debug, Default)]
struct Walk {
    /// What is said of all geometries.
    outer: Place,
    /// Reference systems and dimensions that are in force, with the depth of who states them.
    systems: Vec<(u32, Option<String>, Option<String>)>,
    current: Option<(u32, Place)>,
    reads: Option<(u32, Reads)>,
    /// The depth of a hole, which is passed over.
    hole: Option<u32>,
}

impl Walk {
    fn step(&mut self, node: &Node, found: &mut Vec<Place>) {
        if self.hole.is_some_and(|hole| node.depth > hole) {
            return;
        }
        self.hole = None;
        if let Some(text) = node.text.as_deref().filter(|_| node.kind == NodeKind::Text) {
            self.text(node.depth, text);
            return;
        }
        self.reads = self.reads.filter(|(depth, _)| node.depth > *depth);
        if self.current.as_ref().is_some_and(|(depth, _)| node.depth <= *depth) {
            self.finish(found);
        }
        while self.systems.pop_if(|(depth, ..)| *depth >= node.depth).is_some() {}
        if let Some(name) = &node.name {
            self.element(node, &name.local.to_ascii_lowercase());
        }
    }

    fn element(&mut self, node: &Node, local: &str) {
        let value = |local| attribute(node, local).map(str::to_owned);
        let (srs, dimension) = (value("srsName"), value("srsDimension").or_else(|| value("dimension")));
        if srs.is_some() || dimension.is_some() {
            if let Some((_, place)) = &mut self.current {
                place.srs = srs.clone().or(place.srs.take());
                place.dimension = dimension.clone().or(place.dimension.take());
            }
            self.systems.push((node.depth, srs, dimension));
        }
        let depth = node.depth;
        match local {
            "point" | "coord" => self.begin(depth, "point"),
            "linestring" | "curve" => self.begin(depth, "line"),
            "polygon" | "surface" => self.begin(depth, "polygon"),
            "envelope" | "box" => self.begin(depth, "box"),
            "circlebycenterpoint" => self.begin(depth, "circle"),
            "interior" | "innerboundaryis" => self.hole = Some(depth),
            "pos" => self.numbers(depth, depth, "point"),
            "x" | "y" | "z" if self.current.is_some() => self.reads = Some((depth, Reads::Coordinates)),
            "poslist" | "coordinates" => self.numbers(depth, depth, "line"),
            "lowercorner" | "uppercorner" => self.numbers(depth, depth.saturating_sub(1), "box"),
            "radius" => self.reads = Some((depth, Reads::Radius)),
            "name" => self.reads = Some((depth, Reads::Name)),
            _ => {}
        }
    }

    /// A geometry begins, unless it is part of one.
    fn begin(&mut self, depth: u32, shape: &str) {
        if self.current.is_some() {
            return;
        }
        let systems = || self.systems.iter().rev();
        let srs = systems().find_map(|(_, srs, _)| srs.clone());
        let dimension = systems().find_map(|(.., dimension)| dimension.clone());
        let mut place = self.outer.clone();
        place.shape = Some(shape.to_owned());
        place.srs = srs.or(place.srs);
        place.dimension = dimension.or(place.dimension);
        self.current = Some((depth, place));
    }

    /// Numbers follow. Without a geometry around them they make one.
    fn numbers(&mut self, depth: u32, holder: u32, shape: &str) {
        self.begin(holder, shape);
        self.reads = Some((depth, Reads::Coordinates));
    }

    fn text(&mut self, depth: u32, text: &str) {
        let (Some((above, reads)), Some((_, place))) = (self.reads, &mut self.current) else { return };
        if depth != above + 1 {
            return;
        }
        let text = text.trim();
        match reads {
            Reads::Coordinates => add_numbers(place.coordinates.get_or_insert_default(), text),
            Reads::Radius if place.radius.is_none() => place.radius = Some(text.to_owned()),
            Reads::Name if place.name.is_none() => place.name = Some(text.to_owned()),
            Reads::Radius | Reads::Name => {}
        }
    }

    fn finish(&mut self, found: &mut Vec<Place>) {
        let is_told = |place: &Place| place.coordinates.as_deref().is_some_and(are_numbers);
        if let Some((_, place)) = self.current.take().filter(|(_, place)| is_told(place)) {
            found.push(place);
        }
        self.reads = None;
    }
}

/// Adds numbers, with single spaces between, to others.
fn add_numbers(numbers: &mut String, text: &str) {
    let is_gap = |char: char| char.is_whitespace() || matches!(char, ',' | ';');
    for number in text.split(is_gap).filter(|number| !number.is_empty()) {
        if !numbers.is_empty() {
            numbers.push(' ');
        }
        numbers.push_str(number);
    }
}

/// Whether these are two numbers or more, and nothing else.
fn are_numbers(coordinates: &str) -> bool {
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    coordinates.contains(' ') && coordinates.split(' ').all(is_number)
}
