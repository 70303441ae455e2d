//! The part of schema.org's vocabulary (release 30.0) that is written: which property stands on which class, what it holds.
//!
//! Names and relations of terms are facts of the vocabulary; a superseded term is in none of the tables.

/// A property of schema.org.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    /// Classes it stands on.
    pub(crate) domains: &'static [&'static str],
    /// Classes and data types of what it holds.
    pub(crate) ranges: &'static [&'static str],
    /// What schema.org's own context makes of a bare text in it.
    pub(crate) coercion: Coercion,
}

/// What a context makes of a bare text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coercion {
    /// A text.
    Plain,
    /// An address.
    Address,
    /// A date.
    Date,
}

/// The property of this name. `None`: it is not among those written.
pub(crate) fn property(name: &str) -> Option<&'static Property> {
    let at = PROPERTIES.binary_search_by(|property| property.name.cmp(name)).ok()?;
    PROPERTIES.get(at)
}

/// Whether it is a class that is written.
pub(crate) fn is_class(name: &str) -> bool {
    CLASSES.binary_search_by(|(class, _)| (*class).cmp(name)).is_ok()
}

/// Whether `class` is `ancestor` or below it.
pub(crate) fn is_a(class: &str, ancestor: &str) -> bool {
    let mut open = vec![class];
    while let Some(class) = open.pop() {
        if class == ancestor {
            return true;
        }
        let parents = CLASSES
            .binary_search_by(|(name, _)| (*name).cmp(class))
            .ok()
            .and_then(|at| CLASSES.get(at))
            .map_or::<&[&str], _>(&[], |(_, parents)| parents);
        open.extend(parents);
    }
    false
}

impl Property {
    /// Whether it may stand on `class`.
    pub(crate) fn stands_on(&self, class: &str) -> bool {
        self.domains.iter().any(|domain| is_a(class, domain))
    }

    /// Whether it may hold a node of `class`.
    pub(crate) fn holds(&self, class: &str) -> bool {
        self.ranges.iter().any(|range| is_a(class, range))
    }
}

const P: Coercion = Coercion::Plain;
const A: Coercion = Coercion::Address;
const D: Coercion = Coercion::Date;

const fn property_of(
    name: &'static str,
    domains: &'static [&'static str],
    ranges: &'static [&'static str],
    coercion: Coercion,
) -> Property {
    Property { name, domains, ranges, coercion }
}

/// By name.
#[rustfmt::skip]
pub(crate) static PROPERTIES: &[Property] = &[
    property_of("about", &["CreativeWork", "DefinedTerm", "DefinedTermSet", "Event"], &["Thing"], P),
    property_of("abstract", &["CreativeWork"], &["Text"], P),
    property_of("acquireLicensePage", &["CreativeWork"], &["CreativeWork", "URL"], A),
    property_of("actionableFeedbackPolicy", &["NewsMediaOrganization", "Organization"], &["CreativeWork", "URL"], A),
    property_of("additionalType", &["Thing"], &["Text", "URL"], P),
    property_of("address", &["GeoCoordinates", "GeoShape", "Organization", "Person", "Place"], &["PostalAddress", "Text"], P),
    property_of("addressCountry", &["GeoCoordinates", "GeoShape", "PostalAddress"], &["Country", "Text"], P),
    property_of("addressLocality", &["PostalAddress"], &["Text"], P),
    property_of("addressRegion", &["PostalAddress"], &["AdministrativeArea", "Text"], P),
    property_of("affiliation", &["Person"], &["Organization"], P),
    property_of("alternateName", &["Thing"], &["Text"], P),
    property_of("alternativeHeadline", &["CreativeWork"], &["Text"], P),
    property_of("archivedAt", &["CreativeWork"], &["URL", "WebPage"], A),
    property_of("articleBody", &["Article"], &["Text"], P),
    property_of("articleSection", &["Article"], &["Text"], P),
    property_of("associatedMedia", &["CreativeWork"], &["MediaObject"], P),
    property_of("audio", &["CreativeWork"], &["AudioObject", "Clip"], P),
    property_of("author", &["CreativeWork"], &["Organization", "Person"], P),
    property_of("backstory", &["Article"], &["CreativeWork", "Text"], P),
    property_of("caption", &["AudioObject", "ImageObject", "VideoObject"], &["MediaObject", "Text"], P),
    property_of("citation", &["CreativeWork"], &["CreativeWork", "Text"], P),
    property_of("commentCount", &["CreativeWork"], &["Integer"], P),
    property_of("conditionsOfAccess", &["CreativeWork"], &["Text"], P),
    property_of("contentLocation", &["CreativeWork"], &["Place"], P),
    property_of("contentReferenceTime", &["CreativeWork"], &["DateTime"], P),
    property_of("contentSize", &["MediaObject"], &["Text"], P),
    property_of("contentUrl", &["MediaObject"], &["URL"], A),
    property_of("contributor", &["CreativeWork", "Event"], &["Organization", "Person"], P),
    property_of("copyrightHolder", &["CreativeWork"], &["Organization", "Person"], P),
    property_of("copyrightNotice", &["CreativeWork"], &["Text"], P),
    property_of("copyrightYear", &["CreativeWork"], &["Number"], P),
    property_of("correction", &["CreativeWork"], &["CorrectionComment", "Text", "URL"], P),
    property_of("correctionsPolicy", &["NewsMediaOrganization", "Organization"], &["CreativeWork", "URL"], A),
    property_of("coverageEndTime", &["LiveBlogPosting"], &["DateTime"], P),
    property_of("coverageStartTime", &["LiveBlogPosting"], &["DateTime"], P),
    property_of("creativeWorkStatus", &["CreativeWork"], &["DefinedTerm", "Text"], P),
    property_of("creator", &["CreativeWork"], &["Organization", "Person"], P),
    property_of("creditText", &["CreativeWork"], &["Text"], P),
    property_of("cssSelector", &["WebPageElement"], &["CssSelectorType"], P),
    property_of("dataFeedElement", &["DataFeed"], &["Text", "Thing"], P),
    property_of("dateCreated", &["CreativeWork"], &["Date", "DateTime"], D),
    property_of("dateModified", &["CreativeWork"], &["Date", "DateTime"], D),
    property_of("datePublished", &["CreativeWork"], &["Date", "DateTime"], D),
    property_of("dateline", &["NewsArticle"], &["Text"], P),
    property_of("description", &["Thing"], &["Text", "TextObject"], P),
    property_of("disambiguatingDescription", &["Thing"], &["Text"], P),
    property_of("discussionUrl", &["CreativeWork"], &["URL"], A),
    property_of("diversityPolicy", &["NewsMediaOrganization", "Organization"], &["CreativeWork", "URL"], A),
    property_of("diversityStaffingReport", &["NewsMediaOrganization", "Organization"], &["Article", "URL"], A),
    property_of("duration", &["Event", "MediaObject", "Movie"], &["Duration"], P),
    property_of("editor", &["CreativeWork"], &["Person"], P),
    property_of("embedUrl", &["MediaObject"], &["URL"], A),
    property_of("encodingFormat", &["CreativeWork", "MediaObject"], &["Text", "URL"], P),
    property_of("ethicsPolicy", &["NewsMediaOrganization", "Organization"], &["CreativeWork", "URL"], A),
    property_of("expires", &["CreativeWork"], &["Date", "DateTime"], D),
    property_of("familyName", &["Person"], &["Text"], P),
    property_of("foundingDate", &["Organization"], &["Date"], D),
    property_of("funder", &["CreativeWork", "Event", "Organization", "Person"], &["Organization", "Person"], P),
    property_of("genre", &["CreativeWork"], &["DefinedTerm", "Text", "URL"], P),
    property_of("geo", &["Place"], &["GeoCoordinates", "GeoShape"], P),
    property_of("givenName", &["Person"], &["Text"], P),
    property_of("hasPart", &["CreativeWork"], &["CreativeWork"], P),
    property_of("headline", &["CreativeWork"], &["Text"], P),
    property_of("height", &["MediaObject", "Person", "Product"], &["Distance"], P),
    property_of("honorificPrefix", &["Person"], &["Text"], P),
    property_of("honorificSuffix", &["Person"], &["Text"], P),
    property_of("identifier", &["Thing"], &["PropertyValue", "Text", "URL"], P),
    property_of("image", &["Thing"], &["ImageObject", "URL"], A),
    property_of("inLanguage", &["CreativeWork", "Event"], &["Language", "Text"], P),
    property_of("isAccessibleForFree", &["CreativeWork", "Event", "Place"], &["Boolean"], P),
    property_of("isBasedOn", &["CreativeWork"], &["CreativeWork", "Product", "URL"], A),
    property_of("isFamilyFriendly", &["CreativeWork", "Product"], &["Boolean"], P),
    property_of("isPartOf", &["CreativeWork"], &["CreativeWork", "URL"], A),
    property_of("item", &["ListItem"], &["Thing"], P),
    property_of("itemListElement", &["ItemList"], &["ListItem", "Text", "Thing"], P),
    property_of("jobTitle", &["Person"], &["DefinedTerm", "Text"], P),
    property_of("keywords", &["CreativeWork", "Event", "Organization", "Place", "Product"], &["DefinedTerm", "Text", "URL"], P),
    property_of("knowsAbout", &["Organization", "Person"], &["Text", "Thing", "URL"], P),
    property_of("latitude", &["GeoCoordinates", "Place"], &["Number", "Text"], P),
    property_of("license", &["CreativeWork"], &["CreativeWork", "URL"], A),
    property_of("liveBlogUpdate", &["LiveBlogPosting"], &["BlogPosting"], P),
    property_of("locationCreated", &["CreativeWork"], &["Place"], P),
    property_of("logo", &["Brand", "Organization", "Place", "Product"], &["ImageObject", "URL"], A),
    property_of("longitude", &["GeoCoordinates", "Place"], &["Number", "Text"], P),
    property_of("mainEntityOfPage", &["Thing"], &["CreativeWork", "URL"], A),
    property_of("masthead", &["NewsMediaOrganization"], &["CreativeWork", "URL"], A),
    property_of("mentions", &["CreativeWork"], &["Thing"], P),
    property_of("missionCoveragePrioritiesPolicy", &["NewsMediaOrganization"], &["CreativeWork", "URL"], A),
    property_of("name", &["Thing"], &["Text"], P),
    property_of("noBylinesPolicy", &["NewsMediaOrganization"], &["CreativeWork", "URL"], A),
    property_of("numberOfItems", &["ItemList"], &["Integer"], P),
    property_of("ownershipFundingInfo", &["NewsMediaOrganization", "Organization"], &["AboutPage", "CreativeWork", "Text", "URL"], P),
    property_of("pageEnd", &["Article"], &["Integer", "Text"], P),
    property_of("pageStart", &["Article"], &["Integer", "Text"], P),
    property_of("pagination", &["Article"], &["Text"], P),
    property_of("parentOrganization", &["Organization"], &["Organization"], P),
    property_of("position", &["CreativeWork", "ListItem"], &["Integer", "Text"], P),
    property_of("printColumn", &["NewsArticle"], &["Text"], P),
    property_of("printEdition", &["NewsArticle"], &["Text"], P),
    property_of("printPage", &["NewsArticle"], &["Text"], P),
    property_of("printSection", &["NewsArticle"], &["Text"], P),
    property_of("propertyID", &["PropertyValue"], &["Text", "URL"], P),
    property_of("publisher", &["CreativeWork"], &["Organization", "Person"], P),
    property_of("publishingPrinciples", &["CreativeWork", "Organization", "Person"], &["CreativeWork", "URL"], A),
    property_of("sameAs", &["Thing"], &["URL"], A),
    property_of("sourceOrganization", &["CreativeWork"], &["Organization"], P),
    property_of("spatialCoverage", &["CreativeWork"], &["Place"], P),
    property_of("spokenByCharacter", &["Quotation"], &["Organization", "Person"], P),
    property_of("sponsor", &["CreativeWork", "Event", "Organization", "Person"], &["Organization", "Person"], P),
    property_of("subOrganization", &["Organization"], &["Organization"], P),
    property_of("temporalCoverage", &["CreativeWork"], &["DateTime", "Text", "URL"], P),
    property_of("text", &["CreativeWork"], &["Text"], P),
    property_of("thumbnailUrl", &["CreativeWork"], &["URL"], A),
    property_of("timeRequired", &["CreativeWork"], &["Duration"], P),
    property_of("unnamedSourcesPolicy", &["NewsMediaOrganization", "Organization"], &["CreativeWork", "URL"], A),
    property_of("uploadDate", &["MediaObject"], &["Date", "DateTime"], D),
    property_of("url", &["Thing"], &["URL"], A),
    property_of("usageInfo", &["CreativeWork"], &["CreativeWork", "URL"], A),
    property_of("value", &["PropertyValue"], &["Boolean", "Number", "StructuredValue", "Text"], P),
    property_of("verificationFactCheckingPolicy", &["NewsMediaOrganization"], &["CreativeWork", "URL"], A),
    property_of("version", &["CreativeWork"], &["Number", "Text"], P),
    property_of("video", &["CreativeWork"], &["Clip", "VideoObject"], P),
    property_of("width", &["MediaObject", "Product"], &["Distance"], P),
    property_of("wordCount", &["Article", "CreativeWork"], &["Integer"], P),
    property_of("worksFor", &["Person"], &["Organization"], P),
];

/// Classes with those right above them, by name.
#[rustfmt::skip]
static CLASSES: &[(&str, &[&str])] = &[
    ("APIReference", &["TechArticle"]),
    ("AboutPage", &["WebPage"]),
    ("AdministrativeArea", &["Place"]),
    ("AdvertiserContentArticle", &["Article"]),
    ("AnalysisNewsArticle", &["NewsArticle"]),
    ("Article", &["CreativeWork"]),
    ("AskPublicNewsArticle", &["NewsArticle"]),
    ("AudioObject", &["MediaObject"]),
    ("BackgroundNewsArticle", &["NewsArticle"]),
    ("Blog", &["CreativeWork"]),
    ("BlogPosting", &["SocialMediaPosting"]),
    ("Book", &["CreativeWork"]),
    ("Brand", &["Intangible"]),
    ("City", &["AdministrativeArea"]),
    ("Claim", &["CreativeWork"]),
    ("Clip", &["CreativeWork"]),
    ("CollectionPage", &["WebPage"]),
    ("Comment", &["CreativeWork"]),
    ("ContactPoint", &["StructuredValue"]),
    ("Corporation", &["Organization"]),
    ("CorrectionComment", &["Comment"]),
    ("Country", &["AdministrativeArea"]),
    ("CreativeWork", &["Thing"]),
    ("CreativeWorkSeries", &["CreativeWork", "Intangible"]),
    ("DataFeed", &["Dataset"]),
    ("Dataset", &["CreativeWork"]),
    ("DefinedTerm", &["Intangible"]),
    ("DefinedTermSet", &["CreativeWork"]),
    ("DiscussionForumPosting", &["SocialMediaPosting"]),
    ("EducationalOrganization", &["Organization", "Place"]),
    ("Event", &["Thing"]),
    ("GeoCoordinates", &["StructuredValue"]),
    ("GeoShape", &["StructuredValue"]),
    ("GovernmentOrganization", &["Organization"]),
    ("ImageObject", &["MediaObject"]),
    ("Intangible", &["Thing"]),
    ("ItemList", &["Intangible"]),
    ("Language", &["Intangible"]),
    ("ListItem", &["Intangible"]),
    ("LiveBlogPosting", &["BlogPosting"]),
    ("LocalBusiness", &["Organization", "Place"]),
    ("MediaObject", &["CreativeWork"]),
    ("MedicalScholarlyArticle", &["ScholarlyArticle"]),
    ("Movie", &["CreativeWork"]),
    ("NGO", &["Organization"]),
    ("NewsArticle", &["Article"]),
    ("NewsMediaOrganization", &["Organization"]),
    ("Newspaper", &["Periodical"]),
    ("OpinionNewsArticle", &["NewsArticle"]),
    ("Organization", &["Thing"]),
    ("Periodical", &["CreativeWorkSeries"]),
    ("Person", &["Thing"]),
    ("Place", &["Thing"]),
    ("PostalAddress", &["ContactPoint"]),
    ("Product", &["Thing"]),
    ("PropertyValue", &["StructuredValue"]),
    ("Quotation", &["CreativeWork"]),
    ("Report", &["Article"]),
    ("ReportageNewsArticle", &["NewsArticle"]),
    ("ReviewNewsArticle", &["CreativeWork", "NewsArticle"]),
    ("SatiricalArticle", &["Article"]),
    ("ScholarlyArticle", &["Article"]),
    ("SocialMediaPosting", &["Article"]),
    ("SportsOrganization", &["Organization"]),
    ("SportsTeam", &["SportsOrganization"]),
    ("State", &["AdministrativeArea"]),
    ("StructuredValue", &["Intangible"]),
    ("TVSeries", &["CreativeWork", "CreativeWorkSeries"]),
    ("TechArticle", &["Article"]),
    ("TextObject", &["MediaObject"]),
    ("Thing", &[]),
    ("VideoObject", &["MediaObject"]),
    ("WebContent", &["CreativeWork"]),
    ("WebPage", &["CreativeWork"]),
    ("WebPageElement", &["CreativeWork"]),
    ("WebSite", &["CreativeWork"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_name_what_they_hold() {
        assert!(PROPERTIES.is_sorted_by(|one, other| one.name < other.name));
        assert!(CLASSES.is_sorted_by(|one, other| one.0 < other.0));
        for property in PROPERTIES {
            assert!(property.domains.iter().all(|domain| is_class(domain)), "{property:?}");
        }
        for (class, parents) in CLASSES {
            assert!(parents.iter().all(|parent| is_class(parent)), "{class}");
            assert!(is_a(class, "Thing"), "{class}");
        }
    }

    #[test]
    fn a_live_blog_is_no_news_article() {
        assert!(is_a("OpinionNewsArticle", "NewsArticle") && !is_a("LiveBlogPosting", "NewsArticle"));
        assert!(property("dateline").is_some_and(|it| !it.stands_on("LiveBlogPosting")));
        assert!(property("liveBlogUpdate").is_some_and(|it| it.stands_on("LiveBlogPosting")));
        assert!(property("editor").is_some_and(|it| !it.holds("Organization")));
    }
}
